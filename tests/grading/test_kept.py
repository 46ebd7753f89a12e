"""A line that the learner kept, typed again: what was settled then is not asked about anew."""

from __future__ import annotations

import json

import pytest

from trainer.cards.model import Card, KeyPoint, OwnWords, Structure
from trainer.grading.fold import fold
from trainer.grading.judge import judge
from trainer.grading.model import Judgement, KeptLine, Reason, Verdict, Wordings
from trainer.i18n import LANGUAGES, Catalog, Language

from .conftest import card
from .test_points_figures import ANSWERS, cards

HELP = KeyPoint("wie je helpt", ("ik help … mensen", "voor mensen"))
HOW = KeyPoint("hoe je dat doet", ("door", "met een"))
ASK = KeyPoint("open vraag", (), required=True, structure=Structure.OPEN_QUESTION)
PITCH = OwnWords((HELP, HOW), 2)
LINE = "Wij begeleiden nieuwkomers naar werk, met een vaste maatje op de vloer."


def kept(task: OwnWords, typed: str, *lines: KeptLine, language: Language = "nl") -> Judgement:
    return judge(card(task, language=language), typed, wordings=Wordings(kept=lines))


def boxes(judged: Judgement) -> list[bool | None]:
    """None: perhaps."""
    return [None if part.perhaps else part.hit for part in judged.parts]


def test_before_it_was_kept_a_line_is_asked_about() -> None:
    judged = kept(PITCH, LINE)
    assert judged.unsure
    assert not judged.kept


@pytest.mark.parametrize(
    "typed",
    [
        LINE,
        LINE.upper(),
        f"  {LINE.rstrip('.')} ",
        LINE.replace(",", " –"),
        LINE.replace("begeleiden", "begeliden"),
        LINE.replace("nieuwkomers", "nieuwkomer"),
        LINE.replace("vaste", "vatse").replace("werk", "wrek"),
    ],
)
def test_a_kept_line_typed_again_is_right(typed: str) -> None:
    judged = kept(PITCH, typed, KeptLine(LINE))
    assert (judged.verdict, judged.credit, judged.unsure) == (Verdict.CORRECT, 1.0, False)
    assert boxes(judged) == [True, True]
    assert judged.kept == LINE
    assert judged.typed == typed


@pytest.mark.parametrize(
    "typed",
    [
        LINE.replace("nieuwkomers", "collega's"),
        LINE.replace("begeleiden", "begeleiden geen"),
        LINE.replace("vaste ", ""),
        f"{LINE} En jij?",
        "Wij begeleiden nieuwkomers naar werk",
        "maatje vaste werk",
        LINE.replace("begeleiden", "begeliden").replace("nieuwkomers", "niewkomers").replace("vaste", "vatse"),
    ],
)
def test_another_sentence_is_looked_at_as_ever(typed: str) -> None:
    assert kept(PITCH, typed, KeptLine(LINE)) == kept(PITCH, typed)


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Ik help al 12 jaar starters.", "Ik help al 13 jaar starters."),
        ("Ik vraag er 1000 euro voor.", "Ik vraag er 1001 euro voor."),
        ("Ik bouw in C++ voor scholen.", "Ik bouw in C# voor scholen."),
        ("Dat is veilig voor kinderen.", "Dat is onveilig voor kinderen."),
    ],
)
def test_another_number_sign_or_contrary_is_no_slip(line: str, typed: str) -> None:
    assert not kept(PITCH, typed, KeptLine(line)).kept
    assert kept(PITCH, line, KeptLine(line)).kept


def test_points_stand_as_they_were_left_when_the_line_was_kept() -> None:
    judged = kept(PITCH, LINE, KeptLine(LINE, (("wie je helpt", True), ("hoe je dat doet", False))))
    assert boxes(judged) == [True, False]
    assert (judged.verdict, judged.unsure) == (Verdict.PARTIAL, False)
    assert judged.credit == 0.5


def test_a_point_left_open_when_the_line_was_kept_counts_and_a_new_one_does_not() -> None:
    left = kept(PITCH, LINE)
    settled = tuple((part.name, part.hit) for part in left.parts if not part.perhaps)
    assert kept(PITCH, LINE, KeptLine(LINE, settled)).verdict is Verdict.CORRECT
    more = OwnWords((*PITCH.points, KeyPoint("sinds wanneer", ("sinds", "jaar"))), 3)
    words = "Ik help mensen met een maatje."
    known = (("wie je helpt", True), ("hoe je dat doet", True))
    assert boxes(kept(more, words, KeptLine(words, known)))[:2] == [True, True]
    assert boxes(kept(more, words, KeptLine(words, known)))[2] is False


def test_what_is_certainly_not_there_stays_missing_unless_it_was_ticked() -> None:
    task = OwnWords((ASK, HELP), 2)
    assert boxes(kept(task, LINE, KeptLine(LINE))) == [False, True]
    assert kept(task, LINE, KeptLine(LINE)).verdict is Verdict.PARTIAL
    ticked = (("open vraag", True), ("wie je helpt", True))
    assert kept(task, LINE, KeptLine(LINE, ticked)).verdict is Verdict.CORRECT


def test_what_is_certainly_there_stays_there() -> None:
    task = OwnWords((ASK,), 1)
    asked = "Wat brengt jou hier?"
    judged = kept(task, asked, KeptLine(asked, (("open vraag", False),)))
    assert boxes(judged) == [True]
    assert judged.parts[0].certain


def test_a_card_without_points_is_as_right_as_the_line_is_kept() -> None:
    task = OwnWords((), 0)
    assert kept(task, LINE).unsure
    assert (kept(task, LINE, KeptLine(LINE)).verdict, kept(task, LINE, KeptLine(LINE)).unsure) == (
        Verdict.CORRECT,
        False,
    )


def test_of_a_line_kept_twice_the_last_counts() -> None:
    first, last = KeptLine(LINE, (("hoe je dat doet", False),)), KeptLine(LINE.lower())
    assert kept(PITCH, LINE, first, last).kept == last.text
    assert kept(PITCH, LINE, last, first).verdict is Verdict.PARTIAL


@pytest.mark.parametrize("typed", ["", "  ", "…", "geen idee"])
def test_nothing_typed_is_no_line(typed: str) -> None:
    assert not kept(PITCH, typed, KeptLine(typed)).kept


def test_a_line_far_too_long_is_not_read() -> None:
    line = "woord " * 3000
    assert kept(PITCH, line, KeptLine(line)).reason is Reason.TOO_LONG


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_why(language: Language) -> None:
    judged = kept(PITCH, LINE, KeptLine(LINE), language=language)
    assert judged.explanation is not None
    said = Catalog(language).say(judged.explanation)
    assert said == {"nl": "Deze zin heb je zelf bewaard.", "en": "This is a line that you kept."}[language]


def test_no_labelled_answer_is_taken_for_another_that_was_kept() -> None:
    """Every answer of points.jsonl beside all the other answers to its card, as if those had been kept."""
    known, typed = cards(), dict[str, list[str]]()
    for row in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines()):
        typed.setdefault(row["card"], []).append(row["typed"])

    def beside(asked: Card, text: str, others: list[str]) -> Judgement:
        return judge(asked, text, wordings=Wordings(kept=tuple(KeptLine(other) for other in others)))

    for key, texts in typed.items():
        for text in texts:
            others = [other for other in texts if fold(other) != fold(text)]
            assert beside(known[key], text, others) == judge(known[key], text), text
