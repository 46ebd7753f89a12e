"""A long history is read by two processes, and what comes of it is what one would have read."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import Clock, Opening, Reading, answer, card, logs
from trainer.memory import scheduler
from trainer.memory.model import Grade
from trainer.store import ahead
from trainer.store import logs as store_logs
from trainer.store.store import Store

NAMES = ("petra", "borrel", "koffie")


@pytest.fixture
def history(opened: Opening, folder: Path, clock: Clock) -> dict[str, Any]:
    """Months of this device and of another one, that reviewed a card without knowing of each other; with all kinds of
    lines between the answers. What reading it in one go gives."""
    store, other = opened(), opened(folder.parent / "other")
    for month in range(6):
        for name in NAMES:
            for there in (store, other) if name == "petra" else (store,):
                practise_really(there, name, clock)
        store.undo(practise_really(store, "petra", clock))
        store.set_pref("month", month)
        store.keep_line(card("petra"), "nl/openers", f"line {month}", at=clock())
        (store.unflag if month % 2 else store.flag)(card("borrel"))
        store.merge(folder.parent / "other")
        other.merge(folder)
        clock.forward(days=20)
    for each in (store, other):
        each.close()
    return read_anew(opened)


def practise_really(store: Store, name: str, clock: Clock) -> Any:
    clock.forward(minutes=1)
    review = answer(store, name, at=clock())
    after = scheduler.review(
        review.before, Grade.GOOD, card=review.card, at=review.at, day=review.day, review_id=review.id, retention=0.85
    )
    typed = review.typed if store.flagged() else "één ☺"  # now and then what only the long way can read
    return store.record(replace(review, typed=typed, after=after, retention=0.85))


def read_anew(opened: Opening) -> dict[str, Any]:
    """All that is known, how far it was read, and what was wrong with it."""
    store = opened()
    store.close()
    (store._storage.local / "snapshot.json").unlink()
    store = opened()
    storage = store._storage
    return {
        "tables": {name: dict(rows) for name, rows in storage.tables.items() if rows},
        "stamps": {name: dict(stamps) for name, stamps in storage._stamps.items()},
        "position": storage.logs.position(),
        "reviews": list(store.reviews()),
        "problems": store.problems[1:],
    }


@pytest.fixture
def started(history: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """From now on two read, however short it is and on one processor as well. The other processes."""
    assert len(history["reviews"]) == 6 * 4
    found: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            found.append(self)

    start = ahead.start
    Reading.BY_TWO.everywhere(monkeypatch)
    monkeypatch.setattr(ahead, "start", start)
    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


Started = list[subprocess.Popen[bytes]]


def test_two_read_what_one_reads(history: dict[str, Any], started: Started, opened: Opening) -> None:
    assert read_anew(opened) == history
    assert [other.returncode is not None for other in started] == [True]


def test_it_counts_up_to_all_there_is(history: dict[str, Any], started: Started, folder: Path, clock: Clock) -> None:
    (folder / "local" / "snapshot.json").unlink()
    heard: list[tuple[int, int]] = []
    Store.open(folder, now=clock, progress=lambda done, total: heard.append((done, total))).close()
    size = sum(path.stat().st_size for path in logs(folder))
    assert started
    assert heard[0] == (0, size)
    assert heard[-1] == (size, size)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.parametrize("month", range(6))
def test_damage_is_named_wherever_it_is_and_all_behind_it_is_read(
    history: dict[str, Any],
    started: Started,
    opened: Opening,
    folder: Path,
    month: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = logs(folder)[month]
    raw = path.read_bytes()
    at = raw.index(b"petra")
    path.write_bytes(raw[:at] + b"x" + raw[at + 1 :])
    found = read_anew(opened)
    assert started
    monkeypatch.undo()
    assert found == read_anew(opened)
    assert [problem.key for problem in found["problems"]][:1] == ["store.damaged"]
    assert found["reviews"] != history["reviews"]


def test_a_line_in_the_file_of_another_month_counts_as_it_would(
    history: dict[str, Any], started: Started, opened: Opening, folder: Path
) -> None:
    """As where a learner put two files together."""
    first, *_, last = (path for path in logs(folder) if path.name[:8] == logs(folder)[0].name[:8])
    first.write_bytes(first.read_bytes() + last.read_bytes())
    found = read_anew(opened)
    assert started
    assert found["tables"] == history["tables"]


@pytest.mark.parametrize("code", ["", "import sys; sys.stdout.write('{')", "import sys; print('[]')", "1 / 0"])
def test_where_the_other_one_fails_this_one_reads_it_all(
    history: dict[str, Any], started: Started, opened: Opening, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(ahead, "CODE", code)
    assert read_anew(opened) == history
    assert started


@pytest.mark.parametrize("python", [None, "", "/nowhere/python"])
def test_where_no_other_one_can_be_started_this_one_reads_it_all(
    history: dict[str, Any], started: Started, opened: Opening, monkeypatch: pytest.MonkeyPatch, python: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert read_anew(opened) == history
    assert not started


def test_one_that_is_killed_at_its_work_is_done_without(
    history: dict[str, Any], started: Started, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "CODE", f"import os, signal; os.kill(os.getpid(), signal.SIGTERM); {ahead.CODE}")
    assert read_anew(opened) == history
    assert started


def test_with_one_processor_there_is_no_other_one(
    history: dict[str, Any], started: Started, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_logs, "processors", lambda: 1)
    assert read_anew(opened) == history
    assert not started


def test_ctrl_c_in_the_middle_loses_nothing_and_leaves_no_process(
    history: dict[str, Any], started: Started, opened: Opening, folder: Path, clock: Clock
) -> None:
    def interrupt(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    (folder / "local" / "snapshot.json").unlink()
    with pytest.raises(KeyboardInterrupt):
        Store.open(folder, now=clock, progress=interrupt)
    assert [other.returncode is not None for other in started] == [True]
    assert not (folder / "local" / "snapshot.json").exists()
    with opened() as store:
        assert list(store.reviews()) == history["reviews"]
    assert read_anew(opened) == history


def test_an_interrupted_rebuild_leaves_no_snapshot_that_lacks_something(
    history: dict[str, Any], started: Started, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    storage = store._storage
    take_run = storage._take_run

    def interrupted(run: Any) -> None:
        monkeypatch.setattr(storage, "_take_run", take_run)
        raise KeyboardInterrupt

    monkeypatch.setattr(storage, "_take_run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.rebuild()
    assert started
    store.close()
    with opened() as again:
        assert list(again.reviews()) == history["reviews"]
        assert {name: dict(rows) for name, rows in again._storage.tables.items() if rows} == history["tables"]


def test_a_program_of_the_same_name_where_one_stands_is_not_run(
    history: dict[str, Any], started: Started, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trainer.py").write_text("import pathlib; pathlib.Path('run').touch()")
    monkeypatch.chdir(tmp_path)
    assert read_anew(opened) == history
    assert started
    assert not (tmp_path / "run").exists()
