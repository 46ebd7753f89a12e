"""The learner's desk: settings, decks and history laid out together, for the screens and the command line alike.

Neither face grows its own copy of what is done here: what waits today, a session that begins, an answer recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from random import Random
from typing import TYPE_CHECKING

from trainer import settings as settings_file
from trainer.cards.library import Library, Source, changed, load
from trainer.cards.model import Card, CardKey, Deck, Kind
from trainer.days import local_now, study_day
from trainer.i18n import Catalog, Language, Message, TrainerError, message
from trainer.memory.model import Grade
from trainer.paths import Paths, find_paths
from trainer.settings import Settings
from trainer.store.store import Day, Store
from trainer.study.plan import (
    DeckCounts,
    Paces,
    Plan,
    Waiting,
    by_deck,
    chosen,
    more,
    plan,
    tomorrow,
    waiting,
)

if TYPE_CHECKING:
    from trainer.store.documents import OwnLine
    from trainer.store.review import Review
    from trainer.study.ready import Guide
    from trainer.study.session import Answer, Question, Session


class UnknownDeck(TrainerError):
    """A deck that was asked for by name is not there."""


class WordingRefused(TrainerError):
    """The deck's author lists this wording as not right."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What the learner has added to a card."""

    lines: tuple[str, ...]
    accepted: tuple[str, ...]
    """Wordings that count for this learner."""
    refused: tuple[str, ...]
    """Wordings that never count."""
    flagged: bool
    """The verdict was overruled twice: something about the card may be better changed."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Today at a glance."""

    day: date
    waiting: Waiting
    decks: tuple[DeckCounts, ...]
    plan: Plan
    """What a session begun now would ask."""
    tomorrow: int
    """How many cards tomorrow brings."""
    reviewed: Mapping[date, int]
    """How many answers each of the last two weeks' days saw, oldest first, today last; days without any are 0."""


@dataclass
class Desk:
    """Everything that one learner's trainer works with."""

    paths: Paths
    settings: Settings
    library: Library
    store: Store
    now: Callable[[], datetime]
    rng: Random
    first_run: bool = False
    noted: tuple[Message, ...] = ()
    """What was wrong with the settings, or with a look at the history."""

    @property
    def t(self) -> Catalog:
        """The sentences, in the interface's language."""
        return Catalog(self.settings.language)

    @property
    def problems(self) -> tuple[Message, ...]:
        """Everything that the learner should hear about settings and history."""
        return (*self.noted, *self.store.problems)

    def note(self, problem: Message) -> None:
        """Remember what the learner should hear, once."""
        if problem not in self.noted:
            self.noted = (*self.noted, problem)

    def catch_up(self) -> None:
        """Take in what other programs have recorded; where that fails, it is noted and practice goes on."""
        try:
            self.store.refresh()
        except TrainerError as error:
            self.note(error.message)

    def tidy(self) -> None:
        """Write the snapshot while nobody waits, so that the next start is quick even after a crash."""
        try:
            self.store.checkpoint()
        except TrainerError as error:
            self.note(error.message)

    def day_of(self, at: datetime) -> date:
        """The study day that an instant belongs to."""
        return study_day(at, self.settings.day_start)

    @property
    def today(self) -> date:
        return self.day_of(self.now())

    # -- decks -------------------------------------------------------------------------------------------------------

    @property
    def decks(self) -> tuple[Deck, ...]:
        """The decks that the learner practises."""
        return chosen(self.library.decks, self.settings)

    def named(self, names: Sequence[str]) -> tuple[Deck, ...]:
        """The decks of these names: a key, the last part of one, or a title, whatever the case. Raises UnknownDeck.

        Of two decks with one name, the one in the interface's language is meant.
        """
        found = []
        for name in names:
            wanted = name.casefold()
            fitting = [
                deck
                for deck in self.library.decks
                if wanted in (deck.key.casefold(), deck.key.rpartition("/")[2].casefold(), deck.title.casefold())
            ]
            if not fitting:
                known = ", ".join(deck.key for deck in self.library.decks)
                raise UnknownDeck("study.unknown_deck", name=name, known=known)
            fitting.sort(key=lambda deck: (deck.key.casefold() != wanted, deck.language != self.settings.language))
            found.append(fitting[0])
        return tuple({deck.key: deck for deck in found}.values())

    def reload(self) -> bool:
        """Read the decks again if a file has changed, or what cards are known as; whether it did."""
        links = self.store.links()
        if links == self.library.told and not changed(self.library):
            return False
        self.library = read_library(self.paths, self.settings, links)
        return True

    def relink(self, pairs: Sequence[tuple[CardKey, CardKey]]) -> None:
        """For each pair the history with the first key is that of the card known by the second. Raises StoreError.

        A card that is no longer there by now is left as it is.
        """
        self.reload()
        texts = {known: text for text, known in self.library.links.items()}
        cards = self.library.cards
        self.store.relink({texts.get(card, card): history for history, card in pairs if card in cards})
        self.reload()

    def practise(self, deck: Deck, *, wanted: bool) -> None:
        """Take a deck into what is practised, or out of it. Raises SettingsError."""
        keys = [other.key for other in self.decks if not other.own and other.key != deck.key]
        if wanted:
            keys.append(deck.key)
        order = {other.key: place for place, other in enumerate(self.library.decks)}
        self.save(replace(self.settings, decks=tuple(sorted(keys, key=lambda key: order[key]))))

    # -- what waits --------------------------------------------------------------------------------------------------

    @property
    def paces(self) -> Paces:
        return Paces(short=self.store.pace(own_words=False), own=self.store.pace(own_words=True))

    def waiting(self, decks: Sequence[Deck] | None = None) -> Waiting:
        """What is due today, and the new cards that may join."""
        today = self.today
        return waiting(
            self.decks if decks is None else decks,
            self.store.schedules(),
            self.settings,
            today=today,
            started_today=sum(day.new for day in self.store.days(since=today)),
            suspended=self.store.suspended(),
        )

    def counts(self) -> tuple[DeckCounts, ...]:
        """What waits in every deck there is, practised or not."""
        decks = self.library.decks
        return by_deck(decks, self.waiting(decks), self.store.schedules())

    def tomorrow(self, decks: Sequence[Deck] | None = None) -> int:
        """How many cards tomorrow brings, from the given decks or from those that the learner practises."""
        decks = self.decks if decks is None else decks
        return tomorrow(
            decks, self.store.schedules(), self.settings, today=self.today, suspended=self.store.suspended()
        )

    def overview(self) -> Overview:
        """Today at a glance."""
        today, ready = self.today, self.waiting()
        return Overview(
            day=today,
            waiting=ready,
            decks=by_deck(self.decks, ready, self.store.schedules()),
            plan=self._plan(ready, self.settings),
            tomorrow=self.tomorrow(),
            reviewed=two_weeks(self.store.days(since=today - timedelta(days=13)), today),
        )

    # -- a session ---------------------------------------------------------------------------------------------------

    def _plan(self, ready: Waiting, settings: Settings, *, ahead: bool = False) -> Plan:
        return plan(ready, self.store.schedules(), settings, self.paces, today=self.today, rng=self.rng, ahead=ahead)

    def begin(
        self,
        decks: Sequence[Deck] | None = None,
        *,
        minutes: int | None = None,
        cards: int | None = None,
        ahead: bool = False,
        guide: Guide | None = None,
    ) -> Session:
        """A session over the given decks, or over those that the learner practises; not yet asking anything.

        `minutes` or `cards` overrule the setting. With `ahead` it goes on though nothing is due. What `guide` asks for
        goes first, and has its minutes whatever the setting says.
        """
        from trainer.study.session import Session  # 6 ms that `trainer due` need not pay

        settings = self.settings
        if minutes is not None:
            settings = replace(settings, limit="minutes", minutes=minutes)
        elif cards is not None:
            settings = replace(settings, limit="cards", cards=cards)
        decks = self.decks if decks is None else decks
        if ahead:
            ready = more(decks, self.store.schedules(), settings, today=self.today, suspended=self.store.suspended())
        else:
            ready = self.waiting(decks)
        if guide is None:
            planned = self._plan(ready, settings, ahead=ahead)
        else:
            if minutes is None:
                settings = replace(settings, minutes=max(settings.minutes, ceil(guide.seconds / 60)))
            planned = self._guided_plan(guide, ready, settings, ahead=ahead)
        return Session(planned, settings, self.paces, day_of=self.day_of)

    def _guided_plan(self, guide: Guide, ready: Waiting, settings: Settings, *, ahead: bool) -> Plan:
        """What the events ask for, and what else fits into the session."""
        answers, seconds = guide.expected(self.store.schedules(), self.now())
        minutes, cards = settings.minutes - round(seconds / 60), settings.cards - answers
        room = cards > 0 if settings.limit == "cards" else minutes > 0
        rest = Plan((), (*ready.due, *ready.new), ahead=ahead)  # for a learner who is faster than expected
        if room:
            rest = self._plan(ready, replace(settings, minutes=minutes, cards=cards), ahead=ahead)
        return replace(rest, guide=guide, guided=answers, seconds=rest.seconds + seconds)

    def next(self, session: Session) -> Question | None:
        """The session's next question, seen with what any other trainer has recorded meanwhile."""
        self.catch_up()
        return session.next(self.store.schedules(), self.now())

    def submit(self, session: Session, typed: str, *, keys_seen: bool = True) -> Answer:
        """Judge an answer, with this learner's own wordings and lines for the card."""
        assert session.question is not None
        from trainer.grading.model import KeptLine, Wordings

        card = session.question.card.key
        kept = tuple(KeptLine(line.text, line.points) for line in self.store.lines(card))
        wordings = Wordings(*self.store.wordings(card), kept)
        return session.submit(typed, self.now(), wordings, keys_seen=keys_seen)

    def elsewhere(self, answer: Answer) -> Card | None:
        """The other card of the deck that a short answer, wrong here, is right for: a reason to ask again, unscored."""
        from trainer.grading.model import Reason, Verdict

        card, judged = answer.question.card, answer.judged
        if judged.verdict is not Verdict.WRONG or judged.unsure or judged.reason in (Reason.EMPTY, Reason.REFUSED):
            return None
        deck = self.library.deck(card.deck)
        if deck is None or card.kind not in (Kind.TERM, Kind.CLOZE):
            return None
        from trainer.grading.siblings import belongs_to

        return belongs_to(card, judged.typed, deck.cards)

    def record(self, session: Session, answer: Answer, grade: Grade, *, review_id: int) -> Review:
        """Put the settled answer on disk, and let the session go on. Raises StoreError: then the card is still there,
        and the same call with the same id tries again."""
        self._settle_points(answer)  # first, because a review that is on disk is not to be tried again
        review = session.review(answer, grade, self.now(), review_id=review_id)
        review = self.store.record(review)
        session.recorded(review)  # last, so that the same call can be made again when it fails
        return review

    def _settle_points(self, answer: Answer) -> None:
        """Where the learner has looked anew at the points of a line that was kept, they stand so from here on."""
        judged = answer.judged
        if judged.kept and answer.ticked.parts != judged.parts:
            lines = self.store.lines(answer.question.card.key)
            line = next((line for line in reversed(lines) if line.text == judged.kept), None)
            if line is not None:
                self.store.change_line(line, line.text, points=answer.points)

    def undo(self, session: Session) -> Question | None:
        """Take the session's last review back, and ask its card again; None when there is none.

        Raises StoreError where the card has changed since.
        """
        last = session.last
        if last is None:
            return None
        self.store.undo(last)
        return session.undone(self.store.schedules(), self.now())

    def keep_wording(self, answer: Answer) -> None:
        """From now on, take this wording for right, or never again, as the learner overruled it; for this learner only.

        Raises WordingRefused where the deck's author has said that it is not right.
        """
        from trainer.grading.model import Reason
        from trainer.study.session import Override

        card, typed = answer.question.card, answer.judged.typed.strip()
        if answer.override is Override.WRONG:
            self.store.refuse_wording(card.key, typed)
        elif answer.judged.reason is Reason.REFUSED:
            raise WordingRefused("study.wording_refused", typed=typed)
        else:
            self.store.accept_wording(card.key, typed)

    def keep_line(self, card: Card, text: str) -> None:
        """Keep the learner's own version of a card's line, in place of an earlier one. Raises StoreError."""
        if kept := self.store.lines(card.key):
            self.store.change_line(kept[-1], text, at=self.now())
        else:
            self.add_line(card, text)

    def add_line(self, card: Card, text: str, points: Sequence[tuple[str, bool]] = ()) -> OwnLine:
        """Keep a line beside the earlier ones; the latest is the one that is used. Raises StoreError.

        `points` are those that are settled, and whether they are in it: typed again, they stand as they do now.
        """
        return self.store.keep_line(card.key, card.deck, text, at=self.now(), points=points)

    # -- cards -------------------------------------------------------------------------------------------------------

    def forget_wording(self, answer: Answer) -> None:
        """The learner took the overruling back: the wording counts as it did before. Raises StoreError."""
        self.store.take_back_wording(answer.question.card.key, answer.judged.typed.strip())

    @property
    def known(self) -> frozenset[CardKey]:
        """The cards that the learner has reviewed, or kept something of."""
        store = self.store
        lines = (line.card for line in store.lines())
        return frozenset([*store.schedules(), *lines, *store.all_wordings(), *store.flagged(), *store.suspended()])

    def can_go_on(self) -> bool:
        """Whether anything is left to practise today, new cards and cards ahead of their day included."""
        return bool(self.begin(ahead=True).planned)

    def card(self, key: CardKey) -> Card | None:
        return self.library.cards.get(key)

    def mine(self, key: CardKey) -> Mine:
        """What the learner has added to a card."""
        accepted, refused = self.store.wordings(key)
        lines = tuple(line.text for line in self.store.lines(key))
        return Mine(lines, accepted, refused, flagged=key in self.store.flagged())

    def speak(self, language: Language) -> None:
        """Say everything in this language from now on; no setting of a learner who has chosen before."""
        self.settings = replace(self.settings, language=language)
        # A deck that names no language is in the interface's.
        self.library = read_library(self.paths, self.settings, self.store.links())

    def save(self, settings: Settings) -> None:
        """Keep what is new in these settings, on disk first; the first time all of it. Raises SettingsError."""
        settings_file.save(self.paths.settings, settings, None if self.first_run else self.settings)
        language_changed = settings.language != self.settings.language
        self.settings = settings
        self.first_run = False
        if language_changed:
            self.speak(settings.language)


def two_weeks(days: Sequence[Day], today: date) -> Mapping[date, int]:
    """The answers of each of the last fourteen days, today last."""
    reviewed = {date.fromordinal(today.toordinal() - back): 0 for back in range(13, -1, -1)}
    for day in days:
        if day.day in reviewed:
            reviewed[day.day] += day.reviews
    return reviewed


def read_library(
    paths: Paths,
    settings: Settings,
    links: Mapping[CardKey, CardKey] | None = None,
    *,
    practised_only: bool = False,
) -> Library:
    """All decks, the bundled ones and the learner's own; or only those that are practised.

    `links` has the keys that changed cards are known by.
    """
    sources = (Source(paths.bundled, own=False), Source(paths.decks, own=True))
    if not practised_only:
        return load(sources, language=settings.language, links=links)
    chosen, language = settings.decks, settings.language
    return load(
        sources,
        language=language,
        wanted=lambda key: key.startswith(f"{language}/") if chosen is None else key in chosen,
        links=links,
    )


def advised(deck: Deck) -> Deck:
    """The deck with all that its author may want to change, by line: as it reads, and as its answers are judged."""
    from trainer.cards.lint import lint
    from trainer.grading.check import check_answers

    problems = (*deck.problems, *lint(deck), *check_answers(deck))
    return replace(deck, problems=tuple(sorted(problems, key=lambda problem: problem.line)))


def lay(
    environ: Mapping[str, str],
    *,
    now: Callable[[], datetime] = local_now,
    rng: Random | None = None,
    read_only: bool = False,
    practised_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
    loaded: settings_file.Loaded | None = None,
) -> Desk:
    """Lay the desk for this environment. Raises StoreError where the history cannot be opened at all.

    `practised_only` leaves the other decks unread, for a quick look. `progress` is told how many bytes of how many are
    read, when the history has to be read anew. `loaded` is the settings of one who has read them already.
    """
    paths = find_paths(environ)
    loaded = loaded or settings_file.load(paths.settings, environ)
    store = Store.open(paths.data, now=now, read_only=read_only, progress=progress)
    library = read_library(paths, loaded.settings, store.links(), practised_only=practised_only)
    gone = [key for key in loaded.settings.decks or () if library.deck(key) is None]
    return Desk(
        paths=paths,
        settings=loaded.settings,
        library=library,
        store=store,
        now=now,
        rng=rng or Random(),  # noqa: S311 -- the order of cards, not a secret
        first_run=loaded.first_run,
        noted=(
            *loaded.problems,
            *(message("settings.unknown_deck", path=str(paths.settings), name=key) for key in gone),
        ),
    )
