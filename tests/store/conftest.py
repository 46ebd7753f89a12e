"""A clock that only moves when told, ids from a seed, and reviews to keep."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from trainer.cards.model import CardKey
from trainer.grading.model import Verdict
from trainer.memory.model import Grade, Schedule
from trainer.store import ahead
from trainer.store import logs as store_logs
from trainer.store.review import Review
from trainer.store.store import Store

START = datetime(2026, 11, 19, 19, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def card(name: str) -> CardKey:
    return CardKey(f"nl/openers#{name}")


def answer(
    store: Store, name: str = "petra", grade: Grade = Grade.GOOD, *, at: datetime = START, own_words: bool = False
) -> Review:
    """A review of that card as a session would make it, not recorded yet."""
    before = store.schedule(card(name))
    review_id = store.new_id()
    day = at.date()
    after = Schedule(
        stability=(before.stability if before else 1.1) * 1.7,
        difficulty=5.3,
        due=day + timedelta(days=3),
        day=day,
        at=at,
        reviews=(before.reviews if before else 0) + 1,
        lapses=0,
        last_review=review_id,
    )
    return Review(
        id=review_id,
        card=card(name),
        deck="nl/openers",
        at=at,
        day=day,
        typed=f"{name}, denk ik… \ud83d 🙂",
        verdict=Verdict.CORRECT if grade > Grade.AGAIN else Verdict.WRONG,
        reason=None,
        credit=1.0,
        unsure=False,
        proposed=grade,
        grade=grade,
        override=False,
        hinted=False,
        repeat=False,
        scene=0,
        own_words=own_words,
        seconds=12.345,
        first_key=1.25,
        before=before,
        after=after,
    )


def practise(store: Store, *names: str) -> list[Review]:
    done = []
    for name in names:
        done.append(answer(store, name))
        store.record(done[-1])
    return done


def logs(folder: Path) -> list[Path]:
    return sorted((folder / "log").glob("*.jsonl"))


def said(store: Store) -> list[str]:
    """The names of the problems found."""
    return [problem.key.removeprefix("store.") for problem in store.problems]


class Reading(Enum):
    """How a history is read, however long it is."""

    SHORT = auto()
    LONG = auto()
    BY_TWO = auto()
    """As by two processes, but in this one: what starts the other one is the only thing that is not as it is."""

    def everywhere(self, patch: pytest.MonkeyPatch) -> None:
        if self is not Reading.SHORT:
            patch.setattr(store_logs, "LONG", 0)
        if self is Reading.BY_TWO:
            patch.setattr(store_logs, "HUGE", 0)
            patch.setattr(store_logs, "processors", lambda: 2)
            patch.setattr(ahead, "start", _here)


def _here(job: bytes) -> tuple[IO[bytes], Callable[[], None]]:
    messages: list[bytes] = []
    ahead.work(job, messages.append)
    return BytesIO(b"\n".join(messages)), lambda: None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


Opening = Callable[..., Store]


@pytest.fixture
def opened(folder: Path, clock: Clock) -> Iterator[Opening]:
    """Opens the folder, as often as asked; each with other ids."""
    rng = random.Random(4)
    stores: list[Store] = []

    def open_store(at: Path = folder, *, read_only: bool = False) -> Store:
        stores.append(Store.open(at, now=clock, entropy=rng.randbytes, read_only=read_only))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Opening) -> Store:
    return opened()


__all__ = ["START", "Clock", "Opening", "Reading", "answer", "card", "date", "logs", "practise", "replace", "said"]
