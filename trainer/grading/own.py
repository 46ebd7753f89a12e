"""Looking at own words: which key points can be seen. What is seen is ticked; what is not is left to the learner.

Key words cannot judge free lines (of 37 good answers written without sight of the lists they passed 13), structure can
(9 of 9): so only a question, an open question or a number is certain.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.cards.model import KeyPoint, OwnWords, Structure
from trainer.grading.evidence import Evidence, Proof, Witness
from trainer.grading.fold import fold
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.outcome import Outcome
from trainer.grading.phrasing import seen
from trainer.grading.structure import indirect, structure
from trainer.grading.table import Context, Table
from trainer.grading.words import Reading
from trainer.i18n import Message, message


def grade_own(reading: Reading, typed: str, task: OwnWords, prompt: str, context: Context) -> Outcome:
    """Ticks for the points, a verdict from the ticks, friendly remarks; unsure where a word point may decide."""
    table = Table(reading, context)
    parts = _parts(table, typed, task, prompt)
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


def _parts(table: Table, typed: str, task: OwnWords, prompt: str) -> tuple[Part, ...]:
    """The points as the text shows them. What may be there is left open, save in the author's own example."""
    witness = Witness(table, prompt)
    structures = [_structure(point, table, typed) for point in task.points]
    found = [
        Evidence(Proof.NONE) if part and part.hit else witness.look(point)
        for point, part in zip(task.points, structures, strict=True)
    ]
    elsewhere = witness.unclaimed(found)
    parts = [
        part if part and (part.hit or not point.phrasings) else _part(point, evidence, table, elsewhere=elsewhere)
        for point, part, evidence in zip(task.points, structures, found, strict=True)
    ]
    if any(part.perhaps for part in parts) and any(fold(model) == fold(typed) for model in task.models):
        parts = [replace(part, hit=True, perhaps=False) if part.perhaps else part for part in parts]
    return tuple(parts)


def _structure(point: KeyPoint, table: Table, typed: str) -> Part | None:
    """A point as its structure shows it; None where it has none."""
    if point.structure is None:
        return None
    language = table.context.language
    where = structure(point.structure, table.reading, typed, language)
    if where is None and point.structure is not Structure.NUMBER and (said := indirect(table.reading, language)):
        return Part(point.name, hit=False, required=point.required, seen=said, perhaps=True)
    return Part(point.name, hit=where is not None, certain=True, required=point.required, seen=where)


def _part(point: KeyPoint, evidence: Evidence, table: Table, *, elsewhere: bool) -> Part:
    words = table.reading.words
    seen = (words[evidence.at[0]].start, words[evidence.at[-1]].end) if evidence.proof else None
    sure = evidence.proof is Proof.SURE
    # Key words miss half of what is said well: a clause that no point accounts for may be the point in other words.
    perhaps = not sure and (evidence.proof is Proof.PERHAPS or (elsewhere and bool(point.phrasings)))
    return Part(point.name, hit=sure, required=point.required, seen=seen, perhaps=perhaps)


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
