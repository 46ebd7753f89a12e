"""What is wrong with a card while it is being filled in, and where in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm
from trainer.cards.formlines import FormError, numbered, tidy
from trainer.cards.lint import lint
from trainer.cards.model import Card, Deck, Level, Problem
from trainer.cards.text import fold, slug
from trainer.i18n import Language, Message, message

Check = Callable[[Deck], Iterable[Problem]]
"""What more can be said about a deck, such as how its answers are judged."""

_ABOUT = {
    "deck.told_by_hint": "hint",
    "deck.told_by_question": "question",
    "deck.long_answer": "answer",
    "deck.yes_no": "answer",
    "deck.long_model": "models",
    "deck.short_model": "models",
    "deck.avoided_in_model": "models",
    "deck.common_accented": "points",
    "deck.common_word": "points",
    "deck.no_answer": "answer",
    "deck.no_question": "question",
    "grading.item-not-seen": "items",
    "grading.accepted-refused": "accepted",
    "grading.refused-accepted": "refused",
    "grading.model-misses": "models",
    "grading.narrow-point": "points",
}
"""The field that a remark about a whole card is mostly about."""
_OF_FILES = frozenset({"deck.mixed", "deck.mixed_unnamed"})
"""What is said of a whole file."""


class FieldProblem(NamedTuple):
    """What is wrong with a card, and where it can be mended."""

    field: str
    """The field's name in CardForm; empty for the card as a whole."""
    level: Level
    message: Message


def problems_of(
    form: CardForm, language: Language, *, others: Iterable[Card] = (), checks: Iterable[Check] = ()
) -> tuple[FieldProblem, ...]:
    """Everything that reading, advice and `checks` have to say of a card like this, from top to bottom.

    `others` are the other cards of its deck. A form that cannot be written down has one problem, the reason.
    """
    try:
        lines = numbered(tidy(form, language), language)
    except FormError as error:
        return (FieldProblem(error.field, Level.STOP, error.message),)
    deck = read_deck("\n".join(text for _, text in lines), key="own/form", path=Path("form.md"), language=language)
    found = []
    for problem in deck.problems:
        about = problem.message
        if about.key == "deck.left_out" and isinstance(about.values["mistake"], Message):
            about = about.values["mistake"]
        if about.key not in _OF_FILES:
            field, _ = lines[problem.line - 1]
            found.append(FieldProblem(_ABOUT.get(about.key, field), problem.level, about))
    found += _clashes(form, deck, others)
    for check in (lint, *checks):
        found += [FieldProblem(_ABOUT.get(p.message.key, ""), p.level, p.message) for p in check(deck)]
    return tuple(found)


def _clashes(form: CardForm, deck: Deck, others: Iterable[Card]) -> Iterator[FieldProblem]:
    """What the card has in common with another one of its deck, and should not."""
    asked = {fold(card.prompt) for card in deck.cards}
    name = slug(form.id)
    for other in others:
        if fold(other.prompt) in asked:
            yield FieldProblem("question", Level.WARN, message("deck.asked_already"))
        elif name and other.key.rpartition("#")[2] == name:
            yield FieldProblem("id", Level.STOP, message("deck.same_id", id=name, line=other.line))
