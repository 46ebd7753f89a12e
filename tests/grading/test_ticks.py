"""The learner's ticks and overruling: what they make of a judgement, and what they cannot change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading.model import Judgement, Mark, Part, Reason, Span, Verdict
from trainer.grading.ticks import settled, ticked
from trainer.i18n import message


def judged(*parts: Part, enough: int, verdict: Verdict = Verdict.PARTIAL, unsure: bool = True) -> Judgement:
    return Judgement(
        verdict,
        0.5,
        "Wat vond jij van de lezing?",
        Reason.MISSING,
        unsure,
        spans=(Span(0, 3, Mark.MATCH),),
        parts=parts,
        enough=enough,
        remarks=(message("grading.missing"),),
        explanation=message("grading.missing"),
    )


HOOK, THANKS = Part("haakje", hit=False), Part("bedankje", hit=False)
MUST = Part("open vraag", hit=False, required=True)
SEEN = Part("vraag", hit=True, certain=True)
UNSEEN = Part("getal", hit=False, certain=True)


def test_enough_ticks_make_it_correct_and_the_doubt_is_gone() -> None:
    after = ticked(judged(HOOK, THANKS, enough=2), [True, True])
    assert (after.verdict, after.credit, after.unsure) == (Verdict.CORRECT, 1.0, False)
    assert (after.reason, after.explanation) == (None, None)


def test_more_ticks_than_needed_are_no_more_than_right() -> None:
    after = ticked(judged(HOOK, THANKS, SEEN, enough=1), [True, True, True])
    assert (after.verdict, after.credit) == (Verdict.CORRECT, 1.0)


def test_some_ticks_make_a_part_of_it_and_none_make_it_a_miss() -> None:
    before = judged(HOOK, THANKS, Part("naam", hit=False), enough=3)
    assert ticked(before, [True, True, False]).verdict is Verdict.PARTIAL
    assert ticked(before, [True, True, False]).credit == pytest.approx(2 / 3)
    assert ticked(before, [False, False, False]).verdict is Verdict.WRONG
    assert ticked(before, [False, False, False]).credit == 0


def test_without_a_required_point_it_is_at_most_half_right() -> None:
    after = ticked(judged(HOOK, THANKS, MUST, enough=2), [True, True, False])
    assert (after.verdict, after.credit) == (Verdict.PARTIAL, 0.5)


def test_a_part_that_was_certainly_seen_stays_seen() -> None:
    after = ticked(judged(SEEN, UNSEEN, HOOK, enough=3), [False, False, True])
    assert [part.hit for part in after.parts] == [True, False, True]
    assert after.credit == pytest.approx(2 / 3)


def test_a_part_that_was_not_seen_is_the_learners_to_tick() -> None:
    after = ticked(judged(SEEN, UNSEEN, HOOK, enough=3), [False, True, True])
    assert [part.hit for part in after.parts] == [True, True, True]


def test_where_no_point_is_needed_any_answer_is_good() -> None:
    after = ticked(judged(HOOK, enough=0), [False])
    assert (after.verdict, after.credit) == (Verdict.CORRECT, 1.0)


@pytest.mark.parametrize("verdict", Verdict)
def test_without_points_there_is_nothing_to_tick_and_the_verdict_stays(verdict: Verdict) -> None:
    before = judged(enough=0, verdict=verdict, unsure=verdict is Verdict.CORRECT)
    assert ticked(before, []) == before


def test_ticks_for_another_number_of_points_are_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        ticked(judged(HOOK, enough=1), [True, False])


def test_ticks_leave_the_learners_text_its_marks_and_the_remarks() -> None:
    before = judged(HOOK, enough=1)
    after = ticked(before, [True])
    assert (after.typed, after.spans, after.remarks) == (before.typed, before.spans, before.remarks)


@pytest.mark.parametrize("right", [True, False])
def test_the_learner_can_settle_it_either_way(right: bool) -> None:
    after = settled(judged(HOOK, MUST, enough=2), right=right)
    assert after.verdict is (Verdict.CORRECT if right else Verdict.WRONG)
    assert (after.credit, after.unsure, after.parts) == (float(right), False, (HOOK, MUST))


MAYBE = Part("groet", hit=False, perhaps=True)


@pytest.mark.parametrize(
    ("parts", "enough", "verdict", "unsure"),
    [
        ((HOOK, MAYBE), 1, Verdict.WRONG, True),
        ((SEEN, MAYBE), 2, Verdict.PARTIAL, True),
        ((SEEN, MAYBE), 1, Verdict.CORRECT, False),
        ((SEEN, MAYBE, HOOK), 3, Verdict.PARTIAL, False),
        ((HOOK, MAYBE), 2, Verdict.PARTIAL, False),
    ],
)
def test_what_may_be_there_leaves_it_open_where_the_verdict_hangs_on_it(
    parts: tuple[Part, ...], enough: int, verdict: Verdict, unsure: bool
) -> None:
    after = ticked(judged(*parts, enough=enough), [part.hit for part in parts])
    assert (after.verdict, after.unsure) == (verdict, unsure)
    assert MAYBE in after.parts


def test_a_tick_put_on_and_taken_off_again_says_that_it_is_not_there() -> None:
    on = ticked(judged(SEEN, MAYBE, enough=2), [True, True])
    assert (on.verdict, on.unsure) == (Verdict.CORRECT, False)
    off = ticked(on, [True, False])
    assert (off.verdict, off.unsure, off.parts[1].perhaps) == (Verdict.PARTIAL, False, False)


@given(
    parts=st.lists(st.builds(Part, st.just("p"), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=6),
    data=st.data(),
)
def test_a_tick_more_never_makes_it_worse(parts: list[Part], data: st.DataObject) -> None:
    before = judged(*parts, enough=data.draw(st.integers(0, len(parts))))
    hits = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    place = data.draw(st.integers(0, len(parts) - 1))
    fewer, more = list(hits), list(hits)
    fewer[place], more[place] = False, True
    less, better = ticked(before, fewer), ticked(before, more)
    order = [Verdict.WRONG, Verdict.PARTIAL, Verdict.CORRECT]
    assert 0 <= less.credit <= better.credit <= 1
    assert order.index(less.verdict) <= order.index(better.verdict)
    assert ticked(better, more) == better
    assert (better.credit == 1) == (better.verdict is Verdict.CORRECT)
    assert replace(better, parts=(), verdict=less.verdict, credit=less.credit) == replace(less, parts=())
