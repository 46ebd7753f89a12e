"""Judging by key points: which of them does a text make, in its own order and with words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.grading.align import Match, align
from trainer.grading.languages import grammar
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.outcome import Outcome
from trainer.grading.short import LEANING
from trainer.grading.table import Board, Context, Table
from trainer.grading.words import HEAVY, Reading, Sort, read_reference

SEEN = 0.68
"""The least coverage of a phrasing that makes its point."""


def _clauses(reading: Reading) -> list[tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for n, word in enumerate(reading.words):
        lo, _ = found.get(word.clause, (n, n))
        found[word.clause] = (lo, n + 1)
    return list(found.values())


def find(board: Board, clauses: Sequence[tuple[int, int]], least: float = SEEN) -> Match | None:
    """The best match of a phrasing in a clause or a few neighbouring ones, preferring one that nothing contradicts."""
    best: Match | None = None
    for first in range(len(clauses)):
        for last in range(first, min(first + 3, len(clauses))):
            lo, hi = clauses[first][0], clauses[last][1]
            if board.reach(lo, hi) < least:
                continue
            match = align(board, lo, hi)
            if match.touched < least or (match.coverage < least and not match.contradictions):
                continue
            if best is None or (not match.contradictions, match.touched) > (not best.contradictions, best.touched):
                best = match
            break
    return best


def grade_points(reading: Reading, points: Sequence[Sequence[str]], context: Context) -> Outcome:
    """Credit is the share of the points made. For cards whose key points are listed with all their phrasings."""
    clauses = _clauses(reading)
    table = Table(reading, context)
    hits: dict[int, Match] = {}
    denied: dict[int, Match] = {}
    for n, phrasings in enumerate(points):
        for phrasing in phrasings:
            board = table.lay(read_reference(phrasing, context.language))
            match = find(board, clauses)
            if match is None:
                continue
            if match.contradictions:
                denied.setdefault(n, match)
            elif n not in hits or match.coverage > hits[n].coverage:
                hits[n] = match
    for n in hits.keys() & denied.keys():
        # "destroys trust" is no "trust": a contrary that takes in the words of the hit goes before it.
        if _touched(hits[n]) < _touched(denied[n]):
            del hits[n]
        else:
            del denied[n]
    outcome = Outcome(Verdict.PARTIAL, 0.0, matches=[*hits.values(), *denied.values()], enough=len(points))
    if len(denied) > 1 and not hits and _contraposed(denied.values(), reading, context):
        hits, denied = denied, {}
        outcome.unsure = True
    outcome.credit = len(hits) / len(points)
    outcome.parts = tuple(_part(p[0], hits.get(n), reading) for n, p in enumerate(points))
    taken = {i for m in outcome.matches for link in m.links for i in link.typed}
    loose = sum(w.sort is Sort.CONTENT and i not in taken for i, w in enumerate(reading.words))
    if len(hits) == len(points):
        edits = any(m.edits for m in hits.values())
        outcome.verdict, outcome.credit = (Verdict.CLOSE, 0.9) if edits else (Verdict.CORRECT, 1.0)
        outcome.reason = Reason.TYPO if edits else None
    else:
        if denied:
            outcome.blame(next(iter(denied.values())))
        else:
            outcome.reason = Reason.MISSING if hits else Reason.UNRECOGNISED
        if len(denied) >= max(len(hits), 1):
            outcome.verdict, outcome.credit = Verdict.WRONG, 0.0
        elif not hits:
            outcome.verdict = Verdict.WRONG
        lacking = len(points) - len(hits)
        length = _content(reading)
        wanted = sum(_content(read_reference(p[0], context.language)) for p in points)
        # Long enough to hold the missing points in other words, and nothing speaks against it.
        if not denied and loose >= 1.5 * lacking and length >= max(5, 0.55 * wanted):
            outcome.verdict, outcome.credit, outcome.unsure = Verdict.CLOSE, max(LEANING, outcome.credit), True
        elif not denied and hits and loose >= 2:
            outcome.unsure = True
    if reading.bag and any(
        m.coverage < 1 for m in hits.values()
    ):  # the right words without a sentence around them prove little
        outcome.verdict, outcome.credit, outcome.unsure = Verdict.WRONG, 0.0, True
        outcome.reason = Reason.UNRECOGNISED
    return outcome


def _content(reading: Reading) -> int:
    return sum(w.sort in HEAVY for w in reading.words)


def _touched(match: Match) -> frozenset[int]:
    """The typed words that a match takes in, for or against."""
    linked = (i for link in match.links for i in link.typed)
    return frozenset((*linked, *(c.typed for c in match.contradictions)))


def _contraposed(denied: Iterable[Match], reading: Reading, context: Context) -> bool:
    """Whether the text says it the other way round: "if you don't …, you don't …" affirms the two together."""
    if any(c.reason is not Reason.NEGATION for match in denied for c in match.contradictions):
        return False
    return any(w.text in grammar(context.language).conditions for w in reading.words)


def _part(name: str, match: Match | None, reading: Reading) -> Part:
    if match is None or not match.links:
        return Part(name, hit=match is not None)
    linked = [i for link in match.links for i in link.typed]
    return Part(name, hit=True, seen=(reading.words[min(linked)].start, reading.words[max(linked)].end))
