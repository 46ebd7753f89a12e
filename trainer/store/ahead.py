"""A long history is read by two processes: the earlier months by this one, the later months by another.

The other one knows nothing of the earlier months. Of lines that follow from each other it makes one Run: what they
left, and how each card's schedule was when the first of them came upon it; every other line it sends on as it is. So
what is built of both halves is what reading all of it in one go would build. Where the other one stops, at a damaged
line or for whatever reason, this one reads on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import IO, TypeAlias

from msgspec import MsgspecError, Struct, convert, to_builtins

from trainer.store import log, shapes, usual
from trainer.store.log import Line
from trainer.store.logs import Logs, Mark, Read
from trainer.store.numbers import Numbers, Spans
from trainer.store.usual import Run

CODE = "from trainer.store.ahead import main; main()"
LOOK = 0.05
"""Seconds between two looks at how far the other one is."""
ENOUGH = 16 << 20
"""Bytes of messages (16 MiB) after which the other one stops at the end of a Run, because all that it sent is in memory
at once. 10 000 cards take 5 MiB, however long their history, if each of its lines follows from those before."""


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


Message: TypeAlias = Run | Other | Passed | Done


class _Stopped(Exception):
    pass


def _read(raw: bytes) -> Line:
    if (line := usual.read(raw)) is None:
        raise _Stopped
    return line


def work(job: bytes, send: Callable[[bytes], object]) -> None:
    """In the other process: read, and send the messages, each without a newline in it."""
    folder, device, names = json.loads(job)
    logs = Logs(Path(folder), device, None)
    files = [(name, (logs.folder / name).stat().st_size) for name in names]
    sent = 0

    def say(message: Message) -> None:
        nonlocal sent
        # json's own writer: what was typed, and a file's name, may have in it what is no UTF-8.
        raw = log.dumps(to_builtins(message))
        send(raw)
        sent += len(raw)

    def lines() -> Generator[Line]:
        with suppress(_Stopped):
            yield from logs.read(files, _read, lambda read: say(Passed(read)))

    with closing(lines()) as found, closing(usual.runs(found, 0)) as parts:
        for part in parts:
            if isinstance(part, Run):
                part.seen, logs.numbers = logs.numbers.spans, Numbers()
                say(part)
                if sent > ENOUGH:
                    break
            else:
                say(Other(log.encode(part)[:-1].decode("ascii")))
    if not logs.cloned:
        say(Done(logs.marks(), logs.numbers.spans))


def main() -> None:
    out = sys.stdout.buffer

    def send(message: bytes) -> None:
        out.write(message + b"\n")
        out.flush()

    with log.hurry():
        work(sys.stdin.buffer.read(), send)


def start(job: bytes) -> tuple[IO[bytes], Callable[[], None]]:
    """The messages of another process, a line each, and what ends it."""
    try:
        # Apart from the terminal, so that ctrl+c does not get there; and what it complains of stays unsaid.
        child = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable or "", "-P", "-c", CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path and type(path) is str)},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return BytesIO(), lambda: None
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(OSError), child.stdin:
        child.stdin.write(job)

    def end() -> None:
        child.kill()
        child.wait()

    return child.stdout, end


class Ahead:
    """The other process at its work, which ends with this block."""

    def __init__(self, logs: Logs, names: Iterable[str], progress: Read) -> None:
        self.done: Done | None = None
        self._job = log.dumps([str(logs.folder), logs.device, sorted(names)])
        self._progress = progress
        self._messages: IO[bytes] = BytesIO()
        self._found: list[Run | Other] = []
        self._read = self._told = 0
        """Bytes."""
        self._listener = Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Ahead:
        self._messages, self._end = start(self._job)
        try:
            self._listener.start()
        except RuntimeError:  # no more threads: then this process reads it all
            self._end()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        if self._listener.ident is not None:
            self._listener.join()
        self._messages.close()

    def _listen(self) -> None:
        with suppress(MsgspecError, ValueError, OSError):
            for raw in self._messages:
                message = convert(json.loads(raw), Message)
                if isinstance(message, Passed):
                    self._read += message.read
                elif isinstance(message, Done):
                    self.done = message
                else:
                    self._found.append(message)

    def progress(self, read: int) -> None:
        """Tell of what was read by both."""
        new = self._read - self._told
        self._told += new
        self._progress(read + new)

    def parts(self) -> Iterator[Run | Line]:
        """All that it found, once it is at its end; nothing where it did not get there."""
        while self._listener.is_alive():
            self._listener.join(LOOK)
            self.progress(0)
        for part in self._found if self.done else ():
            if isinstance(part, Run):
                yield part
            elif line := shapes.read(part.line.encode("ascii")):
                yield line
            else:
                self.done = None
                return
