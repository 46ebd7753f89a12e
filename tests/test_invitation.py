"""Invitations as Outlook, Google and Apple send them, and whatever else may be in such a file."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.i18n import Catalog
from trainer.invitation import MAX_BYTES, Invitation, InvitationError, read_invitation
from trainer.when import next_occurrence, rule_said

FILES = Path(__file__).with_name("invitations")
NL, EN = Catalog("nl"), Catalog("en")


def zone_of(name: str) -> tzinfo:
    zone = tz.gettz(name)
    assert zone
    return zone


AMSTERDAM = zone_of("Europe/Amsterdam")
NOW = datetime(2026, 11, 22, 14, tzinfo=AMSTERDAM)


def read(data: bytes | str, now: datetime = NOW, zone: tzinfo = AMSTERDAM) -> Invitation:
    return read_invitation(data.encode() if isinstance(data, str) else data, now=now, zone=zone)


def opened(name: str, now: datetime = NOW, zone: tzinfo = AMSTERDAM) -> Invitation:
    return read((FILES / f"{name}.ics").read_bytes(), now, zone)


def refused(data: bytes | str, now: datetime = NOW) -> str:
    """The sentence that a file is refused with."""
    with pytest.raises(InvitationError) as error:
        read(data, now)
    assert NL.say(error.value.message).endswith(".")
    return EN.say(error.value.message)


def event(*lines: str) -> str:
    """A file with one event."""
    inside = ("BEGIN:VEVENT", "UID:1@example.org", "SUMMARY:Borrel", *lines, "END:VEVENT")
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *inside, "END:VCALENDAR"))


def wall(invitation: Invitation) -> str:
    return f"{invitation.at:%Y-%m-%d %H:%M %z}"


# -- as calendars write them


def test_an_invitation_from_outlook() -> None:
    found = opened("outlook")
    assert found.name == "Netwerkborrel zorgplanning, najaar"
    assert found.place == "Grand Café De Unie, Mauritsweg 34, Rotterdam"
    assert (wall(found), found.rule, found.day_only, found.note) == ("2026-11-26 19:30 +0100", None, False, None)
    assert found.at.tzinfo is AMSTERDAM


def test_a_monthly_one_from_exchange_with_a_time_zone_of_its_own() -> None:
    found = opened("outlook-monthly")
    assert (found.name, found.place) == ("Ondernemersontbijt", "Kamer 3.12")
    assert wall(found) == "2026-12-03 07:30 +0100"
    assert found.rule
    assert EN.say(rule_said(found.rule)) == "the first Thursday of every month, until Thursday 3 Jun 2027"
    summer = next_occurrence(found.rule, datetime(2027, 5, 1, tzinfo=AMSTERDAM), AMSTERDAM, found.at)
    assert f"{summer:%m-%d %H:%M %z}" == "05-06 07:30 +0200"


def test_an_invitation_from_google_is_in_utc() -> None:
    found = opened("google")
    assert (found.name, found.place, wall(found)) == ("Koffie met Sam", "", "2026-12-03 18:00 +0100")
    assert wall(opened("google", zone=zone_of("America/New_York"))) == "2026-12-03 12:00 -0500"


def test_of_a_weekly_one_a_cancelled_time_is_left_out_and_a_moved_one_moved() -> None:
    found = opened("google-weekly")
    assert (found.name, found.place, wall(found)) == (
        "Dinsdagborrel (op woensdag)",
        "Het Klooster",
        "2026-12-02 19:00 +0100",
    )
    later = opened("google-weekly", datetime(2026, 12, 3, tzinfo=AMSTERDAM))
    assert (later.name, wall(later)) == ("Dinsdagborrel", "2026-12-08 18:00 +0100")


def test_a_repetition_with_a_count_ends_on_the_day_it_would() -> None:
    found = opened("google-weekly", datetime(2026, 12, 3, tzinfo=AMSTERDAM))
    assert found.rule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270112"  # 20 times from 1 September
    assert next_occurrence(found.rule, datetime(2027, 1, 13, tzinfo=AMSTERDAM), AMSTERDAM, found.at) is None


def test_an_invitation_from_apple() -> None:
    found = opened("apple")
    assert found.name.startswith("Eindejaarsborrel")
    assert (found.place, wall(found)) == (
        "Pakhuis de Zwijger Piet Heinkade 179, Amsterdam",
        "2026-12-10 17:30 +0100",
    )


def test_one_that_comes_back_by_another_clock_is_taken_once() -> None:
    found = opened("apple-new-york")
    assert (wall(found), found.rule) == ("2026-11-25 03:30 +0100", None)
    assert found.note
    assert "another time zone" in EN.say(found.note)
    assert opened("apple-new-york", zone=zone_of("America/New_York")).rule == "FREQ=WEEKLY;BYDAY=TU"


def test_a_whole_day_gets_a_usual_hour_and_says_so() -> None:
    found = opened("google-all-day")
    assert (wall(found), found.day_only) == ("2026-11-27 19:30 +0100", True)


def test_a_time_without_a_zone_or_with_one_unknown_is_the_learners() -> None:
    assert wall(read(event("DTSTART:20261126T193000"))) == "2026-11-26 19:30 +0100"
    assert wall(read(event("DTSTART;TZID=Moon/Tycho:20261126T193000"))) == "2026-11-26 19:30 +0100"


def test_of_several_events_the_next_is_read() -> None:
    several = "".join(
        event(f"DTSTART:{start}", f"LOCATION:{start}")
        for start in ("20261212T120000Z", "20261105T120000Z", "20261125T120000Z")
    )
    assert read(several).place == "20261125T120000Z"


def test_an_old_file_and_one_of_windows_are_read_too() -> None:
    text = event("DTSTART:20261126T193000", "LOCATION:Café")
    assert read(text.encode("cp1252")).place == "Café"
    assert read(text.encode("utf-16")).place == "Café"
    assert read(b"\xef\xbb\xbf" + text.encode()).place == "Café"
    assert read(text.replace("\r\n", "\n")).place == "Café"


def test_texts_are_one_short_plain_line() -> None:
    found = read(event("DTSTART:20261126T193000", "LOCATION:[red]a\\nb\x1b[31m\u202ec", "DESCRIPTION:x" + "y" * 9999))
    assert found.place == "[red]a b [31m c"
    assert len(read(event("DTSTART:20261126T193000", "LOCATION:" + "y" * 9999)).place) == 200


def test_a_repetition_that_cannot_be_followed_is_taken_once() -> None:
    found = read(event("DTSTART:20261126T193000", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"))
    assert (wall(found), found.rule) == ("2026-11-26 19:30 +0100", None)
    assert found.note
    assert "only this time" in EN.say(found.note)


# -- what cannot be


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "not an invitation"),
        (b"%PDF-1.7\x00\xff", "not an invitation"),
        (b"/etc/passwd", "not an invitation"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no event"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", "no event"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261126T193000\r\n", "damaged"),
        ("BEGIN:VCALENDAR\r\nhello\r\nEND:VCALENDAR\r\n", "damaged"),
        ("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 5000, "damaged"),
        (event(), "begins"),
        (event("DTSTART:tomorrow"), "begins"),
        (event("DTSTART:00010101T000000Z"), "begins"),
        (event("DTSTART:20261122T120000Z"), "past: today 13:00"),
        (event("DTSTART:20261105T193000"), "past: Thursday 5 Nov 19:30 (17 days ago)"),
        (event("DTSTART:20260105T193000", "RRULE:FREQ=DAILY;COUNT=3"), "past"),
        (event("DTSTART:20450105T193000"), "five years"),
        (event("DTSTART:20261126T193000", "STATUS:CANCELLED"), "cancelled"),
        ("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 51 + "END:VCALENDAR\r\n", "more than 50"),
        (b"BEGIN:VCALENDAR" + b" " * MAX_BYTES, "too big"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_is_no_invitation_gets_one_sentence(data: bytes | str, part: str) -> None:
    assert part in refused(data)


def test_a_whole_calendar_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_: object, **__: object) -> None:
        raise AssertionError("it takes nine seconds")

    monkeypatch.setattr("icalendar.Calendar.from_ical", unread)
    events = "BEGIN:VEVENT\r\nDTSTART:20261203T170000Z\r\nEND:VEVENT\r\n" * 10_000
    assert "50" in refused(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")


def test_a_cancellation_from_outlook_is_one() -> None:
    assert "cancelled" in refused((FILES / "outlook-cancelled.ics").read_bytes())


def test_a_rule_that_never_comes_ends() -> None:
    assert "past" in refused(event("DTSTART:19700101T193000", "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"))


REAL = [path.read_bytes() for path in sorted(FILES.glob("*.ics"))]
BROKEN = {
    b"DTSTART:tomorrow",
    b"DTSTART:99999999T999999Z",
    b"RRULE:FREQ=HOURLY",
    b"RRULE:x",
    b"EXDATE:x",
    b"RECURRENCE-ID:x",
}
LINES = st.sampled_from(sorted({line for data in REAL for line in data.split(b"\r\n")} | BROKEN))


@given(
    st.one_of(
        st.binary(max_size=200).map(lambda data: b"BEGIN:VCALENDAR\r\n" + data),
        st.lists(LINES, max_size=12).map(
            lambda lines: b"\r\n".join([b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", *lines, b"END:VEVENT", b"END:VCALENDAR"])
        ),
        st.builds(
            lambda data, at, other: data[: at % len(data)] + other + data[at % len(data) + len(other) :],
            st.sampled_from(REAL),
            st.integers(0, 4000),
            st.one_of(st.binary(max_size=6), st.sampled_from([b"\r\n", b"9999", b"BEGIN:VEVENT\r\n", b";", b":"])),
        ),
    )
)
@settings(max_examples=500)
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        found = read(data)
    except InvitationError as error:
        NL.say(error.message)
        EN.say(error.message)
        return
    assert found.at > NOW
    assert found.name.isprintable()
    if found.rule:
        NL.say(rule_said(found.rule))
