"""The command line: everything that the trainer does without a screen, and the way to the screen.

Data goes to standard output, messages to standard error. A command imports what it needs when it runs, because
`trainer due` stands in shell prompts.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

from trainer.cli.call import DONE, INTERRUPTED, MISUSED, WRONG, Call, Misused
from trainer.cli.commands import COMMANDS
from trainer.cli.lines import tell
from trainer.i18n import LANGUAGES, Catalog, TrainerError, cause

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from trainer.i18n import Language
    from trainer.settings import Loaded


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
    loaded = _settings(environ)
    t = Catalog(_asked_language(argv) or loaded.settings.language)
    try:
        asked = _asked(argv, t)
        code = COMMANDS[asked.command](Call(asked, t, environ, now, loaded))
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
        tell(t("cli.system", path=str(error.filename or "-"), why=cause(error)))
        return WRONG
    except KeyboardInterrupt:
        tell(t("cli.interrupted"))
        return INTERRUPTED
    finally:
        gc.enable()  # the application has done so when its first screen stood
    return code


def start() -> NoReturn:
    """The way in from a shell, and out again."""
    code = main()
    if sys.argv[1:] == ["due"]:
        # It only read, and has said all: taking the interpreter down tidily is a tenth of its time.
        sys.stderr.flush()
        os._exit(code)
    gc.disable()
    gc.freeze()  # a process that ends need not look for garbage first: 8 ms
    sys.exit(code)


USUAL: Mapping[tuple[str, ...], str] = {(): "app", ("due",): "due"}
"""The calls that are made every day. They need no parser: it takes 20 ms to load and to make."""


def _asked(argv: Sequence[str], t: Catalog) -> Namespace | SimpleNamespace:
    """The command and its options. Raises Misused, and SystemExit(0) once --help or --version is answered."""
    if command := USUAL.get(tuple(argv)):
        gc.disable()  # a tenth of the start went to looking for garbage that is not there
        return SimpleNamespace(command=command, json=False)
    from trainer.cli.arguments import parse

    return parse(argv, t)


def _asked_language(argv: Sequence[str]) -> Language | None:
    """The value of --lang, before anything can be explained in it."""
    for word, following in zip(argv, (*argv[1:], ""), strict=False):
        name, sign, value = word.partition("=")
        if name == "--lang":
            given = value if sign else following
            return next((language for language in LANGUAGES if language == given), None)
    return None


def _settings(environ: Mapping[str, str]) -> Loaded:
    """The settings; the first of them that is needed is the language."""
    from trainer.paths import find_paths
    from trainer.settings import load

    return load(find_paths(environ).settings, environ)


def _never_choke_on_a_letter() -> None:
    """On a terminal or in a pipe that cannot carry a character, a question mark stands for it."""
    if sys.stdout is None:  # closed by the caller, as in `trainer due >&-`
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- for as long as the program runs
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- as above
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
