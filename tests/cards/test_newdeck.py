"""A deck to start from, and what its file is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.deckfile import read_deck
from trainer.cards.lint import lint
from trainer.cards.model import Deck, Kind
from trainer.cards.newdeck import file_name, new_deck_text, template
from trainer.grading.check import check_answers
from trainer.i18n import LANGUAGES, Language

AWKWARD = [
    "con",
    "NUL.md",
    "aux.tar",
    "../../etc/passwd",
    "a/b",
    "C:\\x",
    ".hidden",
    "~x",
    "README",
    "",
    "...",
    "#",
    "é",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_has_each_kind_once_and_nothing_to_remark(read: Callable[..., Deck], language: Language) -> None:
    deck = read(template("Vrijdag", language))
    assert (deck.title, deck.language) == ("Vrijdag", language)
    assert [card.kind for card in deck.cards] == [Kind.TERM, Kind.CLOZE, Kind.LIST, Kind.OWN, Kind.VERDICT]
    assert (*deck.problems, *lint(deck), *check_answers(deck)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_deck_has_its_title_and_language_and_waits_for_a_card(
    read: Callable[..., Deck], language: Language
) -> None:
    deck = read(new_deck_text("Mijn\nborrel", language))
    assert (deck.title, deck.language, deck.cards) == ("Mijn borrel", language, ())
    assert [problem.message.key for problem in deck.problems] == ["deck.empty"]


@given(st.text() | st.sampled_from(["## x", "<!--", "-->", "{title}", "# ", "x" * 999]), st.sampled_from(LANGUAGES))
def test_any_title_makes_a_deck_without_problems(title: str, language: Language) -> None:
    deck = read_deck(template(title, language), key="own/x", path=Path("x.md"), language="nl")
    assert len(deck.cards) == 5
    assert deck.problems == ()
    assert deck.language == language
    assert deck.title


def test_a_file_is_called_after_its_deck() -> None:
    assert file_name("Borrel van donderdag: 19.30 uur!") == "borrel-van-donderdag-19.30-uur.md"
    assert file_name("Créatief netwerken") == "créatief-netwerken.md"


def test_a_name_is_used_once_whatever_its_capitals_and_accents() -> None:
    taken: list[str] = []
    for title in ("Borrel", "borrel", "BORREL", "börrel"):
        taken.append(file_name(title, taken))
    assert taken == ["borrel.md", "borrel-2.md", "borrel-3.md", "börrel-4.md"]


@given(st.text() | st.sampled_from(AWKWARD), st.lists(st.sampled_from(AWKWARD).map(file_name), max_size=4))
def test_a_title_is_never_a_path_or_a_name_that_a_system_keeps(title: str, taken: list[str]) -> None:
    name = file_name(title, taken)
    assert Path(name).name == name == name.strip()
    assert name not in taken
    assert name[0] not in ".~#-"
    assert name.endswith(".md")
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|readme|com.|lpt.)(\..*)?\.md", name)
    assert not set(name) & set('\\/:*?"<>|\n\t\0')
    assert len(name.encode()) <= 255
