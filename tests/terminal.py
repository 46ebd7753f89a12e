"""A program in a terminal of its own, timed from outside: what it writes is what a person would see."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

ESCAPES = re.compile(rb"\x1b\[[0-9;?>=<]*[a-zA-Z]|\x1b[\]P].*?(?:\x07|\x1b\\)|\x1b.")


class Terminal:
    """A child process on a pseudo-terminal."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**environ, "TERM": "xterm-256color"})
        columns, lines = size
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def until(self, text: str, timeout: float = 30.0) -> float:
        """The moment at which `text` has been written, on the clock of time.perf_counter()."""
        wanted, seen, deadline = text.encode(), b"", time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            if not select.select([self.fd], [], [], 0.5)[0]:
                continue
            seen += os.read(self.fd, 65536)
            if wanted in ESCAPES.sub(b"", seen):
                return time.perf_counter()
        raise TimeoutError(f"{text!r} was not written; there was {ESCAPES.sub(b'', seen)[-400:]!r}")

    def quiet(self, seconds: float = 0.15) -> bytes:
        """Read until nothing more comes for a while."""
        seen = b""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                read = os.read(self.fd, 65536)
            except OSError:  # the child is gone
                break
            if not read:  # macOS says it so
                break
            seen += read
        return ESCAPES.sub(b"", seen)

    def press(self, keys: bytes) -> float:
        """Send keys; the moment at which they were sent."""
        now = time.perf_counter()
        os.write(self.fd, keys)
        return now

    def kill(self) -> bytes:
        """End it without a word; what it had still written."""
        os.kill(self.pid, signal.SIGKILL)
        return self.ended()[1]

    def ended(self) -> tuple[int, bytes]:
        """Once it has ended: its exit code, and what it had still written."""
        seen = self.quiet(30.0)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status), seen
