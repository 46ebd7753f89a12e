"""The usual line, one answer to one card, read and checked at one go.

A long history has a million of them, and hardly any other line. msgspec reads one straight into the types below, and
refuses what does not fit them, in the time that it takes to read it at all. What is refused is not wrong for that: it
goes the long way of shapes.read, by which whatever is taken here would be taken too, and as the same documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal, TypeAlias
from zlib import crc32

from msgspec import UNSET, Meta, MsgspecError, Struct, UnsetType, to_builtins
from msgspec.json import Decoder

from trainer.store import shapes
from trainer.store.log import HEAD, Line, Op, number_of
from trainer.store.shapes import LATEST, LEAST, MOST, Reason, Verdict, is_id, is_usual_state

REMEMBERED = 20_000
"""Of each kind, twice the cards of a diligent learner."""

Whole: TypeAlias = Annotated[int, Meta(gt=LEAST, lt=MOST)]
Count: TypeAlias = Annotated[int, Meta(ge=0, lt=MOST)]
Number: TypeAlias = Count | Annotated[float, Meta(ge=0, lt=MOST)]
Share: TypeAlias = Annotated[int, Meta(ge=0, le=1)] | Annotated[float, Meta(ge=0, le=1)]
Grade: TypeAlias = Annotated[int, Meta(ge=1, le=4)]
Counts: TypeAlias = Annotated[list[Whole], Meta(min_length=5, max_length=5)]
NUMBERS = frozenset({int, float})


class Document(Struct, forbid_unknown_fields=True, gc=False):
    """What it has not named, a later trainer's field, goes the long way."""


class Review(Document):
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


class Answer(Document):
    """In the order in which Store.record puts them; what else belongs to an answer goes the long way."""

    crc: str
    d: str
    n: Annotated[int, Meta(gt=0, lt=MOST)]
    t: Annotated[int, Meta(gt=0, lt=LATEST)]
    ops: tuple[
        tuple[Literal["schedules"], str, dict[Literal["card", "state"], str]],
        tuple[Literal["reviews"], str, Review],
        tuple[Literal["days"], str, dict[Literal["day", "decks"], str | dict[str, Counts]]],
        tuple[
            Literal["pace"], str, dict[Literal["own", "review", "card", "seconds", "first_key"], bool | Number | None]
        ],
    ]


class Usual(Line):
    """As a tuple it has an Answer's ops, its review still a Review: few ask for `ops`, in which that is a document."""

    __slots__ = ()

    @property
    def ops(self) -> Sequence[Op]:
        schedule, (table, review_id, review), day, pace = self[3]
        return schedule, (table, review_id, to_builtins(review)), day, pace


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
        (_, card, schedule), (_, review_id, review), (_, day_id, day), (_, place, pace) = answer.ops
        # Of what the types let pass: all fields are there, and each is of its own kind.
        if not (
            len(schedule) == 2
            and type(date := day["day"]) is str
            and type(day["decks"]) is dict
            and type(pace["own"]) is bool
            and type(pace["review"]) is type(pace["card"]) is int
            and type(pace["seconds"]) in NUMBERS
            and type(pace["first_key"]) is not bool
            and is_id(review_id)
        ):
            return shapes.read(raw)
        if not is_usual_state(state := schedule["state"]):
            shapes.demand_state(state)
        known = _states.get(card)
        if (before := review.before) is not UNSET and before != known:
            shapes.demand_state(before)
        if known is None or day_id not in _ids or place not in _ids or date not in _dates:
            _learn(card, day_id, place, date)
        _states[card] = state
        return _make((answer.d, answer.n, answer.t << 32 | number_of(answer.d), answer.ops))
    except (MsgspecError, ValueError, KeyError):
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
