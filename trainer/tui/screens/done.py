"""The end of a session: what went well, and what comes back when."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.cards.model import CardKey
from trainer.days import minutes_said, on_day, tomorrow_said
from trainer.i18n import TrainerError
from trainer.study.outcome import Outcome, outcome
from trainer.study.session import Session
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import hang, one_line

SETTLE = 0.4
"""Seconds in which a key still belongs to the card before."""
TODAY_AND_THIS = 2
"""Screens on top of each other after the session of the day."""
NAMED = 3
"""How many cards are named in a list before the rest is counted."""


class DoneScreen(TrainerScreen[None]):
    """Ready for today."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "home", "keys.home", id="done.home", tooltip="keys.home_tip"),
        Binding("m", "more", "keys.more", id="done.more", tooltip="keys.more_tip"),
        Binding("u", "undo", "keys.undo", id="done.undo", tooltip="keys.undo_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="done.help", tooltip="keys.help_tip"),
        Binding("q", "app.quit", "keys.quit", id="done.quit", tooltip="keys.quit_tip"),
    ]

    body = getters.query_one("#done", Static)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(id="done")
        yield KeyBar()

    can_go_on = False

    def on_mount(self) -> None:
        self.call_after_refresh(self.desk.tidy)  # nobody is typing now
        self.shown_at = self.desk.now()
        self.can_go_on = bool(self.app.agenda.begin().planned) or self.desk.can_go_on()
        self.refresh_bindings()
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        result = outcome(self.session.reviews)
        blocks = [Content.styled(self.t("done.ready"), "bold $text-success")]
        tomorrow, said = self.desk.tomorrow(), self.app.agenda.tomorrow()
        blocks.append(Content(self.t.say(said)))
        back = sum(day <= self.desk.today + timedelta(days=1) for day in result.back.values())
        if said == tomorrow_said(tomorrow) and tomorrow > back and result.back:
            blocks[-1] = Content.assemble(blocks[-1], " ", (self.t("done.others_too"), "$text-muted"))
        if result.answered:
            counts = self.t("done.answered", n=result.answered, time=self.t.say(minutes_said(result.seconds)))
            blocks.append(Content.styled(counts, "$text-muted"))
        blocks.extend(
            self.named(key, cards)
            for key, cards in (
                ("done.known", result.known),
                ("done.learned", result.learned),
                ("done.later", result.later),
            )
            if cards
        )
        if result.back:
            blocks.append(self.coming_back(result))
        self.body.update(Content("\n\n").join(blocks))

    def named(self, title: str, keys: tuple[CardKey, ...]) -> Content:
        """A heading and the first cards' prompts; the rest counted."""
        lines = [Content.styled(self.t(title, n=len(keys)), "bold")]
        for key in keys[:NAMED]:
            card = self.desk.card(key)
            lines.append(hang(Content(f"· {one_line(card.prompt) if card else key}"), self.text_width))
        if len(keys) > NAMED:
            lines.append(Content.styled(self.t("done.and_more", n=len(keys) - NAMED), "$text-muted"))
        return Content("\n").join(lines)

    def coming_back(self, result: Outcome) -> Content:
        """When the cards of today come again, by day."""
        days = sorted(Counter(result.back.values()).items())
        lines = [Content.styled(self.t("done.back"), "bold")]
        lines.extend(
            Content.assemble((f"{count:>3}  ", "$text-accent"), self.t.say(on_day(day, self.desk.today)))
            for day, count in days[:NAMED]
        )
        rest = sum(count for _, count in days[NAMED:])
        if rest:
            lines.append(Content.assemble((f"{rest:>3}  ", "$text-accent"), self.t("done.back_later")))
        return Content("\n").join(lines)

    def action_home(self) -> None:
        """Back to Today; an enter that was meant for the last card is not meant for this."""
        if (self.desk.now() - self.shown_at).total_seconds() >= SETTLE:
            self.dismiss()

    def action_more(self) -> None:
        from trainer.tui.screens.review import ReviewScreen

        session = self.app.agenda.begin()
        self.app.switch_screen(ReviewScreen(session if session.planned else self.app.agenda.begin(ahead=True)))

    def action_undo(self) -> None:
        """Back to the last card, as if it had not been answered."""
        from trainer.tui.screens.review import ReviewScreen

        try:
            question = self.desk.undo(self.session)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        if question is not None:
            self.app.switch_screen(ReviewScreen(self.session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "undo":
            return self.session.last is not None
        if action == "more":
            return self.can_go_on
        return True

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """A deck that was practised on its own is what lies beneath."""
        if binding.action == "home" and len(self.app.screen_stack) > TODAY_AND_THIS:
            return "", self.t("keys.back")
        return super().key_shown(binding)
