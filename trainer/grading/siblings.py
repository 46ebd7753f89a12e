"""The right line for another card: a true answer that was not asked here is not wrong, only elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from trainer.cards.model import Card, Cloze, Short
from trainer.grading.compare import stems
from trainer.grading.judge import judge
from trainer.grading.model import Verdict
from trainer.grading.reading import read_reference
from trainer.i18n import Language

ACCEPTED = (Verdict.CORRECT, Verdict.CLOSE)


def belongs_to(card: Card, typed: str, others: Iterable[Card]) -> Card | None:
    """The first other card with a short answer for which a text is right; it must not be right for `card` itself."""
    for other in others:
        if other.key != card.key and _may_be(other, typed) and accepts(other, typed):
            return other
    return None


def accepts(card: Card, typed: str) -> bool:
    """Whether a text is right for a card, beyond doubt."""
    judged = judge(card, typed)
    return judged.verdict in ACCEPTED and not judged.unsure


def short_of(card: Card) -> Short | None:
    """What a card with one short answer asks for."""
    match card.answer:
        case Short() as short:
            return short
        case Cloze(gaps=(gap,)):
            return gap
    return None


class Shelf:
    """The cards with one short answer that were put in, found again by what they may share with another."""

    def __init__(self) -> None:
        self._by_beginning: dict[str, list[Card]] = {}

    def put(self, card: Card) -> None:
        if (short := short_of(card)) is not None:
            begins = {begin for wording in _wordings(short) for begin in _begins(wording, card.language)}
            for begin in begins:
                self._by_beginning.setdefault(begin, []).append(card)

    def like(self, card: Card, answer: str) -> tuple[Card, ...]:
        """Those for which a card's answer may be right: without it a deck of 4 000 cards is judged 8 million times."""
        found = {
            other.key: other
            for begin in _begins(answer, card.language)
            for other in self._by_beginning.get(begin, ())
            if _is_near(answer, other)
        }
        return tuple(sorted(found.values(), key=lambda other: other.line))


NEAR = 65.0
"""Likeness, 0..100, that an answer and a wording that accepts it have at the least; numbers apart."""


def _is_near(answer: str, other: Card) -> bool:
    from rapidfuzz.fuzz import token_set_ratio

    short = short_of(other)
    assert short is not None
    numbers = _numbers(answer, other.language)
    return any(
        bool(numbers & _numbers(wording, other.language)) or token_set_ratio(answer, wording, score_cutoff=NEAR) > 0
        for wording in _wordings(short)
    )


@lru_cache(maxsize=8192)
def _numbers(text: str, language: Language) -> frozenset[object]:
    """The quantities in a text, in figures or in words."""
    return frozenset(str(word.quantity) for word in read_reference(text, language).words if word.quantity)


def _may_be(card: Card, typed: str) -> bool:
    """Whether a text begins a word as one of a card's wordings does: a cheap look before the careful one."""
    short = short_of(card)
    if short is None or not typed.strip() or len(typed) > 5 * max(map(len, _wordings(short))):
        return False
    begins = _begins(typed, card.language)
    return any(begins & _begins(wording, card.language) for wording in _wordings(short))


def _wordings(short: Short) -> Iterator[str]:
    yield short.answer
    yield from short.accepted


@lru_cache(maxsize=8192)
def _begins(text: str, language: Language) -> frozenset[str]:
    """The first two letters of the stems of a text's words, in either order: a swap may stand there."""
    words = read_reference(text, language).words
    found = {stem for word in words for stem in stems(word.text, language)}
    short = {"number" if w.quantity else w.text for w in words if w.quantity or len(w.text) < 3}
    return frozenset("".join(sorted(stem[:2])) for stem in found) | short
