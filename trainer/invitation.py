"""An invitation as calendars send it: an .ics file (RFC 5545), of which the next event that is to come is read.

Whoever sent the file may be anyone: its size and its events are bounded, its rules are checked by `trainer.when`, and
its texts become one line of plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from trainer.i18n import Message, TrainerError, message
from trainer.when import WhenError, said
from trainer.when.model import EVENING, MAX_DAYS, moment
from trainer.when.repeat import counted_out, next_occurrence, parts

if TYPE_CHECKING:
    from icalendar import Component

MAX_BYTES = 2_000_000
"""Of a file: reading takes about a second a megabyte, and an invitation is a few kilobytes."""
_MAX_EVENTS = 50
_EVENT = re.compile(r"^END:VEVENT[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_MAX_SKIPPED = 100
"""How many times of a repetition may be cancelled or moved in a row."""
_MAX_NAME, _MAX_PLACE = 100, 200
"""Characters that are kept."""
_YEARS = (1970, 2200)
"""Of a beginning: no rule counts through more days than lie between these."""


class InvitationError(TrainerError):
    """This is no invitation, or none to anything that is still to come."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An event that someone was invited to."""

    name: str
    """One line; empty if the invitation has none."""
    at: datetime
    """When it begins, or the next of several times; aware, in the learner's zone, in whole minutes."""
    rule: str | None = None
    """How it comes back, as in `trainer.when.When`."""
    place: str = ""
    """One line; empty if the invitation has none."""
    day_only: bool = False
    """It lasts all day: a usual hour was taken."""
    note: Message | None = None
    """What of the invitation could not be taken over."""


@dataclass(frozen=True, slots=True)
class _Begin:
    """When an event begins, on whose clock."""

    at: datetime
    zone: tzinfo
    day_only: bool


def read_invitation(data: bytes, *, now: datetime, zone: tzinfo) -> Invitation:
    """The next event in the file that is to come; InvitationError if it has none, or is no such file."""
    if len(data) > MAX_BYTES:
        raise InvitationError("invitation.too_big", limit=MAX_BYTES // 1_000_000)
    calendars = _calendars(data)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        raise InvitationError("invitation.no_event")
    live = [event for event in events if _line(event, "STATUS").upper() != "CANCELLED"]
    if not live or all(_line(calendar, "METHOD").upper() == "CANCEL" for calendar in calendars):
        raise InvitationError("invitation.cancelled")
    begins = [(event, begin) for event in live if (begin := _begin(event, zone))]
    if not begins:
        raise InvitationError("invitation.no_begin")
    moved = {(_line(event, "UID"), at) for event in events for at in _instants(event, "RECURRENCE-ID", zone)}
    coming = [found for event, begin in begins if (found := _coming(event, begin, moved, now, zone))]
    if not coming:
        last = max((begin.at for _, begin in begins), key=_utc)
        raise InvitationError("invitation.past", what=said(last, now, zone))
    chosen = min(coming, key=lambda found: _utc(found.at))
    if _utc(chosen.at) > _utc(now) + timedelta(days=MAX_DAYS):
        raise InvitationError("invitation.too_far")
    return chosen


def _calendars(data: bytes) -> Sequence[Component]:
    """What is in the file."""
    from icalendar import Calendar  # 60 ms: only for those who open an invitation

    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "BEGIN:VCALENDAR" not in text[:1000].upper():
        raise InvitationError("invitation.other_file")
    if len(_EVENT.findall(text)) > _MAX_EVENTS:  # a whole calendar of 10 000 takes 9 s to read
        raise InvitationError("invitation.too_many", limit=_MAX_EVENTS)
    try:
        # As bytes: a text of one line would be taken for the name of a file.
        calendars = Calendar.from_ical(text.strip().encode(), multiple=True)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise InvitationError("invitation.broken") from error
    if not calendars:  # it stops before its END
        raise InvitationError("invitation.broken")
    return calendars


def _utc(at: datetime) -> datetime:
    """For comparing: two times in one zone are compared by the clock on the wall."""
    return at.astimezone(UTC)


def _line(component: Component, name: str, limit: int = _MAX_PLACE) -> str:
    """A text as one line without signs that move the cursor; the first if there are several."""
    value = component.get(name, "")
    text = str(value[0] if isinstance(value, list) and value else value)
    shown = "".join(c if c.isprintable() else " " for c in text[: 10 * limit])
    return " ".join(shown.split())[:limit].strip()


def _begin(event: Component, zone: tzinfo) -> _Begin | None:
    """When an event begins; None where that cannot be read."""
    return _moment(_read(event.get("DTSTART"), "dt"), zone)


def _read(value: object, name: str) -> object:
    """What icalendar made of a property; None of one that is missing, given twice or broken."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _moment(value: object, zone: tzinfo) -> _Begin | None:
    """A date or a time as icalendar reads it; one without a zone, or with one unknown, is the learner's."""
    if not isinstance(value, date) or not _YEARS[0] <= value.year < _YEARS[1]:
        return None
    if not isinstance(value, datetime):
        return _Begin(moment(datetime.combine(value, EVENING), zone), zone, day_only=True)
    own = value.tzinfo or zone
    wall = value.replace(tzinfo=None, second=0, microsecond=0)
    return _Begin(moment(wall, own, value.fold), own, day_only=False)


def _instants(event: Component, name: str, zone: tzinfo) -> Iterator[datetime]:
    """The moments in a property that may be given once or often, with one moment or with many."""
    values = event.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        several = _read(value, "dts")
        for one in several if isinstance(several, list) else [value]:
            if begin := _moment(_read(one, "dt"), zone):
                yield _utc(begin.at)


def _coming(
    event: Component, begin: _Begin, moved: set[tuple[str, datetime]], now: datetime, zone: tzinfo
) -> Invitation | None:
    """The event as an invitation, at its next time; None if it has none."""
    at, rule, note = begin.at, None, None
    if "RRULE" in event and "RECURRENCE-ID" not in event:
        try:
            rule = counted_out(_rule(event), begin.zone, begin.at)
            off = {
                *_instants(event, "EXDATE", zone),
                *(instant for uid, instant in moved if uid == _line(event, "UID")),
            }
            next_at = _next(rule, begin, off, now)
        except WhenError:
            rule, next_at, note = None, at, message("invitation.rule_left")
        if next_at is None:
            return None
        at = next_at
        if rule and not _same_clock(begin.zone, zone, at):
            rule, note = None, message("invitation.zone_left")
    if _utc(at) <= _utc(now):
        return None
    name, place = _line(event, "SUMMARY", _MAX_NAME), _line(event, "LOCATION")
    return Invitation(name, at.astimezone(zone), rule, place, begin.day_only, note)


def _rule(event: Component) -> str:
    """The rule without what is so anyhow; WhenError where we cannot follow it."""
    value = event.get("RRULE")
    if isinstance(value, list):
        raise WhenError("when.rule")
    found = parts(value.to_ical().decode())
    if found.get("INTERVAL", "1").lstrip("0") == "1":
        found.pop("INTERVAL", None)
        found.pop("WKST", None)
    return ";".join(f"{name}={text}" for name, text in found.items())


def _next(rule: str, begin: _Begin, off: set[datetime], now: datetime) -> datetime | None:
    """The next time of a rule that was not cancelled or moved."""
    after = now
    for _ in range(_MAX_SKIPPED):
        at = next_occurrence(rule, after, begin.zone, begin.at)
        if at is None or _utc(at) not in off:
            return at
        after = at
    return None


def _same_clock(one: tzinfo, other: tzinfo, at: datetime) -> bool:
    """Whether two zones show the same time all year: a rule holds on the clock of the wall that it was made for."""
    days = (_utc(at) + timedelta(days=n) for n in range(0, 366, 7))
    return all(day.astimezone(one).utcoffset() == day.astimezone(other).utcoffset() for day in days)
