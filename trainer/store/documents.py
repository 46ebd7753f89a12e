"""The store's values as documents, and back: what each table's documents look like.

schedules  {card, s, d, due, day, at, reps, lapses, last}          one a card
reviews    {card, deck, at, day, typed, …}                         one a review, lazy; beside its schedule in one line
days       {day, decks: {deck: [reviews, right, new, ms, overridden]}}  one a study day and device: 1 MB in 30 years
pace       {own, review, seconds, first_key}                       the recent answers of each device
lines      {card, deck, text, at}                                  own lines
wordings   {card, text, accepted}                                  answers the learner added or refused
flagged, suspended  {card}                                         one a card
prefs      {key, value}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from trainer.cards.model import CardKey
from trainer.grading.model import Reason, Verdict
from trainer.memory.model import Grade, Schedule
from trainer.store.log import Document
from trainer.store.review import RETENTION, Review


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


@dataclass(frozen=True, slots=True)
class OwnLine:
    """The learner's saved version of a line."""

    id: int
    card: CardKey
    deck: str
    text: str
    at: datetime


def ident(*parts: str) -> int:
    """The same id for the same thing on every device: 53 bits, so two of 100 000 cards share one once in 2 million."""
    # OpenSSL behind hashlib takes 3 to 14 ms to load, which `trainer due` need not pay.
    from hashlib import blake2b

    return int.from_bytes(blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=7).digest()) >> 3


def state_document(schedule: Schedule) -> Document:
    return {
        "s": schedule.stability,
        "d": schedule.difficulty,
        "due": schedule.due.isoformat(),
        "day": schedule.day.isoformat(),
        "at": schedule.at.isoformat(),
        "reps": schedule.reviews,
        "lapses": schedule.lapses,
        "last": schedule.last_review,
    }


def state_of(found: Document) -> Schedule:
    return Schedule(
        float(found["s"]),
        float(found["d"]),
        date.fromisoformat(found["due"]),
        date.fromisoformat(found["day"]),
        datetime.fromisoformat(found["at"]),
        found["reps"],
        found["lapses"],
        found["last"],
    )


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
    if review.proposed is not None:
        found["proposed"] = int(review.proposed)
    if review.reason is not None:
        found["reason"] = review.reason.value
    for name in ("unsure", "override", "hinted", "repeat", "scene", "own_words"):
        if value := getattr(review, name):
            found[name] = value
    if review.at != review.after.at or review.at.utcoffset() != review.after.at.utcoffset():
        found["at"] = review.at.isoformat()
    if review.day != review.after.day:
        found["day"] = review.day.isoformat()
    if review.retention != RETENTION:
        found["retention"] = review.retention
    if review.before is not None:
        found["before"] = state_document(review.before)
    if review.after != beside:
        found["after"] = state_document(review.after)
    return found


def review_of(review_id: int, found: Document, schedule: Document) -> Review:
    """`schedule` is the card's schedules document in the same line."""
    after = state_of(found.get("after", schedule))
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
    return OwnLine(line_id, CardKey(found["card"]), found["deck"], found["text"], at)
