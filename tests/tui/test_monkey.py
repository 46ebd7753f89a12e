"""Somebody leans on the keys: whatever is pressed, pasted or saved elsewhere, the program goes on.

To hunt with, and not among the usual tests: TRAINER_MONKEY=100 pytest -n 2 --no-cov tests/tui/test_monkey.py takes some
minutes. The dice have a seed each, and a failure names its last keys; but screens have timers, so that it need not come
back at once.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual import events

from tests.tui.conftest import HOSTILE, HOSTILE_GOAL, NOW
from trainer.desk import Desk, lay
from trainer.store.event import Event
from trainer.store.store import Store
from trainer.tui.app import TrainerApp

SEEDS = int(os.environ.get("TRAINER_MONKEY", "0"))
STEPS = 150
LAST = 20
"""How many of the last keys a failure names."""
GAPS = """# Gaten
Taal: nl

## De [eerste] en de [tweede] weg [/x].
Hint: [h]

## Noem twee.
- a [b]
- c

## Wat zeg je?
Punt: groet (hoi / hallo)
Moet: open vraag ([open vraag])
Voorbeeld: Hoi, [wat] doe jij?
Labels: eerste zin

## Doe je dit?
Oordeel: niet doen
Punt: omdat (het / dat)
"""
PASTED = (
    "[/b] [red]",
    "é\u0301\u202eabc",
    "👩‍👩‍👧‍👦 hoi",
    "你好世界" * 10,
    "a" * 3000,
    "x\x1b[31m\x07y",
    "regel1\nregel2\n- [x]\n",
    "1. een\n2. twee",
    "vrijdag 19.30",
    "over 3 minuten",
    "/nergens/[x].ics",
    "   ",
    "{leeg} {0} %",
    "woord " * 100,
)
WALKS = "up down down left right space space backspace delete home end pageup pagedown shift+tab"
HELD_DOWN = "ctrl+j ctrl+t ctrl+o ctrl+s ctrl+p ctrl+n ctrl+r ctrl+f ctrl+up ctrl+down f1 f2 f5"
KEYS = (
    *"abcdefghijklmnoprstuvwxyzADE0123456789/?",  # q would only end it
    *["enter"] * 14,
    *["escape"] * 5,
    *["tab"] * 4,
    *WALKS.split(),
    *HELD_DOWN.split(),
)
ROOMS = ("enter", "c enter", "c enter ctrl+n", "d enter", "e n", "s", "l")
"""The way from Today to where it begins."""
SIZES = ((80, 24), (40, 15), (120, 40), (72, 20), (30, 6))
NAMES = ("Borrel [/b]", "x" * 80, "👩‍👩‍👧")
MINUTES = (-1500, -30, 4, 20, 300, 4000, 20000)
"""From now to an event; one that was yesterday is looked back on."""


class Clock:
    """Half a second passes with every look."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=500)
        return self.at


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk with texts that look like markup, and now and then an event."""
    dice = Random(request.getfixturevalue("seed"))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)  # where a file goes that is taken out under a bare name
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "borrel.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "gaten.md").write_text(GAPS, encoding="utf-8")
    language = dice.choice(("nl_NL.UTF-8", "en_US.UTF-8"))
    laid = lay({"TRAINER_HOME": str(tmp_path), "LANG": language}, now=Clock(), rng=dice)
    if dice.random() < 0.8:
        laid.save(laid.settings)  # past the welcome
    for minutes in dice.sample(MINUTES, dice.choice((0, 1, 3))):
        at, rule = NOW + timedelta(minutes=minutes), dice.choice(("", "", "FREQ=WEEKLY;BYDAY=SA"))
        goal = dice.choice(("", HOSTILE_GOAL))
        laid.store.keep_event(Event(laid.store.new_id(), dice.choice(NAMES), at, rule=rule, goal=goal))
    yield laid
    laid.store.close()


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_whatever_is_pressed_the_program_goes_on(desk: Desk, seed: int, tmp_path: Path) -> None:
    dice, last = Random(seed), deque[str](maxlen=LAST)
    app = TrainerApp(desk)
    try:
        async with app.run_test(size=dice.choice(SIZES)) as pilot:
            await pilot.press("escape", *dice.choice(ROOMS).split())
            for _ in range(STEPS):
                last.append(f"[{type(app.screen).__name__}]")
                match dice.random():
                    case chance if chance < 0.08:
                        last.append(repr(pasted := dice.choice(PASTED)))
                        app.post_message(events.Paste(pasted))
                    case chance if chance < 0.12:
                        last.append(str(size := dice.choice(SIZES)))
                        await pilot.resize_terminal(*size)
                    case chance if chance < 0.16:
                        last.append("saved")
                        text = GAPS.replace("Noem twee", f"Noem {dice.choice(NAMES)}")
                        (tmp_path / "decks" / "gaten.md").write_text(text, encoding="utf-8")
                    case chance if chance < 0.18:
                        last.append("later")
                        assert isinstance(desk.now, Clock)
                        desk.now.at += timedelta(minutes=dice.choice((1, 10, 600)))
                    case _:  # some at once, as they are typed ahead
                        keys = dice.choices(KEYS, k=dice.choice((1, 1, 2, 4)))
                        last.extend(keys)
                        await pilot.press(*keys)
                await pilot.pause()
                assert app.is_running
    except BaseException:
        print("the last:", *last)
        raise
    desk.store.close()
    reviews = list(desk.store.reviews())
    with Store.open(desk.paths.data, now=lambda: NOW, read_only=True) as again:
        assert list(again.reviews()) == reviews
