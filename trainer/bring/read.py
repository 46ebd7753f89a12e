"""Bringing a file in: what it is follows from what stands in it, not from its name alone."""

from __future__ import annotations

import re
import stat
from collections import Counter
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from trainer.bring.cardform import form_of_card
from trainer.bring.left import left_out
from trainer.bring.model import MOST_CARDS, BringError, Brought, BroughtCard, BroughtDeck, Progress, Refused
from trainer.bring.package import SQLITE, ZIP
from trainer.bring.qa import is_qa, read_qa
from trainer.bring.shape import one_line
from trainer.bring.shape import tidy as legible
from trainer.bring.table import is_table, read_table
from trainer.bring.text import MOST_TEXT, decoded
from trainer.bring.write import deck_text
from trainer.cards.deckfile import read_deck
from trainer.cards.encoding import clean
from trainer.cards.formlines import FormError, lines_of, read_form, tidy
from trainer.cards.library import MOST_IN_A_DECK
from trainer.cards.model import Deck, Level
from trainer.cards.outline import sections
from trainer.cards.text import slug
from trainer.i18n import Catalog, Language, cause, message

_LONGEST_PACKAGE = 8_000_000_000  # bytes, most of them pictures and sounds that are not read
_TABLES = (".csv", ".tsv", ".tab")
_HEADING = re.compile(r"^\s*##", re.MULTILINE)


def read_file(
    path: Path, *, language: Language, zone: tzinfo, progress: Progress = lambda _done, _total: None
) -> Brought:
    """The decks in a file; nothing is written. BringError when it cannot be brought in.

    `language` is that of the cards where the file does not say; `zone` is the learner's time zone. The form of every
    card reads back as it is from what `deck_text` writes.
    """
    try:
        return _sound(_read(path, language, zone, progress))
    except Refused as refused:
        raise BringError(path, refused.mistake) from refused
    except FileNotFoundError:
        raise BringError(path, message("bring.missing")) from None
    except OSError as error:
        raise BringError(path, message("bring.unreadable", why=cause(error))) from error


def _read(path: Path, language: Language, zone: tzinfo, progress: Progress) -> Brought:
    try:
        status = path.stat()
    except ValueError:  # nothing can be called so
        raise Refused(message("bring.missing")) from None
    if not stat.S_ISREG(status.st_mode):  # reading a pipe could wait for ever
        raise Refused(message("bring.not_a_file"))
    with path.open("rb") as file:
        head = file.read(len(SQLITE))
    if head.startswith(ZIP) or head == SQLITE:
        from trainer.bring.anki import read_database, read_package  # here: no other file needs a database

        if status.st_size > _LONGEST_PACKAGE:
            raise Refused(message("bring.too_large", most=_LONGEST_PACKAGE // 1_000_000))
        reader = read_database if head == SQLITE else read_package
        return reader(path, language=language, zone=zone, progress=progress)
    if status.st_size > MOST_TEXT * 1_000_000:
        raise Refused(message("bring.too_large", most=MOST_TEXT))
    return _read_text(path.read_bytes(), path, language, progress)


def _read_text(data: bytes, path: Path, language: Language, progress: Progress) -> Brought:
    found = decoded(data)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    title = one_line(legible(path.stem)) or Catalog(language)("bring.untitled")
    table = is_table(found.text)
    named = table and path.suffix.lower() in _TABLES
    headings = 0 if named else sum(1 for _ in _HEADING.finditer(text))
    if headings > MOST_CARDS:
        raise Refused(message("bring.too_many_cards", n=headings, most=MOST_CARDS))
    if headings and len(text) <= MOST_IN_A_DECK * 1_000_000:
        deck = read_deck(text, key="own/x", path=path, language=language, own=True)
        if deck.cards:
            return _own(deck, text, title)
    if not named and is_qa(text):
        return read_qa(text, language=language, title=title, progress=progress)
    if table:
        return read_table(found, language=language, title=title, progress=progress)
    raise Refused(message("bring.unknown"))


def _own(deck: Deck, text: str, title: str) -> Brought:
    """A deck in our own format goes in as its author wrote it."""
    cards = tuple(BroughtCard(form_of_card(card)) for card in deck.cards)
    brought = BroughtDeck(deck.title, deck.language, cards, text, name=title, read=deck.cards)
    stops = len({problem.line for problem in deck.problems if problem.level is Level.STOP})
    notes = (message("bring.own", cards=message("bring.n_cards", n=len(cards))),)
    return Brought((brought,), (*notes, *((message("bring.own_problems", n=stops),) if stops else ())))


def _sound(brought: Brought) -> Brought:
    """The same, with every form as it will read back, and without what could not be written after all."""
    lost: Counter[str] = Counter()
    decks = []
    for deck in brought.decks:
        found = deck if deck.text else _checked(deck, lost)
        if found.cards:
            decks.append(found)
    if not decks:
        raise Refused(message("bring.no_cards"))
    return Brought(tuple(decks), (*brought.notes, *left_out(lost)))


def _checked(deck: BroughtDeck, lost: Counter[str]) -> BroughtDeck:
    deck = _with_own_ids(deck, lost)
    cards = []
    # Most read back at once; taking each by itself takes three times as long.
    text = deck_text(deck)
    forms = [read_form(section) for section in sections(clean(text)) if section.marks == "##"]
    alike = len(forms) == len(deck.cards)
    for n, card in enumerate(deck.cards):
        try:
            form = card.form if alike and forms[n] == card.form else tidy(card.form, deck.language)
        except FormError:
            lost["damaged"] += 1
        else:
            cards.append(card if form == card.form else replace(card, form=form))
    found = replace(deck, cards=tuple(cards))
    if found.cards != deck.cards:
        text = deck_text(found)
    if len(text.encode()) > MOST_IN_A_DECK * 1_000_000:
        raise Refused(message("bring.too_large", most=MOST_IN_A_DECK))
    read = read_deck(text, key="x", path=Path("x"), language=deck.language)
    if len(read.cards) == len(cards):
        return replace(found, read=read.cards)
    sound = [card for card in cards if _reads(card, deck.language)]
    lost["damaged"] += len(cards) - len(sound)
    found = replace(deck, cards=tuple(sound))
    read = read_deck(deck_text(found), key="x", path=Path("x"), language=deck.language)
    if len(read.cards) != len(sound):
        raise Refused(message("bring.unknown"))
    return replace(found, read=read.cards)


def _with_own_ids(deck: BroughtDeck, lost: Counter[str]) -> BroughtDeck:
    """The same, where a card that has the Id of one above it has none: it would be left out of the deck."""
    ids: set[str] = set()
    cards = []
    for card in deck.cards:
        name = slug(card.form.id)
        if card.form.id and (not name or name in ids):
            lost["same_id"] += 1
            cards.append(replace(card, form=replace(card.form, id=""), shared_id=name))
        else:
            ids.add(name)
            cards.append(card)
    return replace(deck, cards=tuple(cards))


def _reads(card: BroughtCard, language: Language) -> bool:
    text = lines_of(card.form, language)
    return len(read_deck(text, key="x", path=Path("x"), language=language).cards) == 1
