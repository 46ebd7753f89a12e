"""The learner's text, marked for the screen: what matched, which letters slipped, what says the contrary."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from trainer.grading.align import Match
from trainer.grading.compare import Likeness
from trainer.grading.fold import fold_with_map
from trainer.grading.model import Mark, Part, Reason, Span
from trainer.grading.reading import read_reference
from trainer.grading.words import Reading, Sort, Word
from trainer.i18n import Language

_STRENGTH = (Mark.MATCH, Mark.TYPO, Mark.CONTRADICTS)


def mark(matches: Iterable[Match], reading: Reading, typed: str, parts: Iterable[Part] = ()) -> tuple[Span, ...]:
    """The marked stretches of the typed text, in order and not overlapping."""
    letters: list[Mark | None] = [None] * len(typed)

    def put(start: int, end: int, what: Mark) -> None:
        for i in range(start, end):
            before = letters[i]
            if before is None or _STRENGTH.index(what) > _STRENGTH.index(before):
                letters[i] = what

    for part in parts:
        if part.seen and not part.certain:
            put(*part.seen, Mark.MATCH)
    for match in matches:
        for link in match.links:
            words = [reading.words[i] for i in link.typed]
            for word in words:
                put(word.start, word.end, Mark.MATCH)
            if link.comparison.likeness is Likeness.TYPO and len(words) == 1:
                wanted = "".join(match.wording.words[n].text for n in link.word)
                for start, end in _differing(words[0], wanted, typed):
                    put(start, end, Mark.TYPO)
        for contradiction in match.contradictions:
            word = reading.words[contradiction.typed]
            denials = [w for w in reading.words if w.clause == word.clause and w.sort is Sort.NEGATION]
            culprits = denials if contradiction.reason is Reason.NEGATION and denials else [word]
            for culprit in culprits:
                put(culprit.start, culprit.end, Mark.CONTRADICTS)
    return tuple(_runs(letters, typed))


def _differing(word: Word, wanted: str, typed: str) -> Iterable[tuple[int, int]]:
    """The letters of a typed word that differ; where one is missing, the letter that stands in its place."""
    folded, where = fold_with_map(typed[word.start : word.end])
    where.append(word.end - word.start)
    for op in Levenshtein.opcodes(folded, wanted):
        if op.tag != "equal":
            start = min(op.src_start, len(folded) - 1)
            end = max(op.src_end, start + 1)
            yield word.start + where[start], word.start + max(where[end], where[start] + 1)


def _runs(letters: list[Mark | None], typed: str) -> Iterable[Span]:
    start = 0
    for i in range(1, len(letters) + 1):
        if i == len(letters) or letters[i] is not letters[start]:
            what = letters[start]
            if what is not None and typed[start:i].strip():
                yield Span(start, i, what)
            start = i


def lacking(match: Match, model: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The stretches of the nearest wording that the learner's text lacks; small ones only where no other is missing."""
    words = read_reference(model, language).words
    linked = {n for link in match.links for n in link.word}
    missing = [n for n in range(len(words)) if n not in linked]
    heavy = [n for n in missing if words[n].sort in (Sort.CONTENT, Sort.NUMBER, Sort.NEGATION, Sort.ORDER)]
    found: list[tuple[int, int]] = []
    for n in heavy or missing:
        if found and n - 1 in missing and found[-1][1] == words[n - 1].end:
            found[-1] = (found[-1][0], words[n].end)
        else:
            found.append((words[n].start, words[n].end))
    return tuple(found)
