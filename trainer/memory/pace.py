"""How fast this learner answers: what a session plans its minutes with, and what tells quick from slow."""

from __future__ import annotations

from dataclasses import dataclass, field

KEPT = 40
"""How many recent answers count: some four sessions, so that it follows the learner and not one bad evening."""
IDLE = 60.0
"""Seconds after which a pause is a doorbell and not thinking."""
PRIOR = 8
"""How many answers the starting figure weighs: one slow first card does not halve the first session."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer's times, in seconds."""

    seconds: float
    """From the card's appearance to moving on."""
    first_key: float | None
    """From the card's appearance to the first key; None where keys are not seen, as through a pipe."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Recent answers, newest last: those of one kind of work (short answers, or own words)."""

    recent: tuple[Answered, ...] = field(default=())

    def after(self, answered: Answered) -> Pace:
        return Pace((*self.recent, answered)[-KEPT:])

    def seconds(self, start: float) -> float:
        """Expected seconds a card: the recent mean, leaning on `start` while there is little of it."""
        total = sum(min(a.seconds, 5 * start) for a in self.recent)
        return (PRIOR * start + total) / (PRIOR + len(self.recent))

    def typical_first_key(self) -> float | None:
        """The median first key in seconds; None with fewer than five answers to go by."""
        waits = [min(a.first_key, IDLE) for a in self.recent if a.first_key is not None]
        if len(waits) < 5:
            return None
        from statistics import median  # with fractions and decimals, 3 ms that only a judged answer needs

        return median(waits)
