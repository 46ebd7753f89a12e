"""The answer to a card, to be read by a learner who did not know it."""

from __future__ import annotations

from trainer.cards.model import Card, Cloze, DoOrDont, Items, OwnWords, Short


def own_words(card: Card) -> OwnWords | None:
    """The points that an answer in sentences is looked at by, with its examples; None for a short card."""
    match card.answer:
        case (OwnWords() as own) | DoOrDont(reasons=own):
            return own
    return None


def gaps(card: Card) -> tuple[str, ...]:
    """What is to be typed for a term or for each gap; nothing for a list or own words."""
    match card.answer:
        case Short(answer=answer):
            return (answer,)
        case Cloze(gaps=several):
            return tuple(gap.answer for gap in several)
    return ()


def solution(card: Card) -> tuple[str, ...]:
    """The answer as its author would have it, a line for each part; for own words, the author's examples."""
    match card.answer:
        case Short(answer=answer):
            return (answer,)
        case Cloze(pieces=pieces, gaps=gaps):
            filled = [piece + gap.answer for piece, gap in zip(pieces, gaps, strict=False)]
            return ("".join((*filled, pieces[-1])),)
        case Items(items=items):
            return tuple(phrasings[0] for phrasings in items)
        case OwnWords(models=models) | DoOrDont(reasons=OwnWords(models=models)):
            return models
