"""From texts that were brought in to a card: which kind it becomes, and what cannot be a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from trainer.bring.cloze import gapped, ordinals
from trainer.bring.html import ITEM, Plain
from trainer.cards.answers import GAP_MARK
from trainer.cards.draft import alternatives
from trainer.cards.encoding import clean
from trainer.cards.form import CardForm
from trainer.cards.outline import LONGEST_TEXT
from trainer.cards.text import fold

LONGEST_TERM = 8
"""Words; a longer answer is not typed literally: it becomes an example that the learner compares with."""


class Unfit(Exception):
    """These texts make no card; `reason` is the last part of the sentence's key that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy(text: str) -> str:
    """Legible text, one space between words, without empty lines."""
    if not text:  # as most fields of most cards are
        return ""
    # A comment would be skipped by the reader of decks; these are the words of a card.
    text = clean(text.replace("<!--", "<! --").replace(ITEM, ""))
    return "\n".join([line for part in text.split("\n") if (line := " ".join(part.split()))])


def one_line(text: str) -> str:
    """The lines of a tidy text behind each other, with a semicolon where nothing else parts them."""
    lines = text.split("\n")
    return " ".join([line if line[-1:] in ".,;:!?…" else f"{line};" for line in lines[:-1]] + lines[-1:])


def asked(text: str) -> str:
    """A question as it can stand under a heading."""
    text = tidy(text)
    if len(text) > LONGEST_TEXT:
        raise Unfit("long")
    if not text:
        raise Unfit("question")
    return text


def simple(question: str, answer: str | Plain, *, typed: bool = False, more: CardForm | None = None) -> CardForm:
    """A card with a question and an answer: a term, a list, or an example for an answer of many words.

    `typed` is whether it was typed elsewhere too: then it is a term, whatever its length. `more` has the other fields.
    """
    form = more or CardForm()
    answer = answer if isinstance(answer, Plain) else Plain(answer)
    question, text = asked(question), tidy(answer.text)
    if not text.strip("/ \n"):
        if GAP_MARK.search(question) or ordinals(question):
            return sentence(question, more=form)
        raise Unfit("answer")
    items = tuple(item for part in answer.items if (item := one_line(tidy(part))).strip("/ "))
    if max(map(len, items or (text,))) > LONGEST_TEXT:
        raise Unfit("long")
    if len(items) > 1:
        return replace(form, question=question, items=items, ordered=answer.ordered)
    wordings = alternatives(text)
    if "\n" not in text and (typed or len(wordings[0].split()) <= LONGEST_TERM):
        return replace(form, question=question, answer=text)
    question = question.replace("[", "(").replace("]", ")")  # a gap, where no answer stands below it
    return replace(form, question=question, models=(one_line(text),))


def is_example(form: CardForm) -> bool:
    """Whether simple() has made an example of the answer."""
    return bool(form.models) and not (form.answer or form.items)


def sentence(text: str, ordinal: int = 0, *, more: CardForm | None = None) -> CardForm:
    """A card with gaps, written our way or Anki's; of Anki's only those with this number, 0 for the first."""
    form = more or CardForm()
    text = tidy(text)
    if numbers := ordinals(text):
        found = gapped(text, ordinal or numbers[0])
        if not found.gaps:
            raise Unfit("gap")
        form = replace(form, hint=form.hint or one_line(found.hint))
        text = found.text
    question = asked(text)
    parts = GAP_MARK.split(question)
    if len(parts) < 3 or any(sign in piece for piece in parts[::2] for sign in "[]"):
        raise Unfit("gap")
    if not all(gap.strip("/ ") for gap in parts[1::2]):
        raise Unfit("gap")
    return replace(form, question=question)


def beside(
    *,
    hint: str = "",
    why: Iterable[str] = (),
    source: str = "",
    tags: Sequence[str] = (),
    accepted: str = "",
    refused: str = "",
    right: str = "",
    id: str = "",  # noqa: A002 - the field's name
) -> CardForm:
    """The fields that a card may have besides its question and its answer; `right` is what may not be refused."""
    lines = [line for part in why for line in tidy(part).split("\n") if line]
    wrong = {fold(wording) for wording in (*alternatives(one_line(tidy(right))), *alternatives(accepted))}
    return CardForm(
        hint=one_line(tidy(hint))[:LONGEST_TEXT],
        why="\n".join(
            [line[at : at + LONGEST_TEXT].strip() for line in lines for at in range(0, len(line), LONGEST_TEXT)]
        ),
        source=one_line(tidy(source))[:LONGEST_TEXT],
        tags=", ".join(tag for part in tags if (tag := one_line(tidy(part)).replace(",", " ").strip()))[:LONGEST_TEXT],
        accepted=one_line(tidy(accepted))[:LONGEST_TEXT],
        refused=" / ".join(
            wording for wording in alternatives(one_line(tidy(refused))[:LONGEST_TEXT]) if fold(wording) not in wrong
        ),
        id=id,
    )
