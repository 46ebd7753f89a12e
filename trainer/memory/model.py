"""What is remembered of a card, in FSRS's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum


class Grade(IntEnum):
    """How well a card was recalled, as FSRS takes it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Schedule:
    """A card's memory state after its last review, and the day it is asked again."""

    stability: float
    """Days until recall falls to 90 %; above 0."""
    difficulty: float
    """1 (easy) to 10."""
    due: date
    """The study day from which it is asked again. After Again it is the day itself, until it is right once."""
    day: date
    """The study day of the last review: FSRS counts the days between study days."""
    at: datetime
    """The instant of the last review, with its time zone."""
    reviews: int
    """How many reviews led here, 1 or more."""
    lapses: int
    """How often it was known and then missed."""
    last_review: int
    """The id of the review that led here."""

    @property
    def known(self) -> bool:
        """Whether it was right the last time; after a miss it is due on the day itself."""
        return self.due > self.day
