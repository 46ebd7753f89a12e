"""Whatever happens in whatever order, each device has the state that a plain replay of its logs gives."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.store.conftest import Clock, Opening, Reading, answer, card, logs, practise
from trainer.memory import scheduler
from trainer.memory.model import Grade, Schedule
from trainer.store.documents import review_of
from trainer.store.review import Review
from trainer.store.store import Store, StoreError

CARDS = ("petra", "borrel", "koffie")
STEPS = int(os.environ.get("TRAINER_REPLAYS", "40"))
"""Histories tried; some thousands take minutes."""


def real_answer(store: Store, name: str, grade: Grade, clock: Clock) -> Review:
    """As a session makes it, with FSRS's own state after it."""
    review = answer(store, name, grade, at=clock())
    state = scheduler.review(
        review.before, grade, card=review.card, at=review.at, day=review.day, review_id=review.id, retention=0.85
    )
    return replace(review, typed="een naam ☺", after=state, retention=0.85)


def plain_replay(folder: Path) -> dict[str, Any]:
    """All lines of all files, each once, in the order of their stamps, one after the other: slow and simple."""
    raws = {raw for path in logs(folder) for raw in path.read_bytes().split(b"\n")[:-1]}
    lines = sorted(map(json.loads, raws), key=lambda line: (line["t"], line["d"]))
    tables: dict[str, dict[str, Any]] = {}
    reviews: dict[int, Review] = {}
    for line in lines:
        schedule = None
        for table, doc_id, document in line["ops"]:
            if table == "schedules":
                schedule = document
            elif table == "reviews":
                reviews.pop(int(doc_id), None)
                if document is not None:
                    assert schedule is not None
                    reviews[int(doc_id)] = review_of(int(doc_id), document, schedule)
            else:
                tables.setdefault(table, {}).pop(doc_id, None)
                if document is not None:
                    tables[table][doc_id] = document
    states: dict[str, Schedule] = {}
    for review in reviews.values():
        before = states.get(review.card)
        states[review.card] = (
            review.after
            if review.before == before
            else scheduler.review(
                before,
                review.grade,
                card=review.card,
                at=review.at,
                day=review.day,
                review_id=review.id,
                retention=review.retention,
            )
        )
    return {"schedules": states, "reviews": list(reviews.values())} | {
        name: rows for name, rows in tables.items() if rows
    }


def state(store: Store) -> dict[str, Any]:
    tables = {name: dict(rows) for name, rows in store._storage.tables.items() if rows and name != "schedules"}
    return {"schedules": dict(store.schedules()), "reviews": list(store.reviews())} | tables


class Histories(RuleBasedStateMachine):
    """Two devices with two windows each; files travel between the devices whole, in part or not at all."""

    devices = st.integers(0, 1)
    windows = st.integers(0, 1)

    @initialize(seed=st.integers(0, 2**16), reading=st.sampled_from(Reading), months=st.integers(0, 3))
    def begin(self, seed: int, reading: Reading, months: int) -> None:
        self.patch = pytest.MonkeyPatch()
        reading.everywhere(self.patch)
        self.rng = random.Random(seed)
        self.base = Path(tempfile.mkdtemp())
        self.folders = [self.base / "a", self.base / "b"]
        self.clocks = [Clock(), Clock()]
        self.stores = [[self.start(device) for _ in range(2)] for device in range(2)]
        self.made: list[dict[int, Review]] = [{}, {}]
        self.undone: set[int] = set()
        for name in CARDS[:months]:
            for device in range(2):
                self.review(device, 0, name, Grade.GOOD, fresh=True, override=False)
                self.clocks[device].forward(days=20)

    def start(self, device: int) -> Store:
        return Store.open(self.folders[device], now=self.clocks[device], entropy=self.rng.randbytes)

    @rule(
        device=devices,
        window=windows,
        name=st.sampled_from(CARDS),
        grade=st.sampled_from(Grade),
        fresh=st.booleans(),
        override=st.booleans(),
    )
    def review(self, device: int, window: int, name: str, grade: Grade, fresh: bool, override: bool) -> None:
        store = self.stores[device][window]
        if fresh:
            store.refresh()
        review = replace(real_answer(store, name, grade, self.clocks[device]), override=override)
        store.record(review)
        self.made[device][review.id] = review

    @rule(device=devices, window=windows, pick=st.integers(0, 5))
    def undo(self, device: int, window: int, pick: int) -> None:
        for review in list(self.made[device].values())[-1 - pick : len(self.made[device]) - pick]:
            with suppress(StoreError):
                self.stores[device][window].undo(review)
                if review.id not in {known.id for known in self.stores[device][window].reviews()}:
                    self.undone.add(review.id)

    @rule(device=devices, window=windows, pick=st.integers(0, 5))
    def record_again(self, device: int, window: int, pick: int) -> None:
        store = self.stores[device][window]
        for review in list(self.made[device].values())[-1 - pick : len(self.made[device]) - pick]:
            if review.id not in self.undone:
                store.refresh()
                lines = store._storage.logs.numbers.count()
                store.record(review)
                assert store._storage.logs.numbers.count() == lines

    @rule(device=devices, window=windows, what=st.integers(0, 5), name=st.sampled_from(CARDS), text=st.text(max_size=5))
    def write_something(self, device: int, window: int, what: int, name: str, text: str) -> None:
        store = self.stores[device][window]
        kept = store.lines()
        if what == 0:
            store.set_pref(name, text or None)
        elif what == 1:
            store.keep_line(card(name), "nl/openers", text, at=self.clocks[device](), points=[(name, bool(text))])
        elif what == 2 and kept:
            with suppress(StoreError):
                store.change_line(kept[-1], text)
        elif what == 3 and kept:
            store.remove_line(kept[0])
        elif what == 4:
            (store.unflag if card(name) in store.flagged() else store.flag)(card(name))
        else:
            (store.accept_wording if len(text) % 2 else store.refuse_wording)(card(name), text)

    @rule(device=devices, hours=st.integers(-30, 400))
    def the_clock_moves(self, device: int, hours: int) -> None:
        self.clocks[device].forward(hours=hours)

    @rule(device=devices, window=windows)
    def rebuild(self, device: int, window: int) -> None:
        self.stores[device][window].rebuild()

    @rule(device=devices, window=windows, cleanly=st.booleans(), keep_snapshot=st.booleans())
    def restart(self, device: int, window: int, cleanly: bool, keep_snapshot: bool) -> None:
        store = self.stores[device][window]
        if cleanly:
            store.close()
        else:
            store._storage.logs.close()
        if not keep_snapshot:
            (self.folders[device] / "local" / "snapshot.json").unlink(missing_ok=True)
        self.stores[device][window] = self.start(device)

    @rule(device=devices, part=st.binary(min_size=1, max_size=9))
    def a_line_is_left_unfinished(self, device: int, part: bytes) -> None:
        name = self.stores[device][0]._storage.logs.device
        for path in [path for path in logs(self.folders[device]) if path.name.startswith(name)][-1:]:
            with path.open("ab") as file:
                file.write(part.replace(b"\n", b" "))

    @rule(device=devices, window=windows, whole=st.booleans())
    def files_travel(self, device: int, window: int, whole: bool) -> None:
        """As a sync tool brings them: the other's own files, perhaps not to their end."""
        name = self.stores[device][0]._storage.logs.device
        for path in logs(self.folders[device]):
            there = self.folders[1 - device] / "log" / path.name
            raw = path.read_bytes()
            if path.name.startswith(name):
                have = there.stat().st_size if there.exists() else 0
                there.write_bytes(raw if whole else raw[: max(have, self.rng.randrange(len(raw) + 1))])
        self.stores[1 - device][window].refresh()

    @rule(device=devices, pick=st.integers(0, 5))
    def a_copy_appears(self, device: int, pick: int) -> None:
        """As a sync tool or a learner makes it, of whichever file."""
        for path in logs(self.folders[device])[pick : pick + 1]:
            there = path.with_name(f"{path.stem} (copy {len(logs(self.folders[device]))}).jsonl")
            there.write_bytes(path.read_bytes())

    @rule(device=devices, window=windows)
    def merge(self, device: int, window: int) -> None:
        store = self.stores[device][window]
        if logs(self.folders[1 - device]):
            store.merge(self.folders[1 - device])
            assert store.merge(self.folders[1 - device]) == 0

    @rule(device=devices, window=windows)
    def look(self, device: int, window: int) -> None:
        self.stores[device][window].refresh()
        assert state(self.stores[device][window]) == plain_replay(self.folders[device])

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "stores"):
            for device, (store, _) in enumerate(self.stores):
                assert self.made[device].keys() - self.undone <= {review.id for review in store.reviews()}

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for device, window in ((0, 0), (0, 1), (1, 0), (1, 1)):
                self.look(device, window)
            one, two = self.stores[0][0], self.stores[1][0]
            for here, there in ((one, self.folders[1]), (two, self.folders[0]), (one, self.folders[1])):
                if logs(there):
                    here.merge(there)
            assert state(one) == state(two) == plain_replay(self.folders[0])
            two.rebuild()
            assert state(one) == state(two)
            kept = list(one.reviews())
            assert sum(day.reviews for day in one.days()) == len(kept)
            overruled = Counter(review.card for review in kept if review.override)
            assert {name: one.overrides(card(name)) for name in CARDS} == {
                name: overruled[card(name)] for name in CARDS
            }
            for store in (store for windows in self.stores for store in windows):
                store.close()
            shutil.rmtree(self.base)
            self.patch.undo()


Histories.TestCase.settings = settings(max_examples=STEPS, stateful_step_count=25)
TestHistories = Histories.TestCase


def test_a_card_reviewed_on_both_is_replayed_in_order_of_time(two: tuple[Store, Store], clock: Clock) -> None:
    one, other = two
    first = practise_really(one, Grade.GOOD, clock)
    clock.forward(days=2)
    second = practise_really(other, Grade.EASY, clock)
    clock.forward(days=1)
    third = practise_really(one, Grade.GOOD, clock)
    merge_both(one, other)
    wanted = None
    for review in (first, second, third):
        wanted = scheduler.review(
            wanted,
            review.grade,
            card=review.card,
            at=review.at,
            day=review.day,
            review_id=review.id,
            retention=0.85,
        )
    assert one.schedule(card("petra")) == wanted
    assert state(one) == state(other)
    assert [review.id for review in one.reviews()] == [first.id, second.id, third.id]
    assert sum(day.reviews for day in one.days()) == 3


@pytest.mark.parametrize("copied", [True, False])
def test_a_line_read_twice_leaves_what_was_done_on_both(
    two: tuple[Store, Store], folder: Path, clock: Clock, copied: bool
) -> None:
    one, other = two
    practise_really(one, Grade.GOOD, clock)
    clock.forward(days=2)
    practise_really(other, Grade.EASY, clock)
    merge_both(one, other)
    (theirs,) = (path for path in logs(folder) if path.name.startswith(other._storage.logs.device))
    raw = theirs.read_bytes()
    if copied:
        theirs.with_name(f"{theirs.stem} (copy).jsonl").write_bytes(raw)
    else:
        theirs.unlink()
        one.refresh()
        theirs.write_bytes(raw)
    one.refresh()
    assert dict(one.schedules()) == plain_replay(folder)["schedules"]


def test_what_another_window_does_while_a_card_is_replayed_counts_once(
    two: tuple[Store, Store], opened: Opening, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    window = opened()
    practise_really(other, Grade.EASY, clock)
    clock.forward(days=2)
    practise_really(one, Grade.GOOD, clock)
    clock.forward(days=2)
    replay = one._storage._taken

    def meanwhile() -> None:
        monkeypatch.undo()
        practise_really(window, Grade.GOOD, clock)
        replay()

    (theirs,) = logs(other._storage.local.parent)
    (folder / "log" / theirs.name).write_bytes(theirs.read_bytes())
    window.refresh()
    monkeypatch.setattr(one._storage, "_taken", meanwhile)
    one.refresh()
    one.refresh()
    assert dict(one.schedules()) == plain_replay(folder)["schedules"] == dict(window.schedules())


@pytest.mark.parametrize("with_answer", [True, False])
def test_what_another_window_takes_back_while_a_card_is_replayed_is_taken_back(
    two: tuple[Store, Store],
    opened: Opening,
    folder: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    with_answer: bool,
) -> None:
    one, other = two
    window = opened()
    practise_really(other, Grade.EASY, clock)
    clock.forward(days=2)
    last = practise_really(one, Grade.GOOD, clock)
    clock.forward(days=2)
    (theirs,) = logs(other._storage.local.parent)
    (folder / "log" / theirs.name).write_bytes(theirs.read_bytes())
    window.refresh()
    lines, looks = one._storage.logs.lines, [1, 2]

    def meanwhile(*args: Any) -> Any:
        looks.pop()
        if not looks:
            monkeypatch.undo()
            window.undo(practise_really(window, Grade.GOOD, clock) if with_answer else last)
        return lines(*args)

    monkeypatch.setattr(one._storage.logs, "lines", meanwhile)
    one.refresh()
    one.refresh()
    assert dict(one.schedules()) == plain_replay(folder)["schedules"] == dict(window.schedules())


def test_an_answer_that_is_taken_back_while_the_history_is_read_is_no_error(
    store: Store, opened: Opening, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    kept = practise_really(store, Grade.GOOD, clock)
    clock.forward(days=1)
    last = practise_really(store, Grade.GOOD, clock)
    window.refresh()
    lines, looks = store._storage.logs.lines, [1, 2]

    def meanwhile(*args: Any) -> Any:
        looks.pop()
        if not looks:
            window.undo(last)
        return lines(*args)

    monkeypatch.setattr(store._storage.logs, "lines", meanwhile)
    assert [review.id for review in store.reviews()] == [kept.id, last.id]  # as it was when the reading began
    monkeypatch.undo()
    assert [review.id for review in store.reviews()] == [kept.id]


def test_of_two_answers_at_one_moment_on_copied_devices_both_count(opened: Opening, folder: Path, clock: Clock) -> None:
    """A copy of the folder on the same machine, and a clock that is behind the last line."""
    with opened() as one:
        clock.forward(days=300)
        practise_really(one, Grade.GOOD, clock)
        clock.forward(days=-300)
    there = folder.parent / "clone"
    shutil.copytree(folder, there)
    one, other = opened(), opened(there)
    practise_really(one, Grade.GOOD, clock)
    clock.forward(days=1)
    practise_really(other, Grade.AGAIN, clock)
    for _ in range(2):
        merge_both(one, other)
    assert len(list(one.reviews())) == len(list(other.reviews())) == 3
    found = one.schedule(card("petra"))
    assert found is not None
    assert found.reviews == 3
    assert found == other.schedule(card("petra"))


@pytest.mark.parametrize("reading", Reading)
def test_what_was_put_back_on_a_lost_answer_is_what_the_others_give(
    opened: Opening, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, reading: Reading
) -> None:
    with opened() as store:
        for grade in (Grade.GOOD, Grade.EASY):
            practise_really(store, grade, clock)
            clock.forward(days=2)
        store.undo(practise_really(store, Grade.AGAIN, clock))
    (path,) = logs(folder)
    path.write_bytes(path.read_bytes().replace(b"petra", b"petrx", 1))
    (folder / "local" / "snapshot.json").unlink()
    reading.everywhere(monkeypatch)
    found = opened().schedule(card("petra"))
    assert found is not None
    assert found.reviews == 1


def test_what_another_window_did_before_it_began_a_new_month_is_built_on(
    opened: Opening, folder: Path, clock: Clock
) -> None:
    one, window = opened(), opened()
    clock.at = datetime(2026, 11, 30, 23, 50, tzinfo=UTC)
    day = clock().date()

    def practise_on_one_day(store: Store, name: str, grade: Grade) -> Review:
        clock.forward(minutes=4)
        return store.record(replace(real_answer(store, name, grade, clock), day=day))

    practise_on_one_day(one, "petra", Grade.GOOD)
    window.refresh()
    practise_on_one_day(window, "petra", Grade.AGAIN)
    practise_on_one_day(window, "koffie", Grade.GOOD)
    one.undo(practise_on_one_day(one, "petra", Grade.EASY))
    assert [path.name[9:] for path in logs(folder)] == ["2026-11.jsonl", "2026-12.jsonl"]
    window.refresh()
    assert dict(one.schedules()) == plain_replay(folder)["schedules"] == dict(window.schedules())
    assert sum(day.reviews for day in one.days()) == len(list(one.reviews())) == 3


@pytest.mark.parametrize("reading", Reading)
def test_of_an_answer_taken_back_the_one_on_a_copied_device_stays(
    opened: Opening, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, reading: Reading
) -> None:
    with opened() as one:
        practise_really(one, Grade.GOOD, clock)
    clock.forward(days=40)
    there = folder.parent / "clone"
    shutil.copytree(folder, there)
    one, other = opened(), opened(there)
    last = practise_really(one, Grade.GOOD, clock)
    clock.forward(days=2)
    practise_really(other, Grade.AGAIN, clock)
    clock.forward(minutes=2)
    one.undo(last)
    reading.everywhere(monkeypatch)
    merge_both(one, other)
    wanted = plain_replay(folder)["schedules"]
    third = opened(folder.parent / "third")
    third.merge(folder)
    assert dict(one.schedules()) == wanted == dict(other.schedules())
    assert dict(third.schedules()) == wanted


def test_what_was_undone_on_one_device_leaves_the_reviews_of_the_other(two: tuple[Store, Store], clock: Clock) -> None:
    one, other = two
    kept = practise_really(one, Grade.GOOD, clock)
    clock.forward(hours=1)
    other.undo(practise_really(other, Grade.GOOD, clock))
    merge_both(one, other)
    assert one.schedule(card("petra")) == kept.after == other.schedule(card("petra"))


def test_a_history_without_branches_needs_no_fsrs(
    two: tuple[Store, Store], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever scheduled it stands: other weights, other fuzz."""
    one, other = two
    monkeypatch.delattr(scheduler, "review")
    for store, there in ((one, other), (other, one), (one, other)):
        store.record(answer(store))
        clock.forward(days=1)
        there.merge(store._storage.local.parent)
    assert state(one) == state(other)


def test_what_is_no_history_cannot_be_merged(two: tuple[Store, Store], tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        two[0].merge(tmp_path / "nowhere")
    assert refused.value.message.key == "store.no-history"


def test_a_file_that_another_took_the_place_of_is_read_again(opened: Opening, folder: Path, tmp_path: Path) -> None:
    """A sync tool may put a longer file where a shorter one was read."""
    other = opened(tmp_path / "other")
    practise(other, "petra", "borrel", "koffie")
    (theirs,) = logs(tmp_path / "other")
    raw = theirs.read_bytes().splitlines(keepends=True)
    store = opened()
    (folder / "log" / theirs.name).write_bytes(raw[1])
    store.refresh()
    (folder / "log" / theirs.name).write_bytes(b"".join(raw))
    store.refresh()
    assert state(store)["schedules"] == state(other)["schedules"]


@pytest.fixture
def two(opened: Opening, tmp_path: Path) -> tuple[Store, Store]:
    return opened(), opened(tmp_path / "other")


def practise_really(store: Store, grade: Grade, clock: Clock) -> Review:
    review = real_answer(store, "petra", grade, clock)
    store.record(review)
    return review


def merge_both(one: Store, other: Store) -> None:
    other.merge(one._storage.local.parent)
    one.merge(other._storage.local.parent)
