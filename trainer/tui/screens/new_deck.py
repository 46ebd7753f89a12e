"""A new deck: only its name is asked."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from trainer.cards.model import Deck
from trainer.i18n import TrainerError
from trainer.paths import shown
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar

LONGEST = 80
"""Characters of a name: a line of the list of decks."""


class NameBox(Input):
    """The name; enter makes the deck."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "workshop.key_make", id="name.make", tooltip="workshop.key_make_tip"),
    ]


class NewDeckScreen(TrainerScreen[Deck | None]):
    """Hands back the deck that was made, or nothing."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "keys.back", id="new_deck.leave", tooltip="keys.back_tip"),
        Binding("f1", "app.help", "keys.help", id="new_deck.help", tooltip="keys.help_tip"),
    ]

    box = getters.query_one(Input)
    note = getters.query_one("#note", Static)

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self.t("workshop.new_deck"), "bold"), classes="strip")
        yield Static(Content.styled(self.t("workshop.deck_name"), "$text-muted"), classes="strip")
        yield NameBox(compact=True, max_length=LONGEST, placeholder=self.t("workshop.about_deck_name"))
        yield Static(id="note", classes="strip")
        yield KeyBar()

    def on_mount(self) -> None:
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        folder = shown(self.desk.paths.decks)
        self.note.update(Content.styled(self.t("workshop.deck_folder", folder=folder), "$text-muted"))

    @on(Input.Submitted)
    def make(self) -> None:
        try:
            deck = self.app.workshop.new_deck(self.box.value)
        except TrainerError as error:
            self.note.update(Content.styled(f"! {self.t.say(error.message)}", "$text-warning"))
        else:
            self.dismiss(deck)
