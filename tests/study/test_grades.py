"""From a verdict to a proposed grade, row by row of the table, and what no answer may ever lead to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading.model import Judgement, Part, Verdict
from trainer.memory.model import Grade, Schedule
from trainer.memory.pace import Answered, Pace
from trainer.study.grades import Proposal, passes, propose

PACE = Pace(tuple(Answered(12, 4.0) for _ in range(10)))
"""First key after four seconds: Easy below 2.4, Hard above 12."""
SEEN = Schedule(5, 5, date(2025, 11, 12), date(2025, 11, 7), datetime(2025, 11, 7, 20, tzinfo=UTC), 2, 0, 1)
ONCE = Schedule(5, 5, date(2025, 11, 12), date(2025, 11, 7), datetime(2025, 11, 7, 20, tzinfo=UTC), 1, 0, 1)


def judged(
    verdict: Verdict, *, credit: float = 1.0, unsure: bool = False, enough: int = 0, parts: tuple[Part, ...] = ()
) -> Judgement:
    return Judgement(verdict, credit, "Petra", unsure=unsure, enough=enough, parts=parts)


def proposed(
    judgement: Judgement,
    *,
    hinted: bool = False,
    first_key: float | None = 4.0,
    pace: Pace = PACE,
    schedule: Schedule | None = SEEN,
) -> Proposal:
    return propose(judgement, hinted=hinted, first_key=first_key, pace=pace, schedule=schedule)


@pytest.mark.parametrize("verdict", [Verdict.CORRECT, Verdict.CLOSE])
def test_a_right_answer_is_good_and_so_is_a_typo(verdict: Verdict) -> None:
    assert proposed(judged(verdict)) == Proposal(Grade.GOOD)


def test_a_quick_right_answer_is_offered_easy_but_never_given_it() -> None:
    assert proposed(judged(Verdict.CORRECT), first_key=2.3) == Proposal(Grade.GOOD, easy=True)
    assert proposed(judged(Verdict.CORRECT), first_key=2.5) == Proposal(Grade.GOOD)


@pytest.mark.parametrize("schedule", [None, ONCE])
def test_easy_is_not_offered_before_a_card_was_seen_twice(schedule: Schedule | None) -> None:
    assert proposed(judged(Verdict.CORRECT), first_key=0.5, schedule=schedule) == Proposal(Grade.GOOD)


def test_a_right_answer_after_a_hint_is_hard_however_quick() -> None:
    assert proposed(judged(Verdict.CORRECT), hinted=True, first_key=0.5) == Proposal(Grade.HARD)


def test_a_right_answer_that_took_three_times_as_long_is_hard() -> None:
    assert proposed(judged(Verdict.CORRECT), first_key=12.1) == Proposal(Grade.HARD)
    assert proposed(judged(Verdict.CORRECT), first_key=12.0) == Proposal(Grade.GOOD)


def test_a_doorbell_does_not_make_a_card_hard() -> None:
    thoughtful = Pace(tuple(Answered(60, 25.0) for _ in range(10)))
    assert proposed(judged(Verdict.CORRECT), first_key=3000, pace=thoughtful) == Proposal(Grade.GOOD)


@pytest.mark.parametrize("first_key", [None, 0.1, 500.0])
def test_without_a_pace_to_go_by_speed_says_nothing(first_key: float | None) -> None:
    assert proposed(judged(Verdict.CORRECT), first_key=first_key, pace=Pace()) == Proposal(Grade.GOOD)


def test_where_keys_are_not_seen_speed_says_nothing() -> None:
    assert proposed(judged(Verdict.CORRECT), first_key=None) == Proposal(Grade.GOOD)


@pytest.mark.parametrize(
    ("credit", "enough", "grade"),
    [
        (2 / 3, 3, Grade.HARD),
        (0.66, 3, Grade.AGAIN),
        (0.75, 4, Grade.HARD),
        (0.5, 4, Grade.AGAIN),
        (0.5, 2, Grade.AGAIN),  # of one or two parts, all
        (0.9, 2, Grade.AGAIN),
        (0.7, 0, Grade.HARD),
    ],
)
def test_a_part_passes_from_two_thirds_on(credit: float, enough: int, grade: Grade) -> None:
    assert proposed(judged(Verdict.PARTIAL, credit=credit, enough=enough)) == Proposal(grade)


def test_a_part_without_a_required_point_does_not_pass() -> None:
    missing = (Part("haakje", hit=True), Part("naam", hit=True), Part("open vraag", hit=False, required=True))
    assert not passes(judged(Verdict.PARTIAL, credit=2 / 3, enough=3, parts=missing))


def test_a_miss_is_asked_again() -> None:
    assert proposed(judged(Verdict.WRONG, credit=0)) == Proposal(Grade.AGAIN)


@pytest.mark.parametrize("verdict", Verdict)
def test_in_doubt_nothing_is_preselected(verdict: Verdict) -> None:
    assert proposed(judged(verdict, unsure=True), hinted=True, first_key=500) == Proposal(None)


@given(
    verdict=st.sampled_from(Verdict),
    credit=st.floats(0, 1),
    unsure=st.booleans(),
    hinted=st.booleans(),
    first_key=st.none() | st.floats(0, 1e4),
    pace=st.sampled_from([Pace(), PACE]),
    schedule=st.sampled_from([None, ONCE, SEEN]),
)
def test_no_right_answer_leads_to_again_and_none_to_easy(
    verdict: Verdict,
    credit: float,
    unsure: bool,
    hinted: bool,
    first_key: float | None,
    pace: Pace,
    schedule: Schedule | None,
) -> None:
    judgement = judged(verdict, credit=credit, unsure=unsure)
    proposal = proposed(judgement, hinted=hinted, first_key=first_key, pace=pace, schedule=schedule)
    assert (proposal.grade is None) == unsure
    assert proposal.grade is not Grade.EASY
    if proposal.grade is Grade.AGAIN:
        assert verdict in (Verdict.WRONG, Verdict.PARTIAL)
    if hinted and proposal.grade is not None:
        assert proposal.grade <= Grade.HARD
    assert not proposal.easy or proposal.grade is Grade.GOOD
