"""Anki's database, old and new: its rows as values, whatever somebody put into them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainer.bring import protobuf
from trainer.bring.model import MOST_CARDS, Refused
from trainer.bring.template import Template
from trainer.i18n import message

MOST_REVIEWS = 2_000_000
"""Answers; ten years of 500 a day. They are held in memory, some 200 bytes each."""
_LONGEST = 64_000_000  # bytes in one value: the note types of a large collection are one text of some MB
_LONGEST_JSON = 16_000_000  # bytes; its values take some twenty times as much memory
_LONGEST_SETTING = 100  # characters; each is a number
_MOST_FIELDS = 1_000  # of a note; Anki's own note types have up to five
_MOST_ROWS = 100_000  # of each table beside cards, notes and answers
_STEPS, _MOST_STEPS = 1_000_000, 3_000  # of the database's machine: 2 000 000 answers take 30 times a million
_NEEDED, _NEWER = {"col", "notes", "cards", "revlog"}, {"config", "fields", "templates", "notetypes", "decks"}
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}


@dataclass(frozen=True, slots=True)
class NoteType:
    """What the fields of a note are called, and which cards are made from them."""

    cloze: bool
    fields: tuple[str, ...]
    templates: Mapping[int, Template]
    """By the ordinal of the card; of a cloze, only 0."""


@dataclass(frozen=True, slots=True)
class Note:
    guid: str
    type: int
    tags: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A card as Anki has it."""

    id: int
    note: int
    deck: int
    """Where it belongs; a filtered deck only borrows it."""
    ordinal: int
    type: int
    """0 new, 1 learning, 2 review, 3 relearning."""
    queue: int
    due: int
    """A day, or for a card that is being learnt a second."""
    interval: int
    factor: int
    lapses: int
    data: str
    """JSON with FSRS's memory state."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line of the review log."""

    at: int
    """Milliseconds since 1970."""
    ease: int
    factor: int
    milliseconds: int
    type: int
    """3 in a filtered deck, 4 by hand, 5 rescheduled; the others are answers."""


@dataclass(slots=True)
class Collection:
    """Everything that is brought in."""

    created: int
    """Seconds since 1970, on the morning of day 0."""
    minutes_west: int | None
    """The time zone in which day 0 is meant; None in old collections."""
    rollover: int
    """The hour at which a day begins."""
    types: dict[int, NoteType] = field(default_factory=dict)
    decks: dict[int, str] = field(default_factory=dict)
    """Their names, with :: between those of a deck and the one in it."""
    notes: dict[int, Note] = field(default_factory=dict)
    cards: list[Row] = field(default_factory=list)
    answers: dict[int, list[Answered]] = field(default_factory=dict)
    """By card, in order of time."""


def read_collection(path: Path) -> Collection:
    """The rows of a database that nobody vouches for; Refused when it is damaged or too large."""
    try:
        with _opened(path) as database:
            return _read(database)
    except (sqlite3.Error, ValueError, RecursionError, OverflowError, MemoryError) as error:
        raise Refused(message("bring.damaged")) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Read only; nothing that stands in it is run, and nothing in it is larger or takes longer than a collection."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        steps = iter(range(_MOST_STEPS))
        database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
        database.set_authorizer(_authorized)
        yield database


def _authorized(action: int, name: str | None, other: str | None, *_: object) -> int:
    asked = (action == sqlite3.SQLITE_FUNCTION and other == "count") or (
        action == sqlite3.SQLITE_PRAGMA and name == "table_xinfo"
    )
    return sqlite3.SQLITE_OK if action in _ALLOWED or asked else sqlite3.SQLITE_DENY


def _read(database: sqlite3.Connection) -> Collection:
    tables = {
        _text(name)
        for name, kind, sql in database.execute("SELECT name, type, sql FROM sqlite_master")
        if kind == "table" and "virtual" not in _text(sql)[:40].lower()
    }
    if not tables >= _NEEDED:
        raise Refused(message("bring.damaged"))
    for table in sorted(tables & (_NEEDED | _NEWER)):
        # A column can be a formula, which would take its time at every row; Anki has none.
        if any(column[6] for column in database.execute(f"PRAGMA table_xinfo({table})")):
            raise Refused(message("bring.damaged"))
    for table, most, refusal in (
        ("cards", MOST_CARDS, "bring.too_many_cards"),
        ("notes", MOST_CARDS, "bring.too_many_cards"),
        ("revlog", MOST_REVIEWS, "bring.too_many_answers"),
    ):
        ((n,),) = database.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- one of ours
        if n > most:
            raise Refused(message(refusal, n=n, most=most))
    for table in sorted(tables & _NEWER):
        ((n,),) = database.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- one of ours
        if n > _MOST_ROWS:
            raise Refused(message("bring.damaged"))
    found = _new(database) if "notetypes" in tables else _old(database)
    for row in database.execute("SELECT id, guid, mid, tags, flds FROM notes"):
        note, guid, type_, tags, texts = row
        found.notes[_whole(note)] = Note(
            _text(guid), _whole(type_), _text(tags), tuple(_text(texts).split("\x1f", _MOST_FIELDS))
        )
    for row in database.execute(
        "SELECT id, nid, did, ord, type, queue, due, ivl, factor, lapses, data, odue, odid FROM cards ORDER BY nid, ord"
    ):
        *numbers, data, borrowed_due, home = row
        card, note, deck, ordinal, type_, queue, due, interval, factor, lapses = map(_whole, numbers)
        if _whole(home):
            deck, due = _whole(home), _whole(borrowed_due) or due
        found.cards.append(Row(card, note, deck, ordinal, type_, queue, due, interval, factor, lapses, _text(data)))
    for row in database.execute("SELECT cid, id, ease, factor, time, type FROM revlog ORDER BY id"):
        card, at, ease, factor, milliseconds, type_ = map(_whole, row)
        found.answers.setdefault(card, []).append(Answered(at, ease, factor, milliseconds, type_))
    return found


def _old(database: sqlite3.Connection) -> Collection:
    """Note types, decks and settings as JSON in one row."""
    created, conf, models, decks = database.execute("SELECT crt, conf, models, decks FROM col").fetchone() or (0,) * 4
    found = _collection(created, _mapping(_json(conf)))
    for name, model in _mapping(_json(models)).items():
        model = _mapping(model)
        found.types[_whole_text(name)] = NoteType(
            cloze=model.get("type") == 1,
            fields=tuple(_text(_mapping(each).get("name")) for each in _in_order(model.get("flds"))),
            templates={
                _whole(_mapping(each).get("ord")): Template(
                    _text(_mapping(each).get("qfmt")), _text(_mapping(each).get("afmt"))
                )
                for each in _in_order(model.get("tmpls"))
            },
        )
    for name, deck in _mapping(_json(decks)).items():
        found.decks[_whole_text(name)] = _text(_mapping(deck).get("name"))
    return found


def _new(database: sqlite3.Connection) -> Collection:
    """Note types, decks and settings in tables of their own, what matters of them in protocol buffers."""
    ((created,),) = database.execute("SELECT crt FROM col").fetchall()[:1] or ((0,),)
    found = _collection(created, {key: _json(value) for key, value in _short_settings(database)})
    fields: dict[int, list[tuple[int, str]]] = {}
    for type_, place, name in database.execute("SELECT ntid, ord, name FROM fields"):
        fields.setdefault(_whole(type_), []).append((_whole(place), _text(name)))
    templates: dict[int, dict[int, Template]] = {}
    for type_, place, config in database.execute("SELECT ntid, ord, config FROM templates"):
        told = _message(config)
        templates.setdefault(_whole(type_), {})[_whole(place)] = Template(_text(told.get(1)), _text(told.get(2)))
    for type_, config in database.execute("SELECT id, config FROM notetypes"):
        names = tuple(name for _, name in sorted(fields.get(_whole(type_), [])))
        found.types[_whole(type_)] = NoteType(_message(config).get(1) == 1, names, templates.get(_whole(type_), {}))
    for deck, name in database.execute("SELECT id, name FROM decks"):
        found.decks[_whole(deck)] = _text(name).replace("\x1f", "::")
    return found


def _short_settings(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Those that count, and none of a length that no number has."""
    for key, value in database.execute("SELECT KEY, val FROM config WHERE KEY IN ('creationOffset', 'rollover')"):
        text = _text(value)
        if len(text) <= _LONGEST_SETTING:
            yield _text(key), text


def _collection(created: object, settings: Mapping[str, Any]) -> Collection:
    west = settings.get("creationOffset")
    rollover = _whole(settings.get("rollover", 4))
    return Collection(
        _whole(created),
        west if isinstance(west, int) and abs(west) < 24 * 60 else None,
        rollover if 0 <= rollover < 24 else 4,
    )


def _whole(value: object) -> int:
    """A whole number; 0 for anything else."""
    return value if isinstance(value, int) else int(value) if isinstance(value, float) and abs(value) < 2**63 else 0


def _whole_text(value: str) -> int:
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 20 else 0


def _text(value: object) -> str:
    """A text; empty for anything else."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _json(value: object) -> Any:  # noqa: ANN401 - any JSON value
    text = _text(value)
    if len(text) > _LONGEST_JSON:
        raise Refused(message("bring.damaged"))
    try:
        return json.loads(text)
    except ValueError:
        return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _in_order(value: object) -> list[Any]:
    found = value if isinstance(value, list) else []
    return sorted(found, key=lambda each: _whole(_mapping(each).get("ord")))


def _message(value: object) -> Mapping[int, int | bytes]:
    try:
        return protobuf.fields(value if isinstance(value, bytes) else b"")
    except ValueError:
        return {}
