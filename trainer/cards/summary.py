"""What a check of a deck comes to, in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trainer.cards.model import Deck, Kind, Level
from trainer.i18n import Message, Value, message


def summary(deck: Deck) -> Message:
    """How many cards of each kind there are, and how many of the deck's problems are mistakes or remarks."""
    kinds = Counter(card.kind for card in deck.cards)
    stops = sum(problem.level is Level.STOP for problem in deck.problems)
    others = len(deck.problems) - stops
    counted: dict[str, Value] = {
        "title": deck.title,
        "cards": message("deck.cards", n=len(deck.cards)),
        "mistakes": message("deck.mistakes", n=stops) if stops else message("deck.no_mistakes"),
        "remarks": message("deck.remarks", n=others) if others else message("deck.no_remarks"),
    }
    if not kinds:
        return message("deck.summary_empty", **counted)
    return message("deck.summary", kinds=kinds_said(kinds), **counted)


def problems_said(deck: Deck) -> Message | None:
    """How many mistakes and remarks there are about a deck's file: the same wherever it is said; None without any."""
    found = [problem for problem in deck.problems if problem.message.key != "deck.empty"]
    stops = sum(problem.level is Level.STOP for problem in found)
    others = len(found) - stops
    parts = [message("deck.mistakes", n=stops)] if stops else []
    parts += [message("deck.remarks", n=others)] if others else []
    return listed(*parts) if parts else None


def kinds_said(kinds: Mapping[Kind, int]) -> Message:
    """How many there are of each kind, of which there is at least one."""
    return listed(*(message(f"deck.n_{kind}", n=n) for kind in Kind if (n := kinds.get(kind, 0))))


def listed(first: Message, *rest: Message) -> Message:
    """One after the other, with commas."""
    for other in rest:
        first = message("deck.and", first=first, rest=other)
    return first
