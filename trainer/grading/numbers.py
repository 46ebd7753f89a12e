"""Numbers as people write them, with their units: digits, words, ranges, fractions, shares. They must agree exactly."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from trainer.grading.languages import Grammar

SHARE = "share"
"""The unit of a fraction, a percentage and "three out of four": a part of a whole, 0..1."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range, in the base of its unit (weeks and minutes in seconds); unit "" where none is written."""

    low: float
    high: float
    unit: str = ""
    scale: float = 1
    """How many of the base one of the written unit is."""
    bound: int = 0
    """2 more than this, 1 at least, -1 at most, -2 less than; 0 for this."""

    def same(self, other: Quantity) -> bool:
        """Whether both say the same, where both name a unit. A third and 33 % do: shares agree within 1 %."""
        if self.unit and other.unit:
            if self.unit != other.unit:
                return False
            mine, theirs = (self.low, self.high), (other.low, other.high)
        else:  # one says "4-6", the other "4-6 weeks": the bare numbers count
            mine, theirs = self.bare, other.bare
        slack = 0.01 if self.unit == other.unit == SHARE else 1e-6
        return all(math.isclose(a, b, rel_tol=1e-12, abs_tol=slack) for a, b in zip(mine, theirs, strict=True))

    def bounded_as(self, other: Quantity, limits: Collection[int]) -> bool:
        """Whether the bound is the other's, or one that the question itself sets ("at most how many …?"): `limits` has
        the signs of those. At least and at most may be said besides where nothing speaks against it."""
        if not self.bound or self.bound * other.bound > 0:
            return True
        sign = 1 if self.bound > 0 else -1
        if sign in limits:
            return True
        return abs(self.bound) == 1 and not other.bound and -sign not in limits

    def within(self, other: Quantity) -> bool:
        """Whether this is one end of the other's range, in the same unit: half an answer."""
        if self.unit != other.unit or self.low != self.high or other.low == other.high:
            return False
        return any(math.isclose(self.low, end) for end in (other.low, other.high))

    @property
    def bare(self) -> tuple[float, float]:
        return self.low / self.scale, self.high / self.scale


def number(text: str, grammar: Grammar) -> float | None:
    """The value of one written number, in digits or as one word."""
    return _number(text, grammar.percent) if text[:1].isdigit() else _word(text, grammar)


@lru_cache(maxsize=1024)
def _number(text: str, _: object = None) -> float | None:
    clean = text.replace(":", ".").replace(",", ".")
    head, _dot, tail = clean.rpartition(".")
    if head and (len(tail) == 3 or "." in head):  # 1.000 and 1,000 are a thousand here: nobody answers in thousandths
        clean = clean.replace(".", "")
    try:
        value = float(clean)
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def _word(text: str, grammar: Grammar) -> float | None:
    """A number in one word; Dutch writes hundreds and twenty-fours together: honderdvierentwintig."""
    for name, times in grammar.hundreds:
        before, found, after = text.partition(name)
        if found and grammar.tens_link and text != name:
            many = _word(before, grammar) if before else 1.0
            more = _word(after.removeprefix(grammar.tens_link), grammar) if after else 0.0
            if many is not None and more is not None and more < times:
                return many * times + more
            return None
    if (value := grammar.cardinals.get(text)) is not None:
        return value
    if grammar.tens_link and len(text) > 8:  # vierentwintig: the shortest is longer than eight letters
        for ten, tens in grammar.cardinals.items():
            if 20 <= tens < 100 and text.endswith(grammar.tens_link + ten):
                unit = grammar.cardinals.get(text[: -len(grammar.tens_link + ten)])
                if unit is not None and 1 <= unit <= 9:
                    return tens + unit
    return None


def _starts(words: Sequence[str], at: int, expressions: tuple[tuple[str, ...], ...]) -> int:
    """How many words the expression that stands here has, 0 for none."""
    for expression in expressions:
        if tuple(words[at : at + len(expression)]) == expression:
            return len(expression)
    return 0


def _single(words: Sequence[str], at: int, grammar: Grammar) -> tuple[float, int, bool] | None:
    """(value, words used, whether it is a share) of the number that starts here."""
    if at >= len(words):
        return None
    value = number(words[at], grammar)
    if value is None:
        return None
    used = 1
    following = words[at + 1] if at + 1 < len(words) else ""
    if not words[at][0].isdigit():
        value, used = _hundreds(words, at, value, grammar)
        following = words[at + used] if at + used < len(words) else ""
    # Twenty-four: a ten, then a unit.
    if not grammar.tens_link and 20 <= value < 100 and value % 10 == 0:
        skip = used + (following == "-")
        unit = number(words[at + skip], grammar) if at + skip < len(words) else None
        if unit is not None and 1 <= unit <= 9 and not words[at + skip][0].isdigit() and not words[at][0].isdigit():
            return value + unit, skip + 1, False
    if following == "/" and at + used + 1 < len(words):
        below = number(words[at + used + 1], grammar)
        if below:
            return value / below, used + 2, True
    if (below := grammar.fractions.get(following)) is not None and following not in grammar.half:
        return value / below, used + 1, True
    if length := _and_a_half(words, at + used, grammar):
        return value + 0.5, used + length, False
    return value, used, False


def _and_a_half(words: Sequence[str], at: int, grammar: Grammar) -> int:
    """How many words "and a half" has, if it stands here."""
    if words[at : at + 1] and words[at] in grammar.joiners:
        half = at + 1 + (words[at + 1 : at + 2] != [] and words[at + 1] in grammar.singular_articles)
        if words[half : half + 1] and words[half] in grammar.half:
            return half + 1 - at
    return 0


def _hundreds(words: Sequence[str], at: int, value: float, grammar: Grammar) -> tuple[float, int]:
    """The number with the hundreds and what follows them: two hundred and fifty, honderd vijftig."""
    used = 1
    times = dict(grammar.hundreds)
    if value < 100 and at + 1 < len(words) and (many := times.get(words[at + 1])):
        value, used = value * many, 2
    if value >= 100 and value % 100 == 0:
        end = at + used
        end += end < len(words) and words[end] in grammar.joiners
        rest = number(words[end], grammar) if end < len(words) and not words[end][0].isdigit() else None
        if rest is not None and 0 < rest < 100:
            return value + rest, end + 1 - at
    return value, used


def limits(words: Sequence[str], grammar: Grammar) -> frozenset[int]:
    """The bounds, 1 or -1, that a question sets: at most how many, more than how many."""
    found, at = set(), 0
    while at < len(words):
        way, length = _bound(words, at, grammar)
        # A single preposition ("over", "under") need not be about a number.
        if length > 1 or (length and words[at] not in grammar.prepositions):
            found.add(1 if way > 0 else -1)
        at += max(length, 1)
    return frozenset(found)


def _bound(words: Sequence[str], at: int, grammar: Grammar) -> tuple[int, int]:
    """The bound that is expressed here, and in how many words; 0, 0 for none."""
    for expression, way in grammar.bounds:
        if tuple(words[at : at + len(expression)]) == expression:
            return way, len(expression)
    return 0, 0


def quantity(words: Sequence[str], at: int, grammar: Grammar, *, firmly: bool) -> tuple[Quantity, int] | None:
    """The quantity that starts at this word, with its bound before or after it, and how many words it takes."""
    way, start = _bound(words, at, grammar)
    start += bool(start) and words[at + start : at + start + 1] == ["."]  # max. 30
    if at + start >= len(words):
        return None
    found = _amount(words, at + start, grammar, firmly=firmly)
    if found is None:
        return None
    amount, length = found
    length += start
    if not way:
        way, more = _bound(words, at + length, grammar)
        if more and abs(way) == 1 and _ends(words, at + length + more, grammar):  # 30 seconds at most
            length += more
        else:
            way = 0
    return (replace(amount, bound=way) if way else amount), length


def _ends(words: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Whether a phrase ends before this word: at the end, at a stop, before a new clause."""
    if at >= len(words) or not words[at][0].isalnum():
        return True
    return words[at] in grammar.pronouns or words[at] in grammar.clause_openers


def _amount(
    words: Sequence[str], at: int, grammar: Grammar, *, firmly: bool, links: Collection[str] = ()
) -> tuple[Quantity, int] | None:
    """The number or range that starts at this word, with its unit, and how many words it takes.

    An article counts one only where something shows that it is a number (`firmly`, or a unit, a range or a share).
    """
    first = words[at]
    if first in grammar.between and not links:  # between two and three
        start = at + 1 + (words[at + 1 : at + 2] != [] and words[at + 1] in grammar.articles)
        found = _amount(words, start, grammar, firmly=firmly, links=grammar.joiners) if start < len(words) else None
        return (found[0], found[1] + start - at) if found and found[0].low < found[0].high else None
    if first in grammar.each or first in grammar.half or first in grammar.singular_articles:
        found = _one_unit(words, at, grammar)
        if found or first not in grammar.cardinals:
            return found
    single = _single(words, at, grammar)
    if single is None:
        return None
    low, used, share = single
    high, end = low, at + used
    if not share and (ratio := _share(words, end, low, grammar)):
        low, end = ratio
        high, share = low, True
    linked = (
        not share
        and end < len(words)
        and (words[end] in ("-", *links) or words[end] in grammar.range_links | grammar.or_links)
    )
    start = end + 1 + _starts(words, end + 1, grammar.inclusive)
    start += bool(links) and words[start : start + 1] != [] and words[start] in grammar.articles
    upper = _single(words, start, grammar) if linked else None
    if upper and not upper[2]:
        high, end = upper[0], start + upper[1]
    if share:
        return Quantity(low, high, SHARE), end - at
    if length := 1 if words[end : end + 1] == ["%"] else _starts(words, end, grammar.percent):
        return Quantity(low / 100, high / 100, SHARE, 1 / 100), end + length - at
    beyond = end + (words[end : end + 1] == ["-"])
    if beyond < len(words) and (unit := grammar.units.get(words[beyond])):
        name, scale = unit
        return Quantity(low * scale, high * scale, name, scale), beyond + 1 - at
    if first in grammar.singular_articles and end - at == 1 and not firmly:
        return None
    return Quantity(low, high), end - at


def _one_unit(words: Sequence[str], at: int, grammar: Grammar) -> tuple[Quantity, int] | None:
    """One unit, or half of one, without a number: a week, every day, half an hour."""
    start = at
    value = 1.0
    while at < len(words) and words[at] in grammar.each | grammar.half | grammar.singular_articles and at < start + 2:
        value = 0.5 if words[at] in grammar.half else value
        at += 1
    unit = grammar.units.get(words[at]) if at < len(words) else None
    # "a second chance", "a word": an article counts only spans of time of a minute or more.
    if unit is None or not (unit[0] == "month" or unit[1] >= 60):
        return None
    name, scale = unit
    return Quantity(value * scale, value * scale, name, scale), at + 1 - start


def _share(words: Sequence[str], end: int, above: float, grammar: Grammar) -> tuple[float, int] | None:
    """Three out of four: the share, and where it ends."""
    length = _starts(words, end, grammar.ratio_links)
    below = _single(words, end + length, grammar) if length else None
    if below is None or below[0] <= 0:
        return None
    return above / below[0], end + length + below[1]
