"""Finding a card by what is asked or answered in it, also with a slip of the keys; and a deck by its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from trainer.cards.model import Card, Cloze, Deck, DoOrDont, Items, OwnWords, Short
from trainer.cards.text import fold

_SHORTEST = 4  # letters; a shorter word is any word when a slip is forgiven
_LONG = 8  # letters; from here on two slips are forgiven
_MOST = 20  # words that are taken for the typed one; more of them are no longer like it
_SIGNS = "'\"()[],.;:!?…-"
"""What may stand against a word and is not of it."""


class Entry(NamedTuple):
    """A card with its folded text."""

    text: str
    card: Card
    asked: int
    """How many letters of the text are the question."""
    tags: tuple[str, ...] = ()
    """Folded, each in one word."""


class Index:
    """Cards to look through, and where each word stands in them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.places: dict[str, list[int]] = {}
        self.near: dict[str, list[str]] = {}
        """What was taken for a word that is nowhere: it stands there while the next word is typed."""

    def add(self, cards: Iterable[Card]) -> None:
        """More cards; 10 000 of them take 0.3 s, so that some at a time keep nobody waiting."""
        self.near.clear()
        for card in cards:
            place, text = len(self.entries), fold("\n".join(said(card)))
            tags = tuple("-".join(fold(tag).split()) for tag in card.tags)
            self.entries.append(Entry(text, card, len(fold(card.prompt)), tags))
            for word in {word.strip(_SIGNS) for word in text.split()}:
                if len(word) >= _SHORTEST:
                    self.places.setdefault(word, []).append(place)


def index(cards: Iterable[Card]) -> Index:
    """What find() looks through."""
    whole = Index()
    whole.add(cards)
    return whole


def find(index: Index, typed: str) -> tuple[Card, ...]:
    """The cards that have every typed word in them, whole or in part; case and accents do not matter. `#word` is a tag
    that begins so, where there is one.

    A word that is nowhere is taken for the words that it is a slip away from, or would be when typed to its end. What
    stands in a question as it was typed comes first, then the learner's own cards, then the order of the decks.
    """
    entries, wanted = index.entries, fold(typed).split()
    found: Sequence[int] = range(len(entries)) if wanted else ()
    for word in wanted:
        there = _tagged(entries, word) or [place for place, entry in enumerate(entries) if word in entry.text]
        if not there:
            if word not in index.near:
                index.near[word] = _near(word, tuple(index.places))
            there = sorted({place for other in index.near[word] for place in index.places[other]})
        if len(found) == len(entries):
            found = there
        else:
            kept = set(there)
            found = [place for place in found if place in kept]
    phrase = " ".join(wanted)
    ranked: tuple[list[Card], ...] = ([], [], [], [])
    for place in found:
        text, card, asked, _ = entries[place]
        elsewhere, strange = text.find(phrase, 0, asked) < 0, not card.deck.startswith("own/")
        ranked[2 * elsewhere + strange].append(card)
    return tuple(chain.from_iterable(ranked))


def titled(decks: Iterable[Deck], typed: str) -> tuple[Deck, ...]:
    """The decks in whose title each typed word stands, in a longer word as well; a short one must begin a word."""
    wanted = fold(typed).split()
    found = []
    for deck in decks if wanted else ():
        title = fold(deck.title)
        begun = tuple(word.strip(_SIGNS) for word in title.split())
        if all(
            each in title if len(each) >= _SHORTEST else any(word.startswith(each) for word in begun) for each in wanted
        ):
            found.append(deck)
    return tuple(found)


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


def _tagged(entries: Sequence[Entry], word: str) -> list[int]:
    """Where the cards are with the tag that a word like #pitch is the beginning of."""
    if not word.startswith("#"):
        return []
    return [place for place, entry in enumerate(entries) if any(tag.startswith(word[1:]) for tag in entry.tags)]


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
    return sorted(near, key=lambda other: (near[other], len(other), other))[:_MOST]
