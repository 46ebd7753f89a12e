"""How fast the learner answers: a starting figure at first, the learner's own later, never one bad evening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.pace import IDLE, KEPT, Answered, Pace


def paced(*seconds: float, first_key: float | None = 2.0) -> Pace:
    pace = Pace()
    for one in seconds:
        pace = pace.after(Answered(one, first_key))
    return pace


def test_without_answers_a_card_takes_the_starting_figure() -> None:
    assert Pace().seconds(15) == 15
    assert Pace().seconds(65) == 65


def test_one_slow_first_card_moves_the_figure_only_a_little() -> None:
    assert 15 < paced(40).seconds(15) < 18


def test_after_many_answers_the_figure_is_nearly_the_learners_own() -> None:
    assert paced(*[9] * KEPT).seconds(15) == pytest.approx(9, abs=1.1)
    assert paced(*[30] * KEPT).seconds(15) == pytest.approx(30, abs=2.6)


def test_an_answer_counts_for_at_most_five_times_the_starting_figure() -> None:
    assert paced(3600).seconds(15) == paced(75).seconds(15)


def test_only_recent_answers_count() -> None:
    slow_then_quick = paced(*[60] * KEPT, *[6] * KEPT)
    assert slow_then_quick == paced(*[6] * KEPT)
    assert len(slow_then_quick.recent) == KEPT


def test_a_pace_is_a_value_that_an_answer_does_not_change() -> None:
    before = paced(10, 12)
    before.after(Answered(99, 1))
    assert before == paced(10, 12)


def test_what_is_typical_needs_five_answers() -> None:
    assert paced(1, 1, 1, 1).typical_first_key() is None
    assert paced(1, 1, 1, 1, 1).typical_first_key() == 2.0


def test_answers_whose_keys_were_not_seen_say_nothing_about_the_first_key() -> None:
    assert paced(*[10] * 20, first_key=None).typical_first_key() is None


def test_a_doorbell_is_no_thinking() -> None:
    assert paced(*[10] * 5, first_key=3000).typical_first_key() == IDLE


@given(seconds=st.lists(st.floats(0, 1e5), max_size=60), start=st.sampled_from([15.0, 65.0]))
def test_the_expected_seconds_lie_between_nothing_and_five_times_the_start(seconds: list[float], start: float) -> None:
    assert 0 < paced(*seconds).seconds(start) <= 5 * start


@given(waits=st.lists(st.none() | st.floats(0, 1e5), min_size=5, max_size=60))
def test_the_typical_wait_is_one_that_half_of_the_answers_beat(waits: list[float | None]) -> None:
    pace = Pace()
    for wait in waits:
        pace = pace.after(Answered(20, wait))
    typical = pace.typical_first_key()
    seen = [min(wait, IDLE) for wait in waits[-KEPT:] if wait is not None]
    if typical is None:
        assert len(seen) < 5
    else:
        assert sum(wait <= typical for wait in seen) >= len(seen) / 2 <= sum(wait >= typical for wait in seen)
