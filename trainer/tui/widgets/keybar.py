"""The line of keys at the bottom of every screen."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from trainer.tui.base import TrainerScreen

BETWEEN = 2
"""Cells between two keys."""
NAMES = {"escape": "esc", "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "slash": "/"}


def key_name(key: str) -> str:
    """A key as a person knows it: "^t" for ctrl+t, "esc", "←"."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return NAMES.get(key, key)


class KeyBar(Static):
    """The keys that work now, each with its word.

    Textual's Footer mounts a widget for each key whenever they change, and runs over silently where they do not fit;
    this is one text, broken between keys. A binding's description is a catalogue key.
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.lay_out())

    def on_resize(self, _: events.Resize) -> None:
        self.lay_out()

    def lay_out(self) -> None:
        """Put the keys on as many lines as the width asks for."""
        if not self.is_attached or not self.size.width:
            return
        lines: list[Content] = []
        for key in self.keys():
            if lines and lines[-1].cell_length + BETWEEN + key.cell_length <= self.size.width:
                lines[-1] = Content.assemble(lines[-1], " " * BETWEEN, key)
            else:
                lines.append(key)
        self.update(Content("\n").join(lines))

    def keys(self) -> list[Content]:
        """Each key that is shown, with its word; clicking it presses it."""
        screen = self.screen
        assert isinstance(screen, TrainerScreen)
        shown: dict[str, Content] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            if not binding.show or not enabled or binding.action in shown:
                continue
            if (key := screen.key_shown(binding)) is None:
                continue
            name, word = key
            click = Style.from_meta({"@click": f"app.press({binding.key!r})"})
            shown[binding.action] = Content.assemble(
                (name or key_name(binding.key), "bold $text-accent"), " ", (word, "$text-muted")
            ).stylize(click)
        return list(shown.values())
