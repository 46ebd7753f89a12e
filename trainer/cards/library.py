"""All decks together. The only part of this room that touches the disk, and it only reads."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from trainer.cards.deckfile import read_deck
from trainer.cards.model import Card, CardKey, Deck, Level, Problem
from trainer.cards.text import fold
from trainer.i18n import Language, Message, TrainerError, cause, message

MOST_IN_A_DECK = 16
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
    told: Mapping[CardKey, CardKey] = field(default_factory=dict)
    """The links that the cards were read with, also those of cards that are not there."""
    links: Mapping[CardKey, CardKey] = field(default_factory=dict)
    """The keys that cards are known by, by the keys that their texts give, where these differ."""

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
    whose text was changed, by the keys that the texts give now. A key that a link gives to one card is never another's,
    not even of one whose text would give it: see known_as.
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
    known = known_as([card.key for deck in decks for card in deck.cards], links)
    if known:
        decks = [
            replace(deck, cards=tuple(replace(card, key=known.get(card.key, card.key)) for card in deck.cards))
            for deck in decks
        ]
    cards = {card.key: card for deck in decks for card in deck.cards}
    return Library(tuple(decks), cards, tuple(sources), stamps, links, known)


def known_as(there: Iterable[CardKey], links: Mapping[CardKey, CardKey]) -> Mapping[CardKey, CardKey]:
    """The keys that cards are known by, for those among the keys `there` of their texts that are known by another.

    A link takes its key for good, also while its card is away: who writes the question anew that a corrected card once
    had gets a key that no text gives, and that stays the same whatever else is in the decks.
    """
    if not links:
        return {}
    there = list(dict.fromkeys(there))
    owners: dict[CardKey, CardKey] = {}
    for key in there:
        if key in links:
            owners.setdefault(links[key], key)  # two programs may have given one history to two cards
    given = {known for card, known in links.items() if card != known}
    known: dict[CardKey, CardKey] = {}
    taken = {*there, *given}
    for key in there:
        if key in links and owners[links[key]] == key:
            known[key] = links[key]
        elif key in given:
            n = 1
            while (other := CardKey(f"{key}~0{n}")) in taken:  # a second card with one question in a deck is ~2
                n += 1
            known[key] = other
            taken.add(other)
    return {key: name for key, name in known.items() if key != name}


def changed(library: Library) -> bool:
    """Whether a file was added, removed or saved since the library was loaded."""
    return {path: _stamp(path) for _, path in _files_of(library.sources)} != library.stamps


def open_deck(path: Path, *, key: str, language: Language, own: bool = False) -> Deck:
    """Read one deck file; DeckError when that cannot be done."""
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise DeckError(path, message("deck.not_text"))  # reading a pipe could wait for ever
        if status.st_size > MOST_IN_A_DECK * 1_000_000:
            size = round(status.st_size / 1_000_000)
            raise DeckError(path, message("deck.too_big", size=size, most=MOST_IN_A_DECK))
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
