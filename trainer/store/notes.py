"""What the learner noted beside the reviews: own lines, wordings, cards marked or left out, events, preferences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from trainer.cards.model import CardKey
from trainer.store.documents import OwnLine, ident, line_document, line_of
from trainer.store.log import Document, StoreError
from trainer.store.merge import MergingStorage
from trainer.store.tinydb import Journal

if TYPE_CHECKING:
    from trainer.store.event import Event, FollowUp

OVERRULED = 2
"""How often a card's verdict may be overruled before it is marked for editing: once may be a slip."""
UNSENT = "unsent "
"""Before the name of a place: the preference that holds what was typed there and not sent."""
Wordings = tuple[tuple[str, ...], tuple[str, ...]]
"""Accepted, refused."""


class Notes:
    """The part of the store that is the learner's own; it comes open, as Store."""

    def __init__(self, storage: MergingStorage) -> None:
        self._storage = storage
        # TinyDB makes its storage itself; this one was made, and may have failed, before.
        self._db = Journal(storage=lambda: storage)

    def new_id(self) -> int:
        """For one thing that happens, and for every try to save it: later than all before it."""
        return self._storage.new_id()

    def transaction(self) -> AbstractContextManager[None]:
        """Several changes in one line: all of them or none."""
        return self._storage.transaction()

    def _table(self, name: str) -> Table:
        return self._db.table(name)

    def _row(self, table: str, doc_id: int) -> Document | None:
        """As it is in memory, not to be changed."""
        return self._storage.tables[table].get(str(doc_id))

    def _put(self, table: str, doc_id: int, document: Document | None) -> None:
        """The whole document, where TinyDB's upsert would mix it with the old one."""
        self._storage.put(table, str(doc_id), document)

    def _set(self, table: str, doc_id: int, document: Document | None) -> None:
        """As _put, in a transaction of its own, and nothing where it is so already."""
        with self.transaction():
            if self._row(table, doc_id) != document:
                self._put(table, doc_id, document)

    # Own lines

    def lines(self, card: CardKey | None = None) -> tuple[OwnLine, ...]:
        """Oldest first."""
        rows = sorted(self._table("lines"), key=lambda row: row.doc_id)
        return tuple(line_of(row.doc_id, row) for row in rows if card in (None, row["card"]))

    def keep_line(
        self, card: CardKey, deck: str, text: str, *, at: datetime, points: Sequence[tuple[str, bool]] = ()
    ) -> OwnLine:
        line = OwnLine(self.new_id(), card, deck, text, at, tuple(points))
        self._set("lines", line.id, line_document(line))
        return line

    def change_line(
        self, line: OwnLine, text: str, *, at: datetime | None = None, points: Sequence[tuple[str, bool]] | None = None
    ) -> OwnLine:
        """`at` is when it was kept, if another line took its place. Refused where it has been removed.

        Of other words nobody has said which points are in them, unless `points` does.
        """
        if points is None:
            points = line.points if text == line.text else ()
        changed = replace(line, text=text, at=at or line.at, points=tuple(points))
        with self.transaction():
            if self._row("lines", line.id) is None:
                raise StoreError("store.line-gone")
            self._set("lines", line.id, line_document(changed))
        return changed

    def put_line_back(self, line: OwnLine) -> None:
        """One that was removed, in its place among the others."""
        self._set("lines", line.id, line_document(line))

    def remove_line(self, line: OwnLine) -> None:
        self._set("lines", line.id, None)

    # Wordings

    def wordings(self, card: CardKey) -> Wordings:
        return self.all_wordings().get(card, ((), ()))

    def all_wordings(self) -> Mapping[CardKey, Wordings]:
        """By text, the same on every device."""
        found: dict[CardKey, tuple[list[str], list[str]]] = {}
        for row in sorted(self._table("wordings"), key=lambda row: str(row["text"])):
            found.setdefault(row["card"], ([], []))[not row["accepted"]].append(row["text"])
        return {card: (tuple(accepted), tuple(refused)) for card, (accepted, refused) in found.items()}

    def accept_wording(self, card: CardKey, text: str) -> None:
        self._keep_wording(card, text, accepted=True)

    def refuse_wording(self, card: CardKey, text: str) -> None:
        self._keep_wording(card, text, accepted=False)

    def remove_wording(self, card: CardKey, text: str) -> None:
        self._set("wordings", ident(card, text), None)

    def take_back_wording(self, card: CardKey, text: str) -> None:
        """As it was before it was last accepted or refused."""
        with self.transaction():
            row = self._row("wordings", ident(card, text))
            before = {"card": card, "text": text, "accepted": row["was"]} if row and "was" in row else None
            self._set("wordings", ident(card, text), before)

    def _keep_wording(self, card: CardKey, text: str, *, accepted: bool) -> None:
        with self.transaction():
            row = self._row("wordings", ident(card, text))
            if row is None or row["accepted"] != accepted:
                was = {} if row is None else {"was": row["accepted"]}
                self._set("wordings", ident(card, text), {"card": card, "text": text, "accepted": accepted, **was})

    # Marked for editing, and left out

    def overrides(self, card: CardKey) -> int:
        """How often the learner disagreed with the verdict on this card; without reading the history."""
        return self.all_overrides()[card]

    def all_overrides(self) -> Counter[CardKey]:
        found: Counter[CardKey] = Counter()
        for row in self._table("overrides"):
            found[row["card"]] += row["n"]
        return found

    def flag(self, card: CardKey) -> None:
        self._set("flagged", ident(card), {"card": card})

    def unflag(self, card: CardKey) -> None:
        """Also where its verdict was overruled: from here on that counts anew."""
        with self.transaction():
            seen = self.overrides(card)
            self._set("flagged", ident(card), {"card": card, "seen": seen} if seen else None)

    def flagged(self) -> frozenset[CardKey]:
        """Those that the learner marked, and those whose verdict was overruled twice since they were last unmarked."""
        found, seen = set(), dict[CardKey, int]()
        for row in self._table("flagged"):
            if "seen" in row:
                seen[row["card"]] = row["seen"]
            else:
                found.add(row["card"])
        overruled = (card for card, n in self.all_overrides().items() if n - seen.get(card, 0) >= OVERRULED)
        return frozenset([*found, *overruled])

    def suspend(self, card: CardKey) -> None:
        self._set("suspended", ident(card), {"card": card})

    def resume(self, card: CardKey) -> None:
        self._set("suspended", ident(card), None)

    def suspended(self) -> frozenset[CardKey]:
        return frozenset(row["card"] for row in self._table("suspended"))

    # Cards whose text, Id or file was changed

    def links(self) -> Mapping[CardKey, CardKey]:
        """For each key of a card that was known under another: the key that its history has."""
        return {row["card"]: row["history"] for row in self._table("links")}

    def relink(self, known: Mapping[CardKey, CardKey]) -> None:
        """The cards whose texts give these keys have these histories from here on, and no other card has; all at once.

        The histories stay where they are.
        """
        given = set(known.values())
        with self.transaction():
            for card, history in self.links().items():
                if history in given:
                    self._set("links", ident(card), None)
            for card, history in known.items():
                link = {"card": card, "history": history} if card != history else None
                self._set("links", ident(card), link)

    def put_links(self, links: Mapping[CardKey, CardKey | None]) -> None:
        """As they were before; None where there was none."""
        with self.transaction():
            for card in links:
                self._set("links", ident(card), None)
            self.relink({card: known_as for card, known_as in links.items() if known_as})

    # Events, and what follows from them

    def events(self) -> tuple[Event, ...]:
        """All that were not removed, past ones too, the earliest first."""
        from trainer.store.event import event_of

        found = (event_of(row.doc_id, row) for row in self._table("events"))
        return tuple(sorted(found, key=lambda event: (event.at, event.id)))

    def keep_event(self, event: Event) -> None:
        """A new one, or a known one as it is now."""
        from trainer.store.event import event_document

        self._set("events", event.id, event_document(event))

    def remove_event(self, event: Event) -> None:
        self._set("events", event.id, None)

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """By the day from which they are shown, those that are done too."""
        from trainer.store.event import follow_up_of

        found = (follow_up_of(row.doc_id, row) for row in self._table("follow_ups"))
        return tuple(sorted(found, key=lambda follow_up: (follow_up.day, follow_up.id)))

    def keep_follow_up(self, follow_up: FollowUp) -> None:
        """A new one, or a known one as it is now."""
        from trainer.store.event import follow_up_document

        self._set("follow_ups", follow_up.id, follow_up_document(follow_up))

    def remove_follow_up(self, follow_up: FollowUp) -> None:
        self._set("follow_ups", follow_up.id, None)

    # Half-typed

    def unsent(self, place: str) -> str:
        """What was typed in a place and not sent, when it was left; "" where nothing was."""
        text = self.pref(UNSENT + place)
        return text if isinstance(text, str) else ""

    def keep_unsent(self, place: str, text: str) -> None:
        """Keep it for the next time that one comes there; "" forgets it. Raises StoreError."""
        if text != self.unsent(place):
            self.set_pref(UNSENT + place, text or None)

    # Preferences

    def pref(self, key: str) -> Any:  # noqa: ANN401 - any JSON value
        """None where it was never set."""
        row = self._row("prefs", ident(key))
        return row["value"] if row else None

    def prefs(self) -> dict[str, Any]:
        return {row["key"]: row["value"] for row in sorted(self._table("prefs"), key=lambda row: str(row["key"]))}

    def set_pref(self, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON value; None removes it
        self._set("prefs", ident(key), {"key": key, "value": value} if value is not None else None)
