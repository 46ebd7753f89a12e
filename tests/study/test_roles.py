from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.library import Source, load
from trainer.cards.model import Deck, OwnWords
from trainer.cards.text import words
from trainer.i18n import LANGUAGES, Language
from trainer.memory.model import Schedule
from trainer.store.event import EventKind
from trainer.study.roles import Role, cards_for, fits, fitting

BUNDLED = load([Source(Path("decks"))], language="en").decks


def bundled(language: Language) -> tuple[Deck, ...]:
    return tuple(deck for deck in BUNDLED if deck.language == language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EventKind)
def test_every_moment_of_every_kind_of_meeting_has_a_bundled_card(language: Language, kind: EventKind) -> None:
    found = cards_for(kind, bundled(language), BUNDLED, {}, language=language)
    assert set(found) == set(Role)
    assert {card.language for card in found.values()} == {language}


def test_the_moments_have_cards_even_when_the_meeting_has_no_bundled_deck() -> None:
    assert set(cards_for(EventKind.DRINKS, (), BUNDLED, {}, language="nl")) == set(Role)


def test_a_card_of_ones_own_with_the_tag_comes_before_the_bundled_one() -> None:
    text = "# Mijn borrel\n\n## Hoe rond ik af?\nVoorbeeld: Ik ga nog even langs de bar.\nLabels: afronden\n"
    mine = read_deck(text.encode(), key="own/borrel", path=Path("borrel.md"), language="nl", own=True)
    assert cards_for(EventKind.DRINKS, (mine,), BUNDLED, {}, language="nl")[Role.GOODBYE] == mine.cards[0]


def test_the_objection_that_is_missed_most_comes_before_the_usual_one() -> None:
    cards = {card.key: card for deck in bundled("nl") for card in deck.cards}
    missed = next(card for key, card in cards.items() if key.endswith("#re-bother"))
    day = date(2026, 11, 20)
    known = Schedule(3.0, 5.0, day, day, datetime(2026, 11, 20, 12, tzinfo=UTC), 4, 0, 1)
    schedules = dict.fromkeys(cards, known) | {missed.key: replace(known, lapses=2)}
    found = cards_for(EventKind.DRINKS, bundled("nl"), BUNDLED, schedules, language="nl")
    assert found[Role.REFRAME] == missed


def test_the_examples_are_those_that_address_people_as_wanted() -> None:
    models = ("Wat brengt jou hier?", "Mooi verhaal was dat.", "Wat brengt u hier?")
    assert fitting(models, formal=True, language="nl") == (models[1], models[2])
    assert fitting(models, formal=False, language="nl") == (models[0], models[1])
    assert fitting(models[1:], formal=False, language="nl") == (models[1], models[2])  # one is no choice
    assert not fits("Waar komen jullie vandaan?", formal=True, language="nl")


def test_only_dutch_tells_u_from_je() -> None:
    line = "Hi, I’m Noor from the U of Utrecht. What brings you here?"
    assert not fits(line, formal=False, language="nl")
    assert fits(line, formal=False, language="en")
    assert fitting((line, "Hello."), formal=False, language="en") == (line, "Hello.")


ELSEWHERE = {
    EventKind.DRINKS: {"chat", "scherm", "camera", "screen", "breakout"},
    EventKind.ONLINE: {"rondje", "borrel", "koffie", "bar", "drankje", "gastvrouw", "begroeten", "drink", "hello to"},
    EventKind.ONE_TO_ONE: {
        "rondje",
        "gastvrouw",
        "begroeten",
        "chat",
        "bijeenkomst",
        "spreker",
        "hier brengt",
        "round",
    },
}
"""What is not there to be pointed at, said of or walked up to at such a meeting."""


@pytest.mark.parametrize("formal", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EventKind)
@pytest.mark.parametrize("role", Role)
def test_every_block_of_every_kind_of_meeting_has_two_examples_that_can_be_said_there(
    role: Role,
    kind: EventKind,
    language: Language,
    formal: bool,
) -> None:
    card = cards_for(kind, bundled(language), BUNDLED, {}, language=language)[role]
    assert isinstance(card.answer, OwnWords)
    shown = fitting(card.answer.models, formal=formal, language=language)[:2]
    assert len(shown) == 2
    assert all(fits(model, formal=formal, language=language) for model in shown)
    if role is not Role.IF_THEN or kind is not EventKind.DRINKS:  # that one is about walking in
        said = [f" {' '.join(words(model))} " for model in shown]
        assert not [(place, model) for place in ELSEWHERE[kind] for model in said if f" {place} " in model]
