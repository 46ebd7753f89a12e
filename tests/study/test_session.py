"""One sitting, from its first card to its last, with real cards and the real judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.model import Answer as CardAnswer
from trainer.cards.model import Card, CardKey, Cloze, DoOrDont, Items, KeyPoint, OwnWords, Short, Structure
from trainer.days import study_day
from trainer.grading.model import Reason, Verdict, Wordings
from trainer.memory.model import Grade, Schedule
from trainer.memory.pace import IDLE
from trainer.settings import Settings
from trainer.store.review import Review
from trainer.study.outcome import outcome
from trainer.study.plan import Paces, Plan
from trainer.study.session import Answer, Override, Question, Session

EVENING = datetime(2025, 11, 12, 20, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = date(2025, 11, 12)
RIGHT, MISS = "Petra", ""

TERM = Short("Petra", accepted=("Petra de Vries",), refused=("Peter",))
LINE = OwnWords(
    (
        KeyPoint("haakje", ("lezing", "spreker*")),
        KeyPoint("open vraag", structure=Structure.OPEN_QUESTION, required=True),
        KeyPoint("naam"),
    ),
    enough=2,
    models=("Wat vond jij van de lezing?",),
)


def card(name: str, answer: CardAnswer = TERM, *, scenes: int = 1, hint: str = "") -> Card:
    asked = tuple(f"Wie organiseert borrel {name}?{' Nog eens.' * n}" for n in range(scenes))
    return Card(CardKey(f"nl/a#{name}"), "nl/a", "nl", asked, answer, hint=hint)


def terms(count: int) -> tuple[Card, ...]:
    return tuple(card(str(n)) for n in range(count))


def known(ago: int = 5, *, due: int = 0, reviews: int = 3) -> Schedule:
    day = TODAY - timedelta(days=ago)
    return Schedule(5.0, 5.0, TODAY + timedelta(days=due), day, EVENING - timedelta(days=ago), reviews, 0, 1)


class Evening:
    """A learner at a session, with a clock and what is remembered: what a face and the store are otherwise."""

    def __init__(
        self,
        cards: Sequence[Card],
        *,
        reserve: Sequence[Card] = (),
        schedules: dict[CardKey, Schedule] | None = None,
        ahead: bool = False,
        minutes: int = 60,
        limit: int | None = None,
    ) -> None:
        settings = Settings(minutes=minutes)
        if limit is not None:
            settings = replace(settings, limit="cards", cards=limit)
        self.now = EVENING
        self.schedules = dict(schedules or {})
        plan = Plan(tuple(cards), tuple(reserve), ahead=ahead)
        self.session = Session(plan, settings, Paces(), day_of=study_day)
        self.ids = 0

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def next(self) -> Question | None:
        return self.session.next(self.schedules, self.now)

    def submit(self, typed: str = RIGHT, *, seconds: float = 10) -> Answer:
        self.wait(seconds)
        return self.session.submit(typed, self.now)

    def settle(self, answer: Answer, grade: Grade | None = None) -> Review:
        grade = grade or answer.proposal.grade
        assert grade is not None
        self.ids += 1
        review = self.session.review(answer, grade, self.now, review_id=self.ids)
        self.schedules[review.card] = review.after
        self.session.recorded(review)
        return review

    def answer(self, typed: str = RIGHT, *, seconds: float = 10) -> Review:
        return self.settle(self.submit(typed, seconds=seconds))

    def undo(self) -> Question:
        last = self.session.last
        assert last is not None
        if last.before is None:
            del self.schedules[last.card]
        else:
            self.schedules[last.card] = last.before
        return self.session.undone(self.schedules, self.now)

    def run(self, *, missing: Sequence[str] = (), seconds: float = 10, most: int = 200) -> list[str]:
        """Answer to the end, missing these cards once each; the names as they came."""
        to_miss = list(missing)
        order = []
        while question := self.next():
            name = str(question.card.key).partition("#")[2]
            order.append(name)
            assert len(order) <= most, "it does not end"
            if name in to_miss:
                to_miss.remove(name)
                self.answer(MISS, seconds=seconds)
            else:
                self.answer(seconds=seconds)
        return order


def asked(question: Question | None) -> Question:
    assert question is not None
    return question


# -- one card after another


def test_the_cards_are_asked_in_their_order_and_then_it_is_enough() -> None:
    evening = Evening(terms(3))
    assert evening.run() == ["0", "1", "2"]
    assert evening.next() is None
    assert evening.session.question is None


def test_nothing_planned_is_nothing_asked() -> None:
    evening = Evening(())
    assert evening.next() is None
    assert (evening.session.planned, evening.session.progress, evening.session.last) == (0, 1.0, None)


def test_a_review_holds_everything_about_the_answer() -> None:
    evening = Evening([card("0", scenes=2)], schedules={CardKey("nl/a#0"): known()})
    evening.next()
    evening.wait(3)
    evening.session.key(evening.now)
    review = evening.settle(evening.submit("Perta", seconds=9))
    assert (review.card, review.deck, review.at, review.day) == ("nl/a#0", "nl/a", evening.now, TODAY)
    assert (review.typed, review.verdict, review.reason) == ("Perta", Verdict.CLOSE, Reason.TYPO)
    assert (review.proposed, review.grade, review.override, review.unsure) == (Grade.GOOD, Grade.GOOD, False, False)
    assert (review.hinted, review.repeat, review.scene, review.own_words) == (False, False, 1, False)
    assert (review.seconds, review.first_key, review.before) == (12, 3, known())
    assert (review.after.reviews, review.after.last_review) == (4, 1)
    assert review.after.due > TODAY


def test_the_interval_shown_is_the_one_it_becomes() -> None:
    evening = Evening(terms(4))
    for grade in Grade:
        evening.next()
        shown = evening.session.choices(evening.now)
        review = evening.settle(evening.submit(), grade)
        assert review.after.due == shown[grade].due


def test_an_answer_after_midnight_belongs_to_the_evening() -> None:
    evening = Evening(terms(2))
    evening.now = EVENING.replace(hour=23, minute=59)
    evening.next()
    assert evening.answer(seconds=30).day == TODAY
    evening.next()
    assert evening.answer(seconds=50).day == TODAY
    assert evening.now.date() > TODAY


def test_another_wording_of_the_learners_own_counts() -> None:
    evening = Evening(terms(1))
    evening.next()
    assert evening.session.submit("Pietje", evening.now).judgement.verdict is Verdict.WRONG
    own = Wordings(accepted=("Pietje",))
    assert evening.session.submit("Pietje", evening.now, own).judgement.verdict is Verdict.CORRECT


# -- a missed card


def test_a_missed_card_comes_back_after_two_others_until_it_is_right_once() -> None:
    assert Evening(terms(5)).run(missing=["0"]) == ["0", "1", "2", "0", "3", "4"]
    assert Evening(terms(6)).run(missing=["0", "0"]) == ["0", "1", "2", "0", "3", "4", "0", "5"]


def test_two_missed_cards_each_come_back_after_two_others() -> None:
    assert Evening(terms(5)).run(missing=["0", "1"]) == ["0", "1", "2", "0", "1", "3", "4"]


def test_at_the_end_a_missed_card_comes_back_after_what_others_there_are() -> None:
    assert Evening(terms(2)).run(missing=["1"]) == ["0", "1", "1"]
    assert Evening(terms(3)).run(missing=["1"]) == ["0", "1", "2", "1"]
    assert Evening(terms(1)).run(missing=["0", "0"]) == ["0", "0", "0"]


def test_a_missed_card_that_comes_back_is_marked_as_a_repeat_in_another_scene() -> None:
    evening = Evening([card("0", scenes=3)])
    first = asked(evening.next())
    evening.answer(MISS)
    again = asked(evening.next())
    assert (first.repeat, first.schedule, first.scene) == (False, None, 0)
    assert (again.repeat, again.scene, again.card) == (True, 1, first.card)
    assert evening.answer().repeat


@given(
    count=st.integers(1, 8), misses=st.lists(st.integers(0, 7), max_size=10), limit=st.sampled_from([None, 3, 8, 50])
)
def test_every_card_is_right_once_by_the_end_and_repeats_keep_their_distance(
    count: int, misses: list[int], limit: int | None
) -> None:
    evening = Evening(terms(count), limit=limit)
    order = evening.run(missing=[str(n) for n in misses])
    asked_cards = min(count, limit or count)
    assert set(order) == {str(n) for n in range(asked_cards)}
    assert len(order) == asked_cards + sum(n < asked_cards for n in misses)
    assert outcome(evening.session.reviews).later == ()
    first_asked = {name: order.index(name) for name in order}
    for place, name in enumerate(order):
        before = [at for at in range(place) if order[at] == name]
        if before and any(first_asked[other] > place for other in first_asked):  # others were still waiting
            assert place - before[-1] > 2


# -- when it is enough


def test_it_stops_by_the_clock_and_what_is_left_waits() -> None:
    evening = Evening(terms(60), minutes=5)
    assert len(evening.run(seconds=30)) == 10
    assert evening.session.seconds_left == 0
    assert evening.session.left == 50


def test_no_card_is_started_that_would_mostly_lie_beyond_the_end_but_a_shorter_one_is() -> None:
    evening = Evening([card("0"), card("1"), card("line", LINE), card("2"), card("3")], minutes=1)
    assert evening.run(seconds=20) == ["0", "1", "2"]


def test_a_missed_card_is_not_asked_again_past_the_end() -> None:
    evening = Evening(terms(4), minutes=1)
    assert evening.run(missing=["0", "1"], seconds=32) == ["0", "1"]
    assert outcome(evening.session.reviews).later == ("nl/a#0", "nl/a#1")


def test_one_card_is_asked_however_long_it_may_take() -> None:
    evening = Evening([card("line", LINE)], minutes=1)
    evening.session = Session(Plan((card("line", LINE),)), Settings(minutes=1), Paces(), day_of=study_day)
    assert evening.next() is not None


def test_what_is_left_is_what_the_cards_are_expected_to_take_and_at_most_the_limit() -> None:
    evening = Evening(terms(3), minutes=5)
    evening.next()
    assert evening.session.seconds_left == 45
    evening.answer(seconds=15)
    evening.next()
    assert evening.session.seconds_left == 30
    evening.answer(seconds=15)
    evening.next()
    assert evening.session.seconds_left == 15
    evening.answer(seconds=15)
    assert evening.session.seconds_left == 0
    many = Evening(terms(60), minutes=5)
    many.next()
    assert many.session.seconds_left == 300


def test_a_missed_card_and_the_reserve_that_fits_by_now_are_in_what_is_left() -> None:
    evening = Evening(terms(4), reserve=[card(f"more{n}") for n in range(9)], minutes=1)
    evening.next()
    assert evening.session.seconds_left == 60  # as planned: the reserve is for who is faster
    evening.answer(MISS, seconds=15)
    evening.next()
    assert evening.session.seconds_left == 45
    quick = Evening(terms(4), reserve=[card(f"more{n}") for n in range(9)], minutes=1)
    for _ in range(3):
        quick.next()
        quick.answer(seconds=1)
    quick.next()
    assert quick.session.seconds_left is not None
    assert 45 < quick.session.seconds_left <= 57


def test_of_what_the_events_ask_for_its_share_is_left() -> None:
    plan = Plan(terms(2), guided=4, seconds=30 + 100)
    session = Session(plan, Settings(minutes=60), Paces(), day_of=study_day)
    assert session.seconds_left == session.expected == 130


def test_a_session_of_so_many_cards_stops_there_but_repeats_what_was_missed() -> None:
    evening = Evening(terms(5), limit=3)
    assert evening.run(missing=["0", "2"], seconds=500) == ["0", "1", "2", "0", "2"]
    assert evening.session.seconds_left is None


def test_a_quick_learner_gets_cards_from_the_reserve_before_the_time_is_up() -> None:
    evening = Evening(terms(20), reserve=[card(f"more{n}") for n in range(50)], minutes=5)
    order = evening.run(seconds=5)
    assert order[:20] == [str(n) for n in range(20)]
    assert order[20:22] == ["more0", "more1"]
    assert 295 <= sum(review.seconds for review in evening.session.reviews) <= 305


def test_in_a_session_of_so_many_cards_the_reserve_stands_in_for_what_was_passed_over() -> None:
    evening = Evening(terms(3), reserve=[card("more")], limit=3)
    evening.schedules[CardKey("nl/a#1")] = known(0, due=4)
    assert evening.run() == ["0", "2", "more"]


# -- what another program does meanwhile


def test_a_card_that_another_program_dealt_with_is_passed_over() -> None:
    evening = Evening(terms(3))
    evening.next()
    evening.answer()
    evening.schedules[CardKey("nl/a#1")] = known(0, due=4)
    assert asked(evening.next()).card.key == "nl/a#2"


def test_a_missed_card_that_another_program_saw_right_is_passed_over_too() -> None:
    evening = Evening(terms(3))
    evening.next()
    evening.answer(MISS)
    evening.schedules[CardKey("nl/a#0")] = known(0, due=2)
    assert evening.run() == ["1", "2"]


def test_who_goes_on_is_asked_cards_before_their_day_but_none_twice() -> None:
    of = terms(3)
    schedules = {card.key: known(3, due=3) for card in of}
    evening = Evening(of, schedules=schedules, ahead=True)
    evening.next()
    evening.answer(MISS)
    evening.schedules[of[1].key] = known(0, due=9)  # another program, today
    assert evening.run() == ["2", "0"]


def test_a_card_comes_back_as_the_same_only_in_a_scene_that_was_seen() -> None:
    for scenes, repeats in ((1, [False, False, False]), (2, [False, True, False])):
        evening = Evening([card("0", scenes=scenes)])
        new = []
        for _ in repeats:
            new.append(asked(evening.next()).new_scene)
            evening.answer(MISS)
        assert new == repeats


# -- scenes, hints, and the learner's own view


def test_scenes_take_turns_from_review_to_review() -> None:
    of = card("0", scenes=3)
    for reviews, scene in ((1, 1), (2, 2), (3, 0), (4, 1)):
        evening = Evening([of], schedules={of.key: known(reviews=reviews)})
        question = asked(evening.next())
        assert (question.scene, question.text) == (scene, of.scenes[scene])


def test_after_a_hint_a_right_answer_is_hard_and_the_next_card_is_not() -> None:
    evening = Evening([card("0", hint="Zij heet naar een rots."), card("1")])
    evening.next()
    assert evening.session.hint() == "Zij heet naar een rots."
    answer = evening.submit()
    assert answer.proposal.grade is Grade.HARD
    assert evening.session.overrule(answer, Override.RIGHT).proposal.grade is Grade.HARD
    assert evening.settle(answer).hinted
    evening.next()
    assert not evening.answer().hinted


def test_the_learner_may_say_that_it_was_right_and_take_that_back() -> None:
    evening = Evening(terms(1))
    evening.next()
    answer = evening.submit("Peter")
    assert (answer.judged.verdict, answer.proposal.grade) == (Verdict.WRONG, Grade.AGAIN)
    right = evening.session.overrule(answer, Override.RIGHT)
    assert (right.judgement.verdict, right.proposal.grade) == (Verdict.CORRECT, Grade.GOOD)
    assert evening.session.overrule(right, Override.RIGHT) == answer
    wrong = evening.session.overrule(right, Override.WRONG)
    assert (wrong.judgement.verdict, wrong.proposal.grade) == (Verdict.WRONG, Grade.AGAIN)
    review = evening.settle(right)
    assert (review.override, review.verdict, review.credit, review.proposed) == (True, Verdict.WRONG, 1.0, Grade.GOOD)


@pytest.mark.parametrize(
    ("answer", "typed", "keeps"),
    [
        (TERM, "Pietje", True),
        (TERM, " ", False),
        (Cloze(("Wie? ", "."), (TERM,)), "Pietje", True),
        (Cloze(("Wie? ", " en ", "."), (TERM, Short("Karel"))), "Pietje\nKarel", False),
        (LINE, "Wat een weer.", False),
    ],
)
def test_the_wording_of_an_overruled_short_answer_can_be_kept(answer: CardAnswer, typed: str, keeps: bool) -> None:
    evening = Evening([card("0", answer)])
    evening.next()
    judged = evening.submit(typed)
    assert not judged.keeps_wording
    assert evening.session.overrule(judged, Override.RIGHT).keeps_wording is keeps


def test_taking_an_overruling_back_keeps_the_ticks() -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    answer = evening.session.tick(evening.submit("Hoe lang ben jij hier al?"), 2)
    there_and_back = evening.session.overrule(evening.session.overrule(answer, Override.WRONG), Override.WRONG)
    assert there_and_back == answer
    assert [part.hit for part in there_and_back.judgement.parts] == [False, True, True]


def test_the_learner_ticks_the_points_of_an_own_line() -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    answer = evening.submit("Hoe lang ben jij hier al?")
    assert [(part.hit, part.certain) for part in answer.judgement.parts] == [
        (False, False),
        (True, True),
        (False, False),
    ]
    assert answer.judgement.unsure
    assert answer.proposal.grade is None
    ticked = evening.session.tick(answer, 2)
    assert (ticked.judgement.verdict, ticked.proposal.grade) == (Verdict.CORRECT, Grade.GOOD)
    unticked = evening.session.tick(ticked, 2)
    assert (unticked.judgement.verdict, unticked.proposal.grade) == (Verdict.PARTIAL, Grade.AGAIN)
    assert evening.session.confirm(answer).proposal.grade is Grade.AGAIN
    assert evening.settle(ticked).own_words


def test_what_may_be_there_leaves_the_grade_to_the_learner_until_it_is_settled() -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    answer = evening.session.confirm(evening.submit("Wat bleef jou bij van dat stuk over mieren?"))
    assert [(part.hit, part.perhaps) for part in answer.judgement.parts] == [
        (False, True),
        (True, False),
        (False, False),
    ]
    assert (answer.judgement.unsure, answer.proposal.grade) == (True, None)
    ticked = evening.session.tick(answer, 0)
    assert (ticked.judgement.verdict, ticked.proposal.grade) == (Verdict.CORRECT, Grade.GOOD)
    unticked = evening.session.tick(ticked, 0)
    assert (unticked.judgement.unsure, unticked.proposal.grade) == (False, Grade.AGAIN)


@pytest.mark.parametrize("place", [-1, 1, 3, 99])
def test_a_certain_point_and_one_that_is_not_there_cannot_be_ticked(place: int) -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    answer = evening.submit("Hoe lang ben jij hier al?")
    assert evening.session.tick(answer, place) == answer


def test_a_point_that_was_not_seen_for_certain_is_the_learners_to_tick() -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    answer = evening.submit("Mooie lezing was dat. Ik ben Sam.")
    ticked = evening.session.tick(answer, 1)
    assert ticked.judgement.parts[1].hit
    assert not evening.session.tick(ticked, 1).judgement.parts[1].hit


def test_a_required_point_left_out_is_asked_again() -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    answer = evening.submit("Mooie lezing was dat. Ik ben Sam.")
    ticked = evening.session.tick(answer, 2)
    assert [part.hit for part in ticked.judgement.parts] == [True, False, True]
    assert ticked.proposal.grade is Grade.AGAIN


def test_looking_at_an_answer_without_points_changes_nothing() -> None:
    evening = Evening(terms(1))
    evening.next()
    for typed in (RIGHT, "Peter", MISS):
        answer = evening.submit(typed)
        assert evening.session.confirm(answer) == answer


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (TERM, "Petra"),
        (TERM, "petra "),
        (TERM, "Perta"),
        (TERM, "Petra de Vries"),
        (Items((("pitch",), ("visitekaartje",), ("vragen",)), 2), "pitch\nvragen"),
        (Items((("pitch",), ("visitekaartje",), ("vragen",)), 3), "pitch\nvragen"),
        (LINE, "Wat vond jij van de lezing?"),
        (LINE, "Hoe lang ben jij hier al?"),
        (LINE, "Wat een weer."),
        (DoOrDont(do=False, reasons=OwnWords((KeyPoint("opdringerig", ("opdringerig",)),), 1)), "niet doen, te veel"),
    ],
)
def test_again_is_not_proposed_without_evidence_of_a_miss(answer: CardAnswer, typed: str) -> None:
    evening = Evening([card("0", answer)])
    evening.next()
    judged = evening.submit(typed, seconds=600)
    if judged.proposal.grade is Grade.AGAIN:
        # The only one: the open question that it must have is certainly not there.
        assert typed == "Wat een weer."
        assert any(part.certain and part.required and not part.hit for part in judged.judgement.parts)


@pytest.mark.parametrize("typed", ["", "  ", "weet niet", "Peter"])
def test_again_is_proposed_for_nothing_and_for_what_the_author_refuses(typed: str) -> None:
    evening = Evening(terms(1))
    evening.next()
    assert evening.submit(typed).proposal.grade is Grade.AGAIN


# -- time


def test_the_seconds_run_from_the_cards_appearance_to_moving_on() -> None:
    evening = Evening(terms(1))
    evening.next()
    answer = evening.submit(seconds=12)
    evening.wait(8)  # reading what it says
    assert evening.settle(answer).seconds == 20


def test_a_pause_counts_for_at_most_a_minute() -> None:
    evening = Evening(terms(2))
    evening.next()
    assert evening.answer(seconds=3600).seconds == IDLE
    evening.next()
    evening.wait(3600)
    evening.session.key(evening.now)
    answer = evening.submit(seconds=20)
    evening.wait(3600)
    review = evening.settle(answer)
    assert (review.seconds, review.first_key) == (IDLE + 20 + IDLE, IDLE)


def test_where_keys_are_not_seen_a_long_silence_may_have_been_typing() -> None:
    evening = Evening([card("line", LINE)])
    evening.next()
    evening.session.key(evening.now)
    evening.wait(200)
    answer = evening.session.submit("Wat vond jij van de lezing?", evening.now, keys_seen=False)
    review = evening.settle(answer)
    assert (review.seconds, review.first_key) == (200, None)


def test_a_clock_that_steps_back_takes_no_time_away() -> None:
    evening = Evening(terms(1))
    evening.next()
    evening.wait(5)
    evening.session.key(evening.now)
    evening.wait(-3600)
    evening.session.key(evening.now)
    assert evening.answer(seconds=5).seconds == 10


def test_a_review_that_could_not_be_saved_can_be_tried_again() -> None:
    evening = Evening(terms(2))
    evening.next()
    answer = evening.submit(seconds=10)
    first = evening.session.review(answer, Grade.GOOD, evening.now, review_id=5)
    evening.wait(4)
    second = evening.session.review(answer, Grade.GOOD, evening.now, review_id=5)
    assert (first.seconds, second.seconds) == (10, 14)
    assert replace(second, at=first.at, seconds=10, after=first.after) == first
    assert asked(evening.session.question).card.key == "nl/a#0"
    assert evening.session.reviews == ()


def test_the_session_learns_how_fast_the_learner_is() -> None:
    def asked_in_five_minutes(seconds: float) -> int:
        return len(Evening(terms(100), minutes=5).run(seconds=seconds))

    assert asked_in_five_minutes(5) == 60
    assert asked_in_five_minutes(59) == 5


# -- taking back


def test_undo_asks_the_same_question_with_the_same_memory() -> None:
    of = card("0", scenes=3)
    evening = Evening([of, card("1")], schedules={of.key: known(reviews=2)})
    question = asked(evening.next())
    evening.answer(MISS)
    evening.next()
    assert evening.undo() == question
    assert evening.session.question == question
    assert evening.session.reviews == ()
    assert evening.answer().before == known(reviews=2)
    assert evening.run() == ["1"]


def test_the_last_answer_of_the_session_can_be_taken_back_too() -> None:
    evening = Evening(terms(2))
    evening.run()
    assert evening.undo().card.key == "nl/a#1"
    evening.answer(MISS)
    assert evening.run() == ["1"]


def test_everything_can_be_taken_back_down_to_the_first_card() -> None:
    evening = Evening(terms(4))
    evening.run(missing=["1"])
    back = []
    while evening.session.last is not None:
        back.append(str(evening.undo().card.key)[-1])
    assert back == ["1", "3", "2", "1", "0"]
    assert (evening.session.progress, evening.schedules) == (0, {})
    evening.answer()
    assert evening.run() == ["1", "2", "3"]


def test_a_hint_stays_given_when_its_answer_is_taken_back() -> None:
    evening = Evening([card("0", hint="Zij heet naar een rots.")])
    evening.next()
    evening.session.hint()
    evening.answer()
    evening.undo()
    assert evening.submit().proposal.grade is Grade.HARD


def test_what_was_typed_comes_back_with_the_card() -> None:
    evening = Evening(terms(2))
    assert asked(evening.next()).taken_back is None
    evening.answer("Piet")
    assert asked(evening.next()).taken_back is None
    assert evening.undo().taken_back == "Piet"


def test_time_that_was_taken_back_is_not_spent() -> None:
    evening = Evening(terms(20), minutes=1)
    for _ in range(4):
        evening.next()
        evening.answer(seconds=15)
    assert evening.next() is None
    evening.undo()
    assert evening.session.seconds_left == 15
    evening.answer(seconds=1)
    assert evening.next() is not None


def snapshot(evening: Evening) -> object:
    """Everything that can be seen of a session, and what it will ask."""
    session = evening.session
    return (session.progress, session.left, session.seconds_left, session.reviews, session.question)


@given(seed=st.integers(0, 500), limit=st.sampled_from([None, 4]), reserve=st.integers(0, 4))
def test_undo_restores_everything_however_often(seed: int, limit: int | None, reserve: int) -> None:
    rng = Random(seed)
    extra = [card(f"more{n}") for n in range(reserve)]
    evening = Evening(terms(5), reserve=extra, minutes=2, limit=limit)
    seen = []
    while evening.next():
        seen.append((snapshot(evening), dict(evening.schedules)))
        evening.answer(rng.choice([RIGHT, MISS]), seconds=rng.choice([3, 20, 90]))
    for before, schedules in reversed(seen):
        evening.undo()
        assert snapshot(evening) == before
        assert evening.schedules == schedules
    assert evening.session.last is None


@given(seed=st.integers(0, 500))
def test_an_undone_answer_leaves_no_trace_in_what_comes_after(seed: int) -> None:
    def sitting(*, straying: bool) -> list[tuple[str, float]]:
        rng, astray = Random(seed), Random(seed)
        evening = Evening(terms(8), reserve=[card("more")], minutes=2)
        order = []
        while question := evening.next():
            if straying and astray.random() < 0.5:
                evening.answer(astray.choice([RIGHT, MISS]), seconds=astray.choice([1, 59]))
                evening.next()
                evening.undo()
            order.append((str(question.card.key), evening.session.progress))
            evening.answer(rng.choice([RIGHT, RIGHT, MISS]), seconds=rng.choice([5, 20]))
        return order

    assert sitting(straying=True) == sitting(straying=False)


# -- how far it is


@given(seed=st.integers(0, 500), limit=st.sampled_from([None, 4, 20]), reserve=st.integers(0, 20))
def test_progress_never_goes_back_and_stays_between_nothing_and_all(seed: int, limit: int | None, reserve: int) -> None:
    rng = Random(seed)
    extra = [card(f"more{n}") for n in range(reserve)]
    evening = Evening(terms(8), reserve=extra, minutes=3, limit=limit)
    last = evening.session.progress
    assert last == 0
    while evening.next():
        for step in (None, evening.answer(rng.choice([RIGHT, MISS]), seconds=rng.choice([1, 10, 40]))):
            now = evening.session.progress
            assert last <= now <= 1, step
            last = now
    if limit == 4:
        assert last == 1


def test_what_is_left_counts_the_present_card_and_those_to_come_back() -> None:
    evening = Evening(terms(3))
    assert (evening.session.planned, evening.session.left) == (3, 3)
    evening.next()
    assert evening.session.left == 3
    evening.answer(MISS)
    assert evening.session.left == 3
    evening.run()
    assert (evening.session.left, evening.session.progress) == (0, 1.0)


def test_a_card_that_was_changed_is_asked_as_it_is_by_now_and_the_one_under_judgement_stays() -> None:
    of = terms(2)
    evening = Evening(of)
    first = evening.next()
    assert first is not None
    evening.session.renew({card.key: replace(card, scenes=("What is it now?",)) for card in of})
    assert evening.session.question == first
    evening.answer(MISS)
    asked = []
    while question := evening.next():
        asked.append(question.text)
        evening.answer(RIGHT)
    assert asked == ["What is it now?", "What is it now?"]


# -- what it came to


def test_the_outcome_says_what_was_known_learned_and_left_for_later() -> None:
    of = terms(5)
    schedules = {of[0].key: known(), of[1].key: known(), of[2].key: known()}
    evening = Evening(of, schedules=schedules)
    typed = {"0": [RIGHT], "1": [MISS, RIGHT], "2": [MISS, MISS], "3": [RIGHT], "4": [RIGHT]}
    while question := evening.next():
        answers = typed[str(question.card.key)[-1]]
        if not answers:
            break  # the learner stops here
        evening.answer(answers.pop(0))
    result = outcome(evening.session.reviews)
    assert result.answered == 7
    assert result.known == ("nl/a#0",)
    assert result.learned == ("nl/a#1", "nl/a#3", "nl/a#4")
    assert result.later == ("nl/a#2",)
    assert result.back == {card.key: evening.schedules[card.key].due for card in of}
    assert result.back[of[2].key] == TODAY
    assert result.seconds == 70


def test_no_answers_come_to_nothing() -> None:
    result = outcome(())
    assert (result.answered, result.known, result.learned, result.later, result.back, result.seconds) == (
        0, (), (), (), {}, 0,
    )  # fmt: skip
