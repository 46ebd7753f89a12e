"""What the learner has written down about an event: a date to be ready by, and what is to follow from it.

events      {name, at, kind, rule, decks, tags, minutes, formal, goal, place, looked_back}   without what is as usual
follow_ups  {kind, text, day, event, done}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from trainer.store.log import Document

MINUTES = 5
"""Minutes a day to practise for an event, unless the learner says otherwise."""


class EventKind(StrEnum):
    """What sort of meeting it is: which lines are worth having ready."""

    DRINKS = "drinks"
    ONLINE = "online"
    ONE_TO_ONE = "one-to-one"


@dataclass(frozen=True, slots=True)
class Event:
    """A date to be ready by."""

    id: int
    """From Store.new_id()."""
    name: str
    at: datetime
    """When it begins, with its offset from UTC; of one that repeats, the next time."""
    rule: str = ""
    """How it repeats, as an RRULE (RFC 5545); empty: once."""
    decks: tuple[str, ...] = ()
    """The keys of its decks; empty: those that the learner practises."""
    tags: tuple[str, ...] = ()
    """Only cards with one of these; empty: all."""
    minutes: int = MINUTES
    """Minutes a day to practise for it, 1..120."""
    kind: EventKind = EventKind.DRINKS
    formal: bool = False
    """Practise with "u" rather than "je"."""
    goal: str = ""
    """The learner's own goal for it; empty: a small one is proposed."""
    place: str = ""
    looked_back: datetime | None = None
    """The time of the latest meeting that the learner has looked back on, or chose not to."""


class Follow(StrEnum):
    """What is to be done after a meeting."""

    PROMISE = "promise"
    """Something promised: done once."""
    CONTACT = "contact"
    """Someone to keep in touch with: it comes back every four to six weeks."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do for a person met at an event, shown until it is ticked."""

    id: int
    """From Store.new_id()."""
    kind: Follow
    text: str
    """What was promised, or the name of the contact."""
    day: date
    """The study day from which it is shown."""
    event: str = ""
    """The name of the event it comes from."""
    done: date | None = None
    """The day it was last ticked; a contact then comes back."""


def event_document(event: Event) -> Document:
    """Without what is as usual."""
    found: Document = {"name": event.name, "at": event.at.isoformat(), "kind": event.kind.value}
    for name in ("rule", "formal", "goal", "place", "decks", "tags"):
        if value := getattr(event, name):
            found[name] = list(value) if isinstance(value, tuple) else value
    if event.minutes != MINUTES:
        found["minutes"] = event.minutes
    if event.looked_back is not None:
        found["looked_back"] = event.looked_back.isoformat()
    return found


def event_of(event_id: int, found: Document) -> Event:
    looked_back = found.get("looked_back")
    return Event(
        id=event_id,
        name=found["name"],
        at=datetime.fromisoformat(found["at"]),
        rule=found.get("rule", ""),
        decks=tuple(found.get("decks", ())),
        tags=tuple(found.get("tags", ())),
        minutes=int(found.get("minutes", MINUTES)),
        kind=EventKind(found["kind"]),
        formal=bool(found.get("formal", False)),
        goal=found.get("goal", ""),
        place=found.get("place", ""),
        looked_back=datetime.fromisoformat(looked_back) if looked_back else None,
    )


def follow_up_document(follow_up: FollowUp) -> Document:
    found: Document = {
        "kind": follow_up.kind.value,
        "text": follow_up.text,
        "day": follow_up.day.isoformat(),
        "event": follow_up.event,
    }
    if follow_up.done is not None:
        found["done"] = follow_up.done.isoformat()
    return found


def follow_up_of(follow_up_id: int, found: Document) -> FollowUp:
    return FollowUp(
        id=follow_up_id,
        kind=Follow(found["kind"]),
        text=found["text"],
        day=date.fromisoformat(found["day"]),
        event=found.get("event", ""),
        done=date.fromisoformat(found["done"]) if "done" in found else None,
    )
