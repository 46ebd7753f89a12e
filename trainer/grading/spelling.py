"""Kindness about spelling: a right answer with a slip that a Dutch teacher would mark stays right, with a remark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from trainer.grading.align import Match
from trainer.grading.compare import Likeness
from trainer.grading.compounds import Link
from trainer.grading.words import Reading
from trainer.i18n import Message, message

_ENDINGS = ("d", "t", "dt")


def remarks(matches: Iterable[Match], reading: Reading) -> Iterator[Message]:
    """What to say about the spelling of accepted words: a compound apart, an accent left out, d for t."""
    for match in matches:
        for link in match.links:
            if link.comparison.likeness <= Likeness.INFLECTED:
                remark = _remark(link, reading, match.wording)
                if remark is not None:
                    yield remark


def one_slip(matches: Iterable[Match], reading: Reading) -> tuple[str, str] | None:
    """The one misspelt word and what it should be, as they are written; None where there are several, or where the
    slip stands in another form of the word."""
    slips = [(m, link) for m in matches for link in m.links if link.comparison.likeness is Likeness.TYPO]
    if len(slips) != 1:
        return None
    match, link = slips[0]
    if len(link.typed) > 1 or len(link.word) > 1:
        return None
    typed, right = reading.words[link.typed[0]], match.wording.words[link.word[0]]
    if OSA.distance(typed.text, right.text) > link.comparison.edits:
        return None
    return reading.source[typed.start : typed.end], match.wording.source[right.start : right.end]


def _remark(link: Link, reading: Reading, wording: Reading) -> Message | None:
    first, last = reading.words[link.typed[0]], reading.words[link.typed[-1]]
    target = wording.words[link.word[0]]
    if len(link.word) > 1 or target.quantity:
        return None
    typed, right = reading.source[first.start : last.end], wording.source[target.start : target.end]
    if link.compound and len(link.typed) > 1:
        return message("grading.compound", word=right) if " " in typed else None
    if len(link.typed) > 1:
        return None
    if first.text == target.text and _accents(right) and not _accents(typed):
        return message("grading.accents", word=right)
    alike = _around(link.typed[0], reading) == _around(link.word[0], wording)  # another subject has another ending
    if alike and link.comparison.likeness is Likeness.INFLECTED and _dt(first.text, target.text):
        return message("grading.verb-ending", typed=typed, word=right)
    return None


def _around(at: int, reading: Reading) -> list[str]:
    """The other words of a word's clause, up to it and from it on."""
    clause = reading.words[at].clause
    return ["" if n == at else w.text for n, w in enumerate(reading.words) if w.clause == clause]


def _accents(text: str) -> bool:
    return any(map(unicodedata.combining, unicodedata.normalize("NFD", text)))


def _dt(typed: str, right: str) -> bool:
    """Whether two forms differ in d, t and dt at the end only: ik word, hij wordt."""
    stem = len(max((typed, right), key=len))
    while stem and typed[:stem] != right[:stem]:
        stem -= 1
    mine, theirs = typed[stem:], right[stem:]
    return stem >= 3 and typed[stem - 1] not in "aeiou" and {mine, theirs} <= {"", *_ENDINGS} and mine != theirs
