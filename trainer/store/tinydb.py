"""TinyDB's Storage and Table over the logs: what one change costs does not grow with what is already there.

The tables live in memory. A lazy table does not: it is read from the logs when someone asks for it.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TableDocument
from tinydb.table import Table

from trainer import __version__
from trainer.i18n import message
from trainer.store import log
from trainer.store.care.moves import NOTE, carry_out, sweep
from trainer.store.device import Device
from trainer.store.lock import Busy, Lock
from trainer.store.log import Document, Line, Op, StoreError
from trainer.store.logs import Logs, Read, unheard
from trainer.store.shapes import LATEST, MOST
from trainer.store.touched import Touched, clone

if TYPE_CHECKING:
    from trainer.store.usual import Run

VERSION = 2
"""Of the snapshot; another one is rebuilt from the logs."""
SNAPSHOT = b'{"_snapshot":{"1":{"crc":"%08x",'
SNAPSHOT_HEAD = len(SNAPSHOT % 0)
TAIL = 1 << 20
"""Bytes of log read at opening (1 MiB, some 1 500 reviews) from which a new snapshot is worth its price at once."""
EPOCH = 1_704_067_200_000
"""1 January 2024 in milliseconds: ids count from here, so that they stay within 53 bits until 2093."""
LAST = LATEST - 10**13
"""A clock that is later, in microseconds, is wrong: four months are left to count on from here."""

Progress = Callable[[int, int], None]


class JournalStorage(Storage):
    """All tables, kept in the logs of a folder; several processes may have it open."""

    _together = False
    """Lines can be taken in many at once: no table holds what is left out of them."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime],
        entropy: Callable[[int], bytes] = os.urandom,
        read_only: bool = False,
        lazy: Iterable[str] = (),
        progress: Progress | None = None,
        use_snapshot: bool = True,
    ) -> None:
        self.local = folder / "local"
        self.now = now
        self.read_only = read_only
        self.lazy = frozenset(lazy)
        self.tables: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        self._stamps: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """The stamp of each document's latest line, also of those removed: the later one wins."""
        self._applied = 0
        """Lines, in memory."""
        self._saved = (0, False)
        """`_applied` and `adopted_elsewhere` as the snapshot has them."""
        self._mutex = RLock()
        self._lock = Lock(self.local / "lock")
        self._ops: list[Op] | None = None
        """Of the transaction under way."""
        self._before: list[Op] = []
        self.migrated = False
        """Another version of the trainer was here before."""
        self.adopted_elsewhere = False
        """Answers from another program were read that this device may have counted, too; the snapshot knows it, until
        that is put right."""
        self._kept: Path | None = None
        """Where a damaged snapshot went."""
        self._lane = int.from_bytes(entropy(2), "big") & 0xFFF
        self._last_id = 0
        with log.told(log.not_opened):
            restored = self._clear_up()
            if not read_only:
                self._make_folders()
            self.device = Device(folder, entropy)
            self.device.find(None if read_only else self._lock.held)
            self.logs = Logs(folder / "log", self.device.name, None if read_only else self.local / "quarantine")
            if restored:
                self.logs.problem(restored)
            self._start(progress, use_snapshot=use_snapshot)

    # Opening and closing

    def _start(self, progress: Progress | None, *, use_snapshot: bool) -> None:
        stale = self._load_snapshot() if use_snapshot else "store.rebuilt"
        todo = self.logs.to_read()
        meter = Meter(progress, todo)
        with log.hurry():
            self.catch_up(meter)
        meter.end()
        if stale and (todo or stale == "store.snapshot"):
            # Without a log to make it from, or with damage in one, nobody can say that nothing is lost.
            whole = message("store.whole") if todo and not self.logs.problems else ""
            self.logs.problem(stale, self._kept, whole=whole)
            self.logs.problems.insert(0, self.logs.problems.pop())
        if self.read_only:
            return
        # Where another trainer is at work it has mended what there was to mend, and the first change here looks again.
        with suppress(Busy), self._mutex, self._lock.held(0):
            self._prepare()
            if stale or todo > TAIL or self.logs.problems:
                # Neither read nor named again at the next start, also after a crash.
                self._try_checkpoint()

    def _make_folders(self) -> None:
        log.make_folder(self.local.parent / "log")
        log.make_folder(self.local)

    def _clear_up(self) -> str | None:
        """End what a killed merge or restore has left; what to say about it."""
        note = self.local / NOTE
        if self.read_only:
            return "store.restore-unfinished" if note.exists() else None
        done = None
        if note.exists():
            with self._lock.held():
                if note.exists():
                    done = "store.restore-undone" if carry_out(note) else "store.restore-finished"
        sweep(self.local)
        return done

    def close(self) -> None:
        """Write the snapshot where it is behind."""
        with self._mutex:
            if (self._applied, self.adopted_elsewhere) != self._saved:
                self._try_checkpoint()
            self.logs.close()

    # Reading the logs

    def catch_up(self, progress: Read = unheard, *, everything: bool = True) -> bool:
        """Take in what others wrote since; whether there was anything."""
        with self._mutex:
            if self._ops is not None:
                return False  # a transaction sees what was there when it began
            if not self.read_only:
                self.device.demand_same()
            before = self._applied
            if everything:
                self._take_with_help(progress)
            self._take_all(self.logs.unread(progress, everything=everything, together=self._together))
            self._taken()
            return self._applied != before

    def _take_with_help(self, progress: Read) -> None:
        """As much of a long history as can be read with the help of another process."""

    def _take_all(self, parts: Generator[Line | Run]) -> None:
        # Closed at once, so that what was read and not taken is to be read again, whatever ends this.
        with closing(parts):
            for part in parts:
                if isinstance(part, Line):
                    self._take(part)
                else:
                    self._take_run(part)

    def _take(self, line: Line) -> None:
        """A line that another wrote, or that was written before."""
        self._apply(line)

    def _take_run(self, run: Run) -> None:
        """Many such lines, later than all that is known."""
        for table, rows in run.rows.items():
            held, stamps = self.tables[table], self._stamps[table]
            for doc_id, (stamp, row) in rows.items():
                stamps[doc_id] = stamp
                if row is None:
                    held.pop(doc_id, None)
                else:
                    held[doc_id] = row if type(row) is dict else row.document()
        self._applied += run.lines

    def _taken(self) -> None:
        """After the last of them, and again at the next time where that failed."""

    def _apply(self, line: Line) -> None:
        """The later line wins, whatever the order they are read in."""
        self._applied += 1
        stamp, ops = line.stamp, line.ops
        lazy, all_stamps, tables = self.lazy, self._stamps, self.tables
        for table, doc_id, document in ops:
            if table not in lazy and (stamps := all_stamps[table]).get(doc_id, -1) <= stamp:
                stamps[doc_id] = stamp
                if document is None:
                    tables[table].pop(doc_id, None)
                else:
                    tables[table][doc_id] = document

    def set_row(self, table: str, doc_id: str, document: Document | None) -> None:
        """In memory alone."""
        if document is None:
            self.tables[table].pop(doc_id, None)
        else:
            self.tables[table][doc_id] = document

    def rows(self, table: str) -> dict[str, Document]:
        """A table's documents by id, not to be changed. A lazy one takes a second and 100 MB for each 100 000."""
        if table not in self.lazy:
            return self.tables[table]
        found: dict[str, Document] = {}
        lines = self.logs.lines(re.escape(b'["%s",' % table.encode("ascii")))
        for name, doc_id, document in chain(chain.from_iterable(line.ops for line in lines), self._ops or ()):
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
                with self._lock.held():
                    self._prepare()
                    self._ops, self._before = [], []
                    try:
                        yield
                        if self._ops:
                            self._commit(self._ops)
                    except BaseException:
                        for before in reversed(self._before):
                            self.set_row(*before)
                        raise
                    finally:
                        self._ops = None
                    if self.logs.began:
                        # Once a month, so that the file is missed should it ever disappear.
                        self._try_checkpoint()
            except FileNotFoundError as error:
                raise self._folders_gone(error) from error
            except OSError as error:
                raise log.not_saved(error) from error

    def _folders_gone(self, error: FileNotFoundError) -> StoreError:
        """Say what is gone, and make room for the next try; the snapshot then keeps what is known in memory."""
        self.device.demand_same()
        with log.told(log.not_saved):
            self.logs.look()
            self._make_folders()
            with self._lock.held():
                self.device.write()
        return StoreError("store.not-saved-gone", path=str(error.filename or ""))

    def _prepare(self) -> None:
        """Under the lock, before anything is built on what is there."""
        whole = False
        # A file may turn up after the folder was listed, as where somebody renames one.
        while not whole:
            self.catch_up(everything=False)
            # Under this device's name another one writes, or what is damaged has the last number there is.
            if self.logs.cloned or self.logs.numbers.last(self.logs.device) == MOST - 1:
                self.logs.problem("store.cloned", device=self.logs.device)
                self.device.take_new()
                self.logs.rename(self.device.name)
            whole = self.logs.mend()

    def _commit(self, ops: list[Op]) -> None:
        # Not before the ids in it, so that the next process's are later still.
        time = max(self._clock(), (EPOCH + self._last_id) * 1000)
        if max(time, self.logs.time + 1) >= LATEST:
            raise StoreError("store.no-later", file=self.logs.latest(), path=str(self.local / "snapshot.json"))
        marks = self.logs.marks()
        try:
            self._apply(self.logs.append(time, ops))
        except BaseException:
            # ctrl+c may have come between the disk and the tables: then the line is read as another program's would be.
            self.logs.go_back(marks)
            raise

    def put(self, table: str, doc_id: str, document: Document | None) -> None:
        """Set or (None) remove a document, within a transaction."""
        if self._ops is None:
            raise RuntimeError("a change outside a transaction")
        if table not in self.lazy:
            self._before.append((table, doc_id, self.tables[table].get(doc_id)))
            self.set_row(table, doc_id, document)
        self._ops.append((table, doc_id, document))

    def _clock(self) -> int:
        """Microseconds since 1970."""
        return min(int(self.now().timestamp() * 1_000_000), LAST)

    @contextmanager
    def still(self) -> Iterator[None]:
        """While no other trainer on this machine writes, and all is read that any has written."""
        with self._mutex, self._lock.held():
            self.catch_up()
            yield

    def new_id(self) -> int:
        """Milliseconds and this process's lane, later than all before it: 53 bits, so that any JSON reader keeps it."""
        with self._mutex:
            now = max(self._clock(), self.logs.time + 1000) // 1000 - EPOCH
            self._last_id = max(now, self._last_id + 1)
            return self._last_id << 12 | self._lane

    # The snapshot

    def checkpoint(self, *, patience: float | None = None) -> None:
        """Write all tables but the lazy ones, and how far the logs were read, as a file that any TinyDB opens.

        `patience` is how many seconds to wait for another program; None: as long as for any change.
        """
        if self.read_only:
            return
        with self._mutex, self._lock.held(patience):
            self._prepare()
            about = {"version": VERSION, **self.logs.position(), "stamps": self._stamps}
            if self.logs.passed_over:
                about["reader"] = __version__
            if self.adopted_elsewhere and not self.logs.problems:
                about["adopted"] = True  # where lines are lost, the counts are all that is left of them
            head = {"_snapshot": {"1": about}}
            body = log.dumps(head | self.tables | head)[len(b'{"_snapshot":{"1":{') :]
            log.replace_file(self.local / "snapshot.json", SNAPSHOT % zlib.crc32(body) + body, locked=True)
            self._saved, self.logs.began = (self._applied, self.adopted_elsewhere), False

    def rebuild(self) -> None:
        """Read all logs anew, whatever the snapshot and memory say, and write the snapshot; others may write."""
        with self._mutex:
            self._forget()
            self.logs.look()
            with log.hurry():
                self.catch_up()
            self.checkpoint()

    def _forget(self) -> None:
        self.tables.clear()
        self._stamps.clear()
        self.logs.go_to({"time": 0, "files": {}, "seen": {}})

    def _try_checkpoint(self) -> None:
        """Only a cache: without it the next start takes longer, and nothing is lost."""
        with suppress(OSError, StoreError):
            self.checkpoint()

    def _load_snapshot(self) -> str | None:
        """None where there was one to build on, else what to say about it."""
        path = self.local / "snapshot.json"
        try:
            raw = path.read_bytes()
            if raw[:SNAPSHOT_HEAD] != SNAPSHOT % zlib.crc32(memoryview(raw)[SNAPSHOT_HEAD:]):
                raise ValueError
            text = raw.decode("ascii")
            del raw  # 3 MB with 10 000 cards
            tables = json.loads(text)
            about = tables.pop("_snapshot")["1"]
            # Lines that one version could not read, another one perhaps can.
            self.logs.passed_over = "reader" in about
            if about["version"] != VERSION or about.get("reader", __version__) != __version__:
                self.migrated = True
                return "store.rebuilt"
            self.logs.go_to(about)
            self._stamps.update(about["stamps"])
            self.tables.update(tables)
        except FileNotFoundError:
            return "store.rebuilt"
        except (ValueError, KeyError, TypeError, AttributeError):
            # Damaged; or whole, and yet nothing to build on.
            self._forget()
            self._kept = self.logs.keep("snapshot.json", 0, path.read_bytes())
            return "store.snapshot"
        self.adopted_elsewhere = "adopted" in about
        self._saved = (0, self.adopted_elsewhere)
        return None

    # What TinyDB asks of a storage: everything at once. Complete and safe, at the price of all there is.

    def read(self) -> dict[str, dict[str, Any]] | None:
        with self._mutex:
            self.catch_up()
            return {name: clone(rows) for name in {*self.tables, *self.lazy} if (rows := self.rows(name))} or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        with self.transaction():
            for name in {*self.tables, *self.lazy, *data}:
                new = {str(doc_id): dict(document) for doc_id, document in data.get(name, {}).items()}
                old = self.rows(name)
                for doc_id in old | new:
                    if old.get(doc_id) != new.get(doc_id):
                        self.put(name, doc_id, new.get(doc_id))


class Meter:
    """Adds up the bytes that were read, for who wants to hear of it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0
        self(0)

    def __call__(self, read: int) -> None:
        self.done += read
        if self.progress:
            self.progress(min(self.done, self.total), self.total)

    def end(self) -> None:
        """Nothing is left to read, also where not all was counted."""
        if self.done < self.total:
            self(self.total - self.done)


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
        # A copy, so that one thread may read while another one saves: 0.1 ms for 10 000 documents.
        return dict(self._storage.rows(self.name))

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
