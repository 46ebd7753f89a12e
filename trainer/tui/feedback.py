"""A judgement, drawn: a sign or a word beside every colour; text from a deck or a learner is never markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from textual.content import Content

from trainer.cards.model import Card, DoOrDont, Kind
from trainer.cards.solution import own_words, solution
from trainer.days import short_interval
from trainer.grading.model import Judgement, Mark, Part, Verdict
from trainer.i18n import Catalog, message
from trainer.memory.model import Grade, Schedule
from trainer.study.roles import is_example
from trainer.study.said import enough_said, explanation, headline, shown_answers
from trainer.study.session import Answer
from trainer.tui.widgets.rows import dots, hang

STYLES = {
    Mark.MATCH: "$text-success",
    Mark.TYPO: "underline $text-warning",
    Mark.CONTRADICTS: "reverse $text-error",
}
VERDICTS = {
    Verdict.CORRECT: ("✓ ", "bold $text-success"),
    Verdict.CLOSE: ("✓ ", "bold $text-success"),
    Verdict.PARTIAL: ("~ ", "bold $text-warning"),
    Verdict.WRONG: ("· ", "bold $text-primary"),
}
"""No red cross: a miss is only a card that comes back."""


def verdict_line(answer: Answer, t: Catalog, *, calm: bool = False) -> Content:
    """The verdict in a word, and why in a sentence; `calm`: a miss is only shown how it is."""
    said, why = headline(answer), explanation(answer)
    if calm and answer.override is None and not answer.judgement.unsure and answer.judged.verdict is Verdict.WRONG:
        said, why = None, None
    if answer.override is not None:
        sign, style = "", "bold $text-primary"
    elif said is None:  # that is how one asks to see it
        sign, style, said = "", "bold $text-primary", message("review.shown")
    elif answer.judgement.unsure:
        sign, style = "? ", "bold $text-warning"
    else:
        sign, style = VERDICTS[answer.judgement.verdict]
    because = "" if why is None else " " + t.say(why)
    return Content.assemble((sign + (t.say(said) if said else ""), style), because)


def marked(judgement: Judgement, *, calm: bool = False) -> Content:
    """The learner's words with what each is to the answer; beside those, what is neither is dim."""
    content = Content(judgement.typed)
    if judgement.spans:
        content = content.stylize("$text-muted")
    for span in judgement.spans:
        if not calm or span.mark is not Mark.CONTRADICTS:
            content = content.stylize(STYLES[span.mark], span.start, span.end)
    return content


def model_answer(judgement: Judgement) -> Content:
    """The accepted answer, with what was missing underlined."""
    content = Content(judgement.model)
    for start, end in judgement.missing:
        content = content.stylize("underline bold", start, end)
    return content


def labelled(label: str, text: Content) -> Content:
    """A quiet label, and the text under it."""
    return Content.assemble((label, "$text-muted"), "\n", text)


def side_by_side(rows: Sequence[tuple[str, Content]], width: int) -> Content:
    """Labelled texts with their beginnings under each other, so that two words can be compared letter by letter; one
    under the other where they do not fit on a line."""
    column = max(len(label) for label, _ in rows) + 2
    if any(column + text.cell_length > width or "\n" in text.plain for _, text in rows):
        # The answer first: what was typed may be longer than the screen.
        return Content("\n\n").join(labelled(label, text) for label, text in reversed(rows))
    return Content("\n").join(Content.assemble((f"{label:<{column}}", "$text-muted"), text) for label, text in rows)


def checklist(parts: Sequence[Part], typed: str, t: Catalog, width: int, *, numbered: bool) -> Content:
    """The parts of an answer, each with a box and the learner's words that hit it. None is ever crossed out."""
    lines = []
    for place, part in enumerate(parts, 1):
        box = "[✓]" if part.hit else "[?]" if part.perhaps else "[ ]"
        colour = "$text-success" if part.hit else "$text-warning" if part.perhaps else "$text-muted"
        line = Content.assemble(
            (f"{place} " if numbered else "", "$text-disabled" if part.certain and part.hit else "bold $text-accent"),
            (box, colour),
            " ",
            part.name,
            (" " + t("review.required") if part.required else "", "$text-muted"),
            (" · " + t("review.certain") if part.certain and part.hit else "", "$text-disabled"),
            (" · " + t("review.perhaps") if part.perhaps else "", colour),
        )
        seen = typed[slice(*part.seen)] if part.seen is not None and not part.certain else ""
        if seen and seen.casefold() != part.name.casefold():  # else it says the same twice
            line = Content.assemble(line, (f"  “{seen}”", colour))
        lines.append(hang(line, width, under=len("1 [✓] ") if numbered else len("[✓] ")))
    return Content("\n").join(lines)


def short_feedback(answer: Answer, card: Card, t: Catalog, width: int, *, calm: bool = False) -> Content:
    """What became of a term, a gap or a list."""
    judgement = answer.judged
    blocks = [verdict_line(answer, t, calm=calm)]
    typed = [(t("review.you"), marked(judgement, calm=calm))] if judgement.typed.strip() else []
    if card.kind is Kind.LIST:
        if typed:
            blocks.append(side_by_side(typed, width))
        parts = judgement.parts or tuple(Part(item, hit=False) for item in solution(card))
        blocks.append(checklist(parts, judgement.typed, t, width, numbered=False))
    else:
        beside, reference = shown_answers(answer)
        rows = list(typed)
        if beside:
            model = model_answer(judgement) if beside == judgement.model else Content(beside)
            rows.append((t("review.answer"), model))
        if reference:
            rows.append((t("review.reference"), Content(reference)))
        blocks.append(side_by_side(rows, width))
    blocks.extend(remarks(judgement, t, width))
    blocks.extend(background(card, t))
    return Content("\n\n").join(blocks)


def points_feedback(answer: Answer, t: Catalog, width: int, *, calm: bool = False) -> Content:
    """The learner's line, and its points to tick; the models come after."""
    judgement = answer.judgement
    blocks = [
        labelled(t("review.you"), marked(answer.judged, calm=calm)),
        Content.assemble(
            (t("review.points"), "bold"),
            "\n",
            checklist(judgement.parts, judgement.typed, t, width, numbered=True),
        ),
        Content.styled(t.say(enough_said(judgement)), "$text-muted"),
    ]
    blocks.extend(remarks(judgement, t, width))
    return Content("\n\n").join(blocks)


def models_feedback(
    answer: Answer,
    card: Card,
    kept: str | None,
    t: Catalog,
    width: int,
    *,
    before: str | None = None,
    keeps: bool,
    calm: bool = False,
) -> Content:
    """After the ticks: the learner's own earlier version, the examples, and the line said aloud.

    `before` is the version that was used until this one was kept.
    """
    blocks = [verdict_line(answer, t, calm=calm)]
    typed = answer.judged.typed.strip()
    if typed and typed != kept:
        blocks.append(labelled(t("review.you"), Content(typed)))
    if kept:
        label = "review.chosen" if is_example(card, kept) else "review.kept"
        blocks.append(labelled(t(label), Content.styled(kept, "bold")))
    if before:
        blocks.append(labelled(t("review.kept_before"), Content.styled(before, "$text-muted")))
    if not answer.asks_points:  # else they stood beside the points
        blocks.extend(remarks(answer.judged, t, width))
    own = own_words(card)
    if isinstance(card.answer, DoOrDont):
        stance = "review.do" if card.answer.do else "review.do_not"
        blocks.append(labelled(t("review.answer"), Content.styled(t(stance), "bold")))
    if own is not None and own.points and (not typed or not own.models):
        points = dots((point.name for point in own.points), width)
        blocks.append(labelled(t("review.good_points"), points))
    if own is not None and own.models:
        blocks.append(labelled(t("review.models", n=len(own.models)), dots(own.models, width)))
    if keeps and not calm and (typed or kept):  # just before a meeting a screen of its own says so
        blocks.append(Content.styled(t("review.aloud"), "bold $text-accent"))
    blocks.extend(background(card, t))
    return Content("\n\n").join(blocks)


def remarks(judgement: Judgement, t: Catalog, width: int) -> Iterable[Content]:
    """Friendly lines that cost nothing."""
    return [hang(Content.styled("· " + t.say(remark), "$text-warning"), width) for remark in judgement.remarks]


def background(card: Card, t: Catalog) -> Iterable[Content]:
    """Why it is so, and who says it."""
    blocks = []
    if card.why:
        blocks.append(Content(card.why))
    if card.source:
        blocks.append(Content.styled(t("review.source", source=card.source), "$text-disabled"))
    return blocks


def grade_row(
    choices: Mapping[Grade, Schedule], selected: Grade | None, today: date, t: Catalog, width: int, *, easy: bool
) -> Content:
    """The four grades with what each would give, the chosen one boxed and filled; two lines where one is too short."""
    cells = []
    for grade in Grade:
        when = t.say(short_interval((choices[grade].due - today).days))
        text = f"{int(grade)} {t(f'review.grade_{grade.name.lower()}')} · {when}"
        if grade is selected:
            cells.append(Content.styled(f"[{text}]", "bold reverse $text-accent"))
        else:
            offered = easy and grade is Grade.EASY
            cells.append(Content.assemble(" ", (text, "underline" if offered else "$text-muted"), " "))
    for between in (" ", ""):
        row = Content(between).join(cells)
        if row.cell_length <= width:
            return row
    column = max(cells[0].cell_length, cells[2].cell_length) + 1
    pairs = [Content.assemble(a.pad_right(column - a.cell_length), b) for a, b in (cells[:2], cells[2:])]
    return Content("\n").join(pairs)
