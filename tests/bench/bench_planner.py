"""How long planning takes, beside one review of each card by the `fsrs` library: python tests/bench/bench_planner.py

Half of the cards are new; the event is three weeks off, with ten minutes a day. Wanted: out of 500 cards a first
ranking in 200 ms and the next card in 10; out of 10,000 in 2 s and 50 ms; an outlook over 100 cards in 150 ms, over 500
in 600. The time is the processor's, so that another program's work does not count.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from time import process_time

import fsrs

from trainer.memory import formulas
from trainer.memory.model import Grade
from trainer.memory.outlook import outlook
from trainer.memory.planner import Candidate, Memory, Planner, Sitting

NOW = datetime(2025, 1, 6, 19, tzinfo=UTC)
EVENT = NOW + timedelta(days=21, minutes=30)
SITTINGS = [Sitting(NOW + timedelta(days=day), 600) for day in range(22)]


def candidates(cards: int) -> list[Candidate]:
    rng = random.Random(cards)
    return [
        Candidate(
            f"deck#{n}",
            Memory(rng.expovariate(0.1) + 0.2, rng.uniform(1, 10), NOW - timedelta(days=rng.uniform(0.5, 30)))
            if n % 2
            else None,
            8.0,
            14.0,
        )
        for n in range(cards)
    ]


def milliseconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best * 1000


def reviews(cards: int) -> None:
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for n in range(cards):
        scheduler.review_card(fsrs.Card(card_id=n), fsrs.Rating.Good, NOW)


def nexts(planner: Planner, memories: dict[str, Memory | None], times: int = 60) -> list[float]:
    """How long each next card takes, with taking in its answer; 10 seconds pass between two."""
    taken, now = [], NOW
    for n in range(times):
        now += timedelta(seconds=10)
        start = process_time()
        key = planner.next(now)
        if key is None:
            break
        grade = Grade.GOOD if n % 3 else Grade.AGAIN
        before = memories[key]
        state = formulas.after(before.stability, before.difficulty, 3, grade) if before else formulas.first(grade)
        memories[key] = memory = Memory(*state, now, known=grade is not Grade.AGAIN)
        planner.answered(key, memory, now)
        taken.append((process_time() - start) * 1000)
    return taken


def main() -> None:
    print(f"{'':>6}{'first ranking':>24}{'next card':>14}{'slowest':>12}{'outlook':>24}{'fsrs, a review each':>24}")
    for cards in (100, 500, 2000, 10_000):
        found = candidates(cards)
        yard = milliseconds(partial(reviews, cards))
        plan = partial(Planner, found, now=NOW, event=EVENT, sittings=SITTINGS)
        ranking = milliseconds(plan)
        taken = nexts(plan(), {card.key: card.memory for card in found})
        seen = milliseconds(partial(outlook, found, now=NOW, event=EVENT, sittings=SITTINGS))
        print(
            f"{cards:>6}{ranking:>12.1f} ms{ranking / yard:>7.1f} x{median(taken):>11.2f} ms{max(taken):>9.2f} ms"
            f"{seen:>12.1f} ms{seen / yard:>7.1f} x{yard:>21.1f} ms"
        )


if __name__ == "__main__":
    main()
