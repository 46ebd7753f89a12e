"""The labels of a deck file, in Dutch and English. Both are always understood."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from trainer.cards.text import fold
from trainer.i18n import Language


class Label(Enum):
    """What a line of a deck file is about: its name in Dutch, its name in English."""

    LANGUAGE = ("Taal", "Language")
    ANSWER = ("Antwoord", "Answer")
    ACCEPTED = ("Ook goed", "Also right")
    REFUSED = ("Niet goed", "Not right")
    ITEM = ("-", "-")
    STEP = ("1.", "1.")
    HOW_MANY = ("Aantal", "How many")
    VERDICT = ("Oordeel", "Verdict")
    MUST = ("Moet", "Must")
    POINT = ("Punt", "Point")
    ENOUGH = ("Genoeg", "Enough")
    EXAMPLE = ("Voorbeeld", "Example")
    MOST_WORDS = ("Hooguit woorden", "Words at most")
    LEAST_WORDS = ("Minstens woorden", "Words at least")
    AVOID = ("Liever niet", "Avoid")
    KEEP = ("Bewaar", "Keep")
    SCENE = ("Of", "Or")
    HINT = ("Hint", "Hint")
    WHY = ("Uitleg", "Why")
    SOURCE = ("Bron", "Source")
    TAGS = ("Labels", "Tags")
    LEVEL = ("Niveau", "Level")
    JUST_BEFORE = ("Vlak vooraf", "Just before")
    ID = ("Id", "Id")

    # Enum's own hash is written in Python, and a card looks labels up some 40 times: 0.1 s on 10 000 cards.
    __hash__ = object.__hash__


class Spelling(NamedTuple):
    """A label as it can be written, and the language that gives it away."""

    label: Label
    language: Language | None
    """None for a label that is the same in both."""


def _spellings() -> dict[str, Spelling]:
    named = {}
    for label in Label:
        dutch, english = label.value
        named[fold(dutch)] = Spelling(label, "nl")
        named[fold(english)] = Spelling(label, "en" if dutch != english else None)
    return named


SPELLINGS = _spellings()
"""Every label by its folded name."""

LONGEST = 24
"""Characters; what stands before a colon further on is a sentence. The longest label has 16."""
_SHORTEST_GUESS = 3  # a name such as Ida would pass for Id
_LIKE = 0.9  # Hnt, Hitn and Antwoordt are above it; Kees (Keep, 0.88) and David (Avoid, 0.87) speak in questions


def spelling(head: str) -> Spelling | None:
    """The label that stands before a colon, whatever its capitals and spaces."""
    if len(head) > LONGEST:
        return None
    return SPELLINGS.get(head.lower()) or SPELLINGS.get(fold(head))


def guess(head: str) -> str | None:
    """The label that its author may have meant, written as it should be."""
    if not _SHORTEST_GUESS <= len(head) <= LONGEST:
        return None
    from rapidfuzz import process  # here, because a deck without mistakes does without it
    from rapidfuzz.distance import JaroWinkler

    names = [name for name in SPELLINGS if len(name) >= _SHORTEST_GUESS]
    near = process.extractOne(fold(head), names, scorer=JaroWinkler.normalized_similarity, score_cutoff=_LIKE)
    return near[0].capitalize() if near else None
