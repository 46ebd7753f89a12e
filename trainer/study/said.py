"""What both faces say of an answer: which sentence, and nothing of how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.cards.solution import gaps, solution
from trainer.grading.fold import fold
from trainer.grading.model import Judgement, Reason, Verdict
from trainer.i18n import Message, message
from trainer.study.plan import in_own_words
from trainer.study.session import Answer, Override, Question


def repeated(question: Question) -> Message:
    """What stands before a card that comes back: it is the same text only in the same scene."""
    return message("review.another_scene" if question.new_scene else "review.once_more")


def headline(answer: Answer) -> Message | None:
    """The verdict in a few words; None to one who only asked to see the answer."""
    judgement = answer.judgement
    if answer.override is not None:
        return message("review.overruled_right" if answer.override is Override.RIGHT else "review.overruled_wrong")
    if judgement.reason is Reason.EMPTY:
        return None
    if judgement.unsure:
        return message("review.unsure")
    value = judgement.verdict.value
    return message(f"review.own_{value}" if in_own_words(answer.question.card) else f"review.verdict_{value}")


def shown_answers(answer: Answer) -> tuple[str, str]:
    """The wording to lay beside what was typed for a term or gaps, and the card's own answer where that is another one;
    each empty where the learner has just typed it, case and signs aside."""
    judged, card = answer.judged, answer.question.card
    own = gaps(card)
    reference = own[0] if len(own) == 1 else "\n".join(solution(card))
    said = fold(judged.typed)
    known = said in (fold(reference), fold("\n".join(own)))
    if judged.verdict is Verdict.CORRECT:
        return ("" if known and judged.reason is None else reference), ""
    model = judged.model or reference
    return model, "" if known or fold(model) == fold(reference) else reference


def explanation(answer: Answer) -> Message | None:
    """Why, in a sentence; nothing where the learner has overruled it, or typed nothing."""
    if answer.override is not None or not answer.judged.typed.strip():
        return None
    why, lacks = answer.judgement.explanation, lacking(answer)
    if answer.judged.kept and why and lacks:
        return message("review.kept_lacks", kept=why, lacks=lacks)
    return why or lacks


def lacking(answer: Answer) -> Message | None:
    """What own words would have needed to be a good answer, by name; None where they are one, or nobody can tell."""
    judgement = answer.judgement
    good = judgement.verdict in (Verdict.CORRECT, Verdict.CLOSE)
    if good or judgement.unsure or not judgement.parts or not in_own_words(answer.question.card):
        return None
    open_points = [part for part in judgement.parts if not part.hit]
    needed = [part.name for part in open_points if part.required]
    if needed:
        return message("review.lacks_needed", points=joined(needed))
    more = judgement.enough - sum(part.hit for part in judgement.parts)
    key = "review.lacks" if more >= len(open_points) else "review.lacks_some"
    return message(key, n=more, points=joined([part.name for part in open_points]))


def enough_said(judgement: Judgement) -> Message:
    """How many points make a good answer, and that what is needed must be among them."""
    of, needed = len(judgement.parts), sum(part.required for part in judgement.parts)
    n = max(judgement.enough, needed) or of
    if n >= of:
        return message("review.enough_both") if of == 2 else message("review.enough_all", n=of)
    return message("review.enough_needed" if needed else "review.enough", n=n, of=of)


def joined(names: Sequence[str]) -> str:
    """Names as a list in quotation marks."""
    return ", ".join(f"“{name}”" for name in names)
