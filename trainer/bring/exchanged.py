"""What a card said when it last went in or out, so that a change of the learner's own is told from one in the file.

A small file for each deck, private to its owner; without it, what comes in counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from pathlib import Path
from typing import Any

from trainer.bring.remembered import read_rows, write_rows
from trainer.cards.form import ORDER, CardForm
from trainer.cards.model import CardKey
from trainer.cards.newdeck import file_name

ANSWER = ("answer", "items", "ordered", "how_many", "models")
"""The fields that come as a whole, with the question, while the card is of the same kind."""
FILLED = tuple(name for name in ORDER if name not in ("question", *ANSWER, "loose", "id"))
"""The fields that come where something stands in them."""
PARTS = ("question", "answer", *FILLED)
_MOST_PAST = 20
"""Earlier texts of one part that are remembered; nobody takes a deck out between more corrections of one card."""

Base = Mapping[str, str]
"""What a card said: a digest for each part of it that was not empty."""


@dataclass(frozen=True, slots=True)
class Known:
    """The two sides of a card when it last went in or out."""

    there: Base
    """In the file."""
    here: Base
    """In the learner's deck; it may be written otherwise than there."""
    past: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By part: what files had of it that the learner has corrected since, and then taken out so."""


def base_of(form: CardForm) -> Base:
    """A digest for each part of a card."""
    return {name: found for name in PARTS if (found := digest(part(form, name)))}


def part(form: CardForm, name: str) -> tuple[object, ...]:
    """The fields that make up a part; empty where nothing stands in them."""
    found = tuple(getattr(form, each) for each in (ANSWER if name == "answer" else (name,)))
    return found if any(found) else ()


def digest(of: tuple[object, ...]) -> str:
    return blake2s(repr(of).encode("utf-8", "replace"), digest_size=6).hexdigest() if of else ""


def taken_out(there: CardForm, here: CardForm, before: Known | None) -> Known:
    """What is known of a card once it is taken out: what its file had before, the learner has corrected."""
    now, past = Known(base_of(there), base_of(here)), dict[str, tuple[str, ...]]()
    for name in PARTS if before else ():
        assert before is not None
        old = before.past.get(name, ())
        if before.here.get(name, "") != now.here.get(name, "") and (left := before.there.get(name, "")):
            old = (*(other for other in old if other != left), left)[-_MOST_PAST:]
        if old:
            past[name] = old
    return Known(now.there, now.here, past)


def known(folder: Path, keys: Iterable[CardKey]) -> Mapping[CardKey, Known]:
    """What is known of these cards; nothing of one that never went in or out."""
    found: dict[CardKey, Known] = {}
    for path, wanted in _by_file(folder, keys).items():
        rows = read_rows(path, _known)
        found |= {key: rows[key] for key in wanted if key in rows}
    return found


def keep(folder: Path, now: Mapping[CardKey, Known | None]) -> None:
    """Know this of these cards from here on; None: nothing. Raises OSError."""
    for path, keys in _by_file(folder, now).items():
        rows = read_rows(path, _known)
        after = {key: row for key, row in rows.items() if key not in now}
        after |= {str(key): row for key in keys if (row := now[key]) is not None}
        if after != rows:
            write_rows(path, {key: [dict(row.there), dict(row.here), dict(row.past)] for key, row in after.items()})


def _by_file(folder: Path, keys: Iterable[CardKey]) -> Mapping[Path, list[CardKey]]:
    """A file for each deck in which histories began: a card's key says which, wherever it stands now."""
    decks: defaultdict[str, list[CardKey]] = defaultdict(list)
    for key in keys:
        decks[key.partition("#")[0]].append(key)
    found: defaultdict[Path, list[CardKey]] = defaultdict(list)
    for deck, of_it in decks.items():
        found[folder / f"{file_name(deck).removesuffix('.md')}.json"] += of_it
    return found


def _known(there: Any, here: Any, past: Any) -> Known:  # noqa: ANN401 - any JSON value
    return Known(_base(there), _base(here), {str(name): tuple(str(each) for each in old) for name, old in past.items()})


def _base(value: Any) -> Base:  # noqa: ANN401 - any JSON value
    return {str(name): str(found) for name, found in value.items()}
