"""The moments of a meeting, and the card that holds the learner's line for each.

A card of the learner's own comes first, when its tags say what it is for; then the bundled card that was written for
the moment and the kind of meeting; then any other card with a fitting tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from trainer.cards.model import Card, CardKey, Deck, OwnWords
from trainer.cards.text import fold, words
from trainer.i18n import Language
from trainer.memory.model import Schedule
from trainer.store.event import EventKind


class Role(StrEnum):
    """A moment for which a line can be ready."""

    BEGIN = "begin"
    WHAT_I_DO = "what-i-do"
    GOODBYE = "goodbye"
    ASK = "ask"
    OFFER = "offer"
    IF_THEN = "if-then"
    REFRAME = "reframe"
    """An answer to an objection of one's own."""
    NERVES = "nerves"


TAGS: Mapping[Role, frozenset[str]] = {
    Role.BEGIN: frozenset({"eerste zin", "first line"}),
    Role.WHAT_I_DO: frozenset({"wat doe je", "what do you do", "pitch"}),
    Role.GOODBYE: frozenset({"afronden", "closing"}),
    Role.ASK: frozenset({"vraag", "ask"}),
    Role.OFFER: frozenset({"aanbod", "offer"}),
    Role.IF_THEN: frozenset({"als-dan", "if-then"}),
    Role.REFRAME: frozenset({"bezwaar", "objection"}),
    Role.NERVES: frozenset({"zenuwen", "nerves"}),
}
"""The tags that say what a card is for, as decks/README.md lists them."""

WRITTEN_FOR: Mapping[Role, Mapping[EventKind, tuple[str, ...]]] = {
    Role.BEGIN: {
        EventKind.DRINKS: ("open-coffee", "open-after-talk"),
        EventKind.ONLINE: ("open-breakout",),
        EventKind.ONE_TO_ONE: ("open-one-to-one", "open-coffee"),
    },
    Role.WHAT_I_DO: dict.fromkeys(EventKind, ("pitch-10",)),
    Role.GOODBYE: {
        EventKind.DRINKS: ("et-exit",),
        EventKind.ONLINE: ("et-leave-call", "et-exit"),
        EventKind.ONE_TO_ONE: ("et-close-chat", "et-exit"),
    },
    Role.ASK: dict.fromkeys(EventKind, ("pitch-ask",)),
    Role.OFFER: dict.fromkeys(EventKind, ("pitch-offer",)),
    Role.IF_THEN: {
        EventKind.DRINKS: ("open-plan", "pitch-plan"),
        EventKind.ONLINE: ("pitch-plan",),
        EventKind.ONE_TO_ONE: ("pitch-plan",),
    },
    Role.REFRAME: dict.fromkeys(EventKind, ("re-hand",)),
    Role.NERVES: dict.fromkeys(EventKind, ("re-nervous",)),
}
"""The bundled cards for each moment, by their Id, the best first."""


def cards_for(
    kind: EventKind,
    decks: Sequence[Deck],
    library: Sequence[Deck],
    schedules: Mapping[CardKey, Schedule],
    *,
    language: Language,
) -> Mapping[Role, Card]:
    """The card for each moment that has one. `decks` are the meeting's, `library` all there are."""
    found = {}
    for role in Role:
        if (card := _card_for(role, kind, decks, library, schedules, language)) is not None:
            found[role] = card
    return found


def _card_for(
    role: Role,
    kind: EventKind,
    decks: Sequence[Deck],
    library: Sequence[Deck],
    schedules: Mapping[CardKey, Schedule],
    language: Language,
) -> Card | None:
    mine = _tagged(role, (deck for deck in decks if deck.own))
    bundled = _tagged(role, (deck for deck in decks if not deck.own and deck.language == language))
    if role is Role.REFRAME and (missed := _most_missed((*mine, *bundled), schedules)) is not None:
        return missed
    by_id = {
        card.key.partition("#")[2]: card
        for deck in library
        if not deck.own and deck.language == language
        for card in deck.cards
        if isinstance(card.answer, OwnWords)
    }
    meant = [by_id[name] for name in WRITTEN_FOR[role][kind] if name in by_id]
    return next(iter((*mine, *meant, *bundled)), None)


def _tagged(role: Role, decks: Iterable[Deck]) -> tuple[Card, ...]:
    """Cards in own words with one of the role's tags, those for just before a meeting first."""
    wanted = TAGS[role]
    found = [
        card
        for deck in decks
        for card in deck.cards
        if isinstance(card.answer, OwnWords) and any(fold(tag) in wanted for tag in card.tags)
    ]
    return tuple(sorted(found, key=lambda card: card.just_before or 9))


def _most_missed(cards: Iterable[Card], schedules: Mapping[CardKey, Schedule]) -> Card | None:
    """The card that was known and missed most often; None where none ever was."""
    lapses = {card: schedules[card.key].lapses for card in cards if card.key in schedules}
    worst = max(lapses, key=lambda card: lapses[card], default=None)
    return worst if worst is not None and lapses[worst] else None


FAMILIAR = frozenset({"je", "jij", "jou", "jouw", "jullie"})
FORMAL = frozenset({"u", "uw"})
"""How Dutch addresses people."""


def fits(model: str, *, formal: bool, language: Language) -> bool:
    """Whether an example addresses people as wanted, with "u" or with "je"; one that addresses nobody fits both.

    Only Dutch makes the difference.
    """
    return language != "nl" or (FAMILIAR if formal else FORMAL).isdisjoint(words(model))


def is_example(card: Card, line: str) -> bool:
    """Whether a line is the deck's example, word for word. What stands in a deck of one's own is one's own."""
    models = card.answer.models if isinstance(card.answer, OwnWords) else ()
    return not card.deck.startswith("own/") and any(words(line) == words(model) for model in models)


def fitting(models: Sequence[str], *, formal: bool, language: Language) -> tuple[str, ...]:
    """The examples that address people as wanted; where those are fewer than two the others come behind them."""
    wanted = [model for model in models if fits(model, formal=formal, language=language)]
    others = [] if len(wanted) > 1 else [model for model in models if model not in wanted]
    return (*wanted, *others)
