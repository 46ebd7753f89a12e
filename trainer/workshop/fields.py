"""A card's fields as boxes to type in: a list is a text with a line for each of its things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from trainer.cards.form import CardForm, PointLine
from trainer.cards.formlines import head_of
from trainer.cards.labels import Label
from trainer.cards.outline import labelled
from trainer.i18n import Language


class FieldSpec(NamedTuple):
    """A box on the form."""

    name: str
    """Its field in CardForm."""
    several: bool = False
    """Whether it has several lines: enter begins a new one."""


FIELDS = (
    FieldSpec("question"),
    FieldSpec("answer"),
    FieldSpec("accepted"),
    FieldSpec("refused"),
    FieldSpec("items", several=True),
    FieldSpec("how_many"),
    FieldSpec("points", several=True),
    FieldSpec("models", several=True),
    FieldSpec("verdict"),
    FieldSpec("enough"),
    FieldSpec("most_words"),
    FieldSpec("least_words"),
    FieldSpec("avoid"),
    FieldSpec("keep"),
    FieldSpec("scenes", several=True),
    FieldSpec("hint"),
    FieldSpec("why", several=True),
    FieldSpec("source"),
    FieldSpec("tags"),
    FieldSpec("level"),
    FieldSpec("just_before"),
    FieldSpec("id"),
    FieldSpec("loose", several=True),
)
"""In the order of the form: the answers by kind, then what any card can have."""
FIRST = ("question", "answer")
"""The boxes of an empty form."""
RARE = ("loose",)
"""Shown only where there is something in them."""


def text_of(form: CardForm, name: str, language: Language) -> str:
    """What stands in a box; numbers before items that have an order, "Must:" before points that may not be missing."""
    value = getattr(form, name)
    match name:
        case "items" if form.ordered:
            return "\n".join(f"{n}. {item}" for n, item in enumerate(value, 1))
        case "points":
            must = head_of(Label.MUST, language)
            return "\n".join((must if point.required else "") + point.text for point in value)
        case _:
            return value if isinstance(value, str) else "\n".join(value)


def with_text(form: CardForm, name: str, text: str) -> CardForm:
    """The form with what was typed in a box."""
    if name not in ("items", "points", "models", "scenes", "loose"):
        changed: dict[str, Any] = {name: text}
        return replace(form, **changed)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if name == "loose":
        return replace(form, loose=tuple(lines))
    read = [_read(line) for line in lines]
    if name == "items":
        steps = [label is Label.STEP for label, _ in read]
        return replace(form, items=_texts(read, lines, Label.ITEM, Label.STEP), ordered=bool(steps) and all(steps))
    if name == "points":
        texts = _texts(read, lines, Label.ITEM, Label.MUST, Label.POINT)
        musts = [label is Label.MUST for label, _ in read]
        return replace(form, points=tuple(PointLine(t, m) for t, m in zip(texts, musts, strict=True)))
    texts = _texts(read, lines, Label.ITEM)
    return replace(form, models=texts) if name == "models" else replace(form, scenes=texts)


def _read(line: str) -> tuple[Label | None, str]:
    found = labelled(1, line)
    return (found[0], found[1].text) if found else (None, line)


def _texts(read: list[tuple[Label | None, str]], lines: list[str], *heads: Label) -> tuple[str, ...]:
    """The lines without what a person who knows the format would put before them."""
    return tuple(
        text if label in heads and text.strip("/ ") else line for (label, text), line in zip(read, lines, strict=True)
    )


def filled(form: CardForm) -> tuple[str, ...]:
    """The boxes that have something in them."""
    return tuple(field.name for field in FIELDS if getattr(form, field.name))
