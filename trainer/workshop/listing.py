"""The cards of decks as a list shows them: all of them, or those that ask for a look."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from trainer.cards.lint import lint
from trainer.cards.model import Card, Deck, Level, Problem
from trainer.store.store import Store
from trainer.workshop.bench import MOST_JUDGED, Workshop, looked_over

SOME = ("all", "aside", "flagged", "problems")
"""Which cards are listed: all, those that were put aside, those that are flagged, and those that could be better."""


class Row(NamedTuple):
    """A line of the list that stands for a card."""

    id: str
    deck: str
    """The key of its deck."""
    line: int
    """Where the card's heading stands in the file."""
    question: str
    card: Card | None
    """None for one that is left out until it is mended."""


def row_of(card: Row | Card) -> Row:
    return card if isinstance(card, Row) else Row(card.key, card.deck, card.line, card.prompt, card)


def rows_of(workshop: Workshop, deck: Deck) -> list[Row]:
    """A deck's cards in the author's order, with those that are left out in their places."""
    rows = [row_of(card) for card in deck.cards]
    out = [
        Row(f"{deck.key} line {gone.line}", deck.key, gone.line, gone.question, None)
        for gone in workshop.left_out(deck)
    ]
    return sorted([*rows, *out], key=lambda row: row.line) if out else rows


def picked(cards: Iterable[Card], some: str, store: Store) -> list[Card]:
    """Of these cards those that were put aside, or those that are flagged."""
    keys = store.suspended() if some == "aside" else store.flagged()
    return [card for card in cards if card.key in keys]


def problems_by_line(problems: Sequence[Problem], rows: Iterable[Row]) -> Mapping[int, list[Problem]]:
    """What its author may want to change about each card, by the line of its heading."""
    lines = sorted(row.line for row in rows)
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        if place := bisect_right(lines, problem.line):
            found[lines[place - 1]].append(problem)
    return found


def to_mend(workshop: Workshop) -> Iterator[Row]:
    """The cards of the learner's own that could be better, and those that are left out until they are mended.

    The judge has a say only where it takes a second at most; deck by deck it has one in each.
    """
    own = [deck for deck in workshop.desk.library.decks if deck.own]
    few = sum(len(deck.cards) for deck in own) <= MOST_JUDGED
    for deck in own:
        rows = rows_of(workshop, deck)
        problems = looked_over(deck).problems if few else (*deck.problems, *lint(deck))
        found = problems_by_line([problem for problem in problems if problem.level is not Level.NOTE], rows)
        yield from (row for row in rows if row.card is None or row.line in found)
