"""From answers given elsewhere to FSRS's memory state of a card."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from trainer.bring.left import left_out
from trainer.bring.model import Brought, Past, PastReview
from trainer.memory import scheduler
from trainer.memory.formulas import W
from trainer.memory.model import Grade, Schedule

_USUAL_EASE = 2.5
"""SM-2's factor of a new card."""


def replayed(
    past: Past,
    *,
    card: str,
    day_of: Callable[[datetime], date],
    new_id: Callable[[PastReview], int],
    retention: float = 0.9,
    start: Schedule | None = None,
) -> Iterator[tuple[PastReview, Schedule | None, Schedule]]:
    """Each answer with the memory state before and after it, in order of time; the last one is the card's own.

    `start` is what was remembered before the first of them. `day_of` gives the study day of an instant, `new_id` an id
    for each answer. What the other program has settled stands: its due date, and FSRS's stability and difficulty where
    it schedules with FSRS. A new card has none.
    """
    schedule = start
    for place, answer in enumerate(past.history, 1):
        before = schedule
        schedule = scheduler.review(
            before,
            answer.grade,
            card=card,
            at=answer.at,
            day=day_of(answer.at),
            review_id=new_id(answer),
            retention=retention,
        )
        if place == len(past.history):
            schedule = _as_settled(schedule, past)
        yield answer, before, schedule


class Given(Protocol):
    """What is taken of an answer that was given here; the store's reviews have it."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def day(self) -> date: ...
    @property
    def grade(self) -> Grade: ...
    @property
    def before(self) -> Schedule | None: ...
    @property
    def after(self) -> Schedule: ...
    @property
    def retention(self) -> float: ...


class Woven(NamedTuple):
    """Answers given elsewhere, among those given here."""

    answers: tuple[tuple[PastReview, Schedule | None, Schedule], ...]
    """Those from elsewhere, each with the memory state before and after it."""
    schedule: Schedule
    """What follows from all of them."""


def woven(
    past: Past,
    here: Sequence[Given],
    *,
    card: str,
    day_of: Callable[[datetime], date],
    new_id: Callable[[PastReview], int],
    retention: float = 0.9,
    settled: bool,
) -> Woven:
    """The answers of `past` between those given here, of which there is at least one, in order of time.

    `settled`: what the other program has settled stands after its last answer. The rest is as in `replayed`; where an
    answer here found what it found then, it leaves what it left then.
    """
    state: Schedule | None = None
    found: list[tuple[PastReview, Schedule | None, Schedule]] = []
    given: list[Given | PastReview] = [*here, *past.history]
    for answer in sorted(given, key=lambda answer: answer.at):
        before = state
        if isinstance(answer, PastReview):
            day, number, wanted = day_of(answer.at), new_id(answer), retention
        elif answer.before == before:
            state = answer.after
            continue
        else:
            day, number, wanted = answer.day, answer.id, answer.retention
        state = scheduler.review(
            before, answer.grade, card=card, at=answer.at, day=day, review_id=number, retention=wanted
        )
        if isinstance(answer, PastReview):
            if settled and answer is past.history[-1]:
                state = _as_settled(state, past)
            found.append((answer, before, state))
    assert state is not None
    return Woven(tuple(found), state)


def schedule_of(
    past: Past, *, card: str, day_of: Callable[[datetime], date], now: datetime, retention: float = 0.9
) -> Schedule | None:
    """A card's memory state; None for one that was never answered.

    A card of which only the due date is known was last answered its interval before that date, at the latest `now`.
    Its review ids are 0: `replayed` gives the reviews themselves.
    """
    states = [
        after for _, _, after in replayed(past, card=card, day_of=day_of, new_id=lambda _: 0, retention=retention)
    ]
    if states or past.due is None:
        return states[-1] if states else None
    today = day_of(now)
    interval = max(past.interval, 1)
    ago = max((today - past.due).days + interval, 0)
    stability = past.stability or float(interval)
    return Schedule(
        stability=stability,
        difficulty=past.difficulty or _difficulty(past.ease or _USUAL_EASE, stability),
        due=past.due,
        day=today - timedelta(days=ago),
        at=now - timedelta(days=ago),
        reviews=1 + past.lapses,
        lapses=past.lapses,
        last_review=0,
    )


def _difficulty(ease: float, stability: float) -> float:
    """FSRS's difficulty of a card with this factor of SM-2. Source: fsrs-rs, memory_state_from_sm2, at recall 0.9."""
    growth = math.exp(W[8]) * math.pow(stability, -W[9]) * (math.exp(0.1 * W[10]) - 1)
    return min(max(11 - (ease - 1) / growth, 1.0), 10.0)


def _as_settled(schedule: Schedule, past: Past) -> Schedule:
    """The replayed state, with what the other program knows better: it has the learner's own weights."""
    if past.stability is not None and past.difficulty is not None:
        schedule = replace(schedule, stability=past.stability, difficulty=past.difficulty)
    due = schedule.due if past.due is None else max(past.due, schedule.day)
    return replace(schedule, due=due, lapses=max(schedule.lapses, past.lapses))


def until(brought: Brought, latest: datetime) -> Brought:
    """The same without answers later than `latest`, of which it says how many: a clock was wrong there."""
    late = 0
    decks = []
    for deck in brought.decks:
        cards = []
        for card in deck.cards:
            kept = tuple(answer for answer in card.past.history if answer.at <= latest)
            if len(kept) < len(card.past.history):
                late += len(card.past.history) - len(kept)
                card = replace(card, past=replace(card.past, history=kept))
            cards.append(card)
        decks.append(replace(deck, cards=tuple(cards)))
    return replace(brought, decks=tuple(decks), notes=(*brought.notes, *left_out({"late": late}))) if late else brought
