"""Whatever stands in a file: it is read, and no card goes missing without a word."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.deckfile import read_deck
from trainer.cards.labels import Label
from trainer.cards.lint import lint
from trainer.cards.model import Cloze, Deck, DoOrDont, Items, Level, OwnWords
from trainer.cards.summary import summary
from trainer.i18n import LANGUAGES, Catalog

HEADINGS = ["# ", "## ", "##", "### ", "#"]
LABELS = [f"{name}: " for label in Label for name in label.value if label not in (Label.ITEM, Label.STEP)]
SIGNS = ["- ", "1. ", "• ", "[", "]", "(", ")", " / ", "*", "…", "<!--", "-->", "---", ":", "\n", "\r\n", "\x00"]
WORDS = ["nl", "ja", "doen", "3", "[vraag]", "vijf", "Hnt: ", "een woord", "é", "\ud800", "\u2028", "x" * 6000]

line = st.lists(st.sampled_from(SIGNS + WORDS) | st.text(max_size=8), max_size=6).map("".join)
heading = st.tuples(st.sampled_from(HEADINGS), line).map("".join)
labelled = st.tuples(st.sampled_from(LABELS), line).map("".join)
decks = st.lists(heading | labelled | line, max_size=25).map("\n".join)


def deck_of(data: str | bytes) -> Deck:
    return read_deck(data, key="own/x", path=Path("x.md"), language="nl", own=True)


def check(deck: Deck) -> None:
    """Whether the deck keeps what its model promises, and everything about it can be said."""
    assert len({card.key for card in deck.cards}) == len(deck.cards)
    for card in deck.cards:
        assert card.prompt
        assert card.key.startswith("own/x#")
        assert 1 <= card.level <= 3
        match card.answer:
            case Cloze(pieces, gaps):
                assert len(pieces) == len(gaps) + 1
            case Items(items, needed):
                assert 1 <= needed <= len(items)
                assert all(all(item) for item in items)
            case OwnWords() as own:
                assert 0 <= own.enough <= len(own.points)
            case DoOrDont(reasons=own):
                assert 0 <= own.enough <= len(own.points)
    for language in LANGUAGES:
        for problem in (*deck.problems, *lint(deck)):
            assert " — " in Catalog(language).say(problem.message)
        assert deck.title in Catalog(language).say(summary(deck))


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_make_a_deck(data: bytes) -> None:
    check(deck_of(data))


@given(decks)
def test_any_lines_make_a_deck(text: str) -> None:
    check(deck_of(text))


@given(decks)
def test_no_card_goes_missing_without_a_message(text: str) -> None:
    text = text.replace("<!--", "")  # what is between comments is meant to be missing
    deck = deck_of(text)
    written = len(re.findall(r"^\s*##(?!#)", re.sub("[\x00\r]", "", text.replace("\r", "\n")), re.MULTILINE))
    named = [p for p in deck.problems if p.message.key in ("deck.left_out", "deck.no_question")]
    if any(problem.message.key == "deck.unknown_language" for problem in deck.problems):
        assert deck.cards == ()
    else:
        assert len(deck.cards) + len(named) == written


@given(decks)
def test_every_stop_has_a_line_of_the_file(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in deck_of(text).problems:
        assert 1 <= problem.line <= lines
        assert problem.level in Level
