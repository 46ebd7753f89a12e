"""Taking a deck out as something to read, to print or to open in a spreadsheet."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Mapping
from textwrap import fill

from trainer.bring.cardform import form_of_card
from trainer.bring.carried import carried, guid
from trainer.bring.face import Face, face
from trainer.bring.qa import CARRIED, Draft, drafts, form_of, shown
from trainer.bring.shape import Unfit, one_line
from trainer.bring.table import CARD, form_of_row, guarded
from trainer.cards.form import CardForm
from trainer.cards.model import Cloze, Deck
from trainer.i18n import Catalog, Language

_WIDTH = 78  # characters of a line of plain text

_COLUMNS = ("question", "answer", "accepted", "refused", "hint", "why", "source", "tags", "id")
_HEADERS: dict[Language, tuple[str, ...]] = {
    "nl": ("Vraag", "Antwoord", "Ook goed", "Niet goed", "Hint", "Uitleg", "Bron", "Labels", "Id", "Trainerkaart"),
    "en": ("Question", "Answer", "Also right", "Not right", "Hint", "Why", "Source", "Tags", "Id", "Trainer card"),
}


def to_csv(deck: Deck) -> bytes:
    """A table that Excel opens as such: UTF-8 with a mark, and ; between the cells in Dutch.

    The last column has the whole card where the others cannot say it, and a card without an Id has in that column what
    it is known by here, so that another question in its row is still that card. A cell that looks like a formula is
    kept from being one.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=";" if deck.language == "nl" else ",", lineterminator="\r\n")
    writer.writerow(_HEADERS[deck.language])
    for card in deck.cards:
        form = form_of_card(card)
        row = {column: getattr(form, column) for column in _COLUMNS}
        if not (form.answer or _said(form, {"question": form.question})):
            row["answer"] = "\n".join(face(card).answer)
        row[CARD] = ""
        if not _said(form, row):
            row[CARD] = carried(card, (row["question"], row["answer"]))
        row["id"] = row["id"] or guid(card.key)
        writer.writerow([guarded(text) for text in row.values()])
    return table.getvalue().encode("utf-8-sig")


def _said(form: CardForm, row: Mapping[str, str]) -> bool:
    """Whether a row says everything about a card."""
    try:
        return form_of_row(row) == form
    except Unfit:
        return False


def to_markdown(deck: Deck) -> str:
    """Q: and A: as hashcards and others read them; a comment has the whole card where they cannot say it."""
    parts = [f"# {one_line(deck.title)}\n"]
    for card in deck.cards:
        form = form_of_card(card)
        gapped = isinstance(card.answer, Cloze) and "\n" not in form.question
        text = f"C: {form.question}\n" if gapped else _asked_and_answered(face(card))
        (draft,) = drafts(text)
        if not _told(form, draft):
            whole = html.escape(carried(card, shown(draft)), quote=False)
            text = f"{text}{CARRIED}\n{whole}\n-->\n"
        parts.append(text)
    return "\n".join(parts)


def _told(form: CardForm, draft: Draft) -> bool:
    """Whether a card in Markdown says everything about a card."""
    try:
        return form_of(draft) == form
    except Unfit:
        return False


def _asked_and_answered(sides: Face) -> str:
    lines = _lines(sides)
    # A line that begins a card, a heading or a rule of its own would end this one.
    if any(line[:1] in "#-*_ " or ":" in line[:12] for line in lines[1:]) and not sides.listed:
        lines = [" ".join(lines)]
    return f"Q: {one_line(sides.question)}\nA: {lines[0]}\n" + "".join(f"{line}\n" for line in lines[1:])


def _lines(sides: Face) -> list[str]:
    """The answer's lines, with what stands before the items of a list."""
    if not sides.listed:
        return list(sides.answer)
    return [f"{n}. {line}" if sides.numbered else f"- {line}" for n, line in enumerate(sides.answer, 1)]


def to_text(deck: Deck) -> str:
    """Plain text to read or to print: each question with a number, its answer below it and further in."""
    parts = [f"{deck.title}\n{'=' * len(deck.title)}\n"]
    for n, card in enumerate(deck.cards, 1):
        sides = face(card)
        head, indent = f"{n}. ", " " * (len(str(n)) + 2)
        lines = [_wrapped(head, indent, sides.question)]
        lines += [_wrapped(f"{indent}  ", f"{indent}  ", line) for line in (*_lines(sides), *sides.more)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _wrapped(first: str, below: str, text: str) -> str:
    """A text of one or more lines, indented."""
    lines = text.split("\n")
    return "\n".join(
        fill(line, _WIDTH, initial_indent=below if n else first, subsequent_indent=below)
        for n, line in enumerate(lines)
    )


_STYLE = """
@page { margin: 12mm }
body { font: 12pt/1.4 Georgia, serif; margin: 0 auto; max-width: 190mm; color: #000; background: #fff }
h1 { font-size: 16pt; font-weight: normal }
section { display: grid; grid-template-columns: 1fr 1fr; break-inside: avoid; border: 1px dashed #888; border-top: 0 }
section:first-of-type { border-top: 1px dashed #888 }
section > div { padding: 5mm; min-height: 30mm; overflow-wrap: anywhere }
section > div + div { border-left: 1px dotted #bbb }
p { margin: 0 0 2mm; white-space: pre-line } ul, ol { margin: 0 0 2mm; padding-left: 6mm } .more { font-size: 9pt }
"""


def to_html(deck: Deck) -> str:
    """A page to print: a card a row, question left and answer right, to be cut apart and folded in the middle.

    Nothing in it is fetched, and nothing from a card is mark-up.
    """
    t = Catalog(deck.language)
    rows = "".join(_section(face(card)) for card in deck.cards)
    return (
        f'<!doctype html>\n<html lang="{deck.language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{html.escape(deck.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html.escape(deck.title)}</h1>\n<p>{html.escape(t('bring.fold'))}</p>\n{rows}</body>\n</html>\n"
    )


def _section(sides: Face) -> str:
    escaped = [html.escape(line) for line in sides.answer]
    if sides.listed:
        tag = "ol" if sides.numbered else "ul"
        answer = f"<{tag}>" + "".join(f"<li>{line}</li>" for line in escaped) + f"</{tag}>"
    else:
        answer = "".join(f"<p>{line}</p>" for line in escaped)
    more = "".join(f'<p class="more">{html.escape(line)}</p>' for line in sides.more)
    return f"<section><div><p>{html.escape(sides.question)}</p></div><div>{answer}{more}</div></section>\n"
