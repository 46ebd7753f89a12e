"""Bringing in what was brought in before: cards are updated instead of doubled, and what was added to them stays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from trainer.bring.exchanged import ANSWER, FILLED, PARTS, Known, base_of, digest, part
from trainer.bring.model import BroughtDeck, Refused
from trainer.cards.form import CardForm
from trainer.cards.formlines import FormError, kind_of, lines_of, read_form, tidy
from trainer.cards.original import Line, Original, closed, opened
from trainer.cards.outline import Section
from trainer.cards.rewrite import anew, in_place
from trainer.cards.text import fold, slug
from trainer.i18n import message


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
    clashes: tuple[str, ...]
    """The questions of those among them that were changed in the file, too."""
    faulty: int
    """Cards in the file that cannot be written anew, and are left as they are."""
    places: Mapping[int, int]
    """For each card that was brought in, by its place among them: its place in the file, from 0."""
    known: Mapping[int, Known]
    """What to know of each card that was brought in, the next time that it is."""


class Merged(NamedTuple):
    """A card as it is here, with what was brought in."""

    form: CardForm
    kept: bool
    """Whether a change of the learner's own stands where the file says something else."""
    clash: bool
    """Whether that was changed in the file, too."""
    known: Known


def updated(
    data: bytes,
    deck: BroughtDeck,
    *,
    lines: Mapping[int, int] | None = None,
    gone: Iterable[int] = (),
    known: Mapping[int, Known] | None = None,
) -> Updated:
    """A deck file with the cards of `deck`: those that are in it changed, the others added.

    By the place of each card in `deck`: `lines` has where its heading stands in the file, and where it is None, cards
    are known by the same Id or question; `gone` are not added; `known` has what each said when it last went in or out:
    what the learner has changed since then stays. What the author wrote besides stays as it is, too: other cards,
    comments, and fields that the import does not fill. Raises Refused where a change could not be read back.
    """
    page = opened(data)
    cards = [section for section in page.sections if section.marks == "##"]
    forms = [read_form(section) for section in cards]
    there = _by_name(forms, deck) if lines is None else _by_line(cards, lines)
    before, left_out = known or {}, frozenset(gone)
    wanted: dict[int, CardForm] = {}
    added: dict[int, CardForm] = {}
    now: dict[int, Known] = {}
    clashes: list[str] = []
    kept = faulty = 0
    ids = {slug(form.id) for form in forms}
    for n, card in enumerate(deck.cards):
        if (place := there.get(n)) is None:
            if n not in left_out:
                # An Id that another card has would stop both.
                added[n] = replace(card.form, id="") if slug(card.form.id) in ids else card.form
                now[n] = Known(base_of(card.form), base_of(card.form))
            continue
        try:
            found = merged(forms[place], card.form, deck, before.get(n))
        except FormError:
            faulty += 1
            continue
        now[n] = found.known
        kept += found.kept
        if found.clash:
            clashes.append(forms[place].question)
        if found.form != forms[place]:
            wanted[place] = found.form
    places = {**there, **{n: len(forms) + k for k, n in enumerate(added)}}
    new = tuple(added.values())
    after = _written(page, wanted, new, deck) if wanted or new else data
    changed = tuple((forms[place], form) for place, form in sorted(wanted.items()))
    return Updated(after, new, changed, kept, tuple(clashes), faulty, places, now)


def merged(was: CardForm, form: CardForm, deck: BroughtDeck, known: Known | None) -> Merged:
    """The card as it is there, with what was changed in the file since it last went in or out.

    Where nothing is known of that, what comes in counts. What the learner has changed stays, and so does an answer that
    was made into another kind. Raises FormError where the card cannot be written down.
    """
    past = known.past if known else {}
    if all(part(was, name) == part(form, name) for name in PARTS):
        return Merged(was, kept=False, clash=False, known=Known(base := base_of(form), base, past))
    alike = kind_of(was) is kind_of(form)
    there, here = (dict(known.there), dict(known.here)) if known else ({}, {})
    values: dict[str, Any] = {}
    taken = []
    kept = clash = False
    for name in PARTS:
        own, new = part(was, name), part(form, name)
        if own == new:
            taken.append(name)
            continue
        if known is not None and (new or name not in FILLED):
            moved = here.get(name, "") != digest(own)
            if digest(new) in (corrected := past.get(name, ())) or digest(new) == there.get(name, ""):
                kept |= moved or digest(new) in corrected
                continue
            if moved or (not alike and name not in FILLED):
                clash = True
                there[name] = digest(new)
                continue
        there[name] = digest(new)
        if new if name in FILLED else alike:
            values |= {each: getattr(form, each) for each in (ANSWER if name == "answer" else (name,))}
            taken.append(name)
    after = tidy(replace(was, **values), deck.language) if values else was
    for name in taken:
        there[name], here[name] = digest(part(form, name)), digest(part(after, name))
    there, here = ({name: found for name, found in side.items() if found} for side in (there, here))
    return Merged(after, kept or clash, clash, Known(there, here, past))


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
