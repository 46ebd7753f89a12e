"""What can be seen in any text, whatever its words: a question, an open question, a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.cards.model import Structure
from trainer.grading.languages import Grammar, grammar
from trainer.grading.reading import read
from trainer.grading.words import HEAVY, Reading, Sort, Word
from trainer.i18n import Language

REACH = 5
"""How many words before a question word the word of asking that leads it in may stand: "tell me a bit about how"."""

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


def structure(what: Structure, reading: Reading, typed: str, language: Language) -> tuple[int, int] | None:
    """Where the text has a question, an open question or a number; None where it has not."""
    if what is Structure.NUMBER:
        number = next((w for w in reading.words if w.sort is Sort.NUMBER), None)
        return (number.start, number.end) if number else None
    rules = grammar(language)
    for sentence in _SENTENCE.finditer(typed):
        text = sentence.group()
        if not text.strip():
            continue
        words = read(text, language).words
        opened = _opener(words, rules)
        marked = "?" in text[-4:]
        asks = marked or (text[-1] not in ".!…" and opened is not None and _asks_unmarked(words, opened, rules))
        open_ = (opened is not None and words[opened].text in rules.questions) or (marked and _asked(words, rules) > 0)
        if asks and (what is Structure.QUESTION or open_):
            lead = len(text) - len(text.lstrip())
            return sentence.start() + lead, sentence.start() + len(text.rstrip())
    return None


def indirect(reading: Reading, language: Language) -> tuple[int, int] | None:
    """Where a sentence may ask an open question by saying so: "I wonder how you got here"."""
    words = reading.words
    asked = _asked(words, grammar(language))
    return (words[asked - 1].start, words[-1].end) if asked else None


def _asked(words: Sequence[Word], rules: Grammar) -> int:
    """The question word that stands behind a word of asking, a few small words further; 0 where there is none."""
    for n, word in enumerate(words):
        if word.text in rules.questions and n:
            before = words[max(0, n - REACH) : n]
            asking = next((m for m, w in enumerate(before) if w.text in rules.asking), None)
            between = before[asking + 1 :] if asking is not None else before
            # "Ik vraag me af hoe": the first part of the verb.
            if asking is not None and not any(w.sort in HEAVY and w.text not in rules.particles for w in between):
                return n
    return 0


def _opener(words: Sequence[Word], rules: Grammar) -> int | None:
    """The question word or verb at the head of a clause ("en", "met" aside) that makes a sentence a question."""
    for n, word in enumerate(words):
        head = n
        while head > 0 and words[head - 1].clause == word.clause:
            head -= 1
        before = words[head:n]
        small = (
            all(w.text in rules.joiners | rules.prepositions | rules.conjunctions for w in before) and len(before) <= 2
        )
        if small and (word.text in rules.questions or (word.text in rules.closed_questions and n == head)):
            return n
    return None


def _asks_unmarked(words: Sequence[Word], opener: int, rules: Grammar) -> bool:
    """Whether a sentence asks without a question mark: a verb follows the question word ("wat leuk" does not)."""
    following = words[opener + 1 : opener + 3]
    if words[opener].text in rules.questions:
        return any(w.sort is Sort.AUXILIARY or w.text in rules.closed_questions for w in following)
    return bool(following) and following[0].sort is Sort.PRONOUN
