"""The file that somebody typed, pasted or dropped on the terminal."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

QUOTES = "'\"‘’“”"
"""What stands round a path that was pasted."""
ADDRESS = re.compile(r"file:(?://[^/]*|(?!//))(?=/)", re.IGNORECASE)
"""What stands before the path in the address of a file."""


def meant(text: str) -> Path:
    """The file that was typed, pasted or dropped: a path, in quotes, with escaped spaces, or as a file:// address."""
    given = next(iter(text.strip().splitlines()), "").strip()
    for way in (_as_it_is, _without_quotes, _unescaped):
        path = way(given)
        with suppress(OSError, ValueError):
            if path.exists():
                return path
    return _without_quotes(given)


def named(text: str) -> Path:
    """The file that is to be made, as somebody typed it."""
    return _without_quotes(text.strip())


def _as_it_is(text: str) -> Path:
    if address := ADDRESS.match(text):
        return _from_address(text[address.end() :])
    return at_home(text)


def _from_address(path: str) -> Path:
    """What stands behind file: and the host, as a path. It is not parsed: most put # and ? there as they are."""
    from urllib.parse import unquote

    if os.name != "nt":
        return Path(unquote(path))
    from urllib.request import url2pathname

    try:
        return Path(url2pathname(path))
    except OSError:  # no drive is called so
        return Path(unquote(path))


def _without_quotes(text: str) -> Path:
    return _as_it_is(text.strip(QUOTES))


def _unescaped(text: str) -> Path:
    """As a terminal writes a name for a shell: My\\ deck.apkg, 'It'\\''s.csv'."""
    if os.name == "nt" or ADDRESS.match(text.strip(QUOTES)):
        return _without_quotes(text)
    parts = re.findall(r"'([^']*)'|\"((?:[^\"\\]|\\.)*)\"|\\(.)|([^'\"\\]+)|(.)", text)
    return at_home("".join("".join(part) for part in parts))


def at_home(text: str) -> Path:
    """A path in which ~ stands for a home folder, where there is one."""
    try:
        return Path(os.path.expanduser(text))  # noqa: PTH111 -- Path's own fails on "~nobody"
    except ValueError:  # nobody can be called so
        return Path(text)
