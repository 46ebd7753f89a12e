"""Bringing cards and their history in from other programs, and taking decks out to them, at the learner's desk."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from trainer.agenda import Agenda
from trainer.bring import exchanged
from trainer.bring.again import updated
from trainer.bring.cardform import form_of_card
from trainer.bring.exchanged import Known
from trainer.bring.history import until
from trainer.bring.matching import Match, match
from trainer.bring.model import BringError, Brought, BroughtDeck, Refused
from trainer.bring.planned import Arrived, Edit, Planned, Written
from trainer.bring.read import read_file
from trainer.bring.remembered import Remembered, Row, path_of, remember, remembered
from trainer.bring.reworded import reworded
from trainer.bring.write import deck_text
from trainer.cards.deckfile import read_deck
from trainer.cards.draft import shorten
from trainer.cards.encoding import legible
from trainer.cards.formlines import read_form
from trainer.cards.library import MOST_IN_A_DECK
from trainer.cards.model import Card, CardKey, Deck, Level
from trainer.cards.newdeck import file_name
from trainer.cards.original import opened
from trainer.desk import Desk
from trainer.exchange import past
from trainer.i18n import Language, Message, TrainerError, cause, message
from trainer.memory.model import Schedule
from trainer.store.review import Review
from trainer.workshop import files

FORMATS = (".apkg", ".csv", ".html", ".md", ".txt")
"""What a deck can be taken out as, by the name of the file."""
_COME_BACK = (".apkg", ".csv", ".md")
"""Those that can be brought in again."""


class ExchangeError(TrainerError):
    """A file that cannot be made as it was asked for."""


Progress = Callable[[int, int], None]


class _Done(NamedTuple):
    """A deck whose cards are written down."""

    deck: Deck
    """The deck that they went to."""
    cards: Mapping[int, Card]
    """Each as the learner's library has it, by its place among those that came in."""
    files: tuple[tuple[Path, bytes | None, bytes], ...]
    links: Mapping[CardKey, CardKey | None]
    """As Written has them."""


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass
class Told:
    """What the learner has said of cards whose question was probably put differently in a file."""

    same: frozenset[CardKey] = frozenset()
    """Those that are in the file under another question."""
    other: frozenset[CardKey] = frozenset()
    """Those of which what is in the file is another card."""


class Exchange:
    """One learner's traffic with other programs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._zone = Agenda(desk).zone

    # -- in ----------------------------------------------------------------------------------------------------------

    def read(self, path: Path, *, language: Language | None = None, progress: Progress = _silent) -> Brought:
        """What is in a file; nothing is written yet. Raises BringError."""
        language = language or self.desk.settings.language
        brought = read_file(path, language=language, zone=self._zone, progress=progress)
        return until(brought, self.desk.now() + timedelta(days=1))

    def plan(self, brought: Brought, told: Told | None = None) -> tuple[Planned, ...]:
        """What bringing it in would do, deck by deck; nothing is written. Raises BringError, WorkshopError."""
        self.desk.reload()
        return tuple(self._planned(deck, told or Told()) for deck in brought.decks)

    def bring_in(self, brought: Brought, progress: Progress = _silent, told: Told | None = None) -> tuple[Arrived, ...]:
        """Write the decks into the learner's folder and their history into the store; a second time updates both.

        One deck after the other, each with its history; `told` is what the learner said of its cards. Raises
        BringError, WorkshopError, StoreError.
        """
        total = sum(len(card.past.history) for deck in brought.decks for card in deck.cards)
        done = 0
        found: list[Arrived] = []
        for deck in brought.decks:
            self.desk.reload()
            planned = self._planned(deck, told or Told())
            arrived, cards, changed, links = self._write(planned)
            far = partial(_from, progress, done, total)
            reviews, woven, earlier = past.adopt(self.desk, planned, cards, far)
            past.suspend(self.desk, planned, cards)
            written = Written(changed, links, self._remember(planned, cards))
            done += sum(len(card.past.history) for card in deck.cards)
            found.append(
                Arrived(
                    arrived,
                    planned.added,
                    planned.changed,
                    reviews,
                    planned.kept,
                    planned.clashes,
                    planned.faulty,
                    woven,
                    earlier,
                    written,
                )
            )
        self.desk.tidy()
        own = {deck.key: deck for deck in self.desk.library.decks}
        return tuple(replace(one, deck=own.get(one.deck.key, one.deck)) for one in found)

    @property
    def _memory(self) -> Path:
        return self.desk.paths.data.parent / "brought-in"

    @property
    def _exchanged(self) -> Path:
        return self.desk.paths.data.parent / "exchanged"

    def _planned(self, deck: BroughtDeck, told: Told) -> Planned:
        own = [other for other in self.desk.library.decks if other.own]
        rows = remembered(path_of(self._memory, deck.name or deck.title))
        found = match(deck, own, rows)
        alike = reworded(deck, found, self._in_file(found, rows))
        by_key = {card.key: card for card in found.target.cards} if found.target else {}
        same = {n: by_key[pair.old] for n, pair in alike.items() if pair.old in told.same}
        found = replace(found, found={**found.found, **same})
        open_still = tuple(pair for pair in alike.values() if pair.old not in told.same | told.other)
        known = exchanged.known(self._exchanged, (card.key for card in found.found.values()))
        before = {n: known[card.key] for n, card in found.found.items() if card.key in known}
        by_deck: dict[str, dict[int, int]] = {found.target.key: {}} if found.target else {}
        for n, card in found.found.items():
            by_deck.setdefault(card.deck, {})[n] = card.line
        edits = []
        for other in own:
            if (lines := by_deck.get(other.key)) is None:
                continue
            apart = found.gone if other is found.target else frozenset(range(len(deck.cards)))
            elsewhere = found.found.keys() - lines.keys()
            data = files.read(other.path)
            try:
                edits.append(Edit(other, data, updated(data, deck, lines=lines, gone=apart | elsewhere, known=before)))
            except Refused as refused:
                raise BringError(other.path, refused.mistake) from refused
        new: tuple[int, ...] = ()
        if found.target is None:
            new = tuple(n for n in range(len(deck.cards)) if n not in found.found and n not in found.gone)
        planned = Planned(deck, found, rows, tuple(edits), new, open_still)
        for edit in edits:
            if len(edit.now.data) > MOST_IN_A_DECK * 1_000_000:
                raise BringError(edit.deck.path, message("bring.too_large", most=MOST_IN_A_DECK))
        return planned

    def _in_file(self, found: Match, rows: Remembered) -> frozenset[CardKey]:
        """The cards of the deck that takes the new ones that were in a file before: brought in or taken out."""
        if found.target is None:
            return frozenset()
        taken = exchanged.known(self._exchanged, (card.key for card in found.target.cards))
        return frozenset(row.key for row in rows.values()) | frozenset(taken)

    def _write(self, planned: Planned) -> _Done:
        desk, at, changed = self.desk, dict[int, tuple[Path, int]](), list[tuple[Path, bytes | None, bytes]]()
        pairs, links = list[tuple[CardKey, CardKey]](), desk.library.links
        home: Path | None = planned.match.target.path if planned.match.target else None
        for edit in planned.edits:
            try:
                before, after = files.rewrite(edit.deck.path, edit.change, kept=files.kept(desk.paths, edit.deck.path))
            except Refused as refused:
                raise BringError(edit.deck.path, refused.mistake) from refused
            if after != before:
                changed.append((edit.deck.path, before, after))
            pairs += edit.renamed()
            at |= {n: (edit.deck.path, line) for n, line in edit.lines.items()}
            home = home or edit.deck.path
        if planned.new:
            deck = planned.deck
            text = deck_text(planned.whole)
            home = files.add(desk.paths.decks, deck.name or deck.title, text.encode())
            changed.append((home, None, text.encode()))
            whole = planned.whole.read or read_deck(text, key="x", path=home, language=deck.language, own=True).cards
            at |= {n: (home, card.line) for n, card in zip(planned.new, whole, strict=True)}
        known_as = desk.store.links()
        if pairs:
            desk.store.relink({now: links.get(was, was) for was, now in pairs})
        desk.reload()
        now_as = desk.store.links()
        relinked = {key: known_as.get(key) for key in {*known_as, *now_as} if known_as.get(key) != now_as.get(key)}
        own = [deck for deck in desk.library.decks if deck.own]
        by_path = {path: _at(path, own) for path in {home, *(path for path, _ in at.values())} if path}
        by_line = {path: {card.line: card for card in deck.cards} for path, deck in by_path.items()}
        cards = {n: card for n, (path, line) in at.items() if (card := by_line[path].get(line))}
        assert home is not None  # every deck has cards, and each is found, new or gone
        return _Done(by_path[home], cards, tuple(changed), relinked)

    def _remember(self, planned: Planned, cards: Mapping[int, Card]) -> Callable[[], None]:
        """Know from here on what came in; how to know no more than before."""
        rows, known = dict(planned.rows), planned.known()
        for n, card in cards.items():
            rows[planned.match.names[n]] = Row(card.key, planned.deck.cards[n].past.suspended)
        path = path_of(self._memory, planned.deck.name or planned.deck.title)
        try:
            if rows != planned.rows:
                remember(path, rows)
            now = {cards[n].key: now for n, now in known.items() if n in cards}
            before = exchanged.known(self._exchanged, now)
            exchanged.keep(self._exchanged, now)
        except OSError as error:
            raise BringError(path, message("bring.unremembered", why=cause(error))) from error

        def forget() -> None:
            remember(path, planned.rows)
            exchanged.keep(self._exchanged, {key: before.get(key) for key in now})

        return forget

    # -- out ---------------------------------------------------------------------------------------------------------

    def take_out(self, decks: Sequence[Deck], path: Path, *, scheduling: bool = False) -> tuple[Message, ...]:
        """Write decks into a new file, and say which cards are not in it; what it is follows from its name.

        `scheduling` takes the learner's history along, where the format has room for it. Raises ExchangeError,
        WorkshopError.
        """
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise ExchangeError("exchange.format", path=str(path), known=", ".join(FORMATS))
        if scheduling and suffix != ".apkg":
            raise ExchangeError("exchange.no_scheduling", path=str(path))
        if not any(deck.cards for deck in decks):
            raise ExchangeError("exchange.empty", title=", ".join(deck.title for deck in decks))
        data = self._package(decks, scheduling=scheduling) if suffix == ".apkg" else _texts(decks, suffix)
        try:
            files.create(path, data)
        except FileExistsError:
            raise ExchangeError("exchange.exists", path=str(path)) from None
        except ValueError:
            raise ExchangeError("exchange.no_name", path=legible(str(path))) from None
        if suffix in _COME_BACK:
            try:
                exchanged.keep(self._exchanged, self._gone_out(decks))
            except OSError as error:
                raise ExchangeError("exchange.unremembered", path=str(path), why=cause(error)) from error
        return tuple(told for deck in decks for told in _left_behind(deck))

    def _gone_out(self, decks: Sequence[Deck]) -> Mapping[CardKey, Known]:
        """What is to be known of the learner's own cards once they are taken out."""
        cards = [card for deck in decks if deck.own for card in deck.cards]
        before, found = exchanged.known(self._exchanged, (card.key for card in cards)), dict[CardKey, Known]()
        for deck in decks:
            if deck.own:
                forms = {section.line: section for section in opened(files.read(deck.path)).sections}
                for card in deck.cards:
                    if (section := forms.get(card.line)) is not None:
                        here = read_form(section)
                        found[card.key] = exchanged.taken_out(form_of_card(card), here, before.get(card.key))
        return found

    def _package(self, decks: Sequence[Deck], *, scheduling: bool) -> bytes:
        from trainer.bring.out_anki import to_anki

        store, keys = self.desk.store, {card.key for deck in decks for card in deck.cards}
        schedules: Mapping[CardKey, Schedule] | None = None
        reviews: Iterable[Review] = ()
        if scheduling:
            schedules = {key: schedule for key, schedule in store.schedules().items() if key in keys}
            reviews = (review for review in store.reviews() if review.card in keys)
        return to_anki(
            decks,
            now=self.desk.now(),
            zone=self._zone,
            schedules=schedules,
            reviews=reviews,
            suspended=store.suspended() if scheduling else (),
            day_start=self.desk.settings.day_start,
        )


def proposed(deck: Deck, folder: Path, suffix: str) -> Path:
    """A name that nothing has, for a deck that is taken out."""
    name, n = file_name(deck.title).removesuffix(".md"), 1
    while (path := folder / f"{name}{f'-{n}' if n > 1 else ''}{suffix}").exists():
        n += 1
    return path


def _left_behind(deck: Deck) -> Iterator[Message]:
    """The cards that a mistake leaves out, each with its place in the file and what to do."""
    stops = [problem for problem in deck.problems if problem.level is Level.STOP]
    if not stops:
        return
    there = {card.line for card in deck.cards}
    sections = [section for section in opened(files.read(deck.path)).sections if section.marks == "##"]
    for section, below in zip(sections, [*sections[1:], None], strict=True):
        if section.line not in there:
            end = below.line if below else math.inf
            mistake = next((stop for stop in stops if section.line <= stop.line < end), stops[0])
            place = f"{deck.path}:{mistake.line}"
            yield message(
                "exchange.left_behind", place=place, question=shorten(section.heading), mistake=mistake.message
            )


def _from(progress: Progress, done: int, total: int, more: int) -> None:
    """Tell how far it is, from where it was."""
    progress(done + more, total)


def _texts(decks: Sequence[Deck], suffix: str) -> bytes:
    """One deck in a format that holds one."""
    from trainer.bring.out_text import to_csv, to_html, to_markdown, to_text

    if len(decks) != 1:
        raise ExchangeError("exchange.one_deck", suffix=suffix)
    (deck,) = decks
    match suffix:
        case ".csv":
            return to_csv(deck)
        case ".html":
            return to_html(deck).encode()
        case ".md":
            return to_markdown(deck).encode()
    return to_text(deck).encode()


def _at(path: Path, decks: Sequence[Deck]) -> Deck:
    """The deck in a file, however the file system spells its name."""
    for deck in decks:
        if deck.path == path:
            return deck
    for deck in decks:
        with suppress(OSError):
            if deck.path.samefile(path):
                return deck
    raise ExchangeError("exchange.not_there", path=str(path))
