"""The commands that look after the history: merge, back up, put back, check, and hand everything out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from trainer.cli.call import DONE, WRONG
from trainer.cli.lines import say, tell
from trainer.cli.progress import Progress
from trainer.i18n import Message, TrainerError

if TYPE_CHECKING:
    from trainer.cli.call import Call
    from trainer.desk import Desk
    from trainer.paths import Paths

DEEDS = {"store.rebuilt", "store.restore-finished", "store.restore-undone"}
"""What the doctor, by opening the history, has mended itself."""
LATER = 5.0
"""Seconds into a session before the weekly backup is made, so that the start is not slowed down."""


@contextmanager
def backed_up(desk: Desk) -> Iterator[None]:
    """Once a week, make a backup beside the session; at the latest when it ends."""
    failed: list[Message] = []

    def work() -> None:
        from trainer.store.care.backup import back_up_by_itself, is_due  # zipfile: 10 ms that the start need not pay

        try:
            if is_due(desk.paths, desk.now(), migrated=desk.store.migrated):
                back_up_by_itself(desk.paths, desk.now())
        except TrainerError as error:
            failed.append(error.message)
        except Exception as error:  # whatever it is, the session goes on, and the learner hears of it
            failed.append(Message("care.unexpected", {"error": f"{type(error).__name__}: {error}"}))

    timer = Timer(LATER, work)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        work()
        for error in failed[:1]:
            tell(desk.t("care.no_backup", why=error))


def merge(call: Call) -> int:
    """Take in the history of another device."""
    desk = call.desk(read_only=False)
    with desk.store, Progress(call.t("care.restoring")) as progress:
        known = len(desk.store.problems)
        new = desk.store.merge(Path(call.asked.path), progress)
        for problem in desk.store.problems[known:]:
            tell(call.t.say(problem))
    say(call.t("care.merged", n=new) if new else call.t("care.merged_none"))
    return DONE


def backup(call: Call) -> int:
    """Write everything into one file."""
    from trainer.store.care.backup import back_up, name_for

    paths, now = call.paths(), call.clock()
    target = Path(call.asked.file) if call.asked.file else paths.backups
    if target.is_dir() or not call.asked.file:
        target /= name_for(now)
    with Progress(call.t("care.backing_up")) as progress:
        back_up(paths, target, now=now, progress=progress)
    say(call.t("care.backed_up", path=str(target)))
    return DONE


def restore(call: Call) -> int:
    """Put a backup in the place of what is there."""
    from trainer.store.care.backup import restore as put_back

    with Progress(call.t("care.restoring")) as progress:
        done = put_back(call.paths(), Path(call.asked.file), now=call.clock(), progress=progress)
    for problem in done.problems:
        tell(call.t.say(problem))
    say(call.t("care.restored", n=done.changes, path=str(done.aside)))
    return DONE


def export(call: Call) -> int:
    """Everything, as JSON."""
    from dataclasses import asdict

    from trainer.store.care.export import export as pieces
    from trainer.store.log import replacing

    desk = call.desk(read_only=True)
    found = pieces(desk.store, asdict(desk.settings))
    if not call.asked.file:
        sys.stdout.writelines(found)
        return DONE
    with replacing(Path(call.asked.file)) as file:
        file.writelines(piece.encode("ascii") for piece in found)
    return DONE


def doctor(call: Call) -> int:
    """Look at everything; mend what can be mended without guessing."""
    from trainer.store.care.check import mended, named, wrong

    t = call.t
    done = list(_made_private(call.paths()))
    desk = call.desk(read_only=False, quiet=True)
    with desk.store, Progress(t("care.checking")) as progress:
        found = named([*desk.problems, *wrong(desk.store, progress)])
        done += [problem for problem in found if problem.key in DEEDS]
        found = [problem for problem in found if problem.key not in DEEDS]
        done += mended(desk.store, found)
    found += _decks(desk)
    data = {
        "well": not found,
        "found": [{"what": problem.key, "message": t.say(problem)} for problem in found],
        "done": [{"what": deed.key, "message": t.say(deed)} for deed in done],
    }
    lines = [*map(t.say, found), *map(t.say, done)] or [t("care.well")]
    call.answer(data, lines)
    return WRONG if found else DONE


def _made_private(paths: Paths) -> Iterator[Message]:
    """What others could read is closed to them; Windows has no such bits."""
    if os.name == "nt":
        return
    for folder in (paths.data, paths.backups):
        for path in (folder, *sorted(folder.rglob("*"))):
            if not path.is_symlink() and path.exists() and path.stat().st_mode & 0o077:
                path.chmod(0o700 if path.is_dir() else 0o600)
                yield Message("care.made_private", {"path": str(path)})


def _decks(desk: Desk) -> list[Message]:
    """Decks with cards that cannot be asked."""
    from trainer.cards.model import Level

    return [
        Message("care.deck", {"path": str(deck.path), "line": problem.line, "what": problem.message})
        for deck in desk.library.decks
        for problem in deck.problems
        if problem.level is Level.STOP
    ]
