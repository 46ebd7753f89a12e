"""FSRS-6 as plain functions, for the thousands of reviews that the planner imagines.

Stability is in days, difficulty runs from 1 to 10, elapsed time is in days and may be a fraction. What is recorded goes
through `scheduler`; a test holds these functions to the `fsrs` library.
Source: FSRS-6, github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm.
"""

from __future__ import annotations

from math import exp
from math import pow as power

from trainer.memory.model import Grade

W: tuple[float, ...] = (
    *(0.212, 1.2931, 2.3065, 8.2956),  # the first stability of each grade
    *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty
    *(1.8722, 0.1666, 0.796),  # stability after a success
    *(1.4835, 0.0614, 0.2629, 1.6483),  # stability after a miss
    *(0.6014, 1.8729),  # hard and easy
    *(0.5425, 0.0912, 0.0658),  # a second review on the same day
    0.1542,  # how fast the forgetting curve flattens
)
"""The published weights, those of `fsrs`; written here because loading it takes 60 ms."""
SHORTEST = 0.001
"""Days: no stability is below it."""

_DECAY = -W[20]
_FACTOR = power(0.9, 1 / _DECAY) - 1
_GROWTH = exp(W[8])
_SAME_DAY = exp(W[17] * W[18])
_SAME_DAY_MISS = exp(-2.0 * W[17])
_EASIEST = W[4] - exp(W[5] * 3) + 1
_SHIFT = {grade: -W[6] * (grade - 3) / 9 for grade in Grade}
_BONUS = {Grade.HARD: W[15], Grade.GOOD: 1.0, Grade.EASY: W[16]}


def recall(elapsed: float, stability: float) -> float:
    """The chance, 0..1, of recall so many days after the last review; before it, as at it."""
    return power(1.0 + _FACTOR * elapsed / stability, _DECAY) if elapsed > 0.0 else 1.0


def first(grade: Grade) -> tuple[float, float]:
    """Stability and difficulty after the first review."""
    return W[grade - 1], min(max(W[4] - exp(W[5] * (grade - 1)) + 1, 1.0), 10.0)


def after(stability: float, difficulty: float, elapsed: float, grade: Grade) -> tuple[float, float]:
    """Stability and difficulty after a review so many days after the one before; below a day it is the same day."""
    if grade is Grade.AGAIN:
        return stability_missed(stability, difficulty, elapsed), next_difficulty(difficulty, grade)
    return stability_right(stability, difficulty, elapsed, grade), next_difficulty(difficulty, grade)


def next_difficulty(difficulty: float, grade: Grade) -> float:
    moved = difficulty + (10.0 - difficulty) * _SHIFT[grade]
    return min(max(W[7] * _EASIEST + (1.0 - W[7]) * moved, 1.0), 10.0)


def stability_right(stability: float, difficulty: float, elapsed: float, grade: Grade = Grade.GOOD) -> float:
    """The stability after a success."""
    if elapsed < 1.0:
        grown = _SAME_DAY * exp(W[17] * (grade - 3)) * power(stability, -W[19])
        return max(stability * max(grown, 1.0), SHORTEST)
    forgotten = 1.0 - recall(elapsed, stability)
    growth = _GROWTH * (11.0 - difficulty) * power(stability, -W[9]) * (exp(forgotten * W[10]) - 1.0)
    return max(stability * (1.0 + growth * _BONUS[grade]), SHORTEST)


def stability_missed(stability: float, difficulty: float, elapsed: float) -> float:
    """The stability after a miss."""
    if elapsed < 1.0:
        return max(stability * _SAME_DAY * _SAME_DAY_MISS * power(stability, -W[19]), SHORTEST)
    forgotten = 1.0 - recall(elapsed, stability)
    long_term = W[11] * power(difficulty, -W[12]) * (power(stability + 1.0, W[13]) - 1.0) * exp(forgotten * W[14])
    return max(min(long_term, stability / _SAME_DAY), SHORTEST)


def outcomes(stability: float, difficulty: float, elapsed: float) -> tuple[float, float]:
    """The stability after Good and after a miss: as the two above, in the time of one."""
    if elapsed < 1.0:
        grown = _SAME_DAY * power(stability, -W[19])
        right = stability * grown if grown > 1.0 else stability
        return max(right, SHORTEST), max(stability * grown * _SAME_DAY_MISS, SHORTEST)
    forgotten = 1.0 - power(1.0 + _FACTOR * elapsed / stability, _DECAY)
    growth = _GROWTH * (11.0 - difficulty) * power(stability, -W[9]) * (exp(forgotten * W[10]) - 1.0)
    missed = W[11] * power(difficulty, -W[12]) * (power(stability + 1.0, W[13]) - 1.0) * exp(forgotten * W[14])
    return max(stability * (1.0 + growth), SHORTEST), max(min(missed, stability / _SAME_DAY), SHORTEST)
