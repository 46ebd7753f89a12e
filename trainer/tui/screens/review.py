"""A session: the card asks, the learner types, the answer is looked at together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from trainer.cards.model import CardKey, Kind
from trainer.grading.model import Verdict
from trainer.i18n import TrainerError, message
from trainer.memory.model import Grade
from trainer.study.plan import in_own_words
from trainer.study.session import Answer, Override, Session
from trainer.tui import asking, feedback
from trainer.tui.base import NARROW
from trainer.tui.phases import Phase, ReviewKeys
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar

ANSWER = "answer "
"""Before a card's key: where what was typed for it and is not settled is kept."""
HELD = 0.4
"""Seconds within which a second enter is the first one still held down."""


class ReviewScreen(ReviewKeys):
    """One card after another, until it is enough."""

    AUTO_FOCUS = ""
    calm: ClassVar[bool] = False
    """Whether a miss is shown without a word about it."""
    where = getters.query_one("#where", Static)
    scene = getters.query_one("#scene", Static)
    hint_line = getters.query_one("#hint", Static)
    looked_at = getters.query_one("#feedback", Static)
    grades = getters.query_one("#grades", Static)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.selected: Grade | None = None
        self.filled: list[str] = []
        """The gaps answered so far, of a card with several."""
        self.review_id = 0
        self.nudged = False
        self.pressed: datetime | None = None
        """When enter was pressed, if it was the last key."""
        self.earlier: Sequence[str] = ()
        """What was typed before: for the whole answer, or for each gap."""

    def compose(self) -> ComposeResult:
        yield Static(id="where")
        with VerticalScroll(id="card", classes="page", can_focus=False):
            yield Static(id="scene")
            yield Static(id="hint")
            yield AnswerBox(id="answer")
            yield Static(id="feedback")
        yield Static(id="grades")
        yield KeyBar()

    def on_mount(self) -> None:
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        if self.session.question is None:
            self.advance()
        else:  # an undo from the last screen brought us back
            self.ask()
        self.warm_up()

    @work(thread=True)
    def warm_up(self) -> None:
        """Load the judge and the scheduler while the learner reads: 100 ms that no key has to wait for."""
        import trainer.grading.judge
        import trainer.memory.scheduler

        trainer.memory.scheduler.warm_up()

    def on_resize(self) -> None:
        """Lines are broken for the width that there is."""
        if self.is_mounted and self.session.question is not None:
            self.show_where()
            if self.phase is not Phase.ASKING:
                self.show_answer()

    # -- asking ------------------------------------------------------------------------------------------------------

    def advance(self) -> None:
        """The next card, or the end of the session."""
        question = self.desk.next(self.session)
        if question is not None:
            self.ask()
        elif self.session.reviews:
            from trainer.tui.screens.done import DoneScreen

            self.app.switch_screen(DoneScreen(self.session))
        else:
            self.dismiss()

    def ask(self) -> None:
        """Show a card; the box holds what was typed for it before and is not settled, if anything."""
        self.nudged = self.hint_shown = False
        self.review_id = self.desk.store.new_id()
        self.hint_line.display = False
        self.show_where()
        self.turn_to_box(self.draft())
        if self.question.taken_back is not None:
            self.show_hint(Content.styled(self.t("review.taken_back"), "$text-success"))
        elif any(self.earlier):
            self.say_draft_is_back()

    def say_draft_is_back(self) -> None:
        """Over the box, where it hides nothing."""
        self.show_hint(Content.styled(self.t("cram.draft_back"), "$text-muted"))

    def turn_to_box(self, text: str) -> None:
        """Ask for the answer, with this text to go on from."""
        self.phase = Phase.ASKING
        self.answer = self.kept = None
        self.kept_now = False
        self.filled = []
        self.earlier = text.split("\n") if asking.gaps(self.card) > 1 else (text,)
        self.looked_at.update("")
        self.grades.update("")
        self.box.display = True
        # Empty it would still take a line, for want of which the beginning of a question scrolls away.
        self.looked_at.display = False
        self.grades.display = False
        self.open_box()

    def open_box(self) -> None:
        """The box for the whole answer, or for the gap whose turn it is."""
        question = self.question
        card, of = question.card, asking.gaps(question.card)
        self.scene.update(asking.scene(question, self.filled, self.t))
        if of > 1:
            placeholder = self.t("review.type_gap", n=len(self.filled) + 1, of=of)
        else:
            placeholder = self.t(f"review.type_{card.kind.value}")
        one_line = card.kind in (Kind.TERM, Kind.CLOZE)
        text = next(iter(self.earlier[len(self.filled) :]), "")
        self.box.ask(one_line=one_line, placeholder=placeholder, text=text)
        self.set_focus(self.box)  # at once: Widget.focus would come behind keys that were typed ahead
        self.refresh_bindings()
        self.call_after_refresh(self.box.scroll_visible, animate=False)

    @property
    def narrow(self) -> bool:
        return self.app.size.width < NARROW

    def show_where(self) -> None:
        deck = self.desk.library.deck(self.card.deck)
        title = deck.title if deck else ""
        line = asking.where(self.question, self.session, title, self.t, self.text_width, narrow=self.narrow)
        self.where.update(line)

    @on(TextArea.Changed)
    def typing(self) -> None:
        if self.phase is Phase.ASKING and self.box.text:
            self.session.key(self.desk.now())

    def action_send(self) -> None:
        self.box.send()

    def action_hint(self) -> None:
        self.hint_shown = True
        hint = self.session.hint() or self.t("review.no_hint")
        self.show_hint(Content.assemble((self.t("review.hint") + " ", "$text-muted"), hint))
        self.refresh_bindings()

    def show_hint(self, line: Content) -> None:
        self.hint_line.update(line)
        self.hint_line.display = True

    def answered(self, text: str) -> None:
        """Judge what was sent, once every gap has its answer."""
        if self.phase is not Phase.ASKING:
            return
        if asking.gaps(self.card) > 1:
            self.filled.append(text)
            if len(self.filled) < asking.gaps(self.card):
                self.open_box()
                return
            text = "\n".join(self.filled)
        answer = self.desk.submit(self.session, text)
        if not self.nudged and (other := self.desk.elsewhere(answer)) is not None:
            self.nudged = True  # once a card: the same answer again is taken at its word
            self.filled, self.earlier = [], ()
            self.show_hint(Content.assemble((self.t("review.elsewhere") + ": ", "$text-warning"), other.prompt))
            self.open_box()
            return
        self.answer = answer
        self.selected = answer.proposal.grade
        self.pressed = self.desk.now()
        with self.app.batch_update():  # one new layout rather than four
            # Not by a class on the screen, which would style every widget anew: 10 ms.
            self.box.display = self.hint_line.display = False
            self.looked_at.display = True
            self.set_focus(None)
            if answer.asks_points:
                self.turn_to_points()
            else:
                self.turn_to_verdict()

    # -- looking at it together --------------------------------------------------------------------------------------

    def turn_to_points(self) -> None:
        """Own words: which points are in it is the learner's to say."""
        self.phase = Phase.TICKING
        # On a narrow screen the points need the room, and the line of keys says the same.
        self.grades.display = not self.narrow
        self.show_answer()
        self.scroller.scroll_home(animate=False)

    def turn_to_verdict(self) -> None:
        self.phase = Phase.SETTLING
        self.grades.display = True
        self.show_answer()
        self.scroller.scroll_home(animate=False)

    def show_answer(self) -> None:
        """The verdict, or the points to tick; and the grades with what each would give."""
        answer, width = self.answer, self.text_width
        assert answer is not None
        if self.phase is Phase.TICKING:
            self.looked_at.update(feedback.points_feedback(answer, self.t, width, calm=self.calm))
            self.grades.update(Content.styled(self.t("review.tick"), "$text-muted"))
        elif in_own_words(self.card):
            lines = [line.text for line in self.desk.store.lines(self.card.key)]
            before = lines[-2] if self.kept is not None and len(lines) > 1 else None
            kept = lines[-1] if lines else None
            self.looked_at.update(
                feedback.models_feedback(
                    answer, self.card, kept, self.t, width, before=before, keeps=self.keeps, calm=self.calm
                )
            )
            self.show_grades()
        else:
            self.looked_at.update(feedback.short_feedback(answer, self.card, self.t, width, calm=self.calm))
            self.show_grades()
        self.call_after_refresh(self.refresh_bindings)  # by then it is known whether there is more to scroll to

    def show_grades(self) -> None:
        self.grades.update(self.grade_row())

    def grade_row(self) -> Content:
        answer, now = self.answer, self.desk.now()
        assert answer is not None
        return feedback.grade_row(
            self.session.choices(now),
            self.selected,
            self.desk.day_of(now),
            self.t,
            self.text_width,
            easy=answer.proposal.easy,
        )

    def action_digit(self, digit: int) -> None:
        """Tick a point, or choose a grade."""
        self.pressed = None
        answer = self.answer
        assert answer is not None
        if self.phase is Phase.TICKING:
            self.answer = self.session.tick(answer, digit - 1)
            self.selected = self.answer.proposal.grade
            self.show_answer()
        elif digit <= len(Grade):
            self.selected = Grade(digit)
            self.show_grades()

    def action_choose(self, step: int) -> None:
        self.pressed = None
        start = self.selected or (Grade.AGAIN if step > 0 else Grade.EASY)
        moved = start + step if self.selected else start
        self.selected = Grade(min(max(moved, Grade.AGAIN), Grade.EASY))
        self.show_grades()

    def action_overrule(self, override: str) -> None:
        """The learner decides; once more takes it back, and with it a wording that was kept for it."""
        self.pressed = None
        answer = self.answer
        assert answer is not None
        if not self.keep_no_longer():
            return
        self.answer = self.session.overrule(answer, Override(override))
        self.selected = self.answer.proposal.grade
        self.show_answer()

    def action_accept(self) -> None:
        """Ticks to models; a settled grade to disk, and on to the next card."""
        answer = self.answer
        if self.session.question is None or answer is None or self.held_down(answer):
            return
        if self.phase is Phase.TICKING:
            self.answer = answer = self.session.confirm(answer)
            self.selected = answer.proposal.grade
            self.turn_to_verdict()
        elif self.selected is None:
            first = Content.styled(self.t("review.choose_first"), "bold $text-warning")
            self.grades.update(Content("\n").join([first, self.grade_row()]))
        elif self.record():
            self.advance()

    def held_down(self, answer: Answer) -> bool:
        """Whether enter is the one before, held or pressed twice out of habit, on a verdict that wants to be read.

        It would grade a whole session Again. A short answer that is right goes on with it.
        """
        before, self.pressed = self.pressed, self.desk.now()
        quick = before is not None and (self.pressed - before).total_seconds() < HELD
        if in_own_words(self.card):  # those are sent with two
            return quick and not answer.judged.typed.strip()
        right = answer.judged.verdict in (Verdict.CORRECT, Verdict.CLOSE) and not answer.judged.unsure
        return quick and not right

    def record(self) -> bool:
        """Put the answer on disk with the chosen grade; where that fails the card stays, to try again with enter."""
        assert self.answer is not None
        assert self.selected is not None
        place = self.place
        try:
            self.desk.record(self.session, self.answer, self.selected, review_id=self.review_id)
        except TrainerError as error:
            self.grades.update(Content.styled(self.t.say(error.message), "bold $text-error"))
            return False
        self.keep_typed(place, "")
        return True

    # -- the learner's own wordings and lines ------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Keep what was typed: as the learner's own line, or as a wording that counts, or never counts, from now on.

        A line is kept beside the one before; once more takes it away again.
        """
        answer = self.answer
        assert answer is not None
        if answer.keeps_wording:
            changed = self.kept_now = self.told(lambda: self.desk.keep_wording(answer))
        else:
            changed = self.told(lambda: self.turn_line(answer.judged.typed.strip()))
        if changed:
            self.app.tell(message("review.noted" if self.kept_now else "review.not_kept"))
            self.show_answer()

    def turn_line(self, typed: str) -> None:
        """Keep the line, or no longer. Raises StoreError."""
        if self.kept is None:
            assert self.answer is not None
            self.kept = self.desk.add_line(self.card, typed, self.answer.points)
        else:
            self.desk.store.remove_line(self.kept)
            self.kept = None
        self.kept_now = self.kept is not None

    def keep_no_longer(self) -> bool:
        """Take back what was kept from this answer, which goes or is judged anew. Whether that went well."""
        answer, line = self.answer, self.kept
        went = True
        if line is not None:
            went = self.told(lambda: self.desk.store.remove_line(line))
        elif answer is not None and self.kept_now:
            went = self.told(lambda: self.desk.forget_wording(answer))
        if went:
            self.kept, self.kept_now = None, False
        return went

    def told(self, change: Callable[[], object]) -> bool:
        """Change something in the store; where that fails, say why."""
        try:
            change()
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        return True

    # -- the card itself ---------------------------------------------------------------------------------------------

    def action_edit_card(self) -> None:
        """Change the card in its file, and come back; the answer is judged as it was asked."""
        from trainer.tui.screens.card_form import CardFormScreen

        workshop = self.app.workshop
        self.desk.reload()
        if (given := self.desk.library.deck(self.card.deck)) is not None and not given.own:
            self.app.tell(message("workshop.not_yours", title=given.title), warning=True)
            return
        card = self.desk.card(self.card.key)
        deck = self.desk.library.deck(card.deck) if card else None
        if card is None or deck is None:
            self.app.tell(message("workshop.card_gone"), warning=True)
            return
        try:
            form = workshop.form_of(deck, card.line)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return
        self.app.push_screen(CardFormScreen(deck, line=card.line, form=form), self.card_changed)

    def card_changed(self, saved: CardKey | None) -> None:
        if saved is not None:
            self.session.renew(self.desk.library.cards)
            self.show_hint(Content.styled(self.t("workshop.changed_for_later"), "$text-success"))
            self.scroller.scroll_home(animate=False)

    # -- back, and away ----------------------------------------------------------------------------------------------

    def action_step_back(self) -> None:
        """Back on this card: from the verdict to its points, and from there to what was typed.

        A short answer is not typed anew once the right one was in sight: there it takes back the card before.
        """
        answer = self.answer
        assert answer is not None
        if not in_own_words(self.card):
            self.action_undo()
        elif self.phase is Phase.SETTLING and answer.to_tick:
            self.turn_to_points()
        elif self.keep_no_longer():
            self.turn_to_box(answer.judged.typed)
            self.hint_line.display = self.hint_shown

    def action_undo(self) -> None:
        """Take back the last recorded answer, and ask its card again. What is typed for this one waits for it."""
        if self.keep_typed(self.place, self.typed) and self.told(lambda: self.desk.undo(self.session)):
            self.keep_no_longer()
            self.ask()

    @property
    def place(self) -> str:
        """Where what is typed for this card and not settled is kept."""
        return ANSWER + self.card.key

    def draft(self) -> str:
        """What was typed for this card before, and is not settled."""
        return self.desk.store.unsent(self.place) or self.question.taken_back or ""

    def keep_typed(self, place: str, text: str) -> bool:
        """Keep it for when the card comes again; "" forgets it. Whether that went well."""
        return self.told(lambda: self.desk.store.keep_unsent(place, text))

    @property
    def typed(self) -> str:
        """What stands there as the answer by now: a line for each gap."""
        if self.answer is not None:
            return self.answer.judged.typed
        texts = [*self.filled, self.box.text, *self.earlier[len(self.filled) + 1 :]]
        return "\n".join(texts) if any(text.strip() for text in texts) else ""

    def action_scroll(self, step: int) -> None:
        self.scroller.scroll_relative(y=2 * step, animate=False)

    def action_page(self, step: int) -> None:
        """Half a screen, also while the box has the arrows."""
        self.scroller.scroll_relative(y=step * max(1, self.scroller.size.height // 2), animate=False)

    def leaving(self) -> bool:
        """An answer that only waited for its enter counts, with the grade that stands there; others wait in the box."""
        if self.session.question is None:
            return True
        if self.phase is Phase.SETTLING and self.selected is not None:
            return self.record()
        return self.keep_typed(self.place, self.typed)

    def action_leave(self) -> None:
        """Back to where one came from. Everything answered is on disk, and what is not settled waits in the box."""
        if self.may_go("leave"):
            self.dismiss()
