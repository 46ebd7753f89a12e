"""The usual line, one answer to one card, read and checked at one go; and many lines made into one change.

A long history has a million of them, and hardly any other line. msgspec reads one straight into the types below, and
refuses what does not fit them, in the time that it takes to read it at all. What is refused is not wrong for that: it
goes the long way of shapes.read, by which whatever is taken here would be taken too, and as the same documents.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from functools import partial
from typing import Annotated, Any, Literal, TypeAlias
from zlib import crc32

from msgspec import UNSET, Meta, MsgspecError, Struct, UnsetType, to_builtins
from msgspec.json import Decoder

from trainer.store import shapes
from trainer.store.log import HEAD, Document, Line, Op, number_of
from trainer.store.numbers import Spans
from trainer.store.shapes import ADOPTED, LATEST, LEAST, MOST, Reason, Verdict, is_usual_state

REMEMBERED = 20_000
"""Of each kind, twice the cards of a diligent learner."""

Whole: TypeAlias = Annotated[int, Meta(gt=LEAST, lt=MOST)]
Count: TypeAlias = Annotated[int, Meta(ge=0, lt=MOST)]
Number: TypeAlias = Count | Annotated[float, Meta(ge=0, lt=MOST)]
Share: TypeAlias = Annotated[int, Meta(ge=0, le=1)] | Annotated[float, Meta(ge=0, le=1)]
Grade: TypeAlias = Annotated[int, Meta(ge=1, le=4)]
Counts: TypeAlias = Annotated[list[Whole], Meta(min_length=5, max_length=5)]


class Row(Struct, forbid_unknown_fields=True, gc=False):
    """A document. What it has not named, a later trainer's field, goes the long way."""

    def document(self) -> Document:
        found: Document = to_builtins(self)
        return found


class Schedule(Row):
    card: str
    state: str


class Review(Row):
    card: Whole
    deck: str
    typed: str
    verdict: Verdict
    credit: Share
    grade: Grade
    seconds: Number
    first_key: Number | None
    proposed: Grade | UnsetType = UNSET
    reason: Reason | UnsetType = UNSET
    unsure: bool | UnsetType = UNSET
    override: bool | UnsetType = UNSET
    hinted: bool | UnsetType = UNSET
    repeat: bool | UnsetType = UNSET
    own_words: bool | UnsetType = UNSET
    scene: Count | UnsetType = UNSET
    retention: Annotated[float, Meta(gt=0, lt=1)] | UnsetType = UNSET
    before: str | UnsetType = UNSET


class Day(Row):
    day: str
    decks: dict[str, Counts]


class Pace(Row):
    own: bool
    review: Count
    card: Whole
    seconds: Number
    first_key: Number | None


class Answer(Row):
    """In the order in which Store.record puts them; what else belongs to an answer goes the long way."""

    crc: str
    d: str
    n: Annotated[int, Meta(gt=0, lt=MOST)]
    t: Annotated[int, Meta(gt=0, lt=LATEST)]
    ops: tuple[
        tuple[Literal["schedules"], str, Schedule],
        tuple[Literal["reviews"], str, Review],
        tuple[Literal["days"], str, Day],
        tuple[Literal["pace"], str, Pace],
    ]


class Usual(Line):
    """As a tuple it has an Answer's ops, of rows: few ask for `ops`, in which those are documents."""

    __slots__ = ()

    @property
    def ops(self) -> Sequence[Op]:
        ops: Any = self[3]
        return [(table, doc_id, row.document()) for table, doc_id, row in ops]


_make = partial(tuple.__new__, Usual)
_decode = Decoder(Answer).decode
_states: dict[str, str] = {}
"""By its card's id, the latest that was found good: the card's next review came upon it."""
_ids: set[str] = set()
"""Of other tables."""
_dates: set[str] = set()


def read(raw: bytes) -> Line | None:
    """As shapes.read, in a third of the time."""
    if not raw.startswith(b'{"crc":"%08x",' % crc32(raw[HEAD:])) or not raw.isascii():
        # A \r that a tool put before the newline makes no other line of it.
        return read(raw.rstrip(b"\r")) if raw.endswith(b"\r") else shapes.read(raw)
    try:
        answer = _decode(raw)
        (_, card, schedule), (_, review_id, review), (_, day_id, day), (_, place, _) = ops = answer.ops
        if not review_id.isdecimal() or not review_id.isascii() or review_id[0] == "0" or len(review_id) > 16:
            return shapes.read(raw)
        if not is_usual_state(state := schedule.state):
            shapes.demand_state(state)
        known = _states.get(card)
        if (before := review.before) is not UNSET and before != known:
            shapes.demand_state(before)
        if known is None or day_id not in _ids or place not in _ids or day.day not in _dates:
            _learn(card, day_id, place, day.day)
        _states[card] = state
        return _make((answer.d, answer.n, answer.t << 32 | number_of(answer.d), ops))
    except (MsgspecError, ValueError):
        return shapes.read(raw)


def _learn(card: str, day_id: str, place: str, date: str) -> None:
    """See to it that these are sound, and remember them: they come again."""
    for doc_id in (card, day_id, place):
        shapes.demand_id(doc_id)
    shapes.demand_date(date)
    for memory in (_states, _ids, _dates):
        if len(memory) >= REMEMBERED:
            memory.clear()
    _ids.update((day_id, place))
    _dates.add(date)


class Run(Struct, tag=True):
    """Lines behind each other, each later than all before it, as one change. The reviews are left out."""

    rows: dict[str, dict[str, tuple[int, Any]]] = {}
    """By table and id, with the stamp: a row, a document or None."""
    found: dict[str, str | None] = {}
    """By its card's id in `schedules`, the state that the first review of a card came upon."""
    undone: dict[str, str] = {}
    """The device that took a review of that card back."""
    lines: int = 0
    since: int = 0
    """When the first was written, in microseconds since 1970, and the last."""
    until: int = 0
    seen: dict[str, Spans] = {}
    """By device the numbers of its lines, where another process read them."""

    def take(self, line: Line) -> bool:
        """False where it did not find what the lines before it left, or where that is not known of it."""
        if type(line) is Line:
            if not self._take_other(line):
                return False
        else:
            answer: Any = line
            _, _, stamp, ((_, card, schedule), (_, review_id, review), (_, day_id, day), (_, place, pace)) = answer
            if not self._follows(card, int(review_id), review.before or None):
                return False
            rows = self.rows
            rows["schedules"][card], rows["days"][day_id] = (stamp, schedule), (stamp, day)
            rows["pace"][place] = stamp, pace
        self.lines += 1
        self.until = line[2] >> 32
        self.since = self.since or self.until
        return True

    def _follows(self, card: str, review_id: int, before: str | None) -> bool:
        """Whether a review came upon the schedule that is there, as far as that is known."""
        if review_id >= ADOPTED:
            return False
        if (row := self.rows["schedules"].get(card)) is None:
            self.found[card] = before
            return True
        held = row[1]
        return (held.state if type(held) is Schedule else held and held["state"]) == before

    def _take_other(self, line: Line) -> bool:
        """One that has to do with no schedule, or is a single review given here or taken back."""
        kinds = [table for table, _, _ in line.ops]
        if "schedules" in kinds or "reviews" in kinds:
            at = kinds.index("schedules")
            if kinds.count("schedules") > 1 or kinds.count("reviews") != 1 or kinds[at + 1 : at + 2] != ["reviews"]:
                return False
            (_, card, _), (_, review_id, review) = line.ops[at : at + 2]
            if review is None and int(review_id) < ADOPTED:
                self.undone[card] = line.device
            elif review is None or not self._follows(card, int(review_id), review.get("before")):
                return False
        for table, doc_id, document in line.ops:
            if table != "reviews":
                self.rows.setdefault(table, {})[doc_id] = line.stamp, document
        return True


def runs(lines: Iterable[Line], time: int) -> Generator[Run | Line]:
    """What can be made into one change, and between it each other line; all there was so far is of this time, in
    microseconds since 1970, or before it."""
    run = _run()
    for line in lines:
        now = line[2] >> 32
        if now <= time or not run.take(line):
            if run.lines:
                yield run
                run = _run()
            if now <= time or not run.take(line):
                yield line
        if now > time:
            time = now
    if run.lines:
        yield run


def _run() -> Run:
    return Run(rows={"schedules": {}, "days": {}, "pace": {}})
