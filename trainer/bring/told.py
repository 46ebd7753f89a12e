"""What is said of a file before it is brought in, and of what became of it: on every face the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from trainer.bring.model import Brought
from trainer.bring.planned import Arrived, Planned
from trainer.cards.draft import shorten
from trainer.cards.summary import kinds_said
from trainer.i18n import Message, message

SHOWN = 3
"""How many cards of each deck are shown before it is brought in."""
MOST_NAMED = 20
"""Cards that are named one by one; more are counted."""


def understood(brought: Brought, planned: Iterable[Planned]) -> Iterator[Message]:
    """What was understood and left out, then each deck with its first cards and what becomes of them."""
    yield from brought.notes
    for deck, plan in zip(brought.decks, planned, strict=True):
        kinds = {"kinds": kinds_said(Counter(card.kind for card in deck.read))} if deck.read else {}
        found = message(
            "exchange.found_kinds" if kinds else "exchange.found", title=deck.title, n=len(deck.cards), **kinds
        )
        answers = sum(len(card.past.history) for card in deck.cards)
        yield message("exchange.with_history", deck=found, n=answers) if answers else found
        for card in deck.cards[:SHOWN]:
            yield message("exchange.sample", question=shorten(" ".join(card.form.question.split())))
        if plan.new:
            yield message("exchange.new_deck")
        if plan.edits:
            (into, *_) = [plan.match.target] if plan.match.target else [edit.deck for edit in plan.edits]
            yield message("exchange.update", title=into.title)
            yield message("exchange.will", added=plan.added, changed=plan.changed, kept=plan.kept)
        yield from _clashes(plan.clashes)
        if plan.faulty:
            yield message("exchange.faulty", n=plan.faulty)


def became(arrived: Arrived) -> Iterator[Message]:
    """What became of one deck."""
    yield message(
        "exchange.arrived",
        title=arrived.deck.title,
        added=arrived.added,
        changed=arrived.changed,
        reviews=arrived.reviews,
    )
    if arrived.kept:
        yield message("exchange.kept", n=arrived.kept)
    yield from _clashes(arrived.clashes)
    if arrived.faulty:
        yield message("exchange.faulty", n=arrived.faulty)
    if arrived.woven:
        yield message("exchange.woven", n=arrived.woven)
    if arrived.earlier:
        yield message("exchange.earlier", n=arrived.earlier)


def _clashes(questions: tuple[str, ...]) -> Iterator[Message]:
    for question in questions[:MOST_NAMED]:
        yield message("exchange.clash", question=shorten(" ".join(question.split())))
    if len(questions) > MOST_NAMED:
        yield message("exchange.clashes", n=len(questions) - MOST_NAMED)
