"""Comparing one word with another: the same, another form, a slip of the keys, the opposite, or something else."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from trainer.grading.languages import Grammar, grammar
from trainer.grading.lexicon import exists
from trainer.i18n import Language


class Likeness(IntEnum):
    """How a typed word stands to a word of the answer, the nearest first."""

    SAME = 0
    INFLECTED = 1
    TYPO = 2
    OPPOSITE = 3
    OTHER = 4


class Comparison(NamedTuple):
    """A likeness, and for a typo how many letters differ."""

    likeness: Likeness
    edits: int = 0


SAME = Comparison(Likeness.SAME)
INFLECTED = Comparison(Likeness.INFLECTED)
OPPOSITE = Comparison(Likeness.OPPOSITE)
OTHER = Comparison(Likeness.OTHER)

FAR = 3
"""Words further apart than this many edits are related by a stem, a prefix or a list, or not at all."""


def tolerance(length: int) -> int:
    """How many slips a word of this many letters may hold: none to 2, one to 7, then two."""
    return 0 if length < 3 else 1 if length < 8 else 2


def _plain(stem: str) -> str:
    """A stem without what spelling rules change at its end: doubled letters, and in Dutch f/v and s/z."""
    letters = [c for i, c in enumerate(stem) if i == 0 or c != stem[i - 1]]
    if len(letters) > 2:
        letters[-1] = {"v": "f", "z": "s"}.get(letters[-1], letters[-1])
    return "".join(letters)


def _sound(word: str, rules: Grammar) -> str:
    """A word as it sounds, as far as its spelling is a pitfall: letters doubled or not, and in Dutch d, t and dt at the
    end."""
    plain = _plain(word)
    return plain.rstrip("dt") + "t" if rules.devoicing and plain[-1] in "dt" else plain


@lru_cache(maxsize=16384)
def bare_stems(word: str, language: Language) -> frozenset[str]:
    """The word and its lemma, whole and with each ending of inflection or regular derivation taken off."""
    rules = grammar(language)
    found = set()
    for form in {word, rules.lemma(word)}:
        found.add(form)
        for ending, instead in rules.suffixes:
            if form.endswith(ending) and len(form) - len(ending) >= 3:
                found.add(form[: len(form) - len(ending)] + instead)
        prefix = rules.participle_prefix
        if prefix and form.startswith(prefix) and form[-1] in "dtn" and len(form) > len(prefix) + 4:
            found.add(form[len(prefix) : -2 if form.endswith("en") else -1])
    return frozenset(found)


@lru_cache(maxsize=16384)
def stems(word: str, language: Language) -> frozenset[str]:
    """What two forms of one word have in common: their stems without what spelling changes at the end."""
    return frozenset(plain for stem in bare_stems(word, language) if len(plain := _plain(stem)) >= 3)


@lru_cache(maxsize=8)
def _opposite_stems(language: Language) -> dict[str, frozenset[str]]:
    """The listed opposites by what their forms have in common, so that hoge has the opposite lage."""
    found: dict[str, set[str]] = {}
    for word, others in grammar(language).opposite_of.items():
        for stem in stems(word, language):
            found.setdefault(stem, set()).update(*(stems(other, language) for other in others))
    return {stem: frozenset(others) for stem, others in found.items()}


@lru_cache(maxsize=16384)
def _opposites(word: str, language: Language) -> tuple[frozenset[str], ...]:
    """For each stem of a word the stems of its opposites."""
    listed = _opposite_stems(language)
    return tuple(listed[stem] for stem in stems(word, language) if stem in listed)


def _opposite(typed: str, word: str, rules: Grammar, language: Language) -> bool:
    """Whether the two are listed opposites, or one is the other behind a prefix that denies."""
    if word in rules.opposite_of.get(typed, ()):
        return True
    if any(opposites & stems(word, language) for opposites in _opposites(typed, language)):
        return True
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    for prefix in rules.negative_prefixes:
        if longer.startswith(prefix) and len(longer) - len(prefix) >= 4 and not shorter.startswith(prefix):
            rest = longer[len(prefix) :]
            if stems(rest, language) & stems(shorter, language):
                return True
            # Misspelt as well: nearer to the word without the prefix than a slip could bring it.
            if len(rest) >= 6 and rest[0] == shorter[0] and OSA.distance(rest, shorter, score_cutoff=1) <= 1:
                return True
    return False


def _slips(typed: str, word: str) -> int:
    """The number of slips between two words, 0 where there are too many. OSA: a swap of neighbours counts one
    (Damerau 1964 in its restricted form, "optimal string alignment")."""
    shorter, longer = sorted((len(typed), len(word)))
    limit = tolerance(len(word))
    if not limit or longer - shorter > limit:
        return 0
    if longer - shorter > 1 and longer < 12:
        return 0  # two letters too few or too many in a shorter word: rather another word (ijsbeer, ijsbreker)
    distance = OSA.distance(typed, word, score_cutoff=limit)
    if distance > limit or distance == 0:
        return 0
    if len(word) == 3 and not (sorted(typed) == sorted(word) or _plain(typed) == _plain(word)):
        return 0  # three letters leave room for a swap or a doubled letter only: any other change makes another word
    swapped = len(typed) > 1 and typed[:2] == word[1::-1]
    if typed[0] != word[0] and not swapped and distance > 1:
        return 0  # the first letter is seldom mistyped together with another; look-alikes differ there (formatie)
    return distance


@lru_cache(maxsize=16384)
def far_related(word: str, language: Language) -> bool:
    """Whether forms or opposites of a word may look quite unlike it: irregular, prefixed, or with a listed opposite."""
    rules = grammar(language)
    return (
        rules.lemma(word) != word
        or word in rules.lemmas
        or word.startswith(rules.prefixes)
        or word in rules.opposite_of
        or bool(_opposites(word, language))
    )


@lru_cache(maxsize=65536)
def compare(typed: str, word: str, language: Language) -> Comparison:
    """How a typed word stands to a word of the answer; both folded. Forms are looked at before slips, so that no
    inflection is called a typo, and opposites before both, so that no slip excuses them."""
    if typed == word:
        return SAME
    rules = grammar(language)
    if rules.variants.get(typed, typed) == rules.variants.get(word, word):
        return SAME
    # Most pairs have nothing to do with each other, which is cheap to see.
    if (
        typed[:3] != word[:3]
        and OSA.distance(typed, word, score_cutoff=FAR) > FAR
        and not far_related(typed, language)
        and not far_related(word, language)
    ):
        return OTHER
    if _opposite(typed, word, rules, language):
        return OPPOSITE
    mine, theirs = stems(typed, language), stems(word, language)
    if typed in rules.lemmas and rules.lemmas[typed] == rules.lemmas.get(word):
        return INFLECTED
    if len(word) > 3 and _sound(typed, rules) == _sound(word, rules) and typed not in rules.known:
        return Comparison(Likeness.TYPO, 1)
    if mine & theirs:
        return INFLECTED
    if typed in rules.known or exists(typed, language):
        return OTHER
    if slips := _slips(typed, word):
        return Comparison(Likeness.TYPO, slips)
    # A slip in another form of the word: hlept for helpen.
    if typed[0] == word[0] and abs(len(typed) - len(word)) <= 4:
        for stem in mine:
            for other in theirs:
                if len(stem) >= 4 <= len(other) and _slips(stem, other) == 1:
                    return Comparison(Likeness.TYPO, 1)
    return OTHER
