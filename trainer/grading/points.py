"""Judging by key points: which of them does a text make, in its own order and with words around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from trainer.grading.align import Match, align
from trainer.grading.languages import grammar
from trainer.grading.model import Reason, Verdict
from trainer.grading.outcome import Outcome, part
from trainer.grading.reading import read_reference
from trainer.grading.short import CLOSE, LEANING, SURPLUS
from trainer.grading.table import Board, Context, Table, given_away
from trainer.grading.words import HEAVY, Reading, Sort

SEEN = 0.68
"""The least coverage of a phrasing that makes its point."""
NEARLY = 0.95
"""The least that a text has of the author's own answer to be that answer."""
LONG = 5
LENGTH = 0.55
LOOSE = 1.5
"""A text with at least LONG content words, LENGTH times those of the points' first phrasings, and LOOSE unknown ones
for each missing point, probably makes those points in other words: on our labelled answers all but one in ten did."""


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


@dataclass(frozen=True, slots=True)
class _Found:
    """The points that a text makes, and those of which it says the contrary, by their number."""

    made: dict[int, Match]
    denied: dict[int, Match]

    @property
    def matches(self) -> list[Match]:
        return [*self.made.values(), *self.denied.values()]


def grade_points(reading: Reading, points: Sequence[Sequence[str]], model: str, context: Context) -> Outcome:
    """Credit is the share of the points made. For cards whose key points are listed with all their phrasings."""
    table = Table(reading, context)
    if whole := _as_model(table, model):
        outcome = _all_made([whole])
        outcome.matches, outcome.enough = [whole], len(points)
        outcome.parts = tuple(part(names[0], whole, reading) for names in points)
        return outcome
    found = _find_all(table, points)
    if found.made and (denial := _of_the_subject(found, table)):
        outcome = Outcome(Verdict.WRONG, 0.0, Reason.NEGATION, matches=found.matches, enough=len(points), unsure=True)
        outcome.parts = tuple(part(names[0], None, reading) for names in points)
        outcome.typed = denial
        return outcome
    reversed_ = not found.made and _contraposed(found.denied.values(), reading, context)
    if reversed_:
        found = _Found(found.denied, {})
    outcome = _outcome(found, reading, points, context)
    outcome.unsure |= reversed_ or any(match.doubtful or match.replaced for match in found.made.values())
    outcome.matches, outcome.enough = found.matches, len(points)
    outcome.parts = tuple(part(names[0], found.made.get(n), reading) for n, names in enumerate(points))
    return outcome


def _of_the_subject(found: _Found, table: Table) -> str:
    """The clause, if any, that makes no point and denies nothing but what the prompt is about: "…, but they don't"."""
    used = frozenset[int]().union(*(_touched(match) for match in found.matches))
    words = table.reading.words
    for lo, hi in _clauses(table.reading)[1:]:
        content = [w for w in words[lo:hi] if w.sort in HEAVY]
        about = content and all(given_away(w.text, table.context) for w in content)
        if about and words[hi - 1].sort is Sort.NEGATION and used.isdisjoint(range(lo, hi)):
            return table.reading.source[words[lo].start : words[hi - 1].end]
    return ""


def _as_model(table: Table, model: str) -> Match | None:
    """The text beside the author's own answer, where it says that and nothing else: no key point is then held against
    the words that the answer has."""
    wording = read_reference(model, table.context.language)
    if _content(table.reading) < NEARLY * _content(wording):
        return None
    match = align(table.lay(wording))
    typed, words = table.reading.words, wording.words
    agreed = all(typed[k.typed[-1]].negated == words[k.word[-1]].negated for k in match.links)
    same = agreed and match.coverage >= NEARLY and match.extra <= SURPLUS and not match.contradictions
    return match if same else None


def _all_made(matches: Collection[Match]) -> Outcome:
    if any(match.edits for match in matches):
        return Outcome(Verdict.CLOSE, CLOSE, Reason.TYPO)
    return Outcome(Verdict.CORRECT, 1.0)


def _find_all(table: Table, points: Sequence[Sequence[str]]) -> _Found:
    clauses = _clauses(table.reading)
    made: dict[int, Match] = {}
    denied: dict[int, Match] = {}
    for n, phrasings in enumerate(points):
        for phrasing in phrasings:
            match = find(table.lay(read_reference(phrasing, table.context.language)), clauses)
            if match is None:
                continue
            if match.contradictions:
                denied.setdefault(n, match)
            elif n not in made or match.coverage > made[n].coverage:
                made[n] = match
    for n in made.keys() & denied.keys():
        # "destroys trust" is no "trust": a contrary that takes in the words of the hit goes before it.
        del (made if _touched(made[n]) < _touched(denied[n]) else denied)[n]
    # What makes one point does not deny another.
    used = frozenset[int]().union(*(_touched(match) for match in made.values()))
    denied = {n: match for n, match in denied.items() if not _touched(match) <= used}
    return _Found(made, denied)


def _outcome(found: _Found, reading: Reading, points: Sequence[Sequence[str]], context: Context) -> Outcome:
    """The verdict on what was found; parts and marks are filled in by the caller."""
    made, denied = found.made, found.denied
    if reading.bag and any(match.coverage < 1 for match in made.values()):
        # The right words without a sentence around them prove little.
        return Outcome(Verdict.WRONG, 0.0, Reason.UNRECOGNISED, unsure=True)
    if len(made) == len(points):
        return _all_made(made.values())
    if denied:
        outcome = Outcome(Verdict.PARTIAL, len(made) / len(points))
        outcome.blame(next(iter(denied.values())))
        if len(denied) >= len(made):
            outcome.verdict, outcome.credit = Verdict.WRONG, 0.0
        # Another number says nothing about points that may be there in other words.
        missing = len(points) - len(made) - len(denied)
        outcome.unsure = outcome.reason is Reason.NUMBER and missing > 0 and _loose(found, reading) >= LOOSE * missing
        return outcome
    reason = Reason.MISSING if made else Reason.UNRECOGNISED
    credit = len(made) / len(points)
    loose = _loose(found, reading)
    wanted = sum(_content(read_reference(names[0], context.language)) for names in points)
    if loose >= LOOSE * (len(points) - len(made)) and _content(reading) >= max(LONG, LENGTH * wanted):
        return Outcome(Verdict.CLOSE, max(LEANING, credit), reason, unsure=True)
    return Outcome(Verdict.PARTIAL if made else Verdict.WRONG, credit, reason, unsure=bool(made) and loose > 1)


def _loose(found: _Found, reading: Reading) -> int:
    """How many content words have nothing to do with any point."""
    taken = {i for match in found.matches for link in match.links for i in link.typed}
    return sum(w.sort is Sort.CONTENT and i not in taken for i, w in enumerate(reading.words))


def _content(reading: Reading) -> int:
    return sum(w.sort in HEAVY for w in reading.words)


def _touched(match: Match) -> frozenset[int]:
    """The typed words that a match takes in, for or against."""
    linked = (i for link in match.links for i in link.typed)
    return frozenset((*linked, *(c.typed for c in match.contradictions)))


def _contraposed(denied: Collection[Match], reading: Reading, context: Context) -> bool:
    """Whether the text says it the other way round: "if you don't …, you don't …" affirms the two together."""
    if len(denied) < 2 or any(c.reason is not Reason.NEGATION for match in denied for c in match.contradictions):
        return False
    return any(w.text in grammar(context.language).conditions for w in reading.words)
