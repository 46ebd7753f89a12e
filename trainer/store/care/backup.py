"""One file with everything that a learner has: a zip of log/, settings.toml and decks/, as they lie in their folders.

The logs only grow, so what a copy holds up to its last whole line is a history, whoever is writing meanwhile. What
comes back in is a stranger's file until it is checked: its names, its sizes, and every line.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, NamedTuple

from trainer.i18n import Message, cause
from trainer.paths import Paths
from trainer.store import log
from trainer.store.care.check import placeless
from trainer.store.care.moves import NOTE, Moves, carry_out, copy, free, note_down, unpacking
from trainer.store.lock import Lock
from trainer.store.log import StoreError
from trainer.store.merge import is_readable
from trainer.store.store import Store
from trainer.store.tinydb import Meter, Progress

FORMAT = b"networking-trainer 1"
"""The zip's comment: whose it is, and which layout."""
MOST = 4 << 30
"""Bytes that a backup may unpack to (4 GiB): five million reviews."""
MOST_FILES = 20_000
MEMBER = re.compile(r"log/[^/]+\.jsonl|settings\.toml|decks/(?:[^/]+/)*[^/]+\.md")
UNSAFE = re.compile(
    r'[\x00-\x1f\\:*?"<>|]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)|[^/]{201}', re.IGNORECASE
)
"""In a name: what leads out of the folder, or is something else on one of the systems."""
EARLIEST, LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The times that a zip knows."""
EVERY = timedelta(days=7)
KEPT = 7


def belongings(paths: Paths) -> list[tuple[Path, str]]:
    """Every file that goes into a backup, and its name there."""
    found = [(path, f"log/{path.name}") for path in log.files(paths.data / "log")]
    if paths.settings.is_file():
        found.append((paths.settings, "settings.toml"))
    decks = sorted(path for path in paths.decks.rglob("*.md") if path.is_file())
    taken: set[str] = set()
    for path in decks:
        name = portable(path.relative_to(paths.decks).as_posix())
        while name.casefold() in taken:
            name = f"{name[:-3]}-2.md"
        taken.add(name.casefold())
        found.append((path, f"decks/{name}"))
    return found


def portable(name: str) -> str:
    """A deck's name as every system can have it: what stands in its way becomes "_"."""
    parts = name.encode("utf-8", "replace").decode("utf-8").removesuffix(".md").split("/")
    safe = [re.sub(r'[\x00-\x1f\\:*?"<>|]|[. ]$', "_", part)[:190] for part in parts]
    safe = [f"_{part}" if UNSAFE.search(part) else part for part in safe]
    return "/".join(safe) + ".md"


def back_up(paths: Paths, target: Path, *, now: datetime, progress: Progress | None = None) -> None:
    """Write a backup, for its owner alone, whole or not at all. Raises StoreError."""
    if (paths.data / "local" / NOTE).exists():
        raise StoreError("store.restore-unfinished")
    try:
        log.make_folder(target.parent)
        files = belongings(paths)
        passed = Meter(progress, sum(path.stat().st_size for path, _ in files))
        with log.replacing(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.comment = FORMAT
            for path, name in files:
                info = zipfile.ZipInfo(name, min(max(now.timetuple()[:6], EARLIEST), LATEST))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                with path.open("rb") as source, packed.open(info, "w", force_zip64=True) as member:
                    for block in _blocks(source, whole_lines=name.startswith("log/")):
                        member.write(block)
                        passed(len(block))
    except (OSError, ValueError, struct.error, zipfile.LargeZipFile) as error:
        raise log.not_saved(error) from error


def _blocks(source: IO[bytes], *, whole_lines: bool) -> Iterator[bytes]:
    rest = b""
    while block := source.read(log.BLOCK):
        block = rest + block
        cut = block.rfind(b"\n") + 1 if whole_lines else len(block)
        yield block[:cut]
        rest = block[cut:]


def name_for(now: datetime, *, automatic: bool = False) -> str:
    return f"{'auto' if automatic else 'trainer'}-{now.astimezone(UTC):%Y%m%d-%H%M%S}.zip"


def _automatic(paths: Paths, now: datetime) -> list[str]:
    """The names of those that were made automatically, oldest first; before them those of a clock that was ahead."""
    names = (path.name for path in paths.backups.glob("auto-????????-??????.zip"))
    return sorted(names, key=lambda name: (name <= name_for(now, automatic=True), name))


def is_due(paths: Paths, now: datetime, *, migrated: bool = False) -> bool:
    """Whether there is something to keep, and no automatic backup of the last week; of the last hour where another
    version of the trainer is beginning."""
    since = timedelta(hours=1) if migrated else EVERY
    week = name_for(now - since, automatic=True), name_for(now, automatic=True)
    recent = any(week[0] < name <= week[1] for name in _automatic(paths, now))
    return not recent and bool(log.files(paths.data / "log"))


def back_up_by_itself(paths: Paths, now: datetime) -> None:
    """Make one and let the oldest go, so that the last seven stay. Raises StoreError."""
    back_up(paths, paths.backups / name_for(now, automatic=True), now=now)
    for name in _automatic(paths, now)[:-KEPT]:
        with suppress(OSError):
            (paths.backups / name).unlink()


def unpack(source: Path, into: Path, progress: Progress | None = None) -> None:
    """A backup's files into an empty folder. Raises StoreError, also where a name or a size is not as we write them, or
    no line is."""
    if not source.exists():
        raise StoreError("store.nowhere", path=str(source))
    try:
        with zipfile.ZipFile(source) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            total = sum(member.file_size for member in members)
            if total > MOST or len(members) > MOST_FILES:
                raise StoreError("store.backup-too-big", path=str(source))
            for member in members:
                name, kind = member.filename, stat.S_IFMT(member.external_attr >> 16)
                plain = kind in (0, stat.S_IFREG) and member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                if not plain or not MEMBER.fullmatch(name) or UNSAFE.search(name):
                    raise StoreError("store.backup-foreign", path=str(source), name=name)
            passed = Meter(progress, total)
            for member in members:
                path = into / member.filename
                log.make_folder(path.parent)
                new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
                with packed.open(member) as reading, log.opened(path, new) as handle:
                    while block := reading.read(log.BLOCK):
                        log.write_all(handle, block)
                        passed(len(block))
                    log.sync(handle)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, FileExistsError):
        raise StoreError("store.not-a-backup", path=str(source)) from None
    except OSError as error:
        raise StoreError("store.backup-unread", path=str(error.filename or source), why=cause(error)) from error
    if not is_readable(into / "log"):
        raise StoreError("store.not-a-backup", path=str(source))


class Restored(NamedTuple):
    """What a restore did."""

    changes: int
    """How many came back."""
    aside: Path
    """Where the present state is kept."""
    problems: tuple[Message, ...]
    """What was wrong in the backup."""


def restore(paths: Paths, source: Path, *, now: datetime, progress: Progress | None = None) -> Restored:
    """Put a backup in the place of what is there. Raises StoreError, and then all is as it was.

    The history goes on as another device's: numbers that were given out after the backup never come twice. A trainer
    that is still open writes no more. Folders that are links stay so.
    """
    data = paths.data.resolve()
    with log.told(log.not_saved):
        log.make_folder(data / "local")
        with unpacking(data / "local") as new:
            unpack(source, new / "data", progress)
            # Which makes the summary and the name of the device.
            with Store.open(new / "data", now=lambda: now) as store:
                changes = store._storage.logs.numbers.count()  # noqa: SLF001 - of this room
                # Where the bytes are kept is about to move.
                problems = tuple(placeless(problem) for problem in store.problems if problem.key != "store.rebuilt")
            aside = free(paths.data.parent / f"before-{name_for(now).removesuffix('.zip')}")
            _exchange(data, _moves(paths, data, new / "data", aside))
    return Restored(changes, aside, problems)


def _moves(paths: Paths, data: Path, new: Path, aside: Path) -> Moves:
    """What is there goes aside, what was unpacked takes its place. The device first and last: without it nobody
    writes."""
    places = {f"data/{name}": data / name for name in ("local/device", "local/snapshot.json", "local/quarantine")}
    places["data/log"] = (data / "log").resolve()
    kept = [(here, _near(here, aside) / name) for name, here in places.items()]
    back = [(new / name.removeprefix("data/"), here) for name, here in reversed(places.items())]
    for name, here in (("decks", paths.decks.resolve()), ("settings.toml", paths.settings.resolve())):
        if (new / name).exists():
            kept.append((here, _near(here, aside) / name))
            back.insert(0, (new / name, here))
    for n, (fresh, here) in enumerate(back):
        if fresh.exists() and _near(here, fresh) != fresh:
            copy(fresh, staged := _near(here, aside) / "new" / fresh.name)
            back[n] = staged, here
    return kept + back


def _near(here: Path, place: Path) -> Path:
    """The place, or one of its name beside `here` where that is on another disk."""
    log.make_folder(here.parent)
    log.make_folder(place.parent)
    return place if here.parent.stat().st_dev == place.parent.stat().st_dev else here.parent / place.name


def _exchange(data: Path, moves: Moves) -> None:
    """While no other trainer is within a transaction."""
    note = data / "local" / NOTE
    with Lock(data / "local" / "lock").held():
        if note.exists() and (failed := carry_out(note)):
            raise failed
        note_down(note, moves)
        if failed := carry_out(note):
            raise failed
