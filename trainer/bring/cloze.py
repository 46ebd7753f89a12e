"""Anki's gaps: {{c1::text::hint}}, which may stand inside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"\{\{c([0-9]{1,3}(?:,[0-9]{1,3}){0,20})::")
_MARK = re.compile(_OPEN.pattern + r"|\}\}")
_DEEPEST = 8  # gaps inside gaps, as in Anki


@dataclass(frozen=True, slots=True)
class Gapped:
    """A sentence with one set of its gaps open, as a deck file writes it."""

    text: str
    gaps: int
    hint: str


def ordinals(text: str) -> tuple[int, ...]:
    """The numbers of the gaps in a text, each once, from low to high."""
    return tuple(sorted({int(number) for found in _OPEN.finditer(text) for number in found[1].split(",")}))


def gapped(text: str, ordinal: int) -> Gapped:
    """The sentence with [gaps] for one number; the other gaps are filled in."""
    hints: list[str] = []
    count = 0
    # Each level is what was read of one gap so far; the first is the sentence itself.
    levels: list[tuple[bool, list[str]]] = [(False, [])]
    for mark, piece in _tokens(text):
        if mark is None:
            levels[-1][1].append(piece)
        elif mark:
            if len(levels) > _DEEPEST:
                levels[-1][1].append(piece)
            else:
                levels.append((str(ordinal) in mark.split(","), []))
        elif len(levels) == 1:
            levels[-1][1].append(piece)
        else:
            asked, parts = levels.pop()
            inside, _, hint = "".join(parts).partition("::")
            if asked and not any(level[0] for level in levels):
                count += bool(inside.strip("/ "))
                inside = f"\x02{inside}\x03"
                hints += [hint.strip()] if hint.strip() else []
            levels[-1][1].append(inside)
    sentence = "".join("".join(parts) for _, parts in levels)
    for sign, other in (("[", "("), ("]", ")"), ("\x02", "["), ("\x03", "]")):
        sentence = sentence.replace(sign, other)
    return Gapped(sentence, count if sentence.count("[") == count else 0, " / ".join(dict.fromkeys(hints)))


def _tokens(text: str) -> Iterator[tuple[str | None, str]]:
    """Each mark with the numbers of the gap that it opens ("" where it closes one), and the text between with None."""
    place = 0
    for found in _MARK.finditer(text):
        yield None, text[place : found.start()]
        yield found[1] or "", found[0]
        place = found.end()
    yield None, text[place:]
