"""A session on the screen, driven by keys."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot

from trainer.cards.model import GAP, Short
from trainer.desk import Desk, lay
from trainer.grading.model import Verdict
from trainer.memory.model import Grade
from trainer.tui.app import TrainerApp
from trainer.tui.phases import Phase
from trainer.tui.screens.card_form import CardFormScreen
from trainer.tui.screens.done import DoneScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.today import TodayScreen
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar

DECK = """# Proef
Taal: nl

## Wie organiseert de borrel?
Antwoord: Petra Jansen
Ook goed: mevrouw Jansen
Niet goed: Petra Hansen
Hint: Zij stuurde de uitnodiging.

## Wat drink je?
Antwoord: koffie

## Je staat bij de koffie. Wat zeg je?
Moet: open vraag ([open vraag])
Punt: groet (hoi / hallo)
Punt: je naam (ik ben / mijn naam)
Voorbeeld: Hoi, ik ben Sanne. Wat brengt jou hier?
Voorbeeld: Hallo! Hoe ben jij hier terechtgekomen?
"""


class Clock:
    """A clock that moves on a little with every look, as a person would."""

    step = timedelta(milliseconds=200)

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 19, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))

    def __call__(self) -> datetime:
        self.at += self.step
        return self.at


Lay = Callable[[str], Desk]


@pytest.fixture
def lay_desk(tmp_path: Path) -> Lay:
    """A desk with one deck of the learner's own."""

    def laid(deck: str) -> Desk:
        (tmp_path / "decks").mkdir(exist_ok=True)
        (tmp_path / "decks" / "proef.md").write_text(deck, encoding="utf-8")
        desk = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=Clock(), rng=Random(1))
        desk.settings = replace(desk.settings, decks=(), new_per_day=10)
        desk.first_run = False
        return desk

    return laid


@pytest.fixture
def settled_desk(tmp_path: Path) -> Desk:
    """A desk with only what comes with the trainer."""
    desk = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=Clock(), rng=Random(1))
    desk.first_run = False
    return desk


@asynccontextmanager
async def at_review(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[None], ReviewScreen]]:
    """The application, with a session over the deck just begun."""
    app = TrainerApp(desk, desk.begin())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.box.has_focus)
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        yield pilot, screen


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for a condition, for as long as it takes: a test that never gets there is stopped by its runner."""
    while not condition():
        await pilot.pause()


async def come_to(pilot: Pilot[None], screen: ReviewScreen, prompt: str) -> None:
    """Answer right until the card with this prompt is asked."""
    while prompt not in screen.card.prompt:
        screen.box.text = "Petra Jansen" if "organiseert" in screen.card.prompt else "koffie"
        if "Wat zeg je" in screen.card.prompt:
            screen.box.text = "Hoi, ik ben Noor. Wat brengt jou hier?"
            await pilot.press("ctrl+j")
        await pilot.press("enter", "enter")


def said(screen: ReviewScreen) -> str:
    """All that stands in the feedback."""
    return str(screen.looked_at.content)


def phase(screen: ReviewScreen) -> Phase:
    """Where the learner is with the card."""
    return screen.phase


def selected(screen: ReviewScreen) -> Grade | None:
    """The grade that enter would give."""
    return screen.selected


async def test_a_right_answer_is_recorded_before_the_next_card(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        before = len(list(desk.store.reviews()))
        await pilot.press(*"petra jansen", "enter")
        assert "Goed" in said(screen)
        assert len(list(desk.store.reviews())) == before
        await pilot.press("enter")
        reviews = list(desk.store.reviews())
        assert len(reviews) == before + 1
        assert (reviews[-1].typed, reviews[-1].grade) == ("petra jansen", Grade.GOOD)


async def test_a_slip_is_forgiven_and_shown_beside_the_answer(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press(*"petra janssen", "enter")
        assert "kleinigheid" in said(screen)
        assert "Petra Jansen" in said(screen)
        assert selected(screen) is Grade.GOOD


async def test_a_refused_wording_is_not_right_until_the_learner_says_so(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press(*"petra hansen", "enter")
        assert "Nog niet" in said(screen)
        assert selected(screen) is Grade.AGAIN
        await pilot.press("r")
        assert selected(screen) is Grade.GOOD
        await pilot.press("enter")
        review = list(desk.store.reviews())[-1]
        assert review.override
        assert review.grade is Grade.GOOD


async def test_an_empty_answer_shows_the_answer_and_the_card_comes_back(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press("enter")
        assert "Petra Jansen" in said(screen)
        assert "ik had het" not in str(screen.query_one(KeyBar).content)
        await pilot.press("r")
        assert selected(screen) is Grade.AGAIN
        await pilot.press("enter")
        await come_to(pilot, screen, "organiseert")
        assert screen.session.question is not None
        assert screen.session.question.repeat


async def test_the_right_line_for_another_card_costs_nothing(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        before = len(list(desk.store.reviews()))
        await pilot.press(*"koffie", "enter")
        assert screen.phase is Phase.ASKING
        assert "Wat drink je?" in str(screen.hint_line.content)
        await pilot.press(*"petra jansen", "enter", "enter")
        review = list(desk.store.reviews())[-1]
        assert len(list(desk.store.reviews())) == before + 1
        assert (review.typed, review.grade) == ("petra jansen", Grade.GOOD)


async def test_a_wording_kept_after_overruling_counts_from_now_on(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press(*"de gastvrouw", "enter", "r", "k")
        assert desk.store.wordings(screen.card.key) == (("de gastvrouw",), ())
        assert desk.submit(screen.session, "de gastvrouw").judged.verdict is Verdict.CORRECT


async def test_a_wording_that_the_author_refuses_is_not_kept(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press(*"petra hansen", "enter", "r", "k")
        assert desk.store.wordings(screen.card.key) == ((), ())


async def test_a_card_overruled_twice_is_marked_for_editing(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        key = screen.card.key
        await pilot.press(*"petra jansen", "enter", "f", "enter")
        assert desk.store.flagged() == frozenset()
        await come_to(pilot, screen, "organiseert")
        await pilot.press(*"de gastvrouw", "enter", "r", "enter")
        assert desk.store.flagged() == {key}


async def test_letters_and_digits_belong_to_the_box_while_it_is_typed_in(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press("u", "1", "r", "f", "question_mark", "k")
        assert screen.box.text == "u1rf?k"
        assert screen.phase is Phase.ASKING


async def test_a_hint_makes_the_card_hard_at_best(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        assert "hint" in str(screen.query_one(KeyBar).content)
        await pilot.press("ctrl+t")
        assert "uitnodiging" in str(screen.hint_line.content)
        await pilot.pause()
        assert "hint" not in str(screen.query_one(KeyBar).content)  # there is no second one
        await pilot.press(*"petra jansen", "enter")
        assert selected(screen) is Grade.HARD


async def test_own_words_are_ticked_before_the_examples_are_seen(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = "Goedenavond, Noor is de naam. Wat brengt jou hier?"
        await pilot.press("ctrl+j")
        assert screen.phase is Phase.TICKING
        assert "Sanne" not in said(screen)
        assert "[✓] open vraag" in said(screen)
        await pilot.press("1")  # the open question is certain: it cannot be unticked
        assert "[✓] open vraag" in said(screen)
        await pilot.press("2")
        assert "[✓] groet" in said(screen)
        await pilot.press("enter")
        assert "Sanne" in said(screen)
        assert "hardop" in said(screen)
        await pilot.press("k")
        assert [line.text for line in desk.store.lines()] == ["Goedenavond, Noor is de naam. Wat brengt jou hier?"]


async def test_what_is_shown_is_laid_out_anew_when_the_window_changes(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = "Goedenavond, Noor is de naam. Wat brengt jou hier?"
        await pilot.press("ctrl+j", "enter")
        assert "· Hoi, ik ben Sanne. Wat brengt jou hier?\n" in said(screen)
        await pilot.resize_terminal(40, 15)
        await until(pilot, lambda: "· Hoi, ik ben Sanne. Wat brengt\n  jou hier?\n" in said(screen))


async def test_a_question_with_a_long_hint_stands_whole_on_a_small_screen(lay_desk: Lay) -> None:
    question = "Je wilt een nieuw contact warm houden met een kort berichtje. Noem twee goede redenen."
    hint = "Denk aan wat je las, aan wat je graag zou weten, en aan wat er deze maand in de agenda van die ander staat."
    desk = lay_desk(f"# Proef\nTaal: nl\n\n## {question}\n- iets delen\n- iets vragen\nHint: {hint}\n")
    async with at_review(desk, size=(40, 15)) as (pilot, screen):
        await pilot.press("ctrl+t")
        await until(pilot, lambda: screen.hint_line.display)
        assert screen.scroller.max_scroll_y == 0
        assert screen.box.region.bottom <= screen.scroller.region.bottom


async def test_undo_asks_the_card_again_also_after_the_last_one(lay_desk: Lay) -> None:
    desk = lay_desk("# Proef\nTaal: nl\n\n## Wat drink je?\nAntwoord: koffie\n")
    async with at_review(desk) as (pilot, screen):
        await pilot.press(*"thee", "enter", "1", "enter")  # missed: it comes back at once, being the only one
        await pilot.press("ctrl+r")
        assert list(desk.store.reviews()) == []
        assert screen.box.text == "thee"
        await pilot.press(*["backspace"] * 4, *"koffie", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DoneScreen))
        assert len(list(desk.store.reviews())) == 1
        await pilot.press("u")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and bool(pilot.app.screen.box.text))
        assert pilot.app.screen.query_one(AnswerBox).text == "koffie"
        assert list(desk.store.reviews()) == []
        assert desk.store.schedules() == {}


async def test_ctrl_c_leaves_with_everything_answered_kept_once(lay_desk: Lay, tmp_path: Path) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "drink")
        await pilot.press(*"koffie", "enter", "enter")
        answered = len(screen.session.reviews)
        await pilot.press(*"half", "ctrl+c")
        await until(pilot, lambda: pilot.app._exit)
    desk.store.close()
    again = lay({"TRAINER_HOME": str(tmp_path)}, now=Clock(), rng=Random(1))
    assert len(list(again.store.reviews())) == answered
    assert again.problems == ()


async def test_a_full_disk_keeps_the_card_on_screen_to_try_again(
    lay_desk: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "drink")
        before = len(list(desk.store.reviews()))
        await pilot.press(*"koffie", "enter")
        with monkeypatch.context() as full:

            def no_room(*_: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            full.setattr(os, "write", no_room)
            screen.action_accept()
        assert "schijf is vol" in str(screen.grades.content)
        assert "drink" in screen.card.prompt
        await pilot.press("enter")
        assert len(list(desk.store.reviews())) == before + 1


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_what_a_full_disk_cannot_keep_is_let_go_only_when_asked_once_more(
    lay_desk: Lay, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "drink")
        before = len(list(desk.store.reviews()))
        await pilot.press(*"koffie", "enter")
        with monkeypatch.context() as full:

            def no_room(*_: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            full.setattr(os, "write", no_room)
            await pilot.press("enter", key)
            assert pilot.app.screen is screen
            assert pilot.app.is_running
            assert any("nog niet bewaard" in notice.message for notice in pilot.app._notifications)
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is not screen or pilot.app._exit)
    assert len(list(desk.store.reviews())) == before


async def test_what_looks_like_markup_is_only_text(lay_desk: Lay) -> None:
    deck = "# [/b] [red]\nTaal: nl\n\n## Wat is a[0] en [/path]?\nAntwoord: b[i] [/x]\nUitleg: [@click=app.quit]x[/]\n"
    async with at_review(lay_desk(deck)) as (pilot, screen):
        assert "a[0] en [/path]" in str(screen.scene.content)
        screen.box.text = "[bold]b[/"
        await pilot.press("enter")
        assert "[bold]b[/" in said(screen)
        assert "b[i] [/x]" in said(screen)
        assert "[@click=app.quit]x[/]" in said(screen)


async def test_a_paste_of_ten_thousand_characters_is_answered_calmly(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        screen.box.text = "koffie " * 1500
        await pilot.press("enter")
        assert screen.phase is Phase.SETTLING
        assert screen.answer is not None
        assert screen.answer.judged.verdict is Verdict.WRONG


def type_ahead(pilot: Pilot[None], keys: str) -> None:
    """Everything at once, as a terminal hands over what was typed while the program was busy; "\n" is enter."""
    for key in keys:
        pilot.app.post_message(events.Key("enter", "\r") if key == "\n" else events.Key(key, key))


async def test_a_gap_that_is_passed_over_stays_open_and_the_next_one_is_lit(lay_desk: Lay) -> None:
    desk = lay_desk("# Gaten\nTaal: nl\n\n## De [eerste] en de [tweede] en de [derde] weg.\n")
    async with at_review(desk) as (pilot, screen):
        await pilot.press("enter")
        assert "2 van 3" in str(screen.box.placeholder)
        gaps = [at.start() for at in re.finditer(GAP, screen.question.text)]
        assert lit(screen) == [gaps[1]]
        screen.box.text = "tweede"
        await pilot.press("enter")
        shown = str(screen.scene.content)
        assert shown == f"De {GAP} en de tweede en de {GAP} weg."
        assert lit(screen) == [shown.rindex(GAP)]
        screen.box.text = "derde"
        await pilot.press("enter")
        assert screen.answer is not None
        assert screen.answer.judged.typed == "\ntweede\nderde"


def lit(screen: ReviewScreen) -> list[int]:
    """Where the gaps stand that are in the colour of the one that is asked."""
    scene = screen.scene.content
    assert isinstance(scene, Content)
    return [span.start for span in scene.spans if "$text-accent" in str(span.style)]


async def test_gaps_typed_ahead_are_kept_apart(lay_desk: Lay) -> None:
    deck = "# Proef\nTaal: nl\n\n## Een pitch: [naam], [vak] en [vraag].\n"
    async with at_review(lay_desk(deck)) as (pilot, screen):
        type_ahead(pilot, "naam\nvak\nvraag\n")
        await until(pilot, lambda: screen.answer is not None)
        assert screen.answer is not None
        assert screen.answer.judged.typed == "naam\nvak\nvraag"
        assert selected(screen) is Grade.GOOD


async def test_an_enter_typed_ahead_settles_the_answer(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "drink")
        before = len(list(desk.store.reviews()))
        type_ahead(pilot, "koffie\n\n")
        await until(pilot, lambda: len(list(desk.store.reviews())) > before)
        assert [review.typed for review in desk.store.reviews()][-1] == "koffie"


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "ctrl+q"])
async def test_an_answer_that_waits_for_its_enter_is_kept_on_leaving(lay_desk: Lay, key: str) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "drink")
        before = len(list(desk.store.reviews()))
        await pilot.press(*"koffie", "enter", key)
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen) or pilot.app._exit)
        reviews = list(desk.store.reviews())
        assert len(reviews) == before + 1
        assert (reviews[-1].typed, reviews[-1].grade) == ("koffie", Grade.GOOD)


async def test_an_enter_held_down_grades_nothing_by_itself(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, _):
        clock = desk.now
        assert isinstance(clock, Clock)
        clock.step = timedelta(milliseconds=10)
        await pilot.press(*["enter"] * 6)
        assert list(desk.store.reviews()) == []
        clock.at += timedelta(seconds=1)
        await pilot.press("enter")
        assert len(list(desk.store.reviews())) == 1


async def test_an_answer_is_taken_back_though_the_next_card_is_gone_from_its_file(
    lay_desk: Lay, tmp_path: Path
) -> None:
    desk = lay_desk("# Proef\nTaal: nl\n\n## Een?\nAntwoord: een\n\n## Twee?\nAntwoord: twee\n")
    async with at_review(desk) as (pilot, screen):
        first = screen.card
        await pilot.press(*"niets", "enter", "1", "enter")
        (tmp_path / "decks" / "proef.md").write_text("# Proef\nTaal: nl\n", encoding="utf-8")
        desk.reload()
        await pilot.press(*"half", "ctrl+r")
        assert screen.card == first
        assert list(desk.store.reviews()) == []


async def test_what_was_being_typed_comes_back_after_an_undo(lay_desk: Lay) -> None:
    desk = lay_desk("# Proef\nTaal: nl\n\n## Een?\nAntwoord: een\n\n## Twee?\nAntwoord: twee\n")
    async with at_review(desk) as (pilot, screen):
        first = screen.card.answer
        assert isinstance(first, Short)
        await pilot.press(*first.answer, "enter", "enter")
        await pilot.press(*"half", "ctrl+r")
        assert screen.card.answer is first
        assert screen.box.text == first.answer
        await pilot.press("enter", "enter")
        assert screen.box.text == "half"


async def test_u_on_a_verdict_goes_back_on_this_card_and_takes_nothing_back(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        answered = len(screen.session.reviews)
        typed = "Goedenavond, Noor is de naam.\nWat brengt jou hier?"
        screen.box.text = typed
        await pilot.press("ctrl+j", "2", "enter")
        assert phase(screen) is Phase.SETTLING
        await pilot.press("u")
        assert phase(screen) is Phase.TICKING
        assert "[✓] groet" in said(screen)
        await pilot.press("u")
        assert phase(screen) is Phase.ASKING
        assert screen.box.text == typed
        assert screen.box.has_focus
        assert len(screen.session.reviews) == answered
        await pilot.press("ctrl+j")
        assert phase(screen) is Phase.TICKING


TWO_SHORT = "# Proef\nTaal: nl\n\n## Een?\nAntwoord: een\n\n## Twee?\nAntwoord: twee\n"


async def test_u_on_the_verdict_of_a_short_answer_takes_back_the_card_before(lay_desk: Lay) -> None:
    desk = lay_desk(TWO_SHORT)
    async with at_review(desk) as (pilot, screen):
        first = screen.card
        await pilot.press(*"niets", "enter", "4", "enter", *"drie", "enter")
        await until(pilot, lambda: "vorige terug" in str(screen.query_one(KeyBar).content))
        assert "stap terug" not in str(screen.query_one(KeyBar).content)
        await pilot.press("u")
        assert (screen.card, screen.box.text) == (first, "niets")
        assert list(desk.store.reviews()) == []


async def test_a_short_answer_is_not_asked_anew_once_the_right_one_was_in_sight(lay_desk: Lay) -> None:
    async with at_review(lay_desk(TWO_SHORT)) as (pilot, screen):
        await pilot.press(*"bier", "enter", "u")
        assert phase(screen) is Phase.SETTLING
        assert selected(screen) is Grade.AGAIN
        assert "terug" not in str(screen.query_one(KeyBar).content)


async def test_an_answer_taken_back_comes_back_with_its_own_text_and_says_so(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        own, typed = screen.card, "Hoi, ik ben Noor.\nWat brengt jou hier?"
        screen.box.text = typed
        await pilot.press("ctrl+j", "enter", "enter")
        other = screen.card
        assert other != own
        await pilot.press(*"half", "ctrl+r")
        assert (screen.card, screen.box.text) == (own, typed)
        assert "teruggenomen" in str(screen.hint_line.content)
        await pilot.press("ctrl+j", "enter", "enter")
        await come_to(pilot, screen, other.prompt)
        assert screen.box.text == "half"


async def test_ctrl_r_on_a_verdict_takes_back_the_card_before_and_keeps_this_text(lay_desk: Lay) -> None:
    desk = lay_desk("# Proef\nTaal: nl\n\n## Een?\nAntwoord: een\n\n## Twee?\nAntwoord: twee\n")
    async with at_review(desk) as (pilot, screen):
        first = screen.card
        await pilot.press(*"niets", "enter", "4", "enter")
        await pilot.press(*"drie", "enter", "ctrl+r")
        assert (screen.card, screen.box.text) == (first, "niets")
        await pilot.press("enter", "4", "enter")
        assert screen.box.text == "drie"


async def test_gaps_taken_back_have_each_their_own_text(lay_desk: Lay) -> None:
    deck = "# Proef\nTaal: nl\n\n## Een pitch: [naam], [vak] en [vraag].\n\n## Wie?\nAntwoord: Petra\n"
    async with at_review(lay_desk(deck)) as (pilot, screen):
        if "pitch" not in screen.card.prompt:
            await pilot.press(*"Petra", "enter", "enter")
        await pilot.press(*"naam", "enter", *"baan", "enter", *"vraag", "enter", "4", "enter")
        if isinstance(pilot.app.screen, DoneScreen):
            await pilot.press("u")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and pilot.app.screen.box.has_focus)
            assert isinstance(pilot.app.screen, ReviewScreen)
            screen = pilot.app.screen
        else:
            await pilot.press("ctrl+r")
        seen = []
        for _ in range(3):
            seen.append(screen.box.text)
            await pilot.press("enter")
        assert seen == ["naam", "baan", "vraag"]
        assert screen.phase is Phase.SETTLING


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@pytest.mark.parametrize("sent", [False, True])
async def test_a_half_typed_answer_stands_there_again_the_next_time(
    lay_desk: Lay, tmp_path: Path, key: str, *, sent: bool
) -> None:
    deck = "# Proef\nTaal: nl\n\n## Je staat bij de koffie.\nMoet: open vraag ([open vraag])\nVoorbeeld: Wie is daar?\n"
    desk = lay_desk(deck)
    async with at_review(desk) as (pilot, screen):
        screen.box.text = "Hoi, ik ben\nNoor"
        await pilot.press(*(("ctrl+j",) if sent else ()), key)
        await until(pilot, lambda: pilot.app._exit)
    desk.store.close()
    again = lay_desk(deck)
    async with at_review(again) as (pilot, screen):
        assert screen.box.text == "Hoi, ik ben\nNoor"
        await pilot.press("ctrl+j", "enter", "1", "enter")
        assert screen.question.repeat
        assert screen.box.text == ""
    again.store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
async def test_a_terminal_that_is_closed_keeps_what_was_half_typed(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await pilot.press(*"half")
        place = screen.place
        signal.raise_signal(signal.SIGHUP)
        await until(pilot, lambda: pilot.app._exit)
    assert desk.store.unsent(place) == "half"


async def test_gaps_half_typed_stand_there_again_the_next_time(lay_desk: Lay) -> None:
    deck = "# Proef\nTaal: nl\n\n## Een pitch: [naam], [vak] en [vraag].\n"
    desk = lay_desk(deck)
    async with at_review(desk) as (pilot, screen):
        await pilot.press(*"naam", "enter", *"va", "ctrl+c")
        await until(pilot, lambda: pilot.app._exit)
    async with at_review(desk) as (pilot, screen):
        assert screen.box.text == "naam"
        await pilot.press("enter")
        assert screen.box.text == "va"


async def test_esc_keeps_what_was_half_typed_and_asks_nothing(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        place = screen.place
        await pilot.press(*"half", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert desk.store.unsent(place) == "half"
    async with at_review(desk) as (pilot, screen):
        assert screen.box.text == "half"
        await pilot.press("ctrl+u", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert desk.store.prefs() == {}


async def test_esc_keeps_an_answer_without_a_grade_for_the_next_time(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        place, screen.box.text = screen.place, "Goedenavond, Noor is de naam."
        await pilot.press("ctrl+j", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert desk.store.unsent(place) == "Goedenavond, Noor is de naam."


async def test_a_hint_that_stands_there_is_not_offered_again(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.pause()
        assert "hint" in str(screen.query_one(KeyBar).content)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "hint" not in str(screen.query_one(KeyBar).content))


async def test_the_verdict_names_what_is_still_needed(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = "Hoi, ik ben Noor. Lekkere koffie."
        await pilot.press("ctrl+j")
        assert "2 van de 3, waaronder wat erin moet" in said(screen)
        await pilot.press("enter")
        assert "op weg" in said(screen)
        assert "Wat er nog in moet: “open vraag”." in said(screen)


async def test_a_line_is_kept_beside_the_one_before_and_not_at_the_second_k(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    good, bad = "Hallo, ik ben Noor. Wat vind jij van de zaal?", "hoi koffie wat"
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        desk.keep_line(screen.card, good)
        screen.box.text = bad
        await pilot.press("ctrl+j", "enter", "k")
        assert [line.text for line in desk.store.lines()] == [good, bad]
        assert good in said(screen)
        assert "vorige versie" in said(screen)
        await until(pilot, lambda: "niet bewaren" in str(screen.query_one(KeyBar).content))
        await pilot.press("k")
        assert [line.text for line in desk.store.lines()] == [good]
        await pilot.press("k", "enter")
        assert [line.text for line in desk.store.lines()] == [good, bad]


async def test_a_line_kept_from_a_verdict_goes_with_the_way_back_to_the_box(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    slip, mended = "Hallo, ik ben Nor. Wat vind jij van de zaal?", "Hallo, ik ben Noor. Wat vind jij van de zaal?"
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = slip
        await pilot.press("ctrl+j", "enter", "k")
        while phase(screen) is not Phase.ASKING:
            await pilot.press("u")
        assert desk.store.lines() == ()
        screen.box.text = mended
        await pilot.press("ctrl+j", "enter", "k")
        assert [line.text for line in desk.store.lines()] == [mended]
        await pilot.press("k")
        assert desk.store.lines() == ()


async def test_a_line_stays_kept_on_the_way_to_its_points(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = "Goedenavond, Noor is de naam.\nWat brengt jou hier?"
        await pilot.press("ctrl+j", "enter", "k", "u")
        assert phase(screen) is Phase.TICKING
        assert len(desk.store.lines()) == 1
        await pilot.press("enter", "k")
        assert desk.store.lines() == ()


@pytest.mark.parametrize("key", ["u", "ctrl+r"])
async def test_a_wording_kept_from_a_verdict_goes_with_the_card_before(lay_desk: Lay, key: str) -> None:
    desk = lay_desk(TWO_SHORT)
    async with at_review(desk) as (pilot, screen):
        await pilot.press(*"niets", "enter", "4", "enter")
        card = screen.card.key
        await pilot.press(*"bier", "enter", "r", "k")
        assert desk.store.wordings(card) == (("bier",), ())
        await pilot.press(key)
        assert phase(screen) is Phase.ASKING
        assert desk.store.wordings(card) == ((), ())


async def test_a_line_that_is_kept_already_is_not_offered_for_keeping(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    typed = "Hallo, ik ben Noor. Wat vind jij van de zaal?"
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        desk.keep_line(screen.card, typed)
        screen.box.text = typed
        await pilot.press("ctrl+j")
        assert phase(screen) is Phase.SETTLING
        assert not screen.offers_keeping


MINE = "Goedenavond, Noor is de naam. Wat brengt jou hier?"
AGAIN = "goedenavond noor is de naam, wat bregnt jou hier"


async def test_a_line_that_was_kept_is_not_asked_about_again(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = MINE
        await pilot.press("ctrl+j")
        assert phase(screen) is Phase.TICKING
        assert "[?]" in said(screen)
        await pilot.press("2", "3", "enter", "k", "1", "enter")  # kept, and nog eens: it comes back
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = AGAIN
        await pilot.press("ctrl+j")
        assert phase(screen) is Phase.SETTLING
        assert "Een goede zin. Deze zin heb je zelf bewaard." in said(screen)
        assert MINE in said(screen)
        assert selected(screen) is Grade.GOOD
        await pilot.press("enter")
        review = list(desk.store.reviews())[-1]
        assert (review.typed, review.grade, review.credit, review.unsure) == (AGAIN, Grade.GOOD, 1.0, False)
        assert [line.text for line in desk.store.lines()] == [MINE]


async def test_a_kept_line_lacks_what_it_lacked_until_the_learner_looks_at_it_anew(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    line = "Wat brengt jou hier?"
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = line
        await pilot.press("ctrl+j", "enter", "k", "1", "enter")
        (kept,) = desk.store.lines()
        assert kept.points == (("open vraag", True), ("groet", False), ("je naam", False))
        await come_to(pilot, screen, "Wat zeg je")
        screen.box.text = line
        await pilot.press("ctrl+j")
        assert phase(screen) is Phase.SETTLING
        assert "zelf bewaard. Nog één van: “groet”, “je naam”." in said(screen)
        await pilot.press("u")
        assert phase(screen) is Phase.TICKING
        await pilot.press("2", "3", "enter")
        assert "Een goede zin." in said(screen)
        assert "zelf bewaard" not in said(screen)
        await pilot.press("1", "enter")
        (kept,) = desk.store.lines()
        assert kept.points == (("open vraag", True), ("groet", True), ("je naam", True))


async def test_what_a_line_had_better_not_say_is_said_also_where_no_point_is_asked_about(lay_desk: Lay) -> None:
    desk = lay_desk(DECK.replace("Voorbeeld: Hallo!", "Hooguit woorden: 5\nVoorbeeld: Hallo!"))
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        desk.keep_line(screen.card, MINE)
        screen.box.text = MINE
        await pilot.press("ctrl+j")
        assert "9 woorden; hooguit 5" in said(screen)


async def test_a_second_enter_out_of_habit_does_not_pass_over_a_miss(lay_desk: Lay) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, screen):
        await come_to(pilot, screen, "drink")
        clock = desk.now
        assert isinstance(clock, Clock)
        clock.step = timedelta(milliseconds=1)
        before = len(screen.session.reviews)
        await pilot.press(*"thee", "enter", "enter")
        assert len(screen.session.reviews) == before
        clock.at += timedelta(seconds=1)
        await pilot.press("enter")
        assert len(screen.session.reviews) == before + 1


async def test_e_on_a_card_of_the_trainer_says_how_it_could_be_changed(settled_desk: Desk) -> None:
    async with at_review(settled_desk) as (pilot, screen):
        await pilot.press("enter" if screen.box.one_line else "ctrl+j", "e")
        await until(pilot, lambda: bool(pilot.app._notifications))
        assert "hoort bij de trainer" in str([note.message for note in pilot.app._notifications])
        assert "wijzigen" not in str(screen.query_one(KeyBar).content)


async def test_asking_to_see_a_list_or_a_choice_shows_it(lay_desk: Lay) -> None:
    items = "## Noem er twee.\n- aap\n- noot\n"
    choice = "## Roken? Waarom?\nOordeel: niet doen\nPunt: vies (vies / stank)\n"
    deck = f"# P\nTaal: nl\n\n{items}\n{choice}"
    async with at_review(lay_desk(deck)) as (pilot, screen):
        for _ in range(2):
            question = screen.card.prompt
            await pilot.press("enter", "ctrl+j")
            if "Noem" in question:
                assert "aap" in said(screen)
            else:
                assert "Niet doen." in said(screen)
                assert "vies" in said(screen)
            await pilot.press("4", "enter")


@pytest.mark.parametrize("width", [71, 24, 10, 3, 1])
async def test_a_window_may_become_tiny_on_any_screen(lay_desk: Lay, width: int) -> None:
    desk = lay_desk(DECK)
    async with at_review(desk) as (pilot, _):
        await pilot.press(*"koffie", "enter")
        await pilot.resize_terminal(width, 5)
        await pilot.press("escape", "escape")
        for keys in (("d", "escape"), ("l", "escape"), ("s", "escape"), ("question_mark", "escape")):
            await pilot.press(*keys)
        await pilot.resize_terminal(80, 24)
        assert isinstance(pilot.app.screen, TodayScreen)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
async def test_every_key_of_every_phase_is_in_sight(lay_desk: Lay, size: tuple[int, int]) -> None:
    async with at_review(lay_desk(DECK), size) as (pilot, screen):
        await come_to(pilot, screen, "Wat zeg je")
        for keys in ((), ("ctrl+j",), ("enter",)):
            if keys:
                screen.box.text = screen.box.text or "Hoi, ik ben Noor. Wat brengt jou hier?"
                await pilot.press(*keys)
            await pilot.pause()
            bar = screen.query_one(KeyBar)
            shown = str(bar.content)
            keys_shown = list(bar.keys().values())
            assert all(str(key) in shown for key in keys_shown)
            assert max(map(len, shown.splitlines())) <= bar.size.width
            assert len(shown.splitlines()) <= bar.size.height
            assert len(keys_shown) <= 6
            assert screen.scroller.size.height >= 3


async def test_an_enter_too_many_on_the_last_card_ends_on_done(lay_desk: Lay) -> None:
    desk = lay_desk("# Proef\nTaal: nl\n\n## Wie?\nAntwoord: Petra\n")
    async with at_review(desk) as (pilot, _):
        clock = desk.now
        assert isinstance(clock, Clock)
        clock.step = timedelta(milliseconds=1)
        type_ahead(pilot, "Petra\n\n\n\n\n")
        await until(pilot, lambda: isinstance(pilot.app.screen, DoneScreen))
        await pilot.pause()
        assert len(list(desk.store.reviews())) == 1
        assert isinstance(pilot.app.screen, DoneScreen)
        clock.at += timedelta(seconds=1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_a_wording_that_the_author_refuses_is_not_offered_for_keeping(lay_desk: Lay) -> None:
    async with at_review(lay_desk(DECK)) as (pilot, screen):
        await come_to(pilot, screen, "organiseert")
        await pilot.press(*"petra hansen", "enter", "r")
        assert not screen.offers_keeping


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_a_card_changed_during_the_session_says_so_where_it_stands_until_it_is_left(
    lay_desk: Lay, size: tuple[int, int]
) -> None:
    async with at_review(lay_desk(DECK), size) as (pilot, screen):
        await come_to(pilot, screen, "Wat drink je?")
        await pilot.press(*"thee", "enter")
        await pilot.pause()
        assert "wijzigen" in " ".join(map(str, screen.query_one(KeyBar).keys().values()))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, CardFormScreen) and pilot.app.screen.is_current)
        await pilot.press(*"Zeg: ", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.pause()
        assert screen.hint_line.display
        assert "oude kaart" in str(screen.hint_line.content)
        assert screen.scroller.region.contains_region(screen.hint_line.region)
        await pilot.press("enter")
        assert not screen.hint_line.display


async def test_with_no_grade_chosen_what_each_gives_stays_in_sight(lay_desk: Lay) -> None:
    deck = "# Plan\nTaal: nl\n\n## Wat doe je morgen?\nVoorbeeld: Ik bel Petra.\n"
    async with at_review(lay_desk(deck), (40, 15)) as (pilot, screen):
        await pilot.press(*"ik ga eens iemand bellen", "ctrl+j")
        await until(pilot, lambda: screen.phase is Phase.SETTLING)
        assert screen.selected is None
        await pilot.press("enter")
        row = str(screen.grades.content)
        assert "Kies eerst" in row
        assert all(word in row for word in ("1 nog eens", "2 lastig", "3 goed", "4 makkelijk"))
        await pilot.pause()
        assert screen.grades.size.height >= 4
        assert screen.scroller.size.height >= 3
