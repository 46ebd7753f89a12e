"""How far something is, on a terminal, once it has taken a second."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Self

PATIENCE = 1.0
"""Seconds that pass in silence."""


class Progress:
    """A line on standard error that is written over, and gone at the end; nothing where nobody watches."""

    def __init__(self, about: str) -> None:
        self._about = about
        self._begun = monotonic()
        self._said = ""

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self._begun >= PATIENCE and sys.stderr is not None and sys.stderr.isatty():
            line = f"{self._about} {100 * done // max(total, 1)} %"
            if line != self._said:
                sys.stderr.write(f"\r{line}")
                sys.stderr.flush()
                self._said = line

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._said:
            sys.stderr.write("\r" + " " * len(self._said) + "\r")
            sys.stderr.flush()
