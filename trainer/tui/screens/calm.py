"""The blocks of a cram that ask for nothing: the goal, a line to say aloud, a sentence against nerves."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.agenda import Agenda, Cramming
from trainer.agenda.meeting import GOAL
from trainer.i18n import TrainerError
from trainer.study.cram import Part
from trainer.tui.blocks import CramBlock, Enters, block_screen
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar


class GoalScreen(CramBlock):
    """One small goal, written beforehand."""

    AUTO_FOCUS = "AnswerBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "keys.accept", id="goal.accept", tooltip="cram.key_goal_tip"),
    ]

    box = getters.query_one(AnswerBox)
    words = getters.query_one("#scene", Static)

    def compose(self) -> ComposeResult:
        yield Static(id="where")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(id="scene")
            yield AnswerBox()
            yield Static(self.t("cram.goal_small"), id="small", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        occasion = self.cramming.occasion
        proposed = self.t(f"page.goal_{occasion.kind.name.lower()}")
        self.proposed = occasion.goal or proposed[:1].upper() + proposed[1:]
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        self.words.update(Content.styled(self.t("cram.goal"), "bold"))
        # What is proposed stands behind the cursor: whoever types writes in its place.
        unsent = self.desk.store.unsent(self.place)
        self.box.ask(one_line=True, placeholder=self.proposed, text=unsent or occasion.goal)
        if unsent:
            self.app.notify(self.t("cram.draft_back"), markup=False, timeout=6)
        self.enters = Enters(self.desk.now())

    def action_accept(self) -> None:
        self.box.send()

    def answered(self, text: str) -> None:
        """Keep a goal of the learner's own, with the event when there is one."""
        if self.enters.pressed(self.desk.now()) and self.keep(text):
            self.go_on()

    def keep(self, text: str) -> bool:
        """Whether that went well."""
        occasion = self.cramming.occasion
        if text and text != self.proposed:
            event = replace(occasion.event, goal=text) if occasion.event else None
            occasion = replace(occasion, goal=text, event=event)
        try:
            if occasion.event is not None and occasion != self.cramming.occasion:
                self.agenda.keep(occasion.event)
            self.desk.store.keep_unsent(self.place, "")
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        self.cramming.occasion = occasion
        return True

    @property
    def place(self) -> str:
        """Where a goal that is typed and not sent is kept."""
        event = self.cramming.occasion.event
        return f"{GOAL}{event.id if event else 0}"

    def let_go(self) -> None:
        self.box.text = ""

    def leaving(self) -> bool:
        """A goal that was typed and not sent stands in the box the next time; it is the goal with enter."""
        try:
            self.desk.store.keep_unsent(self.place, " ".join(self.box.text.split()) if self.loose else "")
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        return True

    @property
    def loose(self) -> bool:
        return self.box.text.strip() not in ("", self.proposed)


class CalmScreen(CramBlock):
    """One sentence, and time for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "keys.accept", id="calm.accept", tooltip="cram.key_on_tip"),
    ]

    words = getters.query_one("#calm", Static)
    typed = False
    """Something was typed since the last enter."""

    def __init__(self, agenda: Agenda, cramming: Cramming, line: str, *, kept: str = "") -> None:
        super().__init__(agenda, cramming)
        self.line = line
        self.kept = kept

    def compose(self) -> ComposeResult:
        yield Static(id="where")
        with VerticalScroll(classes="page"):
            yield Static(id="calm")
        yield KeyBar()

    def on_mount(self) -> None:
        nerves = self.block.part is Part.NERVES
        blocks = [
            Content.styled(self.line, "bold"),
            Content.styled(self.t("cram.breathe" if nerves else "cram.aloud"), "bold $text-accent"),
        ]
        if self.kept:
            blocks.append(Content.styled(self.t(self.kept), "$text-muted"))
        self.blocks = blocks
        self.words.update(Content("\n\n").join(blocks))
        self.enters = Enters(self.desk.now())

    @property
    def goes_back(self) -> bool:
        return self.block.part is Part.LINE or super().goes_back

    def action_earlier(self) -> None:
        """From a line that is said aloud, back to choosing it."""
        if self.block.part is not Part.LINE:
            super().action_earlier()
        elif not self.gone:
            self.turn_to_screen(block_screen(self.agenda, self.cramming))

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        if binding.action == "earlier" and self.block.part is Part.LINE:
            return "", self.t("cram.key_change")
        return super().key_shown(binding)

    def on_key(self, event: events.Key) -> None:
        """There is nothing to type in: who does so is told, and the enter that ends it does not go on."""
        if event.character and event.is_printable and event.key != "question_mark":
            event.stop()
            self.typed = True
            key = "cram.not_typed" if self.block.part is Part.LINE else "cram.not_typed_here"
            self.words.update(Content("\n\n").join([*self.blocks, Content.styled(self.t(key), "$text-warning")]))

    def action_accept(self) -> None:
        typed, self.typed = self.typed, False
        if self.enters.pressed(self.desk.now()) and not typed:
            self.go_on()
