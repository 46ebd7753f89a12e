"""What was brought in, as the text of a deck file; and which card of the deck is which of what was brought in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from trainer.bring.model import BroughtCard, BroughtDeck
from trainer.bring.shape import one_line, tidy
from trainer.cards.deckfile import read_deck
from trainer.cards.formlines import numbered
from trainer.cards.labels import Label
from trainer.cards.model import CardKey
from trainer.i18n import Catalog, Language


def deck_text(deck: BroughtDeck) -> str:
    """A deck file with exactly these cards, in this order; a deck in our own format is as its author wrote it.

    The forms are those of `read_file`, which read back as they are.
    """
    if deck.text:
        return deck.text
    lines = [heading(deck.title, deck.language)]
    for card in deck.cards:
        lines += ["", *(text for _, text in numbered(card.form, deck.language))]
    return "\n".join([*lines, ""])


def heading(title: str, language: Language) -> str:
    """The lines above the cards."""
    title = one_line(tidy(title)).lstrip("# ") or Catalog(language)("bring.untitled")
    return f"# {title}\n{Label.LANGUAGE.value[0 if language == 'nl' else 1]}: {language}"


def keys_of(deck: BroughtDeck, key: str) -> Mapping[CardKey, BroughtCard]:
    """What was brought in by the key that each card has in a deck with this key that has no other cards."""
    read = read_deck(deck_text(deck), key=key, path=Path("x.md"), language=deck.language, own=True)
    return {card.key: brought for card, brought in zip(read.cards, deck.cards, strict=True)}
