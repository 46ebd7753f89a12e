"""Finding a card by what is asked or answered in it."""

from __future__ import annotations

from pathlib import Path

from trainer.cards.deckfile import read_deck
from trainer.cards.search import find, index, titled

DECK = """# Borrel
## Wie organiseert de borrel?
Of: Bij wie bestel je een café crème?
Antwoord: Zoë
Ook goed: mevrouw De Vries

## Eerst [geven / schenken], dan nemen.

## Noem twee dingen.
- doorverwijzen / een naam doorgeven
- luisteren

## Wat zeg je?
Punt: groet (hoi)
Voorbeeld: Hoi, ik ben Noor.

## Een visitekaartje op zijn kop geven?
Oordeel: niet doen
Punt: onleesbaar
Voorbeeld: Niet doen, want de ander kan het niet lezen.
"""
ENTRIES = index(read_deck(DECK, key="own/borrel", path=Path("borrel.md"), language="nl").cards)


def found(typed: str) -> list[int]:
    """The lines of the cards that were found."""
    return [card.line for card in find(ENTRIES, typed)]


def test_a_word_with_a_hash_is_the_beginning_of_a_tag_and_where_there_is_none_only_text() -> None:
    text = "# B\n\n## Wat is pitch #1?\nAntwoord: a\n\n## Wie?\nAntwoord: b\nLabels: Café Pitch, afronden\n"
    cards = read_deck(text, key="own/b", path=Path("b.md"), language="nl").cards
    look = index(cards)
    assert [card.prompt for card in find(look, "#cafe-p")] == ["Wie?"]
    assert [card.prompt for card in find(look, "#afr b")] == ["Wie?"]
    assert [card.prompt for card in find(look, "#1")] == ["Wat is pitch #1?"]
    assert find(look, "afronden") == ()


def test_case_and_accents_do_not_matter_on_either_side() -> None:
    assert found("zoe") == found("ZOË") == found("cafe creme") == [2]


def test_every_kind_of_answer_is_searched_in_every_wording() -> None:
    assert [found(typed) for typed in ("vries", "schenken", "naam doorgeven", "noor", "onleesbaar")] == [
        [2],
        [7],
        [9],
        [13],
        [17],
    ]


def test_every_typed_word_must_be_there_in_any_order_and_in_part() -> None:
    assert found("nem gev") == [7]
    assert found("schenken luisteren") == []


def test_nothing_typed_finds_nothing() -> None:
    assert found("") == found("  ?") == []


def test_a_slip_of_the_keys_is_forgiven_in_a_word_that_is_nowhere() -> None:
    assert found("borel") == found("brorel") == found("borrrel") == [2]
    assert found("dorverwijzen") == found("doorverwijsen") == [9]


def test_a_slip_is_forgiven_before_the_word_is_typed_to_its_end() -> None:
    assert [found("onleesbaar"[:n].replace("ees", "ese")) for n in (6, 7, 8, 9, 10)] == [[17]] * 5


def test_a_word_that_is_there_is_taken_as_it_is() -> None:
    assert found("kaartje") == [17]
    assert found("borrel schenken") == []


def test_a_short_word_is_not_guessed_at() -> None:
    assert found("xoe") == found("qqqq") == []


def test_with_a_slip_the_other_words_must_still_be_there() -> None:
    assert found("borel creme") == [2]
    assert found("borel schenken") == found("schenken borel") == []


def test_what_stands_in_a_question_as_typed_comes_first_then_ones_own_cards() -> None:
    text = "# X\nLanguage: en\n\n## {}\nAnswer: who is to say what X is\n"
    decks = [
        read_deck(text.format(question), key=key, path=Path("x.md"), language="en")
        for key, question in (("en/a", "Far away"), ("own/b", "Near"), ("en/c", "Who is X?"))
    ]
    entries = index(card for deck in decks for card in deck.cards)
    assert [card.prompt for card in find(entries, "who is x")] == ["Who is X?", "Near", "Far away"]


def test_a_deck_is_found_by_what_stands_in_its_title_and_by_few_letters_only_where_they_begin_a_word() -> None:
    decks = [
        read_deck(f"# {title}\n", key=f"own/{n}", path=Path("x.md"), language="nl")
        for n, title in enumerate(("Etiquette op de borrel", "Café (avond)"))
    ]
    assert titled(decks, "ETIQ bor") == (decks[0],)
    assert titled(decks, "cafe avond") == (decks[1],)
    assert titled(decks, "quette") == (decks[0],)
    assert titled(decks, "tte") == ()
    assert titled(decks, " ") == ()
