"""Trying a card: it is asked and judged as in a session, and nothing is kept of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from trainer.cards.model import Card
from trainer.desk import Desk
from trainer.study.plan import Plan
from trainer.study.session import Session
from trainer.tui.phases import Phase
from trainer.tui.screens.review import ReviewScreen


class TryScreen(ReviewScreen):
    """A session of one card, over and over, that never records."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "keys.back", id="try.leave", tooltip="keys.back_tip"),
    ]

    def __init__(self, desk: Desk, card: Card) -> None:
        super().__init__(Session(Plan((card,), ahead=True), desk.settings, desk.paces, day_of=desk.day_of))
        self.tried_card = card

    def advance(self) -> None:
        """The same card, as if it were new: with its first situation."""
        self.session.put(self.tried_card, {}, self.desk.now())
        self.ask()

    def show_where(self) -> None:
        self.where.update(Content.styled(self.t("workshop.trying"), "$text-muted"))

    def show_grades(self) -> None:
        """What a session would propose."""
        grade = self.selected
        said = self.t("workshop.would_be", grade=self.t(f"review.grade_{grade.name.lower()}")) if grade else ""
        self.grades.update(Content.styled(f"{said} {self.t('workshop.not_kept')}".strip(), "$text-muted"))

    def draft(self) -> str:
        return ""

    def record(self) -> bool:
        """It was only a try."""
        return True

    @property
    def loose(self) -> bool:
        return False

    def leaving(self) -> bool:
        """Nothing to keep."""
        return True

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """There is no next card."""
        if binding.action == "accept" and self.phase is Phase.SETTLING:
            return None if self.selected is None else ("", self.t("workshop.key_try_again"))
        return super().key_shown(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("choose", "keep", "undo", "edit_card"):
            return False
        return super().check_action(action, parameters)
