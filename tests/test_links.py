"""A card that was changed keeps its history: its text has a new key, and it is known by the old one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from trainer.cards.model import CardKey
from trainer.desk import Desk, lay
from trainer.memory.model import Grade

OLD, NEW = CardKey("own/borrel#wie organiseert"), CardKey("own/borrel#wie organiseert de borrel")


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 19, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "settings.toml").write_text('language = "nl"\ndecks = []\n')
    (tmp_path / "decks").mkdir()
    written(tmp_path, "Wie organiseert?", "Waar is het?")
    laid = lay({"TRAINER_HOME": str(tmp_path)}, now=Clock(), rng=Random(1))
    yield laid
    laid.store.close()


def written(home: Path, *questions: str) -> None:
    cards = "".join(f"\n## {question}\nAntwoord: Petra\n" for question in questions)
    (home / "decks" / "borrel.md").write_text(f"# Borrel\nTaal: nl\n{cards}")


def answer_all(desk: Desk) -> None:
    session = desk.begin()
    while desk.next(session) is not None:
        desk.record(session, desk.submit(session, "Petra"), Grade.GOOD, review_id=desk.store.new_id())


def test_a_changed_card_is_known_by_its_old_key_and_has_its_history(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    was = desk.store.schedules()[OLD]
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?")
    desk.reload()
    assert NEW in desk.library.cards
    desk.relink([(OLD, NEW)])
    assert NEW not in desk.library.cards
    assert desk.library.cards[OLD].prompt == "Wie organiseert de borrel?"
    assert desk.store.schedules()[OLD] == was
    clock = desk.now
    assert isinstance(clock, Clock)
    clock.at += timedelta(days=30)
    answer_all(desk)
    assert desk.store.schedules()[OLD].reviews == 2


def test_it_is_so_at_the_next_start_and_on_another_desk_at_its_next_look(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    other = lay({"TRAINER_HOME": str(tmp_path)}, now=desk.now, rng=Random(1))
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?")
    desk.reload()
    desk.relink([(OLD, NEW)])
    other.catch_up()
    assert other.reload()
    assert OLD in other.library.cards
    other.store.close()
    desk.store.close()
    later = lay({"TRAINER_HOME": str(tmp_path)}, now=desk.now, rng=Random(1))
    assert OLD in later.library.cards
    later.store.close()


def test_turned_round_it_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?")
    desk.reload()
    desk.relink([(OLD, NEW)])
    desk.relink([(NEW, OLD)])
    assert desk.store.links() == {}
    assert NEW in desk.library.cards


def test_a_card_changed_twice_keeps_its_first_history(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    for question in ("Wie organiseert de borrel?", "Wie regelt de borrel?"):
        written(tmp_path, question, "Waar is het?")
        desk.reload()
        (came,) = [key for key in desk.library.cards if key.startswith("own/borrel#wie") and key != OLD]
        desk.relink([(OLD, came)])
    assert desk.library.cards[OLD].prompt == "Wie regelt de borrel?"


def test_two_cards_that_change_places_keep_their_own_histories(desk: Desk) -> None:
    other = CardKey("own/borrel#waar is het")
    prompts = {key: card.prompt for key, card in desk.library.cards.items()}
    desk.relink([(OLD, other), (other, OLD)])
    assert desk.library.cards[OLD].prompt == prompts[other]
    assert desk.library.cards[other].prompt == prompts[OLD]


def test_when_the_old_card_comes_back_it_has_its_own_history_again(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?")
    desk.reload()
    desk.relink([(OLD, NEW)])
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?", "Wie organiseert?")
    desk.reload()
    assert desk.library.cards[OLD].prompt == "Wie organiseert?"
    assert NEW in desk.library.cards
