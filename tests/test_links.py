"""A card that was changed keeps its history: its text has a new key, and it is known by the old one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.form import CardForm
from trainer.cards.library import known_as
from trainer.cards.model import CardKey
from trainer.desk import Desk, lay
from trainer.memory.model import Grade
from trainer.workshop.bench import Workshop
from trainer.workshop.recognition import Recognition

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
    corrected(desk, tmp_path)
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


def newcomer(desk: Desk, question: str = "Wie organiseert?") -> CardKey:
    """The key of the card that asks this."""
    (key,) = [key for key, card in desk.library.cards.items() if card.prompt == question]
    return key


def corrected(desk: Desk, home: Path) -> None:
    """Practised, and its question changed since."""
    answer_all(desk)
    written(home, "Wie organiseert de borrel?", "Waar is het?")
    desk.reload()
    desk.relink([(OLD, NEW)])


@pytest.mark.parametrize("first", [True, False])
def test_the_old_question_typed_anew_is_another_card(desk: Desk, tmp_path: Path, *, first: bool) -> None:
    corrected(desk, tmp_path)
    anew, known = "Wie organiseert?", "Wie organiseert de borrel?"
    written(tmp_path, *((anew, known) if first else (known, anew)), "Waar is het?")
    desk.reload()
    assert desk.library.cards[OLD].prompt == known
    assert newcomer(desk) not in desk.store.schedules()


def test_the_newcomer_keeps_its_own_key_whatever_becomes_of_the_corrected_card(desk: Desk, tmp_path: Path) -> None:
    corrected(desk, tmp_path)
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?", "Wie organiseert?")
    desk.reload()
    key = newcomer(desk)
    answer_all(desk)
    assert key in desk.store.schedules()
    for questions in (("Wie organiseert?",), ("Wie organiseert?", "Wie organiseert de borrel?"), ("Wie organiseert?",)):
        written(tmp_path, *questions)
        later = lay({"TRAINER_HOME": str(tmp_path)}, now=desk.now, rng=Random(1))
        assert newcomer(later) == key
        later.store.close()


def test_a_newcomer_that_is_corrected_keeps_its_own_history(desk: Desk, tmp_path: Path) -> None:
    corrected(desk, tmp_path)
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?", "Wie organiseert?")
    desk.reload()
    key = newcomer(desk)
    written(tmp_path, "Wie organiseert de borrel?", "Waar is het?", "Wie organiseert dit?")
    desk.reload()
    desk.relink([(key, newcomer(desk, "Wie organiseert dit?"))])
    assert desk.library.cards[key].prompt == "Wie organiseert dit?"
    assert desk.library.cards[OLD].prompt == "Wie organiseert de borrel?"
    written(tmp_path, "Wie organiseert de borrel?", "Wie organiseert?", "Wie organiseert dit?")
    desk.reload()
    assert newcomer(desk) not in (OLD, key)


def test_once_the_link_is_taken_back_the_old_question_has_its_history_again(desk: Desk, tmp_path: Path) -> None:
    corrected(desk, tmp_path)
    written(tmp_path, "Wie organiseert?", "Waar is het?")
    desk.store.put_links({NEW: None})
    desk.reload()
    assert desk.library.cards[OLD].prompt == "Wie organiseert?"


def test_a_correction_that_was_taken_back_outside_is_known_again_unasked(desk: Desk, tmp_path: Path) -> None:
    corrected(desk, tmp_path)
    written(tmp_path, "Wie organiseert?", "Waar is het?")
    desk.reload()
    assert Recognition(desk).look().to_ask == ()
    assert desk.library.cards[OLD].prompt == "Wie organiseert?"
    assert desk.store.links() == {}


def test_of_two_cards_that_two_programs_gave_one_history_the_first_has_it(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    written(tmp_path, "Wie regelt?", "Waar is het?", "Wie doet dit?")
    desk.store.put_links({newcomer_key("wie regelt"): OLD, newcomer_key("wie doet dit"): OLD})
    desk.reload()
    assert desk.library.cards[OLD].prompt == "Wie regelt?"
    assert newcomer(desk, "Wie doet dit?") == newcomer_key("wie doet dit")


def newcomer_key(question: str) -> CardKey:
    return CardKey(f"own/borrel#{question}")


keys = st.sampled_from([CardKey(f"d#{name}") for name in ("a", "b", "c", "a~2", "a~01")])


@given(st.lists(keys, unique=True), st.dictionaries(keys, keys))
def test_whatever_the_links_no_two_cards_are_known_by_one_key(
    there: list[CardKey], links: dict[CardKey, CardKey]
) -> None:
    known = known_as(there, links)
    names = [known.get(key, key) for key in there]
    assert len(set(names)) == len(names)
    for key, name in zip(there, names, strict=True):
        if name not in (key, links.get(key)):
            assert key in links.values()


# -- is this the same card? ------------------------------------------------------------------------------------------


def test_yes_is_settled_for_a_card_that_was_corrected_before_it_was_ever_asked(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    Recognition(desk).remember()
    workshop = Workshop(desk)
    (deck,) = [deck for deck in desk.library.decks if deck.own]
    added = workshop.add_card(deck, CardForm("Wie regelt de drank?", answer="Petra"))
    assert added is not None
    was = workshop.form_of(deck, added.line)
    workshop.change_card(deck, added.line, CardForm("Wie organiseert het?", answer="Petra"), was)
    (deck,) = [deck for deck in desk.library.decks if deck.own]
    workshop.delete_card(deck, deck.cards[0].line)
    recognition = Recognition(desk)
    (pair,) = recognition.look().to_ask
    assert (pair.old, pair.card.prompt) == (OLD, "Wie organiseert het?")
    recognition.same([pair])
    assert desk.library.cards[OLD].prompt == "Wie organiseert het?"
    assert desk.store.links() == {newcomer_key("wie organiseert het"): OLD}
    assert Recognition(desk).look().to_ask == ()


def test_a_history_has_one_card(desk: Desk, tmp_path: Path) -> None:
    corrected(desk, tmp_path)
    written(tmp_path, "Wie regelt de borrel?", "Waar is het?")
    desk.reload()
    desk.relink([(OLD, newcomer_key("wie regelt de borrel"))])
    assert desk.store.links() == {newcomer_key("wie regelt de borrel"): OLD}


def test_a_card_that_is_gone_by_now_is_not_linked(desk: Desk, tmp_path: Path) -> None:
    answer_all(desk)
    desk.relink([(OLD, NEW)])
    assert desk.store.links() == {}
