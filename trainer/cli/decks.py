"""The commands about decks: list and check them, begin one, and take one in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cards.library import DeckError, Source, load, open_deck
from trainer.cards.model import Deck, Kind, Level
from trainer.cards.newdeck import template
from trainer.cards.summary import summary
from trainer.cli.call import DONE, MISUSED, WRONG, Call
from trainer.cli.lines import say, tell
from trainer.desk import advised, read_library
from trainer.i18n import Catalog
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
