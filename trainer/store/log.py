"""Lines and files: the log that is never rewritten.

A line is one transaction, plain ASCII JSON behind a checksum of everything that follows it:

    {"crc":"9c3f01aa","d":"3f9a01c2","n":17,"t":1795289320123456,"ops":[["lines","5",{…}],["lines","4",null]]}

d the device, n its number there, t microseconds since 1970 and later than every t that device had seen, ops whole
documents by table and id (null: removed). A file holds one device's lines of one month (UTC).
"""

from __future__ import annotations

import errno
import gc
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from threading import get_native_id
from typing import IO, Any, NamedTuple, TypeAlias

from trainer.i18n import TrainerError, cause

try:
    from fcntl import F_FULLFSYNC, fcntl  # type: ignore[attr-defined, unused-ignore]
except ImportError:
    F_FULLFSYNC = None

Document: TypeAlias = dict[str, Any]
Op: TypeAlias = tuple[str, str, Document | None]
"""Table, id, and the whole document or None for its removal."""

BLOCK = 1 << 20
"""Bytes read at a time: large enough to be quick, small enough to stay out of the way (1 MiB)."""
HEAD = len('{"crc":"9c3f01aa",')


def _no_number(name: str) -> None:
    raise ValueError(name)


_scan: Callable[[str, int], tuple[Any, int]] = vars(json.JSONDecoder(parse_constant=_no_number))["scan_once"]
"""json.loads without its preparations, which cost a fifth of reading a line, and without NaN."""
BINARY: int = getattr(os, "O_BINARY", 0)
DEVICE = re.compile(r"[0-9a-f]{8}")
OWN_NAME = re.compile(r"([0-9a-f]{8})-\d{4}-\d{2}\.jsonl")


class StoreError(TrainerError):
    """Something was not saved or cannot be opened; what was there before is as it was."""


def not_saved(error: Exception) -> StoreError:
    return StoreError("store.not-saved", why=cause(error if isinstance(error, OSError) else OSError()))


def not_opened(error: OSError) -> StoreError:
    return StoreError("store.not-opened", why=cause(error), path=str(error.filename or ""))


@contextmanager
def told(said: Callable[[OSError], StoreError]) -> Iterator[None]:
    """Whatever the system refuses in this block ends in that sentence: with told(not_saved)."""
    try:
        yield
    except OSError as error:
        raise said(error) from error


class Line(NamedTuple):
    """One transaction as it stands in a log. A tuple: making a million of them takes a third of a dataclass's time."""

    device: str
    number: int
    stamp: int
    """Orders all lines of all devices: by time, and by device where two agree on it."""
    ops: Sequence[Op]

    @property
    def time(self) -> int:
        """Microseconds since 1970."""
        return self.stamp >> 32


_line = partial(tuple.__new__, Line)
"""Line(…) in a third of its time."""


@contextmanager
def hurry() -> Iterator[None]:
    """While a long history is read. Nothing that is read refers to itself: to look for what does, a twentieth of the
    time, can wait."""
    pausing = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if pausing:
            gc.enable()


@lru_cache(maxsize=64)
def number_of(device: str) -> int:
    """Raises ValueError for what is no device."""
    if not DEVICE.fullmatch(device):
        raise ValueError(device)
    return int(device, 16)


def stamp_of(time: int, device: str) -> int:
    return time << 32 | number_of(device)


_encoder = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def dumps(value: object) -> bytes:
    """ASCII, so that no tool on the way can garble it; a lone surrogate from a terminal survives too."""
    return _encoder.encode(value).encode("ascii")


def checked(body: bytes) -> bytes:
    """A JSON object with its checksum in front."""
    return b'{"crc":"%08x",' % zlib.crc32(body[1:]) + body[1:]


def intact(raw: bytes) -> bool:
    """A \\r that a tool put before the newline does no harm."""
    raw = raw.rstrip(b"\r")
    return raw.startswith(b'{"crc":"%08x",' % zlib.crc32(raw[HEAD:]))


def encode(line: Line) -> bytes:
    return checked(dumps({"d": line.device, "n": line.number, "t": line.time, "ops": line.ops})) + b"\n"


def decode(raw: bytes) -> Line | None:
    """None for a damaged line, or an intact one that is none of ours. `raw` is without its newline.

    What stands in its ops is checked by shapes.sound.
    """
    if not intact(raw) or not raw.isascii():
        return None
    try:
        found = _scan(raw.decode("ascii"), 0)[0]
        device, number, time = found["d"], found["n"], found["t"]
        if type(number) is not int or type(time) is not int:
            return None
        return _line((device, number, time << 32 | number_of(device), found["ops"]))
    except (ValueError, KeyError, TypeError, RecursionError, StopIteration):
        return None


def listing(folder: Path) -> dict[str, bool]:
    """What is named like a log in a folder, and whether it is a file: it may be a folder, or a link that leads nowhere.

    Hidden files are another program's; where there is no folder there is nothing.
    """
    found = {}
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".jsonl") and not entry.name.startswith("."):
                try:
                    found[entry.name] = entry.is_file()
                except OSError:  # a link to itself
                    found[entry.name] = False
    return found


def files(folder: Path) -> list[Path]:
    """The logs in a folder, by name."""
    return [folder / name for name, is_file in sorted(listing(folder).items()) if is_file]


def read_lines(path: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Each finished line from byte `start` on, without its newline, with the byte where it starts."""
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        rest = b""
        while block := file.read(BLOCK):
            *lines, rest = (rest + block).split(b"\n")
            for raw in lines:
                yield start, raw
                start += len(raw) + 1


def lines_of(path: Path) -> list[bytes]:
    """All finished lines of a file, which need not be there."""
    return path.read_bytes().split(b"\n")[:-1] if path.is_file() else []


def read_bytes(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read()


def month_file(device: str, time: int) -> str:
    return _hour_file(device, time // 3_600_000_000)


@lru_cache(maxsize=8)
def _hour_file(device: str, hour: int) -> str:
    """Remembered, because it is asked for every review: 6 µs."""
    return f"{device}-{datetime.fromtimestamp(hour * 3600, UTC):%Y-%m}.jsonl"


def device_of(name: str) -> str | None:
    """Whose file it is; None for a copy that a sync tool named."""
    found = OWN_NAME.fullmatch(name)
    return found[1] if found else None


def sync(handle: int) -> None:
    """On the disk itself, and not in the drive's cache: macOS needs F_FULLFSYNC for that, where the disk has it."""
    if F_FULLFSYNC is not None:
        try:
            fcntl(handle, F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    getattr(os, "fdatasync", os.fsync)(handle)


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """Its handle; a file that is made is for its owner alone."""
    handle = os.open(path, flags | BINARY, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def is_at(handle: int, path: Path) -> bool:
    """Whether the file is still the one of that name: somebody may have moved or removed it, or put another there."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))  # noqa: PTH116 - for every review: half the time of Path's
    except FileNotFoundError:
        return False


def sync_file(path: Path) -> None:
    with opened(path, os.O_RDWR) as handle:
        sync(handle)


def sync_folder(path: Path) -> None:
    """A new name in a folder is only safe once the folder itself is; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with opened(path, os.O_RDONLY) as handle:
        os.fsync(handle)


def write_all(handle: int, data: bytes) -> None:
    """On a nearly full disk os.write writes a part, says so only in its result, and fails at the next call."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def make_folder(path: Path) -> None:
    """The folder and those above it, for the owner alone, safely on the disk."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


@contextmanager
def replacing(path: Path, *, locked: bool = False) -> Iterator[IO[bytes]]:
    """A private file that takes this one's place once it is written: the old content or the new one, never a mixture.

    What is beside it has a name of this thread's own, for another may be replacing the same file; but where a lock
    sees to it that none is, the one name in whose place the next one comes, should this program be killed.
    """
    beside = path.with_name(f"{path.name}.new" if locked else f"{path.name}.{get_native_id()}.new")
    beside.unlink(missing_ok=True)
    try:
        # A new file, and nothing that a link leads to: the folder may be one that others write in, too.
        with (
            opened(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL) as handle,
            os.fdopen(handle, "w+b", closefd=False) as file,
        ):
            yield file
            file.flush()
            sync(handle)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def replace_file(path: Path, data: bytes, *, locked: bool = False) -> None:
    with replacing(path, locked=locked) as file:
        write_all(file.fileno(), data)


class Appender:
    """The one file that is being written, kept open from one line to the next."""

    def __init__(self) -> None:
        self.path = Path()
        self.handle = -1

    def append(self, path: Path, data: bytes) -> int:
        """Bytes in the file afterwards. Returns once they are on the disk; on OSError nothing was added, as far as
        the disk allows: a piece that could not be taken off again has no newline, and the next reader cuts it off."""
        size = None
        try:
            if self.handle < 0 or self.path != path or not is_at(self.handle, path):
                self.close()
                self.path, self.handle = path, os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | BINARY, 0o600)
                # Also for a file that is there already: whoever made it may have been killed before this. Once a month
                # and process.
                sync_folder(path.parent)
            size = os.fstat(self.handle).st_size
            write_all(self.handle, data)
            sync(self.handle)
        except BaseException:
            if size is not None:
                with suppress(OSError):
                    os.ftruncate(self.handle, size)
                    sync(self.handle)
            # After a failed fsync the same handle may report success for pages that it has dropped.
            self.close()
            raise
        return size + len(data)

    def close(self) -> None:
        if self.handle >= 0:
            with suppress(OSError):
                os.close(self.handle)
        self.handle = -1


def cut_off(path: Path, size: int) -> None:
    """Take an unfinished line off the end."""
    with opened(path, os.O_RDWR) as handle:
        os.ftruncate(handle, size)
        sync(handle)
