"""Taking decks out for Anki: a package that it opens, with what is remembered of each card."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha1
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from trainer.bring.carried import FIELD, as_html, carried, from_html, guid
from trainer.bring.face import face
from trainer.cards.model import Card, CardKey, Cloze, Deck, Short
from trainer.days import DAY_START
from trainer.memory.model import Grade, Schedule

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
"""Version 11, which every Anki since 2.0 reads."""
_TYPED, _OPEN, _GAPS = 1_763_000_000_011, 1_763_000_000_012, 1_763_000_000_013
"""The ids of our note types, always the same: what is taken out twice meets itself."""
_CSS = ".card { font-family: serif; font-size: 20px; text-align: center; }\n.cloze { font-weight: bold; color: blue; }"
_SAFE = str.maketrans({"{": "&#123;", "}": "&#125;", ":": "&#58;"})
_EPOCH = date(1970, 1, 1)
_EASE = 2500  # SM-2's factor of a new card, in thousandths; FSRS does not use it


class Answer(Protocol):
    """What is taken of a review; the store's have it."""

    @property
    def card(self) -> CardKey: ...
    @property
    def at(self) -> datetime: ...
    @property
    def grade(self) -> Grade: ...
    @property
    def seconds(self) -> float: ...
    @property
    def before(self) -> Schedule | None: ...
    @property
    def after(self) -> Schedule: ...


def to_anki(
    decks: Sequence[Deck],
    *,
    now: datetime,
    zone: tzinfo,
    schedules: Mapping[CardKey, Schedule] | None = None,
    reviews: Iterable[Answer] = (),
    suspended: Collection[CardKey] = (),
    day_start: time = DAY_START,
) -> bytes:
    """An .apkg with these decks; without `schedules` and `reviews` every card in it is new.

    `now` dates it, `zone` and `day_start` are the learner's: Anki counts days from one of them on.
    """
    known = schedules or {}
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        first = min((schedule.day for schedule in known.values()), default=now.date())
        _write(database, decks, now=now, first=first, zone=zone, start=day_start)
        ids = _write_cards(database, decks, known, suspended, now=now, first=first)
        _write_reviews(database, reviews, ids)
        database.commit()
        data = database.serialize()
    package = io.BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        for name, content in (("collection.anki2", data), ("media", b"{}")):
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return package.getvalue()


def _write(
    database: sqlite3.Connection, decks: Sequence[Deck], *, now: datetime, first: date, zone: tzinfo, start: time
) -> None:
    """The collection's one row: settings, note types and decks."""
    seconds, milliseconds = int(now.timestamp()), int(now.timestamp() * 1000)
    created = datetime.combine(first, start, zone)
    offset = created.utcoffset() or timedelta()
    settings = {
        "nextPos": 1,
        "estTimes": True,
        "activeDecks": [1],
        "sortType": "noteFld",
        "timeLim": 0,
        "curDeck": 1,
        "sortBackwards": False,
        "addToCur": True,
        "newSpread": 0,
        "dueCounts": True,
        "collapseTime": 1200,
        "curModel": _TYPED,
        "schedVer": 2,
        "sched2021": True,
        "dayLearnFirst": False,
        "creationOffset": -round(offset.total_seconds() / 60),
        "rollover": start.hour,
    }
    names = {1: "Default", **{_deck_id(milliseconds, n): _deck_name(deck) for n, deck in enumerate(decks)}}
    models = {
        model["id"]: {**model, "mod": seconds}
        for model in (
            _model(_TYPED, "Trainer (typed)", ("Question", "Answer", "More", FIELD), "{{Question}}<br>{{type:Answer}}"),
            _model(_OPEN, "Trainer (open)", ("Question", "Answer", "More", FIELD), "{{Question}}"),
            _model(_GAPS, "Trainer (gaps)", ("Text", "More", FIELD), "{{cloze:Text}}"),
        )
    }
    database.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
        (
            int(created.timestamp()),
            milliseconds,
            milliseconds,
            json.dumps(settings),
            json.dumps(models),
            json.dumps({number: _deck(number, name, seconds) for number, name in names.items()}),
            json.dumps({1: _OPTIONS}),
        ),
    )


def _deck_id(milliseconds: int, n: int) -> int:
    return milliseconds + 1 + n


def _deck_name(deck: Deck) -> str:
    """The title; :: would make one deck stand inside another."""
    return re.sub(":{2,}", ":", " ".join(deck.title.split())) or "Trainer"


def _deck(number: int, name: str, seconds: int) -> dict[str, Any]:
    zero = {name: [0, 0] for name in ("newToday", "revToday", "lrnToday", "timeToday")}
    more = {"collapsed": False, "browserCollapsed": False, "desc": "", "dyn": 0, "conf": 1, "usn": 0}
    return {"id": number, "name": name, "mod": seconds, **zero, **more, "extendNew": 0, "extendRev": 0}


_OPTIONS: dict[str, Any] = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "new": {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
    "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    "dyn": False,
}
"""Anki's own defaults."""


def _model(number: int, name: str, fields: Sequence[str], question: str) -> dict[str, Any]:
    """A note type with one card, in Anki's own words."""
    gaps = number == _GAPS
    answer = question if gaps else f"{question}\n\n<hr id=answer>\n\n"
    if number == _OPEN:
        answer += "{{Answer}}"
    if number == _TYPED:
        answer = "{{Question}}\n\n<hr id=answer>\n\n{{type:Answer}}"
    template = {"name": "Card 1", "ord": 0, "qfmt": question, "afmt": f"{answer}<br>\n{{{{More}}}}"}
    usual = {"bqfmt": "", "bafmt": "", "did": None, "bfont": "", "bsize": 0}
    look = {"sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
    return {
        "id": number,
        "name": name,
        "type": int(gaps),
        "mod": 0,
        "usn": 0,
        "sortf": 0,
        "did": None,
        "css": _CSS,
        "tmpls": [{**template, **usual}],
        "flds": [{"name": field, "ord": n, **look} for n, field in enumerate(fields)],
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "vers": [],
        "tags": [],
        "req": [[0, "any", [0]]],
    }


def _write_cards(
    database: sqlite3.Connection,
    decks: Sequence[Deck],
    schedules: Mapping[CardKey, Schedule],
    suspended: Collection[CardKey],
    *,
    now: datetime,
    first: date,
) -> Mapping[CardKey, int]:
    """A note and a card for each of ours; the card's id by its key."""
    seconds, milliseconds = int(now.timestamp()), int(now.timestamp() * 1000)
    ids: dict[CardKey, int] = {}
    for n, deck in enumerate(decks):
        for card in deck.cards:
            number = milliseconds + 1 + len(ids)
            ids[card.key] = number
            model, fields = _fields(card)
            tags = " ".join("_".join(tag.split()) for tag in card.tags)
            sort = unicodedata.normalize("NFC", from_html(fields[0]))
            digest = int(sha1(sort.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8], 16)
            database.execute(
                "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')",
                (
                    number,
                    guid(card.key),
                    model,
                    seconds,
                    f" {tags} " if tags else "",
                    "\x1f".join(fields),
                    sort,
                    digest,
                ),
            )
            database.execute(
                "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
                (
                    *(number, number, _deck_id(milliseconds, n), seconds),
                    *_scheduled(schedules.get(card.key), card.key in suspended, len(ids), first),
                ),
            )
    return ids


def _scheduled(schedule: Schedule | None, suspended: bool, position: int, first: date) -> tuple[int | str, ...]:  # noqa: FBT001 - a row's columns
    """type, queue, due, ivl, factor, reps, lapses and data of a card."""
    if schedule is None:
        return 0, -1 if suspended else 0, position, 0, 0, 0, 0, ""
    # FSRS's stability has four decimals in Anki; with all of them the card comes back as it went.
    data = {"s": schedule.stability, "d": schedule.difficulty, "lrt": int(schedule.at.timestamp())}
    interval = max((schedule.due - schedule.day).days, 1)
    due = (schedule.due - first).days
    queue = -1 if suspended else 2
    return 2, queue, due, interval, _EASE, schedule.reviews, schedule.lapses, json.dumps(data)


def _write_reviews(database: sqlite3.Connection, reviews: Iterable[Answer], ids: Mapping[CardKey, int]) -> None:
    """The review log; its ids are instants, so two answers in one millisecond part by one."""
    taken: set[int] = set()
    free: dict[int, int] = {}
    """Of instants that were asked for, where to look on: thousands may share one."""
    for review in reviews:
        if (card := ids.get(review.card)) is None:
            continue
        at = int((review.at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))
        told, at = at, free.get(at, at)
        while at in taken:
            at += 1
        taken.add(at)
        free[told] = at + 1
        before, after = review.before, review.after
        kind = 0 if before is None else 1 if before.known else 2
        database.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
            (
                *(at, card, int(review.grade), (after.due - after.day).days),
                (before.due - before.day).days if before else 0,
                round(100 + (after.difficulty - 1) / 9 * 1000),  # as Anki writes FSRS's difficulty
                *(round(review.seconds * 1000), kind),
            ),
        )


def _fields(card: Card) -> tuple[int, tuple[str, ...]]:
    """The note type and the fields of a card, the last of them the card itself."""
    sides = face(card)
    more = as_html("\n".join(sides.more))
    if isinstance(card.answer, Cloze):
        gaps = [f"{{{{c1::{as_html(gap.answer).translate(_SAFE)}}}}}" for gap in card.answer.gaps]
        pieces = [as_html(piece).replace("{{", "{&#123;").replace("}}", "}&#125;") for piece in card.answer.pieces]
        text = "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True))
        model, fields = _GAPS, [text, more]
    else:
        answer = [as_html(line) for line in sides.answer]
        if sides.listed:
            tag = "ol" if sides.numbered else "ul"
            back = f"<{tag}>{''.join(f'<li>{line}</li>' for line in answer)}</{tag}>"
        else:
            back = "<br>".join(answer)
        model = _TYPED if isinstance(card.answer, Short) else _OPEN
        fields = [as_html(sides.question), back, more]
    whole = carried(card, [from_html(field) for field in fields])
    return model, (*(field.replace("\x1f", " ") for field in fields), as_html(whole))
