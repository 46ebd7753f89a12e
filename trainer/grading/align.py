"""Laying a typed text beside an accepted wording: which word answers to which, and what that leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from trainer.grading.compare import FAR, OPPOSITE, OTHER, SAME, Comparison, Likeness, compare, far_related, stems
from trainer.grading.compounds import Link, compounds, separable
from trainer.grading.languages import grammar
from trainer.grading.model import Reason
from trainer.grading.words import WEIGHTS, Reading, Sort, Turn, Word, sort_of
from trainer.i18n import Language


class Contradiction(NamedTuple):
    """Where the typed text says the contrary."""

    reason: Reason
    typed: int
    said: str
    """The words that do it."""
    wanted: str


@dataclass(frozen=True, slots=True)
class Match:
    """A typed text beside one wording."""

    wording: Reading
    links: tuple[Link, ...]
    coverage: float
    """0..1: how much of the wording, by weight, is there."""
    touched: float
    """The same with what is there as its contrary."""
    gist: float
    """0..1: how much of the content words that do not stand in the prompt is there."""
    extra: float
    """The weight of what was typed besides."""
    weight: float
    """The weight of the whole wording."""
    edits: int
    contradictions: tuple[Contradiction, ...]
    reordered: bool
    half_number: bool
    """One end of a range stands for the whole."""
    inflected: bool

    @property
    def nearness(self) -> float:
        """One figure to order wordings by: what is there, less what is too much, less slips."""
        return self.touched / (1 + self.extra / max(self.weight, 1.0)) - 0.02 * self.edits


class Context(NamedTuple):
    """What an alignment needs to know besides the two texts."""

    language: Language
    asked: frozenset[str]
    """Stems of the prompt's words: they prove little."""
    vocabulary: frozenset[str]
    """The card's words: one of them, typed, is no misspelling of another."""


ASKED = 0.3
"""What a content word counts if it stands in the prompt."""


def weight(word: Word, context: Context) -> float:
    w = WEIGHTS[word.sort]
    if word.sort is Sort.CONTENT and stems(word.text, context.language) & context.asked:
        return w * ASKED
    return w


def _paired(typed: Word, word: Word, context: Context) -> Comparison:
    """How two words of a text stand to each other, in view of what they do there."""
    if typed.quantity or word.quantity:
        if typed.quantity and word.quantity:
            if typed.quantity.same(word.quantity):
                return Comparison(Likeness.TYPO, 1) if typed.meant else SAME
            return OPPOSITE
        return OTHER
    if typed.meant:
        found = compare(typed.meant, word.text, context.language)
        if found.likeness <= Likeness.INFLECTED:
            return Comparison(Likeness.TYPO, 1)
    if typed.sort is Sort.NEGATION and word.sort is Sort.NEGATION:
        return SAME
    if typed.sort is Sort.PRONOUN and word.sort is Sort.PRONOUN and typed.text != word.text:
        third = grammar(context.language).third_person
        return SAME if (typed.text in third) is (word.text in third) else OTHER
    if typed.sort is Sort.ARTICLE and word.sort is Sort.ARTICLE:
        return SAME
    found = compare(typed.text, word.text, context.language)
    if found.likeness is Likeness.TYPO and typed.text in context.vocabulary:
        return OTHER
    if found.likeness is Likeness.TYPO and word.sort is not Sort.CONTENT and len(word.text) < 4:
        return OTHER
    return found


def _increasing(candidates: list[tuple[float, Link]]) -> list[Link]:
    """The heaviest set of links that keeps both texts' order and uses each word once (weighted longest common
    subsequence, over the few candidate links instead of the whole table)."""
    candidates.sort(key=lambda c: (c[1].typed[0], c[1].word[0]))
    best: list[tuple[float, int]] = []
    for n, (worth, link) in enumerate(candidates):
        total, back = worth, -1
        for m in range(n):
            other = candidates[m][1]
            if other.typed[-1] < link.typed[0] and other.word[-1] < link.word[0] and best[m][0] + worth > total:
                total, back = best[m][0] + worth, m
        best.append((total, back))
    if not best:
        return []
    at = max(range(len(best)), key=lambda n: best[n][0])
    chain = []
    while at >= 0:
        chain.append(candidates[at][1])
        at = best[at][1]
    return chain[::-1]


_WORTH = {Likeness.SAME: 1.0, Likeness.INFLECTED: 0.9, Likeness.TYPO: 0.8}


@dataclass(frozen=True, slots=True)
class Board:
    """A whole typed text beside a wording, every pair of words compared once; parts of it are then laid out cheaply."""

    reading: Reading
    wording: Reading
    context: Context
    weights: tuple[float, ...]
    candidates: tuple[tuple[float, Link], ...]
    opposites: tuple[Link, ...]

    @property
    def linked(self) -> frozenset[int]:
        """The typed words that answer to any word of the wording, or contradict one."""
        links = (*(link for _, link in self.candidates), *self.opposites)
        return frozenset(i for link in links for i in link.typed)

    def reach(self, lo: int, hi: int) -> float:
        """The most that words lo..hi can cover of the wording, 0..1: a cheap bound."""
        hit = {n for _, k in self.candidates if lo <= k.typed[0] and k.typed[-1] < hi for n in k.word}
        hit |= {k.word[0] for k in self.opposites if lo <= k.typed[0] < hi}
        return sum(self.weights[n] for n in hit) / (sum(self.weights) or 1.0)

    def match(self, lo: int = 0, hi: int | None = None) -> Match:
        """Words lo..hi of the typed text beside the wording."""
        return _match(self, lo, len(self.reading.words) if hi is None else hi)


class Table:
    """A typed text, to be laid beside one wording after another; a word that wordings share is compared once."""

    def __init__(self, reading: Reading, context: Context) -> None:
        self.reading = reading
        self.context = context
        self._rows: dict[tuple[str, Sort], list[tuple[int, Comparison]]] = {}
        # Of content words only a near one, or one with far relatives, can answer to another content word: the matcher
        # finds the near ones in one go, which makes the worst inputs several times as fast.
        self._plain: dict[str, list[int]] = {}
        self._others: list[int] = []
        for i, word in enumerate(reading.words):
            if word.sort is Sort.CONTENT and not word.meant and not far_related(word.text, context.language):
                self._plain.setdefault(word.text, []).append(i)
            else:
                self._others.append(i)

    def lay(self, wording: Reading) -> Board:
        """Compare every word of the text with every word of the wording."""
        context = self.context
        weights = [weight(w, context) for w in wording.words]
        candidates: list[tuple[float, Link]] = []
        opposites: list[Link] = []
        for n, word in enumerate(wording.words):
            for i, found in self._row(word):
                link = Link((i,), (n,), found)
                if found.likeness is Likeness.OPPOSITE:
                    opposites.append(link)
                else:
                    candidates.append((_WORTH[found.likeness] * (0.05 + weights[n]), link))
        joint = compounds(self.reading, wording, context.asked, context.language)
        apart = separable(self.reading, wording, context.language)
        candidates += (
            (_WORTH[link.comparison.likeness] * (0.1 + sum(weights[n] for n in link.word)), link)
            for link in (*joint, *apart)
        )
        return Board(self.reading, wording, context, tuple(weights), tuple(candidates), tuple(opposites))

    def _worth_comparing(self, word: Word) -> Iterable[int]:
        if word.sort is not Sort.CONTENT or far_related(word.text, self.context.language):
            return range(len(self.reading.words))
        head = word.text[:3]
        near = {
            text for text, _, _ in extract_iter(word.text, list(self._plain), scorer=OSA.distance, score_cutoff=FAR)
        }
        near |= {text for text in self._plain if text.startswith(head)}
        return sorted((*self._others, *(i for text in near for i in self._plain[text])))

    def _row(self, word: Word) -> list[tuple[int, Comparison]]:
        """The typed words that have anything to do with a word of a wording."""
        key = (word.text, word.sort)
        row = self._rows.get(key)
        if row is None:
            typed = self.reading.words
            compared = ((i, _paired(typed[i], word, self.context)) for i in self._worth_comparing(word))
            row = self._rows[key] = [(i, found) for i, found in compared if found is not OTHER]
        return row


def _match(board: Board, lo: int, hi: int) -> Match:
    typed, words, context, weights = board.reading.words, board.wording.words, board.context, board.weights
    candidates = [c for c in board.candidates if lo <= c[1].typed[0] and c[1].typed[-1] < hi]
    opposites = [k for k in board.opposites if lo <= k.typed[0] < hi]

    def turned(link: Link) -> bool:
        mine, theirs = typed[link.typed[0]].turn, words[link.word[0]].turn
        return Turn.NONE not in (mine, theirs) and mine is not theirs

    links = _increasing([c for c in candidates if not turned(c[1])])
    used = {i for link in links for i in link.typed}
    done = {n for link in links for n in link.word}
    # The leftovers, in any order: the same words first, then slips, the heaviest first.
    loose: list[Link] = []
    for _, link in sorted(candidates, key=lambda c: (turned(c[1]), c[1].comparison, -c[0])):
        if used.isdisjoint(link.typed) and done.isdisjoint(link.word):
            loose.append(link)
            used.update(link.typed)
            done.update(link.word)
    contradictions: list[Contradiction] = []
    matched = {n: link for link in (*links, *loose) for n in link.word}
    flips = []
    for link in opposites:
        i, n = link.typed[0], link.word[0]
        if i in used or n in done:
            continue
        if typed[i].sort is Sort.NEGATION or words[n].sort is Sort.NEGATION:
            if typed[i].sort is not words[n].sort and len(words) <= 2:  # neither for both
                contradictions.append(Contradiction(Reason.OPPOSITE, i, typed[i].text, words[n].text))
            continue
        small = words[n].sort not in (Sort.CONTENT, Sort.NUMBER)
        if small and not _beside(i, n, matched, typed, words):
            continue
        if turned(link):
            continue
        flips.append(link)
        used.add(i)
        done.add(n)
    half_number = False
    for link in flips:
        i, n = link.typed[0], link.word[0]
        mine, theirs = typed[i].quantity, words[n].quantity
        if mine and theirs:
            if mine.within(theirs):
                half_number = True
            else:
                contradictions.append(Contradiction(Reason.NUMBER, i, typed[i].text, words[n].text))
        elif typed[i].negated == words[n].negated:
            contradictions.append(Contradiction(Reason.OPPOSITE, i, typed[i].text, words[n].text))
        else:  # not high = low
            loose.append(link)
    heavy = [link for link in (*links, *loose) if words[link.word[0]].sort in (Sort.CONTENT, Sort.NUMBER)]
    # Where a wording holds small words only ("about you"), those carry the polarity.
    small_only = not any(w.sort in (Sort.CONTENT, Sort.NUMBER) for w in words)
    polar = [k for k in ((*links, *loose) if small_only else heavy) if k.comparison.likeness is not Likeness.OPPOSITE]
    denied = [k for k in polar if typed[k.typed[-1]].negated != words[k.word[-1]].negated]
    if any(k.comparison.likeness is Likeness.OPPOSITE for k in loose):
        denied = []  # "low expectations" for "no high expectations": turned twice
    # One word may stand on the other side of a "not" ("not many contacts but a few good ones"); most of them may not.
    if 2 * sum(weights[n] for k in denied for n in k.word) >= sum(weights[n] for k in polar for n in k.word):
        contradictions += (Contradiction(Reason.NEGATION, k.typed[-1], _denial(k.typed[-1], typed), "") for k in denied)
    contradictions += _order(heavy, typed, words)
    all_links = tuple(sorted((*links, *loose), key=lambda link: link.typed))
    total = sum(weights) or 1.0
    hit = {n for link in all_links for n in link.word}
    taken = {i for link in all_links for i in link.typed}
    answered = {typed[i].clause for i in taken}
    flipped = {link.word[0] for link in flips}
    telling = [n for n, w in enumerate(words) if w.sort in (Sort.CONTENT, Sort.NUMBER) and weights[n] > ASKED]
    return Match(
        wording=board.wording,
        touched=sum(weights[n] for n in hit | flipped) / total,
        gist=sum(weights[n] for n in telling if n in hit) / (sum(weights[n] for n in telling) or 1.0),
        links=all_links,
        coverage=sum(weights[n] for n in hit) / total,
        extra=sum(
            _surplus(typed[i], context)
            for i in range(lo, hi)
            # "not talking but listening": what is denied besides adds nothing.
            if i not in taken and not (typed[i].negated and typed[i].clause not in answered)
        ),
        weight=total,
        edits=sum(link.comparison.edits for link in all_links),
        contradictions=tuple(contradictions),
        reordered=any(link in loose for link in heavy) and len(heavy) > 1,
        half_number=half_number,
        inflected=any(link.comparison.likeness is Likeness.INFLECTED for link in heavy),
    )


def _surplus(word: Word, context: Context) -> float:
    """What a word too many weighs; the card's own words are hardly news."""
    w = WEIGHTS[word.sort]
    if word.meant:
        return WEIGHTS[sort_of(word.meant, grammar(context.language))] if not word.quantity else w
    if word.sort is not Sort.CONTENT:
        return w
    if word.text in grammar(context.language).framing:
        return WEIGHTS[Sort.FILLER]
    mine = stems(word.text, context.language)
    if mine & context.asked or word.text in context.vocabulary:
        return w * ASKED
    if len(word.text) >= 4 and any(asked.endswith(word.text) for asked in context.asked):
        return w * ASKED  # the head of a compound in the prompt: fase for leerfase
    return w


def _beside(i: int, n: int, matched: dict[int, Link], typed: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether two small words stand before the same word: uit/in hun comfortzone."""
    following = next((m for m in range(n + 1, len(words)) if words[m].sort is Sort.CONTENT), None)
    if following is None or following not in matched:
        return False
    first = matched[following].typed[0]
    return i < first and not any(w.sort is Sort.CONTENT for w in typed[i + 1 : first])


def _order(links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word]) -> list[Contradiction]:
    """Whether what the wording puts first is put last."""
    earlier = [link for link in links if words[link.word[0]].turn is Turn.EARLIER]
    later = [link for link in links if words[link.word[0]].turn is Turn.LATER]
    swapped = [k for k in earlier if typed[k.typed[0]].turn is Turn.LATER] + [
        k for k in later if typed[k.typed[0]].turn is Turn.EARLIER
    ]
    unmarked = all(typed[k.typed[0]].turn is Turn.NONE for k in (*earlier, *later))
    if not swapped and earlier and later and unmarked:
        backwards = max(k.typed[0] for k in later) < min(k.typed[0] for k in earlier)
        swapped = later if backwards else []
    return [Contradiction(Reason.ORDER, k.typed[0], "", "") for k in swapped[:1]]


def _denial(i: int, typed: Sequence[Word]) -> str:
    """The word that denies a typed word, if one does."""
    return next((w.text for w in typed if w.clause == typed[i].clause and w.sort is Sort.NEGATION), "")
