"""The diary: what is coming, written down as people say it."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo

from trainer.cards.encoding import printable
from trainer.cards.model import Card, Deck
from trainer.desk import Desk
from trainer.i18n import Language, Message, TrainerError, cause, message
from trainer.pasted import QUOTES, meant
from trainer.store.event import Event, EventKind
from trainer.study.afterwards import WITHIN
from trainer.study.ready import cards_of, upcoming

UNDER_WAY = timedelta(hours=6)
"""How long after its beginning an event may still go on."""
LONGEST = 80
"""Characters of an event's name."""


class EventError(TrainerError):
    """An event that is not there, or cannot be as it was written."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What to get ready for: an event, or a meeting that is not in the diary."""

    kind: EventKind = EventKind.DRINKS
    formal: bool = False
    event: Event | None = None
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that is being written down."""

    event: Event
    written: str = ""
    """Its date as the learner wrote it."""
    understood: Message | None = None
    """What was made of that; None where it is no date yet."""
    filled: tuple[str, str] = ("", "")
    """The name and the place that an invitation filled in: another date takes them away again."""
    half_taken: bool = False
    """Which half of the day its hour is in was not written: that follows from its kind."""


def _unfilled(draft: Draft) -> Event:
    """The event without what an invitation filled in."""
    event, (name, place) = draft.event, draft.filled
    return replace(
        event,
        name="" if name and event.name == name else event.name,
        place="" if place and event.place == place else event.place,
    )


def one_line(text: str) -> str:
    """A name as it is kept: on one line, without what no screen can show."""
    return " ".join(printable(text).split())


class Diary:
    """What is coming, and what was."""

    def __init__(self, desk: Desk, zone: tzinfo | None = None) -> None:
        self.desk = desk
        self._zone = zone

    @property
    def zone(self) -> tzinfo:
        """The learner's time zone, with its changes of the clock."""
        if self._zone is None:
            known = self.desk.now().tzinfo
            if known is None or isinstance(known, timezone):  # a bare offset knows of no summer time
                from dateutil.tz import tzlocal  # 20 ms: only for those who have an event

                known = tzlocal()
            self._zone = known
        return self._zone

    @property
    def now(self) -> datetime:
        return self.desk.now().astimezone(self.zone)

    # -- events ------------------------------------------------------------------------------------------------------

    def upcoming(self) -> tuple[Event, ...]:
        """The nearest first; one that repeats with its next time."""
        return upcoming(self._as_they_come(), self.desk.now())

    def under_way(self) -> Event | None:
        """The event that began a while ago, or is in its first hours: at the door, its page is still wanted."""
        now = self.desk.now()
        begun = [event for event in (self._latest(e, now) for e in self.desk.store.events()) if event.at <= now]
        latest = max(begun, key=lambda event: event.at, default=None)
        return (
            latest if latest is not None and now - latest.at <= UNDER_WAY and latest.looked_back != latest.at else None
        )

    def past(self) -> tuple[Event, ...]:
        """Those that do not come again, the latest first."""
        now = self.desk.now()
        return tuple(sorted((e for e in self._as_they_come() if e.at <= now), key=lambda e: e.at, reverse=True))

    def current(self, event: Event) -> Event:
        """The same event as it stands by now; as it was where it was removed."""
        return next((known for known in self._as_they_come() if known.id == event.id), event)

    def _as_they_come(self) -> list[Event]:
        """All events; those that repeat with their next time, or their last where there is none."""
        now, found = self.desk.now(), []
        for event in self.desk.store.events():
            following = self._following(event, now) if event.rule and event.at <= now else None
            found.append(replace(event, at=following or event.at))
        return found

    def _latest(self, event: Event, now: datetime) -> Event:
        """An event that repeats with its latest time so far, if that is still worth looking back on."""
        if not event.rule or event.at > now:
            return event
        at: datetime | None = event.at if now - event.at <= WITHIN else self._following(event, now - WITHIN)
        latest = event.at
        while at is not None and at <= now:
            latest, at = at, self._following(event, at)
        return replace(event, at=latest)

    def _following(self, event: Event, after: datetime) -> datetime | None:
        """The next time of an event that repeats, after an instant."""
        from trainer.when import next_occurrence

        return next_occurrence(event.rule, after.astimezone(self.zone), self.zone, event.at)

    def when(self, event: Event) -> Message:
        """When it is, as a person says it: "tonight 19:30", "Thursday 26 Nov 19:30 (in 4 days)"."""
        from trainer.when import said

        return said(event.at, self.now, self.zone, self.desk.settings.day_start)

    def named(self, name: str | None, *, past: bool = False) -> Event:
        """The event of this name, its number in the list from 1, or the only one with this in its name.

        Without a name the nearest. `past` looks among those that are over, too. Raises EventError.
        """
        events = self.upcoming()
        if name is None:
            if not events:
                raise EventError("event.none_coming")
            return events[0]
        every = (*events, *self.past()) if past else events
        wanted = one_line(name).casefold()
        if same := [event for event in every if event.name.casefold() == wanted]:
            return same[0]
        if wanted in (numbers := [str(n) for n in range(1, len(events) + 1)]):
            return events[numbers.index(wanted)]
        like = [event for event in every if wanted and wanted in event.name.casefold()]
        if len(like) == 1:
            return like[0]
        known = ", ".join(event.name for event in like or every) or "-"
        raise EventError("event.which" if like else "event.unknown", name=one_line(name)[:LONGEST], known=known)

    def keep(self, event: Event) -> None:
        """Write an event down, or change it. Raises StoreError."""
        self.desk.store.keep_event(event)

    def remove(self, event: Event) -> None:
        """Take an event out of the diary; keeping it again brings it back as it was. Raises StoreError."""
        self.desk.store.remove_event(event)

    def occasion(self, event: Event | None) -> Occasion:
        """An event as it is written down; without one, drinks."""
        if event is None:
            return Occasion()
        return Occasion(event.kind, event.formal, event, event.goal)

    # -- writing one down --------------------------------------------------------------------------------------------

    def draft(self, event: Event | None = None) -> Draft:
        """A new event to be written down, or one to be changed."""
        if event is None:
            return Draft(Event(0, "", self.desk.now()))
        from trainer.when import When, said, understood

        shown = understood(When(event.at, event.rule or None), self.now, self.zone, self.desk.settings.day_start)
        return Draft(
            event,
            self.desk.t.say(shown if event.rule else said(event.at, self.now, self.zone, self.desk.settings.day_start)),
            shown,
        )

    def understand(self, draft: Draft, text: str, language: Language, *, patient: bool = False) -> Draft:
        """The draft with its date as written: a date in either language, or the path of an .ics invitation. An hour
        without a part of the day is in the evening for drinks.

        Raises WhenError, InvitationError or EventError; `patient` with what is still being typed, it is then no date.
        """
        text = text.strip()
        if text == draft.written and draft.understood is not None:
            return draft
        try:
            if text.casefold().rstrip(QUOTES).endswith(".ics"):
                return self.invited(draft, text)
            if not text:
                raise EventError("event.when_needed")
            from trainer.when import understand, understood

            start = self.desk.settings.day_start
            when = understand(
                text,
                now=self.now,
                zone=self.zone,
                language=language,
                day_start=start,
                evening=draft.event.kind is EventKind.DRINKS,
            )
        except TrainerError:
            if patient:
                return replace(draft, written=text, understood=None)
            raise
        event = replace(_unfilled(draft), at=when.at, rule=when.rule or "")
        shown = understood(when, self.now, self.zone, self.desk.settings.day_start)
        return Draft(event, text, shown, half_taken=when.half_taken)

    def invited(self, draft: Draft, text: str) -> Draft:
        """What the invitation in a file says; a name and a place that the learner wrote stay.

        Raises InvitationError or EventError.
        """
        from trainer.invitation import MAX_BYTES, read_invitation
        from trainer.when import When, understood

        path = meant(text)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            why = cause(error if isinstance(error, OSError) else FileNotFoundError(errno.ENOENT, ""))
            raise EventError("event.ics_unread", path=printable(str(path)), why=why) from error
        found = read_invitation(data, now=self.now, zone=self.zone)
        event = _unfilled(draft)
        filled = "" if event.name else found.name, "" if event.place else found.place
        event = replace(
            event, at=found.at, rule=found.rule or "", name=event.name or filled[0], place=event.place or filled[1]
        )
        when = understood(When(found.at, found.rule, found.day_only), self.now, self.zone, self.desk.settings.day_start)
        said = message("event.invited", when=when, note=found.note) if found.note else when
        return Draft(event, text, said, filled)

    def keep_draft(self, draft: Draft) -> Event:
        """Write it down: one without a name is called what it is.

        Raises EventError without a date, or where it is written down already; StoreError.
        """
        event = draft.event
        if draft.understood is None:
            raise EventError("event.when_needed")
        if event.at <= self.desk.now():
            raise EventError("event.over")
        name = one_line(event.name) or self.desk.t(f"event.kind_{event.kind.name.lower()}")
        name = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        if any(one.id != event.id and (one.name, one.at) == (name, event.at) for one in self.upcoming()):
            raise EventError("event.there_already", name=name)
        event = replace(event, id=event.id or self.desk.store.new_id(), name=name)
        self.keep(event)
        return event

    def of_kind(self, draft: Draft, kind: EventKind, language: Language) -> Draft:
        """The draft as another kind of event, with its hour in the half of the day that goes with that."""
        other = replace(draft, event=replace(draft.event, kind=kind))
        if not draft.half_taken:
            return other
        return self.understand(replace(other, understood=None), draft.written, language, patient=True)

    # -- its cards ---------------------------------------------------------------------------------------------------

    def cards(self, event: Event | None) -> tuple[Card, ...]:
        """An event's cards, in the order to start them."""
        event = event or Event(0, "", self.desk.now())
        return cards_of(event, self.desk.library.decks, self.desk.decks, self.desk.store.suspended())

    def decks(self, event: Event | None) -> tuple[Deck, ...]:
        """The decks whose cards an event asks for; where none of them is there any more, those that are practised."""
        chosen = () if event is None else tuple(deck for deck in self.desk.library.decks if deck.key in event.decks)
        return chosen or self.desk.decks

    def gone(self, event: Event) -> tuple[str, ...]:
        """The keys of an event's decks that are not there any more."""
        return tuple(key for key in event.decks if self.desk.library.deck(key) is None)

    def language(self, event: Event | None) -> Language:
        """In which language its lines are: that of its decks, or of the interface where they have several."""
        spoken = {deck.language for deck in self.decks(event)}
        return spoken.pop() if len(spoken) == 1 else self.desk.settings.language
