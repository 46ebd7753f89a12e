"""What is said of a file before it is brought in, and of what became of it: on every face the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from trainer.bring.model import Brought
from trainer.bring.planned import Arrived, Planned
from trainer.bring.shape import one_line
from trainer.cards.draft import shorten
from trainer.cards.form import CardForm
from trainer.cards.summary import kinds_said, listed
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
            yield _sample(card.form)
        if plan.new:
            yield message("exchange.new_deck")
        if plan.edits:
            (into, *_) = [plan.match.target] if plan.match.target else [edit.deck for edit in plan.edits]
            yield message("exchange.update", title=into.title)
            counts = {"exchange.n_new": plan.added, "exchange.n_changed": plan.changed, "exchange.n_kept": plan.kept}
            what = _counted(counts)
            yield message("exchange.will", what=what) if what else message("exchange.will_nothing")
        for pair in plan.reworded[:MOST_NAMED]:
            was, now = (shorten(" ".join(text.split())) for text in (pair.was.prompt, pair.card.prompt))
            yield message("exchange.reworded", was=was, now=now)
        if len(plan.reworded) > MOST_NAMED:
            yield message("exchange.clashes", n=len(plan.reworded) - MOST_NAMED)
        yield from _clashes(plan.clashes)
        if plan.faulty:
            yield message("exchange.faulty", n=plan.faulty)


def became(arrived: Arrived) -> Iterator[Message]:
    """What became of one deck."""
    counts = {
        "exchange.n_added": arrived.added,
        "exchange.n_changed": arrived.changed,
        "exchange.n_answers": arrived.reviews,
    }
    same = not (arrived.kept or arrived.faulty or arrived.earlier)
    nothing = message("exchange.nothing_new" if same else "exchange.nothing_changed")
    yield message("exchange.arrived", title=arrived.deck.title, what=_counted(counts) or nothing)
    if arrived.kept:
        yield message("exchange.kept", n=arrived.kept)
    yield from _clashes(arrived.clashes)
    if arrived.faulty:
        yield message("exchange.faulty", n=arrived.faulty)
    if arrived.woven:
        yield message("exchange.woven", n=arrived.woven)
    if arrived.earlier:
        yield message("exchange.earlier", n=arrived.earlier)


def _sample(form: CardForm) -> Message:
    """A card with its answer, so that a wrong column is seen before anything is written."""
    question, answer = shorten(form.question), form.answer or " / ".join(form.models or form.items)
    if answer:
        return message("exchange.sample", question=question, answer=shorten(one_line(answer)))
    return message("exchange.sample_gap", question=question)


def _counted(counts: Mapping[str, int]) -> Message | None:
    """How many there are of each, of which there is at least one; None where there is nothing."""
    parts = [message(key, n=n) for key, n in counts.items() if n]
    return listed(*parts) if parts else None


def _clashes(questions: tuple[str, ...]) -> Iterator[Message]:
    for question in questions[:MOST_NAMED]:
        yield message("exchange.clash", question=shorten(" ".join(question.split())))
    if len(questions) > MOST_NAMED:
        yield message("exchange.clashes", n=len(questions) - MOST_NAMED)
