"""A written moment as a row of tokens: numbers, dates and times by their form, words by the vocabularies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from trainer.i18n import LANGUAGES, Language
from trainer.when.languages import Vocabulary, vocabulary
from trainer.when.model import WhenError

Day = tuple[int | None, int, int]
"""Year, if it was written, month and day."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was written."""

    hour: int
    minute: int = 0
    spoken: bool = False
    """On the twelve-hour clock, morning or evening not said: "half past seven", "9u"."""
    halved: bool = False
    """With its am or pm."""
    day: Day | None = None
    """The date that the same signs may be: 12.11."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that was written. The codes:

    w weekday · s every such weekday · m month · d day from today · p part of the day · n number · y year · o ordinal
    · S second · u minutes or hours, as (unit, count) · k days to years, the same · H hour or o'clock · K o'clock
    · c clock · D date · N noon · z midnight · v in, over · < to · > past · h half · q quarter · l until · F between
    · - dash · e every · O every other · b other · r repetition in one word · x next · t this · g from now
    · W winter time · Z summer time
    """

    code: str
    value: int | float | str | tuple[str, int] | Clock | Day | None = None
    half_is_to: bool | None = None
    """Of a number word: whether its language counts half hours back."""
    padded: bool = False
    """Written with a zero before it: nobody writes 07 for the evening."""
    figures: bool = False
    """A number that was not written as a word."""


UNTIL = "until"
"""The value of a word for "to" that may end a range as well."""
Meaning = tuple[Token, ...]

_LONGEST = 6  # hours that an event lasts: "9 to 5" is no night

_HALVES = r"(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
_FORMS = re.compile(
    r"(?P<skip>[\s,;.!?@]+)"
    r"|(?P<iso>(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?![0-9])t?)"
    r"|(?P<full>(?P<fd>[0-9]{1,2})\s?(?P<sep>[-/.])\s?(?P<fm>[0-9]{1,2})\s?(?P=sep)\s?(?P<fy>[0-9]{4}|[0-9]{2})(?![0-9]))"
    rf"|(?P<range>(?P<rh>[0-9]{{1,2}})\s?-\s?(?P<rend>[0-9]{{1,2}})\s?(?:(?:u|h|uur)\b|{_HALVES}))"
    r"|(?P<time>(?P<th>[0-9]{1,2})(?P<tsep>[:.hu])(?P<tm>[0-9]{2})(?![0-9])(?::[0-9]{2})?"
    rf"(?:\s?{_HALVES.replace('half', 'thalf')})?)"
    rf"|(?P<hour>(?P<hh>[0-9]{{1,2}})\s?{_HALVES.replace('half', 'hhalf')})"
    r"|(?P<short>(?P<sd>[0-9]{1,2})\s?(?P<ssep>[-/])\s?(?P<sm>[0-9]{1,2})(?![0-9]|[:.][0-9]))"
    r"|(?P<ordinal>(?P<on>[0-9]{1,2})(?:ste|de|e|st|nd|rd|th)\b)"
    r"|'(?P<year>[0-9]{2})\b"
    r"|(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,2})?)(?![0-9])"
    r"|(?P<word>[a-z']+(?:-[a-z']+)*)"
    r"|(?P<dash>-)"
)
_FOLDED = str.maketrans({"‘": "'", "’": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})


def tokens(text: str, language: Language) -> list[Token]:
    """What is written, in order; a WhenError names a word that means nothing here."""
    folded = unicodedata.normalize("NFD", text.translate(_FOLDED).casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"\([^()]*\)", " ", folded)  # what we show beside a date may be typed back with it
    found: list[Token | str] = []
    at = 0
    while at < len(folded):
        match = _FORMS.match(folded, at)
        if not match:
            raise WhenError("when.unknown_word", word=folded[at:].split()[0][:30])
        at = match.end()
        if match["word"]:
            found += [word for word in re.sub(r"['-]", "", match["word"]).split() if word]
        elif not match["skip"]:
            found += _form(match)
    return list(_read(found, language))


def _form(match: re.Match[str]) -> list[Token]:
    """The tokens of something with digits in it, by its form."""
    if match["iso"]:
        return [Token("D", (int(match["y"]), int(match["m"]), int(match["d"])))]
    if match["full"]:
        year = int(match["fy"])
        return [_date(int(match["fd"]), int(match["fm"]), match["sep"], year + 2000 * (year < 100))]
    if match["range"]:
        ends = _clock(int(match["rend"]), 0, match["half"])
        begins = _clock(int(match["rh"]), 0, match["half"] if ends.hour < 12 else None)  # "9-5pm"
        return [Token("c", begin(begins, ends))]
    if match["time"]:
        hour, minute, half = int(match["th"]), int(match["tm"]), match["thalf"]
        if match["tsep"] == "." and not half and 1 <= minute <= 12 and 1 <= hour <= 31:
            if hour > 24:
                return [Token("D", (None, minute, hour))]
            return [Token("c", Clock(hour, minute, day=(None, minute, hour)))]
        return [Token("c", _clock(hour, minute, half, spoken=False))]
    if match["hour"]:
        return [Token("c", _clock(int(match["hh"]), 0, match["hhalf"]))]
    if match["short"]:
        day, month = int(match["sd"]), int(match["sm"])
        if match["ssep"] == "-" and 12 < month <= 24 and day < month:  # 18-20: from six to eight
            return [Token("c", begin(_clock(day, 0, None), _clock(month, 0, None)))]
        return [_date(day, month, match["ssep"], None)]
    if match["ordinal"]:
        return [Token("o", int(match["on"]))]
    if match["year"]:
        return [Token("y", 2000 + int(match["year"]))]
    if match["number"]:
        number = float(match["number"].replace(",", "."))
        if 1900 <= number <= 2100 and match["number"].isdigit():
            return [Token("y", int(number))]
        return [Token("n", number, padded=match["number"].startswith("0"), figures=True)]
    return [Token("-")]


def _date(day: int, month: int, separator: str, year: int | None) -> Token:
    """The day first, as in Dutch and British English; American only with slashes and where nothing else can be."""
    if month > 12 >= day and separator == "/":
        day, month = month, day
    return Token("D", (year, month, day))


def begin(begins: Clock, ends: Clock) -> Clock:
    """When something begins that has an end: in the half of the day that its end is in, or where it is not too long."""
    later = replace(begins, hour=begins.hour % 12 + 12, spoken=False)
    shared = ends.halved and not begins.halved and 1 <= begins.hour <= 12  # one pm for both: "7:30 to 9:30 pm"
    if not (begins.spoken or shared) or (not ends.spoken and ends.hour <= 12):
        return begins
    if not ends.spoken:
        return later if later.hour <= ends.hour else replace(begins, spoken=False)
    return replace(begins, spoken=False) if begins.hour >= 8 and (ends.hour - begins.hour) % 12 > _LONGEST else begins


def _clock(hour: int, minute: int, half: str | None, *, spoken: bool = True) -> Clock:
    """A time with its am or pm worked in."""
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):
        raise WhenError("when.no_time", time=f"{hour}:{minute:02}")
    if half:
        return Clock(hour % 12 + (12 if half[0] == "p" else 0), minute, halved=True)
    return Clock(hour, minute, spoken=spoken and 1 <= hour <= 12)


def _read(found: list[Token | str], language: Language) -> Iterator[Token]:
    """The words' meanings, phrases first."""
    phrases = _phrases()
    at = 0
    while at < len(found):
        for length in (3, 2):
            words = found[at : at + length]
            joined = " ".join(word for word in words if isinstance(word, str))
            if len(words) == length and joined.count(" ") == length - 1 and joined in phrases:
                found[at : at + length] = [phrases[joined]]
                break
        item = found[at]
        if isinstance(item, str):
            yield from _meaning(item, language)
        else:
            yield item
        at += 1


def _meaning(word: str, language: Language) -> Meaning:
    """What a word means: as it is written, or as the only word that it can be a slip of."""
    lookup = _lookup(language)
    if word in lookup:
        return lookup[word]
    if 4 <= len(word) <= 24 and (meant := _likely(word, lookup)) is not None:
        return meant
    raise WhenError("when.unknown_word", word=word[:30])


def _likely(word: str, lookup: dict[str, Meaning]) -> Meaning | None:
    """One slip in a word of 4 to 6 letters, two in a longer one; None where two meanings are as near."""
    from rapidfuzz.distance import DamerauLevenshtein  # 20 ms: only for those who slip

    allowed = 1 if len(word) < 7 else 2
    near: dict[int, set[Meaning]] = {}
    for known, meaning in lookup.items():
        if len(known) >= 4 and abs(len(known) - len(word)) <= allowed:
            distance = DamerauLevenshtein.distance(word, known, score_cutoff=allowed)
            if distance <= allowed:
                near.setdefault(distance, set()).add(meaning)
    nearest = near[min(near)] if near else set()
    return nearest.pop() if len(nearest) == 1 else None


@cache
def _phrases() -> dict[str, str]:
    return {phrase: word for language in LANGUAGES for phrase, word in vocabulary(language).phrases.items()}


@cache
def _lookup(language: Language) -> dict[str, Meaning]:
    """Every word of every language; where two differ, the learner's own language has it."""
    lookup: dict[str, Meaning] = {}
    for other in (language, *(other for other in LANGUAGES if other != language)):
        for words, meaning in _entries(vocabulary(other)):
            for word in words.split():
                lookup.setdefault(word, meaning)
    return lookup


def _entries(words: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    for number, names in enumerate(words.weekdays):
        yield names, (Token("w", number),)
    for number, names in enumerate(words.every_weekday):
        yield names, (Token("s", number),)
    for number, names in enumerate(words.months, start=1):
        yield names, (Token("m", number),)
    for offset, names in words.days.items():
        yield names, (Token("d", offset),)
    for part, names in words.parts.items():
        yield names, (Token("p", part),)
    for part, names in words.parts_today.items():
        yield names, (Token("d", 0), Token("p", part))
    for part, endings in words.endings.items():
        for ending in endings.split():
            for number, names in enumerate(words.weekdays):
                yield f"{names.split()[0]}{ending}", (Token("w", number), Token("p", part))
            for offset, name in words.days.items():
                yield f"{name.split()[0]}{ending}", (Token("d", offset), Token("p", part))
    for value, names in words.numbers.items():
        yield names, (Token("n", value, half_is_to=words.half_is_to),)
    for number, name in enumerate(words.ordinals.split(), start=1):
        yield name, (Token("o", number),)
    yield words.last, (Token("o", -1),)
    for unit, names in words.units.items():
        yield names, (Token("u" if unit[0] == "minutes" else "k", unit),)
    yield words.hours_or_oclock, (Token("H", ("minutes", 60)),)
    for frequency, names in words.adverbs.items():
        yield names, (Token("r", frequency),)
    yield words.to_or_until, (Token("<", UNTIL),)
    for code, names in words.roles.items():
        yield names, (Token(code, 2 if code == "S" else None),)
    yield words.fillers, ()
