"""The bundled decks as the judge sees them: computed over every wording, not sampled."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.model import Card, Cloze, Deck, Items, Level, Short
from trainer.grading.check import check_answers
from trainer.grading.judge import judge, judge_short
from trainer.grading.model import Verdict, Wordings
from trainer.i18n import Language

ACCEPTED = (Verdict.CORRECT, Verdict.CLOSE)
FILES = sorted((Path(__file__).parents[2] / "decks").glob("*/*.md"))
FORGIVEN = 0.95


def bundled(path: Path) -> Deck:
    language: Language = "nl" if path.parent.name == "nl" else "en"
    return read_deck(path.read_bytes(), key=f"{language}/{path.stem}", path=path, language=language)


def shorts(deck: Deck) -> Iterator[tuple[Card, Short]]:
    for card in deck.cards:
        match card.answer:
            case Short() as short:
                yield card, short
            case Cloze(gaps=gaps):
                yield from ((card, gap) for gap in gaps)


def right(card: Card, short: Short, typed: str) -> bool:
    return judge_short(short, typed, card.prompt, card.language, Wordings()).verdict in ACCEPTED


def typos(wording: str, rng: random.Random) -> Iterator[str]:
    """Every place of every word of four letters or more: a letter too many, too few, another one, two swapped."""
    for word in {w for w in wording.split() if len(w) >= 4 and w.isalpha()}:
        for n, letter in enumerate(word):
            other = rng.choice(string.ascii_lowercase)
            changed = {word[:n] + other + word[n:], word[:n] + word[n + 1 :]}
            changed |= {word[:n] + other + word[n + 1 :]} if other != letter.lower() else set()
            changed |= {word[:n] + word[n + 1 :: -1][:2] + word[n + 2 :]} if n == 0 else set()
            if 0 < n < len(word) - 1 and word[n + 1] != letter:
                changed.add(word[:n] + word[n + 1] + letter + word[n + 2 :])
            yield from (wording.replace(word, new, 1) for new in sorted(changed - {word}))


def test_there_are_decks() -> None:
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_wording_is_accepted_and_every_look_alike_refused(path: Path) -> None:
    deck = bundled(path)
    for card, short in shorts(deck):
        assert [w for w in (short.answer, *short.accepted) if not right(card, short, w)] == []
        assert [w for w in short.refused if right(card, short, w)] == []
    for card in deck.cards:
        if isinstance(card.answer, Items):
            for n, item in enumerate(card.answer.items):
                assert [w for w in item if not judge(card, w).parts[n].hit] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_judge_has_no_complaint_about_a_bundled_deck(path: Path) -> None:
    assert [p for p in check_answers(bundled(path)) if p.level is not Level.NOTE] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_one_ordinary_typo_is_forgiven(path: Path) -> None:
    rng = random.Random(20)
    tried = [
        right(card, short, typed)
        for card, short in shorts(bundled(path))
        for wording in (short.answer, *short.accepted)
        for typed in typos(wording, rng)
    ]
    assert len(tried) > 500
    assert sum(tried) / len(tried) >= FORGIVEN
