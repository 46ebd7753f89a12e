"""Several files and folders put in the place of others: all of them or none, also where the machine goes down halfway.

What is to be moved is written down first. Whoever finds that note, under the same lock, carries it out to its end, or
takes all of it back. Each move stays on one disk, where it is made at once or not at all.
"""

from __future__ import annotations

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
    """How many are done, in three digits, and what all of them are."""
    log.replace_file(note, b"000\n" + log.dumps([[str(old), str(new)] for old, new in moves]), locked=True)


def carry_out(note: Path) -> OSError | None:
    """What kept the moves from being made, all of which were then taken back; None where they were made.

    Raises OSError where they could not be taken back either: the note stays for another try.
    """
    begun, _, text = note.read_bytes().partition(b"\n")
    done, moves = int(begun), [(Path(old), Path(new)) for old, new in json.loads(text)]
    failed = None
    try:
        for place in range(done, len(moves)):
            _move(*moves[place])
            done = place + 1
            _count(note, done)
    except OSError as error:
        failed = error
        for place in reversed(range(min(done + 1, len(moves)))):
            old, new = moves[place]
            if place < done or not os.path.lexists(old):  # the one under way may have been made
                _move(new, old)
            _count(note, place)
    note.unlink()
    log.sync_folder(note.parent)
    return failed


def _count(note: Path, done: int) -> None:
    """In its place: that needs no room on a full disk, and is all of it or nothing."""
    with log.opened(note, os.O_WRONLY) as handle:
        log.write_all(handle, b"%03d" % done)
        log.sync(handle)


def _move(old: Path, new: Path) -> None:
    """Where `old` is not there, it was moved before, or never was."""
    if os.path.lexists(old):
        if os.path.lexists(new):
            # Made by another program since: kept, under a name that is free.
            new.rename(free(new))
        log.make_folder(new.parent)
        old.rename(new)
        log.sync_folder(new.parent)
        log.sync_folder(old.parent)


def free(path: Path) -> Path:
    """The path, or one with a number behind it, where nothing is."""
    n, at = 1, path
    while os.path.lexists(at):
        n += 1
        at = path.with_name(f"{path.name}-{n}")
    return at


def copy(old: Path, new: Path) -> None:
    """To another disk, and safely on it."""
    import shutil  # with its compressions 5 to 20 ms, which a start need not pay

    log.make_folder(new.parent)
    if old.is_dir():
        shutil.copytree(old, new)
    else:
        shutil.copy2(old, new)
    for path in (new, *new.rglob("*")):
        (log.sync_folder if path.is_dir() else log.sync_file)(path)
    log.sync_folder(new.parent)


@contextmanager
def unpacking(local: Path) -> Iterator[Path]:
    """A folder to unpack into, gone afterwards; locked meanwhile, so that no start takes it for a leftover."""
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(dir=local, prefix=UNPACKED, ignore_cleanup_errors=True)
    with folder as name, Lock(Path(name) / "lock").held(0):
        yield Path(name)


def sweep(local: Path) -> None:
    """Remove what merges and restores have left that were killed."""
    for left in local.glob(f"{UNPACKED}*"):
        from shutil import rmtree

        with suppress(Busy, OSError), Lock(left / "lock").held(0):
            rmtree(left, ignore_errors=True)
