"""From a verdict to a grade: the trainer proposes, the learner settles.

The proposal never reads more into an answer than it shows: a typo is no memory failure, slowness alone never fails an
answer, and Again is proposed only with positive evidence of a miss, for it costs a card months.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.grading.model import Judgement, Verdict
from trainer.memory.model import Grade, Schedule
from trainer.memory.pace import IDLE, Pace

PASS = 2 / 3
"""The share of a partial answer that passes; with one or two parts, all of them."""
QUICK = 0.6
"""First key sooner than this share of the learner's median: Easy is offered."""
SLOW = 3.0
"""First key later than this many times the median: recalled, but with effort."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed grade."""

    grade: Grade | None
    """None: the trainer is not sure, and asks with nothing preselected."""
    easy: bool = False
    """Easy is worth offering; it is never chosen for the learner."""


def propose(
    judgement: Judgement, *, hinted: bool, first_key: float | None, pace: Pace, schedule: Schedule | None
) -> Proposal:
    """The grade to propose for an answer. `first_key` is in seconds, `pace` the learner's for this kind of work."""
    if judgement.unsure:
        return Proposal(None)
    if judgement.verdict is Verdict.WRONG:
        return Proposal(Grade.AGAIN)
    if judgement.verdict is Verdict.PARTIAL:
        return Proposal(Grade.HARD if passes(judgement) else Grade.AGAIN)
    if hinted:
        return Proposal(Grade.HARD)
    typical = pace.typical_first_key()
    if typical is None or first_key is None:
        return Proposal(Grade.GOOD)
    waited = min(first_key, IDLE)
    if waited > SLOW * typical:
        return Proposal(Grade.HARD)
    return Proposal(Grade.GOOD, easy=schedule is not None and schedule.reviews >= 2 and waited < QUICK * typical)


def passes(judgement: Judgement) -> bool:
    """Whether a partial answer is enough to count as recalled with effort."""
    if any(part.required and not part.hit for part in judgement.parts):
        return False
    if 0 < judgement.enough <= 2:
        return judgement.credit >= 1.0
    return judgement.credit >= PASS
