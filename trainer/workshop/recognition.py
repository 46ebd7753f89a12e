"""Which cards are known from before, though their question, Id or file was changed elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from trainer.cards.identity import DeckMove, Proposal, copied_decks, from_key, moved_decks, orphans, proposals
from trainer.cards.library import Library
from trainer.cards.likeness import Seen, resemblance, seen
from trainer.cards.model import Card, CardKey, Deck
from trainer.desk import Desk
from trainer.memory.model import Schedule
from trainer.store.log import replace_file
from trainer.store.store import Store

_REFUSED = "not the same card: "
"""Before the key of a vanished card: the preference that has the cards which the learner said it is not."""
_MOST_BYTES = 64_000_000
"""Of what cards said before: 100 000 cards with long answers. A larger file is not ours."""


class Found(NamedTuple):
    """What became of cards that vanished."""

    to_ask: tuple[Proposal, ...]
    """Probably the same card."""
    moved: tuple[DeckMove, ...] = ()
    """Decks whose histories have gone along with them."""


class Vanished(NamedTuple):
    """A card with a history that stands in no deck."""

    key: CardKey
    was: Seen
    """What it said, as far as that is known: a key has only the beginning of a long question, and no answer."""
    schedule: Schedule | None
    """None where it was never asked, and only something was kept of it."""

    @property
    def reviews(self) -> int:
        return self.schedule.reviews if self.schedule else 0


class Recognition:
    """Knows what the learner's own cards said when they were last there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._file = desk.paths.data.parent / "cards-before.json"
        self._said = _read(self._file) or _read(self._earlier)
        self._later: set[CardKey] = set()
        """Vanished cards that are not asked about until the next start."""

    @property
    def _earlier(self) -> Path:
        """Where it stood at first: among the earlier versions of decks, in the way of a deck called cards.json."""
        return self.desk.paths.data.parent / "decks-before" / "cards.json"

    def look(self, before: Library | None = None) -> Found:
        """What is to be asked; what is certain is so from here on. `before` is the decks before they were read again.

        Raises StoreError.
        """
        if before is not None:
            self._note(before)
        found = self.proposals()
        sure = [pair for pair in found if pair.sure]
        moved = moved_decks(sure, self.desk.library.decks)
        if sure:
            with self.desk.store.transaction():
                self.same(sure)
                self._tell_events(moved)
        return Found(tuple(pair for pair in found if not pair.sure), moved)

    def _tell_events(self, moved: Iterable[DeckMove]) -> None:
        """What is practised for an event is its decks, whatever their files are called by now."""
        names = {move.old: move.new for move in moved}
        for event in self.desk.store.events() if names else ():
            decks = tuple(dict.fromkeys(names.get(deck, deck) for deck in event.decks))
            if decks != event.decks:
                self.desk.store.keep_event(replace(event, decks=decks))

    def proposals(self) -> tuple[Proposal, ...]:
        """The cards that vanished and are probably there, but for those of which the learner said no."""
        library, history = self.desk.library, self.desk.known
        if not orphans(history, library.decks):
            return ()
        found = proposals(history, library.decks, self._said, library.told)
        return tuple(pair for pair in found if pair.old not in self._later and not self._refused(pair))

    def _refused(self, pair: Proposal) -> bool:
        return pair.card.key in (self.desk.store.pref(_REFUSED + pair.old) or ())

    def same(self, pairs: Iterable[Proposal]) -> None:
        """These cards are the ones that vanished: each has its history again. Raises StoreError."""
        self.desk.relink([(pair.old, pair.card.key) for pair in pairs])

    def other(self, pair: Proposal) -> None:
        """This is another card; it is not asked again. Raises StoreError."""
        refuse(self.desk.store, pair.old, pair.card.key)

    def later(self, pair: Proposal) -> None:
        """Not to be asked until the next start."""
        self._later.add(pair.old)

    def vanished(self, like: Card | None = None) -> tuple[Vanished, ...]:
        """The cards that stand in no deck any more; when they come back, so does their history. The likest come first
        where it is said to which card.
        """
        schedules = self.desk.store.schedules()
        keys = sorted(orphans(self.desk.known, self.desk.library.decks))
        gone = [Vanished(key, self._said.get(key) or from_key(key), schedules.get(key)) for key in keys]
        if like is not None:
            now = seen(like)
            gone.sort(key=lambda card: -resemblance(card.was, now))
        return tuple(gone)

    def copies(self) -> tuple[tuple[Deck, Deck], ...]:
        """Decks that begin afresh because they are copies, each with its original."""
        return copied_decks(self.desk.known, self.desk.library.decks)

    def remember(self) -> None:
        """Write down what the cards say now, for when the files are changed while the program does not run."""
        self._note(self.desk.library)
        if self._said == _read(self._file):
            return
        with suppress(OSError):  # without it cards are known again by their questions alone
            _write(self._file, self._said)
            if self._earlier.is_file():
                self._earlier.unlink()

    def _note(self, library: Library) -> None:
        history = self.desk.known
        for deck in library.decks:
            if deck.own:
                self._said |= {card.key: seen(card) for card in deck.cards if card.key in history}


def refuse(store: Store, old: CardKey, card: CardKey) -> None:
    """Not to be proposed: the history with the first key for the card with the second. Raises StoreError."""
    refused = store.pref(_REFUSED + old) or []
    if card not in refused:
        store.set_pref(_REFUSED + old, [*refused, card])


def _read(path: Path) -> dict[CardKey, Seen]:
    """What was written down; nothing where that cannot be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        rows: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(rows, dict):
        return {}
    return {
        CardKey(key): Seen(*row)
        for key, row in rows.items()
        if isinstance(row, list) and len(row) == len(Seen._fields[:2]) and all(isinstance(text, str) for text in row)
    }


def _write(path: Path, said: dict[CardKey, Seen]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = {key: [was.prompt, was.answer] for key, was in said.items() if was.answer is not None}
    replace_file(path, json.dumps(rows).encode("ascii"))
