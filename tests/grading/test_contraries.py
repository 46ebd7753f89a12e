"""Answers with all the right words that say something else: another person, clauses exchanged, a bound turned round."""

from __future__ import annotations

import pytest

from trainer.cards.model import Short
from trainer.grading.model import Reason, Verdict
from trainer.i18n import Language

from .conftest import Ask

RIGHT = (Verdict.CORRECT, Verdict.CLOSE)


@pytest.mark.parametrize(
    ("answer", "typed", "language", "right"),
    [
        ("How do you know the host?", "How do I know the host?", "en", False),
        ("How do you know the host?", "I would ask how they know the host", "en", True),
        ("mag ik jullie aan elkaar voorstellen?", "mag ik u aan elkaar voorstellen?", "nl", True),
        ("mag ik je nummer noteren?", "mag ik een ander nummer noteren?", "nl", False),
        ("tell them what you can offer", "I tell them what I can offer", "en", True),
        ("tell them what you can offer", "tell them what they can offer", "en", False),
        ("so that they remember you", "so they remember me", "en", True),
        ("so that they remember you", "so that you remember them", "en", False),
        ("dank je wel, ik bel je nog", "dank u wel, ik bel u nog", "nl", True),
        ("dank je wel, ik bel je nog", "dank je wel, bel mij nog", "nl", False),
        ("hello, I am new here", "hello, you are new here?", "en", False),
    ],
)
def test_another_person_is_an_error_unless_the_line_is_retold(
    ask: Ask, answer: str, typed: str, language: Language, right: bool
) -> None:
    assert (ask(Short(answer), typed, language=language).verdict in RIGHT) is right


@pytest.mark.parametrize(
    ("answer", "typed", "reason"),
    [
        ("praise in public, criticise in private", "criticise in public, praise in private", Reason.ORDER),
        ("only for members of the club", "not only for members of the club", Reason.OPPOSITE),
        ("not only for members of the club", "only for members of the club", Reason.OPPOSITE),
    ],
)
def test_exchanged_clauses_and_a_turned_only_say_something_else(
    ask: Ask, answer: str, typed: str, reason: Reason
) -> None:
    judged = ask(Short(answer), typed, language="en")
    assert (judged.verdict, judged.reason) == (Verdict.WRONG, reason)


def test_clauses_may_change_places_whole(ask: Ask) -> None:
    answer = Short("praise in public, criticise in private")
    assert ask(answer, "criticise in private, praise in public", language="en").verdict in RIGHT
    mixed = Short("a mix of online and in-person networking")
    assert ask(mixed, "a mix of in-person and online networking", language="en").verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("prompt", "answer", "typed", "right"),
    [
        ("How many people should you meet at least?", "three", "at least three", True),
        ("How many people should you meet at least?", "three", "3 or more", True),
        ("How many people should you meet at least?", "three", "at most three", False),
        ("How many people should you meet at least?", "three", "more than five", False),
        ("How long may it last?", "no more than thirty seconds", "max. 30s", True),
        ("How long may it last?", "no more than thirty seconds", "thirty seconds", True),
        ("How long may it last?", "no more than thirty seconds", "at least 30 seconds", False),
        ("How many agreed?", "ninety percent", "90% at least", True),
        ("How many agreed?", "ninety percent", "more than 90 percent", False),
        ("More than how many agreed?", "ninety percent", "more than 90 percent", True),
        ("More than how many agreed?", "ninety percent", "less than 90 percent", False),
        ("When do you send it?", "within a day", "after a day", False),
    ],
)
def test_a_bound_must_be_the_questions_own(ask: Ask, prompt: str, answer: str, typed: str, right: bool) -> None:
    assert (ask(Short(answer), typed, prompt=prompt, language="en").verdict in RIGHT) is right


@pytest.mark.parametrize(
    ("answer", "typed", "language", "right"),
    [
        ("realising that you lack the skill", "realising that you don't lack the skill", "en", False),
        ("you have no time", "you lack time", "en", True),
        ("je hebt geen ervaring", "een gebrek aan ervaring", "nl", True),
        ("contact leggen", "contact vermijden", "nl", False),
        ("when you arrive early", "you shouldn't when you arrive early", "en", False),
        ("knowing that people like to help others", "not knowing that people like to help others", "en", False),
        ("discovering that you can't do it yet", "discovering that you can do it already", "en", False),
        ("you are more relaxed", "you are less nervous", "en", True),
        ("you are more relaxed", "you are less relaxed", "en", False),
        ("who you are", "who they are", "en", False),
        ("who you are", "who I am", "en", True),
    ],
)
def test_a_denial_counts_wherever_it_stands(ask: Ask, answer: str, typed: str, language: Language, right: bool) -> None:
    assert (ask(Short(answer), typed, language=language).verdict in RIGHT) is right


def test_the_opposite_of_a_part_is_not_called_the_opposite(ask: Ask) -> None:
    judged = ask(Short("the same evening", ("the next day",)), "the same night", language="en")
    assert judged.verdict is Verdict.WRONG
    assert judged.reason is Reason.UNRECOGNISED
    assert judged.model == "the same evening"


def test_another_unit_is_another_number(ask: Ask) -> None:
    answer = Short("na twee of drie berichtjes", ("2 of 3",))
    assert ask(answer, "na twee of drie jaar", prompt="Na hoeveel berichtjes?").verdict is Verdict.WRONG
    assert ask(answer, "2 à 3 berichtjes", prompt="Na hoeveel berichtjes?").verdict in RIGHT


@pytest.mark.parametrize(
    ("answer", "typed", "language", "verdict"),
    [
        ("as politely as the manager", "less politely than the manager", "en", Verdict.WRONG),
        ("as politely as the manager", "just as politely as the manager", "en", Verdict.CORRECT),
        ("de gast aan de gastvrouw", "de gastvrouw aan de gast", "nl", Verdict.WRONG),
        ("listen twice as much as you talk", "talk twice as much as you listen", "en", Verdict.WRONG),
        ("listen twice as much as you talk", "listen two times as much as you talk", "en", Verdict.CORRECT),
        ("eerst luisteren, dan vertellen", "pas vertellen als je geluisterd hebt", "nl", Verdict.CORRECT),
        ("eerst luisteren, dan vertellen", "pas luisteren als je verteld hebt", "nl", Verdict.WRONG),
        ("say no quickly and suggest another date", "say yes and don't suggest another date", "en", Verdict.WRONG),
        ("say no quickly and suggest another date", "suggest another date", "en", Verdict.PARTIAL),
        ("meteen vragen of de ander hem herhaalt", "niet vragen of de ander hem herhaalt", "nl", Verdict.WRONG),
        ("give the other person room", "the other person gets room", "en", Verdict.CORRECT),
        ("give the other person room", "get room from the other person", "en", Verdict.WRONG),
        ("before you have done one yourself", "after you have done one yourself", "en", Verdict.WRONG),
        ("propose a next step", "first thank them, then propose a next step", "en", Verdict.CLOSE),
    ],
)
def test_the_right_words_in_the_other_order_or_under_a_not_say_something_else(
    ask: Ask, answer: str, typed: str, language: Language, verdict: Verdict
) -> None:
    assert ask(Short(answer), typed, language=language).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "typed", "right"),
    [
        (Short("iemand die je al kent", (), ("een vreemde",)), "een vreemde die je al kent", False),
        (Short("iemand die je al kent", (), ("een vreemde",)), "gewoon iemand die je al kent", True),
        (Short("geven", (), ("vragen",)), "vragen en dan geven", False),
    ],
)
def test_a_word_that_the_card_refuses_is_not_one_of_its_own(ask: Ask, answer: Short, typed: str, right: bool) -> None:
    judged = ask(answer, typed)
    assert (judged.verdict in RIGHT and not judged.unsure) is right


@pytest.mark.parametrize(
    ("answer", "typed", "right"),
    [
        ("the next day", "the day before", False),
        ("the next day", "the day after", True),
        ("the next day", "the day", True),
        ("someone you know", "someone you want to know", False),
        ("someone you know", "I think someone you know", True),
        ("meet a few new people", "I want to meet a few new people", True),
    ],
)
def test_a_word_within_an_answer_may_make_it_another(ask: Ask, answer: str, typed: str, right: bool) -> None:
    judged = ask(Short(answer), typed, language="en")
    assert (judged.verdict in RIGHT and not judged.unsure) is right


@pytest.mark.parametrize(
    ("answer", "typed", "prompt", "right"),
    [
        ("speak badly of them", "you should never speak badly of them", "What should you never do?", True),
        ("speak badly of them", "you should never speak badly of them", "What should you do?", False),
        ("warm introduction", "I'd say that's a warm introduction", "What do you call it?", True),
        ("two at most", "you may send two at most I think", "How many may you send?", True),
        ("referral", "a referral or a recommendation", "What is it?", True),
        ("referral", "a referral or an invoice", "What is it?", False),
    ],
)
def test_a_frame_round_an_answer_adds_nothing(ask: Ask, answer: str, typed: str, prompt: str, right: bool) -> None:
    judged = ask(Short(answer, ("recommendation",)), typed, prompt=prompt, language="en")
    assert (judged.verdict in RIGHT) is right


@pytest.mark.parametrize(
    ("answer", "typed", "language", "verdict"),
    [
        ("one to one and a half metres", "1 to 1.5 meters", "en", Verdict.CORRECT),
        ("one to one and a half metres", "between 100 and 150 cm", "en", Verdict.CORRECT),
        ("one to one and a half metres", "1-1.5 m", "en", Verdict.CORRECT),
        ("one to one and a half metres", "one metre", "en", Verdict.PARTIAL),
        ("one to one and a half metres", "one to one and a half inches", "en", Verdict.WRONG),
        ("twee pagina's", "2 alinea's", "nl", Verdict.WRONG),
        ("2 A4", "twee A4", "nl", Verdict.CORRECT),
        ("één keer", "1x", "nl", Verdict.CORRECT),
    ],
)
def test_numbers_agree_in_their_units(ask: Ask, answer: str, typed: str, language: Language, verdict: Verdict) -> None:
    assert ask(Short(answer), typed, language=language).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "typed", "language", "right"),
    [
        ("a question or a request", "with a question", "en", True),
        ("a question or a request", "a request", "en", True),
        ("without a question or a request", "a request", "en", False),
        ("een informatie- of adviesgesprek", "informatie", "nl", False),
        ("vragen of de ander het herhaalt", "vragen", "nl", False),
    ],
)
def test_of_a_choice_either_is_enough(ask: Ask, answer: str, typed: str, language: Language, right: bool) -> None:
    assert (ask(Short(answer), typed, language=language).verdict in RIGHT) is right
