"""The learner's events at the desk: what both faces ask about them, and what they keep of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cards.encoding import printable
from trainer.cards.model import Card, CardKey, Deck
from trainer.days import clock_said
from trainer.desk import Desk
from trainer.i18n import Language, Message, TrainerError, cause, message
from trainer.memory.planner import Sitting
from trainer.settings import Settings
from trainer.store.event import Event, EventKind, FollowUp
from trainer.study.afterwards import WITHIN, Lookback, follow_ups, open_follow_ups, ticked, to_look_back_on
from trainer.study.cram import QUICK_CARDS, QUICK_REPEATS, Cram, programme
from trainer.study.plan import Plan, in_own_words
from trainer.study.ready import AHEAD, Guide, Preparation, candidates, cards_of, shares, sittings, upcoming
from trainer.study.roles import Role, cards_for

if TYPE_CHECKING:
    from trainer.memory.outlook import Outlook
    from trainer.study.page import Page
    from trainer.study.session import Session

SAID = "said "
"""Before the card's key: the preference that holds the day on which its line was said."""
LONGEST = 80
"""Characters of an event's name."""
LONGEST_NAME = 60
"""Letters of an event's name in the name of a file."""


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


@dataclass
class Cramming:
    """The minutes just before a meeting, under way."""

    occasion: Occasion
    cram: Cram
    cards: Mapping[Role, Card]
    session: Session
    """Where what is recalled is asked, judged and recorded."""
    quick: tuple[Card, ...]
    """The short cards that the quick round may ask."""


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


class Agenda:
    """What is coming, what is to be practised for it, and what it left to do."""

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
        if wanted.isdecimal() and 1 <= int(wanted) <= len(events):
            return events[int(wanted) - 1]
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
        """The draft with its date as written: a date in either language, or the path of an .ics invitation.

        Raises WhenError, InvitationError or EventError; `patient` with what is still being typed, it is then no date.
        """
        text = text.strip()
        if text == draft.written and draft.understood is not None:
            return draft
        try:
            if text.casefold().endswith(".ics"):
                return self._invited(draft, text)
            if not text:
                raise EventError("event.when_needed")
            from trainer.when import understand, understood

            start = self.desk.settings.day_start
            when = understand(text, now=self.now, zone=self.zone, language=language, day_start=start)
        except TrainerError:
            if patient:
                return replace(draft, written=text, understood=None)
            raise
        event = replace(_unfilled(draft), at=when.at, rule=when.rule or "")
        return Draft(event, text, understood(when, self.now, self.zone, self.desk.settings.day_start))

    def _invited(self, draft: Draft, text: str) -> Draft:
        """What an invitation says; a name and a place that the learner wrote stay."""
        from trainer.invitation import MAX_BYTES, read_invitation
        from trainer.when import When, understood

        path = Path(text.strip("'\"")).expanduser()
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise EventError("event.ics_unread", path=str(path), why=cause(error)) from error
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
        """Write it down: one without a name is called what it is. Raises EventError without a date, StoreError."""
        event = draft.event
        if draft.understood is None:
            raise EventError("event.when_needed")
        if event.at <= self.desk.now():
            raise EventError("event.over")
        name = one_line(event.name)[:LONGEST] or self.desk.t(f"event.kind_{event.kind.name.lower()}")
        event = replace(event, id=event.id or self.desk.store.new_id(), name=name)
        self.keep(event)
        return event

    # -- its cards ---------------------------------------------------------------------------------------------------

    def cards(self, event: Event | None) -> tuple[Card, ...]:
        """An event's cards, in the order to start them."""
        event = event or Event(0, "", self.desk.now())
        return cards_of(event, self.desk.library.decks, self.desk.decks, self.desk.store.suspended())

    def decks(self, event: Event | None) -> tuple[Deck, ...]:
        """The decks whose cards an event asks for."""
        if event is None or not event.decks:
            return self.desk.decks
        return tuple(deck for deck in self.desk.library.decks if deck.key in event.decks)

    def language(self, event: Event | None) -> Language:
        """In which language its lines are: that of its decks, or of the interface where they have several."""
        spoken = {deck.language for deck in self.decks(event)}
        return spoken.pop() if len(spoken) == 1 else self.desk.settings.language

    # -- getting ready -----------------------------------------------------------------------------------------------

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
            sittings(self.now, event.at, lambda at: self._shares(at, more=more).get(event.id, 0.0)),
        )

    def guide(self, *, more: bool = False, progress: Callable[[int, int], None] | None = None) -> Guide | None:
        """What the events to come ask of a session; None when none is near enough, or its minutes are used up."""
        now, desk = self.desk.now(), self.desk
        near = [event for event in self.upcoming() if event.at - now <= AHEAD]
        wanted = [preparation for event in near if (preparation := self.preparation(event, more=more)).cards]
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
        """How ready the learner will be, with practice and without."""
        from trainer.memory.outlook import outlook

        desk, preparation = self.desk, self.preparation(event)
        return outlook(
            candidates(preparation.cards, desk.store.schedules(), desk.paces),
            now=self.now,
            event=event.at,
            sittings=preparation.sittings,
            day_start=desk.settings.day_start,
        )

    # -- just before -------------------------------------------------------------------------------------------------

    def roles(self, occasion: Occasion) -> Mapping[Role, Card]:
        """The card for each moment of a meeting."""
        desk, event = self.desk, occasion.event
        schedules = desk.store.schedules()
        return cards_for(occasion.kind, self.decks(event), desk.library.decks, schedules, language=self.language(event))

    def cram(self, occasion: Occasion, minutes: int) -> Cramming:
        """Begin the minutes just before a meeting; its clock runs from now."""
        from trainer.study.session import Session

        desk, now = self.desk, self.desk.now()
        schedules = desk.store.schedules()
        quick = tuple(
            card
            for card in self.cards(occasion.event)
            if not in_own_words(card) and (card.just_before or card.key in schedules or self._is_own(card))
        )
        cards = self.roles(occasion)
        event = occasion.event
        cram = Cram(
            programme(minutes, cards, quick=bool(quick)),
            now=now,
            minutes=minutes,
            begins=event.at if event is not None and event.at > now else None,
        )
        session = Session(Plan(()), self._by_the_blocks(), desk.paces, day_of=desk.day_of)
        return Cramming(occasion, cram, cards, session, quick)

    def _is_own(self, card: Card) -> bool:
        deck = self.desk.library.deck(card.deck)
        return deck is not None and deck.own

    def quick_round(self, cramming: Cramming) -> Guide:
        """What the quick round asks: the few cards that it helps most at the door."""
        desk, now, cram = self.desk, self.desk.now(), cramming.cram
        until = cram.quick_until(now)
        event = cramming.occasion.event
        preparation = Preparation(
            event.at if event is not None and event.at > until else cram.ends + timedelta(minutes=15),
            cramming.quick,
            (Sitting(now, (until - now).total_seconds()),),
            new_until=cram.new_until,
            most_cards=QUICK_CARDS.get(cram.minutes, max(QUICK_CARDS.values())),
            most_times=1 + QUICK_REPEATS,
        )
        return Guide([preparation], desk.store.schedules(), desk.paces, now=now, day_start=desk.settings.day_start)

    def quick_session(self, cramming: Cramming) -> Session:
        """The quick round that begins now: it asks what its guide asks for, and nothing else."""
        from trainer.study.session import Session

        guide = self.quick_round(cramming)
        return Session(
            Plan((), guide=guide, misses_return=False),
            self._by_the_blocks(),
            self.desk.paces,
            day_of=self.desk.day_of,
        )

    def _by_the_blocks(self) -> Settings:
        """The settings for a session whose time others keep."""
        return replace(self.desk.settings, limit="minutes", minutes=120)

    def lines(self) -> Mapping[CardKey, str]:
        """The learner's own line for each card that has one."""
        return {line.card: line.text for line in self.desk.store.lines()}

    def page(self, occasion: Occasion) -> Page:
        """What to read at the door."""
        from trainer.study.page import page

        event = occasion.event
        cards = self.cards(event)
        facts = [card for card in cards if self._is_own(card) and not in_own_words(card)]
        return page(
            self.title(event),
            occasion.kind,
            self.roles(occasion),
            self.lines(),
            goal=occasion.goal or (event.goal if event else ""),
            formal=occasion.formal,
            facts=facts,
        )

    def save_page(self, occasion: Occasion) -> tuple[Path, Path]:
        """Write the page as text and as one HTML file for a phone, over an earlier one. Raises EventError."""
        from trainer.cards.text import slug
        from trainer.store.log import make_folder, replace_file
        from trainer.study.page import as_html, as_text

        desk, event, shown = self.desk, occasion.event, self.page(occasion)
        if event is not None:  # "in 20 minutes" is not so for long
            shown = replace(shown, title=self._lasting_title(event))
        day = (event.at.astimezone(self.zone) if event else self.now).date()
        name = slug(event.name if event else desk.t("page.title_none"))[:LONGEST_NAME].strip("-")
        folder = desk.paths.pages
        text, phone = (folder / f"{day.isoformat()}-{name or 'page'}.{kind}" for kind in ("txt", "html"))
        try:
            make_folder(folder)
            replace_file(text, as_text(shown, desk.t).encode())
            replace_file(phone, as_html(shown, desk.t, desk.settings.language).encode())
        except OSError as error:
            raise EventError("page.not_saved", path=str(folder), why=cause(error)) from error
        return text, phone

    def _lasting_title(self, event: Event) -> Message:
        """What it is and when, as it can be read on any day: "Thursday 26 Nov 19:30 · drinks"."""
        from trainer.when import day_said

        at = event.at.astimezone(self.zone)
        when = message("page.moment", day=day_said(at.date(), self.now.date()), time=clock_said(at))
        return message("page.title", when=when, name=event.name)

    def title(self, event: Event | None) -> Message:
        """What it is and when: "tonight 19:30 · drinks"."""
        if event is None:
            return message("page.title_none")
        return message("page.title", when=self.when(event), name=event.name)

    def occasion(self, event: Event | None) -> Occasion:
        """An event as it is written down; without one, drinks."""
        if event is None:
            return Occasion()
        return Occasion(event.kind, event.formal, event, event.goal)

    # -- afterwards --------------------------------------------------------------------------------------------------

    def to_look_back_on(self) -> Event | None:
        """A meeting that is over and was not looked back on; of one that repeats the latest."""
        now = self.desk.now()
        return to_look_back_on([self._latest(event, now) for event in self.desk.store.events()], now)

    def _latest(self, event: Event, now: datetime) -> Event:
        """An event that repeats with its latest time so far, if that is still worth looking back on."""
        if not event.rule or event.at > now:
            return event
        at: datetime | None = event.at if now - event.at <= WITHIN else self._following(event, now - WITHIN)
        latest = event.at
        while at is not None and at <= now:
            latest, at = at, self._following(event, at)
        return replace(event, at=latest)

    def look_back(
        self, event: Event, lookback: Lookback, said: Mapping[Card, str] | None = None, *, finished: bool = True
    ) -> tuple[FollowUp, ...]:
        """Keep what a meeting left to do, and the lines that were said; one that repeats moves on.

        Until it is `finished` it is asked about again. Raises StoreError: then nothing is kept.
        """
        desk, store = self.desk, self.desk.store
        found = follow_ups(event, lookback, today=desk.today, new_id=store.new_id)
        lines = self.lines()
        with store.transaction():
            for follow_up in found:
                store.keep_follow_up(follow_up)
            for card, text in (said or {}).items():
                if lines.get(card.key) != text:
                    desk.keep_line(card, text)
                store.set_pref(SAID + card.key, desk.day_of(event.at.astimezone(self.zone)).isoformat())
            if finished:
                written = next((known for known in store.events() if known.id == event.id), event)
                store.keep_event(replace(written, looked_back=event.at))
        return found

    def said_on(self, card: Card) -> date | None:
        """The day of the latest meeting at which the learner said the line of this card."""
        try:
            return date.fromisoformat(self.desk.store.pref(SAID + card.key))
        except (TypeError, ValueError):  # never, or written by another program
            return None

    def follow_ups(self) -> tuple[FollowUp, ...]:
        return self.desk.store.follow_ups()

    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """What is to be done by now, the longest waiting first."""
        return open_follow_ups(self.follow_ups(), self.desk.today)

    def tick(self, follow_up: FollowUp) -> FollowUp:
        """It has been done. Raises StoreError."""
        after = ticked(follow_up, self.desk.today)
        self.desk.store.keep_follow_up(after)
        return after
