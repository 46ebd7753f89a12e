"""The box that an answer is typed in."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.content import Content
from textual.widgets import TextArea

from trainer.tui.base import TrainerScreen


class AnswerBox(TextArea):
    """One line, sent with enter; or several, sent with an empty line, ctrl+j or f5."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- TextArea's own
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, **kwargs)
        self.one_line = True

    def ask(self, *, one_line: bool, placeholder: str, text: str = "") -> None:
        """Prepare the box for a question, with what was typed for it before."""
        self.one_line = one_line
        self.placeholder = Content(placeholder)  # a str would be read as markup, and it may be a learner's goal
        self.text = text
        self.move_cursor(self.document.end)
        self.set_class(one_line, "-one-line")

    def on_key(self, event: events.Key) -> None:
        if self.screen.focused is not self:
            # Typed ahead of a verdict, and already in this box's queue when the focus left it: the screen's to have.
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        if event.key != "enter":
            return
        row, _ = self.cursor_location
        last = row == self.document.line_count - 1
        ends_empty = last and not self.document.get_line(row).strip()
        if self.one_line or ends_empty:  # so an empty box says "show me", and a second enter ends a list
            event.stop()
            event.prevent_default()
            self.send()

    def send(self) -> None:
        """Hand over what stands in the box: what is pasted into a one-line box becomes one line.

        The screen hears it at once and not as a message, which would stand in line behind the keys typed ahead.
        """
        text = " ".join(self.text.split()) if self.one_line else self.text.strip()
        assert isinstance(self.screen, TrainerScreen)
        self.screen.answered(text)
