"""A card that is being written while its file is changed elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from trainer.cards.form import CardForm
from trainer.cards.model import Deck
from trainer.workshop.bench import Workshop


class Standing(NamedTuple):
    """A card in its file."""

    line: int
    """Where its heading stands."""
    form: CardForm


def found_again(workshop: Workshop, deck: Deck, line: int) -> Standing | None:
    """The card that stood on this line when the deck was read, as it stands there by now; None where it is gone.

    Raises EditError, WorkshopError.
    """
    workshop.desk.reload()
    now = workshop.desk.library.deck(deck.key)
    if now is None:
        return None
    keys = {card.line: card.key for card in deck.cards}
    place = next((card.line for card in now.cards if card.key == keys.get(line)), None)
    if place is None:  # its question was changed as well: then it is where it was, and no other card is
        others = {card.line for card in now.cards if card.key in keys.values()}
        there = {card.line for card in now.cards} | {card.line for card in workshop.left_out(now)}
        if line not in there - others:
            return None
        place = line
    return Standing(place, workshop.form_of(now, place))
