"""What people put in a deck for Thursday: times, prices, telephone numbers and signs."""

from __future__ import annotations

import pytest

from trainer.cards.model import Short
from trainer.grading.judge import judge_short
from trainer.grading.model import Judgement, Reason, Verdict, Wordings
from trainer.i18n import Language


def ask(answer: str, typed: str, prompt: str = "Wat is het?", language: Language = "nl") -> Judgement:
    return judge_short(Short(answer), typed, prompt, language, Wordings())


RIGHT = [
    ("19.30", "19:30"),
    ("19.30", "19u30"),
    ("19.30", "19.30 uur"),
    ("19.30", "half acht"),
    ("19.30", "om half acht 's avonds"),
    ("half acht", "19.30"),
    ("kwart over acht", "8:15"),
    ("11.57", "drie voor twaalf"),
    ("drie voor twaalf", "3 voor 12"),
    ("€ 50", "50"),
    ("€ 50", "50 euro"),
    ("€ 50", "vijftig euro"),
    ("€ 50", "€50,-"),
    ("€ 50", "50,00 EUR"),
    ("€ 1.250,50", "1250,50 euro"),
    ("£20", "20 pounds"),
    ("06-12345678", "0612345678"),
    ("06-12345678", "06 12 34 56 78."),
    ("+31 6 12345678", "06-12345678"),
    ("06-12345678", "0031 (0)6 12345678"),
    ("tussen € 50 en € 60", "tussen 50 en 60 euro"),
    ("≤", "<="),
    ("👍", "👍🏽"),
    ("#netwerken", "netwerken"),
    ("A & B", "A + B"),
    ("≥ 3", "3+"),
    ("18+", ">= 18"),
    ("vraag -> antwoord", "vraag => antwoord"),
    ("19.30-21.00", "19.30 - 21.00"),
    ("0.000001", "0.0000010"),
    ("0.00", "24.00"),
    ("0.00", "middernacht"),
    ("> € 100", "100 euro"),
]
WRONG = [
    ("19.30", "19.45"),
    ("19.30", "kwart voor acht"),
    ("19.30", "half acht 's ochtends"),
    ("half acht", "acht uur"),
    ("15.00", "drie voor twaalf"),
    ("€ 50", "$ 50"),
    ("€ 50", "60 euro"),
    ("£20", "$20"),
    ("06-12345678", "06-12345679"),
    ("+31 6 12345678", "06-12345679"),
    ("12345678", "12345679"),
    ("@", "#"),
    ("≤", "≥"),
    ("≤", "<"),
    ("👍", "👎"),
    ("C++", "C#"),
    ("C#", "C++"),
    ("#netwerken", "@netwerken"),
    ("petra@jansen.nl", "petra#jansen.nl"),
]


@pytest.mark.parametrize(("answer", "typed"), RIGHT)
def test_the_same_figure_is_right_however_it_is_written(answer: str, typed: str) -> None:
    assert ask(answer, typed).verdict is Verdict.CORRECT


@pytest.mark.parametrize(("answer", "typed"), WRONG)
def test_another_figure_or_sign_is_wrong(answer: str, typed: str) -> None:
    found = ask(answer, typed)
    assert (found.verdict, found.unsure) == (Verdict.WRONG, False)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("19.30-21.00", "19.30"),
        ("19.30-21.00", "19.30-22.00"),
        ("van 9.00 tot 17.00 uur", "van 9.00 tot 18.00 uur"),
        ("tussen 19.30 en 20.00", "19.30"),
    ],
)
def test_a_range_of_times_has_two_ends(answer: str, typed: str) -> None:
    assert ask(answer, typed).verdict in (Verdict.PARTIAL, Verdict.WRONG)


def test_what_is_wrong_with_a_figure_is_said_in_the_learners_words() -> None:
    found = ask("19.30", "kwart voor acht")
    assert found.reason is Reason.NUMBER
    assert found.explanation is not None
    assert dict(found.explanation.values) == {"typed": "kwart voor acht", "answer": "19.30"}


@pytest.mark.parametrize(
    ("prompt", "typed", "language"),
    [("Hoe lang duurt de pitch?", "20 minuten", "nl"), ("How long is it?", "20 minutes", "en")],
)
def test_a_unit_that_the_card_does_not_name_is_asked_about(prompt: str, typed: str, language: Language) -> None:
    found = ask("20", typed, prompt, language)
    assert found.unsure
    assert found.verdict is Verdict.CLOSE


@pytest.mark.parametrize(
    ("prompt", "typed", "language"),
    [("Na hoeveel berichten?", "20 jaar", "nl"), ("After how many messages?", "20 years", "en")],
)
def test_where_things_are_counted_another_unit_is_wrong(prompt: str, typed: str, language: Language) -> None:
    found = ask("20", typed, prompt, language)
    assert (found.verdict, found.unsure) == (Verdict.WRONG, False)


def test_a_span_of_time_is_no_time_of_day() -> None:
    assert ask("2 uur", "twee uur").verdict is Verdict.CORRECT
    assert ask("2 uur", "14.00").verdict is Verdict.WRONG
