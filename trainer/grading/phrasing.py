"""Finding an author's phrasing in own words: its words in a row, in any form; "*" is any ending, " … " a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from trainer.grading.compare import Likeness
from trainer.grading.compounds import separable
from trainer.grading.languages import grammar
from trainer.grading.reading import read_reference
from trainer.grading.table import Table
from trainer.grading.words import Sort, Word
from trainer.i18n import Language

GAP_WORDS = 6
""" " … " in a phrasing stands for up to this many words."""

_GAP = re.compile(r"\s(?:…|\.\.\.)\s")

Run = tuple[tuple[Word, bool], ...]
"""Words in a row, each with whether any ending will do."""


def seen(phrasing: str, table: Table) -> tuple[int, int] | None:
    """Where in the text a phrasing stands; None where it does not."""
    words = table.reading.words
    return next(((words[hit[0]].start, words[hit[-1]].end) for hit in places(phrasing, table)), None)


def places(phrasing: str, table: Table) -> Iterator[tuple[int, ...]]:
    """The words of the text that a phrasing is found in, each time that it stands there."""
    runs = runs_of(phrasing, table.context.language)
    if not runs:
        return
    for order in _orders(runs, table.context.language):
        found = [[_places(word, table, any_ending=ending) for word, ending in run] for run in order]
        for start in sorted(found[0][0]):
            if end := _end(found, start):
                yield tuple(range(start, end))
    if "*" not in phrasing:
        wording = read_reference(phrasing, table.context.language)
        if len(wording.words) == 1:
            for link in separable(table.reading, wording, table.context.language):
                yield link.typed


@lru_cache(maxsize=4096)
def runs_of(phrasing: str, language: Language) -> tuple[Run, ...]:
    """The runs of words of a phrasing, between its gaps."""
    runs = (
        tuple((word, run[word.end : word.end + 1] == "*") for word in read_reference(run, language).words)
        for run in _GAP.split(phrasing)
    )
    return tuple(filter(None, runs))


def _orders(runs: tuple[Run, ...], language: Language) -> Iterator[tuple[Run, ...]]:
    """A phrasing as written, and where it is a subject and its verb, in the order of a sentence that begins with
    something else: "regel ik" for "ik regel"."""
    yield runs
    if grammar(language).verb_second and with_subject(runs, language) and len(runs[0]) == 2:
        yield (runs[0][::-1],)


def with_subject(runs: tuple[Run, ...], language: Language) -> bool:
    """Whether a phrasing is what the learner does: "I", and a verb."""
    rules = grammar(language)
    return len(runs) == 1 and len(runs[0]) > 1 and runs[0][0][0].text in rules.subjects


def _places(wanted: Word, table: Table, *, any_ending: bool) -> set[int]:
    """Where a word of a phrasing stands in the text. Small words must be the same, or "for you" is seen in "for us"."""
    words = table.reading.words
    if any_ending:
        return {i for i, word in enumerate(words) if word.text.startswith(wanted.text)}
    same = {i for i, word in enumerate(words) if word.text == wanted.text}
    if wanted.sort in (Sort.CONTENT, Sort.NUMBER):
        same |= {i for i, found in table.row(wanted) if found.likeness <= Likeness.TYPO}
    return same


def _end(runs: Sequence[Sequence[set[int]]], start: int) -> int:
    """The end of the phrasing if it starts at this word, else 0."""
    end = start
    for n, run in enumerate(runs):
        reach = range(end, end + (GAP_WORDS if n else 0) + 1)
        found = next((at for at in reach if all(at + m in places for m, places in enumerate(run))), None)
        if found is None:
            return 0
        end = found + len(run)
    return end
