"""The learner's events at the desk, on a real history."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.agenda import Agenda, EventError, Occasion
from trainer.cards.model import Card
from trainer.desk import Desk, lay
from trainer.i18n import Catalog, Message, TrainerError, message
from trainer.memory.model import Grade, Schedule
from trainer.pasted import meant
from trainer.store.event import Event, EventKind, Follow
from trainer.study.afterwards import Lookback
from trainer.study.cram import Part
from trainer.study.page import as_text
from trainer.study.plan import Plan, in_own_words
from trainer.study.readiness import readiness_said
from trainer.study.roles import Role
from trainer.study.session import Session

ZONE = ZoneInfo("Europe/Amsterdam")


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 19, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    laid = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl"}, now=clock, rng=Random(1))
    yield laid
    laid.store.close()


@pytest.fixture
def agenda(desk: Desk) -> Agenda:
    return Agenda(desk, ZONE)


def written(agenda: Agenda, name: str, when: str) -> Event:
    draft = agenda.draft()
    draft = replace(draft, event=replace(draft.event, name=name))
    return agenda.keep_draft(agenda.understand(draft, when, "nl"))


def answer(agenda: Agenda, session: Session, clock: Clock, grade: Grade = Grade.GOOD) -> str | None:
    desk = agenda.desk
    if (question := desk.next(session)) is None:
        return None
    clock.at += timedelta(seconds=10)
    desk.record(session, desk.submit(session, "x"), grade, review_id=desk.store.new_id())
    return question.card.key


def test_an_event_is_written_down_as_people_say_it_and_what_was_understood_is_shown(agenda: Agenda) -> None:
    draft = agenda.understand(agenda.draft(), "donderdag half acht 's avonds", "nl")
    assert draft.understood is not None
    assert "donderdag 26 nov 19.30" in Catalog("nl").say(draft.understood)
    event = agenda.keep_draft(draft)
    assert event.name == "borrel"
    assert agenda.upcoming() == (event,)


def test_an_hour_is_in_the_half_of_the_day_that_goes_with_the_kind_of_event(agenda: Agenda) -> None:
    draft = agenda.understand(agenda.draft(), "donderdag 9 uur", "nl")
    assert draft.event.at.hour == 21
    draft = agenda.of_kind(draft, EventKind.ONE_TO_ONE, "nl")
    assert (draft.event.kind, draft.event.at.hour) == (EventKind.ONE_TO_ONE, 9)
    assert draft.understood is not None
    assert Catalog("nl").say(draft.understood) == "donderdag 26 nov 09.00 ’s ochtends (over 4 dagen)"
    draft = agenda.understand(draft, "donderdag 20.30", "nl")
    assert agenda.of_kind(draft, EventKind.DRINKS, "nl").event.at.hour == 20


def test_what_is_still_being_typed_is_no_mistake_but_is_not_kept_either(agenda: Agenda) -> None:
    draft = agenda.understand(agenda.draft(), "donder", "nl", patient=True)
    assert draft.written == "donder"
    with pytest.raises(EventError):
        agenda.keep_draft(replace(draft, understood=None))
    for wrong in ("", "31 februari", "gisteren"):
        with pytest.raises(TrainerError):
            agenda.understand(agenda.draft(), wrong, "nl")


def test_an_event_that_is_changed_keeps_its_date_unless_another_is_written(agenda: Agenda) -> None:
    event = written(agenda, "borrel", "elke eerste donderdag van de maand 19.30")
    draft = agenda.draft(event)
    again = agenda.keep_draft(agenda.understand(draft, draft.written, "nl"))
    assert again == event
    moved = agenda.keep_draft(agenda.understand(draft, "vrijdag 20.00", "nl"))
    assert (moved.id, moved.at.hour, moved.rule) == (event.id, 20, "")


def test_an_invitation_is_an_event_too(agenda: Agenda, tmp_path: Path) -> None:
    ics = tmp_path / "uitnodiging.ics"
    ics.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T090000Z\r\n"
        "DTSTART:20261126T183000Z\r\nSUMMARY:Netwerkborrel Kamer\r\nLOCATION:De Zaak\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    event = agenda.keep_draft(agenda.understand(agenda.draft(), str(ics), "nl"))
    assert (event.name, event.place, event.at.astimezone(ZONE).hour) == ("Netwerkborrel Kamer", "De Zaak", 19)
    with pytest.raises(EventError):
        agenda.understand(agenda.draft(), str(tmp_path / "weg.ics"), "nl")


def test_an_event_is_found_by_name_part_of_it_or_number(agenda: Agenda) -> None:
    with pytest.raises(EventError):
        agenda.named(None)
    first, second = written(agenda, "Borrel Kamer", "morgen 19.30"), written(agenda, "Congres", "vrijdag 9.00")
    assert agenda.named(None) == first
    assert agenda.named("kamer") == first
    assert agenda.named("2") == second
    for wrong in ("feest", "", "o", "0", "9" * 5000):
        with pytest.raises(EventError):
            agenda.named(wrong)
    two = written(agenda, "2", "zaterdag 9.00")
    assert agenda.named("2") == two


def test_an_event_that_was_removed_can_be_put_back(agenda: Agenda) -> None:
    event = written(agenda, "Borrel", "morgen 19.30")
    agenda.remove(event)
    assert agenda.upcoming() == ()
    agenda.keep(event)
    assert agenda.upcoming() == (event,)


def test_before_an_event_the_daily_session_practises_for_it(agenda: Agenda, clock: Clock) -> None:
    event = written(agenda, "Borrel", "donderdag 19.30")
    agenda.keep(replace(event, decks=("nl/pitch",)))
    session = agenda.begin()
    assert session.planned
    asked = [answer(agenda, session, clock) for _ in range(8)]
    assert all(key is not None and key.startswith("nl/pitch#") for key in asked)
    assert len(set(asked)) >= 6  # more new cards than on an ordinary day


def test_what_was_practised_today_is_not_asked_for_twice(agenda: Agenda, clock: Clock) -> None:
    event = written(agenda, "Borrel", "donderdag 19.30")
    session = agenda.begin()
    while answer(agenda, session, clock) is not None:
        pass
    assert agenda.preparation(event).sittings[0].seconds < 60
    assert agenda.preparation(event, more=True).sittings[0].seconds == 300
    assert agenda.guide(more=True) is not None


def test_without_an_event_a_session_is_as_it_always_was(agenda: Agenda, clock: Clock) -> None:
    assert agenda.guide() is None
    session = agenda.begin()
    keys = {answer(agenda, session, clock) for _ in range(4)}
    assert len(keys - {None}) == 3  # three new cards a day


@pytest.mark.parametrize("with_event", [True, False])
def test_the_minutes_before_work_with_an_event_and_without(agenda: Agenda, clock: Clock, *, with_event: bool) -> None:
    occasion = agenda.occasion(written(agenda, "Borrel", "over 20 minuten")) if with_event else Occasion()
    cramming = agenda.cram(occasion, 15)
    cram = cramming.cram
    parts = [cram.block.part]
    while cram.block.part is not Part.PAGE:
        parts.append(cram.on(clock.at).part)
    assert parts[0] is Part.GOAL
    assert Part.QUICK in parts
    assert parts.count(Part.LINE) == 7


def test_a_review_in_the_minutes_before_counts_for_what_it_is_worth_and_no_more(agenda: Agenda, clock: Clock) -> None:
    """Next week's dates are those of a learner who crammed: FSRS's short-term formula, no special case."""
    desk = agenda.desk
    card = agenda.cards(None)[0]
    once = desk.begin()
    once.put(card, desk.store.schedules(), clock.at)
    clock.at += timedelta(seconds=10)
    first = desk.record(once, desk.submit(once, "x"), Grade.GOOD, review_id=desk.store.new_id())
    for _ in range(3):  # crammed thrice more within minutes
        clock.at += timedelta(minutes=2)
        once.put(card, desk.store.schedules(), clock.at)
        last = desk.record(once, desk.submit(once, "x"), Grade.GOOD, review_id=desk.store.new_id())
    learned = desk.store.schedules()[card.key]
    assert learned.due == last.after.due
    assert learned.stability < 2.5 * first.after.stability
    assert (learned.due - desk.today).days <= 6


def asked(agenda: Agenda, clock: Clock, card: Card, times: int, apart: timedelta) -> Schedule:
    """What is remembered of a card that was known each time, so long apart."""
    desk = agenda.desk
    session = Session(Plan(()), desk.settings, desk.paces, day_of=desk.day_of)
    for n in range(times):
        clock.at += apart if n else timedelta(0)
        session.put(card, desk.store.schedules(), clock.at)
        desk.record(session, desk.submit(session, "x"), Grade.GOOD, review_id=desk.store.new_id())
    return desk.store.schedules()[card.key]


def test_a_cram_lends_a_card_no_interval_of_one_that_was_learned(agenda: Agenda, clock: Clock) -> None:
    short = [card for deck in agenda.desk.decks for card in deck.cards if not in_own_words(card)]
    crammed, spaced, early, on_time = short[:4]

    def days(schedule: Schedule) -> int:
        return (schedule.due - schedule.day).days

    in_minutes = asked(agenda, clock, crammed, 4, timedelta(minutes=2))
    on_days = asked(agenda, clock, spaced, 4, timedelta(days=4))
    assert 3 * days(in_minutes) < days(on_days)
    # One that was known, crammed thrice two days after it was learned, gains less than by one answer on its day.
    before = asked(agenda, clock, early, 3, timedelta(days=4))
    clock.at += timedelta(days=2)
    after = asked(agenda, clock, early, 3, timedelta(minutes=2))
    asked(agenda, clock, on_time, 3, timedelta(days=4))
    clock.at += timedelta(days=days(before))
    learned = asked(agenda, clock, on_time, 1, timedelta(0))
    assert before.stability < after.stability < learned.stability
    assert days(after) < days(learned)


def test_the_page_has_the_learners_lines_and_short_facts_of_ones_own(agenda: Agenda, desk: Desk) -> None:
    desk.paths.decks.mkdir(parents=True)
    (desk.paths.decks / "kamer.md").write_text("# Kamer\nTaal: nl\n\n## Wie organiseert?\nAntwoord: Petra\n")
    desk.reload()
    event = replace(written(agenda, "Borrel Kamer", "vanavond 21.30"), kind=EventKind.DRINKS)
    roles = agenda.roles(agenda.occasion(event))
    desk.keep_line(roles[Role.BEGIN], "Goedenavond, ik ben Noor.")
    text = as_text(agenda.page(agenda.occasion(event)), Catalog("nl"))
    assert text.startswith("VANAVOND 21.30 · BORREL KAMER")
    assert "Goedenavond, ik ben Noor." in text
    assert "Wie organiseert? Petra" in text


def test_looking_back_keeps_promises_and_contacts_and_a_repeating_event_moves_on(agenda: Agenda, clock: Clock) -> None:
    event = written(agenda, "Borrel", "elke donderdag 19.30")
    clock.at = event.at + timedelta(hours=14)
    assert agenda.to_look_back_on() == event
    agenda.look_back(event, Lookback(met=("Anja",), promised=("de link sturen",)))
    assert agenda.to_look_back_on() is None
    (promise,) = agenda.open_follow_ups()
    assert promise.text == "de link sturen"
    (moved,) = agenda.upcoming()
    assert moved.at.date() == (event.at + timedelta(days=7)).date()
    assert moved.id == event.id
    agenda.tick(promise)
    assert agenda.open_follow_ups() == ()
    clock.at += timedelta(weeks=5)
    (contact,) = agenda.open_follow_ups()
    assert (contact.kind, contact.text) == (Follow.CONTACT, "Anja")


def test_a_repeating_event_comes_back_after_a_long_absence_and_can_be_changed(agenda: Agenda, clock: Clock) -> None:
    event = written(agenda, "Club", "elke dinsdag 20.00")
    clock.at += timedelta(days=62)
    (coming,) = agenda.upcoming()
    assert coming.at > clock.at
    assert (coming.at.weekday(), coming.at.hour) == (1, 20)
    latest = agenda.to_look_back_on()
    assert latest is not None
    assert timedelta(0) < clock.at - latest.at < timedelta(days=7)
    agenda.look_back(latest, Lookback())
    assert agenda.to_look_back_on() is None
    draft = agenda.draft(coming)
    kept = agenda.keep_draft(agenda.understand(draft, draft.written, "nl"))
    assert (kept.id, kept.at) == (event.id, coming.at)


def test_when_the_minutes_are_used_up_it_says_so_and_not_that_it_is_enough(agenda: Agenda, clock: Clock) -> None:
    event = written(agenda, "Borrel", "vanavond 23.30")
    session = agenda.begin()
    while answer(agenda, session, clock) is not None:
        pass
    said = [message.key for message in readiness_said(event, agenda.outlook(event), clock.at)]
    assert said == ["event.ready_soon", "event.ready_used"]


def test_no_more_minutes_are_promised_than_there_are_before_it(agenda: Agenda, clock: Clock) -> None:
    event = replace(written(agenda, "Borrel", "over 5 minuten"), minutes=60)
    agenda.keep(event)
    session = agenda.begin()
    assert session.expected <= 300
    seen = agenda.outlook(event)
    assert seen.practised.likely < 30
    assert "event.minutes_a_day" not in str(readiness_said(event, seen, clock.at))


def test_a_second_invitation_does_not_keep_the_name_of_the_first(agenda: Agenda, tmp_path: Path) -> None:
    def ics(name: str, place: str) -> str:
        path = tmp_path / f"{name}.ics"
        path.write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T090000Z\r\n"
            f"DTSTART:20261126T183000Z\r\nSUMMARY:{name}\r\nLOCATION:{place}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        return str(path)

    draft = agenda.understand(agenda.draft(), ics("Een", "Kantine"), "nl")
    draft = agenda.understand(draft, ics("Twee", "De Zaak"), "nl")
    assert (draft.event.name, draft.event.place) == ("Twee", "De Zaak")
    assert agenda.understand(draft, "vrijdag 20.00", "nl").event.name == ""


def test_a_name_is_kept_on_one_line_and_not_longer_than_a_name(agenda: Agenda) -> None:
    event = written(agenda, "borrel\n\x1b[31mrood " + "x" * 500, "morgen 20.00")
    assert "\n" not in event.name
    assert "\x1b" not in event.name
    assert len(event.name) == 80


def test_an_event_whose_deck_is_gone_asks_for_what_is_practised(agenda: Agenda) -> None:
    event = replace(written(agenda, "Borrel", "donderdag 19.30"), decks=("own/weg",))
    assert {card.deck for card in agenda.cards(event)} == {deck.key for deck in agenda.desk.decks}


@pytest.mark.parametrize("written", ["{}", "'{}'", '"{}" ', "‘{}’", "{escaped}", "{address}"])
def test_the_path_of_an_invitation_may_be_pasted_as_it_comes(agenda: Agenda, tmp_path: Path, written: str) -> None:
    path = tmp_path / "een uitnodiging (1).ics"
    path.write_bytes((Path(__file__).parent / "invitations" / "outlook.ics").read_bytes())
    if "escaped" in written and os.sep != "/":
        return  # there a backslash stands between folders
    escaped = re.sub(r"([ ()])", r"\\\1", str(path))
    text = written.format(path, escaped=escaped, address=path.as_uri())
    assert agenda.understand(agenda.draft(), text, "nl").event.name == "Netwerkborrel zorgplanning, najaar"


@pytest.mark.parametrize("name", ["a#b.ics", "a?b.ics", "a%23b.ics", "[a].ics"])
def test_the_address_of_an_invitation_may_have_any_sign_in_it(agenda: Agenda, tmp_path: Path, name: str) -> None:
    if "?" in name and os.sep != "/":
        return  # there no file can be called so
    path = tmp_path / name
    path.write_bytes((Path(__file__).parent / "invitations" / "outlook.ics").read_bytes())
    raw = f"file://{tmp_path.as_posix()}/{name}" if os.sep == "/" else path.as_uri()
    for text in (path.as_uri(), *([] if "%" in name else [raw, raw.replace("file://", "file://localhost")])):
        assert agenda.understand(agenda.draft(), text, "nl").event.name == "Netwerkborrel zorgplanning, najaar"


@pytest.mark.parametrize(
    "text",
    [
        "~nobody-of-this-name/x.ics",
        "file://[b.ics",
        "a\0b.ics",
        "~a\0b/x.ics",
        "\\" + "x" * 5000 + ".ics",
        "\ud800.ics",
    ],
)
def test_what_no_file_can_be_called_is_a_file_that_is_not_there(agenda: Agenda, text: str) -> None:
    with pytest.raises(EventError):
        agenda.understand(agenda.draft(), text, "nl")
    assert agenda.understand(agenda.draft(), text, "nl", patient=True).understood is None


def test_what_is_no_whole_address_is_named_as_it_was_typed() -> None:
    assert meant("file://[b.ics") == Path("file://[b.ics")
    assert meant("file:/tmp/b.ics") == meant("file:///tmp/b.ics") == meant("FILE://host/tmp/b.ics")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(["", "file:", "file://", "FILE:///", "~", "'"]),
    text=st.text(st.characters(exclude_categories=())),
    end=st.sampled_from(["", ".ics", ".ICS'"]),
)
def test_whatever_is_typed_for_a_date_is_understood_or_refused_in_words(
    agenda: Agenda, start: str, text: str, end: str
) -> None:
    typed = start + text + end
    assert isinstance(meant(typed), Path)
    agenda.understand(agenda.draft(), typed, "nl", patient=True)
    with suppress(TrainerError):
        agenda.understand(agenda.draft(), typed, "nl")


def test_an_event_whose_decks_are_gone_says_so_and_takes_its_minutes_from_what_is_practised(
    agenda: Agenda, clock: Clock
) -> None:
    event = replace(written(agenda, "Borrel", "donderdag 19.30"), decks=("own/weg",))
    agenda.keep(event)
    assert agenda.gone(event) == ("own/weg",)
    assert agenda.decks(event) == agenda.desk.decks
    session = agenda.begin()
    while answer(agenda, session, clock) is not None:
        pass
    assert agenda.guide() is None  # its minutes of today have been used


def test_what_was_never_practised_is_not_said_to_be_known(agenda: Agenda, clock: Clock) -> None:
    event = written(agenda, "Borrel", "donderdag 19.30")
    said = [message.key for message in readiness_said(event, agenda.outlook(event), clock.at)]
    assert said == ["event.ready_none", "event.ready_first"]
    session = agenda.begin()
    for _ in range(3):
        answer(agenda, session, clock)
    said = [message.key for message in readiness_said(event, agenda.outlook(event), clock.at)]
    assert said == ["event.ready", "event.ready_more"]


def test_a_name_that_is_too_long_shows_that_it_was_cut(agenda: Agenda) -> None:
    event = written(agenda, "Heel lange naam " * 9, "donderdag 19.30")
    assert len(event.name) == 80
    assert event.name.endswith("…")


def test_what_is_practised_for_a_nearer_event_counts_for_the_next_with_the_same_cards(agenda: Agenda) -> None:
    near = written(agenda, "Borrel", "dinsdag 19.30")
    alone = agenda.outlook(near).practised.likely
    after = written(agenda, "Diner", "dinsdag 20.00")
    elsewhere = replace(written(agenda, "Anders", "dinsdag 20.30"), decks=("en/pitch",))
    agenda.keep(elsewhere)
    assert agenda.outlook(near).practised.likely == alone
    assert abs(agenda.outlook(after).practised.likely - alone) <= 2
    assert sum(sitting.planned for sitting in agenda.outlook(elsewhere).sittings) <= 300


def test_the_minutes_that_are_said_are_those_that_give_the_figure_where_a_nearer_event_helps(
    agenda: Agenda, clock: Clock
) -> None:
    near = replace(written(agenda, "Borrel", "vrijdag 19.00"), minutes=20)
    agenda.keep(near)
    after = written(agenda, "Diner", "vrijdag 23.59")
    seen = agenda.outlook(after)
    planned = [sitting.planned / 60 for sitting in seen.sittings]
    assert sum(planned) > 5 * len(planned)  # more than its own
    said = readiness_said(after, seen, clock.at)[1]
    assert said.key == "event.ready_first_helped"
    assert said.values["name"] == "Borrel"
    minutes = said.values["minutes"]
    assert isinstance(minutes, Message)
    assert minutes.key == "event.minutes_on_average"
    assert abs(float(str(minutes.values["n"])) - sum(planned) / len(planned)) <= 0.5
    assert "voor Borrel" not in Catalog("nl").say(readiness_said(near, agenda.outlook(near), clock.at)[1])
    agenda.remove(near)
    said = readiness_said(after, agenda.outlook(after), clock.at)[1]
    assert (said.key, said.values["minutes"]) == ("event.ready_first", message("event.minutes_a_day", n=5))


def test_minutes_that_go_to_another_event_are_not_said_to_be_used_for_this_one(agenda: Agenda, clock: Clock) -> None:
    near = replace(written(agenda, "Borrel", "vanavond 22.00"), decks=("nl/openers",), minutes=3)
    after = replace(written(agenda, "Diner", "vanavond 23.30"), decks=("nl/pitch",), minutes=3)
    for event in (near, after):
        agenda.keep(event)
    said = [message.key for message in readiness_said(after, agenda.outlook(after), clock.at)]
    assert said == ["event.ready_none", "event.ready_elsewhere"]
    decks = agenda.desk.named(["nl/openers"])
    while sum(day.seconds for day in agenda.desk.store.days(since=agenda.desk.today)) < 180:
        assert answer(agenda, agenda.begin(decks, ahead=True), clock) is not None
    said = [message.key for message in readiness_said(near, agenda.outlook(near), clock.at)]
    assert said[1] == "event.ready_used"
    said = [message.key for message in readiness_said(after, agenda.outlook(after), clock.at)]
    assert said == ["event.ready_none", "event.ready_elsewhere"]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("over 4 dagen 19.30", "Morgen: 5 minuten voor wat er aankomt."),
        ("morgen 9.00", "Morgen: 5 minuten voor wat er aankomt."),
        ("vandaag 23.30", "Morgen: 3 kaarten."),
        ("over 90 dagen", "Morgen: 3 kaarten."),
    ],
)
def test_tomorrow_brings_minutes_for_events_and_cards_where_they_have_none(
    agenda: Agenda, when: str, expected: str
) -> None:
    written(agenda, "borrel", when)
    assert agenda.desk.t.say(agenda.tomorrow()) == expected
