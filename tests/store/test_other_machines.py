"""A folder that was copied to another machine, what is odd in a log folder, and what goes on beside a long look."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.store.conftest import START, Clock, Opening, answer, card, logs, practise, replace, said
from trainer.store import device, lock, log
from trainer.store.care.check import mended, miscounted, wrong
from trainer.store.merge import MergingStorage
from trainer.store.store import Store, StoreError


def names(folder: Path) -> list[str]:
    return [path.name for path in logs(folder)]


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Go on as on another machine."""
    return lambda: monkeypatch.setattr(device, "machine", lambda: "0ther000")


# A copy of the whole folder


def test_a_copy_on_another_machine_takes_a_name_of_its_own(
    opened: Opening, folder: Path, tmp_path: Path, elsewhere: Callable[[], None]
) -> None:
    with opened() as store:
        practise(store, "petra")
    copytree(folder, tmp_path / "copy")
    with opened() as store:
        mine = practise(store, "borrel")
    elsewhere()
    copy = opened(tmp_path / "copy")
    theirs = practise(copy, "koffie")
    assert len(names(tmp_path / "copy")) == 2
    assert said(copy) == []
    copy.merge(folder)
    assert copy.days()[0].reviews == 3
    assert {review.id for review in copy.reviews()} >= {mine[0].id, theirs[0].id}
    copy.close()
    assert opened(tmp_path / "copy")._storage.logs.device == copy._storage.logs.device


def test_a_name_from_before_machines_were_noted_is_kept(opened: Opening, folder: Path) -> None:
    with opened() as store:
        practise(store, "petra")
    path = folder / "local" / "device"
    name = path.read_text().split()[0]
    path.write_text(f"{name}\n")
    store = opened()
    practise(store, "borrel")
    assert names(folder) == [f"{name}-2026-11.jsonl"]
    assert path.read_text().split() == [name, device.machine()]


def clones(opened: Opening, folder: Path, tmp_path: Path, clock: Clock) -> tuple[Store, Store]:
    """Two that write under one name, as the trainer did before it noted the machine: one review together, one each."""
    with opened() as store:
        practise(store, "petra")
    copytree(folder, tmp_path / "copy")
    one, two = opened(), opened(tmp_path / "copy")
    clock.forward(seconds=5)
    practise(one, "borrel")
    clock.forward(seconds=5)
    practise(two, "koffie")
    return one, two


def test_two_machines_under_one_name_both_keep_everything(
    opened: Opening, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    one, two = clones(opened, folder, tmp_path, clock)
    (shared,) = names(folder)
    assert one.merge(tmp_path / "copy") == 1
    assert two.merge(folder) > 0
    one.merge(tmp_path / "copy")
    assert len({store._storage.logs.device for store in (one, two)} | {shared[:8]}) == 3
    for store in (one, two):
        assert said(store) == ["cloned"]
        assert {review.card for review in store.reviews()} == {card("petra"), card("borrel"), card("koffie")}
    assert one.days()[0].reviews == 3
    assert one.schedules() == two.schedules()
    practise(one, "thee")
    practise(two, "taart")
    one.merge(tmp_path / "copy")
    assert len(list(one.reviews())) == 5
    list(mended(one, list(wrong(one))))
    assert list(wrong(one)) == []


def test_taking_in_again_and_again_adds_no_copies(opened: Opening, folder: Path, tmp_path: Path, clock: Clock) -> None:
    one, two = clones(opened, folder, tmp_path, clock)
    one.merge(tmp_path / "copy")
    files = names(folder)
    for name in ("a", "b", "c"):
        practise(two, name)
        assert one.merge(tmp_path / "copy") == 1
        assert one.merge(tmp_path / "copy") == 0
    assert names(folder) == files
    (beside,) = [path for path in logs(folder) if path.name.count(".") == 2]
    assert len(beside.read_bytes().splitlines()) == 4, "only what was not there yet"


def test_a_clone_that_a_sync_tool_reveals_is_noticed_too(
    opened: Opening, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    one, two = clones(opened, folder, tmp_path, clock)
    (theirs,) = logs(tmp_path / "copy")
    (folder / "log" / f"{theirs.stem}.sync-conflict-20261119.jsonl").write_bytes(theirs.read_bytes())
    one.refresh()
    practise(one, "thee")
    assert said(one) == ["cloned"]
    assert one._storage.logs.device != two._storage.logs.device
    assert len(list(opened().reviews())) == 4
    assert said(opened()) == []


def test_an_unfinished_line_under_the_name_that_a_copy_gave_up_is_left_to_the_other_machine(
    opened: Opening, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    one, _ = clones(opened, folder, tmp_path, clock)
    (theirs,) = logs(tmp_path / "copy")
    (mine,) = logs(folder)
    (folder / "log" / f"{theirs.stem}.sync-conflict-20261119.jsonl").write_bytes(theirs.read_bytes())
    with mine.open("ab") as file:
        file.write(b'{"crc":"12')
    whole = mine.read_bytes()
    one.refresh()
    practise(one, "thee")
    assert said(one) == ["cloned"]
    assert mine.read_bytes() == whole


def test_what_was_damaged_comes_back_from_a_backup_of_ones_own(opened: Opening, folder: Path, tmp_path: Path) -> None:
    with opened() as store:
        done = practise(store, "petra", "borrel", "koffie")
    copytree(folder / "log", tmp_path / "kept")
    (file,) = logs(folder)
    file.write_bytes(file.read_bytes().replace(b"borrel", b"borreI"))
    store = opened()
    store.merge(tmp_path / "kept")
    assert list(store.reviews()) == done
    assert "cloned" not in said(store)
    (folder / "local" / "snapshot.json").unlink()
    assert "cloned" not in said(opened())
    practise(opened(), "thee")
    assert len(names(folder)) == 2


# What is odd in the folder


@pytest.mark.parametrize("kind", ["folder", "dangling", "loop", "pipe"])
@pytest.mark.skipif(os.name == "nt", reason="links and pipes are other things there")
def test_what_is_named_like_a_log_and_is_none_is_named_and_passed_over(
    opened: Opening, folder: Path, tmp_path: Path, kind: str
) -> None:
    with opened() as store:
        practise(store, "petra")
    odd = folder / "log" / "0badcafe-2026-11.jsonl"
    if kind == "folder":
        odd.mkdir()
    elif kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(odd if kind == "loop" else "nowhere")
    store = opened()
    practise(store, "borrel")
    store.refresh()
    assert said(store) == ["no-log"]
    assert len(list(store.reviews())) == 2
    assert list(wrong(store)) == []
    assert opened(tmp_path / "other").merge(folder) == 2


# A read that fails in the middle


def test_a_read_error_loses_no_replay(opened: Opening, tmp_path: Path, clock: Clock, monkeypatch: Any) -> None:
    """What came late, and needs a card's whole history, is caught up on at the next try."""
    other, store = opened(tmp_path / "other"), opened()
    practise(other, "petra")
    clock.forward(days=1)
    practise(store, "petra")
    clock.forward(days=1)
    practise(other, "borrel", "petra")
    (theirs,) = logs(tmp_path / "other")
    (store._storage.logs.folder / theirs.name).write_bytes(theirs.read_bytes())
    real = log.read_lines
    for failing in (1, 2, 3, 4):
        calls = 0

        def read_lines(path: Path, start: int = 0, failing: int = failing) -> Iterator[tuple[int, bytes]]:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(errno.EIO, "Input/output error", str(path))
            yield from real(path, start)

        with monkeypatch.context() as broken:
            broken.setattr(log, "read_lines", read_lines)
            try:
                store.refresh()
            except StoreError as error:
                assert error.message.key == "store.not-opened"  # noqa: PT017 - not each of the four must fail
    store.refresh()
    store.checkpoint()
    assert list(wrong(store)) == []
    with opened(tmp_path / "third") as third:
        third.merge(store._storage.local.parent)
        assert third.schedules() == store.schedules()


def test_a_read_error_ends_a_look_over_everything_in_one_sentence(opened: Opening, monkeypatch: Any) -> None:
    store = opened()
    practise(store, "petra")
    real = log.read_lines
    found: set[str | int] = set()
    for failing in range(1, 6):
        calls = 0

        def read_lines(path: Path, start: int = 0, failing: int = failing) -> Iterator[tuple[int, bytes]]:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(errno.EIO, "Input/output error", str(path))
            yield from real(path, start)

        with monkeypatch.context() as broken:
            broken.setattr(log, "read_lines", read_lines)
            try:
                found.add(len(list(wrong(store))))
            except StoreError as error:
                found.add(error.message.key)
    assert found == {"store.not-opened", 0}


# Beside a long look


def test_the_doctor_finds_nothing_wrong_beside_a_session_that_records(opened: Opening, monkeypatch: Any) -> None:
    store, session = opened(), opened()
    practise(session, "petra")
    real, recorded = log.decode, 0

    def decode(raw: bytes) -> log.Line | None:
        nonlocal recorded
        recorded += 1
        if recorded % 3 == 1 and recorded < 60:
            review = answer(session, f"card {recorded}")
            recorded += 1  # the session reads its own line too
            session.record(replace(review, override=True))
        return real(raw)

    monkeypatch.setattr(log, "decode", decode)
    assert list(wrong(store)) == []
    assert len(session.schedules()) > 3


def test_counts_are_put_right_whatever_is_recorded_meanwhile(opened: Opening, monkeypatch: Any) -> None:
    store, session = opened(), opened()
    practise(session, "petra", "borrel")
    with session.transaction():
        session._add_to_day(START.date(), "nl/openers", [3, 0, 0, 5, 0])
    real = miscounted

    def while_recording(store: Store) -> Any:
        found = real(store)
        practise(session, "koffie")
        return found

    monkeypatch.setattr("trainer.store.care.check.miscounted", while_recording)
    store.recount()
    assert store.days()[0].reviews == 3
    assert real(store) == ({}, {})


def test_others_record_while_a_history_is_rebuilt_or_taken_in(
    opened: Opening, tmp_path: Path, clock: Clock, monkeypatch: Any
) -> None:
    """Each tries once, and is not made to wait."""
    other = opened(tmp_path / "other")
    for _ in range(3):
        practise(other, "petra", "borrel")
        clock.forward(days=31)
    store, session = opened(), opened()
    practise(store, "thee")
    monkeypatch.setattr(lock, "PATIENCE", 0)
    recorded = 0
    real = MergingStorage._apply

    def record() -> None:
        nonlocal recorded
        recorded += 1
        practise(session, "koffie")

    def apply(storage: MergingStorage, line: log.Line) -> None:
        if storage is store._storage and recorded < 6 and storage._ops is None:
            record()
        real(storage, line)

    with monkeypatch.context() as busy:
        busy.setattr(MergingStorage, "_apply", apply)
        store.merge(tmp_path / "other")
        store.rebuild()
    assert recorded == 6
    store.refresh()
    session.refresh()
    assert list(wrong(store)) == list(wrong(session)) == []
    assert len(list(store.reviews())) == 6 + 6 + 1
