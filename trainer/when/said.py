"""A moment and a repetition in words; whatever is said here can be typed back and means the same."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, tzinfo

from trainer.days import DAY_START, clock_said, full_date_said, on_day, study_day, weekday_said
from trainer.i18n import Message, message
from trainer.when.model import When
from trainer.when.repeat import WEEKDAYS, parts

_EVENING_FROM = time(18)
_HOURS_UNTIL = 12
"""How long before it an event is so many hours away, rather than tomorrow."""


def said(at: datetime, now: datetime, zone: tzinfo, day_start: time = DAY_START, *, half: bool = False) -> Message:
    """A moment: "today 16:00", "tonight 19:30", "Thursday 26 Nov 19:30 (in 4 days)"; with `half` also in which half of
    the day: "Friday 27 Nov 20:00 in the evening (in 5 days)".

    While it is after midnight and the study day is still that of the evening before, neither "today" nor "tonight".
    """
    at, now = at.astimezone(zone), now.astimezone(zone)
    clock, today = _clock(at), study_day(now, day_start)
    away = (at.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    minutes, hours = math.ceil(away / 60), round(away / 3600)
    if at.date() == now.date() == today:
        part = "evening" if at.time() >= _EVENING_FROM else "today"
        clock = _with_part(at, clock) if half and part == "today" else clock
        if 0 < minutes < 60:
            return message(f"when.at_{part}_soon", time=clock, n=minutes)
        return message(f"when.at_{part}", time=clock)
    day, clock = day_said(at.date(), now.date()), _with_part(at, clock) if half else clock
    if away <= 0 and at.date() in (today, now.date()):
        return message("when.at_date", day=day, time=clock)
    distance = None
    if 0 < minutes < 60:
        distance = message("when.in_minutes", n=minutes)
    elif away > 0 and (away < _HOURS_UNTIL * 3600 or at.date() == now.date()):
        distance = message("when.in_hours", n=hours)
    return message(
        "when.at_day",
        day=day,
        time=clock,
        distance=distance or on_day(at.date(), today),
    )


def day_said(day: date, today: date) -> Message:
    """A day with its weekday, and its year if it is another: "Thursday 26 Nov", "Thursday 14 Jan 2027"."""
    return (
        full_date_said(day)
        if day.year == today.year
        else message("when.day_year", day=full_date_said(day), year=day.year)
    )


def understood(when: When, now: datetime, zone: tzinfo, day_start: time = DAY_START) -> Message:
    """What was made of what someone wrote, with the hour that was taken if none was given."""
    at, now = when.at.astimezone(zone), now.astimezone(zone)
    if when.rule:
        shown = message(
            "when.comes_back_yearly" if "YEARLY" in when.rule else "when.comes_back",
            rule=rule_said(when.rule),
            time=_with_part(at, clock_said(at)) if when.half_taken else clock_said(at),
            day=at.day,
            month=_month(str(at.month)),
            year=at.year,
            distance=on_day(at.date(), study_day(now, day_start)),
        )
    else:
        shown = said(at, now, zone, day_start, half=when.half_taken)
    return message("when.hour_taken", when=shown, time=clock_said(at)) if when.day_only else shown


def _clock(at: datetime) -> Message:
    """The time; the second of two that are called the same is the one on winter time."""
    from dateutil.tz import datetime_ambiguous  # 20 ms: only where an event is shown

    clock = clock_said(at)
    return message("when.winter_time", time=clock) if at.fold and datetime_ambiguous(at) else clock


def _with_part(at: datetime, clock: Message) -> Message:
    """The time with the part of the day that it is in."""
    part = "morning" if at.hour < 12 else "afternoon" if at.time() < _EVENING_FROM else "evening"
    return message(f"when.in_{part}", time=clock)


def rule_said(rule: str) -> Message:
    """A repetition: "every first Thursday of the month", "every 2 weeks on Wednesday"."""
    found = parts(rule)
    text = _series(found)
    if "COUNT" in found:
        return message("when.rule_count", rule=text, n=int(found["COUNT"]))
    if until := found.get("UNTIL"):
        day = date(int(until[:4]), int(until[4:6]), int(until[6:8]))
        return message(
            "when.rule_until", rule=text, day=message("when.day_year", day=full_date_said(day), year=day.year)
        )
    return text


def _series(found: dict[str, str]) -> Message:
    """A rule without its end; one of a kind that we never make ourselves is only said to come back."""
    every = int(found.get("INTERVAL", 1))
    shape = (found["FREQ"], *sorted(found.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}))
    days, months = found.get("BYDAY", "").split(","), found.get("BYMONTH", "")
    match shape:
        case ("DAILY",):
            return _every("days", every)
        case ("WEEKLY",) | ("MONTHLY",) | ("YEARLY",):
            return _every({"W": "weeks", "M": "months", "Y": "years"}[found["FREQ"][0]], every)
        case ("WEEKLY", "BYDAY") if all(day in WEEKDAYS for day in days):
            named = _joined([weekday_said(WEEKDAYS.index(day)) for day in days])
            if every == 1:
                return message("when.rule_weekdays", days=named)
            return message("when.rule_on", every=_every("weeks", every), days=named)
        case ("MONTHLY", "BYDAY") if nth := _nth(days):
            if every == 1:
                return message("when.rule_nth", nth=nth)
            return message("when.rule_nth_months", nth=nth, every=_every("months", every))
        case ("YEARLY", "BYDAY", "BYMONTH") if every == 1 and (nth := _nth(days)) and "," not in months:
            return message("when.rule_nth_year", nth=nth, month=_month(months))
        case ("MONTHLY", "BYMONTHDAY") | ("MONTHLY", "BYMONTHDAY", "BYSETPOS"):
            if day := _monthday(found):
                if every == 1:
                    return message("when.rule_monthday", day=day)
                return message("when.rule_monthday_months", day=day, every=_every("months", every))
        case ("YEARLY", "BYMONTH", "BYMONTHDAY") if every == 1 and months.isdigit() and found["BYMONTHDAY"].isdigit():
            return message("when.rule_date", day=int(found["BYMONTHDAY"]), month=_month(months))
    return message("when.rule_other")


def _every(unit: str, n: int) -> Message:
    return message(f"when.every_{unit}", n=n)


def _month(number: str) -> Message | str:
    return message(f"days.month_{int(number)}") if 1 <= int(number) <= 12 else number


def _monthday(found: dict[str, str]) -> Message | None:
    """The day of the month; after the 28th a short month's last day stands in for it."""
    day, places = found["BYMONTHDAY"], found.get("BYSETPOS")
    if places is None:
        return _ordinal(int(day)) if day.isdigit() else None
    last = day.rsplit(",", 1)[-1]
    return _ordinal(int(last)) if places == "-1" and day == late_monthday(int(last)) else None


def _ordinal(day: int) -> Message:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
    return message(f"when.monthday_{ending}", day=day)


def late_monthday(day: int) -> str:
    """BYMONTHDAY for the 29th to the 31st, of which BYSETPOS=-1 takes the last that a month has."""
    return ",".join(map(str, range(28, day + 1)))


def _nth(days: list[str]) -> Message | None:
    """ "first Thursday", "first and third Thursday"; None for several weekdays or without a number."""
    places, names = [day[:-2] for day in days], {day[-2:] for day in days}
    if len(names) != 1 or not all(place.lstrip("+") in {"1", "2", "3", "4", "5", "-1"} for place in places):
        return None
    words = [message(f"when.nth_{place.lstrip('+').replace('-1', 'last')}") for place in places]
    return message("when.nth_weekday", nth=_joined(words), weekday=weekday_said(WEEKDAYS.index(names.pop())))


def _joined(words: list[Message]) -> Message:
    text = words[0]
    for word in words[1:]:
        text = message("when.and", first=text, second=word)
    return text
