"""How long it takes to bring 10 000 cards in, beside reading them as a deck: python -m tests.bench.bench_bring"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

from trainer.bring.again import updated
from trainer.bring.out_anki import to_anki
from trainer.bring.read import read_file
from trainer.bring.write import deck_text
from trainer.cards.deckfile import read_deck
from trainer.cards.model import CardKey
from trainer.desk import lay
from trainer.exchange import Exchange
from trainer.memory import scheduler
from trainer.memory.model import Grade, Schedule

CARDS = 10_000
ANSWERS = 5
"""Of each card."""
NOW = datetime(2026, 11, 19, 19, 30, tzinfo=UTC)


class Answer(NamedTuple):
    card: CardKey
    at: datetime
    grade: Grade
    seconds: float
    before: Schedule | None
    after: Schedule


def best(do: Callable[[], object], runs: int = 3) -> float:
    """The shortest of a few runs, in seconds of the processor: others may be at work beside it."""
    times = []
    for _ in range(runs):
        start = process_time()
        do()
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        table, package = Path(folder) / "lijst.csv", Path(folder) / "deck.apkg"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(("Vraag", "Antwoord", "Labels", "Hint"))
            for n in range(CARDS):
                row = (f"Wie organiseert borrel {n}, en waarom?", f"Petra {n} / mevrouw {n}", "borrel, naam", "zij")
                writer.writerow(row)
        (brought,) = read_file(table, language="nl", zone=UTC).decks
        text = deck_text(brought)
        deck = read_deck(text, key="own/x", path=Path("x.md"), language="nl", own=True)
        reference = best(lambda: read_deck(text, key="own/x", path=Path("x.md"), language="nl"))
        print(f"{CARDS} cards read as a deck      {reference:6.2f} s   1.0")

        schedules: dict[CardKey, Schedule] = {}
        answers = []
        for turn in range(ANSWERS):
            at = NOW - timedelta(days=100 - 20 * turn)
            for card in deck.cards:
                before = schedules.get(card.key)
                after = scheduler.review(before, Grade.GOOD, card=card.key, at=at, day=at.date(), review_id=turn)
                answers.append(Answer(card.key, at, Grade.GOOD, 5.0, before, after))
                schedules[card.key] = after
        package.write_bytes(to_anki([deck], now=NOW, zone=UTC, schedules=schedules, reviews=answers))
        homes = iter(range(100))

        def from_end_to_end() -> None:
            """As the command does it: read, planned, and written into the decks of a learner who has none."""
            home = {"TRAINER_HOME": str(Path(folder) / f"home{next(homes)}")}
            desk = lay(home, now=lambda: NOW, rng=Random(1))
            exchange = Exchange(desk)
            found = exchange.read(table)
            exchange.plan(found)
            exchange.bring_in(found)
            desk.store.close()

        for name, do in {
            "from CSV to a learner's deck": from_end_to_end,
            "brought in from CSV": lambda: read_file(table, language="nl", zone=UTC),
            "brought in from Anki": lambda: read_file(package, language="nl", zone=UTC),
            "brought in again": lambda: updated(text.encode(), brought),
            "taken out for Anki": lambda: to_anki([deck], now=NOW, zone=UTC, schedules=schedules, reviews=answers),
        }.items():
            took = best(do)
            print(f"{name:<30} {took:6.2f} s {took / reference:5.1f}")


if __name__ == "__main__":
    main()
