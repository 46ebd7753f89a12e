"""The blocks of a cram in which something is asked: a kept line from memory, and short cards in a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from trainer.agenda import Agenda, Cramming
from trainer.agenda.meeting import FROM_MEMORY
from trainer.study.plan import in_own_words
from trainer.study.session import Override, Session
from trainer.tui.blocks import CramBlock
from trainer.tui.phases import Phase
from trainer.tui.screens.review import ReviewScreen


class AskedBlock(CramBlock, ReviewScreen):
    """A review without marks: hints stand open, a miss is only shown how it is, and enter goes on."""

    calm = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "keys.stop", id="asked.leave", tooltip="cram.key_stop_tip"),
    ]

    def __init__(self, agenda: Agenda, cramming: Cramming, session: Session) -> None:
        ReviewScreen.__init__(self, session)
        self.agenda = agenda
        self.cramming = cramming

    def ask(self) -> None:
        """Show a card, with its hint."""
        super().ask()
        if self.card.hint:
            self.action_hint()

    def say_draft_is_back(self) -> None:
        """In the corner: over the box stands the hint."""
        self.app.notify(self.t("cram.draft_back"), markup=False, timeout=6)

    def show_grades(self) -> None:
        """No grades: a word where only the learner can tell."""
        if self.selected is not None:
            self.grades.update("")
        elif in_own_words(self.card):
            super().show_grades()
        else:
            self.grades.update(Content.styled(self.t("cram.you_tell"), "$text-warning"))

    def action_accept(self) -> None:
        """As in a review; but where only the learner can tell, it is asked with r and f."""
        unsure = self.phase is Phase.SETTLING and self.selected is None
        if unsure and self.answer is not None and not in_own_words(self.card):
            self.show_grades()
        else:
            super().action_accept()

    @property
    def loose(self) -> bool:
        """Whether something is typed and not judged, or judged and not settled."""
        if self.session.question is None:
            return False
        if self.phase is Phase.ASKING:
            return bool(self.box.text.strip() or self.filled)
        return self.phase is Phase.TICKING or self.selected is None

    def let_go(self) -> None:
        if self.loose:
            self.turn_to_box("")

    @property
    def goes_back(self) -> bool:
        """Only from a question: what has been looked at is settled first."""
        return self.phase is Phase.ASKING and not self.filled and super().goes_back

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.session.question is None:
            return action in ("leave", "skip")
        settled = self.phase is Phase.SETTLING and self.selected is not None
        if action == "hint":
            return False  # it stands there
        if action in ("choose", "digit") and settled:
            return False
        if action == "choose":
            return in_own_words(self.card) and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        """Calm words, and no more keys than one sees at a glance."""
        if binding.action == "skip" and self.phase is not Phase.ASKING:
            return None
        if binding.action == "accept" and self.phase is Phase.SETTLING and self.selected is None:
            return None
        override = None if self.answer is None else self.answer.override
        if (binding.action, override) in (("overrule('wrong')", None), ("overrule('right')", Override.RIGHT)):
            return "", self.t("cram.key_not_yet")
        return super().key_shown(binding)


class RecallScreen(AskedBlock):
    """The learner's own line, typed before it is seen again."""

    def __init__(self, agenda: Agenda, cramming: Cramming) -> None:
        super().__init__(agenda, cramming, cramming.session)
        card = cramming.cram.block.card
        assert card is not None
        desk = agenda.desk
        self.session.put(card, desk.store.schedules(), desk.now())

    @property
    def place(self) -> str:
        return FROM_MEMORY + self.card.key

    def advance(self) -> None:
        """It is on disk: say it aloud."""
        self.say_aloud(self.line, kept="cram.kept" if self.kept_now else "")

    @property
    def line(self) -> str:
        assert self.block.card is not None
        lines = self.desk.store.lines(self.block.card.key)
        return lines[-1].text if lines else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "undo":
            return False  # the block before is another screen's
        return super().check_action(action, parameters)


class QuickScreen(AskedBlock):
    """Short cards in a row, until they have enough or the time for them is over."""

    def __init__(self, agenda: Agenda, cramming: Cramming) -> None:
        session, self.until = agenda.quick_session(cramming)
        super().__init__(agenda, cramming, session)

    def advance(self) -> None:
        """The next card, or the next block."""
        if self.desk.now() < self.until and self.desk.next(self.session) is not None:
            self.ask()
        else:
            self.go_on()
