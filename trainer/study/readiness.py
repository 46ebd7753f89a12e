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
        return stays, message("event.ready_elsewhere" if outlook.elsewhere else "event.ready_used")
    if practised.likely > without.likely:
        if event.at - now > AHEAD:
            return stays, message("event.ready_later", days=AHEAD.days, n=practised.likely, of=without.total)
        helped = bool(outlook.helped_by)
        if untouched:
            more = "event.ready_first_helped" if helped else "event.ready_first"
        else:
            more = "event.ready_more_helped" if helped else "event.ready_more"
        name = outlook.helped_by[0] if len(outlook.helped_by) == 1 else message("event.earlier_ones")
        minutes = _minutes(event, outlook)
        return stays, message(more, minutes=minutes, name=name, n=practised.likely, of=without.total)
    worth_it = any(sitting.cards for sitting in planned)
    return stays, message("event.ready_stays" if worth_it else "event.ready_enough")


def _minutes(event: Event, outlook: Outlook) -> Message:
    """How long the practice is that the figure stands for; what nearer events practise of the same cards is in it."""
    planned = [sitting.planned / 60 for sitting in outlook.sittings if sitting.planned]
    mean = max(1, round(sum(planned) / len(planned)))
    if len(planned) == 1:
        return message("days.minutes", n=mean)
    if not outlook.helped_by:
        return message("event.minutes_a_day", n=event.minutes)
    even = round(max(planned)) == round(min(planned))
    return message("event.minutes_a_day" if even else "event.minutes_on_average", n=mean)
