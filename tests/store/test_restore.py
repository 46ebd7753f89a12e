"""A restore, with other trainers open beside it, links in the way, and its end at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import START, Opening, answer, card, logs, practise, said
from trainer.paths import Paths
from trainer.store import lock
from trainer.store.care import moves
from trainer.store.care.backup import back_up, restore
from trainer.store.care.check import wrong
from trainer.store.lock import Lock
from trainer.store.store import Store, StoreError


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A learner with settings, a deck, and a backup b.zip to come."""
    found = Paths(tmp_path / "data", tmp_path / "settings.toml", tmp_path / "decks", tmp_path / "bundled")
    found.decks.mkdir()
    (found.decks / "borrel.md").write_text("# Borrel\n")
    found.settings.write_text("minutes = 7\n")
    return found


@pytest.fixture
def source(opened: Opening, paths: Paths) -> Path:
    """A backup of two reviews; since then there was a third, another setting and another deck."""
    with opened() as store:
        practise(store, "petra", "borrel")
        back_up(paths, paths.backups / "b.zip", now=START)
        practise(store, "koffie")
    paths.settings.write_text("minutes = 9\n")
    (paths.decks / "borrel.md").write_text("# Anders\n")
    return paths.backups / "b.zip"


def held(store: Store) -> int:
    return len(list(store.reviews()))


def test_a_session_that_was_open_writes_no_more_and_says_why(opened: Opening, paths: Paths, source: Path) -> None:
    session = opened()
    review = answer(session, "thee")
    restore(paths, source, now=START)
    before = {path: path.read_bytes() for path in paths.data.rglob("*") if path.is_file()}
    for change in (lambda: session.record(review), lambda: session.set_pref("a", 1), session.checkpoint):
        with pytest.raises(StoreError) as refused:
            change()
        assert refused.value.message.key == "store.replaced"
    with pytest.raises(StoreError):
        session.refresh()
    session.close()
    assert before == {path: path.read_bytes() for path in paths.data.rglob("*") if path.is_file()}
    again = opened()
    assert again.problems == ()
    again.record(review)
    assert held(again) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove what is open")
def test_a_session_whose_device_disappeared_writes_no_more(opened: Opening, folder: Path) -> None:
    session = opened()
    practise(session, "petra")
    (folder / "local" / "device").unlink()
    with pytest.raises(StoreError) as refused:
        practise(session, "borrel")
    assert refused.value.message.key == "store.replaced"
    for path in (folder / "local").iterdir():
        path.unlink()
    (folder / "local").rmdir()
    with pytest.raises(StoreError) as refused:
        practise(session, "borrel")
    assert refused.value.message.key == "store.replaced"
    assert not (folder / "local").exists()
    again = opened()
    practise(again, "borrel")
    assert held(again) == 2
    assert again._storage.logs.device != session._storage.logs.device


def test_a_restore_waits_for_a_transaction_and_the_next_waits_for_it(
    opened: Opening, paths: Paths, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened()
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with session.transaction(), pytest.raises(StoreError) as refused:
        restore(paths, source, now=START)
    assert refused.value.message.key == "store.busy"
    monkeypatch.undo()
    real, tried = moves._move, []
    monkeypatch.setattr(lock, "PATIENCE", 0)

    def move(old: Path, new: Path) -> None:
        with pytest.raises(StoreError) as refused:
            practise(session, "thee")
        tried.append(refused.value.message.key)
        real(old, new)

    monkeypatch.setattr(moves, "_move", move)
    restore(paths, source, now=START)
    assert set(tried) == {"store.busy"}
    assert held(opened()) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_is_a_link_stays_one(opened: Opening, paths: Paths, source: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    for path in (paths.data / "log", paths.data, paths.decks, paths.settings):
        path.rename(away / path.name)
        path.symlink_to(away / path.name)
    aside = restore(paths, source, now=START).aside
    assert all(path.is_symlink() for path in (paths.data / "log", paths.data, paths.decks, paths.settings))
    assert held(opened()) == 2
    assert (away / "settings.toml").read_text() == "minutes = 7\n"
    assert (away / "decks" / "borrel.md").read_text() == "# Borrel\n"
    assert held(opened(aside / "data")) == 3
    assert opened().problems == ()


def test_the_doctor_finds_nothing_after_a_restore(opened: Opening, paths: Paths, source: Path) -> None:
    restore(paths, source, now=START)
    store = opened()
    assert [*store.problems, *wrong(store)] == []


def test_what_is_wrong_in_a_backup_is_named_and_the_rest_put_back(
    opened: Opening, paths: Paths, tmp_path: Path
) -> None:
    with opened() as store:
        practise(store, "petra", "borrel", "koffie")
    (file,) = logs(paths.data)
    file.write_bytes(file.read_bytes().replace(b"borrel", b"borreI"))
    back_up(paths, tmp_path / "b.zip", now=START)
    done = restore(paths, tmp_path / "b.zip", now=START)
    assert [problem.key for problem in done.problems] == ["store.damaged"]
    assert {review.card for review in opened().reviews()} == {card("petra"), card("koffie")}


def test_a_backup_that_is_not_there_is_said_to_be_so(paths: Paths) -> None:
    with pytest.raises(StoreError) as refused:
        restore(paths, paths.backups / "nope.zip", now=START)
    assert refused.value.message.key == "store.nowhere"
    assert "nope.zip" in str(refused.value)


def killed_at(paths: Paths, source: Path, call: int) -> bool:
    """Restore in a process that dies on entry to one of its renames and removals; whether it did."""
    script = f"""
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from trainer.paths import Paths
from trainer.store.care import moves
from trainer.store.care.backup import restore
left = {call}
def dying(real):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return call
note_down = moves.note_down
import trainer.store.care.backup as backup
def noted(*args):
    note_down(*args)
    for name in ("rename", "unlink", "mkdir", "rmdir"):
        setattr(os, name, dying(getattr(os, name)))
backup.note_down = noted
paths = Paths(Path({str(paths.data)!r}), Path({str(paths.settings)!r}), Path({str(paths.decks)!r}), Path("/none"))
restore(paths, Path({str(source)!r}), now=datetime.now(UTC))
"""
    return subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_restore_that_is_killed_at_any_moment_is_finished_by_the_next_start(
    opened: Opening, paths: Paths, source: Path
) -> None:
    call, ended = 0, False
    while not ended:
        ended = not killed_at(paths, source, call)
        call += 1
        reader = opened(read_only=True)
        unfinished = (paths.data / "local" / moves.NOTE).exists()
        assert said(reader) == (["restore-unfinished"] if unfinished else []) or unfinished
        again = opened()
        assert said(again) == (["restore-finished"] if unfinished else [])
        assert held(again) == 2
        assert paths.settings.read_text() == "minutes = 7\n"
        assert (paths.decks / "borrel.md").read_text() == "# Borrel\n"
        assert list(wrong(again)) == []
        practise(again, "thee")
        assert not list((paths.data / "local").glob("unpacked-*"))
        asides = sorted(paths.data.parent.glob("before-*"))
        assert len(asides) == call
        assert held(opened(asides[-1] / "data")) == 3
        again.close()
    assert call > 8


def test_what_cannot_be_finished_is_taken_back_by_the_next_start(
    opened: Opening, paths: Paths, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(opened())
    (paths.data / "local" / moves.NOTE).touch()
    with pytest.raises(StoreError, match="interrupted"):
        back_up(paths, paths.backups / "half.zip", now=START)
    new = paths.data / "local" / "unpacked-x" / "data"
    aside = paths.data.parent / "before-x"
    todo = [(paths.data / "log", aside / "log"), (new / "log", paths.data / "log")]
    moves.note_down(paths.data / "local" / moves.NOTE, todo)
    (new / "log").mkdir(parents=True)
    real = moves._move

    def move(old: Path, new: Path) -> None:
        if old.parent.name == "data" and new == paths.data / "log":
            raise OSError(5, "Input/output error")
        real(old, new)

    monkeypatch.setattr(moves, "_move", move)
    again = opened()
    assert said(again) == ["restore-undone"]
    assert held(again) == before


def test_what_lies_on_another_disk_is_kept_there(
    opened: Opening, paths: Paths, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    far = Paths(paths.data, away / "settings.toml", away / "decks", paths.bundled)
    paths.settings.rename(far.settings)
    paths.decks.rename(far.decks)
    real = Path.stat

    def stat(path: Path, **how: Any) -> Any:
        found = real(path, **how)
        if away not in (path, *path.parents):
            return found
        return os.stat_result([*found[:2], found[2] + 1, *found[3:]])  # the device's number

    def rename(old: Path, new: Path) -> Path:
        if (away in old.parents) != (away in new.parents):
            raise OSError(18, "Invalid cross-device link")
        return real_rename(old, new)

    real_rename = Path.rename
    with monkeypatch.context() as two_disks:
        two_disks.setattr(Path, "stat", stat)
        two_disks.setattr(Path, "rename", rename)
        aside = restore(far, source, now=START).aside
    assert far.settings.read_text() == "minutes = 7\n"
    assert (far.decks / "borrel.md").read_text() == "# Borrel\n"
    assert (away / aside.name / "settings.toml").read_text() == "minutes = 9\n"
    assert (away / aside.name / "decks" / "borrel.md").read_text() == "# Anders\n"
    assert held(opened(aside / "data")) == 3


def test_what_a_killed_merge_left_is_removed_but_not_what_is_at_work(opened: Opening, folder: Path) -> None:
    opened().close()
    left, at_work = folder / "local" / "unpacked-1", folder / "local" / "unpacked-2"
    for path in (left, at_work):
        (path / "log").mkdir(parents=True)
    with Lock(at_work / "lock").held(0):
        opened().close()
        assert not left.exists()
        assert at_work.exists()
    opened().close()
    assert not at_work.exists()
