"""A folder of logs: how far each was read, which numbers were seen, what is wrong with them; and adding a line."""

from __future__ import annotations

import os
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Any, TypeAlias

from trainer.i18n import Message, Value, message
from trainer.store import log, shapes
from trainer.store.log import Line, Op
from trainer.store.numbers import Numbers, Spans
from trainer.store.shapes import MOST

if TYPE_CHECKING:
    from trainer.store.usual import Run

Reader: TypeAlias = Callable[[bytes], Line | None]
Read: TypeAlias = Callable[[int], None]
"""Told of each so many bytes that were read."""
LONG = 1 << 20
"""Bytes of log (1 MiB, some 1 500 reviews) from which the reader of usual lines is worth loading, which takes 20 ms."""
HUGE = 32 << 20
"""Bytes of log (32 MiB, some 40 000 reviews) from which two processes read sooner: starting one takes 0.1 s."""
BY_STAMP = attrgetter("stamp")
MONTH = re.compile(r"[0-9a-f]{8}-(\d{4}-\d\d)")
TICK = 2_000_000_000
"""The coarsest clock of a file system, in nanoseconds: FAT's."""


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


def unheard(_read: int) -> None:
    """Nobody wants to hear of it."""


def _reader(size: int) -> Reader:
    """What reads that many bytes of lines soonest."""
    if size < LONG:
        return shapes.read
    from trainer.store import usual

    return usual.read


def _month(name: str) -> str:
    """Of a log or a copy of one; "" where none is named."""
    found = MONTH.search(name)
    return found[1] if found else ""


def processors() -> int:
    """That this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _merged(streams: list[Iterator[Line]]) -> Iterator[Line]:
    """In the order of their stamps, and without the copies of a line, which then stand behind each other."""
    if len(streams) == 1:
        yield from streams[0]
        return
    last = None
    for line in merge(*streams, key=BY_STAMP):
        if line != last:
            yield line
        last = line


class Logs:
    """What every device wrote, and this device's own file to add to."""

    def __init__(self, folder: Path, device: str, quarantine: Path | None) -> None:
        self.folder = folder
        self.device = device
        self.problems: list[Message] = []
        self.time = 0
        """The latest stamp seen, in microseconds; the next line's is later."""
        self.began = False
        """A month's file was begun that no snapshot knows of."""
        self.cloned = False
        """Another machine writes under this device's name, as after a copy of the whole data folder."""
        self.passed_over = False
        """There are lines that this version of the trainer cannot read, and a later one perhaps can."""
        self._quarantine = quarantine
        self._marks: dict[str, Mark] = {}
        self.numbers = Numbers()
        self._named: set[tuple[str, int, int]] = set()
        """Gaps and damage that have been said."""
        self._odd: set[str] = set()
        """What is named like a log and is none; said."""
        self._own: dict[str, dict[int, Line]] = {}
        """The lines of this device's files by number, read only to compare them with a copy."""
        self._paths: dict[str, Path] = {}
        self._listed = -1
        self._sorted: list[str] = []
        self._newest: set[str] = set()
        """This device's last file, where it has one."""
        self._open: set[str] = set()
        """This device's files that were not read to their end: not looked at yet, or there is no newline at it."""
        self._unsettled: set[str] = set()
        """Those that another process wrote to, and perhaps did not sync."""
        self._appender = log.Appender()

    def position(self) -> dict[str, Any]:
        """How far all was read, for the snapshot."""
        files = {name: [mark.read, mark.last, mark.crc] for name, mark in self._marks.items()}
        return {"time": self.time, "files": files, "seen": self.numbers.spans}

    def go_to(self, position: dict[str, Any]) -> None:
        self.time, self.numbers = position["time"], Numbers(position["seen"])
        self._marks = {name: Mark(read, last, crc, read) for name, (read, last, crc) in position["files"].items()}
        self._named = self.numbers.gaps()

    def marks(self) -> dict[str, Mark]:
        """How far each file was read and written, to go back to."""
        return dict(self._marks)

    def go_back(self, marks: dict[str, Mark]) -> None:
        self._marks = marks

    def to_read(self) -> int:
        """Bytes."""
        return sum(max(0, path.stat().st_size - self._marks[path.name].read) for path in map(self._path, self._names()))

    def later_half(self) -> frozenset[str]:
        """Names of the files that another process is to read, those of the later months; none where it is not worth
        its start, or something was read already."""
        if self.time:
            return frozenset()
        sizes: defaultdict[str, int] = defaultdict(int)
        for name in self._names():
            sizes[_month(name)] += self._path(name).stat().st_size
        total = sum(sizes.values())
        if total < HUGE or processors() < 2:
            return frozenset()

        def unevenness(first: str) -> int:
            return abs(total - 2 * sum(size for month, size in sizes.items() if month >= first))

        first = min(sorted(sizes)[1:], key=unevenness, default="9999")
        return frozenset(name for name in self._names() if _month(name) >= first)

    def saw(self, seen: dict[str, Spans], time: int) -> None:
        """Another process read lines with these numbers, up to a time in microseconds."""
        self.numbers.join(seen)
        self.time = max(self.time, time)

    def read_to(self, marks: dict[str, Mark]) -> None:
        """Another process read so far."""
        for name in marks.keys() & self._marks.keys():
            mark = self._marks[name] = marks[name]
            if log.device_of(name) == self.device:
                self._unsettled.add(name)
                if mark.size == mark.read:
                    self._open.discard(name)

    # Reading

    def unread(
        self,
        progress: Read = unheard,
        *,
        everything: bool = True,
        together: bool = False,
        but: frozenset[str] = frozenset(),
    ) -> Generator[Line | Run]:
        """What was added since, oldest first; a line counts as read once the next one is asked for. Not everything:
        only this device's new files and its newest, which is where another trainer on this machine writes. Together:
        many lines may come as one Run, without their reviews, and count as read once it is taken. But for these files.
        """
        names = self._names()
        self._own.clear()
        if not everything:
            names = sorted(self._newest | self._open)
        found: list[tuple[str, int]] = []
        new = 0
        for name in names if not but else [name for name in names if name not in but]:
            try:
                size = os.stat(self._path(name)).st_size  # noqa: PTH116 - for every review: half the time of Path's
            except FileNotFoundError:
                # Taken away since the folder was listed, and to be named before anything is written in its place.
                self.look()
                continue
            # An unfinished line may have been cut off by another trainer, which then wrote as many bytes.
            if size != self._marks[name].size or name in self._open:
                found.append((name, size))
                new += size - self._marks[name].read
        if found and together and new >= LONG:
            yield from self._runs(found, progress)
        elif found:
            yield from self.read(found, _reader(new), progress)
        if not but:
            for gap in self.numbers.gaps() - self._named:
                self._named.add(gap)
                self.problem("store.gap", device=gap[0], first=gap[1], last=gap[2])

    def _runs(self, files: list[tuple[str, int]], progress: Read) -> Iterator[Line | Run]:
        from trainer.store import usual

        before = {name: replace(self._marks[name]) for name, _ in files}
        try:
            yield from usual.runs(self.read(files, usual.read, progress), self.time)
        except BaseException:
            # What was read for a run that nobody took is to be read again.
            self._marks.update(before)
            raise

    def read(self, files: Iterable[tuple[str, int]], read: Reader, progress: Read) -> Iterator[Line]:
        """The lines of these files, of these sizes in bytes, behind what was read of them before; oldest first."""
        streams: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, size in files:
            streams[log.device_of(name) or name].append((name, size))
        yield from _merged([self._read(each, read, progress) for each in streams.values()])

    def look(self) -> None:
        """List the folder again, and name what has disappeared."""
        self._listed = -1
        self._names()

    def _path(self, name: str) -> Path:
        """Made once, because joining takes longer than asking the disk."""
        if name not in self._paths:
            self._paths[name] = self.folder / name
        return self._paths[name]

    def _names(self) -> list[str]:
        try:
            changed = self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            changed = 0
        if changed != self._listed:
            listing = log.listing(self.folder)
            found = {name for name, is_file in listing.items() if is_file}
            for name in sorted(listing.keys() - found - self._odd):
                self._odd.add(name)
                self.problem("store.no-log", file=name)
            missing = self._marks.keys() - found
            if missing and not changed:
                self.problem("store.gone", path=str(self.folder), n=self.numbers.count())
            for name in missing:
                del self._marks[name]
                self._open.discard(name)
                self._unsettled.discard(name)
                if changed:
                    self.problem("store.missing", file=name)
            self._sorted = sorted(found)
            own = [name for name in self._sorted if log.device_of(name) == self.device]
            if own[-1:] != sorted(self._newest):
                # Another trainer began this month, and may have written in the last one before.
                self._open.update(self._newest & set(own))
            self._newest = set(own[-1:])
            self._open.update(set(own) - self._marks.keys())
            self._marks.update((name, Mark()) for name in found - self._marks.keys())
            # A second change within one tick of the file system's clock does not show in the folder's time.
            self._listed = changed if time_ns() - changed > TICK else -1
        return self._sorted

    def _read(self, files: list[tuple[str, int]], read: Reader, progress: Read) -> Iterator[Line]:
        for name, size in files:
            mark, own = self._marks.setdefault(name, Mark()), log.device_of(name) == self.device
            if mark.read and not self._same(name, mark, size):
                # Shorter or other than it was. Documents are whole and stamped: reading it all again does no harm.
                self.problem("store.changed", file=name)
                mark.read = mark.last = 0
            damaged, last, told = 0, None, mark.read
            try:
                for at in log.read_lines(self.folder / name, mark.read):
                    start, raw = at
                    if (line := read(raw)) is None:
                        if own and next(log.read_lines(self.folder / name, start), None) != at:
                            break  # another trainer cut an unfinished line off and is writing over it: next time
                        damaged += 1
                        self.damage(name, start, raw)
                        if (odd := log.decode(raw)) is not None and 0 < odd.number < MOST:
                            self._note(odd._replace(stamp=0))  # its number is taken, whatever it says
                    else:
                        yield line
                        if not own and line.device == self.device and not self._is_ours(line, read):
                            self.cloned = True
                        if damaged:
                            # Those numbers have been named already, as damaged lines.
                            self._named.add((line.device, line.number - damaged, line.number - 1))
                            damaged = 0
                        self._note(line)
                    last = at
                    if start - told >= log.BLOCK:
                        progress(start - told)
                        told = start
            finally:
                if last is not None:
                    mark.last, raw = last
                    mark.read, mark.crc = mark.last + len(raw) + 1, zlib.crc32(raw)
                    if own:
                        self._unsettled.add(name)
            progress(mark.read - told)
            mark.size = max(size, mark.read)
            if own and mark.size > mark.read:
                self._open.add(name)
            else:
                self._open.discard(name)

    def _same(self, name: str, mark: Mark, size: int) -> bool:
        if size < mark.read:
            return False
        _, raw = next(log.read_lines(self.folder / name, mark.last), (0, b""))
        return len(raw) == mark.read - mark.last - 1 and zlib.crc32(raw) == mark.crc

    def _is_ours(self, line: Line, read: Reader) -> bool:
        """Whether a line in a copy stands in this device's own file too, or did until it was damaged there."""
        name = log.month_file(self.device, line.time)
        if name not in self._own:
            lines = map(read, log.lines_of(self.folder / name))
            self._own[name] = {own.number: own for own in lines if own is not None}
        own = self._own[name]
        return own[line.number] == line if line.number in own else line.number < max(own, default=0)

    def _note(self, line: Line) -> None:
        device, number, stamp, _ = line
        if (time := stamp >> 32) > self.time:
            self.time = time
        self.numbers.add(device, number, number)

    def lines(self, having: bytes = b"", until: int | None = None) -> Iterator[Line]:
        """The whole history, oldest first, up to a time in microseconds; only lines in whose bytes this pattern is.

        A copy of a line counts once.
        """
        wanted = re.compile(having).search
        streams: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names():
            streams[log.device_of(name) or name].append(name)
        read = _reader(sum(mark.size for mark in self._marks.values()))

        def stream(names: list[str]) -> Iterator[Line]:
            for name in names:
                for start, raw in log.read_lines(self.folder / name):
                    if not wanted(raw):
                        # Where the damage is in what is searched for, it would otherwise be passed over in silence.
                        line, right = None, log.intact(raw)
                    else:
                        line = read(raw)
                        right = line is not None
                    if not right:
                        self.damage(name, start, raw)
                    elif line is not None:
                        yield line

        merged = _merged([stream(names) for names in streams.values()])
        return merged if until is None else takewhile(lambda line: line.time <= until, merged)

    # Writing: all of it under the lock

    def append(self, time: int, ops: list[Op]) -> Line:
        """One transaction, at `time` or else just after all others. Returns it as it reads, once it is on the disk; or
        raises OSError, or ValueError for what nobody could read again, and nothing has changed."""
        time = max(time, self.time + 1)
        number = self.numbers.last(self.device) + 1
        raw = log.encode(Line(self.device, number, log.stamp_of(time, self.device), ops))
        # What memory holds is what the disk holds, not what the caller may still change.
        if (line := shapes.read(raw[:-1])) is None:
            raise ValueError("a change that could not be read again")
        name = log.month_file(self.device, time)
        size = self._appender.append(self._path(name), raw)
        self.began |= name not in self._marks
        self._marks[name] = Mark(size, size - len(raw), zlib.crc32(raw[:-1]), size)
        self._note(line)
        return line

    def latest(self) -> str:
        """The file with the latest line."""
        for path in log.files(self.folder):
            lines = map(log.decode, log.lines_of(path))
            if any(line is not None and line.time == self.time for line in lines):
                return path.name
        return ""

    def rename(self, device: str) -> None:
        """Write under another name from now on."""
        self.device, self.cloned, self._listed = device, False, -1
        # What has the old name is from now on the other machine's to mend.
        self._open.clear()

    def mend(self) -> bool:
        """Before anything is built on what others left in this device's files: cut an unfinished line off, and see
        to it that the finished ones are on the disk. False where there are some that must be read first."""
        while self._open:
            name = next(iter(self._open))
            mark, path = self._marks[name], self.folder / name
            # Under the lock nobody is still writing it: it was never acknowledged, and stands in the way.
            if rest := log.read_bytes(path, mark.read):
                if b"\n" in rest:
                    return False
                kept = self.keep(name, mark.read, rest)
                log.cut_off(path, mark.read)
                self.problem("store.torn", kept, file=name)
            mark.size = mark.read
            self._open.discard(name)
        while self._unsettled:
            # Another trainer wrote it and may have been killed before its fsync.
            log.sync_file(self.folder / next(iter(self._unsettled)))
            self._unsettled.pop()
        return True

    def close(self) -> None:
        self._appender.close()

    # What is wrong

    def problem(self, key: str, kept: Path | None = None, /, **values: Value) -> None:
        self.problems.append(message(key, kept=message("store.kept", path=str(kept)) if kept else "", **values))

    def damage(self, name: str, start: int, raw: bytes) -> None:
        """Name a line that cannot be read, once: broken, or whole and none of ours."""
        key = "store.unsound" if (whole := log.intact(raw)) else "store.damaged"
        self.passed_over |= whole
        if (name, start, len(raw)) not in self._named:
            self._named.add((name, start, len(raw)))
            self.problem(key, self.keep(name, start, raw), file=name, byte=start)

    def keep(self, name: str, start: int, data: bytes) -> Path | None:
        """Copy to quarantine; None where that cannot be. Named by its content: found twice is kept once."""
        if self._quarantine is None:
            return None
        path = self._quarantine / f"{name}-{start}-{zlib.crc32(data):08x}"
        try:
            log.make_folder(path.parent)
            if not path.exists():
                log.replace_file(path, data)
        except OSError:
            # A full disk must not keep the trainer from starting.
            return None
        return path
