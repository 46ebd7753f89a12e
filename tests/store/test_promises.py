"""What trainer.store promises, a test for each, in its order."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import START, Clock, Opening, answer, card, logs, practise, replace, said
from trainer.i18n import Catalog, Message
from trainer.store import lock, log, tinydb
from trainer.store.review import Review
from trainer.store.store import Store, StoreError


def test_two_programs_that_replace_a_file_at_once_leave_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, sync = tmp_path / "page.txt", log.sync

    def meanwhile(handle: int) -> None:
        monkeypatch.setattr(log, "sync", sync)
        with monkeypatch.context() as other:
            other.setattr(log, "get_native_id", lambda: 1)
            log.replace_file(path, b"short")
        sync(handle)

    monkeypatch.setattr(log, "sync", meanwhile)
    log.replace_file(path, b"a longer one")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("page.txt", b"a longer one")]


def state(store: Store) -> tuple[Any, ...]:
    return store.schedules(), store.days(), store.pace(False), store.pace(True), list(store.reviews())


# 1


def test_what_returned_is_on_the_disk(store: Store, opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = log.sync

    def sync(handle: int) -> None:
        real(handle)
        synced.append(os.fstat(handle).st_size)

    monkeypatch.setattr(log, "sync", sync)
    review = answer(store)
    store.record(review)
    assert logs(store._storage.local.parent)[0].stat().st_size in synced
    assert list(opened().reviews()) == [review]


# 2


def test_a_transaction_is_one_line(store: Store, folder: Path, opened: Opening) -> None:
    with store.transaction():
        store.record(answer(store))
        store.flag(card("petra"))
        store.set_pref("minutes", 10)
    assert len(logs(folder)[0].read_bytes().splitlines()) == 1
    assert opened().flagged() == {card("petra")}


def test_a_transaction_that_fails_leaves_nothing(store: Store, folder: Path, opened: Opening) -> None:
    practise(store, "petra")
    before, size = state(store), logs(folder)[0].stat().st_size

    def fail() -> None:
        with store.transaction():
            store.record(answer(store))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert state(store) == before == state(opened())
    assert logs(folder)[0].stat().st_size == size


def test_a_transaction_without_changes_writes_nothing(store: Store, folder: Path) -> None:
    store.set_pref("minutes", 10)
    size = logs(folder)[0].stat().st_size
    store.set_pref("minutes", 10)
    store.unflag(card("petra"))
    with store.transaction():
        pass
    assert logs(folder)[0].stat().st_size == size


# 3


def test_the_log_only_grows(opened: Opening, folder: Path) -> None:
    before = b""
    for _ in range(3):
        store = opened()
        for change in (
            lambda store=store: store.undo(practise(store, "petra", "borrel")[1]),
            lambda store=store: store.set_pref("a", None),
            store.checkpoint,
            store.close,
        ):
            change()
            now = logs(folder)[0].read_bytes()
            assert now.startswith(before)
            before = now


def test_an_unfinished_line_is_cut_off_after_a_copy(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra")
    store.close()
    whole = logs(folder)[0].read_bytes()
    logs(folder)[0].write_bytes(whole + whole[:50])
    store = opened()
    assert logs(folder)[0].read_bytes() == whole
    assert said(store) == ["torn"]
    assert [path.read_bytes() for path in (folder / "local" / "quarantine").iterdir()] == [whole[:50]]
    practise(store, "borrel")
    assert len(list(opened().reviews())) == 2


# 4


class Broken:
    """A system call that fails from some call on, until it is mended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, error: int, *, after: int = 0) -> None:
        self.real: Callable[..., Any] = getattr(os, name)
        self.error, self.left, self.on = error, after, True
        monkeypatch.setattr(os, name, self)

    def __call__(self, handle: int, *args: Any) -> Any:
        if self.on:
            if self.left <= 0:
                raise OSError(self.error, os.strerror(self.error))
            self.left -= 1
        return self.real(handle, *args)


@pytest.mark.parametrize("call", ["write", "fdatasync" if hasattr(os, "fdatasync") else "fsync"])
@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "permission"),
        (errno.EIO, "broken"),
        (errno.ENODEV, "other"),
    ],
)
def test_what_failed_was_not_saved_and_succeeds_later(
    store: Store, opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, cause: str
) -> None:
    practise(store, "petra")
    before, size = state(store), logs(folder)[0].stat().st_size
    review = answer(store)
    broken = Broken(monkeypatch, call, error)
    with pytest.raises(StoreError) as failed:
        store.record(review)
    why = failed.value.message.values["why"]
    assert isinstance(why, Message)
    assert (failed.value.message.key, why.key) == ("store.not-saved", f"system.{cause}")
    assert os.strerror(error) not in Catalog("nl").say(failed.value.message)
    broken.on = False
    assert state(store) == before
    assert logs(folder)[0].stat().st_size == size
    store.record(review)
    assert list(store.reviews())[1:] == [review] == list(opened().reviews())[1:]


def test_a_try_that_reached_the_disk_after_all_counts_once(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answer(store)

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as dying:  # neither the fsync nor taking the line off again succeeds
        dying.setattr(log, "sync", broken)
        dying.setattr(os, "ftruncate", broken)
        dying.setattr(os, "truncate", broken)
        with pytest.raises(StoreError):
            store.record(first)
    clock.forward(seconds=5)
    later = replace(first, at=clock(), after=replace(first.after, at=clock()))
    store.record(later)  # the same answer, settled five seconds later
    assert [review.id for review in store.reviews()] == [first.id]
    assert sum(day.reviews for day in store.days()) == 1


def test_an_interrupt_between_the_disk_and_the_tables_loses_nothing(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    first, second = answer(store, "petra"), answer(store, "wim")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as ctrl_c:
        ctrl_c.setattr(store._storage, "_apply", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.record(first)
    store.record(second)
    store.close()
    again = opened()
    assert [review.id for review in again.reviews()] == [first.id, second.id]
    assert set(again.schedules()) == {first.card, second.card}
    assert sum(day.reviews for day in again.days()) == 2


def test_a_disk_that_takes_a_part_of_each_write_still_gets_the_whole_line(
    store: Store, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    done = practise(store, "petra", "borrel")
    assert list(opened().reviews()) == done


def test_a_line_that_failed_to_go_again_counts_once(
    store: Store, opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fsync failed, and so did taking the line off: it stands there, and the next try finds it."""
    practise(store, "petra")
    review = answer(store)
    broken = [Broken(monkeypatch, name, errno.EIO) for name in ("fdatasync", "fsync", "ftruncate") if hasattr(os, name)]
    with pytest.raises(StoreError):
        store.record(review)
    for call in broken:
        call.on = False
    store.record(review)
    assert len(logs(folder)[0].read_bytes().splitlines()) == 2
    assert store.days()[0].reviews == 2
    assert list(opened().reviews())[1:] == [review]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove what is open")
@pytest.mark.parametrize("gone", ["", "log"])
def test_a_folder_that_disappeared_is_made_again_and_what_was_in_it_is_named(
    store: Store, opened: Opening, folder: Path, gone: str
) -> None:
    practise(store, "petra", "borrel")
    schedules = store.schedules()
    device = store._storage.logs.device
    shutil.rmtree(folder / gone)
    review = answer(store, "koffie")
    with suppress(StoreError):
        store.record(review)
    store.record(review)
    assert said(store) == ["gone"]
    assert store.problems[0].values["n"] == 2
    assert [known.card for known in opened().reviews()] == [card("koffie")]
    again = opened()
    assert again._storage.logs.device == device
    assert again.schedules() == {**schedules, card("koffie"): review.after}


def test_a_file_that_disappears_meanwhile_is_named(store: Store, folder: Path) -> None:
    practise(store, "petra")
    logs(folder)[0].unlink()
    practise(store, "petra")
    assert said(store) == ["missing"]


# 5


def test_the_snapshot_can_be_thrown_away(opened: Opening, folder: Path) -> None:
    store = opened()
    done = practise(store, "petra", "borrel", "petra")
    store.undo(done[2])
    store.keep_line(card("petra"), "nl/openers", "Wat neem jij mee?", at=START)
    before, lines = state(store), store.lines()
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    store = opened()
    assert state(store) == before
    assert store.lines() == lines
    assert said(store) == ["rebuilt"]
    assert (folder / "local" / "snapshot.json").exists()


def sealed(body: bytes) -> bytes:
    return tinydb.SNAPSHOT % zlib.crc32(body) + body


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-10],
        lambda raw: raw.replace(b"petra", b"petrA"),
        lambda _: b"",
        lambda raw: sealed(raw[tinydb.SNAPSHOT_HEAD : -10]),
        lambda raw: sealed(raw[tinydb.SNAPSHOT_HEAD :].replace(b'"files":{', b'"files":{"x":5,')),
        lambda raw: sealed(raw[tinydb.SNAPSHOT_HEAD :].replace(b'"stamps":{', b'"stamp":{')),
        lambda raw: sealed(raw[tinydb.SNAPSHOT_HEAD :].replace(b'"version":', b'"v":')),
    ],
)
def test_a_damaged_snapshot_is_made_again(opened: Opening, folder: Path, damage: Callable[[bytes], bytes]) -> None:
    store = opened()
    practise(store, "petra", "borrel")
    before = state(store)
    store.close()
    snapshot = folder / "local" / "snapshot.json"
    snapshot.write_bytes(damage(snapshot.read_bytes()))
    store = opened()
    assert state(store) == before
    assert said(store) == ["snapshot"]
    assert "Nothing is lost" in Catalog("en").say(store.problems[0])
    store.close()
    assert said(opened()) == []


def test_a_table_that_is_named_like_the_snapshots_own_is_refused_and_leaves_nothing_in_it(opened: Opening) -> None:
    store = opened()
    with pytest.raises(ValueError, match="could not be read again"), store.transaction():
        store._storage.put("_snapshot", "5", {"version": 9})
    practise(store, "petra")
    store.close()
    store = opened()
    assert said(store) == []
    assert len(store.schedules()) == 1


def test_the_snapshot_holds_nothing_that_was_not_synced(
    opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that a killed trainer left behind reach the disk before anything is built on them."""
    first = opened()
    second = opened()
    practise(first, "petra")
    synced: list[Path] = []
    monkeypatch.setattr(log, "sync_file", synced.append)
    second.checkpoint()
    assert synced == logs(folder)


# 6


def test_reading_a_line_twice_changes_nothing(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra", "borrel", "petra")
    before = state(store)
    store.close()
    file = logs(folder)[0]
    file.with_name(f"{file.stem} (conflicted copy).jsonl").write_bytes(file.read_bytes())
    assert state(opened()) == before


def test_recording_the_same_id_twice_changes_nothing(store: Store, folder: Path) -> None:
    first, *_ = practise(store, "petra", "borrel", "petra")
    size, before = logs(folder)[0].stat().st_size, state(store)
    store.record(first)
    assert logs(folder)[0].stat().st_size == size
    assert state(store) == before


def test_an_id_older_than_all_that_are_kept_at_hand_is_found_in_the_history(store: Store, folder: Path) -> None:
    first, *_ = practise(store, *["petra"] * 100)
    size = logs(folder)[0].stat().st_size
    store.record(first)
    assert logs(folder)[0].stat().st_size == size


# 7


def test_two_programs_see_each_others_changes(opened: Opening) -> None:
    one, two = opened(), opened()
    practise(one, "petra")
    practise(two, "borrel")
    assert len(two.schedules()) == 2
    assert len(one.schedules()) == 1
    assert one.refresh()
    assert not one.refresh()
    assert state(one) == state(two)
    assert one._storage.logs.device == two._storage.logs.device


def test_a_trainer_that_hangs_is_named(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = opened(), opened()
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with one.transaction(), pytest.raises(StoreError) as refused:
        practise(two, "petra")
    assert refused.value.message.key == "store.busy"
    practise(two, "petra")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove what is open")
def test_a_lock_that_was_removed_still_locks(opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = opened(), opened()
    practise(one, "petra")
    practise(two, "petra")
    (folder / "local" / "lock").unlink()
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with one.transaction(), pytest.raises(StoreError):
        practise(two, "petra")


def test_a_transaction_sees_what_was_there_when_it_began(opened: Opening, folder: Path, tmp_path: Path) -> None:
    other = opened(tmp_path / "other")
    other.set_pref("minutes", 5)
    (theirs,) = logs(tmp_path / "other")
    store = opened()

    def fail() -> None:
        with store.transaction():
            store.set_pref("minutes", 10)
            (folder / "log" / theirs.name).write_bytes(theirs.read_bytes())
            assert not store.refresh()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.pref("minutes") is None
    assert store.refresh()
    assert store.pref("minutes") == 5


def test_a_new_month_in_the_same_tick_is_seen(opened: Opening, folder: Path, clock: Clock) -> None:
    """The folder's time is no finer than the file system's clock."""
    one, two = opened(), opened()
    practise(one, "petra")
    practise(two, "petra")
    at = (folder / "log").stat().st_mtime_ns
    clock.forward(days=20)
    practise(one, "petra")
    os.utime(folder / "log", ns=(at, at))
    practise(two, "petra")
    assert state(two) == state(opened())
    assert state(two)[1][0].reviews == 4


def test_one_thread_reads_while_another_saves(store: Store) -> None:
    def save() -> None:
        for number in range(200):
            practise(store, f"card {number}")
            store.flag(card(f"card {number}"))

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        while not saving.done():
            assert len(store.flagged()) <= len(store.schedules())
            assert sum(day.reviews for day in store.days()) <= 200
        saving.result()
    assert len(store.flagged()) == 200


def test_ids_of_two_programs_never_meet(opened: Opening) -> None:
    one, two = opened(), opened()
    ids = [store.new_id() for _ in range(1000) for store in (one, two)]
    assert len(set(ids)) == 2000
    assert max(ids) < 2**53


def test_two_programs_that_give_out_one_id_lose_neither_review(folder: Path, clock: Clock) -> None:
    with (
        Store.open(folder, now=clock, entropy=lambda n: bytes(n)) as one,
        Store.open(folder, now=clock, entropy=lambda n: bytes(n)) as two,
    ):
        answers = [answer(one, "petra"), answer(two, "wim"), answer(two, "petra", at=START + timedelta(seconds=1))]
        answers[2] = replace(answers[2], id=answers[0].id)
        assert answers[0].id == answers[1].id
        recorded = [one.record(answers[0]), two.record(answers[1]), two.record(answers[2])]
        assert [review.typed for review in one.reviews()] == [review.typed for review in answers]
        assert len({review.id for review in one.reviews()}) == 3
        assert recorded[0] == answers[0]
        two.undo(recorded[1])
        assert [review.card for review in one.reviews()] == [answers[0].card, answers[2].card]


def test_an_id_that_another_program_gave_out_long_ago_is_not_taken_for_the_same_review(
    folder: Path, clock: Clock
) -> None:
    """Drawn in the same millisecond, and not recorded before the other one had gone on by a hundred answers."""
    with (
        Store.open(folder, now=clock, entropy=lambda n: bytes(n)) as one,
        Store.open(folder, now=clock, entropy=lambda n: bytes(n)) as two,
    ):
        first, late = answer(one, "petra"), answer(two, "petra", at=START + timedelta(seconds=1))
        elsewhere = replace(late, card=card("wim"), typed="elders")
        assert first.id == late.id
        one.record(first)
        practise(one, *["petra", "borrel"] * 50)
        two.record(late)
        two.record(elsewhere)
        found = list(one.reviews())
        assert len({review.id for review in found}) == len(found) == 103
        assert [review.typed for review in found[-2:]] == [late.typed, elsewhere.typed]


def test_what_another_program_wrote_over_an_unfinished_line_is_not_cut_off(opened: Opening, folder: Path) -> None:
    """It is seen half written; then its writer dies, another one cuts it off and writes as many bytes."""
    one, two, three = opened(), opened(), opened()
    practise(one, "petra")
    (path,) = logs(folder)
    size = path.stat().st_size
    review = answer(two, "borrel")
    two.record(review)
    whole = path.read_bytes()
    path.write_bytes(whole[:size] + b"x" * (len(whole) - size))
    three.refresh()
    path.write_bytes(whole)
    practise(three, "koffie")
    assert [known.typed for known in three.reviews()][1] == review.typed
    assert three.problems == ()
    assert state(three) == state(opened())


def test_a_line_that_is_being_written_over_is_read_the_next_time(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader without the lock may see some of the old bytes and some of the new ones."""
    one, two = opened(), opened()
    practise(one, "petra")
    real, seen = log.read_lines, 0

    def read_lines(path: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
        nonlocal seen
        for place, raw in real(path, start):
            seen += 1
            yield place, raw if seen > 1 else b"x" * len(raw)

    monkeypatch.setattr(log, "read_lines", read_lines)
    assert not two.refresh()
    assert two.refresh()
    assert two.problems == ()
    assert state(one) == state(two)


def test_a_file_that_is_renamed_while_it_is_looked_at_is_read_and_not_cut_off(
    opened: Opening, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened() as store:
        practise(store, "petra")
        clock.forward(days=31)
        practise(store, "borrel")
    store = opened()
    newest = logs(folder)[-1]
    whole, real = newest.read_bytes(), os.stat

    def renamed(path: Any, *args: Any, **options: Any) -> os.stat_result:
        if str(path) == str(newest):
            monkeypatch.setattr(os, "stat", real)
            newest.rename(newest.with_name(newest.name.replace("2026-12", "2027-01")))
        return real(path, *args, **options)

    monkeypatch.setattr(os, "stat", renamed)
    practise(store, "koffie")
    assert newest.with_name(newest.name.replace("2026-12", "2027-01")).read_bytes() == whole
    assert said(store) == ["missing"]
    assert {review.card for review in opened().reviews()} == {card("petra"), card("borrel"), card("koffie")}
    numbers = [json.loads(raw)["n"] for path in logs(folder) for raw in path.read_bytes().splitlines()]
    assert sorted(numbers) == [1, 2, 3]


def test_a_trainer_starts_while_another_one_holds_the_history(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the disk is slow: what is on it can be seen, and a change waits for its turn."""
    one = opened()
    practise(one, "petra")
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with one.transaction():
        two = opened()
        assert len(two.schedules()) == 1
        with pytest.raises(StoreError):
            practise(two, "petra")
    practise(two, "petra")
    assert len(list(one.reviews())) == 2


def test_a_review_that_had_to_wait_for_another_program_is_not_taken_for_that_ones_review(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the same card, in the same millisecond: what was never tried cannot have reached the disk."""
    with (
        Store.open(folder, now=clock, entropy=lambda n: bytes(n)) as one,
        Store.open(folder, now=clock, entropy=lambda n: bytes(n)) as two,
    ):
        answers = answer(one), answer(two, at=START + timedelta(seconds=1))
        assert answers[0].id == answers[1].id
        monkeypatch.setattr(lock, "PATIENCE", 0)
        with one.transaction(), pytest.raises(StoreError):
            two.record(answers[1])
        one.record(answers[0])
        two.record(answers[1])
        assert [review.at for review in one.reviews()] == [review.at for review in answers]


def test_ids_and_lines_go_on_where_a_clock_steps_back(opened: Opening, clock: Clock) -> None:
    store = opened()
    first = practise(store, "petra")
    clock.forward(hours=-5)
    store = opened()
    second = practise(store, "petra")
    assert second[0].id > first[0].id
    assert list(opened().reviews()) == first + second


# 8


def test_undo_puts_back_exactly_what_was(store: Store, opened: Opening) -> None:
    practise(store, "petra", "borrel")
    before = state(store)
    done = practise(store, "petra", "koffie", "petra")
    for review in reversed(done):
        store.undo(review)
    assert state(store) == before == state(opened())


def test_undo_is_refused_where_the_card_has_changed_since(store: Store) -> None:
    first, second = practise(store, "petra", "petra")
    before = state(store)
    with pytest.raises(StoreError) as refused:
        store.undo(first)
    assert refused.value.message.key == "store.changed-since"
    assert state(store) == before
    store.undo(second)
    store.undo(first)
    assert store.schedules() == {}


def test_undoing_twice_changes_nothing(store: Store) -> None:
    (review,) = practise(store, "petra")
    store.undo(review)
    before = state(store)
    store.undo(review)
    assert state(store) == before


def test_what_was_undone_can_be_recorded_after_all(store: Store, opened: Opening) -> None:
    (review,) = practise(store, "petra")
    store.undo(review)
    store.record(review)
    assert list(store.reviews()) == [review] == list(opened().reviews())
    assert store.days()[0].reviews == 1


# Marked for editing


def overruled(store: Store, name: str = "petra") -> Review:
    review = replace(answer(store, name), override=True)
    store.record(review)
    return review


def test_a_card_overruled_twice_is_marked_on_every_device_together(opened: Opening, tmp_path: Path) -> None:
    one, two = opened(), opened(tmp_path / "other")
    overruled(one)
    last = overruled(two)
    assert one.flagged() == two.flagged() == frozenset()
    one.merge(tmp_path / "other")
    assert one.overrides(card("petra")) == 2
    assert one.flagged() == {card("petra")}
    two.undo(last)
    one.merge(tmp_path / "other")
    assert one.overrides(card("petra")) == 1
    assert one.flagged() == frozenset()


def test_what_the_learner_unmarked_stays_so_until_it_is_overruled_twice_more(store: Store, opened: Opening) -> None:
    overruled(store)
    overruled(store)
    store.unflag(card("petra"))
    assert store.flagged() == frozenset()
    overruled(store)
    assert store.flagged() == frozenset()
    overruled(store)
    assert store.flagged() == {card("petra")} == opened().flagged()
    store.unflag(card("petra"))
    store.flag(card("petra"))
    assert store.flagged() == {card("petra")}


# Wordings


def test_taking_a_wording_back_puts_back_what_was(store: Store, opened: Opening) -> None:
    key, accepted, refused, neither = card("petra"), (("ja",), ()), ((), ("ja",)), ((), ())
    store.accept_wording(key, "ja")
    store.refuse_wording(key, "ja")
    assert store.wordings(key) == refused
    store.take_back_wording(key, "ja")
    assert store.wordings(key) == accepted == opened().wordings(key)
    store.accept_wording(key, "ja")
    store.take_back_wording(key, "ja")
    assert store.wordings(key) == neither
    store.take_back_wording(key, "ja")
    store.refuse_wording(key, "ja")
    store.take_back_wording(key, "ja")
    assert store.wordings(key) == neither == opened().wordings(key)


# 9


def test_a_damaged_line_is_skipped_kept_and_named(opened: Opening, folder: Path) -> None:
    store = opened()
    done = practise(store, "petra", "borrel", "koffie")
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    raw = logs(folder)[0].read_bytes().splitlines(keepends=True)
    damaged = raw[1].replace(b"borrel", b"borreI")
    logs(folder)[0].write_bytes(raw[0] + damaged + raw[2])
    store = opened()
    assert list(store.reviews()) == [done[0], done[2]]
    assert said(store) == ["rebuilt", "damaged"]
    assert "Nothing is lost" not in " ".join(Catalog("en").say(problem) for problem in store.problems)
    assert [path.read_bytes() for path in (folder / "local" / "quarantine").iterdir()] == [damaged[:-1]]
    assert str(folder / "local" / "quarantine") in str(store.problems[1])


def test_damage_in_a_part_already_read_is_named_when_the_history_is(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra", "borrel", "koffie")
    store.close()
    logs(folder)[0].write_bytes(logs(folder)[0].read_bytes().replace(b"borrel", b"borreI"))
    store = opened()
    assert len(list(store.reviews())) == 2
    assert len(list(store.reviews())) == 2
    assert said(store) == ["damaged"]


def test_damage_in_what_is_searched_for_is_named_too(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra", "borrel")
    store.close()
    logs(folder)[0].write_bytes(logs(folder)[0].read_bytes().replace(b'["reviews"', b'["reviewS"', 1))
    store = opened()
    assert len(list(store.reviews())) == 1
    assert said(store) == ["damaged"]


def test_line_ends_of_another_system_do_no_harm(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra", "borrel")
    before = state(store)
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    logs(folder)[0].write_bytes(logs(folder)[0].read_bytes().replace(b"\n", b"\r\n"))
    assert state(opened()) == before


def test_a_gap_in_the_numbers_is_named_once(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra", "borrel", "koffie", "thee")
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    raw = logs(folder)[0].read_bytes().splitlines(keepends=True)
    logs(folder)[0].write_bytes(raw[0] + raw[3])
    store = opened()
    assert said(store) == ["rebuilt", "gap"]
    assert (store.problems[1].values["first"], store.problems[1].values["last"]) == (2, 3)
    store.close()
    assert said(opened()) == []


def test_a_file_that_disappeared_is_named(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra")
    schedules = store.schedules()
    store.close()
    logs(folder)[0].unlink()
    store = opened()
    assert said(store) == ["missing"]
    assert store.schedules() == schedules
    practise(store, "borrel")
    assert said(opened()) == []


def test_the_only_file_is_missed_even_after_a_crash(opened: Opening, folder: Path) -> None:
    practise(opened(), "petra", "borrel")
    logs(folder)[0].unlink()
    assert said(opened()) == ["missing"]


def test_a_file_that_lost_its_end_is_named(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra", "borrel")
    store.close()
    raw = logs(folder)[0].read_bytes().splitlines(keepends=True)
    logs(folder)[0].write_bytes(raw[0])
    store = opened()
    assert said(store) == ["changed"]
    practise(store, "koffie")
    assert [review.card for review in opened().reviews()] == [card("petra"), card("koffie")]


def test_a_full_disk_does_not_keep_the_trainer_from_starting(
    opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    done = practise(store, "petra")
    store.close()
    with logs(folder)[0].open("ab") as file:
        file.write(b'{"crc":"')
    Broken(monkeypatch, "write", errno.ENOSPC)
    store = opened()
    assert list(store.reviews()) == done
    assert said(store) == ["torn"]
    assert "  " not in str(store.problems[0])


# 10


def test_opening_and_recording_do_not_read_the_history(
    opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    practise(store, *["petra"] * 200)
    store.close()
    read: list[bytes] = []
    real = log.decode

    def decode(raw: bytes) -> log.Line | None:
        read.append(raw)
        return real(raw)

    monkeypatch.setattr(log, "decode", decode)
    store = opened()
    practise(store, "petra", "borrel")
    assert store.days()
    assert store.pace(False)
    assert len(read) == 2, "each line that is written, and no other"


# The folder


def test_everything_is_for_its_owner_alone(opened: Opening, folder: Path) -> None:
    store = opened()
    practise(store, "petra")
    store.close()
    with logs(folder)[0].open("ab") as file:
        file.write(b"x")
    opened().close()
    if os.name == "posix":
        modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
        assert modes == {0o600}
        assert {path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")] if path.is_dir()} == {0o700}


def test_reading_only_creates_and_changes_nothing(opened: Opening, folder: Path) -> None:
    assert opened(read_only=True).schedules() == {}
    assert not folder.exists()
    store = opened()
    practise(store, "petra")
    store.checkpoint()
    practise(store, "borrel")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    reader = opened(read_only=True)
    assert reader.schedules() == store.schedules()
    with pytest.raises(StoreError):
        practise(reader, "koffie")
    practise(store, "koffie")
    assert reader.refresh()
    assert len(reader.schedules()) == 3
    reader.checkpoint()
    reader.close()
    assert {path for path in folder.rglob("*") if path.is_file()} == set(before)


def test_a_folder_that_cannot_be_made_ends_in_one_sentence(opened: Opening, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError) as refused:
        opened(tmp_path / "file" / "data")
    assert refused.value.message.key == "store.not-opened"


def test_a_new_month_gets_a_new_file(store: Store, opened: Opening, folder: Path, clock: Clock) -> None:
    practise(store, "petra")
    other = opened()
    clock.forward(days=20)
    practise(store, "petra")
    practise(other, "petra")
    assert [path.name[9:] for path in logs(folder)] == ["2026-11.jsonl", "2026-12.jsonl"]
    assert len(list(opened().reviews())) == 3
    assert said(opened()) == []


def test_progress_counts_up_to_all_there_is(opened: Opening, folder: Path, clock: Clock) -> None:
    store = opened()
    practise(store, *["petra"] * 20)
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    heard: list[tuple[int, int]] = []
    Store.open(folder, now=clock, progress=lambda done, total: heard.append((done, total))).close()
    size = logs(folder)[0].stat().st_size
    assert heard == [(0, size), (size, size)]


def test_opening_loads_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys, datetime, pathlib; from trainer.store.store import Store\n"
        f"Store.open(pathlib.Path({str(folder)!r}), now=lambda: datetime.datetime.now(datetime.UTC), read_only=True)\n"
        "print({'textual', 'rich', 'rapidfuzz', 'fsrs', 'filelock', 'hashlib', 'uuid'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_log_is_json_that_any_tool_reads(store: Store, folder: Path) -> None:
    practise(store, "petra")
    (line,) = logs(folder)[0].read_text("ascii").splitlines()
    assert [table for table, _, _ in json.loads(line)["ops"]] == ["schedules", "reviews", "days", "pace"]
