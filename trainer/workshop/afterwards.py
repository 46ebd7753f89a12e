"""What came up at a meeting, as cards in a deck of their own."""

from __future__ import annotations

from trainer.cards.form import CardForm
from trainer.cards.model import Card, Deck
from trainer.workshop.bench import Workshop

SHORT = 6
"""Words: a longer answer is said in one's own words, and is no matter of letters."""


def note_down(workshop: Workshop, question: str, answer: str) -> Card | None:
    """A new card at the end of the deck of what came up, which is made when there is none; None where it cannot be
    asked as it is. Raises FormError, EditError, WorkshopError.
    """
    short = len(answer.split()) <= SHORT
    form = CardForm(question=question, answer=answer) if short else CardForm(question=question, models=(answer,))
    return workshop.add_card(_deck(workshop), form)


def _deck(workshop: Workshop) -> Deck:
    """The learner's deck of what came up, by its title in the interface's language."""
    desk = workshop.desk
    desk.reload()
    title = desk.t("afterwards.deck")
    there = (deck for deck in desk.library.decks if deck.own and deck.title == title)
    return next(there, None) or workshop.new_deck(title)
