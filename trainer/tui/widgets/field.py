"""A box of a form, as high as what is typed in it."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class FieldBox(TextArea):
    """One field: enter ends it, or begins a new line where it has several."""

    class Ended(Message):
        """Enter was pressed in a box of one line."""

        def __init__(self, box: FieldBox) -> None:
            super().__init__()
            self.box = box

    def __init__(self, field: str, *, text: str, several: bool, placeholder: str) -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, placeholder=placeholder
        )
        self.field = field
        self.several = several

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.several:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended(self))
