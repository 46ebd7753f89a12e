"""Events: what is coming, how ready the learner will be, and what was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.agenda import Agenda
from trainer.i18n import TrainerError, message
from trainer.store.event import Event
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, flow, heading, one_line

MOST_PAST = 10
"""How many past events are listed."""


class EventsScreen(TrainerScreen[None]):
    """What is coming, the nearest first; then what was."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "keys.open_event", id="events.open", tooltip="keys.open_event_tip"),
        Binding("n", "new", "keys.new_event", id="events.new", tooltip="keys.new_event_tip"),
        Binding("f", "follow_ups", "keys.follow_ups", id="events.follow_ups", tooltip="keys.follow_ups_tip"),
        Binding("x,delete", "remove", "keys.remove", id="events.remove", tooltip="keys.remove_event_tip"),
        Binding("u", "put_back", "keys.undo", id="events.undo", tooltip="keys.put_event_back_tip"),
        Binding("escape", "dismiss", "keys.back", id="events.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="events.help", show=False, tooltip="keys.help_tip"),
    ]

    headline = getters.query_one("#events-title", Static)
    rows = getters.query_one(Rows)

    def __init__(self, agenda: Agenda) -> None:
        super().__init__()
        self.agenda = agenda
        self.events: dict[str, Event] = {}
        self.removed: list[Event] = []

    def compose(self) -> ComposeResult:
        yield Static(id="events-title", classes="strip")
        yield Rows("events")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        self.desk.catch_up()
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """The events as the store has them."""
        coming, past = self.agenda.upcoming(), self.agenda.past()[:MOST_PAST]
        self.events = {str(event.id): event for event in (*coming, *past)}
        title = Content.styled(self.t("event.title"), "bold")
        empty = Content() if self.events else Content.assemble("\n\n", self.t("event.empty"))
        self.headline.update(Content.assemble(title, empty))
        self.rows.lay(list(self.lines(coming, past)), lit=self.rows.lit)
        self.refresh_bindings()

    def lines(self, coming: tuple[Event, ...], past: tuple[Event, ...]) -> Iterator[Option]:
        """Two lines an event: its name; when it is, and what it asks of a day."""
        for event in coming:
            each = self.t("event.minutes_a_day", n=event.minutes)
            yield Option(self.line(event, each), id=str(event.id))
        if past:
            yield heading("")
            yield heading(self.t("event.past"))
        for event in past:
            yield Option(self.line(event, ""), id=str(event.id))

    def line(self, event: Event, more: str) -> Content:
        when = self.t.say(self.agenda.when(event))
        name = Content.styled(one_line(event.name), "bold")
        second = [Content(part) for part in (when, more, one_line(event.place)) if part]
        return Content.assemble(name, "\n", flow(second, self.text_width, indent="  ").stylize_before("$text-muted"))

    @property
    def lit(self) -> Event | None:
        return self.events.get(self.rows.lit or "")

    @on(OptionList.OptionHighlighted)
    def keys_changed(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        from trainer.tui.screens.event import EventScreen

        if (event := self.lit) is not None:
            self.app.push_screen(EventScreen(self.agenda, event))

    def action_new(self) -> None:
        from trainer.tui.screens.event_form import EventForm

        self.app.push_screen(EventForm(self.agenda))

    def action_follow_ups(self) -> None:
        from trainer.tui.screens.followups import FollowUpsScreen

        self.app.push_screen(FollowUpsScreen(self.agenda))

    def action_remove(self) -> None:
        if (event := self.lit) is None:
            return
        try:
            self.agenda.remove(event)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.removed.append(event)
        self.app.tell(message("event.removed", name=event.name))
        self.show()

    def action_put_back(self) -> None:
        try:
            self.agenda.keep(self.removed[-1])
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.removed.pop()
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("open", "remove"):
            return not self.is_mounted or self.lit is not None
        if action == "put_back":
            return bool(self.removed)
        if action == "follow_ups":
            return bool(self.agenda.follow_ups())
        return True
