"""Folding and reading numbers: the same answer, however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading.fold import fold, fold_with_map, tokens
from trainer.grading.languages import grammar
from trainer.grading.numbers import Quantity
from trainer.grading.reading import read
from trainer.i18n import Language


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Eén  IDEE, hè? ", "een idee he"),
        ("don’t", "dont"),
        ("Zo´n", "zon"),
        ("e-mail", "e mail"),
        ("ĳs", "ijs"),
        ("½", "1 / 2"),
        ("Straße", "strasse"),
        ("…!?", ""),
    ],
)
def test_typing_differently_folds_to_the_same(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text() | st.text(st.characters(exclude_categories=())))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_folded_letter_knows_where_it_came_from(text: str) -> None:
    folded, where = fold_with_map(text)
    assert len(folded) == len(where)
    assert where == sorted(where)
    assert all(0 <= i < len(text) for i in where)


@given(st.text())
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    ends = [0]
    for token in tokens(text):
        assert ends[-1] <= token.start <= token.end <= len(text) or token.start == ends[-1] - 1
        ends.append(token.end)


def quantity(text: str, language: Language) -> Quantity | None:
    words = read(text, language).words
    return words[0].quantity if len(words) == 1 else None


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("vier tot zes weken", "4-6 weken", "nl"),
        ("4 à 6 weken", "4 – 6 wk", "nl"),
        ("elke week", "1 week", "nl"),
        ("een halve minuut", "dertig seconden", "nl"),
        ("24 uur", "één dag", "nl"),
        ("negentig procent", "90%", "nl"),
        ("twee derde", "2/3", "nl"),
        ("drie van de vier", "3 op de 4", "nl"),
        ("honderdvijftig woorden", "honderd vijftig woorden", "nl"),
        ("vierentwintig", "24", "nl"),
        ("0,5", "0.5", "nl"),
        ("three out of four", "75%", "en"),
        ("three in four", "3/4", "en"),
        ("twenty-four", "24", "en"),
        ("one hundred and fifty words", "150 words", "en"),
        ("half a minute", "30 seconds", "en"),
        ("1,000", "one thousand", "en"),
    ],
)
def test_one_number_in_many_ways(one: str, other: str, language: Language) -> None:
    mine, theirs = quantity(one, language), quantity(other, language)
    assert mine is not None
    assert theirs is not None
    assert mine.same(theirs)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("46 weken", "4-6 weken", "nl"),
        ("vier weken", "vier maanden", "nl"),
        ("veertien", "vier", "nl"),
        ("honderdvijftien", "honderdvijftig", "nl"),
        ("three out of four", "four out of three", "en"),
        ("three out of four", "three out of forty", "en"),
    ],
)
def test_another_number_is_another_number(one: str, other: str, language: Language) -> None:
    mine, theirs = quantity(one, language), quantity(other, language)
    assert mine is not None
    assert theirs is not None
    assert not mine.same(theirs)


def test_an_article_is_no_number() -> None:
    assert all(w.quantity is None for w in read("een open vraag", "nl").words)
    assert all(w.quantity is None for w in read("one of those people", "en").words)


def test_the_languages_list_their_words_folded() -> None:
    for language in ("nl", "en"):
        rules = grammar(language)
        assert all(fold(word) == word for word in rules.known if word.isalpha())
