"""The commands about decks: list and check them, begin one, take one in, and know changed cards again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cards.identity import Proposal
from trainer.cards.library import DeckError, Source, load, open_deck
from trainer.cards.likeness import seen
from trainer.cards.model import Deck, Kind, Level
from trainer.cards.newdeck import template
from trainer.cards.summary import summary
from trainer.cli.call import DONE, MISUSED, WRONG, Call
from trainer.cli.lines import NO, ask, say, tell, wrapped
from trainer.desk import Desk, advised, read_library
from trainer.i18n import Catalog, TrainerError
from trainer.workshop import files
from trainer.workshop.bench import looked_over
from trainer.workshop.recognition import Recognition

if TYPE_CHECKING:
    from trainer.study.plan import DeckCounts


def listed(call: Call) -> int:
    """Every deck, with what is in it and what waits."""
    t, desk = call.t, call.desk(read_only=True)
    chosen = {deck.key for deck in desk.decks}
    rows = desk.counts()
    width = max((len(row.deck.key) for row in rows), default=0)

    def line(row: DeckCounts) -> str:
        said = [t("cli.deck_cards", n=len(row.deck.cards))]
        said += [t(key, n=n) for key, n in (("cli.due", row.due), ("cli.deck_unseen", row.unseen)) if n]
        if row.deck.key not in chosen:
            said.append(t("cli.deck_not_chosen"))
        if mistakes := _mistakes(row.deck):
            said.append(t("cli.deck_mistakes", mistakes=t("deck.mistakes", n=mistakes)))
        return f"{row.deck.key:<{width}}  {row.deck.title}: {', '.join(said)}"

    data = [
        {
            "deck": row.deck.key,
            "title": row.deck.title,
            "language": row.deck.language,
            "own": row.deck.own,
            "chosen": row.deck.key in chosen,
            "cards": len(row.deck.cards),
            "due": row.due,
            "unseen": row.unseen,
            "mistakes": _mistakes(row.deck),
            "path": str(row.deck.path),
        }
        for row in rows
    ]
    call.answer(data, map(line, rows))
    return DONE


def _mistakes(deck: Deck) -> int:
    """What `deck check` calls mistakes. Its remarks take the judge's time too, 0.2 s a deck."""
    return sum(problem.level is Level.STOP for problem in deck.problems)


def check(call: Call) -> int:
    """The mistakes in deck files, and what their authors may want to change. Opens no history."""
    t = call.t
    found = tuple(_found(call) if call.asked.paths else _all(call))
    checked = [advised(deck) for deck in found if deck is not None]
    data = [
        {
            "deck": deck.key,
            "path": str(deck.path),
            "cards": len(deck.cards),
            "kinds": {kind.value: n for kind in Kind if (n := sum(card.kind is kind for card in deck.cards))},
            "understood": [
                {"line": card.line, "kind": card.kind.value, "question": card.prompt} for card in deck.cards
            ],
            "problems": [
                {"line": problem.line, "level": problem.level.value, "message": t.say(problem.message)}
                for problem in deck.problems
            ],
        }
        for deck in checked
    ]
    call.answer(data, (line for deck in checked for line in checked_lines(deck, t)))
    stopped = any(problem.level is Level.STOP for deck in checked for problem in deck.problems)
    return WRONG if None in found or stopped else DONE


def checked_lines(deck: Deck, t: Catalog) -> Iterable[str]:
    """Each mistake where an editor finds it, then what the check comes to."""
    place = os.path.relpath(deck.path)
    place = str(deck.path) if place.startswith(os.pardir) else place
    for problem in deck.problems:
        yield f"{place}:{problem.line}: {t.say(problem.message)}"
    yield t.say(summary(deck))


def new(call: Call) -> int:
    """A deck to start from, with one card of each kind."""
    if not call.asked.name.strip():
        tell(call.t("workshop.title_needed"))
        return MISUSED
    path = files.add(call.paths().decks, call.asked.name, template(call.asked.name, call.t.language).encode())
    say(call.t("workshop.made", path=str(path)))
    return DONE


def add(call: Call) -> int:
    """Copy deck files into the learner's folder, once it is said what is in them."""
    folder = call.paths().decks
    code, added = DONE, set()
    for deck in _found(call):
        if deck is None:
            code = WRONG
            continue
        for line in checked_lines(looked_over(deck), call.t):
            say(line)
        if not deck.cards:
            tell(call.t("workshop.nothing_in_it", path=str(deck.path)))
            code = WRONG
            continue
        data = files.read(deck.path)
        if there := next(_same_files(folder, data), None):
            say(call.t("workshop.there_already", path=str(there)))
            continue
        path = files.add(folder, deck.path.stem, data)
        added.add(path)
        say(call.t("workshop.taken_in", path=str(path)))
    if added:
        with (desk := call.desk(read_only=True, quiet=True)).store:
            for copy, original in Recognition(desk).copies():
                if copy.path in added:
                    say(call.t("workshop.copy_of", copy=copy.title, original=original.key))
    return code


def _found(call: Call) -> Iterator[Deck | None]:
    """The decks at the given paths; None, once it is said why, where there is none."""
    language, own = call.t.language, call.paths().decks
    for given in map(Path, call.asked.paths):
        path = given.expanduser()
        if not path.exists() and (own / given).exists():  # "my-drinks.md" means the learner's own from any folder
            path = own / given
        try:
            decks = load([Source(path)], language=language).decks if path.is_dir() else None
            yield from decks if decks is not None else (open_deck(path, key=path.stem, language=language),)
        except DeckError as error:
            tell(call.t.say(error.message))
            yield None
        else:
            if decks == ():
                tell(call.t("cli.no_decks_here", path=str(path)))
                yield None


def _all(call: Call) -> tuple[Deck, ...]:
    return read_library(call.paths(), replace(call.loaded.settings, language=call.t.language)).decks


def _same_files(folder: Path, data: bytes) -> Iterator[Path]:
    """Files of the learner's that are the same to the last letter."""
    for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        if path.is_file() and path.stat().st_size == len(data) and files.read(path) == data:
            yield path


def orphans(call: Call) -> int:
    """The cards with a history that stand in no deck any more."""
    t = call.t
    with (desk := call.desk(read_only=True)).store:
        gone = Recognition(desk).vanished()
    data = [{"card": card.key, "question": card.prompt, "reviews": card.reviews} for card in gone]
    if not gone and not call.asked.json:
        say(t("workshop.no_orphans"))
        return DONE
    call.answer(
        data,
        (
            t(
                "workshop.orphan",
                n=card.reviews,
                deck=card.key.partition("#")[0],
                question=" ".join(card.prompt.split()),
            )
            for card in gone
        ),
    )
    return DONE


def relink(call: Call) -> int:
    """Ask of each card that vanished whether it is the one that is there now; with --yes it is."""
    with (desk := call.desk(read_only=False)).store:
        if not ask_same(desk, yes=call.asked.yes):
            say(call.t("workshop.nothing_to_relink"))
        remember(desk)
    return DONE


def ask_same(desk: Desk, *, yes: bool = False) -> bool:
    """Whether anything was asked or found. Where the input ends, the rest waits for another time. Raises StoreError."""
    t, recognition = desk.t, Recognition(desk)
    found = recognition.look()
    for move in found.moved:
        say(wrapped(t("workshop.deck_moved", old=move.old, new=move.new, n=move.cards)))
    for pair in found.to_ask:
        for line in _both(pair, t):
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


def _both(pair: Proposal, t: Catalog) -> Iterable[str]:
    now = seen(pair.card)
    yield t("workshop.same_card")
    for name, said in (("workshop.same_was", pair.was), ("workshop.same_now", now)):
        answer = f" → {' / '.join(said.answer.splitlines())}" if said.answer else ""
        yield f"- {t(name)}: {' '.join(said.prompt.split())}{'…' if said.cut else ''}{answer}"


def remember(desk: Desk) -> None:
    """What the learner's own cards say now, for when their files change."""
    try:
        if any(deck.own for deck in desk.library.decks):
            Recognition(desk).remember()
    except TrainerError as error:
        tell(desk.t.say(error.message))
