"""A desk to put screens on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from trainer.desk import Desk, lay
from trainer.store.event import Event

NOW = datetime(2026, 11, 21, 19, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))

Until: TypeAlias = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]

HOSTILE = """# Mijn [b]borrel[/path]

## Wie betaalt a[0] = b[i] op de [/b] borrel?
Antwoord: Petra [/b]
Ook goed: 'Petra', [link=x]Pé
Hint: [/]
Uitleg: {leeg} [red]
Labels: [b]

## Deze heeft geen antwoord
Hint: [/path]
"""
"""An own deck whose texts look like markup, with a mistake in it."""
HOSTILE_GOAL = "Praat met [/Petra] [red]"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of a Dutch learner who has just come."""
    laid = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=lambda: NOW, rng=Random(1))
    yield laid
    laid.store.close()


@pytest.fixture
def settled(desk: Desk) -> Desk:
    """The same, past the welcome."""
    desk.save(desk.settings)
    return desk


@pytest.fixture
def hostile(settled: Desk) -> Desk:
    """The same, with a deck and an event whose texts look like markup."""
    settled.paths.decks.mkdir(parents=True)
    (settled.paths.decks / "borrel.md").write_text(HOSTILE, encoding="utf-8")
    settled.reload()
    at = settled.now() + timedelta(days=3)
    settled.store.keep_event(Event(settled.store.new_id(), "Borrel [/b]", at, goal=HOSTILE_GOAL, place="[/zaal]"))
    return settled


@pytest.fixture
def until() -> Until:
    """Wait until something is so; in vain is a failure after a hundred looks."""

    async def wait(pilot: Pilot[None], condition: Callable[[], object]) -> None:
        for _ in range(100):
            if condition():
                return
            await pilot.pause()
        raise AssertionError("it never came to that")

    return wait
