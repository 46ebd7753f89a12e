"""Taking a deck out: for which program, and into which file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.cards.model import Deck
from trainer.exchange import Exchange, ExchangeError, proposed
from trainer.i18n import Message, TrainerError
from trainer.pasted import named
from trainer.paths import downloads, shown
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, one_line


class Form(NamedTuple):
    """A way to take a deck out."""

    suffix: str
    scheduling: bool = False


FORMS = {
    "anki": Form(".apkg"),
    "anki_learned": Form(".apkg", scheduling=True),
    "csv": Form(".csv"),
    "markdown": Form(".md"),
    "text": Form(".txt"),
    "html": Form(".html"),
}


class NewFileBox(Input):
    """Where the file is to go; enter makes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "exchange.key_make", id="new_file.make", tooltip="exchange.key_make_tip"),
    ]


class TakeOutScreen(TrainerScreen[None]):
    """First the form, then the file, then where it is."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "exchange.key_form", id="take.go_on", tooltip="exchange.key_form_tip"),
        Binding("escape", "back", "keys.back", id="take.back", tooltip="keys.back_tip"),
        Binding("f1", "app.help", "keys.help", id="take.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)
    box = getters.query_one(NewFileBox)
    told = getters.query_one("#told", VerticalScroll)
    page = getters.query_one("#page", Static)

    def __init__(self, deck: Deck) -> None:
        super().__init__()
        self.deck = deck
        self.form: Form | None = None
        self.writing = False
        self.refusal = ""
        self.done: tuple[Path, tuple[Message, ...]] | None = None
        """Where the file is, and which cards are not in it."""

    def compose(self) -> ComposeResult:
        title = Content.assemble(
            (self.t("exchange.title_out"), "bold"), "  ", (one_line(self.deck.title), "$text-muted")
        )
        yield Static(title, classes="strip")
        yield Rows("forms")
        yield NewFileBox(compact=True)
        with VerticalScroll(id="told", classes="page"):
            yield Static(id="page")
        yield KeyBar()

    def on_mount(self) -> None:
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        self.show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    def show(self) -> None:
        self.rows.display = self.form is None
        self.box.display = self.form is not None and self.done is None
        self.told.display = self.form is not None
        if self.form is None:
            self.rows.lay([self.line(name) for name in FORMS], lit=self.rows.lit)
        else:
            self.page.update(Content("\n\n").join(self.lines()))
        self.refresh_bindings()

    def line(self, name: str) -> Option:
        about = Content.styled(self.t(f"exchange.about_{name}"), "$text-muted")
        width = self.text_width - 2
        return Option(
            Content.assemble(self.t(f"exchange.form_{name}"), "\n  ", Content("\n  ").join(about.wrap(width))), id=name
        )

    def lines(self) -> Iterator[Content]:
        """Below the box: what went wrong, or what the file is for; and in the end where it is."""
        if self.done is not None:
            path, left_behind = self.done
            there = self.t("exchange.taken_out", n=len(self.deck.cards), path=shown(path))
            yield Content.styled(there, "bold")
            for told in left_behind:
                yield Content.styled(f"! {self.t.say(told)}", "$text-warning")
        elif self.writing:
            yield Content.styled(self.t("exchange.writing"), "$text-muted")
        else:
            if self.refusal:
                yield Content.styled(f"! {self.refusal}", "$text-warning")
            yield Content.styled(self.t("exchange.about_new_file"), "$text-muted")

    # -- doing -------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_go_on(self) -> None:
        """Take the form that is lit; leave, once the file is there."""
        if self.done is not None:
            self.dismiss()
        elif self.form is None and (name := self.rows.lit) is not None:
            self.form = FORMS[name]
            self.propose()
            self.show()
            self.set_focus(self.box)

    def propose(self) -> None:
        assert self.form is not None
        self.box.value = shown(proposed(self.deck, downloads(), self.form.suffix))
        self.box.cursor_position = len(self.box.value)

    @on(Input.Changed)
    def typed(self) -> None:
        if self.refusal:
            self.refusal = ""
            self.show()

    @on(Input.Submitted)
    def make(self) -> None:
        if self.writing or self.form is None:
            return
        if not self.box.value.strip():
            self.propose()
            return
        path = named(self.box.value)
        if path.name and not path.suffix:
            path = path.with_name(path.name + self.form.suffix)
        self.writing, self.refusal = True, ""
        self.show()
        self.write(path.absolute(), self.form)

    @work(thread=True, exclusive=True)
    def write(self, path: Path, form: Form) -> None:
        try:
            left_behind = Exchange(self.desk).take_out([self.deck], path, scheduling=form.scheduling)
        except TrainerError as error:
            self.app.call_from_thread(self.refused, error)
        else:
            self.app.call_from_thread(self.taken_out, path, left_behind)

    def refused(self, error: TrainerError) -> None:
        """Say why not; where something has that name already, another one is proposed."""
        self.writing, self.refusal = False, self.t.say(error.message)
        if isinstance(error, ExchangeError) and error.message.key == "exchange.exists":
            with self.prevent(Input.Changed):
                self.propose()
        self.show()

    def taken_out(self, path: Path, left_behind: tuple[Message, ...]) -> None:
        self.writing, self.done = False, (path, left_behind)
        self.show()
        self.set_focus(self.told)

    def action_back(self) -> None:
        """From the file to the forms, from the forms away; a file that is being made is made first."""
        if self.writing:
            return
        if self.form is not None and self.done is None:
            self.form, self.refusal = None, ""
            self.show()
            self.set_focus(self.rows)
        else:
            self.dismiss()

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        if binding.action == "go_on" and self.done is not None:
            return None  # esc says so already
        return super().key_shown(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go_on" and self.is_mounted:
            return self.form is None or self.done is not None
        return True
