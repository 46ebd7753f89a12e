"""Whether the tables say what the lines add up to, and what to do where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from operator import add, sub

from trainer.cards.model import CardKey
from trainer.i18n import Message, message
from trainer.store.documents import counts_of
from trainer.store.log import not_opened, told
from trainer.store.merge import MergingStorage, history
from trainer.store.store import Store
from trainer.store.tinydb import Progress

Counts = tuple[int, ...]
IN_THE_LINES = frozenset({"store.damaged", "store.unsound", "store.gap"})
INCOMPLETE = IN_THE_LINES | {"store.missing", "store.gone", "store.changed"}
"""With one of these the summary may be all that is left of a part of the history: nothing is made from the rest."""


def wrong(store: Store, progress: Progress | None = None) -> Iterator[Message]:
    """What is wrong with a history, beside what opening it has named: every line, every number, every table.

    Others may go on recording meanwhile.
    """
    storage = store._storage  # noqa: SLF001 - of this room
    store.refresh()
    days, overrides = miscounted(store)
    replay = MergingStorage(
        storage.local.parent,
        now=storage.now,
        read_only=True,
        lazy=storage.lazy,
        progress=progress,
        use_snapshot=False,
    )
    with told(not_opened), storage.still():
        replay.catch_up()
        names = sorted({*storage.tables, *replay.tables})
        differing = [name for name in names if storage.tables[name] != replay.tables[name]]
    yield from (problem for problem in replay.logs.problems if problem.key in IN_THE_LINES)
    for name in differing:
        yield message("store.differs", table=name)
    if days:
        yield message("store.miscounted")
    if overrides:
        yield message("store.miscounted-overrides")


def miscounted(store: Store) -> tuple[dict[tuple[date, str], Counts], dict[CardKey, int]]:
    """What is missing from the counts (or below 0: is too much) by day and deck, and by overruled card.

    As of one moment, so that it does not matter what is recorded while the history is read.
    """
    storage = store._storage  # noqa: SLF001 - of this room
    store.refresh()
    known = {(day.day, day.deck): day.counts for day in store.days()}
    overrides = Counter({card: -n for card, n in store.all_overrides().items()})
    days: dict[tuple[date, str], Counts] = {}
    none = (0,) * 5
    with told(not_opened):
        for entry in history(storage.logs, until=storage.logs.time):
            review = entry.review()
            key = review.day, review.deck
            days[key] = tuple(map(add, days.get(key, none), counts_of(review)))
            overrides[review.card] += review.override
    missing = {key: tuple(map(sub, days.get(key, none), known.get(key, none))) for key in days.keys() | known.keys()}
    return (
        {key: counts for key, counts in missing.items() if any(counts)},
        {card: n for card, n in overrides.items() if n},
    )


def placeless(problem: Message) -> Message:
    """Without where the damaged bytes are kept."""
    return Message(problem.key, {**problem.values, "kept": ""})


def named(problems: Iterable[Message]) -> list[Message]:
    """Each once, whoever named it."""
    found: list[Message] = []
    for problem in problems:
        if placeless(problem) not in map(placeless, found):
            found.append(problem)
    return found


def mended(store: Store, found: list[Message]) -> Iterator[Message]:
    """Make again what follows from the logs, where those are whole; says what was done."""
    keys = {problem.key for problem in found}
    if keys & INCOMPLETE:
        return
    if "store.differs" in keys:
        store.rebuild()
        yield message("store.mended-summary")
    if keys & {"store.miscounted", "store.miscounted-overrides"}:
        store.recount()
        yield message("store.mended-counts")
