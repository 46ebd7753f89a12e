"""What was understood of a date and a time, and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from trainer.i18n import TrainerError

MAX_TEXT = 200
"""Characters that a moment may be written in."""
MAX_DAYS = 5 * 366
"""How far ahead an event may be."""
EVENING = time(19, 30)
"""When a day is named without its hour: most drinks begin then."""


class WhenError(TrainerError):
    """This is no moment, or none that an event can be at."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment that someone wrote, as it was understood."""

    at: datetime
    """The moment, or the first of several; aware, in the learner's zone, in whole minutes."""
    rule: str | None = None
    """How it comes back: an RRULE (RFC 5545) without its DTSTART, which is `at`."""
    day_only: bool = False
    """No hour was written: a usual one was taken, and the learner should see which."""
    half_taken: bool = False
    """Which half of the day an hour is in was not written, and the learner should see which was taken."""


def moment(wall: datetime, zone: tzinfo, fold: int = 0) -> datetime:
    """A time on the wall clock as a moment; one that the clock skips is as much later as the clock jumps."""
    from dateutil.tz import resolve_imaginary  # 20 ms: only for those who write a date

    aware: datetime = resolve_imaginary(wall.replace(tzinfo=zone, fold=fold))
    return aware.astimezone(UTC).astimezone(zone)  # fold says then which of two hours it is, and nothing else


def wall_clock(at: datetime, zone: tzinfo) -> datetime:
    """What the clock on the wall shows then, as a naive time."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)
