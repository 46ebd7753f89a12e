"""The cards of decks as a list shows them: all of them, or those that ask for a look."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from trainer.cards.model import Card, Deck, Problem
from trainer.store.store import Store
from trainer.workshop.bench import Workshop, looked_over

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


def could_be_better(deck: Deck, rows: Iterable[Row]) -> Mapping[int, list[Problem]]:
    """What its author may want to change about each card of a deck, by the line of its heading; also what is only
    worth knowing: that a point knows one wording, or that two cards take one another's answers.

    A second for a deck whose answers are judged.
    """
    lines = sorted(row.line for row in rows)
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in looked_over(deck).problems:
        if place := bisect_right(lines, problem.line):
            found[lines[place - 1]].append(problem)
    return found


def to_mend(rows: Iterable[Row], problems: Mapping[int, list[Problem]]) -> list[Row]:
    """The cards that could be better, and those that are left out until they are mended."""
    return [row for row in rows if row.card is None or row.line in problems]
