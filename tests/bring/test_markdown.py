"""Decks of other programs in plain text, and our own."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from trainer.bring.model import Brought
from trainer.bring.read import read_file
from trainer.bring.write import deck_text
from trainer.i18n import Catalog

DECKS = sorted((Path(__file__).parents[2] / "decks").glob("??/*.md"))

HASHCARDS = """---
name = "De borrel"
---

Q: Hoe open je bij de tafel met drankjes?
A: Wat brengt jou hier vanavond?

Q: Noem er twee
die je kent.
A: - Petra
- Jan

---

C: Een pitch eindigt met [een vraag].
C: Eerst [geven], dan [nemen].
"""


def read(path: Path, text: str) -> Brought:
    path.write_text(text, encoding="utf-8")
    return read_file(path, language="nl", zone=UTC)


def pairs(brought: Brought) -> list[tuple[str, str]]:
    return [
        (card.form.question, card.form.answer or "; ".join(card.form.models or card.form.items))
        for deck in brought.decks
        for card in deck.cards
    ]


def test_a_deck_of_hashcards_comes_in(tmp_path: Path) -> None:
    brought = read(tmp_path / "x.md", HASHCARDS)
    assert brought.decks[0].title == "De borrel"
    assert pairs(brought) == [
        ("Hoe open je bij de tafel met drankjes?", "Wat brengt jou hier vanavond?"),
        ("Noem er twee\ndie je kent.", "Petra; Jan"),
        ("Een pitch eindigt met [een vraag].", ""),
        ("Eerst [geven], dan [nemen].", ""),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vraag: Wie?\nAntwoord: Petra\n", [("Wie?", "Petra")]),
        ("**Q:** Wie?\n**A:** Petra\n", [("Wie?", "Petra")]),
        ("Q: Wie?\nA: Petra\nA: Petra de Vries\n", [("Wie?", "Petra / Petra de Vries")]),
        ("# Namen\nfront :: back\n- hond::dog\n", [("front", "back"), ("hond", "dog")]),
        ("hond ::: dog\n", [("hond", "dog"), ("dog", "hond")]),
        (
            "# Etiquette\nTermijn: binnen een dag\n  noem iets\nKleding: net\n",
            [("Termijn", "binnen een dag"), ("Kleding", "net")],
        ),
        ("Q: Wie?\r\nA: Petra\r\n\r\nQ: Waar?\r\nA: Hier\r\n", [("Wie?", "Petra"), ("Waar?", "Hier")]),
        ("Q: C++: std::vector?\nA: een rij: a::b\n", [("C++: std::vector?", "een rij: a::b")]),
    ],
)
def test_other_ways_of_writing_come_in(tmp_path: Path, text: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(read(tmp_path / "x.txt", text)) == wanted


def test_an_indented_note_of_flashdown_is_the_explanation(tmp_path: Path) -> None:
    (first, _) = read(tmp_path / "x.fd", "Een: 1\n  want zo\n  is het\nTwee: 2\n").decks[0].cards
    assert first.form.why == "want zo\nis het"


@pytest.mark.parametrize("path", DECKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_deck_of_ours_goes_in_as_it_is(path: Path) -> None:
    brought = read_file(path, language="nl", zone=UTC)
    (deck,) = brought.decks
    assert deck_text(deck) == path.read_text(encoding="utf-8")
    assert deck.language == path.parent.name
    assert f"A deck of the trainer: {brought.cards} cards" in Catalog("en").say(brought.notes[0])


def test_what_has_to_be_mended_in_a_deck_of_ours_is_counted(tmp_path: Path) -> None:
    text = "# x\n## Wie?\nAntwoord: Petra\n<!-- van mij -->\n## Waar?\n"
    brought = read(tmp_path / "x.md", text)
    assert deck_text(brought.decks[0]) == text
    assert [note.key for note in brought.notes] == ["bring.own", "bring.own_problems"]
