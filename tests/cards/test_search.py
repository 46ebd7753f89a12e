"""Finding a card by what is asked or answered in it."""

from __future__ import annotations

from pathlib import Path

from trainer.cards.deckfile import read_deck
from trainer.cards.search import find, index

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
