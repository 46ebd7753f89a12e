"""Under which name this machine writes: eight hexadecimal digits, beside what tells this machine from others.

Each device appends to its own files alone. A folder that is copied to another machine, with its local/, would make two
of one; so a name holds for one machine, and for as long as the folder is the one that was opened.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from trainer.store import log
from trainer.store.log import StoreError


class Device:
    """The file local/device."""

    def __init__(self, folder: Path, entropy: Callable[[int], bytes]) -> None:
        self.name = ""
        self._entropy = entropy
        self._log, self._path = folder / "log", folder / "local" / "device"
        self._place: tuple[int, int] | None = None
        """The file's inode and time."""

    def find(self, locked: Callable[[], AbstractContextManager[None]] | None) -> None:
        """The name that holds here, or a new one, written under the lock; None for the lock: nothing is written."""
        self.name, there = self._read()
        if locked is None:
            self.name = self.name or self._new()
            return
        if there != machine():
            with locked():
                # Two that start at once: the second one finds what the first one wrote.
                self.name, there = self._read()
                if not self.name or there not in ("", machine()):
                    self.name = self._new()
                if there != machine():
                    self.write()
        self._place = self._look()

    def take_new(self) -> None:
        """Under the lock: another machine writes under the old name."""
        self.name = self._new()
        self.write()

    def write(self) -> None:
        log.replace_file(self._path, f"{self.name} {machine()}\n".encode("ascii"), locked=True)
        self._place = self._look()

    def demand_same(self) -> None:
        """Raises StoreError where a restore or a copy has taken the place of what was opened: what is known in memory
        has nothing to do with it."""
        try:
            place = self._look()
        except FileNotFoundError:
            if not self._log.is_dir():
                return  # all of it is gone, and can be made again
            raise StoreError("store.replaced") from None
        if place != self._place:
            if self._read()[0] != self.name:
                raise StoreError("store.replaced")
            self._place = place

    def _new(self) -> str:
        return f"{int.from_bytes(self._entropy(4), 'big') or 1:08x}"

    def _look(self) -> tuple[int, int]:
        found = os.stat(self._path)  # noqa: PTH116 - for every review: half the time of Path's
        return found.st_ino, found.st_mtime_ns

    def _read(self) -> tuple[str, str]:
        """A name and its machine, "" where that is not said; both empty where there is no file, or a damaged one."""
        with suppress(FileNotFoundError, ValueError):
            name, _, there = self._path.read_text("ascii").strip().partition(" ")
            if log.DEVICE.fullmatch(name):
                return name, there
        return "", ""


def machine() -> str:
    """What tells this machine from others, without saying its name: 8 hexadecimal digits."""
    try:
        name = Path("/etc/machine-id").read_bytes().strip()
    except OSError:
        name = b""
    if not name:
        # Not its domain: that changes with the network it is in.
        host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
        name = host.partition(".")[0].encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(name):08x}"
