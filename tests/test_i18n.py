"""Sentences in two languages: which form, which language, and nothing taken for a template that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.i18n import LANGUAGES, Catalog, Language, Message, TrainerError, language_of, message


def test_a_message_is_said_in_the_language_of_the_catalog() -> None:
    said = message("days.in_days", n=3)
    assert Catalog("nl").say(said) == "over 3 dagen"
    assert Catalog("en").say(said) == "in 3 days"


@pytest.mark.parametrize(("n", "said"), [(0, "in 0 days"), (1, "in 1 day"), (2, "in 2 days"), (21, "in 21 days")])
def test_only_one_is_singular(n: int, said: str) -> None:
    assert Catalog("en")("days.in_days", n=n) == said


def test_a_message_inside_a_message_is_said_in_the_same_language() -> None:
    whole = message("days.date", weekday=message("days.weekday_2"), day=12, month=message("days.month_11"))
    assert Catalog("nl").say(whole) == "wo 12 nov"
    assert Catalog("en").say(whole) == "Wed 12 Nov"


def test_a_key_that_is_nowhere_is_a_mistake_of_ours_and_not_hidden() -> None:
    with pytest.raises(KeyError):
        Catalog("en")("days.no_such_sentence")
    with pytest.raises(ModuleNotFoundError):
        Catalog("en")("no_such_room.sentence")


@given(typed=st.text())
def test_braces_in_what_somebody_typed_are_only_braces(typed: str) -> None:
    for language in LANGUAGES:
        assert typed in Catalog(language)("settings.text", name="theme", given=typed)


def test_an_error_says_in_both_languages_what_is_wrong() -> None:
    error = TrainerError("settings.time", name="day_start", given="25:00")
    assert error.message == Message("settings.time", {"name": "day_start", "given": "25:00"})
    assert str(error) == "day_start: “25:00” is not a time of day; write it like 04:00."
    assert "geen tijdstip" in Catalog("nl").say(error.message)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LANG": "NL"}, "nl"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "nl_NL", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "nl_NL"}, "nl"),
        ({"LANG": "en_GB", "LC_MESSAGES": "en_GB", "LC_ALL": "nl_NL"}, "nl"),
        ({"LANG": "nl_NL", "LC_MESSAGES": "", "LC_ALL": ""}, "nl"),
    ],
)
def test_the_language_is_the_systems(environ: dict[str, str], language: Language) -> None:
    assert language_of(environ) == language
