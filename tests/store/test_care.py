"""What looks after the history: taking in, backing up, putting back, checking and handing out."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import START, Opening, answer, card, logs, practise, replace
from trainer.paths import Paths
from trainer.store import log, tinydb
from trainer.store.care import backup, moves
from trainer.store.care.backup import MEMBER, UNSAFE, back_up, back_up_by_itself, is_due, portable, restore, unpack
from trainer.store.care.check import mended, named, wrong
from trainer.store.care.export import export
from trainer.store.shapes import sound
from trainer.store.store import Store, StoreError


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A learner with settings and a deck of their own."""
    found = Paths(tmp_path / "data", tmp_path / "settings.toml", tmp_path / "decks", tmp_path / "bundled")
    found.decks.mkdir()
    (found.decks / "borrel.md").write_text("# Borrel\n")
    found.settings.write_text("minutes = 7\n")
    return found


def keys(store: Store) -> list[str]:
    return [problem.key.removeprefix("store.") for problem in wrong(store)]


# Backups


def test_a_deck_of_any_name_comes_back_from_a_backup() -> None:
    names = ("Wie ben jij?.md", "a:b.md", "a*b.md", "con.md", "map. /d.md", f"{'x' * 220}.md", "café.md", "Café?.md")
    assert all(MEMBER.fullmatch(f"decks/{portable(name)}") for name in names)
    assert not any(UNSAFE.search(portable(name)) for name in names)
    assert portable("mijn borrel/donderdag.md") == "mijn borrel/donderdag.md"


def test_a_backup_holds_everything_and_is_for_its_owner_alone(store: Store, paths: Paths) -> None:
    practise(store, "petra")
    target = paths.backups / "mine.zip"
    back_up(paths, target, now=START)
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        (log_name,) = [name for name in packed.namelist() if name.startswith("log/")]
        assert sorted(packed.namelist()) == ["decks/borrel.md", log_name, "settings.toml"]
        assert packed.read(log_name) == logs(paths.data)[0].read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in paths.backups.iterdir()] == ["mine.zip"]


def test_a_line_that_is_being_written_stays_out_of_the_backup(store: Store, paths: Paths, tmp_path: Path) -> None:
    practise(store, "petra")
    whole = logs(paths.data)[0].read_bytes()
    with logs(paths.data)[0].open("ab") as file:
        file.write(whole[:50])
    back_up(paths, tmp_path / "b.zip", now=START)
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        assert whole in map(packed.read, packed.namelist())


def test_a_backup_that_fails_leaves_the_earlier_one(
    store: Store, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practise(store, "petra")
    target = tmp_path / "out" / "b.zip"
    back_up(paths, target, now=START)
    before = target.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log, "sync", full)
    with pytest.raises(StoreError, match="full"):
        back_up(paths, target, now=START)
    assert [(path.name, path.read_bytes()) for path in target.parent.iterdir()] == [("b.zip", before)]


def test_a_backup_is_made_by_itself_each_week_and_seven_stay(store: Store, paths: Paths) -> None:
    assert not is_due(paths, START)
    practise(store, "petra")
    (paths.backups).mkdir()
    (paths.backups / "mine.zip").touch()
    made = []
    for day in range(70):
        now = START + timedelta(days=day)
        if is_due(paths, now):
            made.append(day)
            back_up_by_itself(paths, now)
    assert made == list(range(0, 70, 7))
    assert len(list(paths.backups.glob("auto-*.zip"))) == 7
    assert (paths.backups / "mine.zip").exists()
    assert is_due(paths, START - timedelta(days=1)), "a backup from the future counts for nothing"


def test_a_new_version_of_the_trainer_begins_with_a_backup(
    opened: Opening, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    practise(store, "petra")
    store.close()
    back_up_by_itself(paths, START - timedelta(days=1))
    assert not is_due(paths, START, migrated=opened().migrated)
    monkeypatch.setattr(tinydb, "VERSION", tinydb.VERSION + 1)
    assert is_due(paths, START, migrated=opened().migrated)


def test_a_clock_that_was_ahead_stops_no_backup(store: Store, paths: Paths) -> None:
    practise(store, "petra")
    paths.backups.mkdir()
    for day in range(9):
        (paths.backups / backup.name_for(START + timedelta(days=4000 + day), automatic=True)).touch()
    assert is_due(paths, START)
    back_up_by_itself(paths, START)
    assert not is_due(paths, START)
    left = sorted(path.name for path in paths.backups.iterdir())
    assert len(left) == 7
    assert left[0] == backup.name_for(START, automatic=True)
    for week in range(1, 10):
        back_up_by_itself(paths, START + timedelta(weeks=week))
    assert all(path.name < "auto-2030" for path in paths.backups.iterdir())
    assert len(list(paths.backups.iterdir())) == 7


@pytest.mark.parametrize("year", [1, 1979, 2108, 9999])
def test_an_odd_date_stops_no_backup(store: Store, paths: Paths, year: int) -> None:
    done = practise(store, "petra")
    back_up(paths, paths.backups / "b.zip", now=START.replace(year=year))
    store.close()
    restore(paths, paths.backups / "b.zip", now=START)
    with Store.open(paths.data, now=lambda: START) as again:
        assert list(again.reviews()) == done


def test_whatever_stops_a_backup_is_one_sentence(
    store: Store, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practise(store, "petra")

    def refuse(*_: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(zipfile, "ZipInfo", refuse)
    with pytest.raises(StoreError):
        back_up(paths, tmp_path / "out" / "b.zip", now=START)
    assert list((tmp_path / "out").iterdir()) == []


# Putting back


def test_what_is_put_back_is_what_was_and_the_present_is_kept_aside(opened: Opening, paths: Paths) -> None:
    store = opened()
    done = practise(store, "petra", "borrel")
    back_up(paths, paths.backups / "b.zip", now=START)
    practise(store, "koffie")
    store.close()
    paths.settings.write_text("minutes = 9\n")
    (paths.decks / "borrel.md").write_text("# Anders\n")
    changes, aside, problems = restore(paths, paths.backups / "b.zip", now=START)
    assert (changes, problems) == (2, ())
    back = opened()
    assert back.problems == (), "it made the summary itself"
    assert list(back.reviews()) == done
    assert paths.settings.read_text() == "minutes = 7\n"
    assert (paths.decks / "borrel.md").read_text() == "# Borrel\n"
    assert len(list(opened(aside / "data").reviews())) == 3
    assert (aside / "settings.toml").read_text() == "minutes = 9\n"
    assert (aside / "decks" / "borrel.md").read_text() == "# Anders\n"


def test_after_putting_back_numbers_never_come_twice(opened: Opening, paths: Paths) -> None:
    """Another device may have what was recorded after the backup: merged, both are there."""
    store = opened()
    practise(store, "petra")
    back_up(paths, paths.backups / "b.zip", now=START)
    practise(store, "borrel")
    store.close()
    aside = restore(paths, paths.backups / "b.zip", now=START).aside
    back = opened()
    practise(back, "koffie")
    back.merge(aside / "data")
    assert {review.card for review in back.reviews()} == {card("petra"), card("borrel"), card("koffie")}


def test_a_move_that_fails_halfway_is_taken_back(
    opened: Opening, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    done = practise(store, "petra")
    store.close()
    back_up(paths, paths.backups / "b.zip", now=START)
    real = moves._move

    def move(old: Path, new: Path) -> None:
        if new == paths.data / "log":
            monkeypatch.undo()
            raise OSError(5, "Input/output error")
        real(old, new)

    monkeypatch.setattr(moves, "_move", move)
    with pytest.raises(StoreError):
        restore(paths, paths.backups / "b.zip", now=START)
    assert not (paths.data / "local" / moves.NOTE).exists()
    assert list(opened().reviews()) == done
    assert paths.settings.exists()
    assert paths.decks.exists()


# What is not to be trusted


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


GOOD = log.encode(log.Line("3f9a01c2", 1, log.stamp_of(1_790_000_000_000_000, "3f9a01c2"), []))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.jsonl",
        "log/../../evil.jsonl",
        "/etc/evil.jsonl",
        "C:/evil.jsonl",
        "log\\evil.jsonl",
        "log/sub/evil.jsonl",
        "decks/../evil.md",
        "decks/./evil.md",
        "decks/con.md",
        "decks/a\x01.md",
        "decks/" + "a" * 300 + ".md",
        "local/device",
        "evil.py",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_unpacked(name: str, tmp_path: Path) -> None:
    file = packed(tmp_path / "b.zip", **{"log/3f9a01c2-2026-09.jsonl": GOOD, name: b"x"})
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(StoreError):
        unpack(file, into)
    assert list(into.iterdir()) == []
    assert not list(tmp_path.rglob("evil*"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        link = zipfile.ZipInfo("decks/link.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    with pytest.raises(StoreError):
        unpack(tmp_path / "b.zip", tmp_path / "into")


def test_a_zip_that_grows_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "MOST", 1000)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("decks/bomb.md", b"0" * 1001)
    with pytest.raises(StoreError) as refused:
        unpack(tmp_path / "b.zip", tmp_path / "into")
    assert refused.value.message.key == "store.backup-too-big"


def test_any_damage_to_a_backup_is_refused_in_one_sentence(store: Store, paths: Paths, tmp_path: Path) -> None:
    practise(store, "petra", "borrel")
    back_up(paths, tmp_path / "b.zip", now=START)
    raw = (tmp_path / "b.zip").read_bytes()
    before = (store.schedules(), len(list(store.reviews())))
    for place in range(0, len(raw), 23):
        (tmp_path / "damaged.zip").write_bytes(raw[:place] + bytes([raw[place] ^ 0x55]) + raw[place + 1 :])
        with suppress(StoreError):  # and nothing else
            store.merge(tmp_path / "damaged.zip")
    for size in range(0, len(raw), 97):
        (tmp_path / "damaged.zip").write_bytes(raw[:size])
        with pytest.raises(StoreError):
            store.merge(tmp_path / "damaged.zip")
    assert before == (store.schedules(), len(list(store.reviews())))
    assert not list((paths.data / "local").glob("unpacked-*"))


FAR = log.stamp_of(9_000_000_000_000_000, "3f9a01c2")


@pytest.mark.parametrize(
    "line",
    [
        log.Line("3f9a01c2", 1, FAR, []),
        log.Line("3f9a01c2", 0, 1 << 60, []),
        log.Line("3f9a01c2", 1, 1 << 60, [("lines", "x", None)]),
        log.Line("3f9a01c2", 1, 1 << 60, [("lines", "1", {"card": "a"})]),
        log.Line("3f9a01c2", 1, 1 << 60, [("schedules", "1", {"card": "a", "state": "nan 1 b"})]),
        log.Line("3f9a01c2", 1, 1 << 60, [("reviews", "1", {"card": 1})]),
        log.Line("3f9a01c2", 1, 1 << 60, [("days", "1", {"day": "2026-01-01", "decks": {"a": [1]}})]),
        log.Line("3f9a01c2", 1, 1 << 60, [("prefs", "1", {"key": ["a"], "value": 1})]),
    ],
)
def test_an_intact_line_that_no_trainer_writes_is_refused(line: log.Line, store: Store, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "3f9a01c2-2026-09.jsonl").write_bytes(log.encode(line))
    assert not sound(line)
    with pytest.raises(StoreError) as refused:
        store.merge(tmp_path / "theirs")
    assert refused.value.message.key == "store.nothing-sound"
    assert store._storage.logs.numbers.count() == 0


def test_everything_that_we_write_is_sound(store: Store, paths: Paths) -> None:
    store.undo(practise(store, "petra", "borrel")[1])
    store.record(replace(answer(store), override=True))
    store.keep_line(card("petra"), "nl/openers", "Wat neem jij mee?", at=START)
    store.accept_wording(card("petra"), "ja")
    store.flag(card("petra"))
    store.unflag(card("petra"))
    store.suspend(card("petra"))
    store.set_pref("seen", [1, {"a": None}])
    lines = [log.decode(raw) for _, raw in log.read_lines(logs(paths.data)[0])]
    assert all(line is not None and sound(line) for line in lines)
    assert keys(store) == []


# Merging from where it lies


@pytest.mark.parametrize("how", ["data folder", "the folder above", "log folder", "backup"])
def test_a_history_is_taken_in_from_a_folder_or_a_backup(
    opened: Opening, paths: Paths, tmp_path: Path, how: str
) -> None:
    other = opened(tmp_path / "other" / "data")
    practise(other, "petra", "borrel")
    elsewhere = Paths(tmp_path / "other" / "data", tmp_path / "none", tmp_path / "none", tmp_path)
    back_up(elsewhere, tmp_path / "b.zip", now=START)
    source = {
        "data folder": tmp_path / "other" / "data",
        "the folder above": tmp_path / "other",
        "log folder": tmp_path / "other" / "data" / "log",
        "backup": tmp_path / "b.zip",
    }[how]
    store = opened()
    assert [store.merge(source), store.merge(source)] == [2, 0]
    assert store.schedules() == other.schedules()


# The doctor


def test_a_summary_that_differs_from_the_logs_is_named_and_made_again(opened: Opening) -> None:
    store = opened()
    practise(store, "petra")
    before = store.schedules()
    store._storage.tables["schedules"].clear()
    assert keys(store) == ["differs"]
    assert [deed.key for deed in mended(store, list(wrong(store)))] == ["store.mended-summary"]
    assert keys(store) == []
    assert store.schedules() == before


def test_counts_that_differ_from_the_reviews_are_named_and_put_right(store: Store) -> None:
    practise(store, "petra", "borrel")
    before = store.days()
    with store.transaction():
        store._add_to_day(before[0].day, "nl/openers", [1, 0, 0, 5, 0])
        store._add_overrides(card("petra"), 2)
    assert keys(store) == ["miscounted", "miscounted-overrides"]
    assert len(list(mended(store, list(wrong(store))))) == 1
    assert keys(store) == []
    assert store.days() == before


def test_where_lines_are_missing_the_summary_is_left_as_it_is(opened: Opening, paths: Paths) -> None:
    store = opened()
    practise(store, "petra", "borrel")
    schedules = store.schedules()
    store.close()
    raw = logs(paths.data)[0].read_bytes()
    logs(paths.data)[0].write_bytes(raw.replace(b"borrel", b"borreI"))
    store = opened()
    found = named([*store.problems, *wrong(store)])
    assert "store.damaged" in {problem.key for problem in found}
    assert list(mended(store, found)) == []
    assert store.schedules() == schedules


# Everything out


def test_the_export_is_json_with_everything_in_it(store: Store) -> None:
    done = practise(store, "petra", "borrel")
    store.keep_line(card("petra"), "nl/openers", "Wat neem jij mee?", at=START)
    store.accept_wording(card("petra"), "ja")
    store.set_pref("seen", True)
    found: dict[str, Any] = json.loads("".join(export(store, {"minutes": 7})))
    assert found["settings"] == {"minutes": 7}
    assert found["preferences"] == {"seen": True}
    assert [review["id"] for review in found["reviews"]] == [review.id for review in done]
    assert found["reviews"][0]["at"] == START.isoformat()
    assert [row["text"] for row in found["lines"]] == ["Wat neem jij mee?"]
    assert {len(found[name]) for name in ("schedules", "days", "wordings")} == {2, 1}
