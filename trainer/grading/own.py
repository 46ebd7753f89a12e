"""Looking at own words: which key points can be seen. What is seen is ticked; what is not is left to the learner.

Key words cannot judge free lines (of 37 good answers written without sight of the lists they passed 13), structure can
(9 of 9): so only a question, an open question or a number is certain.
"""

from __future__ import annotations

from trainer.cards.model import KeyPoint, OwnWords
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.outcome import Outcome
from trainer.grading.phrasing import seen
from trainer.grading.structure import structure
from trainer.grading.table import Context, Table
from trainer.grading.words import Reading
from trainer.i18n import Message, message


def grade_own(reading: Reading, typed: str, task: OwnWords, context: Context) -> Outcome:
    """Ticks for the points, a verdict from the ticks, friendly remarks; unsure where a word point may decide."""
    table = Table(reading, context)
    parts = tuple(_part(point, table, typed) for point in task.points)
    hits = sum(p.hit for p in parts)
    passed = hits >= task.enough and all(p.hit for p in parts if p.required)
    # Only unseen word points can still be there in other words.
    open_points = [p for p in parts if not p.hit and not p.certain]
    within_reach = hits + len(open_points) >= task.enough and all(p.hit or not p.certain for p in parts if p.required)
    outcome = Outcome(Verdict.CORRECT, 1.0, parts=parts, enough=task.enough, remarks=_remarks(table, typed, task))
    if not task.points:
        outcome.unsure = True
    elif not passed:
        outcome.credit = min(hits / max(task.enough, 1), 1.0) if hits < task.enough else 0.5
        outcome.verdict = Verdict.PARTIAL if hits or within_reach else Verdict.WRONG
        outcome.reason = Reason.MISSING
        outcome.unsure = within_reach
    return outcome


def _part(point: KeyPoint, table: Table, typed: str) -> Part:
    if point.structure is not None:
        where = structure(point.structure, table.reading, typed, table.context.language)
        if where or not point.phrasings:
            return Part(point.name, hit=where is not None, certain=True, required=point.required, seen=where)
    for phrasing in point.phrasings:
        if where := seen(phrasing, table):
            return Part(point.name, hit=True, required=point.required, seen=where)
    return Part(point.name, hit=False, required=point.required)


def _remarks(table: Table, typed: str, task: OwnWords) -> list[Message]:
    found = [
        message("grading.avoid", words=typed[where[0] : where[1]])
        for phrasing in task.avoid
        if (where := seen(phrasing, table))
    ]
    count = len(typed.split())
    if task.most_words and count > task.most_words:
        found.append(message("grading.too-many-words", n=count, most=task.most_words))
    if task.least_words and count < task.least_words:
        found.append(message("grading.too-few-words", n=count, least=task.least_words))
    return found
