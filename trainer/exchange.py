"""Bringing cards and their history in from other programs, and taking decks out to them, at the learner's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.agenda import Agenda
from trainer.bring.again import updated
from trainer.bring.history import replayed, schedule_of
from trainer.bring.model import Brought, BroughtCard, BroughtDeck, Past
from trainer.bring.read import read_file
from trainer.bring.write import deck_text, keys_of
from trainer.cards.model import Card, CardKey, Deck
from trainer.desk import Desk
from trainer.grading.model import Verdict
from trainer.i18n import Language, TrainerError
from trainer.memory.model import Grade, Schedule
from trainer.store.review import Review
from trainer.study.plan import in_own_words
from trainer.workshop import files

FORMATS = (".apkg", ".csv", ".html", ".md", ".txt")
"""What a deck can be taken out as, by the name of the file."""
AT_ONCE = 500
"""Reviews that are written in one line of the log: 100 KB, so that a history of years is on the disk in seconds."""


class ExchangeError(TrainerError):
    """A file that cannot be made as it was asked for."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one deck that was brought in."""

    deck: Deck
    added: int
    """Cards that were not there before."""
    changed: int
    """Cards that say something else than before."""
    reviews: int
    """Answers that came along with them."""


Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


class Exchange:
    """One learner's traffic with other programs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._zone = Agenda(desk).zone

    # -- in ----------------------------------------------------------------------------------------------------------

    def read(self, path: Path, *, language: Language | None = None, progress: Progress = _silent) -> Brought:
        """What is in a file; nothing is written yet. Raises BringError."""
        language = language or self.desk.settings.language
        return read_file(path, language=language, zone=self._zone, progress=progress)

    def bring_in(self, brought: Brought, progress: Progress = _silent) -> tuple[Arrived, ...]:
        """Write the decks into the learner's folder and their history into the store; a second time updates both.

        Raises WorkshopError, StoreError.
        """
        written = [self._write(deck) for deck in brought.decks]
        self.desk.reload()
        found = []
        total = sum(len(card.past.history) for deck in brought.decks for card in deck.cards)
        done = 0
        for deck, (path, added, changed) in zip(brought.decks, written, strict=True):
            arrived = next(own for own in self.desk.library.decks if own.path == path)
            before = done
            for chunk in _chunks(self._past(deck, arrived)):
                self.desk.store.adopt(chunk)
                done += len(chunk)
                progress(done, total)
            self._suspend(deck, arrived)
            found.append(Arrived(arrived, added, changed, done - before))
        self.desk.tidy()
        return tuple(found)

    def _write(self, deck: BroughtDeck) -> tuple[Path, int, int]:
        """The deck's file, with how many cards were added and changed."""
        path = self.desk.paths.decks / f"{deck.name}.md"
        try:
            files.create(path, deck_text(deck).encode())
        except FileExistsError:
            counts = (0, 0)

            def change(data: bytes) -> bytes:
                nonlocal counts
                now = updated(data, deck)
                counts = len(now.added), len(now.changed)
                return now.data

            files.rewrite(path, change, kept=files.kept(self.desk.paths, path))
            return path, *counts
        return path, len(deck.cards), 0

    def _known(self, deck: BroughtDeck, arrived: Deck) -> Iterator[tuple[Card, BroughtCard]]:
        """Each card that was brought in, as the learner's library has it."""
        cards = {card.key: card for card in arrived.cards}
        for key, brought in keys_of(deck, arrived.key).items():
            if (card := cards.get(self.desk.library.links.get(key, key))) is not None:
                yield card, brought

    def _past(self, deck: BroughtDeck, arrived: Deck) -> Iterator[Review]:
        """The answers that the store does not have yet, card by card in order of time."""
        store = self.desk.store
        schedules = store.schedules()
        for card, brought in self._known(deck, arrived):
            known = schedules.get(card.key)
            newer = tuple(
                answer
                for answer in {store.adopted_id(card.key, a.at, a.grade): a for a in brought.past.history}.values()
                if known is None or answer.at > known.at
            )
            if newer:
                yield from self._replayed(card, replace(brought.past, history=newer), known)

    def _replayed(self, card: Card, past: Past, start: Schedule | None = None) -> Iterator[Review]:
        desk = self.desk
        for answer, before, after in replayed(
            past,
            card=card.key,
            day_of=desk.day_of,
            new_id=lambda answer: desk.store.adopted_id(card.key, answer.at, answer.grade),
            retention=desk.settings.retention,
            start=start,
        ):
            right = answer.grade is not Grade.AGAIN
            yield Review(
                id=after.last_review,
                card=card.key,
                deck=card.deck,
                at=answer.at,
                day=after.day,
                typed="",
                verdict=Verdict.CORRECT if right else Verdict.WRONG,
                reason=None,
                credit=1.0 if right else 0.0,
                unsure=False,
                proposed=None,
                grade=answer.grade,
                override=False,
                hinted=False,
                repeat=False,
                scene=0,
                own_words=in_own_words(card),
                seconds=round(answer.seconds, 1),
                first_key=None,
                before=before,
                after=after,
                retention=desk.settings.retention,
            )

    def _suspend(self, deck: BroughtDeck, arrived: Deck) -> None:
        """What the other program does not ask is not asked here; a due date without any answers is kept, too."""
        desk = self.desk
        schedules, left_out = desk.store.schedules(), desk.store.suspended()
        with desk.store.transaction():
            for card, brought in self._known(deck, arrived):
                if brought.past.suspended and card.key not in left_out:
                    desk.store.suspend(card.key)
                if card.key not in schedules and not brought.past.history:
                    schedule = schedule_of(
                        brought.past,
                        card=card.key,
                        day_of=desk.day_of,
                        now=desk.now(),
                        retention=desk.settings.retention,
                    )
                    if schedule is not None:
                        desk.store.keep_schedule(card.key, schedule)

    # -- out ---------------------------------------------------------------------------------------------------------

    def take_out(self, decks: Sequence[Deck], path: Path, *, scheduling: bool = False) -> None:
        """Write decks into a new file; what it is follows from its name.

        `scheduling` takes the learner's history along, where the format has room for it. Raises ExchangeError,
        WorkshopError.
        """
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise ExchangeError("exchange.format", path=str(path), known=", ".join(FORMATS))
        if scheduling and suffix != ".apkg":
            raise ExchangeError("exchange.no_scheduling", path=str(path))
        data = self._package(decks, scheduling=scheduling) if suffix == ".apkg" else _texts(decks, suffix)
        try:
            files.create(path, data)
        except FileExistsError:
            raise ExchangeError("exchange.exists", path=str(path)) from None

    def _package(self, decks: Sequence[Deck], *, scheduling: bool) -> bytes:
        from trainer.bring.out_anki import to_anki

        store, keys = self.desk.store, {card.key for deck in decks for card in deck.cards}
        schedules: Mapping[CardKey, Schedule] | None = None
        reviews: Iterable[Review] = ()
        if scheduling:
            schedules = {key: schedule for key, schedule in store.schedules().items() if key in keys}
            reviews = (review for review in store.reviews() if review.card in keys)
        return to_anki(
            decks,
            now=self.desk.now(),
            zone=self._zone,
            schedules=schedules,
            reviews=reviews,
            suspended=store.suspended() if scheduling else (),
            day_start=self.desk.settings.day_start,
        )


def _texts(decks: Sequence[Deck], suffix: str) -> bytes:
    """One deck in a format that holds one."""
    from trainer.bring.out_text import to_csv, to_html, to_markdown, to_text

    if len(decks) != 1:
        raise ExchangeError("exchange.one_deck", suffix=suffix)
    (deck,) = decks
    match suffix:
        case ".csv":
            return to_csv(deck)
        case ".html":
            return to_html(deck).encode()
        case ".md":
            return to_markdown(deck).encode()
    return to_text(deck).encode()


def _chunks(reviews: Iterable[Review]) -> Iterator[list[Review]]:
    """As many as go into one line, a card's own never torn apart."""
    chunk: list[Review] = []
    for review in reviews:
        if len(chunk) >= AT_ONCE and chunk[-1].card != review.card:
            yield chunk
            chunk = []
        chunk.append(review)
    if chunk:
        yield chunk
