"""Getting ready for events: their cards, the practice still to come, and which card a session asks next for them.

Several events share a day's minutes: each has its own, the nearer one's are spent first, and a card that is in two
counts for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from trainer.cards.model import Card, CardKey, Deck
from trainer.cards.text import fold
from trainer.memory.model import Schedule
from trainer.memory.planner import Candidate, Memory, Planner, Sitting
from trainer.store.event import Event
from trainer.store.review import Review
from trainer.study.plan import Paces, in_own_words

AHEAD = timedelta(days=60)
"""From how long before an event it has a share in each day: earlier, plain repetition is the best preparation."""
LAST_LOOK = timedelta(minutes=30)
"""On the day itself the last practice is at least this long before the event begins."""
MISS = 1.5
"""A missed card takes so many times as long as one that is right: its answer is read, too."""


def cards_of(
    event: Event, decks: Sequence[Deck], practised: Sequence[Deck], suspended: Collection[CardKey] = ()
) -> tuple[Card, ...]:
    """The cards of an event, in the order to start them: own ones first, then those for just before, then by level."""
    chosen = [deck for deck in decks if deck.key in event.decks] if event.decks else practised
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


def sittings(now: datetime, event: datetime, *, seconds: float, first: float | None = None) -> tuple[Sitting, ...]:
    """The practice until an event: now, and then every day at this hour, on the last day well before it begins.

    `seconds` is what there is each day, `first` what is left of today's where some of it is done.
    """
    found = [Sitting(now, seconds if first is None else first)]
    last = event - LAST_LOOK
    wall = now
    while (wall := wall + timedelta(days=1)) < last:
        found.append(Sitting(wall, seconds))
    if last - found[-1].at > timedelta(hours=6):  # the morning of an evening's drinks, not an hour after the other
        found.append(Sitting(last, seconds))
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
    """The present one first."""
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
        self._spent = [0.0] * len(preparations)
        self._asked_for: dict[CardKey, int] = {}
        """For which event a card was asked last."""
        self._asked: list[Counter[CardKey]] = [Counter() for _ in preparations]
        self._planners = [self._planner(n, schedules, now, progress) for n in range(len(preparations))]

    @property
    def seconds(self) -> float:
        """How long it would practise for all events together."""
        return sum(preparation.sittings[0].seconds for preparation in self._preparations)

    def expected(self, now: datetime) -> tuple[int, float]:
        """About how many answers it will ask for, and in how many seconds; 0 where every event has enough."""
        seconds = [
            preparation.sittings[0].seconds
            for planner, preparation in zip(self._planners, self._preparations, strict=True)
            if planner.next(now) is not None
        ]
        if not seconds:
            return 0, 0.0
        each = sum(map(self._paces.seconds, self._cards.values())) / len(self._cards)
        return max(1, round(sum(seconds) / each)), sum(seconds)

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

    def _may_ask(self, n: int, key: CardKey) -> bool:
        """Whether one more card, or this one once more, is still allowed."""
        preparation, times = self._preparations[n], self._asked[n].get(key, 0)
        if not times:
            return preparation.most_cards is None or len(self._asked[n]) < preparation.most_cards
        return preparation.most_times is None or times < preparation.most_times

    def next(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> Card | None:
        """The card to ask now; None when every event has enough, or has had its minutes."""
        for n, preparation in enumerate(self._preparations):
            if self._spent[n] >= preparation.sittings[0].seconds:
                continue
            key = self._planners[n].next(now)
            if key is not None and not self._may_ask(n, CardKey(key)):
                self._planners[n] = self._planner(n, schedules, now)
                key = self._planners[n].next(now)
            if key is not None:
                card = self._cards[CardKey(key)]
                self._asked[n][card.key] += 1
                self._asked_for[card.key] = n
                return card
        return None

    def recorded(self, review: Review, now: datetime) -> None:
        """A review is on disk, whoever asked for it."""
        for planner in self._planners:
            planner.answered(review.card, Memory.of(review.after), now)
        if (n := self._asked_for.get(review.card)) is not None:
            self._spent[n] += review.seconds

    def undone(self, review: Review, schedules: Mapping[CardKey, Schedule], now: datetime) -> None:
        """A review was taken back: `schedules` are as they stand without it."""
        if (n := self._asked_for.get(review.card)) is not None:
            self._spent[n] -= review.seconds
        self._planners = [self._planner(n, schedules, now) for n in range(len(self._preparations))]
