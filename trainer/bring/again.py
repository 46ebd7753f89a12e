"""Bringing in what was brought in before: cards are updated instead of doubled, and what was added to them stays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import Any

from trainer.bring.model import BroughtDeck, Refused
from trainer.cards.form import ORDER, CardForm
from trainer.cards.formlines import FormError, kind_of, lines_of, read_form, tidy
from trainer.cards.original import Line, Original, closed, opened
from trainer.cards.outline import Section
from trainer.cards.rewrite import anew, in_place
from trainer.cards.text import fold, slug
from trainer.i18n import message

_ANSWER = ("answer", "items", "ordered", "how_many", "models")
"""The fields that come as a whole, with the question, while the card is of the same kind."""
_FILLED = tuple(name for name in ORDER if name not in ("question", *_ANSWER, "loose", "id"))
"""The fields that come where something stands in them."""

Base = Mapping[str, str]
"""What a card said when it was last brought in: a digest for each part of it that was not empty."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A deck file after cards were brought in again."""

    data: bytes
    added: tuple[CardForm, ...]
    """Cards that were not there yet; they stand at the end."""
    changed: tuple[tuple[CardForm, CardForm], ...]
    """Cards that say something else than before: as they were, and as they are now."""
    kept: int
    """Cards that the learner has changed since, and that are left so where what comes in says something else."""
    faulty: int
    """Cards in the file that cannot be written anew, and are left as they are."""
    places: Mapping[int, int]
    """For each card that was brought in, by its place among them: its place in the file, from 0."""


def updated(
    data: bytes,
    deck: BroughtDeck,
    *,
    lines: Mapping[int, int] | None = None,
    gone: Iterable[int] = (),
    bases: Mapping[int, Base] | None = None,
) -> Updated:
    """A deck file with the cards of `deck`: those that are in it changed, the others added.

    By the place of each card in `deck`: `lines` has where its heading stands in the file, and where it is None, cards
    are known by the same Id or question; `gone` are not added; `bases` has what was last brought in: what the learner
    has changed since then stays. What the author wrote besides stays as it is, too: other cards, comments, and fields
    that the import does not fill. Raises Refused where a change could not be read back.
    """
    page = opened(data)
    cards = [section for section in page.sections if section.marks == "##"]
    forms = [read_form(section) for section in cards]
    there = _by_name(forms, deck) if lines is None else _by_line(cards, lines)
    bases, left_out = bases or {}, frozenset(gone)
    wanted: dict[int, CardForm] = {}
    added: dict[int, CardForm] = {}
    kept = faulty = 0
    ids = {slug(form.id) for form in forms}
    for n, card in enumerate(deck.cards):
        if (place := there.get(n)) is None:
            if n not in left_out:
                # An Id that another card has would stop both.
                added[n] = replace(card.form, id="") if slug(card.form.id) in ids else card.form
            continue
        try:
            form, own = merged(forms[place], card.form, deck, bases.get(n))
        except FormError:
            faulty += 1
            continue
        kept += own
        if form != forms[place]:
            wanted[place] = form
    places = {**there, **{n: len(forms) + k for k, n in enumerate(added)}}
    new = tuple(added.values())
    after = _written(page, wanted, new, deck) if wanted or new else data
    changed = tuple((forms[place], form) for place, form in sorted(wanted.items()))
    return Updated(after, new, changed, kept, faulty, places)


def base_of(form: CardForm) -> Base:
    """What is remembered of a card that was brought in."""
    return {name: found for name in ("question", "answer", *_FILLED) if (found := _digest(_part(form, name)))}


def merged(was: CardForm, form: CardForm, deck: BroughtDeck, base: Base | None) -> tuple[CardForm, bool]:
    """The card as it is there, with what was brought in; and whether a change of the learner's own was kept.

    An answer that was made into another kind stays. Raises FormError where the card cannot be written down.
    """
    alike, kept = kind_of(was) is kind_of(form), False
    values: dict[str, Any] = {}
    for name in ("question", "answer", *_FILLED):
        own, new = _part(was, name), _part(form, name)
        if own == new or not (new if name in _FILLED else alike):
            continue
        if base is not None and base.get(name, "") != _digest(own):
            kept = True
            continue
        fields = _ANSWER if name == "answer" else (name,)
        values |= {field: getattr(form, field) for field in fields}
    return (tidy(replace(was, **values), deck.language) if values else was), kept


def _part(form: CardForm, name: str) -> tuple[object, ...]:
    found = tuple(getattr(form, field) for field in (_ANSWER if name == "answer" else (name,)))
    return found if any(found) else ()


def _digest(part: tuple[object, ...]) -> str:
    return blake2s(repr(part).encode("utf-8", "replace"), digest_size=6).hexdigest() if part else ""


def _by_name(forms: Iterable[CardForm], deck: BroughtDeck) -> dict[int, int]:
    there: dict[tuple[str, str], deque[int]] = {}
    for place, form in enumerate(forms):
        there.setdefault(_name(form), deque()).append(place)
    # The same question twice is two cards, the first the first.
    return {n: places.popleft() for n, card in enumerate(deck.cards) if (places := there.get(_name(card.form)))}


def _by_line(cards: Iterable[Section], lines: Mapping[int, int]) -> dict[int, int]:
    known = {section.line: place for place, section in enumerate(cards)}
    return {n: known[line] for n, line in lines.items() if line in known}


def _name(form: CardForm) -> tuple[str, str]:
    """What makes it the same card: its Id, or else its question."""
    name = slug(form.id)
    return (name, "") if name else ("", fold(form.question))


def _written(page: Original, wanted: Mapping[int, CardForm], added: tuple[CardForm, ...], deck: BroughtDeck) -> bytes:
    """The file with these cards in their places and those below; it reads back as just that, or Refused."""
    for way in (in_place, anew):
        lines: list[Line] = []
        forms: list[CardForm] = []
        for n, section in enumerate(page.sections):
            stop = page.sections[n + 1].line - 1 if n + 1 < len(page.sections) else len(page.lines)
            new = wanted.get(len(forms)) if section.marks == "##" else None
            if section.marks == "##":
                forms.append(new or read_form(section))
            lines += way(page, section, stop, new, deck.language) if new else page.lines[section.line - 1 : stop]
        after = closed(page, _with(lines, added, deck, page.eol))
        if [read_form(section) for section in opened(after).sections if section.marks == "##"] == [*forms, *added]:
            return after
    raise Refused(message("bring.unwritten"))


def _with(lines: list[Line], added: Iterable[CardForm], deck: BroughtDeck, eol: str) -> list[Line]:
    """The lines with new cards below them, an empty line before each."""
    lines = list(lines)
    for form in added:
        while lines and not lines[-1].text.strip():
            lines.pop()
        texts = lines_of(form, deck.language).rstrip("\n").split("\n")
        lines += [Line(text, eol) for text in ("", *texts, "")]
    return lines
