"""The commands that bring decks in from other programs, and take them out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.call import DONE, WRONG, Call, Misused
from trainer.cli.lines import NO, YES, ask, say, tell
from trainer.cli.progress import Progress
from trainer.exchange import Exchange

if TYPE_CHECKING:
    from trainer.bring.model import Brought
    from trainer.bring.planned import Planned
    from trainer.i18n import Catalog

SHOWN = 3
"""How many cards of each deck are shown before it is brought in."""


def bring_in(call: Call) -> int:
    """Say what a file holds, and bring it in; on a terminal after a yes."""
    t, asked = call.t, call.asked
    desk = call.desk(read_only=asked.dry_run)
    exchange = Exchange(desk)
    with desk.store:
        with Progress(t("exchange.reading")) as progress:
            brought = exchange.read(Path(asked.file).expanduser(), language=asked.cards_in, progress=progress)
        if not brought.cards:
            tell(t("exchange.nothing", path=asked.file))
            return WRONG
        for line in _understood(brought, exchange.plan(brought), t):
            say(line)
        if asked.dry_run:
            return DONE
        if not asked.yes and sys.stdin is not None and sys.stdin.isatty():
            answer = ask(t("exchange.sure")).strip().casefold()
            if answer in NO or (answer and answer not in YES):
                say(t("exchange.not_done"))
                return DONE
        with Progress(t("exchange.writing")) as progress:
            arrived = exchange.bring_in(brought, progress)
    for one in arrived:
        say(t("exchange.arrived", title=one.deck.title, added=one.added, changed=one.changed, reviews=one.reviews))
        if one.kept:
            say(t("exchange.kept", n=one.kept))
        if one.faulty:
            say(t("exchange.faulty", n=one.faulty))
        if one.earlier:
            say(t("exchange.earlier", n=one.earlier))
    return DONE


def _understood(brought: Brought, planned: Iterable[Planned], t: Catalog) -> Iterator[str]:
    """What was understood and left out, then each deck with its first cards and what becomes of them."""
    for note in brought.notes:
        yield t.say(note)
    for deck, plan in zip(brought.decks, planned, strict=True):
        found = t("exchange.found", title=deck.title, n=len(deck.cards))
        answers = sum(len(card.past.history) for card in deck.cards)
        yield t("exchange.with_history", deck=found, n=answers) if answers else found
        for card in deck.cards[:SHOWN]:
            yield t("exchange.sample", question=" ".join(card.form.question.split())[:70])
        yield t("exchange.will", added=plan.added, changed=plan.changed, kept=plan.kept)
        if plan.faulty:
            yield t("exchange.faulty", n=plan.faulty)


def export(call: Call) -> int:
    """A deck for another program, or everything as JSON."""
    asked = call.asked
    if asked.to is not None:
        return _take_out(call)
    if asked.file and not asked.file.lower().endswith(".json"):  # a deck's name, most likely
        raise Misused("trainer export", call.t("cli.export_to", name=asked.file))
    from trainer.cli import care

    return care.export(call)


def _take_out(call: Call) -> int:
    """Write decks into a file for another program, or for paper."""
    t, asked = call.t, call.asked
    desk = call.desk(read_only=True)
    decks = desk.named([asked.file]) if asked.file else desk.decks
    path = Path(asked.to).expanduser()
    with Progress(t("exchange.writing")):
        Exchange(desk).take_out(decks, path, scheduling=asked.schedule)
    say(t("exchange.taken_out", n=sum(len(deck.cards) for deck in decks), path=str(path)))
    return DONE
