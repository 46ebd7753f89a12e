"""What waits today, and which of it makes a session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.model import Answer, Card, CardKey, Deck, OwnWords, Short
from trainer.i18n import Language
from trainer.memory.model import Schedule
from trainer.memory.pace import Answered, Pace
from trainer.settings import Limit, Settings
from trainer.study.plan import (
    Paces,
    Plan,
    Waiting,
    arranged,
    by_deck,
    chosen,
    in_own_words,
    likeness,
    more,
    plan,
    tomorrow,
    waiting,
)

TODAY = date(2025, 11, 12)
SETTINGS = Settings()
TERM, LINE = Short("Petra"), OwnWords((), 0)


def card(name: str, answer: Answer = TERM, *, deck: str = "nl/a", level: int = 2, tags: tuple[str, ...] = ()) -> Card:
    return Card(CardKey(f"{deck}#{name}"), deck, "nl", (name,), answer, level=level, tags=tags)


def cards(count: int, answer: Answer = TERM, *, deck: str = "nl/a", level: int = 2, name: str = "") -> tuple[Card, ...]:
    return tuple(
        card(f"{name or ('own' if answer is LINE else 'short')}{n}", answer, deck=deck, level=level)
        for n in range(count)
    )


def deck_of(*of: Card, key: str = "nl/a", language: Language = "nl", own: bool = False) -> Deck:
    return Deck(key, key, language, of, Path("a.md"), own=own)


def schedule(ago: int = 5, *, due: int = 0, stability: float = 5.0) -> Schedule:
    """Last reviewed so many days ago, due in so many days."""
    day = TODAY - timedelta(days=ago)
    at = datetime.combine(day, time(20), UTC)
    return Schedule(stability, 5.0, TODAY + timedelta(days=due), day, at, reviews=3, lapses=0, last_review=1)


def names(of: Iterable[Card]) -> list[str]:
    return [card.prompt for card in of]


def planned(
    due: Sequence[Card] = (),
    new: Sequence[Card] = (),
    *,
    settings: Settings = SETTINGS,
    paces: Paces = Paces(),  # noqa: B008 -- frozen
    schedules: Mapping[CardKey, Schedule] | None = None,
    seed: int = 1,
    ahead: bool = False,
) -> Plan:
    if schedules is None:
        schedules = {card.key: schedule() for card in due}
    ready = Waiting(tuple(due), tuple(new), unseen=len(new))
    return plan(ready, schedules, settings, paces, today=TODAY, rng=Random(seed), ahead=ahead)


# -- what waits


def test_a_card_waits_from_its_due_day_on() -> None:
    of = cards(4)
    schedules = {card.key: schedule(due=due) for card, due in zip(of, (-30, 0, 1, 30), strict=True)}
    assert names(waiting([deck_of(*of)], schedules, SETTINGS, today=TODAY).due) == ["short0", "short1"]


def test_the_most_forgotten_comes_first() -> None:
    of = cards(4)
    schedules = {
        of[0].key: schedule(5, stability=5),
        of[1].key: schedule(40, stability=100),
        of[2].key: schedule(3, stability=0.5),
        of[3].key: schedule(20, stability=10),
    }
    due = waiting([deck_of(*of)], schedules, SETTINGS, today=TODAY).due
    assert names(due) == ["short2", "short3", "short0", "short1"]


def test_three_new_cards_a_day_less_those_already_started() -> None:
    decks = [deck_of(*cards(10))]
    for started, expected in ((0, 3), (1, 2), (3, 0), (5, 0)):
        assert len(waiting(decks, {}, SETTINGS, today=TODAY, started_today=started).new) == expected
    assert len(waiting(decks, {}, replace(SETTINGS, new_per_day=7), today=TODAY).new) == 7
    assert len(waiting(decks, {}, replace(SETTINGS, new_per_day=100), today=TODAY).new) == 10
    assert waiting(decks, {}, SETTINGS, today=TODAY).unseen == 10


def test_no_new_cards_while_more_than_twenty_are_due() -> None:
    old, fresh = cards(21), cards(5, name="new")
    for due, expected in ((20, 3), (21, 0)):
        schedules = {card.key: schedule() for card in old[:due]}
        ready = waiting([deck_of(*old[:due], *fresh)], schedules, SETTINGS, today=TODAY)
        assert (len(ready.due), len(ready.new), ready.unseen) == (due, expected, 5)


def test_a_suspended_card_is_left_out_new_or_due() -> None:
    of = cards(4)
    schedules = {of[0].key: schedule(), of[1].key: schedule()}
    ready = waiting([deck_of(*of)], schedules, SETTINGS, today=TODAY, suspended={of[0].key, of[2].key})
    assert (names(ready.due), names(ready.new), ready.unseen) == (["short1"], ["short3"], 1)


def test_new_cards_come_in_the_order_of_their_level_then_of_the_author() -> None:
    of = (card("hard", level=3), card("b", level=2), card("first", level=1), card("c", level=2))
    settings = replace(SETTINGS, new_per_day=10)
    assert names(waiting([deck_of(*of)], {}, settings, today=TODAY).new) == ["first", "b", "c", "hard"]


def test_new_cards_come_turn_by_turn_from_each_deck() -> None:
    decks = [deck_of(*cards(3, deck=key, name=key), key=key) for key in ("A", "B", "C")]
    settings = replace(SETTINGS, new_per_day=9)
    assert names(waiting(decks, {}, settings, today=TODAY).new) == [
        "A0",
        "B0",
        "C0",
        "A1",
        "B1",
        "C1",
        "A2",
        "B2",
        "C2",
    ]


def test_decks_of_own_words_alone_take_turns_too() -> None:
    decks = [deck_of(*cards(3, LINE, deck=key, name=key), key=key) for key in ("A", "B")]
    settings = replace(SETTINGS, new_per_day=4)
    assert names(waiting(decks, {}, settings, today=TODAY).new) == ["A0", "B0", "A1", "B1"]


def test_every_third_new_card_is_in_own_words() -> None:
    decks = [deck_of(*cards(9), *cards(5, LINE))]
    settings = replace(SETTINGS, new_per_day=9)
    new = waiting(decks, {}, settings, today=TODAY).new
    assert [in_own_words(card) for card in new] == [False, False, True] * 3


def test_the_turns_go_on_the_next_day_where_they_were() -> None:
    decks = [
        deck_of(*cards(4, deck=key, name=key), *cards(2, LINE, deck=key, name=f"own{key}"), key=key) for key in "ABCDE"
    ]
    whole = names(waiting(decks, {}, replace(SETTINGS, new_per_day=30), today=TODAY).new)
    schedules: dict[CardKey, Schedule] = {}
    by_day: list[str] = []
    for quota in (3, 2, 3, 1, 6):
        new = waiting(decks, schedules, replace(SETTINGS, new_per_day=quota), today=TODAY).new
        by_day += names(new)
        schedules |= {card.key: schedule(0, due=3) for card in new}
    assert len(whole) == len(set(whole)) == 30
    assert {name[0] for name in by_day[:5] if name[0] != "o"} >= set("AB")
    assert {name.removeprefix("own")[0] for name in by_day[:6]} == set("ABCDE")
    assert [name.startswith("own") for name in by_day] == [n % 3 == 2 for n in range(15)]


# -- which decks


def test_all_decks_in_the_learners_language_and_own_decks_are_practised_until_some_are_chosen() -> None:
    nl, en = deck_of(key="nl/a"), deck_of(key="en/a", language="en")
    mine = deck_of(key="own/mine", language="en", own=True)
    settings = replace(SETTINGS, language="nl")
    assert chosen([nl, en, mine], settings) == (nl, mine)
    assert chosen([nl, en, mine], replace(settings, decks=("en/a",))) == (en, mine)
    assert chosen([nl, en, mine], replace(settings, decks=("gone",))) == (mine,)


# -- how much fits


def test_a_session_lasts_as_many_minutes_as_were_set() -> None:
    assert len(planned(cards(60)).cards) == 20  # 300 seconds at 15 each
    assert len(planned(cards(60), settings=replace(SETTINGS, minutes=1)).cards) == 4
    assert planned(cards(60)).seconds == 300
    assert len(planned(cards(60)).reserve) == 40


def test_a_session_has_as_many_cards_as_were_set() -> None:
    settings = replace(SETTINGS, limit="cards", cards=7)
    whole = planned(cards(60), settings=settings)
    assert (len(whole.cards), whole.seconds) == (7, 105)


def test_a_slower_learner_gets_fewer_cards() -> None:
    slow = Paces(short=Pace(tuple(Answered(60, 2) for _ in range(40))))
    assert len(planned(cards(60), paces=slow).cards) == 5


def test_due_cards_go_before_new_ones() -> None:
    whole = planned(cards(19), cards(3, name="new"))
    assert Counter(name[:3] for name in names(whole.cards)) == {"sho": 19, "new": 1}
    assert names(whole.reserve) == ["new1", "new2"]


def test_going_on_starts_with_the_new_cards() -> None:
    whole = planned(cards(30), cards(3, name="new"), ahead=True)
    assert {"new0", "new1", "new2"} < set(names(whole.cards))
    assert whole.ahead


def test_a_session_has_at_least_one_card_however_long_it_takes() -> None:
    slow = Paces(own=Pace(tuple(Answered(300, 2) for _ in range(40))))
    settings = replace(SETTINGS, minutes=1)
    whole = planned(cards(3, LINE), paces=slow, settings=settings)
    assert names(whole.cards) == ["own0"]
    assert names(whole.reserve) == ["own1", "own2"]


def test_nothing_waiting_makes_an_empty_plan() -> None:
    assert planned() == Plan(())


def test_own_words_take_at_most_half_while_short_cards_wait() -> None:
    whole = planned((*cards(10, LINE), *cards(30)))
    assert Counter(map(in_own_words, whole.cards)) == {True: 2, False: 11}  # 130 and 165 seconds


@pytest.mark.parametrize("limit", ["minutes", "cards"])
def test_own_words_fill_what_the_short_cards_leave(limit: Limit) -> None:
    settings = replace(SETTINGS, limit=limit, cards=8)
    whole = planned((*cards(10, LINE), *cards(2)), settings=settings)
    expected = {True: 4, False: 2} if limit == "minutes" else {True: 6, False: 2}
    assert Counter(map(in_own_words, whole.cards)) == expected


def test_own_words_alone_fill_a_session() -> None:
    assert len(planned(cards(10, LINE)).cards) == 4


# -- in which order


def test_a_sure_card_comes_first() -> None:
    of = cards(10)
    schedules = {card.key: schedule(n + 2, stability=5) for n, card in enumerate(of)}
    for seed in range(20):
        assert planned(of, schedules=schedules, seed=seed).cards[0] == of[0]


def test_a_card_missed_earlier_today_is_not_called_sure() -> None:
    missed, known = cards(2)
    schedules = {missed.key: schedule(0, due=0), known.key: schedule(30)}
    for seed in range(20):
        assert planned((missed, known), schedules=schedules, seed=seed).cards[0] == known


def test_a_first_day_of_new_cards_alone_has_no_sure_card_and_starts_all_the_same() -> None:
    assert len(planned((), cards(3)).cards) == 3


@given(short=st.integers(0, 20), own=st.integers(0, 20), sure=st.booleans(), seed=st.integers(0, 5))
def test_own_words_are_never_side_by_side_where_a_short_card_can_stand_between(
    short: int, own: int, sure: bool, seed: int
) -> None:
    of = (*cards(short), *cards(own, LINE))
    schedules = {of[0].key: schedule()} if sure and short else {}
    order = [in_own_words(card) for card in arranged(of, schedules, today=TODAY, rng=Random(seed))]
    between = short - bool(schedules)  # a sure card stands before them all
    assert sum(a and b for a, b in pairwise(order)) == max(0, own - 1 - between)


def test_own_words_are_spread_over_the_whole_session() -> None:
    order = arranged((*cards(12), *cards(3, LINE)), {}, today=TODAY, rng=Random(1))
    places = [n for n, card in enumerate(order) if in_own_words(card)]
    assert [b - a for a, b in pairwise(places)] == [5, 5]
    assert places[0] in (2, 3)


@given(sizes=st.lists(st.integers(1, 8), min_size=1, max_size=6), seed=st.integers(0, 3))
def test_cards_of_one_deck_are_side_by_side_no_more_often_than_they_must(sizes: list[int], seed: int) -> None:
    of = [card for n, size in enumerate(sizes) for card in cards(size, deck=f"nl/{n}")]
    order = arranged(of, {}, today=TODAY, rng=Random(seed))
    touching = sum(a.deck == b.deck for a, b in pairwise(order))
    assert touching == max(0, 2 * max(sizes) - len(of) - 1)


@given(topics=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=6), seed=st.integers(0, 3))
def test_after_a_sure_card_too_the_decks_are_mixed_as_well_as_can_be(topics: list[str], seed: int) -> None:
    of = [card(str(n), deck=topic) for n, topic in enumerate(topics)]
    order = arranged(of, {of[0].key: schedule()}, today=TODAY, rng=Random(seed))
    assert order[0] == of[0]

    def touching(some: Sequence[Card]) -> int:
        return sum(a.deck == b.deck for a, b in pairwise(some))

    assert touching(order) == min(touching((of[0], *rest)) for rest in permutations(of[1:]))


def test_cards_about_one_thing_are_apart_also_across_decks_and_kinds() -> None:
    of = (
        card("line", LINE, deck="A", tags=("name",)),
        card("term", deck="B", tags=("name",)),
        card("other", deck="C"),
        card("another", deck="D"),
    )
    for seed in range(20):
        order = arranged(of, {}, today=TODAY, rng=Random(seed))
        assert all(not likeness(b, a) for a, b in pairwise(order))


def test_likeness_counts_the_deck_once_and_each_tag_twice() -> None:
    one = card("1", deck="A", tags=("x", "y"))
    assert likeness(one, None) == 0
    assert likeness(one, card("2", deck="B")) == 0
    assert likeness(one, card("2", deck="A")) == 1
    assert likeness(one, card("2", deck="A", tags=("x", "z"))) == 3


def test_the_same_rng_makes_the_same_plan_and_another_one_another() -> None:
    of = cards(20)
    assert planned(of, seed=3) == planned(of, seed=3)
    assert len({planned(of, seed=seed).cards for seed in range(5)}) > 1


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Card], list[Card], dict[CardKey, Schedule], Settings]:
    def some(prefix: str) -> list[Card]:
        made = draw(st.lists(st.tuples(st.booleans(), st.sampled_from("AB"), st.sampled_from(["", "t"])), max_size=25))
        return [
            card(f"{prefix}{n}", LINE if own else TERM, deck=deck, tags=(tag,) if tag else ())
            for n, (own, deck, tag) in enumerate(made)
        ]

    due, new = some("due"), some("new")
    ages = st.builds(schedule, st.integers(-3, 400), stability=st.floats(0.01, 1000), due=st.integers(-9, 0))
    settings = Settings(
        limit=draw(st.sampled_from(["minutes", "cards"])),
        minutes=draw(st.integers(1, 20)),
        cards=draw(st.integers(1, 40)),
    )
    return due, new, {card.key: draw(ages) for card in due}, settings


@given(world=worlds(), seed=st.integers(0, 9), ahead=st.booleans())
def test_nothing_that_waits_is_lost_or_planned_twice_and_the_limit_holds(
    world: tuple[list[Card], list[Card], dict[CardKey, Schedule], Settings], seed: int, ahead: bool
) -> None:
    due, new, schedules, settings = world
    whole = planned(due, new, settings=settings, schedules=schedules, seed=seed, ahead=ahead)
    assert Counter(card.key for card in (*whole.cards, *whole.reserve)) == Counter(card.key for card in (*due, *new))
    assert bool(whole.cards) == bool(due or new)
    assert whole.seconds == sum(map(Paces().seconds, whole.cards))
    if len(whole.cards) > 1:
        assert whole.seconds <= settings.minutes * 60 if settings.limit == "minutes" else True
        assert len(whole.cards) <= settings.cards if settings.limit == "cards" else True
        if any(not in_own_words(card) for card in whole.reserve):
            own = [card for card in whole.cards if in_own_words(card)]
            price = sum(map(Paces().seconds, own)) if settings.limit == "minutes" else len(own)
            assert price <= (settings.minutes * 60 if settings.limit == "minutes" else settings.cards) / 2


# -- going on, and tomorrow


def test_going_on_brings_another_days_new_cards_and_then_what_is_due_the_soonest() -> None:
    of = cards(8)
    schedules = {
        of[0].key: schedule(3, due=9),
        of[1].key: schedule(3, due=2),
        of[2].key: schedule(0, due=1),  # dealt with today
        of[3].key: schedule(9, due=2, stability=1),
        of[4].key: schedule(9, due=2),  # suspended
    }
    ready = more([deck_of(*of)], schedules, SETTINGS, today=TODAY, suspended={of[4].key})
    assert names(ready.due) == ["short3", "short1", "short0"]
    assert names(ready.new) == ["short5", "short6", "short7"]


def test_going_on_does_not_leave_out_what_was_missed_today() -> None:
    of = cards(2)
    schedules = {of[0].key: schedule(0, due=0), of[1].key: schedule(3, due=9)}
    assert names(more([deck_of(*of)], schedules, SETTINGS, today=TODAY).due) == ["short0", "short1"]


def test_tomorrow_brings_what_falls_due_what_is_left_and_new_cards() -> None:
    of = cards(10)
    schedules = {
        of[0].key: schedule(due=-3),
        of[1].key: schedule(due=1),
        of[2].key: schedule(due=2),
        of[3].key: schedule(due=1),
    }
    decks = [deck_of(*of)]
    assert tomorrow(decks, schedules, SETTINGS, today=TODAY) == 3 + 3
    assert tomorrow(decks, schedules, SETTINGS, today=TODAY, suspended={of[1].key}) == 2 + 3
    assert tomorrow([], {}, SETTINGS, today=TODAY) == 0


def test_each_deck_says_what_waits_in_it() -> None:
    a, b = cards(5, deck="A"), cards(4, deck="B")
    schedules = {a[0].key: schedule(), a[1].key: schedule(due=4), b[0].key: schedule()}
    decks = [deck_of(*a, key="A"), deck_of(*b, key="B")]
    counts = by_deck(decks, waiting(decks, schedules, SETTINGS, today=TODAY), schedules)
    assert [(row.deck.key, row.due, row.unseen) for row in counts] == [("A", 1, 3), ("B", 1, 3)]
    assert [row.learned for row in counts] == [1, 0]
    assert sum(row.new for row in counts) == 3


def test_new_cards_of_the_learners_own_decks_come_first() -> None:
    bundled = deck_of(*cards(5, deck="nl/a"))
    own = deck_of(*cards(2, deck="own/b"), key="own/b", own=True)
    ready = waiting([bundled, own], {}, SETTINGS, today=TODAY)
    assert [card.deck for card in ready.new] == ["own/b", "own/b", "nl/a"]
    assert ready.unseen == 7
