from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.outlook import outlook
from trainer.memory.planner import Candidate, Memory, Sitting

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)

candidates = st.lists(
    st.builds(
        lambda seen, stability, difficulty, ago: (
            Memory(stability, difficulty, NOW - timedelta(days=ago)) if seen else None
        ),
        st.booleans(),
        st.floats(0.01, 2000),
        st.floats(1, 10),
        st.floats(-1, 900),
    ),
    max_size=25,
).map(lambda memories: [Candidate(str(n), memory, 12.0 + n % 3, 20.0) for n, memory in enumerate(memories)])


def daily(days: int, seconds: float = 300) -> list[Sitting]:
    return [Sitting(NOW + timedelta(days=n), seconds) for n in range(days)]


@given(candidates, st.floats(0.01, 40), st.integers(0, 25), st.floats(0, 2000))
def test_every_share_is_a_share_and_practice_never_makes_it_worse(
    cards: list[Candidate], event: float, days: int, seconds: float
) -> None:
    at = NOW + timedelta(days=event)
    seen = outlook(cards, now=NOW, event=at, sittings=daily(days, seconds))
    assert 0 <= seen.without.expected <= seen.practised.expected <= 1
    assert seen.without.likely <= seen.practised.likely <= len(cards)
    for point in seen.curve:
        assert 0 <= point.without <= point.practised <= 1
        assert point.at <= at
    for stint in seen.sittings:
        assert 0 <= stint.new <= stint.cards
        assert 0 <= stint.seconds <= seconds
    assert (seen.curve[-1].without, seen.curve[-1].practised) == (seen.without.expected, seen.practised.expected)


def test_what_was_just_learned_is_forgotten_without_practice_and_kept_with_it() -> None:
    cards = [Candidate(str(n), Memory(2.0, 5.0, NOW), 12, 20) for n in range(20)]
    seen = outlook(cards, now=NOW, event=NOW + timedelta(days=14), sittings=daily(14))
    assert seen.without.expected < 0.8
    assert seen.practised.expected > 0.93
    shares = [point.without for point in seen.curve]
    assert shares == sorted(shares, reverse=True)


def test_new_cards_are_started_while_they_are_still_worth_it() -> None:
    cards = [Candidate(str(n), None, 12, 20) for n in range(30)]
    seen = outlook(cards, now=NOW, event=NOW + timedelta(days=5), sittings=daily(5))
    assert seen.without.likely <= 2
    assert seen.practised.likely >= 24
    assert sum(stint.new for stint in seen.sittings) == 30


def test_nothing_new_is_planned_after_it_was_told_to_stop() -> None:
    cards = [Candidate(str(n), None, 12, 20) for n in range(30)]
    until = NOW + timedelta(hours=1)
    seen = outlook(cards, now=NOW, event=NOW + timedelta(days=5), sittings=daily(5), new_until=until)
    assert [stint.new > 0 for stint in seen.sittings] == [True, False, False, False, False]


def test_an_event_without_cards_or_without_practice_has_an_outlook_too() -> None:
    nothing = outlook([], now=NOW, event=NOW + timedelta(days=1), sittings=daily(1))
    assert (nothing.practised.expected, nothing.practised.total) == (0.0, 0)
    cards = [Candidate("a", Memory(5.0, 5.0, NOW), 12, 20)]
    idle = outlook(cards, now=NOW, event=NOW + timedelta(days=1), sittings=[])
    assert idle.without == idle.practised
    assert len(idle.curve) == 1
