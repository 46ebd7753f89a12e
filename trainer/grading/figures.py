"""Answers that are a figure and nothing else: a telephone number, a time of day, an amount of money. However they are
written they are compared as what they are, to the last digit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from trainer.i18n import Language

if TYPE_CHECKING:
    from trainer.when.words import Clock

_TELEPHONE = re.compile(r"(?!\d+[.,]\d+$)(?:\+|0)(?:[\s().\-/]*\d){8,}")
_DIGITS_OF_A_CLOCK = re.compile(r"\d[.:uh][0-5]\d(?!\d)")
_WORDS_OF_A_CLOCK = re.compile(r"\b(half|kwart|quarter|past|over|voor|to)\b")
LONGEST_TIME = 40
"""Characters."""
_CURRENCIES = {
    **dict.fromkeys(("€", "eur", "euro", "euros", "euro's"), "€"),
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "$"),
    **dict.fromkeys(("£", "gbp", "pond", "ponden", "pound", "pounds"), "£"),
}
_MONEY = re.compile(r"(?P<before>[€$£]|[a-z]+)?\s*(?P<amount>\d[\d.,]*?)(?:,-+)?\s*(?P<behind>[€$£]|[a-z']+)?")
_CENTS = re.compile(r"(?P<whole>.*)[.,](?P<cents>\d\d?)")
LATER_BY = {"morning": 0, "afternoon": 12, "evening": 12}
"""Hours."""
HALF_A_DAY = 12 * 60
"""Minutes."""


def agree(typed: str, wording: str, language: Language) -> bool | None:
    """Whether a text says the same figure as a wording; None where they are not two figures of one kind."""
    typed, wording = (unicodedata.normalize("NFKC", text).strip(" .!?").casefold() for text in (typed, wording))
    in_digits = _DIGITS_OF_A_CLOCK.search(wording)
    if _TELEPHONE.fullmatch(wording):
        return _same_telephone(typed, wording) if _TELEPHONE.fullmatch(typed) else None
    if price := _money(wording):
        paid = _money(typed)
        return paid and paid == price
    if max(len(wording), len(typed)) > LONGEST_TIME or not (in_digits or _WORDS_OF_A_CLOCK.search(wording)):
        return None
    time, said = _clock(wording, language), _clock(typed, language)
    if time is None or said is None or not (in_digits or time.minute):
        return None
    return _same_time(said, time)


def _same_telephone(one: str, other: str) -> bool:
    """0 and +31 may begin the same number: then the rest decides."""
    (one_abroad, one_digits), (other_abroad, other_digits) = _dialled(one), _dialled(other)
    if one_abroad is other_abroad:
        return one_digits == other_digits
    abroad, home = (one_digits, other_digits) if one_abroad else (other_digits, one_digits)
    return len(home) > 6 and abroad.endswith(home[1:]) and 1 <= len(abroad) - len(home[1:]) <= 3


def _dialled(text: str) -> tuple[bool, str]:
    """Whether it begins with a country, and its digits: of +31 (0)6 without the 0 in brackets."""
    digits = "".join(filter(str.isdigit, re.sub(r"^(\+\d+\s*)\(0\)", r"\1", text)))
    abroad = text.startswith("+") or digits.startswith("00")
    return abroad, digits.removeprefix("00") if abroad else digits


def _money(text: str) -> tuple[str, int] | None:
    """Currency and cents; None for a number without a currency, or with two."""
    found = _MONEY.fullmatch(text)
    named = [_CURRENCIES.get(word) for word in (found["before"], found["behind"]) if word] if found else []
    if not found or len(named) != 1 or named[0] is None:
        return None
    parted = _CENTS.fullmatch(found["amount"])
    whole, cents = (parted["whole"], parted["cents"].ljust(2, "0")) if parted else (found["amount"], "0")
    return named[0], int(re.sub(r"\D", "", whole) or 0) * 100 + int(cents)


@lru_cache(maxsize=1024)
def _clock(text: str, language: Language) -> Clock | None:
    """The time of day that a text is; None where it says more or something else."""
    from trainer.when import WhenError  # 20 ms, for the few cards that ask for a time
    from trainer.when import grammar as moments

    try:
        found = moments.read(text, language)
    except WhenError:
        return None
    if found.clock is None or found != moments.Reading(clock=found.clock, part=found.part):
        return None
    if found.clock.spoken and found.part in LATER_BY:
        return replace(found.clock, hour=found.clock.hour % 12 + LATER_BY[found.part], spoken=False)
    return found.clock


def _same_time(one: Clock, other: Clock) -> bool:
    """Spoken times leave open which half of the day they are in."""
    apart = one.hour * 60 + one.minute - other.hour * 60 - other.minute
    return apart % (HALF_A_DAY if one.spoken or other.spoken else 2 * HALF_A_DAY) == 0
