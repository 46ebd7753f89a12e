from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from trainer.cards.library import Source, load
from trainer.cards.model import Card, CardKey
from trainer.days import study_day
from trainer.memory.model import Grade, Schedule
from trainer.settings import Settings
from trainer.store.event import Event
from trainer.store.review import Review
from trainer.study.plan import Paces, Plan
from trainer.study.ready import LAST_LOOK, Guide, Preparation, cards_of, sittings, upcoming
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


def test_practice_is_once_a_day_at_this_hour_and_on_the_last_day_in_time() -> None:
    event = NOW + timedelta(days=3, minutes=30)
    found = sittings(NOW, event, seconds=300, first=120)
    assert [sitting.at for sitting in found] == [NOW + timedelta(days=d) for d in range(3)] + [event - LAST_LOOK]
    assert [sitting.seconds for sitting in found] == [120, 300, 300, 300]
    assert [s.at for s in sittings(NOW, NOW + timedelta(minutes=20), seconds=300)] == [NOW]


def test_practice_stays_at_its_hour_when_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    now = datetime(2026, 10, 23, 19, 0, tzinfo=zone)
    found = sittings(now, datetime(2026, 10, 27, 21, 0, tzinfo=zone), seconds=300)
    assert [sitting.at.hour for sitting in found] == [19] * 5


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
    return Preparation(event, cards, sittings(NOW, event, seconds=seconds))


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
    late = Preparation(event, NL[0].cards, sittings(NOW, event, seconds=600), new_until=NOW + timedelta(minutes=1))
    learner = Learner(late)
    reviews = learner.all()
    assert reviews
    assert all(review.before is not None for review in reviews if review.at > NOW + timedelta(minutes=1, seconds=10))


def test_of_a_preparation_that_may_ask_only_some_cards_these_come_back() -> None:
    some = replace(preparation(NL[0].cards), most_cards=4)
    learner = Learner(some)
    reviews = [learner.answer(Grade.AGAIN) for _ in range(12)]
    assert len({review.card for review in reviews if review}) == 4


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
