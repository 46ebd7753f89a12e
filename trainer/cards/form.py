"""A card as a form to fill in: what stands in its lines, as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from trainer.cards.draft import alternatives, tags_in
from trainer.cards.encoding import legible
from trainer.cards.labels import Label
from trainer.cards.outline import plain


@dataclass(frozen=True, slots=True)
class PointLine:
    """A key point as it is written: `vraag terug ([open vraag] / en jij)`."""

    text: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class CardForm:
    """What a person fills in for a card, as text: a number may still be a word, a verdict may still be nonsense.

    Alternatives stand between space-slash-space. A tuple is a line for each of its texts.
    """

    question: str = ""
    """May have several lines; a gap is written [so / or so]."""
    scenes: tuple[str, ...] = ()
    answer: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False
    """Whether the items are numbered."""
    how_many: str = ""
    accepted: str = ""
    refused: str = ""
    verdict: str = ""
    points: tuple[PointLine, ...] = ()
    enough: str = ""
    models: tuple[str, ...] = ()
    most_words: str = ""
    least_words: str = ""
    avoid: str = ""
    keep: str = ""
    hint: str = ""
    why: str = ""
    """May have several lines."""
    source: str = ""
    tags: str = ""
    """Between commas."""
    level: str = ""
    just_before: str = ""
    id: str = ""
    loose: tuple[str, ...] = ()
    """Lines of the file that belong to nothing here; they stay where they are until they are taken out."""


SINGLE = {
    Label.ANSWER: "answer",
    Label.HOW_MANY: "how_many",
    Label.VERDICT: "verdict",
    Label.ENOUGH: "enough",
    Label.MOST_WORDS: "most_words",
    Label.LEAST_WORDS: "least_words",
    Label.KEEP: "keep",
    Label.HINT: "hint",
    Label.SOURCE: "source",
    Label.LEVEL: "level",
    Label.JUST_BEFORE: "just_before",
    Label.ID: "id",
}
"""Labels that a card has once."""
WORDINGS = {Label.ACCEPTED: "accepted", Label.REFUSED: "refused", Label.AVOID: "avoid"}
"""Labels with alternatives behind them."""
FIELDS: dict[Label, str] = {
    **SINGLE,
    **WORDINGS,
    Label.SCENE: "scenes",
    Label.ITEM: "items",
    Label.STEP: "items",
    Label.MUST: "points",
    Label.POINT: "points",
    Label.EXAMPLE: "models",
    Label.WHY: "why",
    Label.TAGS: "tags",
}
"""The field that a label is for."""
ORDER = tuple(field.name for field in fields(CardForm) if field.name != "ordered")
"""The fields as they follow each other in a new card."""


def cleaned(form: CardForm) -> CardForm:
    """The form with each text on as many lines as its field can have; nothing but white space is lost."""
    changed: dict[str, Any] = {name: _one_line(getattr(form, name)) for name in SINGLE.values()}
    changed |= {name: joined(name, getattr(form, name).split("\n")) for name in (*WORDINGS.values(), "tags", "why")}
    for name in ("scenes", "items", "models", "loose"):
        changed[name] = tuple(line for text in getattr(form, name) if (line := _one_line(text)))
    changed["points"] = tuple(PointLine(line, p.required) for p in form.points if (line := _one_line(p.text)))
    changed["question"] = _question(form.question)
    return replace(form, **changed, ordered=form.ordered and bool(changed["items"]))


def joined(name: str, texts: Iterable[str]) -> str:
    """What stands in a field whose label may be written several times."""
    lines = [line for text in texts for line in _lines(text)]
    if name == "why":
        return "\n".join(lines)
    if name == "tags":
        return ", ".join(tag for line in lines for tag in tags_in(line))
    return " / ".join(wording for line in lines for wording in alternatives(line))


def _lines(text: str) -> list[str]:
    return [line for part in legible(text).split("\n") if (line := part.strip())]


def _one_line(text: str) -> str:
    return " ".join(_lines(text))


def _question(text: str) -> str:
    """The question's lines; one that would be read as a label, an item or a heading is joined to the one above it."""
    kept: list[str] = []
    for line in _lines(text):
        kept.append(line)
        while len(kept) > 1 and not plain(kept[-1]):
            last = kept.pop()
            kept[-1] += f" {last}"
    return "\n".join(kept)
