"""What every screen has: the desk it shows, its language, and a line of keys."""

from __future__ import annotations

from typing import TypeVar

from textual import getters
from textual.screen import Screen

from trainer.desk import Desk
from trainer.i18n import Catalog
from trainer.tui.app import TrainerApp

Result = TypeVar("Result")


class TrainerScreen(Screen[Result]):
    """A screen of the trainer."""

    app = getters.app(TrainerApp)

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def t(self) -> Catalog:
        """The sentences, in the interface's language."""
        return self.app.desk.t
