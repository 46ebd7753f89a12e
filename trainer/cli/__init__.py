"""The command line: everything that the trainer does without a screen, and the way to the screen.

Data goes to standard output, messages to standard error. A command imports what it needs when it runs, because
`trainer due` stands in shell prompts.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from trainer.cli.arguments import Misused, asked_language, parse
from trainer.cli.commands import COMMANDS, DONE, INTERRUPTED, MISUSED, WRONG, Call
from trainer.cli.lines import tell
from trainer.i18n import Catalog, TrainerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from trainer.i18n import Language


def main(
    argv: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    now: Callable[[], datetime] | None = None,
) -> int:
    """Do what the command line asks; the exit code. `environ` and `now` are a test's."""
    argv = sys.argv[1:] if argv is None else argv
    environ = os.environ if environ is None else environ
    _never_choke_on_a_letter()
    t = Catalog(asked_language(argv) or _usual_language(environ))
    try:
        asked = parse(argv, t)
        code = COMMANDS[asked.command](Call(asked, t, environ, now))
        sys.stdout.flush()
    except SystemExit as finished:  # --help and --version have been answered
        return int(finished.code or DONE)
    except Misused as error:
        tell(t("cli.misused", program=error.program, why=error.why))
        return MISUSED
    except TrainerError as error:
        tell(t.say(error.message))
        return WRONG
    except BrokenPipeError:  # whoever reads along has seen enough, as in `trainer stats | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        key = "cli.missing" if isinstance(error, FileNotFoundError) else "cli.system"
        tell(t(key, path=str(error.filename or "-"), why=error.strerror or str(error)))
        return WRONG
    except KeyboardInterrupt:
        tell(t("cli.interrupted"))
        return INTERRUPTED
    return code


def _usual_language(environ: Mapping[str, str]) -> Language:
    """The interface's language: the one in the settings, else the system's."""
    from trainer.paths import find_paths
    from trainer.settings import load

    return load(find_paths(environ).settings, environ).settings.language


def _never_choke_on_a_letter() -> None:
    """On a terminal or in a pipe that cannot carry a character, a question mark stands for it."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
