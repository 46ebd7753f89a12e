"""Looking at own words: which key points can be seen. What is seen is ticked; what is not is left to the learner.

Key words cannot judge free lines (of 37 good answers written without sight of the lists they passed 13), structure can
(9 of 9): so only a question, an open question or a number is certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from trainer.cards.model import KeyPoint, OwnWords, Structure
from trainer.grading.compare import Likeness, compare
from trainer.grading.compounds import separable
from trainer.grading.languages import Grammar, grammar
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.outcome import Outcome
from trainer.grading.table import Context
from trainer.grading.words import Reading, Sort, Word, read, read_reference
from trainer.i18n import Language, Message, message

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
GAP_WORDS = 6
""" " … " in a phrasing stands for up to this many words."""


def grade_own(reading: Reading, typed: str, task: OwnWords, context: Context) -> Outcome:
    """Ticks for the points, a verdict from the ticks, friendly remarks; unsure where a word point may decide."""
    parts = tuple(_part(point, reading, typed, context) for point in task.points)
    hits = sum(p.hit for p in parts)
    passed = hits >= task.enough and all(p.hit for p in parts if p.required)
    # Only unseen word points can still be there in other words.
    open_points = [p for p in parts if not p.hit and not p.certain]
    within_reach = hits + len(open_points) >= task.enough and all(p.hit or not p.certain for p in parts if p.required)
    outcome = Outcome(
        Verdict.CORRECT, 1.0, parts=parts, enough=task.enough, remarks=_remarks(reading, typed, task, context)
    )
    if not task.points:
        outcome.unsure = True
    elif not passed:
        outcome.credit = min(hits / max(task.enough, 1), 1.0) if hits < task.enough else 0.5
        outcome.verdict = Verdict.PARTIAL if hits or within_reach else Verdict.WRONG
        outcome.reason = Reason.MISSING
        outcome.unsure = within_reach
    return outcome


def _part(point: KeyPoint, reading: Reading, typed: str, context: Context) -> Part:
    if point.structure is not None:
        where = structure(point.structure, reading, typed, context.language)
        if where or not point.phrasings:
            return Part(point.name, hit=where is not None, certain=True, required=point.required, seen=where)
    for phrasing in point.phrasings:
        if where := seen(phrasing, reading, context):
            return Part(point.name, hit=True, required=point.required, seen=where)
    return Part(point.name, hit=False, required=point.required)


# Phrasings


@lru_cache(maxsize=4096)
def _pattern(phrasing: str, language: Language) -> tuple[tuple[tuple[Word, bool], ...], ...]:
    """A phrasing as runs of words; each word with whether any ending will do."""
    runs = []
    for run in re.split(r"\s(?:…|\.\.\.)\s", phrasing):
        words: list[tuple[Word, bool]] = []
        for piece in run.split():
            words += ((w, piece.endswith("*")) for w in read_reference(piece, language).words)
        if words:
            runs.append(tuple(words))
    return tuple(runs)


def seen(phrasing: str, reading: Reading, context: Context) -> tuple[int, int] | None:
    """Where in the text the words of a phrasing stand, in a row; None where they do not."""
    runs = _pattern(phrasing, context.language)
    words = reading.words
    if not runs:
        return None
    for start in range(len(words)):
        end = _runs_at(runs, words, start, context.language)
        if end:
            return words[start].start, words[end - 1].end
    if len(runs) == 1 and len(runs[0]) == 1 and not runs[0][0][1]:
        for link in separable(reading, read_reference(phrasing, context.language), context.language):
            return words[link.typed[0]].start, words[link.typed[-1]].end
    return None


def _runs_at(
    runs: tuple[tuple[tuple[Word, bool], ...], ...], words: Sequence[Word], start: int, language: Language
) -> int:
    """The end of the phrasing if it starts at this word, else 0."""
    end = _run_at(runs[0], words, start, language)
    for run in runs[1:]:
        if not end:
            return 0
        found = (_run_at(run, words, at, language) for at in range(end, min(end + GAP_WORDS + 1, len(words))))
        end = next(filter(None, found), 0)
    return end


def _run_at(run: tuple[tuple[Word, bool], ...], words: Sequence[Word], start: int, language: Language) -> int:
    if start + len(run) > len(words):
        return 0
    for (wanted, any_ending), word in zip(run, words[start:], strict=False):
        if any_ending:
            if not word.text.startswith(wanted.text):
                return 0
        elif wanted.quantity and word.quantity:
            if not word.quantity.same(wanted.quantity):
                return 0
        elif word.text != wanted.text and (
            wanted.sort is not Sort.CONTENT or compare(word.text, wanted.text, language).likeness > Likeness.TYPO
        ):
            return 0
    return start + len(run)


# Structure


def structure(what: Structure, reading: Reading, typed: str, language: Language) -> tuple[int, int] | None:
    """Where the text has a question, an open question or a number; None where it has not."""
    if what is Structure.NUMBER:
        number = next((w for w in reading.words if w.sort is Sort.NUMBER), None)
        return (number.start, number.end) if number else None
    rules = grammar(language)
    for sentence in _SENTENCE.finditer(typed):
        text = sentence.group()
        if not text.strip():
            continue
        words = read(text, language).words
        opened = _opener(words, rules)
        marked = "?" in text[-4:]
        asks = marked or (text[-1] not in ".!…" and opened is not None and _asks_unmarked(words, opened, rules))
        if asks and (what is Structure.QUESTION or (opened is not None and words[opened].text in rules.questions)):
            lead = len(text) - len(text.lstrip())
            return sentence.start() + lead, sentence.start() + len(text.rstrip())
    return None


def _opener(words: Sequence[Word], rules: Grammar) -> int | None:
    """The question word or verb at the head of a clause ("en", "met" aside) that makes a sentence a question."""
    for n, word in enumerate(words):
        head = n
        while head > 0 and words[head - 1].clause == word.clause:
            head -= 1
        before = words[head:n]
        small = (
            all(w.text in rules.joiners | rules.prepositions | rules.conjunctions for w in before) and len(before) <= 2
        )
        if small and (word.text in rules.questions or (word.text in rules.closed_questions and n == head)):
            return n
    return None


def _asks_unmarked(words: Sequence[Word], opener: int, rules: Grammar) -> bool:
    """Whether a sentence asks without a question mark: a verb follows the question word ("wat leuk" does not)."""
    following = words[opener + 1 : opener + 3]
    if words[opener].text in rules.questions:
        return any(w.sort is Sort.AUXILIARY or w.text in rules.closed_questions for w in following)
    return bool(following) and following[0].sort is Sort.PRONOUN


# Remarks


def _remarks(reading: Reading, typed: str, task: OwnWords, context: Context) -> list[Message]:
    found = [
        message("grading.avoid", words=typed[where[0] : where[1]])
        for phrasing in task.avoid
        if (where := seen(phrasing, reading, context))
    ]
    count = len(typed.split())
    if task.most_words and count > task.most_words:
        found.append(message("grading.too-many-words", n=count, most=task.most_words))
    if task.least_words and count < task.least_words:
        found.append(message("grading.too-few-words", n=count, least=task.least_words))
    return found
