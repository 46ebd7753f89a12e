"""The commands that bring decks in from other programs, and take them out."""

from __future__ import annotations

import sys

from trainer.bring.told import became, understood
from trainer.cli.call import DONE, WRONG, Call, Misused
from trainer.cli.lines import NO, YES, ask, say, tell
from trainer.cli.progress import Progress
from trainer.exchange import Exchange
from trainer.pasted import at_home


def bring_in(call: Call) -> int:
    """Say what a file holds, and bring it in; on a terminal after a yes."""
    t, asked = call.t, call.asked
    desk = call.desk(read_only=asked.dry_run)
    exchange = Exchange(desk)
    with desk.store:
        with Progress(t("exchange.reading")) as progress:
            brought = exchange.read(at_home(asked.file), language=asked.cards_in, progress=progress)
        if not brought.cards:
            tell(t("exchange.nothing", path=asked.file))
            return WRONG
        for told in understood(brought, exchange.plan(brought)):
            say(t.say(told))
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
        for told in became(one):
            say(t.say(told))
    return DONE


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
    path = at_home(asked.to)
    with Progress(t("exchange.writing")):
        left_behind = Exchange(desk).take_out(decks, path, scheduling=asked.schedule)
    for told in left_behind:
        tell(t.say(told))
    say(t("exchange.taken_out", n=sum(len(deck.cards) for deck in decks), path=str(path)))
    return DONE
