"""Changing one card in the bytes of a deck file, and nothing else: the author's order, blank lines, comments,
encoding and line ends stay.

A card is found by the line of its heading; `was` is the form as it was opened, by which it is found anew when the
file has changed meanwhile. What was written is read back before it is handed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trainer.cards.form import CardForm
from trainer.cards.formlines import numbered, read_form, tidy
from trainer.cards.original import Line, Original, closed, opened
from trainer.cards.outline import Section, labelled
from trainer.cards.rewrite import anew, in_place
from trainer.cards.text import slug
from trainer.i18n import Language, TrainerError


class EditError(TrainerError):
    """A card that cannot be changed."""


class Edited(NamedTuple):
    """A deck file after a change."""

    data: bytes
    line: int
    """Where the heading of the card now stands."""


class Removed(NamedTuple):
    """A deck file without a card, and what it takes to bring the card back."""

    data: bytes
    line: int
    """Where its heading stood."""
    before: bytes


def form_of(data: bytes, line: int) -> CardForm:
    """What stands in the file for the card whose heading is on this line, also for one that is left out of the deck."""
    page = opened(data)
    return read_form(page.sections[_place(page, line, None)])


def replaced(data: bytes, line: int, form: CardForm, language: Language, *, was: CardForm | None = None) -> Edited:
    """The file with what is filled in; new labels are in the language of the others, or else in `language`.

    Raises FormError for what cannot stand in a deck file, EditError when the card is no longer there.
    """
    page = opened(data)
    place = _place(page, line, was)
    language = _label_language(page, language)
    wanted = tidy(form, language)
    section = page.sections[place]
    start, stop = section.line - 1, _end(page, place)
    for way in (in_place, anew):
        lines = (*page.lines[:start], *way(page, section, stop, wanted, language), *page.lines[stop:])
        after = closed(page, lines)
        if _reads(after, [*page.sections[:place], wanted, *page.sections[place + 1 :]]):
            return Edited(after, section.line)
    raise EditError("deck.not_editable", line=section.line)


def added(
    data: bytes, form: CardForm, language: Language, *, after: int | None = None, below: CardForm | None = None
) -> Edited:
    """The file with a new card, below the card on line `after` or else at the end. Raises FormError, EditError.

    With `below`, how that card read, it is found where it stands by now; where it is gone the new one goes to the end.
    """
    page = opened(data)
    place = None
    if after is not None:
        try:
            place = _place(page, after, below)
        except EditError:
            if below is None:
                raise
    language = _label_language(page, language)
    wanted = tidy(form, language)
    return _inserted(page, place, [text for _, text in numbered(wanted, language)], wanted)


def removed(data: bytes, line: int, *, was: CardForm | None = None) -> Removed:
    """The file without a card. Comments below the card stay, those between its lines go along. Raises EditError."""
    page = opened(data)
    place = _place(page, line, was)
    start, stop = _own(page, place)
    head, tail = list(page.lines[:start]), list(page.lines[stop:])
    if head and head[-1].open:  # a comment from above ends on the line of the heading
        head.append(Line(page.lines[start].comments[0], page.eol))
    while tail[1:] and _empty(tail[0]) and (not head or _empty(head[-1])):
        del tail[0]  # one gap is left where there were two
    while head and _empty(head[-1]) and all(map(_empty, tail)):
        del head[-1]
    after = closed(page, (*head, *tail))
    if not _reads(after, [*page.sections[:place], *page.sections[place + 1 :]]):
        raise EditError("deck.not_editable", line=line)
    return Removed(after, page.sections[place].line, data)


def restored(data: bytes, gone: Removed) -> Edited:
    """The file with a card that was taken out of it, where it was; below the card before it when the file has changed
    since. Raises EditError.
    """
    if data == gone.data:
        return Edited(gone.before, gone.line)
    before = opened(gone.before)
    place = _place(before, gone.line, None)
    page = opened(data)
    above = before.sections[place - 1]
    forms = [read_form(section) if section.marks == "##" else None for section in page.sections]
    there = forms.index(read_form(above)) if above.marks == "##" and read_form(above) in forms else None
    return _inserted(page, there, _texts(before, place), read_form(before.sections[place]))


def moved(source: bytes, line: int, target: bytes, *, was: CardForm | None = None) -> tuple[Edited, Removed]:
    """Both files after a card has gone from one to the end of the other: save the first of the two first.

    Raises EditError, also when a card there has the same Id.
    """
    gone = removed(source, line, was=was)
    before, page = opened(source), opened(target)
    place = _place(before, gone.line, None)
    form = read_form(before.sections[place])
    there = {slug(read_form(section).id): section.line for section in page.sections if section.marks == "##"}
    if (name := slug(form.id)) and name in there:
        raise EditError("deck.same_id", id=name, line=there[name])
    return _inserted(page, None, _texts(before, place), form), gone


def _place(page: Original, line: int, was: CardForm | None) -> int:
    """Which section is the card's: the one on this line, or when that is another by now, the only one that was it."""
    cards = {n: section for n, section in enumerate(page.sections) if section.marks == "##"}
    here = [n for n, section in cards.items() if section.line == line]
    if here and (was is None or read_form(cards[here[0]]) == was):
        return here[0]
    same = [n for n, section in cards.items() if was is not None and read_form(section) == was]
    if len(same) != 1:
        raise EditError("deck.changed_card", line=line)
    return same[0]


def _end(page: Original, place: int) -> int:
    """The index of the line where the next section begins."""
    return page.sections[place + 1].line - 1 if place + 1 < len(page.sections) else len(page.lines)


def _own(page: Original, place: int) -> tuple[int, int]:
    """The indices of a section's first line and of the one behind its last; what stands below is between cards."""
    section = page.sections[place]
    stop = max([section.line, *(number for number, _ in section.lines)])
    while page.lines[stop - 1].open:
        stop += 1
    return section.line - 1, stop


def _empty(line: Line) -> bool:
    return not line.text.strip()


def _texts(page: Original, place: int) -> list[str]:
    """A card's lines as its author wrote them."""
    start, stop = _own(page, place)
    above_open = start > 0 and page.lines[start - 1].open
    return [page.lines[n].seen if n == start and above_open else page.lines[n].text for n in range(start, stop)]


def _inserted(page: Original, place: int | None, texts: Sequence[str], form: CardForm) -> Edited:
    """The file with these lines below a section or at the end, an empty line around them; they read as this form."""
    at = len(page.lines) if place is None else _own(page, place)[1]
    while at and place is None and _empty(page.lines[at - 1]):
        at -= 1
    new = [Line(text, page.eol) for text in (*[""] * (at > 0), *texts)]
    if at < len(page.lines) and not _empty(page.lines[at]):
        new.append(Line("", page.eol))
    after = closed(page, (*page.lines[:at], *new, *page.lines[at:]))
    before = len(page.sections) if place is None else place + 1
    if not _reads(after, [*page.sections[:before], form, *page.sections[before:]]):
        raise EditError("deck.not_editable", line=at + 1)
    return Edited(after, at + 1 + (at > 0))


def _reads(data: bytes, wanted: Sequence[Section | CardForm]) -> bool:
    """Whether this is what stands in a file: sections as they were, and a card with this form."""
    found = opened(data).sections
    return len(found) == len(wanted) and all(
        read_form(section) == one if isinstance(one, CardForm) else _content(section) == _content(one)
        for section, one in zip(found, wanted, strict=True)
    )


def _content(section: Section) -> tuple[str, str, list[str]]:
    return section.marks, section.heading, [text for _, text in section.lines]


def _label_language(page: Original, language: Language) -> Language:
    """The language of most labels in the file."""
    counted: dict[Language, int] = {"nl": 0, "en": 0}
    for section in page.sections:
        for number, text in section.lines:
            labelled(number, text, counted)
    if counted["nl"] == counted["en"]:
        return language
    return "nl" if counted["nl"] > counted["en"] else "en"
