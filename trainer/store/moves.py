"""Several files and folders put in the place of others: all of them or none, also where the machine goes down halfway.

What is to be moved is written down first. Whoever finds that note, under the same lock, carries it out to its end, or
takes all of it back.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trainer.store import log
from trainer.store.lock import Busy, Lock

NOTE = "restore.json"
"""In the folder local/, under whose lock it is."""

UNPACKED = "unpacked-"
"""How the folder of a merge or a restore at work begins, in local/ too."""

Moves = list[tuple[Path, Path]]


def note_down(note: Path, moves: Moves) -> None:
    log.replace_file(note, log.dumps([[str(old), str(new)] for old, new in moves]))


def carry_out(note: Path) -> OSError | None:
    """What kept the moves from being made, all of which were then taken back; None where they were made.

    Raises OSError where they could not be taken back either: the note stays for another try.
    """
    moves = [(Path(old), Path(new)) for old, new in json.loads(note.read_bytes())]
    failed = None
    try:
        for old, new in moves:
            _move(old, new)
    except OSError as error:
        failed = error
        for old, new in reversed(moves):
            _move(new, old)
    note.unlink()
    log.sync_folder(note.parent)
    return failed


def _move(old: Path, new: Path) -> None:
    """What is at `old` or `new` is whole at any moment; on the way to another disk it is at both for a while."""
    part, gone = new.with_name(f"{new.name}.part"), old.with_name(f"{old.name}.gone")
    _remove(part)
    _remove(gone)
    if not os.path.lexists(old):
        return
    if not os.path.lexists(new):
        log.make_folder(new.parent)
        try:
            old.rename(new)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy(old, part)
            part.rename(new)
        log.sync_folder(new.parent)
    if os.path.lexists(old):
        old.rename(gone)
        _remove(gone)
    log.sync_folder(old.parent)


def _copy(old: Path, new: Path) -> None:
    import shutil  # with its compressions 5 to 20 ms, which a start need not pay

    if old.is_dir() and not old.is_symlink():
        shutil.copytree(old, new, symlinks=True)
    else:
        shutil.copy2(old, new, follow_symlinks=False)
    for path in (new, *new.rglob("*")):
        if path.is_dir():
            log.sync_folder(path)
        elif path.is_file():
            log.sync_file(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


@contextmanager
def unpacking(local: Path) -> Iterator[Path]:
    """A folder to unpack into, gone afterwards; locked meanwhile, so that no start takes it for a leftover."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(dir=local, prefix=UNPACKED, ignore_cleanup_errors=True) as name:
        lock = Lock(Path(name) / "lock")
        try:
            with lock.held(0):
                yield Path(name)
        finally:
            lock.close()


def sweep(local: Path) -> None:
    """Remove what merges and restores have left that were killed."""
    for left in local.glob(f"{UNPACKED}*"):
        lock = Lock(left / "lock")
        with suppress(Busy, OSError), lock.held(0):
            _remove(left)
        lock.close()
