"""Files of answers, advice to deck authors, and answers that belong to another card."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.cards.model import Answer, Card, CardKey, Deck, Items, KeyPoint, Level, OwnWords, Short
from trainer.grading.answers import BrokenLine, judge_lines
from trainer.grading.check import check_answers
from trainer.grading.model import Verdict
from trainer.grading.siblings import belongs_to
from trainer.i18n import LANGUAGES, Catalog

ROW: dict[str, object] = {
    "prompt": "What do you call it?",
    "answer": "elevator pitch",
    "alternatives": [],
    "key_points": None,
    "kind": "term",
    "lang": "en",
    "typed": "elevetor pitch",
    "label": "close",
}


def card(answer: Answer, n: int = 1, prompt: str = "Hoe heet de fase?") -> Card:
    return Card(CardKey(f"own/test#{n}"), "own/test", "nl", (prompt,), answer, line=n)


def deck(*cards: Card) -> Deck:
    return Deck("own/test", "Test", "nl", cards, Path("test.md"))


def test_each_line_comes_back_with_its_judgement() -> None:
    lines = [
        "\n",
        json.dumps(ROW),
        json.dumps({**ROW, "kind": "free", "key_points": [["who you are"]], "typed": "who I am"}),
    ]
    judged = list(judge_lines(lines, "answers.jsonl"))
    assert [(row["label"], j.verdict) for row, j in judged] == [("close", Verdict.CLOSE), ("close", Verdict.CORRECT)]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "[" * 100_000,
        json.dumps({**ROW, "typed": None}),
        json.dumps({**ROW, "kind": "essay"}),
        json.dumps({**ROW, "lang": "fr"}),
        json.dumps({**ROW, "alternatives": "one"}),
        json.dumps({**ROW, "key_points": ["one"]}),
        json.dumps({**ROW, "key_points": [[]]}),
        json.dumps({**ROW, "kind": "list"}),
    ],
)
def test_a_broken_line_says_where_and_what_to_do(line: str) -> None:
    with pytest.raises(BrokenLine) as caught:
        list(judge_lines([json.dumps(ROW), line], "answers.jsonl"))
    for language in LANGUAGES:
        said = Catalog(language).say(caught.value.message)
        assert said.startswith("answers.jsonl:2: ")
        assert " — " in said


def test_a_list_is_asked_in_order_where_its_prompt_says_so() -> None:
    row = {
        **ROW,
        "kind": "list",
        "prompt": "Name the steps in order.",
        "key_points": [["listen"], ["ask"], ["thank"]],
        "typed": "ask, listen, thank",
    }
    ((_, judged),) = judge_lines([json.dumps(row)], "f")
    assert judged.verdict is Verdict.PARTIAL


def keys(found: Deck) -> list[tuple[int, str]]:
    return [(p.line, p.message.key) for p in check_answers(found)]


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Short("geven", ("delen",), ("delen",)), "accepted-refused"),
        (Items((("geven",), ("delen",)), 2, refused=("delen",)), "item-not-seen"),
        (Items((("geven",), (" ".join(f"woord{n}" for n in range(90)),)), 2), "item-not-seen"),
        (Items((("een pen",), ("een lege pen",)), 2, refused=("lege pen",)), "refused-accepted"),
        (
            OwnWords((KeyPoint("dank", ("dank", "bedankt"), required=True),), 1, models=("Tot ziens!",)),
            "model-misses",
        ),
        (OwnWords((KeyPoint("dank", ("dank",)),), 1), "narrow-point"),
    ],
)
def test_an_author_hears_what_the_judge_makes_of_the_card(answer: Answer, key: str) -> None:
    assert (1, f"grading.{key}") in keys(deck(card(answer)))
    for problem in check_answers(deck(card(answer))):
        assert all(" — " in Catalog(language).say(problem.message) for language in LANGUAGES)


def test_a_sound_card_gives_no_advice() -> None:
    assert keys(deck(card(Short("geven", ("delen",), ("nemen",))))) == []


def test_cards_that_accept_each_others_answer_are_named() -> None:
    one, other = card(Short("luisteren")), card(Short("actief luisteren", ("luisteren",)), 2, "Wat nog?")
    found = check_answers(deck(one, other))
    assert [(p.line, p.level, p.message.key) for p in found] == []
    twin = card(Short("het luisteren"), 2, "Wat nog?")
    assert [(p.line, p.level, p.message.key) for p in check_answers(deck(one, twin))] == [
        (2, Level.NOTE, "grading.twins")
    ]


def test_a_right_answer_to_another_card_is_recognised() -> None:
    phases = [card(Short(answer), n) for n, answer in enumerate(("bewust onbekwaam", "onbewust bekwaam", "4-6 weken"))]
    assert belongs_to(phases[0], "onbewust bekwam", phases) is phases[1]
    assert belongs_to(phases[0], "vier tot zes weken", phases) is phases[2]
    assert belongs_to(phases[0], "bewust onbekwaam", phases) is None
    assert belongs_to(phases[0], "iets heel anders", phases) is None
    assert belongs_to(phases[0], "", phases) is None
