"""The settings: a change is kept at once, and what does not fit is said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

import pytest

from trainer.desk import Desk
from trainer.settings import Settings, load
from trainer.tui.app import TrainerApp
from trainer.tui.screens.settings import FIELDS, SettingsScreen, moved, say, share
from trainer.tui.widgets.keybar import KeyBar


def line(screen: SettingsScreen, name: str) -> str:
    """What stands at a setting."""
    return str(screen.rows.get_option(name).prompt)


def kept(desk: Desk) -> Settings:
    return load(desk.paths.settings, {}).settings


def down_to(name: str) -> Sequence[str]:
    """The keys from the first setting to this one; of minutes and cards only one is shown."""
    return ["down"] * [shown for shown in FIELDS if shown != "cards"].index(name)


async def test_another_language_rewords_the_screen_at_once_and_is_kept(settled: Desk) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        assert "Instellingen" in str(screen.headline.content)
        await pilot.press("right")
        assert "Settings" in str(screen.headline.content)
        assert "English" in line(screen, "language")
        assert "change" in str(screen.query_one(KeyBar).content)
        assert kept(settled).language == "en"


async def test_another_theme_is_put_on_at_once(settled: Desk) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.press(*down_to("theme"), "right")
        assert app.theme == kept(settled).theme == "trainer-light"
        assert "Licht" in line(screen, "theme")


@pytest.mark.parametrize(
    ("name", "typed", "value"), [("minutes", "12", 12), ("retention", "85", 0.85), ("day_start", "5:30", time(5, 30))]
)
async def test_a_value_may_be_typed(settled: Desk, name: str, typed: str, value: object) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.press(*down_to(name), *typed, "9", "backspace")
        assert typed in line(screen, name)
        assert getattr(settled.settings, name) != value
        await pilot.press("enter")
        assert getattr(kept(settled), name) == value


async def test_a_time_of_day_is_said_as_everywhere_else(settled: Desk) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        assert "04.00" in line(screen, "day_start")
        await pilot.press(*down_to("day_start"), *"5.30", "enter")
        assert "05.30" in line(screen, "day_start")
        assert kept(settled).day_start == time(5, 30)


@pytest.mark.parametrize("height", [1, 3, 4, 24])
async def test_a_page_may_be_turned_in_a_window_of_any_height(settled: Desk, height: int) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, height)) as pilot:
        await app.push_screen(screen)
        for key in ("pagedown", "pageup", "end", "pagedown", "pageup", "home", "pageup"):
            await pilot.press(key)
        assert screen.rows.lit == "language"


async def test_walking_on_keeps_what_was_typed_and_escape_lets_it_go(settled: Desk) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.press(*down_to("minutes"), "8", "down", "7", "escape")
        assert app.screen is screen
        assert (kept(settled).minutes, kept(settled).new_per_day) == (8, 3)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_value_that_does_not_fit_is_not_kept_and_says_what_does(settled: Desk, size: tuple[int, int]) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen)
        await pilot.press(*down_to("retention"), "9", "9", "enter")
        assert "! Kans dat je het weet: “99 %” past niet; het moet een getal van 70 % tot 97 % zijn." in line(
            screen, "retention"
        )
        assert settled.settings.retention == 0.9
        await pilot.press("left")
        assert "!" not in line(screen, "retention")
        assert kept(settled).retention == 0.89


async def test_what_the_disk_refuses_is_said_beside_the_setting(settled: Desk) -> None:
    settled.paths.settings.unlink()
    settled.paths.settings.mkdir()
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.press("right")
        assert "niet bewaard" in line(screen, "language")
        assert settled.settings.language == "nl"


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_every_setting_has_its_explanation_and_every_key_is_in_sight(
    settled: Desk, size: tuple[int, int]
) -> None:
    app, screen = TrainerApp(settled), SettingsScreen()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen)
        seen = set()
        for _ in screen.rows.options:
            explanation = screen.explanation
            assert explanation.region.bottom <= screen.query_one(KeyBar).region.y
            seen.add(str(explanation.content))
            await pilot.press("down")
        assert len(seen) == len(FIELDS)  # minutes and cards share a line; the file has one
        bar = screen.query_one(KeyBar)
        assert len(str(bar.content).splitlines()) <= bar.size.height
        assert str(settled.paths.settings) in line(screen, "file")


def test_choices_go_round_and_numbers_stop_at_their_ends() -> None:
    assert moved(FIELDS["language"], "en", 1, ()) == "nl"
    assert moved(FIELDS["theme"], "of-yesterday", 1, ("trainer-dark",)) == "trainer-dark"
    assert moved(FIELDS["minutes"], 120, 1, ()) == 120
    assert moved(FIELDS["retention"], 0.7, -1, ()) == 0.7
    assert moved(FIELDS["day_start"], time(0), -1, ()) == time(23, 30)


def test_a_percentage_is_understood_in_every_spelling(settled: Desk) -> None:
    assert [share(typed) for typed in ("85", "0,85", "0.85", "1,2,3")] == [0.85, 0.85, 0.85, "1,2,3"]
    assert say(FIELDS["retention"], 0.9, settled.t) == "90 %"
