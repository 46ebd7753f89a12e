"""A text in pieces: its tokens with contractions written out, hyphens resolved, and misspelt small words recognised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from trainer.grading.fold import Token, tokens
from trainer.grading.languages import Grammar
from trainer.grading.numbers import number


@dataclass(slots=True)
class Piece:
    """A word being read: a token, after contractions and hyphens."""

    text: str
    start: int
    end: int
    firm: bool = False
    """een with an accent: a number."""
    meant: str = ""


def pieces(text: str, grammar: Grammar, vocabulary: frozenset[str] | None) -> list[Piece]:
    """The words, numbers and stops of a text. Given a vocabulary, a word outside it may be a misspelt small one."""
    found: list[Piece] = []
    before: Token | None = None
    for token in tokens(text):
        glue = before is not None and before.text == "-" and before.glued and token.glued
        if glue and len(found) > 1 and len(found[-2].text) == 1 and found[-2].text.isalpha() and token.text.isalpha():
            letter = found[-2]  # e-mail is email
            del found[-2:]
            found.append(Piece(letter.text + token.text, letter.start, token.end))
        elif glue and not (found[-2:-1] and found[-2].text[0].isdigit()) and token.text.isalpha() and found:
            found.pop()  # follow-up: two words; the comparison also takes them as one
            found.append(Piece(token.text, token.start, token.end))
        elif token.glued and before and before.text.isdigit() and token.text in grammar.ordinals:
            continue  # 2/3e
        elif parts := grammar.contractions.get(token.written) or grammar.contractions.get(token.text):
            found += (Piece(part, token.start, token.end) for part in parts)
        elif token.glued and token.text.isdigit() and _is_letter(before):
            found[-1] = Piece(found[-1].text + token.text, found[-1].start, token.end)  # A4 is no "a" and no 4
        else:
            found.append(Piece(token.text, token.start, token.end, token.accented))
        before = token
    for piece in found:
        piece.text = grammar.variants.get(piece.text, piece.text)
        if vocabulary is not None and len(piece.text) >= 3 and piece.text.isalpha() and piece.text not in vocabulary:
            piece.meant = _misspelt(piece.text, grammar, vocabulary)
    return found


def _is_letter(before: Token | None) -> bool:
    """Whether a token is a letter that stands behind nothing."""
    return before is not None and len(before.text) == 1 and before.text.isalpha() and not before.glued


def _misspelt(word: str, grammar: Grammar, vocabulary: frozenset[str]) -> str:
    """The negation, number, unit or ordering word that this unknown word can only be a misspelling of; or a small
    word with two letters swapped or one doubled."""
    if word in grammar.known or word in grammar.closed or number(word, grammar) is not None:
        return ""
    near = _near(word, vocabulary)
    if near:  # where a word of the card is as near, it is that one: gevn is geven before it is geen
        counting = [v for v in near if len(v) >= 4 and (v in grammar.closed or number(v, grammar) is not None)]
        counting = counting or [v for v in near if v in grammar.small]
        return min(counting, key=lambda v: (len(v) != len(word), v)) if len(counting) == len(near) else ""
    return _misspelt_in(word, grammar.closed, grammar.small) if len(word) >= 4 else ""


@lru_cache(maxsize=4096)
def _misspelt_in(word: str, closed: frozenset[str], small: frozenset[str]) -> str:
    near = [o for o in _near(word, closed) if len(o) >= 4 and (o[0] == word[0] or o[:2] == word[1::-1])]
    if near:
        return min(near, key=lambda other: (len(other) != len(word), other))
    # Of a small word only a swap or a doubled letter is recognised: another letter may well make a content word.
    single = _without_doubles(word)
    return next((o for o in _near(word, small) if _swapped(o, word) or _without_doubles(o) == single), "")


def _near(word: str, among: Collection[str]) -> list[str]:
    """The words that one slip turns into this one."""
    return [other for other, _, _ in extract_iter(word, [*among], scorer=OSA.distance, score_cutoff=1)]


def _swapped(one: str, other: str) -> bool:
    """Whether the one slip between two words is a swap."""
    return len(one) == len(other) and sorted(one) == sorted(other)


def _without_doubles(word: str) -> str:
    return "".join(c for n, c in enumerate(word) if n == 0 or c != word[n - 1])
