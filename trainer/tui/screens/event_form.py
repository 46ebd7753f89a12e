"""Writing an event down: a name and when it is; the rest has good defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.agenda import LONGEST, Agenda
from trainer.i18n import TrainerError
from trainer.store.event import Event, EventKind
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, hang, heading, one_line

MINUTES = (2, 3, 5, 8, 10, 15, 20, 30, 45, 60)
"""What left and right step through."""


class EventForm(TrainerScreen[None]):
    """Two boxes and a few choices; enter walks through them and keeps the event at the end."""

    AUTO_FOCUS = "#event-name"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keys.save", id="form.keep", tooltip="keys.save_event_tip"),
        Binding("left", "change(-1)", "keys.change", id="form.left", key_display="←→", tooltip="keys.change_tip"),
        Binding("right,space", "change(1)", "keys.change", id="form.right", show=False),
        Binding("tab", "app.focus_next", "keys.next_field", id="form.next", tooltip="keys.next_field_tip"),
        Binding("ctrl+s", "keep_now", "keys.save", id="form.save", tooltip="keys.save_event_tip"),
        Binding("shift+tab", "app.focus_previous", "keys.next_field", id="form.previous", show=False),
        Binding("escape", "leave", "keys.back", id="form.leave", tooltip="keys.leave_form_tip"),
        Binding("f1", "app.help", "keys.help", id="form.help", show=False, tooltip="keys.help_tip"),
    ]

    headline = getters.query_one("#form-title", Static)
    name_box = getters.query_one("#event-name", Input)
    when_box = getters.query_one("#event-when", Input)
    understood = getters.query_one("#understood", Static)
    rows = getters.query_one(Rows)

    def __init__(self, agenda: Agenda, event: Event | None = None) -> None:
        super().__init__()
        self.agenda = agenda
        self.before = event
        self.draft = agenda.draft(event)
        self.refusal = ""
        self.touched = self.warned = False

    def compose(self) -> ComposeResult:
        yield Static(id="form-title", classes="strip")
        yield Static(self.t("event.what"), classes="strip label")
        yield Input(
            id="event-name",
            compact=True,
            select_on_focus=False,  # what stands there is added to: a letter too many must not wipe it
            max_length=LONGEST,
            placeholder=self.t("event.what_example"),
        )
        yield Static(self.t("event.when"), classes="strip label")
        yield Input(id="event-when", compact=True, select_on_focus=False, placeholder=self.t("event.when_example"))
        yield Static(id="understood", classes="strip label")
        yield Rows("choices")
        yield KeyBar()

    def on_mount(self) -> None:
        title = "event.change" if self.before else "event.new"
        self.headline.update(Content.styled(self.t(title), "bold"))
        for box in (self.name_box, self.when_box):
            box.cursor_blink = not self.desk.settings.reduced_motion
        with self.prevent(Input.Changed):
            self.name_box.value = self.draft.event.name
            self.when_box.value = self.draft.written
        for box in (self.name_box, self.when_box):
            box.action_end()
        self.show()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """What was understood, and the choices as they stand."""
        if self.refusal:
            said = Content.styled(f"! {self.refusal}", "$text-warning")
        elif self.draft.understood is not None:
            said = Content.styled(f"→ {self.t.say(self.draft.understood)}", "$text-success")
        else:
            said = Content.styled(self.t("event.when_hint"), "$text-muted")
        self.understood.update(said)
        self.rows.lay(list(self.lines()), lit=self.rows.lit)
        self.refresh_bindings()

    def lines(self) -> Iterator[Option]:
        event = self.draft.event
        yield self.choice("kind", self.t(f"event.kind_{event.kind.name.lower()}"))
        yield self.choice("minutes", self.t("event.minutes_a_day", n=event.minutes))
        if self.agenda.language(event) == "nl":
            yield self.choice("formal", self.t("event.formal" if event.formal else "event.familiar"))
        yield heading("")
        which = self.t("event.decks_some" if event.decks else "event.decks_all")
        yield Option(hang(Content.styled(f"  {which}", "$text-muted"), self.text_width), disabled=True)
        language = self.desk.settings.language
        for deck in sorted(self.desk.library.decks, key=lambda deck: (not deck.own, deck.language != language)):
            mark = ("✓ ", "$text-success") if deck.key in event.decks else ("· ", "$text-disabled")
            name = Content(one_line(deck.title)).truncate(max(self.text_width - 12, 8), ellipsis=True)
            yield self.line(f"deck {deck.key}", mark, name, (f"  {deck.language}", "$text-disabled"))
        for key in event.decks:
            if self.desk.library.deck(key) is None:
                gone = (self.t("event.deck_gone", key=key), "$text-muted")
                yield self.line(f"deck {key}", ("✓ ", "$text-success"), gone)

    def choice(self, name: str, value: str) -> Option:
        title = self.t(f"event.title_{name}")
        column = max(len(self.t(f"event.title_{n}")) for n in ("kind", "minutes", "formal")) + 2
        shown = Content.assemble(("‹ ", "$text-muted"), (value, "bold"), (" ›", "$text-muted"))
        if column + shown.cell_length > self.text_width + 1:  # without the sign and the scroll bar
            return self.line(name, title, "\n    ", shown)
        return self.line(name, title.ljust(column), shown)

    def line(self, name: str, *parts: Content | str | tuple[str, str]) -> Option:
        """A line to choose; the one that the keys work on has a sign before it."""
        here = self.focused is self.rows and self.rows.lit == name
        return Option(Content.assemble(("▸ ", "$text-accent") if here else "  ", *parts), id=name)

    # -- changing ----------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def typed(self, changed: Input.Changed) -> None:
        """Understand while it is typed; a half-typed date is not a mistake yet."""
        self.touched, self.warned, self.refusal = True, False, ""
        if changed.input is self.name_box:
            self.draft = replace(self.draft, event=replace(self.draft.event, name=changed.value.strip()))
        else:
            self.draft = self.agenda.understand(self.draft, changed.value, self.t.language, patient=True)
        self.show()

    @on(Input.Submitted)
    def submitted(self, sent: Input.Submitted) -> None:
        """Enter in a box goes on to the next; what is no date says so now."""
        if sent.input is self.name_box:
            self.set_focus(self.when_box)
        elif self.check():
            self.set_focus(self.rows)

    def check(self) -> bool:
        """Whether the date is one; an invitation may bring a name along."""
        self.refusal, self.warned = "", False
        try:
            self.draft = self.agenda.understand(self.draft, self.when_box.value, self.t.language)
        except TrainerError as error:
            self.refusal = self.t.say(error.message)
            self.set_focus(self.when_box)
        else:
            if self.draft.event.name != self.name_box.value.strip():
                with self.prevent(Input.Changed):
                    self.name_box.value = self.draft.event.name
        self.show()
        return not self.refusal

    @on(OptionList.OptionHighlighted)
    @on(events.DescendantFocus)
    def moved(self) -> None:
        """The sign goes along with what the keys work on."""
        if self.is_mounted:
            self.show()

    def action_change(self, step: int) -> None:
        event, name = self.draft.event, self.rows.lit
        match name:
            case "kind":
                kinds = list(EventKind)
                kind = kinds[(kinds.index(event.kind) + step) % len(kinds)]
                self.draft = self.agenda.of_kind(self.draft, kind, self.t.language)
                event = self.draft.event
            case "minutes":
                event = replace(event, minutes=stepped(event.minutes, step))
            case "formal":
                event = replace(event, formal=not event.formal)
            case str() if name.startswith("deck "):
                key = name.removeprefix("deck ")
                kept = [other for other in event.decks if other != key]
                event = replace(event, decks=tuple(kept if key in event.decks else [*kept, key]))
        self.touched, self.warned, self.refusal = True, False, ""
        self.draft = replace(self.draft, event=event)
        self.show()

    @on(OptionList.OptionSelected)
    def action_keep(self) -> None:
        self.action_keep_now()

    def action_keep_now(self) -> None:
        """Keep the event, if it has a date."""
        if not self.check():
            return
        try:
            self.agenda.keep_draft(self.draft)
        except TrainerError as error:
            self.refusal = self.t.say(error.message)
            self.show()
        else:
            self.dismiss()

    @property
    def at_stake(self) -> str:
        return f"{self.draft.event} {self.when_box.value}" if self.touched else ""

    def action_leave(self) -> None:
        """What was typed goes only at the second esc."""
        if self.touched and not self.warned:
            self.warned = True
            self.refusal = self.t("event.leave_change" if self.before else "event.leave")
            self.show()
        else:
            self.dismiss()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Walking is said here too: these lines look like boxes, and tab does not come to each."""
        found = super().active_bindings
        if self.focused is self.rows:
            found["up"] = found["up"]._replace(binding=replace(found["up"].binding, show=True))
        return found

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """In a box enter goes on and ctrl+s keeps; in the lines space ticks a deck and enter keeps."""
        in_rows = self.focused is self.rows
        if binding.id == "form.save" and in_rows:
            return None
        if binding.id == "form.next" and not in_rows:
            return "enter", self.t(binding.description)
        if binding.id == "form.left" and (self.rows.lit or "").startswith("deck "):
            return self.t("keys.space"), self.t("keys.tick_deck")
        return super().key_shown(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("keep", "change"):
            return not self.is_mounted or self.focused is self.rows
        return True


def stepped(minutes: int, step: int) -> int:
    """The next usual number of minutes, up or down."""
    beyond = [n for n in MINUTES if (n > minutes if step > 0 else n < minutes)]
    return (min(beyond) if step > 0 else max(beyond)) if beyond else minutes
