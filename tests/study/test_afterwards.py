from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from trainer.store.event import Event, Follow
from trainer.study.afterwards import (
    IN_TOUCH,
    Lookback,
    follow_ups,
    lines_of,
    open_follow_ups,
    separate,
    ticked,
    to_look_back_on,
)

AT = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 27)
DRINKS = Event(1, "borrel", AT)


def test_a_meeting_is_looked_back_on_once_and_not_after_two_weeks() -> None:
    assert to_look_back_on([DRINKS], AT - timedelta(minutes=1)) is None
    assert to_look_back_on([DRINKS], AT + timedelta(minutes=30)) is None  # it is still going on
    assert to_look_back_on([DRINKS], AT + timedelta(hours=10)) == DRINKS
    assert to_look_back_on([replace(DRINKS, looked_back=AT)], AT + timedelta(hours=10)) is None
    assert to_look_back_on([DRINKS], AT + timedelta(days=15)) is None


def test_promises_are_shown_until_ticked_and_contacts_come_back_every_five_weeks() -> None:
    lookback = Lookback(met=separate("Anja, Karim"), promised=lines_of("de link sturen, vandaag nog\n\n- bellen"))
    ids = count(10)
    link, call, anja, karim = follow_ups(DRINKS, lookback, today=TODAY, new_id=lambda: next(ids))
    assert (link.text, call.text, karim.text) == ("de link sturen, vandaag nog", "bellen", "Karim")
    assert open_follow_ups((link, call, anja, karim), TODAY) == (link, call)
    assert open_follow_ups((ticked(link, TODAY), call), TODAY) == (call,)
    later = TODAY + IN_TOUCH
    assert timedelta(weeks=4) <= IN_TOUCH <= timedelta(weeks=6)
    assert open_follow_ups((anja,), later) == (anja,)
    assert anja.kind is Follow.CONTACT
    again = ticked(anja, later)
    assert open_follow_ups((again,), later) == ()
    assert open_follow_ups((again,), later + IN_TOUCH) == (again,)


def test_a_very_long_promise_is_cut_and_says_so() -> None:
    (text,) = lines_of("a" * 10_000)
    assert len(text) == 500
    assert text.endswith("…")
