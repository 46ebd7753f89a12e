"""TinyDB's Storage and Table over the log: what one change costs does not grow with what is already there.

The tables live in memory. A lazy table does not: it is read from the logs when someone asks for it.
"""

from __future__ import annotations

import json
import os
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TableDocument
from tinydb.table import Table

from trainer.i18n import Message, Value, message
from trainer.store import log
from trainer.store.log import Document, Line, Op, StoreError

if TYPE_CHECKING:
    from filelock import FileLock

VERSION = 1
"""Of the snapshot; another one is rebuilt from the logs."""
SNAPSHOT_HEAD = len(b'{"_snapshot":{"1":{"crc":"9c3f01aa",')
PATIENCE = 10.0
"""Seconds to wait for another trainer's transaction, which takes milliseconds; longer means that it hangs."""
TAIL = 1 << 20
"""Bytes of log read at opening (1 MiB, some 1 500 reviews) from which a new snapshot is worth its price at once."""
EPOCH = 1_704_067_200_000
"""1 January 2024 in milliseconds: ids count from here, so that they stay within 53 bits until 2093."""

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Mark:
    """How far a log was read."""

    read: int = 0
    """Bytes."""
    last: int = 0
    """Where the last line read starts."""
    crc: int = 0
    """Of that line, to see that the file is still the same one."""
    size: int = -1
    """The file's size when it was last looked at; what lies between `read` and here has no newline yet."""


class JournalStorage(Storage):
    """All tables, kept in the logs of a folder; several processes may have it open."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime],
        entropy: Callable[[int], bytes] = os.urandom,
        read_only: bool = False,
        lazy: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> None:
        self.logs = folder / "log"
        self.local = folder / "local"
        self.now = now
        self.read_only = read_only
        self.lazy = frozenset(lazy)
        self.problems: list[Message] = []
        self.tables: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        self.changes = 0
        """Counts the lines applied."""
        self._stamps: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._marks: dict[str, Mark] = {}
        self._seen: dict[str, list[list[int]]] = {}
        self._known_gaps: set[tuple[str, int, int]] = set()
        self._known_damage: set[tuple[str, int]] = set()
        self._time = 0
        self._listed = -1
        self._unsettled: set[str] = set()
        self._saved = 0
        self._mutex = RLock()
        self._lock: FileLock | None = None
        self._appender = log.Appender()
        self._ops: dict[tuple[str, str], Document | None] | None = None
        self._before: list[tuple[str, str, Document | None]] = []
        self._lane = int.from_bytes(entropy(2), "big") & 0xFFF
        self._last_id = 0
        self._open(entropy, progress)

    # Opening and closing

    def _open(self, entropy: Callable[[int], bytes], progress: Progress | None) -> None:
        try:
            if not self.read_only:
                for folder in (self.logs, self.local):
                    log.make_folder(folder)
            self.device = self._find_device(entropy)
            usable = self._load_snapshot()
            todo = sum((self.logs / name).stat().st_size for name in self._names())
            todo -= sum(mark.read for mark in self._marks.values())
            if not usable and todo:
                self._problem("store.rebuilt")
            self.catch_up(_Meter(progress, todo) if progress else None)
            if not self.read_only:
                with self._mutex, self._locked():
                    self._prepare()
                if not usable or todo > TAIL or self.problems:
                    # Neither read nor named again at the next start, also after a crash.
                    self._try_checkpoint()
        except OSError as error:
            raise log.not_opened(error) from error

    def _find_device(self, entropy: Callable[[int], bytes]) -> str:
        path = self.local / "device"
        with suppress(FileNotFoundError, ValueError):
            found = path.read_text("ascii").strip()
            if len(found) == 8 and int(found, 16):
                return found
        device = f"{int.from_bytes(entropy(4), 'big') or 1:08x}"
        if self.read_only:
            return device
        with self._locked():
            # Two that start at once: the second one finds what the first one wrote.
            if path.exists() and path.stat().st_size:
                with suppress(ValueError):
                    found = path.read_text("ascii").strip()
                    if len(found) == 8 and int(found, 16):
                        return found
            log.replace_file(path, device.encode("ascii") + b"\n")
        return device

    def close(self) -> None:
        """Write the snapshot where it is behind."""
        with self._mutex:
            if self.changes != self._saved:
                self._try_checkpoint()
            self._appender.close()

    # Reading the logs

    def catch_up(self, progress: Callable[[int], None] | None = None, *, everything: bool = True) -> bool:
        """Take in what others wrote since; whether there was anything. Not everything: only new files and this
        device's newest, which is where another trainer on this machine writes."""
        with self._mutex:
            before = self.changes
            names = self._names()
            if not everything:
                own = max((name for name in names if log.device_of(name) == self.device), default=None)
                names = [name for name in names if name == own or name not in self._marks]
            for name in names:
                mark = self._marks.setdefault(name, Mark())
                try:
                    if (size := (self.logs / name).stat().st_size) != mark.size:
                        self._read(name, mark, size, progress)
                except FileNotFoundError:
                    # Taken away since the folder was listed; the next look names it.
                    self._listed = -1
            for gap in self._gaps() - self._known_gaps:
                self._known_gaps.add(gap)
                self._problem("store.gap", device=gap[0], first=gap[1], last=gap[2])
            return self.changes != before

    def _names(self) -> list[str]:
        try:
            changed = self.logs.stat().st_mtime_ns
        except FileNotFoundError:
            changed = 0
        if changed != self._listed:
            self._listed = changed
            found = {path.name for path in self.logs.glob("*.jsonl")}
            for name in self._marks.keys() - found:
                del self._marks[name]
                self._problem("store.missing", file=name)
            for name in sorted(found - self._marks.keys()):
                self._marks[name] = Mark()
        return sorted(self._marks)

    def _read(self, name: str, mark: Mark, size: int, progress: Callable[[int], None] | None) -> None:
        own = log.device_of(name) == self.device
        if mark.read and not self._same(name, mark, size):
            # Shorter or other than it was. Documents are whole and stamped: reading it all again changes nothing else.
            self._problem("store.changed", file=name)
            mark.read = mark.last = 0
        skipped = 0
        for start, raw in log.read_lines(self.logs / name, mark.read):
            if (line := log.decode(raw)) is None:
                skipped += 1
                self._damage(name, start, raw)
            else:
                if skipped:
                    # Those numbers have been named already, as damaged lines.
                    self._known_gaps.add((line.device, line.number - skipped, line.number - 1))
                    skipped = 0
                self._note(line)
                self.apply(line)
            mark.last, mark.read, mark.crc = start, start + len(raw) + 1, zlib.crc32(raw)
            if own:
                self._unsettled.add(name)
            if progress:
                progress(len(raw) + 1)
        mark.size = size

    def _same(self, name: str, mark: Mark, size: int) -> bool:
        if size < mark.read:
            return False
        _, raw = next(log.read_lines(self.logs / name, mark.last), (0, b""))
        return len(raw) == mark.read - mark.last - 1 and zlib.crc32(raw) == mark.crc

    def _note(self, line: Line) -> None:
        """Numbers seen, as spans from..to, so that a file that arrives late fills its gap."""
        self._time = max(self._time, line.time)
        spans = self._seen.setdefault(line.device, [])
        if spans and spans[-1][1] + 1 == line.number:
            spans[-1][1] = line.number
            return
        spans.append([line.number, line.number])
        spans.sort()
        joined = [spans[0]]
        for first, last in spans[1:]:
            if first <= joined[-1][1] + 1:
                joined[-1][1] = max(joined[-1][1], last)
            else:
                joined.append([first, last])
        spans[:] = joined

    def _gaps(self) -> set[tuple[str, int, int]]:
        return {
            (device, before[1] + 1, after[0] - 1)
            for device, spans in self._seen.items()
            for before, after in zip([[0, 0], *spans], spans, strict=False)
            if before[1] + 1 < after[0]
        }

    def apply(self, line: Line) -> None:
        """The later line wins, whatever the order they are read in."""
        self.changes += 1
        stamp = line.stamp
        for table, doc_id, document in line.ops:
            if table in self.lazy:
                continue
            stamps = self._stamps[table]
            if stamps.get(doc_id, -1) <= stamp:
                stamps[doc_id] = stamp
                if document is None:
                    self.tables[table].pop(doc_id, None)
                else:
                    self.tables[table][doc_id] = document

    def lines(self, having: bytes = b"") -> Iterator[Line]:
        """Every line whose bytes have `having` in them, oldest first over all devices; a copy of a line counts once."""
        streams: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names():
            streams[log.device_of(name) or name].append(name)

        def stream(names: list[str]) -> Iterator[Line]:
            for name in names:
                for start, raw in log.read_lines(self.logs / name):
                    if having in raw:
                        if (line := log.decode(raw)) is not None:
                            yield line
                        else:
                            self._damage(name, start, raw)

        ordered = merge(*map(stream, streams.values()), key=lambda line: line.stamp)
        return (next(same) for _, same in groupby(ordered, key=lambda line: line.stamp))

    def read_lazy(self, table: str) -> dict[str, Document]:
        """A lazy table as it is now. About a second and 100 MB for each 100 000 documents."""
        found: dict[str, Document] = {}
        for line in self.lines(b'["%s",' % table.encode("ascii")):
            for name, doc_id, document in line.ops:
                if name == table:
                    found.pop(doc_id, None)
                    if document is not None:
                        found[doc_id] = document
        return found

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes in it become one line, or none of them happens. Within another one it is part of that one."""
        with self._mutex:
            if self._ops is not None:
                yield
                return
            if self.read_only:
                raise StoreError("store.opened-read-only")
            try:
                with self._locked():
                    self._prepare()
                    self._ops, self._before = {}, []
                    try:
                        yield
                        if self._ops:
                            self._commit([(*key, document) for key, document in self._ops.items()])
                    except BaseException:
                        self._roll_back()
                        raise
                    finally:
                        self._ops = None
            except OSError as error:
                raise log.not_saved(error) from error

    def put(self, table: str, doc_id: str, document: Document | None) -> None:
        """Set or (None) remove a document, within a transaction."""
        if self._ops is None:
            raise RuntimeError("a change outside a transaction")
        if table not in self.lazy:
            rows = self.tables[table]
            self._before.append((table, doc_id, rows.get(doc_id)))
            if document is None:
                rows.pop(doc_id, None)
            else:
                rows[doc_id] = document
        self._ops[table, doc_id] = document

    def _roll_back(self) -> None:
        for table, doc_id, document in reversed(self._before):
            if document is None:
                self.tables[table].pop(doc_id, None)
            else:
                self.tables[table][doc_id] = document

    def _commit(self, ops: list[Op]) -> None:
        spans = self._seen.get(self.device)
        number = spans[-1][1] + 1 if spans else 1
        time = max(int(self.now().timestamp() * 1_000_000), self._time + 1)
        raw = log.encode(Line(self.device, number, time, ops))
        name = log.month_file(self.device, time)
        size = self._appender.append(self.logs / name, raw)
        mark = self._marks.setdefault(name, Mark())
        mark.read = mark.size = size
        mark.last, mark.crc = size - len(raw), zlib.crc32(raw[:-1])
        # What memory holds is what the disk holds, not what the caller may still change.
        line = Line(self.device, number, time, json.loads(raw)["ops"])
        self._note(line)
        self.apply(line)

    def _prepare(self) -> None:
        """Under the lock, before anything is built on what is there."""
        self.catch_up(everything=False)
        for name, mark in self._marks.items():
            if mark.size > mark.read and log.device_of(name) == self.device:
                # Under the lock nobody is still writing it: it was never acknowledged, and stands in the way.
                rest = log.read_bytes(self.logs / name, mark.read)
                kept = self._quarantine(name, mark.read, rest)
                log.cut_off(self.logs / name, mark.read)
                mark.size = mark.read
                self._problem("store.torn", kept, file=name)
        while self._unsettled:
            # Another trainer wrote it and may have been killed before its fsync.
            log.sync_file(self.logs / next(iter(self._unsettled)))
            self._unsettled.pop()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # filelock takes 30 ms to load, which `trainer due` need not pay: it only reads.
        from filelock import FileLock, Timeout

        if self._lock is None:
            self._lock = FileLock(
                self.local / "lock", timeout=PATIENCE, poll_interval=0.002, mode=0o600, thread_local=False
            )
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError("store.busy") from None
        try:
            yield
        finally:
            self._lock.release()

    def new_id(self) -> int:
        """Milliseconds and this process's lane, later than all before it: 53 bits, so that any JSON reader keeps it."""
        with self._mutex:
            now = max(int(self.now().timestamp() * 1000), self._time // 1000 + 1) - EPOCH
            self._last_id = max(now, self._last_id + 1)
            return self._last_id << 12 | self._lane

    # The snapshot

    def checkpoint(self) -> None:
        """Write all tables but the lazy ones, and how far the logs were read, as a file that any TinyDB opens."""
        if self.read_only:
            return
        with self._mutex, self._locked():
            self._prepare()
            head = {
                "version": VERSION,
                "time": self._time,
                "files": {name: [mark.read, mark.last, mark.crc] for name, mark in self._marks.items()},
                "seen": self._seen,
                "stamps": self._stamps,
            }
            body = log.dumps({"_snapshot": {"1": head}, **self.tables})
            start = len(b'{"_snapshot":{"1":{')
            crc = zlib.crc32(body[start:])
            log.replace_file(self.local / "snapshot.json", b'{"_snapshot":{"1":{"crc":"%08x",' % crc + body[start:])
            self._saved = self.changes

    def _try_checkpoint(self) -> None:
        """Only a cache: without it the next start takes longer, and nothing is lost."""
        with suppress(OSError, StoreError):
            self.checkpoint()

    def _load_snapshot(self) -> bool:
        """Whether there was one to build on."""
        try:
            raw = (self.local / "snapshot.json").read_bytes()
        except FileNotFoundError:
            return False
        try:
            if raw[:SNAPSHOT_HEAD] != b'{"_snapshot":{"1":{"crc":"%08x",' % zlib.crc32(raw[SNAPSHOT_HEAD:]):
                raise ValueError
            tables = json.loads(raw)
            head = tables.pop("_snapshot")["1"]
        except ValueError:
            kept = self._quarantine("snapshot.json", 0, raw)
            self._problem("store.snapshot", kept)
            return False
        if head["version"] != VERSION:
            return False
        self.tables.update(tables)
        self._stamps.update(head["stamps"])
        self._marks = {name: Mark(read, last, crc, read) for name, (read, last, crc) in head["files"].items()}
        self._seen = head["seen"]
        self._known_gaps = self._gaps()
        self._time = head["time"]
        return True

    # What was found

    def _problem(self, key: str, kept: Path | None = None, /, **values: Value) -> None:
        self.problems.append(message(key, kept=message("store.kept", path=str(kept)) if kept else "", **values))

    def _damage(self, name: str, start: int, raw: bytes) -> None:
        if (name, start) not in self._known_damage:
            self._known_damage.add((name, start))
            self._problem("store.damaged", self._quarantine(name, start, raw), file=name, byte=start)

    def _quarantine(self, name: str, start: int, data: bytes) -> Path | None:
        """Keep a copy; None where it cannot be kept. Named by its content: found twice is kept once."""
        if self.read_only:
            return None
        path = self.local / "quarantine" / f"{name}-{start}-{zlib.crc32(data):08x}"
        try:
            log.make_folder(path.parent)
            if not path.exists():
                log.replace_file(path, data)
        except OSError:
            # A full disk must not keep the trainer from starting.
            return None
        return path

    # What TinyDB asks of a storage: everything at once. Complete and safe, at the price of all there is.

    def read(self) -> dict[str, dict[str, Any]] | None:
        with self._mutex:
            self.catch_up()
            data = {name: clone(rows) for name, rows in self.tables.items() if rows}
            data.update({name: rows for name in self.lazy if (rows := self._lazy_now(name))})
            return data or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        with self.transaction():
            for name in {*self.tables, *self.lazy, *data}:
                new = {str(doc_id): dict(document) for doc_id, document in data.get(name, {}).items()}
                old = self.rows(name)
                for doc_id in [doc_id for doc_id in old if doc_id not in new]:
                    self.put(name, doc_id, None)
                for doc_id, document in new.items():
                    if old.get(doc_id) != document:
                        self.put(name, doc_id, document)

    def rows(self, table: str) -> dict[str, Document]:
        """A table's documents by id; not to be changed."""
        return self._lazy_now(table) if table in self.lazy else self.tables[table]

    def _lazy_now(self, table: str) -> dict[str, Document]:
        """With what the transaction under way has changed."""
        rows = self.read_lazy(table)
        for (name, doc_id), document in (self._ops or {}).items():
            if name == table:
                rows.pop(doc_id, None)
                if document is not None:
                    rows[doc_id] = document
        return rows


class _Meter:
    """Adds up what was read."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done, self.said = progress, total, 0, 0
        progress(0, total)

    def __call__(self, read: int) -> None:
        self.done += read
        if self.done - self.said >= log.BLOCK or self.done >= self.total:
            self.said = self.done
            self.progress(self.done, self.total)


def clone(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """A deep copy of a JSON value."""
    if isinstance(value, Mapping):
        return {key: clone(part) for key, part in value.items()}
    return [clone(part) for part in value] if isinstance(value, list) else value


class Touched(MutableMapping[int, Document]):
    """What TinyDB's updaters see of a table: they change copies, and only what they looked at is copied."""

    def __init__(self, rows: Mapping[str, Document]) -> None:
        self.rows = rows
        self.copies: dict[int, Document] = {}
        self.removed: set[int] = set()

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id not in self.copies:
            if doc_id in self.removed:
                raise KeyError(doc_id)
            self.copies[doc_id] = clone(self.rows[str(doc_id)])
        return self.copies[doc_id]

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self.copies[doc_id] = document
        self.removed.discard(doc_id)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self.copies.pop(doc_id, None)
        self.removed.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self.copies or (doc_id not in self.removed and str(doc_id) in self.rows)

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in map(int, self.rows) if number not in self.removed)
        yield from [doc_id for doc_id in self.copies if str(doc_id) not in self.rows]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self) -> list[tuple[str, Document | None]]:
        gone = [(str(doc_id), None) for doc_id in self.removed if str(doc_id) in self.rows]
        new = [(key, doc) for doc_id, doc in self.copies.items() if self.rows.get(key := str(doc_id)) != doc]
        return [*gone, *new]


class JournalTable(Table):
    """A table whose reads and writes cost what they touch."""

    _storage: JournalStorage

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:  # noqa: FBT001, FBT002 - TinyDB's own signature
        # No query cache: it would not see what another process writes. A table is there once it has a document:
        # persist_empty, which in 4.9 empties an existing table, has nothing to do.
        del cache_size, persist_empty
        super().__init__(storage, name, cache_size=0)

    def insert(self, document: Mapping[str, Any]) -> int:
        if self.name not in self._storage.lazy:
            return super().insert(document)
        # Ids never come twice, so a lazy table need not be read to add to it.
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        doc_id: int = document.doc_id if isinstance(document, TableDocument) else self._get_next_id()
        with self._storage.transaction():
            self._storage.put(self.name, str(doc_id), dict(document))
        return doc_id

    def _read_table(self) -> dict[str, Document]:  # type: ignore[override]
        return self._storage.rows(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._storage.transaction():
            touched = Touched(self._storage.rows(self.name))
            updater(touched)
            for doc_id, document in touched.changed():
                self._storage.put(self.name, doc_id, document)

    def _get_next_id(self) -> int:
        return self._storage.new_id()


class Journal(TinyDB):
    """A TinyDB on all this."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # inferred as JSONStorage, meant as Storage
