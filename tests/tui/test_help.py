"""Help is about where the learner is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from screenshots.make import SHOTS, Shot, driven, learner
from trainer.desk import Desk
from trainer.tui.app import TrainerApp
from trainer.tui.screens.decks import DecksScreen
from trainer.tui.screens.help import HelpScreen, keys_of
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.today import TodayScreen
from trainer.tui.widgets.keybar import KeyBar

Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]


async def test_it_names_the_keys_of_the_screen_it_lies_on_and_goes_away_again(settled: Desk, until: Until) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        decks = DecksScreen()
        await app.push_screen(decks)
        for close in ("escape", "f1", "question_mark"):
            await pilot.press("question_mark")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            assert isinstance(app.screen, HelpScreen)
            read = str(app.screen.page.content)
            assert settled.t("keys.practise_tip") in " ".join(read.split())
            assert settled.t("keys.begin_tip") not in " ".join(read.split())
            await pilot.press(close)
            await until(pilot, lambda: app.screen is decks)


async def test_while_typing_f1_names_the_keys_that_work_then(settled: Desk, until: Until) -> None:
    app = TrainerApp(settled, settled.begin())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert isinstance(app.screen, HelpScreen)
        assert "keys.stop" in app.screen.keys
        assert {"keys.right", "keys.wrong"}.isdisjoint(app.screen.keys)


async def test_keys_that_do_one_thing_stand_together(settled: Desk) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.keys["keys.quit"].names == ["q", "ctrl+c", "ctrl+q"]
        assert list(app.screen.keys)[-1] == "keys.quit"


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_it_says_how_judging_works_where_the_files_are_and_scrolls_to_its_end(
    settled: Desk, until: Until, size: tuple[int, int]
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        read = str(app.screen.page.content)
        for said in (str(settled.paths.data), str(settled.paths.decks), "TEXTUAL_DISABLE_KITTY_KEY=1", "laatste woord"):
            assert said in read
        page = app.screen.page.parent
        assert page is app.screen.focused
        await pilot.press("end")
        await until(pilot, lambda: app.screen.focused and app.screen.focused.is_vertical_scroll_end)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_it_names_the_keys_as_the_line_of_keys_does(shot: Shot) -> None:
    with learner("nl", "dark", practised=not shot.newcomer) as desk:
        async with driven(shot, desk, (120, 40)) as app:
            screen = app.screen
            in_help = {f"{name} {key.word}" for key in keys_of(screen, desk.t).values() for name in key.names}
            in_line = [str(said) for said in screen.query_one(KeyBar).keys().values()]
            if isinstance(screen, HelpScreen):
                return  # no help about help
            assert [said for said in in_line if said not in in_help] == []


async def test_on_a_verdict_it_has_no_key_that_does_nothing(settled: Desk, until: Until) -> None:
    app = TrainerApp(settled, settled.begin())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        assert "keys.scroll" not in app.screen.keys
        assert app.screen.keys["keys.accept"].word == settled.t("keys.send")
        await pilot.press("escape", "enter", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert {"keys.digit", "keys.keep", "workshop.key_edit"}.isdisjoint(app.screen.keys)
