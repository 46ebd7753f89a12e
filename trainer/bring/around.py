"""Files that may be brought in: those that lie about, and the one that somebody typed, pasted or dropped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from trainer.bring.qa import is_qa
from trainer.bring.table import is_table
from trainer.cards.deckfile import read_deck

_SURE = frozenset({".apkg", ".colpkg", ".anki2", ".csv", ".tsv"})
_PERHAPS = frozenset({".md", ".txt", ".tab"})
"""Many a file that is called so has no cards: its beginning is looked at."""
_LOOKED_AT = 20_000  # bytes
_LATEST = 4_102_444_800  # seconds: 1 January 2100; a file can be dated after the last day of any calendar
MOST = 30
"""Files in the list: what was fetched lately stands above."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may hold cards."""

    path: Path
    changed: datetime
    size: int
    """Bytes."""


def candidates(folders: Iterable[Path]) -> tuple[Candidate, ...]:
    """The fitting files in these folders, the newest first; none of those that are kept out of sight."""
    found = {}
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):  # of this one alone
                    if not entry.name.startswith(".") and entry.is_file():
                        path, status = Path(entry.path), entry.stat()
                        if path.suffix.lower() in _SURE | _PERHAPS and status.st_size:
                            changed = datetime.fromtimestamp(min(max(status.st_mtime, 0), _LATEST), UTC)
                            found[path.resolve()] = Candidate(path, changed, status.st_size)
    newest = sorted(found.values(), key=lambda each: (-each.changed.timestamp(), each.path))
    return tuple(_fitting(newest))


def _fitting(files: Iterable[Candidate]) -> Iterator[Candidate]:
    n = 0
    for file in files:
        if n == MOST:
            return
        if file.path.suffix.lower() in _SURE or _has_cards(file.path):
            n += 1
            yield file


def _has_cards(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return False
    if path.suffix.lower() != ".md" and is_table(head):
        return True
    return is_qa(head) or bool(read_deck(head, key="x", path=path, language="en").cards)


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
    if text.lower().startswith("file:"):
        with suppress(OSError, ValueError):  # else it is no address
            parts = urlsplit(text)
            return Path(url2pathname(parts.path) if os.name == "nt" else unquote(parts.path))
    return at_home(text)


def _without_quotes(text: str) -> Path:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return _as_it_is(text[1:-1]) if quoted else _as_it_is(text)


def _unescaped(text: str) -> Path:
    """As a terminal writes a name for a shell: My\\ deck.apkg, 'It'\\''s.csv'."""
    if os.name == "nt" or text.lower().startswith("file:"):
        return _without_quotes(text)
    parts = re.findall(r"'([^']*)'|\"((?:[^\"\\]|\\.)*)\"|\\(.)|([^'\"\\]+)|(.)", text)
    return at_home("".join("".join(part) for part in parts))


def at_home(text: str) -> Path:
    """A path in which ~ stands for a home folder, where there is one."""
    try:
        return Path(os.path.expanduser(text))  # noqa: PTH111 -- Path's own fails on "~nobody"
    except ValueError:  # nobody can be called so
        return Path(text)
