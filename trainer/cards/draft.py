"""A card as its author wrote it, with what is wrong with it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.cards.labels import Label
from trainer.cards.model import Level, Problem
from trainer.i18n import Value, message

_SHOWN = 40  # characters of a text in a message about it: file, line and sentence then fit on two lines of 80


class Field(NamedTuple):
    """What stands behind a label, or in a list."""

    written: str
    """The label as its author wrote it, with its colon: "ook goed:"; for a list "-" or "1."."""
    text: str
    line: int


@dataclass(slots=True)
class Draft:
    """A heading and what stands under it."""

    line: int
    question: str = ""
    fields: dict[Label, list[Field]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Whether the card must be left out."""
        return any(problem.level is Level.STOP for problem in self.problems)

    def stop(self, line: int, key: str, /, **values: Value) -> None:
        self.problems.append(Problem(line, Level.STOP, message(key, **values)))

    def warn(self, line: int, key: str, /, **values: Value) -> None:
        self.problems.append(Problem(line, Level.WARN, message(key, **values)))

    def note(self, line: int, key: str, /, **values: Value) -> None:
        self.problems.append(Problem(line, Level.NOTE, message(key, **values)))

    def all(self, *labels: Label) -> list[Field]:
        """The fields under these labels, in the author's order."""
        found = [field for label in labels for field in self.fields.get(label, ())]
        return sorted(found, key=lambda field: field.line) if len(labels) > 1 else found

    def first(self, label: Label) -> Field | None:
        found = self.fields.get(label)
        return found[0] if found else None

    def text(self, label: Label) -> str:
        """What stands behind a label, over as many lines as have it; empty without it."""
        return "\n".join([field.text for field in self.fields.get(label, ())])

    def wordings(self, label: Label) -> tuple[str, ...]:
        """The alternatives behind a label, over as many lines as have it."""
        return tuple(wording for field in self.fields.get(label, ()) for wording in alternatives(field.text))

    def number(self, label: Label, *, example: int, most: int = 9999) -> int | None:
        """The number behind a label, 1..most; None without it, or with a problem when it is something else."""
        field = self.first(label)
        if not field:
            return None
        if not (field.text.isdecimal() and len(field.text) <= len(str(9999))):
            self.stop(field.line, "deck.number", written=field.written, example=example, found=shorten(field.text))
            return None
        found = int(field.text)
        if not 1 <= found <= most:
            self.stop(field.line, "deck.range", written=field.written, most=most, found=found)
            return None
        return found


def alternatives(text: str) -> tuple[str, ...]:
    """The wordings between space-slash-space; a slash at either end is forgiven."""
    return tuple(wording for part in f" {text} ".split(" / ") if (wording := part.strip()))


def tags_in(text: str) -> tuple[str, ...]:
    """The tags between commas."""
    return tuple(tag for part in text.split(",") if (tag := part.strip()))


def shorten(text: str) -> str:
    """The beginning of a text on one line, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
