"""Real words that look alike are other words; slips of the keys, that make no word, stay forgiven."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.cards.model import Items, Short
from trainer.grading.lexicon import exists
from trainer.grading.model import Verdict
from trainer.i18n import LANGUAGES, Language

from .conftest import Ask

LISTS = Path(__file__).parents[2] / "trainer" / "grading" / "languages"


@pytest.mark.parametrize(
    ("answer", "typed", "language", "verdict"),
    [
        ("referentie", "preferentie", "nl", Verdict.WRONG),
        ("vaardigheid", "aardigheid", "nl", Verdict.WRONG),
        ("zwakke banden", "zwakke handen", "nl", Verdict.WRONG),
        ("contact", "contract", "en", Verdict.WRONG),
        ("mingling", "mangling", "en", Verdict.WRONG),
        ("referentie", "refernetie", "nl", Verdict.CLOSE),
        ("contact", "contavt", "en", Verdict.CLOSE),
        ("geld", "gelt", "nl", Verdict.CLOSE),  # an old word, but d sounds as t
        ("advice", "advise", "en", Verdict.CORRECT),
        ("bekijken", "bekeken", "nl", Verdict.CORRECT),
        ("withdraw", "withdrew", "en", Verdict.CORRECT),
    ],
)
def test_a_look_alike_is_another_word(ask: Ask, answer: str, typed: str, language: Language, verdict: Verdict) -> None:
    assert ask(Short(answer), typed, language=language).verdict is verdict


def test_a_look_alike_names_no_item_of_a_list(ask: Ask) -> None:
    items = Items((("politiek",), ("geloof",), ("geld",)), needed=3)
    assert [part.hit for part in ask(items, "politie, geluid, geld").parts] == [False, False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_are_folded_sorted_and_say_where_they_come_from(language: Language) -> None:
    lines = (LISTS / f"{language}.words.txt").read_text(encoding="ascii").splitlines()
    heads = [line[:2] for line in lines]
    assert heads == sorted(set(heads))
    assert all(line[2] == " " and line.islower() for line in lines)
    notice = (LISTS / "NOTICE.txt").read_text(encoding="utf-8")
    assert f"{language}.words.txt" in notice


def test_a_word_is_looked_up_whole() -> None:
    assert exists("kaart", "nl")
    assert not exists("kaar tje", "nl")
    assert not exists("", "nl")
    assert not exists("x", "en")
