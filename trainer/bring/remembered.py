"""What was brought in before, so that a change of the learner's own is told from one that came with the file.

A small file for each deck that was brought in, private to its owner; without it, what comes in counts.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trainer.bring.again import Base
from trainer.cards.model import CardKey
from trainer.cards.newdeck import file_name

_LARGEST = 256_000_000  # bytes; 200 000 cards take 40


@dataclass(frozen=True, slots=True)
class Row:
    """One card, as it was last brought in."""

    key: CardKey
    """What it is known by here."""
    base: Base
    suspended: bool = False
    """Whether it was left out there."""


Remembered = Mapping[str, Row]
"""By what the card is called where it comes from: see matching.names()."""


def path_of(folder: Path, name: str) -> Path:
    """The file about a deck with this name where it comes from."""
    return folder / f"{file_name(name).removesuffix('.md')}.json"


def remembered(path: Path) -> Remembered:
    """Nothing, where the file is not there or makes no sense."""
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_bytes())
        return {name: _row(*row) for name, row in found.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def remember(path: Path, rows: Remembered) -> None:
    """Put them in place of what was there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = {name: [row.key, dict(row.base), row.suspended] for name, row in rows.items()}
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(found, file, separators=(",", ":"))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _row(key: object, base: object, suspended: object) -> Row:
    if not (isinstance(key, str) and isinstance(base, dict)):
        raise TypeError
    return Row(CardKey(key), {str(name): str(digest) for name, digest in base.items()}, suspended is True)
