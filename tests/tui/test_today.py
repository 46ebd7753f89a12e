"""Today: what waits, how long it takes, what comes tomorrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from trainer.desk import Desk, lay
from trainer.i18n import Language
from trainer.tui.app import TrainerApp
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.today import TodayScreen, deck_lines, fortnight
from trainer.tui.widgets.keybar import KeyBar


def fresh(tmp_path: Path, language: Language = "nl") -> Desk:
    """The desk of someone who has just come, past the welcome."""
    desk = lay(
        {"TRAINER_HOME": str(tmp_path), "LANG": language},
        now=lambda: datetime(2026, 11, 21, 19, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
        rng=Random(1),
    )
    desk.first_run = False
    return desk


@pytest.mark.parametrize(("language", "words"), [("nl", "3 kaarten"), ("en", "3 cards")])
async def test_it_says_what_waits_and_enter_begins(tmp_path: Path, language: Language, words: str) -> None:
    app = TrainerApp(fresh(tmp_path, language))
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, TodayScreen)
        assert words in str(app.screen.body.content)
        await pilot.press("enter")
        while not isinstance(app.screen, ReviewScreen):
            await pilot.pause()


async def test_with_nothing_due_it_says_so_kindly_and_offers_to_go_on(tmp_path: Path) -> None:
    desk = fresh(tmp_path)
    desk.settings = replace(desk.settings, new_per_day=0)
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, TodayScreen)
        assert "niets aan de beurt" in str(app.screen.body.content)
        assert app.screen.check_action("begin", ()) is False


async def test_with_no_deck_chosen_it_says_what_to_do(tmp_path: Path) -> None:
    desk = fresh(tmp_path)
    desk.settings = replace(desk.settings, decks=())
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, TodayScreen)
        assert "geen stapel gekozen" in str(app.screen.body.content)


async def test_what_was_wrong_at_the_start_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("minutes = 'veel'\n", encoding="utf-8")
    app = TrainerApp(fresh(tmp_path))
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, TodayScreen)
        assert "minutes" in str(app.screen.body.content)


async def test_a_theme_that_is_not_there_is_named(tmp_path: Path) -> None:
    desk = fresh(tmp_path)
    desk.settings = replace(desk.settings, theme="nope")
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, TodayScreen)
        assert "“nope”" in str(app.screen.body.content)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
async def test_every_key_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    app = TrainerApp(fresh(tmp_path))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        bar = app.screen.query_one(KeyBar)
        lines = str(bar.content).splitlines()
        keys = list(bar.keys().values())
        assert all(any(str(key) in line for line in lines) for key in keys)
        assert max(map(len, lines)) <= bar.size.width
        assert len(lines) <= bar.size.height
        assert len(keys) <= 6


def test_a_day_off_is_a_dot_and_the_busiest_day_is_full(tmp_path: Path) -> None:
    overview = fresh(tmp_path).overview()
    reviewed = {date(2026, 11, 8 + back): count for back, count in enumerate([0] * 12 + [3, 12])}
    drawn = str(fortnight(replace(overview, reviewed=reviewed), fresh(tmp_path).t)).splitlines()[1]
    assert drawn.split() == ["··"] * 12 + ["▂▂", "██"]


def test_a_deck_without_cards_takes_no_line_and_a_long_name_goes_on_to_the_number(tmp_path: Path) -> None:
    desk = fresh(tmp_path)
    overview = desk.overview()
    first, second, *_ = overview.decks
    empty = replace(second, deck=replace(second.deck, cards=()))
    long = replace(first, deck=replace(first.deck, title="Lang " * 12))
    drawn = str(deck_lines(replace(overview, decks=(long, empty)), desk.t, 72, {})).splitlines()
    assert len(drawn) == 2
    assert "Lang " * 12 in drawn[1]
    assert max(map(len, drawn)) <= 72
