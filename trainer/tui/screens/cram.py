"""Just before a meeting: how long, what for, and off. Enter is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.agenda import LONGEST, Agenda, Draft, Occasion
from trainer.i18n import TrainerError
from trainer.store.event import Event, EventKind
from trainer.study.cram import LENGTHS, USUAL
from trainer.tui.base import TrainerScreen
from trainer.tui.blocks import block_screen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, hang

NEAR = timedelta(hours=12)
"""An event within this time is what the minutes are for, unless the learner says otherwise."""


class CramScreen(TrainerScreen[None]):
    """The choices before the minutes begin; with `minutes` given they begin at once."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "keys.begin", id="cram.begin", tooltip="cram.key_begin_tip"),
        Binding("left", "change(-1)", "keys.change", id="cram.left", key_display="←→", tooltip="cram.key_change_tip"),
        Binding("right", "change(1)", "keys.change", id="cram.right", show=False),
        Binding("tab", "app.focus_next", "cram.key_when", id="cram.when", tooltip="cram.key_when_tip"),
        Binding("escape", "leave", "keys.back", id="cram.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="cram.setup_help", tooltip="keys.help_tip"),
    ]

    headline = getters.query_one("#headline", Static)
    rows = getters.query_one(Rows)
    when_box = getters.query_one("#cram-when", Input)
    name_box = getters.query_one("#cram-name", Input)
    asked = getters.query_one("#asked", Static)
    understood = getters.query_one("#understood", Static)

    def __init__(self, agenda: Agenda, occasion: Occasion | None = None, minutes: int | None = None) -> None:
        super().__init__()
        self.agenda = agenda
        self.near = near = occasion.event if occasion is not None else self.nearest(agenda)
        """The event in the diary that the minutes may be for."""
        self.occasion = occasion or agenda.occasion(near)
        self.at_once = minutes is not None
        self.minutes = minutes or self.fitting(near)
        self.chose_minutes = False
        self.draft: Draft | None = None
        """A date that is typed here."""
        self.refusal = ""

    @staticmethod
    def nearest(agenda: Agenda) -> Event | None:
        """The next event, if it is near."""
        coming = agenda.upcoming()
        return coming[0] if coming and coming[0].at - agenda.now <= NEAR else None

    def fitting(self, event: Event | None) -> int:
        """As many minutes as usual, or as fit before the event."""
        if event is None:
            return USUAL
        left = (event.at - self.agenda.now).total_seconds() / 60
        return max((n for n in LENGTHS if n <= min(left, USUAL)), default=LENGTHS[0])

    def compose(self) -> ComposeResult:
        yield Static(id="headline", classes="strip")
        yield Rows("choices")
        yield Static(id="asked", classes="strip")
        yield Input(id="cram-when", compact=True, select_on_focus=False, placeholder=self.t("cram.when_example"))
        yield Static(id="understood", classes="strip")
        yield Input(id="cram-name", compact=True, select_on_focus=False, max_length=LONGEST)
        yield KeyBar()

    def on_mount(self) -> None:
        if self.at_once:
            self.begin()
            return
        for box in (self.when_box, self.name_box):
            box.cursor_blink = not self.desk.settings.reduced_motion
        self.show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The choices as they stand, and what was understood of a date."""
        narrow = self.app.size.width < 72
        self.headline.update(
            Content.assemble(
                (self.t("cram.title"), "bold"), "\n" if narrow else "\n\n", (self.t("cram.intro"), "$text-muted")
            )
        )
        self.rows.lay(list(self.lines()), lit=self.rows.lit)
        self.name_box.display = self.draft is not None and self.draft.understood is not None
        self.name_box.placeholder = self.t("cram.name", name=self.kind_name)
        hint = "cram.when_other" if self.occasion.event else "cram.when_hint"
        self.asked.display = not narrow or self.draft is None
        self.asked.update(Content.styled(self.t(hint), "$text-muted"))
        said = Content()
        if self.refusal:
            said = Content.styled(f"! {self.refusal}", "$text-warning")
        elif self.draft is not None and self.draft.understood is not None:
            said = Content.styled(f"→ {self.t.say(self.draft.understood)}", "$text-success")
        self.understood.update(said)
        self.understood.display = bool(said)
        self.refresh_bindings()

    @property
    def kind_name(self) -> str:
        return self.t(f"event.kind_{self.occasion.kind.name.lower()}")

    def lines(self) -> Iterator[Option]:
        occasion = self.occasion
        yield self.choice("minutes", self.t("days.minutes", n=self.minutes))
        yield self.choice("kind", self.kind_name)
        if self.agenda.language(occasion.event) == "nl":
            yield self.choice("formal", self.t("event.formal" if occasion.formal else "event.familiar"))
        when = self.t("cram.when_typed") if self.draft else self.t("cram.when_none")
        if self.draft is None and occasion.event is not None:
            when = self.t.say(self.agenda.title(occasion.event))
        yield self.choice("when", when)

    def choice(self, name: str, value: str) -> Option:
        title = self.t(f"cram.title_{name}")
        column = max(len(self.t(f"cram.title_{n}")) for n in ("minutes", "kind", "formal", "when")) + 2
        shown = Content.assemble(("‹ ", "$text-muted"), (value, "bold"), (" ›", "$text-muted"))
        if column + shown.cell_length > self.text_width:
            below = hang(Content.assemble("  ", shown), self.text_width, under=4)
            return Option(Content.assemble(title, "\n", below), id=name)
        return Option(Content.assemble(title.ljust(column), shown), id=name)

    # -- changing ----------------------------------------------------------------------------------------------------

    def action_change(self, step: int) -> None:
        occasion = self.occasion
        match self.rows.lit:
            case "minutes":
                place = min(max(LENGTHS.index(self.minutes) + step, 0), len(LENGTHS) - 1)
                self.minutes = LENGTHS[place]
                self.chose_minutes = True
            case "kind":
                kinds = list(EventKind)
                self.occasion = replace(occasion, kind=kinds[(kinds.index(occasion.kind) + step) % len(kinds)])
            case "formal":
                self.occasion = replace(occasion, formal=not occasion.formal)
            case "when":
                self.draft = None
                event = self.near if occasion.event is None else None
                self.occasion = replace(occasion, event=event, goal=event.goal if event else "")
                self.minutes = self.minutes if self.chose_minutes else self.fitting(event)
        self.refusal = ""
        self.show()

    def on_key(self, event: events.Key) -> None:
        """Write when it is by beginning to type it."""
        if not event.character or not event.is_printable:
            return
        if self.focused is self.rows and event.character.isalnum():
            event.stop()
            self.write(event.character)
        elif isinstance(self.focused, Input):  # typed on while the list still had the focus
            event.stop()
            self.focused.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        if self.focused is self.rows and event.text.strip():
            self.write(event.text.strip().splitlines()[0])

    def write(self, text: str) -> None:
        """Open the box for a date, with the beginning of it."""
        self.dated()
        self.set_focus(self.when_box)
        self.when_box.value = text
        self.when_box.cursor_position = len(text)

    def dated(self) -> Draft:
        """The date that is being typed: it is for that, and for nothing in the diary."""
        if self.draft is None:
            self.draft = self.agenda.draft()
            self.occasion = replace(self.occasion, event=None, goal="")
        return self.draft

    @on(Input.Changed, "#cram-when")
    def typed(self, changed: Input.Changed) -> None:
        """Understand while it is typed; a half-typed date is not a mistake yet."""
        self.refusal = ""
        if changed.value.strip():
            self.draft = self.agenda.understand(self.dated(), changed.value, self.t.language, patient=True)
            if self.draft.understood is not None and not self.chose_minutes:
                self.minutes = self.fitting(self.draft.event)
        else:
            self.draft = None
        self.show()

    @on(Input.Submitted)
    def submitted(self, sent: Input.Submitted) -> None:
        """From the date to the name, and from there off."""
        if sent.input is self.name_box:
            self.begin()
        else:
            self.check()

    def check(self) -> None:
        """Whether the date is one: what is not says so now. Nothing typed is no date, and off it goes."""
        if not self.when_box.value.strip():
            self.begin()
            return
        try:
            self.draft = self.agenda.understand(self.dated(), self.when_box.value, self.t.language)
        except TrainerError as error:
            self.refusal = self.t.say(error.message)
            self.show()
        else:
            self.show()
            self.set_focus(self.name_box)

    @on(OptionList.OptionHighlighted)
    @on(events.DescendantFocus)
    def keys_changed(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def clicked(self) -> None:
        """A click on a choice changes it: only a key starts."""
        self.action_change(1)

    # -- off ---------------------------------------------------------------------------------------------------------

    def action_begin(self) -> None:
        if self.focused is self.when_box:  # as above
            self.check()
        else:
            self.begin()

    def begin(self) -> None:
        """Keep what was said about the event, and start the clock."""
        try:
            self.occasion = self.kept()
        except TrainerError as error:
            if self.at_once:  # there is no set-up to say it in, and it is no reason not to begin
                self.app.tell(error.message, warning=True)
            else:
                self.refusal = self.t.say(error.message)
                self.show()
                return
        cramming = self.agenda.cram(self.occasion, self.minutes)
        self.app.switch_screen(block_screen(self.agenda, cramming))

    def kept(self) -> Occasion:
        """The occasion with its event on disk: a new one, or one whose kind or form of address has changed."""
        occasion, event = self.occasion, self.occasion.event
        if self.draft is not None:
            wanted = replace(
                self.draft.event,
                kind=occasion.kind,
                formal=occasion.formal,
                name=self.name_box.value.strip() or self.draft.event.name,
            )
            event = self.agenda.keep_draft(replace(self.draft, event=wanted))
            self.draft = None
        elif event is not None and (event.kind, event.formal) != (occasion.kind, occasion.formal):
            event = replace(event, kind=occasion.kind, formal=occasion.formal)
            self.agenda.keep(event)
        return replace(occasion, event=event)

    def action_leave(self) -> None:
        """Out of a box back to the list, and from there back."""
        if self.focused is self.rows:
            self.dismiss()
            return
        self.draft, self.refusal = None, ""
        self.when_box.value = self.name_box.value = ""
        self.show()
        self.set_focus(self.rows)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """In a box enter is the box's own, which says nothing about it."""
        found = super().active_bindings
        if isinstance(self.focused, Input) and "enter" in found:
            going_on = self.focused is self.when_box and self.when_box.value.strip()
            word = "keys.accept" if going_on else "keys.begin"
            own = found.pop("enter")
            return {
                "enter": own._replace(binding=replace(own.binding, description=word, show=True, id="cram.enter")),
                **found,
            }
        return found

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        if binding.key == "tab" and self.focused is not self.rows:
            return "", self.t("keys.next_field")
        return super().key_shown(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "change":
            return not self.is_mounted or self.focused is self.rows
        return True
