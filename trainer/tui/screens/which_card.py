"""Which card was this? The ones that vanished, to choose from by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.cards.model import Card
from trainer.tui.base import TrainerScreen
from trainer.tui.cardpage import state
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, flow, hang, one_line
from trainer.workshop.recognition import Vanished

AFRESH = "afresh"
"""The id of the line for none of them; a card's has a "#" in it."""


class WhichCardScreen(TrainerScreen[str | None]):
    """Hands back the key of the vanished card that was chosen, AFRESH for none of them, or nothing."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "workshop.key_choose", id="which.choose", tooltip="workshop.key_choose_tip"),
        Binding("escape", "dismiss", "keys.back", id="which.leave", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="which.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)

    def __init__(self, card: Card, gone: Sequence[Vanished], *, afresh: bool) -> None:
        super().__init__()
        self.card = card
        self.gone = gone
        self.afresh = afresh

    def compose(self) -> ComposeResult:
        yield Static(Content("\n").join(self.asked()), classes="strip")
        yield Rows("decks")
        yield KeyBar()

    def asked(self) -> Iterator[Content]:
        yield Content.styled(self.t("workshop.which"), "bold")
        yield Content.styled(one_line(self.card.prompt), "$text-muted").truncate(self.text_width, ellipsis=True)
        yield Content.styled(self.t("workshop.which_why"), "$text-muted")
        schedule = self.desk.store.schedule(self.card.key)
        if schedule is not None:
            yield Content.styled(self.t("workshop.own_waits", n=schedule.reviews), "$text-muted")

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    def show(self) -> None:
        lines = [Option(self.line(gone), id=gone.key) for gone in self.gone]
        if self.afresh:
            lines.append(Option(hang(Content(self.t("workshop.afresh")), self.text_width), id=AFRESH))
        self.rows.lay(lines, lit=self.rows.lit)

    def line(self, gone: Vanished) -> Content:
        """What it said, where it stood, and how much was learned of it."""
        width, key = self.text_width, gone.key.partition("#")[0]
        deck = self.desk.library.deck(key)
        known = [deck.title if deck else key]
        if gone.schedule is None:
            known.append(self.t("workshop.kept_only"))
        else:
            known.append(self.t("decks.reviews", n=gone.reviews))
            known.append(self.t.say(state(gone.schedule, self.desk.today)))
        parts = [Content(one_line(gone.was.prompt) + ("…" if gone.was.cut else "")).truncate(width, ellipsis=True)]
        if gone.was.answer:
            answer = " / ".join(gone.was.answer.splitlines())
            parts.append(Content(f"  {one_line(answer)}").truncate(width, ellipsis=True))
        parts.append(flow(map(Content, known), width, indent="  ").stylize_before("$text-muted"))
        return Content("\n").join(parts)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        self.dismiss(self.rows.lit)
