"""How ready learners are for an event, by plain FSRS, by cramming at the end, and by the planner.

    python tests/bench/simulator.py --learners 200

The learners' memory follows three models that the planner is not told: FSRS-6 with weights that differ from learner to
learner and from card to card, FSRS-7 likewise, and the ACT-R power law with the spacing effect of Pavlik and Anderson
(2005). Each has 60 cards: half were learned by plain FSRS in the two months before, half are new. Every day at seven in
the evening they practise for some minutes, and half an hour after the last sitting has begun, the event begins. An
event in two or in eight hours has one sitting, now, as the program lays them; or ("2x") as long a one again half an
hour before it.

A success takes 8 seconds, a miss 14. An unseen card is known with a chance of 0.05. What all three policies know of a
learner is what FSRS-6 with its published weights makes of the answers.

- FSRS: what is due at 0.9, the least known first; then new cards; a missed card comes back until it is right once.
- cram: the same, but in the last sitting all cards in any order, and each missed one again until it is right once.
- planner: `trainer.memory.planner`, with the sittings to come.

All three end a sitting when there is nothing left that they want to ask, or when the minutes are over.

Beside recall at the event and the minutes that it took, the table has recall 30 days later, once with no practice since
and once after carrying on with plain FSRS for five minutes a day; how far the planner is ahead of the better of the
others (an exclamation mark where it is over half a point behind); and the readiness that the program would show.

Found with 200 learners, FSRS / cram / planner, means of the three memories: recall in %, and minutes in brackets.

             5 minutes a day                   10 minutes a day                  20 minutes a day
    30 min   68.0 64.2 78.2 ( 5.0  5.0  5.1)   87.3 79.1 90.9 (10.0 10.0 10.0)   92.8 95.5 96.1 (12.2 16.1 17.2)
    2 h      66.8 63.3 76.0 ( 5.0  5.0  5.1)   85.2 77.4 88.5 (10.0 10.0 10.0)   90.5 92.8 94.0 (12.3 16.1 20.0)
    2 h, 2x  86.1 78.7 90.2 (10.1 10.1 10.1)   91.0 95.0 95.6 (12.4 19.5 19.4)   90.5 96.6 96.7 (12.1 21.7 21.0)
    8 h      65.0 62.0 72.8 ( 5.0  5.0  5.1)   82.1 74.6 84.9 (10.0 10.0 10.0)   86.7 88.9 90.8 (12.2 16.1 20.0)
    8 h, 2x  84.4 77.0 89.3 (10.1 10.1 10.1)   88.2 94.5 95.3 (12.5 19.8 19.9)   86.8 96.5 96.6 (12.2 22.3 22.9)
    1 day    77.5 75.7 88.3 (10.1 10.1 10.1)   92.9 93.7 95.0 (17.3 20.0 20.0)   93.4 96.6 96.9 (18.6 22.9 25.9)
    3 days   89.2 88.2 92.1 (19.7 20.0 20.2)   94.1 96.8 97.1 (25.9 30.2 32.5)   94.5 97.3 97.5 (26.8 31.3 33.3)
    1 week   92.1 93.6 95.9 (30.9 33.8 39.5)   92.3 97.8 97.9 (33.5 41.3 46.1)   92.3 98.0 97.8 (33.8 41.9 39.6)
    2 weeks  93.2 95.4 97.5 (43.4 47.3 60.9)   93.1 98.2 98.3 (44.6 52.7 61.9)   93.0 98.3 98.1 (45.1 53.4 52.0)
    3 weeks  92.8 95.5 98.0 (51.0 55.3 77.9)   92.7 98.3 98.5 (51.4 59.8 73.1)   92.6 98.4 98.1 (51.8 60.3 57.5)

With five minutes a day the planner is 8.0 points ahead of FSRS and 10.2 of cramming in the mean of 30 min, 1 day and 3
days, where there is something to gain; 6.2 and 6.3 over the six horizons with daily sittings; 6.3 and 8.5 over all ten.
Eight over the six looks out of reach: who knows all reaches at most 79.3 in half an hour, 89.7 in a day and 94.6 in
three (`limit`, 24, 24 and 12 learners; and 77.2, 91.9, 74.0 and 90.8 on the day itself), and from a week on four times
the minutes bring no more than 97.9, 98.3 and 98.5. All of that together would be 7.6 points ahead of either; the
planner is 1.4 short of it.

With twenty minutes it recalls what cramming does, 97.4 and 97.3 over the six, in 37.6 minutes and 37.7; over all ten
96.3 and 95.9 in 31.0 and 30.2. The worst of the 90 cells is half a point behind: FSRS-7, three weeks, twenty minutes.
Idle for 30 days after the six, its learners recall 75.3, 79.0 and 78.8 by minutes a day, those who crammed 71.6, 77.3
and 79.2; where they carry on with FSRS, 93.5, 93.7 and 93.7, and 93.3, 93.5 and 93.5.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from statistics import fmean
from typing import Protocol

from trainer.memory import formulas
from trainer.memory.model import Grade
from trainer.memory.outlook import outlook
from trainer.memory.planner import Candidate, Memory, Planner, Sitting

RIGHT, MISS = 8.0, 14.0
KNOWN_ANYHOW = 0.05
CARDS = 60
DAY = 86_400.0
START = datetime(2025, 1, 6, 19, tzinfo=UTC)
MORNING = 15 / 24
"""How far the study day is at seven in the evening: it began at four."""
HALF_HOUR = 1 / 48
HOUR = 1 / 24


@dataclass(frozen=True, slots=True)
class Horizon:
    """An event and the sittings before it, as instants in days."""

    event: float
    sittings: tuple[float, ...]


def daily(days: int) -> Horizon:
    return Horizon(days + HALF_HOUR, tuple(map(float, range(days + 1))))


DAILY = {
    "30 min": daily(0),
    "1 day": daily(1),
    "3 days": daily(3),
    "1 week": daily(7),
    "2 weeks": daily(14),
    "3 weeks": daily(21),
}
TODAY = {
    "2 h": Horizon(2 * HOUR, (0.0,)),
    "2 h, 2x": Horizon(2 * HOUR, (0.0, 2 * HOUR - HALF_HOUR)),
    "8 h": Horizon(8 * HOUR, (0.0,)),
    "8 h, 2x": Horizon(8 * HOUR, (0.0, 8 * HOUR - HALF_HOUR)),
}
"""An event on the day itself: with one sitting, now, as the program lays them; and with another half an hour before."""
HORIZONS = dict(sorted((DAILY | TODAY).items(), key=lambda entry: entry[1].event))
MINUTES = (5, 10, 20)
POLICIES = ("fsrs", "cram", "planner")
COLUMNS = (("recall", 100), ("minutes", 1), ("month", 100), ("carried", 100))


# -- memories that the planner is not told


class Truth(Protocol):
    """What a card really is to a learner. Times are in days."""

    def recall(self, at: float) -> float: ...
    def review(self, at: float, right: bool) -> None: ...


def vary(rng: random.Random, by: float) -> float:
    return math.exp(rng.gauss(0, by))


def between(figure: float, low: float, high: float) -> float:
    return min(max(figure, low), high)


class Fsrs6:
    """FSRS-6; within half a day by its short-term formula."""

    def __init__(self, w: Sequence[float], stability: float, growth: float, difficulty: float) -> None:
        self.w, self.start, self.growth, self.shift = w, stability, growth, difficulty
        self.factor = 0.9 ** (-1 / w[20]) - 1
        self.stability = self.difficulty = self.last = 0.0

    @classmethod
    def learner(cls, rng: random.Random) -> Callable[[], Fsrs6]:
        w = [figure * vary(rng, 0.15) for figure in formulas.W]
        start = vary(rng, 0.4)
        w[:4] = sorted(figure * start for figure in w[:4])
        w[20] = between(formulas.W[20] * vary(rng, 0.3), 0.1, 0.5)
        return lambda: cls(w, vary(rng, 0.5), vary(rng, 0.2), rng.gauss(0, 1))

    def recall(self, at: float) -> float:
        if not self.stability:
            return KNOWN_ANYHOW
        return float((1 + self.factor * max(at - self.last, 0) / self.stability) ** -self.w[20])

    def review(self, at: float, right: bool) -> None:
        w, s, d, grade = self.w, self.stability, self.difficulty, 3 if right else 1
        if not s:
            self.stability = w[grade - 1] * self.start
            self.difficulty = between(w[4] - math.exp(w[5] * (grade - 1)) + 1 + self.shift, 1, 10)
        else:
            if at - self.last < 0.5:
                grown = math.exp(w[17] * (grade - 3 + w[18])) * s ** -w[19]
                s *= max(grown, 1) if right else grown
            elif right:
                lost = 1 - self.recall(at)
                growth = math.exp(w[8]) * (11 - d) * s ** -w[9] * (math.exp(lost * w[10]) - 1)
                s *= 1 + growth * self.growth
            else:
                lost = 1 - self.recall(at)
                s = min(s, w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * math.exp(lost * w[14]))
            self.stability = max(s, 0.001)
            easiest = w[4] - math.exp(w[5] * 3) + 1
            moved = d - w[6] * (grade - 3) * (10 - d) / 9
            self.difficulty = between(w[7] * easiest + (1 - w[7]) * moved, 1, 10)
        self.last = at


class Fsrs7:
    """FSRS-7: two forgetting curves, and growth that passes smoothly from minutes to days.

    Source: github.com/open-spaced-repetition/srs-benchmark, models/fsrs_v7.py, with its starting weights.
    """

    W = (
        *(0.041, 2.4175, 4.1283, 11.9709),  # the first stability of each grade
        *(5.6385, 0.4468, 3.262),  # difficulty
        *(2.3054, 0.1688, 1.3325, 0.3524, 0.0049, 0.7503, 0.0896, 0.6625, 1.3),  # stability over days
        *(0.882, 0.3072, 3.5875, 0.303, 0.0107, 0.2279, 2.6413, 0.5594, 1.3),  # stability over minutes
        *(2.5, 1.0),  # from the one to the other
        *(0.0723, 0.1634, 0.5, 0.9555, 0.2245, 0.6232, 0.1362, 0.3862),  # the forgetting curves
    )

    def __init__(self, w: Sequence[float], stability: float, growth: float, difficulty: float) -> None:
        self.w, self.start, self.growth, self.shift = w, stability, growth, difficulty
        self.fast = w[29] ** (-1 / w[27]) - 1
        self.slow = w[30] ** (-1 / w[28]) - 1
        self.stability = self.difficulty = self.last = 0.0

    @classmethod
    def learner(cls, rng: random.Random) -> Callable[[], Fsrs7]:
        w = [figure * vary(rng, 0.15) for figure in cls.W]
        start = vary(rng, 0.4)
        w[:4] = sorted(figure * start for figure in w[:4])
        w[26] = between(w[26], 0, 1)
        w[27] = between(w[27], 0.01, 0.25)
        w[28] = between(w[28], w[27], 0.95)
        w[29] = between(cls.W[29] * vary(rng, 0.1), 0.5, 0.85)
        w[30] = between(1 - (1 - cls.W[30]) * vary(rng, 0.3), w[29], 0.99)
        return lambda: cls(w, vary(rng, 0.5), vary(rng, 0.2), rng.gauss(0, 1))

    def recall(self, at: float) -> float:
        w, s = self.w, self.stability
        if not s:
            return KNOWN_ANYHOW
        passed = max(at - self.last, 0) / s
        fast, slow = w[31] * s ** -w[33], w[32] * s ** w[34]
        lasting = fast * (1 + self.fast * passed) ** -w[27] + slow * (1 + self.slow * passed) ** -w[28]
        return float(between(lasting / (fast + slow), 0.0001, 0.9999))

    def _grown(self, base: int, lost: float, right: bool) -> float:
        w, s, d = self.w, self.stability, self.difficulty
        missed = w[base + 3] * d ** -w[base + 4] * ((s + 1) ** w[base + 5] - 1) * math.exp(lost * w[base + 6])
        missed = min(s, missed)
        if not right:
            return float(missed)
        growth = math.exp(w[base] - 1.5) * (11 - d) * s ** -w[base + 1] * (math.exp(lost * w[base + 2]) - 1)
        return float(max(missed, s * (1 + growth * self.growth)))

    def review(self, at: float, right: bool) -> None:
        w, d, grade = self.w, self.difficulty, 3 if right else 1
        if not self.stability:
            self.stability = w[grade - 1] * self.start
            self.difficulty = between(w[4] - math.exp(w[5] * (grade - 1)) + 1 + self.shift, 1, 10)
        else:
            lost = 1 - self.recall(at)
            days = 1 - w[26] * math.exp(-w[25] * (at - self.last))
            grown = days * self._grown(7, lost, right) + (1 - days) * self._grown(16, lost, right)
            self.stability = between(grown, 0.0001, 36_500)
            easiest = w[4] - math.exp(w[5] * 3) + 1
            moved = d - w[6] * (grade - 3) * (10 - d) / 9
            self.difficulty = between(0.01 * easiest + 0.99 * moved, 1, 10)
        self.last = at


class ActR:
    """The power law of ACT-R: every exposure leaves a trace, that fades the faster the stronger the memory then was.

    Source: Pavlik and Anderson (2005), with their spacing effect. Threshold and noise are set so that plain FSRS at 0.9
    meets some 0.85 of recall when it asks.
    """

    def __init__(self, fade: float, spacing: float, threshold: float, noise: float) -> None:
        self.fade, self.spacing, self.threshold, self.noise = fade, spacing, threshold, noise
        self.traces: list[tuple[float, float]] = []

    @classmethod
    def learner(cls, rng: random.Random) -> Callable[[], ActR]:
        fade, spacing = 0.177 * vary(rng, 0.15), 0.217 * vary(rng, 0.15)
        threshold, noise = -2.15 + rng.gauss(0, 0.25), 0.35 * vary(rng, 0.15)
        return lambda: cls(fade * vary(rng, 0.1), spacing, threshold + rng.gauss(0, 0.3), noise)

    def _activation(self, at: float) -> float:
        return math.log(sum(max((at - when) * DAY, 1.0) ** -fade for when, fade in self.traces))

    def recall(self, at: float) -> float:
        if not self.traces:
            return KNOWN_ANYHOW
        return 1 / (1 + math.exp((self.threshold - self._activation(at)) / self.noise))

    def review(self, at: float, right: bool) -> None:
        strength = math.exp(self._activation(at)) if self.traces else 0.0
        self.traces = [*self.traces, (at, self.fade + self.spacing * strength)]


TRUTHS: dict[str, Callable[[random.Random], Callable[[], Truth]]] = {
    "act-r": ActR.learner,
    "fsrs6": Fsrs6.learner,
    "fsrs7": Fsrs7.learner,
}


# -- what everybody does


@dataclass(slots=True)
class Learned:
    """A card: what it is to the learner, and what FSRS makes of the answers."""

    truth: Truth
    stability: float = 0.0
    difficulty: float = 0.0
    last: float = 0.0
    due: int = 0

    @property
    def new(self) -> bool:
        return not self.stability

    def predicted(self, at: float) -> float:
        return formulas.recall(at - self.last, self.stability) if self.stability else KNOWN_ANYHOW

    def answer(self, at: float, rng: random.Random) -> bool:
        """Ask it, at an instant in days; FSRS counts study days, as in `scheduler.review`."""
        right = rng.random() < self.truth.recall(at)
        self.truth.review(at, right)
        grade = Grade.GOOD if right else Grade.AGAIN
        if self.new:
            self.stability, self.difficulty = formulas.first(grade)
        else:
            days = day_of(at) - day_of(self.last)
            self.stability, self.difficulty = formulas.after(self.stability, self.difficulty, days, grade)
        self.last = at
        self.due = day_of(at) + (max(1, round(self.stability)) if right else 0)
        return right


def day_of(at: float) -> int:
    return math.floor(at + MORNING)


@dataclass(slots=True)
class Practice:
    """One sitting: the clock runs with the answers."""

    at: float
    seconds: float
    rng: random.Random
    used: float = 0.0

    @property
    def now(self) -> float:
        return self.at + self.used / DAY

    @property
    def open(self) -> bool:
        """Whether another card still fits in, but for a moment."""
        return self.used + RIGHT / 2 <= self.seconds

    def ask(self, card: Learned) -> bool:
        taken = self.now
        right = card.answer(taken, self.rng)
        self.used += RIGHT if right else MISS
        return right


def until_right(practice: Practice, queue: list[Learned]) -> None:
    """Ask the cards in order; who is missed comes back after a minute, or when there is nothing else."""
    missed: list[tuple[float, Learned]] = []
    while practice.open and (queue or missed):
        if missed and (not queue or practice.used - missed[0][0] >= 60):
            asked, card = missed.pop(0)
            practice.used = max(practice.used, asked + 12)
        else:
            card = queue.pop(0)
        if not practice.ask(card):
            missed.append((practice.used, card))


def plain(practice: Practice, cards: list[Learned]) -> None:
    today = day_of(practice.now)
    due = [card for card in cards if not card.new and card.due <= today]
    due.sort(key=lambda card: card.predicted(practice.at))
    until_right(practice, due + [card for card in cards if card.new])


def cram(practice: Practice, cards: list[Learned]) -> None:
    until_right(practice, practice.rng.sample(cards, len(cards)))


def instant(at: float) -> datetime:
    return START + timedelta(days=at)


def planned(practice: Practice, cards: list[Learned], event: float, sittings: Sequence[float]) -> None:
    by_key = {str(n): card for n, card in enumerate(cards)}
    planner = Planner(
        candidates(cards),
        now=instant(practice.at),
        event=instant(event),
        sittings=[Sitting(instant(at), practice.seconds) for at in sittings],
    )
    while practice.open and (key := planner.next(instant(practice.now))):
        practice.ask(by_key[key])
        memory = memory_of(by_key[key])
        assert memory is not None
        planner.answered(key, memory, instant(practice.now))


def candidates(cards: list[Learned]) -> list[Candidate]:
    return [Candidate(str(n), memory_of(card), RIGHT, MISS) for n, card in enumerate(cards)]


def memory_of(card: Learned) -> Memory | None:
    return (
        None if card.new else Memory(card.stability, card.difficulty, instant(card.last), card.due > day_of(card.last))
    )


# -- a learner on the way to an event


@dataclass(frozen=True, slots=True)
class Outcome:
    recall: float
    minutes: float
    month: float
    """Recall 30 days later, when nothing was practised since."""
    carried: float
    """Recall 30 days later, after carrying on with plain FSRS for 5 minutes a day."""
    shown: float
    """The readiness that the program shows at the event."""


@dataclass(frozen=True, slots=True)
class Cell:
    truth: str
    horizon: str
    minutes: int


def deck(truth: str, rng: random.Random) -> list[Learned]:
    """Sixty cards, half of them learned by plain FSRS since at most two months."""
    make = TRUTHS[truth](rng)
    cards = [Learned(make()) for _ in range(CARDS)]
    for card in cards[::2]:
        at = -float(rng.randint(3, 60))
        while at <= -1:
            minutes = 0.0
            while not card.answer(at + minutes, rng):
                minutes += 2 / 1440
            at = float(card.due)
    return cards


def run(cell: Cell, policy: str, seed: int) -> Outcome:
    cards = deck(cell.truth, random.Random(f"deck {cell.truth} {seed}"))
    rng = random.Random(f"answers {cell} {seed}")
    horizon = HORIZONS[cell.horizon]
    event = horizon.event
    seconds = cell.minutes * 60.0
    used = 0.0
    for n, at in enumerate(horizon.sittings):
        practice = Practice(at, seconds, rng)
        if policy == "planner":
            planned(practice, cards, event, horizon.sittings[n:])
        elif policy == "cram" and at == horizon.sittings[-1]:
            cram(practice, cards)
        else:
            plain(practice, cards)
        used += practice.used
    reached = fmean(card.truth.recall(event) for card in cards)
    begins = instant(event)
    shown = outlook(candidates(cards), now=begins, event=begins, sittings=[]).without.expected
    month = fmean(card.truth.recall(event + 30) for card in cards)
    last = math.floor(event)
    for day in range(last + 1, last + 31):
        plain(Practice(float(day), 300, rng), cards)
    carried = fmean(card.truth.recall(event + 30) for card in cards)
    return Outcome(reached, used / 60, month, carried, shown)


def work(task: tuple[Cell, str, int]) -> Outcome:
    return run(*task)


@dataclass(slots=True)
class Row:
    cell: Cell
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)

    def mean(self, policy: str, name: str) -> float:
        return fmean(getattr(outcome, name) for outcome in self.outcomes[policy])


def rows(cells: Sequence[Cell], seeds: range, workers: int) -> Iterator[Row]:
    tasks = [(cell, policy, seed) for cell in cells for policy in POLICIES for seed in seeds]
    with multiprocessing.Pool(workers, initializer=os.nice, initargs=(10,)) as pool:
        done = pool.imap(work, tasks, chunksize=max(1, min(20, len(seeds) // 4)))
        for cell in cells:
            yield Row(cell, {policy: [next(done) for _ in seeds] for policy in POLICIES})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=100_000)
    parser.add_argument("--horizons", nargs="+", default=list(HORIZONS), choices=HORIZONS)
    parser.add_argument("--minutes", nargs="+", type=int, default=MINUTES)
    parser.add_argument("--truths", nargs="+", default=list(TRUTHS), choices=TRUTHS)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    cells = [Cell(t, h, m) for h, m, t in product(asked.horizons, asked.minutes, asked.truths)]
    seeds = range(asked.first_seed, asked.first_seed + asked.learners)
    print(f"{asked.learners} learners a cell; each column: {', '.join(POLICIES)}")
    titles = ("recall at event, %", "minutes", "30 days on, idle", "30 days on, FSRS")
    print(" " * 19, *(f"{title:<{6 * len(POLICIES) + 1}}" for title in titles), "ahead ", "shown", sep="| ")
    table = []
    for row in rows(cells, seeds, asked.workers):
        table.append(row)
        columns = [
            " ".join(f"{scale * row.mean(policy, name):5.1f}" for policy in POLICIES) + " " for name, scale in COLUMNS
        ]
        best = 100 * max(row.mean("fsrs", "recall"), row.mean("cram", "recall"))
        ahead = 100 * row.mean("planner", "recall") - best
        mark = "!" if ahead < -0.5 else " "
        cell = f"{row.cell.horizon:<8}{row.cell.minutes:>3} {row.cell.truth:<7}"
        print(
            cell, *columns, f"{ahead:+5.1f}{mark}", f"{100 * row.mean('planner', 'shown'):5.1f}", sep="| ", flush=True
        )
    summary(table)


def summary(table: Sequence[Row]) -> None:
    def mean(group: Sequence[Row], policy: str, name: str, scale: float = 100) -> float:
        return scale * fmean(row.mean(policy, name) for row in group)

    parts = {"with daily sittings": DAILY, "on the day itself": TODAY, "all": HORIZONS}
    for minutes, (part, horizons) in product(sorted({row.cell.minutes for row in table}), parts.items()):
        group = [row for row in table if row.cell.minutes == minutes and row.cell.horizon in horizons]
        if not group:
            continue
        print(f"{minutes} minutes a day, {part} ({len(group)} cells):")
        for name, scale in COLUMNS:
            figures = {policy: mean(group, policy, name, scale) for policy in POLICIES}
            ahead = ", ".join(f"{figures['planner'] - figures[rival]:+.1f}" for rival in ("fsrs", "cram"))
            print(f"  {name:<8}", *(f"{policy} {figure:5.1f}" for policy, figure in figures.items()), f"({ahead})")


if __name__ == "__main__":
    main()
