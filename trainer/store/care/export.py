"""Everything as one JSON document, piece by piece: a history of any length passes through without being held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from trainer.store.store import Store

FORMAT = 1


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Dates and times in ISO 8601; grades and verdicts are written as their number or name anyway."""
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def export(store: Store, settings: Mapping[str, Any]) -> Iterator[str]:
    """One item a line: settings, what the learner added, each card's schedule, each day, each review that stands."""
    tables: dict[str, Iterable[Mapping[str, Any]]] = {
        "schedules": ({"card": card, **asdict(schedule)} for card, schedule in store.schedules().items()),
        "lines": map(asdict, store.lines()),
        "wordings": (
            {"card": card, "accepted": accepted, "refused": refused}
            for card, (accepted, refused) in store.all_wordings().items()
        ),
        "flagged": ({"card": card} for card in sorted(store.flagged())),
        "suspended": ({"card": card} for card in sorted(store.suspended())),
        "links": ({"card": card, "history": known_as} for card, known_as in sorted(store.links().items())),
        "events": map(asdict, store.events()),
        "follow_ups": map(asdict, store.follow_ups()),
        "days": map(asdict, store.days()),
        "reviews": map(asdict, store.reviews()),
    }
    yield f'{{"format": {FORMAT},\n"settings": {json.dumps(settings, default=plain)},\n'
    yield f'"preferences": {json.dumps(store.prefs())}'
    for name, rows in tables.items():
        yield f',\n"{name}": ['
        for number, row in enumerate(rows):
            yield (",\n" if number else "\n") + json.dumps(row, default=plain)
        yield "]"
    yield "\n}\n"
