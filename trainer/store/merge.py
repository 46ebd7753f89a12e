"""One history out of many: two devices, or two windows, that reviewed a card without knowing of each other.

What a card's schedule is follows from its reviews alone: those of all devices, without those undone, in the order of
their stamps. A review that found the state we have by then leaves the state that it recorded; another one is replayed
by FSRS from the state we have. A schedule that was kept without a review takes the place of what was known before
it. So every device comes to the same, in whatever order the logs reached it.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from trainer.cards.model import CardKey
from trainer.memory.model import Schedule
from trainer.store import log, shapes
from trainer.store.documents import review_of, schedule_document, state_of
from trainer.store.log import Document, Line, StoreError
from trainer.store.logs import Logs, Read
from trainer.store.shapes import ADOPTED
from trainer.store.tinydb import JournalStorage

if TYPE_CHECKING:
    from trainer.store.review import Review
    from trainer.store.usual import Run

FEW = 50
"""Cards up to which the history is searched for their ids before it is parsed: three times as fast."""


class Entry(NamedTuple):
    """A review recorded or (document None) undone, as it stands in a line. A tuple: a rebuild makes millions."""

    order: tuple[int, int]
    """The line's stamp, and the place in the line."""
    review_id: int
    """0: a schedule that was kept without a review."""
    card: str
    """The id of the card's document in `schedules`."""
    document: Document | None
    schedule: Document | None
    """The card's document in `schedules` after it; None: as if it had never been reviewed."""

    def review(self) -> Review:
        if self.document is None or self.schedule is None:
            raise LookupError(self.review_id)
        return review_of(self.review_id, self.document, self.schedule)


def entries(line: Line) -> Iterator[Entry]:
    """Each review, which stands right behind its card's schedule; and each schedule that has none behind it."""
    card, schedule, stamp, ops = "", None, line.stamp, line.ops
    for place, (table, doc_id, document) in enumerate(ops):
        if table == "schedules":
            card, schedule = doc_id, document
            if document is not None and (place + 1 == len(ops) or ops[place + 1][0] != "reviews"):
                yield Entry((stamp, place), 0, card, None, document)
        elif table == "reviews":
            yield Entry((stamp, place), int(doc_id), card, document, schedule)


def history(logs: Logs, cards: Iterable[str] | None = None, until: int | None = None) -> Iterator[Entry]:
    """The reviews that stand, oldest first; of all cards, or of those with these ids in `schedules`; or that stood at
    a time, in microseconds since 1970."""
    return (entry for entry in _standing(logs, cards, rb'\["reviews",', until) if entry.review_id)


def with_id(logs: Logs, review_id: int) -> Iterator[Entry]:
    """The review that has this id and stands."""
    found = _standing(logs, None, rb'\["reviews","%d",' % review_id)
    return (entry for entry in found if entry.review_id == review_id)


def changes(logs: Logs, cards: Iterable[str]) -> list[Entry]:
    """What the schedules of these cards follow from, oldest first: the reviews that stand, and what was kept alone."""
    # Where a learner put two files together, a line may come twice, and late. What others write meanwhile comes later.
    standing = _standing(logs, cards, rb'\["schedules",', logs.time)
    found = {(*entry.order, entry.review_id): entry for entry in standing}
    return [found[key] for key in sorted(found)]


def _standing(logs: Logs, cards: Iterable[str] | None, among: bytes, until: int | None = None) -> Iterator[Entry]:
    """What stands, in lines with `among` in their bytes."""
    wanted = None if cards is None else frozenset(cards)
    undone: dict[int, tuple[int, int]] = {}
    for line in logs.lines(rb",null\]", until):
        for entry in entries(line):
            if entry.review_id and entry.document is None:
                undone[entry.review_id] = entry.order
    if wanted is not None and len(wanted) <= FEW:
        among = rb'\["schedules","(?:%s)",' % "|".join(wanted).encode("ascii")
    adopted: set[int] = set()
    for line in logs.lines(among, until):
        for entry in entries(line):
            if entry.review_id and entry.document is None:
                continue  # also one that was taken back just now
            if (wanted is None or entry.card in wanted) and undone.get(entry.review_id, (-1, 0)) < entry.order:
                if entry.review_id >= ADOPTED:
                    if entry.review_id in adopted:
                        continue
                    adopted.add(entry.review_id)
                yield entry


def step(state: Schedule | None, review: Review) -> Schedule:
    """The state after a review that came upon `state`, whatever it thought to find."""
    if review.before == state:
        return review.after
    # Loads fsrs at its first call; most learners never get here.
    from trainer.memory import scheduler

    try:
        return scheduler.review(
            state,
            review.grade,
            card=review.card,
            at=review.at,
            day=review.day,
            review_id=review.id,
            retention=review.retention,
        )
    except (ArithmeticError, ValueError, TypeError):
        # A stranger's figures that no formula was made for: on every device the same ones.
        return review.after


def _reviews(row: Document | None) -> int:
    """How many a schedule counts, in its document."""
    return state_of(row["state"]).reviews if row else 0


def schedule_after(entries: Iterable[Entry]) -> Document | None:
    """A card's document in `schedules` after these changes of it; None after none."""
    state, card = None, CardKey("")
    for entry in entries:
        if not entry.review_id and entry.schedule is not None:
            state, card = state_of(entry.schedule["state"]), CardKey(entry.schedule["card"])
            continue
        review = entry.review()
        state, card = step(state, review), review.card
    return None if state is None else schedule_document(card, state)


class MergingStorage(JournalStorage):
    """Knows what a review is: where one was made without knowing of another, the schedule follows from both."""

    def __init__(self, folder: Path, **options: Any) -> None:  # noqa: ANN401 - as JournalStorage takes them
        self._late: set[str] = set()
        """Cards whose schedule needs their whole history."""
        self._together = "reviews" in options.get("lazy", ())
        super().__init__(folder, **options)

    def _take_with_help(self, progress: Read) -> None:
        later = self.logs.later_half()
        if not later or not self._together:
            return
        from trainer.store.ahead import Ahead

        with Ahead(self.logs, later, progress) as other:
            self._take_all(self.logs.unread(other.progress, together=True, but=later))
            for part in other.parts():
                if isinstance(part, Line):
                    self._take(part)
                    self.logs.saw({part.device: [[part.number, part.number]]}, part.time)
                elif part.since > self.logs.time:
                    self.logs.saw(part.seen, part.until)
                    self._take_run(part)
                else:
                    return  # there is a line in the file of another month: each is to be looked into
            if other.done:
                self.logs.saw(other.done.seen, 0)
                self.logs.read_to(other.done.marks)

    def _take_run(self, run: Run) -> None:
        schedules = self.tables["schedules"]
        for card, state in run.found.items():
            row = schedules.get(card)
            if state != (row and row["state"]):
                self._late.add(card)
        self._late.update(card for card, device in run.undone.items() if self._may_differ(device))
        super()._take_run(run)

    def _may_differ(self, device: str, number: int = 0) -> bool:
        """Whether that device may have known less than we do, or more, at its line of this number: then what it put
        back is not what it was."""
        numbers = self.logs.numbers
        lacking = number > numbers.last(device) + 1 or bool(numbers.gaps())
        return numbers.has_others(device) or self.logs.passed_over or lacking

    def _take(self, line: Line) -> None:
        schedules, stamps = self.tables["schedules"], self._stamps["schedules"]
        # Schedules that were kept without a review: one may come after what was made without knowing of it.
        found, replaced = list[Entry](), set[str]()
        for entry in entries(line):
            if entry.review_id:
                found.append(entry)
            else:
                replaced.add(entry.card)
        adopted = any(entry.review_id >= ADOPTED for entry in found)
        self.adopted_elsewhere |= adopted and line.device != self.logs.device
        self._late.update(card for card in replaced if stamps.get(card, -1) > line.stamp)
        replay: list[tuple[Entry, Document | None]] = []
        for entry in found:
            card, document, row = entry.card, entry.document, schedules.get(entry.card)
            # The stamp of a line that was read before is known: its schedule may have been replayed since.
            if (
                stamps.get(card, -1) >= line.stamp
                or len(found) > 1
                or card in replaced
                or ((document is None or adopted) and self._may_differ(line.device, line.number))
                # What it put back is not what stood here before the review.
                or (document is None and _reviews(row) != _reviews(entry.schedule) + 1)
            ):
                self._late.add(card)
            elif document is not None and document.get("before") != (row["state"] if row else None):
                # It did not find the schedule that is there: replayed at once, for the history takes seconds to read.
                replay.append((entry, row))
        self._apply(line)
        for entry, row in replay:
            review = entry.review()
            after = step(None if row is None else state_of(row["state"]), review)
            schedules[entry.card] = schedule_document(review.card, after)

    def _taken(self) -> None:
        if self._late:
            found: defaultdict[str, list[Entry]] = defaultdict(list)
            for entry in changes(self.logs, self._late):
                found[entry.card].append(entry)
            stamps = self._stamps["schedules"]
            for card in self._late:
                self.set_row("schedules", card, schedule_after(found[card]))
                # A sync tool may have brought more meanwhile: what is in it already is not replayed upon it again.
                stamps[card] = max([stamps.get(card, -1), *(entry.order[0] for entry in found[card][-1:])])
            self._late.clear()


def logs_in(source: Path) -> Path:
    """The folder with the logs, where a data folder, one above it, or that folder itself was meant."""
    for folder in (source / "log", source / "data" / "log", source / "history" / "log", source):
        if log.files(folder):
            if not is_readable(folder) and any(map(log.lines_of, log.files(folder))):
                raise StoreError("store.nothing-sound", path=str(source))
            return folder
    raise StoreError("store.no-history", path=str(source))


def is_readable(folder: Path) -> bool:
    """Whether there is a line in a folder's logs that we can take in."""
    return any(shapes.read(raw) for path in log.files(folder) for _, raw in log.read_lines(path))


def take_in(storage: JournalStorage, folder: Path) -> int:
    """Copy another's logs beside ours; how many lines were new.

    Taking in twice changes nothing, and it does not matter which of the two takes in the other. Lines that are damaged
    stay behind and are named. Others can write between two files.
    """
    new = 0
    for path in log.files(folder):
        theirs = path.read_bytes()
        with storage.transaction():
            new += _copy(storage.logs, path.name, theirs)
    storage.catch_up()
    return new


def _copy(logs: Logs, name: str, raw: bytes) -> int:
    """How many lines of theirs were new to us. Nothing of ours is lost: where both have lines that the other lacks, or
    where theirs are said to be this device's, they come to stand in a file beside ours, which grows with theirs."""
    path = logs.folder / name
    ours = path.read_bytes() if path.is_file() else b""
    theirs, start = [], 0
    if ours.startswith(raw):
        return 0
    for line in raw.split(b"\n")[:-1]:
        if log.intact(line):
            theirs.append(line)
        else:
            logs.damage(name, start, line)
        start += len(line) + 1
    # Of one device and month, whatever was added to the name: 3f9a01c2-2026-11
    kin = {other: log.lines_of(other) for other in log.files(logs.folder) if other.name[:16] == name[:16]}
    have = {line for lines in kin.values() for line in lines}
    new = list(dict.fromkeys(line for line in theirs if line not in have))
    if not new:
        return 0
    if ours and (log.device_of(name) == logs.device or kin[path] != theirs[: len(kin[path])]):
        whole = set(theirs)
        beside = (other for other, lines in kin.items() if other != path and whole.issuperset(lines))
        path = next(beside, path.with_name(f"{path.stem}.{zlib.crc32(new[0]):08x}.jsonl"))
        theirs = [*kin.get(path, []), *new]
    log.replace_file(path, b"".join(line + b"\n" for line in theirs), locked=True)
    return len(new)
