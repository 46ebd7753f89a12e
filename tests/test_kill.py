"""A session killed at any moment has lost nothing that it acknowledged, and invented nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from trainer.days import local_now
from trainer.desk import lay
from trainer.memory.model import Grade

KILLS = int(os.environ.get("TRAINER_KILLS", "10"))
"""How many sessions are killed; 300 take three minutes."""
ON_SCREEN = 1 + KILLS // 20
"""How many of them on the screen, where one takes some seconds."""
CARDS = 40
ROOT = Path(__file__).parents[1]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A learner with forty cards, whose answers are numbers."""
    (tmp_path / "decks").mkdir()
    cards = "\n\n".join(f"## Welk woord hoort bij kaart {n}?\nAntwoord: antwoord {n}" for n in range(CARDS))
    (tmp_path / "decks" / "proef.md").write_text(f"# Proef\nTaal: nl\n\n{cards}\n", encoding="utf-8")
    (tmp_path / "settings.toml").write_text(
        f'language = "nl"\ndecks = []\nnew_per_day = {CARDS}\nlimit = "cards"\ncards = {CARDS}\n', encoding="utf-8"
    )
    return {**os.environ, "TRAINER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


class Lines:
    """A session in lines of text, answered one line at a time."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trainer", "review", "--plain"],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.seen = ""

    def until(self, text: str) -> None:
        """Read on until it has written this."""
        assert self.process.stdout is not None
        while text not in self.seen:
            read = os.read(self.process.stdout.fileno(), 65536)
            assert read, f"it ended without {text!r}: {self.seen[-400:]}"
            self.seen += read.decode()

    def type(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        rest, _ = self.process.communicate()
        self.seen += rest.decode(errors="replace")


def check(environ: dict[str, str], *, acknowledged: int) -> int:
    """What the next start finds: everything acknowledged, at most the one answer under way beside it, and nothing
    twice; and it names what it had to set aside. Returns how many answers there are."""
    data = Path(environ["TRAINER_HOME"]) / "data"
    torn = [log for log in (data / "log").glob("*.jsonl") if not log.read_bytes().endswith(b"\n")]
    desk = lay(environ, now=local_now)
    with desk.store:
        reviews = list(desk.store.reviews())
        assert acknowledged <= len(reviews) <= acknowledged + 1
        assert len({review.id for review in reviews}) == len(reviews)
        assert len({review.card for review in reviews}) == len(reviews)
        assert all(review.typed == "iets" and review.grade is Grade.GOOD for review in reviews)
        assert {review.card for review in reviews} == set(desk.store.schedules())
        assert sum(day.reviews for day in desk.store.days()) == len(reviews)
        said = "\n".join(map(desk.t.say, desk.problems))
        kept = list(data.rglob("quarantine/*"))
        assert len(kept) == len(torn)
        assert all(str(path) in said for path in kept)
        assert bool(said) == bool(kept)
    return len(reviews)


@pytest.mark.parametrize("trial", range(KILLS))
def test_a_killed_session_loses_nothing_that_it_acknowledged(environ: dict[str, str], trial: int) -> None:
    rng = Random(trial)
    answered, delay = rng.randint(1, CARDS - 2), rng.uniform(0, 0.015)
    session = Lines(environ)
    for n in range(1, answered + 1):
        session.until(f"Kaart {n} van")
        session.type("iets\n3\n")  # graded good by hand, so that no card comes back
    session.until(f"Kaart {answered + 1} van")
    session.type("iets\n3\n")
    time.sleep(delay)  # not for anything to happen: to be somewhere in the middle of it
    session.kill()
    assert session.process.returncode != 0
    assert "Klaar" not in session.seen
    check(environ, acknowledged=answered + (f"Kaart {answered + 2} van" in session.seen))


@pytest.mark.parametrize("trial", range(ON_SCREEN))
@pytest.mark.parametrize("how", ["killed", "ctrl+c"])
def test_a_session_on_the_screen_that_ends_halfway_loses_nothing_either(
    environ: dict[str, str], how: str, trial: int
) -> None:
    pytest.importorskip("pty", reason="Windows has no pseudo-terminals to drive")
    from tests.terminal import Terminal

    rng = Random(trial)
    answered, delay = rng.randint(1, 5), rng.uniform(0, 0.015)
    terminal = Terminal([sys.executable, "-m", "trainer", "review", "proef"], environ)
    for n in range(answered + 1):
        terminal.until(f"nog {CARDS - n} kaarten")  # acknowledged: the card after it is there
        terminal.quiet(0.1)
        terminal.press(b"iets\r")
        terminal.until("makkelijk")
        terminal.quiet(0.1)
        terminal.press(b"3")
        terminal.until("[3 goed")
        terminal.press(b"\r")
    time.sleep(delay)
    if how == "killed":
        rest = terminal.kill()
    else:
        terminal.press(b"\x03")
        code, rest = terminal.ended()
        assert code in (0, 128 + signal.SIGINT)
        assert b"Traceback" not in rest
    assert b"Klaar" not in rest
    check(environ, acknowledged=answered + (f"nog {CARDS - answered - 1} kaarten".encode() in rest))
