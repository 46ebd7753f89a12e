"""What can be done at which moment of a review, and how it stands in the line of keys."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from trainer.cards.model import Card, OwnWords
from trainer.grading.model import Verdict
from trainer.memory.model import Grade
from trainer.store.documents import OwnLine
from trainer.study.plan import in_own_words
from trainer.study.session import Answer, Override, Question, Session
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.answer import AnswerBox


class Phase(Enum):
    """Where the learner is with the card."""

    ASKING = "asking"
    TICKING = "ticking"
    """Own words: which points are in it."""
    SETTLING = "settling"
    """The verdict stands there with a proposed grade."""


PHASES: dict[str, tuple[Phase, ...]] = {
    "send": (Phase.ASKING,),
    "hint": (Phase.ASKING,),
    "choose": (Phase.SETTLING,),
    "overrule": (Phase.SETTLING,),
    "keep": (Phase.SETTLING,),
    "edit_card": (Phase.TICKING, Phase.SETTLING),
    "digit": (Phase.TICKING, Phase.SETTLING),
    "step_back": (Phase.TICKING, Phase.SETTLING),
    "scroll": (Phase.TICKING, Phase.SETTLING),
}
"""When each action makes sense; leaving and help always do."""
MOST_KEYS = 6
"""Keys in sight at a time."""


class ReviewKeys(TrainerScreen[None]):
    """The keys of a review; what they do is the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+j,f5,ctrl+enter",
            "send",
            "keys.send",
            id="review.send",
            key_display="2×enter",
            tooltip="keys.send_tip",
        ),
        Binding("1", "digit(1)", "keys.digit", id="review.digit_1", key_display="1–9", tooltip="keys.digit_tip"),
        Binding("enter", "accept", "keys.accept", id="review.accept", tooltip="keys.accept_tip"),
        Binding("ctrl+t,f2", "hint", "keys.hint", id="review.hint", tooltip="keys.hint_tip"),
        Binding("left", "choose(-1)", "keys.choose", id="review.left", key_display="←→", tooltip="keys.choose_tip"),
        Binding("right", "choose(1)", "keys.choose", id="review.right", show=False),
        Binding("r", "overrule('right')", "keys.right", id="review.right_after_all", tooltip="keys.right_tip"),
        Binding("f,w", "overrule('wrong')", "keys.wrong", id="review.wrong_after_all", tooltip="keys.wrong_tip"),
        Binding("k", "keep", "keys.keep", id="review.keep", tooltip="keys.keep_tip"),
        Binding("e", "edit_card", "workshop.key_edit", id="review.edit", tooltip="workshop.key_edit_tip"),
        Binding("u", "step_back", "keys.step_back", id="review.undo", tooltip="keys.step_back_tip"),
        Binding("ctrl+r", "undo", "keys.undo", id="review.undo_asking", tooltip="keys.undo_tip"),
        Binding("down", "scroll(1)", "keys.scroll", id="review.down", key_display="↑↓", tooltip="keys.scroll_tip"),
        Binding("up", "scroll(-1)", "keys.scroll", id="review.up", show=False),
        Binding("ctrl+up", "page(-1)", "keys.scroll", id="review.page_up", show=False, tooltip="keys.scroll_tip"),
        Binding("ctrl+down", "page(1)", "keys.scroll", id="review.page_down", show=False),
        Binding("question_mark,f1", "app.help", "keys.help", id="review.help", show=False, tooltip="keys.help_tip"),
        Binding("escape", "leave", "keys.stop", id="review.leave", tooltip="keys.stop_tip"),
        *(Binding(str(n), f"digit({n})", "keys.digit", id=f"review.digit_{n}", show=False) for n in range(2, 10)),
    ]

    scroller = getters.query_one("#card", VerticalScroll)
    box = getters.query_one(AnswerBox)
    session: Session
    phase = Phase.ASKING
    answer: Answer | None = None
    selected: Grade | None = None
    """The grade that enter would give."""
    hint_shown = False
    kept: OwnLine | None = None
    """The line that was kept from this answer."""
    kept_now = False
    """What was typed has been kept, as a line or as a wording."""

    @property
    def question(self) -> Question:
        """What is asked, or was just answered."""
        assert self.session.question is not None
        return self.session.question

    @property
    def card(self) -> Card:
        return self.question.card

    @property
    def keeps(self) -> bool:
        """Whether this answer is worth keeping as the learner's own line."""
        answer = self.card.answer
        return isinstance(answer, OwnWords) and answer.keep

    @property
    def offers_keeping(self) -> bool:
        """Whether there is something to keep: a line, or a wording."""
        answer = self.answer
        if answer is None or self.phase is not Phase.SETTLING:
            return False
        if answer.keeps_wording:
            return not self.kept_now
        typed = answer.judged.typed.strip()
        return self.keeps and bool(typed) and (self.kept is not None or typed != self.kept_line())

    def kept_line(self) -> str | None:
        """The learner's own line for this card: the latest."""
        lines = self.desk.store.lines(self.card.key)
        return lines[-1].text if lines else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.session.question is None:  # the last answer is on disk, and the next screen is on its way
            return action == "leave"
        if self.phase not in PHASES.get(action, tuple(Phase)):
            return False
        if action == "hint":
            return bool(self.card.hint) and not self.hint_shown
        if action == "undo" or (action == "step_back" and not in_own_words(self.card)):
            return self.session.last is not None
        if action == "keep":
            return self.offers_keeping
        if action == "edit_card":
            return self.desk.library.deck(self.card.deck) is not None  # where it is not the learner's it says so
        if action == "digit":
            return int(str(parameters[0])) <= self.most_digits
        if action in ("scroll", "page"):
            return self.is_mounted and bool(self.scroller.max_scroll_y)
        if action == "send":
            return not self.box.one_line
        if action == "accept" and self.phase is Phase.ASKING:
            return self.box.one_line
        if action == "overrule":
            return self.may_overrule(Override(str(parameters[0])))
        return True

    @property
    def most_digits(self) -> int:
        """How many points there are to tick, or grades to choose from."""
        return len(self.answer.judged.parts) if self.answer and self.phase is Phase.TICKING else len(Grade)

    @property
    def edits_card(self) -> bool:
        """Whether the card is the learner's own to change; with others, the key says how that would be."""
        deck = self.desk.library.deck(self.card.deck)
        return deck is not None and deck.own

    def may_overrule(self, override: Override) -> bool:
        """Ticks speak for own words; elsewhere there is something to overrule, or a choice to make."""
        answer = self.answer
        if answer is None or in_own_words(self.card) or answer.empty:
            return False
        if answer.override is not None:
            return answer.override is override
        right = answer.judged.verdict in (Verdict.CORRECT, Verdict.CLOSE)
        return answer.judged.unsure or right is (override is Override.WRONG)

    @property
    def others_shown(self) -> int:
        """How many actions stand in the line of keys beside that of changing the card."""
        there = {
            binding.action: binding for _, binding, can, _ in self.active_bindings.values() if can and binding.show
        }
        return sum(action != "edit_card" and bool(self.key_shown(there[action])) for action in there)

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """The same key does another thing while asking, while ticking, and at the end."""
        if binding.action == "accept" and self.phase is not Phase.SETTLING:
            return "", self.t("keys.send" if self.phase is Phase.ASKING else "keys.to_models")
        if binding.action == "undo" and self.phase is not Phase.ASKING:
            return None
        if binding.action == "step_back" and not in_own_words(self.card):
            return "", self.t("keys.undo")
        if binding.action == "digit(1)" and self.phase is not Phase.TICKING:
            return None
        if binding.action == "digit(1)":
            return f"1–{self.most_digits}" if self.most_digits > 1 else "1", self.t(binding.description)
        if binding.action == "accept" and self.selected is None:
            return None  # first one of the grades
        if binding.action == "scroll(1)" and self.offers_keeping:
            return None  # six keys are enough to look at
        if binding.action == "edit_card" and (not self.edits_card or self.others_shown >= MOST_KEYS):
            return None
        if binding.action.startswith("overrule") and self.answer is not None and self.answer.override is not None:
            right = self.answer.override is Override.RIGHT
            return "", self.t("keys.take_back" if right else "keys.take_back_wrong")
        if binding.action == "keep" and self.kept is not None:
            return "", self.t("keys.keep_not")
        if binding.action == "keep" and self.answer is not None and self.answer.override is not None:
            return "", self.t("keys.keep_wording" if self.answer.override is Override.RIGHT else "keys.never_accept")
        return super().key_shown(binding)

    def key_tip(self, binding: Binding) -> str:
        """As the words: for what the key does at this moment."""
        if binding.action == "accept" and self.phase is not Phase.SETTLING:
            return "keys.send_one_tip" if self.phase is Phase.ASKING else "keys.to_models_tip"
        if binding.action == "step_back" and not in_own_words(self.card):
            return "keys.undo_tip"
        if binding.action == "keep" and self.kept is not None:
            return "keys.keep_not_tip"
        if binding.action == "keep" and self.answer is not None and self.answer.override is not None:
            right = self.answer.override is Override.RIGHT
            return "keys.keep_wording_tip" if right else "keys.never_accept_tip"
        return super().key_tip(binding)
