"""What the tokens say together: a day, an hour, a distance, a repetition.

Each pattern is a regular expression over the tokens' codes (see `words.Token`); the first that fits at a place is
taken, so that what is more particular stands before what is less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from trainer.i18n import Language
from trainer.when.languages import vocabulary
from trainer.when.model import WhenError
from trainer.when.words import UNTIL, Clock, Day, Token, begin, tokens


@dataclass
class Reading:
    """The facts in a text, each at most once."""

    clock: Clock | None = None
    until: Clock | None = None
    """The end of a range, of which `clock` is the beginning."""
    part: str | None = None
    offset: int | None = None
    """Days from today."""
    weekdays: list[int] = field(default_factory=list)
    which: str | None = None
    """Of the weekday: "next" week's, or that of "this" week and no other."""
    date: Day | None = None
    monthday: int | None = None
    ordinals: list[int] = field(default_factory=list)
    """Which of the weekdays in a month, -1 the last."""
    of_month: int | None = None
    of_year: int | None = None
    of_next: bool = False
    minutes: float = 0
    days: int = 0
    months: int = 0
    span: bool = False
    """A distance was written, in minutes, days or months."""
    every: bool = False
    frequency: str | None = None
    """FREQ of RFC 5545."""
    interval: int = 1
    fold: int = 0
    """1: the second of two hours that are called the same."""


Words = Sequence[Token]
Act = Callable[[Reading, Words], None]


def read(text: str, language: Language) -> Reading:
    """The facts in a text; WhenError where something is said twice or says nothing."""
    found = tokens(text, language)
    if any(token.code == "n" and token.half_is_to is None for token in found):
        own = vocabulary(language).half_is_to
        found = [replace(token, half_is_to=own) if token.half_is_to is None else token for token in found]
    codes = "".join(token.code for token in found)
    reading, at = Reading(), 0
    while at < len(codes):
        for pattern, act in _GRAMMAR:
            match = pattern.match(codes, at)
            if match and match.end() > at:
                act(reading, found[at : match.end()])
                at = match.end()
                break
        else:
            raise WhenError("when.nothing", text=text.strip()[:40])
    return reading


# -- the clock


def _set_clock(reading: Reading, clock: Clock) -> None:
    """Take a time; of two the one that can be a date is one: "12.11 18:00"."""
    if (other := reading.clock) is not None:
        clock, day = (clock, other.day) if other.day else (other, clock.day)
        if day is None:
            raise WhenError("when.two_times")
        _set_date(reading, *day)
    reading.clock = clock


def _time(words: Words) -> Clock:
    """A time of day out of its tokens, whose order the patterns below have seen to."""
    codes = "".join(word.code for word in words)
    last = next(word for word in reversed(words) if word.code in "nc")
    if isinstance(last.value, Clock):
        return _earlier(last.value, _whole(words[0])) if codes == "n<c" else last.value
    if re.fullmatch("nHn", codes):
        hour, minute, padded = _whole(words[0]), _whole(words[2]), words[0].padded
    else:
        hour, minute, padded = _whole(last), 0, last.padded
        if "h" in codes:
            minute = 30 if ">" in codes[1:2] or not last.half_is_to else -30
        if (way := re.search("(?<!h)[<>v]", codes)) is not None:
            distance = 15 if "q" in codes else _whole(words[0])
            minute += -distance if way[0] == "<" else distance
    if hour > 24 or not -60 < minute < 60 or (hour == 24 and minute > 0):
        raise WhenError("when.no_time", time=f"{hour}:{abs(minute):02}")
    minutes = (hour * 60 + minute) % (24 * 60) if hour != 24 else 24 * 60 + minute
    spoken = 0 < hour <= 12 and not padded
    if spoken and minutes < 60:
        minutes += 12 * 60  # half past twelve: after noon, unless the night is named
    return Clock(minutes // 60, minutes % 60, spoken=spoken)


def _earlier(clock: Clock, minutes: int) -> Clock:
    """So many minutes before a time of day."""
    if minutes >= 60:
        raise WhenError("when.no_time", time=f"{clock.hour}:{minutes:02}")
    before = (clock.hour * 60 + clock.minute - minutes) % (24 * 60)
    return replace(clock, hour=before // 60, minute=before % 60, day=None)


def _whole(token: Token) -> int:
    """A number that must be whole, for an hour, a day or a count."""
    value = token.value
    if not isinstance(value, int | float) or value != int(value):
        raise WhenError("when.no_time", time=str(value))
    return int(value)


def _clock(reading: Reading, words: Words) -> None:
    codes = [word.code for word in words]
    if codes == ["n", "<", "n"] and words[1].value == UNTIL:  # "drie voor twaalf" is never from three on
        first, last = _whole(words[0]), _whole(words[2])
        # Nobody says "six to eight" for 7.54, and hardly anybody writes "5 to 7" for 6.55.
        if first % 5 or (words[0].figures and words[2].figures and first < last):
            _range(reading, words)
            return
    _set_clock(reading, _time(words))


def _range(reading: Reading, words: Words) -> None:
    """ "19.30-21.00", "6 to 8pm": when it begins, in the half of the day that its end is in."""
    if [word.code for word in words] == ["n", "<", "c"] and words[1].value != UNTIL:
        _set_clock(reading, _time(words))  # "vijf voor 20.00"
        return
    begins, ends = (_time([word]) for word in words if word.code in "nc")
    _set_clock(reading, begin(begins, ends))
    reading.until = ends


def _noon(reading: Reading, _words: Words) -> None:
    _set_clock(reading, Clock(12))


def _midnight(reading: Reading, _words: Words) -> None:
    _set_clock(reading, Clock(24))


def _part(reading: Reading, words: Words) -> None:
    part = words[-1].value
    if reading.part not in (None, part):
        raise WhenError("when.two_times")
    reading.part = str(part)


# -- the day


def _set_date(reading: Reading, year: int | None, month: int, day: int) -> None:
    if reading.date is not None:
        raise WhenError("when.two_days")
    reading.date = (year, month, day)


def _date(reading: Reading, words: Words) -> None:
    year, month, day = cast("Day", words[0].value)
    _set_date(reading, _whole(words[1]) if len(words) > 1 else year, month, day)


def _named_date(reading: Reading, words: Words) -> None:
    by_code = {word.code: _whole(word) for word in words}
    day = next(by_code[code] for code in "noS" if code in by_code)
    _set_date(reading, by_code.get("y"), by_code["m"], day)


def _monthday(reading: Reading, words: Words) -> None:
    """ "The 12th", "the 12th of every month"."""
    if reading.monthday is not None:
        raise WhenError("when.two_days")
    if words[-1].code == "k" and _unit(words[-1]) != ("months", 1):
        raise WhenError("when.vague")
    reading.monthday = _whole(words[0])
    if not 1 <= reading.monthday <= 31:
        raise WhenError("when.no_date", day=str(reading.monthday))
    if "e" in [word.code for word in words]:
        _again(reading)


def _offset(reading: Reading, words: Words) -> None:
    offset = next((_whole(word) for word in words if word.code == "d"), 0)
    if reading.offset is not None:
        raise WhenError("when.two_days")
    reading.offset = offset
    if words[-1].code == "k":  # "tomorrow week"
        _span(reading, words[-1:])
    if words[0].code == "t":  # "this evening"
        _part(reading, words)


def _weekday(reading: Reading, words: Words) -> None:
    days = [_whole(word) for word in words if word.code == "w"]
    if reading.weekdays:
        raise WhenError("when.two_days")
    reading.weekdays += days
    codes = "".join(word.code for word in words)
    if "k" in codes and _unit(next(word for word in words if word.code == "k")) != ("days", 7):
        raise WhenError("when.vague")
    if "x" in codes:
        _set_which(reading, "next")
    elif "t" in codes and "k" in codes:
        _set_which(reading, "this")
    elif codes[-1] == "k":  # "Friday week"
        _span(reading, words[-1:])


def _set_which(reading: Reading, which: str) -> None:
    if reading.which not in (None, which):
        raise WhenError("when.two_days")
    reading.which = which


def _next(reading: Reading, words: Words) -> None:
    """ "Next week": of a weekday, that week's; alone, a week from now."""
    kind, count = _unit(words[1])
    if (kind, count) == ("days", 7):
        _set_which(reading, "next")
    elif kind == "months":
        _set_span(reading, months=count)
    else:
        raise WhenError("when.vague")


def _nth(reading: Reading, words: Words) -> None:
    """ "First Thursday of the month", "last Friday of December 2027"."""
    if reading.ordinals or reading.weekdays or reading.of_month:
        raise WhenError("when.two_days")
    reading.ordinals = [_whole(word) for word in words if word.code in "oS"]
    if not all(n == -1 or 1 <= n <= 5 for n in reading.ordinals):
        raise WhenError("when.no_nth", n=max(reading.ordinals))
    for word in words:
        match word.code:
            case "w":
                reading.weekdays = [_whole(word)]
            case "m":
                reading.of_month = _whole(word)
            case "y":
                reading.of_year = _whole(word)
            case "x":
                reading.of_next = True
            case "e":
                reading.every = True
            case "k" if _unit(word) != ("months", 1):
                raise WhenError("when.vague")


# -- a distance


def _unit(token: Token) -> tuple[str, int]:
    return cast("tuple[str, int]", token.value)


def _set_span(reading: Reading, *, minutes: float = 0, days: int = 0, months: int = 0) -> None:
    if reading.span:
        raise WhenError("when.two_days")
    reading.minutes, reading.days, reading.months, reading.span = minutes, days, months, True


_PIECE = "nUnh(?!U)|nnhU|nhU|hn?U|nqn?U|nU"


def _span(reading: Reading, words: Words) -> None:
    """ "3 hours", "half an hour", "an hour and a half", "1 hour and 20 minutes"."""
    words = [word for word in words if word.code not in "vg"]
    codes = "".join("U" if word.code in "ukH" else word.code for word in words)
    lengths: dict[str, float] = {"minutes": 0, "days": 0, "months": 0}
    for match in re.finditer(f"{_PIECE}|U", codes):
        piece = words[match.start() : match.end()]
        kind, count = _unit(next(word for word in piece if word.code in "ukH"))
        numbers = [float(str(word.value)) for word in piece if word.code == "n"]
        shape = match[0]
        if "q" in shape:
            amount = numbers[0] / 4
        elif shape in ("hU", "hnU", "nhU"):
            amount = 0.5
        else:
            amount = (numbers[0] if numbers else 1) + (0.5 if "h" in shape else 0)
        lengths[kind] += amount * count
    if lengths["days"] % 1:  # a day and a half is 36 hours
        lengths["minutes"] += lengths["days"] * 24 * 60
        lengths["days"] = 0
    if lengths["months"] % 1:
        raise WhenError("when.vague")
    _set_span(reading, minutes=lengths["minutes"], days=int(lengths["days"]), months=int(lengths["months"]))


def _clock_span(reading: Reading, words: Words) -> None:
    """ "In 1:30", "over 1u30"."""
    clock = cast("Clock", words[1].value)
    _set_span(reading, minutes=clock.hour * 60 + clock.minute)


# -- a repetition

_FREQUENCY = {("days", 1): ("DAILY", 1), ("days", 7): ("WEEKLY", 1), ("days", 14): ("WEEKLY", 2)} | {
    ("months", 1): ("MONTHLY", 1),
    ("months", 12): ("YEARLY", 1),
}


def _every(reading: Reading, words: Words) -> None:
    """ "Every 2 weeks", "om de week", "every other Tuesday", "every"."""
    _again(reading)
    codes = "".join(word.code for word in words)
    number = next((_whole(word) for word in words if word.code == "n"), 2 if re.search("[OSb]", codes) else 1)
    if codes[-1] == "k":
        unit = _unit(words[-1])
        if unit not in _FREQUENCY:
            raise WhenError("when.vague")
        reading.frequency, interval = _FREQUENCY[unit]
        number *= interval
    elif number > 1:
        reading.frequency = "WEEKLY"
    if not 1 <= number <= 60:
        raise WhenError("when.vague")
    reading.interval = number


def _again(reading: Reading) -> None:
    if reading.every:
        raise WhenError("when.vague")
    reading.every = True


def _adverb(reading: Reading, words: Words) -> None:
    _again(reading)
    reading.frequency = str(words[0].value)


def _every_weekday(reading: Reading, words: Words) -> None:
    """ "Tuesdays"."""
    _again(reading)
    if reading.weekdays:
        raise WhenError("when.two_days")
    reading.weekdays = [_whole(word) for word in words]


def _second_time(reading: Reading, _words: Words) -> None:
    reading.fold = 1


def _pass(_reading: Reading, _words: Words) -> None:
    return


_HOUR = "[uH]"
_HOURS = _PIECE.replace("U", _HOUR)
_DAYS = _PIECE.replace("U", "k")
_BARE = f"nunh(?!{_HOUR})|nnhH|nh{_HOUR}|hn?u|hH|nqn?u|nu(?![v<>])|nH(?=nu)"  # "3 uur" alone is an hour of the day
_TIME = "(?:cH?|nH|nK|n)"

_GRAMMAR: list[tuple[re.Pattern[str], Act]] = [
    (re.compile(pattern), act)
    for pattern, act in (
        # How often. "Every second Tuesday of the month" is the second; without "of the month" every other.
        ("[eO]b?nk", _every),
        ("[eO][bS]?k", _every),
        ("e(?=[oS]+w[km])", _every),
        ("(?:e[bS]|Ob?)(?=w)", _every),
        ("[oS]+wek", _nth),
        ("[oS]ek", _monthday),
        ("e", _every),
        ("r", _adverb),
        ("s+", _every_weekday),
        # Which day.
        ("[oS]+wmy?|[oS]+wxk|[oS]+wk|[oS]+w", _nth),
        ("[noS]my?", _named_date),
        ("m[noS](?![HKuN])y?", _named_date),
        ("Dy?", _date),
        ("[oS]k?", _monthday),
        ("xkw|wxk|xw|tkw|wtk|tw|wt|wk|w+", _weekday),
        ("dk?|tp", _offset),
        ("xk", _next),
        # How far.
        (f"v(?:{_HOURS})+|v(?:{_DAYS})+", _span),
        ("vc", _clock_span),
        (f"(?:{_BARE})+g?|(?:{_DAYS})+g?", _span),
        # What time.
        (f"F{_TIME}[-l<]?{_TIME}|{_TIME}[-l]{_TIME}|c<c|n<c", _range),
        ("n?z", _midnight),
        ("n?N", _noon),
        ("n?q[v<>]n[HK]?|nu?[v<>]h?n(?!u)[HK]?|h>?n[HK]?", _clock),
        ("nHn(?![umk])|n[HK]|c[HK]?|n", _clock),
        ("v?p", _part),
        # Nothing more.
        ("W", _second_time),
        ("[Z-]", _pass),
    )
]
