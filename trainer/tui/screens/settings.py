"""The settings: one schema, a line each. A change is kept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, ClassVar, Literal, TypeAlias

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.days import clock_said
from trainer.i18n import Catalog, Value
from trainer.paths import shown
from trainer.settings import CHOICES, RANGES, SettingsError, checked
from trainer.tui.base import TrainerScreen
from trainer.tui.themes import THEMES
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, heading

Kind: TypeAlias = Literal["choice", "theme", "switch", "number", "percent", "time"]
TYPED = frozenset("0123456789.,:")
HALF_HOURS = 48
FILE = "file"
"""The id of the line that says where the settings are kept."""


@dataclass(frozen=True, slots=True)
class Field:
    """A setting on the screen; its title and its explanation are setup.title_<name> and setup.help_<name>."""

    name: str
    """As in Settings."""
    kind: Kind
    step: float = 1
    """How far left and right move a number."""


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("language", "choice"),
        Field("theme", "theme"),
        Field("limit", "choice"),
        Field("minutes", "number"),
        Field("cards", "number", step=5),
        Field("new_per_day", "number"),
        Field("new_until_due", "number", step=5),
        Field("retention", "percent", step=0.01),
        Field("day_start", "time"),
        Field("reduced_motion", "switch"),
    )
}


class SettingsScreen(TrainerScreen[None]):
    """Up and down choose a setting; left and right change it; a number may be typed."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", "keys.change", id="setup.left", key_display="←→", tooltip="keys.change_tip"),
        Binding("enter", "keep", "keys.keep_value", id="setup.keep", tooltip="keys.keep_value_tip"),
        Binding("right,space,enter", "change(1)", "keys.change", show=False, id="setup.right"),
        Binding("escape", "back", "keys.back", id="setup.back", tooltip="keys.back_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="setup.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)
    headline = getters.query_one("#headline", Static)
    explanation = getters.query_one("#explanation", Static)

    def __init__(self) -> None:
        super().__init__()
        self.typed = self.typed_for = ""
        """What is being typed, and for which setting."""
        self.refused: tuple[str, str] = ("", "")
        """A setting, and why its last value does not fit."""

    def compose(self) -> ComposeResult:
        yield Static(id="headline", classes="strip")
        yield Rows("settings")
        yield Static(id="explanation", classes="strip")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Every setting with its value; what the lit one is for stands below."""
        self.headline.update(Content.styled(self.t("setup.title"), "bold"))
        idle = "cards" if self.desk.settings.limit == "minutes" else "minutes"
        lines = [Option(self.field_line(field), id=name) for name, field in FIELDS.items() if name != idle]
        path = self.t("setup.file", path=shown(self.desk.paths.settings))
        lines += [heading(""), Option(Content.styled(path, "$text-muted"), id=FILE)]
        self.rows.lay(lines, lit=self.rows.lit)
        self.explain()

    def field_line(self, field: Field) -> Content:
        """Title and value side by side, one under the other where that does not fit; a refusal under both."""
        title = Content(self.t(f"setup.title_{field.name}"))
        value = self.value(field)
        column = max(len(self.t(f"setup.title_{name}")) for name in FIELDS) + 2
        if column + value.cell_length <= self.text_width:
            line = Content.assemble(title.truncate(column, pad=True), value)
        else:
            line = Content.assemble(title, "\n  ", value)
        name, why = self.refused
        return Content.assemble(line, "\n", (f"! {why}", "$text-error")) if name == field.name else line

    def value(self, field: Field) -> Content:
        if self.typed and field.name == self.typed_for:
            return Content.assemble("  ", (f"{self.typed}▏", "reverse"))
        said = say(field, getattr(self.desk.settings, field.name), self.t)
        return Content.assemble(("‹ ", "$text-muted"), (said, "bold"), (" ›", "$text-muted"))

    @on(OptionList.OptionHighlighted)
    def explain(self) -> None:
        """What the lit setting is for. A number typed for the one before is kept by walking on."""
        if self.typed and self.typed_for != self.rows.lit:
            self.action_keep()
        if self.rows.lit:
            self.explanation.update(Content.styled(self.t(f"setup.help_{self.rows.lit}"), "$text-muted"))
        self.refresh_bindings()

    # -- changing ----------------------------------------------------------------------------------------------------

    @property
    def field(self) -> Field | None:
        """The setting that is lit."""
        return FIELDS.get(self.rows.lit or "")

    @property
    def themes(self) -> tuple[str, ...]:
        """Ours first, then Textual's; those that take the terminal's own colours come last."""
        ours = [theme.name for theme in THEMES]
        others = set(self.app.available_themes) - set(ours)
        return (*ours, *sorted(others, key=lambda name: (name.startswith("ansi"), name)))

    @on(OptionList.OptionSelected)
    def action_change(self, step: int = 1) -> None:
        """The next choice, or a step up or down."""
        if self.field:
            self.typed = ""
            self.save(self.field, moved(self.field, getattr(self.desk.settings, self.field.name), step, self.themes))

    def on_key(self, event: events.Key) -> None:
        """Type a number or a time."""
        if not self.field or self.field.kind not in ("number", "percent", "time"):
            return
        if event.character and event.character in TYPED:
            self.typed = (self.typed + event.character)[:6]
        elif event.key == "backspace":
            self.typed = self.typed[:-1]
        else:
            return
        event.stop()
        self.typed_for = self.field.name
        self.refused = ("", "")
        self.show()

    def action_keep(self) -> None:
        """Keep what was typed."""
        field, typed, self.typed = FIELDS[self.typed_for], self.typed, ""
        self.save(field, share(typed) if field.kind == "percent" else typed)

    def save(self, field: Field, value: object) -> None:
        """Keep a value and let it take effect, or say why it does not fit."""
        self.refused = ("", "")
        try:
            self.desk.save(replace(self.desk.settings, **{field.name: checked(field.name, value)}))
        except SettingsError as error:
            self.refused = (field.name, refusal(error, field, value, self.t))
        if field.name in ("theme", "reduced_motion"):
            self.app.dress()
        self.show()

    def action_back(self) -> None:
        """Let go of what is being typed first."""
        if self.typed:
            self.typed = ""
            self.show()
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "keep":
            return bool(self.typed)
        if action == "change":
            return not self.is_mounted or self.field is not None
        return True


def say(field: Field, value: Any, t: Catalog) -> str:  # noqa: ANN401 -- one of the settings' types
    """A value as a person would say it."""
    match field.kind:
        case "theme":
            ours = value in {theme.name for theme in THEMES}
            return t(f"setup.theme_{value.removeprefix('trainer-')}") if ours else str(value)
        case "switch":
            return t("setup.on" if value else "setup.off")
        case "percent":
            return t("setup.percent", n=round(value * 100))
        case "time":
            return t.say(clock_said(value))
        case "number":
            return t("setup.waiting", n=value) if field.name == "new_until_due" else f"{value:g}"
    return t(f"setup.choice_{value}")


def moved(field: Field, value: Any, step: int, themes: Sequence[str]) -> object:  # noqa: ANN401 -- as say
    """The value beside this one. Choices go round; a number stops at the end of its range."""
    match field.kind:
        case "switch":
            return not value
        case "time":
            half_hours = (value.hour * 2 + value.minute // 30 + step) % HALF_HOURS
            return time(half_hours // 2, half_hours % 2 * 30)
        case "number" | "percent":
            low, high = RANGES[field.name]
            return round(min(max(value + step * field.step, low), high), 2)
    choices = themes if field.kind == "theme" else CHOICES[field.name]
    return choices[(choices.index(value) + step) % len(choices)] if value in choices else choices[0]


def share(typed: str) -> object:
    """0.85 for "85", for "0.85" and for "0,85"; what is no number stays as it is."""
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        return typed
    return number / 100 if number > 1 else number


def refusal(error: SettingsError, field: Field, given: object, t: Catalog) -> str:
    """Why a value does not fit, with the names and the figures that stand on the screen."""
    values: dict[str, Value] = {**error.message.values, "name": t(f"setup.title_{field.name}")}
    if field.name in RANGES and "low" in values:
        values["low"], values["high"] = (say(field, limit, t) for limit in RANGES[field.name])
        if isinstance(given, float):
            values["given"] = say(field, given, t)
    return t(error.message.key, **values)
