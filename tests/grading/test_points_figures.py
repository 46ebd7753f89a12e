"""How well the points of own-words cards are seen, on labelled answers to the bundled pitches and openers.

points.jsonl: 133 answers, Dutch and English, good ones, halves, nonsense, and the card's own template typed over; a y
or n for each point of the card in turn, set down before the judge had seen any. `read` are those whose errors were
looked at while the judge was changed; of `unread` nobody has read the errors, only these figures (one of its answers
showed up in a failing test, and was moved). Before small words were worth less than telling ones, on `unread`: 0.23
of the points that were not there ticked, 0.43 of those there not seen, and, where the learner only pressed enter,
0.08 of the answers passed wrongly and 0.37 wrongly called not enough, none left to the learner.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.model import Card, OwnWords
from trainer.grading.judge import judge
from trainer.grading.model import Part, Verdict
from trainer.grading.ticks import ticked
from trainer.i18n import Language

DECKS = Path(__file__).parents[2] / "decks"
ANSWERS = Path(__file__).with_name("points.jsonl")


@dataclass(frozen=True)
class Figures:
    """Shares, 0..1."""

    ticked_wrongly: float
    """Of the points that are not there, those ticked for sure."""
    unseen: float
    """Of the points that are there, those not even seen as perhaps."""
    sure: float
    """Of the points that are there, those ticked for sure."""
    passed_wrongly: float
    """Of the answers, those called right where the learner leaves the ticks as they are, and they are not."""
    refused_wrongly: float
    """The other way round; what is left to the learner is neither."""
    asked: float
    """Of the answers, those left to the learner."""


def cards() -> dict[str, Card]:
    found: dict[str, Card] = {}
    for path in DECKS.glob("*/*.md"):
        language: Language = "nl" if path.parent.name == "nl" else "en"
        deck = read_deck(path.read_bytes(), key=f"{language}/{path.stem}", path=path, language=language)
        found |= {str(card.key): card for card in deck.cards}
    return found


def rows(name: str) -> Iterator[tuple[Card, OwnWords, str, list[bool]]]:
    known = cards()
    for row in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines()):
        if row["set"] == name:
            card = known[row["card"]]
            assert isinstance(card.answer, OwnWords)
            yield card, card.answer, row["typed"], [mark == "y" for mark in row["there"]]


def figures(name: str) -> Figures:
    points: list[tuple[bool, Part]] = []
    verdicts: list[tuple[bool, bool, bool]] = []
    for card, task, typed, there in rows(name):
        judged = judge(card, typed)
        parts = judged.parts or tuple(Part(point.name, hit=False) for point in task.points)
        points += zip(there, parts, strict=True)
        left = ticked(judged, [part.hit for part in judged.parts])
        complete = all(t for t, point in zip(there, task.points, strict=True) if point.required)
        verdicts.append((sum(there) >= task.enough and complete, left.verdict is Verdict.CORRECT, left.unsure))
    present, absent = ([part for there, part in points if there is wanted] for wanted in (True, False))

    def of_verdicts(right: bool, said: bool) -> float:
        return sum(v == (right, said, False) for v in verdicts) / len(verdicts)

    return Figures(
        ticked_wrongly=sum(part.hit for part in absent) / len(absent),
        unseen=sum(not (part.hit or part.perhaps) for part in present) / len(present),
        sure=sum(part.hit for part in present) / len(present),
        passed_wrongly=of_verdicts(right=False, said=True),
        refused_wrongly=of_verdicts(right=True, said=False),
        asked=sum(unsure for _, _, unsure in verdicts) / len(verdicts),
    )


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("read", Figures(0.02, 0.03, 0.58, 0.02, 0.02, 0.36)),
        ("unread", Figures(0.05, 0.09, 0.49, 0.02, 0.1, 0.3)),
    ],
)
def test_the_figures_of_the_points_hold(name: str, bound: Figures) -> None:
    found = figures(name)
    assert found.ticked_wrongly <= bound.ticked_wrongly
    assert found.unseen <= bound.unseen
    assert found.sure >= bound.sure
    assert found.passed_wrongly <= bound.passed_wrongly
    assert found.refused_wrongly <= bound.refused_wrongly
    assert found.asked <= bound.asked


def test_a_template_typed_over_ticks_nothing_for_sure() -> None:
    for row in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines()):
        if row["kind"] == "template":
            assert not any(part.hit for part in judge(cards()[row["card"]], row["typed"]).parts), row["typed"]
