"""The commands: each asks the desk, and says in lines or in JSON what it was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from trainer.cli.call import DONE, MISUSED, WRONG, Call, on_a_terminal
from trainer.cli.lines import say, tell
from trainer.i18n import cause, message

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.cards.model import Deck
    from trainer.desk import Desk


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
            from trainer.cli.again import ask_same, remember

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
    from trainer.agenda import Agenda
    from trainer.days import tomorrow_said

    t = call.t
    if decks and not any(deck.cards for deck in decks):
        for deck in decks:
            tell(t("cli.no_cards", deck=deck.title, path=str(deck.path)))
        return WRONG
    said = tomorrow_said(desk.tomorrow(decks)) if decks else Agenda(desk).tomorrow()
    say(t("cli.nothing_ahead" if call.asked.ahead else "cli.nothing_due", tomorrow=t.say(said)))
    return DONE


def _make_room(desk: Desk) -> None:
    """The folder for the learner's own decks: where the Decks screen and `where` say that it is."""
    try:
        desk.paths.decks.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:  # no reason not to practise
        why = message("system.not_a_folder") if isinstance(error, FileExistsError) else cause(error)
        tell(desk.t("cli.system", path=str(desk.paths.decks), why=why))


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


def _later(module: str, name: str) -> Callable[[Call], int]:
    """A command of another module of this package, which is loaded when the command runs."""

    def run(call: Call) -> int:
        from importlib import import_module

        command: Callable[[Call], int] = getattr(import_module(f"trainer.cli.{module}"), name)
        return command(call)

    return run


COMMANDS: Mapping[str, Callable[[Call], int]] = {
    "app": app,
    "review": review,
    "due": due,
    "stats": stats,
    "where": where,
    "grade": grade,
    "deck list": _later("decks", "listed"),
    **{f"deck {name}": _later("decks", name) for name in ("check", "new", "add")},
    **{f"deck {name}": _later("again", name) for name in ("orphans", "relink")},
    "event list": _later("events", "listed"),
    **{f"event {name}": _later("events", name) for name in ("add", "remove")},
    **{name: _later("events", name) for name in ("cram", "page")},
    "import": _later("carry", "bring_in"),
    "export": _later("carry", "export"),
    **{name: _later("care", name) for name in ("merge", "backup", "restore", "doctor")},
}
