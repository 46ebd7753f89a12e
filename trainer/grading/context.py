"""What a card says of itself: which words its prompt gives away, which are its own, which may be left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

from trainer.cards.model import GAP
from trainer.grading.compare import stems
from trainer.grading.fold import fold
from trainer.grading.languages import grammar
from trainer.grading.numbers import limits
from trainer.grading.reading import read_reference
from trainer.grading.table import Context
from trainer.grading.words import Sort
from trainer.i18n import Language


@lru_cache(maxsize=1024)
def _asked(prompt: str, language: Language) -> frozenset[str]:
    words = read_reference(prompt.replace(GAP, " "), language).words
    return frozenset(s for w in words if w.sort is Sort.CONTENT for s in stems(w.text, language))


@lru_cache(maxsize=1024)
def _said(prompt: str, language: Language) -> frozenset[str]:
    words = read_reference(prompt.replace(GAP, " "), language).words
    return frozenset(w.text for w in words if w.sort is Sort.CONTENT)


@lru_cache(maxsize=1024)
def never_asked(prompt: str, accepted: tuple[str, ...], language: Language) -> frozenset[str]:
    """The "never" of a question of which no answer repeats it."""
    said = grammar(language).never.intersection(fold(prompt).split())
    return said.difference(word for answer in accepted for word in fold(answer).split())


@lru_cache(maxsize=1024)
def _limits(texts: tuple[str, ...], language: Language) -> frozenset[int]:
    return frozenset().union(*(limits(fold(text).split(), grammar(language)) for text in texts))


@lru_cache(maxsize=1024)
def _vocabulary(texts: tuple[str, ...], language: Language) -> frozenset[str]:
    return frozenset(part for text in texts for w in read_reference(text, language).words for part in w.text.split())


@lru_cache(maxsize=1024)
def _optional(accepted: tuple[str, ...], language: Language) -> frozenset[str]:
    """The content words that one wording has and another of two content words or more, otherwise the same, has not: the
    author's own sign that they may be left out. Of one word it would be a sign for that word only: the unemployed."""
    readings = (read_reference(text, language).words for text in accepted)
    wordings = [{w.text: w for w in words if w.sort is not Sort.ARTICLE} for words in readings]
    full = [words for words in wordings if sum(w.sort is Sort.CONTENT for w in words.values()) > 1]
    found = set()
    for longer, shorter in permutations(full, 2):
        if len(shorter) < len(longer) and [text for text in longer if text in shorter] == list(shorter):
            besides = [w for text, w in longer.items() if text not in shorter]
            if all(w.sort is Sort.CONTENT and not w.negated for w in besides):
                found |= {w.text for w in besides}
    return frozenset(found)


def context_of(prompt: str, known: Iterable[str], language: Language, allowed: tuple[str, ...] = ()) -> Context:
    """The context of a card's prompt and wordings, of which `allowed` are right."""
    texts = (prompt.replace(GAP, " "), *known)
    return Context(
        language,
        _asked(prompt, language),
        _vocabulary(texts, language),
        _limits((prompt, *allowed), language),
        _said(prompt, language),
        _optional(allowed, language),
        _vocabulary(texts, language) - _vocabulary((texts[0], *allowed), language) if allowed else frozenset(),
    )
