"""Spreadsheets: CSV and TSV, as Excel, Anki and others write them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from trainer.bring.carried import form_carried, is_guid
from trainer.bring.html import Plain, plain
from trainer.bring.left import EXAMPLE, left_out
from trainer.bring.model import MOST_CARDS, Brought, BroughtCard, BroughtDeck, Progress, Refused
from trainer.bring.shape import Unfit, beside, is_example, one_line, simple, tidy
from trainer.bring.text import Text
from trainer.cards.draft import shorten
from trainer.cards.form import CardForm
from trainer.cards.text import fold
from trainer.i18n import Language, Message, message

_SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma"}
"""Where two would do, the first: a comma stands in many a sentence."""
_ANKI_SEPARATORS = {"tab": "\t", "semicolon": ";", "comma": ",", "pipe": "|", "space": " ", "colon": ":"}
_LOOKED_AT = 200  # rows by which the separator is known
_HEAD = 100_000  # characters in which they are looked for
_LONGEST_CELL = 131_072  # characters; Excel's have 32 767
_LONGEST_HEADER = 1_000  # characters
_MOST_CELLS = 1_000  # in a row
_END = "\x1e\x1f"  # a row behind the last one: where it is not read back, a quote was left open
_EVERY = 500  # rows between two words about progress
_MOST_NAMED = 12  # columns that are left out, by name; more are counted
_FORMULA = ("=", "+", "-", "@")

QUESTION, ANSWER, CARD = "question", "answer", "card"
_NAMES: Mapping[str, tuple[str, ...]] = {
    QUESTION: (
        *("vraag", "question", "front", "voorkant", "voorzijde", "prompt", "term", "begrip", "woord", "word"),
        *("opgave", "cue", "q", "v"),
    ),
    ANSWER: (
        *("antwoord", "answer", "back", "achterkant", "achterzijde", "definitie", "definition", "betekenis"),
        *("meaning", "vertaling", "translation", "omschrijving", "description", "response", "a"),
    ),
    "accepted": ("ook goed", "also right", "alternatieven", "alternatives", "synoniemen", "synonyms"),
    "refused": ("niet goed", "not right"),
    "hint": ("hint", "tip"),
    "why": ("uitleg", "why", "explanation", "toelichting", "extra", "notes", "opmerking", "notities", "back extra"),
    "source": ("bron", "source"),
    "tags": ("labels", "tags", "tag", "label", "thema", "categorie", "category"),
    "id": ("id", "guid"),
    CARD: ("trainer card", "trainerkaart"),
}
_KNOWN = {name: column for column, names in _NAMES.items() for name in names}
_LANGUAGES = frozenset(
    {"nederlands", "dutch", "engels", "english", "duits", "german", "deutsch", "frans", "french", "spaans", "spanish"}
)


@dataclass(slots=True)
class Layout:
    """How a table is made up."""

    separator: str
    columns: dict[str, int] = field(default_factory=dict)
    """Which column has what, from 0."""
    header: tuple[str, ...] | None = None
    """The cells of the first row, where they name the columns."""
    quotes: bool = True
    """Whether " around a cell is not part of it."""
    html: bool = False
    deck: int | None = None
    """The column with the deck's name, in a file of Anki's."""
    keeps_ids: bool = False
    """Whether the Ids are Anki's or our own; others may be the numbers of the rows."""


class _Read(NamedTuple):
    layout: Layout
    rows: list[list[str]]


def is_table(text: str) -> bool:
    """Whether its columns are named, or most rows have the same number of cells, two or more."""
    return _directives(text)[0] is not None or _separator(text) is not None


def read_table(text: Text, *, language: Language, title: str, progress: Progress) -> Brought:
    """The cards of a table; Refused when there are no two columns in it."""
    layout, rows = _rows(text.text)
    if len(rows) > MOST_CARDS:
        raise Refused(message("bring.too_many_cards", n=len(rows), most=MOST_CARDS))
    lost: Counter[str] = Counter()
    decks: dict[str, list[BroughtCard]] = {}
    seen: set[CardForm] = set()
    for done, row in enumerate(rows):
        if done % _EVERY == 0:
            progress(done, len(rows))
        try:
            form, whole = _form(row, layout)
        except Unfit as unfit:
            lost[unfit.reason] += 1
            continue
        same = replace(form, question=fold(form.question), answer=fold(form.answer))
        if same in seen:
            lost["twice"] += 1
            continue
        seen.add(same)
        lost[EXAMPLE] += not whole and is_example(form)
        name = one_line(tidy(_cell(row, layout.deck))).replace("::", " - ")
        ours = _cell(row, layout.columns.get("id")).strip()
        known_as = ours if CARD in layout.columns and is_guid(ours) else ""
        decks.setdefault(name or title, []).append(BroughtCard(form, named=layout.keeps_ids, guid=known_as))
    progress(len(rows), len(rows))
    if not decks:
        raise Refused(message("bring.no_cards"))
    found = tuple(BroughtDeck(name, language, tuple(cards)) for name, cards in sorted(decks.items()))
    notes = _understood(layout, text.encoding, sum(len(deck.cards) for deck in found))
    return Brought(found, (*notes, *_unread(layout, rows), *left_out(lost)))


def _rows(text: str) -> _Read:
    """The rows below the header, without the empty ones."""
    layout, start = _directives(text)
    if layout is None:
        separator = _separator(text)
        if separator is None:
            raise Refused(message("bring.one_column"))
        layout = Layout(separator)
    try:
        rows = list(_cells(text[start:], layout))
        if not rows or rows[-1] != [_END]:
            # A quote without its other half would swallow every card behind it.
            layout.quotes = False
            rows = list(_cells(text[start:], layout))
    except csv.Error:
        raise Refused(message("bring.long_line", most=_LONGEST_CELL)) from None
    rows = [row for row in rows[:-1] if any(cell.strip() for cell in row)]
    if rows and not layout.columns:
        layout.columns = _named(rows[0])
        layout.header = tuple(one_line(tidy(cell)) for cell in rows.pop(0)) if layout.columns else None
    layout.keeps_ids = layout.keeps_ids or CARD in layout.columns
    for place, column in enumerate((QUESTION, ANSWER)):
        if column not in layout.columns and not layout.header and CARD not in layout.columns:
            spare = [n for n in range(8) if n not in (*layout.columns.values(), layout.deck)]
            layout.columns[column] = spare[0] if layout.columns else place
    return _Read(layout, rows)


def _cells(text: str, layout: Layout) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = io.StringIO(f"{text}\n{_END}\n", newline="")
    rows = csv.reader(lines, delimiter=layout.separator, quoting=csv.QUOTE_MINIMAL if layout.quotes else csv.QUOTE_NONE)
    for n, row in enumerate(rows):
        if n > MOST_CARDS + 1:
            raise Refused(message("bring.too_many_cards", n=n, most=MOST_CARDS))
        if len(row) > _MOST_CELLS:
            raise Refused(message("bring.too_many_columns", most=_MOST_CELLS))
        yield row


def _separator(text: str) -> str | None:
    """The sign between names of columns, or else the one that cuts most rows in equally many cells, two or more."""
    best, found = 0.5, None
    head = text[:_HEAD]
    first = head.strip().split("\n", 1)[0]
    for separator in _SEPARATORS:
        if len(first) < _LONGEST_HEADER and _named(first.split(separator)):
            return separator
        counts: Counter[int] = Counter()
        try:
            for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
                if any(cell.strip() for cell in row):
                    counts[len(row)] += 1
                if counts.total() == _LOOKED_AT:
                    break
        except csv.Error:
            continue
        usual, n = max(counts.items(), key=lambda item: item[1], default=(1, 0))
        share = n / max(counts.total(), 1)
        if usual > 1 and share > best:
            best, found = share, separator
    return found


def _directives(text: str) -> tuple[Layout | None, int]:
    """What Anki writes above its notes, such as #separator:tab, and where the rows begin."""
    told: dict[str, str] = {}
    start = 0
    if text[:4].lower() == "sep=" and text[4:5].strip(' \r\n"'):
        end = text.find("\n") + 1
        return Layout(text[4:5]), end or len(text)
    while text.startswith("#", start):
        end = text.find("\n", start)
        name, colon, value = text[start + 1 : end if end >= 0 else None].strip().partition(":")
        if not colon or fold(name) not in _DIRECTIVES:
            break
        told[fold(name)] = value.strip()
        start = end + 1 if end >= 0 else len(text)
    separator = told.get("separator", "")
    if not told or not (separator := _ANKI_SEPARATORS.get(separator.lower(), separator)[:1]):
        return None, 0
    layout = Layout(separator, html=told.get("html") == "true")
    for name, column in (("tags column", "tags"), ("guid column", "id")):
        if told.get(name, "").isdecimal() and len(told[name]) < 4:
            layout.columns[column] = max(int(told[name]) - 1, 0)
    layout.keeps_ids = "guid column" in told
    if told.get("deck column", "").isdecimal() and len(told["deck column"]) < 4:
        layout.deck = max(int(told["deck column"]) - 1, 0)
    if names := told.get("columns"):
        layout.columns = {**_named(names.split(separator)), **layout.columns}
    kind = told.get("notetype column", "")
    if kind.isdecimal() and len(kind) < 4:  # taken, so that it is no question
        layout.columns["notetype"] = max(int(kind) - 1, 0)
    return layout, start


_DIRECTIVES = frozenset(
    {"separator", "html", "columns", "tags", "tags column", "guid column", "deck column", "notetype column"}
    | {"notetype", "deck", "if matches"}
)


def _named(cells: Sequence[str]) -> dict[str, int]:
    """The columns that a first row names; none where it does not name a question and an answer."""
    names = [fold(cell) for cell in cells]
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if (column := _KNOWN.get(name)) and column not in found:
            found[column] = place
    if len(names) > 1 and QUESTION not in found and ANSWER not in found and {names[0], names[1]} <= _LANGUAGES:
        found |= {QUESTION: 0, ANSWER: 1}
    return found if {QUESTION, ANSWER} <= found.keys() or CARD in found else {}


class _Found(NamedTuple):
    form: CardForm
    whole: bool
    """Whether it stood there as one of our own."""


def _form(row: Sequence[str], layout: Layout) -> _Found:
    values = {column: _cell(row, place) for column, place in layout.columns.items()}
    return _found(values, html=layout.html)


def form_of_row(values: Mapping[str, str]) -> CardForm:
    """The card in a row, by the names of its columns; Unfit where it makes none."""
    return _found(values).form


def _found(values: Mapping[str, str], *, html: bool = False) -> _Found:
    shown = (values.get(QUESTION, ""), values.get(ANSWER, ""))
    whole = form_carried(values.get(CARD, ""), shown)
    if whole.form:
        return _Found(whole.form, whole=True)
    question, answer = (plain(text) if html else Plain(text) for text in shown)
    texts = {column: plain(text).text if html else text for column, text in values.items()}
    tags = texts.get("tags", "").replace(";", ",")
    more = beside(
        hint=texts.get("hint", ""),
        why=[texts.get("why", "")],
        source=texts.get("source", ""),
        tags=tags.split(",") if "," in tags or not html else tags.split(),
        accepted=texts.get("accepted", ""),
        refused=texts.get("refused", ""),
        right=answer.text,
        id=whole.id or ("" if is_guid(texts.get("id", "").strip()) else texts.get("id", "")),
    )
    return _Found(simple(question.text, answer, more=more), whole=False)


def _cell(row: Sequence[str], place: int | None) -> str:
    """A cell, without the sign that keeps a spreadsheet from calculating it."""
    text = row[place] if place is not None and place < len(row) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA and text[1:2] else text


def guarded(text: str) -> str:
    """A cell that a spreadsheet takes for text, also where it looks like a formula."""
    return f"'{text}" if text.startswith(_FORMULA) or (text[:1] == "'" and text[1:].startswith(_FORMULA)) else text


def _understood(layout: Layout, encoding: str, cards: int) -> tuple[Message, ...]:
    named = layout.header or ()
    question, answer = (layout.columns.get(column, -1) for column in (QUESTION, ANSWER))
    sign = _SEPARATORS.get(layout.separator)
    separator = message(f"bring.separator_{sign}") if sign else tidy(layout.separator)
    values = {"cards": message("bring.n_cards", n=cards), "separator": separator, "encoding": encoding}
    if 0 <= max(question, answer) < len(named):
        columns = {"question": shorten(named[question]), "answer": shorten(named[answer])}
        first = message("bring.table_header", **values, **columns)
    else:
        first = message("bring.table", **values, question=question + 1, answer=answer + 1)
    return (first,) if layout.quotes else (first, message("bring.open_quote"))


def _unread(layout: Layout, rows: Sequence[Sequence[str]]) -> Iterator[Message]:
    """The columns that no card gets anything from, and in how many rows something stands there."""
    read = {*layout.columns.values(), layout.deck}
    filled: Counter[int] = Counter()
    for row in rows:
        for place, cell in enumerate(row):
            if place not in read and cell.strip():
                filled[place] += 1
    names = layout.header or ()
    for place in sorted(filled)[:_MOST_NAMED]:
        name = shorten(names[place]) if place < len(names) and names[place] else ""
        told = message("bring.column_named", name=name) if name else message("bring.column", number=place + 1)
        yield message("bring.left_column", column=told, n=filled[place])
    if len(filled) > _MOST_NAMED:
        yield message("bring.left_columns", n=len(filled) - _MOST_NAMED)
