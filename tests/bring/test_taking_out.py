"""Tables, Markdown and paper: what is taken out can be read, and comes back as it was."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from tests.cards.forms import decks as any_decks
from trainer.bring.cardform import form_of_card
from trainer.bring.out_anki import to_anki
from trainer.bring.out_text import to_csv, to_html, to_markdown, to_text
from trainer.bring.read import read_file
from trainer.bring.write import deck_text
from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm
from trainer.cards.formlines import lines_of
from trainer.cards.library import Source, load
from trainer.cards.model import Card, Deck
from trainer.cards.text import fold
from trainer.i18n import Language

DECKS = load([Source(Path(__file__).parents[2] / "decks")], language="nl").decks
WRITERS: dict[str, Callable[[Deck], bytes]] = {
    "x.csv": to_csv,
    "x.md": lambda deck: to_markdown(deck).encode(),
    "x.apkg": lambda deck: to_anki([deck], now=datetime(2026, 11, 19, tzinfo=UTC), zone=UTC),
}
ODD = """# <script>alert(1)</script> & co
Taal: nl

## =SOM(A1:A9)
Antwoord: -5 / @x

## <b>Vet</b> & "zo"?
Hoe dan?
Antwoord: a;b,c	d
Ook goed: <i>e</i> / --> f
Hint: 's avonds
Labels: een tag, =twee

## Gat met [haakjes (x) / y] en [z].
Niet goed: w

## Wat doe je?
- een / 1
- twee: drie
Aantal: 1

## Stappen
1. Q: eerst
2. # dan

## Zeg iets.
Of: Zeg iets anders.
Moet: open vraag ([open vraag] / en jij)
Punt: naam (x) (ik ben* / mijn naam)
Genoeg: 1
Voorbeeld: Hoi! Wat doe jij?
Hooguit woorden: 25
Bewaar: nee
Uitleg: Regel een
Uitleg: Regel twee
Niveau: 3
Vlak vooraf: 2
Id: zeg-iets

## Bellen?
Oordeel: niet doen
Punt: te vroeg
"""


def deck_of(text: str, language: Language = "nl") -> Deck:
    return read_deck(text, key="own/x", path=Path("x.md"), language=language, own=True)


def plain(cards: tuple[Card, ...]) -> list[Card]:
    return [replace(card, line=1) for card in cards]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("deck", [*DECKS, deck_of(ODD)], ids=lambda deck: deck.key)
def test_what_is_taken_out_comes_in_as_the_same_cards(tmp_path: Path, deck: Deck, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[name](deck))
    (brought,) = read_file(path, language=deck.language, zone=UTC).decks
    read = read_deck(deck_text(brought), key=deck.key, path=deck.path, language=deck.language)
    assert plain(read.cards) == plain(deck.cards)


@given(any_decks)
def test_any_card_has_a_form_that_reads_back_as_that_card(text: str) -> None:
    for card in deck_of(text).cards:
        (read,) = deck_of(lines_of(form_of_card(card), card.language), card.language).cards
        copied = re.sub(r"~[0-9]+$", "", card.key) != card.key
        assert replace(read, line=1, key=card.key if copied else read.key) == replace(card, line=1)


@given(any_decks)
def test_any_deck_is_taken_out_and_comes_in(text: str) -> None:
    deck = deck_of(text)
    if not deck.cards:
        return
    to_html(deck)
    to_text(deck)
    for name, write in WRITERS.items():
        path = Path(os.environ["TRAINER_HOME"]).parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write(deck))
        brought = read_file(path, language="nl", zone=UTC)
        cards = [card for found in brought.decks for card in deck_of(deck_text(found)).cards]
        assert set(map(folded, cards)) == set(map(folded, deck.cards)), name


def folded(card: Card) -> CardForm:
    """What a card says, the same for two that are brought in once."""
    form = form_of_card(card)
    return replace(form, question=fold(form.question), answer=fold(form.answer))


def test_a_table_opens_in_a_spreadsheet_without_being_calculated() -> None:
    data = to_csv(deck_of(ODD))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][:2] == ["Vraag", "Antwoord"]
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert b";" not in to_csv(DECKS[0]).split(b"\r\n")[0]


class Elements(HTMLParser):
    """Which elements and attributes a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.sections = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sections += tag == "section"


@given(any_decks)
def test_nothing_on_the_page_comes_from_a_card_but_text(text: str) -> None:
    deck = deck_of(text)
    page = Elements(to_html(deck))
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "p", "section", "div", "ul", "ol", "li")
    }
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "class"}
    assert page.sections == len(deck.cards)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = to_html(deck_of(ODD))
    assert "&lt;script&gt;" in page
    assert not re.search(r"https?://|src=|url\(", page)


def test_plain_text_has_every_question_with_its_answer() -> None:
    text = to_text(deck_of(ODD))
    assert '2. <b>Vet</b> & "zo"?\n   Hoe dan?\n     a;b,c d\n' in text
    assert "     1. Q: eerst\n     2. # dan\n" in text
    assert max(map(len, text.split("\n"))) <= 78
