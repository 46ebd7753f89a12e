"""Today: what waits, how long it takes, what comes tomorrow. Enter starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from trainer.days import about, date_said, minutes_said, tomorrow_said
from trainer.desk import Overview
from trainer.i18n import Catalog, Message, message
from trainer.tui import charts
from trainer.tui.base import NARROW, TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import one_line, spread

if TYPE_CHECKING:
    from trainer.memory.outlook import Outlook
    from trainer.store.event import Event, FollowUp

BARS = "▁▂▃▄▅▆▇█"
MOST_EVENTS = 2
"""How many events stand on it; the diary has all."""
MOST_PROMISES = 3
NEAR = timedelta(hours=25)
"""Before an event, "in 20 minutes" is soon no longer true."""
AHEAD = "ahead"
"""The workers that look at what is to come."""
GAUGE = 40
"""Cells of an event's gauge."""
BRIEF_GAUGE = 8
"""The same where there are several events, beside what it means: with two whole ones 24 lines are too few."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An event on this screen."""

    event: Event
    when: Message
    now: datetime
    outlook: Outlook | None = None
    """None while it is being worked out."""


class TodayScreen(TrainerScreen[None]):
    """The ground floor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "keys.begin", id="today.begin", tooltip="keys.begin_tip"),
        Binding("m", "more", "keys.more", id="today.more", tooltip="keys.more_tip"),
        Binding("c", "cram", "keys.cram", id="today.cram", tooltip="keys.cram_tip"),
        Binding("e", "events", "keys.events", id="today.events", tooltip="keys.events_tip"),
        Binding("d", "decks", "keys.decks", id="today.decks", tooltip="keys.decks_tip"),
        Binding("p", "read_page", "keys.page", id="today.page", show=False, tooltip="keys.page_tip"),
        Binding("f", "follow_ups", "keys.follow_ups", id="today.follow_ups", show=False, tooltip="keys.follow_ups_tip"),
        Binding("l", "lines", "keys.lines", id="today.lines", show=False, tooltip="keys.lines_tip"),
        Binding("s", "settings", "keys.settings", id="today.settings", show=False, tooltip="keys.settings_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="today.help", tooltip="keys.help_tip"),
        Binding("q", "app.quit", "keys.quit", id="today.quit", tooltip="keys.quit_tip"),
    ]

    body = getters.query_one("#today", Static)
    overview: Overview | None = None
    can_go_on = False
    coming: Sequence[Coming] = ()
    to_do: Sequence[FollowUp] = ()
    now_on: Message | None = None
    """An event that is under way."""
    planned: tuple[int, float] | None = None
    """How many answers the session is about to ask and in how many seconds, where events have a say in it."""
    tomorrow: Message | None = None
    """What tomorrow brings, where events have a say in it."""
    to_learn: Mapping[str, int] = {}
    """For each deck how many new cards the events ask for, whatever a day's share of new ones is."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(id="today")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_interval(30, self.look_at_the_clock)

    def on_screen_resume(self) -> None:
        self.look()

    def look(self) -> None:
        """Look again at what waits: another screen, another program, or a new day may have changed it."""
        self.workers.cancel_group(self, AHEAD)
        self.app.reread()
        self.desk.catch_up()
        before, self.overview = self.overview, self.desk.overview()
        self.can_go_on = not self.overview.plan.cards and self.desk.can_go_on()
        known, planned = (self.coming, self.planned) if before == self.overview else ((), None)
        self.coming, self.to_do, self.planned, self.now_on, self.tomorrow = (), (), None, None, None
        if self.desk.store.events():
            agenda = self.app.agenda
            events = agenda.upcoming()[:MOST_EVENTS]
            if (now_on := agenda.under_way()) is not None:
                self.now_on = message("today.under_way", name=now_on.name)
            # Where nothing has changed, what was worked out stays in sight until it is worked out anew.
            found = {one.event.id: one.outlook for one in known if one.event in events}
            self.coming = [Coming(event, agenda.when(event), agenda.now, found.get(event.id)) for event in events]
            if [one.event for one in known] == list(events):
                self.planned = planned
            self.to_learn, self.tomorrow = agenda.to_learn(), agenda.tomorrow()
            self.look_ahead(events)
        if self.desk.store.follow_ups():
            self.to_do = self.app.agenda.open_follow_ups()
        self.show()
        self.refresh_bindings()

    @work(thread=True, exclusive=True, group=AHEAD)
    def look_ahead(self, events: Sequence[Event]) -> None:
        """How ready the learner will be: some tenths of a second that the first look need not wait for."""
        agenda = self.app.agenda
        session = agenda.begin()
        coming = [Coming(event, agenda.when(event), agenda.now, agenda.outlook(event)) for event in events]
        planned = (session.planned, session.expected) if session.guided else None
        if not get_current_worker().is_cancelled:  # what is to come has been looked at anew since
            self.app.call_from_thread(self.looked_ahead, coming, planned)

    def looked_ahead(self, coming: Sequence[Coming], planned: tuple[int, float] | None) -> None:
        self.coming, self.planned = coming, planned
        self.show()
        self.refresh_bindings()

    def look_at_the_clock(self) -> None:
        """A window that was left open overnight shows the new day; what is near is said anew as it comes."""
        if not self.on_top or self.overview is None:
            return
        near = any(one.event.at - self.desk.now() <= NEAR for one in self.coming)
        if near or self.overview.day != self.desk.today:
            self.look()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """Draw what was last seen, at the present width."""
        if self.overview is not None:
            notices = [self.t.say(problem) for problem in self.desk.problems]
            if self.now_on is not None:
                notices.append(self.t.say(self.now_on))
            seen = page(
                self.overview,
                self.t,
                notices,
                self.text_width,
                coming=self.coming,
                to_do=self.to_do,
                planned=self.planned,
                to_learn=self.to_learn if self.planned and self.planned[0] else {},
                tomorrow=self.tomorrow,
            )
            self.body.update(seen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.overview is None:
            return True
        if action == "begin":
            return bool(self.planned[0] if self.planned else self.overview.plan.cards)
        if action == "more":
            return self.can_go_on and not (self.planned and self.planned[0])
        if action == "follow_ups":
            return bool(self.to_do)
        return True

    def action_begin(self) -> None:
        self.app.review(self.app.agenda.begin())

    def action_more(self) -> None:
        self.app.review(self.app.agenda.begin(ahead=True))

    def action_cram(self) -> None:
        from trainer.tui.screens.cram import CramScreen

        self.app.push_screen(CramScreen(self.app.agenda))

    def action_events(self) -> None:
        from trainer.tui.screens.events import EventsScreen

        self.app.push_screen(EventsScreen(self.app.agenda))

    def action_read_page(self) -> None:
        """The page of the event that is under way or comes next; without one, of any meeting."""
        from trainer.tui.screens.page import PageScreen

        agenda = self.app.agenda
        event = agenda.under_way() or next(iter(agenda.upcoming()), None)
        self.app.push_screen(PageScreen(agenda, agenda.occasion(event)))

    def action_follow_ups(self) -> None:
        from trainer.tui.screens.followups import FollowUpsScreen

        self.app.push_screen(FollowUpsScreen(self.app.agenda))

    def action_decks(self) -> None:
        from trainer.tui.screens.decks import DecksScreen

        self.app.push_screen(DecksScreen())

    def action_lines(self) -> None:
        from trainer.tui.screens.lines import LinesScreen

        self.app.push_screen(LinesScreen())

    def action_settings(self) -> None:
        from trainer.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())


def page(
    overview: Overview,
    t: Catalog,
    notices: list[str],
    width: int,
    *,
    coming: Sequence[Coming] = (),
    to_do: Sequence[FollowUp] = (),
    planned: tuple[int, float] | None = None,
    to_learn: Mapping[str, int] | None = None,
    tomorrow: Message | None = None,
) -> Content:
    """The whole of Today."""
    parts: list[Content] = [heading(overview, t)]
    parts.extend(Content.styled(f"! {notice}", "$text-warning") for notice in notices)
    parts.append(summary(overview, t, planned))
    brief = len(coming) > 1 and width >= NARROW - 8
    if coming:
        events = [event_lines(one, t, width, brief=brief) for one in coming]
        parts.append(Content("\n" if brief else "\n\n").join(events))
    if to_do:
        parts.append(promises(to_do, t))
    if any(row.deck.cards for row in overview.decks):
        parts.append(deck_lines(overview, t, width, to_learn or {}))
    parts.append(fortnight(overview, t))
    parts.append(Content.styled(t.say(tomorrow or tomorrow_said(overview.tomorrow)), "$text-muted"))
    return Content("\n\n").join(parts)


def heading(overview: Overview, t: Catalog) -> Content:
    return Content.assemble((t("today.title"), "bold"), "  ", (t.say(date_said(overview.day)), "$text-muted"))


def event_lines(coming: Coming, t: Catalog, width: int, *, brief: bool) -> Content:
    """What is coming, and how ready the learner will be: the gauge with its meaning.

    In brief it leaves out what practice makes of it; that stands in the diary.
    """
    from trainer.study.readiness import SOON, readiness_said

    event, outlook = coming.event, coming.outlook
    name = Content.assemble((one_line(event.name), "bold"), "  ", (t.say(coming.when), "$text-muted"))
    if event.at - coming.now <= SOON:
        name = Content.assemble(name, "\n", t("today.page"))
    if outlook is None or not outlook.without.total:
        return name
    sentences = [t.say(sentence) for sentence in readiness_said(event, outlook, coming.now)]
    cells = BRIEF_GAUGE if brief else min(width, GAUGE)
    bar = charts.gauge(outlook.without.expected, outlook.practised.expected, cells)
    if brief:
        return Content.assemble(name, "\n", bar, "  ", sentences[0])
    return Content.assemble(name, "\n", bar, "\n", " ".join(sentences))


def promises(to_do: Sequence[FollowUp], t: Catalog) -> Content:
    """What was promised and is not done yet, and with whom to get in touch again."""
    lines = [
        Content.assemble("☐ ", t(f"today.follow_{one.kind.value}", text=one_line(one.text)))
        for one in to_do[:MOST_PROMISES]
    ]
    if len(to_do) > MOST_PROMISES:
        lines.append(Content.styled(t("today.promises_more", n=len(to_do) - MOST_PROMISES), "$text-muted"))
    return Content("\n").join([Content.styled(t("today.promised"), "$text-muted"), *lines])


def summary(overview: Overview, t: Catalog, planned: tuple[int, float] | None = None) -> Content:
    """What waits in one sentence, and how long that takes."""
    plan, waiting = overview.plan, overview.waiting
    if planned is not None and planned[0]:
        answers, seconds = planned
        return Content.assemble(
            (t("today.answers", n=answers), "bold $text-accent"),  # by the pace so far: who is faster is asked more
            ", " + t.say(minutes_said(seconds)),
            "\n",
            (
                t("today.for_events", due=len(waiting.due)) if waiting.due else t("today.for_events_alone"),
                "$text-muted",
            ),
        )
    if not plan.cards:
        nothing = "today.no_decks" if not overview.decks else "today.nothing"
        return Content.assemble((t(nothing), "$text-success"), " ", t("today.nothing_more"))
    counts = Content.assemble(
        (t("today.cards", n=len(plan.cards)), "bold $text-accent"),
        (" · " + t.say(about(plan.seconds)), ""),
    )
    waits = t("today.waiting", due=len(waiting.due), new=len(waiting.new))
    if len(waiting.due) + len(waiting.new) > len(plan.cards):
        waits += " · " + t("today.rest")
    return Content.assemble(counts, "\n", (waits, "$text-muted"))


def deck_lines(overview: Overview, t: Catalog, width: int, to_learn: Mapping[str, int]) -> Content:
    """A line a deck with cards: its name, what is due in it, what is new: today's share, or what events ask for.

    A name too long ends in "…" before them.
    """
    due, new = t("today.due"), t("today.new")
    rows = [row for row in overview.decks if row.deck.cards]
    longest = max(cell_len(row.deck.title) for row in rows)
    room = min(longest + len(due) + len(new) + 4, width)
    head = Content.styled(f"{due}  {new}", "$text-disabled")
    lines = [spread(Content(), head, room)]
    for row in rows:  # a name may reach to the number, below the words above it
        fresh = max(row.new, to_learn.get(row.deck.key, 0))
        counts = Content.assemble(number(row.due, 1, "$text-accent"), "  ", number(fresh, len(new), ""))
        lines.append(spread(Content(row.deck.title), counts, room))
    return Content("\n").join(lines)


def number(count: int, width: int, style: str) -> tuple[str, str]:
    return (f"{count:>{width}}", style) if count else (f"{'·':>{width}}", "$text-disabled")


def fortnight(overview: Overview, t: Catalog) -> Content:
    """The last two weeks, a column a day: height is the number of answers, a dot is a day off, which is fine."""
    most = max(overview.reviewed.values(), default=0)
    columns, names = [], []
    for day, count in overview.reviewed.items():
        bar = BARS[min(7, (count * 8 - 1) // most)] if count else "·"
        columns.append(Content.styled(bar * 2, "$text-accent" if count else "$text-disabled"))
        names.append(t(f"days.weekday_{day.weekday()}")[:2])
    return Content.assemble(
        (t("today.fortnight"), "$text-muted"),
        "\n",
        Content(" ").join(columns),
        "\n",
        (" ".join(names), "$text-disabled"),
    )
