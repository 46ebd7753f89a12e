"""Plain Markdown decks: Q: and A:, C: with [gaps], front :: back, and flashdown's front: back."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from trainer.bring.carried import form_carried
from trainer.bring.html import Plain
from trainer.bring.left import EXAMPLE, left_out
from trainer.bring.model import MOST_CARDS, Brought, BroughtCard, BroughtDeck, Progress, Refused
from trainer.bring.shape import Unfit, beside, is_example, sentence, simple, tidy
from trainer.cards.form import CardForm
from trainer.cards.text import fold
from trainer.i18n import Language, message

CARRIED = "<!-- trainer-card"
"""The line above a whole card of ours, which Markdown does not show; --> stands below it."""
_KINDS = {"q": "q", "v": "q", "question": "q", "vraag": "q", "c": "c", "cloze": "c", "a": "a"} | {
    "answer": "a",
    "antwoord": "a",
}
_LABELLED = re.compile(rf" {{0,3}}(?:\*\*)?({'|'.join(_KINDS)})(?:\*\*)?:(?:\*\*)?\s*(.*)", re.IGNORECASE)
_SIDES = re.compile(r"(?:[-*+] )?([^\s:`|][^:`]*(?::[^:`]+)*)(:{2,3})([^:]*[^:\s][^:]*(?::[^:]+)*)")
_FLASHDOWN = re.compile(r"([^\s:#<\-*>|`][^:]{0,300}):\s+(\S.*)")
_NAME = re.compile(r"\s*(?:name|title|deck)\s*[=:]\s*[\"']?(.*?)[\"']?\s*")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_ITEM = re.compile(r"(?:[-*+]|([0-9]{1,3}[.)]))\s+(.+)")
_MOSTLY = 0.8  # of the lines, for a deck that has nothing but `front: back`
_LONGEST = 12_000  # characters; each side may have 5 000
_EVERY = 500  # cards between two words about progress


@dataclass(slots=True)
class Draft:
    """A card while its lines are read."""

    kind: str
    """"q" for a question, "c" for a sentence with gaps."""
    question: list[str]
    answers: list[list[str]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    carried: str = ""


def is_qa(text: str) -> bool:
    """Whether there is a card in one of these ways of writing."""
    return next(iter(drafts(text)), None) is not None


def read_qa(text: str, *, language: Language, title: str, progress: Progress) -> Brought:
    """The cards of a Markdown deck; Refused when there are none."""
    found = list(islice(drafts(text), MOST_CARDS + 1))
    if len(found) > MOST_CARDS:
        raise Refused(message("bring.too_many_cards", n=len(found), most=MOST_CARDS))
    lost: Counter[str] = Counter()
    cards = []
    seen: set[CardForm] = set()
    for done, draft in enumerate(found):
        if done % _EVERY == 0:
            progress(done, len(found))
        try:
            form = form_of(draft)
        except Unfit as unfit:
            lost[unfit.reason] += 1
            continue
        same = replace(form, question=fold(form.question), answer=fold(form.answer))
        if same in seen:
            lost["twice"] += 1
            continue
        seen.add(same)
        lost[EXAMPLE] += is_example(form) and form != form_carried(draft.carried, shown(draft)).form
        cards.append(BroughtCard(form))
    progress(len(found), len(found))
    if not cards:
        raise Refused(message("bring.no_cards"))
    name = _title(text) or title
    deck = BroughtDeck(name, language, tuple(cards))
    return Brought((deck,), (message("bring.markdown", cards=message("bring.n_cards", n=len(cards))), *left_out(lost)))


def form_of(draft: Draft) -> CardForm:
    """The card in a draft; Unfit where it makes none."""
    whole = form_carried(draft.carried, shown(draft))
    if whole.form:
        return whole.form
    question, *answers = shown(draft)
    more = beside(why=draft.why, id=whole.id)
    if draft.kind == "c":
        return sentence(question, more=more)
    lines = [line.strip() for line in answers[0].split("\n") if line.strip()] if len(answers) == 1 else []
    items = [match for line in lines if (match := _ITEM.fullmatch(line))]
    if len(items) > 1 and len(items) == len(lines):
        numbered = all(match[1] for match in items)
        answer = Plain(answers[0], tuple(match[2] for match in items), ordered=numbered)
        return simple(question, answer, more=more)
    return simple(question, " / ".join(filter(None, answers)), more=more)


def shown(draft: Draft) -> tuple[str, ...]:
    """The question and the answers as they stand there."""
    return ("\n".join(draft.question), *("\n".join(lines).strip() for lines in draft.answers))


def _title(text: str) -> str:
    """The name in the header between --- and ---, or the first heading."""
    lines = [line.strip() for line in text.split("\n", 60)[:60]]
    if lines[:1] == ["---"] and "---" in lines[1:]:
        for line in lines[1 : lines.index("---", 1)]:
            if (found := _NAME.fullmatch(line)) and tidy(found[1]):
                return tidy(found[1])
    return next((tidy(line[2:]) for line in lines if line.startswith("# ")), "")


def drafts(text: str) -> Iterator[Draft]:
    """The cards of a text, as they stand there."""
    found = False
    for draft in _labelled(text.split("\n")):
        found = True
        yield draft
    if not found:
        yield from _flashdown(text.split("\n"))


def _labelled(lines: list[str]) -> Iterator[Draft]:
    """Cards with Q:, A: and C:, and those with :: between their sides, in the order of the file."""
    draft: Draft | None = None
    carried: list[str] | None = None
    for line in lines[_below_header(lines) :]:
        if carried is not None:
            if line.strip() != "-->":
                carried.append(line)
                continue
            if draft:
                draft.carried = html.unescape("\n".join(carried))
            carried = None
        elif line.strip() == CARRIED:
            carried = []
        elif line.startswith("#") or _RULE.fullmatch(line):
            yield from _finished(draft)
            draft = None
        elif match := _LABELLED.fullmatch(line):
            kind = _KINDS[match[1].lower()]
            if kind == "a":
                if draft:
                    draft.answers.append([match[2]])
            else:
                yield from _finished(draft)
                draft = Draft(kind, [match[2]])
        elif draft:
            (draft.answers[-1] if draft.answers else draft.question).append(line)
        elif len(line) <= _LONGEST and (match := _SIDES.fullmatch(line)):
            front, sign, back = match.groups()
            yield Draft("q", [front], [[back]])
            if len(sign) == 3:
                yield Draft("q", [back], [[front]])
    yield from _finished(draft)


def _finished(draft: Draft | None) -> Iterator[Draft]:
    if draft:
        yield draft


def _flashdown(lines: list[str]) -> Iterator[Draft]:
    """A deck with one card a line and nothing else, notes on a card below it and further in."""
    shown = [line for line in lines if line.strip() and line[0] not in "# \t"]
    if len(shown) > MOST_CARDS:
        return
    matches = [match for line in shown if (match := _FLASHDOWN.fullmatch(line.rstrip()))]
    if len(matches) < 2 or len(matches) < _MOSTLY * len(shown):
        return
    draft: Draft | None = None
    for line in lines:
        if match := _FLASHDOWN.fullmatch(line.rstrip()):
            yield from _finished(draft)
            draft = Draft("q", [match[1]], [[match[2]]])
        elif draft and line[:1] in (" ", "\t"):
            draft.why.append(line.strip())
    yield from _finished(draft)


def _below_header(lines: list[str]) -> int:
    """Where the cards begin: behind what stands between two lines of ---."""
    if lines and lines[0].strip() == "---" and "---" in (head := [line.strip() for line in lines[1:60]]):
        return head.index("---") + 2
    return 0
