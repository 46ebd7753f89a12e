"""What a fair teacher would not hold against an answer: how it is written down, what is said besides, what the author
has shown not to matter. And what such a teacher would not say of it."""

from __future__ import annotations

import pytest

from trainer.cards.model import Cloze, Items, Short
from trainer.grading.model import Reason, Verdict
from trainer.i18n import Catalog, Language

from .conftest import Ask

RIGHT = (Verdict.CORRECT, Verdict.CLOSE)
STEPS = Items((("luisteren",), ("samenvatten",), ("doorvragen", "vraag door")), 3, ordered=True)


@pytest.mark.parametrize(
    "typed",
    [
        "luisteren, samenvatten & doorvragen",
        "luisteren + samenvatten + doorvragen",
        "1 luisteren 2 samenvatten 3 doorvragen",
        "1 luisteren\n2 samenvatten\n3 doorvragen",
        "1.luisteren 2.samenvatten 3.doorvragen",
        "(1) luisteren (2) samenvatten (3) doorvragen",
        "a) luisteren b) samenvatten c) doorvragen",
    ],
)
def test_a_list_may_be_numbered_or_joined_in_any_way(ask: Ask, typed: str) -> None:
    judged = ask(STEPS, typed)
    assert (judged.verdict, judged.reason) == (Verdict.CORRECT, None)


def test_a_number_in_an_item_is_no_marker(ask: Ask) -> None:
    hours = Items((("2 uur wachten",), ("1 appel eten",)), 2)
    assert ask(hours, "2 uur wachten, 1 appel eten").verdict is Verdict.CORRECT


def test_an_item_that_was_named_is_not_called_the_opposite_of_another(ask: Ask) -> None:
    phases = Items((("onbewust onbekwaam",), ("bewust onbekwaam",), ("oefenen",), ("bewust bekwaam",)), 4)
    judged = ask(phases, "onbewust onbekwaam, bewust onbekwaam, bewust bekwaam")
    assert (judged.verdict, judged.reason) == (Verdict.PARTIAL, Reason.MISSING)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("wie je bent", "wie ben je"),
        ("iemand die ik ken", "iemand die je kent"),
        ("wat hij vindt", "wat vind je"),
        ("je vraag", "wat je vraagt"),
    ],
)
def test_a_verb_with_another_subject_gets_no_remark_about_its_ending(ask: Ask, answer: str, typed: str) -> None:
    judged = ask(Short(answer), typed)
    assert judged.verdict in RIGHT
    assert judged.remarks == ()


@pytest.mark.parametrize(
    ("answer", "typed", "said"),
    [
        (Short("ongeveer 70", ("60", "75")), "100", "Het getal klopt niet: er staat “100”, het is “ongeveer 70”."),
        (
            Short("elke vier tot zes weken", ("4 à 6 weken",)),
            "elk jaar",
            "Het getal klopt niet: er staat “elk jaar”, het is “vier tot zes weken”.",
        ),
    ],
)
def test_what_it_is_instead_is_the_answer_of_the_card(ask: Ask, answer: Short, typed: str, said: str) -> None:
    explanation = ask(answer, typed).explanation
    assert explanation
    assert Catalog("nl").say(explanation) in (said, said.replace("ongeveer ", ""))


@pytest.mark.parametrize(
    ("typed", "right"),
    [("3 van de 4", True), ("drie van de vier zakenmensen", True), ("3/4", True), ("2 van de 4", False), ("4", False)],
)
def test_a_gap_in_a_number_may_be_answered_with_the_whole_number(ask: Ask, typed: str, right: bool) -> None:
    cloze = Cloze(("Liefst ", " van de vier zakenmensen doen het."), (Short("drie", (), ("twee",)),))
    prompt = "Liefst _____ van de vier zakenmensen doen het."
    assert (ask(cloze, typed, prompt=prompt).verdict in RIGHT) is right


@pytest.mark.parametrize(
    ("answer", "typed", "language"),
    [
        ("vraag zonder ja of nee", "een vraag waar je niet met ja of nee op kunt antwoorden", "nl"),
        ("twee derde", "2/3e", "nl"),
        ("ongeveer 70", "+/- 70", "nl"),
        ("two thirds", "2/3rds", "en"),
    ],
)
def test_it_may_be_said_or_written_in_another_way(ask: Ask, answer: str, typed: str, language: Language) -> None:
    judged = ask(Short(answer), typed, language=language)
    assert judged.reason not in (Reason.NEGATION, Reason.NUMBER)
    assert judged.verdict in RIGHT


def test_another_form_of_a_word_of_the_card_is_no_news(ask: Ask) -> None:
    answer = Short("hulpvraag", ("de vraag aan het eind",))
    assert ask(answer, "je hulpvraag aan het einde").verdict is Verdict.CORRECT


def test_a_word_that_the_author_leaves_out_of_one_wording_may_be_left_out_of_the_others(ask: Ask) -> None:
    some = ("een paar nieuwe mensen ontmoeten", "kennismaken met een paar nieuwe mensen")
    assert ask(Short(some[0], some[1:]), "kennismaken met een paar mensen").verdict is Verdict.PARTIAL
    assert ask(Short(some[0], (*some[1:], "een paar mensen ontmoeten")), "kennismaken met een paar mensen").verdict in (
        RIGHT
    )


QUESTION = Short("open vraag", ("vraag zonder ja of nee",), ("gesloten vraag",))
SOCIABLE = Short("extraverte mensen", ("sociale mensen",), ("introverte mensen",))


@pytest.mark.parametrize("tail", ["hoor", "ook", "natuurlijk", "stellen", "maken"])
@pytest.mark.parametrize("answer", [QUESTION, SOCIABLE])
def test_a_harmless_word_at_the_end_changes_nothing(ask: Ask, answer: Short, tail: str) -> None:
    judged = ask(answer, f"{answer.answer} {tail}")
    assert (judged.verdict, judged.reason) == (Verdict.CORRECT, None)


@pytest.mark.parametrize(
    ("typed", "unsure", "said"),
    [
        ("goede open vraag", True, "Er staat meer bij dan het antwoord: “goede”."),
        ("open vraag aan de spreker", True, "Er staat meer bij dan het antwoord: “spreker”."),
        ("open vraag en een visitekaartje", False, "Er staat meer bij dan het antwoord: “visitekaartje”."),
        ("open vraag of compliment", False, "Er staat meer bij dan het antwoord: “compliment”."),
        ("compliment", False, "“compliment” herken ik niet."),
        ("blauw gras", False, "“blauw gras” herken ik niet."),
    ],
)
def test_words_beside_a_term_are_asked_about_and_named(ask: Ask, typed: str, unsure: bool, said: str) -> None:
    judged = ask(QUESTION, typed)
    assert (judged.verdict, judged.unsure) == (Verdict.WRONG, unsure)
    assert judged.explanation
    assert Catalog("nl").say(judged.explanation) == said


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("mensen extraverte", Reason.ORDER),
        ("mensen die heel sociaal zijn", None),
        ("mensen die extravert zijn", None),
    ],
)
def test_only_the_same_words_can_stand_in_another_order(ask: Ask, typed: str, reason: Reason | None) -> None:
    judged = ask(SOCIABLE, typed)
    assert judged.verdict in RIGHT
    assert judged.reason is reason


def test_a_pronoun_that_was_accepted_is_not_another_that_was_refused(ask: Ask) -> None:
    assert ask(Short("met u", (), ("met je",)), "met u dus").verdict is Verdict.CORRECT
    assert ask(Short("met u", (), ("met je",)), "met je dus").reason is Reason.REFUSED


@pytest.mark.parametrize(
    ("typed", "unsure", "said"),
    [
        ("luisteren, omkeren, doorvragen", False, "“omkeren” herken ik niet."),
        ("lopen, omkeren", False, "“lopen”, “omkeren” herken ik niet."),
        ("ik zou gewoon heel rustig blijven ademhalen en even helemaal niets zeggen", False, "Dit herken ik niet."),
    ],
)
def test_what_is_no_item_is_named_and_one_sentence_is_no_list(ask: Ask, typed: str, unsure: bool, said: str) -> None:
    judged = ask(STEPS, typed)
    assert judged.unsure is unsure
    assert judged.explanation
    assert Catalog("nl").say(judged.explanation) == said


@pytest.mark.parametrize(
    ("answer", "typed", "language", "right"),
    [
        ("vaardigheid", "een vaardigheid die je kan leren", "nl", True),
        ("skill", "a skill that you can learn", "en", True),
        ("meteen", "meteen als ik thuis ben", "nl", True),
        ("skill", "a skill and a talent", "en", False),
        ("skill", "a talent that is a skill", "en", False),
        ("skill", "a skill or a talent", "en", False),
    ],
)
def test_a_clause_that_says_more_of_an_answer_is_no_other_answer(
    ask: Ask, answer: str, typed: str, language: Language, right: bool
) -> None:
    assert (ask(Short(answer), typed, language=language).verdict in RIGHT) is right
