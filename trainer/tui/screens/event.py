"""One event: when it is, how ready the learner will be, and the plan until then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from trainer.agenda import Agenda
from trainer.days import date_said, minutes_said
from trainer.memory.outlook import Outlook
from trainer.store.event import Event
from trainer.study.readiness import readiness_said
from trainer.tui import charts
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import flow, one_line

HEIGHT = 6
"""Lines of the curve; half of them on a narrow screen."""
MOST_DAYS = 7
"""Days of the plan that are named."""


class EventScreen(TrainerScreen[None]):
    """An event, past or to come."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "cram", "keys.cram", id="event.cram", tooltip="keys.cram_tip"),
        Binding("p", "page", "keys.page", id="event.page", tooltip="keys.page_tip"),
        Binding("r", "look_back", "keys.look_back", id="event.look_back", tooltip="keys.look_back_tip"),
        Binding("e", "change", "keys.edit", id="event.change", tooltip="keys.change_event_tip"),
        Binding("escape", "dismiss", "keys.back", id="event.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="event.help", tooltip="keys.help_tip"),
    ]

    body = getters.query_one("#event", Static)

    def __init__(self, agenda: Agenda, event: Event) -> None:
        super().__init__()
        self.agenda = agenda
        self.event = event
        self.outlook: Outlook | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(id="event")
        yield KeyBar()

    @property
    def coming(self) -> bool:
        return self.event.at > self.desk.now()

    def on_screen_resume(self) -> None:
        """It may have been changed, or practised for."""
        self.event = self.agenda.current(self.event)
        self.show()
        if self.coming:
            self.look_ahead()

    @work(thread=True, exclusive=True)
    def look_ahead(self) -> None:
        """What practice would give: up to half a second for hundreds of cards."""
        found = self.agenda.outlook(self.event)
        if not get_current_worker().is_cancelled:  # the event was changed since
            self.app.call_from_thread(self.seen, found)

    def seen(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        self.body.update(Content("\n\n").join(self.blocks()))
        self.refresh_bindings()

    def blocks(self) -> Iterator[Content]:
        from trainer.when import rule_said

        t, event = self.t, self.event
        when = t.say(self.agenda.when(event))
        facts = [when]
        if event.rule:
            facts.append(t.say(rule_said(event.rule)))
        if event.place:
            facts.append(t("event.place", place=one_line(event.place)))
        yield Content.assemble((one_line(event.name), "bold"), "\n", flow(map(Content, facts), self.text_width))
        if self.outlook is not None:
            yield from self.readiness(self.outlook)
        elif self.coming:
            yield Content.styled(t("event.working"), "$text-muted")
        yield self.small_print()

    def readiness(self, outlook: Outlook) -> Iterator[Content]:
        """The gauge with its meaning, the curve, and the days ahead."""
        t, width = self.t, min(self.text_width, 60)
        sentences = Content("\n").join(
            Content(t.say(sentence)) for sentence in readiness_said(self.event, outlook, self.desk.now())
        )
        if not outlook.without.total:
            yield sentences
            return
        bar = charts.gauge(outlook.without.expected, outlook.practised.expected, width)
        yield Content.assemble(bar, "\n", sentences)
        first = outlook.curve[0].at if outlook.curve else self.event.at
        if self.desk.day_of(first.astimezone(self.agenda.zone)) < self.desk.day_of(
            self.event.at.astimezone(self.agenda.zone)
        ):
            yield self.course(outlook, width)
        yield self.plan(outlook)

    def course(self, outlook: Outlook, width: int) -> Content:
        """The curve from today to the event."""
        t, narrow = self.t, self.app.size.width < 72
        times = [point.at.timestamp() for point in outlook.curve]
        height = HEIGHT // 2 if narrow else HEIGHT
        # At the end of the curve stand the figures of the sentence above it.
        ends = {charts.row_of(ready.expected, height): ready.likely for ready in (outlook.without, outlook.practised)}
        width -= 1 + len(str(outlook.without.total))
        areas = charts.curve(
            list(zip(times, (point.without for point in outlook.curve), strict=True)),
            list(zip(times, (point.practised for point in outlook.curve), strict=True)),
            width,
            height,
        )
        rows = [
            Content.assemble(area, (f" {ends[n]}", "$text-muted")) if n in ends else area
            for n, area in enumerate(areas)
        ]
        today = self.desk.today  # past midnight that of the evening before, which nobody calls today
        first = t("days.today") if today == self.agenda.now.date() else t.say(date_said(today))
        last = t.say(date_said(self.event.at.astimezone(self.agenda.zone).date()))
        axis = first + last.rjust(width - len(first))
        legend = Content.assemble(
            (charts.SOLID, "$text-accent"),
            f" {t('event.without')}   ",
            (charts.GAIN, "$text-success"),
            f" {t('event.with')}",
        )
        title = Content.styled(t("event.curve", n=outlook.without.total), "$text-muted")
        return Content("\n").join([title, *rows, Content.styled(axis, "$text-disabled"), legend])

    def plan(self, outlook: Outlook) -> Content:
        """The sittings to come: what each asks."""
        t = self.t
        lines = [Content.styled(t("event.plan"), "bold")]
        sittings = [sitting for sitting in outlook.sittings if sitting.cards]
        days = [
            t.say(date_said(self.desk.day_of(sitting.at.astimezone(self.agenda.zone))))
            for sitting in sittings[:MOST_DAYS]
        ]
        column = max(map(len, days), default=0) + 2
        for day, sitting in zip(days, sittings, strict=False):  # of those past the most, there is no day
            parts = [t("event.plan_cards", n=sitting.cards)]
            if sitting.new:
                parts.append(t("event.plan_new", n=sitting.new))
            parts.append(t.say(minutes_said(sitting.seconds)))
            lines.append(Content.assemble((f"{day:<{column}}", "$text-muted"), " · ".join(parts)))
        if len(sittings) > MOST_DAYS:
            lines.append(Content.styled("…", "$text-disabled"))
        return Content("\n").join(lines)

    def small_print(self) -> Content:
        t, event = self.t, self.event
        decks = ", ".join(deck.title for deck in self.agenda.decks(event)) if event.decks else t("event.all_decks")
        lines = [t("event.its_decks", decks=decks), t("event.minutes_a_day", n=event.minutes)]
        lines[1:1] = [t("event.deck_gone", key=key) for key in self.agenda.gone(event)]
        if event.goal:
            lines.append(t("event.goal", goal=one_line(event.goal)))
        return Content.styled("\n".join(lines), "$text-muted")

    # -- from here ---------------------------------------------------------------------------------------------------

    def action_cram(self) -> None:
        from trainer.tui.screens.cram import CramScreen

        self.app.push_screen(CramScreen(self.agenda, self.agenda.occasion(self.event)))

    def action_page(self) -> None:
        from trainer.tui.screens.page import PageScreen

        self.app.push_screen(PageScreen(self.agenda, self.agenda.occasion(self.event)))

    def action_look_back(self) -> None:
        from trainer.tui.screens.afterwards import AfterwardsScreen

        self.app.push_screen(AfterwardsScreen(self.agenda, self.event))

    def action_change(self) -> None:
        from trainer.tui.screens.event_form import EventForm

        self.app.push_screen(EventForm(self.agenda, self.event))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "cram":
            return self.coming
        if action == "page":
            now_on = self.agenda.under_way()
            return self.coming or (now_on is not None and now_on.id == self.event.id)
        if action == "look_back":
            return not self.coming
        return True
