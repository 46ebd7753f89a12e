"""Taking in what other programs remember of cards: answers in their order of time, and cards that were left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.bring.history import replayed, schedule_of, woven
from trainer.bring.model import Past, PastReview
from trainer.bring.planned import Planned
from trainer.cards.model import Card, CardKey
from trainer.desk import Desk
from trainer.grading.model import Verdict
from trainer.memory.model import Grade, Schedule
from trainer.store.review import Review
from trainer.study.plan import in_own_words

AT_ONCE = 500
"""Reviews that are written in one line of the log: 100 KB, so that a history of years is on the disk in seconds."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What is taken in of one card's history."""

    card: CardKey
    found: Schedule | None
    """What was remembered of it when this was worked out."""
    reviews: tuple[Review, ...]
    """In order of time."""
    woven: int
    """How many of them are from before an answer that was given here."""
    schedule: Schedule | None
    """What follows from them and the answers given here, where some are woven in."""
    behind: int
    """Answers that are from before what is remembered here, and that stay behind."""


def adopt(desk: Desk, planned: Planned, cards: Mapping[int, Card], progress: Callable[[int], None]) -> tuple[int, ...]:
    """Take in the history of one deck; how many answers came in, how many of them from before one given here, and how
    many stay behind. `progress` hears how many are saved. Raises StoreError.

    What a card's history comes to is saved together with the answers that changed it.
    """
    store, saved, among = desk.store, 0, 0
    behind: dict[CardKey, int] = {}
    for chunk in _chunks(_adopted(desk, planned, cards)):
        with store.transaction():
            # Another window may have gone on since: with those cards it begins again from what is there now.
            if others := {one.card for one in chunk if store.schedule(one.card) != one.found}:
                anew = _adopted(desk, planned, {n: card for n, card in cards.items() if card.key in others})
                chunk = [*(one for one in chunk if one.card not in others), *anew]
            store.adopt([review for one in chunk for review in one.reviews])
            for one in chunk:
                if one.schedule is not None:
                    store.keep_schedule(one.card, one.schedule)
        saved += sum(len(one.reviews) for one in chunk)
        among += sum(one.woven for one in chunk)
        behind.update((one.card, one.behind) for one in chunk if one.behind)
        progress(saved)
    return saved, among, sum(behind.values())


def _chunks(adopted: Iterable[Adopted]) -> Iterator[list[Adopted]]:
    """As many as go into one line; a long history that is not woven in may be parted."""
    chunk: list[Adopted] = []
    size = 0
    for one in adopted:
        parts = [one]
        if one.schedule is None and len(one.reviews) > AT_ONCE:
            starts = range(0, len(one.reviews), AT_ONCE)
            cut = [one.reviews[at : at + AT_ONCE] for at in starts]
            parts = [replace(one, found=reviews[0].before, reviews=reviews) for reviews in cut]
        for part in parts:
            if chunk and size + len(part.reviews) > AT_ONCE:
                yield chunk
                chunk, size = [], 0
            chunk.append(part)
            size += len(part.reviews)
    if chunk:
        yield chunk


def _adopted(desk: Desk, planned: Planned, cards: Mapping[int, Card]) -> Iterator[Adopted]:
    """The answers that the store does not have yet, card by card."""
    schedules = desk.store.schedules()
    there = _there(desk, {card.key for card in cards.values()} & schedules.keys())
    missing = {n: _missing(desk, card.key, planned.deck.cards[n].past, there) for n, card in sorted(cards.items())}
    older = {n: _older(missing[n], schedules.get(card.key)) for n, card in cards.items()}
    here = _given_here(desk, {card.key for n, card in cards.items() if older[n]})
    for n, answers in missing.items():
        if not answers:
            continue
        card, past, known = cards[n], planned.deck.cards[n].past, schedules.get(cards[n].key)
        if not older[n]:
            reviews = tuple(_replayed(desk, card, replace(past, history=answers), known))
            yield Adopted(card.key, known, reviews, 0, None, 0)
        elif known is not None and _whole(given := sorted(here[card.key], key=lambda each: each.at), known):
            yield _woven(desk, card, known, past, answers, given, older[n])
        else:
            newer = answers[older[n] :]
            reviews = tuple(_replayed(desk, card, replace(past, history=newer), known)) if newer else ()
            yield Adopted(card.key, known, reviews, 0, None, older[n])


def _older(answers: tuple[PastReview, ...], known: Schedule | None) -> int:
    """How many of them are from before what is known."""
    return sum(answer.at <= known.at for answer in answers) if known else 0


def _missing(
    desk: Desk, key: CardKey, past: Past, there: Collection[tuple[CardKey, int, Grade]]
) -> tuple[PastReview, ...]:
    """The answers that the store does not have; each once."""
    history = {desk.store.adopted_id(key, answer.at, answer.grade): answer for answer in past.history}
    return tuple(
        answer
        for answer in history.values()
        if not there or not any((key, int(answer.at.timestamp()) + near, answer.grade) in there for near in (-1, 0, 1))
    )


def _there(desk: Desk, keys: Collection[CardKey]) -> Collection[tuple[CardKey, int, Grade]]:
    """The answers that the store has, by card, second and grade: what was taken out has an id of its own here."""
    return {(each.card, int(each.at.timestamp()), each.grade) for each in _reviews(desk, keys)}


def _given_here(desk: Desk, keys: Collection[CardKey]) -> Mapping[CardKey, list[Review]]:
    found: defaultdict[CardKey, list[Review]] = defaultdict(list)
    for review in _reviews(desk, keys):
        found[review.card].append(review)
    return found


def _reviews(desk: Desk, keys: Collection[CardKey]) -> Iterator[Review]:
    if keys:
        reviews = desk.store.reviews(*keys) if len(keys) == 1 else desk.store.reviews()
        yield from (review for review in reviews if review.card in keys)


def _whole(given: list[Review], known: Schedule) -> bool:
    """Whether these answers are all that is known of a card: what came without answers cannot be worked out anew."""
    return bool(given) and given[0].before is None and len(given) == known.reviews


def _woven(
    desk: Desk,
    card: Card,
    known: Schedule,
    past: Past,
    answers: tuple[PastReview, ...],
    given: list[Review],
    older: int,
) -> Adopted:
    found = woven(
        replace(past, history=answers),
        given,
        card=card.key,
        day_of=desk.day_of,
        new_id=lambda answer: desk.store.adopted_id(card.key, answer.at, answer.grade),
        retention=desk.settings.retention,
        settled=answers[-1] is past.history[-1],
    )
    reviews = tuple(_review(desk, card, *each) for each in found.answers)
    # It is no one review's: undoing one of them would have to work out anew what the others come to.
    return Adopted(card.key, known, reviews, older, replace(found.schedule, last_review=0), 0)


def _replayed(desk: Desk, card: Card, past: Past, start: Schedule | None) -> Iterator[Review]:
    for answer, before, after in replayed(
        past,
        card=card.key,
        day_of=desk.day_of,
        new_id=lambda answer: desk.store.adopted_id(card.key, answer.at, answer.grade),
        retention=desk.settings.retention,
        start=start,
    ):
        yield _review(desk, card, answer, before, after)


def _review(desk: Desk, card: Card, answer: PastReview, before: Schedule | None, after: Schedule) -> Review:
    right = answer.grade is not Grade.AGAIN
    return Review(
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


def suspend(desk: Desk, planned: Planned, cards: Mapping[int, Card]) -> None:
    """What the other program has left out since the last time is left out here; a due date without any answers is
    kept, too. Raises StoreError."""
    with desk.store.transaction():
        schedules, left_out = desk.store.schedules(), desk.store.suspended()
        for n, card in sorted(cards.items()):
            past, row = planned.deck.cards[n].past, planned.rows.get(planned.match.names[n])
            if past.suspended and card.key not in left_out and not (row and row.suspended):
                desk.store.suspend(card.key)
            if card.key not in schedules and not past.history:
                schedule = schedule_of(
                    past,
                    card=card.key,
                    day_of=desk.day_of,
                    now=desk.now(),
                    retention=desk.settings.retention,
                )
                if schedule is not None:
                    desk.store.keep_schedule(card.key, schedule)
