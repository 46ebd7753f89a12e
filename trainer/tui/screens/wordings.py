"""My wordings: what the learner has added to the cards' answers, or taken from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from trainer.cards.model import CardKey
from trainer.i18n import TrainerError
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Wording:
    """An answer that counts, or never counts, for this learner."""

    card: CardKey
    text: str
    accepted: bool


class WordingsScreen(TrainerScreen[None]):
    """Every wording under the card that it belongs to."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "remove", "keys.remove", id="wordings.remove", tooltip="keys.remove_wording_tip"),
        Binding("u", "put_back", "keys.undo", id="wordings.undo", tooltip="keys.put_back_tip"),
        Binding("escape", "dismiss", "keys.back", id="wordings.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="wordings.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)
    title_line = getters.query_one("#wordings-title", Static)

    def __init__(self) -> None:
        super().__init__()
        self.wordings: list[Wording] = []
        self.removed: list[Wording] = []

    def compose(self) -> ComposeResult:
        yield Static(id="wordings-title", classes="strip")
        yield Rows("wordings")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def show(self) -> None:
        """The wordings as the store has them."""
        self.wordings = [
            Wording(card, text, accepted)
            for card, (right, wrong) in self.desk.store.all_wordings().items()
            for accepted, texts in ((True, right), (False, wrong))
            for text in texts
        ]
        title = Content.styled(self.t("wordings.title"), "bold")
        empty = Content() if self.wordings else Content.assemble("\n\n", self.t("wordings.empty"))
        self.title_line.update(Content.assemble(title, empty))
        lit = self.rows.highlighted or 0
        self.rows.set_options([Option(self.entry(wording)) for wording in self.wordings])
        if self.wordings:
            self.rows.highlighted = min(lit, len(self.wordings) - 1)
        self.refresh_bindings()

    def entry(self, wording: Wording) -> Content:
        """The card's question, and whether the wording counts for it."""
        card = self.desk.card(wording.card)
        prompt = card.prompt if card else self.t("lines.card_gone")
        sign = ("✓", "$text-success") if wording.accepted else ("✗", "$text-error")
        means = self.t("wordings.accepted" if wording.accepted else "wordings.refused")
        return Content.assemble(
            (prompt, "$text-muted"), "\n", sign, " ", (wording.text, "bold"), (f"  {means}\n", "$text-muted")
        )

    def action_remove(self) -> None:
        """From now on the card's author decides again."""
        if self.rows.highlighted is None:
            return
        wording = self.wordings[self.rows.highlighted]
        try:
            self.desk.store.remove_wording(wording.card, wording.text)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.removed.append(wording)
        self.show()

    def action_put_back(self) -> None:
        """The wording that was removed last counts as it did."""
        wording = self.removed[-1]
        keep = self.desk.store.accept_wording if wording.accepted else self.desk.store.refuse_wording
        try:
            keep(wording.card, wording.text)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.removed.pop()
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "remove":
            return bool(self.wordings)
        if action == "put_back":
            return bool(self.removed)
        return True
