"""Which card here is which card of a file that was brought in before.

A small file for each deck that was brought in, private to its owner; without it, cards are known by their Ids and
questions.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from trainer.cards.model import CardKey
from trainer.cards.newdeck import file_name

_LARGEST = 256_000_000  # bytes; 200 000 cards take 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One card, as it was last brought in."""

    key: CardKey
    """What it is known by here."""
    suspended: bool = False
    """Whether it was left out there."""


Remembered = Mapping[str, Row]
"""By what the card is called where it comes from: see matching.names()."""


def path_of(folder: Path, name: str) -> Path:
    """The file about a deck with this name where it comes from."""
    return folder / f"{file_name(name).removesuffix('.md')}.json"


def remembered(path: Path) -> Remembered:
    """Nothing, where the file is not there or makes no sense."""
    return read_rows(path, _row)


def remember(path: Path, rows: Remembered) -> None:
    """Put them in place of what was there. Raises OSError."""
    write_rows(path, {name: [row.key, row.suspended] for name, row in rows.items()})


def read_rows(path: Path, row: Callable[..., T]) -> dict[str, T]:
    """A file of ours with rows by name; nothing, where it is not there or makes no sense."""
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_bytes())
        return {name: row(*values) for name, values in found.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def write_rows(path: Path, rows: Mapping[str, list[object]]) -> None:
    """Put rows in place of what was there, whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(rows, file, separators=(",", ":"))
            file.flush()
            os.fsync(handle)  # else a power cut after the new name may leave an empty file
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _row(key: object, suspended: object) -> Row:
    if not isinstance(key, str):
        raise TypeError
    return Row(CardKey(key), suspended is True)
