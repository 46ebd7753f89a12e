"""How much there is to gain before an event at most, whoever plans: python -m tests.bench.limit --learners 24

The learners are those of `simulator`; here everything is known of their memories, also what an answer will make of
them. Each sitting's seconds get a price (a Lagrange multiplier). Then the cards no longer compete for them, and the
best for each card alone is worked out in full: asked or not at each moment, and in either case of an answer. Whatever
the prices, what the cards are worth in this way, with the sittings' seconds at those prices, is at least what any
plan reaches on average. The lowest such sum that is found is the bound.

A card may be asked at five moments of a single sitting, at three in each of two, and at two in each of four; with three
moments in each of four the bound is some 0.5 points higher. For more sittings the moments are too many.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import random
from collections.abc import Sequence
from copy import copy
from itertools import product
from statistics import fmean

from tests.bench.simulator import DAY, HORIZONS, MISS, RIGHT, TRUTHS, Cell, Truth, deck

MOMENTS = {1: 5, 2: 3, 4: 2}
"""In each sitting, by the number of sittings."""
CHOICE = [name for name, horizon in HORIZONS.items() if len(horizon.sittings) in MOMENTS]
ROUNDS = 20
"""How often the prices are set; from ten on the bound falls by less than 0.1 points."""
OVERTIME = MISS - RIGHT / 2
"""Seconds: how far the last answer may go beyond the end of a sitting."""

Moment = tuple[int, float]
"""Which sitting, and when."""


class Ask:
    """A moment at which a card may be asked; what comes of it is another, or recall at the event."""

    __slots__ = ("asked", "chance", "missed", "right", "seconds", "sitting", "skipped")

    def __init__(self, truth: Truth, moments: Sequence[Moment], event: float) -> None:
        self.sitting, at = moments[0]
        self.chance = truth.recall(at)
        self.seconds = self.chance * RIGHT + (1 - self.chance) * MISS
        right, missed = copy(truth), copy(truth)
        right.review(at, True)
        missed.review(at, False)
        self.skipped = grown(truth, moments[1:], event)
        self.right = grown(right, moments[1:], event)
        self.missed = grown(missed, moments[1:], event)
        self.asked = False

    def worth(self, prices: Sequence[float]) -> float:
        """The best recall at the event, less the price of the seconds; notes whether that is by asking."""
        skipped, right, missed = self.skipped, self.right, self.missed
        left_alone = skipped if isinstance(skipped, float) else skipped.worth(prices)
        known = right if isinstance(right, float) else right.worth(prices)
        unknown = missed if isinstance(missed, float) else missed.worth(prices)
        reached = self.chance * known + (1 - self.chance) * unknown - prices[self.sitting] * self.seconds
        self.asked = reached > left_alone
        return reached if self.asked else left_alone

    def spend(self, weight: float, spent: list[float]) -> None:
        """Count the seconds of the best plan."""
        coming = [(1.0, self.skipped)]
        if self.asked:
            spent[self.sitting] += weight * self.seconds
            coming = [(self.chance, self.right), (1 - self.chance, self.missed)]
        for share, ask in coming:
            if isinstance(ask, Ask):
                ask.spend(weight * share, spent)


def grown(truth: Truth, moments: Sequence[Moment], event: float) -> Ask | float:
    return Ask(truth, moments, event) if moments else truth.recall(event)


def moments_of(sittings: Sequence[float], seconds: float) -> list[Moment]:
    """The moments at which a card may be asked."""
    times = MOMENTS[len(sittings)]
    return [(n, at + (part + 0.5) / times * seconds / DAY) for n, at in enumerate(sittings) for part in range(times)]


def bound(cell: Cell, seed: int) -> float:
    """The most that a learner recalls at the event, 0..1, on average over the answers."""
    cards = deck(cell.truth, random.Random(f"deck {cell.truth} {seed}"))
    horizon = HORIZONS[cell.horizon]
    moments = moments_of(horizon.sittings, cell.minutes * 60.0)
    seconds = cell.minutes * 60.0 + OVERTIME
    asks = [Ask(card.truth, moments, horizon.event) for card in cards]
    prices = [0.02 / len(horizon.sittings) for _ in horizon.sittings]
    lowest = float(len(cards))
    for turn in range(ROUNDS):
        worth = sum(ask.worth(prices) for ask in asks)
        lowest = min(lowest, worth + seconds * sum(prices))
        spent = [0.0 for _ in prices]
        for ask in asks:
            ask.spend(1.0, spent)
        step = 0.9 / (1 + 0.35 * turn)
        for n, used in enumerate(spent):
            prices[n] *= math.exp(step * min(used / seconds - 1, 1.5))
    return lowest / len(cards)


def work(task: tuple[Cell, int]) -> float:
    return bound(*task)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=12)
    parser.add_argument("--first-seed", type=int, default=100_000)
    parser.add_argument("--horizons", nargs="+", default=CHOICE, choices=CHOICE)
    parser.add_argument("--minutes", nargs="+", type=int, default=[5])
    parser.add_argument("--truths", nargs="+", default=list(TRUTHS), choices=TRUTHS)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    seeds = range(asked.first_seed, asked.first_seed + asked.learners)
    with multiprocessing.Pool(asked.workers, initializer=os.nice, initargs=(10,)) as pool:
        for horizon, minutes in product(asked.horizons, asked.minutes):
            cells = [Cell(truth, horizon, minutes) for truth in asked.truths]
            found = pool.map(work, [(cell, seed) for cell in cells for seed in seeds], chunksize=1)
            each = [100 * fmean(found[n : n + len(seeds)]) for n in range(0, len(found), len(seeds))]
            print(
                f"{horizon:<8}{minutes:>3}", *(f"{share:5.1f}" for share in each), f"| {fmean(each):5.1f}", flush=True
            )


if __name__ == "__main__":
    main()
