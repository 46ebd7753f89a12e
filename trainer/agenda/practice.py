"""Practising for what is coming: whose minutes they are, which card comes next, and how ready the learner will be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from trainer.agenda.diary import Diary, one_line
from trainer.cards.model import Card, Deck
from trainer.days import minutes_said, tomorrow_said
from trainer.i18n import Message, message
from trainer.store.event import Event
from trainer.study.ready import AHEAD, LAST_LOOK, Guide, Preparation, candidates, shares, sittings

if TYPE_CHECKING:
    from trainer.memory.outlook import Outlook
    from trainer.study.session import Session


class Practice(Diary):
    """What the events ask of each day."""

    def _shares(self, at: datetime, *, more: bool = False) -> Mapping[int, float]:
        """The seconds that each event has of a day's practice, by the event's id; less what was practised, today."""
        events = self.upcoming()
        practised = self._practised(events) if not more and self.desk.day_of(at) == self.desk.today else None
        return {event.id: seconds for event, seconds in zip(events, shares(events, at, practised), strict=True)}

    def _practised(self, events: Sequence[Event]) -> Callable[[Event | None], float]:
        """How many seconds today's answers took in an event's decks; in those of all events."""
        spent = {day.deck: day.seconds for day in self.desk.store.days(since=self.desk.today)}
        of = {event.id: sum(spent.get(deck.key, 0.0) for deck in self.decks(event)) for event in events}
        every = {deck.key for event in events for deck in self.decks(event)}
        total = sum(spent.get(key, 0.0) for key in every)
        return lambda event: total if event is None else of[event.id]

    def preparation(self, event: Event, *, more: bool = False) -> Preparation:
        """What today's session does for an event; with `more` as if nothing had been practised today."""
        return Preparation(
            event.at,
            self.cards(event),
            sittings(
                self.now,
                event.at,
                lambda at: self._shares(at, more=more).get(event.id, 0.0),
                day_start=self.desk.settings.day_start,
            ),
        )

    @property
    def _near(self) -> list[Event]:
        """The events that are near enough to be practised for."""
        now = self.desk.now()
        return [event for event in self.upcoming() if event.at - now <= AHEAD]

    def to_learn(self) -> Mapping[str, int]:
        """How many cards that were never asked these events ask for, by the deck's key; no day's share limits them."""
        schedules = self.desk.store.schedules()
        asked = {card.key: card.deck for event in self._near for card in self.cards(event)}
        return Counter(deck for key, deck in asked.items() if key not in schedules)

    def tomorrow(self) -> Message:
        """What tomorrow brings: the events' minutes, or where they have none the cards."""
        now, day = self.now, self.desk.today + timedelta(days=1)
        looks = [event.at.astimezone(now.tzinfo) - LAST_LOOK for event in self.upcoming()]
        # At this hour, but before the first event of that day.
        at = min((now + timedelta(days=1), *(look for look in looks if self.desk.day_of(look) == day)))
        if seconds := sum(self._shares(at).values()):
            return message("days.tomorrow_events", time=minutes_said(seconds))
        return tomorrow_said(self.desk.tomorrow())

    def guide(self, *, more: bool = False, progress: Callable[[int, int], None] | None = None) -> Guide | None:
        """What the events to come ask of a session; None when none is near enough, or its minutes are used up."""
        now, desk = self.desk.now(), self.desk
        wanted = [preparation for event in self._near if (preparation := self.preparation(event, more=more)).cards]
        if not sum(preparation.sittings[0].seconds for preparation in wanted):
            return None
        schedules, day_start = desk.store.schedules(), desk.settings.day_start
        return Guide(wanted, schedules, desk.paces, now=now, day_start=day_start, progress=progress)

    def begin(
        self,
        decks: Sequence[Deck] | None = None,
        *,
        minutes: int | None = None,
        cards: int | None = None,
        ahead: bool = False,
    ) -> Session:
        """As Desk.begin; what the events to come ask for goes first, unless other decks were named."""
        guide = self.guide(more=ahead) if decks is None else None
        return self.desk.begin(decks, minutes=minutes, cards=cards, ahead=ahead, guide=guide)

    def outlook(self, event: Event) -> Outlook:
        """How ready the learner will be, with practice and without; what nearer events practise of its cards counts."""
        from trainer.memory.outlook import outlook

        desk, cards = self.desk, self.cards(event)
        common: dict[int, float] = {event.id: 1.0, **self._in_common(event, cards)}
        helping = set[int]()

        def seconds(at: datetime) -> float:
            found = self._shares(at)
            parts = {other: found.get(other, 0.0) * part for other, part in common.items()}
            helping.update(other for other, part in parts.items() if part)
            return sum(parts.values())

        played = outlook(
            candidates(cards, desk.store.schedules(), desk.paces),
            now=self.now,
            event=event.at,
            sittings=sittings(self.now, event.at, seconds, day_start=desk.settings.day_start),
            day_start=desk.settings.day_start,
        )
        alone = shares((event,), self.now, self._practised((event,)))
        return replace(
            played,
            helped_by=tuple(one_line(other.name) for other in self.upcoming() if other.id in helping - {event.id}),
            elsewhere=bool(alone[0]) and not self._shares(self.now).get(event.id),
        )

    def _in_common(self, event: Event, cards: Sequence[Card]) -> Mapping[int, float]:
        """For each nearer event the part of its cards that are this one's, too: so much of its minutes helps here."""
        own = {card.key for card in cards}
        found = {}
        for nearer in self.upcoming():
            if nearer.at < event.at and (theirs := {card.key for card in self.cards(nearer)}):
                found[nearer.id] = len(own & theirs) / len(theirs)
        return found
