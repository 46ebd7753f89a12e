"""Looking back on a meeting, and what follows from it."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from trainer.agenda import Agenda
from trainer.cards.model import CardKey, OwnWords, Short
from trainer.desk import Desk
from trainer.i18n import TrainerError
from trainer.store.event import Event, Follow
from trainer.study.afterwards import IN_TOUCH, Lookback
from trainer.tui.app import TrainerApp
from trainer.tui.screens.afterwards import AfterwardsScreen, Step
from trainer.tui.screens.followups import FollowUpsScreen
from trainer.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from textual.pilot import Pilot

ZONE = ZoneInfo("Europe/Amsterdam")
OPENER = CardKey("nl/openers#open-coffee")


@pytest.fixture
def event(settled: Desk) -> Event:
    """Drinks of last night."""
    found = Event(settled.store.new_id(), "Borrel [b]", settled.now() - timedelta(hours=20))
    settled.store.keep_event(found)
    return found


@asynccontextmanager
async def looking_back(
    desk: Desk, event: Event, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], AfterwardsScreen]]:
    """The screen, asking its first question; the application asks it by itself when it opens."""
    app = TrainerApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AfterwardsScreen)
        assert screen.event.id == event.id
        yield pilot, screen


async def send(pilot: Pilot[None], screen: AfterwardsScreen, text: str) -> None:
    screen.box.text = text
    await pilot.press("ctrl+j" if not screen.box.one_line else "enter")


def said(screen: AfterwardsScreen) -> str:
    return str(screen.words.content)


def texts(desk: Desk, kind: Follow) -> list[str]:
    return [follow_up.text for follow_up in desk.store.follow_ups() if follow_up.kind is kind]


async def test_everything_written_down_is_on_disk_at_the_end(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await send(pilot, screen, "Anja, Karim")
        await send(pilot, screen, "link sturen, vandaag nog\nKarim bellen")
        await pilot.press("1", "enter")
        await send(pilot, screen, "Wat is zelfroosteren?")
        await send(pilot, screen, "je eigen diensten kiezen")
        await send(pilot, screen, "Wat kost het om lid te worden?")
        await send(pilot, screen, "Dat weet ik niet precies, maar ik zoek het graag voor je uit.")
        await send(pilot, screen, "")
        assert screen.step is Step.DONE
        assert "2 contacten" in said(screen)
        assert "saai" in said(screen)
        assert texts(settled, Follow.CONTACT) == ["Anja", "Karim"]
        assert texts(settled, Follow.PROMISE) == ["link sturen, vandaag nog", "Karim bellen"]
        assert [line.card for line in settled.store.lines()] == [OPENER]
        deck = settled.library.deck("own/na-afloop")
        assert deck is not None
        short, long = (card.answer for card in deck.cards)
        assert isinstance(short, Short)
        assert short.answer == "je eigen diensten kiezen"
        assert isinstance(long, OwnWords)
        (kept,) = settled.store.events()
        assert kept.looked_back == event.at
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AfterwardsScreen)
    assert Agenda(settled, ZONE).to_look_back_on() is None


async def test_nothing_to_say_is_four_enters(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "enter", "enter")
        assert screen.step is Step.DONE
        assert "Je bent geweest" in said(screen)
        assert settled.store.follow_ups() == ()
        assert settled.store.lines() == ()


async def test_esc_is_later_and_keeps_what_stands_there(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await send(pilot, screen, "Anja")
        screen.box.text = "link sturen"
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AfterwardsScreen)
        assert texts(settled, Follow.CONTACT) == ["Anja"]
        assert texts(settled, Follow.PROMISE) == ["link sturen"]
        assert Agenda(settled, ZONE).to_look_back_on() == event


async def test_what_stands_there_is_kept_when_the_program_ends(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        screen.box.text = "Anja"
        await pilot.press("ctrl+q")
    assert texts(settled, Follow.CONTACT) == ["Anja"]


@pytest.mark.parametrize("key", ["escape", "ctrl+n", "ctrl+c"])
async def test_a_line_being_typed_as_it_was_said_is_kept(settled: Desk, event: Event, key: str) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "down", *"Hoi", key)
        await pilot.pause()
        card = screen.lines[1][1]
    assert [(line.card, line.text) for line in settled.store.lines()] == [(card.key, "Hoi")]
    assert Agenda(settled, ZONE).said_on(card) is not None


async def test_a_line_that_was_written_and_then_not_said_after_all_is_not_kept(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, _):
        await pilot.press("enter", "enter", *"Hoi", "enter", "space", "escape")
        await pilot.pause()
    assert settled.store.lines() == ()


@pytest.mark.parametrize("key", ["escape", "ctrl+n", "ctrl+c"])
async def test_an_answer_being_typed_is_a_card_with_its_question(settled: Desk, event: Event, key: str) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "enter")
        await send(pilot, screen, "Wat is een vakgroep?")
        screen.box.text = "mensen met één vak"
        await pilot.press(key)
        await pilot.pause()
    deck = settled.library.deck("own/na-afloop")
    assert deck is not None
    assert [(card.prompt, card.answer.answer) for card in deck.cards if isinstance(card.answer, Short)] == [
        ("Wat is een vakgroep?", "mensen met één vak")
    ]
    assert texts(settled, Follow.PROMISE) == []


async def test_a_question_whose_answer_is_not_typed_yet_is_something_to_find_out(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "enter")
        await send(pilot, screen, "Wat is een vakgroep?")
        await pilot.press("escape")
        await pilot.pause()
    assert texts(settled, Follow.PROMISE) == ["Uitzoeken: Wat is een vakgroep?"]


async def test_an_answer_that_cannot_be_written_down_as_a_card_is_kept_all_the_same(
    settled: Desk, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise TrainerError("workshop.title_needed")

    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "enter")
        await send(pilot, screen, "Wat is een vakgroep?")
        screen.box.text = "mensen met één vak"
        monkeypatch.setattr("trainer.workshop.afterwards.note_down", refused)
        await pilot.press("escape")
        await pilot.pause()
    assert texts(settled, Follow.PROMISE) == ["Uitzoeken: Wat is een vakgroep? (mensen met één vak)"]


async def test_an_event_that_was_removed_meanwhile_does_not_come_back(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await send(pilot, screen, "Anja")
        settled.store.remove_event(event)  # in another window
        await pilot.press("ctrl+j", "enter", "enter")
        assert screen.step is Step.DONE
    assert settled.store.events() == ()
    assert texts(settled, Follow.CONTACT) == ["Anja"]


async def test_it_is_not_asked_again_when_the_learner_says_so(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, _):
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AfterwardsScreen)
    assert Agenda(settled, ZONE).to_look_back_on() is None


async def test_a_line_said_another_way_becomes_ones_own_and_says_when(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", *"Dag")
        screen.box.text = "Dag, wat brengt jou hier?"
        await pilot.press("enter", "enter", "enter")
        assert screen.step is Step.DONE
        (line,) = settled.store.lines()
        assert (line.card, line.text) == (OPENER, "Dag, wat brengt jou hier?")
    card = settled.card(OPENER)
    assert card is not None
    assert Agenda(settled, ZONE).said_on(card) == settled.day_of(event.at)


async def test_an_example_among_the_lines_says_that_it_is_one(settled: Desk, event: Event) -> None:
    settled.store.keep_line(OPENER, "nl/openers", "Hoi, ik ben Noor.", at=settled.now())
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter")
        first, *others = (str(line) for line in screen.drawn())
        assert "Hoi, ik ben Noor." in first
        assert "bijv." not in first
        assert all("bijv. " in line for line in others)


async def test_a_tick_taken_back_keeps_no_line(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, _):
        await pilot.press("enter", "enter", "2", "space", "enter", "enter")
        assert settled.store.lines() == ()


async def test_a_question_without_an_answer_is_something_to_find_out(settled: Desk, event: Event) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "enter")
        await send(pilot, screen, "Wat is een vakgroep?")
        await pilot.press("enter", "enter")
        assert texts(settled, Follow.PROMISE) == ["Uitzoeken: Wat is een vakgroep?"]
        assert settled.library.deck("own/na-afloop") is None


async def test_a_second_card_leaves_the_first_as_it_was(settled: Desk, event: Event) -> None:
    settled.paths.decks.mkdir(parents=True)
    path = settled.paths.decks / "na-afloop.md"
    path.write_text("# Na afloop\nTaal: nl\n\n<!-- mijn -->\n\n## Wie?\nAntwoord: Anja\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    async with looking_back(settled, event) as (pilot, screen):
        await pilot.press("enter", "enter", "enter")
        await send(pilot, screen, "Wat?")
        await send(pilot, screen, "dit")
        after = path.read_text(encoding="utf-8")
        assert after.startswith(before)
        assert "## Wat?" in after


async def test_a_full_disk_is_said_and_enter_tries_again(
    settled: Desk, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with looking_back(settled, event) as (pilot, screen):
        await send(pilot, screen, "Anja")
        await pilot.press("enter", "enter")
        with monkeypatch.context() as full:

            def no_room(*_: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

            full.setattr(os, "write", no_room)
            screen.answered("")
        assert not screen.on_disk
        assert texts(settled, Follow.CONTACT) == []
        await pilot.press("enter")
        assert screen.step is Step.DONE
        assert texts(settled, Follow.CONTACT) == ["Anja"]


async def test_the_reframe_is_shown_once_in_the_life_of_an_event(settled: Desk, event: Event) -> None:
    again = replace(event, looked_back=event.at - timedelta(days=7))
    settled.store.keep_event(again)
    async with looking_back(settled, again) as (pilot, screen):
        await pilot.press("enter", "enter", "enter", "enter")
        assert screen.step is Step.DONE
        assert "saai" not in said(screen)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
async def test_every_key_is_in_sight_at_every_step(settled: Desk, event: Event, size: tuple[int, int]) -> None:
    async with looking_back(settled, event, size) as (pilot, screen):
        for _ in range(5):
            bar = screen.query_one(KeyBar)
            keys = list(bar.keys().values())
            assert len(keys) <= 6
            assert all(str(key) in str(bar.content) for key in keys)
            await pilot.press("enter")


# -- what follows --------------------------------------------------------------------------------------------------


@asynccontextmanager
async def at_follow_ups(desk: Desk) -> AsyncIterator[tuple[Pilot[None], FollowUpsScreen]]:
    app = TrainerApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = FollowUpsScreen(Agenda(desk, ZONE))
        app.push_screen(screen)
        await pilot.pause()
        yield pilot, screen


def shown(screen: FollowUpsScreen) -> str:
    return "\n".join(str(option.prompt) for option in screen.rows.options)


@pytest.fixture
def promised(settled: Desk, event: Event) -> Desk:
    """A desk with a promise and a contact."""
    agenda = Agenda(settled, ZONE)
    agenda.look_back(event, Lookback(met=("Anja [/b]",), promised=("link sturen",)))
    return settled


async def test_a_promise_is_ticked_and_the_tick_taken_back(promised: Desk) -> None:
    async with at_follow_ups(promised) as (pilot, screen):
        assert "[ ] link sturen" in shown(screen)
        assert "over 5 weken" in shown(screen)
        assert "Anja [/b]" in shown(screen)
        await pilot.press("enter")
        assert "[✓] link sturen" in shown(screen)
        assert Agenda(promised, ZONE).open_follow_ups() == ()
        await pilot.press("u")
        assert "[ ] link sturen" in shown(screen)
        assert len(Agenda(promised, ZONE).open_follow_ups()) == 1


async def test_a_contact_that_is_ticked_comes_back_in_five_weeks(promised: Desk) -> None:
    async with at_follow_ups(promised) as (pilot, _):
        await pilot.press("down", "space")
        contact = next(f for f in promised.store.follow_ups() if f.kind is Follow.CONTACT)
        assert contact.day == promised.today + IN_TOUCH
        assert contact.done == promised.today


async def test_a_line_is_removed_and_put_back(promised: Desk) -> None:
    async with at_follow_ups(promised) as (pilot, screen):
        await pilot.press("x")
        assert "link sturen" not in shown(screen)
        await pilot.press("u")
        assert "[ ] link sturen" in shown(screen)


async def test_without_anything_open_it_says_what_comes_here(settled: Desk) -> None:
    async with at_follow_ups(settled) as (_, screen):
        assert "Niets open" in str(screen.title_line.content)


def test_lines_that_were_said_are_kept_with_the_rest_or_not_at_all(
    settled: Desk, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    agenda = Agenda(settled, ZONE)
    card = settled.card(OPENER)
    assert card is not None

    def no_room(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "write", no_room)
        with pytest.raises(TrainerError):
            agenda.look_back(event, Lookback(met=("Anja",)), {card: "Dag!"})
    assert settled.store.lines() == ()
    assert settled.store.follow_ups() == ()
    assert agenda.said_on(card) is None
