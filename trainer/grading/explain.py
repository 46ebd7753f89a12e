"""The reason for a verdict as one sentence, with the words that it is about."""

from __future__ import annotations

from trainer.grading.model import Reason
from trainer.grading.outcome import About, Outcome
from trainer.i18n import Message, message


def explain(outcome: Outcome) -> Message | None:
    """The sentence for an outcome; None where an answer is simply right."""
    typed, answer = outcome.typed, outcome.instead
    match outcome.reason:
        case None:
            return None
        case Reason.TYPO if answer:
            return message("grading.typo-word", typed=typed, answer=answer)
        case Reason.TYPO:
            return message("grading.typo")
        case Reason.SPELLING:
            return message("grading.spelling")
        case Reason.ORDER:
            return message("grading.order")
        case Reason.NEGATION:
            return message("grading.negation", typed=typed) if typed else message("grading.negation-missing")
        case Reason.OPPOSITE if outcome.about is About.CHOICE:
            return message("grading.wrong-choice", typed=typed)
        case Reason.OPPOSITE:
            return message("grading.opposite", typed=typed, answer=answer)
        case Reason.NUMBER:
            return message("grading.number", typed=typed, answer=answer)
        case Reason.REFUSED:
            return message("grading.refused", typed=typed)
        case Reason.MISSING if outcome.about is About.CHOICE:
            return message("grading.no-choice")
        case Reason.MISSING if outcome.about is About.REASON:
            return message("grading.no-reason")
        case Reason.MISSING if outcome.parts:
            return message("grading.missing-parts", n=max(1, outcome.enough - sum(p.hit for p in outcome.parts)))
        case Reason.MISSING:
            return message("grading.missing")
        case Reason.EXTRA:
            return message("grading.extra-words", typed=typed) if typed else message("grading.extra")
        case Reason.UNRECOGNISED:
            return message("grading.unrecognised-words", typed=typed) if typed else message("grading.unrecognised")
        case Reason.EMPTY if outcome.about is About.GIVEN_UP:
            return message("grading.given-up")
        case Reason.EMPTY:
            return message("grading.empty")
        case Reason.TOO_LONG:
            return message("grading.too-long")
        case Reason.COPIED:
            return message("grading.copied")
