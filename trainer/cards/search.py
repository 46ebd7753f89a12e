"""Finding a card by what is asked or answered in it, also with a slip of the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from trainer.cards.model import Card, Cloze, DoOrDont, Items, OwnWords, Short
from trainer.cards.text import fold

_SHORTEST = 4  # letters; a shorter word is any word when a slip is forgiven
_LONG = 8  # letters; from here on two slips are forgiven
_MOST = 20  # words that are taken for the typed one; more of them are no longer like it


class Entry(NamedTuple):
    """A card with its folded text."""

    text: str
    card: Card


class Index(tuple[Entry, ...]):
    """Cards to look through, and the words in them."""

    words: tuple[str, ...]


def index(cards: Iterable[Card]) -> Index:
    """What find() looks through; 10 000 cards take 0.5 s, once."""
    entries = Index(Entry(fold("\n".join(said(card))), card) for card in cards)
    entries.words = _words(entries)
    return entries


def find(entries: Sequence[Entry], typed: str) -> tuple[Card, ...]:
    """The cards that have every typed word in them, whole or in part; case and accents do not matter.

    A word that is nowhere is taken for the words that it is a slip away from, or would be when typed to its end.
    """
    found: Sequence[Entry] = entries
    wanted = fold(typed).split()
    for word in wanted:
        if literal := [entry for entry in found if word in entry.text]:
            found = literal
        elif found is not entries and any(word in text for text, _ in entries):
            return ()  # it is somewhere, but not together with the others
        else:
            near = _near(word, entries.words if isinstance(entries, Index) else _words(entries))
            found = [entry for entry in found if any(other in entry.text for other in near)]
    return tuple(card for _, card in found) if wanted else ()


def said(card: Card) -> Iterator[str]:
    """A card's prompts, and its answers in every wording."""
    yield from card.scenes
    match card.answer:
        case Short() as short:
            yield from (short.answer, *short.accepted)
        case Cloze(gaps=gaps):
            for gap in gaps:
                yield from (gap.answer, *gap.accepted)
        case Items(items=items):
            for phrasings in items:
                yield from phrasings
        case OwnWords(points=points, models=models) | DoOrDont(reasons=OwnWords(points=points, models=models)):
            yield from (point.name for point in points)
            yield from models


def _words(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Every word that a slip can be made in, once."""
    there = set().union(*(text.split() for text, _ in entries))
    return tuple(sorted({plain for word in there if len(plain := word.strip("'\"()[],.;:!?…-")) >= _SHORTEST}))


def _near(word: str, words: Sequence[str]) -> list[str]:
    """The words that begin as a typed one does, but for a slip or two."""
    if len(word) < _SHORTEST:
        return []
    from rapidfuzz import process  # here, because most searches do without
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) < _LONG else 2
    near: dict[str, int] = {}
    # Also the beginning, because a search goes on while a word is typed; one letter further for one left out.
    for beginnings in (words, *([other[:n] for other in words] for n in (len(word), len(word) + 1))):
        for _, distance, place in process.extract(
            word, beginnings, scorer=OSA.distance, score_cutoff=slips, limit=_MOST
        ):
            near[words[place]] = min(near.get(words[place], slips), int(distance))
    kept: list[str] = []
    for other in sorted(near, key=lambda other: (near[other], len(other), other))[:_MOST]:
        if not any(one in other for one in kept):  # wherever the longer one is, the shorter is too
            kept.append(other)
    return kept
