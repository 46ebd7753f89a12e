"""Folding: the same answer, however typed, becomes the same text. Each folded letter knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_SAME = str.maketrans("’‘‛ʼ`´′＇‐‑‒–—―−⁄∕", "''''''''" + "-------" + "//")
"""Signs that keyboards and word processors exchange. Before NFKD, which would split an acute accent from its space."""

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>[%/&+])"
    r"|(?P<dash>-)"
    r"|(?P<stop>[.,;:!?()\[\]{}|\n•·*=]|…)"
)


class Token(NamedTuple):
    """A folded word, number or sign, and the stretch of the original that it stands for."""

    text: str
    start: int
    end: int
    glued: bool
    """Nothing, or only an apostrophe or hyphen, stands between it and the token before."""
    accented: bool
    """Whether an accent was dropped: in Dutch it tells één from een."""
    written: str
    """The same with its apostrophes: they tell it's from its."""


@lru_cache(maxsize=512)
def fold_letter(letter: str) -> str:
    """One character without case, accents or typographic variants; what it stands for may be none or several."""
    decomposed = unicodedata.normalize("NFKD", letter.translate(_SAME))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    again = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in again if not unicodedata.combining(c)).translate(_SAME).casefold()


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the original's."""
    if text.isascii():  # as most texts are; ten times as fast
        return text.lower().replace("`", "'"), list(range(len(text)))
    letters: list[str] = []
    where: list[int] = []
    for i, original in enumerate(text):
        folded = fold_letter(original)
        letters.append(folded)
        where.extend([i] * len(folded))
    return "".join(letters), where


def tokens(text: str) -> Iterator[Token]:
    """The words, numbers and signs of a text, folded, apostrophes dropped; the stops between them too."""
    folded, where = fold_with_map(text)
    where.append(len(text))
    last_end = -1
    for found in _TOKEN.finditer(folded):
        start, end = found.span()
        kind = found.lastgroup
        original_end = where[end - 1] + 1
        # A combining accent belongs to the letter before it, so that a mark covers both.
        while original_end < len(text) and not fold_letter(text[original_end]) and text[original_end].strip():
            original_end += 1
        original = text[where[start] : original_end]
        yield Token(
            found.group().replace("'", "") if kind == "word" else found.group(),
            where[start],
            original_end,
            start == last_end,
            kind == "word" and any(map(unicodedata.combining, unicodedata.normalize("NFD", original))),
            found.group(),
        )
        last_end = end


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The folded words of a text, one space between them, without punctuation: equal texts are the same answer.

    >>> fold("  Eén  IDEE, hè?")
    'een idee he'
    """
    return " ".join(t.text for t in tokens(text) if t.text[0].isalnum() or t.text in "%/&+")


_SIGNS = re.compile(r"[@#€$£<>≤≥+]")
_ARROW = re.compile(r"[-=]>")
_OR_MORE = re.compile(r"(?<=\d)\+(?![+\d]| *\d)")
_TYPED = str.maketrans({"≤": "<=", "≥": ">="})


def signs(text: str) -> frozenset[str]:
    """The signs in a text that tell C# from C++ and € from $, which folding drops. Two texts that each have one that
    the other lacks are not the same answer; a sign that is only left out may be.

    >>> sorted(signs("minder, dus ≤ 5 #netwerken"))
    ['#', '<=']
    """
    plain = unicodedata.normalize("NFKC", text).replace("<=", "≤").replace(">=", "≥")
    plain = _OR_MORE.sub("≥", _ARROW.sub(" ", plain))
    return frozenset(found.translate(_TYPED) for found in _SIGNS.findall(plain))


def bare(text: str) -> str:
    """A text that is nothing but signs, to be compared as it stands; whatever the colour of an emoji."""
    plain = unicodedata.normalize("NFKC", text).translate(_TYPED)
    return "".join(c for c in plain if not c.isspace() and c not in "\ufe0e\ufe0f" and not "🏻" <= c <= "🏿")
