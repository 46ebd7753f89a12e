"""The words of a text as the judge sees them: what each does, what it weighs, whether it is denied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from trainer.grading.languages import Grammar
from trainer.grading.numbers import Quantity


class Sort(Enum):
    """What a word does."""

    CONTENT = auto()
    NUMBER = auto()
    ORDER = auto()
    NEGATION = auto()
    PREPOSITION = auto()
    FILLER = auto()
    AUXILIARY = auto()
    PRONOUN = auto()
    CONJUNCTION = auto()
    ARTICLE = auto()


WEIGHTS = {
    Sort.CONTENT: 1.0,
    Sort.NUMBER: 1.0,
    Sort.ORDER: 0.4,
    Sort.NEGATION: 0.3,
    Sort.PREPOSITION: 0.2,
    Sort.FILLER: 0.15,
    Sort.AUXILIARY: 0.15,
    Sort.PRONOUN: 0.1,
    Sort.CONJUNCTION: 0.08,
    Sort.ARTICLE: 0.03,
}
"""What a word counts, beside a content word's 1."""

HEAVY = frozenset((Sort.CONTENT, Sort.NUMBER))
"""Words that carry the meaning."""


class Turn(Enum):
    """Where a word stands in an order that the text states."""

    NONE = 0
    EARLIER = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word or quantity of a text."""

    text: str
    start: int
    end: int
    sort: Sort
    clause: int
    negated: bool
    turn: Turn
    quantity: Quantity | None = None
    degree: bool = False
    """more, less"""
    meant: str = ""
    """The closed-class word that this one misspells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read."""

    source: str
    words: tuple[Word, ...]
    clauses: int
    bag: bool
    """Content words only, without a stop or a small word between them."""
    separated: bool
    """A stop, or "and", between two words."""
    heads: Mapping[str, tuple[int, ...]]
    """The words of five letters or more, by their first two."""
    joined: Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]]
    """Two or three neighbouring words as one, by its first two letters."""


def sort_of(word: str, grammar: Grammar) -> Sort:
    """What a word does; one that is in no list carries content."""
    if word in grammar.negations:
        return Sort.NEGATION
    if word in grammar.order_words:
        return Sort.ORDER
    if word in grammar.articles:
        return Sort.ARTICLE
    if word in grammar.pronouns:
        return Sort.PRONOUN
    if word in grammar.auxiliaries:
        return Sort.AUXILIARY
    if word in grammar.prepositions:
        return Sort.PREPOSITION
    if word in grammar.conjunctions or word in grammar.together:
        return Sort.CONJUNCTION
    if word in grammar.fillers or word in grammar.questions or word in grammar.each:
        return Sort.FILLER
    return Sort.CONTENT
