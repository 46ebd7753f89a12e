"""Choosing one of the learner's own decks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.cards.model import Deck
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, one_line, spread


class PickDeckScreen(TrainerScreen[Deck | None]):
    """Hands back the deck that a card is to go to, or nothing."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "workshop.key_pick", id="pick.pick", tooltip="workshop.key_pick_tip"),
        Binding("escape", "dismiss", "keys.back", id="pick.leave", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="pick.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)

    def __init__(self, decks: Sequence[Deck], question: str) -> None:
        super().__init__()
        self.decks = {deck.key: deck for deck in decks}
        self.card_question = question

    def compose(self) -> ComposeResult:
        asked = Content.assemble(
            (self.t("workshop.move_where"), "bold"), "\n", (one_line(self.card_question), "$text-muted")
        )
        yield Static(asked, classes="strip")
        yield Rows("decks")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    def show(self) -> None:
        self.rows.lay([Option(self.line(deck), id=deck.key) for deck in self.decks.values()], lit=self.rows.lit)

    def line(self, deck: Deck) -> Content:
        cards = Content.styled(self.t("decks.cards", n=len(deck.cards)), "$text-muted")
        return spread(Content(one_line(deck.title)), cards, self.text_width)

    @on(OptionList.OptionSelected)
    def action_pick(self) -> None:
        self.dismiss(self.decks.get(self.rows.lit or ""))
