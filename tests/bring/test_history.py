"""From a history elsewhere to a memory state here."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.bring.history import replayed, schedule_of, woven
from trainer.bring.model import Past, PastReview
from trainer.days import study_day
from trainer.memory import scheduler
from trainer.memory.model import Grade, Schedule

NOW = datetime(2026, 11, 19, 19, 30, tzinfo=UTC)
GRADES = (Grade.GOOD, Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY)
HISTORY = tuple(
    PastReview(NOW - timedelta(days=days), grade, 5.0) for days, grade in zip((90, 80, 80, 60, 20), GRADES, strict=True)
)


def schedule(past: Past) -> Schedule | None:
    return schedule_of(past, card="own/x#wie", day_of=study_day, now=NOW)


def test_a_history_is_replayed_in_order_by_study_days() -> None:
    ids = iter(range(100, 200))
    steps = list(replayed(Past(HISTORY), card="own/x#wie", day_of=study_day, new_id=lambda _: next(ids)))
    wanted = None
    for review, (answer, before, after), number in zip(HISTORY, steps, range(100, 105), strict=True):
        assert (answer, before) == (review, wanted)
        wanted = scheduler.review(
            wanted, review.grade, card="own/x#wie", at=review.at, day=study_day(review.at), review_id=number
        )
        assert after == wanted
    assert wanted is not None
    assert (wanted.reviews, wanted.lapses) == (5, 1)


@pytest.mark.parametrize("due", [date(2026, 11, 1), date(2026, 11, 19), date(2027, 3, 1)])
def test_the_due_date_of_the_other_program_stands(due: date) -> None:
    found = schedule(Past(HISTORY, due=due))
    assert found is not None
    assert found.due == due


def test_a_due_date_before_the_last_answer_is_that_day() -> None:
    found = schedule(Past(HISTORY, due=date(2020, 1, 1)))
    assert found is not None
    assert (found.due, found.known) == (found.day, False)


def test_the_memory_state_of_fsrs_elsewhere_stands() -> None:
    found = schedule(Past(HISTORY, due=date(2026, 12, 1), stability=41.5, difficulty=3.25))
    assert found is not None
    assert (found.stability, found.difficulty, found.at) == (41.5, 3.25, HISTORY[-1].at)


def test_a_new_card_has_no_schedule() -> None:
    assert schedule(Past()) is None


@pytest.mark.parametrize("ease", [0.0, 1.3, 2.5, 4.0])
@pytest.mark.parametrize("interval", [0, 1, 30, 3000])
def test_a_card_of_which_only_the_date_is_known_has_a_state_that_makes_sense(ease: float, interval: int) -> None:
    due = date(2026, 12, 1)
    found = schedule(Past(due=due, interval=interval, ease=ease, lapses=2))
    assert found is not None
    assert (found.due, found.reviews, found.lapses) == (due, 3, 2)
    assert found.day == min(due - timedelta(days=max(interval, 1)), date(2026, 11, 19))
    assert found.at <= NOW
    assert found.stability == max(interval, 1)
    assert 1 <= found.difficulty <= 10
    after = scheduler.review(found, Grade.GOOD, card="x", at=NOW, day=date(2026, 12, 1), review_id=1)
    assert after.due > due


def test_an_easier_card_elsewhere_is_an_easier_card_here() -> None:
    states = [schedule(Past(due=date(2026, 12, 1), interval=20, ease=ease)) for ease in (1.3, 2.0, 2.5, 3.0)]
    found = [state.difficulty for state in states if state]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1]


class Here(NamedTuple):
    """An answer that was given here."""

    id: int
    at: datetime
    day: date
    grade: Grade
    before: Schedule | None
    after: Schedule
    retention: float = 0.9


@given(st.lists(st.tuples(st.sampled_from(Grade), st.integers(0, 40), st.booleans()), min_size=1, max_size=12))
def test_whatever_came_from_elsewhere_all_answers_come_to_what_one_history_in_order_of_time_does(
    answers: list[tuple[Grade, int, bool]],
) -> None:
    at, all_of_them, here, elsewhere = NOW, list[PastReview](), list[Here](), list[PastReview]()
    state: Schedule | None = None
    for grade, days, is_here in answers:
        at += timedelta(days=days, minutes=1)
        answer = PastReview(at, grade, 5.0)
        all_of_them.append(answer)
        if is_here:
            after = scheduler.review(state, grade, card="c", at=at, day=at.date(), review_id=7)
            here.append(Here(7, at, at.date(), grade, state, after))
            state = after
        else:
            elsewhere.append(answer)
    if not here:
        return
    how = {"card": "c", "day_of": datetime.date, "new_id": lambda _: 7}
    found = woven(Past(tuple(elsewhere)), here, settled=False, **how)  # type: ignore[arg-type]
    (*_, (_, _, whole)) = replayed(Past(tuple(all_of_them)), **how)  # type: ignore[arg-type]
    assert found.schedule == whole
    assert [answer for answer, _, _ in found.answers] == elsewhere
