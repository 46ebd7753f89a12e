"""What the learner ticks after an answer in own words, and when the learner disagrees with the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.grading.model import Judgement, Verdict


def ticked(judgement: Judgement, hits: Sequence[bool]) -> Judgement:
    """The judgement once the learner has said which parts are in it; what was certainly seen stays seen.

    Enough parts, and all required ones, make it correct; none at all make it wrong. Without a required one it is at
    most half right. A judgement without parts stays as it is.
    """
    if not judgement.parts:
        return judgement
    parts = tuple(
        part if part.certain and part.hit else replace(part, hit=hit, certain=False)
        for part, hit in zip(judgement.parts, hits, strict=True)
    )
    found, enough = sum(part.hit for part in parts), judgement.enough
    complete = all(part.hit for part in parts if part.required)
    credit = min(found / enough if enough else 1.0, 1.0 if complete else 0.5)
    verdict = Verdict.CORRECT if credit == 1.0 else Verdict.PARTIAL if found else Verdict.WRONG
    return replace(judgement, parts=parts, verdict=verdict, credit=credit, reason=None, unsure=False, explanation=None)


def settled(judgement: Judgement, *, right: bool) -> Judgement:
    """The judgement as the learner settles it: "I was right" or "I was wrong"."""
    verdict = Verdict.CORRECT if right else Verdict.WRONG
    return replace(judgement, verdict=verdict, credit=float(right), unsure=False)
