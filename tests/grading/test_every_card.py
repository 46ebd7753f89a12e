"""What an author wrote is right: on every card of the bundled decks and of the labelled sets, in any case, with its
accents dropped, and where it makes several points, with them in any order."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path

import pytest

from trainer.cards.deckfile import read_deck
from trainer.cards.model import Cloze, Items, Short
from trainer.grading.answers import judge_row
from trainer.grading.judge import judge, judge_short
from trainer.grading.model import Judgement, Verdict, Wordings
from trainer.i18n import Language

HERE = Path(__file__).parent
SETS = sorted(HERE.glob("answers-*.jsonl"))
DECKS = sorted((HERE.parents[1] / "decks").glob("*/*.md"))
CLAUSES = {"nl": re.compile(r"[,;.] *(?:en )?| en (?=[^,]*$)"), "en": re.compile(r"[,;.] *(?:and )?| and (?=[^,]*$)")}
ORDERS = 6
"""The most orders that one answer is tried in: all of three points."""


def guises(text: str) -> set[str]:
    """A text in any case, and without its accents."""
    apart = unicodedata.normalize("NFD", text)
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
    return {text, text.lower(), text.upper(), text.title(), bare}


def cards(path: Path) -> Iterator[dict[str, object]]:
    """The cards of a set of answers, each once."""
    seen = set()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        key = (row["prompt"], row["answer"])
        if key not in seen:
            seen.add(key)
            yield row


def orders(row: dict[str, object]) -> Iterator[str]:
    """A free answer with its clauses, or its key points, in every order."""
    found = filter(None, CLAUSES[str(row["lang"])].split(str(row["answer"])))
    yield from (", ".join(order) for order in islice(permutations(found), ORDERS))


def is_right(judged: Judgement) -> bool:
    return judged.verdict is Verdict.CORRECT and not judged.unsure


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_the_exact_answer_of_a_set_is_right_in_any_guise(path: Path) -> None:
    assert [
        typed
        for row in cards(path)
        for wording in (row["answer"], *list(row["alternatives"] or ()))  # type: ignore[call-overload]
        for typed in guises(wording)
        if not is_right(judge_row({**row, "typed": typed}))
    ] == []


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_the_clauses_of_a_free_answer_may_come_in_any_order(path: Path) -> None:
    assert [
        typed
        for row in cards(path)
        if row["kind"] == "free"
        for typed in orders(row)
        if judge_row({**row, "typed": typed}).verdict is not Verdict.CORRECT
    ] == []


@pytest.mark.parametrize("path", DECKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_exact_answer_of_a_deck_is_right_in_any_guise(path: Path) -> None:
    language: Language = "nl" if path.parent.name == "nl" else "en"
    wrong = []
    for card in read_deck(path.read_bytes(), key=f"{language}/{path.stem}", path=path, language=language).cards:
        match card.answer:
            case Short() as short:
                gaps: tuple[Short, ...] = (short,)
            case Cloze(gaps=gaps):
                pass
            case Items(items=items, ordered=ordered):
                firsts = [item[0] for item in items]
                for order in [firsts] if ordered else islice(permutations(firsts), ORDERS):
                    wrong += [t for t in guises(", ".join(order)) if not is_right(judge(card, t))]
                continue
            case _:
                continue
        wrong += [
            typed
            for gap in gaps
            for wording in (gap.answer, *gap.accepted)
            for typed in guises(wording)
            if not is_right(judge_short(gap, typed, card.prompt, language, Wordings()))
        ]
    assert wrong == []


@pytest.mark.parametrize("path", DECKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_gap_may_be_answered_with_the_whole_sentence(path: Path) -> None:
    """With and without its last sign, in any case; what was typed stays what was typed."""
    language: Language = "nl" if path.parent.name == "nl" else "en"
    wrong = []
    for card in read_deck(path.read_bytes(), key=f"{language}/{path.stem}", path=path, language=language).cards:
        if isinstance(card.answer, Cloze) and len(card.answer.gaps) == 1:
            before, after = card.answer.pieces
            sentence = before + card.answer.gaps[0].answer + after
            for typed in (sentence, sentence.rstrip(" .!?…"), sentence.lower(), sentence.rstrip(" .") + "!"):
                judged = judge(card, typed)
                if not is_right(judged) or judged.typed != typed:
                    wrong.append((typed, judged.verdict, judged.typed))
    assert wrong == []
