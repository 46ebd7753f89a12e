"""From a card back to the form that its author could have filled in: it reads back as the same card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.cards.draft import alternatives
from trainer.cards.form import CardForm, PointLine
from trainer.cards.model import Answer, Card, Cloze, DoOrDont, Items, KeyPoint, OwnWords, Short, Structure
from trainer.cards.text import fold, slug
from trainer.i18n import Language

_MARKS: dict[Structure, dict[Language, str]] = {
    Structure.QUESTION: {"nl": "[vraag]", "en": "[question]"},
    Structure.OPEN_QUESTION: {"nl": "[open vraag]", "en": "[open question]"},
    Structure.NUMBER: {"nl": "[getal]", "en": "[number]"},
}
_CHOICES: dict[Language, dict[str, str]] = {
    "nl": {"do": "doen", "dont": "niet doen", "yes": "ja", "no": "nee"},
    "en": {"do": "do", "dont": "don't", "yes": "yes", "no": "no"},
}


def form_of_card(card: Card) -> CardForm:
    """Everything that a card says, with its Id where it has one."""
    question, *scenes = card.scenes
    if isinstance(card.answer, Cloze):
        question = _sentence(card.answer)
    return CardForm(
        question=question,
        scenes=tuple(scenes),
        hint=card.hint,
        why=card.why,
        source=card.source,
        tags=", ".join(card.tags),
        level="" if card.level == 2 else str(card.level),
        just_before="" if card.just_before is None else str(card.just_before),
        id=_id(card),
        **_answered(card.answer, card.language),
    )


def _id(card: Card) -> str:
    """The Id at the end of a card's key, if that is no question: an Id has only letters, digits and hyphens."""
    name = card.key.removeprefix(f"{card.deck}#")
    return name if slug(name) == name != fold(card.prompt) else ""


def _answered(answer: Answer, language: Language) -> dict[str, Any]:
    match answer:
        case Short():
            return _short(answer)
        case Cloze(gaps=(Short(accepted=accepted, refused=refused) as gap,)):
            beside = () if _in_gap(gap) else accepted
            return {"accepted": " / ".join(beside), "refused": " / ".join(refused)}
        case Cloze(gaps=gaps):
            # Each gap refuses what is not right for it; together they refuse all of it.
            return {"refused": " / ".join(dict.fromkeys(wrong for gap in gaps for wrong in gap.refused))}
        case Items():
            return {
                "items": tuple(" / ".join(item) for item in answer.items),
                "ordered": answer.ordered,
                "how_many": "" if answer.needed == len(answer.items) else str(answer.needed),
                "refused": " / ".join(answer.refused),
            }
        case OwnWords():
            return _own_words(answer, language, keep=True)
        case DoOrDont(do=do, reasons=reasons):
            verdict = _CHOICES[language]["do" if do else "dont"]
            return {"verdict": verdict, **_own_words(reasons, language, keep=False)}


def _short(answer: Short) -> dict[str, Any]:
    apart = {"answer": answer.answer, "accepted": " / ".join(answer.accepted)}
    if alternatives(apart["accepted"]) != answer.accepted:  # a wording that begins or ends with a slash
        apart = {"answer": " / ".join((answer.answer, *answer.accepted)), "accepted": ""}
    return {**apart, "refused": " / ".join(answer.refused)}


def _sentence(cloze: Cloze) -> str:
    alone = len(cloze.gaps) == 1
    gaps = [
        "[" + " / ".join((gap.answer, *(gap.accepted if not alone or _in_gap(gap) else ()))) + "]" for gap in cloze.gaps
    ]
    return "".join(piece + gap for piece, gap in zip(cloze.pieces, [*gaps, ""], strict=True))


def _in_gap(gap: Short) -> bool:
    """Whether its wordings can stand between [ and ]."""
    return not any(sign in wording for wording in gap.accepted for sign in "[]") and (
        alternatives(" / ".join((gap.answer, *gap.accepted))) == (gap.answer, *gap.accepted)
    )


def _own_words(own: OwnWords, language: Language, *, keep: bool) -> dict[str, Any]:
    musts = sum(point.required for point in own.points)
    usual = max(musts, -(-2 * len(own.points) // 3))
    return {
        "points": tuple(PointLine(_point(point, language), point.required) for point in own.points),
        "enough": "" if own.enough == usual else str(own.enough),
        "models": own.models,
        "most_words": str(own.most_words or ""),
        "least_words": str(own.least_words or ""),
        "avoid": " / ".join(own.avoid),
        "keep": "" if own.keep == keep else _CHOICES[language]["yes" if own.keep else "no"],
    }


def _point(point: KeyPoint, language: Language) -> str:
    shown: Sequence[str] = point.phrasings
    if point.structure:
        shown = (*shown, _MARKS[point.structure][language])
    if not shown and not point.name.endswith(")"):
        return point.name
    return f"{point.name} ({' / '.join(shown)})"
