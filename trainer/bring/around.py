"""Files that lie about and may be brought in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trainer.bring.qa import is_qa
from trainer.bring.table import is_table
from trainer.cards.deckfile import read_deck
from trainer.cards.model import Card, Cloze, Items

_SURE = frozenset({".apkg", ".colpkg", ".anki2", ".csv", ".tsv"})
_PERHAPS = frozenset({".md", ".txt", ".tab"})
"""Many a file that is called so has no cards: its beginning is looked at."""
_LOOKED_AT = 20_000  # bytes
_FENCED = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
"""An example that a text shows."""
_WORD = re.compile(r"[^\W\d_]")
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
    head = _FENCED.sub("", head)
    if is_qa(head):
        return True
    cards = read_deck(head, key="x", path=path, language="en").cards
    return any(map(_is_meant, cards))


def _is_meant(card: Card) -> bool:
    """Whether a card was meant as one. A heading with points below it reads as one, and so do a link and a version."""
    match card.answer:
        case Items():
            return card.prompt.endswith(("?", ".", ":", "!", "…"))
        case Cloze(pieces=(before, after, *_), gaps=(gap, *_)):
            worded = _WORD.search(before + gap.answer) and _WORD.search(before + after)
            return bool(worded) and not after.startswith(("(", "["))
    return True
