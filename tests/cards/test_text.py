from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.text import fold, slug, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petra", "PETRA"),
        ("geïnteresseerd", "geinteresseerd"),
        ("‘s avonds", "'s avonds"),
        ("zo´n", "zo`n"),
        ("“hoi”", "'hoi'"),
        ("4–6 weken", "4-6 weken"),
        ("ĳs", "ijs"),
        ("eerst   geven,\n dan nemen", "eerst geven, dan nemen"),
        ("Wie ben jij?", "wie ben jij"),
        ("en dan …", "en dan"),
        ("net\u00adwerken", "netwerken"),
        ("caf\u0065\u0301", "café"),
    ],
)
def test_what_a_hurried_typist_leaves_out_makes_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("onbekend", "bekend"), ("1/2", "12"), ("ja-nee", "janee"), ("u", "uw")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_slug_has_letters_and_digits_only() -> None:
    assert slug("  Eerste zín: (2)! ") == "eerste-zin-2"
    assert slug("???") == ""


def test_words_come_without_punctuation() -> None:
    assert words("‘Hoi’, zei Zoë.") == ["hoi", "zei", "zoe"]
    assert words("…") == []
