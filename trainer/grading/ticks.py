"""What the learner ticks after an answer in own words, and when the learner disagrees with the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.grading.model import Judgement, Part, Verdict


def ticked(judgement: Judgement, hits: Sequence[bool]) -> Judgement:
    """The judgement once the learner has said which points are in it; certain parts stay as they are.

    Enough points, and all required ones, make it correct; none at all make it wrong.
    """
    parts = tuple(
        part if part.certain else replace(part, hit=hit) for part, hit in zip(judgement.parts, hits, strict=True)
    )
    found = sum(part.hit for part in parts)
    enough = judgement.enough or len(parts)
    if found >= enough and all(part.hit for part in parts if part.required):
        verdict = Verdict.CORRECT
    else:
        verdict = Verdict.PARTIAL if found else Verdict.WRONG
    return replace(
        judgement, parts=parts, verdict=verdict, credit=credit(parts, enough), unsure=False, explanation=None
    )


def credit(parts: Sequence[Part], enough: int) -> float:
    """The share of a good answer, 0..1, that the parts make up."""
    return min(1.0, sum(part.hit for part in parts) / enough) if enough else 1.0


def settled(judgement: Judgement, *, right: bool) -> Judgement:
    """The judgement as the learner settles it: "I was right" or "I was wrong"."""
    verdict = Verdict.CORRECT if right else Verdict.WRONG
    return replace(judgement, verdict=verdict, credit=float(right), unsure=False)
