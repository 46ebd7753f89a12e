"""The study day and its words, over midnight, over four o'clock and over both changes of the clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.days import DAY_START, date_said, in_about, local_now, minutes_said, on_day, short_interval, study_day
from trainer.i18n import Catalog

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2025, 11, 12)
NL, EN = Catalog("nl"), Catalog("en")


def at(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold)


# -- the study day


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2025-11-12T04:00", "2025-11-12"),
        ("2025-11-12T23:59:59", "2025-11-12"),
        ("2025-11-13T00:00", "2025-11-12"),
        ("2025-11-13T03:59:59.999999", "2025-11-12"),
        ("2025-11-13T04:00", "2025-11-13"),
        ("2025-01-01T03:00", "2024-12-31"),
        ("2024-03-01T01:00", "2024-02-29"),
    ],
)
def test_a_study_day_runs_from_four_to_four(now: str, day: str) -> None:
    assert study_day(at(now)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("start", "now", "day"),
    [
        (time(0), "2025-11-12T00:00", "2025-11-12"),
        (time(0), "2025-11-12T23:59", "2025-11-12"),
        (time(5, 30), "2025-11-12T05:29", "2025-11-11"),
        (time(5, 30), "2025-11-12T05:30", "2025-11-12"),
        (time(12), "2025-11-12T11:59", "2025-11-11"),
        (time(23, 59), "2025-11-12T23:58", "2025-11-11"),
    ],
)
def test_a_study_day_starts_when_the_learner_says(start: time, now: str, day: str) -> None:
    assert study_day(at(now), start) == date.fromisoformat(day)


def test_the_hour_that_the_spring_skips_moves_no_day() -> None:
    # On 30 March 2025 the clock goes from 02:00 to 03:00.
    assert study_day(at("2025-03-30T01:59")) == date(2025, 3, 29)
    assert study_day(at("2025-03-30T03:00")) == date(2025, 3, 29)
    assert study_day(at("2025-03-30T03:59")) == date(2025, 3, 29)
    assert study_day(at("2025-03-30T04:00")) == date(2025, 3, 30)


def test_the_hour_that_the_autumn_repeats_moves_no_day() -> None:
    # On 26 October 2025 the hour from 02:00 comes twice.
    for fold in (0, 1):
        assert study_day(at("2025-10-26T02:30", fold=fold)) == date(2025, 10, 25)
        assert study_day(at("2025-10-26T02:30", fold=fold), time(2)) == date(2025, 10, 26)
    assert study_day(at("2025-10-26T03:59")) == date(2025, 10, 25)
    assert study_day(at("2025-10-26T04:00")) == date(2025, 10, 26)


@given(
    now=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001 -- made aware below
    start=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    fold=st.sampled_from([0, 1]),
)
def test_a_study_day_begins_at_its_start_and_lasts_a_day_on_the_wall_clock(
    now: datetime, start: time, fold: int
) -> None:
    day = study_day(now.replace(tzinfo=AMSTERDAM, fold=fold), start)
    assert datetime.combine(day, start) <= now < datetime.combine(day + timedelta(days=1), start)


def test_now_knows_its_time_zone() -> None:
    assert local_now().utcoffset() in (timedelta(hours=1), timedelta(hours=2))
    assert abs(local_now() - datetime.now(AMSTERDAM)) < timedelta(minutes=1)
    assert time(4) == DAY_START


# -- how it is said


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        (-2, "2 dagen geleden", "2 days ago"),
        (-1, "gisteren", "yesterday"),
        (0, "vandaag", "today"),
        (1, "morgen", "tomorrow"),
        (2, "overmorgen", "in 2 days"),
        (3, "over 3 dagen", "in 3 days"),
        (13, "over 13 dagen", "in 13 days"),
        (14, "over 2 weken", "in 2 weeks"),
        (59, "over 8 weken", "in 8 weeks"),
        (60, "over 2 maanden", "in 2 months"),
        (365, "over 12 maanden", "in 12 months"),
        (700, "over 2 jaar", "in 2 years"),
        (1500, "over 4 jaar", "in 4 years"),
    ],
)
def test_a_day_is_said_as_a_person_would(days: int, dutch: str, english: str) -> None:
    said = on_day(TODAY + timedelta(days=days), TODAY)
    assert (NL.say(said), EN.say(said)) == (dutch, english)


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        (-3, "nu", "now"),
        (0, "nu", "now"),
        (1, "1 d", "1 d"),
        (13, "13 d", "13 d"),
        (14, "2 wk", "2 wk"),
        (59, "8 wk", "8 wk"),
        (60, "2 mnd", "2 mo"),
        (699, "23 mnd", "23 mo"),
        (700, "2 jr", "2 y"),
        (36_500, "100 jr", "100 y"),
    ],
)
def test_an_interval_fits_beside_a_key(days: int, dutch: str, english: str) -> None:
    said = short_interval(days)
    assert (NL.say(said), EN.say(said)) == (dutch, english)


def test_one_day_is_not_said_as_several() -> None:
    assert (NL.say(in_about(1)), EN.say(in_about(1))) == ("over 1 dag", "in 1 day")
    assert (NL.say(in_about(2)), EN.say(in_about(2))) == ("over 2 dagen", "in 2 days")


@given(days=st.integers(1, 40_000))
def test_no_distance_is_said_as_more_than_a_quarter_off(days: int) -> None:
    said = in_about(days)
    unit = {"days.in_days": 1.0, "days.in_weeks": 7.0, "days.in_months": 30.44, "days.in_years": 365.25}[said.key]
    n = said.values["n"]
    assert isinstance(n, int)
    assert abs(n * unit - days) <= max(0.5, days / 4)
    short = short_interval(days)
    assert short.values["n"] == n
    assert short.key.replace("short_", "in_") == said.key


@pytest.mark.parametrize(
    ("seconds", "dutch", "english"),
    [
        (0, "minder dan een minuut", "less than a minute"),
        (29, "minder dan een minuut", "less than a minute"),
        (31, "1 minuut", "1 minute"),
        (89, "1 minuut", "1 minute"),
        (91, "2 minuten", "2 minutes"),
        (300, "5 minuten", "5 minutes"),
    ],
)
def test_a_duration_is_said_in_minutes(seconds: float, dutch: str, english: str) -> None:
    said = minutes_said(seconds)
    assert (NL.say(said), EN.say(said)) == (dutch, english)


def test_a_date_has_its_weekday() -> None:
    said = date_said(TODAY)
    assert (NL.say(said), EN.say(said)) == ("wo 12 nov", "Wed 12 Nov")


@given(day=st.dates())
def test_every_date_can_be_said(day: date) -> None:
    for t in (NL, EN):
        weekday, number, month = t.say(date_said(day)).split()
        assert (number, bool(weekday), bool(month)) == (str(day.day), True, True)
