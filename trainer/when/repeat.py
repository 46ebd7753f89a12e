"""What comes back: an RRULE (RFC 5545) on the clock of the wall, so that 19.30 stays 19.30 when the clock changes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from trainer.when.model import MAX_DAYS, WhenError, moment, wall_clock

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _listed(one: str) -> str:
    return f"(?:{one})(?:,(?:{one})){{0,30}}"


# What each part may hold. Whoever wrote the rule may be anyone: no hours, minutes or seconds, so that no rule has more
# than 366 occurrences a year.
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "0*[1-9][0-9]{0,2}",
    "COUNT": "[0-9]{1,5}",
    "UNTIL": "[0-9]{8}(?:T[0-9]{6}Z?)?",
    "BYDAY": _listed("[+-]?[0-9]{0,2}(?:MO|TU|WE|TH|FR|SA|SU)"),
    "BYMONTHDAY": _listed("[+-]?0?(?:[1-9]|[12][0-9]|3[01])"),
    "BYMONTH": _listed("0?[1-9]|1[0-2]"),
    "BYSETPOS": _listed("[+-]?[1-9][0-9]{0,2}"),
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
}


def parts(rule: str) -> dict[str, str]:
    """A rule's parts by their names; WhenError where we cannot follow it."""
    found: dict[str, str] = {}
    for part in rule.upper().removeprefix("RRULE:").split(";")[: len(_PARTS) + 1]:
        name, _, value = part.partition("=")
        if name in found or name not in _PARTS or not re.fullmatch(_PARTS[name], value):
            raise WhenError("when.rule")
        found[name] = value
    if "FREQ" not in found:
        raise WhenError("when.rule")
    return found


def next_occurrence(rule: str, after: datetime, zone: tzinfo, first: datetime) -> datetime | None:
    """The first time after `after`, counted from `first`; None when there is none in the five years to come."""
    from dateutil.rrule import rrule, rrulestr  # 10 ms: only for events that come back

    found = parts(rule)
    begin, now = wall_clock(first, zone), wall_clock(after, zone)
    last = max(begin, now) + timedelta(days=MAX_DAYS)
    count = int(found.pop("COUNT", 0)) or None
    until = found.pop("UNTIL", None)
    counted = ";".join(f"{name}={value}" for name, value in found.items())
    try:
        series = rrulestr(counted, dtstart=begin)
        assert isinstance(series, rrule)  # not a set of rules, which a rule of one line never is
        series = series.replace(until=min(last, _until(until, zone)) if until else last)
        for wall in islice(series, count):
            if wall > now - timedelta(days=1) and (at := moment(wall, zone)).astimezone(UTC) > after.astimezone(UTC):
                return at
    except (ValueError, OverflowError) as error:  # a month 13, a year 10000
        raise WhenError("when.rule") from error
    return None


def _until(text: str, zone: tzinfo) -> datetime:
    """The end of a rule on the wall: a day to its last second, a time in UTC in the learner's zone."""
    if len(text) == 8:
        return datetime.strptime(text + "235959", "%Y%m%d%H%M%S")  # noqa: DTZ007 - a time on the wall
    wall = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - as above
    return wall_clock(wall.replace(tzinfo=UTC), zone) if text.endswith("Z") else wall
