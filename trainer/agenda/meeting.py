"""The meeting itself: the minutes just before it, the page to read at the door, and what it leaves to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.agenda.diary import EventError, Occasion
from trainer.agenda.practice import Practice
from trainer.cards.model import Card, CardKey
from trainer.days import clock_said
from trainer.i18n import Message, cause, message
from trainer.memory.planner import Sitting
from trainer.settings import Settings
from trainer.store.event import Event, FollowUp
from trainer.study.afterwards import Lookback, follow_ups, open_follow_ups, ticked, to_look_back_on
from trainer.study.cram import QUICK_CARDS, QUICK_REPEATS, Cram, programme
from trainer.study.plan import Plan, in_own_words
from trainer.study.ready import Guide, Preparation
from trainer.study.roles import Role, cards_for

if TYPE_CHECKING:
    from trainer.study.page import Page
    from trainer.study.session import Session

SAID = "said "
"""Before the card's key: the preference that holds the day on which its line was said."""
FROM_MEMORY = "from memory "
"""The same where what was typed and not sent is kept, of a line from memory: it is an answer, and no line to keep."""
GOAL = "goal "
"""The same before the event's id."""
LONGEST_NAME = 60
"""Letters of an event's name in the name of a file."""


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
    lines: dict[CardKey, list[str]] = field(default_factory=dict)
    """The learner's own lines as they were, oldest first: one that is replaced can be had back."""
    ready: set[CardKey] = field(default_factory=set)
    """The cards whose line was chosen or recalled: who goes back to one changes it, and is not asked for it again."""
    round: Session | None = None
    """The quick round, once it has begun, and when it must end."""
    round_until: datetime | None = None

    @property
    def most_quick(self) -> int:
        """How many different cards the quick round asks at most; fewer where its time is over before."""
        return min(QUICK_CARDS.get(self.cram.minutes, max(QUICK_CARDS.values())), len(self.quick))


class Agenda(Practice):
    """What is coming, what is to be practised for it, and what it left to do."""

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
        cards, lines = self.roles(occasion), self.lines()
        event = occasion.event
        cram = Cram(
            programme(minutes, cards, quick=bool(quick)),
            now=now,
            minutes=minutes,
            begins=event.at if event is not None and event.at > now else None,
            met=lines.keys() | schedules.keys(),
        )
        session = Session(Plan(()), self._by_the_blocks(), desk.paces, day_of=desk.day_of)
        before = {card: [line] for card, line in lines.items()}
        return Cramming(occasion, cram, cards, session, quick, before)

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
            most_cards=cramming.most_quick,
            most_times=1 + QUICK_REPEATS,
        )
        return Guide([preparation], desk.store.schedules(), desk.paces, now=now, day_start=desk.settings.day_start)

    def quick_session(self, cramming: Cramming) -> tuple[Session, datetime]:
        """The quick round and when it ends: it begins now, or goes on where it was left for an earlier block.

        It asks what its guide asks for, and nothing else.
        """
        from trainer.study.session import Session

        if cramming.round is None or cramming.round_until is None:
            cramming.round_until = cramming.cram.quick_until(self.desk.now())
            plan = Plan((), guide=self.quick_round(cramming), misses_return=False)
            cramming.round = Session(plan, self._by_the_blocks(), self.desk.paces, day_of=self.desk.day_of)
        return cramming.round, cramming.round_until

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
        day = event.at.astimezone(self.zone).date() if event else desk.today
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

    # -- afterwards --------------------------------------------------------------------------------------------------

    def to_look_back_on(self) -> Event | None:
        """A meeting that is over and was not looked back on; of one that repeats the latest."""
        now = self.desk.now()
        return to_look_back_on([self._latest(event, now) for event in self.desk.store.events()], now)

    def look_back(
        self, event: Event, lookback: Lookback, said: Mapping[Card, str] | None = None, *, finished: bool = True
    ) -> tuple[FollowUp, ...]:
        """Keep what a meeting left to do, and the lines that were said; one that repeats moves on.

        Until it is `finished` it is asked about again; one that was removed meanwhile stays away. Raises StoreError:
        then nothing is kept.
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
            written = next((known for known in store.events() if known.id == event.id), None)
            if finished and written is not None:
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
