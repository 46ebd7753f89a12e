"""What the judge says of an answer, kind by kind."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from trainer.cards.model import Cloze, DoOrDont, Items, KeyPoint, OwnWords, Short, Structure
from trainer.grading.model import Judgement, Mark, Reason, Verdict, Wordings
from trainer.i18n import LANGUAGES, Catalog, Language

from .conftest import Ask

CORRECT, CLOSE, PARTIAL, WRONG = Verdict.CORRECT, Verdict.CLOSE, Verdict.PARTIAL, Verdict.WRONG

PHASE = Short("bewust onbekwaam", ("bewuste onbekwaamheid",), ("onbewust onbekwaam",))
WEEKS = Short("elke vier tot zes weken", ("om de vier tot zes weken",), ("elke week",))
LISTEN = Short("luisteren en doorvragen", ("actief luisteren",))
ORDER = Short("give before you take")


def marked(judged: Judgement, mark: Mark) -> list[str]:
    return [judged.typed[s.start : s.end] for s in judged.spans if s.mark is mark]


@pytest.mark.parametrize(
    ("answer", "typed", "language", "verdict", "reason"),
    [
        (PHASE, "Bewust Onbekwaam.", "nl", CORRECT, None),
        (PHASE, "dat heet bewust onbekwaam", "nl", CORRECT, None),
        (PHASE, "bewsut onbekwaam", "nl", CLOSE, Reason.TYPO),
        (PHASE, "onbekwaam bewust", "nl", CLOSE, Reason.ORDER),
        (PHASE, "onbewust onbekwaam", "nl", WRONG, Reason.REFUSED),
        (PHASE, "onbewsut onbekwaam", "nl", WRONG, Reason.REFUSED),
        (PHASE, "bewust bekwaam", "nl", WRONG, Reason.OPPOSITE),
        (PHASE, "niet bewust onbekwaam", "nl", WRONG, Reason.NEGATION),
        (PHASE, "bewust onbekwaam of bewust bekwaam", "nl", WRONG, Reason.EXTRA),
        (PHASE, "comfortzone", "nl", WRONG, Reason.UNRECOGNISED),
        (WEEKS, "4-6 weken", "nl", CORRECT, None),
        (WEEKS, "elke 46 weken", "nl", WRONG, Reason.NUMBER),
        (WEEKS, "elke vier tot zes maanden", "nl", WRONG, Reason.NUMBER),
        (WEEKS, "elke vier weken", "nl", PARTIAL, Reason.MISSING),
        (WEEKS, "elke vier tot zes wekn", "nl", CLOSE, Reason.TYPO),
        (LISTEN, "luister en vraag door", "nl", CORRECT, None),
        (LISTEN, "doorvragen en luisteren", "nl", CORRECT, None),
        (LISTEN, "niet praten maar luisteren en doorvragen", "nl", CORRECT, None),
        (LISTEN, "doorvragen", "nl", PARTIAL, Reason.MISSING),
        (LISTEN, "niet luisteren", "nl", WRONG, Reason.NEGATION),
        (ORDER, "before you take, give", "en", CORRECT, None),
        (ORDER, "take before you give", "en", WRONG, Reason.ORDER),
        (ORDER, "taking comes before giving", "en", WRONG, Reason.ORDER),
        (Short("don’t have high expectations"), "have high expectations", "en", WRONG, Reason.NEGATION),
        (Short("don’t have high expectations"), "low expectations", "en", CORRECT, None),
        (Short("informatiegesprek"), "informatie gesprek", "nl", CORRECT, Reason.SPELLING),
        (Short("eerst lezen en dan opbergen"), "lees het eerst en berg het dan op", "nl", CORRECT, None),
        (Short("eerst lezen en dan opbergen"), "pas opbergen nadat je het hebt gelezen", "nl", CORRECT, None),
        (Short("realising that you lack the skill"), "realising that you don’t have the skill", "en", CORRECT, None),
        (
            Short("koetjes en kalfjes", ("praten over niets",)),
            "pratne over koetjes en kalfjes",
            "nl",
            CLOSE,
            Reason.TYPO,
        ),
        (Short("three out of four"), "75%", "en", CORRECT, None),
        (Short("seventy percent"), "70", "en", CORRECT, None),
        (Short("two to three seconds"), "between two and three seconds", "en", CORRECT, None),
        (Short("elke vier tot zes weken"), "elke tussen de 4 en 6 weken", "nl", CORRECT, None),
    ],
)
def test_short_answers(
    ask: Ask, answer: Short, typed: str, language: Language, verdict: Verdict, reason: Reason | None
) -> None:
    judged = ask(answer, typed, language=language)
    assert (judged.verdict, judged.reason) == (verdict, reason)
    assert not judged.unsure


def test_a_phrase_in_words_that_nobody_listed_is_left_to_the_learner(ask: Ask) -> None:
    judged = ask(LISTEN, "je oren openzetten en nieuwsgierig zijn", language="nl")
    assert judged.unsure
    assert judged.reason is Reason.UNRECOGNISED


@pytest.mark.parametrize("answer", [Short("vaardigheid"), WEEKS, Short("elevator pitch")])
def test_a_term_or_number_is_never_left_to_the_learner(ask: Ask, answer: Short) -> None:
    assert not ask(answer, "iets wat je met veel oefening onder de knie krijgt").unsure


@pytest.mark.parametrize(
    "typed", ["", "  \n", "?!", "geen idee", "weet ik niet", "Waar begint het gesprek van vandaag mee?"]
)
def test_no_answer_at_all_is_wrong_with_a_reason(ask: Ask, typed: str) -> None:
    judged = ask(LISTEN, typed, prompt="Waar begint het gesprek van vandaag mee?")
    assert judged.verdict is WRONG
    assert judged.reason in (Reason.EMPTY, Reason.COPIED)
    assert not judged.unsure


@pytest.mark.parametrize("typed", ["", "geen idee", "onbewust onbekwaam", "comfortzone", "x" * 300, "a " * 90])
def test_the_answer_is_there_to_show_whatever_was_typed(ask: Ask, typed: str) -> None:
    judged = ask(PHASE, typed)
    assert (judged.verdict, judged.model) == (WRONG, "bewust onbekwaam")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("de Bewsut onbekwaam", "Een tikfoutje: je schreef “Bewsut”, het is “bewust”."),
        ("bewsut onbekwam", "Een tikfoutje; verder klopt het."),
    ],
)
def test_one_slip_is_named(ask: Ask, typed: str, said: str) -> None:
    explanation = ask(PHASE, typed).explanation
    assert explanation
    assert Catalog("nl").say(explanation) == said


def test_a_paste_is_refused_by_its_length(ask: Ask) -> None:
    assert ask(LISTEN, "luisteren en doorvragen " * 50).reason is Reason.TOO_LONG


def test_the_learners_own_wordings_count(ask: Ask) -> None:
    own = Wordings(accepted=("echt horen",), refused=("actief luisteren",))
    assert ask(LISTEN, "echt hooren", wordings=own).verdict is CLOSE
    assert ask(LISTEN, "actief luisteren", wordings=own).reason is Reason.REFUSED


def test_the_marks_show_the_letters_that_differ_and_the_words_that_deny(ask: Ask) -> None:
    assert marked(ask(PHASE, "De bewust onbekwaak"), Mark.TYPO) == ["k"]
    assert marked(ask(PHASE, "niet bewust onbekwaam"), Mark.CONTRADICTS) == ["niet"]
    assert marked(ask(Short("eén op één gesprek"), "Éen-op-één gesprek"), Mark.MATCH)
    judged = ask(PHASE, "bewust bekwaam")
    assert marked(judged, Mark.CONTRADICTS) == ["bekwaam"]
    assert marked(judged, Mark.MATCH) == ["bewust"]


def test_the_missing_words_of_the_model_are_shown(ask: Ask) -> None:
    judged = ask(LISTEN, "doorvragen")
    assert [judged.model[a:b] for a, b in judged.missing] == ["luisteren"]


@pytest.mark.parametrize(
    ("typed", "word"),
    [("netwerk borrel", "netwerkborrel"), ("netwerkborrel", "")],
)
def test_a_compound_apart_is_right_with_a_remark(ask: Ask, typed: str, word: str) -> None:
    remarks = [Catalog("nl").say(r) for r in ask(Short("netwerkborrel"), typed).remarks]
    assert remarks == ([f"“{word}” is één woord."] if word else [])


def test_a_verb_ending_and_an_accent_get_a_remark(ask: Ask) -> None:
    judged = ask(Short("hoe je geïnteresseerd wordt"), "hoe je geinteresseerd word")
    assert judged.verdict is CORRECT
    assert [r.key for r in judged.remarks] == ["grading.accents", "grading.verb-ending"]


# Gaps


def test_several_gaps_are_judged_line_by_line(ask: Ask) -> None:
    cloze = Cloze(("Eerst ", ", dan ", "."), (Short("geven"), Short("nemen")))
    assert ask(cloze, "geven\nnemen").verdict is CORRECT
    judged = ask(cloze, "gevne\nvragen")
    assert judged.verdict is PARTIAL
    assert [p.hit for p in judged.parts] == [True, False]
    assert ask(cloze, "nemen\ngeven").verdict is WRONG
    assert ask(cloze, "geven").verdict is PARTIAL


def test_a_gap_may_be_answered_with_its_whole_sentence(ask: Ask) -> None:
    cloze = Cloze(("Eerst ", ", dan pas nemen."), (Short("geven"),))
    prompt = "Eerst _____, dan pas nemen."
    assert ask(cloze, "Eerst geven, dan pas nemen.", prompt=prompt).verdict is CORRECT


# Lists

TIPS = Items(
    (("bring a friend", "go with someone"), ("practise your pitch and opening lines",), ("low expectations",)), needed=3
)


@pytest.mark.parametrize(
    "typed",
    [
        "bring a friend\npractise your pitch and opening lines\nlow expectations",
        "1. low expectations\n2. go with someone\n3. practise your pitch and opening lines",
        "- bring a friend; practise your pitch and opening lines; low expectations",
        "low expectations, bring a friend and practise your pitch and opening lines",
        "1) bring a friend 2) low expectations 3) practise your pitch and opening lines",
    ],
)
def test_items_may_be_separated_in_many_ways(ask: Ask, typed: str) -> None:
    judged = ask(TIPS, typed, language="en")
    assert judged.verdict is CORRECT
    assert all(p.hit and p.seen for p in judged.parts)


def test_items_need_no_separator_where_they_are_single_words(ask: Ask) -> None:
    assert ask(Items((("what",), ("how",), ("why",)), 3), "why how what", language="en").verdict is CORRECT


def test_an_item_counts_once(ask: Ask) -> None:
    judged = ask(TIPS, "bring a friend, go with someone, bring a friend", language="en")
    assert judged.credit == pytest.approx(1 / 3)
    assert not judged.unsure


def test_an_item_that_says_the_contrary_does_not_count(ask: Ask) -> None:
    judged = ask(TIPS, "don't bring a friend, practise your pitch and opening lines, low expectations", language="en")
    assert judged.credit == pytest.approx(2 / 3)
    assert judged.reason is Reason.NEGATION


def test_enough_items_are_enough(ask: Ask) -> None:
    two = Items(TIPS.items, needed=2)
    assert ask(two, "low expectations, bring a friend", language="en").verdict is CORRECT


def test_an_ordered_list_wants_its_order(ask: Ask) -> None:
    steps = Items((("luisteren",), ("samenvatten",), ("doorvragen",)), 3, ordered=True)
    assert ask(steps, "luisteren, samenvatten, doorvragen").verdict is CORRECT
    judged = ask(steps, "doorvragen, luisteren, samenvatten")
    assert (judged.verdict, judged.reason) == (PARTIAL, Reason.ORDER)


def test_a_refused_item_does_not_count(ask: Ask) -> None:
    items = Items((("geven",), ("delen",)), 2, refused=("geven",))
    assert [p.hit for p in ask(items, "geven, delen").parts] == [False, True]


# Own words

LINE = OwnWords(
    (
        KeyPoint("wat je doet", ("ik werk", "bakker"), required=True),
        KeyPoint("jezelf voorstellen", ("voorstellen",)),
        KeyPoint("open vraag", (), Structure.OPEN_QUESTION, required=True),
    ),
    enough=3,
    most_words=12,
    avoid=("helaas",),
)


def test_seen_points_are_ticked_and_structure_is_certain(ask: Ask) -> None:
    judged = ask(LINE, "Ik stel me even voor: Noor, bakker. Wat brengt jou hier?")
    assert judged.verdict is CORRECT
    assert [(p.hit, p.certain) for p in judged.parts] == [(True, False), (True, False), (True, True)]


def test_an_unseen_word_point_leaves_it_to_the_learner(ask: Ask) -> None:
    judged = ask(LINE, "Ik ben Noor, leuk je te zien. Wat brengt jou hier?")
    assert (judged.verdict, judged.unsure) == (PARTIAL, True)


WHAT = KeyPoint("wat je doet", ("ik help", "ik maak", "ik bouw*", "ik ben"))
WHOM = KeyPoint("voor wie", ("voor", "in", "ziekenhuiz*"))
SURE, PERHAPS, NONE = (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    ("typed", "what", "whom"),
    [
        ("Ik maak roosters voor ziekenhuizen", SURE, SURE),
        ("Voor ziekenhuizen maak ik roosters", SURE, SURE),
        ("Ik maak roosters voor scholen", SURE, PERHAPS),
        ("Ik bak taarten voor bruiloften.", PERHAPS, PERHAPS),
        ("Bij de gemeente regel ik vergunningen", PERHAPS, NONE),
        ("Ik ben Ria", PERHAPS, NONE),
        ("Ik help niemand", NONE, NONE),
        ("Ik help", PERHAPS, NONE),
        ("in", NONE, NONE),
        ("Doei", NONE, NONE),
        ("Vergunningen regelen is het belangrijkste werk.", PERHAPS, PERHAPS),
    ],
)
def test_small_words_prove_nothing_for_sure_and_what_is_led_in_must_follow(
    ask: Ask, typed: str, what: tuple[bool, bool], whom: tuple[bool, bool]
) -> None:
    parts = ask(OwnWords((WHAT, WHOM), 2), typed).parts
    assert [(p.hit, p.perhaps) for p in parts] == [what, whom]


MOULD = OwnWords(
    (KeyPoint("voor wie", ("ik help",)), KeyPoint("wat", ("om", "zodat")), KeyPoint("hoe", ("door", "met"))), 3
)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Ik help buren om hun tablet te begrijpen, door met ze te oefenen", [SURE, SURE, SURE]),
        ("Ik help buren om", [SURE, NONE, NONE]),
        ("Ik help om door", [NONE, NONE, NONE]),
        ("Ik help … om …, door …", [NONE, NONE, NONE]),
        ("Ik help buren met hun tablet", [SURE, NONE, PERHAPS]),
    ],
)
def test_the_words_of_a_template_count_where_their_gap_is_filled(
    ask: Ask, typed: str, parts: list[tuple[bool, bool]]
) -> None:
    judged = ask(MOULD, typed, prompt="Vul deze mal: ‘Ik help … om …, door …’")
    assert [(p.hit, p.perhaps) for p in judged.parts] == parts


def test_the_authors_own_example_is_right_whatever_its_words_prove(ask: Ask) -> None:
    line = replace(LINE, points=(WHAT, WHOM), enough=2, models=("Ik ben er voor mensen in nood.",))
    assert ask(line, "ik ben er voor mensen in nood").verdict is CORRECT
    assert ask(line, "Ik ben er voor dieren in nood").unsure


def test_a_missing_structure_is_certain(ask: Ask) -> None:
    judged = ask(LINE, "Ik ben Noor en ik wil me voorstellen.")
    assert (judged.verdict, judged.unsure, judged.reason) == (PARTIAL, False, Reason.MISSING)


def test_remarks_cost_nothing(ask: Ask) -> None:
    judged = ask(
        LINE, "Ik ben bakker en helaas te laat, maar ik wil me graag nog even voorstellen. Wat brengt jou hier vandaag?"
    )
    assert judged.verdict is CORRECT
    assert {r.key for r in judged.remarks} == {"grading.avoid", "grading.too-many-words"}


@pytest.mark.parametrize(
    ("typed", "language", "question", "open_question"),
    [
        ("Wat brengt jou hier?", "nl", True, True),
        ("Leuk verhaal, en met wie kwam je?", "nl", True, True),
        ("Zullen we koffie halen?", "nl", True, False),
        ("En jij?", "nl", True, False),
        ("wat ga jij morgen anders doen", "nl", True, True),
        ("Wat leuk je te zien!", "nl", False, False),
        ("Ik weet wat ik wil.", "nl", False, False),
        ("Mag ik vragen waarom je naar deze lezing bent gekomen?", "nl", True, True),
        ("Kun je me iets vertellen over hoe het begon?", "nl", True, True),
        ("Ken jij iemand die weet wat ik zoek?", "nl", True, False),
        ("Could you tell me how you found the talk?", "en", True, True),
        ("Ik vraag me af hoe jij dat ziet.", "nl", False, False),
        ("What did you think of the talk?", "en", True, True),
        ("Did you like it?", "en", True, False),
        ("What a day.", "en", False, False),
    ],
)
def test_questions_are_recognised(
    ask: Ask, typed: str, language: Language, question: bool, open_question: bool
) -> None:
    points = (KeyPoint("v", (), Structure.QUESTION), KeyPoint("o", (), Structure.OPEN_QUESTION))
    judged = ask(OwnWords(points, 2), typed, language=language)
    assert [p.hit for p in judged.parts] == [question, open_question]


@pytest.mark.parametrize(
    ("phrasing", "typed", "seen"),
    [
        ("luister*", "Ik was aan het luisteren.", True),
        ("stel … voor", "Stel die twee eens aan elkaar voor.", True),
        ("meer dan", "Ik ben meer dan mijn baan", True),
        ("meer dan", "Ik wil meer", False),
        ("nieuwsgierig", "ik ben nieuwsgireig", True),
    ],
)
def test_phrasings(ask: Ask, phrasing: str, typed: str, seen: bool) -> None:
    assert ask(OwnWords((KeyPoint("p", (phrasing,)),), 1), typed).parts[0].hit is seen


# Do or don't

DONT = DoOrDont(do=False, reasons=OwnWords((KeyPoint("reden", ("te veel", "opdring*"), required=True),), 1))


@pytest.mark.parametrize(
    ("typed", "verdict", "unsure"),
    [
        ("niet doen: dat is te veel", CORRECT, False),
        ("nee, dat is opdringerig", CORRECT, False),
        ("Dat zou ik niet doen, want het is te veel", CORRECT, False),
        ("niet doen, want dat voelt ongemakkelijk", PARTIAL, True),
        ("niet doen", PARTIAL, False),
        ("te veel", PARTIAL, False),
        ("doen, want het is niet te veel", WRONG, False),
    ],
)
def test_do_or_dont(ask: Ask, typed: str, verdict: Verdict, unsure: bool) -> None:
    judged = ask(DONT, typed)
    assert (judged.verdict, judged.unsure) == (verdict, unsure)
    assert judged.parts[0].certain


# Sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_explanation_and_remark_can_be_said(ask: Ask, language: Language) -> None:
    catalog = Catalog(language)
    typed = ("", "geen idee", "onbewust onbekwaam", "bewust bekwaam", "niet bewust onbekwaam", "x", "x" * 300)
    for text in typed:
        judged = ask(PHASE, text)
        assert judged.explanation is not None
        assert catalog.say(judged.explanation)


def test_the_values_are_there_without_the_matcher() -> None:
    """Another command starts without rapidfuzz, which takes 20 ms to load."""
    script = "import sys, trainer.grading.model, trainer.grading.ticks; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_head_of_a_longer_wording_is_not_enough(ask: Ask) -> None:
    prompt = "Een opening die bijna altijd werkt: een opmerking, plus een ____."
    answer = Short("open vraag", ("vraag zonder ja of nee",))
    assert ask(answer, "vraag", prompt=prompt).verdict is WRONG
    assert ask(answer, "vraag zonder ja of nee", prompt=prompt).verdict is CORRECT


@pytest.mark.parametrize("typed", ["what which who how", "how, who, what, which"])
def test_items_may_have_only_spaces_between_them(ask: Ask, typed: str) -> None:
    items = Items((("what",), ("which",), ("who",), ("how",)), needed=4)
    judged = ask(items, typed, language="en")
    assert judged.verdict is CORRECT
    assert all(part.hit for part in judged.parts)


@pytest.mark.parametrize(
    "typed", ["tussen 60 en 80", "tussen de zestig en de tachtig procent", "60 tot en met 80", "60-80%"]
)
def test_a_range_may_be_written_in_many_ways(ask: Ask, typed: str) -> None:
    assert ask(Short("60 tot 80 procent"), typed).verdict is CORRECT
