"""What is said of a card while it is filled in, and at which field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests.cards.forms import forms
from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm, PointLine
from trainer.cards.model import Level
from trainer.cards.problems import problems_of
from trainer.grading.check import check_answers
from trainer.i18n import LANGUAGES, Catalog, Language

PETRA = CardForm("Wie organiseert de borrel?", answer="Petra")
OTHERS = read_deck("## Wie?\nAntwoord: zij\nId: zij\n", key="own/x", path=Path("x.md"), language="nl").cards


def said(form: CardForm) -> list[tuple[str, Level, str]]:
    found = problems_of(form, "nl", others=OTHERS)
    return [(problem.field, problem.level, problem.message.key) for problem in found]


@pytest.mark.parametrize(
    ("form", "field", "level", "key"),
    [
        (CardForm("Wie?!", answer="Petra"), "question", Level.WARN, "deck.asked_already"),
        (CardForm("Wat?", answer="dit", id="Zij"), "id", Level.STOP, "deck.same_id"),
        (CardForm("Wat?"), "answer", Level.STOP, "deck.no_answer"),
        (CardForm("", answer="dit"), "question", Level.STOP, "deck.no_question"),
        (CardForm("Eerst [geven."), "question", Level.STOP, "deck.gap_open"),
        (CardForm("Eerst [geven]", scenes=("Wat doe je?",)), "scenes", Level.WARN, "deck.scene_gaps"),
        (CardForm("Noem er.", items=("a", "b"), how_many="3"), "how_many", Level.STOP, "deck.few_items"),
        (CardForm("Noem er.", items=("a", "b"), answer="c"), "answer", Level.WARN, "deck.misfit"),
        (CardForm("Zeg.", points=(PointLine("groet (hoi"),)), "points", Level.STOP, "deck.point_open"),
        (CardForm("Zeg.", points=(PointLine("één (één)"),)), "points", Level.WARN, "deck.common_accented"),
        (CardForm("Zeg.", models=("Hoi.",), most_words="vijf"), "most_words", Level.STOP, "deck.number"),
        (CardForm("Doen?", verdict="misschien"), "verdict", Level.STOP, "deck.verdict"),
        (CardForm("Wat?", answer="dit", refused="dit"), "refused", Level.STOP, "deck.both"),
        (CardForm("Wat?", answer="geven", hint="geven of nemen"), "hint", Level.WARN, "deck.told_by_hint"),
        (CardForm("Wat?", answer="x" * 9_999), "answer", Level.STOP, "deck.long_text"),
        (CardForm("Wat?", answer="dit", loose=("zomaar wat",)), "loose", Level.WARN, "deck.stray"),
    ],
)
def test_a_problem_stands_at_the_field_where_it_can_be_mended(
    form: CardForm, field: str, level: Level, key: str
) -> None:
    assert said(form) == [(field, level, key)]


def test_a_good_card_has_no_problems() -> None:
    assert said(PETRA) == []
    assert problems_of(CardForm("Who?", answer="Petra"), "en") == ()


def test_what_the_judge_finds_is_said_of_the_card() -> None:
    form = CardForm("Zeg.", points=(PointLine("groet (hoi)", required=True),), models=("Wie ben jij?",))
    found = problems_of(form, "nl", checks=[check_answers])
    assert [(problem.field, problem.level, problem.message.key) for problem in found] == [
        ("models", Level.WARN, "grading.model-misses"),
        ("points", Level.NOTE, "grading.narrow-point"),
    ]


@pytest.mark.parametrize(
    ("language", "name", "model"),
    [("nl", "een open vraag", "Wat neem jij mee?"), ("en", "an open question", "What do you take along?")],
)
def test_an_example_has_what_a_point_calls_as_the_trainer_does(language: Language, name: str, model: str) -> None:
    form = CardForm("Zeg.", points=(PointLine(name, required=True),), models=(model,))
    assert problems_of(form, language, checks=[check_answers]) == ()


@given(forms)
def test_whatever_is_filled_in_everything_about_it_can_be_said(form: CardForm) -> None:
    for problem in problems_of(form, "nl", others=OTHERS):
        for language in LANGUAGES:
            assert " — " in Catalog(language).say(problem.message)
