"""A schedule that another program knew no reviews for is kept like a review: whatever is merged, undone or rebuilt."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import START, Clock, Opening, answer, card, logs, practise
from tests.store.test_replay import merge_both, practise_really, state
from trainer.memory import scheduler
from trainer.memory.model import Grade, Schedule
from trainer.store import lock
from trainer.store.care import check
from trainer.store.care.check import wrong
from trainer.store.review import Review
from trainer.store.store import Store

PETRA = card("petra")
KEPT = Schedule(
    stability=40.0,
    difficulty=5.0,
    due=START.date(),
    day=START.date(),
    at=START,
    reviews=1,
    lapses=0,
    last_review=1,
)


def from_elsewhere(store: Store, at: datetime) -> Review:
    """A first answer, given to another program."""
    review_id = Store.adopted_id(PETRA, at, Grade.GOOD)
    after = scheduler.review(None, Grade.GOOD, card=PETRA, at=at, day=at.date(), review_id=review_id, retention=0.85)
    return replace(answer(store, "petra", at=at), id=review_id, proposed=None, before=None, after=after, retention=0.85)


@pytest.fixture
def two(opened: Opening, tmp_path: Path) -> tuple[Store, Store]:
    return opened(), opened(tmp_path / "other")


def test_it_is_there_after_a_review_was_undone_between_two_devices(two: tuple[Store, Store], clock: Clock) -> None:
    one, other = two
    practise(other, "borrel")
    one.keep_schedule(PETRA, KEPT)
    merge_both(one, other)
    clock.forward(days=1)
    one.undo(practise_really(one, Grade.GOOD, clock))
    assert one.schedule(PETRA) == KEPT
    merge_both(one, other)
    assert other.schedule(PETRA) == KEPT
    for store in two:
        store.rebuild()
        assert store.schedule(PETRA) == KEPT


def test_a_review_made_without_knowing_of_it_goes_on_from_it(two: tuple[Store, Store], clock: Clock) -> None:
    one, other = two
    one.keep_schedule(PETRA, KEPT)
    clock.forward(days=1)
    practise_really(other, Grade.GOOD, clock)
    merge_both(one, other)
    after = one.schedule(PETRA)
    assert after is not None
    assert after.stability > KEPT.stability
    assert state(one) == state(other)
    for store in two:
        store.rebuild()
        assert store.schedule(PETRA) == after


def test_it_takes_the_place_of_what_was_known_before_it(two: tuple[Store, Store], clock: Clock) -> None:
    one, other = two
    practise_really(other, Grade.GOOD, clock)
    clock.forward(days=1)
    one.keep_schedule(PETRA, KEPT)
    merge_both(one, other)
    assert one.schedule(PETRA) == other.schedule(PETRA) == KEPT


def test_many_of_them_in_one_change_with_reviews_of_other_cards(two: tuple[Store, Store], clock: Clock) -> None:
    one, other = two
    names = [f"card {n}" for n in range(60)]
    with one.transaction():
        for name in names:
            one.keep_schedule(card(name), KEPT)
            one.suspend(card(name))
        one.record(answer(one, "petra"))
    clock.forward(days=1)
    practise(other, *names)
    for review in practise(other, *names):
        other.undo(review)
    merge_both(one, other)
    assert state(one) == state(other)
    before = one.schedules()
    assert {before[card(name)].reviews for name in names} == {2}  # the kept one, and the review that stands
    for store in two:
        store.rebuild()
        assert store.schedules() == before
    assert len(list(one.reviews())) == 61


def test_it_stands_behind_the_one_answer_that_was_taken_in_with_it(store: Store, opened: Opening, clock: Clock) -> None:
    """The answer is from before one given here: alone it would start from what that left."""
    practise_really(store, Grade.GOOD, clock)
    with store.transaction():
        store.adopt([from_elsewhere(store, START - timedelta(days=40))])
        store.keep_schedule(PETRA, KEPT)
    assert store.schedule(PETRA) == KEPT
    assert opened(read_only=True).schedule(PETRA) == KEPT
    assert list(wrong(store)) == []
    store.rebuild()
    assert store.schedule(PETRA) == KEPT


def test_what_was_brought_in_twice_is_counted_once_after_another_program_was_busy(
    two: tuple[Store, Store], opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    window = opened()
    for store in two:
        store.adopt([from_elsewhere(store, START - timedelta(days=40))])
    (theirs,) = logs(other._storage.local.parent)
    shutil.copy(theirs, folder / "log")
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with window.transaction():
        one.refresh()
    assert one.days()[0].reviews == 2
    one.close()
    with opened() as again:
        assert again.days()[0].reviews == 1
    monkeypatch.setattr(check, "miscounted", lambda _: pytest.fail("once is enough"))
    with opened() as again:
        assert again.days()[0].reviews == 1


def test_what_was_brought_in_twice_is_counted_once_by_two_windows_that_hear_of_it_together(
    two: tuple[Store, Store], opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    window = opened()
    for store in two:
        store.adopt([from_elsewhere(store, START - timedelta(days=40))])
    (theirs,) = logs(other._storage.local.parent)
    shutil.copy(theirs, folder / "log")
    real = check.miscounted

    def while_another_counts(store: Store) -> Any:
        found = real(store)
        monkeypatch.setattr(check, "miscounted", real)
        window.refresh()
        return found

    monkeypatch.setattr(check, "miscounted", while_another_counts)
    for _ in range(2):
        one.refresh()
        assert one.days()[0].reviews == window.days()[0].reviews == 1


def test_counts_of_lines_that_were_lost_before_stay_when_an_answer_was_brought_in_twice(
    two: tuple[Store, Store], opened: Opening, folder: Path
) -> None:
    one, other = two
    practise(one, "wim", "borrel")
    for store in two:
        store.adopt([from_elsewhere(store, START - timedelta(days=40))])
    one.close()
    (mine,), (theirs,) = logs(folder), logs(other._storage.local.parent)
    mine.write_bytes(b"".join(mine.read_bytes().splitlines(keepends=True)[1:]))
    opened().rebuild()
    shutil.copy(theirs, folder / "log")
    for _ in range(2):
        with opened() as again:
            assert sum(day.reviews for day in again.days()) == 4, "two that count, one that counts twice"


# What a device begins with has its place among what others did, too


def test_an_answer_from_elsewhere_that_a_device_begins_with_counts_once(
    two: tuple[Store, Store], opened: Opening, tmp_path: Path, clock: Clock
) -> None:
    one, other = two
    taken = from_elsewhere(one, START - timedelta(days=40))
    one.adopt([taken])
    practise_really(one, Grade.GOOD, clock)
    clock.forward(hours=1)
    other.adopt([taken])
    merge_both(one, other)
    new = opened(tmp_path / "new")
    new.merge(tmp_path / "other")
    assert one.schedules() == other.schedules() == new.schedules()
    assert {schedule.reviews for schedule in one.schedules().values()} == {2}


def test_a_review_that_a_device_begins_with_taking_back_is_taken_back_everywhere(
    two: tuple[Store, Store], opened: Opening, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    one, other = two
    first = practise_really(one, Grade.GOOD, clock)
    other.merge(folder)
    clock.forward(hours=1)
    practise_really(one, Grade.HARD, clock)
    clock.forward(hours=1)
    other.undo(first)
    merge_both(one, other)
    new = opened(tmp_path / "new")
    new.merge(tmp_path / "other")
    assert one.schedules() == other.schedules() == new.schedules()
    assert {schedule.reviews for schedule in one.schedules().values()} == {1}
