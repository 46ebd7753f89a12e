"""The commands that bring decks in from other programs, and take them out."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence

from trainer.bring.told import became, understood
from trainer.cards.identity import Proposal
from trainer.cli.again import both_said
from trainer.cli.call import DONE, MISUSED, WRONG, Call, Misused
from trainer.cli.lines import NO, YES, ask, say, tell, wrapped
from trainer.cli.progress import Progress
from trainer.exchange import Exchange, Told
from trainer.i18n import Catalog
from trainer.pasted import at_home


def bring_in(call: Call) -> int:
    """Say what a file holds, and bring it in; on a terminal after a yes. Where the input ends, nothing is."""
    try:
        return _bring_in(call)
    except EOFError:
        say(call.t("exchange.not_done"))
        return DONE


def _bring_in(call: Call) -> int:
    t, asked = call.t, call.asked
    desk = call.desk(read_only=asked.dry_run)
    exchange = Exchange(desk)
    with desk.store:
        with Progress(t("exchange.reading")) as progress:
            brought = exchange.read(at_home(asked.file), language=asked.cards_in, progress=progress)
        if not brought.cards:
            tell(t("exchange.nothing", path=asked.file))
            return WRONG
        somebody = sys.stdin is not None and sys.stdin.isatty()
        planned, said = exchange.plan(brought), Told()
        if somebody and not (asked.dry_run or asked.yes) and any(plan.reworded for plan in planned):
            said = _told([pair for plan in planned for pair in plan.reworded], t)
            planned = exchange.plan(brought, said)
        for told in understood(brought, planned):
            say(t.say(told))
        if asked.dry_run:
            return DONE
        if not asked.yes:
            if not somebody:
                tell(t("exchange.unasked", file=shlex.quote(asked.file)))
                return MISUSED
            answer = ask(t("exchange.sure")).strip().casefold()
            if answer in NO or (answer and answer not in YES):
                say(t("exchange.not_done"))
                return DONE
        with Progress(t("exchange.writing")) as progress:
            arrived = exchange.bring_in(brought, progress, said)
    for one in arrived:
        for told in became(one):
            say(t.say(told))
    return DONE


def _told(pairs: Sequence[Proposal], t: Catalog) -> Told:
    """What the learner says of each card that is probably in the file under another question."""
    said = Told()
    for pair in pairs:
        for line in both_said(pair, t):
            say(wrapped(line))
        if ask(t("workshop.same_prompt")).casefold() in NO:
            said.other |= {pair.old}
        else:
            said.same |= {pair.old}
    return said


def export(call: Call) -> int:
    """A deck for another program, or everything as JSON."""
    asked = call.asked
    if asked.to is not None:
        return _take_out(call)
    if asked.file and not asked.file.lower().endswith(".json"):  # a deck's name, most likely
        raise Misused("trainer export", call.t("cli.export_to", name=shlex.quote(asked.file)))
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
