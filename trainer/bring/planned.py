"""What bringing a deck in will do to the learner's own files, before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.bring.again import Updated
from trainer.bring.exchanged import Known, base_of
from trainer.bring.matching import Match
from trainer.bring.model import BroughtDeck, Refused
from trainer.bring.remembered import Remembered
from trainer.cards.deckfile import read_deck
from trainer.cards.formlines import read_form
from trainer.cards.identity import Proposal
from trainer.cards.model import CardKey, Deck
from trainer.cards.original import opened
from trainer.i18n import message


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one deck file."""

    deck: Deck
    data: bytes
    """As it was when this was planned."""
    now: Updated

    def change(self, data: bytes) -> bytes:
        """The file's bytes after it. Raises Refused where somebody else has saved it since."""
        if data != self.data:
            raise Refused(message("bring.changed"))
        return self.now.data

    @property
    def lines(self) -> Mapping[int, int]:
        """Where the heading of each card that came in stands afterwards, by its place among them."""
        headings = _headings(self.now.data)
        return {n: headings[place] for n, place in self.now.places.items()}

    def renamed(self) -> Iterator[tuple[CardKey, CardKey]]:
        """The keys of cards, before and after, that stayed where they are and whose text gives another now."""
        before, after = self._keys(self.data), self._keys(self.now.data)
        for place, key in before.items():
            if place in after and after[place] != key:
                yield key, after[place]

    def _keys(self, data: bytes) -> Mapping[int, CardKey]:
        places = {line: place for place, line in enumerate(_headings(data))}
        deck = self.deck
        read = read_deck(data, key=deck.key, path=deck.path, language=deck.language, own=True)
        return {places[card.line]: card.key for card in read.cards if card.line in places}


@dataclass(frozen=True, slots=True)
class Planned:
    """What will become of one deck."""

    deck: BroughtDeck
    match: Match
    rows: Remembered
    """What was remembered of it."""
    edits: tuple[Edit, ...]
    new: tuple[int, ...]
    """The places of the cards that make a file of their own."""
    reworded: tuple[Proposal, ...] = ()
    """Cards that are added beside one that they probably are, until the learner says so."""

    @property
    def whole(self) -> BroughtDeck:
        """The deck as its new file has it: with those cards alone, and as its author wrote it where that is all."""
        if len(self.new) == len(self.deck.cards):
            return self.deck
        return replace(self.deck, cards=tuple(self.deck.cards[n] for n in self.new), text="", read=())

    @property
    def added(self) -> int:
        return len(self.new) + sum(len(edit.now.added) for edit in self.edits)

    @property
    def changed(self) -> int:
        return sum(len(edit.now.changed) for edit in self.edits)

    @property
    def kept(self) -> int:
        """Cards that the learner has corrected or taken away."""
        return sum(edit.now.kept for edit in self.edits) + len(self.match.gone)

    @property
    def clashes(self) -> tuple[str, ...]:
        """The questions of cards that were changed here and in the file."""
        return tuple(question for edit in self.edits for question in edit.now.clashes)

    @property
    def faulty(self) -> int:
        return sum(edit.now.faulty for edit in self.edits)

    def known(self) -> Mapping[int, Known]:
        """What to know from here on of each card, by its place among those that came in."""
        found = {n: known for edit in self.edits for n, known in edit.now.known.items()}
        forms = {n: self.deck.cards[n].form for n in self.new}
        there = {n: base_of(form) for n, form in forms.items()}
        here = there
        if self.new and self.whole.text:  # an author's own hand may say the same in other words
            page = {section.line: section for section in opened(self.whole.text.encode()).sections}
            here = {n: base_of(read_form(page[card.line])) for n, card in zip(self.new, self.whole.read, strict=True)}
        return found | {n: Known(there[n], here[n]) for n in self.new}


@dataclass(frozen=True, slots=True)
class Written:
    """What was changed for a deck that came in, so that it can be taken back."""

    files: tuple[tuple[Path, bytes | None, bytes], ...]
    """Each with what stood in it before, and after; None: there was no such file."""
    links: Mapping[CardKey, CardKey | None]
    """What cards were known as before, where that has changed; None: as their texts say."""
    forget: Callable[[], None]
    """Remember no more of it than before. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one deck that was brought in."""

    deck: Deck
    added: int
    """Cards that were not there before."""
    changed: int
    """Cards that say something else than before."""
    reviews: int
    """Answers that came along with them."""
    kept: int
    """Cards that the learner has corrected or taken away, and that stay so."""
    clashes: tuple[str, ...]
    """The questions of those among them that were changed in the file, too."""
    faulty: int
    """Cards that have a mistake here and are left as they are."""
    woven: int
    """Answers among them that are from before one that was given here: when the card comes again follows from all."""
    earlier: int
    """Answers that stay behind, because they were given before those that are here."""
    written: Written


def _headings(data: bytes) -> list[int]:
    return [section.line for section in opened(data).sections if section.marks == "##"]
