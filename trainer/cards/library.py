"""All decks together. The only part of this room that touches the disk, and it only reads."""

from __future__ import annotations

import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from trainer.cards.deckfile import read_deck
from trainer.cards.model import Card, CardKey, Deck, Level, Problem
from trainer.cards.text import fold
from trainer.i18n import Language, Message, TrainerError, cause, message

MOST_MEGABYTES = 16
"""About 30 000 cards; a larger file is not a deck."""


class DeckError(TrainerError):
    """A deck file that cannot be read; `mistake` is the reason without the file's name."""

    def __init__(self, path: Path, mistake: Message) -> None:
        super().__init__("deck.file", path=str(path), mistake=mistake)
        self.mistake = mistake


@dataclass(frozen=True, slots=True)
class Source:
    """A folder with deck files, in it or in folders below."""

    folder: Path
    own: bool = False
    """Whether they are the learner's own; their keys then begin with "own/"."""


class Stamp(NamedTuple):
    """What tells a changed file from an unchanged one without opening it."""

    modified: int
    """Nanoseconds, as the file system has it."""
    size: int


@dataclass(frozen=True, slots=True)
class Library:
    """The decks of all sources, source by source, sorted by name within each."""

    decks: tuple[Deck, ...]
    cards: Mapping[CardKey, Card]
    """Every card that can be asked, in the order of the decks."""
    sources: tuple[Source, ...]
    stamps: Mapping[Path, Stamp]
    """The files as they were when they were read."""
    links: Mapping[CardKey, CardKey] = field(default_factory=dict)
    """The keys under which changed cards are known, by the keys that their texts give."""

    def deck(self, key: str) -> Deck | None:
        return next((deck for deck in self.decks if deck.key == key), None)

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """The authors' mistakes by the key of the deck, for the decks that have any."""
        return {deck.key: deck.problems for deck in self.decks if deck.problems}


def load(
    sources: Sequence[Source],
    *,
    language: Language,
    wanted: Callable[[str], bool] = lambda _: True,
    links: Mapping[CardKey, CardKey] | None = None,
) -> Library:
    """Read every deck; a file that cannot be read becomes a deck without cards that says why.

    `language` holds for files that do not name one. A folder that does not exist has no decks. Decks of the learner's
    own are always read, others where `wanted` says so of their key. `links` has the keys under which cards are known
    whose text was changed, by the keys that the texts give now.
    """
    decks: list[Deck] = []
    stamps: dict[Path, Stamp] = {}
    names: dict[str, Path] = {}
    files = list(_files_of(sources))
    keys = {_key(source, path) for source, path in files}
    for source, path in files:
        key = _key(source, path)
        if not (source.own or wanted(key)):
            continue
        stamps[path] = _stamp(path)  # before reading, so that a change halfway shows as a change
        same = names.setdefault(fold(key), path)
        try:
            if same != path:
                while key in keys:  # also another file's own: x.md next to X.md is "x.md", and so is x.md.md
                    key += path.suffix or "~"
                keys.add(key)
                raise DeckError(path, message("deck.same_name", other=same.name))
            deck = open_deck(path, key=key, language=language, own=source.own)
        except DeckError as error:
            problem = Problem(1, Level.STOP, error.mistake)
            deck = Deck(key, path.stem, language, (), path, (problem,), source.own)
        decks.append(deck)
    links = links or {}
    known = _known_as(decks, links)
    cards = {card.key: card for deck in known for card in deck.cards}
    return Library(known, cards, tuple(sources), stamps, links)


def _known_as(decks: Sequence[Deck], links: Mapping[CardKey, CardKey]) -> tuple[Deck, ...]:
    """The decks with changed cards under the keys that they are known by.

    Where two cards would be known by one key, the one whose text still gives it has it.
    """
    there = [card.key for deck in decks for card in deck.cards]
    keys = {key: links[key] for key in there if key in links}
    while keys:
        wanted = Counter(keys.get(key, key) for key in there)
        kept = {key: known for key, known in keys.items() if wanted[known] == 1}
        if len(kept) == len(keys):
            break
        keys = kept
    if not keys:
        return tuple(decks)
    return tuple(
        replace(deck, cards=tuple(replace(card, key=keys.get(card.key, card.key)) for card in deck.cards))
        for deck in decks
    )


def changed(library: Library) -> bool:
    """Whether a file was added, removed or saved since the library was loaded."""
    return {path: _stamp(path) for _, path in _files_of(library.sources)} != library.stamps


def open_deck(path: Path, *, key: str, language: Language, own: bool = False) -> Deck:
    """Read one deck file; DeckError when that cannot be done."""
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise DeckError(path, message("deck.not_text"))  # reading a pipe could wait for ever
        if status.st_size > MOST_MEGABYTES * 1_000_000:
            size = round(status.st_size / 1_000_000)
            raise DeckError(path, message("deck.too_big", size=size, most=MOST_MEGABYTES))
        data = path.read_bytes()
    except FileNotFoundError:
        raise DeckError(path, message("deck.missing")) from None
    except PermissionError:
        raise DeckError(path, message("deck.no_access")) from None
    except OSError as error:
        raise DeckError(path, message("deck.unreadable", why=cause(error))) from error
    return read_deck(data, key=key, path=path, language=language, own=own)


def _files_of(sources: Sequence[Source]) -> Iterator[tuple[Source, Path]]:
    for source in sources:
        for path in _files(source.folder, set()):
            yield source, path


def _files(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """The deck files in a folder and below, sorted, each real folder once.

    A folder that cannot be listed stands among them: opening it says why.
    """
    try:
        real = folder.resolve(strict=True)
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except (OSError, RuntimeError):  # before Python 3.13 a link to itself is a RuntimeError
        yield folder
        return
    if real in seen:
        return
    seen.add(real)
    for entry in entries:
        if entry.name.startswith((".", "~", "#")):  # hidden, or an editor's copy
            continue
        if entry.is_dir():
            yield from _files(entry, seen)
        elif entry.suffix.lower() == ".md" and entry.stem.lower() != "readme":
            yield entry


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:  # opening it says why
        return Stamp(0, 0)
    return Stamp(status.st_mtime_ns, status.st_size)


def _key(source: Source, path: Path) -> str:
    """The path within its source, without .md, in NFC: macOS hands out é as two characters."""
    inside = path.name if path == source.folder else path.relative_to(source.folder).as_posix()
    name = unicodedata.normalize("NFC", inside[:-3] if inside.lower().endswith(".md") else inside)
    return f"own/{name}" if source.own else name
