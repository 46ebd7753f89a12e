"""The line of keys at the bottom of every screen."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import Static

from trainer.i18n import Catalog
from trainer.tui.base import TrainerScreen

BETWEEN = 2
"""Cells between two keys."""
NAMES = {"escape": "esc", "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "slash": "/"}


def key_name(key: str, t: Catalog, *, short: bool = False) -> str:
    """A key as a person knows it: "ctrl+t", in short "^t"; "esc", "←"."""
    if key.startswith("ctrl+"):
        key = key.removeprefix("ctrl+")
        return ("^" if short else "ctrl+") + NAMES.get(key, key)
    return t("keys.space") if key == "space" else NAMES.get(key, key)


class KeyBar(Static):
    """The keys that work now, each with its word.

    Textual's Footer mounts a widget for each key whenever they change, and runs over silently where they do not fit;
    this is one text, broken between keys. A binding's description is a catalogue key.
    """

    def on_mount(self) -> None:
        self._zones: list[tuple[int, range, str]] = []
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.lay_out())

    def on_resize(self, _: events.Resize) -> None:
        self.lay_out()

    def lay_out(self) -> None:
        """Put the keys on one line, or with their short names on as many as the width asks for."""
        if not self.is_attached or not self.size.width:
            return
        lines: list[Content] = []
        self._zones = []
        indent, width = self.indent, self.width
        for key, text in self.keys().items():
            if lines and lines[-1].cell_length + BETWEEN + text.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], " " * BETWEEN, text)
            else:
                lines.append(text)
            end = lines[-1].cell_length
            self._zones.append((len(lines) - 1, range(indent + end - text.cell_length, indent + end), key))
        self.update(Content("\n").join(Content(" " * indent) + line for line in lines))

    def on_click(self, event: events.Click) -> None:
        """Clicking a key presses it."""
        at = event.get_content_offset(self)
        for row, columns, key in self._zones:
            if at is not None and at.y == row and at.x in columns:
                self.app.simulate_key(key)

    @property
    def indent(self) -> int:
        """Cells before the keys in a window that is wider than the page, which stands in its middle."""
        screen = self.screen
        assert isinstance(screen, TrainerScreen)
        return max(0, self.app.size.width - screen.page_width) // 2

    @property
    def width(self) -> int:
        """Cells that a line of keys may take."""
        return self.size.width - 2 * self.indent

    def keys(self) -> dict[str, Content]:
        """Each key that is shown, with its word; by its short name where they would not fit on one line."""
        keys = self.named(short=False)
        room = sum(text.cell_length + BETWEEN for text in keys.values()) - BETWEEN
        return keys if room <= self.width else self.named(short=True)

    def named(self, *, short: bool) -> dict[str, Content]:
        """Each key that is shown, with its word."""
        screen = self.screen
        assert isinstance(screen, TrainerScreen)
        shown: dict[str, Content] = {}
        actions: set[str] = set()
        for _, binding, enabled, _ in screen.active_bindings.values():
            if not binding.show or not enabled or binding.action in actions:
                continue
            if (key := screen.key_shown(binding)) is None:
                continue
            actions.add(binding.action)
            name, word = key
            shown[binding.key] = Content.assemble(
                (name or key_name(binding.key, screen.t, short=short), "bold $text-accent"), " ", (word, "$text-muted")
            )
        return shown
