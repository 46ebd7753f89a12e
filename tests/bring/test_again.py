"""Bringing in again: cards are updated, and what was added to them stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.bring.again import updated
from trainer.bring.model import BroughtCard, BroughtDeck
from trainer.bring.remembered import read_rows, write_rows
from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm

FILE = """# Mijn borrel

<!-- van mij -->
## Wie?
Antwoord: Petra
Hint: zij
<!-- blijft -->

## Waar?
Antwoord: thuis
Id: waar-1


## Van mezelf?
Antwoord: ja
"""


def deck(*forms: CardForm) -> BroughtDeck:
    return BroughtDeck("x", "nl", tuple(BroughtCard(form) for form in forms))


def test_cards_are_changed_where_they_stand_and_new_ones_stand_below() -> None:
    again = updated(
        FILE.encode(),
        deck(
            CardForm(question="wie", answer="Petra de Vries", tags="borrel"),
            CardForm(question="Waar is het?", answer="thuis", id="waar-1"),
            CardForm(question="Nieuw?", answer="nu"),
        ),
    )
    assert again.data.decode() == (
        FILE.replace("## Wie?", "## wie")
        .replace("Antwoord: Petra\nHint: zij\n", "Antwoord: Petra de Vries\nHint: zij\nLabels: borrel\n")
        .replace("## Waar?", "## Waar is het?")
        + "\n## Nieuw?\nAntwoord: nu\n"
    )
    assert [(was.question, now.question) for was, now in again.changed] == [("Wie?", "wie"), ("Waar?", "Waar is het?")]
    assert [form.question for form in again.added] == ["Nieuw?"]


def test_nothing_new_changes_not_a_byte() -> None:
    data = FILE.replace("\n", "\r\n").encode("utf-16")
    assert updated(data, deck(CardForm(question="Wie?", answer="Petra"))).data == data


def test_an_answer_that_became_key_points_stays() -> None:
    file = "## Wie?\nPunt: naam (petra)\nVoorbeeld: Petra, denk ik.\n"
    again = updated(file.encode(), deck(CardForm(question="Wie?", answer="Petra", why="Zomaar")))
    assert again.data.decode() == f"{file}Uitleg: Zomaar\n"


def test_the_same_question_twice_is_two_cards() -> None:
    file = b"## Bank?\nAntwoord: geld\n\n## Bank?\nAntwoord: zitten\n"
    again = updated(file, deck(CardForm(question="Bank?", answer="geld"), CardForm(question="Bank?", answer="zit")))
    assert again.data == file.replace(b"zitten", b"zit")


def test_an_empty_file_and_one_without_a_last_line_end_take_cards() -> None:
    for file in (b"", b"# x", b"## Wie?\nAntwoord: Petra"):
        again = updated(file, deck(CardForm(question="Waar?", answer="hier")))
        assert read_deck(again.data, key="x", path=Path("x"), language="nl").cards[-1].prompt == "Waar?"


def test_what_is_remembered_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.json"
    there: list[bool] = []
    monkeypatch.setattr("os.fsync", lambda _: there.append(path.exists()))
    write_rows(path, {"een": ["wie", False]})
    assert there == [False]
    assert read_rows(path, lambda *values: values) == {"een": ("wie", False)}
