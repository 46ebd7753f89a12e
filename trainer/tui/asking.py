"""A card as it is asked, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.cards.model import GAP, Card, Cloze
from trainer.days import about, minutes_said
from trainer.i18n import Catalog
from trainer.study.said import repeated
from trainer.study.session import Question, Session

BAR = 20
"""Cells of the progress bar; half of them on a narrow screen."""
FEW = 6
"""Cells that the name of the deck needs at least to say something."""


def gaps(card: Card) -> int:
    """How many answers a card asks for, one after the other."""
    return len(card.answer.gaps) if isinstance(card.answer, Cloze) else 1


def scene(question: Question, filled: Sequence[str], t: Catalog) -> Content:
    """The situation; gaps filled so far stand in their place, and the one that is asked now stands out."""
    first, *others = question.text.split(GAP)
    parts = [Content(first)]
    for n, after in enumerate(others):
        if n < len(filled):
            parts.append(Content.styled(filled[n] or GAP, "$text-primary"))  # one that was passed over stays open
        else:
            parts.append(Content.styled(GAP, "$text-accent" if n == len(filled) else ""))
        parts.append(Content(after))
    content = Content.assemble(*parts).stylize("bold")
    if question.repeat:
        content = Content.assemble((t.say(repeated(question)) + " ", "$text-muted"), content)
    return content


def where(question: Question, session: Session, deck: str, t: Catalog, width: int, *, narrow: bool) -> Content:
    """How far the session is, how much is left, and, where there is room for it, which deck this is."""
    cells = BAR // 2 if narrow else BAR
    full = round(session.progress * cells)
    seconds = session.seconds_left
    if seconds is None:
        left = t("review.cards_left", n=session.left)
    else:
        time = minutes_said(seconds) if narrow else about(seconds)  # the words of Today, where there is room
        left = t("review.time_left", time=t.say(time))
    new = " · " + t("review.new_card") if question.schedule is None else ""
    line = Content.assemble(
        ("━" * full, "$text-accent"),
        ("─" * (cells - full), "$text-disabled"),
        "  ",
        (left + new, "$text-muted"),
    )
    name = Content.styled(" · " + deck, "$text-disabled")
    fits = width - line.cell_length >= min(name.cell_length, len(" · ") + FEW)
    return Content.assemble(line, name) if fits else line
