"""Between a form and the lines of a deck file, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from trainer.cards import labels
from trainer.cards.answers import draft_kind
from trainer.cards.encoding import COMMENT
from trainer.cards.form import FIELDS, ORDER, SINGLE, WORDINGS, CardForm, PointLine, cleaned, joined
from trainer.cards.labels import Label
from trainer.cards.model import Kind
from trainer.cards.outline import LONGEST_TEXT, Section, labelled, outline, sections
from trainer.i18n import Language, TrainerError, Value

LAST_STEP = 99
"""What the reader takes for a numbered item has two figures at most; the number itself says nothing to it."""


class FormError(TrainerError):
    """What was filled in cannot stand in a deck file; `field` says where, by its name in CardForm."""

    def __init__(self, key: str, /, *, field: str, **values: Value) -> None:
        super().__init__(key, **values)
        self.field = field


class Entry(NamedTuple):
    """A line of a card: what it is for, and its text."""

    field: str
    """Its name in CardForm; empty for a label with nothing behind it."""
    label: Label | None
    """None for the question and for lines without a label."""
    text: str
    lines: tuple[int, ...] = ()
    """Where it stands in the file; several where the text stands below its label."""
    faulty: bool = False
    """Whether the reader does not understand it: a misspelt label, or one without its text."""


def read_form(section: Section) -> CardForm:
    """What stands under a heading; where a label is misspelt, its text is put where it was probably meant."""
    return form_from(entries_of(section))


def lines_of(form: CardForm, language: Language) -> str:
    """The card in the deck format, with labels in this language and \\n behind each line; it reads back the same.

    Raises FormError where something filled in cannot be written down.
    """
    return _text(tidy(form, language), language)


def numbered(form: CardForm, language: Language) -> list[tuple[str, str]]:
    """The lines of a clean form, from its heading on, each with the field that it is for."""
    lines = []
    steps = 0
    for n, entry in enumerate(entries_for(form)):
        steps += entry.label is Label.STEP
        head = head_of(entry.label, language, steps) if n else "## "
        lines.append((entry.field, f"{head}{entry.text}".rstrip()))
    return lines


def head_of(label: Label | None, language: Language, step: int = 1) -> str:
    """What stands before the text of a line; `step` is the number of a numbered item."""
    match label:
        case None:
            return ""
        case Label.ITEM:
            return "- "
        case Label.STEP:
            return f"{min(step, LAST_STEP)}. "
        case _:
            return f"{label.value[0 if language == 'nl' else 1]}: "


def kind_of(form: CardForm) -> Kind | None:
    """The kind that follows from what is filled in; None while that cannot be told."""
    drafts = outline(_text(cleaned(form), "en")).drafts
    return draft_kind(drafts[0]) if drafts else None


def tidy(form: CardForm, language: Language) -> CardForm:
    """The form as it will read back: each text on as many lines as its field can have, and each loose line that is
    understood in its field. Nothing but white space is lost on the way. Raises FormError.
    """
    form = cleaned(form)
    for entry in entries_for(form):
        if entry.label and not entry.text.strip("/ "):
            raise FormError("deck.blank", field=entry.field, written=head_of(entry.label, language).strip())
        if len(entry.text) > LONGEST_TEXT:
            raise FormError("deck.long_text", field=entry.field, n=len(entry.text), most=LONGEST_TEXT)
    if len(form.question) > LONGEST_TEXT:
        raise FormError("deck.long_text", field="question", n=len(form.question), most=LONGEST_TEXT)
    if COMMENT.search(_text(form, language)):
        form = _without_comments(form)
    above, *cards = sections(_text(form, language))
    if len(cards) != 1 or above.lines:
        raise FormError("deck.loose_heading", field="loose")
    return read_form(cards[0])


def entries_of(section: Section) -> list[Entry]:
    """A section's lines, sorted as the reader does and a step further: text on the line below its label, or behind a
    misspelt one, is taken for what it was probably meant for.
    """
    entries = [Entry("question", None, section.heading, (section.line,))]
    under_labels = waiting = False
    for number, text in section.lines:
        entry = _entry(number, text)
        if entry.label:
            entries.append(entry)
            under_labels, waiting = True, not entry.text
        elif not under_labels:
            entries.append(entry._replace(field="question"))
        elif waiting and text.strip("/ "):
            last = entries[-1]
            entries[-1] = last._replace(text=f"{last.text} {text}".strip(), lines=(*last.lines, number))
        else:
            entries.append(entry)
            waiting = False
    return _placed(entries, dict(section.lines))


def _entry(number: int, text: str) -> Entry:
    """A line by itself; one without a label is loose."""
    if found := labelled(number, text):
        label, written = found
        behind, faulty = written.text, not written.text.strip("/ ")
    else:
        head, colon, rest = text.partition(":")
        meant = labels.guess(head.rstrip()) if colon else None
        spelling = labels.spelling(meant) if meant else None
        if spelling is None:
            return Entry("loose", None, text, (number,))
        label, behind, faulty = spelling.label, rest.strip(), True
    if label not in FIELDS:  # a language, which is said above the cards
        return Entry("loose", label, text, (number,))
    return Entry(FIELDS[label], label, behind if behind.strip("/ ") else "", (number,), faulty)


def _placed(entries: list[Entry], lines: dict[int, str]) -> list[Entry]:
    """The entries, where a second text for a field that has room for one is loose, line by line."""
    taken = {entry.field: entry for entry in reversed(entries) if entry.label in SINGLE and not entry.faulty}
    placed = []
    for entry in entries:
        if entry.label and entry.field != "loose" and not entry.text:
            placed.append(entry._replace(field=""))
        elif entry.label in SINGLE and taken.setdefault(entry.field, entry) is not entry:
            blank = len(entry.lines) > 1  # its text stands below it
            placed += [Entry("", entry.label, "", entry.lines[:1], faulty=True)] if blank else []
            placed += [Entry("loose", None, lines[number], (number,)) for number in entry.lines[blank:]]
        else:
            placed.append(entry)
    return placed


def form_from(entries: Sequence[Entry]) -> CardForm:
    texts: dict[str, list[str]] = {}
    for entry in entries:
        if entry.text:
            texts.setdefault(entry.field, []).append(entry.text)
    values: dict[str, Any] = {name: texts[name][0] for name in SINGLE.values() if name in texts}
    values |= {name: joined(name, texts[name]) for name in (*WORDINGS.values(), "tags", "why") if name in texts}
    values |= {name: tuple(texts[name]) for name in ("scenes", "items", "models", "loose") if name in texts}
    points = tuple(PointLine(e.text, required=e.label is Label.MUST) for e in entries if e.field == "points")
    items = {entry.label for entry in entries if entry.field == "items"}
    return CardForm(
        **values | {"question": "\n".join(texts.get("question", ()))}, points=points, ordered=items == {Label.STEP}
    )


def entries_for(form: CardForm) -> list[Entry]:
    """The lines that say what is in a clean form, in the order of the fields; the first is the heading."""
    heading, *question = form.question.split("\n")
    entries = [Entry("question", None, heading), *(Entry("question", None, text) for text in question)]
    for name in ORDER[1:]:
        entries += _entries_for(name, form)
    return entries


def _entries_for(name: str, form: CardForm) -> list[Entry]:
    value = getattr(form, name)
    match name:
        case "points":
            return [Entry(name, Label.MUST if p.required else Label.POINT, p.text) for p in form.points]
        case "items":
            return [Entry(name, Label.STEP if form.ordered else Label.ITEM, text) for text in form.items]
        case "loose":
            return [Entry(name, None, text) for text in form.loose]
        case "why":
            texts: Iterable[str] = form.why.split("\n") if form.why else ()
        case "scenes" | "models":
            texts = value
        case "accepted" | "refused" | "avoid":
            texts = _wrapped(value, " / ")
        case "tags":
            texts = _wrapped(value, ", ")
        case _:
            texts = (value,) if value else ()
    return [Entry(name, _LABELS[name], text) for text in texts]


_LABELS = {name: label for label, name in FIELDS.items()}


def _wrapped(text: str, between: str) -> list[str]:
    """A long enumeration over as many lines as it takes."""
    lines: list[str] = []
    for part in text.split(between) if text else ():
        if lines and len(lines[-1]) + len(between) + len(part) <= LONGEST_TEXT:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines


def _text(form: CardForm, language: Language) -> str:
    return "".join(f"{line}\n" for _, line in numbered(form, language))


def _without_comments(form: CardForm) -> CardForm:
    """The form with a space in what would begin a comment, which the reader would skip."""

    def opened(text: str) -> str:
        return text.replace("<!--", "<! --")

    changed: dict[str, Any] = {}
    for name in ORDER:
        value = getattr(form, name)
        if name == "points":
            changed[name] = tuple(PointLine(opened(point.text), point.required) for point in value)
        else:
            changed[name] = opened(value) if isinstance(value, str) else tuple(map(opened, value))
    return replace(form, **changed)
