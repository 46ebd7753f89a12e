"""Who does what to whom: a text that puts another person where a wording has "you" may say something else.

Learners restate a line as their own ("I ask what brings them here"), so another person alone is no error: it is one
in a question, and where two persons of the wording become one or change places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.grading.compounds import Link
from trainer.grading.contraries import Contradiction
from trainer.grading.languages import Grammar
from trainer.grading.model import Reason
from trainer.grading.words import Reading, Sort, Word


def persons(links: Sequence[Link], reading: Reading, wording: Reading, rules: Grammar) -> list[Contradiction]:
    """Where the text has another person than the wording, and is not merely told from another side."""
    found = list(_counterparts(links, reading.words, wording.words, rules))
    became = {(_person(there, rules), _person(here, rules)) for here, there, _ in found}
    if all(start == end for start, end in became):
        return []
    present = {_person(word, rules) for word in wording.words}
    # Told from another side, I and you change places, and they with neither.
    left = {start for start, end in became if start != end and (end, start) not in became}
    left |= {1, 2} if {(1, 2), (2, 1)} <= became else set()
    retold = any(w.text in rules.framing for w in reading.words)

    linked = {i for link in links for i in link.typed}

    def told_before(at: int) -> bool:
        return any(w.text in rules.framing and i not in linked for i, w in enumerate(reading.words[:at]))

    asked = not retold and any(source.rstrip().endswith("?") for source in (wording.source, reading.source))
    return [
        Contradiction(Reason.OPPOSITE, at, here.text, there.text)
        for here, there, at in found
        if (now := _person(here, rules)) != (was := _person(there, rules))
        and (
            asked
            or now in present - left
            or (3 in (was, now) and here.sort is there.sort is Sort.PRONOUN and not told_before(at))
        )
    ][:1]


def _counterparts(
    links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word], rules: Grammar
) -> Iterator[tuple[Word, Word, int]]:
    """The typed word that stands, beside a word that both have, where the wording has a pronoun; and its place."""
    place = {link.word[0]: link.typed[0] for link in links if words[link.word[0]].sort is not Sort.PRONOUN}
    for n, word in enumerate(words):
        if not _person(word, rules):
            continue
        beside = [place[m] + n - m for m in (n - 1, n + 1) if m in place]
        at = next((i for i in beside if 0 <= i < len(typed) and _person(typed[i], rules)), None)
        if at is not None:
            yield typed[at], word, at


def _person(word: Word, rules: Grammar) -> int:
    """1, 2 or 3; 0 for what is no personal pronoun in the singular, or may be another word."""
    for person, those in enumerate((rules.first_person, rules.second_person, rules.third_person), 1):
        if word.text in those:
            return person
    return 0
