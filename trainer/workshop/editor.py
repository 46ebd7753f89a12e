"""The learner's own editor, opened at a line of a file."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from trainer.i18n import cause
from trainer.workshop.files import WorkshopError

_PLUS = frozenset({"vi", "vim", "nvim", "gvim", "view", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "ne"})
"""Editors that take "+12" before the file."""
_COLON = frozenset({"hx", "helix", "subl", "zed"})
"""Editors that take "file:12"."""
_GO_TO = frozenset({"code", "code-insiders", "codium", "cursor"})
"""Editors that take "--goto file:12"."""


def editor_command(environ: Mapping[str, str], path: Path, line: int) -> list[str]:
    """What to run: the learner's $VISUAL or $EDITOR with this file. No shell has a say in it. Raises WorkshopError."""
    wanted = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
    try:
        words = shlex.split(wanted, posix=os.name != "nt")
    except ValueError:
        raise WorkshopError("workshop.editor_garbled", editor=wanted, path=str(path)) from None
    if not words:
        raise WorkshopError("workshop.no_editor", path=str(path))
    name = PurePath(words[0].strip('"')).name.lower().removesuffix(".exe").removesuffix(".cmd")
    file = str(path.absolute())
    if name in _PLUS:
        return [*words, f"+{line}", file]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name in _GO_TO:
        return [*words, "--goto", f"{file}:{line}"]
    return [*words, file]


def run_editor(command: Sequence[str]) -> None:
    """Wait until the editor is closed; ctrl+c is for the editor meanwhile. Raises WorkshopError where that fails."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 -- the learner's own, word by word
    except OSError as error:
        raise WorkshopError("workshop.editor_failed", editor=command[0], why=cause(error)) from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise WorkshopError("workshop.editor_ended", editor=command[0], code=code)
