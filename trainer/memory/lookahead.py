"""What it is worth to ask a card now: the gain in recall at an event for each second that asking takes.

Everything here is in days as floats, counted from one instant that the caller chooses, and in seconds of practice.

A card is worth the best of what may still happen to it: it is left alone until the event, or it is asked once more in
the last sitting, less the price of the seconds that this takes. Asking it now gains what both outcomes are worth, each
with its chance, less what leaving it is worth. So a card that a later sitting will do better is left to that sitting.

Memory after a review is what `scheduler.review` will record: whole study days between reviews, and the short-term
formula within one study day. The chance of recall itself follows the clock, in fractions of a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor
from typing import NamedTuple

from trainer.memory.formulas import first, next_difficulty, outcomes, recall
from trainer.memory.model import Grade

UNSEEN = 0.05
"""The chance, 0..1, of recalling a card that was never seen: someone may know it from elsewhere."""
KNOWN = 0.985
MISSED = 0.8
"""What FSRS-6's chance of recall is multiplied by where the last answer was right, and where it was a miss.

FSRS-6 knows least about the same day: it has a card that was just missed for the first time recalled after half an hour
with a chance of 0.986. FSRS-7, which was fitted to such reviews, says 0.69, a power law some 0.87. Without this the
planner shows each card once and leaves all to the last sitting, and the readiness shown is 5 to 12 points too high;
with it, within some 3 points. Found by simulation, on other learners than those reported (tests/bench/simulator.py)."""

GOOD_AT_FIRST, AGAIN_AT_FIRST = first(Grade.GOOD), first(Grade.AGAIN)


class State(NamedTuple):
    """A memory: stability in days, difficulty 1..10, and when it was last reviewed."""

    stability: float
    difficulty: float
    at: float
    sure: float
    """`KNOWN` or `MISSED`, as the last answer was."""

    def recall(self, at: float) -> float:
        """The chance of recall at an instant."""
        return self.sure * recall(at - self.at, self.stability)


class Cost(NamedTuple):
    """What asking a card takes in seconds, when it is right and when it is missed."""

    right: float
    miss: float

    def expected(self, chance: float) -> float:
        return chance * self.right + (1.0 - chance) * self.miss


class Later(NamedTuple):
    """The last sitting before the event, in which a card may still be asked once.

    Once in a sitting before it is worth more for one memory in a thousand; to look at both gained nothing in the
    simulation.
    """

    at: float
    day: int
    """Its study day, as `Horizon.day` numbers them."""
    price: float
    """What a second of it is worth elsewhere, in recall."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """An event and the practice to come before it."""

    event: float
    morning: float
    """How far into its study day the zero of the clock lies, in days."""
    later: Later | None = None
    """None in the last sitting itself."""
    floor: float = 0.0
    """Recall a second below which asking is not worth a learner's time."""
    again: float = 1.0
    """How many times over it counts to ask a card again on the day on which it was just missed."""

    def day(self, at: float) -> int:
        """The study day of an instant."""
        return floor(at + self.morning)

    def moved(self, days: float) -> Horizon:
        """The same, seen from a clock that was set back."""
        later = self.later and self.later._replace(at=self.later.at + days)
        return replace(self, event=self.event + days, morning=self.morning - days, later=later)

    def at_event(self, state: State | None) -> float:
        """The chance of recall at the event if nothing more is done."""
        return UNSEEN if state is None else state.recall(self.event)

    def chance(self, state: State | None, at: float) -> float:
        """The chance of recall at an instant."""
        return UNSEEN if state is None else state.recall(at)

    def outcomes(self, state: State | None, at: float) -> tuple[State, State]:
        """The memory after a success and after a miss."""
        if state is None:
            return State(*GOOD_AT_FIRST, at, KNOWN), State(*AGAIN_AT_FIRST, at, MISSED)
        stability, difficulty, last, _ = state
        right, missed = outcomes(stability, difficulty, self.day(at) - self.day(last))
        return (
            State(right, next_difficulty(difficulty, Grade.GOOD), at, KNOWN),
            State(missed, next_difficulty(difficulty, Grade.AGAIN), at, MISSED),
        )

    def asked_once(self, state: State | None, at: float, day: int) -> tuple[float, float]:
        """The chance of a success at an instant, and of recall at the event when it is asked then and never again."""
        left = self.event - at
        if state is None:
            right, missed, chance = GOOD_AT_FIRST[0], AGAIN_AT_FIRST[0], UNSEEN
        else:
            stability, difficulty, last, sure = state
            chance = sure * recall(at - last, stability)
            right, missed = outcomes(stability, difficulty, day - floor(last + self.morning))
        return chance, chance * KNOWN * recall(left, right) + (1.0 - chance) * MISSED * recall(left, missed)

    def value(self, state: State | None, cost: Cost) -> float:
        """The recall at the event that a card is good for when it is left alone now."""
        left_alone = self.at_event(state)
        if self.later is None:
            return left_alone
        at, day, price = self.later
        chance, reached = self.asked_once(state, at, day)
        return max(left_alone, reached - price * (chance * cost.right + (1.0 - chance) * cost.miss))

    def score(self, state: State | None, cost: Cost, now: float) -> float:
        """What asking a card now gains, in recall at the event for each second."""
        chance = self.chance(state, now)
        right, missed = self.outcomes(state, now)
        gain = chance * self.value(right, cost) + (1.0 - chance) * self.value(missed, cost) - self.value(state, cost)
        if state is not None and state.sure == MISSED and self.day(state.at) == self.day(now):
            gain *= self.again
        return gain / cost.expected(chance)


def price_of(
    cards: Iterable[tuple[State | None, Cost]], horizon: Horizon, at: float, seconds: float
) -> tuple[float, float]:
    """What a second of practice is worth, and how many seconds it would take to ask every card until it is right.

    It is worth what the last card that fits in gains a second, when it is asked at `at`; 0 when all fit.
    """
    day = horizon.day(at)
    gains, needed = [], 0.0
    for state, cost in cards:
        chance, reached = horizon.asked_once(state, at, day)
        expected = cost.expected(chance)
        taken = expected + (1.0 - chance) * cost.right
        gains.append(((reached - horizon.at_event(state)) / expected, taken))
        needed += taken
    if needed <= seconds:
        return 0.0, needed
    gains.sort(reverse=True)
    left = seconds
    for gain, taken in gains:
        left -= taken
        if left < 0:
            return max(gain, 0.0), needed
    return 0.0, needed
