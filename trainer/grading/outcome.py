"""What the graders hand to each other: a judgement in the making, in words of the reading instead of letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from trainer.grading.align import Match
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.words import HEAVY, Reading, Word
from trainer.i18n import Message


class About(Enum):
    """What a reason is about, where the reason alone does not say it."""

    CHOICE = auto()
    """Between do and don't."""
    REASON = auto()
    GIVEN_UP = auto()


def part(name: str, match: Match | None, reading: Reading) -> Part:
    """A list item or key point with where in the text it was seen; None: not seen."""
    if match is None or not match.links:
        return Part(name, hit=match is not None)
    linked = [i for link in match.links for i in link.typed]
    return Part(name, hit=True, seen=(reading.words[min(linked)].start, reading.words[max(linked)].end))


NAMED = 3
"""The most words, or pieces of a list, that a reason names: of more, all is strange."""


def quoted(texts: Sequence[str]) -> str:
    """Texts to name between the quotes of a sentence; nothing where they are too many to name."""
    return "”, “".join(texts) if len(texts) <= NAMED else ""


def strange(reading: Reading, match: Match) -> str:
    """The typed words that carry meaning and have nothing to do with a wording, neighbours together."""
    known = {i for link in match.links for i in link.typed}
    runs: list[list[Word]] = []
    last = -2
    for n, word in enumerate(reading.words):
        if n not in known and word.sort in HEAVY:
            if n == last + 1:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = n
    if sum(map(len, runs)) > NAMED:
        return ""
    return quoted([reading.source[run[0].start : run[-1].end] for run in runs])


@dataclass(slots=True)
class Outcome:
    """A verdict and what it rests on."""

    verdict: Verdict
    credit: float
    reason: Reason | None = None
    unsure: bool = False
    matches: list[Match] = field(default_factory=list)
    """The wordings that the text was laid beside; for the marks on it."""
    model: str = ""
    """The wording that came nearest, for short answers."""
    parts: tuple[Part, ...] = ()
    enough: int = 0
    remarks: list[Message] = field(default_factory=list)
    about: About | None = None
    typed: str = ""
    """The words that the reason is about."""
    instead: str = ""
    """What the answer has in their place."""

    def blame(self, match: Match) -> None:
        """Take the reason, and the words that it is about, from what contradicts a match."""
        first = match.contradictions[0]
        self.reason, self.typed, self.instead = first.reason, first.said, first.wanted
