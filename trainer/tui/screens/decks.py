"""All decks: which are practised, what waits in each; and a search through all cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from trainer.cards.model import Card, Deck, Level
from trainer.cards.search import Index, find, titled
from trainer.cards.summary import problems_said
from trainer.i18n import Catalog, TrainerError, message
from trainer.paths import shown
from trainer.study.plan import DeckCounts
from trainer.tui.listing import Listing
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, flow, hang, heading, one_line

if TYPE_CHECKING:
    from trainer.cards.library import Library
    from trainer.workshop.listing import Row

FOLDER = "folder"
"""The id of the line about the learner's own folder; a deck's has a "/" in it."""
MOST_FOUND = 30
"""Cards listed for a search: nobody reads more, and each key typed lays them out anew, 0.3 ms a card."""
A_SLICE = 100
"""Cards made ready for the search at a time, 3 ms, before somebody searches."""


class SearchBox(Input):
    """What to look for; enter opens what is lit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "keys.open", id="search.open", tooltip="keys.open_tip"),
    ]


class DecksScreen(Listing):
    """The shelf."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "keys.open", id="decks.open", tooltip="keys.open_tip"),
        Binding("space", "practise", "keys.practise", id="decks.practise", tooltip="keys.practise_tip"),
        Binding("n", "new_deck", "workshop.key_new_deck", id="decks.new", tooltip="workshop.key_new_deck_tip"),
        Binding("i", "bring_in", "exchange.key_in", id="decks.bring_in", tooltip="exchange.key_in_tip"),
        Binding("E", "take_out", "exchange.key_out", show=False, id="decks.take_out", tooltip="exchange.key_out_tip"),
        Binding("a", "add", "workshop.key_add", show=False, id="decks.add", tooltip="workshop.key_add_tip"),
        Binding("u", "undo", "workshop.key_undo", show=False, id="decks.undo", tooltip="workshop.key_undo_tip"),
        Binding("f", "some", "workshop.key_some", show=False, id="decks.some", tooltip="workshop.key_some_tip"),
        Binding("s", "set_aside", "workshop.key_aside", id="decks.aside", tooltip="workshop.key_aside_tip"),
        Binding("v", "unflag", "workshop.key_unflag", show=False, id="decks.unflag", tooltip="workshop.key_unflag_tip"),
        Binding("slash,ctrl+f", "search", "keys.search", show=False, id="decks.search", tooltip="keys.search_tip"),
        Binding("w", "wordings", "keys.wordings", show=False, id="decks.wordings", tooltip="keys.wordings_tip"),
        Binding("down", "list", "keys.move", show=False, id="decks.list", tooltip="keys.move_tip"),
        Binding("escape", "back", "keys.back", id="decks.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="decks.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)
    search = getters.query_one(SearchBox)
    note = getters.query_one("#note", Static)

    def __init__(self) -> None:
        super().__init__()
        self.entries: Index | None = None
        """All cards, folded for the search; None until they all are."""
        self.slices: Iterator[None] = iter(())
        """What is left to make ready."""
        self.listed: dict[str, Row] = {}
        self.mending: list[Row] | None = None
        """The cards that could be better; None until that was looked for: the judge takes up to a second a deck."""
        self.looking_at: Library | None = None
        """The decks that were looked through last, or are now."""

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self.t("decks.title"), "bold"), classes="strip")
        yield SearchBox(id="search", compact=True, placeholder=self.t("decks.search"))
        yield Rows("decks")
        yield Static(id="note", classes="strip")
        yield KeyBar()

    def on_mount(self) -> None:
        self.search.cursor_blink = not self.desk.settings.reduced_motion
        self.seen = self.desk.library
        self.set_interval(1, self.look_outside)
        self.make_ready()

    def make_ready(self) -> None:
        """Begin to fold all cards for the search, a few at a time, while nobody waits."""
        self.entries = None
        self.slices = self.sliced()
        self.call_later(self.make_some_ready)

    def sliced(self) -> Iterator[None]:
        from itertools import islice

        entries, cards = Index(), iter(self.desk.library.cards.values())
        while some := list(islice(cards, A_SLICE)):
            entries.add(some)
            yield
        self.entries = entries

    def make_some_ready(self) -> None:
        if next(self.slices, self) is None:
            self.set_timer(0.01, self.make_some_ready)  # keys go first

    def on_screen_resume(self) -> None:
        self.app.reread()
        self.look_again()

    def look_outside(self) -> None:
        """A file that was saved elsewhere is shown at once."""
        if self.on_top and self.app.reread():
            self.look_again()

    def look_again(self, lit: str | None = None) -> None:
        """The decks as they are by now."""
        if self.desk.library is not self.seen:
            self.seen, self.mending = self.desk.library, None
            self.make_ready()
        self.show()

    def on_resize(self) -> None:
        self.show()

    @on(Input.Changed)
    def show(self) -> None:
        """The decks; or, with something in the search box, the cards that have it; or the cards that ask for a look."""
        if self.searching or self.some != "all":
            self.show_found()
        else:
            self.listed = {}
            self.note.display = False
            self.rows.lay(list(self.shelf(self.desk.counts())), lit=self.rows.lit)
        self.refresh_bindings()

    def shelf(self, counts: tuple[DeckCounts, ...]) -> Iterator[Option]:
        """The interface's language first, then the learner's own decks, then the other language."""
        language = self.desk.settings.language
        practised = {deck.key for deck in self.desk.decks}
        groups = {
            f"decks.language_{language}": [c for c in counts if not c.deck.own and c.deck.language == language],
            "decks.own": [c for c in counts if c.deck.own],
            f"decks.language_{'en' if language == 'nl' else 'nl'}": [
                c for c in counts if not c.deck.own and c.deck.language != language
            ],
        }
        for title, group in groups.items():
            if group:
                yield heading(self.t(title))
            for count in group:
                chosen = count.deck.key in practised
                yield Option(deck_line(count, self.t, self.text_width, chosen=chosen), id=count.deck.key)
            if group:
                yield heading("")
        said = self.t("decks.folder" if counts else "decks.empty", path=shown(self.desk.paths.decks))
        yield Option(Content.styled(said, "$text-muted"), id=FOLDER)

    @on(OptionList.OptionHighlighted)
    @on(events.DescendantFocus)
    def keys_changed(self) -> None:
        self.refresh_bindings()

    def show_found(self) -> None:
        from trainer.workshop.listing import row_of

        looked = self.chosen_rows()
        found = looked or ()
        self.listed = {row.id: row for row in map(row_of, found[:MOST_FOUND])}
        lit = None if self.searching else self.rows.lit  # what is looked for comes first
        language = self.desk.settings.language
        decks = sorted(
            titled(self.desk.library.decks, self.search.value) if self.some == "all" else (),
            key=lambda deck: (not deck.own, deck.language != language),
        )
        self.rows.lay(
            [
                *(Option(self.title_line(deck), id=deck.key) for deck in decks),
                *(Option(self.card_line(row), id=row.id) for row in self.listed.values()),
            ],
            lit=lit,
        )
        if looked is None:
            said = self.t("workshop.looking_over")
        elif len(found) > MOST_FOUND:
            said = self.t("decks.found_most", n=len(found), shown=MOST_FOUND)
        elif self.some != "all" and not self.searching:
            said = self.t(f"workshop.all_{self.some}", n=len(found)) if found else self.t("workshop.none_such_anywhere")
        else:
            counts = {"decks.found_decks": len(decks), "decks.found": len(found)}
            said = " · ".join(self.t(key, n=n) for key, n in counts.items() if n) or self.t("decks.nothing_found")
        self.note.update(Content.styled(said, "$text-muted"))
        self.note.display = True

    def chosen_rows(self) -> Sequence[Row | Card] | None:
        """The cards that have what is looked for; or of those that ask for a look."""
        from trainer.workshop.listing import picked

        if self.some == "problems" and self.mending is None:
            library = self.desk.library
            if any(deck.own for deck in library.decks):
                if self.looking_at is not library:
                    self.looking_at = library
                    self.look_over(library)
                return None
            self.mending = []
        if not self.searching:
            cards = self.desk.library.cards.values()
            return self.mending if self.some == "problems" else picked(cards, self.some, self.desk.store)
        for _ in self.slices:  # what is not ready yet is made so now
            pass
        assert self.entries is not None
        found = find(self.entries, self.search.value)
        if self.some == "problems":
            there = {row.id for row in self.mending or ()}
            return [card for card in found if card.key in there]
        return found if self.some == "all" else picked(found, self.some, self.desk.store)

    @work(thread=True, exclusive=True)
    def look_over(self, library: Library) -> None:
        """Find the cards of the learner's own that could be better, while the keys go on working."""
        from trainer.workshop.listing import could_be_better, rows_of, to_mend

        mending: list[Row] = []
        for deck in library.decks:
            if not deck.own:
                continue
            rows = rows_of(self.app.workshop, deck)
            mending += to_mend(rows, could_be_better(deck, rows))
            if get_current_worker().is_cancelled:  # the decks are others by now, or the screen is left
                return
        self.app.call_from_thread(self.was_looked_over, library, mending)

    def was_looked_over(self, library: Library, mending: list[Row]) -> None:
        if library is not self.desk.library or not self.is_attached:
            return
        self.mending = mending
        if self.some == "problems":
            if not mending:
                self.some = "all"
                self.app.tell(message("workshop.nothing_to_mend"))
            self.show()

    def title_line(self, deck: Deck) -> Content:
        """A deck that was found by its title."""
        title = Content.styled(one_line(deck.title), "bold").truncate(self.text_width, ellipsis=True)
        return Content.assemble(title, "\n", ("  " + self.t("decks.cards", n=len(deck.cards)), "$text-muted"))

    def card_line(self, row: Row) -> Content:
        """A card that was found, and the deck it is in."""
        deck = self.desk.library.deck(row.deck)
        question = Content(one_line(row.question)).truncate(self.text_width, ellipsis=True)
        where = deck.title if deck else row.deck
        if row.card is None:
            where = f"{where} · {self.t('workshop.state_left_out')}"
        return Content.assemble(question, "\n", ("  " + where, "$text-muted"))

    @property
    def row(self) -> Row | None:
        """The card that is lit, where cards are listed."""
        return self.listed.get(self.rows.lit or "")

    @property
    def deck(self) -> Deck | None:
        """The deck that is lit."""
        return None if self.row else self.desk.library.deck(self.rows.lit or "")

    @property
    def searching(self) -> bool:
        return bool(self.search.value.strip())

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def action_open(self) -> None:
        """Open the deck; of a card that was found, the deck at that card."""
        row = self.row
        deck = self.desk.library.deck(row.deck) if row else self.deck
        if deck:
            self.open_deck(deck, row.id if row else None)

    def action_new_deck(self) -> None:
        from trainer.tui.screens.new_deck import NewDeckScreen

        self.app.push_screen(NewDeckScreen(), self.made)

    def made(self, deck: Deck | None) -> None:
        """Into the new deck, and on to its first card."""
        if deck is not None:
            self.look_again()
            self.rows.highlighted = self.rows.get_option_index(deck.key)
            self.open_deck(deck, adding=True)

    def action_bring_in(self) -> None:
        from trainer.tui.screens.bring_in import BringInScreen

        self.app.push_screen(BringInScreen(), self.came_in)

    def came_in(self, deck: Deck | None) -> None:
        """Into the deck that was brought in."""
        if deck is not None:
            self.look_again()
            self.rows.highlighted = self.rows.get_option_index(deck.key)
            self.open_deck(deck)

    def action_take_out(self) -> None:
        from trainer.tui.screens.take_out import TakeOutScreen

        if self.deck is not None:
            self.app.push_screen(TakeOutScreen(self.deck))

    def action_add(self) -> None:
        if self.deck is not None:
            self.open_deck(self.deck, adding=True)

    def open_deck(self, deck: Deck, first: str | None = None, *, adding: bool = False) -> None:
        from trainer.tui.screens.deck import DeckScreen

        some = self.some if first else "all"
        self.app.push_screen(DeckScreen(deck, first, some=some, adding=adding))

    def action_practise(self) -> None:
        """Take the deck into the practice, or out of it."""
        deck = self.deck
        if deck is None:
            return
        try:
            self.desk.practise(deck, wanted=deck not in self.desk.decks)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
        self.show()

    def on_key(self, event: events.Key) -> None:
        """To the search box at once, and what was typed behind the slash while the list still had the focus as well."""
        if event.key == "slash" and self.focused is not self.search:
            event.stop()
            self.action_search()
        elif self.focused is self.search and event.is_printable and event.character:
            event.stop()
            self.search.insert_text_at_cursor(event.character)

    def action_search(self) -> None:
        self.set_focus(self.search)

    def action_list(self) -> None:
        """From the search box into what it found; at once, for the keys typed behind it."""
        self.set_focus(self.rows)

    def action_wordings(self) -> None:
        from trainer.tui.screens.wordings import WordingsScreen

        self.app.push_screen(WordingsScreen())

    def action_back(self) -> None:
        """Out of the search first, then back to the decks, then out of the screen."""
        if self.searching or self.search.has_focus:
            self.search.value = ""
            self.set_focus(self.rows)
        elif self.some != "all":
            self.some = "all"
            self.show()
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "practise":
            return self.deck is not None and not self.deck.own
        if action == "add":
            return self.deck is not None and self.deck.own
        if action == "take_out":
            return self.deck is not None and bool(self.deck.cards)
        row = self.row
        if action == "set_aside":
            return row is not None and row.card is not None
        if action == "unflag":
            return row is not None and row.card is not None and row.card.key in self.desk.store.flagged()
        if action == "undo":
            return self.app.workshop.can_undo
        if action == "open":
            return self.rows.lit not in (None, FOLDER)
        if action == "search":
            return not self.search.has_focus
        return True


def deck_line(count: DeckCounts, t: Catalog, width: int, *, chosen: bool) -> Content:
    """A deck: a sign and a word for whether it is practised, its counts, and whether something is wrong with it."""
    deck = count.deck
    parts = [
        Content(t("decks.always" if deck.own else "decks.chosen" if chosen else "decks.not_chosen")),
        Content(t("decks.cards", n=len(deck.cards))),
        *([Content.styled(t("decks.due", n=count.due), "$text-accent")] if count.due else []),
        *([Content(t("decks.new", n=count.unseen))] if count.unseen else []),
        *([Content(t("decks.learned", n=count.learned))] if count.learned else []),
    ]
    lines = [
        hang(
            Content.assemble(("✓ ", "$text-success") if chosen else ("· ", "$text-muted"), (deck.title, "bold")), width
        ),
        flow(parts, width, indent="  ").stylize_before("$text-muted"),
    ]
    if (what := problems_said(deck)) is not None:
        mistaken = any(problem.level is Level.STOP for problem in deck.problems)
        sign, style = ("! ", "$text-warning") if mistaken else ("", "$text-muted")
        lines.append(hang(Content.styled(f"  {sign}{t('decks.in_file', what=what)}", style), width))
    return Content("\n").join(lines)
