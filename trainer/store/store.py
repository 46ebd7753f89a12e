"""What the program says to the store, in its own words; TinyDB and its documents stay underneath."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tinydb import where
from tinydb.table import Document as Row

from trainer.cards.model import CardKey
from trainer.i18n import Message
from trainer.memory.model import Grade, Schedule
from trainer.memory.pace import KEPT, Answered, Pace
from trainer.store.documents import (
    Day,
    OwnLine,
    counts_of,
    ident,
    review_document,
    schedule_document,
    state_of,
)
from trainer.store.log import Document, StoreError, not_opened, not_saved, told
from trainer.store.merge import (
    MergingStorage,
    changes,
    history,
    logs_in,
    schedule_after,
    step,
    take_in,
    with_id,
)
from trainer.store.notes import Notes
from trainer.store.shapes import ADOPTED
from trainer.store.tinydb import Progress

if TYPE_CHECKING:
    from trainer.store.review import Review

__all__ = ["Day", "OwnLine", "Store", "StoreError"]

RECENT = 2 * KEPT
"""Answers kept for the pace, of each kind: twice what counts, so that undoing a session leaves enough."""


@lru_cache(maxsize=4)
def _places(device: str, own_words: bool) -> tuple[str, ...]:  # noqa: FBT001 - one of two kinds, as in Review
    """A device's documents in `pace`."""
    return tuple(str(ident(device, "own" if own_words else "short", str(n))) for n in range(RECENT))


def _answered(review: Review) -> Document:
    """What stands in `pace` of it."""
    answered = {"card": ident(review.card), "seconds": review.seconds, "first_key": review.first_key}
    return {"own": review.own_words, "review": review.id, **answered}


class Store(Notes):
    """Everything that has happened; open it with Store.open."""

    def __init__(self, storage: MergingStorage) -> None:
        super().__init__(storage)
        self._decoded: dict[str, tuple[Document, CardKey, Schedule]] = {}
        self._tried = 0
        """The id of the review whose last try failed; 0: none."""

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        now: Callable[[], datetime],
        entropy: Callable[[int], bytes] = os.urandom,
        read_only: bool = False,
        progress: Progress | None = None,
    ) -> Self:
        """Read-only never creates or writes anything. `progress` hears bytes read and bytes in all."""
        store = cls(
            MergingStorage(folder, now=now, entropy=entropy, read_only=read_only, lazy={"reviews"}, progress=progress)
        )
        store._count_once()
        return store

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def problems(self) -> tuple[Message, ...]:
        """What opening and refreshing found, and where the damaged bytes are kept."""
        return tuple(self._storage.logs.problems)

    @property
    def migrated(self) -> bool:
        """Another version of the trainer was here before; the logs are as it left them."""
        return self._storage.migrated

    def refresh(self) -> bool:
        """Take in what other trainers wrote; whether there was anything."""
        with told(not_opened):
            found = self._storage.catch_up()
        self._count_once()
        return found

    def checkpoint(self) -> None:
        """Write the snapshot now, so that the next start is quick even after a crash; waits for nobody."""
        with told(not_saved):
            self._storage.checkpoint(patience=0)

    def merge(self, source: Path, progress: Progress | None = None) -> int:
        """Take in the history of another device; how many changes were new.

        `source` is its data folder or one above that, the logs' own folder, or a backup.
        """
        from trainer.store.care.backup import unpack
        from trainer.store.care.moves import unpacking

        if self._storage.read_only:
            raise StoreError("store.opened-read-only")
        with told(not_saved), unpacking(self._storage.local) as place:
            if source.is_file():
                unpack(source, place, progress)
                source = place
            new = take_in(self._storage, logs_in(source))
            if new and self._storage.logs.cloned:  # two machines counted in the same rows
                self.recount()
            self._count_once()
            return new

    # Reviews

    def record(self, review: Review) -> Review:
        """Returns once it is safely on the disk; recording the same review again changes nothing.

        It is returned as it was recorded: with another id in the rare case that another program, whose ids run in the
        same lane, has given this one out in the same millisecond.
        """
        with self.transaction():
            again, self._tried = review.id == self._tried, review.id
            now = self.schedule(review.card)
            while (recorded := self._is_recorded(review, now, again=again)) is False:
                again, other = False, self.new_id()
                review = replace(review, id=other, after=replace(review.after, last_review=other))
            if recorded:
                return review
            self._keep(review, step(now, review))
            self._remember_pace(review)
        self._tried = 0
        return review

    def adopt(self, reviews: Sequence[Review]) -> None:
        """Take in answers that were given to another program, each card's in order of time; all of them or none.

        Their ids are those of adopted_id(). They count on their own days, and not for the learner's pace here. They
        follow from the schedules that are there: look in the same transaction whether those still are what was found.
        """
        with self.transaction():
            for review in reviews:
                self._keep(review, review.after)

    def _keep(self, review: Review, schedule: Schedule) -> None:
        """Right behind its card's schedule after it, which is where entries() looks for it."""
        self._put("schedules", ident(review.card), schedule_document(review.card, schedule))
        self._table("reviews").insert(Row(review_document(review, beside=schedule), review.id))
        self._count(review, 1)

    @staticmethod
    def adopted_id(card: CardKey, at: datetime, grade: Grade) -> int:
        """The same on every device for the same answer, to the millisecond: it may be brought in on two of them."""
        return ADOPTED | ident(card, str(round(at.timestamp() * 1000)), str(int(grade))) >> 1

    def keep_schedule(self, card: CardKey, schedule: Schedule) -> None:
        """When a card is asked, where another program knows no more than that."""
        self._set("schedules", ident(card), schedule_document(card, schedule))

    def undo(self, review: Review) -> None:
        """As if it had never been. Refused where the card has changed since."""
        card = ident(review.card)
        with self.transaction():
            now = self.schedule(review.card)
            if now == review.before:
                return
            if now is None or now.last_review != review.id:
                raise StoreError("store.changed-since")
            before = schedule_document(review.card, review.before) if review.before else None
            if now != review.after:
                # It was made without knowing of another review: what is left follows from those others.
                others = (entry for entry in changes(self._storage.logs, [str(card)]) if entry.review_id != review.id)
                before = schedule_after(others)
            self._put("schedules", card, before)
            self._put("reviews", review.id, None)
            self._count(review, -1)
            self._table("pace").remove(where("review") == review.id)

    def _is_recorded(self, review: Review, now: Schedule | None, *, again: bool) -> bool | None:
        """None where nothing has its id, False where another review has it.

        `again`: its last try failed, but may have reached the disk all the same.
        """
        if now is not None and now.last_review == review.id:
            return again or now.at == review.at
        rows = self._storage.tables["pace"].values()
        for row in rows:
            if row["review"] == review.id:
                return bool(row == _answered(review))
        recent = [row["review"] for row in rows if row["own"] == review.own_words]
        if len(recent) >= RECENT and review.id < min(recent):
            # Older than all that are kept: only then is the history read, some 2 seconds for a million reviews.
            for entry in with_id(self._storage.logs, review.id):
                return (entry.review().card, entry.review().at) == (review.card, review.at)
        return None

    def _count(self, review: Review, sign: int) -> None:
        """Each device counts for itself, so that two of them never overwrite each other; days() adds them up."""
        self._add_to_day(review.day, review.deck, [sign * count for count in counts_of(review)])
        if review.override:
            self._add_overrides(review.card, sign)

    def _count_once(self) -> None:
        """Answers from another program that several devices brought in count once.

        What is too much is taken off in a row of the day's that they share: each of them comes to the same row, in
        whatever order they hear of each other. Where another program is busy, it is done the next time.
        """
        storage = self._storage
        if storage.read_only or not storage.adopted_elsewhere:
            return
        from trainer.store.care.check import INCOMPLETE, miscounted

        storage.adopted_elsewhere = False
        known = storage.tables["days"].copy()
        try:
            days, _ = miscounted(self)  # reads the history: 2 seconds for 100 000, once for each such import
            if storage.logs.numbers.gaps() or INCOMPLETE & {problem.key for problem in self.problems}:
                return
            with self.transaction():
                shared = [str(ident(day.isoformat(), "all")) for day, _ in days]
                if any(storage.tables["days"].get(row) != known.get(row) for row in shared):
                    storage.adopted_elsewhere = True  # another window was quicker
                    return
                for (day, deck), missing in days.items():
                    self._add_to_day(day, deck, missing, by="all")
        except StoreError:
            storage.adopted_elsewhere = True

    def _add_to_day(self, day: date, deck: str, counts: Iterable[int], *, by: str = "") -> None:
        doc_id = ident(day.isoformat(), by or self._storage.logs.device)
        row = self._row("days", doc_id)
        decks = dict(row["decks"]) if row else {}
        decks[deck] = [was + count for was, count in zip(decks.get(deck, [0] * 5), counts, strict=True)]
        self._put("days", doc_id, {"day": day.isoformat(), "decks": decks})

    def _add_overrides(self, card: CardKey, n: int) -> None:
        doc_id = ident(card, self._storage.logs.device)
        row = self._row("overrides", doc_id)
        self._put("overrides", doc_id, {"card": card, "n": (row["n"] if row else 0) + n})

    def recount(self) -> None:
        """Make the counts what the reviews add up to, by this device's share in them; meanwhile others may record."""
        from trainer.store.care.check import miscounted

        days, overrides = miscounted(self)
        with self.transaction():
            for key, missing in days.items():
                self._add_to_day(*key, missing)
            for card, n in overrides.items():
                self._add_overrides(card, n)

    def rebuild(self) -> None:
        """Make the snapshot again from the logs alone."""
        with told(not_saved):
            self._storage.rebuild()

    def _remember_pace(self, review: Review) -> None:
        """In one of this device's places for its kind: a free one, or the one with the oldest answer."""
        rows = self._storage.tables["pace"]
        places = _places(self._storage.logs.device, review.own_words)
        # A dictionary, because this is done for every review: a third of the time of min() with a key.
        taken = {rows[place]["review"]: place for place in places if place in rows}
        place = next((place for place in places if place not in rows), None) or taken[min(taken)]
        self._storage.put("pace", place, _answered(review))

    def schedule(self, card: CardKey) -> Schedule | None:
        row = self._row("schedules", ident(card))
        return state_of(row["state"]) if row else None

    def schedules(self) -> Mapping[CardKey, Schedule]:
        """Of every card ever reviewed, as it is now."""
        # Copied first, because another thread may be saving.
        rows, known = dict(self._storage.tables["schedules"]), self._decoded
        for doc_id, row in rows.items():
            # Documents are replaced, never changed: 10 000 cards take 40 ms the first time and 2 ms from then on.
            if (old := known.get(doc_id)) is None or old[0] is not row:
                known[doc_id] = row, CardKey(row["card"]), state_of(row["state"])
        return {card: schedule for doc_id in rows for _, card, schedule in (known[doc_id],)}

    def reviews(self, card: CardKey | None = None) -> Iterator[Review]:
        """Read from the logs as it goes, oldest first, without those undone: 1 to 2 seconds for 100 000."""
        cards = None if card is None else [str(ident(card))]
        with told(not_opened):
            for entry in history(self._storage.logs, cards):
                yield entry.review()

    def days(self, since: date | None = None) -> tuple[Day, ...]:
        """By day, then deck; without reading the history."""
        sums: dict[tuple[str, str], list[int]] = {}
        first = since.isoformat() if since else ""
        for row in self._table("days"):
            if row["day"] >= first:
                for deck, counts in row["decks"].items():
                    total = sums.get((row["day"], deck), [0] * len(counts))
                    sums[row["day"], deck] = [a + b for a, b in zip(total, counts, strict=True)]
        return tuple(
            Day(date.fromisoformat(day), deck, reviews, right, new, ms / 1000, overridden)
            for (day, deck), (reviews, right, new, ms, overridden) in sorted(sums.items())
            if reviews > 0
        )

    def pace(self, own_words: bool) -> Pace:  # noqa: FBT001 - one of two kinds, as in Review
        rows = sorted((row for row in self._table("pace") if row["own"] == own_words), key=lambda row: row["review"])
        return Pace(tuple(Answered(row["seconds"], row["first_key"]) for row in rows[-KEPT:]))
