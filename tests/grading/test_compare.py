"""How two words stand to each other, and what a text denies or puts in order."""

from __future__ import annotations

import pytest

from trainer.grading.compare import Likeness, compare
from trainer.grading.reading import read
from trainer.grading.words import Turn
from trainer.i18n import Language


@pytest.mark.parametrize(
    ("typed", "word", "language", "likeness"),
    [
        ("luister", "luisteren", "nl", Likeness.INFLECTED),
        ("gevraagd", "vragen", "nl", Likeness.INFLECTED),
        ("vroeg", "vraag", "nl", Likeness.INFLECTED),
        ("onbekwaamheid", "onbekwaam", "nl", Likeness.INFLECTED),
        ("kaartjes", "kaart", "nl", Likeness.INFLECTED),
        ("asking", "ask", "en", Likeness.INFLECTED),
        ("incompetence", "incompetent", "en", Likeness.INFLECTED),
        ("took", "take", "en", Likeness.INFLECTED),
        ("bewsut", "bewust", "nl", Likeness.TYPO),
        ("vaardigheit", "vaardigheid", "nl", Likeness.TYPO),
        ("hlept", "helpen", "nl", Likeness.TYPO),
        ("aks", "ask", "en", Likeness.TYPO),
        ("onbewust", "bewust", "nl", Likeness.OPPOSITE),
        ("uncosncious", "conscious", "en", Likeness.OPPOSITE),
        ("hoge", "laag", "nl", Likeness.OPPOSITE),
        ("gave", "taking", "en", Likeness.OPPOSITE),
        ("steen", "steun", "nl", Likeness.OTHER),
        ("patch", "pitch", "en", Likeness.OTHER),
        ("formatie", "samenwerking", "nl", Likeness.OTHER),
        ("ijsbeer", "ijsbreker", "nl", Likeness.OTHER),
        ("that", "what", "en", Likeness.OTHER),
    ],
)
def test_likeness(typed: str, word: str, language: Language, likeness: Likeness) -> None:
    assert compare(typed, word, language).likeness is likeness


def denied(text: str, language: Language) -> str:
    return " ".join(w.text for w in read(text, language).words if w.negated)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("niet praten maar luisteren", "nl", "niet praten"),
        ("niet alleen online maar ook persoonlijk", "nl", ""),
        ("zonder e-mail of telefoon", "nl", "zonder email of telefoon"),
        ("niet met e-mail en sociale media", "nl", "niet met email en sociale media"),
        ("mensen helpen niet graag en mijn baan telt", "nl", "mensen helpen niet graag"),
        ("ask for advice instead of a job", "en", "instead of a job"),
        ("it isn’t open and it is easy", "en", "it is not open"),
        ("don't interrupt, listen", "en", "do not interrupt"),
        ("no more than three", "en", ""),
        ("not not true", "en", ""),
    ],
)
def test_a_denial_reaches_as_far_as_its_clause(text: str, language: Language, words: str) -> None:
    assert denied(text, language) == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("give before you take", "en"),
        ("before you take, give", "en"),
        ("take after you give", "en"),
        ("first give, then take", "en"),
        ("from give to take", "en"),
        ("eerst give, dan take", "nl"),
        ("give voordat je take", "nl"),
    ],
)
def test_what_comes_first_is_read_from_the_words_that_say_so(text: str, language: Language) -> None:
    turns = {w.text: w.turn for w in read(text, language).words}
    assert (turns["give"], turns["take"]) == (Turn.EARLIER, Turn.LATER)
