"""A line that the learner kept, typed again: its points were looked at then, and are not asked about anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.grading.compare import Likeness, compare
from trainer.grading.fold import fold, signs
from trainer.grading.model import Judgement, KeptLine, Part, Reason
from trainer.grading.ticks import ticked
from trainer.i18n import Language, message

WORDS_A_SLIP = 5
"""A line may hold one slip for every so many words, and one in any case."""
_UNREAD = frozenset((Reason.EMPTY, Reason.TOO_LONG, Reason.COPIED))


def as_kept(judgement: Judgement, lines: Sequence[KeptLine], language: Language) -> Judgement:
    """The judgement of own words, where they are one of these lines again, with the points as they were left then;
    of two lines the last one counts. What is certainly not there, and was never ticked, stays missing."""
    if judgement.reason in _UNREAD:
        return judgement
    line = next((line for line in reversed(lines) if _again(judgement.typed, line.text, language)), None)
    if line is None:
        return judgement
    left = dict(line.points)
    hits = [left.get(part.name, _counts(part, asked=bool(left))) for part in judgement.parts]
    parts = tuple(replace(part, perhaps=False) for part in judgement.parts)
    found = ticked(replace(judgement, parts=parts), hits)
    return replace(found, unsure=False, kept=line.text, explanation=message("grading.kept"))


def _counts(part: Part, *, asked: bool) -> bool:
    """Whether a point of which the learner said nothing counts as there: what may be there does, in a line that one
    keeps; what was not seen does where none of the points was ever asked about."""
    return part.hit or part.perhaps or not (asked or part.certain)


def _again(typed: str, line: str, language: Language) -> bool:
    """Whether a text is a line again: word for word, case, signs and slips aside."""
    mine, theirs = fold(typed).split(), fold(line).split()
    if not mine or len(mine) != len(theirs):
        return False
    if signs(typed) - signs(line) and signs(line) - signs(typed):
        return False
    other = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return len(other) <= max(1, len(theirs) // WORDS_A_SLIP) and all(
        one.isalpha() and another.isalpha() and compare(one, another, language).likeness <= Likeness.TYPO
        for one, another in other
    )
