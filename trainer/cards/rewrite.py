"""A card's lines after a change, with as much of its author's own in them as there can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from trainer.cards.draft import alternatives, tags_in
from trainer.cards.form import ORDER, WORDINGS, CardForm
from trainer.cards.formlines import LAST_STEP, Entry, entries_for, entries_of, form_from, head_of, numbered
from trainer.cards.labels import Label
from trainer.cards.original import Line, Original
from trainer.cards.outline import Section
from trainer.i18n import Language

_HEADING = re.compile(r"\s*##\s*")
_STEP = re.compile(r"(\s*)([0-9]{1,2})([.)]\s*)")
_BULLET = re.compile(r"\s*[-*•]\s*")
_LABEL = re.compile(r"[^:]*:\s*")

_Step: TypeAlias = tuple[Entry | None, Entry | None]
"""What stood there and what takes its place; either may be missing."""


def in_place(page: Original, section: Section, stop: int, wanted: CardForm, language: Language) -> list[Line]:
    """The section's lines up to index `stop`, of which only those that say something else have changed.

    A new line stands below the others of its field, or else below the field before it in the order of a new card.
    """
    olds = entries_of(section)
    was = form_from(olds)
    changed: dict[int, str | None] = {number: None for entry in olds if not entry.field for number in entry.lines}
    below: dict[int, list[str]] = {}
    place = section.line
    for name in ORDER:
        old = [entry for entry in olds if entry.field == name]
        new = [entry for entry in entries_for(wanted) if entry.field == name]
        if _same(name, was, wanted) and not any(entry.faulty for entry in old):
            place = old[-1].lines[-1] if old else place
            continue
        if old:
            place = old[0].lines[0] - 1
        elif name == "loose":
            place = max(entry.lines[-1] for entry in olds)
        numbers = _numbers(page, old)
        for before, after in _steps(name, old, new):
            text = ""
            if after:
                step = next(numbers) if after.label is Label.STEP else 1
                text = _head(page, before, after, olds, step, language) + after.text
            if before:
                place = before.lines[-1]
                changed |= dict.fromkeys(before.lines)
                if after:
                    changed[before.lines[0]] = text.rstrip()
            else:
                below.setdefault(place, []).append(text)
    return list(_put_together(page, section.line, stop, changed, below))


def anew(page: Original, section: Section, stop: int, wanted: CardForm, language: Language) -> list[Line]:
    """The card as a new one, with its comments below it: for where they stand in the way of changing it."""
    texts = [text for _, text in numbered(wanted, language)]
    own = max([section.line, *(number for number, _ in section.lines)])
    while page.lines[own - 1].open:
        own += 1
    comments = [comment for line in page.lines[section.line - 1 : own] for comment in line.comments]
    if _continued(page, section.line):
        texts[0] = f"{comments.pop(0)} {texts[0]}"
    return [*(Line(text, page.eol) for text in (*texts, *comments)), *page.lines[own:stop]]


def _same(name: str, was: CardForm, wanted: CardForm) -> bool:
    return getattr(was, name) == getattr(wanted, name) and (name != "items" or was.ordered == wanted.ordered)


def _steps(name: str, old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[_Step]:
    """The shortest way from the old lines of a field to the new ones, from top to bottom."""
    if name == "question":
        yield old[0], new[0]
        old, new = old[1:], new[1:]
    new = _spread(name, old, new)
    ways = SequenceMatcher(
        None,
        [(entry.label, entry.text, entry.faulty) for entry in old],
        [(entry.label, entry.text, False) for entry in new],
        autojunk=False,
    )
    for _, first, end, start, stop in ways.get_opcodes():
        both = min(end - first, stop - start)
        yield from zip(old[first : first + both], new[start : start + both], strict=True)
        yield from ((entry, None) for entry in old[first + both : end])
        yield from ((None, entry) for entry in new[start + both : stop])


def _spread(name: str, old: Sequence[Entry], new: Sequence[Entry]) -> Sequence[Entry]:
    """Wordings over as many lines as their author had, where each can stay on its line."""
    if len(old) < 2 or len(new) != 1 or name not in {*WORDINGS.values(), "tags"}:
        return new
    parts, between = (tags_in, ", ") if name == "tags" else (alternatives, " / ")
    wanted = parts(new[0].text)
    lines = [[part for part in parts(entry.text) if part in wanted] for entry in old]
    known = {part for line in lines for part in line}
    lines[-1] += [part for part in wanted if part not in known]
    if [part for line in lines for part in line] != list(wanted):
        return new
    return [new[0]._replace(text=between.join(line)) for line in lines if line]


def _numbers(page: Original, old: Sequence[Entry]) -> Iterator[int]:
    """The numbers for a list's items, in the manner of its author: from the first one up, or all the same."""
    found = [_STEP.match(page.lines[entry.lines[0] - 1].seen) for entry in old if entry.label is Label.STEP]
    there = [int(match[2]) for match in found if match]
    number, up = (there[0] if there else 1), 0 if len(there) > 1 and len(set(there)) == 1 else 1
    while True:
        yield min(number, LAST_STEP)
        number += up


def _head(
    page: Original, before: Entry | None, after: Entry, olds: Sequence[Entry], step: int, language: Language
) -> str:
    """What stands before the text of a line: as its author wrote it here, or elsewhere on the card."""
    if after.label is None:
        mark = _HEADING.match(page.lines[before.lines[0] - 1].seen) if before and before is olds[0] else None
        return "" if mark is None else mark[0] if mark[0].endswith(" ") and after.text else "## "
    alike = [entry for entry in (before, *olds) if entry and entry.label is after.label and not entry.faulty]
    if not alike:
        return head_of(after.label, language, step)
    seen = page.lines[alike[0].lines[0] - 1].seen
    if after.label is Label.STEP:
        mark = _STEP.match(seen)
        return f"{mark[1]}{step}{mark[3]}" if mark else head_of(after.label, language, step)
    mark = (_BULLET if after.label is Label.ITEM else _LABEL).match(seen)
    return mark[0] if mark else head_of(after.label, language, step)


def _put_together(
    page: Original, first: int, stop: int, changed: dict[int, str | None], below: dict[int, list[str]]
) -> Iterator[Line]:
    waiting: list[str] = []
    for number in range(first, stop + 1):
        line = page.lines[number - 1]
        if number not in changed:
            yield line
        else:
            text, comments = changed[number], list(line.comments)
            start = [comments.pop(0)] if comments and _continued(page, number) else []
            if parts := [*start, *([text] if text is not None else []), *comments]:
                yield line._replace(text=" ".join(parts))
        waiting += below.get(number, ())
        if not line.open:
            yield from (Line(text, page.eol) for text in waiting)
            waiting = []
    yield from (Line(text, page.eol) for text in waiting)


def _continued(page: Original, number: int) -> bool:
    """Whether a comment from the line above ends on this one or goes on."""
    return number > 1 and page.lines[number - 2].open
