"""What holds for every card and every text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.cards.model import Answer, Card, CardKey, Cloze, DoOrDont, Items, KeyPoint, OwnWords, Short, Structure
from trainer.grading.fold import fold
from trainer.grading.judge import judge
from trainer.grading.model import Reason, Verdict, Wordings
from trainer.i18n import LANGUAGES, Catalog

ALPHABET = "abdeiknorst éïüç 0123456789'’-–/.,;:!?%&\n\t()_*"
SPOKEN = """
    niet geen zonder voor na eerst dan elke vier tot zes weken 4-6 een of en maar geven nemen luisteren doorvragen vraag
    door not no before after first then every three out of four 75% a week give take don't e-mail in-person onbewust
    bewust because als if meer dan more than half van de
"""
SPEECH = st.lists(st.sampled_from(SPOKEN.split()), max_size=14).map(" ".join)
ODD = st.characters(categories=("Cs", "Cf", "Cc", "Mn", "So", "Lo", "No", "Zl"))
"""Lone surrogates, marks without width or from right to left, accents without a letter, emoji."""
TEXTS = (
    SPEECH | st.text(ALPHABET, max_size=60) | st.text(max_size=60) | st.text(ODD | st.sampled_from("aen "), max_size=60)
)
WORDS = TEXTS.filter(lambda text: bool(fold(text)))
SHORTS = st.builds(Short, WORDS, st.lists(WORDS, max_size=3).map(tuple), st.lists(TEXTS, max_size=2).map(tuple))
POINTS = st.builds(
    KeyPoint,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.none() | st.sampled_from(Structure),
    st.booleans(),
)
OWN = st.builds(
    OwnWords,
    st.lists(POINTS, max_size=4).map(tuple),
    st.integers(0, 4),
    most_words=st.none() | st.integers(1, 20),
    avoid=st.lists(TEXTS, max_size=2).map(tuple),
)
ANSWERS = st.one_of(
    SHORTS,
    st.lists(SHORTS, min_size=1, max_size=3).map(lambda gaps: Cloze(("x",) * (len(gaps) + 1), tuple(gaps))),
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4).map(
        lambda items: Items(tuple(items), max(1, len(items) - 1), ordered=len(items) % 2 == 0)
    ),
    OWN,
    st.builds(DoOrDont, st.booleans(), OWN),
)
LANGUAGE = st.sampled_from(LANGUAGES)
ASKED = OwnWords((KeyPoint("vraag", (), Structure.OPEN_QUESTION, required=True), KeyPoint("dank", ("bedankt",))), 2)
EACH: tuple[Answer, ...] = (
    Short("luisteren en doorvragen", ("actief luisteren",), ("praten",)),
    Cloze(("Eerst ", " en dan ", "."), (Short("geven"), Short("nemen"))),
    Items((("luisteren",), ("twee uur wachten",)), 2),
    ASKED,
    DoOrDont(do=True, reasons=ASKED),
)
"""One of each kind."""


def card(answer: Answer, language: str, prompt: str = "Wat doe je?") -> Card:
    return Card(CardKey("own/any#1"), "own/any", "nl" if language == "nl" else "en", (prompt,), answer)


@settings(max_examples=400)
@given(ANSWERS, LANGUAGE, TEXTS, TEXTS)
def test_the_judge_always_answers_and_its_marks_fit(answer: Answer, language: str, prompt: str, typed: str) -> None:
    judged = judge(card(answer, language, prompt), typed)
    assert judged.typed == typed
    assert 0 <= judged.credit <= 1
    ends = [0]
    for span in judged.spans:
        assert ends[-1] <= span.start < span.end <= len(typed)
        ends.append(span.end)
    assert all(0 <= a < b <= len(judged.model) for a, b in judged.missing)
    assert all(0 <= p.seen[0] < p.seen[1] <= len(typed) for p in judged.parts if p.seen)
    for said in (*judged.remarks, *filter(None, [judged.explanation])):
        assert all(Catalog(each).say(said) for each in LANGUAGES)


def without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


@given(SHORTS, LANGUAGE)
def test_every_wording_of_the_card_is_right_in_any_case_with_its_accents_dropped(short: Short, language: str) -> None:
    refused = {fold(no) for no in short.refused}
    for wording in (short.answer, *short.accepted):
        if fold(wording) in refused:
            continue
        for typed in (wording, wording.upper(), wording.lower(), without_accents(wording)):
            if fold(typed) == fold(wording):  # ß and the like come back otherwise
                judged = judge(card(short, language), typed)
                assert judged.verdict is Verdict.CORRECT or judged.reason is Reason.TOO_LONG


@given(SHORTS, LANGUAGE)
def test_a_refused_wording_is_never_right(short: Short, language: str) -> None:
    for wording in short.refused:
        judged = judge(card(short, language), wording)
        assert judged.verdict is Verdict.WRONG or not fold(wording)


@given(SHORTS, LANGUAGE, TEXTS)
def test_what_the_learner_never_accepts_is_wrong(short: Short, language: str, typed: str) -> None:
    judged = judge(card(short, language), typed, wordings=Wordings(refused=(typed,)))
    assert judged.verdict is Verdict.WRONG


@given(st.text(min_size=300, max_size=3000), LANGUAGE)
def test_a_text_of_any_length_is_answered(typed: str, language: str) -> None:
    judge(card(Short("luisteren en doorvragen"), language), typed)


@pytest.mark.parametrize(
    "once", ["x", "a ", ".", "-", "'", "/", "1/", "1.000.", "\ud800", "\u200b", "\u0301", "😀", "ﷺ", "niet "]
)
@pytest.mark.parametrize("times", [1, 40, 239, 10_000])
@pytest.mark.parametrize("answer", EACH, ids=lambda answer: type(answer).__name__)
def test_one_thing_over_and_over_is_answered_and_not_right(answer: Answer, once: str, times: int) -> None:
    judged = judge(card(answer, "nl"), once * times)
    assert judged.verdict in (Verdict.WRONG, Verdict.PARTIAL) or judged.unsure


@pytest.mark.parametrize(
    "typed", ["\ufeffgeven", "ge\u200bven", "\u202egeven\u202c", "ge\u00adven", "geven\u200d 😀", "\ud83d geven"]
)
def test_what_nobody_sees_is_not_held_against_an_answer(typed: str) -> None:
    assert judge(card(Short("geven"), "nl"), typed).verdict is Verdict.CORRECT


@pytest.mark.parametrize("answer", EACH, ids=lambda answer: type(answer).__name__)
def test_a_letter_that_stands_for_many_counts_for_many(answer: Answer) -> None:
    typed = "ﷺ" * 239
    judged = judge(card(answer, "nl"), typed)
    assert judged.reason is Reason.TOO_LONG
