"""The commands: each asks the desk, and says in lines or in JSON what it was told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.cli.lines import say, tell
from trainer.i18n import Catalog

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path
    from types import SimpleNamespace

    from trainer.cards.model import Deck
    from trainer.desk import Desk
    from trainer.paths import Paths
    from trainer.settings import Loaded
    from trainer.study.plan import DeckCounts

DONE = 0
WRONG = 1
"""Something is wrong with a deck, the settings, the history or the disk."""
MISUSED = 2
"""What was asked makes no sense, or not here."""
INTERRUPTED = 130
"""Stopped with ctrl+c: 128 and the number of the signal, as shells count."""


class Misused(Exception):
    """The command line does not make sense; the one who called it can read why."""

    def __init__(self, program: str, why: str) -> None:
        super().__init__(why)
        self.program = program
        self.why = why


@dataclass(frozen=True, slots=True)
class Call:
    """What one call of the program has to work with."""

    asked: Namespace | SimpleNamespace
    t: Catalog
    environ: Mapping[str, str]
    now: Callable[[], datetime] | None
    loaded: Loaded
    """The settings, read once."""

    def paths(self) -> Paths:
        from trainer.paths import find_paths

        return find_paths(self.environ)

    def clock(self) -> datetime:
        from trainer.days import local_now

        return (self.now or local_now)()

    def desk(self, *, read_only: bool, practised_only: bool = False, quiet: bool = False) -> Desk:
        """The learner's desk, in the language that this call speaks; what is wrong with it is said first."""
        from trainer.cli.progress import Progress
        from trainer.days import local_now
        from trainer.desk import lay

        with Progress(self.t("cli.reading")) as progress:
            desk = lay(
                self.environ,
                now=self.now or local_now,
                read_only=read_only,
                practised_only=practised_only,
                progress=progress,
                loaded=self.loaded,
            )
        if desk.settings.language != self.t.language:
            desk.speak(self.t.language)
        for problem in () if quiet else desk.problems:
            tell(self.t.say(problem))
        return desk

    def answer(self, data: object, lines: Iterable[str]) -> None:
        """The data as JSON where that was asked, else as lines."""
        if self.asked.json:
            import json

            say(json.dumps(data, indent=2))  # plain ASCII, so that no pipe on the way can garble it
        else:
            for line in lines:
                say(line)


def app(call: Call) -> int:
    """Open the application on Today."""
    if not on_a_terminal():
        tell(call.t("cli.no_terminal"))
        return MISUSED
    desk = call.desk(read_only=False)
    _make_room(desk)
    from trainer.cli.care import backed_up
    from trainer.tui.app import run

    with backed_up(desk):
        return run(desk)


def review(call: Call) -> int:
    """Practise: on the screen, or in lines."""
    asked, t = call.asked, call.t
    if not asked.plain and not on_a_terminal():
        tell(t("cli.no_terminal"))
        return MISUSED
    desk = call.desk(read_only=False)
    _make_room(desk)
    from trainer.agenda import Agenda
    from trainer.cli.care import backed_up

    with desk.store, backed_up(desk):
        if asked.plain:
            from trainer.cli.decks import ask_same, remember

            ask_same(desk)
        decks = desk.named(asked.decks) if asked.decks else None
        session = Agenda(desk).begin(decks, minutes=asked.minutes, cards=asked.cards, ahead=asked.ahead)
        if not session.planned:
            return _nothing_to_ask(call, desk, decks)
        if asked.plain:
            from trainer.cli.plain import practise

            try:
                return practise(desk, session)
            finally:
                remember(desk)
        from trainer.tui.app import run

        return run(desk, session=session)


def _nothing_to_ask(call: Call, desk: Desk, decks: tuple[Deck, ...] | None) -> int:
    """Why no session begins: nothing waits today, or there is no card in the decks that were named."""
    from trainer.days import tomorrow_said

    t = call.t
    if decks and not any(deck.cards for deck in decks):
        for deck in decks:
            tell(t("cli.no_cards", deck=deck.title, path=str(deck.path)))
        return WRONG
    said = t.say(tomorrow_said(desk.tomorrow(decks)))
    say(t("cli.nothing_ahead" if call.asked.ahead else "cli.nothing_due", tomorrow=said))
    return DONE


def _make_room(desk: Desk) -> None:
    """The folder for the learner's own decks: where the Decks screen and `where` say that it is."""
    try:
        desk.paths.decks.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:  # no reason not to practise
        tell(desk.t("cli.system", path=str(desk.paths.decks), why=error.strerror or str(error)))


def due(call: Call) -> int:
    """One line for a shell prompt; none where nothing waits, so that the prompt stays as it is."""
    from trainer.days import minutes_said

    desk = call.desk(read_only=True, practised_only=True, quiet=True)
    for problem in desk.noted:  # what the history has to say would otherwise stand at every prompt
        tell(call.t.say(problem))
    t, overview = call.t, desk.overview()
    waits, new = len(overview.waiting.due), len(overview.waiting.new)
    counted = [t(key, n=n) for key, n in (("cli.due", waits), ("cli.due_new", new)) if n]
    line = t("cli.due_line", what=", ".join(counted), time=t.say(minutes_said(overview.plan.seconds)))
    data = {
        "day": overview.day.isoformat(),
        "due": waits,
        "new": new,
        "seconds": round(overview.plan.seconds),
        "tomorrow": overview.tomorrow,
        "decks": [{"deck": row.deck.key, "due": row.due, "new": row.new} for row in overview.decks],
    }
    call.answer(data, [line] if counted else [])
    return DONE


def deck_list(call: Call) -> int:
    """Every deck, with what is in it and what waits."""
    t, desk = call.t, call.desk(read_only=True)
    chosen = {deck.key for deck in desk.decks}
    rows = desk.counts()
    width = max((len(row.deck.key) for row in rows), default=0)

    def line(row: DeckCounts) -> str:
        said = [t("cli.deck_cards", n=len(row.deck.cards))]
        said += [t(key, n=n) for key, n in (("cli.due", row.due), ("cli.deck_unseen", row.unseen)) if n]
        if row.deck.key not in chosen:
            said.append(t("cli.deck_not_chosen"))
        if mistakes := _mistakes(row.deck):
            said.append(t("cli.deck_mistakes", mistakes=t("deck.mistakes", n=mistakes)))
        return f"{row.deck.key:<{width}}  {row.deck.title}: {', '.join(said)}"

    data = [
        {
            "deck": row.deck.key,
            "title": row.deck.title,
            "language": row.deck.language,
            "own": row.deck.own,
            "chosen": row.deck.key in chosen,
            "cards": len(row.deck.cards),
            "due": row.due,
            "unseen": row.unseen,
            "mistakes": _mistakes(row.deck),
            "path": str(row.deck.path),
        }
        for row in rows
    ]
    call.answer(data, map(line, rows))
    return DONE


def _mistakes(deck: Deck) -> int:
    """What `deck check` calls mistakes. Its remarks take the judge's time too, 0.2 s a deck."""
    from trainer.cards.model import Level

    return sum(problem.level is Level.STOP for problem in deck.problems)


def deck_check(call: Call) -> int:
    """The mistakes in deck files, and what their authors may want to change. Opens no history."""
    from trainer.cards.model import Kind, Level
    from trainer.desk import advised

    t = call.t
    decks, unread = _decks_to_check(call)
    checked = [advised(deck) for deck in decks]
    data = [
        {
            "deck": deck.key,
            "path": str(deck.path),
            "cards": len(deck.cards),
            "kinds": {kind.value: n for kind in Kind if (n := sum(card.kind is kind for card in deck.cards))},
            "understood": [
                {"line": card.line, "kind": card.kind.value, "question": card.prompt} for card in deck.cards
            ],
            "problems": [
                {"line": problem.line, "level": problem.level.value, "message": t.say(problem.message)}
                for problem in deck.problems
            ],
        }
        for deck in checked
    ]
    call.answer(data, (line for deck in checked for line in checked_lines(deck, t)))
    stopped = any(problem.level is Level.STOP for deck in checked for problem in deck.problems)
    return WRONG if unread or stopped else DONE


def _decks_to_check(call: Call) -> tuple[list[Deck], bool]:
    """The decks at the given paths, or all; and whether a path had none."""
    from pathlib import Path

    from trainer.cards.library import DeckError, Source, load, open_deck
    from trainer.desk import read_library

    paths = call.paths()
    language = call.t.language
    if not call.asked.paths:
        settings = replace(call.loaded.settings, language=language)
        return list(read_library(paths, settings).decks), False
    decks: list[Deck] = []
    unread = False
    for given in map(Path, call.asked.paths):
        own = paths.decks / given  # "my-drinks.md" means the learner's own from any folder
        path = own if own.exists() and not given.exists() else given
        try:
            found = load([Source(path)], language=language).decks if path.is_dir() else None
            decks += (open_deck(path, key=path.stem, language=language),) if found is None else found
        except DeckError as error:
            tell(call.t.say(error.message))
            unread = True
        else:
            if found == ():
                tell(call.t("cli.no_decks_here", path=str(path)))
                unread = True
    return decks, unread


def checked_lines(deck: Deck, t: Catalog) -> Iterable[str]:
    """Each mistake where an editor finds it, then what the check comes to."""
    from trainer.cards.summary import summary

    place = os.path.relpath(deck.path)
    place = str(deck.path) if place.startswith(os.pardir) else place
    for problem in deck.problems:
        yield f"{place}:{problem.line}: {t.say(problem.message)}"
    yield t.say(summary(deck))


def stats(call: Call) -> int:
    """What the history adds up to."""
    from trainer.cli.report import as_data, as_lines
    from trainer.study.figures import history

    desk = call.desk(read_only=True)
    past = history(desk.store.reviews())
    reviewed = desk.overview().reviewed
    titles = {deck.key: deck.title for deck in desk.library.decks}
    call.answer(as_data(past, reviewed), as_lines(past, reviewed, titles, call.t))
    return DONE


def grade(call: Call) -> int:
    """Judge the answers of a file, line by line; with --json each line comes back with its judgement added."""
    import json
    from pathlib import Path

    from trainer.grading.answers import judge_lines

    name = call.asked.file
    with Path(name).open(encoding="utf-8-sig", errors="replace") as file:
        for row, judged in judge_lines(file, name):
            if call.asked.json:
                added = {
                    "verdict": judged.verdict.value,
                    "credit": round(judged.credit, 3),
                    "unsure": judged.unsure,
                    "reason": judged.reason and judged.reason.value,
                }
                say(json.dumps({**row, **added}))
            else:
                sure = "?" if judged.unsure else " "
                say(f"{judged.verdict.value:<7} {judged.credit:.2f} {sure} {judged.typed.strip()}")
    return DONE


def where(call: Call) -> int:
    """The files and folders of this learner; nothing is opened, so it also answers when something is broken."""
    from trainer.paths import find_paths

    t, paths = call.t, find_paths(call.environ)
    places = (
        ("history", t("cli.where_history"), paths.data),
        ("settings", t("cli.where_settings"), paths.settings),
        ("own_decks", t("cli.where_own_decks"), paths.decks),
        ("bundled_decks", t("cli.where_bundled_decks"), paths.bundled),
        ("backups", t("cli.where_backups"), paths.backups),
    )
    width = max(len(name) for _, name, _ in places)
    lines = (
        f"{name:<{width}}  {path}" + (f"  {t('cli.where_not_yet')}" if _is_missing(path) else "")
        for _, name, path in places
    )
    call.answer({key: str(path) for key, _, path in places}, lines)
    return DONE


def _is_missing(path: Path) -> bool:
    """Whether there is nothing; what may not be looked at is there all the same."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def on_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _of_care(name: str) -> Callable[[Call], int]:
    """A command of trainer.cli.care, loaded when it runs."""

    def run(call: Call) -> int:
        from trainer.cli import care

        command: Callable[[Call], int] = getattr(care, name)
        return command(call)

    return run


def _of_decks(name: str) -> Callable[[Call], int]:
    """A command of trainer.cli.decks, loaded when it runs."""

    def run(call: Call) -> int:
        from trainer.cli import decks

        command: Callable[[Call], int] = getattr(decks, name)
        return command(call)

    return run


def _of_events(name: str) -> Callable[[Call], int]:
    """A command of trainer.cli.events, loaded when it runs."""

    def run(call: Call) -> int:
        from trainer.cli import events

        command: Callable[[Call], int] = getattr(events, name)
        return command(call)

    return run


def bring_in(call: Call) -> int:
    """Bring in what another program has."""
    from trainer.cli.carry import bring_in

    return bring_in(call)


def export(call: Call) -> int:
    """A deck for another program, or everything as JSON."""
    if call.asked.to is None:
        if call.asked.file and not call.asked.file.lower().endswith(".json"):  # a deck's name, most likely
            raise Misused("trainer export", call.t("cli.export_to", name=call.asked.file))
        return _of_care("export")(call)
    from trainer.cli.carry import take_out

    return take_out(call)


COMMANDS: Mapping[str, Callable[[Call], int]] = {
    "app": app,
    "review": review,
    "due": due,
    "deck list": deck_list,
    "deck check": deck_check,
    **{f"deck {name}": _of_decks(name) for name in ("new", "add", "orphans", "relink")},
    "stats": stats,
    "where": where,
    "grade": grade,
    "event list": _of_events("listed"),
    "event add": _of_events("add"),
    "event remove": _of_events("remove"),
    "import": bring_in,
    "export": export,
    "cram": _of_events("cram"),
    "page": _of_events("page"),
    **{name: _of_care(name) for name in ("merge", "backup", "restore", "doctor")},
}
