"""A session killed at any moment has lost nothing that it acknowledged, and invented nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from trainer.days import local_now
from trainer.desk import lay
from trainer.memory.model import Grade

KILLS = int(os.environ.get("TRAINER_KILLS", "10"))
"""How many sessions are killed; 300 take five minutes."""
CARDS = 40
ASKED = re.compile(r"^Kaart (\d+) van", re.MULTILINE)


def home_with_a_deck(home: Path) -> dict[str, str]:
    """Forty cards whose answers are numbers."""
    (home / "decks").mkdir(parents=True)
    cards = "\n\n".join(f"## Welk woord hoort bij kaart {n}?\nAntwoord: antwoord {n}" for n in range(CARDS))
    (home / "decks" / "proef.md").write_text(f"# Proef\nTaal: nl\n\n{cards}\n", encoding="utf-8")
    (home / "settings.toml").write_text(
        f'language = "nl"\ndecks = []\nnew_per_day = {CARDS}\nlimit = "cards"\ncards = {CARDS}\n', encoding="utf-8"
    )
    return {**os.environ, "TRAINER_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[1])}


@pytest.mark.parametrize("trial", range(KILLS))
def test_a_killed_session_loses_nothing_that_it_acknowledged(tmp_path: Path, trial: int) -> None:
    environ = home_with_a_deck(tmp_path)
    delay = Random(trial).uniform(0.1, 0.9)
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", "review", "--plain"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b"iets\n3\n" * CARDS)  # graded good by hand, so that no card comes back
    process.stdin.flush()
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        process.kill()
    out, err = process.communicate()
    asked = [int(number) for number in ASKED.findall(out.decode())]
    finished = process.returncode == 0
    acknowledged = CARDS if finished else max(asked, default=1) - 1

    desk = lay(environ, now=local_now)
    with desk.store:
        reviews = list(desk.store.reviews())
        assert acknowledged <= len(reviews) <= acknowledged + (not finished), err.decode()
        assert len({review.id for review in reviews}) == len(reviews)
        assert len({review.card for review in reviews}) == len(reviews)
        assert all(review.typed == "iets" and review.grade is Grade.GOOD for review in reviews)
        assert {review.card for review in reviews} == set(desk.store.schedules())
        assert sum(day.reviews for day in desk.store.days()) == len(reviews)
        for problem in desk.problems:
            assert problem.key.startswith("store.")
            assert str(tmp_path) in desk.t.say(problem)
