"""What can be done with a card in any list of them, as a part of the screen that has the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from trainer.i18n import Message, TrainerError, message
from trainer.tui.base import TrainerScreen

if TYPE_CHECKING:
    from trainer.cards.model import Card
    from trainer.workshop.listing import Row

SURE = timedelta(seconds=10)
"""How long a question stands that the same key answers with yes: as long as it is read."""
HELD = timedelta(seconds=0.4)
"""Within this of a key the same one is that one still held down."""


class Listing(TrainerScreen[None]):
    """The actions; which card is lit, and how it is shown, is the screen's to say."""

    asked: tuple[Message, datetime] | None = None
    """What was asked before something big is undone, and when the key was pressed last."""

    some = "all"
    """Which cards are listed; see SOME."""

    @property
    def row(self) -> Row | None:
        """The card that is lit."""
        raise NotImplementedError

    def chosen_rows(self) -> Sequence[Row | Card] | None:
        """The cards to list by now; None while they are being looked for."""
        raise NotImplementedError

    def show(self) -> None:
        """List them."""
        raise NotImplementedError

    def look_again(self, lit: str | None = None) -> None:
        """The decks as they are by now, with this line lit."""
        raise NotImplementedError

    def done(self, do: Callable[[], object]) -> bool:
        """Do something that may fail; then say why."""
        try:
            do()
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        return True

    def said(self, what: Message) -> None:
        """What was done, long enough to read how it is undone; what was done before that is said no more."""
        self.app.clear_notifications()
        self.app.notify(self.t.say(what), markup=False, timeout=6)

    def action_some(self) -> None:
        """Those put aside, those flagged, those that could be better, and all again; kinds without any are skipped."""
        from trainer.workshop.listing import SOME

        start = SOME.index(self.some)
        for step in range(1, len(SOME) + 1):
            self.some = SOME[(start + step) % len(SOME)]
            if self.some == "all" or (found := self.chosen_rows()) or found is None:
                break
        if self.some == "all" and start == 0:
            self.app.tell(message("workshop.nothing_to_filter"))
        self.show()

    def action_undo(self) -> None:
        """Take back what was done last, here or in another deck; what is more than one card, when asked once more."""
        now, question = self.desk.now(), self.app.workshop.undo_question or self.elsewhere
        if question:
            asked, before = self.asked or (None, now)
            self.asked = question, now
            if asked != question or now - before > SURE:
                self.app.tell(question, warning=True)
                return
            if now - before < HELD:  # the key that asked it, still held down
                return
        self.asked, there = None, set(self.desk.library.cards)
        if self.done(lambda: self.said(self.app.workshop.undo())):
            self.app.recognise()  # a file may have changed since
        back = set(self.desk.library.cards) - there
        self.look_again(back.pop() if len(back) == 1 else None)

    @property
    def elsewhere(self) -> Message | None:
        """What to ask before something is taken back that the learner does not see here."""
        return None

    def action_set_aside(self) -> None:
        """Not asked any more, or asked again."""
        row, store = self.row, self.desk.store
        if row is None or row.card is None:
            return
        key = row.card.key
        aside = key in store.suspended()
        if self.done(lambda: store.resume(key) if aside else store.suspend(key)):
            self.app.tell(message("workshop.asked_again" if aside else "workshop.set_aside"))
        self.look_again()

    def action_unflag(self) -> None:
        row = self.row
        if row is not None and row.card is not None:
            key = row.card.key
            self.done(lambda: self.desk.store.unflag(key))
        self.look_again()

    def action_try_it(self) -> None:
        from trainer.tui.screens.try_card import TryScreen

        row = self.row
        if row is not None and row.card is not None:
            self.app.push_screen(TryScreen(self.desk, row.card))
