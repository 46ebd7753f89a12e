"""How ready the learner will be for an event, in words: the figure with what it means, and what practice would add."""

from __future__ import annotations

from datetime import datetime, timedelta

from trainer.i18n import Message, message
from trainer.memory.lookahead import UNSEEN
from trainer.memory.outlook import Outlook
from trainer.store.event import Event
from trainer.study.ready import AHEAD

SOON = timedelta(hours=12)
"""Before an event one no longer speaks of "the day itself": it is this one."""


def readiness_said(event: Event, outlook: Outlook, now: datetime) -> tuple[Message, ...]:
    """What stays without practice, then what the planned minutes make of it."""
    without, practised = outlook.without, outlook.practised
    if not without.total:
        return (message("event.no_cards"),)
    untouched = round(without.expected, 6) <= UNSEEN  # an assumption, which is not to be told as a fact
    when = "event.ready_none" if untouched else "event.ready_soon" if event.at - now <= SOON else "event.ready"
    stays = message(when, n=without.likely, of=without.total)
    planned = [sitting for sitting in outlook.sittings if sitting.planned]
    if not planned:
        return stays, message("event.ready_used")
    if practised.likely > without.likely:
        if event.at - now > AHEAD:
            return stays, message("event.ready_later", days=AHEAD.days, n=practised.likely, of=without.total)
        if len(planned) == 1:
            minutes = message("days.minutes", n=max(1, round(planned[0].planned / 60)))
        else:
            minutes = message("event.minutes_a_day", n=event.minutes)
        more = "event.ready_first" if untouched else "event.ready_more"
        return stays, message(more, minutes=minutes, n=practised.likely, of=without.total)
    worth_it = any(sitting.cards for sitting in planned)
    return stays, message("event.ready_stays" if worth_it else "event.ready_enough")
