"""The lines of a deck file, sorted under their headings and labels; what they mean comes later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from trainer.cards import labels
from trainer.cards.draft import Draft, Field, shorten
from trainer.cards.labels import Label
from trainer.cards.model import Level, Problem
from trainer.i18n import Language, Message, Value, message

LONGEST_TEXT = 5_000
"""Characters in one field. Our own decks have 420 at most, and judging slows down with the square of the length."""

_HEADING = re.compile(r"(#)\s+(.+)|(##+)\s*(.*)")
_ALMOST_HEADING = re.compile(r"#([^#\s].*)")
_ITEM = re.compile(r"(?:([-*](?=\s|$)|•)|([0-9]{1,2}[.)](?=\s|$)))\s*(.*)")
_ITEM_SIGNS = "-*•0123456789"
_RULE = re.compile(r"([-*_])\1{2,}")
REPEATABLE = frozenset(
    {
        Label.ACCEPTED,
        Label.REFUSED,
        Label.ITEM,
        Label.STEP,
        Label.MUST,
        Label.POINT,
        Label.EXAMPLE,
        Label.AVOID,
        Label.SCENE,
        Label.WHY,
        Label.TAGS,
    }
)


@dataclass(slots=True)
class Outline:
    """A deck file as it was written."""

    title: str = ""
    language: Field | None = None
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    labels_in: dict[Language, int] = field(default_factory=lambda: {"nl": 0, "en": 0})
    """How many labels are written in each language."""

    def report(self, line: int, level: Level, key: str, /, **values: Value) -> None:
        self.problems.append(Problem(line, level, message(key, **values)))


Line: TypeAlias = tuple[int, str]
"""Its number, from 1 as an editor counts, and its text."""


@dataclass(slots=True)
class Section:
    """A heading and the lines up to the next."""

    line: int
    marks: str = ""
    """How many # it has; none for what stands before the first."""
    heading: str = ""
    lines: list[Line] = field(default_factory=list)


def outline(text: str) -> Outline:
    page = Outline()
    header: list[Line] = []
    for section in sections(text):
        if section.marks == "##":
            page.drafts.append(_draft(section, page))
        elif not section.marks:
            header += section.lines
        elif section.marks == "#" and not page.title and not page.drafts:
            page.title = section.heading[:LONGEST_TEXT]
            header += section.lines
        elif section.marks == "#":
            page.report(section.line, Level.STOP, "deck.second_title")
        else:
            page.report(section.line, Level.STOP, "deck.deep_heading", marks=section.marks[:6])
    _read_header(page, header)
    return page


def sections(text: str) -> Iterator[Section]:
    """A clean text by its headings, first what stands above them all."""
    section = Section(1)
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line[:1] == "#" and (heading := _HEADING.fullmatch(line)):
            yield section
            section = Section(number, heading[1] or heading[3], heading[2] or heading[4] or "")
        elif line and not (line[0] in "-*_" and _RULE.fullmatch(line)):
            section.lines.append((number, line))
    yield section


def _read_header(page: Outline, lines: list[Line]) -> None:
    """What stands before the first card: its language, and perhaps what belongs elsewhere, each kind said once."""
    said = set()
    for number, text in lines:
        label, field = labelled(number, text, page.labels_in) or (None, None)
        if field and label is Label.LANGUAGE:
            if page.language:
                page.report(number, Level.WARN, "deck.twice", written=field.written)
            page.language = page.language or field
        elif field:
            if "label" not in said:
                page.report(number, Level.STOP, "deck.early_label", written=field.written)
            said.add("label")
        elif misspelt := _misspelt(text):
            page.problems.append(Problem(number, Level.WARN, misspelt))
        else:
            if not said:
                page.report(number, Level.WARN, "deck.early_text")
            said.add("text")


def _draft(section: Section, page: Outline) -> Draft:
    """Sort a card's lines: its question up to the first label, then its fields."""
    labels_in = page.labels_in
    draft = Draft(section.line)
    question = [section.heading] if section.heading else []
    under_labels = stray = False
    for number, text in section.lines:
        if found := labelled(number, text, labels_in):
            _sort(draft, *found)
            under_labels, stray = True, False
        elif misspelt := _misspelt(text):
            draft.problems.append(Problem(number, Level.STOP, misspelt))
            under_labels, stray = True, False
        elif not under_labels:
            question.append(text)
        elif heading := _ALMOST_HEADING.fullmatch(text):  # the card above it is as it should be
            page.report(number, Level.STOP, "deck.stray_heading", text=shorten(heading[1]))
            stray = True
        else:
            # One message for a paragraph, and none below a mistake that may have caused it.
            if not stray and not draft.stopped:
                draft.warn(number, "deck.stray", text=shorten(text))
            stray = True
    draft.question = "\n".join(question)
    if len(draft.question) > LONGEST_TEXT:
        draft.stop(section.line, "deck.long_text", n=len(draft.question), most=LONGEST_TEXT)
    return draft


def _sort(draft: Draft, label: Label, field: Field) -> None:
    if not field.text.strip("/ "):
        draft.stop(field.line, "deck.blank", written=field.written)
    elif len(field.text) > LONGEST_TEXT:
        draft.stop(field.line, "deck.long_text", n=len(field.text), most=LONGEST_TEXT)
    elif label in draft.fields and label not in REPEATABLE:
        draft.warn(field.line, "deck.twice_on_card", written=field.written)
    else:
        draft.fields.setdefault(label, []).append(field)


def labelled(number: int, text: str, labels_in: dict[Language, int] | None = None) -> tuple[Label, Field] | None:
    """A line's label and what stands behind it, counted by language; None for any other line."""
    if text[0] in _ITEM_SIGNS and (item := _ITEM.fullmatch(text)):
        bullet, step, thing = item.groups()
        return (Label.ITEM if bullet else Label.STEP), Field(bullet or step, thing, number)
    head, colon, rest = text.partition(":")
    spelling = labels.spelling(head) if colon else None
    if not spelling:
        return None
    if spelling.language and labels_in is not None:
        labels_in[spelling.language] += 1
    return spelling.label, Field(f"{head.rstrip()}:", rest.lstrip(), number)


def plain(line: str) -> bool:
    """Whether a line is read as part of the question, or of nothing: no heading, label, item or rule."""
    return not (_HEADING.fullmatch(line) or _RULE.fullmatch(line) or labelled(1, line) or _misspelt(line))


def _misspelt(text: str) -> Message | None:
    head, colon, _ = text.partition(":")
    meant = labels.guess(head.rstrip()) if colon else None
    return message("deck.unknown_label", written=f"{head.rstrip()}:", label=f"{meant}:") if meant else None
