"""Damaged files, bombs and whatever else is called an import: one sentence, and nothing else happens."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import struct
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cards.forms import text as odd_text
from trainer.bring import model, package, table
from trainer.bring.collection import read_collection
from trainer.bring.html import plain
from trainer.bring.left import REASONS
from trainer.bring.model import BringError, Brought
from trainer.bring.out_anki import to_anki
from trainer.bring.read import read_file
from trainer.bring.template import Template, front
from trainer.bring.text import Text
from trainer.bring.write import deck_text, keys_of
from trainer.cards.deckfile import read_deck
from trainer.cards.model import Level
from trainer.cards.newdeck import file_name
from trainer.i18n import LANGUAGES, Catalog, Language

if sys.version_info >= (3, 14):
    from compression.zstd import compress
else:
    from backports.zstd import compress

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
DECK = read_deck(
    "# Mijn borrel\nTaal: nl\n\n## Wie organiseert de borrel?\nAntwoord: Petra\n\n## Eerst [geven].\n",
    key="own/x",
    path=Path("x.md"),
    language="nl",
)


def read(path: Path) -> Brought:
    return read_file(path, language="nl", zone=UTC)


def refused(path: Path) -> str:
    """The sentence that a file is refused with; it says so in both languages, names the file and what to do."""
    with pytest.raises(BringError) as caught:
        read(path)
    for language in LANGUAGES:
        said = Catalog(language).say(caught.value.message)
        assert path.name in said
        assert "\n" not in said
    return caught.value.mistake.key


def database(change: Callable[[sqlite3.Connection], object] = lambda _: None) -> bytes:
    """A collection of Anki's with something done to it."""
    with closing(sqlite3.connect(":memory:")) as opened:
        with zipfile.ZipFile(_package()) as archive:
            opened.deserialize(archive.read("collection.anki2"))
        change(opened)
        opened.commit()
        return opened.serialize()


def _package() -> Path:
    path = Path(os.environ["TRAINER_HOME"]).parent / "deck.apkg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_anki([DECK], now=NOW, zone=UTC))
    return path


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def test_a_package_that_is_cut_off_anywhere_is_refused_in_one_sentence(tmp_path: Path) -> None:
    whole = to_anki([DECK], now=NOW, zone=UTC)
    path = tmp_path / "x.apkg"
    for length in range(0, len(whole), max(len(whole) // 40, 1)):
        path.write_bytes(whole[:length])
        assert refused(path) in {"bring.damaged", "bring.unknown", "bring.not_text"}


def test_a_package_with_changed_bytes_never_raises_anything_else(tmp_path: Path) -> None:
    whole = bytearray(to_anki([DECK], now=NOW, zone=UTC))
    path = tmp_path / "x.apkg"
    for place in range(0, len(whole), 23):
        changed = bytearray(whole)
        changed[place] ^= 0x5A
        path.write_bytes(changed)
        with suppress(BringError):
            read(path)


def test_a_database_with_changed_bytes_never_raises_anything_else(tmp_path: Path) -> None:
    whole = database()
    path = tmp_path / "x.anki2"
    for place in range(0, len(whole), 211):
        changed = bytearray(whole)
        changed[place : place + 8] = bytes(byte ^ 0xFF for byte in changed[place : place + 8])
        path.write_bytes(changed)
        with suppress(BringError):
            read(path)


def test_ten_gigabytes_in_a_small_package_are_refused_before_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    # A frame of Zstandard by hand: a window of 128 kB, and 80 000 blocks that say: 128 kB of the byte 0.
    block = ((131_072 << 3) | (1 << 1)).to_bytes(3, "little") + b"\0"
    data = b"\x28\xb5\x2f\xfd\x00\x38" + block * 80_000
    path = zipped(tmp_path / "bomb.apkg", collection_anki21b=data)
    assert path.stat().st_size < 2_000_000
    assert refused(path) == "bring.too_large"
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_package_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST", 1_000_000)
    path = zipped(tmp_path / "x.apkg", collection_anki2=bytes(5_000_000))
    assert refused(path) == "bring.too_large"
    data = path.read_bytes().replace((5_000_000).to_bytes(4, "little"), (4_096).to_bytes(4, "little"))
    path.write_bytes(data)
    assert refused(path) in {"bring.too_large", "bring.damaged"}


def test_a_list_of_a_million_files_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "_DIRECTORY", 50_000)
    assert refused(zipped(tmp_path / "x.apkg", **{f"n{n}": b"" for n in range(2_000)})) == "bring.too_many_files"


def test_a_list_of_files_that_gives_its_size_in_several_places_is_as_long_as_the_largest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "x.apkg", collection_anki2=database(), **{f"n{n}": b"" for n in range(2_000)})
    plain, end = path.read_bytes()[:-22], path.read_bytes()[-22:]
    directory, start = struct.unpack_from("<LL", end, 12)

    def record(size: int) -> bytes:
        return b"PK\6\6" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 2_001, 2_001, size, start)

    def locator(place: int) -> bytes:
        return b"PK\6\7" + struct.pack("<LQL", 0, place, 1)

    elsewhere = end[:12] + b"\xff" * 8 + end[20:]
    at = len(plain)
    monkeypatch.setattr(package, "_DIRECTORY", 50_000)
    for tail in (
        bytes(56) + locator(0) + end,
        record(1) + bytes(56) + locator(at) + end,
        record(1) + record(directory) + locator(at) + end[:12] + bytes(4) + end[16:],
        record(directory) + record(1) + locator(at) + end[:12] + bytes(4) + end[16:],
        record(1) + bytes(56) + locator(at) + elsewhere,
        record(directory) + locator(at) + elsewhere,
    ):
        path.write_bytes(plain + tail)
        assert refused(path) == "bring.too_many_files", tail
    monkeypatch.setattr(package, "_DIRECTORY", 500_000)
    assert read(path).cards == 2


def test_a_zip_without_a_collection_is_no_package(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "x.zip", word_document=b"x")) == "bring.no_collection"


def test_a_million_cards_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text("vraag;antwoord\n" + "".join(f"v{n};a{n}\n" for n in range(1_000_000)))
    assert refused(path) == "bring.too_many_cards"
    path.write_text("".join(f"Q: v{n}\nA: a{n}\n" for n in range(model.MOST_CARDS + 1)))
    assert refused(path) == "bring.too_many_cards"
    many = "WITH RECURSIVE n(i) AS (SELECT 2e13 UNION ALL SELECT i + 1 FROM n LIMIT 200001) "
    row = "INSERT INTO cards SELECT i, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM n"
    path = zipped(tmp_path / "x.apkg", collection_anki2=database(lambda db: db.execute(many + row)))
    assert refused(path) == "bring.too_many_cards"


def test_a_line_of_a_hundred_megabytes_is_refused_without_taking_ten_times_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"vraag;antwoord\n" + b"x" * 100_000_000)
    assert refused(path) == "bring.too_large"
    path.write_bytes(b"vraag;antwoord\nq;a\n" + b"x" * 30_000_000)
    tracemalloc.start()
    assert refused(path) == "bring.long_line"
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()
    path.write_text('vraag;antwoord\nq;"' + "regel\n" * 50_000 + '"\n')
    assert refused(path) == "bring.long_line"


def test_what_stands_in_a_database_is_not_run(tmp_path: Path) -> None:
    def views(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE notes RENAME TO kept")
        db.execute(
            "CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT id, guid, mid, tags, flds FROM kept WHERE id IN n"
        )

    assert refused(zipped(tmp_path / "view.apkg", collection_anki2=database(views))) == "bring.damaged"

    def column(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE revlog")
        formula = "length(hex(zeroblob(20000000)))"
        db.execute(f"CREATE TABLE revlog (cid, ease, factor, time, type, id AS ({formula}) VIRTUAL)")

    assert refused(zipped(tmp_path / "column.apkg", collection_anki2=database(column))) == "bring.damaged"


def test_values_of_any_kind_in_any_column_are_read(tmp_path: Path) -> None:
    """A database takes texts where numbers belong, and the reverse."""
    values = ("NULL", "'x'", "-1", "9e99", "9223372036854775807", "x'ff00'", "''", "'{}'", "'[1]'", "1e9999")
    path = tmp_path / "x.apkg"
    for name, columns in {
        "col": ("crt", "conf", "models", "decks"),
        "notes": ("guid", "mid", "tags", "flds"),
        "cards": ("nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "lapses", "data", "odue", "odid"),
    }.items():
        for column in columns:
            for value in values:

                def change(db: sqlite3.Connection, sql: str = f"UPDATE {name} SET {column} = {value}") -> None:  # noqa: S608
                    with suppress(sqlite3.IntegrityError):
                        db.execute(sql)

                zipped(path, collection_anki2=database(change))
                with suppress(BringError):
                    read(path)


def test_a_name_in_a_package_is_never_a_path(tmp_path: Path) -> None:
    def change(db: sqlite3.Connection) -> None:
        decks = {"1": {"id": 1, "name": "../../etc/passwd"}, "2": {"id": 2, "name": "C:\\con::nul"}}
        db.execute("UPDATE col SET decks = ?", (json.dumps(decks),))
        db.execute("UPDATE cards SET did = 1 + (id % 2)")

    brought = read(zipped(tmp_path / "x.apkg", collection_anki2=database(change)))
    assert [file_name(deck.title) for deck in brought.decks] == ["etc-passwd.md", "c-con---nul.md"]


def test_what_is_not_there_or_no_file_is_said_to_be_so(tmp_path: Path) -> None:
    assert refused(tmp_path / "niets.csv") == "bring.missing"
    assert refused(tmp_path) == "bring.not_a_file"
    picture = tmp_path / "x.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + zlib.compress(bytes(100)))
    assert refused(picture) == "bring.not_text"
    picture.write_text("Zomaar een zin.\nEn nog een.\n")
    assert refused(picture) == "bring.unknown"
    picture.write_text("")
    assert refused(picture) == "bring.unknown"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv") == "bring.not_a_file"


lines = st.lists(odd_text | st.sampled_from(["Q: ", "A: x", "C: [x]", "a :: b", "#separator:tab", "a;b", '"', "x\ty"]))
tables = st.lists(st.lists(odd_text, min_size=1, max_size=4).map(";".join), max_size=12)


@given(
    st.binary()
    | lines.map(lambda parts: "\n".join(parts).encode("utf-8", "replace"))
    | tables.map(lambda rows: "\r\n".join(["vraag;antwoord;hint", *rows]).encode("utf-8", "replace"))
    | st.binary().map(lambda data: package.ZIP + data)
    | st.binary().map(lambda data: package.SQLITE + data),
    st.sampled_from([".csv", ".md", ".apkg", ""]),
)
def test_any_bytes_are_brought_in_or_refused(data: bytes, suffix: str) -> None:
    path = Path(os.environ["TRAINER_HOME"]).parent / f"any{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    with suppress(BringError):
        assert_sound(read(path))


def assert_sound(brought: Brought) -> None:
    """Every deck's text reads back to exactly its cards."""
    for deck in brought.decks:
        found = read_deck(deck_text(deck), key="own/x", path=Path("x.md"), language="nl", own=True)
        assert len(found.cards) == len(deck.cards)
        assert deck.text or [problem for problem in found.problems if problem.level is Level.STOP] == []
        assert len(keys_of(deck, "own/x")) == len(deck.cards)
    for language in LANGUAGES:
        for note in brought.notes:
            assert Catalog(language).say(note)


@given(st.lists(st.tuples(odd_text, odd_text, odd_text), min_size=1, max_size=5), st.sampled_from(";,\t"))
def test_a_table_loses_no_card_without_a_word(rows: list[tuple[str, str, str]], separator: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows([("vraag", "antwoord", "hint"), *rows])
    try:
        brought = table.read_table(
            Text(written.getvalue(), "UTF-8"), language="nl", title="x", progress=lambda *_: None
        )
    except model.Refused:
        return
    left = sum(
        int(str(note.values["n"])) for note in brought.notes if note.key in {f"bring.left_{why}" for why in REASONS}
    )
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert brought.cards + left == filled


@pytest.mark.parametrize(("language", "title"), [("nl", "Stapel"), ("en", "Deck")])
def test_a_deck_without_a_legible_name_is_called_a_deck_in_its_own_language(
    tmp_path: Path, language: Language, title: str
) -> None:
    path = tmp_path / "\u202e.csv"
    path.write_text("vraag;antwoord\nWie?;Petra\n")
    (deck,) = read_file(path, language=language, zone=UTC).decks
    assert deck.title == title
    assert deck_text(replace(deck, title="# ")).startswith(f"# {title}\n")


def test_a_package_with_another_compression_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.apkg", collection_anki21b=compress(database()), collection_anki2=b"for older ones")
    assert read(path).cards == 2


def test_what_was_made_to_take_long_is_read_as_the_text_that_it_is() -> None:
    assert plain("<b>x</b> " + "<a " * 30_000).text.startswith("x <a <a")
    assert plain("[anki:tts x]" * 8_000).text == ""
    assert plain("[sound:" * 14_000).text.startswith("[sound:")
    assert front(Template("<!--" * 20_000 + "{{V}}", ""), {"V": "x"}).html.endswith("x")


@pytest.mark.parametrize(
    ("name", "text", "refusal"),
    [
        ("lines.txt", "Q: a\nA: b\n" + "ab\n" * 4_000_000, "bring.too_many_lines"),
        ("empty.csv", "vraag;antwoord\n" + "\r" * 4_000_001, "bring.too_many_lines"),
        ("wide.csv", "vraag;antwoord\n" + ("a" + ";" * 2_000 + "\n") * 3, "bring.too_many_columns"),
        ("headings.md", "## a\nAntwoord: b\n" * 200_001, "bring.too_many_cards"),
    ],
)
def test_a_text_that_would_fill_the_memory_is_refused_first(tmp_path: Path, name: str, text: str, refusal: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    tracemalloc.start()
    assert refused(tmp_path / name) == refusal
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("sql", "cards"),
    [
        ("UPDATE col SET models = '[' || replace(hex(zeroblob(10000000)), '00', '{},') || '{}]'", 0),
        ("UPDATE col SET decks = '{\"1\":' || replace(hex(zeroblob(10000000)), '00', '[') || '}'", 0),
        ("UPDATE cards SET data = '[' || replace(hex(zeroblob(10000000)), '00', '{},') || '{}]'", 2),
        ("UPDATE notes SET flds = replace(hex(zeroblob(20000000)), '00', x'1f')", 0),
        ("UPDATE notes SET tags = replace(hex(zeroblob(10000000)), '00', 'a ')", 0),
    ],
)
def test_a_small_package_that_would_unfold_in_the_memory_is_refused(tmp_path: Path, sql: str, cards: int) -> None:
    path = zipped(tmp_path / "x.apkg", collection_anki2=database(lambda db: db.execute(sql)))
    tracemalloc.start()
    if cards:
        assert read(path).cards == cards
    else:
        assert refused(path) in {"bring.damaged", "bring.no_cards"}
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()


def test_settings_that_are_not_needed_are_not_read_and_those_that_are_do_not_unfold_in_the_memory(
    tmp_path: Path,
) -> None:
    def change(db: sqlite3.Connection) -> None:
        db.executescript(
            """
            CREATE TABLE config (KEY, usn, mtime_secs, val);
            CREATE TABLE fields (ntid, ord, name, config);
            CREATE TABLE templates (ntid, ord, name, mtime_secs, usn, config);
            CREATE TABLE notetypes (id, name, mtime_secs, usn, config);
            CREATE TABLE decks (id, name, mtime_secs, usn, common, kind);
            """
        )
        long = "'[' || replace(hex(zeroblob(400000)), '00', '{},') || '{}]'"
        for key in ("x", "y", "rollover"):
            db.execute(f"INSERT INTO config VALUES ('{key}', 0, 0, {long})")  # noqa: S608
        db.execute("INSERT INTO config VALUES ('creationOffset', 0, 0, CAST('-60' AS BLOB))")

    path = tmp_path / "x.anki2"
    path.write_bytes(database(change))
    tracemalloc.start()
    found = read_collection(path)
    assert (found.minutes_west, found.rollover) == (-60, 4)
    assert tracemalloc.get_traced_memory()[1] < 15_000_000
    tracemalloc.stop()


def test_of_an_old_collection_one_long_text_is_held_at_a_time(tmp_path: Path) -> None:
    long = "'{\"1\":[' || replace(hex(zeroblob(300000)), '00', '{},') || '{}]}'"
    path = tmp_path / "x.anki2"
    path.write_bytes(database(lambda db: db.execute(f"UPDATE col SET conf = {long}, models = {long}, decks = {long}")))  # noqa: S608
    tracemalloc.start()
    read_collection(path)
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_a_deck_larger_than_a_deck_file_can_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("vraag;antwoord\n" + "".join(f"v{n} {'x' * 4_900};a{n}\n" for n in range(3_400)))
    assert refused(path) == "bring.too_large"


@pytest.mark.parametrize("name", ["../collection.anki2", "/collection.anki2", "x/../collection.anki2", "collection.db"])
def test_a_member_of_a_package_is_never_a_path(tmp_path: Path, name: str) -> None:
    path = tmp_path / "within" / "x.apkg"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, database())
        archive.writestr("../evil.txt", b"x")
        archive.writestr("..\\evil.txt", b"x")
    assert refused(path) == "bring.no_collection"
    assert list(tmp_path.rglob("evil*")) == []
    assert [each.name for each in path.parent.iterdir()] == ["x.apkg"]


def test_a_collection_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "x.apkg", collection_anki2=b"hello" * 1_000)) == "bring.damaged"
    assert refused(zipped(tmp_path / "y.apkg", collection_anki2=b"")) == "bring.damaged"
    assert refused(zipped(tmp_path / "z.apkg", collection_anki21b=compress(compress(database())))) == "bring.damaged"


def test_triggers_and_expressions_in_a_database_do_nothing(tmp_path: Path) -> None:
    def change(db: sqlite3.Connection) -> None:
        db.execute("CREATE TRIGGER t AFTER INSERT ON cards BEGIN DELETE FROM notes; END")
        db.execute("CREATE INDEX i ON cards (nid + length(hex(zeroblob(10))), ord)")
        db.execute("CREATE VIRTUAL TABLE v USING fts5(a)")

    assert read(zipped(tmp_path / "x.apkg", collection_anki2=database(change))).cards == 2


def test_control_characters_and_markup_in_names_and_texts_come_in_as_nothing_or_as_letters(tmp_path: Path) -> None:
    evil = "\x1b]0;x\x07\x1b[31m\u202e<script>alert(1)</script>"

    def change(db: sqlite3.Connection) -> None:
        name = f"../../x{evil}\n## Wie?\nAntwoord: z"
        db.execute("UPDATE col SET decks = ?", (json.dumps({"1": {"id": 1, "name": name}}),))
        db.execute("UPDATE cards SET did = 1")
        texts = (f"[b]{evil} vraag\x1f{evil}woord\n## Nieuw\nAntwoord: x\x1f\x1f", f" ../x {evil} ")
        db.execute("UPDATE notes SET flds = ?, tags = ?", texts)

    (tmp_path / f"x{evil[1:3]}.csv").write_text(f"vraag;antwoord;Les\x1b[2J\nWie{evil}?;Petra{evil};x\nWat?;{evil};x\n")
    for path in (zipped(tmp_path / "x.apkg", collection_anki2=database(change)), *tmp_path.glob("*.csv")):
        brought = read(path)
        assert_sound(brought)
        for deck in brought.decks:
            said = deck_text(deck) + "".join(Catalog("nl").say(note) for note in brought.notes)
            assert not any(sign in said for sign in "\x1b\x07\u202e")
            assert "/" not in file_name(deck.title)
