"""A typed text, its words compared once with those of each wording that it is laid beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from trainer.grading.compare import FAR, OPPOSITE, OTHER, SAME, Comparison, Likeness, compare, far_related, stems
from trainer.grading.compounds import Link, compounds, separable
from trainer.grading.languages import Grammar, grammar
from trainer.grading.numbers import SHARE
from trainer.grading.words import WEIGHTS, Reading, Sort, Word, sort_of
from trainer.i18n import Language


class Context(NamedTuple):
    """What a comparison needs to know besides the two texts."""

    language: Language
    asked: frozenset[str]
    """Stems of the prompt's words: they prove little."""
    vocabulary: frozenset[str]
    """The card's words: one of them, typed, is no misspelling of another."""
    limits: frozenset[int] = frozenset()
    """The bounds, 1 or -1, that the prompt or an accepted wording sets to a number."""
    prompt: frozenset[str] = frozenset()
    """The prompt's content words."""
    optional: frozenset[str] = frozenset()
    """The content words that one accepted wording has and another, otherwise the same, has not."""
    refused: frozenset[str] = frozenset()
    """The words that only refused wordings have."""


ASKED = 0.3
"""What a content word counts if it stands in the prompt, or may be left out."""

ENDING = 2
"""The most letters of an ending of inflection."""

FRAMING = frozenset((Sort.ARTICLE, Sort.PRONOUN, Sort.AUXILIARY, Sort.CONJUNCTION, Sort.FILLER))
"""What besides verbs of saying can stand around an answer and add nothing to it."""

_WORTH = {Likeness.SAME: 1.0, Likeness.INFLECTED: 0.9, Likeness.TYPO: 0.8}
"""How much better a link is than another one for the same word."""


def weight(word: Word, context: Context) -> float:
    """What a word of a wording counts."""
    if word.sort is Sort.CONTENT and (word.text in context.optional or given_away(word.text, context)):
        return ASKED
    return WEIGHTS[word.sort]


def given_away(word: str, context: Context) -> bool:
    """Whether the prompt has this word, in any inflection; a derived one tells less: open, opening."""
    if word in context.prompt:
        return True
    mine = stems(word, context.language)
    return bool(mine & context.asked) and any(
        abs(len(word) - len(other)) <= ENDING and mine & stems(other, context.language) for other in context.prompt
    )


def surplus(word: Word, context: Context) -> float:
    """What a typed word weighs where it is one too many; the card's own words are hardly news."""
    rules = grammar(context.language)
    if word.meant and not word.quantity:
        return WEIGHTS[sort_of(word.meant, rules)]
    if word.sort is not Sort.CONTENT:
        known = word.sort is Sort.ORDER and word.text in context.vocabulary
        return ASKED if known else WEIGHTS[word.sort]
    if word.text in context.refused:
        return WEIGHTS[Sort.CONTENT]
    if word.text in rules.framing:
        return WEIGHTS[Sort.FILLER]
    mine = stems(word.text, context.language)
    kin = _kin(context.vocabulary, context.refused, context.language)
    if word.text in context.vocabulary or mine & context.asked or mine & kin:
        return ASKED
    if _is_slip(word, context):
        return ASKED
    # The head of a compound in the prompt: fase for leerfase.
    head = len(word.text) >= 4 and any(asked.endswith(word.text) for asked in context.asked)
    return ASKED if head else WEIGHTS[Sort.CONTENT]


@lru_cache(maxsize=1024)
def _kin(vocabulary: frozenset[str], refused: frozenset[str], language: Language) -> frozenset[str]:
    """The stems of a card's words, those aside that only refused wordings have."""
    return frozenset(stem for word in vocabulary - refused for stem in stems(word, language))


def _is_slip(word: Word, context: Context) -> bool:
    """Whether a content word is no word of the card, but one slip away from one."""
    if word.sort is not Sort.CONTENT or len(word.text) < 5 or word.text in context.vocabulary:
        return False
    return not word.meant and _near(word.text, context.vocabulary, context.language)


@lru_cache(maxsize=4096)
def _near(word: str, vocabulary: frozenset[str], language: Language) -> bool:
    near = extract_iter(word, [*vocabulary], scorer=OSA.distance, score_cutoff=1)
    return any(compare(word, other, language).likeness is Likeness.TYPO for other, _, _ in near)


@dataclass(frozen=True)
class Board:
    """A whole typed text beside a wording; stretches of it are then aligned cheaply."""

    reading: Reading
    wording: Reading
    rules: Grammar
    weights: tuple[float, ...]
    surplus: tuple[float, ...]
    """What each typed word weighs where it is one too many."""
    frames: tuple[bool, ...]
    """Which typed words frame an answer and add nothing to it."""
    candidates: tuple[tuple[float, Link], ...]
    """Links that may be made, with what they are worth."""
    opposites: tuple[Link, ...]
    misspelt: frozenset[int]
    """The typed words that are one slip away from any word of the card."""

    @cached_property
    def total(self) -> float:
        return sum(self.weights) or 1.0

    @cached_property
    def linked(self) -> frozenset[int]:
        """The typed words that answer to any word of the wording, or contradict one."""
        links = (*(link for _, link in self.candidates), *self.opposites)
        return frozenset(i for link in links for i in link.typed)

    def reach(self, lo: int, hi: int) -> float:
        """The most that words lo..hi can cover of the wording, 0..1: a cheap bound."""
        hit = {n for i in range(lo, hi) for end, several in self._reached[i] if end < hi for n in several}
        return sum(self.weights[n] for n in hit) / self.total

    @cached_property
    def _reached(self) -> tuple[frozenset[tuple[int, tuple[int, ...]]], ...]:
        """For each typed word where the links end that start there, and the words of the wording that they reach."""
        found: list[set[tuple[int, tuple[int, ...]]]] = [set() for _ in self.reading.words]
        for link in (*(link for _, link in self.candidates), *self.opposites):
            found[link.typed[0]].add((link.typed[-1], link.word))
        return tuple(map(frozenset, found))


class Table:
    """A typed text, to be laid beside one wording after another; a word that wordings share is compared once."""

    def __init__(self, reading: Reading, context: Context) -> None:
        self.reading = reading
        self.context = context
        self._surplus = tuple(surplus(w, context) for w in reading.words)
        rules = grammar(context.language)
        framing = rules.framing - context.refused
        self._frames = tuple(w.sort in FRAMING or w.text in framing for w in reading.words)
        self._misspelt = frozenset(i for i, w in enumerate(reading.words) if _is_slip(w, context))
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
            for i, found in self.row(word):
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
        rules = grammar(context.language)
        return Board(
            self.reading,
            wording,
            rules,
            tuple(weights),
            self._surplus,
            self._frames,
            tuple(candidates),
            tuple(opposites),
            self._misspelt,
        )

    def row(self, word: Word) -> list[tuple[int, Comparison]]:
        """The typed words that have anything to do with a word of a wording."""
        key = (word.text, word.sort)
        row = self._rows.get(key)
        if row is None:
            typed = self.reading.words
            compared = ((i, _paired(typed[i], word, self.context)) for i in self._worth_comparing(word))
            row = self._rows[key] = [(i, found) for i, found in compared if found is not OTHER]
        return row

    def _worth_comparing(self, word: Word) -> Iterable[int]:
        if word.sort is not Sort.CONTENT or far_related(word.text, self.context.language):
            return range(len(self.reading.words))
        head = word.text[:3]
        near = {
            text for text, _, _ in extract_iter(word.text, list(self._plain), scorer=OSA.distance, score_cutoff=FAR)
        }
        near |= {text for text in self._plain if text.startswith(head)}
        return sorted((*self._others, *(i for text in near for i in self._plain[text])))


@lru_cache(maxsize=4096)
def _foreign(unit: str, vocabulary: frozenset[str], language: Language) -> bool:
    """Whether a card that counts something without a unit has nothing to do with this one: "three years" for three
    messages. Shares and times go with anything."""
    units = grammar(language).units
    return (
        bool(unit) and unit not in (SHARE, "time") and not any(w in units and units[w][0] == unit for w in vocabulary)
    )


def _paired(typed: Word, word: Word, context: Context) -> Comparison:
    """How two words of a text stand to each other, in view of what they do there."""
    if typed.quantity and word.quantity:
        if not (typed.quantity.same(word.quantity) and typed.quantity.bounded_as(word.quantity, context.limits)):
            return OPPOSITE
        if not word.quantity.unit and _foreign(typed.quantity.unit, context.vocabulary, context.language):
            return OPPOSITE
        return Comparison(Likeness.TYPO, 1) if typed.meant else SAME
    if typed.quantity or word.quantity:
        return OTHER
    if typed.meant and compare(typed.meant, word.text, context.language).likeness <= Likeness.INFLECTED:
        return Comparison(Likeness.TYPO, 1)
    if typed.sort is word.sort and typed.text != word.text:
        if typed.sort in (Sort.NEGATION, Sort.ARTICLE):
            return SAME
        if typed.sort is Sort.PRONOUN:  # I for you is another perspective, they for you somebody else
            rules = grammar(context.language)
            one = (typed.text in rules.third_person, word.text in rules.third_person)
            addressed = rules.first_person | rules.second_person
            apart = any(one) and not all(one) and not addressed.isdisjoint((typed.text, word.text))
            return OTHER if apart else SAME
    found = compare(typed.text, word.text, context.language)
    if found.likeness is Likeness.TYPO and (
        typed.text in context.vocabulary or (word.sort is not Sort.CONTENT and len(word.text) < 4)
    ):
        return OTHER
    return found
