"""A session in lines of text: the same one as on the screen, without colours, boxes or a moving cursor.

Every answer is on disk before the next card is shown. The end of the input, or ctrl+c, ends the session wherever it is;
an answer that was given is then kept, its ticks as they stand, with the grade proposed; without a proposal it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trainer.cards.model import Card, Cloze, Kind, OwnWords
from trainer.cli import feedback
from trainer.cli.call import DONE, INTERRUPTED
from trainer.cli.lines import YES, ask, edited, say, wrapped
from trainer.days import about, minutes_said
from trainer.desk import Desk
from trainer.i18n import TrainerError
from trainer.memory.model import Grade
from trainer.study.outcome import outcome
from trainer.study.plan import in_own_words
from trainer.study.session import Answer, Override, Question, Session

HINT = "?"
UNDO = "u"
UNDO_WHILE_ASKED = HINT + UNDO  # a lone u is an answer, to a card about je and u
OVERRIDES = {"r": Override.RIGHT, "f": Override.WRONG, "w": Override.WRONG}
GRADES = {str(int(grade)): grade for grade in Grade}


class Back(Exception):
    """The learner takes the last recorded answer back."""


def practise(desk: Desk, session: Session) -> int:
    """Run the session to its end; the exit code. Raises StoreError where the input ends while nothing can be saved."""
    edited()
    sitting = Sitting(desk, session)
    code = DONE
    try:
        sitting.run()
    except EOFError:
        pass
    except KeyboardInterrupt:
        say()
        code = INTERRUPTED
    finally:
        sitting.close()
    return code


class Sitting:
    """A session with one learner."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk = desk
        self.session = session
        self.t = desk.t
        self.answer: Answer
        self._explained: set[str] = set()
        self._finished = False

    def run(self) -> None:
        """Ask until it is enough."""
        time = self.t.say(about(self.session.expected))
        self._say(self.t("plain.begin", n=self.session.planned, time=time))
        self._say(self.t("plain.how", hint=HINT, undo=UNDO_WHILE_ASKED))
        question = self.desk.next(self.session)
        while True:
            try:
                if question is None:
                    self._last_word()
                    self._finished = True
                    return
                self._card(question)
                question = self.desk.next(self.session)
            except Back:
                question = self._taken_back(question)

    def close(self) -> None:
        """What it came to, and what tomorrow brings."""
        result = outcome(self.session.reviews)
        say()
        if not result.answered:
            self._say(self.t("plain.nothing_answered"))
            return
        counts = (("plain.known", result.known), ("plain.learned", result.learned), ("plain.later", result.later))
        said = [self.t(key, n=len(cards)) for key, cards in counts if cards]
        answered = self.t("done.answered", n=result.answered, time=self.t.say(minutes_said(result.seconds)))
        self._say(" ".join((answered, *said)))
        from trainer.agenda import Agenda

        ready = self.t("done.ready" if self._finished else "plain.stopped")
        self._say(f"{ready} {self.t.say(Agenda(self.desk).tomorrow())}")

    def _say(self, text: str) -> None:
        if text:
            say(wrapped(text))

    def _all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _once(self, key: str, **values: str) -> None:
        """Explain something the first time that it matters."""
        if key not in self._explained:
            self._explained.add(key)
            self._say(self.t(key, **values))

    # -- one card ----------------------------------------------------------------------------------------------------

    def _card(self, question: Question) -> None:
        """Ask it, look at the answer together, and put it on disk."""
        self._present(question)
        review_id = self.desk.store.new_id()
        typed = self._typed(question.card)
        self.answer = self.desk.submit(self.session, typed, keys_seen=False)
        try:
            if other := self.desk.elsewhere(self.answer):
                self._say(f"{self.t('review.elsewhere')}: {other.prompt}")
                self.answer = self.desk.submit(self.session, self._typed(question.card), keys_seen=False)
            if in_own_words(question.card):
                self._points()
            else:
                self._all(feedback.short(self.answer, self.t))
            self._all(feedback.background(question.card, self.desk.store.lines(question.card.key), self.t))
            self._aloud(question.card)
            grade = self._grade()
        except (EOFError, KeyboardInterrupt):
            if self.answer.proposal.grade is not None:
                self._record(self.answer.proposal.grade, review_id)
            raise
        self._record(grade, review_id)

    def _present(self, question: Question) -> None:
        done = len(self.session.reviews)
        deck = self.desk.library.deck(question.card.deck)
        title = deck.title if deck else question.card.deck
        say()
        self._say(self.t("plain.card", n=done + 1, of=done + self.session.left, deck=title))
        self._say(feedback.asked(question, self.t))

    def _record(self, grade: Grade, review_id: int) -> None:
        """On disk, or not at all: then enter tries again. Raises StoreError where nobody is left to try."""
        while True:
            try:
                self.desk.record(self.session, self.answer, grade, review_id=review_id)
            except TrainerError as error:
                self._say(self.t.say(error.message))
                try:
                    ask(self.t("plain.try_again"))
                except EOFError:
                    raise error from None
            else:
                return

    # -- typing ------------------------------------------------------------------------------------------------------

    def _typed(self, card: Card) -> str:
        """The answer: a line, a line for each gap, or lines up to an empty one."""
        if isinstance(card.answer, Cloze) and len(card.answer.gaps) > 1:
            gaps = [self._line(self.t("plain.gap_prompt", n=n)) for n in range(1, len(card.answer.gaps) + 1)]
            return "\n".join(gaps) if any(gaps) else ""
        if card.kind in (Kind.TERM, Kind.CLOZE):
            return self._line(self.t("plain.answer_prompt"))
        self._once("plain.several_lines")
        prompt = self.t("plain.verdict_prompt" if card.kind is Kind.VERDICT else "plain.answer_prompt")
        lines: list[str] = []
        try:
            while line := self._line(self.t("plain.more_prompt") if lines else prompt):
                lines.append(line)
        except EOFError:  # ctrl+d ends the lines first, and only then the session
            if not lines:
                raise
        return "\n".join(lines)

    def _line(self, prompt: str) -> str:
        """One line of an answer, after any hint that was asked for."""
        while True:
            line = ask(prompt)
            if line == UNDO_WHILE_ASKED and self._can_undo():
                raise Back
            if line == HINT:
                self._hint()
            elif line != UNDO_WHILE_ASKED:
                return line

    def _hint(self) -> None:
        assert self.session.question is not None
        if self.session.question.card.hint:
            self._say(f"{self.t('review.hint')} {self.session.hint()}")
        else:
            self._say(self.t("review.no_hint"))

    # -- looking at the answer ---------------------------------------------------------------------------------------

    def _points(self) -> None:
        """Own words: the learner says which points are in it, and only then hears what that makes of it."""
        judged = self.answer.judged
        if self.answer.asks_points:
            try:
                self._tick()
            finally:  # where the input ends, the ticks count as they stand
                self.answer = self.session.confirm(self.answer)
            self._say(feedback.verdict(self.answer, self.t))
        else:
            self._say(feedback.verdict(self.answer, self.t))
            if not judged.kept:
                self._all(feedback.good_answer(self.answer.question.card, self.t))
        self._all(self.t.say(remark) for remark in judged.remarks)

    def _tick(self) -> None:
        """The points as a list; numbers put a tick on or off until enter leaves it so."""
        while True:
            self._all(feedback.points(self.answer.judgement, self.t))
            self._once("plain.how_to_tick")
            typed = ask(self.t("plain.tick_prompt")).replace(",", " ").split()
            if not typed:
                return
            most = len(self.answer.judgement.parts)
            for word in typed:
                if word in map(str, range(1, most + 1)):
                    self.answer = self.session.tick(self.answer, int(word) - 1)
                else:
                    self._say(self.t("plain.no_such_point", typed=word, most=most))

    def _aloud(self, card: Card) -> None:
        """The learner's own line, where it is worth keeping: said once, and kept."""
        if isinstance(card.answer, OwnWords) and card.answer.keep:
            typed = self.answer.judged.typed.strip()
            before = self.desk.store.lines(card.key)
            if typed or before:
                self._say(self.t("review.aloud"))
            known = bool(before) and before[-1].text in (typed, self.answer.judged.kept)
            if typed and not known and self._yes("plain.keep_prompt"):
                self._keep(lambda: self.desk.add_line(card, typed, self.answer.points))
                if before:
                    self._say(f"{self.t('review.kept_before')}: {before[-1].text}")

    def _offer_wording(self) -> None:
        """After "I was right", or wrong: the wording may count from now on."""
        answer = self.answer
        right = answer.override is Override.RIGHT
        if answer.keeps_wording and self._yes("plain.accept_prompt" if right else "plain.refuse_prompt"):
            self._keep(lambda: self.desk.keep_wording(answer))

    def _yes(self, key: str) -> bool:
        return ask(self.t(key)).casefold() in YES

    def _keep(self, save: Callable[[], object]) -> None:
        try:
            save()
        except TrainerError as error:
            self._say(self.t.say(error.message))
        else:
            self._say(self.t("plain.kept"))

    # -- the grade ---------------------------------------------------------------------------------------------------

    def _grade(self) -> Grade:
        """The grade that the learner settles on."""
        choices = self.session.choices(self.desk.now())
        while True:
            proposed = self.answer.proposal.grade
            self._say(feedback.offer(proposed, choices, self.desk.today, self.t))
            self._once("plain.how_to_grade", undo=UNDO)
            typed = ask(self.t("plain.grade_prompt")).casefold()
            if not typed and proposed is not None:
                return proposed
            if not typed:
                self._say(self.t("review.choose_first"))
            elif typed in GRADES:
                return GRADES[typed]
            elif typed in OVERRIDES and self.answer.empty:
                self._say(self.t("plain.nothing_typed"))
            elif typed in OVERRIDES:
                self.answer = self.session.overrule(self.answer, OVERRIDES[typed])
                self._say(feedback.verdict(self.answer, self.t))
                self._offer_wording()
            elif typed == UNDO:
                if self._can_undo():
                    raise Back
            else:
                self._say(self.t("plain.how_to_grade", undo=UNDO))

    # -- taking back -------------------------------------------------------------------------------------------------

    def _can_undo(self) -> bool:
        if self.session.last is None:
            self._say(self.t("plain.nothing_to_undo"))
        return self.session.last is not None

    def _taken_back(self, question: Question | None) -> Question | None:
        """The card to go on with: the one that was taken back, or where that is refused the one that was asked."""
        try:
            before = self.desk.undo(self.session)
        except TrainerError as error:
            self._say(self.t.say(error.message))
            return question
        self._say(self.t("plain.undone"))
        if before is not None and before.taken_back:
            self._say(f"{self.t('review.you')}: {before.taken_back}")
        return before

    def _last_word(self) -> None:
        """After the last card, it too can still be taken back."""
        if self.session.last is None:
            return
        say()
        if ask(self.t("plain.last_prompt", undo=UNDO)).casefold() == UNDO:
            raise Back
