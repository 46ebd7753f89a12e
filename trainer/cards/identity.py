"""Knowing cards again after their author changed them, gave them an Id, renamed their file, or split it.

A card's key is its deck and its Id or question. When one of these changes, its history is left under a key that no
card has; here it is said which card that history belongs to.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from trainer.cards.deckfile import key_end
from trainer.cards.likeness import Seen, likeness, seen
from trainer.cards.model import Card, CardKey, Deck, Level
from trainer.cards.text import fold, words

_DIGEST = re.compile(r"(.*)~[0-9a-f]{12}", re.DOTALL)
_COPY = re.compile(r"(.*)~[0-9]+", re.DOTALL)
_FEW = 200  # cards; among more of them only those with a word in common are looked at: 4 million pairs take a minute
_NEAREST = 8  # of those
_COMMON = 500  # cards; a word that more of them have says little
_SURE = 0.9  # likeness; enough for a card that went alone to a deck that is new
_TRIED = 5  # cards that compete for one another; more are given out from the likeliest on


@dataclass(frozen=True, slots=True)
class Proposal:
    """A history without a card, and the card that is probably meant."""

    old: CardKey
    card: Card
    likeness: float
    """0..1."""
    was: Seen
    """What the card said before, as far as it is known."""
    deck: str
    """Where it stood last."""

    @property
    def sure(self) -> bool:
        """Whether it is the same question, so that there is nothing to ask."""
        return self.likeness == 1


class DeckMove(NamedTuple):
    """A deck that has another name now."""

    old: str
    new: str
    cards: int
    """How many of its histories go along."""


def orphans(history: Iterable[CardKey], decks: Iterable[Deck]) -> tuple[CardKey, ...]:
    """The keys with a history that no card has, in their own order."""
    there = {card.key for deck in decks for card in deck.cards}
    return tuple(key for key in history if key not in there)


def proposals(
    history: Collection[CardKey],
    decks: Sequence[Deck],
    remembered: Mapping[CardKey, Seen],
    links: Mapping[CardKey, CardKey] | None = None,
) -> tuple[Proposal, ...]:
    """For keys that no card has any more, the cards that they were; each key and each card at most once.

    A card that has a history of its own is never among them, so a copy beside its original starts afresh; nor is the
    history of a card that is only left out until a mistake in its deck is mended. `decks` are all decks that are
    there; `remembered` is what seen() said of cards when they were last asked; `links` has the keys that cards are
    known by, by the keys that their texts gave last, for a card whose deck was renamed or that went to another.
    """
    known = set(history)
    fresh = [card for deck in decks for card in deck.cards if card.key not in known]
    gone = {key: remembered.get(key) or from_key(key) for key in orphans(history, decks)}
    held = _held_back(decks)
    left = {key: _deck(key) for key in gone} | {key: _deck(text) for text, key in (links or {}).items() if key in gone}
    gone = {key: was for key, was in gone.items() if not fold(was.prompt).startswith(held.get(left[key], ()))}
    if not gone or not fresh:
        return ()
    names = {deck.key for deck in decks}
    same = _assigned(_same_question(gone, left, fresh, names))
    went = {(pair.deck, pair.card.deck) for pair in same}
    found = {pair.old for pair in same}, {pair.card.key for pair in same}
    rest = [card for card in fresh if card.key not in found[1]]
    new = {deck.key for deck in decks if deck.cards and not any(card.key in known for card in deck.cards)}
    changed = {key: was for key, was in gone.items() if key not in found[0]}
    like = _assigned(_alike(changed, left, rest, went, new, names))
    return tuple(sorted((*same, *like), key=lambda pair: (pair.card.deck, pair.card.line)))


def moved_decks(found: Iterable[Proposal], decks: Iterable[Deck]) -> tuple[DeckMove, ...]:
    """Decks that are no longer there, and where most of their cards went."""
    there = {deck.key for deck in decks}
    moves: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in found:
        if pair.sure and pair.deck not in there:
            moves[pair.deck][pair.card.deck] += 1
    return tuple(DeckMove(old, *news.most_common(1)[0]) for old, news in moves.items())


def copied_decks(history: Collection[CardKey], decks: Sequence[Deck]) -> tuple[tuple[Deck, Deck], ...]:
    """Decks without a history, most of whose cards stand in another deck that has one: the copy and its original."""
    known = set(history)
    ends = {deck.key: {_end(card.key) for card in deck.cards} for deck in decks}
    begun = [deck for deck in decks if any(card.key in known for card in deck.cards)]
    copies = []
    for deck in decks:
        if deck not in begun and (own := ends[deck.key]):
            likest = max(begun, key=lambda other: len(own & ends[other.key]), default=None)
            if likest and 2 * len(own & ends[likest.key]) > len(own):
                copies.append((deck, likest))
    return tuple(copies)


def _held_back(decks: Iterable[Deck]) -> Mapping[str, tuple[str, ...]]:
    """How the questions begin that stand in a deck and cannot be asked for now; in one that cannot be read, all do."""
    held: dict[str, tuple[str, ...]] = {}
    for deck in decks:
        stops = [problem.message for problem in deck.problems if problem.level is Level.STOP]
        named = [str(mistake.values["card"]) for mistake in stops if mistake.key == "deck.left_out"]
        whole = not deck.cards and len(named) < len(stops)
        held[deck.key] = ("",) if whole else tuple(begin for card in named if (begin := fold(card.rstrip("…"))))
    return held


def _same_question(
    gone: Mapping[CardKey, Seen], left: Mapping[CardKey, str], fresh: Iterable[Card], decks: Collection[str]
) -> list[Proposal]:
    """The same question under another key. In another deck it may be a coincidence, but for a deck that is no longer
    there, for several questions at once, and for one with the same answer.
    """
    ends: dict[str, list[Card]] = defaultdict(list)
    for card in fresh:
        for end in {_plain_end(card.key), key_end(fold(card.prompt))}:
            ends[end].append(card)
    pairs = []
    for key, was in gone.items():
        for end in {_plain_end(key), key_end(fold(was.prompt))}:
            there = (card for card in ends.get(end, ()) if _own(card.deck) == _own(left[key]))
            pairs += [Proposal(key, card, 1.0, was, left[key]) for card in there]
    together = Counter((pair.deck, pair.card.deck) for pair in pairs)
    return [
        pair
        for pair in dict.fromkeys(pairs)
        if pair.deck == pair.card.deck
        or together[pair.deck, pair.card.deck] > 1
        or (pair.deck not in decks if pair.was.answer is None else pair.was.answer == seen(pair.card).answer)
    ]


def _alike(
    gone: Mapping[CardKey, Seen],
    left: Mapping[CardKey, str],
    fresh: Sequence[Card],
    went: Collection[tuple[str, str]],
    new: Collection[str],
    decks: Collection[str],
) -> Iterator[Proposal]:
    """Questions that were put differently, in their own deck or where others of that deck went; in a deck without any
    history, when their own is no longer there; and where hardly a word is different, in such a deck, or in any with the
    same answer.
    """
    pools: dict[str, list[Card]] = defaultdict(list)
    for card in fresh:
        pools[card.deck].append(card)
    for deck in dict.fromkeys(left[key] for key in gone):
        here = {deck, *(place for old, place in went if old == deck), *(new if deck not in decks else ())}
        places = [place for place in dict.fromkeys((*pools, deck)) if _own(place) == _own(deck)]
        pool = [card for place in places for card in pools[place]]
        near = _index(pool)
        for key, was in gone.items():
            if left[key] != deck:
                continue
            for card in near(was) if len(pool) > _FEW else pool:
                if _has_id(key, was) and _has_id(card.key, seen(card)):  # two names are two cards
                    continue
                score = likeness(was, seen(card), card.language)
                sure = _SURE < score < 1 and was.answer is not None
                if score and (card.deck in here or (sure and (card.deck in new or was.answer == seen(card).answer))):
                    yield Proposal(key, card, score, was, deck)
                if score > _SURE and len(pool) > _FEW:
                    break  # the cards with most words in common come first


def _index(pool: Sequence[Card]) -> Callable[[Seen], list[Card]]:
    """Which cards have most words in common with a question."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, card in enumerate(pool):
        for word in set(words(card.prompt)):
            places[word].append(place)

    def near(was: Seen) -> list[Card]:
        found = sorted((places[word] for word in set(words(was.prompt)) if word in places), key=len)
        shared = Counter(chain.from_iterable(there for n, there in enumerate(found) if n == 0 or len(there) <= _COMMON))
        return [pool[place] for place, _ in shared.most_common(_NEAREST)]

    return near


def _assigned(pairs: Iterable[Proposal]) -> list[Proposal]:
    """Each key and each card at most once, so that what is given out is likeliest as a whole."""
    given: list[Proposal] = []
    for group in _competing(pairs):
        group.sort(key=lambda pair: -pair.likeness)
        olds = list(dict.fromkeys(pair.old for pair in group))
        if len(olds) <= _TRIED:
            given += _best([[pair for pair in group if pair.old == old][:_TRIED] for old in olds])
            continue
        taken: set[CardKey] = set()
        for pair in group:
            if not {pair.old, pair.card.key} & taken:
                taken |= {pair.old, pair.card.key}
                given.append(pair)
    return given


def _best(choices: Sequence[Sequence[Proposal]]) -> list[Proposal]:
    """The likeliest way to choose one or none of each, and no card twice."""
    if not choices:
        return []
    ways = [_best(choices[1:])]
    for pair in choices[0]:
        others = [[other for other in one if other.card.key != pair.card.key] for one in choices[1:]]
        ways.append([pair, *_best(others)])
    return max(ways, key=lambda way: sum(pair.likeness for pair in way))


def _competing(pairs: Iterable[Proposal]) -> Iterator[list[Proposal]]:
    """The pairs in groups that have no key and no card in common."""
    sides: dict[tuple[str, CardKey], list[Proposal]] = defaultdict(list)
    for pair in pairs:
        sides["old", pair.old].append(pair)
        sides["new", pair.card.key].append(pair)
    seen_sides: set[tuple[str, CardKey]] = set()
    for start in sides:
        group: dict[int, Proposal] = {}
        waiting = [start]
        while waiting:
            side = waiting.pop()
            if side not in seen_sides:
                seen_sides.add(side)
                for pair in sides[side]:
                    group[id(pair)] = pair
                    waiting += [("old", pair.old), ("new", pair.card.key)]
        if group:
            yield list(group.values())


def _deck(key: CardKey) -> str:
    return key.partition("#")[0]


def _own(deck: str) -> bool:
    """Whether a deck is the learner's: between those and the ones that come with the trainer no card ever goes."""
    return deck.startswith("own/")


def _end(key: CardKey) -> str:
    return key.partition("#")[2]


def _plain_end(key: CardKey) -> str:
    """The end of a key without the number of a second card with the same question."""
    end = _end(key)
    return copy[1] if (copy := _COPY.fullmatch(end)) and not _DIGEST.fullmatch(end) else end


def _has_id(key: CardKey, was: Seen) -> bool:
    return _plain_end(key) != key_end(fold(was.prompt)) and not was.cut


def from_key(key: CardKey) -> Seen:
    """What can be told of a card from its key alone."""
    end = _plain_end(key)
    cut = _DIGEST.fullmatch(end)
    return Seen(cut[1] if cut else end, cut=bool(cut))
