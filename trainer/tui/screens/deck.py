"""One deck: its cards in a list, and the one that is lit to read in full."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.cards.model import Card, CardKey, Deck
from trainer.tui.base import TrainerScreen
from trainer.tui.cardpage import card_page, problems_page, state
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, one_line, spread

PROBLEMS = "problems"
"""The id of the line about the author's mistakes; a card's has a "#" in it."""
WIDE, LIST = 110, 54
"""From this width on the card stands beside the list, which is then so wide, as the style sheet has it."""


class Reader(VerticalScroll, inherit_bindings=False):
    """A card that may be longer than the screen. Left and right are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up", "scroll_up", "keys.scroll", show=False, id="reader.up", key_display="↑↓", tooltip="keys.scroll_tip"
        ),
        Binding("down", "scroll_down", "keys.scroll", show=False, id="reader.down"),
        Binding("pageup", "page_up", "keys.scroll", show=False, id="reader.page_up"),
        Binding("pagedown", "page_down", "keys.scroll", show=False, id="reader.page_down"),
        Binding("home", "scroll_home", "keys.scroll", show=False, id="reader.home"),
        Binding("end", "scroll_end", "keys.scroll", show=False, id="reader.end"),
    ]


class DeckScreen(TrainerScreen[None]):
    """The cards of one deck. Reading, the card has the screen to itself; on a wide one it stands beside the list."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "keys.read", id="deck.read", tooltip="keys.read_tip"),
        Binding("left", "turn(-1)", "keys.turn", id="deck.left", key_display="←→", tooltip="keys.turn_tip"),
        Binding("right", "turn(1)", "keys.turn", show=False, id="deck.right"),
        Binding("escape", "back", "keys.back", id="deck.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="deck.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)
    reader = getters.query_one(Reader)
    page = getters.query_one("#card", Static)

    def __init__(self, deck: Deck, card: Card | None = None) -> None:
        super().__init__()
        self.deck = deck
        self.first = card
        self.cards = {card.key: card for card in deck.cards}
        self.reading = card is not None

    def compose(self) -> ComposeResult:
        title = Content.assemble(
            (self.deck.title, "bold"), "  ", (self.t("decks.cards", n=len(self.deck.cards)), "$text-muted")
        )
        yield Static(title, classes="strip")
        with Container(id="deck"):
            yield Rows("cards")
            with Reader(id="reader"):
                yield Static(id="card")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show(lit=self.first.key if self.first else None)
        self.read(reading=self.reading)

    def on_resize(self) -> None:
        self.show()

    def show(self, lit: str | None = None) -> None:
        """The list; the deck's mistakes, if it has any, are its first line."""
        today, schedules = self.desk.today, self.desk.store.schedules()
        when = {card.key: self.t.say(state(schedules.get(card.key), today)) for card in self.deck.cards}
        column = max(map(len, when.values()), default=0)
        problems = []
        if self.deck.problems:
            said = "! " + self.t("decks.problems", n=len(self.deck.problems))
            problems = [Option(Content.styled(said, "$text-warning"), id=PROBLEMS)]
        cards = [Option(self.card_line(card, f"{when[card.key]:>{column}}"), id=card.key) for card in self.deck.cards]
        self.rows.lay([*problems, *cards], lit=lit or self.rows.lit)
        self.show_card()
        if not self.deck.cards and not problems:
            self.page.update(Content.styled(self.t("decks.no_cards"), "$text-muted"))

    def card_line(self, card: Card, when: str) -> Content:
        width = LIST - 8 if self.beside else self.text_width
        return spread(Content(one_line(card.prompt)), Content.styled(when, "$text-muted"), width)

    @property
    def beside(self) -> bool:
        """Whether the card stands beside the list."""
        return self.app.size.width >= WIDE

    @on(OptionList.OptionHighlighted)
    def show_card(self) -> None:
        """The lit card in full, from its beginning."""
        lit = self.rows.lit
        if lit == PROBLEMS:
            self.page.update(problems_page(self.deck, self.t))
        elif lit in self.cards:
            card = self.cards[CardKey(lit)]
            schedule, mine = self.desk.store.schedule(card.key), self.desk.mine(card.key)
            width = min(self.app.size.width, 130) - LIST - 6 if self.beside else self.text_width
            self.page.update(card_page(card, self.deck, schedule, mine, self.desk.today, self.t, width))
        self.reader.scroll_home(animate=False)

    def read(self, *, reading: bool) -> None:
        """Look at the card, or at the list."""
        self.reading = reading
        self.set_class(reading, "-reading")
        if reading:
            self.set_focus(self.reader)
        else:
            self.set_focus(self.rows)
            self.call_after_refresh(self.rows.scroll_to_highlight)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def action_read(self) -> None:
        self.read(reading=True)

    def action_turn(self, step: int) -> None:
        """The card before, or after."""
        if step < 0:
            self.rows.action_cursor_up()
        else:
            self.rows.action_cursor_down()

    def action_back(self) -> None:
        """From the card to the list, from the list to where the learner came from."""
        if self.reading and self.first is None:
            self.read(reading=False)
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "read":
            return not self.reading
        if action == "turn":
            return self.reading
        return True
