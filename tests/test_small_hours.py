"""Between midnight and four: what is counted, what is named and what is said of it, as trainer/days.py has it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from trainer.cli import main
from trainer.days import on_day, study_day
from trainer.desk import lay
from trainer.i18n import Catalog
from trainer.memory.model import Grade
from trainer.store.event import Follow, FollowUp
from trainer.study.afterwards import open_follow_ups
from trainer.study.ready import sittings
from trainer.when import WhenError, said, understand

NL = Catalog("nl")
AMSTERDAM, NEW_YORK, AUCKLAND = map(ZoneInfo, ("Europe/Amsterdam", "America/New_York", "Pacific/Auckland"))
CHANGES = [
    (AMSTERDAM, date(2026, 10, 25)),
    (AMSTERDAM, date(2027, 3, 28)),
    (NEW_YORK, date(2026, 11, 1)),
    (NEW_YORK, date(2027, 3, 14)),
    (AUCKLAND, date(2026, 9, 27)),
    (AUCKLAND, date(2027, 4, 4)),
]
"""Where the clock goes back, and where it goes on."""
EVENINGS = [(zone, change - timedelta(days=n)) for zone, change in CHANGES for n in (2, 1, 0)]
"""The day on whose evening it begins: a Friday, a Saturday before the change in the night, a Sunday after it."""
HOURS = [(0, time(23, 30)), (1, time(0, 30)), (1, time(3, 59)), (1, time(4, 1))]
"""Days after that evening's, and the time on the wall."""
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def moments(zone: ZoneInfo, evening: date) -> list[datetime]:
    return [datetime.combine(evening + timedelta(days=n), clock, zone) for n, clock in HOURS]


def days_later(text: str, zone: ZoneInfo, evening: date) -> list[int | None]:
    """How many days after that evening's the text means, at each of the hours; None where it is refused."""
    found: list[int | None] = []
    for now in moments(zone, evening):
        try:
            when = understand(text, now=now, zone=zone, language="nl")
        except WhenError:
            found.append(None)
        else:
            found.append((when.at.astimezone(zone).date() - evening).days)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("morgen 21.00", [1, 1, 1, 2]),
        ("overmorgen 21.00", [2, 2, 2, 3]),
        ("over 3 dagen", [3, 3, 3, 4]),
        ("over een week", [7, 7, 7, 8]),
        ("volgende week", [7, 7, 7, 8]),
        ("vanavond 21.00", [None, 1, 1, 1]),
        ("vandaag 21.00", [None, 1, 1, 1]),
        ("21.00", [1, 1, 1, 1]),
    ],
)
@pytest.mark.parametrize(("zone", "evening"), EVENINGS)
def test_what_is_counted_goes_by_the_study_day_and_an_evening_is_the_next(
    text: str, expected: list[int | None], zone: ZoneInfo, evening: date
) -> None:
    assert days_later(text, zone, evening) == expected


@pytest.mark.parametrize(("zone", "evening"), EVENINGS)
def test_a_weekday_is_the_next_one_on_the_calendar(zone: ZoneInfo, evening: date) -> None:
    assert days_later(f"{WEEKDAYS[evening.weekday()]} 21.00", zone, evening) == [7, 7, 7, 7]
    assert days_later(f"{WEEKDAYS[(evening.weekday() + 1) % 7]} 21.00", zone, evening) == [1, 1, 1, 1]


def test_a_week_begins_on_monday_at_four() -> None:
    sunday = date(2026, 11, 22)
    assert days_later("volgende week vrijdag", AMSTERDAM, sunday) == [5, 5, 5, 12]
    assert days_later("deze week vrijdag", AMSTERDAM, sunday) == [None, 5, 5, 5]


def test_next_month_begins_at_four() -> None:
    last = date(2026, 11, 30)
    assert days_later("eerste donderdag van volgende maand", AMSTERDAM, last) == [3, 3, 3, 38]


@pytest.mark.parametrize(("zone", "evening"), EVENINGS)
def test_a_moment_is_said_so_that_it_can_be_only_one(zone: ZoneInfo, evening: date) -> None:
    event = datetime.combine(evening + timedelta(days=1), time(21), zone)
    texts = [NL.say(said(event, now, zone)) for now in moments(zone, evening)]
    weekday = WEEKDAYS[event.weekday()]
    assert texts[0].startswith(weekday)
    assert texts[0].endswith("21.00 (morgen)")
    for text, now in zip(texts[1:3], moments(zone, evening)[1:3], strict=True):
        hours = round((event.astimezone(UTC) - now.astimezone(UTC)).total_seconds() / 3600)
        assert text.startswith(weekday)
        assert text.endswith(f"21.00 (over {hours} uur)")
    assert texts[3] == "vanavond 21.00"
    for text, now in zip(texts, moments(zone, evening), strict=True):
        assert understand(text, now=now, zone=zone, language="nl").at.astimezone(UTC) == event.astimezone(UTC)


def test_what_begins_past_midnight_is_said_in_minutes() -> None:
    now = datetime(2026, 11, 21, 23, 50, tzinfo=AMSTERDAM)
    event = datetime(2026, 11, 22, 0, 10, tzinfo=AMSTERDAM)
    assert NL.say(said(event, now, AMSTERDAM)) == "zondag 22 nov 00.10 (over 20 minuten)"
    assert NL.say(said(event, now + timedelta(minutes=15), AMSTERDAM)) == "zondag 22 nov 00.10 (over 5 minuten)"


def test_what_began_before_midnight_is_said_by_its_date() -> None:
    now = datetime(2026, 11, 22, 0, 10, tzinfo=AMSTERDAM)
    assert NL.say(said(now - timedelta(minutes=40), now, AMSTERDAM)) == "zaterdag 21 nov 23.30"


def test_what_is_over_since_midnight_is_said_by_its_date() -> None:
    begun, now = (datetime(2026, 11, 27, 0, minute, tzinfo=AMSTERDAM) for minute in (10, 30))
    assert NL.say(said(begun, now, AMSTERDAM)) == "vrijdag 27 nov 00.10"
    with pytest.raises(WhenError) as refused:
        understand("27 november 0:10", now=now, zone=AMSTERDAM, language="nl")
    assert "morgen" not in NL.say(refused.value.message)


def test_after_midnight_yesterday_is_not_called_today() -> None:
    now = datetime(2026, 11, 22, 0, 30, tzinfo=AMSTERDAM)
    with pytest.raises(WhenError) as refused:
        understand("gisteren", now=now, zone=AMSTERDAM, language="nl")
    assert NL.say(refused.value.message).startswith("Dat is geweest: zaterdag 21 nov;")


@pytest.mark.parametrize(("zone", "evening"), EVENINGS)
def test_practice_for_an_event_is_once_on_each_study_day(zone: ZoneInfo, evening: date) -> None:
    for event, counts in (
        (datetime.combine(evening + timedelta(days=3), time(21), zone), [4, 4, 4, 3]),
        (datetime.combine(evening + timedelta(days=3), time(0, 30), zone), [3, 3, 3, 2]),
        (datetime.combine(evening + timedelta(days=3), time(4, 10), zone), [3, 3, 3, 2]),
    ):
        for now, count in zip(moments(zone, evening), counts, strict=True):
            days = [study_day(one.at.astimezone(zone)) for one in sittings(now, event, lambda _: 300.0)]
            assert len(days) == len(set(days)) == count, (now, event)
            assert days[0] == study_day(now)


@pytest.mark.parametrize(("zone", "evening"), EVENINGS)
def test_what_is_due_or_promised_for_tomorrow_is_so_until_four(zone: ZoneInfo, evening: date) -> None:
    due = evening + timedelta(days=1)
    today = [study_day(now) for now in moments(zone, evening)]
    assert [NL.say(on_day(due, day)) for day in today] == ["morgen", "morgen", "morgen", "vandaag"]
    promise = FollowUp(1, Follow.PROMISE, "link sturen", due)
    assert [bool(open_follow_ups([promise], day)) for day in today] == [False, False, False, True]


def test_a_learner_whose_day_starts_at_midnight_has_no_small_hours() -> None:
    now = datetime(2026, 11, 22, 0, 30, tzinfo=AMSTERDAM)
    event = datetime(2026, 11, 22, 21, 0, tzinfo=AMSTERDAM)
    assert NL.say(said(event, now, AMSTERDAM, time(0))) == "vanavond 21.00"
    when = understand("morgen 21.00", now=now, zone=AMSTERDAM, language="nl", day_start=time(0))
    assert when.at == event + timedelta(days=1)


def test_today_the_fortnight_and_what_is_due_change_at_four(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    clock = [datetime(2026, 11, 21, 23, 30, tzinfo=AMSTERDAM)]
    desk = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=lambda: clock[0], rng=Random(1))
    desk.save(desk.settings)
    session = desk.begin()
    assert desk.next(session) is not None
    review = desk.record(session, desk.submit(session, "x"), Grade.GOOD, review_id=desk.store.new_id())
    seen, due = [], []
    for clock[0] in moments(AMSTERDAM, review.after.due - timedelta(days=1)):
        overview = desk.overview()
        assert overview.day == list(overview.reviewed)[-1] == study_day(clock[0])
        seen.append(len(overview.waiting.due))
        assert main(("due", "--json"), now=lambda: clock[0]) == 0
        due.append(json.loads(capsys.readouterr().out)["due"])
    desk.store.close()
    assert seen == due == [0, 0, 0, 1]
