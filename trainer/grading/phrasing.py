"""Finding an author's phrasing in own words: its words in a row, in any form; "*" is any ending, " … " a few words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from trainer.grading.compare import Likeness
from trainer.grading.compounds import separable
from trainer.grading.reading import read_reference
from trainer.grading.table import Table
from trainer.grading.words import Sort, Word
from trainer.i18n import Language

GAP_WORDS = 6
""" " … " in a phrasing stands for up to this many words."""

_GAP = re.compile(r"\s(?:…|\.\.\.)\s")


def seen(phrasing: str, table: Table) -> tuple[int, int] | None:
    """Where in the text a phrasing stands; None where it does not."""
    runs = [
        [_places(word, table, any_ending=ending) for word, ending in run]
        for run in _runs(phrasing, table.context.language)
    ]
    words = table.reading.words
    if not runs:
        return None
    for start in sorted(runs[0][0]):
        if end := _end(runs, start):
            return words[start].start, words[end - 1].end
    if "*" not in phrasing:
        wording = read_reference(phrasing, table.context.language)
        if len(wording.words) == 1:
            for link in separable(table.reading, wording, table.context.language):
                return words[link.typed[0]].start, words[link.typed[-1]].end
    return None


@lru_cache(maxsize=4096)
def _runs(phrasing: str, language: Language) -> tuple[tuple[tuple[Word, bool], ...], ...]:
    """The words of each run of a phrasing, each with whether any ending will do."""
    runs = (
        tuple((word, run[word.end : word.end + 1] == "*") for word in read_reference(run, language).words)
        for run in _GAP.split(phrasing)
    )
    return tuple(filter(None, runs))


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
