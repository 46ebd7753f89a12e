"""One writer at a time: a lock on a file, which the system takes off when its holder dies.

By what Python has (flock, and msvcrt.locking on Windows), because it is taken for every review: the filelock package
takes 65 µs for what takes 13 here, where an fsync takes 150, and 30 to 60 ms to load.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trainer.store import log

PATIENCE = 3.0
"""Seconds to wait for another trainer's transaction, which takes milliseconds; longer means that it hangs."""
PAUSE = 0.002
"""Seconds between two tries: a transaction takes about as long."""

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _release(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock

    def _try(handle: int) -> bool:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(handle: int) -> None:
        flock(handle, LOCK_UN)


class Busy(log.StoreError):
    """Another process holds the lock and does not let go."""


class Lock:
    """For one process; reentrant. Threads take their turns before they come here."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held = False

    @contextmanager
    def held(self, patience: float | None = None) -> Iterator[None]:
        """Raises Busy where another process does not let go within so many seconds; None: PATIENCE."""
        if self._held:
            yield
            return
        deadline = time.monotonic() + (PATIENCE if patience is None else patience)
        while True:
            with log.opened(self.path, os.O_RDWR | os.O_CREAT) as handle:
                # Somebody may have moved or removed the file meanwhile: then the others lock a new one.
                if _try(handle) and log.is_at(handle, self.path):
                    self._held = True
                    try:
                        yield
                    finally:
                        self._held = False
                        _release(handle)
                    return
            if time.monotonic() > deadline:
                raise Busy("store.busy")
            time.sleep(PAUSE)
