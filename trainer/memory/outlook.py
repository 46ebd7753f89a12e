"""How ready a learner will be for an event, with the practice that is planned and without any.

The plan is played through once, without chance: a card that may be right or missed becomes two memories, each with its
weight. Each sitting asks what the planner would ask, as far as its seconds go; a missed card is asked once more in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from heapq import heapify, heappop, heappush

from trainer.days import DAY_START
from trainer.memory.lookahead import Cost, Horizon, State
from trainer.memory.planner import Candidate, Clock, Sitting, floor_of, horizon_of

BRANCHES = 3
"""How many memories a card is taken to have at most: with more, a readiness moves by less than half a point."""
ASKED = 2
"""How often a sitting asks a card at most, beside asking again what was missed."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The share of an event's cards that the learner will recall at the event."""

    expected: float
    """0..1; 0 without any cards."""
    total: int
    """How many cards there are."""

    @property
    def likely(self) -> int:
        """How many cards that is."""
        return round(self.expected * self.total)


@dataclass(frozen=True, slots=True)
class Point:
    """What the learner can recall at one moment, as shares of the cards, 0..1."""

    at: datetime
    without: float
    practised: float
    """Where there is practice at that moment: right after it."""


@dataclass(frozen=True, slots=True)
class Stint:
    """What a sitting is going to be."""

    at: datetime
    cards: int
    new: int
    """How many of them were never asked before."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The days until an event."""

    without: Readiness
    practised: Readiness
    curve: tuple[Point, ...]
    """From now to the event, a point for each sitting; what was practised never counts for less than nothing."""
    sittings: tuple[Stint, ...]


Branches = list[tuple[float, State | None]]
"""The memories that a card may have, with their weights, which sum to 1."""


def outlook(
    candidates: Iterable[Candidate],
    *,
    now: datetime,
    event: datetime,
    sittings: Sequence[Sitting],
    day_start: time = DAY_START,
    new_until: datetime | None = None,
) -> Outlook:
    """Play the plan through. `sittings` is the practice still to come, in order; those after the event are left out."""
    clock = Clock.at(now, day_start)
    at_event = clock.days(event)
    new_before = None if new_until is None else clock.days(new_until)
    cards = list(candidates)
    costs = [Cost(card.seconds_right, card.seconds_miss) for card in cards]
    plain: list[Branches] = [[(1.0, clock.state(card.memory))] for card in cards]
    held = list(plain)
    coming = [(max(clock.days(sitting.at), 0.0), sitting) for sitting in sittings if clock.days(sitting.at) < at_event]
    bare = Horizon(at_event, 0.0)
    curve: list[Point] = []
    stints: list[Stint] = []
    for n, (at, sitting) in enumerate(coming):
        later = [(then, after.seconds) for then, after in coming[n + 1 :]]
        heaviest = [max(branches, key=lambda branch: branch[0])[1] for branches in held]
        horizon = horizon_of(zip(heaviest, costs, strict=True), clock, at_event, later)
        with_new = new_before is None or at < new_before
        held, stint = _practised(held, costs, horizon, at, sitting, floor_of(len(later)), with_new=with_new)
        stints.append(stint)
        before = _mean(plain, bare, at)
        curve.append(Point(sitting.at, before, max(before, _mean(held, bare, at))))
    without = Readiness(_mean(plain, bare, at_event), len(cards))
    practised = Readiness(max(without.expected, _mean(held, bare, at_event)), len(cards))
    curve.append(Point(event, without.expected, practised.expected))
    return Outlook(without, practised, tuple(curve), tuple(stints))


def _practised(
    held: Sequence[Branches],
    costs: Sequence[Cost],
    horizon: Horizon,
    at: float,
    sitting: Sitting,
    floor: float,
    *,
    with_new: bool,
) -> tuple[list[Branches], Stint]:
    """The cards after a sitting, and what it was."""
    after = list(held)
    worth: dict[Cost, float] = {}  # unseen cards that cost the same are alike
    ranked: list[tuple[float, int, int]] = []
    for n, branches in enumerate(held):
        if branches[0][1] is not None:
            ranked.append((-_score(branches, costs[n], horizon, at), n, 1))
        elif with_new:
            if costs[n] not in worth:
                worth[costs[n]] = _score(branches, costs[n], horizon, at)
            ranked.append((-worth[costs[n]], n, 1))
    heapify(ranked)
    left, asked, new = sitting.seconds, set[int](), 0
    while ranked and left > 0:
        score, n, time_asked = heappop(ranked)
        if -score <= floor:
            break
        new += after[n][0][1] is None
        after[n], seconds = _asked(after[n], costs[n], horizon, at)
        asked.add(n)
        left -= seconds
        if time_asked < ASKED:
            heappush(ranked, (-_score(after[n], costs[n], horizon, at), n, time_asked + 1))
    return after, Stint(sitting.at, len(asked), new, max(0.0, min(sitting.seconds - left, sitting.seconds)))


def _score(branches: Branches, cost: Cost, horizon: Horizon, at: float) -> float:
    return sum(weight * horizon.score(state, cost, at) for weight, state in branches)


def _asked(branches: Branches, cost: Cost, horizon: Horizon, at: float) -> tuple[Branches, float]:
    """The memories after one asking, and after a miss one more that is right; and the seconds that this takes."""
    found: Branches = []
    seconds = 0.0
    for weight, state in branches:
        chance = horizon.chance(state, at)
        right, missed = horizon.outcomes(state, at)
        again, _ = horizon.outcomes(missed, at)
        found += [(weight * chance, right), (weight * (1.0 - chance), again)]
        seconds += weight * (chance * cost.right + (1.0 - chance) * (cost.miss + cost.right))
    return _fewer(found), seconds


def _fewer(branches: Branches) -> Branches:
    """The heaviest memories; the others' weight goes to the one that is most like them."""
    branches = sorted(branches, key=lambda branch: -branch[0])
    kept = branches[:BRANCHES]
    for weight, state in branches[BRANCHES:]:
        assert state is not None
        near = min(range(len(kept)), key=lambda n: abs((kept[n][1] or state).stability - state.stability))
        kept[near] = (kept[near][0] + weight, kept[near][1])
    return kept


def _mean(held: Sequence[Branches], horizon: Horizon, at: float) -> float:
    if not held:
        return 0.0
    return sum(weight * horizon.chance(state, at) for branches in held for weight, state in branches) / len(held)
