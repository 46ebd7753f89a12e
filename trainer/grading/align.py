"""Aligning a stretch of a typed text with a wording: which word answers to which, and what that leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.grading.compounds import Link
from trainer.grading.contraries import (
    Contradiction,
    denials,
    exchanged,
    flips,
    half_denied,
    is_told,
    is_turned,
    order,
    other_order,
    turned_round,
    unequal,
)
from trainer.grading.persons import persons
from trainer.grading.table import ASKED, Board
from trainer.grading.words import HEAVY, WEIGHTS, Reading, Sort

FRAME = 0.35
"""The most that small words and verbs of saying weigh where they are too many."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a typed text beside one wording."""

    wording: Reading
    links: tuple[Link, ...]
    coverage: float
    """0..1: how much of the wording, by weight, is there."""
    touched: float
    """The same with what is there as its contrary."""
    gist: float
    """0..1: how many of the content words that do not stand in the prompt are there; where all stand there, as in a
    choice between two, whether all are."""
    extra: float
    """The weight of what was typed besides."""
    weight: float
    """The weight of the whole wording."""
    edits: int
    """Slips in all words together."""
    contradictions: tuple[Contradiction, ...]
    reordered: bool
    half_number: bool
    """One end of a range stands for the whole."""
    doubtful: bool
    """A part of it is denied, but not so much that the whole says the contrary."""

    @property
    def replaced(self) -> bool:
        """Whether something else stands where a content word of the wording is missing."""
        return self.gist < 1 and self.extra >= 1

    @property
    def nearness(self) -> float:
        """One figure to order wordings by: what is there, less what is too much, less slips."""
        return self.touched / (1 + self.extra / max(self.weight, 1.0)) - 0.02 * self.edits


def align(board: Board, lo: int = 0, hi: int | None = None) -> Match:
    """Align words lo..hi of a typed text with a wording: in order first, then the leftovers, then the contraries."""
    typed, words, weights = board.reading.words, board.wording.words, board.weights
    hi = len(typed) if hi is None else hi
    straight, loose = _links(board, lo, hi)
    against = flips(
        [k for k in board.opposites if lo <= k.typed[0] < hi], (*straight, *loose), typed, words, board.rules
    )
    links = (*straight, *loose, *against.agreeing)
    # Where a wording holds small words only ("about you"), those carry the meaning.
    heavy = [link for link in links if words[link.word[0]].sort in HEAVY] or list(links)
    hit = {n for link in links for n in link.word}
    taken = {i for link in links for i in link.typed}
    if heavy and all(is_told(link, typed, words) for link in heavy):
        hit |= {n for n, word in enumerate(words) if word.sort is Sort.ORDER}
        taken |= {i for i in range(lo, hi) if typed[i].sort is Sort.ORDER}
    answered = {typed[i].clause for i in taken}
    content = [n for n, w in enumerate(words) if w.sort in HEAVY]
    telling = [n for n in content if weights[n] > ASKED]
    return Match(
        wording=board.wording,
        links=tuple(sorted(links, key=lambda link: link.typed)),
        coverage=sum(weights[n] for n in hit) / board.total,
        touched=sum(weights[n] for n in hit | against.words) / board.total,
        gist=sum(n in hit for n in telling) / len(telling) if telling else float(hit.issuperset(content)),
        extra=_surplus(
            board,
            # "not talking but listening": what is denied besides adds nothing.
            (i for i in range(lo, hi) if i not in taken and not (typed[i].negated and typed[i].clause not in answered)),
            range(heavy[0].typed[0], heavy[-1].typed[-1]) if heavy else range(0),
        ),
        weight=board.total,
        edits=sum(link.comparison.edits for link in links) + len(board.misspelt.difference(taken) & {*range(lo, hi)}),
        contradictions=(
            *against.contradictions,
            *denials(links, typed, words, weights),
            *order(heavy, typed, words),
            *other_order(set(range(lo, hi)) - taken, set(range(len(words))) - hit, typed, words, board.rules),
            *turned_round(heavy, typed, words),
            *unequal(heavy, typed, words, board.rules),
            *exchanged(heavy, typed, words, board.rules),
            *persons(links, board.reading, board.wording, board.rules),
        ),
        reordered=len(heavy) > 1 and any(link in loose for link in heavy),
        half_number=against.half_number,
        doubtful=not against.agreeing and half_denied(links, typed, words, lo, hi),
    )


def _surplus(board: Board, besides: Iterable[int], within: range) -> float:
    """What the words besides weigh; those that frame an answer ("I'd say that is …") no more than FRAME together. A
    verb within the answer frames nothing: "someone you want to know"."""
    frame = rest = 0.0
    for i in besides:
        if board.frames[i] and i in within and board.reading.words[i].sort is Sort.CONTENT:
            rest += WEIGHTS[Sort.CONTENT]
        elif board.frames[i]:
            frame += board.surplus[i]
        else:
            rest += board.surplus[i]
    return rest + min(frame, FRAME)


def _links(board: Board, lo: int, hi: int) -> tuple[list[Link], list[Link]]:
    """The links that keep the order of both texts, and those that do not; each word is used once."""
    typed, words = board.reading.words, board.wording.words
    inside = [c for c in board.candidates if lo <= c[1].typed[0] and c[1].typed[-1] < hi]
    turned = {link for _, link in inside if is_turned(link, typed, words)}
    straight = _increasing([c for c in inside if c[1] not in turned])
    used = {i for link in straight for i in link.typed}
    done = {n for link in straight for n in link.word}
    loose: list[Link] = []
    for _, link in sorted(inside, key=lambda c: (c[1] in turned, c[1].comparison, -c[0])):
        if used.isdisjoint(link.typed) and done.isdisjoint(link.word):
            loose.append(link)
            used.update(link.typed)
            done.update(link.word)
    return straight, loose


def _increasing(candidates: list[tuple[float, Link]]) -> list[Link]:
    """The heaviest set of links that keeps both texts' order and uses each word once (a weighted longest common
    subsequence, found over the few candidate links instead of the whole table)."""
    if not candidates:
        return []
    candidates.sort(key=lambda c: (c[1].typed[0], c[1].word[0]))
    by_end = sorted(range(len(candidates)), key=lambda m: candidates[m][1].typed[-1])
    # What the heaviest chain before the typed word at hand weighs, and its last link, if it ends before each word of
    # the wording: so a text of one word eighty times costs what any other costs.
    before = [(0.0, -1)] * (2 + max(link.word[-1] for _, link in candidates))
    ended = 0
    best: list[tuple[float, int]] = []
    for worth, link in candidates:
        while (other := candidates[by_end[ended]][1]).typed[-1] < link.typed[0]:
            m = by_end[ended]
            for n in range(other.word[-1] + 1, len(before)):
                if (before[n][0], -before[n][1]) >= (best[m][0], -m):
                    break
                before[n] = best[m][0], m
            ended += 1
        weight, back = before[link.word[0]]
        best.append((weight + worth, back))
    at = max(range(len(best)), key=lambda n: best[n][0])
    chain = []
    while at >= 0:
        chain.append(candidates[at][1])
        at = best[at][1]
    return chain[::-1]
