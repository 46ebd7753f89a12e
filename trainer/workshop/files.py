"""Deck files, written so that nothing of what their author wrote is ever lost."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from trainer.cards.library import MOST_IN_A_DECK
from trainer.cards.newdeck import file_name
from trainer.i18n import Message, TrainerError, cause, message
from trainer.paths import Paths

MOST_KEPT = 20
"""Earlier versions of each deck: an evening's corrections, and with 16 MB a deck at most 320 MB."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TRIES = 5
"""How often a file that somebody else is writing is read again."""
_KEPT = re.compile(r"([0-9]{6,})\.md")


class WorkshopError(TrainerError):
    """Something that cannot be done with a deck."""


def kept(paths: Paths, path: Path) -> Path:
    """The folder with the earlier versions of a deck file."""
    inside = path.relative_to(paths.decks) if path.is_relative_to(paths.decks) else Path(path.name)
    name = inside.with_suffix("").as_posix().replace("%", "%25").replace("/", "%2F")
    return paths.data.parent / "decks-before" / name


def read(path: Path) -> bytes:
    """What stands in a deck file. Raises WorkshopError."""
    try:
        if path.stat().st_size > MOST_IN_A_DECK * 1_000_000:
            raise WorkshopError("workshop.too_big", path=str(path), most=MOST_IN_A_DECK)
        return path.read_bytes()
    except OSError as error:
        raise _failed(path, cause(error)) from error


def rewrite(path: Path, change: Callable[[bytes], bytes], *, kept: Path) -> tuple[bytes, bytes]:
    """Change a file, whole or not at all: what stood in it, and what stands there now. A link stays a link.

    `change` is called again when somebody else saves the file at the same time. What stood in it before goes into the
    folder `kept` first. Raises WorkshopError, and whatever `change` raises.
    """
    for _ in range(_TRIES):
        before = read(path)
        after = change(before)
        if after == before:
            return before, after
        try:
            _keep(kept, before)
            if _swapped(path.resolve(), before, after):
                return before, after
        except OSError as error:
            raise _failed(path, cause(error)) from error
    raise WorkshopError("workshop.busy", path=str(path))


def create(path: Path, data: bytes) -> None:
    """A new file that only its owner can read, whole or not at all. Raises FileExistsError, for nothing is overwritten,
    or WorkshopError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError as error:  # it is a file
        raise _failed(path.parent, message("system.not_a_folder")) from error
    except OSError as error:
        raise _failed(path.parent, cause(error)) from error
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
        try:
            try:
                _write(handle, data)
            finally:
                os.close(handle)
            _place(Path(name), path, data)
        finally:
            Path(name).unlink(missing_ok=True)
        _settle(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise _failed(path, cause(error)) from error


def add(folder: Path, name: str, data: bytes) -> Path:
    """A new deck file in a folder, under a name that no deck there has. Raises WorkshopError."""
    try:
        taken = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        raise _failed(folder, cause(error)) from error
    while True:
        path = folder / file_name(name, taken)
        try:
            create(path, data)
        except FileExistsError:  # made by somebody else just now
            taken.add(path.name)
        else:
            return path


def remove(path: Path, expected: bytes, *, kept: Path) -> None:
    """Take a file away, if it still is what is expected. Raises WorkshopError."""
    if read(path) != expected:
        raise WorkshopError("workshop.changed_file", path=str(path))
    try:
        _keep(kept, expected)
        path.unlink()
    except OSError as error:
        raise _failed(path, cause(error)) from error


def _failed(path: Path, why: Message) -> WorkshopError:
    return WorkshopError("workshop.file", path=str(path), why=why)


def _swapped(path: Path, before: bytes, after: bytes) -> bool:
    """Put a file in the place of another, unless that has changed."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & stat.S_IWUSR:  # replacing it would not ask its leave
        raise _failed(path, message("system.permission"))
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}."
    )  # no .md behind it: never taken for a deck
    try:
        try:
            _write(handle, after)
        finally:
            os.close(handle)
        Path(name).chmod(mode)
        if path.read_bytes() != before:
            Path(name).unlink()
            return False
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(path.parent)
    return True


def _place(whole: Path, path: Path, data: bytes) -> None:
    """Give a finished file a name that nothing has; it may keep its own as well. Raises FileExistsError."""
    if os.name == "nt":
        whole.rename(path)  # overwrites nothing there
        return
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # a disk on which a file has one name, such as a USB stick
        handle = os.open(path, _NEW, 0o600)
        try:
            _write(handle, data)
        except BaseException:
            path.unlink()
            raise
        finally:
            os.close(handle)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _settle(folder: Path) -> None:
    """Wait until a file's new place in its folder is on the disk, where a system can tell."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _keep(folder: Path, data: bytes) -> None:
    """Number the versions; the latest have the highest numbers, and the oldest go."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(exist_ok=True, mode=0o700)
    there = _versions(folder)
    if there and there[-1].read_bytes() == data:
        return
    number = int(there[-1].stem) + 1 if there else 1
    for left in reversed(range(_TRIES)):
        try:
            create(folder / f"{number:06}.md", data)
            break
        except FileExistsError:  # another program's, of this moment
            if not left:
                raise
            number += 1
    there = _versions(folder)
    for old in there[: max(0, len(there) - MOST_KEPT)]:
        old.unlink(missing_ok=True)


def _versions(folder: Path) -> list[Path]:
    """The earlier versions in a folder, the oldest first."""
    found = (path for path in folder.iterdir() if _KEPT.fullmatch(path.name))
    return sorted(found, key=lambda path: int(path.stem))
