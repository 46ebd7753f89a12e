"""What a deck's author learns from the judge: answers that are not accepted as meant, points that are too narrow."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.cards.model import Card, Cloze, Deck, DoOrDont, Items, Level, OwnWords, Problem, Short
from trainer.grading.judge import judge, judge_short
from trainer.grading.languages import grammar
from trainer.grading.model import Wordings
from trainer.grading.siblings import ACCEPTED, Shelf, belongs_to, short_of
from trainer.i18n import Message, message


def check_answers(deck: Deck) -> tuple[Problem, ...]:
    """Problems of a deck that show only when its answers are judged, in the order of its cards."""
    problems: list[Problem] = []
    earlier = Shelf()
    for card in deck.cards:
        problems += (Problem(card.line, Level.WARN, what) for what in _of_card(card))
        problems += (Problem(card.line, Level.NOTE, what) for what in (*_narrow(card), *_twins(card, earlier)))
        earlier.put(card)
    return tuple(problems)


def _of_card(card: Card) -> Iterator[Message]:
    match card.answer:
        case Short() as short:
            yield from _of_short(card, short)
        case Cloze(gaps=gaps):
            for gap in gaps:
                yield from _of_short(card, gap)
        case Items(items=items, refused=refused):
            for n, item in enumerate(items):
                for wording in item:
                    parts = judge(card, wording).parts  # none where it is too long to be judged
                    if len(parts) <= n or not parts[n].hit:
                        yield message("grading.item-not-seen", wording=wording, item=item[0])
            for wording in refused:
                if any(part.hit for typed in _ways(wording, card) for part in judge(card, typed).parts):
                    yield message("grading.refused-accepted", wording=wording)
        case OwnWords() as task:
            yield from _of_models(card, task)
        case DoOrDont(reasons=task):
            yield from _of_models(card, task)


def _of_short(card: Card, short: Short) -> Iterator[Message]:
    def accepted(wording: str) -> bool:
        return judge_short(short, wording, card.prompt, card.language, Wordings()).verdict in ACCEPTED

    for wording in (short.answer, *short.accepted):
        if not accepted(wording):
            yield message("grading.accepted-refused", wording=wording)
    for wording in short.refused:
        if any(accepted(typed) for typed in _ways(wording, card)):
            yield message("grading.refused-accepted", wording=wording)


def _ways(wording: str, card: Card) -> Iterator[str]:
    """A wording as learners type it: by itself, and with an article before it."""
    yield wording
    for article in sorted(grammar(card.language).articles):
        if len(article) > 1:
            yield f"{article} {wording}"


def _of_models(card: Card, task: OwnWords) -> Iterator[Message]:
    for model in task.models:
        for part in judge(card, model).parts:
            if part.required and not part.hit:
                yield message("grading.model-misses", model=model, point=part.name)


def _narrow(card: Card) -> Iterator[Message]:
    """Points that only one wording can show: most learners will have to tick them by hand."""
    task = card.answer.reasons if isinstance(card.answer, DoOrDont) else card.answer
    if isinstance(task, OwnWords):
        for point in task.points:
            if point.structure is None and len(point.phrasings) == 1:
                yield message("grading.narrow-point", point=point.name)


def _twins(card: Card, earlier: Shelf) -> Iterator[Message]:
    """An earlier card whose answer is right here, and the other way round: the learner cannot tell them apart."""
    short = short_of(card)
    if short is None:
        return
    for other in earlier.like(card, short.answer):
        theirs = short_of(other)
        if theirs and belongs_to(card, short.answer, (other,)) and belongs_to(other, theirs.answer, (card,)):
            yield message("grading.twins", line=other.line)
