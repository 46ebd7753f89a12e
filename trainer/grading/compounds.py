"""Words that are one on one side and several on the other: compounds apart or together, and separable verbs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trainer.grading.compare import SAME, Comparison, Likeness, compare, stems
from trainer.grading.languages import grammar
from trainer.grading.words import Reading, Sort
from trainer.i18n import Language

SEPARATED = 6
"""How many words may stand between the two parts of a separable verb."""


class Link(NamedTuple):
    """Typed words that answer to words of a wording: mostly one to one; a compound apart is two to one."""

    typed: tuple[int, ...]
    word: tuple[int, ...]
    comparison: Comparison
    compound: bool = False


def compounds(typed: Reading, wording: Reading, asked: frozenset[str], language: Language) -> Iterator[Link]:
    """Words written apart on one side and together on the other: netwerk borrel, follow-up, LinkedIn. And a word of
    the wording with a word of the prompt behind it: tweedegraadsconnectie."""
    for n, word in enumerate(wording.words):
        if len(word.text) < 5 or word.quantity:
            continue
        head = word.text[:2]
        for joined, several in typed.joined.get(head, ()):
            if abs(len(joined) - len(word.text)) <= 2 and _one(found := compare(joined, word.text, language)):
                if len(joined) == len(word.text) and not _parts(typed, several, word.text, language):
                    continue
                yield Link(several, (n,), found, compound=True)
        for i in typed.heads.get(head, ()):
            mine = typed.words[i].text
            longer = len(mine) >= len(word.text) + 4 and mine.startswith(word.text)
            if longer and stems(mine[len(word.text) :], language) & asked:
                yield Link((i,), (n,), SAME, compound=True)
    for head, joints in wording.joined.items():
        for i in typed.heads.get(head, ()):
            mine = typed.words[i].text
            for joined, several in joints:
                if abs(len(joined) - len(mine)) <= 2 and _one(found := compare(mine, joined, language)):
                    yield Link((i,), several, found, compound=True)


def _parts(typed: Reading, several: tuple[int, ...], word: str, language: Language) -> bool:
    """Whether each word of a compound apart is its part of the whole: small walk is no smalltalk."""
    start = 0
    for i in several:
        mine = typed.words[i].text
        theirs = word[start : start + len(mine)]
        if compare(mine, theirs, language).likeness > Likeness.TYPO:
            return False
        start += len(mine)
    return True


def _one(found: Comparison) -> bool:
    return found.likeness <= Likeness.TYPO and found.edits <= 1


def separable(typed: Reading, wording: Reading, language: Language) -> Iterator[Link]:
    """Separable verbs in two parts: "vraag door" for doorvragen, "door te vragen", and the other way round."""
    rules = grammar(language)
    for apart, together, flipped in ((typed, wording, False), (wording, typed, True)):
        for i, particle in enumerate(apart.words):
            if particle.text not in rules.particles:
                continue
            for n in together.heads.get(particle.text[:2], ()):
                whole = together.words[n].text
                if not whole.startswith(particle.text) or len(whole) < len(particle.text) + 4:
                    continue
                rest = whole[len(particle.text) :]
                if rest.startswith(rules.infinitive_mark) and len(rest) > 5:  # door te vragen
                    rest = rest.removeprefix(rules.infinitive_mark)
                for j in range(max(0, i - SEPARATED), min(len(apart.words), i + SEPARATED + 1)):
                    if j == i or apart.words[j].sort is not Sort.CONTENT:
                        continue
                    found = compare(apart.words[j].text, rest, language)
                    if found.likeness <= Likeness.TYPO:
                        two = (min(i, j), max(i, j))
                        yield Link((n,), two, found) if flipped else Link(two, (n,), found)
