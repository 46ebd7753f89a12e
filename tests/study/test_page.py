from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.library import Source, load
from trainer.cards.model import OwnWords
from trainer.i18n import LANGUAGES, Catalog, Language, message
from trainer.store.event import EventKind
from trainer.study.page import Page, as_html, as_text, page
from trainer.study.roles import Role, cards_for

DECKS = load([Source(Path("decks"))], language="nl").decks
TITLE = message("page.title_none")


def made(language: Language = "nl", kind: EventKind = EventKind.DRINKS, **lines: str) -> Page:
    cards = cards_for(kind, (), DECKS, {}, language=language)
    mine = {cards[Role[name.upper()]].key: text for name, text in lines.items()}
    return page(TITLE, kind, cards, mine)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EventKind)
def test_the_page_fits_on_a_terminal_and_on_a_narrow_one_in_its_width(language: Language, kind: EventKind) -> None:
    t = Catalog(language)
    text = as_text(made(language, kind), t)
    assert len(text.splitlines()) <= 22
    assert max(map(len, text.splitlines())) <= 80
    assert max(map(len, as_text(made(language, kind), t, 36).splitlines())) <= 36


def test_the_learners_own_lines_stand_on_it_and_examples_say_that_they_are() -> None:
    text = as_text(made(begin="Goedenavond, ik ben Noor.\nWat brengt jou hier?"), Catalog("nl"))
    assert "1 BEGINNEN     Goedenavond, ik ben Noor. Wat brengt jou hier?" in text
    assert "3 AFRONDEN     bijv. " in text


CARDS = cards_for(EventKind.DRINKS, (), DECKS, {}, language="nl")


def test_an_example_that_was_taken_word_for_word_still_says_that_it_is_one() -> None:
    taken = {card.key: card.answer.models[0] for card in CARDS.values() if isinstance(card.answer, OwnWords)}
    shown = page(TITLE, EventKind.DRINKS, CARDS, taken)
    text, phone = as_text(shown, Catalog("nl"), 200), as_html(shown, Catalog("nl"), "nl")
    assert len(taken) == len(Role)
    assert text.count("bijv. ") == phone.count('class="example">bijv. ') == len(taken)
    # A capital or a full stop less is no line of one's own yet; a name is.
    assert "bijv. hoi ik ben sanne" in as_text(
        made(begin="hoi ik ben sanne wat brengt jou hier vandaag"), Catalog("nl")
    )
    assert "BEGINNEN     Hoi, ik ben Noor. Wat" in as_text(
        made(begin="Hoi, ik ben Noor. Wat brengt jou hier vandaag?"), Catalog("nl")
    )


def test_with_all_lines_ones_own_nothing_on_the_page_is_an_example() -> None:
    shown = page(TITLE, EventKind.DRINKS, CARDS, {card.key: "Mijn zin." for card in CARDS.values()})
    assert not any(row.example for row in shown.rows)
    assert "bijv." not in as_text(shown, Catalog("nl"))


def test_what_stands_in_a_deck_of_ones_own_is_ones_own_line() -> None:
    text = "# X\n\n## Hoe rond ik af?\nVoorbeeld: Ik ga nog even langs de bar.\nLabels: afronden\n"
    deck = read_deck(text.encode(), key="own/x", path=Path("x.md"), language="nl", own=True)
    cards = cards_for(EventKind.DRINKS, (deck,), DECKS, {}, language="nl")
    assert "3 AFRONDEN     Ik ga nog even langs de bar." in as_text(
        page(TITLE, EventKind.DRINKS, cards, {}), Catalog("nl")
    )


def test_short_cards_of_ones_own_stand_on_it() -> None:
    text = "# X\n\n## Wie organiseert?\nAntwoord: Petra\n\n## De naam van de zaal\nAntwoord: Kamer 3\n"
    deck = read_deck(text.encode(), key="own/x", path=Path("x.md"), language="nl")
    shown = page(TITLE, EventKind.DRINKS, {}, {}, facts=deck.cards)
    text = as_text(shown, Catalog("nl"))
    assert "Wie organiseert? Petra" in text
    assert "De naam van de zaal: Kamer 3" in text


class Reader(HTMLParser):
    """What a phone would show, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_file_for_a_phone_shows_text_as_text_and_fetches_nothing() -> None:
    reader = Reader()
    reader.feed(as_html(made(begin='<script>alert(1)</script> & "Noor"'), Catalog("nl"), "nl"))
    assert "script" not in reader.tags
    assert '<script>alert(1)</script> & "Noor"' in reader.text
