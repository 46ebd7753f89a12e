"""The commands about cards that vanished: which they are, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.cards.draft import shorten
from trainer.cards.identity import Proposal
from trainer.cards.likeness import Seen, seen
from trainer.cards.model import Card
from trainer.cards.search import find, index
from trainer.cards.text import fold
from trainer.cli.call import DONE, MISUSED, WRONG, Call
from trainer.cli.lines import NO, ask, say, tell, wrapped
from trainer.desk import Desk
from trainer.i18n import Catalog, TrainerError
from trainer.workshop.bench import Workshop
from trainer.workshop.recognition import Recognition, Vanished

MOST_LISTED = 20
"""Vanished cards to choose from, the likest first: a screen of them."""


def orphans(call: Call) -> int:
    """The cards with a history that stand in no deck any more."""
    t = call.t
    with (desk := call.desk(read_only=True)).store:
        gone = Recognition(desk).vanished()
    data = [{"card": card.key, "question": card.was.prompt, "reviews": card.reviews} for card in gone]
    if not gone and not call.asked.json:
        say(t("workshop.no_orphans"))
        return DONE
    call.answer(data, (_orphan(card, t) for card in gone))
    return DONE


def _orphan(gone: Vanished, t: Catalog) -> str:
    deck, question = gone.key.partition("#")[0], _said(gone.was)
    return t("workshop.orphan", n=gone.reviews, deck=deck, question=question)


def relink(call: Call) -> int:
    """Ask of each card that vanished whether it is the one that is there now, with --yes it is; or let the learner say
    which of them a card is.
    """
    if call.asked.question and call.asked.yes:
        tell(call.t("workshop.yes_to_what"))
        return MISUSED
    with (desk := call.desk(read_only=False)).store:
        if call.asked.question:
            return _point(desk, call.asked.question)
        if not ask_same(desk, yes=call.asked.yes):
            gone = Recognition(desk).vanished()
            say(wrapped(call.t("workshop.nothing_alike" if gone else "workshop.nothing_to_relink")))
        remember(desk)
    return DONE


def _point(desk: Desk, question: str) -> int:
    """Let the learner say which vanished card the one with this question is. Raises StoreError."""
    t, workshop = desk.t, Workshop(desk)
    found = _meant(desk, question)
    if len(found) != 1:
        tell(t("workshop.which_of", n=len(found)) if found else t("decks.nothing_found"))
        for card in found[:MOST_LISTED]:
            tell(wrapped(f"- {card.deck}: {' '.join(card.prompt.split())}"))
        return WRONG
    (card,) = found
    gone = Recognition(desk).vanished(like=card)
    afresh = workshop.own_key(card) is not None
    if not gone and not afresh:
        say(t("workshop.no_orphans"))
        return DONE
    say(wrapped(f"{t('workshop.same_now')}: {_said(seen(card))}"))
    if (schedule := desk.store.schedule(card.key)) is not None:
        say(wrapped(t("workshop.own_waits", n=schedule.reviews)))
    for n, other in enumerate(gone[:MOST_LISTED], 1):
        say(wrapped(f"{n}. {_orphan(other, t)}"))
    if afresh:
        say(wrapped(f"0. {t('workshop.afresh')}"))
    try:
        answer = ask(t("workshop.which_prompt"))
    except EOFError:
        answer = ""
    if not answer:
        say(t("workshop.left_alone"))
        return DONE
    if answer == "0" and afresh:
        workshop.begin_afresh(card)
    elif answer in (numbers := [str(n) for n, _ in enumerate(gone[:MOST_LISTED], 1)]):
        workshop.give_history(card, gone[numbers.index(answer)].key)
    else:
        tell(t("workshop.no_such_number", typed=shorten(answer)))
        return MISUSED
    say(wrapped(t("workshop.pointed")))
    return DONE


def _meant(desk: Desk, question: str) -> Sequence[Card]:
    """The cards with this question; else those that have it in theirs, or its words in all that they say."""
    cards, wanted = desk.library.cards.values(), fold(question)
    whole = [card for card in cards if fold(card.prompt) == wanted]
    return whole or [card for card in cards if wanted in fold(card.prompt)] or find(index(cards), question)


def ask_same(desk: Desk, *, yes: bool = False) -> bool:
    """Whether anything was asked or found. Where the input ends, the rest waits for another time. Raises StoreError."""
    t, recognition = desk.t, Recognition(desk)
    found = recognition.look()
    for move in found.moved:
        say(wrapped(t("workshop.deck_moved", old=move.old, new=move.new, n=move.cards)))
    for pair in found.to_ask:
        for line in both_said(pair, t):
            say(wrapped(line))
        if yes:
            recognition.same([pair])
            continue
        try:
            answer = ask(t("workshop.same_prompt")).casefold()
        except EOFError:
            break
        if answer in NO:
            recognition.other(pair)
        else:
            recognition.same([pair])
    return bool(found.moved or found.to_ask)


def both_said(pair: Proposal, t: Catalog) -> Iterable[str]:
    """Whether it is the same card: what it said, and what it says now."""
    yield t("workshop.same_card")
    for name, card in (("workshop.same_was", pair.was), ("workshop.same_now", seen(pair.card))):
        yield f"- {t(name)}: {_said(card)}"


def _said(card: Seen) -> str:
    answer = f" → {' / '.join(card.answer.splitlines())}" if card.answer else ""
    return f"{' '.join(card.prompt.split())}{'…' if card.cut else ''}{answer}"


def remember(desk: Desk) -> None:
    """What the learner's own cards say now, for when their files change."""
    try:
        if any(deck.own for deck in desk.library.decks):
            Recognition(desk).remember()
    except TrainerError as error:
        tell(desk.t.say(error.message))
