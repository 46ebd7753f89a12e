"""What a card and a deck are. Values only: deckfile reads them from files, grading judges the answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NewType, TypeAlias

from trainer.i18n import Language, Message

CardKey = NewType("CardKey", str)
"""A card's identity for the learner's history: deck key, then "#", then its Id or its folded prompt."""


class Kind(StrEnum):
    """What sort of answer a card asks for; it follows from what the author wrote."""

    TERM = "term"
    CLOZE = "cloze"
    LIST = "list"
    OWN = "own"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Short:
    """A word or phrase to type: a term's answer, or one gap of a cloze."""

    answer: str
    """The one that is shown."""
    accepted: tuple[str, ...] = ()
    """Other right wordings, as the author listed them."""
    refused: tuple[str, ...] = ()
    """Look-alikes that must fail, before any tolerance."""


@dataclass(frozen=True, slots=True)
class Cloze:
    """A sentence with gaps; several gaps are asked one after the other."""

    pieces: tuple[str, ...]
    """The text around the gaps: always one more than there are gaps."""
    gaps: tuple[Short, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Several things to name, one a line."""

    items: tuple[tuple[str, ...], ...]
    """Each item's phrasings; the first one is shown."""
    needed: int
    """How many must be named, 1..len(items)."""
    ordered: bool = False
    refused: tuple[str, ...] = ()


class Structure(StrEnum):
    """A key point that can be seen in any answer, whatever its words."""

    QUESTION = "question"
    OPEN_QUESTION = "open-question"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing that a good answer has in it."""

    name: str
    phrasings: tuple[str, ...] = ()
    """Words that show it; "*" stands for any ending, " … " for words in between. Empty: the learner ticks it."""
    structure: Structure | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A line, pitch, reframe or plan in the learner's own words, looked at point by point."""

    points: tuple[KeyPoint, ...]
    enough: int
    """How many points make a good answer, 0..len(points)."""
    models: tuple[str, ...] = ()
    most_words: int | None = None
    least_words: int | None = None
    avoid: tuple[str, ...] = ()
    """Words that get a friendly remark and cost nothing."""
    keep: bool = True
    """Whether the learner's own version is worth keeping."""


@dataclass(frozen=True, slots=True)
class DoOrDont:
    """Something to do or not to do, and why: guessing the first does not pay."""

    do: bool
    reasons: OwnWords


Answer: TypeAlias = Short | Cloze | Items | OwnWords | DoOrDont

KINDS: dict[type, Kind] = {
    Short: Kind.TERM,
    Cloze: Kind.CLOZE,
    Items: Kind.LIST,
    OwnWords: Kind.OWN,
    DoOrDont: Kind.VERDICT,
}


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to practise."""

    key: CardKey
    deck: str
    """The key of its deck."""
    language: Language
    scenes: tuple[str, ...]
    """Situations to ask it in; the first is the author's heading. A gap is shown as GAP."""
    answer: Answer
    hint: str = ""
    why: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    level: int = 2
    """1 starter, 2 next, 3 stretch."""
    just_before: int | None = None
    """Rank for the minutes before an event, 1 first; None: not then."""
    line: int = 1
    """Where its heading stands in the deck file, from 1."""

    @property
    def prompt(self) -> str:
        return self.scenes[0]

    @property
    def kind(self) -> Kind:
        return KINDS[type(self.answer)]


GAP = "_____"
"""How a gap looks to the learner."""


class Level(StrEnum):
    """How much an author's mistake matters."""

    STOP = "stop"
    """The card is left out until it is mended."""
    WARN = "warn"
    """The card works; something is better changed."""
    NOTE = "note"
    """Accepted as it is; worth knowing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An author's mistake: where it stands, what it is, and (in its message) what to do."""

    line: int
    level: Level
    message: Message


@dataclass(frozen=True, slots=True)
class Deck:
    """One file's cards, in the author's order."""

    key: str
    """"nl/openers" for a bundled deck, "own/<file name without .md>" for the learner's own."""
    title: str
    language: Language
    cards: tuple[Card, ...]
    path: Path
    problems: tuple[Problem, ...] = ()
    own: bool = False
