from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.cards.library import Source, load
from trainer.cards.model import CardKey
from trainer.store.event import EventKind
from trainer.study.cram import LENGTHS, NOTHING_NEW, PAGE_SECONDS, Block, Cram, Part, programme
from trainer.study.roles import Role, cards_for

DECKS = load([Source(Path("decks"))], language="nl").decks
CARDS = cards_for(EventKind.DRINKS, DECKS, DECKS, {}, language="nl")
NOW = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)


def parts(minutes: int) -> list[Part | Role]:
    return [block.role if block.part is Part.LINE and block.role else block.part for block in blocks(minutes)]


def blocks(minutes: int) -> tuple[Block, ...]:
    return programme(minutes, CARDS, quick=True)


def test_a_quarter_of_an_hour_has_every_block_in_order() -> None:
    assert parts(15) == [
        Part.GOAL,
        Role.BEGIN,
        Role.WHAT_I_DO,
        Role.GOODBYE,
        Role.ASK,
        Role.OFFER,
        Part.QUICK,
        Role.IF_THEN,
        Role.REFRAME,
        Part.NERVES,
        Part.PAGE,
    ]


def test_less_time_has_fewer_blocks() -> None:
    assert parts(10) == [Role.BEGIN, Role.WHAT_I_DO, Role.GOODBYE, Role.ASK, Part.QUICK, Part.PAGE]
    assert parts(5) == [Role.BEGIN, Role.WHAT_I_DO, Role.GOODBYE, Part.PAGE]
    assert parts(2) == [Part.PAGE]


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_blocks_fit_into_the_minutes(minutes: int) -> None:
    assert sum(block.seconds for block in blocks(minutes)) <= minutes * 60


def test_without_short_cards_there_is_no_quick_round() -> None:
    assert Part.QUICK not in [block.part for block in programme(15, CARDS, quick=False)]


@given(
    minutes=st.sampled_from(LENGTHS),
    begins=st.none() | st.integers(-60, 30),
    waits=st.lists(st.integers(-5, 500), max_size=15),
    met=st.sets(st.sampled_from([card.key for card in CARDS.values()])),
)
def test_whatever_the_pace_it_ends_on_the_page_and_before_the_meeting(
    minutes: int, begins: int | None, waits: list[int], met: set[CardKey]
) -> None:
    now = NOW
    at = None if begins is None else NOW + timedelta(minutes=begins)
    cram = Cram(blocks(minutes), now=now, minutes=minutes, begins=at, met=met)
    assert cram.ends <= now + timedelta(minutes=minutes)
    if at is not None and at > now:
        assert cram.ends <= at
    for wait in waits:
        if cram.block.part is not Part.PAGE:
            assert cram.seconds_left(now) >= PAGE_SECONDS
        if cram.block.part is Part.LINE and cram.block.card is not None and cram.block.card.key not in met:
            assert now < cram.new_until
        if cram.goes_back and wait % 2:
            here, furthest = cram.block, cram.place
            assert cram.back().part in (Part.GOAL, Part.LINE)
            assert cram.place < furthest
            cram.back()
            assert cram.on(now) is here
        if cram.block.part is Part.QUICK:
            assert now <= cram.quick_until(now) <= cram.ends - timedelta(seconds=PAGE_SECONDS)
        now += timedelta(seconds=wait)
        before = cram.place
        cram.on(now)
        assert cram.place > before or cram.block.part is Part.PAGE
    for _ in range(len(cram.blocks)):
        cram.on(now)
    assert cram.block.part is Part.PAGE
    assert cram.new_until == cram.ends - NOTHING_NEW


def test_a_learner_who_takes_long_loses_what_matters_least() -> None:
    cram = Cram(blocks(15), now=NOW, minutes=15)
    assert cram.block.part is Part.GOAL
    assert cram.on(NOW + timedelta(minutes=1)).role is Role.BEGIN
    assert cram.on(NOW + timedelta(minutes=12)).role is Role.WHAT_I_DO
    assert cram.on(NOW + timedelta(minutes=13, seconds=45)).part is Part.NERVES
    assert cram.on(NOW + timedelta(minutes=14)).part is Part.PAGE


def test_a_line_that_was_never_met_does_not_come_in_the_last_two_minutes() -> None:
    late = NOW + timedelta(minutes=3, seconds=5)
    new = Cram(blocks(5), now=NOW, minutes=5)
    assert new.on(late).part is Part.PAGE
    known = Cram(blocks(5), now=NOW, minutes=5, met={CARDS[Role.WHAT_I_DO].key})
    assert known.on(late).role is Role.WHAT_I_DO
