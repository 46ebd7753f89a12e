"""What the learner has kept: own lines, and wordings of one's own."""

from __future__ import annotations

import errno
import os

import pytest

from trainer.cards.model import CardKey
from trainer.desk import Desk
from trainer.tui.app import TrainerApp
from trainer.tui.screens.deck import DeckScreen
from trainer.tui.screens.lines import LinesScreen
from trainer.tui.screens.wordings import WordingsScreen

CARD = CardKey("nl/openers#open-coffee")
TERM = CardKey("nl/etiquette#et-interval")


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A desk with two lines and two wordings on it."""
    desk.first_run = False
    desk.store.keep_line(CARD, "nl/openers", "Hoi [b], ik ben Noor.", at=desk.now())
    desk.store.keep_line(CARD, "nl/openers", "Wat brengt jou hier?", at=desk.now())
    desk.store.accept_wording(TERM, "zo eens in de vijf weken")
    desk.store.refuse_wording(TERM, "nooit")
    return desk


def texts(desk: Desk) -> list[str]:
    return [line.text for line in desk.store.lines()]


def ended(app: TrainerApp) -> bool:
    return app.return_code is not None


async def test_a_line_is_mended_removed_and_put_back(kept: Desk) -> None:
    app = TrainerApp(kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        screen = app.screen
        assert isinstance(screen, LinesScreen)
        await pilot.press("e")
        assert screen.box.text == "Hoi [b], ik ben Noor."
        screen.box.text = "Hoi, ik ben Noor."
        await pilot.press("ctrl+j")
        assert texts(kept) == ["Hoi, ik ben Noor.", "Wat brengt jou hier?"]
        await pilot.press("x")
        assert texts(kept) == ["Wat brengt jou hier?"]
        await pilot.press("u")
        assert sorted(texts(kept)) == ["Hoi, ik ben Noor.", "Wat brengt jou hier?"]


async def test_a_mended_line_that_is_not_kept_goes_only_at_the_second_ctrl_c(kept: Desk) -> None:
    app = TrainerApp(kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "e", "!", "ctrl+c")
        assert not ended(app)
        screen = app.screen
        assert isinstance(screen, LinesScreen)
        assert screen.box.text == "Hoi [b], ik ben Noor.!"
        await pilot.press("ctrl+c")
        assert ended(app)
    assert "Hoi [b], ik ben Noor." in texts(kept)


async def test_a_mended_line_stands_in_the_box_while_the_disk_is_full(
    kept: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    app = TrainerApp(kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "e", "!")
        screen = app.screen
        assert isinstance(screen, LinesScreen)
        with monkeypatch.context() as full:
            full.setattr(os, "write", no_room)
            screen.action_send()
        assert screen.focused is screen.box
        assert screen.box.text == "Hoi [b], ik ben Noor.!"
        await pilot.press("ctrl+j")
    assert "Hoi [b], ik ben Noor.!" in texts(kept)


async def test_an_emptied_box_changes_no_line(kept: Desk) -> None:
    app = TrainerApp(kept)
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("l", "e")
        screen = app.screen
        assert isinstance(screen, LinesScreen)
        screen.box.text = ""
        await pilot.press("ctrl+j")
        assert "Hoi [b], ik ben Noor." in texts(kept)


async def test_without_lines_it_says_how_to_keep_one(desk: Desk) -> None:
    desk.first_run = False
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        assert isinstance(app.screen, LinesScreen)
        assert "Nog niets bewaard" in str(app.screen.title_line.content)


async def test_a_wording_is_removed_and_put_back_in_decks(kept: Desk) -> None:
    app = TrainerApp(kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "w")
        screen = app.screen
        assert isinstance(screen, WordingsScreen)
        assert [(wording.text, wording.accepted) for wording in screen.wordings] == [
            ("zo eens in de vijf weken", True),
            ("nooit", False),
        ]
        await pilot.press("x")
        assert kept.store.wordings(TERM) == ((), ("nooit",))
        await pilot.press("u")
        assert kept.store.wordings(TERM) == (("zo eens in de vijf weken",), ("nooit",))


async def test_a_cards_page_shows_what_the_learner_added(kept: Desk) -> None:
    kept.store.flag(TERM)
    deck = kept.library.deck("nl/etiquette")
    assert deck is not None
    app = TrainerApp(kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(DeckScreen(deck, TERM))
        await pilot.pause()
        assert isinstance(app.screen, DeckScreen)
        shown = str(app.screen.page.content)
        assert "✓ zo eens in de vijf weken" in shown
        assert "✗ nooit" in shown
        assert "twee keer zelf beslist" in shown
