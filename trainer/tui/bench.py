"""What can be done with the cards of a deck, as a part of the screen that lists them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding

from trainer.cards.draft import shorten
from trainer.cards.form import CardForm
from trainer.cards.model import Card, CardKey, Deck
from trainer.i18n import TrainerError, message
from trainer.tui.listing import Listing
from trainer.workshop.files import WorkshopError

if TYPE_CHECKING:
    from trainer.workshop.again import Standing

OWN = frozenset({"add", "edit", "duplicate", "move", "delete", "open_file"})
"""What only the learner's own decks allow."""
OF_A_CARD = frozenset({"edit", "duplicate", "move", "delete"})
OF_AN_ASKED_CARD = frozenset({"set_aside", "try_it", "which_card"})


class AtTheBench(Listing):
    """The actions; which card is lit, and how it is shown, is the screen's to say."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("a", "add", "workshop.key_add", id="bench.add", tooltip="workshop.key_add_tip"),
        Binding("e", "edit", "workshop.key_edit", id="bench.edit", tooltip="workshop.key_edit_tip"),
        Binding("t", "try_it", "workshop.key_try", id="bench.try", tooltip="workshop.key_try_tip"),
        Binding("c", "copy_deck", "workshop.key_copy", id="bench.copy", tooltip="workshop.key_copy_tip"),
        Binding("D", "duplicate", "workshop.key_duplicate", show=False, id="bench.duplicate",
                tooltip="workshop.key_duplicate_tip"),
        Binding("m", "move", "workshop.key_move", show=False, id="bench.move", tooltip="workshop.key_move_tip"),
        Binding("x,delete", "delete", "workshop.key_delete", show=False, id="bench.delete",
                tooltip="workshop.key_delete_tip"),
        Binding("u", "undo", "workshop.key_undo", show=False, id="bench.undo", tooltip="workshop.key_undo_tip"),
        Binding("s", "set_aside", "workshop.key_aside", show=False, id="bench.aside",
                tooltip="workshop.key_aside_tip"),
        Binding("v", "unflag", "workshop.key_unflag", show=False, id="bench.unflag",
                tooltip="workshop.key_unflag_tip"),
        Binding("h", "which_card", "workshop.key_which", show=False, id="bench.which",
                tooltip="workshop.key_which_tip"),
        Binding("o", "open_file", "workshop.key_open", show=False, id="bench.open", tooltip="workshop.key_open_tip"),
    ]  # fmt: skip

    deck: Deck
    vanished = False
    """Whether any card with a history stands in no deck."""

    def may(self, action: str) -> bool:
        """Whether an action makes sense with this deck and this card."""
        row = self.row
        if action in OWN and not self.deck.own:
            return action == "edit" and row is not None and row.card is not None  # it says why not
        if action in OF_A_CARD and row is None:
            return False
        if action in OF_AN_ASKED_CARD and (row is None or row.card is None):
            return False
        match action:
            case "move":
                return bool(self.other_decks)
            case "undo":
                return self.app.workshop.can_undo
            case "unflag":
                return row is not None and row.card is not None and row.card.key in self.desk.store.flagged()
            case "copy_deck":
                return not self.deck.own
            case "which_card":
                return self.vanished or (row is not None and row.card is not None and self.linked(row.card))
        return True

    # -- writing -----------------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        self.fill_in()

    def action_edit(self) -> None:
        if not self.deck.own:
            self.app.tell(message("workshop.not_yours_here", title=self.deck.title), warning=True)
        elif (row := self.row) is not None:
            try:
                form = self.app.workshop.form_of(self.deck, row.line, question=row.question)
            except TrainerError as error:
                self.app.tell(error.message, warning=True)
                self.look_again()
            else:
                self.fill_in(line=row.line, form=form)

    def action_duplicate(self) -> None:
        """A new card that begins as this one; it is in the file only once it is saved."""
        from dataclasses import replace

        if (row := self.row) is not None:
            try:
                form = self.app.workshop.form_of(self.deck, row.line, question=row.question)
            except TrainerError as error:
                self.app.tell(error.message, warning=True)
                self.look_again()
            else:
                from trainer.workshop.again import Standing

                self.fill_in(form=replace(form, id=""), after=Standing(row.line, form))

    def fill_in(self, *, line: int | None = None, form: CardForm | None = None, after: Standing | None = None) -> None:
        from trainer.tui.screens.card_form import CardFormScreen

        self.app.push_screen(CardFormScreen(self.deck, line=line, form=form, after=after), self.filled_in)

    def filled_in(self, saved: CardKey | None) -> None:
        self.look_again(saved)

    def action_move(self) -> None:
        from trainer.tui.screens.pick_deck import PickDeckScreen

        row = self.row
        if row is None:
            return

        def picked(to: Deck | None) -> None:
            if to is not None and self.done(
                lambda: self.app.workshop.move_card(self.deck, row.line, to, question=row.question)
            ):
                self.said(message("workshop.moved", card=shorten(row.question), title=to.title))
            self.look_again()

        self.app.push_screen(PickDeckScreen(self.other_decks, row.question), picked)

    @property
    def other_decks(self) -> list[Deck]:
        return [deck for deck in self.desk.library.decks if deck.own and deck.key != self.deck.key]

    def action_delete(self) -> None:
        row, workshop = self.row, self.app.workshop
        if row is not None and self.done(lambda: workshop.delete_card(self.deck, row.line, question=row.question)):
            self.said(message("workshop.deleted", card=shorten(row.question)))
        self.look_again()

    def action_copy_deck(self) -> None:
        """A deck that comes with the trainer, as one of the learner's own."""
        try:
            self.deck = self.app.workshop.copy_deck(self.deck)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.said(message("workshop.copied", title=self.deck.title))
        self.look_again()

    # -- histories ---------------------------------------------------------------------------------------------------

    def linked(self, card: Card) -> bool:
        """Whether the card has the history of another text than its own, and could begin afresh."""
        return self.app.workshop.own_key(card) is not None

    def action_which_card(self) -> None:
        """Say which vanished card this is."""
        from trainer.tui.screens.which_card import AFRESH, WhichCardScreen

        if self.row is None or self.row.card is None:
            return
        card, workshop = self.row.card, self.app.workshop

        def chosen(history: str | None) -> None:
            if history == AFRESH and self.done(lambda: workshop.begin_afresh(card)):
                self.said(message("workshop.afresh_now"))
            elif history and history != AFRESH and self.done(lambda: workshop.give_history(card, CardKey(history))):
                self.said(message("workshop.given"))
            self.look_again()

        gone = self.app.recognition.vanished(like=card)
        self.app.push_screen(WhichCardScreen(card, gone, afresh=self.linked(card)), chosen)

    # -- elsewhere ---------------------------------------------------------------------------------------------------

    def action_open_file(self) -> None:
        """The deck's file in the learner's own editor, at the card that is lit."""
        from trainer.workshop.editor import editor_command, run_editor

        line = self.row.line if self.row else 1
        failed: TrainerError | None = None
        try:
            command = editor_command(os.environ, self.deck.path, line)
            with self.app.suspend():
                try:
                    run_editor(command)
                except TrainerError as error:  # kept, because what is raised in there leaves the terminal suspended
                    failed = error
        except TrainerError as error:
            failed = error
        except SuspendNotSupported:
            failed = WorkshopError("workshop.no_editor", path=str(self.deck.path))
        if failed is not None:
            self.app.tell(failed.message, warning=True)
        self.app.refresh(layout=True)
        self.app.reread()
        self.look_again()
