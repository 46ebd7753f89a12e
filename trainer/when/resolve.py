"""From the facts in a text to the moment that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from trainer.days import DAY_START, full_date_said, on_day, study_day, weekday_said
from trainer.i18n import Language, message
from trainer.when.grammar import Reading, read
from trainer.when.model import EVENING, MAX_DAYS, MAX_TEXT, When, WhenError, moment
from trainer.when.repeat import WEEKDAYS, next_occurrence
from trainer.when.said import day_said, late_monthday, said

DAY = timedelta(days=1)
# The hour of a part of the day that was named without one.
_USUAL = {"morning": time(9), "afternoon": time(14), "evening": EVENING, "night": time(22)}
# Until when such a part lasts, for an event that is written down while it has begun; the others to midnight.
_ENDS = {"morning": time(12), "afternoon": time(18)}
_RECENT_MONTHS = 2
"""A date without its year that is less long ago is a slip; one that is longer ago is next year's."""
_SOON = timedelta(minutes=15)
"""How long from now a usual hour that is past moves at least."""


@dataclass(frozen=True)
class _Here:
    """Where and when something is read."""

    now: datetime
    zone: tzinfo
    day_start: time
    evening: bool
    """Whether it is about something that is usually in the evening."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def study_day(self) -> date:
        return study_day(self.now, self.day_start)

    def to_come(self, at: datetime) -> bool:
        return at.astimezone(UTC) > self.now.astimezone(UTC)


def understand(
    text: str, *, now: datetime, zone: tzinfo, language: Language, day_start: time = DAY_START, evening: bool = False
) -> When:
    """The moment that a person wrote, in Dutch or in English; `language` decides only where the two differ.

    A date is day first in both, as in Britain; what was understood is shown with the month's name. An hour on the
    twelve-hour clock ("half past seven", "9u") is the one from eight to noon, in the afternoon or in the evening; of
    what is usually in the `evening`, as drinks are, the one from ten to noon or after it. With its minutes in digits
    (8:00) or a zero before it (08) it is what it says. WhenError where nothing or too much is said, and for what is
    past.
    """
    if len(text) > MAX_TEXT:
        raise WhenError("when.too_long", limit=MAX_TEXT)
    if not text.strip():
        raise WhenError("when.empty")
    here = _Here(now.astimezone(zone), zone, day_start, evening)
    if at := _with_offset(text):
        _check_reach(at.date(), here)
        at = at.astimezone(zone).replace(second=0, microsecond=0)
        return When(at) if here.to_come(at) else _past(at.date(), at, here)
    reading = read(text, language)
    if reading.every:
        return _repeated(reading, here)
    if reading.minutes:
        return _from_now(reading, here, text)
    return _once(reading, here, text)


def _with_offset(text: str) -> datetime | None:
    """A time with its offset, as programs write it: 2026-11-12T18:00:00+01:00."""
    if "T" not in text[8:13].upper():
        return None
    from dateutil.parser import isoparse  # 25 ms: only for those who write a date

    try:
        at: datetime = isoparse(text.strip().upper())
    except (ValueError, OverflowError):
        return None
    return at if at.tzinfo else None


def _from_now(reading: Reading, here: _Here, text: str) -> When:
    """So many minutes from now, by the clock that never jumps."""
    if reading.clock or reading.part or _names_a_day(reading) or reading.months:
        raise _nothing(text)
    minutes = reading.minutes + reading.days * 24 * 60
    if minutes > MAX_DAYS * 24 * 60:
        raise WhenError("when.too_far")
    at = (here.now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(here.zone).replace(second=0, microsecond=0)
    return When(at) if here.to_come(at) else _past(at.date(), at, here)


def _once(reading: Reading, here: _Here, text: str) -> When:
    """The first of the days that may be meant on which the hour is still to come."""
    if not (reading.clock or reading.part or reading.span or reading.which or _names_a_day(reading)):
        raise _nothing(text)
    days = _days(reading, here)
    for day in days:
        _check_reach(day, here)
        if at := _first_to_come(reading, day, here):
            return When(at, day_only=reading.clock is None, half_taken=_half_taken(reading, here))
    recent = reading.clock and here.today - days[-1] < timedelta(days=366)
    return _past(days[-1], moment(next(_walls(reading, days[-1], here)), here.zone) if recent else None, here)


def _first_to_come(reading: Reading, day: date, here: _Here) -> datetime | None:
    if day < here.today - DAY:
        return None
    moments = (moment(wall, here.zone, reading.fold) for wall in _walls(reading, day, here))
    return next(filter(here.to_come, moments), None)


def _names_a_day(reading: Reading) -> bool:
    return bool(reading.date or reading.weekdays or reading.ordinals) or not (
        reading.offset is None and reading.monthday is None
    )


def _check_reach(day: date, here: _Here) -> None:
    if day > here.today + MAX_DAYS * DAY:
        raise WhenError("when.too_far")


def _nothing(text: str) -> WhenError:
    return WhenError("when.nothing", text=" ".join(text.split())[:40])


def _past(day: date, at: datetime | None, here: _Here) -> When:
    """Refuse what is no longer to come."""
    if at:
        raise WhenError("when.past", what=said(at, here.now, here.zone, here.day_start))
    what = day_said(day, here.today)
    if not day == here.study_day < here.today:  # after midnight yesterday is the study day, which nobody calls today
        what = message("when.day_distance", day=what, distance=on_day(day, here.study_day))
    raise WhenError("when.past", what=what)


# -- which day


def _days(reading: Reading, here: _Here) -> list[date]:
    """The days that may be meant, the likeliest first; at least one."""
    named = [reading.date is not None, reading.monthday is not None, reading.offset is not None]
    if sum(named) + bool(reading.ordinals) > 1 or (reading.span and (any(named[:2]) or reading.ordinals)):
        raise WhenError("when.two_days")
    if reading.ordinals:
        return _nth_days(reading, here)
    if len(reading.weekdays) > 1:
        raise WhenError("when.two_days")
    if reading.date:
        return _agreeing(_dates(reading, here), reading)
    if reading.monthday is not None:
        return _agreeing(_monthdays(reading.monthday, here), reading)
    if reading.offset is not None:
        # After midnight the day that one sleeps towards is called tomorrow, and after that hour the calendar's.
        starts = [here.study_day, here.today] if reading.offset > 0 else [here.today]
        days = [_shifted(start + reading.offset * DAY, reading) for start in starts]
        return _agreeing(list(dict.fromkeys(days)), reading)
    if reading.weekdays:
        return _weekdays(reading, here)
    if reading.which:
        return [here.study_day + 7 * DAY]
    if reading.span:
        return [_shifted(here.study_day, reading)]
    return [here.today, here.today + DAY]


def _shifted(day: date, reading: Reading) -> date:
    """So many days or months later."""
    if not reading.months:
        return day + min(reading.days, 2 * MAX_DAYS) * DAY
    from dateutil.relativedelta import relativedelta

    later: date = day + relativedelta(months=min(reading.months, 2 * MAX_DAYS // 30), days=min(reading.days, MAX_DAYS))
    return later


def _agreeing(days: list[date], reading: Reading) -> list[date]:
    """The days that are the weekday written beside them."""
    if not reading.weekdays:
        return days
    agreeing = [day for day in days if day.weekday() == reading.weekdays[0]]
    if not agreeing:
        raise WhenError(
            "when.other_weekday",
            day=full_date_said(days[0]),
            year=days[0].year,
            weekday=weekday_said(reading.weekdays[0]),
        )
    return agreeing


def _weekdays(reading: Reading, here: _Here) -> list[date]:
    """This or the coming such day, or that of the next calendar week, which starts on Monday."""
    mondays = [day - day.weekday() * DAY for day in (here.study_day, here.today)]
    weekday = reading.weekdays[0]
    if reading.which == "next":
        days = [mondays[0] + (7 + weekday) * DAY]
    elif reading.which:
        days = [monday + weekday * DAY for monday in dict.fromkeys(mondays)]
    else:
        coming = here.today + (weekday - here.today.weekday()) % 7 * DAY
        days = [coming, coming + 7 * DAY]
    if reading.span:
        days = [next((day for day in days if _first_to_come(reading, day, here)), days[-1])]
    return [_shifted(day, reading) for day in days]


def _dates(reading: Reading, here: _Here) -> list[date]:
    """A date; without its year this year's, or next year's when that is long past."""
    from dateutil.relativedelta import relativedelta

    assert reading.date
    year, month, day = reading.date
    found = []
    for candidate in (year,) if year is not None else (here.today.year, here.today.year + 1):
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    if not found:
        shown = f"{day}-{month}" + (f"-{year}" if year is not None else "")
        raise WhenError("when.no_date", day=shown)
    if year is None and len(found) > 1:
        long_ago = here.today - relativedelta(months=_RECENT_MONTHS)
        found = found[1:] if found[0] < long_ago else found[:1]
    return found


def _monthdays(day: int, here: _Here) -> list[date]:
    """That day of this month and of those to come, where there is one."""
    from dateutil.relativedelta import relativedelta

    starts = [here.today.replace(day=1) + relativedelta(months=n) for n in range(13)]
    return [start.replace(day=day) for start in starts if (start + (day - 1) * DAY).month == start.month]


def _nth_days(reading: Reading, here: _Here) -> list[date]:
    """The first Thursday of this month and of those to come, or of the month that was named."""
    from dateutil.relativedelta import relativedelta

    if len(reading.ordinals) > 1:
        raise WhenError("when.two_days")
    nth, weekday = reading.ordinals[0], reading.weekdays[0]
    start = here.today.replace(day=1)
    if reading.of_month:
        start = start.replace(month=reading.of_month, year=reading.of_year or start.year)
        starts = [start] if reading.of_year else [start, start + relativedelta(years=1)]
    elif reading.of_next:
        starts = [here.study_day.replace(day=1) + relativedelta(months=1)]
    else:
        starts = [start + relativedelta(months=n) for n in range(13)]
    days = [day for start in starts if (day := _nth_of_month(start, nth, weekday))]
    if not days:
        raise WhenError("when.no_nth", n=nth)
    return days


def _nth_of_month(start: date, nth: int, weekday: int) -> date | None:
    """The nth such weekday of the month that starts then; None if there is no fifth."""
    if nth == -1:
        after = (start + 31 * DAY).replace(day=1)
        return after - ((after.weekday() - weekday - 1) % 7 + 1) * DAY
    day = start + ((weekday - start.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return day if day.month == start.month else None


# -- which hour


def _walls(reading: Reading, day: date, here: _Here) -> Iterator[datetime]:
    """The times on the wall that may be meant on a day, the likeliest first; at least one."""
    clock, part = reading.clock, reading.part
    today = day == here.today
    if clock is None:
        yield datetime.combine(day, _USUAL[part] if part else EVENING)
        if today and not reading.weekdays:
            yield from _later_today(part, here)
        return
    hour = clock.hour
    if part is None:
        if clock.spoken and hour < _morning_from(here):
            hour += 12
        yield _wall(day, hour, clock.minute)
        if clock.spoken and today and clock.hour != 12:
            yield _wall(day, (hour + 12) % 24, clock.minute)
        return
    if part in ("evening", "night") and hour <= (3 if part == "evening" else 6):
        if today:  # it is after midnight, and the hour is one of this night
            yield _wall(day, hour, clock.minute)
        hour += 24
    elif (part == "afternoon" and hour < 8) or (part in ("evening", "night") and hour <= 12):
        hour += 12
    yield _wall(day, hour, clock.minute)


def _morning_from(here: _Here) -> int:
    """From which hour on, until noon, an hour is meant to be in the morning."""
    return 10 if here.evening else 8


def _half_taken(reading: Reading, here: _Here) -> bool:
    """Whether the hour may be meant in the other half of the day; also an early one of what is usually late."""
    clock = reading.clock
    return clock is not None and reading.part is None and (clock.spoken or (here.evening and 5 <= clock.hour < 10))


def _wall(day: date, hour: int, minute: int) -> datetime:
    """A time on a day, which may run on past midnight: 24:00, 25:30."""
    return datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)


def _later_today(part: str | None, here: _Here) -> Iterator[datetime]:
    """The next half hour, for an evening that has begun."""
    wall = here.now.replace(tzinfo=None, fold=0) + _SOON
    wall += (datetime.combine(here.today, time()) - wall) % timedelta(minutes=30)
    end = datetime.combine(here.today, _ENDS[part]) if part in _ENDS else datetime.combine(here.today + DAY, time())
    if wall < end:
        yield wall


# -- what comes back


def _repeated(reading: Reading, here: _Here) -> When:
    """The rule, and the first time that it gives; a date or a day beside it says from when."""
    start = _start(reading, here)
    _check_reach(start, here)
    wall = next(_walls(reading, here.today + 7 * DAY, here))
    if wall.date() != here.today + 7 * DAY:
        raise WhenError("when.vague")  # "every Friday at midnight": of which day?
    rule = _rule(reading, start)
    after = here.now
    begin = moment(datetime.combine(start, time()), here.zone) - timedelta(seconds=1)
    if begin.astimezone(UTC) > after.astimezone(UTC):
        after = begin
    # A rule's hour is that of its first day: a day on which the clock skips it is not the first.
    first = moment(datetime.combine(start - DAY, wall.time()), here.zone)
    while (at := next_occurrence(rule, after, here.zone, first)) and at.time() != wall.time():
        after = at
    if at is None:
        raise WhenError("when.too_far")
    if reading.interval > 1:
        name, _, rest = rule.partition(";")
        rule = ";".join(filter(None, (name, f"INTERVAL={reading.interval}", rest)))
    return When(at, rule, day_only=reading.clock is None, half_taken=_half_taken(reading, here))


def _start(reading: Reading, here: _Here) -> date:
    """From when the rule counts."""
    if reading.span or reading.which or (reading.date and reading.offset is not None):
        raise WhenError("when.vague")
    if reading.date:
        return _dates(reading, here)[0]
    if reading.offset is not None:
        return (here.study_day if reading.offset > 0 else here.today) + reading.offset * DAY
    days = [here.today, here.today + DAY]
    return next((day for day in days if _first_to_come(reading, day, here)), days[-1])


def _rule(reading: Reading, start: date) -> str:
    """The rule, with each of its days in it, so that it does not lean on the first."""
    month = reading.of_month
    days = [WEEKDAYS[day] for day in dict.fromkeys(reading.weekdays)]
    monthday = start.day if reading.monthday is None else reading.monthday
    if reading.ordinals:
        nth = ",".join(f"{n}{days[0]}" for n in dict.fromkeys(reading.ordinals))
        if month and reading.frequency in (None, "YEARLY"):
            return f"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}"
        frequencies = {"MONTHLY": f"FREQ=MONTHLY;BYDAY={nth}"}
    elif reading.monthday is not None:
        frequencies = {"MONTHLY": _monthly(monthday)}
    elif days:
        frequencies = {"WEEKLY": f"FREQ=WEEKLY;BYDAY={','.join(days)}"}
    elif reading.date and reading.frequency is None:
        frequencies = {"YEARLY": f"FREQ=YEARLY;BYMONTH={start.month};BYMONTHDAY={start.day}"}
    else:
        frequencies = {
            "DAILY": "FREQ=DAILY",
            "WEEKLY": f"FREQ=WEEKLY;BYDAY={WEEKDAYS[start.weekday()]}",
            "MONTHLY": _monthly(monthday),
            "YEARLY": f"FREQ=YEARLY;BYMONTH={start.month};BYMONTHDAY={start.day}",
        }
    frequency = reading.frequency or (next(iter(frequencies)) if len(frequencies) == 1 else "")
    if frequency not in frequencies or (reading.ordinals and (month or reading.of_next)):
        raise WhenError("when.vague")
    return frequencies[frequency]


def _monthly(day: int) -> str:
    """On a day of the month; a month that is shorter gives its last."""
    return (
        f"FREQ=MONTHLY;BYMONTHDAY={day}" if day <= 28 else f"FREQ=MONTHLY;BYMONTHDAY={late_monthday(day)};BYSETPOS=-1"
    )
