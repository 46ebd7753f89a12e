"""A long history is read by two processes: the earlier months by this one, the later months by another.

The other one knows nothing of the earlier months. Of usual lines that stand behind each other it makes one Run: what
they left, and how each card's schedule was when the first of them came upon it; every other line it sends on as it is.
So what is built of both halves is what reading all of it in one go would build. Where the other one stops, at a damaged
line or for whatever reason, this one reads on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder, encode

from trainer.store import log, shapes, usual
from trainer.store.log import Line
from trainer.store.logs import Logs, Mark, Read
from trainer.store.numbers import Numbers, Spans
from trainer.store.usual import Run

CODE = "from trainer.store.ahead import main; main()"
LOOK = 0.05
"""Seconds between two looks at how far the other one is."""


class Other(Struct, tag=True):
    """A line to look into."""

    line: str


class Passed(Struct, tag=True):
    """Bytes read since this was last said."""

    read: int


class Done(Struct, tag=True):
    """How far each file was read: all of it, or up to a line that this process must look at."""

    marks: dict[str, Mark]
    seen: dict[str, Spans]
    """Numbers by device, of the lines behind the last Run."""


class _Stopped(Exception):
    pass


def _read(raw: bytes) -> Line:
    if (line := usual.read(raw)) is None:
        raise _Stopped
    return line


def work(job: bytes, send: Callable[[bytes], object]) -> None:
    """In the other process: read, and send the messages."""
    folder, device, names = json.loads(job)
    logs = Logs(Path(folder), device, None)
    files = [(name, (logs.folder / name).stat().st_size) for name in names]

    def passed(read: int) -> None:
        send(encode(Passed(read)))

    def lines() -> Iterator[Line]:
        with suppress(_Stopped):
            yield from logs.read(files, _read, passed)

    for part in usual.runs(lines(), 0):
        if isinstance(part, Run):
            part.seen, logs.numbers = logs.numbers.spans, Numbers()
            send(encode(part))
        else:
            send(encode(Other(log.encode(part)[:-1].decode("ascii"))))
    if not logs.cloned:
        send(encode(Done(logs.marks(), logs.numbers.spans)))


def main() -> None:
    out = sys.stdout.buffer

    def send(message: bytes) -> None:
        out.write(message + b"\n")
        out.flush()

    with log.hurry():
        work(sys.stdin.buffer.read(), send)


def start(job: bytes) -> tuple[Iterable[bytes], Callable[[], None]]:
    """The messages of another process, a line each, and what ends it."""
    try:
        # Apart from the terminal, so that ctrl+c does not get there; and what it complains of stays unsaid.
        child = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable or "", "-P", "-c", CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return [], lambda: None
    assert child.stdin is not None
    with suppress(OSError), child.stdin:
        child.stdin.write(job)

    def messages() -> Iterator[bytes]:
        assert child.stdout is not None
        with child.stdout as lines:
            yield from lines

    def end() -> None:
        child.kill()
        child.wait()

    return messages(), end


class Ahead:
    """The other process at its work, which ends with this block."""

    def __init__(self, logs: Logs, names: Iterable[str]) -> None:
        self._parts: list[Run | Line] = []
        self.done: Done | None = None
        self._read = self._told = 0
        """Bytes."""
        self._messages, self._end = start(log.dumps([str(logs.folder), logs.device, sorted(names)]))
        self._listener = Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Ahead:
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._listener.join()

    def _listen(self) -> None:
        receive = Decoder(Run | Other | Passed | Done).decode
        with suppress(MsgspecError, OSError):
            for raw in self._messages:
                message = receive(raw)
                if isinstance(message, Passed):
                    self._read += message.read
                elif isinstance(message, Done):
                    self.done = message
                elif isinstance(message, Run):
                    self._parts.append(message)
                elif line := shapes.read(message.line.encode("ascii")):
                    self._parts.append(line)
                else:
                    return

    def along(self, progress: Read | None) -> Read | None:
        """As `progress`, told also of what the other one has read."""
        if progress is None:
            return None

        def both(read: int) -> None:
            progress(read + self._news())

        return both

    def _news(self) -> int:
        new = self._read - self._told
        self._told += new
        return new

    def parts(self, progress: Read | None) -> list[Run | Line]:
        """All that it found, once it is at its end; nothing where it did not get there."""
        while self._listener.is_alive():
            self._listener.join(LOOK)
            if progress and (new := self._news()):
                progress(new)
        return self._parts if self.done else []
