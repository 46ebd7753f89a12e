"""Judging a list: which of its items were named, each once, in any phrasing; in their order where the card asks it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.grading.align import Match, align
from trainer.grading.fold import fold
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.outcome import Outcome
from trainer.grading.short import LEANING
from trainer.grading.table import Context, Table
from trainer.grading.words import HEAVY, Reading, Sort, read_reference

_MARKER = re.compile(r"(?:^[ \t]*|(?<=[\s;,]))(?:\d{1,2}[.)]|[-–*•])(?=\s)", re.MULTILINE)

SEEN = 0.6
SHORTENED = 0.45
WORDY = 3
LONG = 4
"""Words a piece, on average, from which pieces that are not recognised are rather other wordings than mistakes."""
LONGEST = 3
"""How many pieces between separators one item may span: "your pitch and opening lines"."""


def without_markers(typed: str) -> str:
    """The text with ";" for the "1." or "-" before an item; every other letter keeps its place."""
    return _MARKER.sub(lambda m: ";" + " " * (len(m.group()) - 1), typed)


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
    if len(bounds) == 2:
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
    separated = any(hi - lo > 1 for lo, hi in pieces)
    longest = LONGEST if separated else 6
    options: list[_Option] = []
    table = Table(reading, context)
    contradicted: dict[int, _Option] = {}
    for item, phrasings in enumerate(items):
        for phrasing in phrasings:
            board = table.lay(read_reference(phrasing, context.language))
            if not board.candidates:
                continue
            # A stretch that begins or ends with a piece of no use is no better than the shorter one without it.
            linked = board.linked
            useful = [any(i in linked for i in range(*piece)) for piece in pieces]
            for first in range(len(pieces)):
                for last in range(first, min(first + longest, len(pieces))):
                    if not (useful[first] and useful[last]):
                        continue
                    lo, hi = pieces[first][0], pieces[last][1]
                    if board.reach(lo, hi) < 0.4:
                        continue
                    match = align(board, lo, hi)
                    option = _Option(first, last + 1, item, match.nearness - 0.01 * (last - first), match)
                    if match.contradictions:
                        if match.touched >= SEEN:
                            contradicted.setdefault(item, option)
                    elif _fits(match):
                        options.append(option)
    options = [o for o in options if not _overruled(o, contradicted.get(o.item))]
    chosen = _assign(options, len(pieces))
    for no in refused:
        chosen = [o for o in chosen if not _is(reading, pieces, o, no)]
    hits = {o.item: o for o in chosen}
    # A piece that names an item once more is no stranger.
    used = {n for o in (*chosen, *options) for n in range(o.lo, o.hi)}
    against = {n for o in contradicted.values() for n in range(o.lo, o.hi)}
    strange = [
        n
        for n, (lo, hi) in enumerate(pieces)
        if n not in used and n not in against and any(w.sort in HEAVY for w in reading.words[lo:hi])
    ]
    count = min(len(hits), needed)
    if ordered:
        count = min(_rising([o.item for o in sorted(chosen, key=lambda o: o.lo)]), needed)
    credit = count / needed
    outcome = Outcome(Verdict.PARTIAL, credit, matches=[o.match for o in chosen], enough=needed)
    outcome.parts = tuple(_part(names[0], hits.get(n), reading) for n, names in enumerate(items))
    if count >= needed:
        edits = any(o.match.edits for o in chosen)
        outcome.verdict = Verdict.CLOSE if edits or strange else Verdict.CORRECT
        outcome.credit = 0.9 if outcome.verdict is Verdict.CLOSE else 1.0
        outcome.reason = Reason.TYPO if edits else Reason.EXTRA if strange else None
        return outcome
    if ordered and len(hits) > count:
        outcome.reason = Reason.ORDER
        return outcome
    wrong = next(iter(contradicted.values()), None)
    if wrong is not None:
        outcome.blame(wrong.match)
        outcome.matches.append(wrong.match)
    else:
        outcome.reason = Reason.UNRECOGNISED if strange else Reason.MISSING
    # Single words and pairs are like terms: known or not. Longer pieces may say an item in other words.
    doubtful = [n for n in strange if _words(reading, pieces, [n]) >= WORDY]
    # So may several of them, beside one that is known.
    outcome.unsure = bool(doubtful) or (count > 0 and len(strange) > 1)
    if len(doubtful) + count >= needed and _words(reading, pieces, doubtful) >= LONG * len(doubtful):
        outcome.verdict, outcome.credit = Verdict.CLOSE, LEANING
        return outcome
    if not count:
        outcome.verdict = Verdict.WRONG
    return outcome


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


def _words(reading: Reading, pieces: Sequence[tuple[int, int]], chosen: Sequence[int]) -> int:
    """How many words the chosen pieces have, without articles and what joins them."""
    small = (Sort.ARTICLE, Sort.CONJUNCTION)
    return sum(w.sort not in small for n in chosen for w in reading.words[pieces[n][0] : pieces[n][1]])


def _is(reading: Reading, pieces: Sequence[tuple[int, int]], option: _Option, text: str) -> bool:
    words = reading.words[pieces[option.lo][0] : pieces[option.hi - 1][1]]
    return fold(" ".join(w.text for w in words)) == fold(text)


def _part(name: str, option: _Option | None, reading: Reading) -> Part:
    if option is None:
        return Part(name, hit=False)
    linked = [i for link in option.match.links for i in link.typed]
    return Part(name, hit=True, seen=(reading.words[min(linked)].start, reading.words[max(linked)].end))


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
