"""Whether a line says what this store can read: it may be intact and yet come from a stranger's program.

And whether the tables say what the lines add up to.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import add
from pathlib import Path
from typing import Any

from trainer.cards.model import CardKey
from trainer.i18n import Message, message
from trainer.store import log
from trainer.store.documents import counts_of, line_of, review_of, state_of
from trainer.store.log import Document, Line, StoreError
from trainer.store.merge import MergingStorage
from trainer.store.store import Store
from trainer.store.tinydb import Progress

LATEST = 4_102_444_800_000_000
"""2100, in microseconds: a later stamp would be the latest for ever."""


def _is(document: Document, **types: type | tuple[type, ...]) -> None:
    for name, wanted in types.items():
        if not isinstance(document[name], wanted):
            raise TypeError(name)


def _schedule(document: Document) -> None:
    _is(document, card=str)
    state = state_of(document["state"])
    if not (math.isfinite(state.stability) and math.isfinite(state.difficulty) and state.at.tzinfo):
        raise ValueError(document["state"])


def _day(document: Document) -> None:
    date.fromisoformat(document["day"])
    for deck, counts in document["decks"].items():
        if not isinstance(deck, str) or [type(count) for count in counts] != [int] * 5:
            raise TypeError(deck)


def _line(document: Document) -> None:
    _is(document, card=str, deck=str, text=str)
    line_of(1, document)


READERS: dict[str, Callable[[Document], Any]] = {
    "schedules": _schedule,
    "days": _day,
    "pace": lambda row: _is(row, own=bool, review=int, seconds=(int, float), first_key=(int, float, type(None))),
    "overrides": lambda row: _is(row, card=str, n=int),
    "lines": _line,
    "wordings": lambda row: _is(row, card=str, text=str, accepted=bool),
    "flagged": lambda row: _is(row, card=str, **({"seen": int} if "seen" in row else {})),
    "suspended": lambda row: _is(row, card=str),
    "prefs": lambda row: _is(row, key=str, value=object),
}


def sound(line: Line) -> bool:
    """Whether everything in the line can be read; a table that a later trainer adds is not looked into."""
    schedule: Document | None = None
    try:
        if len(line.device) != 8 or type(line.number) is not int or not 0 < line.number < 2**53:
            return False
        if not 0 < line.time < LATEST:
            return False
        for table, doc_id, document in line.ops:
            if not 0 <= int(doc_id) < 2**53 or str(int(doc_id)) != doc_id:
                return False
            if table == "schedules":
                schedule = document
            if document is None:
                continue
            if type(document) is not dict or type(table) is not str:
                return False
            if table == "reviews":
                if schedule is None:
                    return False
                _is(document, deck=str, typed=str)
                review_of(int(doc_id), document, schedule)
            elif table in READERS:
                READERS[table](document)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return False
    return True


def check_logs(folder: Path) -> int:
    """How many lines a folder of somebody's logs holds. Raises StoreError where they are not ours to read."""
    good = bad = 0
    first = ""
    for path in sorted(folder.glob("[!.]*.jsonl")):
        for start, raw in log.read_lines(path):
            if (line := log.decode(raw)) is None:
                bad, first = bad + 1, first or path.name
            elif sound(line):
                good += 1
            else:
                raise StoreError("store.unsound", file=path.name, byte=start)
    if bad > good:
        # A damaged line or two are kept aside and named when they are read; this is another sort of file.
        raise StoreError("store.unsound", file=first, byte=0)
    return good


def wrong(store: Store, progress: Progress | None = None) -> Iterator[Message]:
    """What is wrong with a history, beside what opening it has named: every line, every number, every table."""
    storage = store._storage  # noqa: SLF001 - of this room
    folder = storage.local.parent
    paths = sorted((folder / "log").glob("[!.]*.jsonl"))
    total, done = sum(path.stat().st_size for path in paths), 0
    for path in paths:
        for start, raw in log.read_lines(path):
            line, done = log.decode(raw), done + len(raw) + 1
            if progress:
                progress(done, 2 * total)
            if line is None:
                yield message("store.damaged", file=path.name, byte=start, kept="")
            elif not sound(line):
                yield message("store.unsound", file=path.name, byte=start)
    for device, first, last in sorted(storage.logs.gaps()):
        yield message("store.gap", device=device, first=first, last=last)

    def second(done: int, total: int) -> None:
        if progress:
            progress(total + done, 2 * total)

    replay = MergingStorage(
        folder, now=storage.now, read_only=True, lazy=storage.lazy, progress=second, use_snapshot=False
    )
    for name in sorted({*storage.tables, *replay.tables}):
        if storage.tables[name] != replay.tables[name]:
            yield message("store.differs", table=name)
    days, overrides = counted(store)
    if days != {(day.day, day.deck): day.counts for day in store.days()}:
        yield message("store.miscounted")
    if overrides != {card: n for card, n in store.all_overrides().items() if n}:
        yield message("store.miscounted-overrides")


def counted(store: Store) -> tuple[dict[tuple[date, str], tuple[int, ...]], dict[CardKey, int]]:
    """What the reviews add up to, by day and deck and by card."""
    days: dict[tuple[date, str], tuple[int, ...]] = {}
    overrides: Counter[CardKey] = Counter()
    for review in store.reviews():
        key = review.day, review.deck
        days[key] = tuple(map(add, days.get(key, (0,) * 5), counts_of(review)))
        overrides[review.card] += review.override
    return days, +overrides


def named(problems: Iterable[Message]) -> list[Message]:
    """Each once, whoever named it."""
    found: list[Message] = []
    for problem in problems:
        if not any(_same(problem, known) for known in found):
            found.append(problem)
    return found


def _same(one: Message, other: Message) -> bool:
    return one.key == other.key and {**one.values, "kept": ""} == {**other.values, "kept": ""}


def mended(store: Store, found: list[Message]) -> Iterator[Message]:
    """Make again what follows from the logs, where those are whole; says what was done."""
    keys = {problem.key for problem in found}
    if keys & {"store.damaged", "store.unsound", "store.gap", "store.missing", "store.gone", "store.changed"}:
        return  # then the summary may be all that is left of a part of the history
    if "store.differs" in keys:
        store.rebuild()
        yield message("store.mended-summary")
    if keys & {"store.miscounted", "store.miscounted-overrides"}:
        store.recount(*counted(store))
        yield message("store.mended-counts")
