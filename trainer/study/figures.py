"""What the history adds up to: how much was practised, and how much was remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trainer.memory.model import Grade
from trainer.store.review import Review


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """0..1; None where there is nothing to divide by."""
        return self.hits / self.of if self.of else None

    def plus(self, *, hit: bool) -> Share:
        return Share(self.hits + hit, self.of + 1)


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums over some reviews."""

    reviews: int = 0
    seconds: float = 0.0
    retained: Share = Share()
    """Of the cards that came back on a later day, those known when they were first asked again."""
    overruled: Share = Share()
    """Of all answers, those where the learner disagreed with the verdict."""

    def plus(self, review: Review) -> Figures:
        return Figures(
            reviews=self.reviews + 1,
            seconds=self.seconds + review.seconds,
            retained=self.retained.plus(hit=review.grade is not Grade.AGAIN) if came_back(review) else self.retained,
            overruled=self.overruled.plus(hit=review.override),
        )


@dataclass(frozen=True, slots=True)
class History:
    """The sums over everything, and over each deck."""

    total: Figures
    decks: Mapping[str, Figures]
    """By deck key, the most practised first."""
    first: date | None
    """The first study day with an answer."""
    days: int
    """How many study days have one."""


def came_back(review: Review) -> bool:
    """Whether the review says something about memory: the first asking of a card last seen on an earlier day."""
    return not review.repeat and review.before is not None and review.before.day < review.day


def history(reviews: Iterable[Review]) -> History:
    """Add up the reviews in one pass; what it keeps grows with decks and days, not with answers."""
    total, decks, days = Figures(), dict[str, Figures](), set[date]()
    for review in reviews:
        total = total.plus(review)
        decks[review.deck] = decks.get(review.deck, Figures()).plus(review)
        days.add(review.day)
    by_use = dict(sorted(decks.items(), key=lambda item: item[1].reviews, reverse=True))
    return History(total, by_use, min(days, default=None), len(days))
