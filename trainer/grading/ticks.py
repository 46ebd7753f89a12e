"""What the learner ticks after an answer in own words, and when the learner disagrees with the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.grading.model import Judgement, Verdict


def ticked(judgement: Judgement, hits: Sequence[bool]) -> Judgement:
    """The judgement once the learner has said which parts are in it; what was certainly seen stays seen.

    Enough parts, and all required ones, make it correct; none at all make it wrong. Without a required one it is at
    most half right. What may be there stays open until the learner ticks it, or ticks it and takes that back: as long
    as the verdict hangs on it, it is unsure. A judgement without parts stays as it is.
    """
    if not judgement.parts:
        return judgement
    parts = tuple(
        part if (part.certain and part.hit) or part.hit is hit else replace(part, hit=hit, certain=False, perhaps=False)
        for part, hit in zip(judgement.parts, hits, strict=True)
    )
    verdict, credit = _worth([part.hit for part in parts], judgement)
    hopeful, _ = _worth([part.hit or part.perhaps for part in parts], judgement)
    unsure = hopeful is Verdict.CORRECT and verdict is not Verdict.CORRECT
    if not unsure:
        verdict = hopeful  # what may be there makes it half right at best
    return replace(judgement, parts=parts, verdict=verdict, credit=credit, reason=None, unsure=unsure, explanation=None)


def _worth(hits: Sequence[bool], judgement: Judgement) -> tuple[Verdict, float]:
    """What these parts make, if they are there."""
    found, enough = sum(hits), judgement.enough
    complete = all(hit for hit, part in zip(hits, judgement.parts, strict=True) if part.required)
    credit = min(found / enough if enough else 1.0, 1.0 if complete else 0.5)
    verdict = Verdict.CORRECT if credit == 1.0 else Verdict.PARTIAL if found else Verdict.WRONG
    return verdict, credit


def settled(judgement: Judgement, *, right: bool) -> Judgement:
    """The judgement as the learner settles it: "I was right" or "I was wrong"."""
    verdict = Verdict.CORRECT if right else Verdict.WRONG
    return replace(judgement, verdict=verdict, credit=float(right), unsure=False)
