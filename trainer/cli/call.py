"""One call of the program: what it was asked, what it has to work with, and how it can end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.cli.lines import say, tell
from trainer.i18n import Catalog

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from trainer.desk import Desk
    from trainer.paths import Paths
    from trainer.settings import Loaded

DONE = 0
WRONG = 1
"""Something is wrong with a deck, the settings, the history or the disk."""
MISUSED = 2
"""What was asked makes no sense, or not here."""
INTERRUPTED = 130
"""Stopped with ctrl+c: 128 and the number of the signal, as shells count."""


class Misused(Exception):
    """The command line does not make sense; the one who called it can read why."""

    def __init__(self, program: str, why: str) -> None:
        super().__init__(why)
        self.program = program
        self.why = why


@dataclass(frozen=True, slots=True)
class Call:
    """What one call of the program has to work with."""

    asked: Namespace | SimpleNamespace
    t: Catalog
    environ: Mapping[str, str]
    now: Callable[[], datetime] | None
    loaded: Loaded
    """The settings, read once."""

    def paths(self) -> Paths:
        from trainer.paths import find_paths

        return find_paths(self.environ)

    def clock(self) -> datetime:
        from trainer.days import local_now

        return (self.now or local_now)()

    def desk(self, *, read_only: bool, practised_only: bool = False, quiet: bool = False) -> Desk:
        """The learner's desk, in the language that this call speaks; what is wrong with it is said first."""
        from trainer.cli.progress import Progress
        from trainer.days import local_now
        from trainer.desk import lay

        with Progress(self.t("cli.reading")) as progress:
            desk = lay(
                self.environ,
                now=self.now or local_now,
                read_only=read_only,
                practised_only=practised_only,
                progress=progress,
                loaded=self.loaded,
            )
        if desk.settings.language != self.t.language:
            desk.speak(self.t.language)
        for problem in () if quiet else desk.problems:
            tell(self.t.say(problem))
        return desk

    def answer(self, data: object, lines: Iterable[str]) -> None:
        """The data as JSON where that was asked, else as lines."""
        if self.asked.json:
            import json

            say(json.dumps(data, indent=2))  # plain ASCII, so that no pipe on the way can garble it
        else:
            for line in lines:
                say(line)


def on_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
