from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.library import Source, load
from trainer.cards.model import Card, CardKey
from trainer.days import study_day
from trainer.memory.model import Grade, Schedule
from trainer.memory.planner import Sitting
from trainer.settings import Settings
from trainer.store.event import Event
from trainer.store.review import Review
from trainer.study.plan import Paces, Plan
from trainer.study.ready import AHEAD, LAST_LOOK, Guide, Preparation, cards_of, shares, sittings, upcoming
from trainer.study.session import Session

DECKS = load([Source(Path("decks"))], language="nl").decks
NL = tuple(deck for deck in DECKS if deck.language == "nl")
NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
DAY_START = time(4)


def test_the_cards_of_an_event_are_its_decks_or_what_is_practised_by_tag_and_rank() -> None:
    event = Event(1, "borrel", NOW, decks=("nl/pitch",))
    assert {card.deck for card in cards_of(event, DECKS, NL)} == {"nl/pitch"}
    every = cards_of(replace(event, decks=()), DECKS, NL)
    assert {card.deck for card in every} == {deck.key for deck in NL}
    ranks = [card.just_before or 9 for card in every]
    assert ranks == sorted(ranks)
    tagged = cards_of(replace(event, decks=(), tags=("Borrel",)), DECKS, NL, suspended={every[0].key})
    assert tagged
    assert every[0] not in tagged
    assert all("borrel" in card.tags for card in tagged)


def test_only_events_to_come_count_and_the_nearest_comes_first() -> None:
    past, far, near = (Event(n, "x", NOW + timedelta(days=d)) for n, d in enumerate((-1, 9, 2)))
    assert upcoming([past, far, near], NOW) == (near, far)


def five(_: datetime) -> float:
    return 300.0


def test_practice_is_once_a_day_at_this_hour_and_on_the_last_day_in_time() -> None:
    event = NOW + timedelta(days=3, minutes=30)
    found = sittings(NOW, event, five)
    assert [sitting.at for sitting in found] == [*(NOW + timedelta(days=d) for d in range(3)), event - LAST_LOOK]
    assert {sitting.seconds for sitting in found} == {300.0}


def test_on_the_day_itself_there_is_one_practice_and_it_does_not_last_into_the_event() -> None:
    assert sittings(NOW, NOW + timedelta(hours=4), five) == (Sitting(NOW, 300),)
    assert sittings(NOW, NOW + timedelta(minutes=2), five) == (Sitting(NOW, 120),)


def test_an_event_far_away_is_practised_for_when_it_comes_near() -> None:
    event = NOW + timedelta(days=400)
    found = sittings(NOW, event, five)
    assert AHEAD - timedelta(days=1) < event - found[0].at <= AHEAD


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 200_000))
def test_the_practice_before_an_event_is_in_order_and_before_it(now: datetime, minutes: int) -> None:
    if now.year > 9000:
        now = now.replace(year=2026, day=1)
    event = now + timedelta(minutes=minutes)
    found = sittings(now, event, five)
    assert list(found) == sorted(found, key=lambda sitting: sitting.at)
    assert len({sitting.at for sitting in found}) == len(found)
    assert all(sitting.at + timedelta(seconds=sitting.seconds) <= event for sitting in found)


def test_practice_stays_at_its_hour_when_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    now = datetime(2026, 10, 23, 19, 0, tzinfo=zone)
    found = sittings(now, datetime(2026, 10, 27, 21, 0, tzinfo=zone), five)
    assert [sitting.at.hour for sitting in found] == [19] * 5


def test_events_share_the_minutes_and_the_nearer_has_its_own_first() -> None:
    near, far = Event(1, "a", NOW + timedelta(days=2)), Event(2, "b", NOW + timedelta(days=4), minutes=8)
    assert shares([far, near], NOW) == [180.0, 300.0]
    assert shares([far, near], NOW + timedelta(days=3)) == [480.0, 0.0]
    assert shares([], NOW) == []


def test_before_its_last_week_an_event_leaves_room_for_what_is_due() -> None:
    assert shares([Event(1, "a", NOW + timedelta(days=20))], NOW) == [200.0]
    assert shares([Event(1, "a", NOW + timedelta(days=100))], NOW) == [0.0]


def test_what_was_practised_today_is_taken_off() -> None:
    near, far = Event(1, "a", NOW + timedelta(days=2)), Event(2, "b", NOW + timedelta(days=4), minutes=10)
    both = {None: 300.0, 1: 300.0, 2: 300.0}
    assert shares([near, far], NOW, lambda event: both[event.id if event else None]) == [0.0, 300.0]


class Learner:
    """One who answers all right, unless told otherwise."""

    def __init__(
        self, *preparations: Preparation, queue: Iterable[Card] = (), minutes: int = 30, misses_return: bool = True
    ) -> None:
        self.now = NOW
        self.schedules: dict[CardKey, Schedule] = {}
        self.guide = Guide(preparations, {}, Paces(), now=NOW, day_start=DAY_START)
        plan = Plan(tuple(queue), guide=self.guide, misses_return=misses_return)
        self.session = Session(plan, Settings(minutes=minutes), Paces(), day_of=study_day)
        self.ids = 0

    def answer(self, grade: Grade = Grade.GOOD, seconds: float = 10) -> Review | None:
        if self.session.next(self.schedules, self.now) is None:
            return None
        self.now += timedelta(seconds=seconds)
        answer = self.session.submit("x", self.now)
        self.ids += 1
        review = self.session.review(answer, grade, self.now, review_id=self.ids)
        self.schedules[review.card] = review.after
        self.session.recorded(review)
        return review

    def all(self, most: int = 300) -> list[Review]:
        found: list[Review] = []
        while len(found) < most and (review := self.answer()) is not None:
            found.append(review)
        return found


def preparation(cards: tuple[Card, ...], *, hours: float = 1, seconds: float = 600) -> Preparation:
    event = NOW + timedelta(hours=hours)
    return Preparation(event, cards, sittings(NOW, event, lambda _: seconds))


def test_a_session_asks_for_the_event_first_and_fills_up_with_what_is_due() -> None:
    pitch, other = NL[2].cards, NL[0].cards[:3]
    learner = Learner(preparation(pitch[:4], seconds=120), queue=other)
    asked = [review.card for review in learner.all()]
    assert set(asked[:4]) == {card.key for card in pitch[:4]}
    assert {card.key for card in other} <= set(asked[4:])


def test_the_nearer_event_has_its_minutes_first() -> None:
    near, far = preparation(NL[0].cards, hours=2, seconds=60), preparation(NL[1].cards, hours=30, seconds=60)
    learner = Learner(near, far, minutes=2)
    decks = [review.deck for review in learner.all()]
    assert decks[:6] == [NL[0].key] * 6
    assert NL[1].key in decks


def test_a_card_does_not_come_back_at_once_even_when_it_is_missed() -> None:
    learner = Learner(preparation(NL[0].cards[:6]))
    asked: dict[CardKey, datetime] = {}
    repeats = 0
    for n in range(20):
        review = learner.answer(Grade.AGAIN if n % 2 else Grade.GOOD)
        if review is None:
            break
        if review.card in asked:
            assert review.at - asked[review.card] >= timedelta(seconds=20)
            repeats += 1
        asked[review.card] = review.at
    assert repeats


def test_a_missed_card_is_asked_again_until_it_is_right() -> None:
    learner = Learner(preparation(NL[0].cards[:5], seconds=200))
    missed = learner.answer(Grade.AGAIN)
    assert missed is not None
    after = learner.all()
    assert missed.card in [review.card for review in after]
    assert learner.schedules[missed.card].known


def test_an_undone_answer_is_asked_again_and_the_event_goes_on_without_it() -> None:
    learner = Learner(preparation(NL[0].cards[:6]))
    first, second = learner.answer(), learner.answer()
    assert first is not None
    assert second is not None
    del learner.schedules[second.card]
    assert learner.session.undone(learner.schedules, learner.now).card.key == second.card
    assert learner.session.last == first
    answer = learner.session.submit("x", learner.now)
    again = learner.session.review(answer, Grade.GOOD, learner.now, review_id=9)
    learner.schedules[again.card] = again.after
    learner.session.recorded(again)
    following = learner.answer()
    assert following is not None
    assert following.card not in (first.card, second.card)


def test_nothing_new_is_asked_in_the_last_minutes() -> None:
    event = NOW + timedelta(minutes=10)
    late = Preparation(event, NL[0].cards, sittings(NOW, event, lambda _: 600.0), new_until=NOW + timedelta(minutes=1))
    learner = Learner(late)
    reviews = learner.all()
    assert reviews
    assert all(review.before is not None for review in reviews if review.at > NOW + timedelta(minutes=1, seconds=10))


def test_of_a_preparation_that_may_ask_only_some_cards_these_come_back() -> None:
    some = replace(preparation(NL[0].cards), most_cards=4)
    learner = Learner(some)
    reviews = [learner.answer(Grade.GOOD if n % 2 else Grade.AGAIN) for n in range(12)]
    assert 3 <= len({review.card for review in reviews if review}) <= 4


def test_a_line_can_be_asked_between_planned_cards() -> None:
    learner = Learner(preparation(NL[0].cards[:4]))
    line = NL[2].cards[1]
    assert learner.session.put(line, learner.schedules, learner.now).card == line
    assert learner.session.question is not None
    answer = learner.session.submit("x", learner.now)
    review = learner.session.review(answer, Grade.GOOD, learner.now, review_id=1)
    learner.session.recorded(review)
    following = learner.answer()
    assert following is not None
    assert following.card in {card.key for card in NL[0].cards[:4]}


def test_a_card_is_asked_no_more_often_than_it_may_be_and_then_it_is_enough() -> None:
    some = replace(preparation(NL[0].cards), most_cards=4, most_times=3)
    learner = Learner(some, misses_return=False)
    reviews = [review.card for _ in range(30) if (review := learner.answer(Grade.AGAIN)) is not None]
    assert len(reviews) == 12
    assert {reviews.count(card) for card in reviews} == {3}


def test_a_missed_card_comes_back_in_the_same_session_after_two_others() -> None:
    learner = Learner(preparation(NL[0].cards, hours=72, seconds=1200), minutes=20)
    missed = learner.answer(Grade.AGAIN)
    assert missed is not None
    following = [learner.answer() for _ in range(3)]
    assert following[2] is not None
    assert following[2].card == missed.card


def test_what_another_program_has_answered_meanwhile_is_not_asked_again() -> None:
    one, other = (Learner(preparation(NL[0].cards[:8])) for _ in range(2))
    for _ in range(4):
        review = one.answer()
        assert review is not None
        other.schedules[review.card] = review.after
    other.now = one.now
    asked = [review.card for review in other.all(4)]
    assert not set(asked) & {review.card for review in one.session.reviews}


def test_an_undone_answer_does_not_use_up_a_card_or_its_seconds() -> None:
    some = replace(preparation(NL[0].cards[:6], seconds=60), most_cards=2)
    learner = Learner(some)
    first = learner.answer()
    assert first is not None
    del learner.schedules[first.card]
    learner.session.undone(learner.schedules, learner.now)
    answer = learner.session.submit("x", learner.now)
    again = learner.session.review(answer, Grade.GOOD, learner.now, review_id=50)
    learner.schedules[again.card] = again.after
    learner.session.recorded(again)
    second = learner.answer()
    assert second is not None
    assert second.card != first.card


def test_how_many_cards_it_will_ask_is_no_more_than_there_are() -> None:
    few = Learner(preparation(NL[0].cards[:2], seconds=3600))
    cards, seconds = few.guide.expected({}, NOW)
    assert cards == 2
    assert seconds < 300


def test_a_limit_in_cards_holds_for_an_event_too() -> None:
    guide = Guide([preparation(NL[0].cards)], {}, Paces(), now=NOW, day_start=DAY_START)
    learner = Learner(preparation(NL[0].cards))
    learner.session = Session(
        Plan((), guide=guide), replace(Settings(), limit="cards", cards=5), Paces(), day_of=study_day
    )
    assert len({review.card for review in learner.all()}) == 5
