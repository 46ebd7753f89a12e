"""The store's values as documents, and back: what each table's documents look like.

schedules  {card, state}   one a card; state: stability difficulty due day at reviews lapses last_review
reviews    {card, deck, typed, verdict, …}   one a review, lazy; in its line it stands right behind its schedule
days       {day, decks: {deck: [reviews, right, new, ms, overridden]}}   one a study day and device: 1 MB in 30 years
pace       {own, review, card, seconds, first_key}   the recent answers of each device
lines      {card, deck, text, at, points}   own lines; points: name and whether it is in it, where any was settled
wordings   {card, text, accepted, was}   answers the learner added or refused, and which of the two before that
overrides  {card, n}   one a card and device: how often its verdict was overruled
flagged    {card} marked by the learner; {card, seen} unmarked, when so many overrides had been counted
suspended  {card}
links      {card, history}   a card's key, and the one that it had when its history began
prefs      {key, value}
events, follow_ups   see event.py
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from trainer.cards.model import CardKey
from trainer.memory.model import Grade, Schedule
from trainer.store.log import Document

if TYPE_CHECKING:
    from trainer.store.review import Review

RETENTION = 0.9
"""The desired retention of most reviews: FSRS's own default."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was done with one deck on one study day, on all devices together."""

    day: date
    deck: str
    reviews: int
    right: int
    """How many were graded better than Again."""
    new: int
    """How many were a card's first."""
    seconds: float
    overridden: int
    """How often the learner disagreed with the verdict."""

    @property
    def counts(self) -> tuple[int, ...]:
        return self.reviews, self.right, self.new, round(self.seconds * 1000), self.overridden


def counts_of(review: Review) -> tuple[int, ...]:
    """What one review adds to its day: reviews, right, new, ms, overridden."""
    # Whole milliseconds: adding and taking off again leaves nothing behind.
    ms = round(review.seconds * 1000)
    return 1, review.grade > Grade.AGAIN, review.before is None, ms, review.override


@dataclass(frozen=True, slots=True)
class OwnLine:
    """The learner's saved version of a line."""

    id: int
    card: CardKey
    deck: str
    text: str
    at: datetime
    points: tuple[tuple[str, bool], ...] = ()
    """The card's points that were settled when it was kept, and whether they are in it."""


@lru_cache(maxsize=64)
def ident(*parts: str) -> int:
    """The same id for the same thing on every device: 53 bits, so two of 100 000 cards share one once in 2 million."""
    # OpenSSL behind hashlib takes 3 to 14 ms to load, which `trainer due` need not pay.
    from hashlib import blake2b

    return int.from_bytes(blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=7).digest()) >> 3


def state_text(schedule: Schedule) -> str:
    """One text, because two of them stand in every line: read and compared in a tenth of a document's time."""
    s = schedule
    days = f"{s.due.isoformat()} {s.day.isoformat()} {s.at.isoformat()}"
    return f"{s.stability!r} {s.difficulty!r} {days} {s.reviews} {s.lapses} {s.last_review}"


def state_of(text: str) -> Schedule:
    stability, difficulty, due, day, at, reviews, lapses, last_review = text.split()
    return Schedule(
        float(stability),
        float(difficulty),
        date.fromisoformat(due),
        date.fromisoformat(day),
        datetime.fromisoformat(at),
        int(reviews),
        int(lapses),
        int(last_review),
    )


def schedule_document(card: CardKey, schedule: Schedule) -> Document:
    return {"card": card, "state": state_text(schedule)}


def review_document(review: Review, beside: Schedule) -> Document:
    """Without what the schedule beside it says, and without what is as usual: half the size."""
    found: Document = {
        "card": ident(review.card),
        "deck": review.deck,
        "typed": review.typed,
        "verdict": review.verdict.value,
        "credit": review.credit,
        "grade": int(review.grade),
        "seconds": review.seconds,
        "first_key": review.first_key,
    }
    for name in ("proposed", "reason", "unsure", "override", "hinted", "repeat", "scene", "own_words"):
        if value := getattr(review, name):
            found[name] = value
    if review.at != review.after.at or review.at.utcoffset() != review.after.at.utcoffset():
        found["at"] = review.at.isoformat()
    if review.day != review.after.day:
        found["day"] = review.day.isoformat()
    if review.retention != RETENTION:
        found["retention"] = review.retention
    if review.before is not None:
        found["before"] = state_text(review.before)
    if review.after != beside:
        found["after"] = state_text(review.after)
    return found


def review_of(review_id: int, found: Document, schedule: Document) -> Review:
    """`schedule` is the card's schedules document in the same line."""
    # With their values 5 ms, which a look at what is due need not pay.
    from trainer.grading.model import Reason, Verdict
    from trainer.store.review import Review

    after = state_of(found["after"] if "after" in found else schedule["state"])
    return Review(
        id=review_id,
        card=CardKey(schedule["card"]),
        deck=found["deck"],
        at=datetime.fromisoformat(found["at"]) if "at" in found else after.at,
        day=date.fromisoformat(found["day"]) if "day" in found else after.day,
        typed=found["typed"],
        verdict=Verdict(found["verdict"]),
        reason=Reason(found["reason"]) if "reason" in found else None,
        credit=float(found["credit"]),
        unsure=found.get("unsure", False),
        proposed=Grade(found["proposed"]) if "proposed" in found else None,
        grade=Grade(found["grade"]),
        override=found.get("override", False),
        hinted=found.get("hinted", False),
        repeat=found.get("repeat", False),
        scene=found.get("scene", 0),
        own_words=found.get("own_words", False),
        seconds=float(found["seconds"]),
        first_key=None if found["first_key"] is None else float(found["first_key"]),
        before=state_of(found["before"]) if "before" in found else None,
        after=after,
        retention=float(found.get("retention", RETENTION)),
    )


def line_of(line_id: int, found: Document) -> OwnLine:
    at = datetime.fromisoformat(found["at"])
    points = tuple(found.get("points", {}).items())
    return OwnLine(line_id, CardKey(found["card"]), found["deck"], found["text"], at, points)


def line_document(line: OwnLine) -> Document:
    points = {"points": dict(line.points)} if line.points else {}
    return {"card": line.card, "deck": line.deck, "text": line.text, "at": line.at.isoformat(), **points}
