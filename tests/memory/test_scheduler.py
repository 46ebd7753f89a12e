"""Scheduling, held to the `fsrs` library itself and to what we promise beyond it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.model import Grade, Schedule
from trainer.memory.scheduler import LONGEST, choices, fuzzed, recall, review, warm_up

START = date(2025, 3, 28)
CARD = "nl/openers#1"


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def once(
    schedule: Schedule | None, grade: Grade, day: date, *, card: str = CARD, retention: float = 0.9, hour: int = 20
) -> Schedule:
    at = datetime.combine(day, time(hour), UTC)
    return review(schedule, grade, card=card, at=at, day=day, review_id=7, retention=retention)


def after(*steps: tuple[int, Grade], card: str = CARD, retention: float = 0.9) -> Schedule:
    """The schedule after reviews, each so many days after the one before."""
    schedule, day = None, START
    for days, grade in steps:
        day += timedelta(days=days)
        schedule = once(schedule, grade, day, card=card, retention=retention)
    assert schedule is not None
    return schedule


grades = st.sampled_from(list(Grade))
histories = st.lists(st.tuples(st.integers(0, 400), grades), min_size=1, max_size=25)
retentions = st.sampled_from([0.7, 0.8, 0.9, 0.95, 0.97])


# -- the same as FSRS


@given(history=histories, retention=retentions)
def test_memory_is_what_fsrs_itself_makes_of_the_same_history(
    history: list[tuple[int, Grade]], retention: float
) -> None:
    scheduler = fsrs.Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    theirs, ours, day = fsrs.Card(card_id=1), None, START
    for days, grade in history:
        day += timedelta(days=days)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(int(grade)), noon(day))
        ours = once(ours, grade, day, retention=retention)
        assert theirs.stability is not None
        assert ours.stability == pytest.approx(theirs.stability, rel=1e-9)
        assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-9)
        if grade is not Grade.AGAIN:
            interval = (theirs.due - noon(day)).days
            assert (ours.due - day).days == fuzzed(interval, card=CARD, reviews=ours.reviews)
        later = day + timedelta(days=30)
        assert recall(ours, later) == pytest.approx(scheduler.get_card_retrievability(theirs, noon(later)), rel=1e-9)


def test_first_stabilities_are_the_published_ones() -> None:
    stabilities = [after((0, grade)).stability for grade in Grade]
    assert stabilities == list(fsrs.Scheduler().parameters[:4])


@given(history=histories, hours=st.lists(st.integers(0, 23), min_size=25, max_size=25))
def test_only_whole_study_days_count_and_the_hour_moves_nothing(
    history: list[tuple[int, Grade]], hours: list[int]
) -> None:
    early = late = None
    day = START
    for (days, grade), hour in zip(history, hours, strict=False):
        day += timedelta(days=days)
        early, late = once(early, grade, day, hour=0), once(late, grade, day, hour=hour)
    assert early is not None
    assert late is not None
    assert (early.stability, early.difficulty, early.due) == (late.stability, late.difficulty, late.due)


def test_a_second_review_on_one_day_uses_the_short_term_formula() -> None:
    first = after((0, Grade.GOOD))
    w = fsrs.Scheduler().parameters
    for grade in Grade:
        increase = 2.718281828459045 ** (w[17] * (grade - 3 + w[18])) * first.stability ** -w[19]
        increase = max(increase, 1.0) if grade > Grade.AGAIN else increase
        assert once(first, grade, START).stability == pytest.approx(first.stability * increase, rel=1e-6)


# -- what is remembered beside it


def test_a_schedule_says_when_and_by_which_review_it_came() -> None:
    schedule = after((0, Grade.GOOD), (3, Grade.HARD))
    assert (schedule.reviews, schedule.last_review, schedule.day) == (2, 7, START + timedelta(days=3))
    assert schedule.at == datetime.combine(schedule.day, time(20), UTC)


def test_a_lapse_is_a_card_that_was_known_and_then_missed() -> None:
    assert after((0, Grade.AGAIN)).lapses == 0
    assert after((0, Grade.GOOD), (3, Grade.AGAIN)).lapses == 1
    assert after((0, Grade.GOOD), (3, Grade.AGAIN), (0, Grade.AGAIN), (0, Grade.AGAIN)).lapses == 1
    assert after((0, Grade.AGAIN), (0, Grade.AGAIN)).lapses == 0
    assert after((0, Grade.GOOD), (3, Grade.AGAIN), (0, Grade.GOOD), (1, Grade.AGAIN)).lapses == 2


@given(history=histories)
def test_again_stays_due_today_and_any_other_grade_does_not(history: list[tuple[int, Grade]]) -> None:
    schedule = after(*history)
    if history[-1][1] is Grade.AGAIN:
        assert schedule.due == schedule.day
        assert not schedule.known
    else:
        assert schedule.day < schedule.due <= schedule.day + timedelta(days=LONGEST)
        assert schedule.known


# -- a clock that steps back


@given(history=histories, back=st.integers(1, 400), grade=grades)
def test_a_clock_that_steps_back_counts_as_no_time_at_all(
    history: list[tuple[int, Grade]], back: int, grade: Grade
) -> None:
    schedule = after(*history)
    same_day = once(schedule, grade, schedule.day)
    earlier = once(schedule, grade, schedule.day - timedelta(days=back))
    assert (earlier.stability, earlier.difficulty) == (same_day.stability, same_day.difficulty)
    assert earlier.day == schedule.day
    assert recall(schedule, schedule.day - timedelta(days=back)) == recall(schedule, schedule.day)


def test_again_is_due_today_also_where_today_lies_before_the_last_review() -> None:
    today = START - timedelta(days=2)
    assert once(after((0, Grade.GOOD)), Grade.AGAIN, today).due == today


# -- what is shown is what it gives


@given(history=st.just([]) | histories, days=st.integers(0, 200), retention=retentions)
def test_the_interval_shown_is_the_one_it_gives(history: list[tuple[int, Grade]], days: int, retention: float) -> None:
    schedule = after(*history, retention=retention) if history else None
    day = (schedule.day if schedule else START) + timedelta(days=days)
    shown = choices(schedule, card=CARD, at=noon(day), day=day, retention=retention)
    assert list(shown) == list(Grade)
    for grade, promised in shown.items():
        given_now = once(schedule, grade, day, retention=retention)
        assert (promised.due, promised.stability) == (given_now.due, given_now.stability)


@given(history=st.just([]) | histories, days=st.integers(0, 400), card=st.text(max_size=20), retention=retentions)
def test_a_better_grade_never_brings_a_card_back_sooner(
    history: list[tuple[int, Grade]], days: int, card: str, retention: float
) -> None:
    schedule = after(*history, card=card, retention=retention) if history else None
    day = (schedule.day if schedule else START) + timedelta(days=days)
    dues = [s.due for s in choices(schedule, card=card, at=noon(day), day=day, retention=retention).values()]
    assert dues == sorted(dues)


# -- fuzz


def fsrs_range(days: int) -> tuple[int, int]:
    """FSRS's own bounds, as in its `_get_fuzzed_interval`."""
    spread = 1.0
    for start, end, factor in ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05)):
        spread += factor * max(min(float(days), end) - start, 0.0)
    return max(2, round(days - spread)), min(LONGEST, round(days + spread))


@given(days=st.integers(1, LONGEST), card=st.text(), reviews=st.integers(1, 10_000))
def test_an_interval_is_spread_within_the_range_of_fsrs(days: int, card: str, reviews: int) -> None:
    low, high = fsrs_range(days) if days > 2 else (days, days)
    assert low <= fuzzed(days, card=card, reviews=reviews) <= high


def test_the_spread_uses_the_whole_range_evenly() -> None:
    days = [fuzzed(30, card=f"deck#{n}", reviews=3) for n in range(2000)]
    low, high = fsrs_range(30)
    counts = [days.count(day) for day in range(low, high + 1)]
    assert sum(counts) == 2000
    assert min(counts) > 0.6 * 2000 / len(counts)


@given(card=st.text(), reviews=st.integers(1, 1000))
def test_a_longer_interval_is_never_spread_to_before_a_shorter_one(card: str, reviews: int) -> None:
    spread = [fuzzed(days, card=card, reviews=reviews) for days in (*range(400), *range(400, LONGEST + 1, 37), LONGEST)]
    assert spread == sorted(spread)


def test_the_spread_is_the_same_in_every_process() -> None:
    program = "from trainer.memory.scheduler import fuzzed\nprint(fuzzed(300, card='nl/openers#é', reviews=4))"
    here = str(fuzzed(300, card="nl/openers#é", reviews=4))
    runs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert runs == [here, here]


def test_cards_learned_together_part_ways() -> None:
    steps = [(0, Grade.EASY), (16, Grade.GOOD)]
    assert len({after(*steps, card=f"nl/openers#{n}").due for n in range(30)}) > 5


# -- retention


@given(history=histories)
def test_who_wants_to_remember_more_is_asked_sooner(history: list[tuple[int, Grade]]) -> None:
    dues = [after(*history, retention=retention).due for retention in (0.97, 0.9, 0.8, 0.7)]
    assert dues == sorted(dues)


def test_at_the_default_a_card_is_due_when_recall_has_fallen_to_nine_in_ten() -> None:
    schedule = after((0, Grade.EASY), (16, Grade.EASY))
    assert recall(schedule, schedule.day + timedelta(days=round(schedule.stability))) == pytest.approx(0.9, abs=0.002)


@given(history=histories, days=st.integers(-400, 40_000))
def test_recall_is_a_chance_and_only_falls(history: list[tuple[int, Grade]], days: int) -> None:
    schedule = after(*history)
    day = schedule.day + timedelta(days=days)
    assert 0 <= recall(schedule, day + timedelta(days=1)) <= recall(schedule, day) <= 1
    assert recall(schedule, schedule.day) == 1


# -- loading


def test_looking_at_schedules_does_not_load_fsrs() -> None:
    program = (
        "import sys, trainer.memory.model, trainer.memory.pace, trainer.memory.scheduler as s\n"
        "assert 'fsrs' not in sys.modules\ns.warm_up()\nassert 'fsrs' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_warming_up_twice_is_no_matter() -> None:
    warm_up()
    warm_up()
