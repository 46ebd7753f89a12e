"""What a sitting came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trainer.cards.model import CardKey
from trainer.memory.model import Grade
from trainer.store.review import Review


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sitting came to."""

    answered: int
    known: tuple[CardKey, ...]
    """Right at the first asking."""
    learned: tuple[CardKey, ...]
    """New, or missed at first, and right by the end."""
    later: tuple[CardKey, ...]
    """Not right yet: they wait at the front of the next sitting."""
    back: Mapping[CardKey, date]
    """When each card comes again."""
    seconds: float


def outcome(reviews: tuple[Review, ...]) -> Outcome:
    """Sum up a sitting's reviews, oldest first."""
    first: dict[CardKey, Review] = {}
    last: dict[CardKey, Review] = {}
    for review in reviews:
        first.setdefault(review.card, review)
        last[review.card] = review
    later = tuple(key for key, review in last.items() if review.grade is Grade.AGAIN)
    known = tuple(
        key for key, review in first.items() if review.grade is not Grade.AGAIN and review.before and key not in later
    )
    return Outcome(
        answered=len(reviews),
        known=known,
        learned=tuple(key for key in last if key not in later and key not in known),
        later=later,
        back={key: review.after.due for key, review in last.items()},
        seconds=sum(review.seconds for review in reviews),
    )
