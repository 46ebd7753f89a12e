"""After a meeting: what was promised, whom to keep in touch with, which line was used, what came up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trainer.cards.text import fold
from trainer.store.event import Event, Follow, FollowUp

IN_TOUCH = timedelta(weeks=5)
"""When a new contact is worth a short message: the middle of the four to six weeks that the etiquette deck teaches."""
LONGEST = 500
"""Characters of one promise or name; a longer one is cut, with "…"."""
LASTS = timedelta(hours=1)
"""How long a meeting goes on at least: who opens the trainer at the bar has not come home yet."""
WITHIN = timedelta(days=14)
"""How long after a meeting it is still worth looking back."""


@dataclass(frozen=True, slots=True)
class Lookback:
    """What the learner wrote down after a meeting; anything may be empty."""

    met: tuple[str, ...] = ()
    """Names, one for each person."""
    promised: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """What came up and would be good to have an answer to: new cards."""


def to_look_back_on(events: Sequence[Event], now: datetime) -> Event | None:
    """The latest meeting that is over and was not looked back on yet; None when there is none."""
    past = [event for event in events if event.at + LASTS <= now <= event.at + WITHIN and event.looked_back != event.at]
    return max(past, key=lambda event: event.at, default=None)


NOTHING = frozenset({"niet", "niets", "nee", "niks", "niemand", "geen", "nothing", "no", "none", "nobody", "no one"})
"""How people say that there is nothing to write down."""


def separate(text: str) -> tuple[str, ...]:
    """Several things in one answer: a line each, or with commas between them."""
    parts = [part for line in text.splitlines() for part in line.replace(";", ",").split(",")]
    return _said(parts)


def lines_of(text: str) -> tuple[str, ...]:
    """Several things in one answer, a line each: what is promised may have commas in it."""
    return _said(text.splitlines())


def _said(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_short(part) for part in parts if part.strip(" -•.") and fold(part) not in NOTHING)


def _short(text: str) -> str:
    text = " ".join(text.split()).lstrip("-• ")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def follow_ups(event: Event, lookback: Lookback, *, today: date, new_id: Callable[[], int]) -> tuple[FollowUp, ...]:
    """What is to be shown: each promise from today on, each contact in five weeks."""
    promises = [FollowUp(new_id(), Follow.PROMISE, text, today, event.name) for text in lookback.promised]
    contacts = [FollowUp(new_id(), Follow.CONTACT, name, today + IN_TOUCH, event.name) for name in lookback.met]
    return (*promises, *contacts)


def open_follow_ups(follow_ups: Iterable[FollowUp], today: date) -> tuple[FollowUp, ...]:
    """What is to be done by now, the longest waiting first."""
    return tuple(
        follow_up
        for follow_up in follow_ups
        if follow_up.day <= today and (follow_up.kind is Follow.CONTACT or follow_up.done is None)
    )


def ticked(follow_up: FollowUp, today: date) -> FollowUp:
    """It has been done: a promise for good, a contact until five weeks from now."""
    if follow_up.kind is Follow.CONTACT:
        return replace(follow_up, done=today, day=today + IN_TOUCH)
    return replace(follow_up, done=today)
