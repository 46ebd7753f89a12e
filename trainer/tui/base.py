"""What every screen has: the desk it shows, its language, and a line of keys."""

from __future__ import annotations

from typing import TypeVar

from textual import getters
from textual.binding import Binding
from textual.screen import Screen

from trainer.desk import Desk
from trainer.i18n import Catalog, message
from trainer.tui.app import TrainerApp

Result = TypeVar("Result")
NARROW = 72
"""Screens of fewer cells than this are narrow: see the application's breakpoints."""


class TrainerScreen(Screen[Result]):
    """A screen of the trainer."""

    app = getters.app(TrainerApp)
    unkept_way = ""
    """The way out on which something could not be kept."""

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def t(self) -> Catalog:
        """The sentences, in the interface's language."""
        return self.app.desk.t

    @property
    def text_width(self) -> int:
        """Cells that a line of the page holds, beside its margins and scroll bar."""
        width = self.app.size.width
        return max(10, min(width, 100) - (4 if width < NARROW else 8))

    @property
    def page_width(self) -> int:
        """Cells that the page takes at most, with its margins; it stands in the middle of a wider window."""
        return 100

    @property
    def on_top(self) -> bool:
        """Whether the learner is here; Textual's is_current also holds for the screen beneath this one."""
        return self.app.screen is self

    def answered(self, text: str) -> None:
        """The learner has sent what stands in the answer box."""

    @property
    def loose(self) -> bool:
        """Whether something typed would be lost by going away."""
        return False

    @property
    def at_stake(self) -> str:
        """What was typed here and would be gone with the program; what leaving() keeps is none of it."""
        return ""

    def leaving(self) -> bool:
        """The program ends, or the learner goes elsewhere: the last chance to keep what is only on the screen.

        Whether that went well; where it did not, it has been said why.
        """
        return True

    def may_go(self, way: str) -> bool:
        """Keep what is only here, to go this way. Where that fails one stays; the same way again goes without it."""
        kept = self.leaving()
        again, self.unkept_way = self.unkept_way == way, "" if kept else way
        if not kept and not again:
            self.app.tell(message("keys.leave_loses"), warning=True)
        return kept or again

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """How a key stands in the line of keys: its name ("" for its own) and its word; None to leave it out."""
        return binding.key_display or "", self.t(binding.description)

    def key_tip(self, binding: Binding) -> str:
        """The key of the sentence that help has about it."""
        return binding.tooltip
