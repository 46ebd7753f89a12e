"""Cards that are known again: no history is lost where a person would say that it is the same card, and none is given
to a card that a person would call another.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.edit import form_of
from trainer.cards.form import CardForm
from trainer.cards.formlines import lines_of
from trainer.cards.identity import copied_decks, moved_decks, orphans, proposals
from trainer.cards.likeness import Seen, seen
from trainer.cards.model import CardKey, Deck
from trainer.i18n import LANGUAGES, Language

PAIRS = Path(__file__).parent / "same-or-another.tsv"


class Pair(NamedTuple):
    language: str
    verdict: str
    why: str
    was: str
    was_answer: str
    now: str
    now_answer: str


def pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [Pair(*row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def deck(text: str, key: str = "own/borrel") -> Deck:
    return read_deck(text, key=key, path=Path("x.md"), language="nl", own=True)


def one(question: str, answer: str, language: str = "nl") -> Deck:
    text = question.replace("_____", f"[{answer}]")
    return deck(f"Taal: {language}\n## {text}\n" + (f"Antwoord: {answer}\n" if text == question else ""))


def keys(*decks: Deck) -> list[CardKey]:
    return [card.key for deck in decks for card in deck.cards]


def memory(*decks: Deck) -> dict[CardKey, Seen]:
    return {card.key: seen(card) for deck in decks for card in deck.cards}


def asked(before: list[Deck], after: list[Deck], *, remembered: bool = True) -> list[tuple[str, str]]:
    """From which question to which the histories go."""
    found = proposals(keys(*before), after, memory(*before) if remembered else {})
    prompts = {card.key: card.prompt for deck in before for card in deck.cards}
    return [(prompts[pair.old], pair.card.prompt) for pair in found]


def test_the_list_is_long_enough_and_in_both_languages() -> None:
    for language in ("nl", "en"):
        for verdict in ("same", "another"):
            assert sum(p.language == language and p.verdict.startswith(verdict) for p in pairs()) >= 30


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.language}-{pair.was}")
def test_a_card_is_proposed_where_a_person_would_say_that_it_is_the_same(pair: Pair) -> None:
    before, after = one(pair.was, pair.was_answer, pair.language), one(pair.now, pair.now_answer, pair.language)
    assert len(before.cards) == len(after.cards) == 1
    if before.cards[0].key == after.cards[0].key:
        assert pair.verdict == "same"
        return
    found = proposals(keys(before), [after], memory(before))
    assert bool(found) == pair.verdict.startswith("same")


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.language}-{pair.was}")
def test_without_a_memory_of_answers_only_what_can_be_told_from_the_question_is_proposed(pair: Pair) -> None:
    before, after = one(pair.was, pair.was_answer, pair.language), one(pair.now, pair.now_answer, pair.language)
    found = proposals(keys(before), [after], {})
    if pair.verdict == "another":
        assert found == ()
    elif pair.verdict == "same" and before.cards[0].key != after.cards[0].key:
        assert len(found) == 1


def test_of_two_siblings_each_keeps_its_own() -> None:
    before = deck("## Wat zeg je bij binnenkmst?\nAntwoord: hoi\n## Wat zeg je bij vertrk?\nAntwoord: tot ziens\n")
    after = deck("## Wat zeg je bij vertrek?\nAntwoord: tot ziens\n## Wat zeg je bij binnenkomst?\nAntwoord: hoi\n")
    for remembered in (True, False):
        assert set(asked([before], [after], remembered=remembered)) == {
            ("Wat zeg je bij binnenkmst?", "Wat zeg je bij binnenkomst?"),
            ("Wat zeg je bij vertrk?", "Wat zeg je bij vertrek?"),
        }


def test_a_card_with_a_history_of_its_own_is_never_proposed() -> None:
    before = deck("## Wat zeg je bij binnenkomst?\nAntwoord: hoi\n## Wat zeg je bij de binnenkomst?\nAntwoord: hoi\n")
    after = deck("## Wat zeg je bij de binnenkomst?\nAntwoord: hoi\n")
    assert asked([before], [after]) == []
    assert orphans(keys(before), [after]) == (before.cards[0].key,)


@pytest.mark.parametrize("remembered", [True, False])
def test_an_id_that_is_added_taken_away_or_changed_leaves_the_card_the_same(remembered: bool) -> None:
    text = "## Wie organiseert de borrel?\nAntwoord: Petra\n"
    plain, named, other = deck(text), deck(f"{text}Id: wie\n"), deck(f"{text}Id: petra\n")
    changes = [(plain, named), (named, plain), (named, other)] if remembered else [(plain, named)]
    for before, after in changes:
        (found,) = proposals(keys(before), [after], memory(before) if remembered else {})
        assert (found.card, found.sure) == (after.cards[0], True)


def test_an_id_keeps_a_card_through_any_change() -> None:
    before = deck("## Wie organiseert de borrel?\nAntwoord: Petra\nId: wie\n")
    after = deck("## Wat is een pitch?\nAntwoord: een praatje\nId: wie\n")
    assert orphans(keys(before), [after]) == ()


def test_two_ids_are_two_cards_however_alike_their_questions() -> None:
    before = deck("## Wie organiseert de borel?\nAntwoord: Petra\nId: een\n")
    after = deck("## Wie organiseert de borrel?\nAntwoord: Petra\nId: twee\n")
    assert asked([before], [after]) == []


QUESTIONS = [
    ("Wie organiseert de borrel?", "Petra"),
    ("Wat is een pitch?", "een praatje"),
    ("Waar laat je je jas?", "bij de garderobe"),
    ("Hoe rond je een gesprek af?", "bedanken en doorlopen"),
]


def written(*questions: tuple[str, str]) -> str:
    return "".join(f"## {question}\nAntwoord: {answer}\n" for question, answer in questions)


@pytest.mark.parametrize("remembered", [True, False])
def test_a_file_with_another_name_keeps_everything_and_asks_nothing(remembered: bool) -> None:
    before, after = deck(written(*QUESTIONS)), deck(written(*QUESTIONS), "own/feest")
    found = proposals(keys(before), [after], memory(before) if remembered else {})
    assert [(pair.old, pair.card.key, pair.sure) for pair in found] == [
        (old, new, True) for old, new in zip(keys(before), keys(after), strict=True)
    ]
    assert moved_decks(found, [after]) == (("own/borrel", "own/feest", 4),)


def test_a_file_that_was_renamed_and_corrected_in_one_go_keeps_everything() -> None:
    corrected = [("Wie organiseert de borrels?", "Petra"), *QUESTIONS[1:]]
    before, after = deck(written(*QUESTIONS)), deck(written(*corrected), "own/feest")
    assert len(asked([before], [after])) == 4


def test_a_file_that_was_split_keeps_everything() -> None:
    before = deck(written(*QUESTIONS))
    after = [deck(written(*QUESTIONS[:2])), deck(written(*QUESTIONS[2:]), "own/feest")]
    assert [pair[0] for pair in asked([before], after)] == [question for question, _ in QUESTIONS[2:]]
    both = [deck(written(*QUESTIONS[:2]), "own/a"), deck(written(*QUESTIONS[2:]), "own/b")]
    assert [pair[0] for pair in asked([before], both)] == [question for question, _ in QUESTIONS]


def test_a_copy_beside_its_original_starts_afresh() -> None:
    original, copy = deck(written(*QUESTIONS)), deck(written(*QUESTIONS), "own/kopie")
    assert asked([original], [original, copy]) == []
    assert copied_decks(keys(original), [original, copy]) == ((copy, original),)
    assert copied_decks(keys(original, copy), [original, copy]) == ()


def test_a_card_that_a_mistake_keeps_out_for_now_gives_its_history_to_no_other() -> None:
    before = deck(written(*QUESTIONS))
    broken = deck(written(*QUESTIONS).replace("Antwoord: Petra", "Antwoordt: Petra"))
    copy = deck(written(*QUESTIONS), "own/kopie")
    assert len(orphans(keys(before), [broken])) == 1
    assert asked([before], [broken, copy]) == []


@pytest.mark.parametrize("text", ["Taal: xx\n## Wie?\nAntwoord: ik\n", "\x89PNG\xff\x00"])
def test_a_deck_that_cannot_be_read_gives_its_history_to_no_other(text: str) -> None:
    before, copy = deck(written(*QUESTIONS)), deck(written(*QUESTIONS), "own/kopie")
    broken = read_deck(text.encode("latin-1"), key="own/borrel", path=Path("x.md"), language="nl")
    assert len(orphans(keys(before), [broken, copy])) == 4
    assert asked([before], [broken, copy]) == []


def test_a_short_question_in_a_deck_of_another_is_a_coincidence() -> None:
    before = deck(written(QUESTIONS[0], ("Wie ben je?", "Noor")))
    after = [deck(written(QUESTIONS[0])), deck(written(("Wie ben je?", "Sam")), "own/engels")]
    assert asked([before], after) == asked([before], after, remembered=False) == []
    same = [deck(written(QUESTIONS[0])), deck(written(("Wie ben je?", "Noor")), "own/engels")]
    assert asked([before], same) == [("Wie ben je?", "Wie ben je?")]


def test_a_card_that_went_to_another_deck_and_was_mended_on_the_way_is_asked_about() -> None:
    before = [deck(written(*QUESTIONS)), deck(written(("Wie ben je?", "Noor")), "own/feest")]
    mended = ("Hoe rondt je een gesprek af?", QUESTIONS[3][1])
    after = [deck(written(*QUESTIONS[:3])), deck(written(("Wie ben je?", "Noor"), mended), "own/feest")]
    assert asked(before, after) == [(QUESTIONS[3][0], mended[0])]
    other = (mended[0], "opstaan en weggaan")
    after = [deck(written(*QUESTIONS[:3])), deck(written(("Wie ben je?", "Noor"), other), "own/feest")]
    assert asked(before, after) == []


def test_ten_thousand_new_questions_at_once_are_looked_through() -> None:
    before = deck(written(*((f"Wat zeg je tegen gast {n} bij de ingang?", f"hallo {n}") for n in range(1_000))))
    after = deck(written(*((f"Wat zeg jij tegen gast {n} bij de ingang?!", f"hallo {n}") for n in range(1_000))))
    found = asked([before], [after])
    assert len(found) == 1_000
    assert all(was.replace("je", "jij") + "!" == now for was, now in found)


# Ten thousand edits at random

EDITS = 10_000
IN_A_DECK, EDITED, TAKEN_OUT, PUT_IN = 9, 4, 2, 3
LIGHT = {"nl": ["eigenlijk", "precies", "dan", "nu", "ook"], "en": ["really", "exactly", "then", "now", "just"]}
WORD_OR_GAP = re.compile(r"\[[^\]]*\]\S*|\S+")


def bundled(language: str) -> list[CardForm]:
    """The cards of the decks that come with the trainer, without their Ids."""
    files = [path.read_bytes() for path in sorted((Path(__file__).parents[2] / "decks" / language).glob("*.md"))]
    places = [[card.line for card in read_deck(data, key="x", path=Path("x"), language="nl").cards] for data in files]
    return [replace(form_of(data, n), id="") for data, ns in zip(files, places, strict=True) for n in ns]


def edited(question: str, language: str, rng: Random) -> str:
    """A question after an edit by which it stays the same: little words, punctuation, order, a slip."""
    words = WORD_OR_GAP.findall(question)
    place = rng.randrange(1, len(words))
    free = [n for n in range(1, len(words)) if "[" not in words[n - 1] + words[n]]
    long = [n for n, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    match rng.randrange(6 if long else 3):
        case 0:
            words.insert(place, rng.choice(LIGHT[language]))
        case 1:
            words[-1] = words[-1].rstrip(".?!") + rng.choice([" …?", " (kort)", "!!", ";", " -"])
        case 2 if free:
            place = rng.choice(free)
            words[place - 1 : place + 1] = words[place], words[place - 1]
        case _ if long:
            place = rng.choice(long)
            word, n = words[place], rng.randrange(1, len(words[place]) - 2)
            slips = word[:n] + word[n + 1 :], word[: n + 1] + word[n:], word[:n] + word[n + 1] + word[n] + word[n + 2 :]
            words[place] = rng.choice(slips)
    return " ".join(words)


lines = cache(lines_of)


def lay_out(forms: Sequence[CardForm], name: str, language: Language) -> Deck:
    return deck(f"Taal: {language}\n" + "".join(lines(form, language) for form in forms), f"own/{name}")


def counted(language: Language, rng: Random, *, remembered: bool) -> tuple[int, int, int]:
    """How many edits there were, how many histories were lost by them, and how many went to another card."""
    cards = bundled(language)
    edits = lost = wrong = 0
    while edits < EDITS // 2:
        chosen = rng.sample(cards, IN_A_DECK + PUT_IN)
        old, extra = chosen[:IN_A_DECK], chosen[IN_A_DECK:]
        places = rng.sample(range(IN_A_DECK), EDITED + TAKEN_OUT)
        now: dict[int, CardForm] = {n: form for n, form in enumerate(old) if n not in places[EDITED:]}
        for n in places[:EDITED]:
            now[n] = replace(old[n], question=edited(old[n].question, language, rng))
        before = lay_out(old, "borrel", language)
        placed = [*now.items(), *enumerate(extra, IN_A_DECK)]
        rng.shuffle(placed)
        # One file as before, two files, or one with another name.
        cut, name = rng.choice([(99, "borrel"), (99, "borrel"), (rng.randrange(2, 6), "borrel"), (99, "feest")])
        parts = [(placed[:cut], name), (placed[cut:], "rest")]
        after = [lay_out([form for _, form in part], name, language) for part, name in parts if part]
        new = dict(zip([n for n, _ in placed], keys(*after), strict=True))
        vanished = set(orphans(keys(before), after))
        wanted = {(key, new[n]) for n, key in enumerate(keys(before)) if n in new and key in vanished}
        found = proposals(keys(before), after, memory(before) if remembered else {})
        given = {(pair.old, pair.card.key) for pair in found}
        edits, lost, wrong = edits + EDITED, lost + len(wanted - given), wrong + len(given - wanted)
    return edits, lost, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_edits_lose_no_history_and_give_none_away(language: Language) -> None:
    assert counted(language, Random(20261121), remembered=True) == (EDITS // 2, 0, 0)
