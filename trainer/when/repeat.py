"""What comes back: an RRULE (RFC 5545) on the clock of the wall, so that 19.30 stays 19.30 when the clock changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    "COUNT": "[0-9]{1,3}",
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
    # What may never come would be looked for day by day until the year 9999: 0.4 s by the month, and more by the day.
    rare = {"DAILY": {"BYMONTH", "BYMONTHDAY", "BYSETPOS"}, "WEEKLY": {"BYMONTHDAY", "BYSETPOS"}}
    if "FREQ" not in found or found.keys() & rare.get(found["FREQ"], set()):
        raise WhenError("when.rule")
    if found["FREQ"] == "DAILY" and {"BYDAY", "INTERVAL"} <= found.keys() and int(found["INTERVAL"]) > 1:
        raise WhenError("when.rule")
    return found


def next_occurrence(rule: str, after: datetime, zone: tzinfo, first: datetime) -> datetime | None:
    """The first time after `after`, counted from `first`; None when there is none in the five years to come."""
    begin, now = wall_clock(first, zone), wall_clock(after, zone)
    last = max(begin, now) + timedelta(days=MAX_DAYS)
    for wall in _series(rule, _nearer(parts(rule), begin, now), last, zone):
        if wall > now - timedelta(days=1) and (at := moment(wall, zone)).astimezone(UTC) > after.astimezone(UTC):
            return at
    return None


def _nearer(found: dict[str, str], begin: datetime, now: datetime) -> datetime:
    """A time from which the rule gives the same, at most two rounds of it and a year before now: not 20 000 days."""
    step, years = int(found.get("INTERVAL", 1)), now.year - begin.year - 1
    if "COUNT" in found or years < 1:
        return begin
    if found["FREQ"] in ("DAILY", "WEEKLY"):
        days = step * (7 if found["FREQ"] == "WEEKLY" else 1)
        return begin + timedelta(days=years * 365 // days * days)
    if (begin.month, begin.day) == (2, 29):
        return begin
    return begin.replace(year=begin.year + years // step * step)


def counted_out(rule: str, zone: tzinfo, first: datetime) -> str:
    """The same rule with the day of its last time for its COUNT, so that it may be counted from any of its times."""
    found = parts(rule)
    if "COUNT" not in found:
        return rule
    begin = wall_clock(first, zone)
    last = max(_series(rule, begin, begin + timedelta(days=4 * MAX_DAYS), zone), default=begin)
    del found["COUNT"]
    return ";".join(f"{name}={value}" for name, value in {**found, "UNTIL": f"{last:%Y%m%d}"}.items())


def _series(rule: str, begin: datetime, last: datetime, zone: tzinfo) -> Iterator[datetime]:
    """The times of a rule on the wall, from the first to the last that is asked for."""
    from dateutil.rrule import rrule, rrulestr  # 10 ms: only for events that come back

    found = parts(rule)
    # Counted here: a rule that is given both a count and an end is refused.
    count = int(found.pop("COUNT", 0)) or None
    until = found.pop("UNTIL", None)
    try:
        series = rrulestr(";".join(f"{name}={value}" for name, value in found.items()), dtstart=begin)
        assert isinstance(series, rrule)  # not a set of rules, which a rule of one line never is
        yield from islice(series.replace(until=min(last, _until(until, zone)) if until else last), count)
    except (ValueError, OverflowError) as error:  # the 99th of a month, a year 10000
        raise WhenError("when.rule") from error


def _until(text: str, zone: tzinfo) -> datetime:
    """The end of a rule on the wall: a day to its last second, a time in UTC in the learner's zone."""
    if len(text) == 8:
        return datetime.strptime(text + "235959", "%Y%m%d%H%M%S")  # noqa: DTZ007 - a time on the wall
    wall = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - as above
    return wall_clock(wall.replace(tzinfo=UTC), zone) if text.endswith("Z") else wall
