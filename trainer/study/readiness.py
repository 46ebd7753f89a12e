"""How ready the learner will be for an event, in words: the figure with what it means, and what practice would add."""

from __future__ import annotations

from trainer.i18n import Message, message
from trainer.memory.outlook import Outlook
from trainer.store.event import Event


def readiness_said(event: Event, outlook: Outlook) -> tuple[Message, ...]:
    """What stays without practice, then what the planned minutes make of it."""
    without, practised = outlook.without, outlook.practised
    if not without.total:
        return (message("event.no_cards"),)
    now = message("event.ready", n=without.likely, of=without.total)
    if practised.likely <= without.likely:
        return now, message("event.ready_enough")
    each = message("event.minutes_a_day", n=event.minutes)
    return now, message("event.ready_more", minutes=each, n=practised.likely)
