"""What the history adds up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trainer.cards.model import CardKey
from trainer.grading.model import Verdict
from trainer.memory.model import Grade, Schedule
from trainer.store.review import Review
from trainer.study.figures import Share, history

DAY = date(2026, 11, 12)


def schedule(day: date) -> Schedule:
    return Schedule(3.0, 5.0, day, day, datetime(2026, 11, 12, tzinfo=UTC), reviews=1, lapses=0, last_review=1)


def review(
    day: date = DAY,
    grade: Grade = Grade.GOOD,
    *,
    deck: str = "nl/openers",
    seen: date | None = None,
    repeat: bool = False,
    override: bool = False,
) -> Review:
    """An answer on `day` to a card last seen on the day `seen`; None: a new card."""
    return Review(
        id=1,
        card=CardKey(f"{deck}#card"),
        deck=deck,
        at=datetime(2026, 11, 12, 19, 30, tzinfo=UTC),
        day=day,
        typed="",
        verdict=Verdict.CORRECT,
        reason=None,
        credit=1.0,
        unsure=False,
        proposed=grade,
        grade=grade,
        override=override,
        hinted=False,
        repeat=repeat,
        scene=0,
        own_words=False,
        seconds=10.0,
        first_key=None,
        before=None if seen is None else schedule(seen),
        after=schedule(day),
    )


def test_no_answers_add_up_to_nothing_and_divide_by_nothing() -> None:
    past = history([])
    assert (past.first, past.days, past.total.reviews, past.decks) == (None, 0, 0, {})
    assert past.total.retained.value is None


def test_answers_are_counted_in_all_and_by_deck_the_most_practised_first() -> None:
    past = history([review(deck="nl/pitch"), review(), review(DAY + timedelta(days=2))])
    assert (past.first, past.days, past.total.reviews, past.total.seconds) == (DAY, 2, 3, 30.0)
    assert [(key, figures.reviews) for key, figures in past.decks.items()] == [("nl/openers", 2), ("nl/pitch", 1)]


def test_remembered_is_the_share_known_at_the_first_asking_on_a_later_day() -> None:
    earlier = DAY - timedelta(days=3)
    past = history(
        [
            review(),  # new: there was nothing to remember
            review(grade=Grade.AGAIN, seen=earlier),
            review(seen=DAY, repeat=True),  # the same card, once it had been shown
            review(seen=DAY),  # in a second session of that day
            review(grade=Grade.HARD, seen=earlier),
        ]
    )
    assert past.total.retained == Share(hits=1, of=2)


def test_disagreeing_with_the_verdict_is_counted_over_all_answers() -> None:
    past = history([review(override=True), review(), review(), review()])
    assert past.total.overruled.value == 0.25
