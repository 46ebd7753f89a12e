"""What a key point's words prove: some tell by themselves, some only lead in what a learner has to add, and some stand
in any sentence and prove nothing for sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, IntEnum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from trainer.cards.model import KeyPoint
from trainer.grading.fold import fold
from trainer.grading.languages import grammar
from trainer.grading.phrasing import Run, places, runs_of, with_subject
from trainer.grading.reading import HARD_STOPS, read_reference
from trainer.grading.table import Table
from trainer.grading.words import HEAVY, Sort
from trainer.i18n import Language

OPEN_CLASS = 3
"""From this many phrasings of the form "I do …" on, a point asks what the learner does, with whatever verb."""
OF_ONES_OWN = 2
"""The fewest content words of a clause that no point accounts for, which may make a point in other words. Asking for a
third where nothing else was seen would spare some small talk its question (in points.jsonl 17 instead of 24 of the 140
points that are not there), but refuse good lines that are short: "Saai bestaat niet"."""


class Proof(IntEnum):
    """How surely a point was seen."""

    NONE = 0
    PERHAPS = 1
    SURE = 2


class Evidence(NamedTuple):
    """The words of a text, by their number, that a point was seen in, and how surely."""

    proof: Proof
    at: tuple[int, ...] = ()
    upto: int = 0
    """Where what it leads in ends; 0 where it leads in nothing."""


class _Kind(Enum):
    """What a phrasing is worth where it stands."""

    TELLING = auto()
    LEADING = auto()
    """It opens something that the learner fills: I help …, because …"""
    GENERAL = auto()
    """Small words that stand in any sentence, whatever it is about."""


_SMALL = frozenset((Sort.ARTICLE, Sort.PRONOUN, Sort.PREPOSITION, Sort.AUXILIARY, Sort.FILLER, Sort.CONJUNCTION))


@lru_cache(maxsize=4096)
def _kind(phrasing: str, language: Language) -> _Kind:
    rules = grammar(language)
    runs = runs_of(phrasing, language)
    words = [(word, ending) for run in runs for word, ending in run]
    sorts = [word.sort for word, _ in words]
    subject = with_subject(runs, language)
    if any(ending or word.sort not in _SMALL for word, ending in words):
        return _Kind.LEADING if subject else _Kind.TELLING
    texts = tuple(word.text for word, _ in words)
    if any(texts[n : n + len(e)] == e for e in rules.connectives for n in range(len(texts))):
        return _Kind.LEADING
    if (Sort.AUXILIARY, Sort.PRONOUN) in pairwise(sorts):
        return _Kind.LEADING  # it asks, or offers: "may I", "shall I"
    whole = len(words) > 2 and not frozenset(sorts).isdisjoint((Sort.FILLER, Sort.CONJUNCTION))
    return _Kind.TELLING if whole else _Kind.GENERAL  # "over en weer" is an expression


@lru_cache(maxsize=1024)
def template(prompt: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """The words between the gaps of a sentence that a prompt gives to be filled in ("I help … to …"), piece by piece;
    nothing where it gives none."""
    first, gap, last = prompt.find("…"), "…", prompt.rfind("…")
    if first < 0:
        return ()
    start = max(prompt.rfind(quote, 0, first) for quote in "‘“«\"'") + 1
    pieces = [*prompt[start:last].split(gap), prompt[last + 1 :].partition("’")[0]]
    texts = (tuple(w.text for w in read_reference(piece, language).words) for piece in pieces)
    return tuple(filter(None, texts))


@lru_cache(maxsize=1024)
def _words(prompt: str) -> frozenset[str]:
    return frozenset(fold(prompt).split())


class Witness:
    """A typed text, asked for one point after another."""

    def __init__(self, table: Table, prompt: str) -> None:
        self._table = table
        self._language = table.context.language
        self._rules = grammar(self._language)
        self._words = words = table.reading.words
        given = template(prompt, self._language)
        self._given, self._ends = _repeated([w.text for w in words], given)
        said = _words(prompt) | self._rules.indefinite
        self._own = [w.sort in HEAVY and n not in self._given and w.text not in said for n, w in enumerate(words)]
        self._sentence = _sentences(table)

    def look(self, point: KeyPoint) -> Evidence:
        """The best evidence for a point, the first of what is equally good."""
        best = Evidence(Proof.NONE)
        for phrasing in point.phrasings:
            kind = _kind(phrasing, self._language)
            for at in places(phrasing, self._table):
                found = self._weigh(kind, at, runs_of(phrasing, self._language))
                if found.proof > best.proof:
                    best = found
                if best.proof is Proof.SURE:
                    return best
        if best.proof is Proof.NONE and (doing := self._does_something(point)):
            best = Evidence(Proof.PERHAPS, doing, self._end(doing[-1] + 1))
        return best

    def _weigh(self, kind: _Kind, at: tuple[int, ...], runs: tuple[Run, ...]) -> Evidence:
        """What a phrasing proves where it stands: one that leads something in, what is there of the learner's own."""
        given = not self._given.isdisjoint(at)
        if given and at[-1] not in self._ends:
            return Evidence(Proof.NONE)  # the template's own words, and not those before a gap
        if kind is _Kind.TELLING and not given:
            return Evidence(Proof.SURE, at)
        end = self._end(at[-1] + 1)
        own = any(self._own[at[-1] + 1 : end]) or (self._turned(at, runs) and any(self._before(at[0])))
        rest = end - at[-1] - 1
        if kind is _Kind.GENERAL and not given:
            proof = Proof.PERHAPS if own or rest > 1 else Proof.NONE
        elif own:
            proof = Proof.SURE
        else:
            verb = any(self._own[n] for n in at)
            proof = Proof.PERHAPS if rest > 1 or verb else Proof.NONE
        words = [self._words[n] for n in at]
        if proof and any(w.negated for w in words) and not any(w.sort is Sort.NEGATION for w in words):
            proof = Proof(proof - 1)  # "I help nobody"
        return Evidence(proof, at, end)

    def _end(self, at: int) -> int:
        """Where a stretch that begins at this word ends: with its sentence, or where the template goes on."""
        words = self._words
        end = at
        while end < len(words) and end not in self._given and self._sentence[end] == self._sentence[at - 1]:
            end += 1
        return end

    def _turned(self, at: tuple[int, ...], runs: tuple[Run, ...]) -> bool:
        """Whether a subject was found behind its verb."""
        return with_subject(runs, self._language) and self._words[at[-1]].text in self._rules.subjects

    def _before(self, at: int) -> Iterator[bool]:
        clause = self._words[at].clause
        return (self._own[n] for n in range(at) if self._words[n].clause == clause)

    def _does_something(self, point: KeyPoint) -> tuple[int, ...]:
        """A subject and a verb that no phrasing has, where the point's phrasings show that any verb will do."""
        runs = (runs_of(phrasing, self._language) for phrasing in point.phrasings)
        if sum(with_subject(run, self._language) and len(run[0]) == 2 for run in runs) < OPEN_CLASS:
            return ()
        words = self._words
        for n, word in enumerate(words):
            if word.text not in self._rules.subjects or n in self._given:
                continue
            after = n + 1
            while after < len(words) and words[after].sort is Sort.FILLER:
                after += 1
            if after < len(words) and self._is_verb(after) and words[after].clause == word.clause:
                return tuple(range(n, after + 1))
            if self._rules.verb_second and n and self._is_verb(n - 1) and words[n - 1].clause == word.clause:
                return (n - 1, n)
        return ()

    def _is_verb(self, at: int) -> bool:
        """Whether this may be a verb that says what someone does."""
        word = self._words[at]
        return self._own[at] and word.sort is Sort.CONTENT and word.text not in self._rules.framing and not word.negated

    def unclaimed(self, found: Sequence[Evidence]) -> bool:
        """Whether a clause of a sentence says something that none of the points found accounts for."""
        if self._table.reading.bag:
            return False
        claimed = {self._words[n].clause for e in found for n in e.at}
        claimed |= {self._words[n].clause for e in found if e.upto for n in range(e.at[-1] + 1, e.upto)}
        own: dict[int, int] = {}
        for n, word in enumerate(self._words):
            if self._own[n] and word.clause not in claimed:
                own[word.clause] = own.get(word.clause, 0) + 1
        return any(count >= OF_ONES_OWN for count in own.values())


def _repeated(texts: Sequence[str], pieces: Sequence[tuple[str, ...]]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of a text that repeat the pieces of a template, and those of them that stand before a gap."""
    given: set[int] = set()
    ends: set[int] = set()
    start = 0
    for piece in pieces:
        at = next((n for n in range(start, len(texts)) if tuple(texts[n : n + len(piece)]) == piece), None)
        if at is not None:
            start = at + len(piece)
            given.update(range(at, start))
            ends.add(start - 1)
    return frozenset(given), frozenset(ends)


def _sentences(table: Table) -> list[int]:
    """The number of the sentence that each word stands in."""
    source, count, before = table.reading.source, 0, 0
    found = []
    for word in table.reading.words:
        count += any(mark in HARD_STOPS for mark in source[before : word.start])
        found.append(count)
        before = word.end
    return found
