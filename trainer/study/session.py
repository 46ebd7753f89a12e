"""One sitting: which card comes now, what an answer to it is worth, and when it is enough.

No screen and no disk in here. A face (the terminal application, or lines of text) drives it:

    while question := session.next(schedules, now):
        answer = session.submit(typed, now)          # judged, with a proposed grade
        review = session.review(answer, grade, now)  # what was settled
        store.record(review)                         # on disk, or an error with the card still there
        session.recorded(review)

A missed card comes back after two others until it is right once. The sitting stops at its limit: no card is started
that would mostly lie beyond it, and what is left waits for another day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from trainer.cards.model import Card, CardKey, Cloze, Short
from trainer.grading.model import Judgement, Reason, Wordings
from trainer.grading.ticks import settled, ticked
from trainer.memory.model import Grade, Schedule
from trainer.memory.pace import IDLE, Answered
from trainer.settings import Settings
from trainer.store.review import Review
from trainer.study.grades import Proposal, propose
from trainer.study.plan import Paces, Plan, in_own_words

REST = 2
"""How many other cards come before a missed one is asked again."""


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked now."""

    card: Card
    scene: int
    """Which of the card's scenes: they take turns from review to review."""
    schedule: Schedule | None
    """None: never asked before."""
    repeat: bool = False
    """It was asked earlier in this sitting."""
    new_scene: bool = False
    """Though asked earlier in this sitting, it was not in this scene."""
    taken_back: str | None = field(default=None, compare=False)
    """What was typed for it, where that answer was taken back."""

    @property
    def text(self) -> str:
        return self.card.scenes[self.scene]


class Override(StrEnum):
    """The learner's own view of an answer, against the trainer's."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer judged but not yet settled: the learner may still overrule it, or tick its points."""

    question: Question
    judged: Judgement
    """What the trainer made of it."""
    ticked: Judgement
    """The same with the learner's ticks."""
    proposal: Proposal
    """The grade to propose for it by now."""
    hinted: bool
    first_key: float | None
    override: Override | None = None

    @property
    def judgement(self) -> Judgement:
        """What it is by now, after the learner's ticks or overruling."""
        return self.ticked if self.override is None else settled(self.ticked, right=self.override is Override.RIGHT)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed: then there is nothing that the learner was right about."""
        return not self.judged.typed.strip()

    @property
    def to_tick(self) -> bool:
        """Whether there are points that only the learner can tell: own words, with something typed."""
        open_points = any(not (part.certain and part.hit) for part in self.judged.parts)
        return in_own_words(self.question.card) and open_points and not self.empty

    @property
    def asks_points(self) -> bool:
        """Whether the learner looks at the points before the verdict: not where it is a line that was kept."""
        return self.to_tick and not self.judged.kept

    @property
    def points(self) -> tuple[tuple[str, bool], ...]:
        """The points that are settled by now, by name, and whether they are in it."""
        return tuple((part.name, part.hit) for part in self.ticked.parts if not part.perhaps)

    @property
    def keeps_wording(self) -> bool:
        """Whether it is one short answer that the learner overruled, so that its wording can count from now on."""
        answer = self.question.card.answer
        short = isinstance(answer, Short) or (isinstance(answer, Cloze) and len(answer.gaps) == 1)
        refused = self.judged.reason is Reason.REFUSED and self.override is Override.RIGHT
        return short and self.override is not None and not self.empty and not refused


class Stopwatch:
    """Seconds of work on one card. A pause counts for at most a minute: then it is a doorbell and not thinking."""

    def __init__(self, now: datetime) -> None:
        self._last = now
        self.seconds = 0.0
        self.first_key: float | None = None

    def lap(self, now: datetime, *, longest: float = IDLE) -> None:
        """Count the time since the last lap, at most `longest` seconds; a clock that stepped back counts nothing."""
        self.seconds += min(max((now - self._last).total_seconds(), 0.0), longest)
        self._last = now

    def key(self, now: datetime) -> None:
        """A key of the answer was pressed."""
        self.lap(now)
        if self.first_key is None:
            self.first_key = self.seconds


@dataclass(frozen=True, slots=True)
class _Turn:
    """Everything that one answer changes: kept before each, so that undo puts it back."""

    queue: tuple[Card, ...]
    reserve: tuple[Card, ...]
    missed: tuple[tuple[Card, int], ...]
    """Cards to ask again, each with how many others must come first."""
    paces: Paces
    asked: int = 0
    """First answers so far; repeats are not counted."""
    spent: float = 0.0
    """Seconds of work so far."""

    def without(self, card: Card) -> _Turn:
        """The same with a card left out that is asked now, wherever it waited."""
        return replace(
            self,
            queue=tuple(other for other in self.queue if other.key != card.key),
            reserve=tuple(other for other in self.reserve if other.key != card.key),
            missed=tuple((other, rest) for other, rest in self.missed if other.key != card.key),
        )


class Session:
    """A sitting in progress."""

    def __init__(self, plan: Plan, settings: Settings, paces: Paces, *, day_of: Callable[[datetime], date]) -> None:
        self._settings = settings
        self._day_of = day_of
        self._turn = _Turn(plan.cards, plan.reserve, (), paces)
        self._ahead = plan.ahead
        self._guide = plan.guide
        self._misses_return = plan.misses_return
        self._history: list[tuple[_Turn, Question, Review]] = []
        self._watch: Stopwatch | None = None
        self._hinted = False
        self._cards: Mapping[CardKey, Card] = {}
        """Cards that were changed since they were planned, among others."""
        self.question: Question | None = None
        self.guided = plan.guided
        """About how many answers the events ask for."""
        self.planned = len(plan.cards) + plan.guided
        self.expected = plan.seconds
        """Expected length in seconds."""
        self._guided_seconds = max(0.0, plan.seconds - sum(map(paces.seconds, plan.cards)))

    # -- what comes now ----------------------------------------------------------------------------------------------

    def next(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> Question | None:
        """The next question, or None when it is enough; `schedules` are the store's, as they stand now.

        A card that another program has dealt with in the meantime is passed over.
        """
        today = self._day_of(now)
        if (guided := self._guided(schedules, now)) is not None:
            self._turn = self._turn.without(guided)
            schedule = schedules.get(guided.key)
            again = self._was_asked(guided)
            self._ask(Question(guided, _scene(guided, schedule), schedule, again), now)
            return self.question
        while (picked := self._pick()) is not None:
            card, repeat, self._turn = picked
            schedule = schedules.get(card.key)
            if schedule is not None and schedule.due > today and not (self._ahead and schedule.day < today):
                continue
            self._ask(Question(card, _scene(card, schedule), schedule, repeat), now)
            return self.question
        self.question = None
        return None

    def put(self, card: Card, schedules: Mapping[CardKey, Schedule], now: datetime) -> Question:
        """Ask this card now, whatever was planned."""
        schedule = schedules.get(card.key)
        self._turn = self._turn.without(card)
        return self._ask(Question(card, _scene(card, schedule), schedule), now)

    def _guided(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> Card | None:
        """What an event asks for, as long as there is room; a missed card that has rested goes before it."""
        if self._guide is None or any(rest <= 0 for _, rest in self._turn.missed):
            return None
        card = self._guide.next(schedules, now)
        return card if card is not None and self._fits(card, repeat=self._was_asked(card)) else None

    def _was_asked(self, card: Card) -> bool:
        return any(question.card.key == card.key for _, question, _ in self._history)

    def _pick(self) -> tuple[Card, bool, _Turn] | None:
        turn = self._turn
        for place, (card, rest) in enumerate(turn.missed):
            if rest <= 0 and self._fits(card, repeat=True):
                return card, True, replace(turn, missed=turn.missed[:place] + turn.missed[place + 1 :])
        for place, card in enumerate(turn.queue):
            if self._fits(card):
                return card, False, replace(turn, queue=turn.queue[:place] + turn.queue[place + 1 :])
        for place, card in enumerate(turn.reserve):
            if self._fits(card):
                return card, False, replace(turn, reserve=turn.reserve[:place] + turn.reserve[place + 1 :])
        for place, (card, _) in enumerate(turn.missed):
            if self._fits(card, repeat=True):
                return card, True, replace(turn, missed=turn.missed[:place] + turn.missed[place + 1 :])
        return None

    def _fits(self, card: Card, *, repeat: bool = False) -> bool:
        """Whether there is room to start a card: at least half of it must lie within the limit."""
        if not self._history:
            return True
        if self._settings.limit == "cards":
            return repeat or self._turn.asked < self._settings.cards
        return self._turn.spent + self._turn.paces.seconds(card) / 2 <= self._settings.minutes * 60

    def _ask(self, question: Question, now: datetime) -> Question:
        question = _renewed(question, self._cards)
        scenes = {asked.scene for _, asked, _ in self._history if asked.card.key == question.card.key}
        self.question = replace(question, new_scene=question.repeat and question.scene not in scenes)
        self._watch = Stopwatch(now)
        self._hinted = False
        return self.question

    # -- an answer ---------------------------------------------------------------------------------------------------

    def key(self, now: datetime) -> None:
        """The learner pressed a key in the answer."""
        if self._watch is not None:
            self._watch.key(now)

    @property
    def hinted(self) -> bool:
        """Whether the hint of this card was given."""
        return self._hinted

    def hint(self) -> str:
        """The card's hint, which from now on counts as given."""
        assert self.question is not None
        self._hinted = True
        return self.question.card.hint

    def submit(self, typed: str, now: datetime, wordings: Wordings | None = None, *, keys_seen: bool = True) -> Answer:
        """Judge what was typed. Nothing is settled yet, and it may be submitted again.

        `keys_seen` is False where only whole lines arrive: then there is no telling quick from slow, and a long
        silence may have been typing.
        """
        from trainer.grading.judge import judge  # rapidfuzz: 20 ms that only the first answer needs

        question, watch = self.question, self._watch
        assert question is not None
        assert watch is not None
        watch.lap(now, longest=IDLE if keys_seen else 4 * self._turn.paces.seconds(question.card))
        judged = judge(question.card, typed, scene=question.scene, wordings=wordings or Wordings())
        first_key = watch.first_key if keys_seen else None
        return self._proposed(Answer(question, judged, judged, Proposal(None), self._hinted, first_key))

    def tick(self, answer: Answer, place: int) -> Answer:
        """The learner says that a point is, or is not, in the answer. What was certainly seen stays."""
        parts = answer.ticked.parts
        if not 0 <= place < len(parts) or (parts[place].certain and parts[place].hit):
            return answer
        return self._looked_at(answer, [part.hit is not (place == at) for at, part in enumerate(parts)])

    def confirm(self, answer: Answer) -> Answer:
        """The learner has looked at the points and leaves the ticks as they are."""
        return self._looked_at(answer, [part.hit for part in answer.ticked.parts])

    def _looked_at(self, answer: Answer, hits: Sequence[bool]) -> Answer:
        return self._proposed(replace(answer, ticked=ticked(answer.ticked, hits), override=None))

    def overrule(self, answer: Answer, override: Override) -> Answer:
        """The learner was right, or wrong, whatever the trainer thinks; asking for the same again takes it back."""
        return self._proposed(replace(answer, override=None if answer.override is override else override))

    def _proposed(self, answer: Answer) -> Answer:
        """The answer with the grade that it deserves by now."""
        question = answer.question
        proposal = propose(
            answer.judgement,
            hinted=answer.hinted,
            first_key=answer.first_key,
            pace=self._turn.paces.of(question.card),
            schedule=question.schedule,
        )
        return replace(answer, proposal=proposal)

    def choices(self, now: datetime) -> Mapping[Grade, Schedule]:
        """What each grade would give: the day that is shown is the day it becomes."""
        from trainer.memory.scheduler import choices  # fsrs: 60 ms that only the first answer needs

        assert self.question is not None
        return choices(
            self.question.schedule,
            card=self.question.card.key,
            at=now,
            day=self._day_of(now),
            retention=self._settings.retention,
        )

    def review(self, answer: Answer, grade: Grade, now: datetime, *, review_id: int) -> Review:
        """The review as settled with `grade`, ready to be recorded. Nothing moves on before `recorded`."""
        from trainer.memory.scheduler import review

        question, watch, day = answer.question, self._watch, self._day_of(now)
        assert watch is not None
        watch.lap(now)
        card = question.card
        after = review(
            question.schedule,
            grade,
            card=card.key,
            at=now,
            day=day,
            review_id=review_id,
            retention=self._settings.retention,
        )
        return Review(
            id=review_id,
            card=card.key,
            deck=card.deck,
            at=now,
            day=day,
            typed=answer.judged.typed,
            verdict=answer.judged.verdict,
            reason=answer.judged.reason,
            credit=answer.judgement.credit,
            unsure=answer.judged.unsure,
            proposed=answer.proposal.grade,
            grade=grade,
            override=answer.override is not None,
            hinted=answer.hinted,
            repeat=question.repeat,
            scene=question.scene,
            own_words=in_own_words(card),
            seconds=round(watch.seconds, 1),
            first_key=None if answer.first_key is None else round(answer.first_key, 1),
            before=question.schedule,
            after=after,
            retention=self._settings.retention,
        )

    def recorded(self, review: Review) -> None:
        """The review is on disk: the sitting goes on."""
        question = self.question
        assert question is not None
        self._history.append((self._turn, question, review))
        turn = self._turn
        missed = tuple((card, rest - 1) for card, rest in turn.missed)
        if self._guide is not None:
            self._guide.recorded(review, review.at)
        if review.grade is Grade.AGAIN and self._misses_return:
            missed = (*missed, (question.card, REST))
        self._turn = replace(
            turn,
            missed=missed,
            paces=turn.paces.after(Answered(review.seconds, review.first_key), own_words=review.own_words),
            asked=turn.asked + (not question.repeat),
            spent=turn.spent + review.seconds,
        )
        self.question = None

    # -- looking back ------------------------------------------------------------------------------------------------

    @property
    def last(self) -> Review | None:
        """The review that undo would take back."""
        return self._history[-1][2] if self._history else None

    def undone(self, schedules: Mapping[CardKey, Schedule], now: datetime) -> Question:
        """The last review was taken back in the store: its card is asked again, as if it had not been answered.

        `schedules` are the store's without it. A hint that was given stays given, and what was typed comes along.
        """
        self._turn, question, review = self._history.pop()
        if self._guide is not None:
            self._guide.undone(schedules, now)
        asked = self._ask(replace(question, taken_back=review.typed), now)
        self._hinted = review.hinted
        return asked

    def renew(self, cards: Mapping[CardKey, Card]) -> None:
        """From here on ask cards as they are written by now; what is asked or judged at this moment stays as it was."""
        self._cards = cards

    @property
    def reviews(self) -> tuple[Review, ...]:
        """What was answered in this sitting, oldest first."""
        return tuple(review for _, _, review in self._history)

    @property
    def progress(self) -> float:
        """How far the sitting is, 0..1: by its clock or by its cards, whichever will end it."""
        turn, question, settings = self._turn, self.question, self._settings
        first = len(turn.queue) + len(turn.reserve) + (question is not None and not question.repeat)
        if settings.limit == "cards":
            first = min(first, settings.cards - turn.asked)
        left = first + len(turn.missed) + (question is not None and question.repeat)
        by_cards = turn.asked / (turn.asked + left) if turn.asked + left else 1.0
        by_clock = turn.spent / (settings.minutes * 60) if settings.limit == "minutes" else 0.0
        if self.guided and settings.limit == "minutes":
            return min(1.0, by_clock)  # how many cards an event asks for is not settled beforehand
        return max(by_cards, min(1.0, by_clock))

    @property
    def seconds_left(self) -> float | None:
        """Seconds that are left, by the estimate that planned the sitting; None where a number of cards ends it.

        What the cards still planned are expected to take, with those in reserve that fit by now, up to the limit.
        """
        if self._settings.limit == "cards":
            return None
        turn, question = self._turn, self.question
        room = max(0.0, self._settings.minutes * 60 - turn.spent)
        waiting = [*turn.queue, *(card for card, _ in turn.missed)]
        guided = self._guided_left
        if question is not None and not guided:
            waiting.append(question.card)
        left = sum(map(turn.paces.seconds, waiting))
        if guided:
            left += self._guided_seconds * guided / self.guided
        for card in turn.reserve:
            if left + (more := turn.paces.seconds(card)) <= room:
                left += more
        return min(room, left)

    @property
    def _guided_left(self) -> int:
        """About how many answers the events still ask for, the present one included."""
        return max(0, self.guided - len(self._history))

    @property
    def left(self) -> int:
        """How many cards are still planned, the present one included; the clock may end it sooner."""
        guided = max(0, self._guided_left - (self.question is not None))
        return guided + len(self._turn.queue) + len(self._turn.missed) + (self.question is not None)


def _renewed(question: Question, cards: Mapping[CardKey, Card]) -> Question:
    card = cards.get(question.card.key, question.card)
    return replace(question, card=card, scene=question.scene % len(card.scenes))


def _scene(card: Card, schedule: Schedule | None) -> int:
    return 0 if schedule is None else schedule.reviews % len(card.scenes)
