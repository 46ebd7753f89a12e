"""The desk: decks asked for by name, taken in and out of the practice, and a change of language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from trainer.desk import Desk, UnknownDeck, lay

NOW = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """With an own deck that has a mistake in it, and names no language."""
    own = tmp_path / "decks"
    own.mkdir()
    (own / "borrel.md").write_text("# Borrel\n## Wie?\nAntwoord: Petra\n## Zonder antwoord\n", encoding="utf-8")
    laid = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl"}, now=lambda: NOW, rng=Random(1))
    yield laid
    laid.store.close()


def test_a_deck_with_a_mistake_in_it_can_be_asked_for_by_name_and_comes_once(desk: Desk) -> None:
    assert [deck.key for deck in desk.named(["borrel", "BORREL", "own/borrel"])] == ["own/borrel"]


def test_of_two_decks_with_one_name_the_one_in_the_interfaces_language_is_meant(desk: Desk) -> None:
    assert [deck.key for deck in desk.named(["openers"])] == ["nl/openers"]
    desk.speak("en")
    assert [deck.key for deck in desk.named(["openers"])] == ["en/openers"]


def test_a_deck_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(UnknownDeck, match="nl/openers"):
        desk.named(["opener"])


def test_a_deck_taken_out_is_out_also_the_next_time(desk: Desk, tmp_path: Path) -> None:
    pitch = desk.named(["pitch"])[0]
    desk.practise(pitch, wanted=False)
    again = lay({"TRAINER_HOME": str(tmp_path)}, now=lambda: NOW, read_only=True)
    assert [deck.key for deck in again.decks] == ["nl/etiquette", "nl/openers", "nl/reframes", "own/borrel"]
    desk.practise(pitch, wanted=True)
    assert pitch in desk.decks


def test_both_languages_decks_can_be_practised(desk: Desk) -> None:
    desk.practise(desk.named(["en/pitch"])[0], wanted=True)
    assert {deck.language for deck in desk.decks} == {"nl", "en"}


def test_a_deck_that_names_no_language_follows_the_interface(desk: Desk) -> None:
    assert desk.named(["borrel"])[0].language == "nl"
    desk.save(replace(desk.settings, language="en"))
    assert desk.named(["borrel"])[0].language == "en"


def test_the_counts_of_a_deck_add_up(desk: Desk) -> None:
    assert all(count.due + count.unseen + count.learned == len(count.deck.cards) for count in desk.counts())
