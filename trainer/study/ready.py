"""Getting ready for events: their cards, the practice still to come, and which card a session asks next for them.

Several events share a day's minutes, as many as the one that asks for most: the nearer ones have theirs first, and what
they do not need goes to the others. A card that is in two counts for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from trainer.cards.model import Card, CardKey, Deck
from trainer.cards.text import fold
from trainer.days import DAY_START, study_day
from trainer.memory.model import Schedule
from trainer.memory.outlook import first_stint
from trainer.memory.planner import Candidate, Memory, Planner, Sitting
from trainer.store.event import Event
from trainer.store.review import Review
from trainer.study.plan import Paces, in_own_words

AHEAD = timedelta(days=60)
"""From how long before an event it has a share in each day: earlier, plain repetition is the best preparation."""
LAST_LOOK = timedelta(minutes=30)
"""On the day itself the last practice is at least this long before the event begins."""
LAST_WEEK = timedelta(days=7)
SHARE = 2 / 3
"""Of an event's minutes that it has before its last week: the rest is for what is due, which would wait for weeks."""
MISS = 1.5
"""A missed card takes so many times as long as one that is right: its answer is read, too."""


def cards_of(
    event: Event, decks: Sequence[Deck], practised: Sequence[Deck], suspended: Collection[CardKey] = ()
) -> tuple[Card, ...]:
    """The cards of an event, in the order to start them: own ones first, then those for just before, then by level.

    Where none of its decks is there any more, they are those that the learner practises.
    """
    chosen = [deck for deck in decks if deck.key in event.decks] or practised
    wanted = {fold(tag) for tag in event.tags}
    found = [
        (not deck.own, card.just_before or 9, card.level, card)
        for deck in chosen
        for card in deck.cards
        if card.key not in suspended and (not wanted or wanted & set(map(fold, card.tags)))
    ]
    found.sort(key=lambda entry: entry[:3])
    return tuple(card for *_, card in found)


def upcoming(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Those that are still to come, the nearest first."""
    return tuple(sorted((event for event in events if event.at > now), key=lambda event: event.at))


def shares(
    events: Iterable[Event], at: datetime, practised: Callable[[Event | None], float] | None = None
) -> list[float]:
    """The seconds of a day's practice that each event has, in the order given; the day is that of `at`.

    `practised` says how many seconds of that day were spent already on an event's cards, and (None) on all of theirs.
    """
    events = list(events)
    near = [event for event in upcoming(events, at) if event.at - at <= AHEAD]
    done = practised or (lambda _: 0.0)
    left = max((event.minutes * 60.0 for event in near), default=0.0) - done(None)
    found = {}
    for event in near:
        wanted = event.minutes * 60.0 * (1.0 if event.at - at <= LAST_WEEK else SHARE)
        found[event.id] = max(0.0, min(wanted - done(event), left))
        left -= found[event.id]
    return [found.get(event.id, 0.0) for event in events]


def sittings(
    now: datetime, event: datetime, seconds: Callable[[datetime], float], *, day_start: time = DAY_START
) -> tuple[Sitting, ...]:
    """The practice until an event: now, and then every day at this hour; on the event's own day well before it begins.

    The days are study days: who practises after midnight has the evening before still under way.

    `seconds` says how many there are for it at a moment. None lasts into the event, and none is earlier than AHEAD.
    """
    found: list[Sitting] = []
    today, last_day = study_day(now, day_start), study_day(event.astimezone(now.tzinfo), day_start)
    for n in range((last_day - today).days + 1):
        at = now + timedelta(days=n)  # the same hour on the wall
        if n and today + timedelta(days=n) == last_day:
            at = min(at, event - LAST_LOOK)
        if found and (at <= found[-1].at or study_day(at, day_start) == study_day(found[-1].at, day_start)):
            continue
        if at < event and event - at <= AHEAD:
            found.append(Sitting(at, min(seconds(at), (event - at).total_seconds())))
    return tuple(found)


def candidates(cards: Iterable[Card], schedules: Mapping[CardKey, Schedule], paces: Paces) -> list[Candidate]:
    """Cards as the planner takes them, at this learner's pace."""
    short, own = None, None
    found = []
    for card in cards:
        if in_own_words(card):
            seconds = own = own or paces.seconds(card)
        else:
            seconds = short = short or paces.seconds(card)
        schedule = schedules.get(card.key)
        memory = None if schedule is None else Memory.of(schedule)
        found.append(Candidate(card.key, memory, seconds, MISS * seconds))
    return found


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a session does for one event."""

    event: datetime
    cards: tuple[Card, ...]
    sittings: tuple[Sitting, ...]
    """The present one first, with its share of the time; what the nearer events leave comes on top."""
    new_until: datetime | None = None
    """From then on nothing is asked that was never asked before."""
    most_cards: int | None = None
    """How many different cards it may ask."""
    most_times: int | None = None
    """How often it may ask the same card."""


class Guide:
    """Says which card to ask next, for one event after the other; None when all of them have enough."""

    def __init__(
        self,
        preparations: Sequence[Preparation],
        schedules: Mapping[CardKey, Schedule],
        paces: Paces,
        *,
        now: datetime,
        day_start: time,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._preparations = tuple(preparations)
        self._paces = paces
        self._day_start = day_start
        self._cards = {card.key: card for preparation in preparations for card in preparation.cards}
        self._given: tuple[CardKey, int] | None = None
        """The card that was given last, and for which event."""
        self._answers: list[tuple[CardKey, int | None, float]] = []
        """What was answered: the card, for which event it was asked, and the seconds."""
        self._known = {key: schedules[key].last_review for key in self._cards if key in schedules}
        """The last review of each card that the planners know of."""
        self._planners = [self._planner(n, schedules, now, progress) for n in range(len(preparations))]

    @property
    def seconds(self) -> float:
        """How long it would practise for all events together."""
        return sum(preparation.sittings[0].seconds for preparation in self._preparations)

    def expected(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> tuple[int, float]:
        """About how many cards it will ask, and in how many seconds; 0 where every event has enough."""
        cards, seconds, counted = 0, 0.0, set[CardKey]()
        for preparation in self._preparations:
            own = [card for card in preparation.cards if card.key not in counted]
            stint = first_stint(
                candidates(own, schedules, self._paces),
                now=now,
                event=preparation.event,
                sittings=preparation.sittings,
                day_start=self._day_start,
                new_until=preparation.new_until,
            )
            if stint.cards:
                counted |= {card.key for card in own}
            cards, seconds = cards + stint.cards, seconds + stint.seconds
        return cards, seconds

    def _planner(
        self,
        n: int,
        schedules: Mapping[CardKey, Schedule],
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> Planner:
        """A planner for one event and the cards that it may still ask."""
        preparation = self._preparations[n]
        cards = tuple(card for card in preparation.cards if self._may_ask(n, card.key))
        return Planner(
            candidates(cards, schedules, self._paces),
            now=now,
            event=preparation.event,
            sittings=preparation.sittings,
            new_until=preparation.new_until,
            day_start=self._day_start,
            progress=progress,
        )

    def _asked(self, n: int) -> Counter[CardKey]:
        """How often each card was asked for an event."""
        return Counter(key for key, event, _ in self._answers if event == n)

    def _may_ask(self, n: int, key: CardKey) -> bool:
        """Whether one more card, or this one once more, is still allowed."""
        preparation, asked = self._preparations[n], self._asked(n)
        if not asked[key]:
            return preparation.most_cards is None or len(asked) < preparation.most_cards
        return preparation.most_times is None or asked[key] < preparation.most_times

    def next(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> Card | None:
        """The card to ask now; None when every event has enough, or has had its minutes."""
        left = self.seconds - sum(seconds for _, event, seconds in self._answers if event is not None)
        nearer_have_enough = True
        for n, preparation in enumerate(self._preparations):
            spent = sum(seconds for _, event, seconds in self._answers if event == n)
            if left <= 0 or (spent >= preparation.sittings[0].seconds and not (n and nearer_have_enough)):
                nearer_have_enough = False
                continue
            if (card := self._next_for(n, schedules, now)) is not None:
                self._given = card.key, n
                return card
        return None

    def _next_for(self, n: int, schedules: Mapping[CardKey, Schedule], now: datetime) -> Card | None:
        """The card to ask now for one event, with what another program has answered meanwhile."""
        while (key := self._planners[n].next(now)) is not None:
            card = self._cards[CardKey(key)]
            schedule = schedules.get(card.key)
            if schedule is not None and schedule.last_review != self._known.get(card.key):
                self._answered(card.key, schedule, now)
            elif self._may_ask(n, card.key):
                return card
            else:
                self._planners[n] = self._planner(n, schedules, now)
                if (again := self._planners[n].next(now)) == key or again is None:
                    return None
        return None

    def _answered(self, key: CardKey, schedule: Schedule, now: datetime) -> None:
        self._known[key] = schedule.last_review
        for planner in self._planners:
            planner.answered(key, Memory.of(schedule), now)

    def recorded(self, review: Review, now: datetime) -> None:
        """A review is on disk, whoever asked for it."""
        asked_for = self._given[1] if self._given is not None and self._given[0] == review.card else None
        self._answers.append((review.card, asked_for, review.seconds))
        self._answered(review.card, review.after, now)

    def undone(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> None:
        """The last review was taken back: `schedules` are as they stand without it. Its card is asked again."""
        key, event, _ = self._answers.pop()
        self._given = None if event is None else (key, event)
        self._known = {key: schedules[key].last_review for key in self._cards if key in schedules}
        self._planners = [self._planner(n, schedules, now) for n in range(len(self._preparations))]
