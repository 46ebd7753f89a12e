"""A long history is read by two processes, and what comes of it is what one would have read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import Clock, Opening, Reading, answer, card, logs, said
from trainer.memory import scheduler
from trainer.memory.model import Grade
from trainer.store import ahead, log
from trainer.store import logs as store_logs
from trainer.store.log import Line
from trainer.store.logs import Logs
from trainer.store.merge import MergingStorage
from trainer.store.store import Store
from trainer.store.usual import Run

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


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[Run | Line]:
    """What was taken over from the other one."""
    found: list[Run | Line] = []
    parts = ahead.Ahead.parts

    def noted(self: ahead.Ahead) -> Iterator[Run | Line]:
        for part in parts(self):
            found.append(part)
            yield part

    monkeypatch.setattr(ahead.Ahead, "parts", noted)
    return found


def test_two_read_what_one_reads(
    history: dict[str, Any], started: Started, parts: list[Run | Line], opened: Opening
) -> None:
    assert read_anew(opened) == history
    assert [other.returncode is not None for other in started] == [True]
    # Of the later months all but what two devices did to one card without knowing of each other is one change.
    assert sum(part.lines for part in parts if isinstance(part, Run)) > 15
    assert len(parts) < 15


def test_the_other_one_stops_before_it_has_sent_too_much(
    history: dict[str, Any], opened: Opening, monkeypatch: pytest.MonkeyPatch, parts: list[Run | Line]
) -> None:
    Reading.BY_TWO.everywhere(monkeypatch)
    read_anew(opened)
    before = len(parts)
    parts.clear()
    monkeypatch.setattr(ahead, "ENOUGH", 0)
    assert read_anew(opened) == history
    assert 0 < len(parts) < before


def test_it_counts_up_to_all_there_is(started: Started, folder: Path, opened: Opening) -> None:
    heard = count(folder, opened)
    size = sum(path.stat().st_size for path in logs(folder))
    assert started
    assert heard[0] == (0, size)
    assert heard[-1] == (size, size)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.parametrize("month", range(8))
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
    heard = count(folder, opened)
    assert started
    assert heard[-1][0] == heard[-1][1]
    monkeypatch.undo()
    assert found == read_anew(opened)
    assert [problem.key for problem in found["problems"]][:1] == ["store.damaged"]
    assert found["reviews"] != history["reviews"]


def count(folder: Path, opened: Opening) -> list[tuple[int, int]]:
    opened().close()
    (folder / "local" / "snapshot.json").unlink()
    heard: list[tuple[int, int]] = []
    Store.open(folder, now=Clock(), progress=lambda done, total: heard.append((done, total))).close()
    return heard


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


@pytest.mark.parametrize("reading", [Reading.LONG, Reading.BY_TWO])
@pytest.mark.parametrize("doing", ["rebuild", "refresh", "merge"])
@pytest.mark.parametrize("step", ["_take_run", "_take", "_apply", "_taken", "saw", "read_to"])
@pytest.mark.parametrize("times", [0, 1])
def test_ctrl_c_at_any_step_leaves_no_snapshot_that_lacks_something(
    history: dict[str, Any],
    opened: Opening,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reading: Reading,
    doing: str,
    step: str,
    times: int,
) -> None:
    reading.everywhere(monkeypatch)
    owner = Logs if step in ("saw", "read_to") else MergingStorage
    left, real = [True] * times, getattr(owner, step)

    def interrupted(*args: Any) -> Any:
        if not left:
            monkeypatch.setattr(owner, step, real)
            raise KeyboardInterrupt
        left.pop()
        return real(*args)

    place = folder if doing == "rebuild" else tmp_path / "third"
    with suppress(KeyboardInterrupt), opened(place) as store:
        monkeypatch.setattr(owner, step, interrupted)
        if doing == "rebuild":
            store.rebuild()
        elif doing == "merge":
            store.merge(folder)
        else:
            for path in logs(folder):
                shutil.copy(path, place / "log")
            store.refresh()
    monkeypatch.undo()
    with opened(place) as again:
        again.merge(folder)
        assert list(again.reviews()) == history["reviews"]
        assert {name: dict(rows) for name, rows in again._storage.tables.items() if rows} == history["tables"]


def test_without_another_thread_this_process_reads_it_all(
    history: dict[str, Any], started: Started, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading, "_start_new_thread", refused)
    assert read_anew(opened) == history
    assert [other.returncode is not None for other in started] == [True]


@pytest.mark.parametrize("helped", [True, False])
def test_no_gap_is_named_where_a_copy_of_a_later_month_stands_among_the_earlier(
    history: dict[str, Any],
    started: Started,
    opened: Opening,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    helped: bool,
) -> None:
    if not helped:
        monkeypatch.setattr(sys, "executable", None)
    last = logs(folder)[-1]
    last.with_name("my copy.jsonl").write_bytes(last.read_bytes())
    found = read_anew(opened)
    assert bool(started) == helped
    assert found["problems"] == history["problems"] == ()
    assert found["tables"] == history["tables"]


def test_a_file_that_is_taken_away_meanwhile_is_missed_once(
    history: dict[str, Any], opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Reading.BY_TWO.everywhere(monkeypatch)
    start = ahead.start

    def taken_away(job: bytes) -> Any:
        found = start(job)
        logs(folder)[-1].unlink()
        return found

    monkeypatch.setattr(ahead, "start", taken_away)
    assert [problem.key for problem in read_anew(opened)["problems"]] == ["store.missing"]


def test_a_copied_device_is_noticed_in_the_later_months_as_well(
    history: dict[str, Any], opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened() as store:
        name = store._storage.logs.device
    (folder / "local" / "snapshot.json").unlink()
    own = [path for path in logs(folder) if path.name.startswith(name)]
    line = own[-1].read_bytes().splitlines(keepends=True)[-1]
    body = line.partition(b'",')[2].replace(b'"seconds":12.345', b'"seconds":9.5')
    number = max(json.loads(raw)["n"] for raw in own[-1].read_bytes().splitlines())
    body = body.replace(b'"n":%d,' % number, b'"n":%d,' % (number + 1))
    copy = own[-1].with_name(f"{own[-1].stem} (copy).jsonl")
    copy.write_bytes(log.checked(b"{" + body[:-1]) + b"\n")
    Reading.BY_TWO.everywhere(monkeypatch)
    assert said(opened()) == ["rebuilt", "cloned"]


def test_a_program_of_the_same_name_where_one_stands_is_not_run(
    history: dict[str, Any], started: Started, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trainer.py").write_text("import pathlib; pathlib.Path('run').touch()")
    monkeypatch.chdir(tmp_path)
    assert read_anew(opened) == history
    assert started
    assert not (tmp_path / "run").exists()
