"""What a learner is told about an answer, in lines of text: every mark in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from trainer.cards.model import GAP, Card, DoOrDont, Kind
from trainer.cards.solution import own_words, solution
from trainer.days import on_day
from trainer.grading.model import Judgement, Part, Reason, Verdict
from trainer.i18n import Catalog
from trainer.memory.model import Grade, Schedule
from trainer.store.store import OwnLine
from trainer.study.plan import in_own_words
from trainer.study.said import enough_said, explanation, headline, repeated, shown_answers
from trainer.study.session import Answer, Question


def asked(question: Question, t: Catalog) -> str:
    """The card's text, its gaps by name."""
    text = question.text
    gaps = text.count(GAP)
    for n in range(1, gaps + 1):
        text = text.replace(GAP, t("plain.gap_n", n=n) if gaps > 1 else t("plain.gap"), 1)
    return f"{t.say(repeated(question))} {text}" if question.repeat else text


def verdict(answer: Answer, t: Catalog) -> str:
    """The verdict, and why in a sentence; nothing to one who asked to see the answer."""
    return " ".join(t.say(said) for said in (headline(answer), explanation(answer)) if said is not None)


def short(answer: Answer, t: Catalog) -> Iterator[str]:
    """A term, gaps or a list: the verdict, what was there and what was not, and the answer."""
    card, judged = answer.question.card, answer.judged
    yield verdict(answer, t)
    if card.kind is Kind.LIST and judged.parts:
        yield from _items(judged.parts, t, enough=judged.verdict in (Verdict.CORRECT, Verdict.CLOSE))
    else:
        for n, part in enumerate(judged.parts if len(judged.parts) > 1 else (), 1):
            yield t("plain.gap_right" if part.hit else "plain.gap_wrong", n=n, answer=part.name)
        if judged.reason is Reason.MISSING and judged.missing:
            yield t("plain.missing", words=", ".join(judged.model[start:end] for start, end in judged.missing))
        model, reference = shown_answers(answer)
        if model:
            yield t("plain.answer", answer=model)
        if reference:
            yield t("plain.reference", answer=reference)
    yield from map(t.say, judged.remarks)


def _items(parts: tuple[Part, ...], t: Catalog, *, enough: bool) -> Iterator[str]:
    for key, hit in (("plain.named", True), ("plain.also" if enough else "plain.not_named", False)):
        if names := [part.name for part in parts if part.hit is hit]:
            yield t(key, items="; ".join(names))


def points(judgement: Judgement, t: Catalog) -> Iterator[str]:
    """The points of an answer in own words, numbered, each with a box."""
    parts = judgement.parts
    yield f"{t('review.points')} {t.say(enough_said(judgement))}"
    for n, part in enumerate(parts, 1):
        notes = [t("review.required")] if part.required and not part.hit else []
        notes += [t("plain.certain")] if part.certain and part.hit else []
        notes += [t("plain.perhaps")] if part.perhaps else []
        yield " ".join((str(n), "[x]" if part.hit else "[?]" if part.perhaps else "[ ]", part.name, *notes))


def good_answer(card: Card, t: Catalog) -> Iterator[str]:
    """What a good answer in own words has in it, for one who gave none."""
    if isinstance(card.answer, DoOrDont):
        yield Catalog(card.language)("plain.do" if card.answer.do else "plain.dont")
    own = own_words(card)
    if own is not None and own.points:
        yield t("plain.good_points", points="; ".join(point.name for point in own.points))


def background(card: Card, kept: Sequence[OwnLine], t: Catalog) -> Iterator[str]:
    """For own words the learner's own version and the examples; then why it is so, and who says it."""
    if in_own_words(card):
        if kept:
            yield f"{t('review.kept')}: {kept[-1].text}"
        models = solution(card)
        if models:
            yield t("review.models", n=len(models)) + ":"
        yield from (f"- {model}" for model in models)
    yield card.why
    if card.source:
        yield t("review.source", source=card.source)


def offer(proposed: Grade | None, choices: Mapping[Grade, Schedule], today: date, t: Catalog) -> str:
    """The grades, each with the day that it gives; the proposed one first."""
    said = {
        grade: t(
            "plain.grade",
            digit=int(grade),
            name=t(f"review.grade_{grade.name.lower()}"),
            when=t("plain.soon") if grade is Grade.AGAIN else t.say(on_day(choices[grade].due, today)),
        )
        for grade in Grade
    }
    if proposed is None:
        return t("plain.no_proposal", choices="; ".join(said.values()))
    first = said.pop(proposed)
    return t("plain.proposal", grade=first, others="; ".join(said.values()))
