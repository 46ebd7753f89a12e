"""A line to have ready, chosen: one's own, or an example with a word changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.agenda import Agenda, Cramming
from trainer.cards.model import Card, OwnWords
from trainer.days import date_said
from trainer.i18n import TrainerError
from trainer.study.roles import fits, fitting, is_example
from trainer.tui.base import TrainerScreen
from trainer.tui.blocks import CramBlock, Enters
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows


class LineScreen(TrainerScreen[None]):
    """A numbered list to choose from, and a box to change the chosen line in."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(1)", "cram.key_choose", id="line.1", key_display="1–9", tooltip="cram.key_choose_tip"),
        Binding("enter", "take", "cram.key_take", id="line.take", tooltip="cram.key_take_tip"),
        Binding("tab", "list", "cram.key_list", id="line.list", tooltip="cram.key_list_tip"),
        *(Binding(str(n), f"choose({n})", "cram.key_choose", id=f"line.{n}", show=False) for n in range(2, 10)),
    ]

    scene = getters.query_one("#scene", Static)
    rows = getters.query_one(Rows)
    box = getters.query_one(AnswerBox)
    card: Card
    formal: bool
    before: Sequence[str] = ()
    """One's own lines that were replaced just now, the latest first."""

    def compose(self) -> ComposeResult:
        yield Static(id="where")
        yield Static(id="scene", classes="strip")
        yield Static(id="how", classes="strip", markup=False)
        yield Rows("choices")
        yield AnswerBox()
        yield KeyBar()

    def on_mount(self) -> None:
        own = next((line.text for line in reversed(self.desk.store.lines(self.card.key))), None)
        models = self.card.answer.models if isinstance(self.card.answer, OwnWords) else ()
        self.own = own
        examples = fitting(models, formal=self.formal, language=self.card.language)
        self.choices = list(dict.fromkeys(filter(None, (own, *self.before, *examples))))[:9]
        self.picked = ""
        """What stood in the box before anything was changed in it."""
        self.typed = ""
        """A line of one's own that was typed, and for which another was chosen."""
        self.taken: str | None = None
        """The same where it was taken with enter."""
        self.enters = Enters(self.desk.now())
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        self.box.ask(one_line=True, placeholder=self.t("cram.type_own"))
        self.scene.update(Content.styled(self.card.prompt, "bold"))
        self.show_choices()
        self.query_one("#how", Static).update(self.t("cram.choose" if self.choices else "cram.write"))
        if text := self.desk.store.unsent(self.card.key):
            self.open_box(text)
            self.app.notify(self.t("cram.draft_back"), markup=False, timeout=6)
        elif not self.choices:
            self.turn_to(self.box)

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show_choices()

    def show_choices(self) -> None:
        self.rows.lay([Option(self.choice(n, text), id=str(n)) for n, text in enumerate(self.choices, 1)])

    def choice(self, n: int, text: str) -> Content:
        mine: Content | str = ""
        if text == self.own:
            said = self.app.agenda.said_on(self.card)
            if not fits(text, formal=self.formal, language=self.card.language):
                words = self.t("cram.yours_familiar" if self.formal else "cram.yours_formal")
            elif said is not None:
                words = self.t("cram.yours_said", day=self.t.say(date_said(said)))
            else:
                words = self.t("cram.chosen" if is_example(self.card, text) else "cram.yours")
            mine = Content.styled(f"  {words}", "$text-success")
        elif text in self.before:
            mine = Content.styled(f"  {self.t('cram.yours_before')}", "$text-muted")
        line = Content.assemble(text, mine).wrap(max(10, self.text_width - 4))
        return Content.assemble((f"{n}  ", "bold $text-accent"), Content("\n   ").join(line))

    def on_key(self, event: events.Key) -> None:
        """Begin a line of one's own by typing it."""
        if not event.character or not event.is_printable:
            return
        if self.focused is self.rows and event.character.isalpha():
            event.stop()
            self.open_box(self.box.text + event.character)
        elif self.focused is self.box:  # typed on while the list still had the focus
            event.stop()
            self.box.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        if self.focused is self.rows and event.text.strip():
            self.put_aside()
            self.open_box(" ".join(event.text.split()))

    def open_box(self, text: str) -> None:
        self.box.ask(one_line=True, placeholder=self.t("cram.type_own"), text=text)
        self.turn_to(self.box)

    def turn_to(self, part: Rows | AnswerBox) -> None:
        """To the list or to the box; on a narrow screen only that one is there."""
        self.set_class(part is self.box, "-typing")
        self.set_focus(part)
        self.refresh_bindings()

    def action_choose(self, digit: int) -> None:
        """Put a line in the box, to change a word or to take it as it is."""
        if digit <= len(self.choices):
            picked = self.choices[digit - 1]
            self.put_aside()
            self.picked = picked
            self.rows.highlighted = self.choices.index(picked)
            self.open_box(picked)

    def put_aside(self) -> None:
        """What was typed stands first in the list, before something else takes its place in the box."""
        if self.loose:
            self.typed = " ".join(self.box.text.split())
            self.choices = list(dict.fromkeys((self.typed, *self.choices)))
            self.show_choices()

    @on(OptionList.OptionSelected)
    def clicked(self, selected: OptionList.OptionSelected) -> None:
        self.action_choose(selected.option_index + 1)

    def action_take(self) -> None:
        """Enter on the list takes the lit line into the box; in the box it sends what stands there."""
        if self.focused is self.box:
            self.box.send()
        elif self.rows.lit and self.enters.pressed(self.desk.now()):
            self.action_choose(int(self.rows.lit))
            self.taken = self.picked

    def action_list(self) -> None:
        """Back to the list, to choose another; and from there to the box."""
        self.turn_to(self.rows if self.focused is self.box else self.box)

    def answered(self, text: str) -> None:
        """Keep the line, unless it is the one that was kept already. Where the disk fails it stands there."""
        if text == self.taken and not self.enters.pressed(self.desk.now()):
            return
        kept = bool(text) and text != self.own
        try:
            if kept:
                self.desk.keep_line(self.card, text)
            self.desk.store.keep_unsent(self.card.key, "")
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.ready(text or self.own or "", kept=kept)

    def ready(self, line: str, *, kept: bool) -> None:
        """The line is chosen."""
        raise NotImplementedError

    @property
    def loose(self) -> bool:
        return self.box.text.strip() not in ("", self.picked, self.own)

    def let_go(self) -> None:
        if self.loose:
            self.typed = ""
        self.box.text = ""

    def leaving(self) -> bool:
        """What was typed and not sent stands in the box the next time."""
        typed = " ".join(self.box.text.split()) if self.loose else self.typed
        try:
            self.desk.store.keep_unsent(self.card.key, typed)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "choose":
            return self.focused is not self.box and int(str(parameters[0])) <= len(self.choices)
        if action == "list":
            return bool(self.choices)
        return super().check_action(action, parameters)

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        if binding.action == "choose(1)":
            return f"1–{len(self.choices)}" if len(self.choices) > 1 else "1", self.t(binding.description)
        if binding.action == "list" and self.focused is self.rows:
            return None
        if binding.action == "take" and self.focused is self.box:
            return "", self.t("cram.key_ready")
        return super().key_shown(binding)


class ChooseScreen(LineScreen, CramBlock):
    """The same as a block of a cram."""

    AUTO_FOCUS = "Rows"

    def __init__(self, agenda: Agenda, cramming: Cramming) -> None:
        super().__init__(agenda, cramming)
        assert self.block.card is not None
        self.card = self.block.card
        self.formal = cramming.occasion.formal
        self.before = [line for line in reversed(cramming.lines.get(self.card.key, ())) if line]

    def ready(self, line: str, *, kept: bool) -> None:
        if kept and self.own:
            self.cramming.lines.setdefault(self.card.key, []).append(self.own)
        if line:
            example = kept and is_example(self.card, line)
            self.say_aloud(line, kept="cram.kept_example" if example else "cram.kept" if kept else "")
        else:
            self.go_on()


class ChangeScreen(LineScreen):
    """The same from the page, to change one line of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "keys.back", id="change.leave", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="change.help", show=False, tooltip="keys.help_tip"),
    ]

    where = getters.query_one("#where", Static)

    def __init__(self, card: Card, name: str, *, formal: bool) -> None:
        super().__init__()
        self.card = card
        self.formal = formal
        self.name_shown = name

    def on_mount(self) -> None:
        self.where.update(Content.styled(self.name_shown, "bold"))

    def ready(self, line: str, *, kept: bool) -> None:
        self.dismiss()

    def action_leave(self) -> None:
        if self.may_go("leave"):
            self.dismiss()
