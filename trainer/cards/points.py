"""Key points: a name, and in the last brackets what shows it: `vraag terug ([open vraag] / en jij)`.

A point without any that is called as a sign is, `een open vraag`, has that sign.
"""

from __future__ import annotations

import re

from trainer.cards.draft import Draft, Field, alternatives
from trainer.cards.model import KeyPoint, Structure
from trainer.cards.text import fold

_MARK = re.compile(r"\[(.*)\]")
_CALLED = re.compile(r"(?:(?:een|de|het|an?|the) )?(?:(?:echte?|goede?|real|good) )?(.+)")
"""A sign as people name it."""
_STRUCTURES = {
    "vraag": Structure.QUESTION,
    "question": Structure.QUESTION,
    "open vraag": Structure.OPEN_QUESTION,
    "open question": Structure.OPEN_QUESTION,
    "getal": Structure.NUMBER,
    "number": Structure.NUMBER,
}


def point_of(draft: Draft, field: Field, *, required: bool) -> KeyPoint | None:
    """The point in a field; None, with a problem on the draft, when it cannot be told."""
    text = field.text.rstrip(" .")
    group = _last_group(text)
    if group is None:
        mistake = "deck.point_open" if text.count("(") > text.count(")") else "deck.point_shut"
        draft.stop(field.line, mistake, name=text.partition("(")[0].strip())
        return None
    name = text[:group].strip()
    shown = alternatives(text[group + 1 : -1])
    if not (name or shown):
        draft.stop(field.line, "deck.blank", written=field.written)
        return None
    marks = [wording for wording in shown if _MARK.fullmatch(wording)]
    structures = []
    for mark in marks:
        if (structure := _structure(mark[1:-1])) is None:
            draft.stop(field.line, "deck.structure", found=mark)
            return None
        structures.append(structure)
    if len(structures) > 1:
        draft.warn(field.line, "deck.one_structure", first=marks[0], second=marks[1])
    if not shown and (called := _CALLED.fullmatch(fold(name))) and (structure := _structure(called[1])):
        structures.append(structure)
    return KeyPoint(
        name or shown[0].strip("[]*"),
        tuple(wording for wording in shown if wording not in marks),
        structures[0] if structures else None,
        required,
    )


def _structure(name: str) -> Structure | None:
    return _STRUCTURES.get(fold(name).replace("-", " "))


def _last_group(text: str) -> int | None:
    """Where the brackets open that end the text; its length if none do, None if brackets do not match.

    Brackets may stand inside others, and earlier ones belong to the name: `allebei bij naam (2) (ruud)`.
    """
    opened: list[int] = []
    start = len(text)
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")":
            if not opened:
                return None
            start = opened.pop()
    if opened:
        return None
    return start if text.endswith(")") else len(text)
