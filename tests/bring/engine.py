"""Decks as the real Anki makes them. Without it, the tests that need it are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any

import pytest

from trainer.days import study_day

anki = pytest.importorskip(
    "anki.collection", reason="the package anki has no wheel for this machine", exc_type=ImportError
)

DAY = 86_400


@contextmanager
def collection(path: Path) -> Iterator[Any]:
    opened = anki.Collection(str(path))
    try:
        yield opened
    finally:
        opened.close()


def add(col: Any, kind: str, deck: str, /, *fields: str, tags: tuple[str, ...] = ()) -> Any:
    """A note of one of Anki's own kinds; its note is returned."""
    note = col.new_note(col.models.by_name(kind))
    for name, text in zip(note.keys(), fields, strict=False):
        note[name] = text
    note.tags = list(tags)
    col.add_note(note, col.decks.id(deck))
    return note


def older(path: Path, days: int) -> None:
    """Let a collection have begun so many days ago."""
    with collection(path) as col:
        col.db.execute("update col set crt = crt - ?", days * DAY)


def reviewed(col: Any, note: Any, *, ago: tuple[int, ...], eases: tuple[int, ...], due_in: int, interval: int) -> None:
    """A history for the first card of a note: so many days ago, with these grades; due so many days from today."""
    card = note.cards()[0]
    now = int(time() * 1000)
    for n, (days, ease) in enumerate(zip(ago, eases, strict=True)):
        at = now - days * DAY * 1000 + card.id % 1000 + n
        kind = 0 if n == 0 else 1
        col.db.execute("insert into revlog values (?,?,-1,?,?,?,2500,?,?)", at, card.id, ease, interval, 1, 4500, kind)
    col.db.execute(
        "update cards set type=2, queue=2, due=?, ivl=?, factor=2500, reps=?, lapses=? where id=?",
        *(col.sched.today + due_in, interval, len(eases), sum(ease == 1 for ease in eases[1:]), card.id),
    )


def due_dates(col: Any) -> dict[str, date]:
    """When each card that was answered is due, by its note's first field, as Anki itself tells."""
    today = study_day(datetime.now().astimezone())
    found = {}
    for card_id in col.find_cards("is:review or is:learn"):
        card = col.get_card(card_id)
        in_days = card.due - col.sched.today if card.due < 1_000_000_000 else 0
        found[card.note().fields[0]] = today + timedelta(days=in_days)
    return found


def answers(col: Any) -> dict[str, list[tuple[int, int]]]:
    """The milliseconds and grades of every answer, by the note's first field."""
    found: dict[str, list[tuple[int, int]]] = {}
    for text, at, ease in col.db.all(
        "select flds, revlog.id, ease from revlog, cards, notes where cid = cards.id and nid = notes.id and ease > 0 "
        "order by revlog.id"
    ):
        found.setdefault(text.split("\x1f")[0], []).append((at, ease))
    return found


def packed(col: Any, path: Path, *, legacy: bool) -> Path:
    """An .apkg by Anki's own exporter, with everything that it knows."""
    options = anki.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def unpacked_into(col: Any, path: Path) -> Any:
    """What Anki says after it has brought in a package with its history."""
    options = anki.ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
    return col.import_anki_package(anki.ImportAnkiPackageRequest(package_path=str(path), options=options)).log
