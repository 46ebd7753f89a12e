"""What one review, a start and a rebuild cost, with little and with much history, beside SQLite and the bare fsync.

    python -m tests.bench.bench_store [REVIEWS]

Default: 1 000 000 reviews of 10 000 cards, which takes some 800 MB of a temporary folder and a minute to lay down.
Prints; asserts nothing. All contenders take their turns in one round, so that a disk that changes its pace is fair.
One review is measured twice: on this disk, and in a process in which every fsync takes 4 ms for everybody, as on a
disk that turns. For that a small library is compiled with cc, which stands before the system's own calls.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import IO

import msgspec.json
from tinydb import TinyDB
from tinydb.table import Document

from trainer.cards.model import CardKey
from trainer.grading.model import Verdict
from trainer.memory.model import Grade, Schedule
from trainer.store import log
from trainer.store.documents import ident, review_document, schedule_document
from trainer.store.logs import TICK
from trainer.store.review import Review
from trainer.store.store import Store

CARDS = 10_000
ROUNDS = 400
SLOW = 4
"""Milliseconds of an fsync on a disk that turns."""
BEGIN = datetime(2016, 1, 1, 20, tzinfo=UTC)


def card_key(number: int) -> CardKey:
    return CardKey(f"nl/openers#je staat naast kaart {number} van de spreker bij de borrel, wat zeg je")


def review_of(number: int, review_id: int, before: Schedule | None, at: datetime) -> Review:
    after = Schedule(
        stability=random.random() * 100,
        difficulty=random.random() * 10,
        due=at.date() + timedelta(days=9),
        day=at.date(),
        at=at,
        reviews=(before.reviews if before else 0) + 1,
        lapses=0,
        last_review=review_id,
    )
    return Review(
        id=review_id,
        card=card_key(number),
        deck="nl/openers",
        at=at,
        day=at.date(),
        typed="Wat neem jij mee uit dit verhaal?",
        verdict=Verdict.CORRECT,
        reason=None,
        credit=1.0,
        unsure=False,
        proposed=Grade.GOOD,
        grade=Grade.GOOD,
        override=False,
        hinted=False,
        repeat=False,
        scene=0,
        own_words=False,
        seconds=12.3,
        first_key=1.24,
        before=before,
        after=after,
    )


def lay_down(folder: Path, reviews: int, cards: int) -> None:
    """A history of ten years as the store writes it, without its fsyncs: one grade in twenty overruled, one answer in a
    hundred taken back and given again, and one of 500 kept lines changed after every fiftieth."""
    (folder / "log").mkdir(parents=True)
    (folder / "local").mkdir()
    device = "3f9a01c2"
    (folder / "local" / "device").write_text(device)
    states: dict[int, Schedule] = {}
    overruled: defaultdict[int, int] = defaultdict(int)
    counts = [0, 0, 0, 0, 0]
    day, name, lines = "", "", 0
    file: IO[bytes] | None = None

    def write(at: datetime, ops: list[log.Op]) -> None:
        nonlocal name, file, lines
        stamp = int(at.timestamp() * 1_000_000) + lines
        lines += 1
        if log.month_file(device, stamp) != name:
            name = log.month_file(device, stamp)
            if file:
                file.close()
            file = (folder / "log" / name).open("ab")
        assert file is not None
        file.write(log.encode(log.Line(device, lines, log.stamp_of(stamp, device), ops)))

    for n in range(reviews):
        at = BEGIN + (timedelta(days=3650) / reviews) * n
        number = n % cards
        before = states.get(number)
        review = review_of(number, n + 1, before, at)
        states[number] = review.after
        if at.date().isoformat() != day:
            day, counts = at.date().isoformat(), [0, 0, 0, 0, 0]
        earlier = counts
        counts = [counts[0] + 1, counts[1] + 1, counts[2], counts[3] + 12_300, 0]
        card, today, place = str(ident(review.card)), str(ident(day, device)), str(ident(device, "short", str(n % 80)))
        pace = {"own": False, "review": review.id, "card": int(card), "seconds": 12.3, "first_key": 1.24}
        ops: list[log.Op] = [
            ("schedules", card, schedule_document(review.card, review.after)),
            ("reviews", str(review.id), review_document(review, review.after)),
            ("days", today, {"day": day, "decks": {"nl/openers": counts}}),
            ("pace", place, pace),
        ]
        if n % 20 == 0:
            overruled[number] += 1
            ops.insert(3, ("overrides", str(ident(card, device)), {"card": review.card, "n": overruled[number]}))
        write(at, ops)
        if n % 100 == 1:
            again = ops
            ops = [
                ("schedules", card, schedule_document(review.card, before) if before else None),
                ("reviews", str(review.id), None),
                ("days", today, {"day": day, "decks": {"nl/openers": earlier}}),
                ("pace", place, None),
            ]
            write(at, ops)
            write(at, again)
        if n % 50 == 2:
            kept = {"card": review.card, "deck": "nl/openers", "text": "Wat bracht jou hier?", "at": at.isoformat()}
            write(at, [("lines", str(n // 50 % 500), kept)])
    if file:
        file.close()


OPEN = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from trainer.store import logs
from trainer.store.store import Store
def most():
    return next((int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")), 0)
if sys.argv[2] == "alone":
    logs.processors = lambda: 1
before = most()
began = time.perf_counter()
store = Store.open(Path(sys.argv[1]), now=lambda: datetime.now(UTC), read_only=sys.argv[2] == "read")
took = time.perf_counter() - began
print(took * 1000, most() - before)
"""


def opened(folder: Path, how: str) -> tuple[float, float]:
    """Milliseconds, and the megabytes that it added at its peak (0 without /proc), in a process of its own."""
    done = subprocess.run([sys.executable, "-c", OPEN, str(folder), how], capture_output=True, text=True, check=True)
    took, megabytes = map(float, done.stdout.split())
    return took, megabytes


def opening(folder: Path, how: str) -> tuple[float, float]:
    """The medians of seven."""
    runs = [opened(folder, how) for _ in range(7)]
    return median(run[0] for run in runs), median(run[1] for run in runs)


class Ours:
    def __init__(self, folder: Path) -> None:
        self.store = Store.open(folder, now=lambda: datetime.now(UTC))

    def prepare(self, number: int) -> Review:
        return review_of(number, self.store.new_id(), self.store.schedule(card_key(number)), datetime.now(UTC))

    def record(self, review: Review) -> None:
        self.store.record(review)


class Sqlite:
    """The same work: the card's schedule, the review, the day and the pace in one transaction."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("pragma journal_mode=wal")
        self.db.execute("pragma synchronous=full")
        self.db.execute("create table schedules (id integer primary key, body text)")
        self.db.execute("create table reviews (id integer primary key, card integer, body text)")
        self.db.execute("create table days (id integer primary key, body text)")
        self.db.execute("create table pace (id integer primary key, body text)")

    def record(self, review: Review) -> None:
        db, card, day = self.db, ident(review.card), ident(review.day.isoformat())
        db.execute("begin immediate")
        known = db.execute("select 1 from reviews where id = ?", [review.id]).fetchone()
        if not known:
            schedule = json.dumps(schedule_document(review.card, review.after))
            db.execute("insert or replace into schedules values (?, ?)", [card, schedule])
            body = json.dumps(review_document(review, review.after))
            db.execute("insert into reviews values (?, ?, ?)", [review.id, card, body])
            row = db.execute("select body from days where id = ?", [day]).fetchone()
            counts = json.loads(row[0]) if row else {"reviews": 0, "ms": 0}
            counts = {"reviews": counts["reviews"] + 1, "ms": counts["ms"] + 12_300}
            db.execute("insert or replace into days values (?, ?)", [day, json.dumps(counts)])
            pace = json.dumps({"review": review.id, "seconds": 12.3})
            db.execute("insert or replace into pace values (?, ?)", [review.id % 80, pace])
        db.execute("commit")


class Bare:
    """As many bytes at the end of a file, and the fsync: nothing can be quicker."""

    def __init__(self, path: Path) -> None:
        self.handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.data = b"x" * 800

    def record(self, _: Review) -> None:
        os.write(self.handle, self.data)
        log.sync(self.handle)


class Stock:
    """TinyDB's own storage, with a thousand reviews."""

    def __init__(self, path: Path) -> None:
        self.db = TinyDB(path)
        rows = [review_of(n, n + 1, None, BEGIN) for n in range(1000)]
        self.db.table("schedules").insert_multiple(
            Document(schedule_document(row.card, row.after), row.id) for row in rows
        )
        self.db.table("reviews").insert_multiple(Document(review_document(row, row.after), row.id) for row in rows)

    def record(self, review: Review) -> None:
        self.db.table("schedules").upsert(Document(schedule_document(review.card, review.after), 1))
        self.db.table("reviews").insert(Document(review_document(review, review.after), review.id))


def timed(record: Callable[[Review], None], review: Review) -> float:
    began = time.perf_counter()
    record(review)
    return time.perf_counter() - began


SLOW_SYNC = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <time.h>
static int slowly(const char *name, int handle) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += MILLISECONDS * 1000000L;
    end.tv_sec += end.tv_nsec / 1000000000L;
    end.tv_nsec %= 1000000000L;
    int result = real(handle), error = errno;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, 0) == EINTR) {}
    errno = error;
    return result;
}
int fsync(int handle) { return slowly("fsync", handle); }
int fdatasync(int handle) { return slowly("fdatasync", handle); }
"""


def slowly(place: Path) -> None:
    """One review where every fsync takes SLOW milliseconds, in a process of its own."""
    compiler = shutil.which("cc")
    if not compiler or sys.platform != "linux":
        print(f"one review where an fsync takes {SLOW} ms: not measured, which needs Linux and cc")
        return
    library = place / "slow.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", f"-DMILLISECONDS={SLOW}", "-x", "c", "-", "-o", library, "-ldl"],
        input=SLOW_SYNC.encode(),
        check=True,
    )
    code = "import sys; from pathlib import Path; from tests.bench.bench_store import one_review; "
    code += f"one_review(Path(sys.argv[1]), {ROUNDS // 2})"
    env = os.environ | {"LD_PRELOAD": str(library)}
    print(f"\nwhere every fsync takes {SLOW} ms:", flush=True)
    subprocess.run([sys.executable, "-c", code, str(place)], env=env, check=True)


def one_review(place: Path, rounds: int) -> None:
    """What it costs with much and with little history, beside the others."""
    with tempfile.TemporaryDirectory(dir=place) as name, folders(place) as (ours, small):
        contenders: dict[str, Callable[[Review], None]] = {
            "much history": ours.record,
            "1 000 reviews": small.record,
            "sqlite WAL FULL": Sqlite(Path(name) / "sqlite.db").record,
            "bare fsync": Bare(Path(name) / "bare").record,
            "stock TinyDB, 1 000": Stock(Path(name) / "stock.json").record,
        }
        # The first review of a month makes a file; for two seconds its folder is listed anew before each review.
        ours.record(ours.prepare(0))
        small.record(small.prepare(0))
        time.sleep(TICK / 1e9)
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for n in range(rounds):
            for name, record in random.sample(list(contenders.items()), len(contenders)):
                if name.startswith("stock") and n % 20:
                    continue
                review = (ours if name == "much history" else small).prepare(n % 1000)
                times[name].append(timed(record, replace(review)))
    medians = {name: median(each) for name, each in times.items()}
    for name, each in times.items():
        worst = sorted(each)[int(len(each) * 0.99)]
        print(f"one review, {name:20}: {medians[name] * 1000:8.3f} ms, 99 % {worst * 1000:8.3f} ms")
    much, few, sqlite, bare, _ = medians.values()
    print(
        f"ratios: much to little history {much / few:.2f}, to sqlite {much / sqlite:.2f}, "
        f"to the bare fsync {much / bare:.2f}",
        flush=True,
    )


@contextmanager
def folders(place: Path) -> Iterator[tuple[Ours, Ours]]:
    large, small = Ours(place / "large"), Ours(place / "small")
    yield large, small
    large.store.close()
    small.store.close()


def parsed(folder: Path) -> float:
    """Seconds to read a history's lines and parse their JSON, and nothing else."""
    began = time.perf_counter()
    for path in log.files(folder / "log"):
        for _, raw in log.read_lines(path):
            msgspec.json.decode(raw)
    return time.perf_counter() - began


def main(reviews: int = 1_000_000) -> None:
    place = Path(tempfile.mkdtemp(prefix="bench-store-"))
    try:
        lay_down(place / "large", reviews, CARDS)
        lay_down(place / "small", 1000, 1000)
        megabytes = sum(path.stat().st_size for path in (place / "large" / "log").iterdir()) / 2**20
        print(f"history: {reviews:,} reviews of {CARDS:,} cards, {megabytes:.0f} MB of log")

        os.sync()
        before = parsed(place / "large")
        for how, by in (("alone", "one process"), ("write", "as many as there are processors, two at most")):
            (place / "large" / "local" / "snapshot.json").unlink(missing_ok=True)
            took, most = opened(place / "large", how)
            after = parsed(place / "large")
            print(
                f"rebuild by {by}: {took / 1000:.1f} s, {reviews / took * 1000:,.0f} reviews a second, {most:.0f} MB; "
                f"{took / 1000 / (before + after) * 2:.2f} x the bare JSON of its lines",
                flush=True,
            )
            before = after
        Ours(place / "small").store.close()
        Ours(place / "empty").store.close()

        base, base_mb = opening(place / "empty", "write")
        for name in ("small", "large"):
            for how in ("write", "read"):
                ms, mb = opening(place / name, how)
                print(f"open {name:5} ({how:5}): {ms:6.1f} ms, {mb - base_mb:5.1f} MB more than empty ({base:.1f} ms)")

        one_review(place, ROUNDS)
        slowly(place)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
