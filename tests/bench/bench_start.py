"""How soon the trainer is there, and how soon a key is answered, beside the smallest Textual application.

    python -m tests.bench.bench_start [rounds]

With the eight bundled decks and a history of 5 000 reviews. Prints medians and ratios; judges nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median

from tests.terminal import Terminal
from trainer.days import local_now
from trainer.desk import Desk, lay
from trainer.grading.model import Verdict
from trainer.memory.model import Grade
from trainer.memory.scheduler import review as schedule
from trainer.store.review import Review
from trainer.study.plan import in_own_words

ROOT = Path(__file__).resolve().parents[2]
REVIEWS = 5_000
ANSWERS = 30
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("Here I am")
Minimal().run()
"""


def practised(desk: Desk) -> None:
    """A history of 5 000 reviews, spread over two years, of the cards in the interface's language."""
    rng = Random(1)
    cards = [card for deck in desk.decks for card in deck.cards]
    start = local_now() - timedelta(days=720)
    for number in range(REVIEWS):
        card, at = rng.choice(cards), start + timedelta(days=720 * number / REVIEWS)
        before = desk.store.schedule(card.key)
        grade = rng.choice((Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.GOOD, Grade.GOOD))
        identity, day = desk.store.new_id(), desk.day_of(at)
        after = schedule(before, grade, card=card.key, at=at, day=day, review_id=identity)
        desk.store.record(
            Review(
                id=identity, card=card.key, deck=card.deck, at=at, day=day, typed="eerst geven, dan nemen",
                verdict=Verdict.CORRECT, reason=None, credit=1.0, unsure=False, proposed=grade, grade=grade,
                override=False, hinted=False, repeat=False, scene=0, own_words=in_own_words(card),
                seconds=14.0, first_key=3.0, before=before, after=after,
            )
        )  # fmt: skip


def first_paint(command: list[str], environ: dict[str, str], text: str) -> float:
    """Seconds from the start of the process until `text` stands on the screen."""
    terminal = Terminal(command, environ)
    try:
        return terminal.until(text) - terminal.started
    finally:
        terminal.kill()


def seconds(command: list[str], environ: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, capture_output=True)
    return time.perf_counter() - start


def feedback(environ: dict[str, str], home: Path) -> list[float]:
    """Seconds from enter to the painted grades, for each card of a deck of short answers."""
    (home / "decks").mkdir(exist_ok=True)
    cards = "\n\n".join(f"## Which word goes with {n}?\nAnswer: answer number {n}" for n in range(ANSWERS))
    (home / "decks" / "bench.md").write_text(f"# Bench\nLanguage: en\n\n{cards}\n", encoding="utf-8")
    desk = lay(environ)
    desk.save(replace(desk.settings, new_per_day=ANSWERS, new_until_due=1000))
    desk.store.close()
    command = [sys.executable, "-m", "trainer", "review", "bench", "--cards", str(ANSWERS)]
    terminal, times = Terminal(command, environ), []
    try:
        terminal.until("stop")
        for _ in range(ANSWERS):
            terminal.quiet(0.3)
            terminal.press(b"something else")
            terminal.quiet(0.1)
            pressed = terminal.press(b"\r")
            times.append(terminal.until("2 hard", timeout=5) - pressed)
            terminal.quiet(0.1)
            terminal.press(b"3\r")
    finally:
        terminal.kill()
    return times[1:]  # the first also loads the judge, if it is typed within a quarter of a second


def main(rounds: int = 7) -> None:
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "TRAINER_HOME": home, "LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT)}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
        desk = lay(environ)
        desk.save(desk.settings)
        practised(desk)
        desk.store.close()
        minimal, ours, due = [], [], []
        for number in range(rounds + 1):
            a = first_paint([sys.executable, "-c", MINIMAL], environ, "Here I am")
            b = first_paint([sys.executable, "-m", "trainer"], environ, "Today")
            c = seconds([sys.executable, "-m", "trainer", "due"], environ)
            if number:  # the first round warms the disk's cache
                minimal.append(a)
                ours.append(b)
                due.append(c)
        times = feedback(environ, Path(home))
    ratios = [b / a for a, b in zip(minimal, ours, strict=True)]
    print(f"minimal Textual app, first paint   {median(minimal) * 1000:6.0f} ms")
    print(f"trainer, first paint               {median(ours) * 1000:6.0f} ms   {median(ratios):.2f} x minimal")
    print(f"trainer due                        {median(due) * 1000:6.0f} ms   {median(due) / median(ours):.2f} x ours")
    print(f"enter to painted verdict           {median(times) * 1000:6.0f} ms   of {len(times)} answers")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
