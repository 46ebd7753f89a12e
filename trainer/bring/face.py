"""What a card shows on paper and in other programs: a question, and an answer to read."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.cards.model import GAP, Card, Cloze, DoOrDont, Items, OwnWords, Short
from trainer.cards.solution import solution
from trainer.i18n import Catalog


@dataclass(frozen=True, slots=True)
class Face:
    """Both sides of a card, as plain text."""

    question: str
    answer: tuple[str, ...]
    """A line for each part."""
    listed: bool = False
    """Whether the lines are the items of a list."""
    numbered: bool = False
    more: tuple[str, ...] = ()
    """What stands below the answer: other right wordings, key points, the explanation."""


def face(card: Card) -> Face:
    """Both sides of a card, in the language of its deck."""
    t = Catalog(card.language)
    points: tuple[str, ...] = ()
    more: list[str] = []
    answer = tuple(line for part in solution(card) for line in part.split("\n"))
    listed = numbered = False
    match card.answer:
        case Short(accepted=accepted) if accepted:
            more.append(t("bring.also_right", wordings=" / ".join(accepted)))
        case Cloze(gaps=gaps):
            others = [" / ".join(gap.accepted) for gap in gaps if gap.accepted]
            more += [t("bring.also_right", wordings=wordings) for wordings in others]
        case Items(ordered=ordered):
            listed, numbered = True, ordered
        case OwnWords() as own:
            points = tuple(point.name for point in own.points)
        case DoOrDont(do=do, reasons=own):
            answer = (t("bring.do" if do else "bring.dont"), *answer)
            points = tuple(point.name for point in own.points)
        case _:
            pass
    if points:
        more.append(t("bring.points", points="; ".join(points)))
    if card.why:
        more.append(card.why)
    return Face(card.prompt, answer or points or (GAP,), listed, numbered, tuple(more))
