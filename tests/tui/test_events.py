"""The diary: writing an event down, seeing how ready one will be, and Today with an event in it."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import NOW, Until
from trainer.agenda import Agenda
from trainer.cli import main
from trainer.days import date_said
from trainer.desk import Desk
from trainer.i18n import Catalog
from trainer.memory.model import Grade
from trainer.memory.outlook import Outlook
from trainer.store.event import Event, EventKind
from trainer.tui import charts
from trainer.tui.app import TrainerApp
from trainer.tui.screens.event import EventScreen
from trainer.tui.screens.event_form import EventForm
from trainer.tui.screens.events import EventsScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.today import TodayScreen
from trainer.tui.widgets.keybar import KeyBar

ZONE = ZoneInfo("Europe/Amsterdam")


def kept(desk: Desk, **changes: object) -> Event:
    event = Event(desk.store.new_id(), "Netwerkborrel", NOW + timedelta(days=5), decks=("nl/pitch",), **changes)  # type: ignore[arg-type]
    desk.store.keep_event(event)
    return event


async def test_someone_who_has_never_seen_it_writes_an_event_down(settled: Desk, until: Until) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EventsScreen))
        assert "Druk op n" in str(app.screen.query_one("#events-title").content)  # type: ignore[attr-defined]
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        form = app.screen
        assert isinstance(form, EventForm)
        await pilot.press(*"borrel", "enter", *"donder")
        assert "!" not in str(form.understood.content)  # half a date is no mistake yet
        await pilot.press("enter")
        await until(pilot, lambda: "!" in str(form.understood.content) or form.focused is form.rows)
        await pilot.press(*(["tab"] if form.focused is form.rows else []))
        form.set_focus(form.when_box)
        form.when_box.value = "donderdag 19.30"
        await until(pilot, lambda: "26 nov 19.30" in str(form.understood.content))
        await pilot.press("enter")
        await until(pilot, lambda: form.focused is form.rows)
        await pilot.press("right", "down", "right", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventsScreen))
    (event,) = settled.store.events()
    assert (event.name, event.kind, event.minutes) == ("borrel", EventKind.ONLINE, 8)
    assert event.at.isoformat() == "2026-11-26T19:30:00+01:00"


async def test_an_impossible_date_gets_a_sentence_and_nothing_is_kept(settled: Desk, until: Until) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "n", "enter", *"31 februari", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventForm) and app.screen.refusal)
        form = app.screen
        assert isinstance(form, EventForm)
        assert form.focused is form.when_box
        await pilot.press("escape")
        assert app.screen is form  # what was typed goes only at the second esc
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not form)
    assert settled.store.events() == ()


async def test_coming_by_tab_to_what_is_written_does_not_wipe_it(settled: Desk, until: Until) -> None:
    kept(settled)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", "e")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        form = app.screen
        assert isinstance(form, EventForm)
        await pilot.press("tab", "tab", "tab", "!")  # past the date and the lines, and round again
        assert form.name_box.value == "Netwerkborrel!"


async def test_a_sign_says_which_line_of_the_form_the_keys_work_on(settled: Desk, until: Until) -> None:
    app = TrainerApp(settled)

    def marked() -> list[str | None]:
        form = app.screen
        assert isinstance(form, EventForm)
        return [option.id for option in form.rows.options if "▸" in str(option.prompt)]

    def keys() -> str:
        return str(app.screen.query_one(KeyBar).content)

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "n")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        assert marked() == []
        await until(pilot, lambda: "enter volgend vak  ctrl+s bewaren" in keys())
        await pilot.press("tab", "tab", "down")
        await until(pilot, lambda: marked() == ["minutes"])
        await until(pilot, lambda: keys().startswith("↑↓ kiezen") and "←→ veranderen" in keys())
        await pilot.press("down", "down")
        await until(pilot, lambda: "spatie aan of uit" in keys())
        await pilot.press("tab")
        await until(pilot, lambda: marked() == [])


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_an_event_that_was_typed_and_not_kept_goes_only_at_the_second_ctrl_c(
    settled: Desk, until: Until, key: str
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "n")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        await pilot.press(*"Borrel", key)
        assert app.is_running
        assert "nog niet bewaard" in "".join(notice.message for notice in app._notifications)
        await pilot.press("!", "f1", key)  # help lies over it, and a letter came after the question
        assert app.is_running
        assert app.return_code is None
        await pilot.press(key)
        await until(pilot, lambda: app.return_code is not None)


async def test_an_untouched_form_of_an_event_ends_with_the_program(settled: Desk, until: Until) -> None:
    kept(settled)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", "e")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: app.return_code is not None)


async def test_leaving_a_changed_event_says_that_only_the_change_goes(settled: Desk, until: Until) -> None:
    kept(settled)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", "e")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        await pilot.press("x", "escape")
        form = app.screen
        assert isinstance(form, EventForm)
        assert form.refusal.startswith("Deze wijziging is nog niet bewaard")


async def test_an_event_shows_how_ready_one_will_be_and_the_plan(settled: Desk, until: Until) -> None:
    kept(settled)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen) and app.screen.outlook)
        text = str(app.screen.query_one("#event").content)  # type: ignore[attr-defined]
        assert "waarschijnlijk" in text
        assert "5 minuten per dag" in text
        assert "Het plan" in text


async def test_a_removed_event_can_be_put_back(settled: Desk, until: Until) -> None:
    event = kept(settled)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "x")
        await until(pilot, lambda: settled.store.events() == ())
        await pilot.press("u")
        await until(pilot, lambda: settled.store.events() == (event,))


async def test_a_changed_event_keeps_what_was_not_changed(settled: Desk, until: Until) -> None:
    event = kept(settled, place="De Zaak")
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", "e")
        await until(pilot, lambda: isinstance(app.screen, EventForm))
        form = app.screen
        assert isinstance(form, EventForm)
        form.name_box.value = "Kamerborrel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
    (changed,) = settled.store.events()
    assert (changed.name, changed.at, changed.place, changed.decks) == (
        "Kamerborrel",
        event.at,
        "De Zaak",
        ("nl/pitch",),
    )


async def test_today_with_two_events_fits_a_usual_window(settled: Desk, until: Until) -> None:
    for days in (5, 9):
        settled.store.keep_event(Event(settled.store.new_id(), "Netwerkborrel", NOW + timedelta(days=days)))
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: [one for one in today.coming if one.outlook] and len(today.coming) == 2)
        await pilot.pause()
        assert str(today.body.content).count("Je hebt hier nog niets voor geoefend.") == 2
        assert today.query_one(".page").max_scroll_y == 0


async def test_today_says_how_ready_one_will_be_and_enter_practises_for_it(settled: Desk, until: Until) -> None:
    kept(settled)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.planned)
        text = str(today.body.content)
        assert "Netwerkborrel" in text
        assert "donderdag 26 nov 19.30" in text
        assert "waarschijnlijk" in text
        pitch = next(line for line in text.splitlines() if line.startswith("Pitchonderdelen"))
        assert pitch.split() == ["Pitchonderdelen", "·", "21"]  # all that it asks for, and not a day's share
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.card.deck == "nl/pitch"


async def test_today_does_not_blink_as_the_clock_is_looked_at(settled: Desk, until: Until) -> None:
    near = replace(kept(settled), at=NOW + timedelta(hours=20))
    settled.store.keep_event(near)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 40)) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.planned)
        before = str(today.body.content)
        today.look_at_the_clock()
        assert str(today.body.content) == before
        assert today.check_action("begin", ())
        settled.store.keep_event(replace(near, decks=("nl/openers",)))
        today.look_at_the_clock()  # of another event nothing is known yet
        assert today.planned is None
        assert [one.outlook for one in today.coming] == [None]


class Held:
    """An outlook that is worked out, and handed over only when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.let = threading.Event(), threading.Event()
        outlook = Agenda.outlook

        def slow(agenda: Agenda, event: Event) -> Outlook:
            found = outlook(agenda, event)
            if not self.begun.is_set():
                self.begun.set()
                assert self.let.wait(60)
            return found

        monkeypatch.setattr(Agenda, "outlook", slow)


async def threads_ended() -> None:
    """Every thread has done what it does; no other can be begun after this."""
    await asyncio.get_running_loop().shutdown_default_executor()


async def test_an_event_removed_while_its_outlook_is_worked_out_stays_away_from_today(
    settled: Desk, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, held = kept(settled), Held(monkeypatch)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, held.begun.is_set)
        (worker,) = [worker for worker in app.workers if worker.node is today]
        settled.store.remove_event(event)
        today.look()
        assert worker.is_cancelled
        late: list[object] = []
        monkeypatch.setattr(app, "call_from_thread", lambda *given: late.append(given))
        held.let.set()
        await threads_ended()
        assert late == []
        assert not today.coming


async def test_an_event_that_was_changed_while_its_outlook_was_worked_out_shows_the_new_one(
    settled: Desk, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, held = kept(settled), Held(monkeypatch)
    monkeypatch.setattr(TodayScreen, "look_ahead", lambda *_: None)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = EventScreen(Agenda(settled, ZONE), event)
        app.push_screen(screen)
        await until(pilot, held.begun.is_set)
        settled.store.keep_event(replace(event, decks=("nl/openers",)))
        screen.on_screen_resume()
        await until(pilot, lambda: screen.outlook)
        newer = screen.outlook
        held.let.set()
        await threads_ended()
        await pilot.pause()
        assert screen.outlook is newer


async def test_the_same_number_of_cards_is_said_everywhere(
    settled: Desk,
    until: Until,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))  # where the desk is laid
    kept(settled)
    session = Agenda(settled, ZONE).begin()
    for _ in range(6):
        assert settled.next(session) is not None
        settled.record(session, settled.submit(session, "x"), Grade.GOOD, review_id=settled.store.new_id())
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.coming and today.coming[0].outlook)
        on_today = str(today.body.content)
        await pilot.press("e", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen) and app.screen.outlook)
        on_event = str(app.screen.query_one("#event").content)  # type: ignore[attr-defined]
    assert main(("event", "list"), now=settled.now) == 0
    listed = capsys.readouterr().out
    assert main(("event", "list", "--json"), now=settled.now) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert 0 < data["likely"] < data["likely_with_practice"] < data["cards"]
    assert data["likely"] == round(data["readiness"] * data["cards"])
    for text in (on_today, on_event, listed):
        said = " ".join(text.split())
        assert f"waarschijnlijk {data['likely']} van de {data['cards']} kaarten" in said
        assert f"worden het er {data['likely_with_practice']}." in said


async def test_past_midnight_the_curve_begins_on_the_day_that_is_under_way(settled: Desk, until: Until) -> None:
    kept(settled)
    night = (NOW + timedelta(days=1)).astimezone(ZONE).replace(hour=1)
    settled.now = lambda: night
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen) and app.screen.outlook)
        text = str(app.screen.query_one("#event").content)  # type: ignore[attr-defined]
    assert "van nu tot dan" in text
    assert "vandaag" not in text
    assert Catalog("nl").say(date_said(NOW.astimezone(ZONE).date())) in text.partition("van nu tot dan")[2]


async def test_an_event_of_this_evening_has_no_curve_and_no_day_itself(settled: Desk, until: Until) -> None:
    event = kept(settled)
    settled.store.keep_event(replace(event, at=NOW + timedelta(minutes=20)))
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen) and app.screen.outlook)
        text = str(app.screen.query_one("#event").content)  # type: ignore[attr-defined]
        assert "waarschijnlijk" in text
        assert "dag zelf" not in text
        assert "van nu tot dan" not in text


async def test_markup_in_a_name_is_shown_as_it_was_typed(settled: Desk, until: Until) -> None:
    settled.store.keep_event(Event(1, "[b]borrel[/b] " + "x" * 300, NOW + timedelta(days=1), place="[/]"))
    app = TrainerApp(settled)
    async with app.run_test(size=(40, 15)) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.planned)
        assert "[b]borrel[/b]" in str(today.body.content)
        await pilot.press("e", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen) and app.screen.outlook)


shares = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(shares, st.integers(1, 80), st.integers(1, 10))
def test_a_curve_is_as_wide_and_as_high_as_it_was_asked(course: list[float], width: int, height: int) -> None:
    rows = charts.curve(
        list(enumerate(course)), [(at, min(1.0, share + 0.2)) for at, share in enumerate(course)], width, height
    )
    assert len(rows) == height
    assert {row.cell_length for row in rows} == {width}


@given(st.floats(-1, 2), st.floats(-1, 2), st.integers(1, 80))
def test_a_gauge_is_as_wide_as_it_was_asked(without: float, practised: float, width: int) -> None:
    assert charts.gauge(without, practised, width).cell_length == width


def test_what_stays_and_what_practice_adds_are_told_apart_without_colour() -> None:
    assert charts.gauge(0.5, 0.75, 8).plain == "████▒▒░░"
    assert [row.plain for row in charts.curve([(0, 0.5)], [(0, 1.0)], 3, 2)] == ["▒▒▒", "███"]


def test_a_curve_ends_between_two_lines_to_the_nearest_eighth() -> None:
    (row,) = charts.curve([(0, 0.25)], [(0, 0.25)], 1, 1)
    assert row.plain == "▂"
    top, bottom = charts.curve([(0, 0.25)], [(0, 0.75)], 1, 2)
    assert (top.plain, bottom.plain) == ("▄", "▄")
    assert [str(span.style) for row in (top, bottom) for span in row.spans] == [
        charts.HATCHED,
        f"$text-accent on {charts.HATCHED}",
    ]


@given(st.floats(0, 1), st.integers(1, 10))
def test_the_line_in_which_a_share_ends_is_the_highest_that_is_not_empty(share: float, height: int) -> None:
    rows = [row.plain for row in charts.curve([(0, share)], [(0, share)], 1, height)]
    shown = [n for n, row in enumerate(rows) if row != " "]
    assert not shown or charts.row_of(share, height) in (shown[0], shown[0] - 1)
