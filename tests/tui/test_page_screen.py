"""The page on the screen, and as files to take along."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from trainer.agenda import Agenda, Occasion
from trainer.cards.model import CardKey
from trainer.desk import Desk
from trainer.store.event import Event
from trainer.tui.app import TrainerApp
from trainer.tui.screens.choose import ChangeScreen
from trainer.tui.screens.page import PageScreen
from trainer.tui.widgets.answer import AnswerBox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from tests.tui.conftest import Until

ZONE = ZoneInfo("Europe/Amsterdam")
OPENER = CardKey("nl/openers#open-coffee")
LINE = "Hoi [b], ik ben Noor. Wat brengt jou hier?"


@asynccontextmanager
async def at_page(
    desk: Desk, occasion: Occasion, until: Until, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], PageScreen]]:
    app = TrainerApp(desk)
    async with app.run_test(size=size) as pilot:
        screen = PageScreen(Agenda(desk, ZONE), occasion)
        app.push_screen(screen)
        await until(pilot, lambda: app.screen is screen and screen.is_mounted)
        await pilot.pause()
        yield pilot, screen


@pytest.fixture
def occasion(settled: Desk) -> Occasion:
    """Drinks in half an hour, with one line kept."""
    settled.store.keep_line(OPENER, "nl/openers", LINE, at=settled.now())
    event = Event(1, "Borrel / van [b]Noor", settled.now() + timedelta(minutes=30), goal="twee mensen")
    settled.store.keep_event(event)
    return Agenda(settled, ZONE).occasion(event)


def said(screen: PageScreen) -> str:
    return str(screen.body.content)


async def test_the_page_has_ones_own_lines_and_examples_that_say_so(
    settled: Desk, occasion: Occasion, until: Until
) -> None:
    async with at_page(settled, occasion, until) as (_, screen):
        shown = said(screen)
        assert LINE in " ".join(shown.split())
        assert "bijv. Ik maak roosters" in shown
        assert "twee mensen" in shown
        assert "VANAVOND 20.00" in shown
        page = screen.query_one(".page")
        assert page.max_scroll_y == 0


async def test_on_a_narrow_screen_a_label_stands_above_its_line(
    settled: Desk, occasion: Occasion, until: Until
) -> None:
    async with at_page(settled, occasion, until, size=(40, 15)) as (_, screen):
        assert f"1 BEGINNEN\n{LINE[:10]}" in said(screen)


async def test_a_line_is_changed_right_there(settled: Desk, occasion: Occasion, until: Until) -> None:
    async with at_page(settled, occasion, until) as (pilot, screen):
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChangeScreen))
        change = pilot.app.screen
        assert isinstance(change, ChangeScreen)
        await pilot.press("2", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert "bijv. Ik bouw webwinkels" in said(screen)
        assert len(settled.store.lines()) == 2
        await pilot.press("2", "1", *" Echt", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert "bijv. Ik bouw webwinkels" not in said(screen)
        assert "Ik bouw webwinkels" in said(screen)


async def test_a_changed_line_that_is_left_stands_there_the_next_time(
    settled: Desk, occasion: Occasion, until: Until
) -> None:
    async with at_page(settled, occasion, until) as (pilot, screen):
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChangeScreen))
        await pilot.press("D", "a", "g", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert [line.text for line in settled.store.lines()] == [LINE]
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChangeScreen))
        assert pilot.app.screen.query_one(AnswerBox).text == "Dag"


async def test_it_is_saved_for_the_owner_alone_and_says_where(settled: Desk, occasion: Occasion, until: Until) -> None:
    async with at_page(settled, occasion, until) as (pilot, screen):
        await pilot.press("s")
        text, phone = sorted(settled.paths.pages.iterdir(), reverse=True)
        assert text.name == "2026-11-21-borrel-van-b-noor.txt"
        assert phone.name == "2026-11-21-borrel-van-b-noor.html"
        assert text.name in str(screen.notice.content)
        written = text.read_text(encoding="utf-8")
        assert LINE in " ".join(written.split())
        assert "ZATERDAG 21 NOV 20.00" in written
        assert "MINUTEN" not in written
        html = phone.read_text(encoding="utf-8")
        assert "[b]Noor" in html
        assert "http" not in html
        if os.name != "nt":
            assert stat.S_IMODE(text.stat().st_mode) == 0o600
            assert stat.S_IMODE(settled.paths.pages.stat().st_mode) == 0o700
        await pilot.press("s")
        assert len(list(settled.paths.pages.iterdir())) == 2


async def test_a_full_disk_is_said_in_a_sentence(
    settled: Desk, occasion: Occasion, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_page(settled, occasion, until) as (_, screen):
        with monkeypatch.context() as full:

            def no_room(*_: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            full.setattr(os, "write", no_room)
            screen.action_save()
        assert "schijf is vol" in str(screen.notice.content)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "CON", "…", "a" * 5000, "\0x", "C:\\x.html"])
def test_a_name_of_any_kind_stays_in_the_folder(settled: Desk, name: str) -> None:
    event = Event(1, name, settled.now() + timedelta(minutes=30))
    text, phone = Agenda(settled, ZONE).save_page(Occasion(event=event))
    assert {text.parent.resolve(), phone.parent.resolve()} == {settled.paths.pages.resolve()}
    assert len(text.name) < 100


async def test_without_an_event_it_is_the_page_just_before(settled: Desk, until: Until) -> None:
    async with at_page(settled, Occasion(), until) as (pilot, screen):
        assert "VLAK VOORAF" in said(screen)
        await pilot.press("s")
        assert {path.name for path in settled.paths.pages.iterdir()} == {
            "2026-11-21-vlak-vooraf.html",
            "2026-11-21-vlak-vooraf.txt",
        }


@pytest.mark.parametrize("key", ["enter", "escape", "q"])
async def test_the_page_is_put_away_with_any_key_that_means_away(
    settled: Desk, occasion: Occasion, until: Until, key: str
) -> None:
    async with at_page(settled, occasion, until) as (pilot, screen):
        shown = settled.now()
        settled.now = lambda: shown + timedelta(seconds=1)
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.screen is not screen)
