"""FSRS-6 scheduling, by the `fsrs` library.

Decided once, here: the days between two reviews are days between *study days* (as Anki counts them), so the hour of the
day never moves a card; two reviews on one study day use FSRS's short-term formula. There are no learning steps in
minutes: a missed card stays due on its day until it is right once, and the session brings it back by itself.

Intervals are spread a little (fuzz), so that cards learned together part ways. The spread depends only on the card
and how often it was reviewed: the interval shown before a choice is what it gives, a replay gives the same days, and
a better grade never brings a card back sooner.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from trainer.memory.model import Grade, Schedule

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

FUZZ: tuple[tuple[float, float, float], ...] = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""From which and up to which interval in days, by which share of it: the ranges of FSRS."""
LONGEST = 36_500
"""Days, as in FSRS."""


@lru_cache(maxsize=4)
def _scheduler(retention: float) -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,  # it draws from the global generator: a replay would give other days
    )


def warm_up() -> None:
    """Load `fsrs` ahead of the first answer."""
    _scheduler(0.9)


def _noon(day: date) -> datetime:
    """A study day as FSRS takes it: the same hour every day, so that it counts days between days."""
    return datetime.combine(day, time(12), UTC)


def _card(schedule: Schedule | None) -> Card:
    from fsrs import Card, State

    if schedule is None:
        return Card(card_id=0)
    return Card(
        card_id=0,
        state=State.Review,
        stability=schedule.stability,
        difficulty=schedule.difficulty,
        due=_noon(schedule.due),
        last_review=_noon(schedule.day),
    )


def review(
    schedule: Schedule | None,
    grade: Grade,
    *,
    card: str,
    at: datetime,
    day: date,
    review_id: int,
    retention: float = 0.9,
) -> Schedule:
    """The memory state after a review of `card` at `at`, on study day `day`.

    `schedule` is None for a new card. `retention` is the desired retention, 0.7..0.97. A clock that stepped back counts
    as no time at all. Source: FSRS-6, github.com/open-spaced-repetition.
    """
    from fsrs import Rating

    counted = day if schedule is None else max(day, schedule.day)
    after, _ = _scheduler(retention).review_card(_card(schedule), Rating(int(grade)), _noon(counted))
    assert after.stability is not None
    assert after.difficulty is not None
    reviews = 1 if schedule is None else schedule.reviews + 1
    lapses = 0 if schedule is None else schedule.lapses + (schedule.known and grade is Grade.AGAIN)
    due = day
    if grade is not Grade.AGAIN:
        due = counted + timedelta(days=fuzzed((after.due - _noon(counted)).days, card=card, reviews=reviews))
    return Schedule(
        stability=after.stability,
        difficulty=after.difficulty,
        due=due,
        day=counted,
        at=at,
        reviews=reviews,
        lapses=lapses,
        last_review=review_id,
    )


def choices(
    schedule: Schedule | None, *, card: str, at: datetime, day: date, retention: float = 0.9
) -> Mapping[Grade, Schedule]:
    """What each grade would give: what is shown beside its key is what it does."""
    return {
        grade: review(schedule, grade, card=card, at=at, day=day, review_id=0, retention=retention) for grade in Grade
    }


def recall(schedule: Schedule, day: date) -> float:
    """The chance, 0..1, that the card is recalled on a study day. Source: FSRS-6, the forgetting curve."""
    return _scheduler(0.9).get_card_retrievability(_card(schedule), _noon(max(day, schedule.day)))


def fuzzed(days: int, *, card: str, reviews: int) -> int:
    """An interval in days, spread by at most FSRS's range; below 2.5 days as it is."""
    if days < FUZZ[0][0]:
        return days
    spread = 1.0 + sum(share * max(min(days, high) - low, 0.0) for low, high, share in FUZZ)
    low, high = max(2, round(days - spread)), min(LONGEST, round(days + spread))
    share = Random(f"{card}\n{reviews}").random()  # noqa: S311 -- a spread, not a secret
    return low + int(share * (high - low + 1))  # one share for all grades: a longer interval stays the longer one
