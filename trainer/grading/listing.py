"""Judging a list: which of its items were named, each once, in any phrasing; in their order where the card asks it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.grading.align import Match, align
from trainer.grading.fold import fold
from trainer.grading.model import Reason, Verdict
from trainer.grading.outcome import Outcome, part, quoted
from trainer.grading.reading import read_reference
from trainer.grading.short import CLOSE, LEANING
from trainer.grading.table import Board, Context, Table
from trainer.grading.words import HEAVY, Reading, Sort

_MARKER = re.compile(
    r"(?:^[ \t]*|(?<=[\s;,]))(?:\(?(?:\d{1,2}|[a-k])\)(?=\s|[^\W\d_])|\d{1,2}\.(?=\s|[^\W\d_])|[-–*•](?=\s))",
    re.MULTILINE,
)
_COUNT = re.compile(r"(?<!\S)\d{1,2}(?=[ \t]+[^\W\d_])")

SEEN = 0.6
"""The least coverage of a phrasing that names its item."""
SHORTENED = 0.45
"""The same where next to nothing else stands there: "a newsletter" for "a newsletter of the trade"."""
WORDY = 3
"""From this many words on, a piece may be an item in other words."""
LONG = 3.3
"""Words a piece, on average, from which pieces that are not recognised are rather other wordings than mistakes."""
LONGEST = 3
"""How many pieces between separators one item may span: "your pitch and opening lines"."""
LONGEST_UNSEPARATED = 6
"""The same where every word is a piece."""
LONGEST_NAMED = 4
"""The most words of a piece that is named as not recognised."""
FEW = 12
"""The most words that may be items one by one although a word among them opens a clause ("what which who how")."""


def without_markers(typed: str, *, counted: bool = False) -> str:
    """The text with ";" for the "1.", "a)" or "-" before an item, and, `counted`, for bare numbers that count from one;
    every other letter keeps its place."""
    clean = _MARKER.sub(_blank, typed)
    numbers = [int(m.group()) for m in _COUNT.finditer(clean)] if counted else []
    return _COUNT.sub(_blank, clean) if len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)] else clean


def _blank(marker: re.Match[str]) -> str:
    return ";" + " " * (len(marker.group()) - 1)


@dataclass(frozen=True, slots=True)
class _Option:
    """An item seen in a stretch of the text."""

    lo: int
    hi: int
    item: int
    worth: float
    match: Match


def _pieces(reading: Reading) -> list[tuple[int, int]]:
    """The stretches between separators; single words where there is no separator at all."""
    bounds = [0]
    bounds += (n for n, (a, b) in enumerate(pairwise(reading.words), 1) if a.clause != b.clause)
    bounds.append(len(reading.words))
    if len(bounds) == 2 or (len(reading.words) <= FEW and not reading.separated):
        bounds = list(range(len(reading.words) + 1))
    return list(pairwise(bounds))


def grade_list(
    reading: Reading,
    items: Sequence[Sequence[str]],
    needed: int,
    refused: Sequence[str],
    context: Context,
    *,
    ordered: bool,
) -> Outcome:
    """Credit is the share of the needed items that were named; doubtful pieces make it unsure."""
    pieces = _pieces(reading)
    options, contrary = _search(Table(reading, context), items, pieces)
    chosen = [o for o in _assign(options, len(pieces)) if not any(_is(reading, pieces, o, no) for no in refused)]
    # A piece that names an item once more is no stranger.
    known = {n for o in (*chosen, *options, *contrary.values()) for n in range(o.lo, o.hi)}
    strange = [
        n for n, (lo, hi) in enumerate(pieces) if n not in known and any(w.sort in HEAVY for w in reading.words[lo:hi])
    ]
    named = sorted(chosen, key=lambda o: o.lo)
    count = min(_rising([o.item for o in named]) if ordered else len(named), needed)
    outcome = Outcome(Verdict.PARTIAL if count else Verdict.WRONG, count / needed, enough=needed)
    outcome.matches = [o.match for o in chosen]
    hits = {o.item: o.match for o in chosen}
    outcome.parts = tuple(part(names[0], hits.get(n), reading) for n, names in enumerate(items))
    outcome.unsure = any(o.match.doubtful or o.match.replaced for o in chosen)
    if count >= needed:
        _complete(outcome, typos=any(o.match.edits for o in chosen), more=bool(strange))
    elif len(chosen) > count:
        outcome.reason = Reason.ORDER
    else:
        outcome.reason = Reason.UNRECOGNISED if strange else Reason.MISSING
        taken = {n for o in chosen for n in range(o.lo, o.hi)}
        beside = (o for o in contrary.values() if o.item not in hits and not taken.issuperset(range(o.lo, o.hi)))
        if wrong := next(beside, None):
            outcome.blame(wrong.match)
            outcome.matches.append(wrong.match)
        if outcome.reason is Reason.UNRECOGNISED:
            outcome.typed = _named(reading, [pieces[n] for n in strange])
        _doubt(outcome, [_length(reading, pieces[n]) for n in strange], count, needed)
    return outcome


def _search(
    table: Table, items: Sequence[Sequence[str]], pieces: Sequence[tuple[int, int]]
) -> tuple[list[_Option], dict[int, _Option]]:
    """Where each item may be named, and where the contrary of an item is."""
    longest = LONGEST if any(hi - lo > 1 for lo, hi in pieces) else LONGEST_UNSEPARATED
    options: list[_Option] = []
    contrary: dict[int, _Option] = {}
    for item, phrasings in enumerate(items):
        for phrasing in phrasings:
            board = table.lay(read_reference(phrasing, table.context.language))
            for first, last in _stretches(board, pieces, longest):
                match = align(board, pieces[first][0], pieces[last][1])
                option = _Option(first, last + 1, item, match.nearness - 0.01 * (last - first), match)
                if not match.contradictions and _fits(match):
                    options.append(option)
                elif match.contradictions and match.touched >= SEEN:
                    contrary.setdefault(item, option)
    return [o for o in options if not _overruled(o, contrary.get(o.item))], contrary


def _stretches(board: Board, pieces: Sequence[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """The first and last pieces of the stretches that may hold a phrasing. One that begins or ends with a piece of no
    use is no better than the shorter one without it; nor, where every word is a piece, one whose last adds nothing."""
    useful = [any(i in board.linked for i in range(*piece)) for piece in pieces]
    for first in range(len(pieces)):
        before = 0.0
        for last in range(first, min(first + longest, len(pieces)) if useful[first] else first):
            reach = board.reach(pieces[first][0], pieces[last][1])
            if useful[last] and reach > before and reach >= SHORTENED:
                yield first, last
            before = reach if longest == LONGEST_UNSEPARATED else 0.0


def _complete(outcome: Outcome, *, typos: bool, more: bool) -> None:
    """All needed items are there, perhaps with slips, or with others besides."""
    if typos or more:
        outcome.verdict, outcome.credit = Verdict.CLOSE, CLOSE
        outcome.reason = Reason.TYPO if typos else Reason.EXTRA
    else:
        outcome.verdict, outcome.credit = Verdict.CORRECT, 1.0


def _doubt(outcome: Outcome, strange: Sequence[int], count: int, needed: int) -> None:
    """Make the outcome unsure where pieces that were not recognised, of these lengths, may be items in other words."""
    # Single words and pairs are like terms, known or not; unless there are several, beside an item that is known.
    wordy = any(length >= WORDY for length in strange)
    # A sentence that names no item is no list, unless every item needed may be in it.
    listed = count > 0 or len(strange) >= needed
    outcome.unsure |= (wordy and listed) or (count > 0 and len(strange) > 1)
    if wordy and len(strange) + count >= needed and sum(strange) >= LONG * len(strange):
        outcome.verdict, outcome.credit = Verdict.CLOSE, LEANING


def _fits(match: Match) -> bool:
    """Whether a stretch names an item: most of a phrasing with little besides, or half of it with nothing."""
    if match.coverage >= SEEN:
        return match.extra <= 0.8 * max(match.weight, 0.5)
    return match.coverage >= SHORTENED and match.extra < 0.35


def _overruled(option: _Option, wrong: _Option | None) -> bool:
    """Whether another phrasing finds the contrary there: "losing your job" is no "job"."""
    if wrong is None or option.hi <= wrong.lo or option.lo >= wrong.hi or option.match.nearness > 0.95:
        return False
    return option.match.touched * option.match.weight <= wrong.match.touched * wrong.match.weight


def _length(reading: Reading, piece: tuple[int, int]) -> int:
    """How many words a piece has, without articles and what joins it to the one before."""
    return sum(w.sort not in (Sort.ARTICLE, Sort.CONJUNCTION) for w in reading.words[slice(*piece)])


def _named(reading: Reading, pieces: Sequence[tuple[int, int]]) -> str:
    """The pieces to name, without what joins them to the one before; nothing where they are long or many."""
    inside = ([w for w in reading.words[lo:hi] if w.sort is not Sort.CONJUNCTION] for lo, hi in pieces)
    kept = [words for words in inside if words]
    if any(len(words) > LONGEST_NAMED for words in kept):
        return ""
    return quoted([reading.source[words[0].start : words[-1].end] for words in kept])


def _is(reading: Reading, pieces: Sequence[tuple[int, int]], option: _Option, text: str) -> bool:
    words = reading.words[pieces[option.lo][0] : pieces[option.hi - 1][1]]
    return fold(" ".join(w.text for w in words)) == fold(text)


def _assign(options: Sequence[_Option], pieces: int) -> list[_Option]:
    """The options that together name the most items, each item and piece used once: dynamic programming over the
    pieces from left to right and the set of items named so far."""
    starts: dict[int, list[_Option]] = {}
    best_of: dict[tuple[int, int, int], _Option] = {}
    for option in options:
        key = (option.lo, option.hi, option.item)
        if key not in best_of or option.worth > best_of[key].worth:
            best_of[key] = option
    for option in best_of.values():
        starts.setdefault(option.lo, []).append(option)
    states: list[dict[int, tuple[float, tuple[_Option, ...]]]] = [{} for _ in range(pieces + 1)]
    states[0][0] = (0.0, ())
    for at in range(pieces):
        for mask, (worth, taken) in states[at].items():
            if mask not in states[at + 1] or states[at + 1][mask][0] < worth:
                states[at + 1][mask] = (worth, taken)
            for option in starts.get(at, ()):
                if mask & (1 << option.item):
                    continue
                new, total = mask | (1 << option.item), worth + option.worth
                if new not in states[option.hi] or states[option.hi][new][0] < total:
                    states[option.hi][new] = (total, (*taken, option))
    return list(max(states[pieces].values(), key=lambda s: (len(s[1]), s[0]))[1])


def _rising(numbers: Sequence[int]) -> int:
    """The length of the longest part of the sequence that is in order."""
    longest: list[int] = []
    for n, value in enumerate(numbers):
        longest.append(1 + max((longest[m] for m in range(n) if numbers[m] < value), default=0))
    return max(longest, default=0)
