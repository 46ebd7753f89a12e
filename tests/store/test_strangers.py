"""Lines that are whole and yet not as we write them: from a stranger's program, a later trainer, or a wrong clock.

They are passed over, named and kept; everything behind them is read, and nothing that is done with a history fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.store.conftest import START, Clock, Opening, Reading, answer, logs, practise, said
from trainer.grading.model import Reason, Verdict
from trainer.store import log, shapes, usual
from trainer.store.care.check import mended, named, wrong
from trainer.store.care.export import export
from trainer.store.review import Review
from trainer.store.store import Store, StoreError

T = int(START.timestamp() * 1_000_000)
STATE = "1.5 5.0 2026-11-22 2026-11-19 2026-11-19T19:30:00+00:00 1 0 7"
REVIEW = {
    "card": 5,
    "deck": "d",
    "typed": "t",
    "verdict": "correct",
    "credit": 1.0,
    "grade": 3,
    "seconds": 1.0,
    "first_key": None,
}
RARE = [*shapes.RARE]
SCHEDULE: list[Any] = ["schedules", "5", {"card": "c", "state": STATE}]


def line(ops: Any, **other: Any) -> bytes:
    """A line with its checksum, whatever it says."""
    body = {"d": "0badcafe", "n": 1, "t": T, "ops": ops, **other}
    return log.checked(json.dumps(body).encode("ascii")) + b"\n"


def state(**changed: str) -> list[Any]:
    names = ("stability", "difficulty", "due", "day", "at", "reviews", "lapses", "last_review")
    parts = dict(zip(names, STATE.split(), strict=True)) | changed
    return [["schedules", "5", {"card": "c", "state": " ".join(parts.values())}]]


def review(**changed: Any) -> list[Any]:
    return [SCHEDULE, ["reviews", "7", {**REVIEW, **changed}]]


ODD_OPS: list[Any] = [
    None,
    5,
    "abc",
    {"a1b": 1},
    [5],
    ["a1b"],
    [[]],
    [["lines", "1"]],
    [["lines", 1, None]],
    [["lines", "01", None]],
    [["lines", "1", []]],
    [["lines", "1", "x"]],
    [["lines", "99999999999999999", {}]],
    [[5, "1", {}]],
    [[["a"], "1", {}]],
    [["_snapshot", "1", {"version": 9}]],
    [["_snapshot", "1", None]],
    [["lines", "1", {"card": "a"}]],
    [["schedules", "1", {"card": "a"}]],
    [["schedules", "1", {"card": 5, "state": STATE}]],
    [["schedules", "1", {"card": "c", "state": 5}]],
    state(stability="nan"),
    state(stability="-1.0"),
    state(stability="00.0"),
    state(difficulty="inf"),
    state(due="2026-02-30"),
    state(at="2026-11-19"),
    state(day="0001-01-01"),
    state(due="9999-12-31"),
    state(reviews="x"),
    state(last_review="9" * 400),
    state(last_review=str(2**53)),
    state(lapses="-1"),
    [["reviews", "7", REVIEW]],
    [["schedules", "5", None], ["reviews", "7", REVIEW]],
    review(verdict="splendid"),
    review(grade=9),
    review(credit="x"),
    review(seconds=10**400),
    review(first_key=float("inf")),
    review(before="x"),
    review(after=5),
    review(reason="none"),
    review(proposed=0),
    review(retention=0),
    review(scene=-1),
    review(unsure=1),
    review(at="2026-11-19T10:00"),
    review(day="2026-13-01"),
    review(typed=5),
    review(verdict=["correct"]),
    [["days", "1", {"day": "2026-01-01", "decks": {"a": [1]}}]],
    [["days", "1", {"day": "2026-01-01", "decks": []}]],
    [["days", "1", {"day": 5, "decks": {}}]],
    [["days", "1", {"day": "2026-01-01", "decks": {"a": [1, 1, 1, 10**400, 1]}}]],
    [["pace", "1", {"own": True}]],
    [["pace", "1", {"own": 1, "review": 1, "seconds": 1, "first_key": None}]],
    [["overrides", "1", {"card": "a", "n": 1.5}]],
    [["lines", "1", {"card": "a", "deck": "d", "text": "t", "at": "2026-11-19"}]],
    [["lines", "1", {"card": "a", "deck": "d", "text": "t", "at": "2026-11-19T19:30:00+01:00", "points": ["p"]}]],
    [["lines", "1", {"card": "a", "deck": "d", "text": "t", "at": "2026-11-19T19:30:00+01:00", "points": {"p": 1}}]],
    [["wordings", "1", {"card": "a", "text": "t", "accepted": 1}]],
    [["flagged", "1", {"card": "a", "seen": "1"}]],
    [["suspended", "1", {}]],
    [["prefs", "1", {"key": ["a"], "value": 1}]],
    [["prefs", "1", {"key": "a", "value": float("inf")}]],
    [["events", "1", {"name": "x", "at": "2026-11-19", "kind": "drinks"}]],
    [["follow_ups", "1", {"kind": "x"}]],
    [["events", "1", {"name": "x", "at": START.isoformat(), "kind": "drinks", "decks": "abc"}]],
]


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


HEADS: dict[str, list[Any]] = {
    "t": [2**62, 0, -1, 1.5, "x", None, [], 9_000_000_000_000_000],
    "n": [0, -1, 2**53, 1.5, "x", None, True, []],
    "d": ["", "0BADCAFE", "0x123456", "+1234567", "0badcafe ", 5, None, []],
}
ODD: list[bytes] = [
    *map(line, ODD_OPS),
    line([["prefs", "1", {"key": "a", "value": deep(500)}]]),
    line([["suspended", "1", {"card": "a", "other": deep(500)}]]),
    line([["later", "1", {"x": deep(500)}]]),
    *(line([], **{name: value}) for name, values in HEADS.items() for value in values),
    *(log.checked(raw) + b"\n" for raw in (b"{}", b'{"d":', b"5", b"[]", b'"x"', b"", b'{"d":"0badcafe"}')),
    log.checked(b'{"d":"0badcafe","n":1,"t":1,"ops":' + b"[" * 5000 + b"]" * 5000 + b"}") + b"\n",
    log.checked(b'{"d":"0badcafe","n":1,"t":1,"ops":' + b"9" * 5000 + b"}") + b"\n",
]


def everything(store: Store) -> list[Any]:
    """All that can be asked of a store, to its end."""
    store.refresh()
    found = [
        store.schedules(),
        store.days(),
        store.pace(False),
        store.pace(True),
        store.lines(),
        store.all_wordings(),
        store.flagged(),
        store.suspended(),
        store.prefs(),
        store.events(),
        store.follow_ups(),
        list(store.reviews()),
        json.loads("".join(export(store, {}))),
        list(wrong(store)),
    ]
    store.checkpoint()
    return found


@pytest.mark.parametrize("raw", ODD, ids=range(len(ODD)))
def test_a_line_that_no_trainer_writes_is_passed_over_named_and_kept(
    raw: bytes, opened: Opening, folder: Path, clock: Clock
) -> None:
    store = opened()
    done = practise(store, "petra")
    behind = line([["suspended", "9", {"card": "behind"}]], n=2, t=T + 5)
    (folder / "log" / "0badcafe-2026-11.jsonl").write_bytes(raw + behind)
    everything(store)
    assert said(store) == ["unsound"]
    for again in (store, opened()):
        assert again.suspended() == {"behind"}
        assert list(again.reviews()) == done
        assert {"unsound"} <= {problem.key.removeprefix("store.") for problem in wrong(again)} <= {"unsound", "gap"}
    found = named([*store.problems, *wrong(store)])
    assert list(mended(store, found)) == []
    assert raw[:-1] in [path.read_bytes() for path in (folder / "local" / "quarantine").iterdir()]
    practise(store, "borrel")
    (folder / "local" / "snapshot.json").unlink()
    assert len(opened().schedules()) == 2
    elsewhere = opened(folder.parent / "other")
    elsewhere.merge(folder)
    assert elsewhere.suspended() == {"behind"}
    assert list(elsewhere.reviews()) == list(store.reviews())


def test_what_a_later_trainer_understands_is_read_once_it_is_there(
    opened: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    (folder / "log" / "0badcafe-2026-11.jsonl").write_bytes(line([["suspended", "9", {"card": "c", "why": deep(70)}]]))
    store.refresh()
    store.close()
    assert opened().suspended() == frozenset()
    monkeypatch.setattr(shapes, "DEEPEST", 100)
    monkeypatch.setattr("trainer.store.tinydb.__version__", "99")
    assert opened().suspended() == {"c"}


def test_a_number_is_taken_even_if_its_line_cannot_be_read(opened: Opening, folder: Path) -> None:
    """After a step back to an earlier trainer, what it writes is not taken for what the later one wrote."""
    store = opened()
    practise(store, "petra")
    device = store._storage.logs.device
    store.close()
    with logs(folder)[0].open("ab") as file:
        file.write(line([["schedules", "1", {"card": 5}]], d=device, n=2, t=T + 10**6))
    store = opened()
    practise(store, "borrel")
    assert [json.loads(raw)["n"] for raw in logs(folder)[0].read_bytes().splitlines()] == [1, 2, 3]


@pytest.mark.parametrize("key", ["x", 5])
def test_where_a_line_has_the_last_number_under_this_machines_name_it_takes_another_name(
    opened: Opening, folder: Path, key: Any
) -> None:
    store = opened()
    done = practise(store, "petra")
    device = store._storage.logs.device
    with logs(folder)[0].open("ab") as file:
        file.write(line([["prefs", "5", {"key": key, "value": 1}]], d=device, n=2**53 - 1, t=T + 10**6))
    done += practise(store, "borrel")
    assert store._storage.logs.device != device
    store.close()
    store = opened()
    done += practise(store, "koffie")
    assert list(opened().reviews()) == done


@pytest.mark.parametrize("left", [1, 500])  # microseconds; ids are a thousand apart
def test_a_line_after_which_no_date_is_left_is_named_with_its_file(opened: Opening, folder: Path, left: int) -> None:
    """One that no trainer writes: the clock of one that is wrong stops four months before."""
    store = opened()
    done = practise(store, "petra")
    path = folder / "log" / "0badcafe-2093-08.jsonl"
    path.write_bytes(line([["suspended", "9", {"card": "c"}]], t=shapes.LATEST - left))
    store.refresh()
    with pytest.raises(StoreError) as refused:
        practise(store, "borrel")
    assert refused.value.message.key == "store.no-later"
    assert refused.value.message.values["file"] == path.name
    store.close()
    path.unlink()
    Path(str(refused.value.message.values["path"])).unlink()
    store = opened()
    done += practise(store, "borrel")
    assert list(store.reviews()) == done


def test_what_is_sound_in_a_backup_or_folder_is_taken_in_and_the_rest_is_named(
    opened: Opening, folder: Path, tmp_path: Path
) -> None:
    other = opened(tmp_path / "other")
    done = practise(other, "petra", "borrel", "koffie")
    other.close()
    (file,) = logs(tmp_path / "other")
    raw = file.read_bytes().splitlines(keepends=True)
    late = line([], d=file.name[:8], n=9, t=shapes.LATEST)
    file.write_bytes(raw[0] + raw[1].replace(b"borrel", b"borreI") + late + raw[2])
    store = opened()
    assert store.merge(tmp_path / "other") > 0
    assert list(store.reviews()) == [done[0], done[2]]
    assert {"damaged", "unsound"} <= set(said(store))
    assert store.merge(tmp_path / "other") == 0


def test_a_clock_far_ahead_loses_nothing(opened: Opening, folder: Path, clock: Clock) -> None:
    clock.at = datetime.fromisoformat("2101-05-01T12:00:00+00:00")
    store = opened()
    done = practise(store, "petra", "borrel")
    assert all(review.id < 2**53 for review in done)
    clock.at = START
    done += practise(store, "koffie")
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    again = opened()
    assert list(again.reviews()) == done
    assert said(again) == ["rebuilt"]


def test_verdicts_and_reasons_are_those_of_the_judge() -> None:
    assert set(Verdict) == shapes.VERDICTS
    assert set(Reason) == shapes.REASONS


def test_nothing_is_saved_that_could_not_be_read_again(store: Store) -> None:
    before = store.prefs()
    for value in (float("inf"), deep(100), {"a": object()}):
        with pytest.raises((ValueError, TypeError)):
            store.set_pref("x", value)
    assert store.prefs() == before


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["5", "7", "c", STATE, "schedules", "reviews", "days", "2026-11-19", START.isoformat()]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(
    [
        *REVIEW,
        *RARE,
        "state",
        "day",
        "decks",
        "own",
        "review",
        "n",
        "text",
        "accepted",
        "was",
        "seen",
        "key",
        "value",
    ]
)
documents = st.none() | st.dictionaries(fields, json_values, max_size=10) | json_values
near = st.lists(st.tuples(st.sampled_from([*shapes.CHECKS, "later"]), st.sampled_from(["5", "7", "x"]), documents))
sound_but_for_one = st.builds(
    lambda name, value: review(**{name: value}), st.sampled_from([*REVIEW, *RARE]), json_values
)


@given(
    ops=json_values | near | sound_but_for_one, other=st.dictionaries(st.sampled_from("dnt"), json_values, max_size=1)
)
@example(ops=[SCHEDULE, ["reviews", "7", REVIEW | {"before": STATE, "retention": 1e-300}]], other={})
@example(ops=[["schedules", "5", {"card": "c", "state": STATE.replace("1.5", "1e-300")}]], other={})
def test_any_json_value_as_a_lines_contents_makes_nothing_fail(ops: Any, other: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        raw = line(ops, **other)
        with Store.open(base / "data", now=Clock()) as store:
            practise(store, "petra")
            (base / "data" / "log" / "0badcafe-2026-11.jsonl").write_bytes(raw)
            everything(store)
            practise(store, "petra")
        with Store.open(base / "data", now=Clock()) as store:
            everything(store)
        with Store.open(base / "other", now=Clock()) as other_store:
            with suppress(StoreError):
                other_store.merge(base / "data")
            everything(other_store)


numbers_at_the_edge = st.sampled_from(
    [2**63 - 1, 2**63, 2**64, 2**64 + 1, -(2**63) - 1, 2**70 + 1, 2.0**63, 1e300, 10**400, -0.0, "\ud800"]
)
rows = st.sampled_from(
    [
        ("days", {"day": "2026-01-01", "decks": {"a": [1, 1, 0, 5, 0]}}),
        ("pace", {"own": True, "review": 1, "card": 5, "seconds": 1.0, "first_key": None}),
        ("overrides", {"card": "a", "n": 1}),
        ("flagged", {"card": "a", "seen": 1}),
        ("wordings", {"card": "a", "text": "t", "accepted": True, "was": False}),
        ("prefs", {"key": "a", "value": 1}),
        ("schedules", SCHEDULE[2]),
    ]
)
changed_row = st.builds(
    lambda row, field, value: [[row[0], "5", {**row[1], sorted(row[1])[field % len(row[1])]: value}]],
    rows,
    st.integers(0, 4),
    numbers_at_the_edge | st.dictionaries(fields, numbers_at_the_edge, max_size=2) | json_values,
)
changed_count = st.builds(
    lambda place, n: [["days", "5", {"day": "2026-01-01", "decks": {"a": [n if i == place else 1 for i in range(5)]}}]],
    st.integers(0, 4),
    numbers_at_the_edge,
)


USUAL: list[list[Any]] = [
    SCHEDULE,
    ["reviews", "7", REVIEW | {"proposed": 3, "before": STATE}],
    ["days", "8", {"day": "2026-01-01", "decks": {"a": [1, 1, 0, 5, 0], "b": [1, 0, 1, 5, 0]}}],
    ["pace", "9", {"own": True, "review": 7, "card": 5, "seconds": 1.5, "first_key": 0.5}],
]
"""As Store.record writes an answer."""


@st.composite
def nearly_usual(draw: st.DrawFn) -> list[Any]:
    """One thing in it changed, added or left out."""
    ops = deepcopy(USUAL)
    op = draw(st.sampled_from(ops))
    value = draw(numbers_at_the_edge | json_values)
    match draw(st.sampled_from(["field", "field", "lack", "count", "op", "id", "more", "order"])):
        case "field":
            op[2][draw(st.sampled_from([*op[2], *RARE]))] = value
        case "lack":
            del op[2][draw(st.sampled_from(list(op[2])))]
        case "count":
            ops[2][2]["decks"]["b"][draw(st.integers(0, 4))] = value
        case "op":
            op[draw(st.integers(0, 2))] = value
        case "id":
            op[1] = draw(st.sampled_from(["0", "07", "-1", "1" * 16, "1" * 17, "٣", "7 ", ""]))
        case "more":
            op.append(value)
        case "order":
            ops = draw(st.permutations(ops))
    return ops


def read_in_both_ways(raw: bytes) -> tuple[log.Line | None, log.Line | None]:
    return usual.read(raw), shapes.read(raw)


def said_by(read: log.Line | None) -> str:
    """All of it: 1 is not 1.0 here, and not true."""
    return json.dumps(read and [read.device, read.number, read.stamp, list(read.ops)], sort_keys=True)


@given(
    ops=nearly_usual() | changed_row | changed_count | near | sound_but_for_one,
    other=st.dictionaries(st.sampled_from(["d", "n", "t", "x"]), numbers_at_the_edge, max_size=1),
)
@settings(max_examples=400)
def test_a_long_history_reads_as_a_short_one(ops: Any, other: dict[str, Any]) -> None:
    """Though in another way."""
    quick, slow = read_in_both_ways(line(ops, **other)[:-1])
    assert said_by(quick) == said_by(slow)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"reason": "typo", "verdict": "close", "credit": 1, "grade": 2},
        {
            "unsure": True,
            "override": False,
            "hinted": True,
            "repeat": True,
            "own_words": True,
            "scene": 3,
            "retention": 0.85,
        },
        {"first_key": None, "seconds": 7},
    ],
)
def test_an_answer_takes_the_short_way(changed: dict[str, Any]) -> None:
    schedule, (_, review_id, document), *rest = USUAL
    for review in (document, {name: value for name, value in document.items() if name != "before"}):
        quick, slow = read_in_both_ways(line([schedule, ["reviews", review_id, review | changed], *rest])[:-1])
        assert type(quick) is usual.Usual
        assert said_by(quick) == said_by(slow)


def test_what_is_recorded_takes_the_short_way(store: Store, folder: Path) -> None:
    answers(store, "petra", "borrel", "petra")
    read = [usual.read(raw) for _, raw in log.read_lines(logs(folder)[0])]
    assert [type(line) for line in read] == [usual.Usual] * 3


@pytest.mark.parametrize("refreshed", [True, False])
def test_a_gap_is_named_also_where_a_change_comes_upon_it(
    opened: Opening, folder: Path, clock: Clock, refreshed: bool
) -> None:
    store, window = opened(), opened()
    practise(store, "petra")
    window.refresh()
    practise(window, "borrel", "koffie")
    (path,) = logs(folder)
    first, _, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + third)
    if refreshed:
        store.refresh()
    practise(store, "petra")
    assert "gap" in said(store)


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every history is read as a long one is."""
    Reading.LONG.everywhere(monkeypatch)


def answers(store: Store, *names: str) -> list[Review]:
    return [store.record(replace(answer(store, name), typed="één ☺ 🙂")) for name in names]


@pytest.mark.usefixtures("long")
def test_a_long_history_gives_what_was_recorded(opened: Opening, folder: Path) -> None:
    store = opened()
    done = answers(store, "petra", "borrel", "petra", "koffie")
    store.undo(done[3])
    before = everything_kept(store)
    store.rebuild()
    assert everything_kept(store) == before
    assert list(opened(read_only=True).reviews()) == done[:3]


@pytest.mark.usefixtures("long")
def test_a_line_that_comes_again_undoes_no_undo(opened: Opening, folder: Path) -> None:
    """It found no schedule, and there is none."""
    store = opened()
    store.undo(*answers(store, "petra"))
    before = everything_kept(store)
    file = logs(folder)[0]
    file.with_name(f"{file.stem} (copy).jsonl").write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    store.refresh()
    assert everything_kept(store) == before
    assert not store._storage.logs.cloned


@pytest.mark.usefixtures("long")
def test_a_copy_with_the_line_ends_of_another_system_is_a_copy(opened: Opening, folder: Path) -> None:
    store = opened()
    done = answers(store, "petra", "borrel", "petra")
    file = logs(folder)[0]
    file.with_name(f"{file.stem} (copy).jsonl").write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    store.refresh()
    assert not store._storage.logs.cloned
    assert list(store.reviews()) == done


@pytest.mark.usefixtures("long")
def test_a_line_that_comes_late_turns_no_count_back(opened: Opening, folder: Path) -> None:
    """It found no schedule, and none is known; but the day is known as it was later."""
    store = opened()
    answers(store, "petra", "borrel")
    before = everything_kept(store)
    store.close()
    (folder / "local" / "snapshot.json").unlink()
    file = logs(folder)[0]
    first, second = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first.replace(b"petra", b"pietje") + second)
    store = opened()
    assert len(store.schedules()) == 1
    file.with_name(f"{file.stem} (copy).jsonl").write_bytes(first)
    store.refresh()
    assert everything_kept(store) == before


def everything_kept(store: Store) -> dict[str, Any]:
    return {name: dict(rows) for name, rows in store._storage.tables.items() if rows}


def test_what_was_found_good_once_is_not_trusted_elsewhere() -> None:
    """Another card's state, and a damaged one behind a sound line of the same card."""
    assert type(usual.read(line(USUAL)[:-1])) is usual.Usual
    schedule, (_, review_id, document), *rest = USUAL
    for before in ("", "x", STATE.replace("1.5", "00.0")):
        assert usual.read(line([schedule, ["reviews", review_id, document | {"before": before}], *rest])[:-1]) is None
    assert usual.read(line([["schedules", "5", {"card": "c", "state": "x"}], *USUAL[1:]])[:-1]) is None


def test_a_state_that_was_never_found_good_is_doubted_in_a_review_too() -> None:
    odd: list[Any] = ["", None, [], "x"]
    for before in odd:
        read = log.decode(line(review(before=before))[:-1])
        assert read is not None
        assert not shapes.sound(read)


digits = st.text("09", min_size=1, max_size=2) | st.sampled_from(
    [str(2**53 - 1), str(2**53), "8" * 16, "9" * 15, "9" * 16]
)


@given(
    numbers=st.tuples(digits, digits, digits, digits),
    day=st.sampled_from(["1900-01-01", "2026-02-29", "2026-02-28", "2026-04-31", "2199-12-30"]),
    at=st.sampled_from(["00:00:00+00:00", "23:59:59.999999-19:59", "24:00:00+00:00", "10:00:60+00:00", "10:00:00"]),
    counts=st.tuples(digits, digits, digits),
)
@example(numbers=("00", "0", "5", "0"), day="2026-02-28", at="00:00:00+00:00", counts=("1", "0", "7"))
@example(numbers=("1", "5", "5", "0"), day="2026-02-28", at="00:00:00+00:00", counts=("1", "0", str(2**53)))
def test_a_state_that_is_known_by_its_looks_is_a_good_one(
    numbers: tuple[str, ...], day: str, at: str, counts: tuple[str, ...]
) -> None:
    whole, part, hard, harder = numbers
    text = " ".join([f"{whole}.{part} {hard}.{harder} {day} {day} {day}T{at}", *counts])
    if shapes.is_usual_state(text):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shapes, "is_usual_state", lambda _: False)
            shapes.demand_state(text)


def test_a_short_history_loads_no_second_reader(folder: Path, opened: Opening) -> None:
    with opened() as store:
        practise(store, "petra")
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from trainer.store.store import Store\n"
        "Store.open(Path(sys.argv[1]), now=lambda: datetime.now(UTC)).close(); print('msgspec' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
