"""TinyDB works on our storage as on its own: what it does, how it fails, and what the disk holds afterwards.

Different on purpose: no query cache (it would not see what another process writes), ids that do not count from 1 (they
would collide between processes and devices), and tables without documents do not exist (persist_empty has no effect).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document, Table

from tests.store.conftest import Clock
from trainer.store.tinydb import Journal

Make = Callable[[], Journal]


@pytest.fixture(params=["in memory", "lazy"])
def make(request: pytest.FixtureRequest, folder: Path, clock: Clock) -> Iterator[Make]:
    made: list[Journal] = []
    rng = random.Random(1)

    def make_db() -> Journal:
        lazy = {"_default"} if request.param == "lazy" else set()
        made.append(Journal(folder, now=clock, entropy=rng.randbytes, lazy=lazy))
        return made[-1]

    yield make_db
    for db in made:
        db.close()


@pytest.fixture
def db(make: Make) -> Journal:
    db = make()
    db.insert_multiple({"int": 1, "char": c} for c in "abc")
    return db


def chars(db: TinyDB) -> str:
    return "".join(sorted(row["char"] for row in db))


def test_what_is_inserted_is_found_again_by_a_query_and_by_its_id(db: Journal) -> None:
    doc_id = db.insert({"int": 2, "char": "d"})
    assert db.get(where("char") == "d") == {"int": 2, "char": "d"}
    assert db.get(doc_id=doc_id) == {"int": 2, "char": "d"}
    assert db.get(doc_ids=[doc_id, 1]) == [{"int": 2, "char": "d"}]
    assert db.contains(doc_id=doc_id)
    assert db.count(where("int") == 1) == 3
    assert len(db) == 4


def test_everything_is_there_after_opening_again(db: Journal, make: Make) -> None:
    db.update({"int": 7}, where("char") == "b")
    db.remove(where("char") == "c")
    rows = sorted(map(str, db.all()))
    assert sorted(map(str, make().all())) == rows
    db.close()
    assert sorted(map(str, make().all())) == rows


def test_a_document_keeps_its_own_id_and_none_is_inserted_twice(db: Journal) -> None:
    assert db.table("other").insert(Document({"a": 1}, 7)) == 7
    with pytest.raises(ValueError, match="exists"):
        db.table("other").insert(Document({"a": 2}, 7))
    assert db.table("other").all() == [{"a": 1}]


def test_inserting_what_is_no_mapping_changes_nothing(db: Journal) -> None:
    for wrong in ([1], "text", {1, 2}):
        with pytest.raises(ValueError, match="Mapping"):
            db.insert(wrong)
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"char": "d"}, "text"])
    assert chars(db) == "abc"


def test_what_json_cannot_hold_is_refused_and_changes_nothing(db: Journal, make: Make) -> None:
    for wrong in ({"a": {1, 2}}, {"a": object()}, {"a": float("nan")}):
        with pytest.raises((TypeError, ValueError)):
            db.insert(wrong)
    assert chars(db) == "abc" == chars(make())


def test_an_update_changes_fields_of_those_that_match(db: Journal, make: Make) -> None:
    assert len(db.update({"int": 2}, where("char") == "a")) == 1
    assert len(db.update(increment("int"), where("int") == 1)) == 2
    assert len(db.update(delete("int"), where("char") == "c")) == 1
    assert sorted(map(str, make().all())) == ["{'char': 'c'}", "{'int': 2, 'char': 'a'}", "{'int': 2, 'char': 'b'}"]


def test_an_update_by_ids_skips_those_that_are_not_there(db: Journal) -> None:
    doc_id = db.all()[0].doc_id
    assert db.update({"int": 5}, doc_ids=[doc_id, 12345]) == [doc_id]
    assert db.count(where("int") == 5) == 1


def test_several_updates_at_once(db: Journal) -> None:
    db.update_multiple([({"int": 8}, where("char") == "a"), ({"int": 9}, where("char") == "b")])
    assert sorted(row["int"] for row in db) == [1, 8, 9]


def test_an_upsert_updates_or_inserts(db: Journal) -> None:
    assert len(db.upsert({"int": 6, "char": "a"}, where("char") == "a")) == 1
    assert len(db.upsert({"int": 6, "char": "z"}, where("char") == "z")) == 1
    db.upsert(Document({"int": 7}, doc_id=db.all()[0].doc_id))
    assert chars(db) == "abcz"
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"int": 1})


def test_a_removal_takes_those_that_match(db: Journal, make: Make) -> None:
    assert len(db.remove(where("char") == "b")) == 1
    assert len(db.remove(doc_ids=[db.all()[0].doc_id, 12345])) == 1
    assert len(make()) == 1
    with pytest.raises(RuntimeError):
        db.remove()


def test_truncating_and_dropping_a_table_empties_it_for_good(db: Journal, make: Make) -> None:
    db.table("other").insert({"a": 1})
    db.truncate()
    assert len(db) == 0
    assert make().tables() == {"other"}
    db.drop_table("other")
    assert db.tables() == set() == make().tables()
    db.insert({"char": "x"})
    db.drop_tables()
    assert make().all() == []


def test_the_tables_are_those_with_documents(db: Journal) -> None:
    db.table("empty", persist_empty=True)
    db.table("other").insert({"a": 1})
    assert db.tables() == {"_default", "other"}


def test_an_updater_that_fails_changes_nothing(db: Journal, make: Make) -> None:
    def fail(document: dict[str, Any]) -> None:
        document["int"] = 99
        if document["char"] == "b":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        db.update(fail)
    assert {row["int"] for row in db} == {1} == {row["int"] for row in make()}


def test_nested_values_are_the_callers_own(db: Journal) -> None:
    given: dict[str, Any] = {"char": "n", "tags": ["a"]}
    db.insert(given)
    given["tags"].append("b")
    assert db.search(where("char") == "n")[0]["tags"] == ["a"]


def test_a_search_is_never_older_than_the_table(db: Journal, make: Make) -> None:
    query = where("int") == 1
    assert len(db.search(query)) == 3
    make().insert({"int": 1, "char": "d"})
    db.insert({"int": 1, "char": "e"})
    assert len(db.search(query)) == 5


def test_stock_tables_work_on_the_storage(db: Journal, make: Make) -> None:
    table = Table(db.storage, "_default")
    table.update({"int": 3}, where("char") == "a")
    table.remove(where("char") == "b")
    assert sorted(map(str, make().all())) == ["{'int': 1, 'char': 'c'}", "{'int': 3, 'char': 'a'}"]


def test_many_inserts_are_one_line(db: Journal, folder: Path) -> None:
    (file,) = (folder / "log").iterdir()
    before = len(file.read_bytes().splitlines())
    db.insert_multiple({"n": n} for n in range(1000))
    assert len(file.read_bytes().splitlines()) == before + 1


def test_stock_tinydb_opens_the_snapshot(make: Make, folder: Path) -> None:
    db = make()
    db.table("notes").insert_multiple({"text": text} for text in ("één", "\ud83d", "🙂"))
    db.close()
    with TinyDB(folder / "local" / "snapshot.json", access_mode="r") as stock:
        assert stock.table("notes").all() == db.table("notes").all()


def test_only_what_an_update_looks_at_is_copied(db: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change to one of many documents costs one document: the methods that we override are still those in use."""
    copied: list[object] = []
    from trainer.store import touched as ours

    real = ours.clone

    def clone(value: object) -> object:
        copied.append(value)
        return real(value)

    table = db.table("other")
    table.insert_multiple({"n": n} for n in range(100))
    doc_id = table.all()[50].doc_id
    monkeypatch.setattr(ours, "clone", clone)
    table.update({"n": -1}, doc_ids=[doc_id])
    assert [value for value in copied if isinstance(value, dict)] == [{"n": 50}]
