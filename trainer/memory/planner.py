"""Getting ready for an event: which card to ask next, and when it is enough.

Each time the card is asked whose asking gains the most recall at the event for each second (see `lookahead`). It is
enough when nothing gains more than the learner's seconds are worth. Cards, times and sittings go in as values; the
only thing that changes is the planner itself, as the cards are answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from trainer.days import DAY_START
from trainer.memory.lookahead import KNOWN, MISSED, Cost, Horizon, Later, State, price_of
from trainer.memory.model import Schedule

DAY = 86_400.0
"""Seconds."""
GAP = 60.0
"""Seconds between two askings of a card: it comes back from memory and not from the ear. Longer made no difference."""
SHORT_GAP = 12.0
"""Seconds between two askings when nothing else is worth asking: one card of the ordinary length in between."""
PRICE = 0.0037
"""Recall a second below which asking is not worth a learner's time, the day before an event: a card of 8 seconds that
gains 3 %. This and the next two were found by simulation, on other learners than those reported: a higher price costs
recall where memory fades faster than FSRS-6 says, a lower one takes more minutes than cramming does. At 0.0038
a new card that is missed is, in the simulation, no longer asked again on the day before."""
PRICE_FADES = 0.42
"""That price is divided by the days to the last sitting to this power: 0.0016 for a week, 0.001 for three, 0.012 for an
hour and a half. The further the event, the less is the forecast worth on which something is left for later. With 0.0037
where a second sitting follows on the same day, the planner takes three minutes more than cramming, for 0.1 points."""
SOONEST = 1 / 24
"""Days: a last sitting sooner than this counts as so far away. Sooner than in an hour and a half was not simulated."""
ROOMY = 2.0
"""How many times over the last sitting has to hold all cards for the whole price; where it holds less, a second of
today is as much cheaper: what is left for later may then not fit any more."""
AGAIN = 5.0
"""How many times over it counts to ask a card again on the day on which it was missed, while all cards still fit into
two sittings or more to come. FSRS-6 makes next to nothing of that answer: it raises the chance on the next day from
0.77 to 0.78; FSRS-7 says from 0.52 to 0.75, a power law from 0.55 to 0.69. With five minutes a day it is worth 0.5
points a week before the event, and takes no more minutes; 3 is worth half of that, and from 5 on all that was missed
comes back at once. Where time is short, other cards are worth more: there it cost 0.2 to 1.5 points. One sitting before
the last it takes 0.8 minutes for 0.1 points."""
LAST_PRICE = 0.0001
"""The same in the last sitting: what is not gained now is not gained at all. A higher one costs up to two points."""
STALE = 30.0
"""Seconds after which a score is worked out again; in half a minute no chance moves by a point."""
AT_ONCE = 200
"""How many stale scores are worked out before a card is given: some 5 ms."""
MANY = 2_000
"""Cards above which the first ranking tells how far it is."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS remembers of a card after its last review."""

    stability: float
    """Days until recall falls to 90 %."""
    difficulty: float
    """1 (easy) to 10."""
    at: datetime
    """The instant of the last review, with its time zone."""
    known: bool = True
    """Whether it was right the last time."""

    @classmethod
    def of(cls, schedule: Schedule) -> Memory:
        return cls(schedule.stability, schedule.difficulty, schedule.at, schedule.known)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card of the event."""

    key: str
    memory: Memory | None
    """None for a card that was never asked."""
    seconds_right: float
    """Expected seconds when it is right; above 0."""
    seconds_miss: float
    """Expected seconds when it is missed, with reading the answer; above 0."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Practice before the event."""

    at: datetime
    """When it begins."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Clock:
    """Instants as days since the plan was made. Fractions count: an hour before the event is 1/24."""

    start: float
    """Seconds since the epoch."""
    morning: float
    """How far into its study day the start lies, in days."""

    @classmethod
    def at(cls, now: datetime, day_start: time) -> Clock:
        seconds = (now.hour - day_start.hour) * 3600 + (now.minute - day_start.minute) * 60 + now.second
        return cls(now.timestamp(), seconds % DAY / DAY)

    def days(self, at: datetime) -> float:
        return (at.timestamp() - self.start) / DAY

    def state(self, memory: Memory | None) -> State | None:
        if memory is None:
            return None
        return State(memory.stability, memory.difficulty, self.days(memory.at), KNOWN if memory.known else MISSED)


def horizon_of(
    cards: Iterable[tuple[State | None, Cost]],
    clock: Clock,
    event: float,
    later: Sequence[tuple[float, float]],
    now: float = 0.0,
) -> Horizon:
    """The event with the last sitting, which is what the look-ahead considers.

    `now` is when the present sitting begins, and `later` has those after it, as days and seconds. A second is scarce
    when the cards do not fit into all of them together: what the last one has no room for may come in those before it.
    """
    bare = Horizon(event, clock.morning, floor=LAST_PRICE)
    if not later:
        return bare
    at, seconds = later[-1]
    scarce, needed = price_of(cards, bare, at, sum(each for _, each in later))
    roomy = min(1.0, seconds / (ROOMY * needed)) if needed else 1.0
    today = bare.day(at) == bare.day(now)
    ahead = max(at - now, SOONEST) if today else len(later)
    floor = PRICE * roomy / ahead**PRICE_FADES
    again = AGAIN if len(later) > 1 and not scarce else 1.0
    return Horizon(event, clock.morning, Later(at, bare.day(at), max(scarce, floor)), floor, again)


class Planner:
    """Gives the cards of an event one by one; None when it is enough.

    `sittings` is the practice still to come before the event, in order; the present one is the first. Nothing new is
    started after `new_until`, nor more than `most_new` cards. `progress` hears how many of how many cards are ranked,
    when there are more than 2,000.
    """

    def __init__(
        self,
        candidates: Iterable[Candidate],
        *,
        now: datetime,
        event: datetime,
        sittings: Sequence[Sitting] = (),
        new_until: datetime | None = None,
        most_new: int | None = None,
        day_start: time = DAY_START,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._clock = Clock.at(now, day_start)
        self._now = 0.0
        self._stepped_back = 0.0
        self._event = event
        self._new_until = new_until
        self._new_left = most_new
        cards = {card.key: card for card in candidates}
        self._keys = list(cards)
        self._index = {key: n for n, key in enumerate(cards)}
        self._costs = [Cost(card.seconds_right, card.seconds_miss) for card in cards.values()]
        self._states = [self._clock.state(card.memory) for card in cards.values()]
        later = [
            (at, sitting.seconds)
            for sitting in sittings[1:]
            if 0.0 < (at := self._clock.days(sitting.at)) < self._clock.days(event)
        ]
        self._horizon = horizon_of(
            zip(self._states, self._costs, strict=True), self._clock, self._clock.days(event), later
        )
        # Also what was answered before this plan was made must not come back within the gap.
        self._asked = [float("-inf") if state is None else min(state.at, 0.0) for state in self._states]
        self._scores = [0.0] * len(cards)
        self._scored = [0.0] * len(cards)
        self._turn = 0
        # Unseen cards that cost the same are alike: the first of them stands for all.
        self._unseen: dict[Cost, list[int]] = {}
        self._seen: list[int] = []
        for n, state in enumerate(self._states):
            if state is None:
                self._unseen.setdefault(self._costs[n], []).insert(0, n)
            else:
                self._seen.append(n)
                self._score(n, 0.0)
            if progress and len(cards) > MANY and n % 500 == 499:
                progress(n + 1, len(cards))
        for waiting in self._unseen.values():
            self._score(waiting[-1], 0.0)

    def next(self, now: datetime) -> str | None:
        """The card to ask now; None when it is enough, or when the event has begun."""
        if now >= self._event:
            return None
        at = self._time(now)
        self._refresh(at)
        with_new = self._new_left != 0 and (self._new_until is None or now < self._new_until)
        for gap in (GAP, SHORT_GAP):
            best = self._best(at, gap, with_new=with_new)
            if best is not None and self._scores[best] > self._horizon.floor:
                return self._keys[best]
        # What is worth asking was asked a moment ago: another card in between, if there is one.
        if any(self._scores[n] > self._horizon.floor for n in self._seen):
            best = self._best(at, GAP, with_new=with_new)
            return None if best is None else self._keys[best]
        return None

    def answered(self, key: str, memory: Memory, now: datetime) -> None:
        """Take in the memory that a review gave; a card that is not of this event is no matter."""
        at = self._time(now)
        n = self._index.get(key)
        if n is None:
            return
        if self._states[n] is None:
            waiting = self._unseen[self._costs[n]]
            waiting.remove(n)
            if waiting:  # alike, so worth the same
                self._scores[waiting[-1]], self._scored[waiting[-1]] = self._scores[n], self._scored[n]
            else:
                del self._unseen[self._costs[n]]
            self._seen.append(n)
            if self._new_left is not None:
                self._new_left -= 1
        state = self._clock.state(memory)
        self._states[n] = state and state._replace(at=min(state.at + self._stepped_back, at))
        self._asked[n] = at
        self._score(n, at)

    def _time(self, now: datetime) -> float:
        """Days since the start. A clock that steps back stands still for a moment, and the event moves away with it."""
        at = self._clock.days(now) + self._stepped_back
        if at < self._now:
            back = self._now - at
            self._stepped_back += back
            self._horizon = self._horizon.moved(back)
            at = self._now
        self._now = at
        return at

    def _score(self, n: int, at: float) -> None:
        self._scores[n] = self._horizon.score(self._states[n], self._costs[n], at)
        self._scored[n] = at

    def _refresh(self, at: float) -> None:
        """Work out the scores that have grown stale, in turn and not too many at once."""
        stale = at - STALE / DAY
        for waiting in self._unseen.values():
            if self._scored[waiting[-1]] < stale:
                self._score(waiting[-1], at)
        left = min(AT_ONCE, len(self._seen))
        for _ in range(len(self._seen)):
            self._turn = (self._turn + 1) % len(self._seen)
            n = self._seen[self._turn]
            if self._scored[n] < stale:
                self._score(n, at)
                left -= 1
                if not left:
                    return

    def _best(self, at: float, gap: float, *, with_new: bool) -> int | None:
        """The card with the highest score that was not asked within the gap, in seconds."""
        before = at - gap / DAY
        best = max((n for n in self._seen if self._asked[n] <= before), key=self._scores.__getitem__, default=None)
        if not with_new:
            return best
        return max(
            (*(w[-1] for w in self._unseen.values()), *([] if best is None else [best])),
            key=self._scores.__getitem__,
            default=None,
        )
