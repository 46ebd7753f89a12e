"""What a line must say to be read: it may be whole, and yet come from a stranger's program or a later trainer.

Every line passes here on its way in, so that whoever uses a document need not doubt it; and on its way out, so that
nothing is saved that could not be read again. A table that is not named here is a later trainer's: it is kept, and not
looked into. usual.py reads the lines of a long history, most of which look the same, in a fraction of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from trainer.store import log
from trainer.store.log import Document, Line

LATEST = 3_900_000_000_000_000
"""August 2093, in microseconds since 1970: a later line would be the latest for ever, and its ids too long."""
FIRST_STAMP, LAST_STAMP = 1 << 32, LATEST << 32
"""From the first microsecond of 1970 to before LATEST."""
MOST = 2**53
"""Beyond the largest whole number that every JSON reader keeps."""
LEAST = -MOST
LARGEST = 2**63
"""From here on one reader of JSON finds a whole number where another finds a fraction."""
ADOPTED = 1 << 52
"""From here on are the ids of answers that came from another program: each follows from the answer, so that two devices
that brought in the same one have it once. A device's own ids get there in 2058, and lose nothing by it."""
DEEPEST = 64
"""Values within values: Python's own writer of JSON gives up at some hundreds."""
INFINITE = float("inf")
Verdict: TypeAlias = Literal["correct", "close", "partial", "wrong"]
Reason: TypeAlias = Literal[
    "typo", "spelling", "order", "negation", "opposite", "number", "refused",
    "missing", "extra", "unrecognised", "empty", "too-long", "copied",
]  # fmt: skip
"""As the judge has them: loading its own takes 5 ms, which a look at what is due need not pay."""
VERDICTS = frozenset(get_args(Verdict))
REASONS = frozenset(get_args(Reason))
GRADES = frozenset({1, 2, 3, 4})
is_id = re.compile(r"0|[1-9][0-9]{0,15}").fullmatch
_DAY = r"(?:19|20|21)\d\d-(?:(?:0[1-9]|1[012])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[012])-(?:29|30))"
is_usual_state = re.compile(
    rf"(?!0+\.0+ )\d{{1,15}}+\.\d{{1,18}}+ \d\d?+\.\d{{1,18}}+ {_DAY} {_DAY} {_DAY}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"(?:\.\d{6})?+[+-][01]\d:[0-5]\d \d{1,15}+ \d{1,15}+ (?:\d{1,15}+|[1-8]\d{15}+)",
    re.ASCII,
).fullmatch
"""Nine of ten states, in a third of the time that it takes to read one."""


def _demand(right: bool) -> None:  # noqa: FBT001 - what is demanded
    if not right:
        raise ValueError


def _texts(*values: object) -> None:
    for value in values:
        _demand(type(value) is str)


def _whole(*values: object) -> None:
    for value in values:
        _demand(type(value) is int and LEAST < value < MOST)


def _plain(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """What can be copied and written again: no number in it that is too large, and not too deep."""
    level = [value]
    for _ in range(DEEPEST):
        _demand(all(-LARGEST < part < LARGEST for part in level if type(part) in (int, float)))
        level = [
            part
            for outer in level
            if type(outer) in (dict, list)
            for part in (outer.values() if type(outer) is dict else outer)
        ]
    _demand(not level)
    log.dumps(value)


def demand_id(text: str) -> None:
    _demand(is_id(text) is not None)


def demand_date(text: str) -> None:
    """In years from which no time zone and no interval leads out of the calendar."""
    _demand(1900 <= date.fromisoformat(text).year < 9800)


def _instant(text: str) -> None:
    if not "1900" < text < "9800" or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


def demand_state(text: str) -> None:
    """As state_text writes it."""
    if is_usual_state(text):
        return
    stability, difficulty, due, day, at, *counts = text.split()
    _demand(0 < float(stability) < INFINITE and 0 <= float(difficulty) < INFINITE and len(counts) == 3)
    _demand(all(0 <= int(count) < MOST for count in counts))
    demand_date(due)
    demand_date(day)
    _instant(at)


def _review(row: Document) -> None:
    _texts(row["deck"], row["typed"])
    _demand(row["verdict"] in VERDICTS and row["grade"] in GRADES)
    _demand(0 <= row["credit"] <= 1 and 0 <= row["seconds"] < MOST)
    _demand((first_key := row["first_key"]) is None or 0 <= first_key < MOST)
    for name in row.keys() & RARE.keys():
        RARE[name](row[name])


def _schedule(row: Document) -> None:
    _texts(row["card"])
    demand_state(row["state"])


def _yes_or_no(value: object) -> None:
    _demand(type(value) is bool)


RARE: dict[str, Callable[[Any], object]] = {
    "proposed": lambda grade: _demand(grade in GRADES),
    "before": demand_state,
    "after": demand_state,
    "at": _instant,
    "day": demand_date,
    "reason": lambda reason: _demand(reason in REASONS),
    "retention": lambda share: _demand(0 < share < 1),
    "scene": lambda scene: _demand(type(scene) is int and 0 <= scene < MOST),
    **dict.fromkeys(("unsure", "override", "hinted", "repeat", "own_words"), _yes_or_no),
}
"""What stands in a review where it is not as usual."""


def _day(row: Document) -> None:
    demand_date(row["day"])
    for reviews, right, new, ms, overridden in row["decks"].values():
        _whole(reviews, right, new, ms, overridden)


def _pace(row: Document) -> None:
    _demand(type(row["own"]) is bool and type(row["review"]) is int and 0 <= row["review"] < MOST)
    _demand("card" not in row or LEAST < row["card"] < MOST)
    _demand(0 <= row["seconds"] < MOST)
    _demand((first_key := row["first_key"]) is None or 0 <= first_key < MOST)


def _override(row: Document) -> None:
    _texts(row["card"])
    _whole(row["n"])


def _line(row: Document) -> None:
    _texts(row["card"], row["deck"], row["text"], *(points := row.get("points", {})))
    _instant(row["at"])
    _demand(type(points) is dict and all(type(there) is bool for there in points.values()))


def _wording(row: Document) -> None:
    _texts(row["card"], row["text"])
    _demand(type(row["accepted"]) is bool and type(row.get("was", True)) is bool)


def _flagged(row: Document) -> None:
    _texts(row["card"])
    _whole(row.get("seen", 0))


def _event(row: Document) -> None:
    from trainer.store.event import event_of  # few have one

    event = event_of(1, row)
    _texts(event.name, event.rule, event.goal, event.place, *event.decks, *event.tags)
    _demand(type(row.get("decks", [])) is type(row.get("tags", [])) is list and 0 < event.minutes < MOST)
    for name in {"at", "looked_back"} & row.keys():
        _instant(row[name])


def _follow_up(row: Document) -> None:
    from trainer.store.event import follow_up_of

    follow_up = follow_up_of(1, row)
    _texts(follow_up.text, follow_up.event)
    for name in {"day", "done"} & row.keys():
        demand_date(row[name])


def _pref(row: Document) -> None:
    _texts(row["key"])
    _plain(row["value"])


def _demand_document(row: Document) -> None:
    _demand(type(row) is dict)


CHECKS: dict[str, tuple[int, Callable[[Document], object]]] = {
    "schedules": (2, _schedule),
    "days": (2, _day),
    "pace": (5, _pace),
    "overrides": (2, _override),
    "lines": (4, _line),
    "wordings": (3, _wording),
    "flagged": (1, _flagged),
    "suspended": (1, lambda row: _texts(row["card"])),
    "links": (2, lambda row: _texts(row["card"], row["history"])),
    "prefs": (2, _pref),
    "events": (0, _event),
    "follow_ups": (0, _follow_up),
}
"""Of all tables but reviews: what the fields must be like that are known, and how many of them are always
there; where there are others, they must be plain."""


def read(raw: bytes) -> Line | None:
    """A line of a log, without its newline; None where it is damaged, or not all of it can be read."""
    line = log.decode(raw)
    return line if line is not None and sound(line) else None


def sound(line: Line) -> bool:
    """Whether everything in the line can be read."""
    ops: Any
    _, number, stamp, ops = line
    if not 0 < number < MOST or not FIRST_STAMP <= stamp < LAST_STAMP or type(ops) is not list:
        return False
    schedule: object = 0  # not in the line yet
    try:
        for table, doc_id, document in ops:
            demand_id(doc_id)
            if table == "reviews":
                # It is never held, whatever else is in it.
                _demand(schedule != 0 if document is None else bool(schedule))
                if document is not None:
                    _review(document)
                continue
            if table == "schedules":
                schedule = document
            _demand(type(table) is str and table != "_snapshot")
            if document is not None:
                usual, check = CHECKS.get(table, (0, _demand_document))
                check(document)
                if len(document) > usual:
                    _plain(document)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        return False
    return True
