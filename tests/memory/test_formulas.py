"""FSRS-6 as plain functions, held to the `fsrs` library itself."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.formulas import SHORTEST, W, after, first, outcomes, recall
from trainer.memory.model import Grade

SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
START = datetime(2025, 3, 28, 12, tzinfo=UTC)

grades = st.sampled_from(list(Grade))
stabilities = st.floats(SHORTEST, 36_500)
difficulties = st.floats(1, 10)
days = st.floats(0, 3650)


def card(stability: float, difficulty: float) -> fsrs.Card:
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=stability,
        difficulty=difficulty,
        due=START,
        last_review=START,
    )


def nine_digits(figure: float) -> object:
    return pytest.approx(figure, rel=1e-9)


def test_the_weights_are_the_published_ones() -> None:
    assert tuple(SCHEDULER.parameters) == W


@pytest.mark.parametrize("grade", list(Grade))
def test_a_first_review_is_that_of_fsrs(grade: Grade) -> None:
    reviewed, _ = SCHEDULER.review_card(fsrs.Card(card_id=1), fsrs.Rating(int(grade)), START)
    assert first(grade) == (nine_digits(reviewed.stability or 0), nine_digits(reviewed.difficulty or 0))


@given(stability=stabilities, difficulty=difficulties, elapsed=st.integers(0, 3650), grade=grades)
def test_a_review_after_whole_days_is_that_of_fsrs(
    stability: float, difficulty: float, elapsed: int, grade: Grade
) -> None:
    theirs, _ = SCHEDULER.review_card(
        card(stability, difficulty), fsrs.Rating(int(grade)), START + timedelta(days=elapsed)
    )
    ours = after(stability, difficulty, elapsed, grade)
    assert ours == (nine_digits(theirs.stability or 0), nine_digits(theirs.difficulty or 0))


@given(stability=stabilities, difficulty=difficulties, elapsed=st.floats(1, 3650), grade=grades)
def test_a_review_after_part_of_a_day_more_is_what_the_formulas_of_fsrs_give(
    stability: float, difficulty: float, elapsed: float, grade: Grade
) -> None:
    """`fsrs` cuts the elapsed time down to whole days, but its formula takes any chance of recall."""
    theirs = SCHEDULER._next_stability(
        difficulty=difficulty,
        stability=stability,
        retrievability=recall(elapsed, stability),
        rating=fsrs.Rating(int(grade)),
    )
    assert after(stability, difficulty, elapsed, grade)[0] == nine_digits(theirs)


@given(stability=stabilities, elapsed=st.integers(0, 3650), part=st.integers(1, 1440))
def test_recall_after_part_of_a_day_is_that_of_fsrs(stability: float, elapsed: int, part: int) -> None:
    """Only elapsed time over stability counts: half a day at stability 1 is a whole day at stability 2."""
    theirs = SCHEDULER.get_card_retrievability(card(stability * part, 5), START + timedelta(days=elapsed))
    assert recall(elapsed / part, stability) == nine_digits(theirs)


@given(stability=stabilities, one=days, other=days)
def test_recall_is_a_chance_and_only_falls(stability: float, one: float, other: float) -> None:
    soon, late = sorted((one, other))
    assert 0 < recall(late, stability) <= recall(soon, stability) <= 1
    assert recall(-soon, stability) == 1


@given(stability=stabilities, difficulty=difficulties, elapsed=days)
def test_a_better_grade_is_never_worth_less(stability: float, difficulty: float, elapsed: float) -> None:
    worth = [after(stability, difficulty, elapsed, grade)[0] for grade in Grade if grade > Grade.AGAIN]
    assert worth == sorted(worth)


def test_the_formulas_do_not_load_fsrs() -> None:
    subprocess.run(
        [sys.executable, "-c", "import sys, trainer.memory.formulas\nassert 'fsrs' not in sys.modules"], check=True
    )


@given(stability=stabilities, difficulty=difficulties, elapsed=days)
def test_both_outcomes_at_once_are_those_of_each(stability: float, difficulty: float, elapsed: float) -> None:
    right, missed = outcomes(stability, difficulty, elapsed)
    assert right == nine_digits(after(stability, difficulty, elapsed, Grade.GOOD)[0])
    assert missed == nine_digits(after(stability, difficulty, elapsed, Grade.AGAIN)[0])
