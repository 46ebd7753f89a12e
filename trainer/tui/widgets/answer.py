"""The box that an answer is typed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class AnswerBox(TextArea):
    """One line, sent with enter; or several, sent with an empty line, ctrl+j or f5."""

    @dataclass
    class Sent(Message):
        """The learner is done."""

        text: str

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- TextArea's own
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, **kwargs)
        self.one_line = True

    def ask(self, *, one_line: bool, placeholder: str) -> None:
        """Empty the box for a new question."""
        self.one_line = one_line
        self.placeholder = placeholder
        self.text = ""
        self.set_class(one_line, "-one-line")

    def on_key(self, event: events.Key) -> None:
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
        """Hand over what stands in the box: what is pasted into a one-line box becomes one line."""
        text = " ".join(self.text.split()) if self.one_line else self.text.strip()
        self.post_message(self.Sent(text))
