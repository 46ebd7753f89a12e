"""The commands about events: the diary, the minutes just before, the page to take along."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.agenda import Agenda, Draft, EventError, Occasion, one_line
from trainer.cli.call import DONE, MISUSED, Call, on_a_terminal
from trainer.cli.lines import say, tell
from trainer.i18n import cause
from trainer.store.event import Event, EventKind

if TYPE_CHECKING:
    from trainer.memory.outlook import Outlook

KINDS = tuple(kind.value for kind in EventKind)


def listed(call: Call) -> int:
    """What is coming, and how ready the learner will be."""
    agenda = Agenda(call.desk(read_only=True))
    coming = [(event, agenda.outlook(event)) for event in agenda.upcoming()]
    if not coming and not call.asked.json:
        say(call.t("event.none_coming"))
        return DONE
    call.answer([_data(agenda, event, outlook) for event, outlook in coming], _lines(agenda, coming, call))
    return DONE


def _data(agenda: Agenda, event: Event, outlook: Outlook) -> dict[str, Any]:
    return {
        "name": event.name,
        "at": event.at.astimezone(agenda.zone).isoformat(),
        "rule": event.rule or None,
        "kind": event.kind.value,
        "formal": event.formal,
        "place": event.place or None,
        "minutes_a_day": event.minutes,
        "decks": [deck.key for deck in agenda.decks(event)],
        "cards": outlook.without.total,
        "readiness": round(outlook.without.expected, 4),
        "likely": outlook.without.likely,
        "readiness_with_practice": round(outlook.practised.expected, 4),
        "likely_with_practice": outlook.practised.likely,
    }


def _lines(agenda: Agenda, coming: list[tuple[Event, Outlook]], call: Call) -> Iterator[str]:
    from trainer.study.readiness import readiness_said

    for number, (event, outlook) in enumerate(coming, 1):
        yield f"{number}. {event.name} · {call.t.say(agenda.when(event))}"
        for sentence in readiness_said(event, outlook, agenda.now):
            yield f"   {call.t.say(sentence)}"


def add(call: Call) -> int:
    """Write an event down; what was understood is said. With --dry-run only that."""
    asked = call.asked
    if asked.when and asked.ics:
        raise EventError("event.two_dates")
    agenda = Agenda(call.desk(read_only=asked.dry_run))
    decks = tuple(deck.key for deck in agenda.desk.named(asked.deck or ()))
    draft = agenda.draft()
    event = replace(
        draft.event,
        name=asked.name or "",
        decks=decks,
        minutes=asked.minutes or draft.event.minutes,
        kind=EventKind(asked.kind or EventKind.DRINKS),
        formal=asked.formal,
        tags=tuple(asked.tag or ()),
        goal=one_line(asked.goal or ""),
        place=one_line(asked.place or ""),
    )
    with agenda.desk.store:
        if asked.ics:
            draft = agenda.invited(Draft(event), asked.ics)
        else:
            draft = agenda.understand(Draft(event), " ".join(asked.when), call.t.language)
        if not asked.dry_run:
            draft = replace(draft, event=agenda.keep_draft(draft))
        assert draft.understood is not None
        say(f"{draft.event.name}: {call.t.say(draft.understood)}")
        if not agenda.cards(draft.event):
            say(call.t("event.no_cards"))
    return DONE


def remove(call: Call) -> int:
    """Take an event out of the diary."""
    agenda = Agenda(call.desk(read_only=False))
    with agenda.desk.store:
        event = agenda.named(call.asked.name, past=True)
        agenda.remove(event)
    say(call.t("event.gone", name=event.name))
    return DONE


def _occasion(agenda: Agenda, name: str | None) -> Occasion:
    """The event that was named, else one that is under way, else the nearest, else none in particular."""
    if name is None and ((now_on := agenda.under_way()) is not None or not agenda.upcoming()):
        return agenda.occasion(now_on)
    return agenda.occasion(agenda.named(name))


def cram(call: Call) -> int:
    """The minutes just before a meeting, on the screen."""
    if not on_a_terminal():
        tell(call.t("cli.no_terminal"))
        return MISUSED
    desk = call.desk(read_only=False)
    agenda = Agenda(desk)
    occasion = None if call.asked.event is None else _occasion(agenda, call.asked.event)
    from trainer.cli.care import backed_up
    from trainer.tui.app import run
    from trainer.tui.screens.cram import CramScreen

    with backed_up(desk):
        return run(desk, first=lambda: CramScreen(agenda, occasion, call.asked.minutes))


def page(call: Call) -> int:
    """What to read at the door: as text, or in a file for a phone."""
    from trainer.study.page import as_html, as_text

    agenda = Agenda(call.desk(read_only=True))
    shown = agenda.page(_occasion(agenda, call.asked.event))
    if call.asked.to is None:
        say(as_text(shown, call.t, _width()).rstrip())
        return DONE
    path = Path(call.asked.to).expanduser()
    as_page = path.suffix.lower() in (".html", ".htm")
    text = as_html(shown, call.t, call.t.language) if as_page else as_text(shown, call.t)
    try:
        write_private(path, text)
    except FileExistsError:
        raise EventError("event.page_exists", path=str(path)) from None
    except OSError as error:
        raise EventError("event.page_unwritten", path=str(path), why=cause(error)) from error
    say(call.t("event.page_written", path=str(path)))
    return DONE


def write_private(path: Path, text: str) -> None:
    """A new file that only its owner can read. Raises OSError; nothing is ever overwritten."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _width() -> int:
    from shutil import get_terminal_size

    return min(max(get_terminal_size((80, 24)).columns, 30), 100)
