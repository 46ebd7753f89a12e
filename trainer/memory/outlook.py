"""How ready a learner will be for an event, with the practice that is planned and without any.

The plan is played through once, without chance: a card that may be right or missed becomes two memories, each with its
weight. Each sitting asks what the planner would ask, memory by memory and the one that gains the most first, as far as
its seconds go; a memory takes its weight's share of the seconds. So what is shown is what the plan gives on average.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from heapq import heapify, heappop, heappush
from itertools import count
from math import log

from trainer.days import DAY_START
from trainer.memory.lookahead import Cost, Horizon, State
from trainer.memory.planner import Candidate, Clock, Sitting, horizon_of

NEGLIGIBLE = 0.02
"""Of a card: a memory of less weight is not asked again in the same sitting."""
BRANCHES = 2
"""How many memories a card is taken to have at most: with more, a readiness moves by less than half a point."""
ASKED = 4
"""How often a sitting asks a card at most; who misses it more often is one in hundreds."""


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


@dataclass(frozen=True, slots=True)
class Stint:
    """What a sitting is going to be."""

    at: datetime
    cards: int
    new: int
    """How many of them were never asked before."""
    seconds: float
    planned: float = 0.0
    """How many there are for it; above `seconds` where less is enough."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The days until an event."""

    without: Readiness
    practised: Readiness
    curve: tuple[Point, ...]
    """From now to the event, two points for each sitting, before it and after it."""
    sittings: tuple[Stint, ...]
    helped_by: tuple[str, ...] = ()
    """The nearer events whose practice is in these sittings, by their names."""
    elsewhere: bool = False
    """Whether its minutes go to other events now, before it has had its own."""


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
    most: int | None = None,
) -> Outlook:
    """Play the plan through. `sittings` is the practice still to come, in order; those after the event are left out.

    `most` is how many of them to play, all without it.
    """
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
    for n, (at, sitting) in enumerate(coming[:most]):
        later = [(then, after.seconds) for then, after in coming[n + 1 :]]
        heaviest = [max(branches, key=lambda branch: branch[0])[1] for branches in held]
        horizon = horizon_of(zip(heaviest, costs, strict=True), clock, at_event, later, at)
        with_new = new_before is None or at < new_before
        known = _mean(held, bare, at)
        held, stint = _practised(held, costs, horizon, at, sitting, with_new=with_new)
        stints.append(stint)
        idle = _mean(plain, bare, at)
        curve += [Point(sitting.at, idle, max(idle, known)), Point(sitting.at, idle, max(idle, _mean(held, bare, at)))]
    without = Readiness(_mean(plain, bare, at_event), len(cards))
    practised = Readiness(max(without.expected, _mean(held, bare, at_event)), len(cards))
    curve.append(Point(event, without.expected, practised.expected))
    return Outlook(without, practised, tuple(curve), tuple(stints))


def first_stint(
    candidates: Iterable[Candidate],
    *,
    now: datetime,
    event: datetime,
    sittings: Sequence[Sitting],
    day_start: time = DAY_START,
    new_until: datetime | None = None,
) -> Stint:
    """What the first sitting is going to be."""
    played = outlook(
        candidates, now=now, event=event, sittings=sittings, day_start=day_start, new_until=new_until, most=1
    )
    return played.sittings[0] if played.sittings else Stint(now, 0, 0, 0.0)


def _practised(
    held: Sequence[Branches],
    costs: Sequence[Cost],
    horizon: Horizon,
    at: float,
    sitting: Sitting,
    *,
    with_new: bool,
) -> tuple[list[Branches], Stint]:
    """The cards after a sitting, and what it was."""
    floor = horizon.floor
    after = [list[tuple[float, State | None]]() for _ in held]
    worth: dict[Cost, float] = {}  # unseen cards that cost the same are alike
    ranked: list[tuple[float, int, int, int, float, State | None]] = []
    turn = count()  # of two alike the first
    for n, branches in enumerate(held):
        cost = costs[n]
        for weight, state in branches:
            if state is not None:
                score = horizon.score(state, cost, at)
            elif with_new:
                score = worth[cost] = worth[cost] if cost in worth else horizon.score(None, cost, at)
            else:
                score = floor
            if score > floor:
                ranked.append((-score, next(turn), n, 1, weight, state))
            else:
                after[n].append((weight, state))
    heapify(ranked)
    left, shares = sitting.seconds, dict[int, float]()
    while ranked and left > 0:
        _, _, n, times, weight, state = heappop(ranked)
        chance = horizon.chance(state, at)
        seconds = weight * costs[n].expected(chance)
        if seconds > left:  # the last one is asked as far as the time goes
            after[n].append((weight * (1.0 - left / seconds), state))
            weight *= left / seconds
        left -= seconds
        if times == 1:
            shares[n] = shares.get(n, 0.0) + weight
        for share, outcome in zip((chance, 1.0 - chance), horizon.outcomes(state, at), strict=True):
            score = horizon.score(outcome, costs[n], at) if times < ASKED else floor
            if score > floor and share * weight > NEGLIGIBLE:
                heappush(ranked, (-score, next(turn), n, times + 1, share * weight, outcome))
            else:
                after[n].append((share * weight, outcome))
    for _, _, n, _, weight, state in ranked:
        after[n].append((weight, state))
    asked = round(sum(shares.values()))
    new = round(_unseen(held)) - round(_unseen(after))  # so that over all sittings they are as many as there are
    used = sitting.seconds - max(left, 0.0)
    stint = Stint(sitting.at, asked, min(new, asked), used, sitting.seconds)
    return [_fewer(branches) for branches in after], stint


def _unseen(held: Sequence[Branches]) -> float:
    return sum(weight for branches in held for weight, state in branches if state is None)


def _fewer(branches: Branches) -> Branches:
    """The heaviest memories; the others' weight goes to the one that is most like them."""
    if len(branches) <= BRANCHES:
        return branches
    branches = sorted(branches, key=lambda branch: -branch[0])
    kept = branches[:BRANCHES]
    for weight, state in branches[BRANCHES:]:
        near = min(range(BRANCHES), key=lambda n: _unlike(kept[n][1], state))
        kept[near] = (kept[near][0] + weight, kept[near][1])
    return kept


def _unlike(one: State | None, other: State | None) -> float:
    if one is None or other is None:
        return 0.0 if one is other else float("inf")
    return abs(log(one.stability / other.stability)) + abs(one.sure - other.sure)


def _mean(held: Sequence[Branches], horizon: Horizon, at: float) -> float:
    if not held:
        return 0.0
    return sum(weight * horizon.chance(state, at) for branches in held for weight, state in branches) / len(held)
