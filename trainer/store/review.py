"""What one review was: everything needed to understand, replay or undo it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from trainer.cards.model import CardKey
from trainer.grading.model import Reason, Verdict
from trainer.memory.model import Grade, Schedule
from trainer.store.documents import RETENTION


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to one card."""

    id: int
    """From Store.new_id(); the same id on every try to save it, so that it is never counted twice."""
    card: CardKey
    deck: str
    at: datetime
    """With its time zone."""
    day: date
    """The study day it counts for."""
    typed: str
    verdict: Verdict
    reason: Reason | None
    credit: float
    unsure: bool
    proposed: Grade | None
    """What the trainer proposed; None where it asked."""
    grade: Grade
    """What the learner settled on."""
    override: bool
    """The learner disagreed with the verdict ("I was right", "I was wrong")."""
    hinted: bool
    repeat: bool
    """Asked again in the same session after a miss."""
    scene: int
    """Which of the card's scenes, from 0."""
    own_words: bool
    """An own-words card: which of the two paces it counts for."""
    seconds: float
    first_key: float | None
    """Seconds to the first key; None where keys are not seen."""
    before: Schedule | None
    """The memory state it found; None for a new card. What undo puts back."""
    after: Schedule
    """The memory state it left."""
    retention: float = RETENTION
    """The desired retention it was scheduled with, 0.7..0.97."""
