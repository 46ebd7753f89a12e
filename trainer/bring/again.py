"""Bringing in what was brought in before: cards are updated instead of doubled, and what was added to them stays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.bring.model import BroughtDeck
from trainer.cards.form import ORDER, CardForm
from trainer.cards.formlines import kind_of, lines_of, read_form, tidy
from trainer.cards.original import Line, closed, opened
from trainer.cards.rewrite import anew, in_place
from trainer.cards.text import fold, slug

_ASKED = ("question", "answer", "items", "ordered", "how_many", "models")
"""The fields that come as a whole, while the card is of the same kind."""
_FILLED = tuple(name for name in ORDER if name not in (*_ASKED, "loose", "id"))
"""The fields that come where something stands in them."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A deck file after cards were brought in again."""

    data: bytes
    added: tuple[CardForm, ...]
    """Cards that were not there yet; they stand at the end."""
    changed: tuple[tuple[CardForm, CardForm], ...]
    """Cards that say something else than before: as they were, and as they are now."""


def updated(data: bytes, deck: BroughtDeck) -> Updated:
    """A deck file with the cards of `deck`: those with the same Id or question changed, the others added.

    What the author wrote besides stays as it is: other cards, comments, and fields that the import does not fill.
    """
    page = opened(data)
    cards = {n: read_form(section) for n, section in enumerate(page.sections) if section.marks == "##"}
    there: dict[tuple[str, str], deque[int]] = {}
    for n, form in cards.items():
        there.setdefault(_name(form), deque()).append(n)
    wanted: dict[int, CardForm] = {}
    added: list[CardForm] = []
    changed: list[tuple[CardForm, CardForm]] = []
    for card in deck.cards:
        places = there.get(_name(card.form))
        if not places:
            added.append(card.form)
            continue
        place = places.popleft()  # the same question twice is two cards, the first the first
        was, form = cards[place], _merged(cards[place], card.form, deck)
        if form != was:
            wanted[place] = form
            changed.append((was, form))
    if not (wanted or added):
        return Updated(data, (), ())
    after = data
    for way in (in_place, anew):
        lines: list[Line] = []
        for n, section in enumerate(page.sections):
            stop = page.sections[n + 1].line - 1 if n + 1 < len(page.sections) else len(page.lines)
            new = wanted.get(n)
            lines += way(page, section, stop, new, deck.language) if new else page.lines[section.line - 1 : stop]
        after = closed(page, _with(lines, added, deck, page.eol))
        forms = [
            wanted.get(n) or read_form(section) for n, section in enumerate(page.sections) if section.marks == "##"
        ]
        if [read_form(section) for section in opened(after).sections if section.marks == "##"] == forms + added:
            break
    return Updated(after, tuple(added), tuple(changed))


def _name(form: CardForm) -> tuple[str, str]:
    """What makes it the same card: its Id, or else its question."""
    name = slug(form.id)
    return (name, "") if name else ("", fold(form.question))


def _merged(was: CardForm, form: CardForm, deck: BroughtDeck) -> CardForm:
    """The card as it is there, with what was brought in; an answer that was made into another kind stays."""
    values = {name: value for name in _FILLED if (value := getattr(form, name))}
    if kind_of(was) is kind_of(form):
        values |= {name: getattr(form, name) for name in _ASKED}
    return tidy(replace(was, **values), deck.language)


def _with(lines: list[Line], added: Iterable[CardForm], deck: BroughtDeck, eol: str) -> list[Line]:
    """The lines with new cards below them, an empty line before each."""
    lines = list(lines)
    for form in added:
        while lines and not lines[-1].text.strip():
            lines.pop()
        texts = lines_of(form, deck.language).rstrip("\n").split("\n")
        lines += [Line(text, eol) for text in ("", *texts, "")]
    return lines
