"""A card to read: everything its author wrote and everything the learner kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from trainer.cards.model import Card, Cloze, Deck, DoOrDont, Items, KeyPoint, Level, OwnWords, Problem, Short
from trainer.days import on_day
from trainer.desk import Mine
from trainer.i18n import Catalog, Message, message
from trainer.memory.model import Schedule
from trainer.paths import shown
from trainer.tui.feedback import labelled
from trainer.tui.widgets.rows import dots, flow, hang

USUAL = 2
"""The level of a card for which none was written."""
MISTAKES = {
    Level.STOP: ("decks.mark_stop", "bold $text-error"),
    Level.WARN: ("decks.mark_warn", "bold $text-warning"),
    Level.NOTE: ("decks.mark_note", "bold $text-muted"),
}


def state(schedule: Schedule | None, today: date) -> Message:
    """When a card is asked: it is new, it is due, or on which day."""
    if schedule is None:
        return message("decks.state_new")
    if schedule.due <= today:
        return message("decks.state_due")
    return on_day(schedule.due, today)


def card_page(
    card: Card, deck: Deck, schedule: Schedule | None, mine: Mine, today: date, t: Catalog, width: int
) -> Content:
    """The whole card: situations, answer, background, the learner's own lines, and how it stands."""
    blocks = [
        Content.styled(card.prompt, "bold"),
        flow(map(Content, standing(card, schedule, today, t)), width).stylize_before("$text-muted"),
        *answer_blocks(card, t, width),
    ]
    if len(card.scenes) > 1:
        blocks.append(labelled(t("decks.scenes"), dots(card.scenes[1:], width)))
    if mine.lines:
        blocks.append(labelled(t("decks.kept", n=len(mine.lines)), dots(mine.lines, width)))
    if mine.accepted or mine.refused:
        signs = [f"✓ {text}" for text in mine.accepted] + [f"✗ {text}" for text in mine.refused]
        blocks.append(
            labelled(t("decks.my_wordings"), Content("\n").join(hang(Content(sign), width) for sign in signs))
        )
    if mine.flagged:
        blocks.append(Content.styled(t("decks.flagged"), "$text-warning"))
    if card.hint:
        blocks.append(labelled(t("decks.hint"), Content(card.hint)))
    if card.why:
        blocks.append(labelled(t("decks.why"), Content(card.why)))
    if small := list(small_print(card, deck, t)):
        blocks.append(Content.styled("\n".join(small), "$text-muted"))
    return Content("\n\n").join(blocks)


def standing(card: Card, schedule: Schedule | None, today: date, t: Catalog) -> Iterator[str]:
    """Its level, unless that is the usual one, and when it is asked."""
    if card.level != USUAL:
        yield t(f"decks.level_{card.level}")
    yield t.say(state(schedule, today))
    if schedule is not None:
        yield t("decks.reviews", n=schedule.reviews)


def small_print(card: Card, deck: Deck, t: Catalog) -> Iterator[str]:
    if card.just_before is not None:
        yield t("decks.just_before", n=card.just_before)
    if card.source:
        yield t("decks.source", source=card.source)
    if card.tags:
        yield t("decks.tags", tags=", ".join(card.tags))
    if deck.own:  # the others are not the learner's to change: an update would undo it
        yield t("decks.where", where=f"{shown(deck.path)}:{card.line}")


def answer_blocks(card: Card, t: Catalog, width: int) -> Iterator[Content]:
    match card.answer:
        case Short() as short:
            yield labelled(t("decks.answer"), Content("\n").join(wordings(short, t)))
        case Cloze() as cloze:
            one = len(cloze.gaps) == 1
            lines = [line for gap in cloze.gaps for line in (others(gap, t) if one else wordings(gap, t))]
            yield labelled(t("decks.answer"), Content("\n").join([filled(cloze), *lines]))
        case Items() as items:
            yield labelled(asked_for(items, t), Content("\n").join(item_lines(items, t, width)))
            if items.refused:
                yield labelled(t("decks.refused"), Content(" / ".join(items.refused)))
        case OwnWords() as own:
            yield from own_blocks(own, t, width)
        case DoOrDont(do=do, reasons=reasons):
            yield labelled(t("decks.answer"), Content.styled(t("decks.do" if do else "decks.do_not"), "bold"))
            yield from own_blocks(reasons, t, width)


def wordings(short: Short, t: Catalog) -> Iterator[Content]:
    """The answer, and what else is right or wrong for it."""
    yield Content.styled(short.answer, "bold $text-success")
    yield from others(short, t)


def others(short: Short, t: Catalog) -> Iterator[Content]:
    if short.accepted:
        yield Content.assemble((t("decks.accepted") + " ", "$text-muted"), " / ".join(short.accepted))
    if short.refused:
        yield Content.assemble((t("decks.refused") + " ", "$text-muted"), " / ".join(short.refused))


def filled(cloze: Cloze) -> Content:
    """The sentence with its gaps filled in."""
    content = Content(cloze.pieces[0])
    for gap, piece in zip(cloze.gaps, cloze.pieces[1:], strict=True):
        content = Content.assemble(content, (gap.answer, "bold underline $text-success"), piece)
    return content


def asked_for(items: Items, t: Catalog) -> str:
    if items.ordered:
        return t("decks.items_ordered")
    if items.needed < len(items.items):
        return t("decks.items_some", n=items.needed, of=len(items.items))
    return t("decks.items_all")


def item_lines(items: Items, t: Catalog, width: int) -> Iterator[Content]:
    for place, (first, *also) in enumerate(items.items, 1):
        yield Content.assemble(f"{place}. " if items.ordered else "· ", (first, "bold $text-success"))
        if also:
            yield hang(Content.styled(f"  {t('decks.accepted')} {' / '.join(also)}", "$text-muted"), width)


def own_blocks(own: OwnWords, t: Catalog, width: int) -> Iterator[Content]:
    """Points, then examples, then how long and what rather not."""
    if own.points:
        of = len(own.points)
        enough = t("decks.points", n=own.enough, of=of) if own.enough < of else t("decks.points_all")
        lines = [line for point in own.points for line in point_lines(point, t, width)]
        yield labelled(enough, Content("\n").join(lines))
    if own.models:
        yield labelled(t("decks.models", n=len(own.models)), dots(own.models, width))
    limits = [
        *([t("decks.least_words", n=own.least_words)] if own.least_words else []),
        *([t("decks.most_words", n=own.most_words)] if own.most_words else []),
        *([t("decks.avoid", words=" / ".join(own.avoid))] if own.avoid else []),
    ]
    if limits:
        yield Content.styled("\n".join(limits), "$text-muted")


def point_lines(point: KeyPoint, t: Catalog, width: int) -> Iterator[Content]:
    """A point, and the words or the form that it is recognised by."""
    required = " " + t("decks.required") if point.required else ""
    yield hang(Content.assemble("· ", (point.name, "bold"), (required, "$text-warning")), width)
    signs = list(point.phrasings)
    if point.structure:
        signs.insert(0, t(f"decks.form_{point.structure.name.lower()}"))
    if signs:
        yield hang(Content.styled("  " + t("decks.seen_by", signs=" / ".join(signs)), "$text-muted"), width)


def problems_page(deck: Deck, t: Catalog) -> Content:
    """The author's mistakes, each with the place to mend it."""
    where = Content.styled(t("decks.problems_in", path=shown(deck.path)), "$text-muted")
    return Content("\n\n").join([where, *problem_lines(deck, deck.problems, t)])


def problem_lines(deck: Deck, problems: Sequence[Problem], t: Catalog) -> Iterator[Content]:
    """What is wrong, how bad that is, and on which line."""
    for problem in problems:
        key, style = MISTAKES[problem.level]
        where = f"{deck.path.name}:{problem.line}: "
        yield Content.assemble((t(key) + " ", style), (where, "bold"), t.say(problem.message))
