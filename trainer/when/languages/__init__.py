"""The words for days, hours and repetition that a language has; a file each, and the reading itself knows none of them.

All words stand folded: without capitals, accents, apostrophes or hyphens. Words of all languages are understood at any
time, so a third language is a file and its name in trainer.i18n.LANGUAGES.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from trainer.i18n import Language

Words = str
"""Words that mean the same, with spaces between them."""


@dataclass(frozen=True)
class Vocabulary:
    """One language, as far as a date, a time or a repetition needs it."""

    weekdays: tuple[Words, ...]
    """From Monday to Sunday, with their abbreviations."""
    every_weekday: tuple[Words, ...]
    """A weekday that comes back by its form: "Tuesdays"."""
    months: tuple[Words, ...]
    days: Mapping[int, Words]
    """Days from today: 0 today, 1 tomorrow."""
    parts: Mapping[str, Words]
    """Of the day: morning, afternoon, evening, night."""
    endings: Mapping[str, Words]
    """The same, grown together with a day: "donderdagavond"."""
    parts_today: Mapping[str, Words]
    """The same, of today in one word: "tonight"."""
    numbers: Mapping[float, Words]
    ordinals: Words
    """From the first on; "-" stands for a word that is also "every other", which is a role."""
    last: Words
    units: Mapping[tuple[str, int], Words]
    """Lengths of time: ("minutes", 15) has the word for a quarter of an hour."""
    hours_or_oclock: Words
    """A word that both counts hours and names one: Dutch "uur"."""
    adverbs: Mapping[str, Words]
    """Repetition in one word: DAILY, WEEKLY, MONTHLY, YEARLY."""
    to_or_until: Words
    """A word that both counts minutes back and ends a range: English "to"."""
    roles: Mapping[str, Words]
    """Small words by what they do; the letters are those of `trainer.when.grammar`."""
    phrases: Mapping[str, str]
    """Several words read as one of the words above."""
    fillers: Words
    """Words that may stand anywhere and change nothing."""
    half_is_to: bool
    """"Half eight" is 7.30, not 8.30."""


@cache
def vocabulary(language: Language) -> Vocabulary:
    return cast("Vocabulary", importlib.import_module(f"trainer.when.languages.{language}").VOCABULARY)
