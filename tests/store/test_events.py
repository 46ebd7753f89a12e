from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.store.event import (
    Event,
    EventKind,
    Follow,
    FollowUp,
    event_document,
    event_of,
    follow_up_document,
    follow_up_of,
)
from trainer.store.store import Store

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
texts = st.text(max_size=20)
EVENTS = st.builds(
    Event,
    id=st.integers(1, 2**53),
    name=texts,
    at=st.datetimes(timezones=st.just(UTC)),
    rule=texts,
    decks=st.lists(texts, max_size=3).map(tuple),
    tags=st.lists(texts, max_size=3).map(tuple),
    minutes=st.integers(1, 120),
    kind=st.sampled_from(EventKind),
    formal=st.booleans(),
    goal=texts,
    place=texts,
    looked_back=st.none() | st.datetimes(timezones=st.just(UTC)),
)
FOLLOW_UPS = st.builds(
    FollowUp,
    id=st.integers(1, 2**53),
    kind=st.sampled_from(Follow),
    text=texts,
    day=st.dates(),
    event=texts,
    done=st.none() | st.dates(),
)


@given(EVENTS)
def test_an_event_comes_back_as_it_was_kept(event: Event) -> None:
    assert event_of(event.id, event_document(event)) == event


@given(FOLLOW_UPS)
def test_what_is_to_follow_comes_back_as_it_was_kept(follow_up: FollowUp) -> None:
    assert follow_up_of(follow_up.id, follow_up_document(follow_up)) == follow_up


def test_events_and_promises_survive_a_restart_and_come_earliest_first(tmp_path: Path) -> None:
    with Store.open(tmp_path, now=lambda: NOW) as store:
        late = Event(store.new_id(), "congres", datetime(2026, 12, 3, 9, tzinfo=UTC))
        soon = Event(store.new_id(), "borrel", datetime(2026, 11, 26, 18, 30, tzinfo=UTC), minutes=10)
        for event in (late, soon):
            store.keep_event(event)
        promise = FollowUp(store.new_id(), Follow.PROMISE, "de link sturen", date(2026, 11, 23), "borrel")
        store.keep_follow_up(promise)
    with Store.open(tmp_path, now=lambda: NOW) as store:
        assert store.events() == (soon, late)
        assert store.follow_ups() == (promise,)
        store.remove_event(soon)
        store.remove_follow_up(promise)
    with Store.open(tmp_path, now=lambda: NOW) as store:
        assert store.events() == (late,)
        assert store.follow_ups() == ()
