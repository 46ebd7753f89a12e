"""The minutes just before a meeting, driven by keys."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.pilot import Pilot

from trainer.agenda import Agenda, Occasion
from trainer.cards.model import CardKey
from trainer.cards.text import words
from trainer.desk import Desk, lay
from trainer.i18n import LANGUAGES, Catalog, Language
from trainer.memory.model import Grade
from trainer.store.event import Event, EventKind
from trainer.store.review import Review
from trainer.study.cram import Part
from trainer.study.roles import Role
from trainer.tui.app import TrainerApp
from trainer.tui.base import TrainerScreen
from trainer.tui.blocks import CramBlock, header
from trainer.tui.phases import Phase
from trainer.tui.screens.calm import CalmScreen, GoalScreen
from trainer.tui.screens.choose import ChooseScreen
from trainer.tui.screens.cram import CramScreen
from trainer.tui.screens.page import PageScreen
from trainer.tui.screens.recall import QuickScreen, RecallScreen
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar

ZONE = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2026, 11, 21, 19, 30, tzinfo=ZONE)
OPENER = CardKey("nl/openers#open-coffee")
LINE = "Hoi, ik ben Noor. Wat brengt jou hier?"
OWN = "# Borrel\nTaal: nl\n\n## Wie organiseert de borrel?\nAntwoord: Petra Jansen\nHint: Zij belde.\n"


class Clock:
    """A clock that moves on a little with every look, as a person would."""

    step = timedelta(milliseconds=500)

    def __init__(self) -> None:
        self.at = EVENING

    def __call__(self) -> datetime:
        self.at += self.step
        return self.at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of a Dutch learner with one card of their own."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "borrel.md").write_text(OWN, encoding="utf-8")
    laid = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=Clock(), rng=Random(1))
    laid.save(laid.settings)
    yield laid
    laid.store.close()


def clock_of(desk: Desk) -> Clock:
    assert isinstance(desk.now, Clock)
    return desk.now


def borrel(desk: Desk, minutes: int = 20) -> Event:
    """Drinks in so many minutes, in the diary."""
    event = Event(desk.store.new_id(), "Netwerkborrel", EVENING + timedelta(minutes=minutes))
    desk.store.keep_event(event)
    return event


@asynccontextmanager
async def at_cram(
    desk: Desk, occasion: Occasion | None = None, minutes: int | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    app = TrainerApp(desk)
    async with app.run_test(size=size) as pilot:
        app.push_screen(CramScreen(Agenda(desk, ZONE), occasion, minutes))
        await until(pilot, lambda: isinstance(app.screen, CramBlock | CramScreen | PageScreen))
        await pilot.pause()
        yield pilot


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    for _ in range(200):
        if condition():
            await pilot.pause()
            return
        await pilot.pause()
    raise AssertionError("it never came to that")


def screen(pilot: Pilot[None]) -> TrainerScreen[None]:
    shown = pilot.app.screen
    assert isinstance(shown, TrainerScreen)
    return shown


def block(pilot: Pilot[None]) -> CramBlock:
    shown = pilot.app.screen
    assert isinstance(shown, CramBlock)
    return shown


async def come_to(pilot: Pilot[None], wanted: Part | Role) -> CramBlock:
    """Pass over blocks until it is this one."""
    while wanted not in (block(pilot).block.part, block(pilot).block.role):
        await pilot.press("ctrl+n")
        await pilot.pause()
    return block(pilot)


def notices(pilot: Pilot[None]) -> str:
    return "\n".join(notice.message for notice in pilot.app._notifications)


def kept(desk: Desk, card: CardKey = OPENER) -> list[str]:
    return [line.text for line in desk.store.lines(card)]


def keep(desk: Desk, text: str = LINE) -> None:
    desk.store.keep_line(OPENER, "nl/openers", text, at=desk.now())


def text_on(pilot: Pilot[None]) -> str:
    return "\n".join(str(getattr(widget, "content", "")) for widget in pilot.app.screen.query("Static"))


# -- the set-up ----------------------------------------------------------------------------------------------------


async def test_two_enters_lead_to_the_first_line(desk: Desk) -> None:
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, GoalScreen)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert block(pilot).block.role is Role.BEGIN


async def test_the_nearest_event_is_meant_and_only_as_many_minutes_as_fit(desk: Desk) -> None:
    borrel(desk, minutes=12)
    async with at_cram(desk) as pilot:
        shown = screen(pilot)
        assert isinstance(shown, CramScreen)
        assert "Netwerkborrel" in "".join(str(line.prompt) for line in shown.rows.options)
        await pilot.press("enter")
        assert block(pilot).cramming.cram.minutes == 10
        event = block(pilot).cramming.occasion.event
        assert event is not None
        assert event.name == "Netwerkborrel"


async def test_an_event_of_tomorrow_is_not_meant(desk: Desk) -> None:
    borrel(desk, minutes=60 * 24)
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        assert block(pilot).cramming.occasion.event is None


async def test_a_time_typed_on_the_spot_is_understood_and_kept(desk: Desk) -> None:
    async with at_cram(desk) as pilot:
        await pilot.press(*"over", "space", *"20", "space", *"minuten")
        assert "over 20 minuten" in text_on(pilot)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CramBlock))
        (event,) = desk.store.events()
        assert event.name == "borrel"
        assert timedelta(minutes=19) < event.at - EVENING < timedelta(minutes=22)
        assert block(pilot).cramming.cram.minutes == 15


async def test_there_is_a_box_for_the_time_and_what_was_understood_stands_below_it(desk: Desk) -> None:
    async with at_cram(desk) as pilot:
        shown = screen(pilot)
        assert isinstance(shown, CramScreen)
        assert shown.when_box.region.height == 1
        await until(pilot, lambda: "tab tijd typen" in text_on(pilot))
        await pilot.press("tab", *"21.15")
        await until(pilot, lambda: "→ vanavond 21.15" in text_on(pilot) and "enter verder" in text_on(pilot))
        assert shown.asked.region.y < shown.when_box.region.y < shown.understood.region.y
        await pilot.press("enter")
        await until(pilot, lambda: "enter beginnen" in text_on(pilot))


async def test_a_box_for_the_time_that_is_left_empty_changes_nothing(desk: Desk) -> None:
    event = borrel(desk)
    async with at_cram(desk) as pilot:
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CramBlock))
        assert block(pilot).cramming.occasion.event == event


def type_ahead(pilot: Pilot[None], keys: str) -> None:
    """Everything at once, as a terminal hands over what was typed while the program was busy."""
    for key in keys:
        pilot.app.post_message(events.Key("space" if key == " " else key, key))


async def test_what_is_typed_fast_arrives_whole(desk: Desk) -> None:
    async with at_cram(desk) as pilot:
        type_ahead(pilot, "over 20 minuten")
        await until(pilot, lambda: "over 20 minuten)" in text_on(pilot))
    async with at_cram(desk, minutes=5) as pilot:
        type_ahead(pilot, "Hoi 2 mensen")
        await until(pilot, lambda: pilot.app.screen.query_one(AnswerBox).text == "Hoi 2 mensen")


async def test_what_is_no_time_is_said_and_nothing_is_kept(desk: Desk) -> None:
    async with at_cram(desk) as pilot:
        await pilot.press(*"blauw", "enter")
        assert isinstance(pilot.app.screen, CramScreen)
        assert "!" in text_on(pilot)
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CramBlock))
        assert desk.store.events() == ()


async def test_the_kind_and_the_form_of_address_are_kept_with_the_event(desk: Desk) -> None:
    borrel(desk)
    async with at_cram(desk) as pilot:
        await pilot.press("down", "right", "down", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CramBlock))
        (event,) = desk.store.events()
        assert (event.kind, event.formal) == (EventKind.ONLINE, True)


async def test_with_the_minutes_given_it_begins_at_once_and_two_are_the_page(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        assert isinstance(pilot.app.screen, ChooseScreen)
    async with at_cram(desk, minutes=2) as pilot:
        assert isinstance(pilot.app.screen, PageScreen)


async def test_english_has_no_je_or_u(desk: Desk) -> None:
    desk.speak("en")
    occasion = Occasion(event=Event(1, "drinks", EVENING + timedelta(minutes=20), decks=("en/openers",)))
    async with at_cram(desk, occasion) as pilot:
        shown = screen(pilot)
        assert isinstance(shown, CramScreen)
        assert [line.id for line in shown.lines()] == ["minutes", "kind", "when"]


# -- the blocks ----------------------------------------------------------------------------------------------------


async def test_a_goal_of_ones_own_is_kept_with_the_event(desk: Desk) -> None:
    borrel(desk)
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        pilot.app.screen.query_one(AnswerBox).text = "Twee mensen uit de zorg"
        await pilot.press("enter")
        (event,) = desk.store.events()
        assert event.goal == "Twee mensen uit de zorg"
        assert block(pilot).cramming.occasion.goal == event.goal


async def test_a_goal_left_as_it_is_changes_nothing(desk: Desk) -> None:
    borrel(desk)
    async with at_cram(desk) as pilot:
        await pilot.press("enter", "enter")
        assert desk.store.events()[0].goal == ""


async def test_an_example_is_taken_and_a_word_of_it_changed(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press("1")
        box = pilot.app.screen.query_one(AnswerBox)
        assert box.text == "Hoi, ik ben Sanne. Wat brengt jou hier vandaag?"
        box.text = LINE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert kept(desk) == [LINE]
        assert "twee keer hardop" in text_on(pilot)
        assert "Bewaard" in text_on(pilot)
        assert list(desk.store.reviews()) == []  # it was in sight
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert block(pilot).block.role is Role.WHAT_I_DO


async def test_typing_a_letter_begins_a_line_of_ones_own(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press(*"Hoi")
        assert pilot.app.screen.query_one(AnswerBox).text == "Hoi"
        await pilot.press("tab", "2")
        assert pilot.app.screen.query_one(AnswerBox).text.startswith("Goedemiddag")


async def test_a_typed_line_stands_first_once_another_is_chosen_and_is_there_the_next_time(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        shown = block(pilot)
        assert isinstance(shown, ChooseScreen)
        second = shown.choices[1]
        await pilot.press(*"Hoi", "tab", "2")
        assert shown.box.text == second
        assert shown.choices[0] == "Hoi"
        assert (shown.rows.lit, shown.choices[2]) == ("3", second)
        await pilot.press("tab", "1")
        assert shown.box.text == "Hoi"
        assert shown.choices.count("Hoi") == 1
        await pilot.press("tab", "3", "ctrl+c")
    assert kept(desk) == []
    async with at_cram(desk, minutes=5) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == "Hoi"


async def test_what_is_pasted_over_a_typed_line_leaves_it_in_the_list(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        shown = block(pilot)
        assert isinstance(shown, ChooseScreen)
        await pilot.press(*"Hoi", "tab")
        pilot.app.post_message(events.Paste("Dag allemaal"))
        await until(pilot, lambda: shown.box.text == "Dag allemaal")
        assert shown.choices[0] == "Hoi"


async def test_ones_own_line_stands_first_and_is_not_kept_again(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=5) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert shown.choices[0] == LINE
        before = desk.store.lines(OPENER)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert LINE in text_on(pilot)
        assert "Bewaard" not in text_on(pilot)
        assert desk.store.lines(OPENER) == before


async def test_examples_with_u_come_first_for_who_says_u(desk: Desk) -> None:
    occasion = Occasion(EventKind.ONE_TO_ONE, formal=True)
    async with at_cram(desk, occasion, minutes=5) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert " u" in shown.choices[0] or " jou" not in shown.choices[0]


async def test_a_line_with_je_is_not_rehearsed_for_who_says_u(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, Occasion(formal=True), minutes=15) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert shown.choices[0] == LINE
        assert "jouw zin, met je" in str(shown.choice(1, LINE))
        assert "u" in words(shown.choices[1])


async def test_a_kept_line_is_recalled_and_judged_and_on_disk_before_the_next_block(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, RecallScreen)
        assert shown.box.text == ""
        assert shown.hint_line.display  # it stands open
        shown.box.text = "Dag! Ik ben Noor. Wie ken jij hier vanavond?"
        await pilot.press("ctrl+j")
        assert shown.phase is Phase.TICKING
        await pilot.press("2", "enter")
        assert LINE in text_on(pilot)
        assert "Sanne" in text_on(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        (review,) = desk.store.reviews()
        assert review.card == OPENER
        assert review.hinted
        assert kept(desk) == [LINE]  # k was not pressed
        assert LINE in text_on(pilot)


async def test_ones_own_line_from_memory_is_recognised(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, RecallScreen)
        shown.box.text = LINE.lower()
        await pilot.press("ctrl+j")
        assert shown.phase is Phase.SETTLING
        assert "Deze zin heb je zelf bewaard." in text_on(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        (review,) = desk.store.reviews()
        assert (review.credit, review.unsure) == (1.0, False)
        assert kept(desk) == [LINE]


async def test_an_example_that_was_taken_is_not_called_ones_own_version(desk: Desk) -> None:
    keep(desk, "Hoi, ik ben Sanne. Wat brengt jou hier vandaag?")
    async with at_cram(desk, minutes=10) as pilot:
        await pilot.press("enter")
        assert "Het voorbeeld dat je koos" in text_on(pilot)
        assert "Jouw eigen versie" not in text_on(pilot)


async def test_k_keeps_the_new_wording(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, RecallScreen)
        shown.box.text = "Dag! Ik ben Noor. Wie ken jij hier vanavond?"
        await pilot.press("ctrl+j", "enter", "k", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert kept(desk) == [LINE, "Dag! Ik ben Noor. Wie ken jij hier vanavond?"]
        assert "Wie ken jij" in text_on(pilot)


async def test_nothing_typed_shows_the_line_kindly(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        await pilot.press("enter")
        said = text_on(pilot)
        assert LINE in said
        assert "Dit is het antwoord." in said
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert [review.grade for review in desk.store.reviews()] == [Grade.AGAIN]


async def test_a_full_disk_keeps_the_sentence_and_enter_tries_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press("1")
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        with monkeypatch.context() as full:

            def no_room(*_: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            full.setattr(os, "write", no_room)
            shown.action_take()
        assert shown.is_current
        assert shown.box.text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert kept(desk)


async def test_ctrl_n_passes_a_block_over_and_asks_once_about_what_is_typed(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        first = block(pilot)
        await pilot.press("H", "o", "ctrl+n")
        assert pilot.app.screen is first
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen is not first)
        assert block(pilot).block.role is Role.WHAT_I_DO


async def test_ctrl_n_asks_anew_where_more_was_typed_since(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        first = block(pilot)
        await pilot.press(*"Ho", "ctrl+n", "i", "space", *"daar", "ctrl+n")
        assert pilot.app.screen is first
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen is not first)


async def test_a_block_asks_again_however_often_its_question_is_asked_in_one_breath(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        first = block(pilot)
        await pilot.press(*"Hoi", "ctrl+n")
        first.action_leave()
        first.asked_to = ""
        first.action_leave()
        await pilot.pause()
        assert pilot.app.screen is first
        (warning,) = first.query("#warning")
        assert warning.display
        assert "Nog eens esc" in text_on(pilot)
        assert "op ctrl+n" not in text_on(pilot)


async def test_an_enter_too_many_passes_over_no_block(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        calm = pilot.app.screen
        assert isinstance(calm, CalmScreen)
        clock_of(desk).at += timedelta(seconds=1)
        calm.action_accept()
        calm.action_accept()
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert block(pilot).block.role is Role.WHAT_I_DO


async def test_an_enter_held_down_keeps_no_line(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        clock_of(desk).step = timedelta(milliseconds=10)
        await pilot.press(*["enter"] * 12)
        assert desk.store.lines() == ()
        assert isinstance(pilot.app.screen, ChooseScreen)


@pytest.mark.parametrize("width", [71, 24, 10, 3, 1])
async def test_a_window_may_become_tiny_on_any_block(desk: Desk, width: int) -> None:
    keep(desk)
    borrel(desk)
    async with at_cram(desk) as pilot:
        for _ in range(14):
            await pilot.resize_terminal(width, 5)
            await pilot.pause()
            await pilot.resize_terminal(80, 24)
            if isinstance(pilot.app.screen, PageScreen):
                break
            await pilot.press("enter" if isinstance(pilot.app.screen, CramScreen) else "ctrl+n")
            await pilot.pause()
        assert isinstance(pilot.app.screen, PageScreen)


async def test_esc_leaves_with_everything_kept(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CramBlock))
        assert len(kept(desk)) == 1


# -- back to an earlier block --------------------------------------------------------------------------------------


async def test_an_enter_too_early_is_taken_back_and_the_line_before_is_still_there(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press("2", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert kept(desk) != [LINE]
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert block(pilot).block.role is Role.BEGIN
        assert shown.choices[:2] == [kept(desk)[0], LINE]
        await pilot.press(*"Dag!", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        again = pilot.app.screen
        assert isinstance(again, ChooseScreen)
        assert again.choices[:3] == ["Dag!", shown.choices[0], LINE]  # nothing that was kept is gone
        await pilot.press("3", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert kept(desk) == [LINE]


async def test_who_goes_back_comes_out_again_where_they_were_with_what_they_had_typed(desk: Desk) -> None:
    async with at_cram(desk, minutes=15) as pilot:
        await pilot.press("enter")
        for _ in range(2):
            await pilot.press("1", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert block(pilot).block.role is Role.GOODBYE
        await pilot.press(*"Dag", "ctrl+p")
        assert block(pilot).block.role is Role.WHAT_I_DO
        await pilot.press("ctrl+p")
        assert block(pilot).block.role is Role.BEGIN
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, GoalScreen)
        assert "vorig blok" not in str(pilot.app.screen.query_one(KeyBar).content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert block(pilot).block.role is Role.GOODBYE
        assert shown.box.text == "Dag"


async def test_going_back_costs_no_more_of_the_clock_than_it_takes(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        cram = block(pilot).cramming.cram
        ends = cram.ends
        await pilot.press("1", "enter", "enter")
        await until(pilot, lambda: block(pilot).block.role is Role.WHAT_I_DO)
        await pilot.press("ctrl+p")
        assert block(pilot).block.role is Role.BEGIN
        clock_of(desk).at += timedelta(minutes=3)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: block(pilot).block.role is Role.WHAT_I_DO)  # where one was, time or no time
        assert cram.ends == ends


async def test_a_line_recalled_once_is_changed_and_not_asked_for_again(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert len(list(desk.store.reviews())) == 1


async def test_what_is_typed_from_memory_stands_there_after_a_way_back(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=15) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecallScreen))
        await pilot.press(*"Hoi", "ctrl+p")
        assert isinstance(pilot.app.screen, GoalScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecallScreen))
        assert pilot.app.screen.query_one(AnswerBox).text == "Hoi"


async def test_the_quick_round_goes_on_where_it_was_left_and_ends_when_it_would_have(desk: Desk) -> None:
    async with at_cram(desk, minutes=10) as pilot:
        shown = await at_quick(pilot)
        card, ends, session = shown.card, shown.until, shown.session
        await pilot.press("ctrl+p")
        assert block(pilot).block.role is Role.ASK
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuickScreen))
        again = await at_quick(pilot)
        assert (again.card, again.until, again.session) == (card, ends, session)
        await pilot.press("enter")  # what was looked at is settled before one goes anywhere
        assert "vorig blok" not in str(again.query_one(KeyBar).content)


async def test_from_the_page_one_goes_back_while_there_is_time(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        for _ in range(3):
            await pilot.press("1", "enter", "enter")
            await pilot.pause()
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        assert block(pilot).block.role is Role.GOODBYE
        await pilot.press("1", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        clock_of(desk).at += timedelta(minutes=5)
        page = pilot.app.screen
        await pilot.press("ctrl+p")
        assert pilot.app.screen is page
    async with at_cram(desk, minutes=2) as pilot:
        assert "vorig blok" not in str(screen(pilot).query_one(KeyBar).content)


@pytest.mark.parametrize("minutes", [5, 15])
async def test_ctrl_c_keeps_what_was_typed_for_the_next_time(desk: Desk, minutes: int) -> None:
    async with at_cram(desk, minutes=minutes) as pilot:
        if minutes == 15:
            borrel(desk)
            await pilot.press("enter")
        await pilot.press(*"Hoi", "space", *"daar", "ctrl+c")
        assert desk.store.lines() == ()  # it was not sent
    async with at_cram(desk, minutes=5) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert shown.box.text == "Hoi daar"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        assert kept(desk) == ["Hoi daar"]
    async with at_cram(desk, minutes=5) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == ""


@pytest.mark.parametrize("minutes", [5, 10])
async def test_esc_keeps_what_was_typed_for_the_next_time(desk: Desk, minutes: int) -> None:
    if minutes == 10:  # from memory
        keep(desk)
    async with at_cram(desk, minutes=minutes) as pilot:
        await pilot.press(*"Hoi", "space", *"daar", "escape")
        assert "typte" in text_on(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CramBlock))
    async with at_cram(desk, minutes=minutes) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == "Hoi daar"


async def test_what_was_not_sent_is_back_and_it_is_said_where_it_comes_from(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        assert "eerder typte" not in notices(pilot)
        await pilot.press(*"Hoi", "ctrl+c")
    async with at_cram(desk, minutes=5, size=(40, 15)) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == "Hoi"
        assert "eerder typte" in notices(pilot)


async def test_ctrl_c_keeps_what_was_typed_from_memory_for_the_next_time_from_memory(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        await pilot.press(*"Dag", "ctrl+c")
    async with at_cram(desk, minutes=5, size=(40, 15)) as pilot:
        shown = pilot.app.screen
        assert isinstance(shown, ChooseScreen)
        assert shown.box.text == ""  # it is no line yet
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
    assert kept(desk) == [LINE]
    async with at_cram(desk, minutes=10) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == "Dag"
        assert "eerder typte" in notices(pilot)
        await pilot.press("ctrl+j", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
    assert [review.typed for review in desk.store.reviews()] == ["Dag"]
    async with at_cram(desk, minutes=10) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == ""  # it was sent
    assert kept(desk) == [LINE]


async def test_what_was_typed_from_memory_and_let_go_is_gone(desk: Desk) -> None:
    keep(desk)
    async with at_cram(desk, minutes=10) as pilot:
        await pilot.press(*"Dag", "ctrl+c")
    async with at_cram(desk, minutes=10) as pilot:
        before = pilot.app.screen
        await pilot.press("ctrl+n", "ctrl+n")
        await until(pilot, lambda: pilot.app.screen is not before)
    async with at_cram(desk, minutes=10) as pilot:
        assert pilot.app.screen.query_one(AnswerBox).text == ""


async def test_ctrl_c_keeps_a_goal_that_was_typed_for_the_next_time(desk: Desk) -> None:
    desk.store.keep_event(replace(borrel(desk), goal="Met drie mensen praten"))
    async with at_cram(desk) as pilot:
        await pilot.press("enter", *["backspace"] * 3, "ctrl+c")
    assert desk.store.events()[0].goal == "Met drie mensen praten"  # enter makes it the goal
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        assert pilot.app.screen.query_one(AnswerBox).text == "Met drie mensen pra"
        assert "eerder typte" in notices(pilot)
        await pilot.press(*"ten", "enter")  # as it was, by hand
        await until(pilot, lambda: not isinstance(pilot.app.screen, GoalScreen))
    assert desk.store.events()[0].goal == "Met drie mensen praten"
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        assert pilot.app.screen.query_one(AnswerBox).text == "Met drie mensen praten"
        assert "eerder typte" not in notices(pilot)


async def test_a_goal_that_one_lets_go_is_gone(desk: Desk) -> None:
    borrel(desk)
    async with at_cram(desk) as pilot:
        await pilot.press("enter", *"Twee", "ctrl+c")
    async with at_cram(desk) as pilot:
        await pilot.press("enter", "ctrl+n", "ctrl+n")
        await until(pilot, lambda: not isinstance(pilot.app.screen, GoalScreen))
    assert desk.store.events()[0].goal == ""
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        assert pilot.app.screen.query_one(AnswerBox).text == ""


async def test_what_one_lets_go_is_gone(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press(*"Hoi", "ctrl+n", "ctrl+n")
        await until(pilot, lambda: block(pilot).block.role is Role.WHAT_I_DO)
        await pilot.press("ctrl+p")
        assert pilot.app.screen.query_one(AnswerBox).text == ""


# -- the quick round -----------------------------------------------------------------------------------------------


async def at_quick(pilot: Pilot[None]) -> QuickScreen:
    shown = await come_to(pilot, Part.QUICK)
    assert isinstance(shown, QuickScreen)
    await until(pilot, lambda: shown.session.question is not None and shown.box.has_focus)
    return shown


async def test_the_quick_round_asks_short_cards_and_shows_a_miss_kindly(desk: Desk) -> None:
    async with at_cram(desk, minutes=10) as pilot:
        shown = await at_quick(pilot)
        assert shown.hint_line.display == bool(shown.card.hint)
        card = shown.card
        await pilot.press("enter")
        said = text_on(pilot)
        assert "Dit is het antwoord." in said
        assert "Nog niet" not in said
        assert "nog eens" not in said  # no grades
        await pilot.press("enter")
        await until(pilot, lambda: len(list(desk.store.reviews())) == 1)
        assert shown.card.key != card.key
        await pilot.press("ctrl+r")
        assert shown.card.key == card.key
        assert list(desk.store.reviews()) == []


async def test_the_quick_round_ends_by_itself(desk: Desk) -> None:
    async with at_cram(desk, minutes=10) as pilot:
        shown = await at_quick(pilot)
        clock_of(desk).at += timedelta(minutes=3)
        await pilot.press("enter")
        await pilot.pause()
        clock_of(desk).at += timedelta(seconds=2)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not shown)
        assert len(list(desk.store.reviews())) == 1


async def test_where_only_the_learner_can_tell_nothing_is_chosen_for_them(desk: Desk) -> None:
    async with at_cram(desk, minutes=10) as pilot:
        shown = await at_quick(pilot)
        await pilot.press("enter")
        assert shown.answer is not None
        shown.answer = replace(shown.answer, judged=replace(shown.answer.judged, unsure=True, typed="x"))
        shown.selected = None
        shown.show_answer()
        clock_of(desk).at += timedelta(seconds=2)
        await pilot.press("enter")
        assert list(desk.store.reviews()) == []
        assert "r is ja" in text_on(pilot)
        await pilot.press("r", "enter")
        await until(pilot, lambda: list(desk.store.reviews()))


# -- the clock -----------------------------------------------------------------------------------------------------


async def test_who_is_slow_comes_to_the_page_in_time(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        clock_of(desk).at += timedelta(minutes=4)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))


async def test_when_the_meeting_begins_the_page_is_shown_unless_something_is_typed(desk: Desk) -> None:
    borrel(desk, minutes=6)
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        shown = block(pilot)
        assert isinstance(shown, ChooseScreen)
        await pilot.press(*"Hoi")
        clock_of(desk).at += timedelta(minutes=7)
        shown.tick()
        await pilot.pause()
        assert shown.is_current
        assert "het is tijd" in text_on(pilot)
        shown.box.text = ""
        shown.tick()
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))


async def test_an_answer_that_was_judged_when_the_meeting_began_is_on_disk(desk: Desk) -> None:
    event = replace(borrel(desk), decks=("own/borrel",))
    desk.store.keep_event(event)
    async with at_cram(desk, Agenda(desk, ZONE).occasion(event), 10) as pilot:
        shown = await at_quick(pilot)
        shown.box.text = "Petra Jansen"
        await pilot.press("enter")
        assert shown.phase is Phase.SETTLING
        assert shown.selected is not None
        clock_of(desk).at = event.at
        shown.tick()
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
    assert [review.typed for review in desk.store.reviews()] == ["Petra Jansen"]


async def test_an_answer_that_finds_no_room_when_the_meeting_begins_waits_for_its_enter(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = replace(borrel(desk), decks=("own/borrel",))
    desk.store.keep_event(event)
    async with at_cram(desk, Agenda(desk, ZONE).occasion(event), 10) as pilot:
        shown = await at_quick(pilot)
        shown.box.text = "Petra Jansen"
        await pilot.press("enter")
        clock_of(desk).at = event.at
        with monkeypatch.context() as full:

            def no_room(*_: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            full.setattr(os, "write", no_room)
            shown.tick()
            shown.tick()
            await pilot.pause()
            assert pilot.app.screen is shown
            assert "schijf is vol" in str(shown.grades.content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
    assert [review.typed for review in desk.store.reviews()] == ["Petra Jansen"]


async def test_the_clock_says_minutes_and_which_block_it_is(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        shown = block(pilot)
        assert "nog 5 minuten" in text_on(pilot)
        assert "blok 1 van 4" in text_on(pilot)
        clock_of(desk).at += timedelta(minutes=2)
        shown.tick()
        assert "nog 3 minuten" in text_on(pilot)
        assert "%" not in text_on(pilot)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_screen_the_minutes_fit_beside_the_name_of_any_block(desk: Desk, language: Language) -> None:
    cramming = Agenda(desk, ZONE).cram(Occasion(), 15)
    for _ in cramming.cram.blocks:
        shown = str(header(cramming, EVENING, Catalog(language), 36, still=True))
        assert len(shown) <= 36
        assert "15 minut" in shown
        cramming.cram.on(EVENING)


async def test_the_quick_round_says_how_many_cards_it_has_at_most(desk: Desk) -> None:
    async with at_cram(desk, minutes=15) as pilot:
        shown = await at_quick(pilot)
        most = shown.cramming.most_quick
        assert 0 < most <= 8
        assert f"Korte ronde · tot {most} kaarten · blok " in text_on(pilot)
        assert "nog 15 minuten" in text_on(pilot)


# -- all of it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
async def test_from_the_first_enter_to_the_page_every_key_is_in_sight(desk: Desk, size: tuple[int, int]) -> None:
    borrel(desk)
    keep(desk)
    seen = set()
    async with at_cram(desk, size=size) as pilot:
        for _ in range(80):
            shown = screen(pilot)
            seen.add(type(shown))
            bar = shown.query_one(KeyBar)
            keys = list(bar.keys().values())
            assert len(keys) <= 6
            assert all(str(key) in str(bar.content) for key in keys)
            assert max(map(len, str(bar.content).splitlines())) <= bar.size.width
            if isinstance(shown, PageScreen):
                break
            clock_of(desk).at += timedelta(seconds=2)
            if isinstance(shown, QuickScreen) and shown.phase is Phase.ASKING:
                clock_of(desk).at += timedelta(seconds=40)
            await pilot.press("enter")
            await pilot.pause()
        assert seen == {CramScreen, GoalScreen, RecallScreen, ChooseScreen, CalmScreen, QuickScreen, PageScreen}


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_nothing_in_it_is_red_or_a_percentage_also_where_everything_is_missed(desk: Desk, theme: str) -> None:
    borrel(desk)
    keep(desk)
    desk.save(replace(desk.settings, theme=theme))
    seen = set()
    async with at_cram(desk) as pilot:
        variables = pilot.app.get_css_variables()
        red = {variables[name].lower()[:7] for name in ("error", "text-error", "error-muted") if name in variables}
        assert any(colour.startswith("#") for colour in red)
        for _ in range(80):
            shown = screen(pilot)
            seen.add(type(shown))
            drawn = pilot.app.export_screenshot().lower()
            assert "%" not in re.sub(r"<style>.*?</style>|<[^>]*>", "", drawn, flags=re.DOTALL)
            assert not [colour for colour in red if colour in drawn]
            if isinstance(shown, PageScreen):
                break
            clock_of(desk).at += timedelta(seconds=15)
            if isinstance(shown, QuickScreen) and shown.phase is Phase.ASKING:
                await pilot.press("x", "enter" if shown.box.one_line else "ctrl+j")
            elif isinstance(shown, QuickScreen) and shown.selected is None:
                await pilot.press("f", "enter")
            else:
                await pilot.press("enter")
            await pilot.pause()
        assert seen == {CramScreen, GoalScreen, RecallScreen, ChooseScreen, CalmScreen, QuickScreen, PageScreen}
        assert Grade.AGAIN in {review.grade for review in desk.store.reviews()}


async def test_what_looks_like_markup_is_only_text(desk: Desk) -> None:
    keep(desk, "[b]Hoi[/path] a[0] = b[i]")
    desk.store.keep_event(Event(1, "Borrel [/b] [link=x]", EVENING + timedelta(minutes=20), goal="Praat met [/Petra]"))
    async with at_cram(desk) as pilot:
        await pilot.press("enter")
        goal = block(pilot)
        assert isinstance(goal, GoalScreen)
        assert goal.box.text == "Praat met [/Petra]"
        goal.box.text = ""  # what it was stands behind the cursor
        await pilot.pause()
        assert "Praat met [/Petra]" in goal.box.render_line(0).text
        await pilot.press("enter")
        shown = block(pilot)
        assert isinstance(shown, RecallScreen)
        await pilot.press("enter")
        assert "[b]Hoi[/path] a[0] = b[i]" in text_on(pilot)
        clock_of(desk).at += timedelta(minutes=14)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert "BORREL [/B] [LINK=X]" in text_on(pilot)
        assert "Praat met [/Petra]" in text_on(pilot)


# -- what it leaves in memory --------------------------------------------------------------------------------------


def crammed(desk: Desk, *, right: bool) -> list[Review]:
    """A quick round answered to its end, all right or all missed."""
    agenda = Agenda(desk, ZONE)
    cramming = agenda.cram(Occasion(), 15)
    while cramming.cram.block.part is not Part.QUICK:
        cramming.cram.on(desk.now())
    session, until = agenda.quick_session(cramming)
    clock_of(desk).step = timedelta(seconds=3)
    while desk.now() < until and desk.next(session) is not None:
        answer = desk.submit(session, "x")
        desk.record(session, answer, Grade.GOOD if right else Grade.AGAIN, review_id=desk.store.new_id())
    return list(session.reviews)


def test_a_quick_round_asks_eight_cards_and_a_missed_one_thrice_with_others_between(desk: Desk) -> None:
    asked = [review.card for review in crammed(desk, right=False)]
    assert 1 < len(set(asked)) <= 8
    assert max(asked.count(card) for card in asked) <= 3
    assert all(card not in asked[max(0, place - 2) : place] for place, card in enumerate(asked))


def test_a_round_of_right_answers_ends_soon(desk: Desk) -> None:
    asked = [review.card for review in crammed(desk, right=True)]
    assert len(set(asked)) >= 5
    assert len(asked) <= 2 * len(set(asked))


def test_what_was_crammed_comes_back_soon_and_not_as_if_it_were_learned(desk: Desk) -> None:
    reviews = crammed(desk, right=True)
    schedules = desk.store.schedules()
    alone = {review.card: review for review in reviews if review.before is None}
    for card, first in alone.items():
        # However often it was asked tonight, it comes when one answer would have brought it, or little later.
        once, now = (first.after.due - desk.today).days, (schedules[card].due - desk.today).days
        assert now <= once + 1


async def test_what_is_typed_where_a_line_is_said_aloud_does_not_go_on(desk: Desk) -> None:
    async with at_cram(desk, minutes=5) as pilot:
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalmScreen))
        clock_of(desk).at += timedelta(seconds=1)
        await pilot.press(*"Hoi", "space", *"jij", "enter")
        assert isinstance(pilot.app.screen, CalmScreen)
        assert "niets te typen" in text_on(pilot)
        clock_of(desk).at += timedelta(seconds=1)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CalmScreen))
