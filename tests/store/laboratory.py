"""Where the store is killed, cut off, filled up and damaged, and what is left is compared with what it promised.

    python -m tests.store.laboratory KIND TRIALS [SEED]

One process that forks a writer for each trial. A writer says through a pipe what it is about to do and what has
returned; what returned must be there afterwards, and nothing that was never begun. A review is known by what was typed,
for its id may become another one: two writers may draw the same. What stops a writer, other than being killed, fails
the trial with its own words.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import START, Clock, Reading, answer, logs
from trainer.store.merge import step
from trainer.store.store import Store, StoreError

Say = Callable[[str, str, str], None]
CALLS = ("open", "write", "fsync", "fdatasync", "ftruncate", "replace", "mkdir")
NAMES = ("petra", "borrel", "koffie")


def start(folder: Path, entropy: Callable[[int], bytes]) -> Store:
    return Store.open(folder, now=lambda: datetime.now(UTC), entropy=entropy)


@dataclass
class Said:
    """What writers said: [begun or done, review or undo, what was typed] each."""

    lines: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        stopped = [why for said, _, why in self.lines if said == "stopped"]
        assert not stopped, f"a writer was stopped: {stopped}"

    def of(self, when: str, what: str) -> list[str]:
        return [typed for said, doing, typed in self.lines if (said, doing) == (when, what)]

    def check(self, folder: Path, allowed: set[str]) -> None:
        """Everything that returned is there, in order; nothing else is; the store works."""
        entropy = random.Random(0).randbytes
        store = start(folder, entropy)
        reviews = list(store.reviews())
        found, there = [review.typed for review in reviews], {review.typed for review in reviews}
        begun, done, undone = set(self.of("begun", "review")), self.of("done", "review"), set(self.of("begun", "undo"))
        lost = set(done) - undone - there
        assert not lost, f"acknowledged and lost: {sorted(lost)}, of {len(done)}; {len(there)} are there"
        assert there <= begun, f"invented: {sorted(there - begun)}"
        assert len(found) == len(there), f"counted twice: {sorted(found)}"
        assert len(found) == len({review.id for review in reviews}), "two reviews have one id"
        assert not there & set(self.of("done", "undo")), "an undo that was acknowledged is lost"
        assert sum(day.reviews for day in store.days()) == len(found), "the day's counts differ from the reviews"
        for writer in {typed.partition("-")[0] for typed in done}:
            order = [typed for typed in done if typed.partition("-")[0] == writer and typed in there]
            assert order == [typed for typed in found if typed in set(order)], f"the order of {writer} differs"
        names = {problem.key.removeprefix("store.") for problem in store.problems}
        assert names <= allowed, names - allowed
        for card, schedule in store.schedules().items():
            state = None
            for review in store.reviews(card):
                # Two writers may have had the same card before them.
                state = step(state, review)
            assert schedule == state, "a schedule differs from what its reviews give"
        store.record(replace(answer(store, "borrel"), typed="the next one"))
        store.close()
        again = start(folder, entropy)
        assert not again.problems, f"the next start finds something again: {again.problems}"
        assert [review.typed for review in again.reviews()] == [*found, "the next one"]
        again.close()


def write(
    folder: Path, seed: int, say: Say, *, reviews: int = 10_000, entropy: Callable[[int], bytes] | None = None
) -> None:
    """Practise: review, undo, checkpoint, close and open again, until the end comes."""
    rng = random.Random(seed)
    store = start(folder, entropy or rng.randbytes)
    for number in range(reviews):
        store.refresh()
        # No two people answer one card in the same microsecond: that is how the store tells two from one tried again.
        at = START + timedelta(microseconds=rng.getrandbits(30))
        review = replace(answer(store, rng.choice(NAMES), at=at), typed=f"{seed}-{number}", seconds=rng.random() * 20)
        for _ in range(1000):
            say("begun", "review", review.typed)
            with suppress(StoreError):
                review = store.record(review)
                say("done", "review", review.typed)
                break
        chance = rng.random()
        if chance < 0.1:
            say("begun", "undo", review.typed)
            with suppress(StoreError):
                store.undo(review)
                say("done", "undo", review.typed)
        elif chance < 0.15:
            with suppress(StoreError):
                store.checkpoint()
        elif chance < 0.2:
            store.close()
            store = start(folder, entropy or rng.randbytes)


def forked(work: Callable[[Say], None]) -> tuple[int, int]:
    """The child's process id and the pipe through which it speaks."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        return child, reading
    os.close(reading)
    tell = os.write

    def say(*line: str) -> None:
        tell(writing, json.dumps(line).encode() + b"\n")

    try:
        work(say)
    except BaseException:
        say("stopped", "", traceback.format_exc())
    os._exit(0)


def wait(child: int, pipe: int) -> list[list[Any]]:
    with os.fdopen(pipe, "rb") as file:
        lines = [json.loads(raw) for raw in file.read().split(b"\n")[:-1]]
    os.waitpid(child, 0)
    return lines


def die_soon(rng: random.Random, most: float = 0.05) -> None:
    """By the system's alarm, which asks Python nothing: at any instruction within `most` seconds."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, rng.uniform(0.0005, most))


def die_at(rng: random.Random, most: int = 60) -> None:
    """On entry to one of the calls that reach the disk; a write may get a part through."""
    left = rng.randrange(most)

    def wrap(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                if name == "write":
                    real(args[0], args[1][: rng.randrange(len(args[1]) + 1)])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        setattr(os, name, call)

    for name in CALLS:
        if hasattr(os, name):
            wrap(name)


def killed(folder: Path, rng: random.Random) -> None:
    """A writer dies at any moment, sometimes again while it starts."""
    said = Said()
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        die, seed = rng.choice((die_soon, die_at)), rng.getrandbits(32)

        def work(say: Say, die: Any = die, seed: int = seed) -> None:
            die(random.Random(seed))
            write(folder, seed, say)

        said.lines += wait(*forked(work))
    said.check(folder, {"torn", "rebuilt"})


def two_writers(folder: Path, rng: random.Random) -> None:
    """Two write at once, and one of them is killed; in half of the trials they draw the same ids."""
    start(folder, rng.randbytes).close()
    seeds = rng.getrandbits(32), rng.getrandbits(32)
    entropy = bytes if rng.random() < 0.5 else None

    def first(say: Say) -> None:
        die_soon(random.Random(seeds[0]), 0.1)
        write(folder, seeds[0], say, entropy=entropy)

    children = [forked(first), forked(lambda say: write(folder, seeds[1], say, reviews=30, entropy=entropy))]
    heard = [wait(*child) for child in children]
    said = Said([line for lines in heard for line in lines])
    assert sum(line[:2] == ["done", "review"] for line in heard[1]) == 30, "the second writer did not get its turn"
    said.check(folder, {"torn", "rebuilt"})


def full_disk(folder: Path, rng: random.Random) -> None:
    """The disk takes so many bytes, and then none until space is made; half the writers die before that."""
    seed, space, dies = rng.getrandbits(32), rng.randrange(1500, 20_000), rng.random() < 0.5

    def work(say: Say) -> None:
        left, refused, real = space, 0, os.write

        def limited(handle: int, data: bytes) -> int:
            nonlocal left, refused
            if left <= 0:
                refused += 1
                if refused > 3:
                    if dies:
                        os.kill(os.getpid(), signal.SIGKILL)
                    left = space
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            wrote = real(handle, data[:left])
            left -= wrote
            return wrote

        start(folder, random.Random(seed).randbytes).close()
        os.write = limited  # type: ignore[assignment]
        write(folder, seed, say, reviews=60)

    said = Said(wait(*forked(work)))
    assert said.lines
    said.check(folder, {"torn", "rebuilt"})


class Disk:
    """Remembers every change to the files of a folder, and can say what of it a power cut leaves.

    What was fsynced is there. Of the rest each 512-byte sector may have arrived or not, in any order; a name is there
    once its folder was fsynced, and before that perhaps.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events: list[tuple[Any, ...]] = []
        self.handles: dict[int, int] = {}
        self.files = 0
        self.names: dict[str, int] = {}

    def record(self) -> None:
        real = {name: getattr(os, name) for name in (*CALLS, "close") if hasattr(os, name)}

        def opened(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
            handle: int = real["open"](path, flags, *args, **kwargs)
            name = str(Path(path).absolute())
            if not name.startswith(str(self.folder.parent)) or Path(path).name == "lock":
                return handle
            if Path(path).is_dir():
                self.handles[handle] = -1
                self.events.append(("folder open", handle, name))
                return handle
            if name not in self.names:
                self.names[name] = self.files
                self.files += 1
                self.events.append(("name", name, self.names[name]))
            self.handles[handle] = self.names[name]
            if flags & os.O_TRUNC:
                self.events.append(("size", self.names[name], 0))
            return handle

        def wrote(handle: int, data: bytes) -> int:
            count: int = real["write"](handle, data)
            if handle in self.handles:
                at = os.lseek(handle, 0, os.SEEK_CUR) - count
                self.events.append(("write", self.handles[handle], at, bytes(data[:count])))
            return count

        def synced(handle: int) -> None:
            real["fsync"](handle)
            if handle in self.handles:
                if self.handles[handle] < 0:
                    self.events.append(("folder", str(Path(f"/proc/self/fd/{handle}").readlink())))
                else:
                    self.events.append(("sync", self.handles[handle]))

        def cut(handle: int, size: int) -> None:
            real["ftruncate"](handle, size)
            self.events.append(("size", self.handles[handle], size))

        def renamed(old: Any, new: Any, **kwargs: Any) -> None:
            real["replace"](old, new, **kwargs)
            number = self.names.pop(str(Path(old).absolute()))
            self.names[str(Path(new).absolute())] = number
            self.events.append(("rename", str(Path(old).absolute()), str(Path(new).absolute()), number))

        def made(path: Any, *args: Any, **kwargs: Any) -> None:
            real["mkdir"](path, *args, **kwargs)
            self.events.append(("name", str(Path(path).absolute()), None))

        def closed(handle: int) -> None:
            self.handles.pop(handle, None)
            real["close"](handle)

        patches: dict[str, Any] = {
            "open": opened,
            "write": wrote,
            "fsync": synced,
            "fdatasync": synced,
            "ftruncate": cut,
            "replace": renamed,
            "mkdir": made,
            "close": closed,
        }
        for name, patch in patches.items():
            if name in real:
                setattr(os, name, patch)

    def after_cut(self, at: int, target: Path, rng: random.Random) -> None:
        """The folder as the disk may hold it when the power goes before event `at`."""
        safe: dict[int, bytes] = {}
        loose: dict[int, list[tuple[Any, ...]]] = {}
        names: dict[str, int | None] = {}
        changes: list[tuple[str, dict[str, int | None]]] = []
        for event in self.events[:at]:
            match event:
                case ("write" | "size", number, *_):
                    loose.setdefault(number, []).append(event)
                case ("sync", number):
                    safe[number] = applied(safe.get(number, b""), loose.pop(number, []))
                case ("name", name, number):
                    changes.append((str(Path(name).parent), {name: number}))
                case ("rename", old, new, number):
                    changes.append((str(Path(new).parent), {old: -1, new: number}))
                case ("folder", folder):
                    for where, change in changes:
                        if where == folder:
                            names |= change
                    changes = [change for change in changes if change[0] != folder]
        lucky = rng.random() < 0.5
        for _, change in changes:
            if not lucky and rng.random() < 0.5:
                break  # a file system keeps names in their order, or none from some point on
            names |= change
        for name, number in sorted(names.items()):
            path = target / Path(name).relative_to(self.folder.parent)
            if number is None:
                if path.parent.is_dir():
                    path.mkdir(exist_ok=True)
            elif number >= 0 and path.parent.is_dir():
                content = safe.get(number, b"")
                kept = [event for event in loose.get(number, []) if rng.random() < 0.6]
                path.write_bytes(applied(content, kept, rng))


def applied(content: bytes, events: list[tuple[Any, ...]], torn: random.Random | None = None) -> bytes:
    for event in events:
        if event[0] == "size":
            content = content[: event[2]].ljust(event[2], b"\0")
            continue
        _, _, at, data = event
        if torn is None:
            content = content[:at].ljust(at, b"\0") + data + content[at + len(data) :]
            continue
        whole = bytearray(content.ljust(at + len(data), b"\0"))
        for start_of in range(at - at % 512, at + len(data), 512):
            if torn.random() < 0.6:
                first, last = max(at, start_of), min(at + len(data), start_of + 512)
                whole[first:last] = data[first - at : last - at]
        content = bytes(whole)
        if torn.random() < 0.5:
            content = content[: torn.randrange(max(1, len(content) - len(data)), len(content) + 1)]
    return content


def power_cut(folder: Path, rng: random.Random) -> None:
    """Twenty disks out of one recorded session."""
    seed = rng.getrandbits(32)

    def work(say: Say) -> None:
        disk = Disk(folder)
        disk.record()

        def note(said: str, doing: str, typed: str) -> None:
            disk.events.append(("said", said, doing, typed))

        write(folder, seed, note, reviews=25)
        chance = random.Random(seed)
        for n in range(20):
            at = chance.randrange(len(disk.events) + 1)
            target = folder.parent / f"cut{n}"
            target.mkdir()
            disk.after_cut(at, target, chance)
            lines = [list(event[1:]) for event in disk.events[:at] if event[0] == "said"]
            (folder.parent / f"cut{n}.json").write_text(json.dumps(lines))

    Said(wait(*forked(work)))
    for n in range(20):
        lines = json.loads((folder.parent / f"cut{n}.json").read_text())
        # A last line that arrived in pieces and with its end is damage like any other: named, kept aside.
        Said(lines).check(folder.parent / f"cut{n}" / folder.name, {"torn", "rebuilt", "damaged", "snapshot"})


def damaged(folder: Path, rng: random.Random) -> None:
    """Bytes of the log or the snapshot are other, gone, or there is a file less: never silent, nothing invented."""
    clock = Clock()

    def start(folder: Path, entropy: Callable[[int], bytes]) -> Store:
        return Store.open(folder, now=clock, entropy=entropy)

    store = start(folder, rng.randbytes)
    done = []
    for _ in range(30):
        clock.forward(days=rng.choice((0, 0, 9)))
        done.append(answer(store, rng.choice(NAMES)))
        store.record(done[-1])
        if rng.random() < 0.1:
            store.checkpoint()
    if rng.random() < 0.7:
        store.close()
    victims = [path for path in (*logs(folder), folder / "local" / "snapshot.json") if path.exists()]
    victim = rng.choice(victims)
    raw = bytearray(victim.read_bytes())
    how = rng.randrange(4)
    if how == 0:
        for _ in range(rng.choice((1, 1, 8))):
            raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        victim.write_bytes(raw)
    elif how == 1:
        first = rng.randrange(len(raw))
        del raw[first : first + rng.randrange(1, 2000)]
        victim.write_bytes(raw)
    elif how == 2:
        victim.write_bytes(raw[: rng.randrange(len(raw))])
    else:
        victim.unlink()
    store = start(folder, rng.randbytes)
    found = list(store.reviews())
    assert [review for review in done if review in found] == found, "a review was invented, or the order differs"
    if len(found) < len(done) or victim.suffix == ".json":
        assert store.problems, "damage was passed over in silence"
    review = answer(store)
    store.record(review)
    store.close()
    again = start(folder, rng.randbytes)
    assert list(again.reviews()) == [*found, review]
    again.close()


KINDS = {
    "killed": killed,
    "two-writers": two_writers,
    "full-disk": full_disk,
    "power-cut": power_cut,
    "damaged": damaged,
}


def main(kind: str, trials: int, seed: int = 0) -> int:
    """How many trials went wrong; each is named with its seed."""
    wrong, readings = 0, list(Reading)
    for trial in range(seed, seed + trials):
        place = Path(tempfile.mkdtemp(prefix="laboratory-"))
        try:
            with pytest.MonkeyPatch.context() as patch:
                readings[trial % len(readings)].everywhere(patch)
                KINDS[kind](place / "data", random.Random(trial))
        except Exception as error:
            wrong += 1
            print(f"{kind} {trial}: {type(error).__name__}: {error}", flush=True)
        shutil.rmtree(place)
    print(f"{kind}: {trials} trials, {wrong} wrong", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:])) else 0)
