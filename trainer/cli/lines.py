"""Lines of text, out and in: on any terminal, through a pipe, and for a screen reader."""

from __future__ import annotations

import re
import sys

from trainer.cards import encoding

MOVES = re.compile("[\t\x0b-\r\u2028\u2029]")
"""White space that a terminal moves its cursor for; a new line is one of ours."""
LEAD = re.compile(r"- |\d+ \[[x ]\] ")
"""What stands before the words of a list's line."""
YES = frozenset({"j", "ja", "y", "yes"})
NO = frozenset({"n", "nee", "no"})
"""Answers to a question of the command line, in either language."""


def printable(text: str) -> str:
    """The text without anything that a terminal would act upon; a file's name or an answer may hold it."""
    return encoding.printable(MOVES.sub(" ", text))


def say(text: str = "") -> None:
    """One or more lines on standard output: data."""
    sys.stdout.write(printable(text) + "\n")


def tell(text: str) -> None:
    """One or more lines on standard error: a message about the data, or about why there is none."""
    sys.stdout.flush()
    sys.stderr.write(printable(text) + "\n")


def width() -> int:
    """How many characters a line may have; 80 where it is not a terminal that reads along."""
    from shutil import get_terminal_size

    return max(20, get_terminal_size((80, 24)).columns)


def wrapped(text: str) -> str:
    """The text broken at the terminal's width; what belongs to a dash or a numbered box stays under its words."""
    from textwrap import wrap

    rows = []
    for line in printable(text).splitlines():
        lead = LEAD.match(line)
        indent = " " * lead.end() if lead else ""
        rows += wrap(line, width(), subsequent_indent=indent, break_on_hyphens=False) or [""]
    return "\n".join(rows)


def edited() -> None:
    """Let the arrow keys move through a line that is typed on a terminal, where the system can."""
    if sys.stdin is not None and sys.stdin.isatty():
        try:
            import readline
        except ImportError:  # Windows' own console edits lines by itself
            return
        readline.set_auto_history(False)  # an earlier answer is not a start for the next


def ask(prompt: str) -> str:
    """A line from the learner. Raises EOFError where the input ends, KeyboardInterrupt at ctrl+c."""
    if sys.stdin is None:
        raise EOFError
    *rows, last = wrapped(prompt).splitlines()
    for row in rows:
        say(row)
    try:
        answer = input(f"{last} ")
    finally:
        if not sys.stdin.isatty():
            say()  # nobody typed the enter that ends this row
    return printable(answer).strip()
