"""Anki's card templates: which fields stand on the front of a card and which behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ANSWER = re.compile(r"<hr[^>]{0,200}\bid\s*=\s*[\"']?answer\b[^>]{0,200}>", re.IGNORECASE)
_LONGEST = 100_000  # characters
_NO_FIELDS = frozenset({"FrontSide", "Tags", "Deck", "Subdeck", "Type", "Card", "CardFlag", "CardID"})


@dataclass(frozen=True, slots=True)
class Template:
    """How one card of a note is shown."""

    front: str
    back: str


@dataclass(slots=True)
class Side:
    """One side of a card, filled in."""

    html: str = ""
    used: list[str] = field(default_factory=list)
    """The fields that stand on it, in order."""
    typed: str = ""
    """The field that the learner types, where there is one."""
    hints: list[str] = field(default_factory=list)
    """The fields that are shown on demand."""
    cloze: str = ""
    """The field with the gaps, where there is one."""


def front(template: Template, values: Mapping[str, str]) -> Side:
    return _filled(template.front, values)


def back(template: Template, values: Mapping[str, str]) -> Side:
    """What stands behind the line that divides a card's back, or all of it where there is no such line."""
    parts = _ANSWER.split(template.back, maxsplit=1)
    return _filled(parts[-1], values)


def _filled(template: str, values: Mapping[str, str]) -> Side:
    side = Side()
    parts: list[str] = []
    open_: list[bool] = []
    """Of each section that is open, whether its condition holds."""
    for place, part in enumerate(_parts(template)):
        if place % 2 == 0:
            if all(open_):
                parts.append(part)
            continue
        tag = part.strip()
        if tag[:1] in ("#", "^"):
            filled = bool(values.get(tag[1:].strip(), "").strip())
            open_.append(filled == (tag[0] == "#"))
        elif tag[:1] == "/":
            if open_:
                open_.pop()
        elif all(open_):
            parts.append(_field(tag, values, side))
    side.html = "".join(parts)
    return side


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[str, ...]:
    """Text and tags by turns, without comments; a template is that of thousands of cards."""
    *closed, rest = template[:_LONGEST].rpartition("-->")  # behind the last end no comment need be looked for
    return tuple(_TAG.split(_COMMENT.sub("", "".join(closed)) + rest))


def _field(tag: str, values: Mapping[str, str], side: Side) -> str:
    *filters, name = (part.strip() for part in tag.split(":"))
    if name in _NO_FIELDS or name not in values or any(known.startswith("tts") for known in filters):
        return ""
    if "hint" in filters:
        side.hints.append(name)
        return ""
    if "cloze" in filters:
        side.cloze = name
    if "type" in filters:
        side.typed = name
        return values[name] if "cloze" in filters else ""
    side.used.append(name)
    return values[name]
