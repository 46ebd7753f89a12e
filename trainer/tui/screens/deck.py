"""One deck: its cards in a list, and the one that is lit to read in full. One's own can be changed here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.cards.model import Deck, Problem
from trainer.cards.summary import problems_said
from trainer.i18n import Message, message
from trainer.tui.bench import AtTheBench
from trainer.tui.cardpage import card_page, problem_lines, problems_page, state
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, one_line, spread
from trainer.workshop.listing import Row, could_be_better, picked, row_of, rows_of, to_mend

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


class DeckScreen(AtTheBench):
    """The cards of one deck. Reading, the card has the screen to itself; on a wide one it stands beside the list."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "keys.read", id="deck.read", tooltip="keys.read_tip"),
        Binding("left", "turn(-1)", "keys.turn", id="deck.left", key_display="←→", tooltip="keys.turn_tip"),
        Binding("right", "turn(1)", "keys.turn", show=False, id="deck.right"),
        Binding("p", "practise", "keys.practise_deck", id="deck.practise", tooltip="keys.practise_deck_tip"),
        *AtTheBench.KEYS,
        Binding("f", "some", "workshop.key_filter", show=False, id="deck.filter", tooltip="workshop.key_filter_tip"),
        Binding("E", "take_out", "exchange.key_out", show=False, id="deck.take_out", tooltip="exchange.key_out_tip"),
        Binding("escape", "back", "keys.back", id="deck.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="deck.help", tooltip="keys.help_tip"),
    ]

    headline = getters.query_one("#deck-title", Static)
    rows = getters.query_one(Rows)
    reader = getters.query_one(Reader)
    page = getters.query_one("#card", Static)

    def __init__(self, deck: Deck, first: str | None = None, *, some: str = "all", adding: bool = False) -> None:
        """A deck's list, or that with the line `first` open; of all its cards, or of some."""
        super().__init__()
        self.deck = deck
        self.first = first
        self.adding = adding
        self.reading = first is not None
        self.some = some
        self.listed: dict[str, Row] = {}
        self.advice: Mapping[int, list[Problem]] | None = None
        """What problems says, once that was asked for."""

    def compose(self) -> ComposeResult:
        yield Static(id="deck-title", classes="strip")
        with Container(id="deck"):
            yield Rows("cards")
            with Reader(id="reader"):
                yield Static(id="card")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show(self.first)
        self.read(reading=self.reading)
        self.set_interval(1, self.look_outside)
        if self.adding:
            self.action_add()

    def on_resize(self) -> None:
        self.show()

    def on_screen_resume(self) -> None:
        if self.is_mounted:
            self.app.reread()
            self.look_again()

    def look_outside(self) -> None:
        """A file that was saved elsewhere is shown at once."""
        if self.on_top and self.app.reread():
            self.look_again()

    def look_again(self, lit: str | None = None) -> None:
        """The deck as it is by now."""
        deck = self.desk.library.deck(self.deck.key)
        if deck is None:  # its file is gone
            if self.on_top:
                self.dismiss()
            return
        if deck is not self.deck:
            self.deck, self.advice = deck, None
        self.show(lit)
        if self.reading and self.rows.lit is None:
            self.read(reading=False)

    # -- the list ----------------------------------------------------------------------------------------------------

    def chosen_rows(self) -> list[Row]:
        rows = rows_of(self.app.workshop, self.deck)
        if self.some == "all":
            return rows
        if self.some == "problems":
            return to_mend(rows, self.problems)
        return [row_of(card) for card in picked(self.deck.cards, self.some, self.desk.store)]

    @property
    def problems(self) -> Mapping[int, list[Problem]]:
        """What its author may want to change, by the line of the card."""
        if self.advice is None:
            self.advice = could_be_better(self.deck, rows_of(self.app.workshop, self.deck))
        return self.advice

    def show(self, lit: str | None = None) -> None:
        """The list; the deck's mistakes, if it has any, are its first line."""
        today, schedules = self.desk.today, self.desk.store.schedules()
        aside, flagged = self.desk.store.suspended(), self.desk.store.flagged()
        self.vanished = not self.desk.known <= self.desk.library.cards.keys()
        shown = self.chosen_rows()
        self.listed = {row.id: row for row in shown}
        when: dict[str, str] = {}
        for row in shown:
            if row.card is None:
                said = message("workshop.state_left_out")
            elif row.card.key in aside:
                said = message("workshop.state_aside")
            elif row.card.key in flagged:
                said = message("workshop.state_flagged")
            else:
                said = state(schedules.get(row.card.key), today)
            when[row.id] = self.t.say(said)
        column = max(map(len, when.values()), default=0)
        problems = []
        if (what := problems_said(self.deck)) is not None and self.some == "all":
            said_of_file = "! " + self.t("decks.in_file", what=what)
            problems = [Option(Content.styled(said_of_file, "$text-warning"), id=PROBLEMS)]
        cards = [Option(self.row_line(row, f"{when[row.id]:>{column}}"), id=row.id) for row in shown]
        self.rows.lay([*problems, *cards], lit=lit or self.rows.lit, near=True)
        self.show_title(len(shown))
        self.show_card()
        if not self.rows.option_count:
            if self.some != "all":
                empty = "workshop.none_such" if self.first is None else "workshop.none_such_here"
            else:
                empty = "workshop.add_first" if self.deck.own else "decks.no_cards"
            self.page.update(Content.styled(self.t(empty), "$text-muted"))
        self.refresh_bindings()

    def show_title(self, shown: int) -> None:
        parts = [self.t("decks.cards", n=len(self.deck.cards))]
        if self.some != "all":
            parts.append(self.t(f"workshop.some_{self.some}", n=shown))
        self.headline.update(Content.assemble((self.deck.title, "bold"), "  ", (" · ".join(parts), "$text-muted")))

    def row_line(self, row: Row, when: str) -> Content:
        width = LIST - 8 if self.beside else self.text_width
        question = one_line(row.question) or self.t("workshop.no_prompt")
        return spread(Content(question), Content.styled(when, "$text-muted"), width)

    @property
    def beside(self) -> bool:
        """Whether the card stands beside the list."""
        return self.app.size.width >= WIDE

    @property
    def page_width(self) -> int:
        return 130 if self.beside else super().page_width

    @property
    def row(self) -> Row | None:
        """The card that is lit."""
        return self.listed.get(self.rows.lit or "")

    @property
    def elsewhere(self) -> Message | None:
        """Another deck's title, where what was done last was done there."""
        paths = self.app.workshop.undo_paths
        if not paths or self.deck.path in paths:
            return None
        titles = [deck.title for deck in self.desk.library.decks if deck.path in paths]
        return message("workshop.undo_elsewhere", title=titles[0]) if titles else None

    # -- the card ----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def show_card(self) -> None:
        """The lit card in full, from its beginning."""
        lit, row = self.rows.lit, self.row
        if lit == PROBLEMS:
            self.page.update(problems_page(self.deck, self.t))
        elif row is not None and row.card is None:
            mistakes = [problem for problem in self.deck.problems if problem.line >= row.line][:1]
            lines = problem_lines(self.deck, mistakes, self.t)
            self.page.update(Content("\n\n").join([Content.styled(row.question, "bold"), *lines]))
        elif row is not None and row.card is not None:
            card = row.card
            schedule, mine = self.desk.store.schedule(card.key), self.desk.mine(card.key)
            width = min(self.app.size.width, 130) - LIST - 6 if self.beside else self.text_width
            page = card_page(card, self.deck, schedule, mine, self.desk.today, self.t, width)
            if card.key in self.desk.store.suspended():
                page = Content("\n\n").join([page, Content.styled(self.t("workshop.is_aside"), "$text-warning")])
            if self.some == "problems":
                page = Content("\n\n").join([page, *problem_lines(self.deck, self.problems.get(row.line, []), self.t)])
            self.page.update(page)
        self.reader.scroll_home(animate=False)
        self.refresh_bindings()

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
        if self.rows.lit is not None:
            self.read(reading=True)

    def action_practise(self) -> None:
        """A session of this deck alone: what waits in it, else what would come first."""
        session = self.app.agenda.begin((self.deck,))
        if not session.planned:
            session = self.app.agenda.begin((self.deck,), ahead=True)
        if session.planned:
            self.app.review(session)
        else:
            aside = self.desk.store.suspended()
            said = "decks.nothing_to_practise" if all(c.key in aside for c in self.deck.cards) else "decks.all_had"
            self.app.tell(message(said, title=self.deck.title), warning=True)

    def action_take_out(self) -> None:
        from trainer.tui.screens.take_out import TakeOutScreen

        self.app.push_screen(TakeOutScreen(self.deck))

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
        elif self.some != "all" and self.first is None:
            self.some = "all"
            self.show(self.rows.lit)
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "read":
            return not self.reading and bool(self.rows.option_count)
        if action == "turn":
            return self.reading
        if action == "take_out":
            return bool(self.deck.cards)
        return self.may(action)

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """Six keys are enough to look at: a deck is practised from its list, and a card tried where it is read."""
        if binding.action == ("practise" if self.reading else "try_it"):
            return None
        if binding.action == "edit" and not self.deck.own:
            return None
        return super().key_shown(binding)
