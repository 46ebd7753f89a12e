"""Which answers are shown beside what was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trainer.cards.model import Answer as CardAnswer
from trainer.cards.model import Card, CardKey, Cloze, Short
from trainer.grading.model import Judgement, Part, Verdict
from trainer.i18n import Catalog, Language, message
from trainer.settings import Settings
from trainer.study.plan import Paces, Plan
from trainer.study.said import enough_said, joined, shown_answers
from trainer.study.session import Session

NOW = datetime(2025, 11, 12, 20, 0, tzinfo=UTC)
WEEKS = Short("elke vier tot zes weken", ("elke maand", "maandelijks"), ("elke dag",))
GAP = Cloze(("Een opmerking en een ", "."), (Short("open vraag", ("vraag zonder ja of nee",)),))
GAPS = Cloze(("Eerst ", ", dan ", "."), (Short("geven"), Short("nemen")))


@pytest.mark.parametrize(
    ("answer", "typed", "beside", "reference"),
    [
        (WEEKS, "elke vier tot zes weken", "", ""),
        (WEEKS, "Elke vier tot zes weken.", "", ""),
        (WEEKS, "elke maand", "elke vier tot zes weken", ""),
        (WEEKS, "elke 4 tot 6 weken", "elke vier tot zes weken", ""),
        (WEEKS, "maandelijsk", "maandelijks", "elke vier tot zes weken"),
        (WEEKS, "elke vier tot zes wekn", "elke vier tot zes weken", ""),
        (WEEKS, "elke dag", "elke vier tot zes weken", ""),
        (WEEKS, "", "elke vier tot zes weken", ""),
        (GAP, "Open vraag", "", ""),
        (GAP, "vraag zonder ja of nee", "open vraag", ""),
        (GAPS, "geven\nnemen", "", ""),
        (GAPS, "geven\nhalen", "Eerst geven, dan nemen.", ""),
    ],
)
def test_the_cards_own_answer_is_shown_unless_it_was_typed(
    answer: CardAnswer, typed: str, beside: str, reference: str
) -> None:
    card = Card(CardKey("nl/t#1"), "nl/t", "nl", ("Vraag?",), answer)
    session = Session(Plan((card,), ()), Settings(), Paces(), day_of=lambda _: date(2025, 11, 12))
    session.next({}, NOW)
    assert shown_answers(session.submit(typed, NOW)) == (beside, reference)


@pytest.mark.parametrize(
    ("language", "points", "said"),
    [
        ("nl", 1, "Een goed antwoord heeft dit punt."),
        ("nl", 2, "Een goed antwoord heeft ze allebei."),
        ("nl", 3, "Een goed antwoord heeft ze alle 3."),
        ("en", 2, "A good answer has both."),
        ("en", 3, "A good answer has all 3."),
    ],
)
def test_all_of_the_points_are_counted_as_one_would_say_it(language: Language, points: int, said: str) -> None:
    parts = tuple(Part(str(n), hit=False) for n in range(points))
    judgement = Judgement(Verdict.WRONG, 0.0, "", parts=parts)
    assert Catalog(language).say(enough_said(judgement)) == said


@pytest.mark.parametrize(("language", "said"), [("nl", "Nog één van: “a”, “b”."), ("en", "One more of: “a”, “b”.")])
def test_one_of_several_points_is_enough(language: Language, said: str) -> None:
    assert Catalog(language).say(message("review.lacks_some", n=1, points=joined(["a", "b"]))) == said
