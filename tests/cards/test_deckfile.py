from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.model import Answer, Card, Cloze, Deck, DoOrDont, Items, KeyPoint, OwnWords, Short, Structure
from trainer.i18n import Language

CARD = "## Wie organiseert de borrel?\nAntwoord: Petra\n"


def deck_of(text: str | bytes, language: Language = "nl") -> Deck:
    return read_deck(text, key="own/borrel", path=Path("borrel.md"), language=language, own=True)


def card_of(text: str) -> Card:
    deck = deck_of(text)
    assert deck.problems == ()
    (card,) = deck.cards
    return card


def answer_of(text: str) -> Answer:
    return card_of(text).answer


def own_words(text: str) -> OwnWords:
    answer = answer_of(text)
    assert isinstance(answer, OwnWords)
    return answer


def cloze(text: str) -> Cloze:
    answer = answer_of(text)
    assert isinstance(answer, Cloze)
    return answer


def test_the_smallest_card_has_two_lines() -> None:
    card = card_of(CARD)
    assert card.prompt == "Wie organiseert de borrel?"
    assert card.answer == Short("Petra")
    assert card.line == 1
    assert card.level == 2
    assert card.just_before is None


def test_a_deck_has_a_title_and_a_language() -> None:
    deck = deck_of(f"# My drinks\nTaal: en\n\n{CARD}", language="nl")
    assert (deck.title, deck.language, deck.cards[0].language) == ("My drinks", "en", "en")
    assert deck.own


@pytest.mark.parametrize("written", ["nl", "NL", "nl-BE", "Nederlands", "dutch"])
def test_a_language_may_be_named_as_people_name_it(written: str) -> None:
    assert deck_of(f"# X\nTaal: {written}\n{CARD}", language="en").language == "nl"


def test_a_deck_without_a_title_is_called_after_its_file() -> None:
    assert deck_of(CARD).title == "borrel"


def test_the_rest_of_a_card() -> None:
    card = card_of(
        CARD + "Of: Bij wie meld je je aan?\nHint: Zij\nUitleg: Eén.\nUitleg: Twee.\nBron: A / B\n"
        "Labels: borrel, eerste zin\nNiveau: 3\nVlak vooraf: 1\n"
    )
    assert card.scenes == ("Wie organiseert de borrel?", "Bij wie meld je je aan?")
    assert (card.hint, card.why, card.source) == ("Zij", "Eén.\nTwee.", "A / B")
    assert (card.tags, card.level, card.just_before) == (("borrel", "eerste zin"), 3, 1)


def test_tags_may_stand_on_several_lines() -> None:
    assert card_of(CARD + "Labels: borrel, eerste zin\nLabels: koffie\n").tags == ("borrel", "eerste zin", "koffie")


def test_labels_of_both_languages_make_the_same_card() -> None:
    dutch = "Antwoord: a / b\nOok goed: c\nNiet goed: d / e\nHint: h\nUitleg: w\nBron: s\nLabels: t\nNiveau: 1\n"
    english = "Answer: a / b\nAlso right: c\nNot right: d / e\nHint: h\nWhy: w\nSource: s\nTags: t\nLevel: 1\n"
    (card,) = deck_of(f"## Q?\n{english}").cards
    assert card == card_of(f"## Q?\n{dutch}")
    assert card.answer == Short("a", ("b", "c"), ("d", "e"))


def test_a_question_runs_on_until_the_first_label() -> None:
    card = card_of("## Anna zegt hoi.\nZij vraagt: wie ben jij?\n\nWat zeg je?\nAntwoord: hoi\n")
    assert card.prompt == "Anna zegt hoi.\nZij vraagt: wie ben jij?\nWat zeg je?"


def test_a_question_may_stand_below_its_hashes() -> None:
    assert card_of("##\nWie?\nAntwoord: Petra\n").prompt == "Wie?"


def test_a_card_may_start_without_a_space() -> None:
    assert card_of(CARD.replace("## ", "##")).prompt == "Wie organiseert de borrel?"


def test_hashes_colons_and_quotes_in_a_text_are_text() -> None:
    assert card_of("## 'Hoi', nr #1: 100% \"raak\"?\nAntwoord: #1: 'ja, hoor'\n").answer == Short("#1: 'ja, hoor'")


def test_labels_do_not_mind_capitals_and_spaces() -> None:
    assert answer_of("## Wie?\n  ANTWOORD :   Petra  \n\nook  goed:Truus\n") == Short("Petra", ("Truus",))


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    text = f"# Borrel\nTaal: nl\n\n{CARD}".replace("\n", "\r\n")
    deck = deck_of(b"\xef\xbb\xbf" + text.encode())
    assert (deck.title, deck.problems) == ("Borrel", ())
    assert deck.cards[0].answer == Short("Petra")
    assert deck.cards[0].line == 4


def test_comments_and_rules_are_not_read() -> None:
    card = card_of(f"<!-- voor later\n## Wat?\n-->\n---\n{CARD}<!-- Hint: zij -->\n***\n")
    assert (card.line, card.hint) == (5, "")


def test_a_comment_left_open_takes_no_card_along() -> None:
    deck = deck_of(f"<!-- oeps\n{CARD}\n## Waar?\nAntwoord: hier <!-- of daar -->\n")
    assert [card.answer for card in deck.cards] == [Short("Petra"), Short("hier")]


def test_control_characters_vanish() -> None:
    assert answer_of("## Wie?\nAntwoord: Pe\x00t\x1br\x07a\n") == Short("Petra")


def test_marks_that_turn_text_around_vanish() -> None:
    card = card_of("## Wie \u202enodigt\u202c \u2066uit\u2069?\nAntwoord: \u200ePetra\u200f\u061c\n")
    assert (card.prompt, card.answer) == ("Wie nodigt uit?", Short("Petra"))


# Gaps


def test_brackets_make_a_gap_with_alternatives() -> None:
    card = card_of("## Eerst [geven / schenken], dan nemen.\nOok goed: delen\nNiet goed: nemen\n")
    assert card.prompt == "Eerst _____, dan nemen."
    assert card.answer == Cloze(
        ("Eerst ", ", dan nemen."), (Short("geven", accepted=("schenken", "delen"), refused=("nemen",)),)
    )


def test_several_gaps_refuse_what_is_right_in_another() -> None:
    answer = cloze("## Eerst [geven], dan [nemen].\nNiet goed: nemen / vragen\n")
    assert answer.pieces == ("Eerst ", ", dan ", ".")
    assert answer.gaps == (Short("geven", refused=("nemen", "vragen")), Short("nemen", refused=("vragen",)))


def test_another_scene_of_a_cloze_has_the_gap_too() -> None:
    card = card_of("## Eerst [geven], dan nemen.\nOf: Wie neemt, moet eerst [geven].\n")
    assert card.scenes == ("Eerst _____, dan nemen.", "Wie neemt, moet eerst _____.")


def test_brackets_beside_an_answer_are_text() -> None:
    deck = deck_of("## Wat komt er op de plaats van [naam]?\nAntwoord: je voornaam\n")
    assert deck.cards[0].prompt == "Wat komt er op de plaats van [naam]?"
    assert [problem.message.key for problem in deck.problems] == ["deck.plain_brackets"]


# Lists


@pytest.mark.parametrize("bullet", ["-", "*", "•", "•\t"])
def test_bullets_make_a_list(bullet: str) -> None:
    answer = answer_of(f"## Noem er twee.\n{bullet} een / één\n{bullet} twee\n{bullet} drie\nAantal: 2\n")
    assert answer == Items((("een", "één"), ("twee",), ("drie",)), needed=2)


@pytest.mark.parametrize("marks", ["1. 2. 3.", "1) 2) 3)", "1. 1. 1."])
def test_numbers_make_a_list_in_order(marks: str) -> None:
    lines = "".join(f"{mark} {thing}\n" for mark, thing in zip(marks.split(), ("eerst", "dan", "slot"), strict=True))
    assert answer_of(f"## Welke stappen?\n{lines}") == Items((("eerst",), ("dan",), ("slot",)), 3, ordered=True)


# Own words


def test_key_points_have_names_words_and_structures() -> None:
    answer = own_words(
        "## Wat zeg je?\nPunt: groet (hoi / ik … voor / spreker*)\nMoet: vraag terug ([Open vraag] / en jij)\n"
        "Punt: getal ([getal])\nPunt: lef\nMoet: vraag ([question])\n"
    )
    assert answer.points == (
        KeyPoint("groet", ("hoi", "ik … voor", "spreker*")),
        KeyPoint("vraag terug", ("en jij",), Structure.OPEN_QUESTION, required=True),
        KeyPoint("getal", (), Structure.NUMBER),
        KeyPoint("lef"),
        KeyPoint("vraag", (), Structure.QUESTION, required=True),
    )


@pytest.mark.parametrize(
    ("written", "name", "phrasings"),
    [
        ("allebei bij naam (2) (ruud)", "allebei bij naam (2)", ("ruud",)),
        ("concreet (wie, wat) (wie / iemand (of zo))", "concreet (wie, wat)", ("wie", "iemand (of zo)")),
        ("groet (hoi).", "groet", ("hoi",)),
        ("groet (hoi) of naam", "groet (hoi) of naam", ()),
        ("(hoi / hallo)", "hoi", ("hoi", "hallo")),
        ("lef ()", "lef", ()),
    ],
)
def test_the_last_brackets_hold_the_words_of_a_point(written: str, name: str, phrasings: tuple[str, ...]) -> None:
    assert own_words(f"## Wat zeg je?\nPunt: {written}\n").points == (KeyPoint(name, phrasings),)


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("een open vraag", Structure.OPEN_QUESTION),
        ("Open vraag.", Structure.OPEN_QUESTION),
        ("een echte vraag", Structure.QUESTION),
        ("vraag ()", Structure.QUESTION),
        ("een goed getal", Structure.NUMBER),
        ("het getal", Structure.NUMBER),
        ("an open question", Structure.OPEN_QUESTION),
        ("a good open-ended question", None),
        ("a real open-question", Structure.OPEN_QUESTION),
        ("A question", Structure.QUESTION),
        ("a number", Structure.NUMBER),
        ("een vraag over het eten", None),
        ("vraag terug", None),
        ("een open vraag (en jij)", None),
        ("getal ([vraag])", Structure.QUESTION),
    ],
)
def test_a_point_called_as_a_sign_is_and_without_words_has_that_sign(written: str, sign: Structure | None) -> None:
    (point,) = own_words(f"## Wat zeg je?\nPunt: {written}\n").points
    assert point.structure is sign


def test_the_rest_of_an_answer_in_own_words() -> None:
    answer = own_words(
        "## Wat zeg je?\nMoet: groet\nPunt: naam\nGenoeg: 1\nVoorbeeld: Hoi / dag.\nVoorbeeld: Dag.\n"
        "Hooguit woorden: 25\nMinstens woorden: 2\nLiever niet: helaas / sorry\nBewaar: nee\n"
    )
    assert answer == OwnWords(
        (KeyPoint("groet", required=True), KeyPoint("naam")),
        enough=1,
        models=("Hoi / dag.", "Dag."),
        most_words=25,
        least_words=2,
        avoid=("helaas", "sorry"),
        keep=False,
    )


@pytest.mark.parametrize(
    ("musts", "points", "enough"), [(1, 0, 1), (0, 2, 2), (1, 2, 2), (3, 0, 3), (1, 4, 4), (3, 1, 3)]
)
def test_enough_is_what_must_be_there_and_two_thirds_of_the_whole(musts: int, points: int, enough: int) -> None:
    lines = "".join(f"Moet: m{n}\n" for n in range(musts)) + "".join(f"Punt: p{n}\n" for n in range(points))
    assert own_words(f"## Wat zeg je?\n{lines}").enough == enough


def test_an_example_alone_is_enough_for_own_words() -> None:
    assert own_words("## Wat zeg je?\nVoorbeeld: Hoi!\n") == OwnWords((), 0, models=("Hoi!",))


# Do or don't


@pytest.mark.parametrize(
    ("written", "do"),
    [
        ("doen", True),
        ("Niet doen.", False),
        ("do", True),
        ("don't", False),
        ("Don’t", False),
        ("dont", False),
        ("do not", False),
    ],
)
def test_a_verdict_with_its_reason(written: str, do: bool) -> None:
    answer = answer_of(f"## Elke week mailen?\nOordeel: {written}\nMoet: reden (te vaak)\n")
    reasons = OwnWords((KeyPoint("reden", ("te vaak",), required=True),), enough=1, keep=False)
    assert answer == DoOrDont(do, reasons)


# Identity


def test_a_card_is_known_by_its_id() -> None:
    assert card_of(CARD + "Id: Eerste zin\n").key == "own/borrel#eerste-zin"


def test_without_an_id_a_card_is_known_by_its_question() -> None:
    assert card_of(CARD).key == "own/borrel#wie organiseert de borrel"


def test_what_stands_below_a_question_does_not_change_the_card() -> None:
    edited = "##  WIE organiseert de borrel ?!\nAntwoord: Truus\nHint: zij\n"
    assert card_of(edited).key == card_of(CARD).key


def test_a_gap_counts_by_its_place_and_not_by_its_answer() -> None:
    first = card_of("## Eerst [geven], dan nemen.\n").key
    assert card_of("## Eerst [schenken / geven], dan nemen.\n").key == first
    assert card_of("## Eerst geven, dan [nemen].\n").key != first


def test_the_key_of_a_long_question_is_short_and_its_own() -> None:
    start = "Je staat op een borrel en kent niemand. " * 5
    one, other = (card_of(f"## {start}{end}?\nAntwoord: hoi\n").key for end in ("Wat doe je", "Wat zeg je"))
    assert one != other
    assert len(one) < 100


def test_the_same_question_twice_is_two_cards() -> None:
    deck = deck_of(CARD + CARD + CARD)
    assert [card.key.partition("#")[2] for card in deck.cards] == [
        "wie organiseert de borrel",
        "wie organiseert de borrel~2",
        "wie organiseert de borrel~3",
    ]
    assert replace(deck.cards[1], key=deck.cards[0].key, line=1) == deck.cards[0]


# How a file was saved


def test_windows_1252_is_read_and_noted() -> None:
    deck = deck_of("## Wat zegt ‘Zoë’?\nAntwoord: één\n".encode("cp1252"))
    assert deck.cards[0].prompt == "Wat zegt ‘Zoë’?"
    assert [(problem.level, problem.message.values) for problem in deck.problems] == [
        ("note", {"encoding": "Windows-1252"})
    ]


def test_utf_16_is_read_and_noted() -> None:
    deck = deck_of(CARD.encode("utf-16"))
    assert deck.cards[0].answer == Short("Petra")
    assert deck.problems[0].message.values == {"encoding": "UTF-16"}


def test_the_decks_that_come_along_have_no_mistakes() -> None:
    files = sorted((Path(__file__).parents[2] / "decks").glob("??/*.md"))
    assert files
    for file in files:
        text = file.read_bytes()
        deck = read_deck(text, key=f"{file.parent.name}/{file.stem}", path=file, language="en")
        assert deck.problems == ()
        assert len(deck.cards) == text.count(b"\n## ")
        assert deck.language == file.parent.name
