"""My lines: the learner's own versions, to read before they are needed, to mend, to take along."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.days import date_said
from trainer.i18n import TrainerError, message
from trainer.store.documents import OwnLine
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows


class LinesScreen(TrainerScreen[None]):
    """Every kept line under the card that it answers."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "keys.edit", id="lines.edit", tooltip="keys.edit_tip"),
        Binding("c", "copy", "keys.copy", id="lines.copy", tooltip="keys.copy_tip"),
        Binding("x,delete", "remove", "keys.remove", id="lines.remove", tooltip="keys.remove_tip"),
        Binding("u", "put_back", "keys.undo", id="lines.undo", tooltip="keys.put_back_tip"),
        Binding("ctrl+j,f5", "send", "keys.save", id="lines.save", key_display="2×enter", tooltip="keys.save_tip"),
        Binding("escape", "leave", "keys.back", id="lines.leave", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="lines.help", tooltip="keys.help_tip"),
    ]

    title_line = getters.query_one("#lines-title", Static)
    rows = getters.query_one(Rows)
    box = getters.query_one(AnswerBox)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[OwnLine] = []
        self.removed: list[OwnLine] = []
        self.editing: OwnLine | None = None
        self.warned = False

    def compose(self) -> ComposeResult:
        yield Static(id="lines-title", classes="strip")
        yield Rows("lines")
        yield AnswerBox()
        yield KeyBar()

    def on_mount(self) -> None:
        self.box.display = False
        self.show()

    def show(self, at: int = 0) -> None:
        """The lines as the store has them."""
        self.lines = list(self.desk.store.lines())
        title = Content.styled(self.t("lines.title"), "bold")
        empty = Content() if self.lines else Content.assemble("\n\n", self.t("lines.empty"))
        self.title_line.update(Content.assemble(title, empty))
        self.rows.set_options([Option(self.entry(line)) for line in self.lines])
        if self.lines:
            self.rows.highlighted = min(at, len(self.lines) - 1)
            self.rows.focus()
        self.refresh_bindings()

    def entry(self, line: OwnLine) -> Content:
        """The situation, the learner's words, and since when."""
        card = self.desk.card(line.card)
        situation = card.prompt if card else self.t("lines.card_gone")
        since = self.t.say(date_said(self.desk.day_of(line.at)))
        if any(other.card == line.card and other.id > line.id for other in self.lines):
            since = f"{since} · {self.t('lines.earlier')}"
        return Content.assemble(
            (situation, "$text-muted"), "\n", (line.text, "bold"), (f"  {since}\n", "$text-disabled")
        )

    @property
    def chosen(self) -> OwnLine | None:
        at = self.rows.highlighted
        return self.lines[at] if at is not None and at < len(self.lines) else None

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Open the box with the line in it."""
        if self.editing is not None or (line := self.chosen) is None:
            return
        self.editing = line
        self.warned = False
        self.box.ask(one_line=False, placeholder="", text=line.text)
        self.box.display = True
        self.set_focus(self.box)
        self.refresh_bindings()

    def action_send(self) -> None:
        self.box.send()

    def answered(self, text: str) -> None:
        """Keep the mended line; an emptied box changes nothing, for removing has a key of its own."""
        try:
            if self.editing is not None and text:
                self.desk.store.change_line(self.editing, text)
        except TrainerError as error:  # it stands there, to try again
            self.app.tell(error.message, warning=True)
            return
        self.editing = None
        self.box.display = False
        self.show(self.rows.highlighted or 0)

    def action_copy(self) -> None:
        if line := self.chosen:
            self.app.copy_to_clipboard(line.text)
            self.app.tell(message("lines.copied"))

    def action_remove(self) -> None:
        if (line := self.chosen) is None:
            return
        try:
            self.desk.store.remove_line(line)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.removed.append(line)
        self.show(self.rows.highlighted or 0)

    def action_put_back(self) -> None:
        """The line that was removed last stands there again."""
        line = self.removed[-1]
        try:
            self.desk.store.put_line_back(line)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.removed.pop()
        self.show(next((at for at, other in enumerate(self.desk.store.lines()) if other.id == line.id), 0))

    @property
    def at_stake(self) -> str:
        text = self.box.text.strip()
        return text if self.editing is not None and text != self.editing.text else ""

    def action_leave(self) -> None:
        """From the box to the list, from the list to where the learner came from. A changed line asks once."""
        if self.editing is None:
            self.dismiss()
            return
        if self.at_stake and not self.warned:
            self.warned = True
            self.app.tell(message("lines.leave_changed"), warning=True)
            return
        self.editing = None
        self.box.display = False
        self.show(self.rows.highlighted or 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "send":
            return self.editing is not None
        if action in ("edit", "copy", "remove"):
            return self.editing is None and bool(self.lines)
        if action == "put_back":
            return self.editing is None and bool(self.removed)
        return True
