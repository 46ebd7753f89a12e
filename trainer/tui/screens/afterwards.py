"""After a meeting: two minutes for what would be forgotten by tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import ClassVar

from rich.cells import cell_len
from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.agenda import Agenda
from trainer.cards.model import Card, CardKey, OwnWords
from trainer.i18n import TrainerError, message
from trainer.store.event import Event
from trainer.study.afterwards import Lookback, lines_of, separate
from trainer.study.page import LINES
from trainer.study.roles import Role, fitting, is_example
from trainer.tui.base import NARROW, TrainerScreen
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, dots


class Step(Enum):
    """What is asked."""

    MET = "met"
    PROMISED = "promised"
    SAID = "said"
    QUESTION = "question"
    ANSWER = "answer"
    DONE = "done"


ASKED = (Step.MET, Step.PROMISED, Step.SAID, Step.QUESTION)
"""The steps that are counted; the answer belongs to its question."""


class AfterwardsScreen(TrainerScreen[None]):
    """Whom, what was promised, which line, what came up: one box each, and an empty one is fine."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "keys.accept", id="afterwards.accept", tooltip="afterwards.key_on_tip"),
        Binding(
            "ctrl+j,f5",
            "send",
            "keys.accept",
            id="afterwards.send",
            key_display="2×enter",
            tooltip="afterwards.key_on_tip",
        ),
        Binding(
            "space", "tick", "afterwards.key_said", id="afterwards.tick", show=False, tooltip="afterwards.key_said_tip"
        ),
        Binding("1", "digit(1)", "afterwards.key_said", id="afterwards.1", key_display="1–6"),
        *(Binding(str(n), f"digit({n})", "afterwards.key_said", id=f"afterwards.{n}", show=False) for n in range(2, 7)),
        Binding("escape", "later", "afterwards.key_later", id="afterwards.later", tooltip="afterwards.key_later_tip"),
        Binding("ctrl+n", "never", "afterwards.key_never", id="afterwards.never", tooltip="afterwards.key_never_tip"),
        Binding("f1", "app.help", "keys.help", id="afterwards.help", show=False, tooltip="keys.help_tip"),
    ]

    where = getters.query_one("#where", Static)
    words = getters.query_one("#afterwards", Static)
    scroller = getters.query_one(VerticalScroll)
    rows = getters.query_one(Rows)
    box = getters.query_one(AnswerBox)

    def __init__(self, agenda: Agenda, event: Event) -> None:
        super().__init__()
        self.agenda = agenda
        self.event = event
        self.step = Step.MET
        self.met: tuple[str, ...] = ()
        self.promised: tuple[str, ...] = ()
        self.said: dict[Card, str] = {}
        """The lines that the learner says were used, or has written as they were said."""
        self.question = ""
        self.noted = 0
        """New cards."""
        self.on_disk = False

    def compose(self) -> ComposeResult:
        yield Static(id="where")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(id="afterwards")
            yield AnswerBox()
        yield Rows("said")
        yield KeyBar()

    def on_mount(self) -> None:
        occasion = self.agenda.occasion(self.event)
        cards = self.agenda.roles(occasion)
        kept = self.agenda.lines()
        self.lines: list[tuple[str, Card, str]] = []
        """For each moment its name, its card and the line."""
        for role in (role for role in LINES if role is not Role.IF_THEN):  # that one is not said to anybody
            card = cards.get(role)
            if card is None:
                continue
            models = card.answer.models if isinstance(card.answer, OwnWords) else ()
            if line := kept.get(card.key) or next(
                iter(fitting(models, formal=occasion.formal, language=card.language)), ""
            ):
                self.lines.append((self.t(f"cram.block_{role.name.lower()}"), card, line))
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        self.ask(Step.MET)

    def on_resize(self) -> None:
        if self.is_mounted and self.step is Step.SAID:
            self.show_lines()

    # -- asking ------------------------------------------------------------------------------------------------------

    def ask(self, step: Step) -> None:
        """Show one question with its box, or the lines to tick."""
        if step is Step.SAID and not self.lines:
            step = Step.QUESTION
        again = step is Step.QUESTION and self.step is Step.ANSWER
        self.step = step
        place = "" if step not in ASKED else f" · {self.t('afterwards.place', n=ASKED.index(step) + 1, of=len(ASKED))}"
        title = Content.styled(self.t("afterwards.title", name=self.event.name), "bold")
        room = max(self.text_width + 2 - cell_len(place), 1)  # no scroll bar stands beside it
        self.where.update(Content.assemble(title.truncate(room, ellipsis=True), place))
        key = "again" if again else step.value
        blocks = [
            Content.styled(self.t(f"afterwards.ask_{key}"), "bold"),
            Content.styled(self.t(f"afterwards.about_{step.value}"), "$text-muted"),
        ]
        if step is Step.ANSWER:
            blocks.insert(0, Content(self.question))
        self.words.update(Content("\n\n").join(blocks))
        self.set_class(step is Step.SAID, "-lines")
        self.box.display = step is not Step.SAID
        self.rows.display = step is Step.SAID
        if step is Step.SAID:
            self.show_lines()
            self.set_focus(self.rows)
        else:
            short = step in (Step.QUESTION, Step.ANSWER)
            self.box.ask(one_line=short, placeholder=self.t(f"afterwards.type_{step.value}"))
            self.set_focus(self.box)
        self.refresh_bindings()

    def show_lines(self) -> None:
        self.rows.lay([Option(line, id=str(n)) for n, line in enumerate(self.drawn(), 1)], lit=self.rows.lit)

    def drawn(self) -> Iterator[Content]:
        """The lines, each with a box."""
        for n, (name, card, line) in enumerate(self.lines, 1):
            said = card in self.said
            shown = self.said.get(card, line)
            if is_example(card, shown):
                shown = self.t("page.example", text=shown)
            text = Content.assemble((f"{name}  ", "$text-muted"), shown)
            yield Content.assemble(
                (f"{n} ", "bold $text-accent"),
                ("[✓]" if said else "[ ]", "$text-success" if said else "$text-muted"),
                " ",
                Content("\n      ").join(text.wrap(max(10, self.text_width - 6))),
            )

    def answered(self, text: str) -> None:
        match self.step:
            case Step.MET:
                self.met = separate(text)
                self.ask(Step.PROMISED)
            case Step.PROMISED:
                self.promised = lines_of(text)
                self.ask(Step.SAID)
            case Step.SAID:
                self.wrote_line(text)
            case Step.QUESTION if text:
                self.question = text
                self.ask(Step.ANSWER)
            case Step.QUESTION:
                self.finish()
            case Step.ANSWER:
                self.note_down(text)
            case Step.DONE:
                pass

    def wrote_line(self, text: str) -> None:
        """A line as it was really said takes the place of the one that was lit."""
        lit = int(self.rows.lit or 1) - 1
        if text:
            self.said[self.lines[lit][1]] = text
        self.box.text = ""
        self.box.display = False
        self.rows.display = True
        self.show_lines()
        self.set_focus(self.rows)
        self.refresh_bindings()

    def note_down(self, answer: str) -> None:
        """A question with its answer is a new card; one without is something to find out."""
        if not answer:
            self.find_out(self.question)
        elif not self.made_card(answer):
            return
        self.question = ""
        self.ask(Step.QUESTION)

    def find_out(self, question: str) -> None:
        self.promised = (*self.promised, self.t("afterwards.find_out", question=question))

    def made_card(self, answer: str) -> bool:
        from trainer.workshop.afterwards import note_down

        try:
            card = note_down(self.app.workshop, self.question, answer)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        if card is None:
            self.app.tell(message("afterwards.no_card"), warning=True)
        self.noted += 1
        return True

    # -- the lines that were said ------------------------------------------------------------------------------------

    def action_digit(self, number: int) -> None:
        if number <= len(self.lines):
            self.rows.highlighted = number - 1
            self.action_tick()

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """This line was said, or not after all."""
        if self.rows.lit:
            _, card, line = self.lines[int(self.rows.lit) - 1]
            if self.said.pop(card, None) is None:
                self.said[card] = line
            self.show_lines()

    def on_key(self, event: events.Key) -> None:
        """Begin a line as it was said by typing it."""
        if not event.character or not event.is_printable:
            return
        if self.focused is self.box:  # typed on while the list still had the focus
            event.stop()
            self.box.insert(event.character)
        elif self.focused is self.rows and event.character.isalpha():
            event.stop()
            self.box.display = True
            self.rows.display = self.app.size.width >= NARROW
            self.box.ask(one_line=True, placeholder=self.t("afterwards.type_said"), text=event.character)
            self.set_focus(self.box)
            self.refresh_bindings()

    # -- keeping -----------------------------------------------------------------------------------------------------

    def keep(self, *, finished: bool) -> bool:
        """Put everything on disk at once; where that fails, say so and keep it here."""
        lookback = Lookback(met=self.met, promised=self.promised)
        try:
            self.agenda.look_back(self.event, lookback, self.said, finished=finished)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        self.on_disk = True
        return True

    def finish(self) -> None:
        """The end: what was kept, and a kind word."""
        if not self.keep(finished=True):
            return
        self.step = Step.DONE
        self.where.update(Content.styled(self.t("afterwards.title", name=self.event.name), "bold"))
        self.box.display = False
        self.scroller.can_focus = True  # on a small screen there is more to read
        self.set_focus(self.scroller)
        self.words.update(Content("\n\n").join(self.closing()))
        self.refresh_bindings()

    def closing(self) -> Iterator[Content]:
        counted = [
            self.t(f"afterwards.kept_{name}", n=n)
            for name, n in (
                ("met", len(self.met)),
                ("promised", len(self.promised)),
                ("said", len(self.said)),
                ("cards", self.noted),
            )
            if n
        ]
        yield Content.styled(self.t("afterwards.done" if counted else "afterwards.done_empty"), "bold $text-success")
        if counted:
            yield dots(counted, self.text_width)
        reframe = self.desk.card(CardKey(f"{self.agenda.language(self.event)}/reframes#re-boring"))
        if self.event.looked_back is None and reframe is not None and isinstance(reframe.answer, OwnWords):
            line = self.agenda.lines().get(reframe.key) or reframe.answer.models[0]
            yield Content.assemble((reframe.prompt, "$text-muted"), "\n", (line, "bold"))

    @property
    def loose(self) -> bool:
        """Whether something was written down that is not on disk yet."""
        written = self.met or self.promised or self.said or self.question
        return not self.on_disk and bool(written or self.box.text.strip())

    def take_in(self) -> None:
        """What stands in the box counts, too."""
        text = self.box.text.strip()
        match self.step:
            case Step.MET:
                self.met = separate(text)
            case Step.PROMISED:
                self.promised = lines_of(text)
            case Step.SAID if text:
                self.wrote_line(text)
            case Step.QUESTION if text:
                self.find_out(text)
                self.box.text = ""
            case Step.ANSWER:
                question = self.question
                self.note_down(text)
                if self.question:  # no card, and that was said
                    self.find_out(f"{question} ({text})")
                    self.question = ""
                    self.ask(Step.QUESTION)

    def leaving(self) -> bool:
        """What was written down is kept, and the rest is asked about another time."""
        if not self.loose:
            return True
        self.take_in()
        return self.keep(finished=False)

    def action_later(self) -> None:
        """Away, to be asked again."""
        if self.step is Step.DONE:
            self.dismiss()
            return
        wrote = self.loose
        self.leaving()
        if wrote and not self.on_disk:
            return
        self.app.tell(message("afterwards.later_kept" if wrote else "afterwards.later"))
        self.dismiss()

    def action_never(self) -> None:
        """Away, and not to be asked again; what was written down is kept."""
        self.take_in()
        if self.keep(finished=True):
            self.dismiss()

    def action_send(self) -> None:
        self.box.send()

    def action_accept(self) -> None:
        """On from the lines; in a box, send it; at the end, home."""
        if self.step is Step.DONE:
            self.dismiss()
        elif self.focused is self.box:
            self.box.send()
        else:
            self.ask(Step.QUESTION)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        in_box = self.focused is self.box
        if action == "send":
            return in_box and not self.box.one_line
        if action == "accept":
            return not in_box or self.box.one_line
        if action in ("tick", "digit"):
            return self.step is Step.SAID and not in_box
        if action == "never":
            return self.step is not Step.DONE
        return True

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        if binding.action == "digit(1)":
            return f"1–{len(self.lines)}", self.t(binding.description)
        if binding.action == "accept" and self.step is Step.DONE:
            return "", self.t("keys.home")
        if binding.action == "later" and self.step is Step.DONE:
            return None
        return super().key_shown(binding)
