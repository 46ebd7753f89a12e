"""What was promised, and whom to keep in touch with."""

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
from trainer.days import on_day
from trainer.i18n import TrainerError
from trainer.store.event import Follow, FollowUp
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, heading


class FollowUpsScreen(TrainerScreen[None]):
    """Enter or space ticks; what was ticked stays in sight until the screen is left."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "tick", "afterwards.key_tick", id="followups.tick", tooltip="afterwards.key_tick_tip"),
        Binding("x,delete", "remove", "keys.remove", id="followups.remove", tooltip="afterwards.key_remove_tip"),
        Binding("u", "put_back", "keys.undo", id="followups.undo", tooltip="afterwards.key_undo_tip"),
        Binding("escape", "dismiss", "keys.back", id="followups.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="followups.help", tooltip="keys.help_tip"),
    ]

    title_line = getters.query_one("#followups-title", Static)
    rows = getters.query_one(Rows)

    def __init__(self, agenda: Agenda) -> None:
        super().__init__()
        self.agenda = agenda
        self.before: list[FollowUp] = []
        """As they were before each tick or removal, the latest last."""
        self.ticked: set[int] = set()

    def compose(self) -> ComposeResult:
        yield Static(id="followups-title", classes="strip")
        yield Rows("followups")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    def show(self) -> None:
        """The open ones first, then those that come later."""
        lines = list(self.lines())
        title = Content.styled(self.t("afterwards.follow_ups"), "bold")
        empty = Content() if lines else Content.assemble("\n\n", self.t("afterwards.follow_ups_empty"))
        self.title_line.update(Content.assemble(title, empty))
        self.rows.lay(lines, lit=self.rows.lit)
        self.refresh_bindings()

    def lines(self) -> Iterator[Option]:
        today = self.desk.today
        every = self.agenda.follow_ups()
        now = {f.id for f in self.agenda.open_follow_ups()} | self.ticked
        groups = (
            ("promised", [f for f in every if f.kind is Follow.PROMISE and f.id in now]),
            ("in_touch", [f for f in every if f.kind is Follow.CONTACT and f.id in now]),
            ("coming", [f for f in every if f.id not in now and f.day > today]),
        )
        first = True
        for name, found in groups:
            if not found:
                continue
            if not first:
                yield heading("")
            first = False
            yield heading(self.t(f"afterwards.group_{name}"))
            for follow_up in sorted(found, key=lambda f: f.day):
                yield Option(self.line(follow_up), id=str(follow_up.id))

    def line(self, follow_up: FollowUp) -> Content:
        """A box, what it is, from which meeting, and when."""
        done = follow_up.id in self.ticked
        today = self.desk.today
        when = "" if follow_up.day == today else self.t.say(on_day(follow_up.day, today))
        rest = " · ".join(filter(None, (follow_up.event, when)))
        text = Content.assemble(
            ("[✓] " if done else "[ ] ", "$text-success" if done else "$text-muted"),
            (follow_up.text, "$text-muted" if done else ""),
            (f"  {rest}", "$text-disabled"),
        )
        return Content("\n    ").join(text.wrap(max(self.text_width - 4, 10)))

    @property
    def chosen(self) -> FollowUp | None:
        return next((f for f in self.agenda.follow_ups() if str(f.id) == self.rows.lit), None)

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """It has been done; a contact comes back in five weeks."""
        follow_up = self.chosen
        if follow_up is None or follow_up.id in self.ticked:
            return
        try:
            self.agenda.tick(follow_up)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.before.append(follow_up)
        self.ticked.add(follow_up.id)
        self.show()

    def action_remove(self) -> None:
        if (follow_up := self.chosen) is None:
            return
        try:
            self.desk.store.remove_follow_up(follow_up)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.before.append(follow_up)
        self.show()

    def action_put_back(self) -> None:
        """As it was before the last tick or removal."""
        follow_up = self.before[-1]
        try:
            self.desk.store.keep_follow_up(follow_up)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.before.pop()
        self.ticked.discard(follow_up.id)
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action in ("tick", "remove"):
            return self.rows.lit is not None
        if action == "put_back":
            return bool(self.before)
        return True
