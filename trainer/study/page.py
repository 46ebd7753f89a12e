"""The page: what to read in the last two minutes, at the door, in the learner's own lines."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.cards.encoding import printable
from trainer.cards.model import Card, CardKey, OwnWords, Short
from trainer.i18n import Catalog, Language, Message, message
from trainer.store.event import EventKind
from trainer.study.roles import Role, fitting, is_example

FACTS = 3
"""How many short answers of the learner's own decks stand on it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page."""

    label: Message
    text: str | Message
    example: bool = False
    """It is the deck's example: the learner has no line for it yet, or has taken it word for word."""
    role: Role | None = None
    """The moment that the line is for, where it is one's own to choose."""


@dataclass(frozen=True, slots=True)
class Page:
    """What to read at the door."""

    title: Message
    """What it is and when: "tonight 19:30 · drinks"."""
    goal: str | Message
    rows: tuple[Row, ...]


EXAMPLE = {True: ' class="example"', False: ""}
LINES = (Role.BEGIN, Role.WHAT_I_DO, Role.GOODBYE, Role.ASK, Role.OFFER, Role.IF_THEN)
"""The moments whose lines stand on it, in order."""


def page(
    title: Message,
    kind: EventKind,
    cards: Mapping[Role, Card],
    lines: Mapping[CardKey, str],
    *,
    goal: str = "",
    formal: bool = False,
    facts: Sequence[Card] = (),
) -> Page:
    """Put it together. `lines` are the learner's own by card, `facts` short cards worth having in mind."""
    rows = [row for role in LINES if role in cards and (row := _line(role, cards[role], lines, formal)) is not None]
    rows += [
        Row(message("page.know"), f"{_asked(card.prompt)} {card.answer.answer}")
        for card in facts[:FACTS]
        if isinstance(card.answer, Short)
    ]
    rows.append(Row(message("page.remember"), message(f"page.remember_{kind.name.lower()}")))
    if (row := _own_line(Role.REFRAME, cards, lines)) is not None:
        rows.append(row)
    rows.append(_own_line(Role.NERVES, cards, lines) or Row(message("page.line_nerves"), message("page.nerves_text")))
    rows.append(Row(message("page.be"), message("page.be_text")))
    rows.append(Row(message("page.tomorrow"), message("page.tomorrow_text")))
    return Page(title, _one_line(goal) or message(f"page.goal_{kind.name.lower()}"), tuple(rows))


def _line(role: Role, card: Card, lines: Mapping[CardKey, str], formal: bool) -> Row | None:  # noqa: FBT001 -- passed on
    label = message(f"page.line_{role.name.lower()}")
    models = card.answer.models if isinstance(card.answer, OwnWords) else ()
    line = lines.get(card.key) or next(iter(fitting(models, formal=formal, language=card.language)), "")
    return Row(label, _one_line(line), example=is_example(card, line), role=role) if line else None


def _own_line(role: Role, cards: Mapping[Role, Card], lines: Mapping[CardKey, str]) -> Row | None:
    """The learner's own line for a moment; None without one."""
    card = cards.get(role)
    if card is None or not (own := lines.get(card.key)):
        return None
    return Row(message(f"page.line_{role.name.lower()}"), _one_line(own), example=is_example(card, own))


def _asked(prompt: str) -> str:
    """A question before its answer; one that ends without a sign is told apart from it by a colon."""
    question = _one_line(prompt)
    return question if question.rstrip("’”'\")]").endswith(("?", "!", ".", ":", "…")) else f"{question}:"


def _one_line(text: str) -> str:
    """On one line, without what a terminal would act upon."""
    return " ".join(printable(text).split())


def said(text: str | Message, t: Catalog) -> str:
    return text if isinstance(text, str) else t.say(text)


def text_of(row: Row, t: Catalog) -> str:
    """What stands behind the label; an example says that it is one."""
    text = said(row.text, t)
    return t("page.example", text=text) if row.example else text


def as_text(shown: Page, t: Catalog, width: int = 80) -> str:
    """The page in plain text: a label's column and the lines beside it; on a narrow page the label above its line."""
    labels = [t.say(row.label) for row in shown.rows]
    column = max(map(len, labels)) + 2
    narrow = width < 2 * column + 20

    def wrapped(text: str, first: str = "", indent: str = "") -> list[str]:
        return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)

    lines = [*wrapped(t.say(shown.title).upper()), *wrapped(f"{t('page.goal')} {said(shown.goal, t)}"), ""]
    for label, row in zip(labels, shown.rows, strict=True):
        text = text_of(row, t)
        if narrow:
            lines += [label, *wrapped(text, "  ", "  ")]
        else:
            lines += wrapped(text, label.ljust(column), " " * column)
    return "\n".join(lines) + "\n"


def as_html(shown: Page, t: Catalog, language: Language) -> str:
    """The page as one file for a phone: nothing in it is fetched from anywhere."""

    def safe(text: str) -> str:
        return html.escape(text)

    rows = "\n".join(
        f"<dt>{safe(t.say(row.label))}</dt><dd{EXAMPLE[row.example]}>{safe(text_of(row, t))}</dd>" for row in shown.rows
    )
    title = safe(t.say(shown.title))
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.1rem/1.45 system-ui, sans-serif; max-width: 36rem; margin: 1rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.2rem; }}
dt {{ font-size: 0.8rem; letter-spacing: 0.05em; opacity: 0.7; margin-top: 0.8rem; }}
dd {{ margin: 0; }}
.example {{ font-style: italic; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{safe(t("page.goal"))} {safe(said(shown.goal, t))}</p>
<dl>
{rows}
</dl>
</body>
</html>
"""
