"""From a draft to the answer it asks for. The kind is never written: it follows from what is there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.cards.draft import Draft, alternatives
from trainer.cards.labels import Label
from trainer.cards.model import Answer, Cloze, DoOrDont, Items, Kind, OwnWords, Short
from trainer.cards.points import point_of
from trainer.cards.text import fold
from trainer.i18n import message

GAP_MARK = re.compile(r"\[([^\[\]]*)\]")
_DO = {"doen": True, "wel doen": True, "do": True, "niet doen": False, "don't": False, "dont": False, "do not": False}
_YES = {"ja": True, "j": True, "yes": True, "y": True, "nee": False, "n": False, "no": False}

_ANY_KIND = frozenset(
    {Label.SCENE, Label.HINT, Label.WHY, Label.SOURCE, Label.TAGS, Label.LEVEL, Label.JUST_BEFORE, Label.ID}
)
_OWN = _ANY_KIND | {
    Label.MUST,
    Label.POINT,
    Label.ENOUGH,
    Label.EXAMPLE,
    Label.MOST_WORDS,
    Label.LEAST_WORDS,
    Label.AVOID,
    Label.KEEP,
}
_FITTING = {
    Kind.TERM: _ANY_KIND | {Label.ANSWER, Label.ACCEPTED, Label.REFUSED},
    Kind.CLOZE: _ANY_KIND | {Label.ACCEPTED, Label.REFUSED},
    Kind.LIST: _ANY_KIND | {Label.ITEM, Label.STEP, Label.HOW_MANY, Label.REFUSED},
    Kind.OWN: _OWN,
    Kind.VERDICT: _OWN | {Label.VERDICT},
}


def answer_of(draft: Draft) -> Answer | None:
    """What the card asks for; None, with a problem on the draft, when that cannot be told."""
    kind = draft_kind(draft)
    if kind is None:
        if not draft.stopped:
            draft.stop(draft.line, "deck.no_answer")
        return None
    if not draft.stopped:  # a misspelt label may be the one that would explain the others
        _report_misfits(draft, kind)
    match kind:
        case Kind.TERM:
            return _term(draft)
        case Kind.CLOZE:
            return _cloze(draft)
        case Kind.LIST:
            return _items(draft)
        case Kind.OWN:
            return _own_words(draft, keep=True)
        case Kind.VERDICT:
            return _do_or_dont(draft)


def draft_kind(draft: Draft) -> Kind | None:
    """The plainest sign decides: brackets are a gap only where no label gives the answer."""
    if draft.all(Label.ITEM, Label.STEP):
        return Kind.LIST
    if draft.first(Label.VERDICT):
        return Kind.VERDICT
    if draft.all(Label.MUST, Label.POINT):
        return Kind.OWN
    if draft.first(Label.ANSWER):
        return Kind.TERM
    if "[" in draft.question or "]" in draft.question:
        return Kind.CLOZE
    return Kind.OWN if draft.first(Label.EXAMPLE) else None


def _report_misfits(draft: Draft, kind: Kind) -> None:
    for label in draft.fields.keys() - _FITTING[kind]:
        field = draft.fields[label][0]
        draft.warn(field.line, "deck.misfit", written=field.written, kind=message(f"deck.a_{kind}"))
    if kind is not Kind.CLOZE and GAP_MARK.search(draft.question):
        draft.note(draft.line, "deck.plain_brackets")


def _term(draft: Draft) -> Short:
    answer, *others = draft.wordings(Label.ANSWER)
    accepted = (*others, *draft.wordings(Label.ACCEPTED))
    _report_clash(draft, (answer, *accepted))
    return Short(answer, accepted, draft.wordings(Label.REFUSED))


def _cloze(draft: Draft) -> Cloze | None:
    parts = GAP_MARK.split(draft.question)
    pieces, gaps = tuple(parts[::2]), [alternatives(" ".join(gap.split())) for gap in parts[1::2]]
    for mistaken, mistake in (
        (any("[" in piece for piece in pieces), "deck.gap_open"),
        (any("]" in piece for piece in pieces), "deck.gap_shut"),
        (not all(gaps), "deck.gap_empty"),
    ):
        if mistaken:
            draft.stop(draft.line, mistake)
            return None
    accepted = draft.first(Label.ACCEPTED)
    refused = draft.wordings(Label.REFUSED)
    if len(gaps) == 1:
        answer, *others = gaps[0]
        _report_clash(draft, wordings := (answer, *others, *draft.wordings(Label.ACCEPTED)))
        return Cloze(pieces, (Short(answer, wordings[1:], refused),))
    if accepted:
        draft.warn(accepted.line, "deck.which_gap", written=accepted.written)
    return Cloze(pieces, tuple(Short(gap[0], gap[1:], _refused_here(refused, gap)) for gap in gaps))


def _refused_here(refused: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    """What one of several gaps refuses: the right word for it may be a look-alike for the next."""
    folded = {fold(wording) for wording in right}
    return tuple(wording for wording in refused if fold(wording) not in folded)


def _items(draft: Draft) -> Items:
    items = tuple(alternatives(field.text) for field in draft.all(Label.ITEM, Label.STEP))
    needed = _how_many(draft, Label.HOW_MANY, len(items), "deck.few_items") or len(items)
    _report_clash(draft, (wording for item in items for wording in item))
    return Items(items, needed, ordered=not draft.first(Label.ITEM), refused=draft.wordings(Label.REFUSED))


def _do_or_dont(draft: Draft) -> DoOrDont | None:
    # A reason is good for one question; only what can be said again is worth keeping.
    reasons = _own_words(draft, keep=False)
    do = _choice(draft, Label.VERDICT, _DO, "deck.verdict")
    return None if do is None else DoOrDont(do, reasons)


def usually_enough(musts: int, points: int) -> int:
    """How many points make a good answer where the author does not say: what must be there, and two thirds of the
    whole, because a good answer may leave out a nicety."""
    return max(musts, -(-2 * points // 3))


def _own_words(draft: Draft, *, keep: bool) -> OwnWords:
    musts = draft.all(Label.MUST)
    fields = draft.all(Label.MUST, Label.POINT)
    points = tuple(point for field in fields if (point := point_of(draft, field, required=field in musts)))
    enough = usually_enough(len(musts), len(fields))
    asked_to_keep = _choice(draft, Label.KEEP, _YES, "deck.keep")
    return OwnWords(
        points,
        _how_many(draft, Label.ENOUGH, len(fields), "deck.few_points") or enough,
        models=tuple(field.text for field in draft.all(Label.EXAMPLE)),
        most_words=draft.number(Label.MOST_WORDS, example=25),
        least_words=draft.number(Label.LEAST_WORDS, example=40),
        avoid=draft.wordings(Label.AVOID),
        keep=keep if asked_to_keep is None else asked_to_keep,
    )


def _how_many(draft: Draft, label: Label, there: int, mistake: str) -> int | None:
    """The number behind a label, which may not ask for more than there are."""
    asked = draft.number(label, example=max(there, 1))
    if asked is not None and asked > there:
        draft.stop(draft.fields[label][0].line, mistake, asked=asked, n=there)
    return asked


def _choice(draft: Draft, label: Label, choices: dict[str, bool], mistake: str) -> bool | None:
    """Yes or no, in the author's words; None without the label, or with a problem when it says something else."""
    field = draft.first(label)
    if not field:
        return None
    choice = choices.get(fold(field.text))
    if choice is None:
        draft.stop(field.line, mistake, written=field.written, found=field.text)
    return choice


def _report_clash(draft: Draft, right: Iterable[str]) -> None:
    """Stop at a wording that is both right and refused: no answer to it would be fair."""
    refused = draft.all(Label.REFUSED)
    if not refused:
        return
    folded = {fold(wording) for wording in right}
    for field in refused:
        for wording in alternatives(field.text):
            if fold(wording) in folded:
                draft.stop(field.line, "deck.both", wording=wording)
