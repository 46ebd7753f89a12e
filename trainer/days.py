"""The study day, and how a day is said.

A study day starts at 04:00 local time (a setting), so that an answer after midnight still belongs to the evening.
Days are counted on the wall clock: an hour that the clock skips or repeats never makes a card due a day off.

Between midnight and four "today" may be either of two dates. One rule holds everywhere. What is *counted* is counted
from the study day (tomorrow, in 3 days, next week; what is due, a promise, the days of practice before an event): who
is still up has begun no other day. What is *named* is the calendar's next (Friday 19:30, this evening): an evening that
is over is not meant. And in those hours the program itself says neither "today" nor "tonight" of a moment, but its
weekday, its date and how many hours it is away.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from trainer.i18n import Message, message

DAY_START = time(4)


def study_day(now: datetime, start: time = DAY_START) -> date:
    """The study day that `now`, an aware local time, belongs to."""
    wall = now.replace(tzinfo=None)
    return (wall - timedelta(hours=start.hour, minutes=start.minute)).date()


def local_now() -> datetime:
    """Now, in the machine's time zone: the one clock that the program injects everywhere else."""
    return datetime.now().astimezone()


def on_day(day: date, today: date) -> Message:
    """When `day` is, seen from `today`: "yesterday", "tomorrow", "in 3 days", "in 2 weeks"."""
    distance = (day - today).days
    if distance < -1:
        return message("days.ago", n=-distance)
    if distance <= 2:
        return message(("days.yesterday", "days.today", "days.tomorrow", "days.after_tomorrow")[distance + 1])
    return in_about(distance)


def in_about(days: int) -> Message:
    """A distance in days, in the unit that a person would use: "in 3 weeks", "in 5 months", "in 2 years"."""
    unit, n = _rounded(days)
    return message(f"days.in_{unit}", n=n)


def short_interval(days: int) -> Message:
    """An interval for a key's label: "now", "3 d", "2 wk", "5 mo", "2 y"."""
    unit, n = _rounded(days)
    return message(f"days.short_{unit}", n=n) if days > 0 else message("days.short_now")


def _rounded(days: int) -> tuple[str, int]:
    """A number of days in the unit that a person would use."""
    if days < 14:
        return "days", days
    if days < 60:
        return "weeks", round(days / 7)
    if days < 700:
        return "months", round(days / 30.44)
    return "years", round(days / 365.25)


def date_said(day: date) -> Message:
    """A date with its weekday: "Wed 12 Nov", "wo 12 nov"."""
    return message(
        "days.date",
        weekday=message(f"days.weekday_{day.weekday()}"),
        day=day.day,
        month=message(f"days.month_{day.month}"),
    )


def full_date_said(day: date) -> Message:
    """A date with its weekday in full: "Wednesday 12 Nov", "woensdag 12 nov"."""
    return message(
        "days.date", weekday=weekday_said(day.weekday()), day=day.day, month=message(f"days.month_{day.month}")
    )


def weekday_said(weekday: int) -> Message:
    """A weekday in full, 0 for Monday."""
    return message(f"days.weekday_full_{weekday}")


def clock_said(at: datetime | time) -> Message:
    """A time of day: "19:30", "19.30"."""
    return message("days.clock", hour=f"{at.hour:02}", minute=f"{at.minute:02}")


def minutes_said(seconds: float) -> Message:
    """A duration for a person: "less than a minute", "1 minute", "6 minutes"."""
    minutes = round(seconds / 60)
    return message("days.minutes", n=minutes) if minutes else message("days.under_a_minute")


def about(seconds: float) -> Message:
    """An expected duration: "about 6 minutes", "less than a minute"."""
    minutes = round(seconds / 60)
    return message("days.about_minutes", n=minutes) if minutes else message("days.under_a_minute")


def tomorrow_said(cards: int) -> Message:
    """What tomorrow brings: "Tomorrow: 6 cards."."""
    return message("days.tomorrow_cards", n=cards) if cards else message("days.tomorrow_nothing")
