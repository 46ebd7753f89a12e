"""The planner: which card is asked next before an event, and when it is enough."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.formulas import after, first
from trainer.memory.lookahead import KNOWN, MISSED, Cost, Horizon, Later, State
from trainer.memory.model import Grade
from trainer.memory.outlook import outlook
from trainer.memory.planner import GAP, PRICE, SHORT_GAP, Candidate, Clock, Memory, Planner, Sitting, horizon_of
from trainer.memory.scheduler import review

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
RIGHT, MISS = 8.0, 14.0


def card(key: str, stability: float | None = None, days_ago: float = 1.0, difficulty: float = 5.0) -> Candidate:
    memory = None if stability is None else Memory(stability, difficulty, NOW - timedelta(days=days_ago))
    return Candidate(key, memory, RIGHT, MISS)


def daily(days: int, seconds: float = 300) -> list[Sitting]:
    return [Sitting(NOW + timedelta(days=day), seconds) for day in range(days + 1)]


def reviewed(memory: Memory | None, at: datetime, *, right: bool) -> Memory:
    """What FSRS makes of an answer, in study days as the program records it."""
    grade = Grade.GOOD if right else Grade.AGAIN
    if memory is None:
        return Memory(*first(grade), at, known=right)
    days = max((at.date() - memory.at.date()).days, 0)
    return Memory(*after(memory.stability, memory.difficulty, days, grade), at, known=right)


class Learner:
    """Answers by chance, as often right as FSRS says; the clock runs with the answers, or as it is told."""

    def __init__(self, cards: list[Candidate], seed: int = 0) -> None:
        self.memories = {each.key: each.memory for each in cards}
        self.rng = random.Random(seed)
        self.horizon = Horizon(0.0, 0.0)

    def answer(self, planner: Planner, key: str, now: datetime) -> float:
        """Answer a card; the seconds that it takes."""
        memory = self.memories[key]
        state = (
            None
            if memory is None
            else State(
                memory.stability,
                memory.difficulty,
                (memory.at - now).total_seconds() / 86_400,
                KNOWN if memory.known else MISSED,
            )
        )
        right = self.rng.random() < self.horizon.chance(state, 0.0)
        self.memories[key] = reviewed(memory, now, right=right)
        memory = self.memories[key]
        assert memory is not None
        taken = RIGHT if right else MISS
        planner.answered(key, memory, now)
        return taken

    def sit(self, planner: Planner, now: datetime, seconds: float) -> list[str]:
        """Practise until the seconds are over, or until it is enough."""
        asked, used = [], 0.0
        while used < seconds and (key := planner.next(now + timedelta(seconds=used))):
            asked.append(key)
            used += self.answer(planner, key, now + timedelta(seconds=used))
        return asked


# -- any cards, any times, any clock

instants = st.floats(-400, 10).map(lambda days: NOW + timedelta(days=days))
memories = st.none() | st.builds(Memory, st.floats(0.001, 36_500), st.floats(1, 10), instants, known=st.booleans())
seconds = st.floats(1, 120)
decks = st.lists(st.tuples(memories, seconds, seconds), max_size=15).map(
    lambda found: [Candidate(str(n), memory, right, miss) for n, (memory, right, miss) in enumerate(found)]
)
steps = st.lists(
    st.tuples(st.sampled_from([1.0, 8.0, 30.0, 70.0, 4000.0, -5.0, -3600.0, -90_000.0]), st.booleans()), max_size=60
)
sittings = st.lists(st.tuples(st.floats(-1, 30), st.floats(0, 3600)), max_size=6).map(
    lambda found: [Sitting(NOW + timedelta(days=days), length) for days, length in found]
)


@given(
    cards=decks,
    event=st.floats(-1, 30),
    coming=sittings,
    moves=steps,
    most_new=st.none() | st.integers(0, 5),
    new_hours=st.none() | st.floats(-1, 100),
)
def test_no_card_comes_twice_within_the_gap_and_none_after_the_event(
    cards: list[Candidate],
    event: float,
    coming: list[Sitting],
    moves: list[tuple[float, bool]],
    most_new: int | None,
    new_hours: float | None,
) -> None:
    begins = NOW + timedelta(days=event)
    new_until = None if new_hours is None else NOW + timedelta(hours=new_hours)
    planner = Planner(cards, now=NOW, event=begins, sittings=coming, most_new=most_new, new_until=new_until)
    now, passed, asked_at, started = NOW, 0.0, dict[str, float](), set[str]()
    held = {each.key: each.memory for each in cards}
    for step, right in moves:
        now += timedelta(seconds=step)
        passed += max(step, 0.0)
        key = planner.next(now)
        if now >= begins:
            assert key is None
        if key is None:
            continue
        assert key in held
        # A millisecond of room: days as floats since the start are not finer.
        assert passed - asked_at.get(key, float("-inf")) >= SHORT_GAP - 0.001
        if held[key] is None:
            started.add(key)
            assert new_until is None or now < new_until
        asked_at[key] = passed
        memory = held[key] = reviewed(held[key], now, right=right)
        planner.answered(key, memory, now)
    assert most_new is None or len(started) <= most_new


@given(cards=decks, event=st.floats(0.001, 60), coming=sittings)
def test_whoever_keeps_answering_right_has_enough_before_long(
    cards: list[Candidate], event: float, coming: list[Sitting]
) -> None:
    planner = Planner(cards, now=NOW, event=NOW + timedelta(days=event), sittings=coming)
    held = {each.key: each.memory for each in cards}
    now, asked = NOW, 0
    while key := planner.next(now):
        asked += 1
        assert asked <= 40 * len(cards)
        memory = held[key] = reviewed(held[key], now, right=True)
        planner.answered(key, memory, now)
        now += timedelta(seconds=10)


states = st.none() | st.builds(
    State, st.floats(0.001, 36_500), st.floats(1, 10), st.floats(-900, 1), st.sampled_from([MISSED, KNOWN])
)


@given(
    state=states,
    event=st.floats(0.001, 60),
    later=st.none() | st.tuples(st.floats(0, 1), st.floats(0, 0.1)),
    now=st.floats(0, 1),
)
def test_what_is_forecast_is_a_chance_and_a_gain_is_never_more_than_there_is_to_gain(
    state: State | None, event: float, later: tuple[float, float] | None, now: float
) -> None:
    at = later[0] * event if later else 0.0
    horizon = Horizon(event, 0.0, Later(at, int(at), later[1]) if later else None)
    cost = Cost(RIGHT, MISS)
    assert 0 <= horizon.at_event(state) <= horizon.value(state, cost) <= 1
    for outcome in horizon.outcomes(state, now * event):
        assert 0 <= horizon.at_event(outcome) <= 1
    assert horizon.score(state, cost, now * event) * RIGHT <= 1


# -- what it chooses


def test_the_cards_on_the_brink_come_before_those_that_are_safe() -> None:
    cards = [card("safe", 400), card("shaky", 2), card("lost", 0.3, days_ago=20)]
    planner = Planner(cards, now=NOW, event=NOW + timedelta(minutes=30))
    order = []
    for n in range(2):
        key = planner.next(NOW + timedelta(seconds=10 * n))
        assert key is not None
        order.append(key)
        planner.answered(key, Memory(10, 5, NOW + timedelta(seconds=10 * n)), NOW + timedelta(seconds=10 * n))
    assert order == ["lost", "shaky"]
    assert planner.next(NOW + timedelta(seconds=20)) is None


def test_a_new_card_is_worth_it_in_the_last_half_hour_and_the_first_given_comes_first() -> None:
    cards = [card("known", 30), card("new 1"), card("new 2")]
    planner = Planner(cards, now=NOW, event=NOW + timedelta(minutes=30))
    assert planner.next(NOW) == "new 1"
    planner.answered("new 1", reviewed(None, NOW, right=False), NOW)
    assert planner.next(NOW + timedelta(seconds=15)) == "new 2"


def test_nothing_new_is_started_after_it_was_told_to_stop() -> None:
    planner = Planner(
        [card("new"), card("known", 3)], now=NOW, event=NOW + timedelta(hours=1), new_until=NOW + timedelta(minutes=5)
    )
    assert planner.next(NOW + timedelta(minutes=4)) == "new"
    assert planner.next(NOW + timedelta(minutes=5)) == "known"


def test_no_more_new_cards_are_started_than_wanted() -> None:
    cards = [card(f"new {n}") for n in range(10)]
    learner, planner = Learner(cards), Planner(cards, now=NOW, event=NOW + timedelta(hours=1), most_new=3)
    assert len(set(learner.sit(planner, NOW, 600))) == 3


def test_a_missed_card_comes_back_after_the_gap_and_no_sooner() -> None:
    cards = [card("missed", 1), *(card(f"other {n}", 20) for n in range(20))]
    planner = Planner(cards, now=NOW, event=NOW + timedelta(minutes=30))
    assert planner.next(NOW) == "missed"
    planner.answered("missed", reviewed(cards[0].memory, NOW, right=False), NOW)
    assert planner.next(NOW + timedelta(seconds=GAP - 1)) != "missed"
    assert planner.next(NOW + timedelta(seconds=GAP + 1)) == "missed"


def test_a_missed_card_comes_back_on_the_same_day_before_another_is_started_while_time_is_plenty() -> None:
    cards = [card(f"new {n}") for n in range(20)]

    def started(days: int) -> int:
        event = NOW + timedelta(days=days, minutes=30)
        planner = Planner(cards, now=NOW, event=event, sittings=daily(days))
        now, asked = NOW, set()
        for _ in range(12):
            key = planner.next(now)
            assert key is not None
            if key in asked:
                break
            asked.add(key)
            planner.answered(key, reviewed(None, now, right=False), now)
            now += timedelta(seconds=MISS)
        return len(asked)

    assert started(7) == 5  # the first comes back after a minute
    assert started(1) == 12  # there is no time for it: as many as can be, now


def test_the_only_card_comes_back_after_the_short_gap() -> None:
    planner = Planner([card("only")], now=NOW, event=NOW + timedelta(minutes=30))
    planner.answered("only", reviewed(None, NOW, right=False), NOW)
    assert planner.next(NOW + timedelta(seconds=SHORT_GAP - 1)) is None
    assert planner.next(NOW + timedelta(seconds=SHORT_GAP + 1)) == "only"


def test_what_was_answered_before_the_plan_was_made_is_not_asked_at_once() -> None:
    asked = Candidate("asked", Memory(0.2, 8, NOW - timedelta(seconds=20), known=False), RIGHT, MISS)
    planner = Planner([asked, card("other", 5)], now=NOW, event=NOW + timedelta(minutes=30))
    assert planner.next(NOW) == "other"


def test_a_well_known_card_is_left_in_peace() -> None:
    planner = Planner([card("known", 900)], now=NOW, event=NOW + timedelta(days=2), sittings=daily(2))
    assert planner.next(NOW) is None


def test_what_a_later_sitting_does_better_is_left_to_it() -> None:
    """Still known today, but not so well in ten days: it is asked on the last day, when it counts most."""
    known = [card("known", 10, days_ago=4)]
    event = NOW + timedelta(days=10, minutes=30)
    assert Planner(known, now=NOW, event=event, sittings=daily(10)).next(NOW) is None
    assert Planner(known, now=NOW, event=event, sittings=daily(0)).next(NOW) == "known"


def test_a_second_is_scarce_only_when_the_sittings_to_come_cannot_hold_the_cards_together() -> None:
    cards = [(None, Cost(RIGHT, MISS))] * 60  # some 1300 seconds
    clock = Clock(NOW.timestamp(), 0.0)

    def price(days: int) -> float:
        later = horizon_of(cards, clock, days + 0.1, [(float(day), 300.0) for day in range(1, days + 1)]).later
        assert later is not None
        return later.price

    assert min(price(1), price(4)) > 10 * PRICE
    assert price(5) < PRICE


def test_a_second_is_the_dearer_the_sooner_the_last_sitting_comes() -> None:
    cards = [(State(30.0, 5.0, -1.0, KNOWN), Cost(RIGHT, MISS))]
    clock = Clock(NOW.timestamp(), 0.2)

    def floor(*later: float, now: float = 0.0) -> float:
        return horizon_of(cards, clock, later[-1] + 0.1, [(at, 300.0) for at in later], now).floor

    assert floor(1.0, 2.0, 3.0) < floor(1.0) < floor(0.5) < floor(0.1)
    assert floor(0.1) == pytest.approx(floor(3.1, now=3.0))  # as the outlook asks for a day to come
    assert floor(0.001) == floor(0.01)


def test_a_card_that_is_not_of_the_event_is_no_matter() -> None:
    planner = Planner([card("a", 3)], now=NOW, event=NOW + timedelta(hours=1))
    planner.answered("another", Memory(3, 5, NOW), NOW)
    assert planner.next(NOW) == "a"


def test_an_event_without_cards_or_in_the_past_asks_nothing() -> None:
    assert Planner([], now=NOW, event=NOW + timedelta(days=1)).next(NOW) is None
    assert Planner([card("a")], now=NOW, event=NOW - timedelta(days=1)).next(NOW) is None


def test_the_same_cards_give_the_same_plan_in_any_time_zone() -> None:
    cards = [card(str(n), None if n % 2 else 1 + n, days_ago=n) for n in range(30)]
    here = timezone(timedelta(hours=2))
    plans = []
    for now in (NOW, NOW.astimezone(here)):
        planner = Planner(
            cards,
            now=now,
            event=now + timedelta(days=3),
            sittings=[Sitting(now + timedelta(days=n), 300) for n in range(3)],
        )
        plans.append(Learner(cards).sit(planner, now, 300))
    assert plans[0] == plans[1]


def test_a_big_deck_tells_how_far_the_ranking_is() -> None:
    heard: list[tuple[int, int]] = []
    cards = [card(str(n), 5) for n in range(2_600)]
    Planner(cards, now=NOW, event=NOW + timedelta(days=1), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(done, 2_600) for done in (500, 1000, 1500, 2000, 2500)]
    heard.clear()
    Planner(cards[:2_000], now=NOW, event=NOW + timedelta(days=1), progress=lambda done, of: heard.append((done, of)))
    assert heard == []


# -- what is forecast is what the plan gives


@pytest.mark.parametrize("right", [True, False])
@given(memory=memories.filter(lambda memory: memory is None or memory.at <= NOW))
def test_the_memory_that_is_forecast_is_the_one_that_is_recorded(memory: Memory | None, *, right: bool) -> None:
    from trainer.memory.model import Schedule

    grade = Grade.GOOD if right else Grade.AGAIN
    schedule = (
        None
        if memory is None
        else Schedule(
            memory.stability,
            memory.difficulty,
            due=memory.at.date(),
            day=memory.at.date(),
            at=memory.at,
            reviews=1,
            lapses=0,
            last_review=1,
        )
    )
    recorded = review(schedule, grade, card="a", at=NOW, day=NOW.date(), review_id=2)
    # Study days from midnight to midnight, as the dates above.
    horizon = Horizon(1.0, 19 / 24)
    state = (
        None
        if memory is None
        else State(memory.stability, memory.difficulty, (memory.at - NOW).total_seconds() / 86_400, KNOWN)
    )
    forecast = horizon.outcomes(state, 0.0)[0 if right else 1]
    assert forecast.stability == pytest.approx(recorded.stability, rel=1e-9)
    assert forecast.difficulty == pytest.approx(recorded.difficulty, rel=1e-9)


@pytest.mark.parametrize(("days", "minutes"), [(0, 5), (1, 5), (3, 5), (3, 10), (7, 5)])
def test_the_readiness_shown_is_the_one_that_the_plan_gives(days: int, minutes: int) -> None:
    """Learners whose memory is as forecast, following the plan, come out where it says, give or take three points."""
    cards = [card(str(n), None if n % 2 else 0.5 + n / 4, days_ago=1 + n / 3, difficulty=1 + n % 9) for n in range(40)]
    event = NOW + timedelta(days=days, minutes=30)
    coming = daily(days, minutes * 60)
    shown = outlook(cards, now=NOW, event=event, sittings=coming)
    reached = []
    for seed in range(12):
        learner = Learner(cards, seed)
        for n, sitting in enumerate(coming):
            held = [Candidate(each.key, learner.memories[each.key], RIGHT, MISS) for each in cards]
            planner = Planner(held, now=sitting.at, event=event, sittings=coming[n:])
            learner.sit(planner, sitting.at, sitting.seconds)
        held = [Candidate(each.key, learner.memories[each.key], RIGHT, MISS) for each in cards]
        reached.append(outlook(held, now=event, event=event, sittings=[]).without.expected)
    assert shown.practised.expected == pytest.approx(sum(reached) / len(reached), abs=0.03)
