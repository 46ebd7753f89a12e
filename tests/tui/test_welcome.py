"""The first time: one enter, and the first card is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from trainer.desk import Desk
from trainer.settings import load
from trainer.tui.app import TrainerApp
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.today import TodayScreen
from trainer.tui.screens.welcome import WelcomeScreen
from trainer.tui.widgets.keybar import KeyBar

Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]


async def test_one_enter_keeps_the_settings_and_asks_the_first_card(desk: Desk, until: Until) -> None:
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        loaded = load(desk.paths.settings, {})
        assert not loaded.first_run
        assert loaded.settings.language == "nl"
        assert {deck.key.partition("/")[0] for deck in desk.decks} == {"nl"}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_another_language_rewords_the_screen_and_chooses_its_decks(desk: Desk, until: Until) -> None:
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        assert "Welkom" in str(screen.intro.content)
        await pilot.press("right")
        assert "Welcome" in str(screen.intro.content)
        assert "begin" in str(screen.query_one(KeyBar).content)
        assert not desk.paths.settings.exists()
        assert [str(option.prompt)[:3] for option in screen.rows.options if option.id] == ["[✓]"] * 4 + ["[ ]"] * 4
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert load(desk.paths.settings, {}).settings.language == "en"
        assert {deck.language for deck in desk.decks} == {"en"}


async def test_decks_of_both_languages_can_be_ticked_and_none_is_not_enough(desk: Desk, until: Until) -> None:
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        await pilot.press("space", "down", "space", "down", "space", "down", "space", "enter")
        assert isinstance(app.screen, WelcomeScreen)
        assert "minstens één stapel" in str(screen.intro.content)
        await pilot.press("space", "down", "space", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert load(desk.paths.settings, {}).settings.decks == ("nl/reframes", "en/etiquette")


async def test_a_disk_that_refuses_the_settings_keeps_nobody_from_a_first_card(desk: Desk, until: Until) -> None:
    desk.paths.settings.mkdir()
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(WelcomeScreen())
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_every_deck_can_be_reached_and_every_key_is_in_sight(
    desk: Desk, until: Until, size: tuple[int, int]
) -> None:
    app = TrainerApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        await pilot.press("end")
        assert screen.rows.lit == "en/reframes"
        assert screen.rows.size.height >= 4
        bar = screen.query_one(KeyBar)
        assert len(str(bar.content).splitlines()) <= bar.size.height
        assert screen.rows.region.bottom <= bar.region.y
