"""Is this the same card? Asked once of each card that vanished and is probably there under another question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.cards.identity import Proposal
from trainer.cards.likeness import seen
from trainer.i18n import TrainerError
from trainer.tui.base import TrainerScreen
from trainer.tui.feedback import labelled
from trainer.tui.widgets.keybar import KeyBar


class Listener(Protocol):
    """Who is told what the learner says of a pair."""

    def same(self, pairs: Sequence[Proposal]) -> None:
        """They are the same cards."""

    def other(self, pair: Proposal) -> None:
        """They are two cards."""

    def later(self, pair: Proposal) -> None:
        """Nothing, for now."""


class SameCardScreen(TrainerScreen[None], ModalScreen[None]):
    """Both texts, and yes with enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,j,y", "same", "workshop.key_same", id="same.yes", tooltip="workshop.key_same_tip"),
        Binding("n", "other", "workshop.key_other", id="same.no", tooltip="workshop.key_other_tip"),
        Binding("a", "all", "workshop.key_all", id="same.all", tooltip="workshop.key_all_tip"),
        Binding("escape", "later", "workshop.key_later", id="same.later", tooltip="workshop.key_later_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", show=False, id="same.help", tooltip="keys.help_tip"),
    ]

    page = getters.query_one("#same", Static)

    def __init__(self, recognition: Listener, pairs: Sequence[Proposal], *, why: str = "workshop.same_why") -> None:
        """`why` is the sentence that says what yes and no do."""
        super().__init__()
        self.recognition = recognition
        self.why = why
        self.of = len(pairs)
        self.pairs = list(pairs)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(self.asked(), id="same")
        yield KeyBar()

    def asked(self) -> Content:
        """The card that it was, and the one that is there now."""
        pair = self.pairs[0]
        question = Content.styled(self.t("workshop.same_card"), "bold")
        if self.of > 1:
            place = self.t("workshop.same_of", n=self.of - len(self.pairs) + 1, of=self.of)
            question = Content.assemble(question, (f"  {place}", "$text-muted"))
        deck = self.desk.library.deck(pair.card.deck)
        now = seen(pair.card)
        blocks = [
            Content.assemble(question, "\n", (deck.title if deck else pair.card.deck, "$text-muted")),
            labelled(self.t("workshop.same_was"), card_text(pair.was.prompt, pair.was.answer, cut=pair.was.cut)),
            labelled(self.t("workshop.same_now"), card_text(now.prompt, now.answer)),
            Content.styled(self.t(self.why), "$text-muted"),
        ]
        return Content("\n\n").join(blocks)

    def action_same(self) -> None:
        """Its history goes on."""
        self.settle(self.pairs[:1], same=True)

    def action_other(self) -> None:
        """It begins afresh, and the question is not asked again."""
        self.settle(self.pairs[:1], same=False)

    def action_all(self) -> None:
        """Yes, for all that are left."""
        self.settle(self.pairs, same=True)

    def settle(self, pairs: Sequence[Proposal], *, same: bool) -> None:
        try:
            if same:
                self.recognition.same(pairs)
            else:
                self.recognition.other(pairs[0])
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        del self.pairs[: len(pairs)]
        if self.pairs:
            self.page.update(self.asked())
            self.refresh_bindings()
        else:
            self.dismiss()

    def action_later(self) -> None:
        """Not now; at the next start it is asked again."""
        for pair in self.pairs:
            self.recognition.later(pair)
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "all" or len(self.pairs) > 1


def card_text(prompt: str, answer: str | None, *, cut: bool = False) -> Content:
    """A card in two lines or more: what it asks, and what the answer is, as far as that is known."""
    asked = Content.styled(prompt + ("…" if cut else ""), "bold")
    return Content.assemble(asked, "\n", answer) if answer else asked
