"""A list of lines to walk through, and how a line is laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Rows(OptionList, inherit_bindings=False):
    """Lines with one of them lit. Enter, left and right are the screen's; clicking a line is as enter on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "keys.move", show=False, id="rows.up", key_display="↑↓", tooltip="keys.move_tip"),
        Binding("down", "cursor_down", "keys.move", show=False, id="rows.down"),
        Binding(
            "pageup",
            "page_up",
            "keys.leap",
            show=False,
            id="rows.page_up",
            key_display="pgup/pgdn",
            tooltip="keys.leap_tip",
        ),
        Binding("pagedown", "page_down", "keys.leap", show=False, id="rows.page_down", key_display="pgup/pgdn"),
        Binding("home", "first", "keys.leap", show=False, id="rows.first", key_display="home/end"),
        Binding("end", "last", "keys.leap", show=False, id="rows.last", key_display="home/end"),
    ]

    def __init__(self, id: str) -> None:  # noqa: A002 -- Textual's own word
        super().__init__(id=id, compact=True, markup=False)

    def action_page_up(self) -> None:
        self.turn(super().action_page_up)

    def action_page_down(self) -> None:
        self.turn(super().action_page_down)

    def turn(self, page: Callable[[], None]) -> None:
        """A page on; in a window with no line for the list there is none, and Textual 8.2.8 would look it up."""
        if self.scrollable_content_region:
            page()

    @property
    def lit(self) -> str | None:
        """The id of the line that is lit."""
        option = self.highlighted_option
        return option.id if option else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Show what is walked past above the first line, too."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and all(option.disabled for option in self.options[:highlighted]):
            self.scroll_home(animate=False)

    def lay(self, lines: Sequence[Option], *, lit: str | None = None, near: bool = False) -> None:
        """Show these lines. The same lines in other words stay where they are; else `lit` or the first is lit.

        With `near`, where the line that was lit is gone, the new one in its place is lit, or else the one that stood
        below it, or above.
        """
        if [line.id for line in lines] == [option.id for option in self.options]:
            for place, line in enumerate(lines):
                self.replace_option_prompt_at_index(place, line.prompt)
            return
        ids = {line.id for line in lines if not line.disabled}
        if near and lit not in ids and (at := self.highlighted) is not None:
            before = [option.id for option in self.options]
            here = [line.id for line in lines[at : at + 1] if line.id not in before]
            lit = next((other for other in (*here, *before[at + 1 :], *reversed(before[:at])) if other in ids), None)
        self.set_options(lines)
        places = [place for place, line in enumerate(lines) if not line.disabled]
        self.highlighted = next((place for place in places if lines[place].id == lit), next(iter(places), None))


def heading(text: str) -> Option:
    """A line above a group; or, without text, room between groups. It is walked past."""
    return Option(Content.styled(text, "$text-muted"), disabled=True)


def spread(left: Content, right: Content, width: int) -> Content:
    """One line with something at either end; what does not fit of the left ends in "…"."""
    room = max(width - right.cell_length - 2, 1)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), "  ", right)


def flow(parts: Iterable[Content], width: int, *, indent: str = "") -> Content:
    """Parts with a dot between them, on as many lines as they need, broken between parts where that will do."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + 3 + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], " · ", part)
        else:
            line = Content.assemble(indent, part)
            lines.append(hang(line, width, under=len(indent)) if indent else line)
    return Content("\n").join(lines)


def hang(content: Content, width: int, *, under: int = 2) -> Content:
    """A text that is too long for a line goes on `under` cells further in: "· " stays alone before it."""
    if content.cell_length <= width:
        return content
    return Content("\n" + " " * under).join(content.wrap(max(width - under, 1)))


def dots(texts: Iterable[str], width: int) -> Content:
    """Each text on a line of its own, behind a dot."""
    return Content("\n").join(hang(Content(f"· {text}"), width) for text in texts)


def one_line(text: str) -> str:
    """The text without line breaks, for a list."""
    return " ".join(text.split())
