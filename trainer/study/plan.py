"""What there is to do today, and which of it fits into a session.

Due cards go first, the most forgotten ahead. New cards come in the order of their level, turn by turn from each deck,
two short ones for each in own words, the learner's own decks before the others; they fill what the due cards leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from trainer.cards.model import Card, CardKey, Deck, Kind
from trainer.memory.model import Schedule
from trainer.memory.pace import Answered, Pace
from trainer.settings import Settings

if TYPE_CHECKING:
    from trainer.study.ready import Guide

SHORT_SECONDS = 15.0
"""Expected seconds for a short answer, before the learner's own are known."""
OWN_SECONDS = 65.0
"""The same for an answer in own words."""
OWN_SHARE = 0.5
"""Own words take at most this share of a session while short cards are waiting."""


def in_own_words(card: Card) -> bool:
    """Whether a card is answered in sentences, and so takes minutes rather than seconds."""
    return card.kind in (Kind.OWN, Kind.VERDICT)


@dataclass(frozen=True, slots=True)
class Paces:
    """How fast the learner is, with short answers and in own words."""

    short: Pace = field(default_factory=Pace)
    own: Pace = field(default_factory=Pace)

    def of(self, card: Card) -> Pace:
        return self.own if in_own_words(card) else self.short

    def after(self, answered: Answered, *, own_words: bool) -> Paces:
        """The paces once this answer counts too."""
        if own_words:
            return replace(self, own=self.own.after(answered))
        return replace(self, short=self.short.after(answered))

    def seconds(self, card: Card) -> float:
        """The seconds that a card is expected to take."""
        return self.own.seconds(OWN_SECONDS) if in_own_words(card) else self.short.seconds(SHORT_SECONDS)


def chosen(decks: Iterable[Deck], settings: Settings) -> tuple[Deck, ...]:
    """The decks that the learner practises: those chosen, or all in the interface's language; own decks always."""
    if settings.decks is None:
        return tuple(deck for deck in decks if deck.own or deck.language == settings.language)
    return tuple(deck for deck in decks if deck.own or deck.key in settings.decks)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cards that may be asked on a study day."""

    due: tuple[Card, ...]
    """The most forgotten first."""
    new: tuple[Card, ...]
    """As many as may be started today, in the order to start them."""
    unseen: int
    """New cards in all, whenever they come."""


def waiting(
    decks: Sequence[Deck],
    schedules: Mapping[CardKey, Schedule],
    settings: Settings,
    *,
    today: date,
    started_today: int = 0,
    suspended: Collection[CardKey] = (),
) -> Waiting:
    """What is due on study day `today`, and which new cards may join, given how many were started already."""
    due: list[tuple[float, Card]] = []
    unseen: list[list[Card]] = []
    own: list[list[Card]] = []
    started = 0
    for deck in decks:
        fresh = []
        for card in deck.cards:
            if card.key in suspended:
                continue
            schedule = schedules.get(card.key)
            if schedule is None:
                fresh.append(card)
                continue
            started += 1
            if schedule.due <= today:
                due.append((forgotten(schedule, today), card))
        (own if deck.own else unseen).append(sorted(fresh, key=lambda card: card.level))
    due.sort(key=lambda pair: pair[0], reverse=True)
    quota = 0 if len(due) > settings.new_until_due else max(0, settings.new_per_day - started_today)
    first = tuple(in_turn(own, quota, started=started))  # what somebody wrote for Thursday is wanted before Thursday
    return Waiting(
        due=tuple(card for _, card in due),
        new=(*first, *in_turn(unseen, quota - len(first), started=started + len(first))),
        unseen=sum(map(len, (*own, *unseen))),
    )


def more(
    decks: Sequence[Deck],
    schedules: Mapping[CardKey, Schedule],
    settings: Settings,
    *,
    today: date,
    suspended: Collection[CardKey] = (),
) -> Waiting:
    """What to go on with when nothing waits any more: another day's new cards, then what would be due the soonest."""
    ready = waiting(decks, schedules, settings, today=today, suspended=suspended)
    seen = [
        (schedule, card)
        for deck in decks
        for card in deck.cards
        if card.key not in suspended and (schedule := schedules.get(card.key)) is not None
    ]
    seen.sort(key=lambda pair: (pair[0].due, pair[0].stability))
    # What was answered well today has been dealt with; what was missed today has not.
    coming = tuple(card for schedule, card in seen if schedule.day < today or schedule.due <= today)
    return Waiting(due=coming, new=ready.new, unseen=ready.unseen)


def forgotten(schedule: Schedule, today: date) -> float:
    """Days since the last review, per day of stability: cards rank by it as they do by the chance of forgetting."""
    return (today - schedule.day).days / schedule.stability


def in_turn(unseen: Sequence[Sequence[Card]], quota: int, *, started: int) -> Iterable[Card]:
    """Up to `quota` new cards: the lowest level first, turn by turn from each deck, every third in own words.

    Each deck's cards come in the order of their level. `started` is how many cards came before these, on any day: the
    turns go on where they were.
    """
    queues = [list(cards) for cards in unseen]
    turn = started
    for place in range(started, started + quota):
        level = min((queue[0].level for queue in queues if queue), default=None)
        if level is None:
            return
        turns = [(turn + offset) % len(queues) for offset in range(len(queues))]
        ready = [(at, card) for at in turns for card in queues[at] if card.level == level]
        own = place % 3 == 2
        at, chosen = next((pair for pair in ready if in_own_words(pair[1]) is own), ready[0])
        queues[at].remove(chosen)
        turn = at + 1
        yield chosen


@dataclass(frozen=True, slots=True)
class Plan:
    """A session's cards in order, and what may follow if the learner is faster than expected."""

    cards: tuple[Card, ...]
    reserve: tuple[Card, ...] = ()
    seconds: float = 0.0
    """Expected length in seconds."""
    ahead: bool = False
    """The learner wants to go on though nothing is due: cards may come before their day."""
    guide: Guide | None = None
    """What the events to come ask for goes first."""
    guided: int = 0
    """About how many answers that will be."""
    misses_return: bool = True
    """A missed card comes back until it is right once, also when the guide has had enough of it."""


def plan(
    waiting: Waiting,
    schedules: Mapping[CardKey, Schedule],
    settings: Settings,
    paces: Paces,
    *,
    today: date,
    rng: Random,
    ahead: bool = False,
) -> Plan:
    """The cards that fit into a session, in the order to ask them.

    One sure card first; then decks mixed, own words spread out, related cards apart. A session holds at least one card.
    """
    budget = float(settings.cards) if settings.limit == "cards" else settings.minutes * 60.0
    cost: Callable[[Card], float] = (lambda _: 1.0) if settings.limit == "cards" else paces.seconds
    wanted = (*waiting.new, *waiting.due) if ahead else (*waiting.due, *waiting.new)
    fitting, reserve = _fit(wanted, budget, cost)
    return Plan(
        cards=arranged(fitting, schedules, today=today, rng=rng),
        reserve=tuple(reserve),
        seconds=sum(map(paces.seconds, fitting)),
        ahead=ahead,
    )


def _fit(cards: Sequence[Card], budget: float, cost: Callable[[Card], float]) -> tuple[list[Card], list[Card]]:
    """Cards in the order of their worth, as many as the budget holds; and the rest, in the same order."""
    fitting: list[Card] = []
    reserve = list(cards)
    spent = spent_own = 0.0
    for most_own in (OWN_SHARE * budget, budget):  # the second time, what the short cards have left
        waiting, reserve = reserve, []
        for card in waiting:
            price = cost(card)
            price_own = price if in_own_words(card) else 0.0
            if spent + price <= budget and spent_own + price_own <= most_own:
                fitting.append(card)
                spent += price
                spent_own += price_own
            else:
                reserve.append(card)
    if not fitting and reserve:
        fitting.append(reserve.pop(0))
    return fitting, reserve


def arranged(
    cards: Sequence[Card], schedules: Mapping[CardKey, Schedule], *, today: date, rng: Random
) -> tuple[Card, ...]:
    """The same cards in the order to ask them: a sure one first, own words spread out, related cards apart."""
    short = [card for card in cards if not in_own_words(card)]
    own = [card for card in cards if in_own_words(card)]
    rng.shuffle(short)
    rng.shuffle(own)
    left = Counter(topic for card in cards for topic in (card.deck, *card.tags))
    order: list[Card] = []

    def place(card: Card, pool: list[Card]) -> None:
        pool.remove(card)
        order.append(card)
        left.subtract((card.deck, *card.tags))

    def apart(card: Card) -> tuple[int, int]:
        """Least like the one before it; of those, the one with the most related cards still to be placed."""
        related = left[card.deck] + 2 * sum(left[tag] for tag in card.tags)
        return likeness(card, order[-1] if order else None), -related

    surest = min(
        (card for card in short if card.key in schedules and schedules[card.key].known),
        key=lambda card: forgotten(schedules[card.key], today),
        default=None,
    )
    if surest is not None:
        place(surest, short)
    # Each in the middle of its equal share of the session: two in a row only where nothing can come in between.
    places = {((2 * n + 1) * len(short) + len(own)) // (2 * len(own)) + n for n in range(len(own))}
    for n in range(len(short) + len(own)):
        pool = own if n in places else short
        place(min(pool, key=apart), pool)
    return tuple(order)


def likeness(card: Card, other: Card | None) -> int:
    """How much of one thing two cards are about: 1 for the same deck, 2 for each tag in common."""
    if other is None:
        return 0
    return (card.deck == other.deck) + 2 * len(set(card.tags) & set(other.tags))


@dataclass(frozen=True, slots=True)
class DeckCounts:
    """One deck at a glance."""

    deck: Deck
    due: int
    new: int
    """Cards of it that may be started today."""
    unseen: int

    @property
    def learned(self) -> int:
        """Cards that were asked before and wait for a later day."""
        return len(self.deck.cards) - self.unseen - self.due


def by_deck(decks: Sequence[Deck], waiting: Waiting, schedules: Mapping[CardKey, Schedule]) -> tuple[DeckCounts, ...]:
    """What waits in each deck."""
    return tuple(
        DeckCounts(
            deck,
            due=sum(card.deck == deck.key for card in waiting.due),
            new=sum(card.deck == deck.key for card in waiting.new),
            unseen=sum(card.key not in schedules for card in deck.cards),
        )
        for deck in decks
    )


def tomorrow(
    decks: Sequence[Deck],
    schedules: Mapping[CardKey, Schedule],
    settings: Settings,
    *,
    today: date,
    suspended: Collection[CardKey] = (),
) -> int:
    """How many cards tomorrow brings, new ones and what today leaves included."""
    then = waiting(decks, schedules, settings, today=today + timedelta(days=1), suspended=suspended)
    return len(then.due) + len(then.new)
