"""What was brought in: cards as other programs keep them, with what they remember of the learner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from trainer.cards.encoding import legible
from trainer.cards.form import CardForm
from trainer.cards.model import Card
from trainer.i18n import Language, Message, TrainerError
from trainer.memory.model import Grade

MOST_CARDS = 200_000
"""In one file; the largest shared decks of Anki have 70 000. More is refused before it fills the memory."""
MOST_UNPACKED = 512
"""Megabytes of a package's text, once unpacked. 200 000 cards with a history of ten years take 300."""
LONGEST_LINE = 1_000_000
"""Characters in one line, cell or field; a card's text may have 5 000."""

Progress = Callable[[int, int], None]
"""Called with how many cards are done, of how many."""


class BringError(TrainerError):
    """A file that cannot be brought in or taken out; `mistake` is the reason without the file's name."""

    def __init__(self, path: Path, mistake: Message) -> None:
        super().__init__("bring.file", path=legible(path.name), mistake=mistake)
        self.mistake = mistake


class Refused(Exception):
    """Raised inside the room, where the file's name is not known; it leaves the room as a BringError."""

    def __init__(self, mistake: Message) -> None:
        super().__init__(mistake.key)
        self.mistake = mistake


@dataclass(frozen=True, slots=True)
class PastReview:
    """One answer that was given elsewhere."""

    at: datetime
    """With its time zone."""
    grade: Grade
    seconds: float


@dataclass(frozen=True, slots=True)
class Past:
    """What the other program remembers of a card."""

    history: tuple[PastReview, ...] = ()
    """In order of time, since the card was last made new."""
    due: date | None = None
    """The study day on which it is asked again; None for a new card."""
    stability: float | None = None
    """Days, as FSRS has it; None where the other program does not schedule with FSRS."""
    difficulty: float | None = None
    """1..10."""
    interval: int = 0
    """Days between the last review and `due`; 0 where it is not known."""
    ease: float = 0.0
    """SM-2's factor, 1.3 or more; 0 where it is not known."""
    lapses: int = 0
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class BroughtCard:
    """One card: what a deck file says of it, and what the other program remembers."""

    form: CardForm
    """It reads back as it is. Its `id` is what stays the same when it is brought in again; empty where the question
    itself does.
    """
    past: Past = Past()
    named: bool = True
    """Whether its Id is one that stays with the card; False where it may be the number of a row."""
    guid: str = ""
    """What Anki or a table calls it, where it was taken out of the trainer: see carried.guid()."""
    shared_id: str = ""
    """The Id that stood there and that a card above it has as well, so that `form` has none."""


@dataclass(frozen=True, slots=True)
class BroughtDeck:
    """One deck to be written."""

    title: str
    """Of Anki's Parent::Child, both names with a dash between them."""
    language: Language
    cards: tuple[BroughtCard, ...]
    text: str = ""
    """The whole file, where it was one of our own already: it goes in as it is."""
    name: str = ""
    """What its file was called, where that is not its title."""
    read: tuple[Card, ...] = ()
    """The cards as they read from its text, in the same order; empty until that is known."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Everything that one file holds."""

    decks: tuple[BroughtDeck, ...]
    notes: tuple[Message, ...]
    """What was understood and what was left out, a sentence each."""

    @property
    def cards(self) -> int:
        return sum(len(deck.cards) for deck in self.decks)
