"""What judging an answer gives: a value that a screen draws and a log keeps, with nothing of either in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainer.i18n import Message


class Verdict(StrEnum):
    """How near an answer came."""

    CORRECT = "correct"
    CLOSE = "close"
    PARTIAL = "partial"
    WRONG = "wrong"


class Reason(StrEnum):
    """Why an answer is not simply correct."""

    TYPO = "typo"
    SPELLING = "spelling"
    ORDER = "order"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    NUMBER = "number"
    REFUSED = "refused"
    MISSING = "missing"
    EXTRA = "extra"
    UNRECOGNISED = "unrecognised"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    COPIED = "copied"


class Mark(StrEnum):
    """What a stretch of the learner's text is to the answer. Text under no mark is neither."""

    MATCH = "match"
    TYPO = "typo"
    """Only the letters that differ."""
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a text: characters start..end, end not included."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Part:
    """One gap, list item, key point, or the choice between do and don't."""

    name: str
    """What the learner sees it called."""
    hit: bool
    certain: bool = False
    """Decided by structure (a question mark, a number); not for the learner to tick."""
    required: bool = False
    seen: tuple[int, int] | None = None
    """Where in the learner's text it was seen, or may have been."""
    perhaps: bool = False
    """Not counted as there, and not as missing: it may be, and only the learner can tell."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the trainer thinks of an answer, and how sure it is."""

    verdict: Verdict
    credit: float
    """0..1."""
    typed: str
    reason: Reason | None = None
    unsure: bool = False
    """The learner decides; nothing is preselected."""
    spans: tuple[Span, ...] = ()
    """The learner's words, marked; in order, not overlapping."""
    model: str = ""
    """The accepted answer that was given, in whole or part, else the card's own; empty for lists and own words."""
    missing: tuple[tuple[int, int], ...] = ()
    """Stretches of `model` that the learner's text lacks."""
    parts: tuple[Part, ...] = ()
    enough: int = 0
    """How many parts make a good answer."""
    remarks: tuple[Message, ...] = ()
    """Friendly lines without any effect on the verdict: a spelling, a length, a word better left out."""
    explanation: Message | None = None
    """The reason as one sentence, with the words that it is about."""
    kept: str = ""
    """The line that the learner kept, where these own words are it again: the points stand as they were left then."""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line in own words that the learner kept."""

    text: str
    points: tuple[tuple[str, bool], ...] = ()
    """The points that were settled by then, by name, and whether they are in it; none where they were not asked."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What this learner added to a card: answers to count as right, and answers never to accept."""

    accepted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    kept: tuple[KeptLine, ...] = ()
    """Own lines, the latest last."""
