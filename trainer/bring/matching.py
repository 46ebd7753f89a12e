"""Which cards of the learner's own decks are the ones that come in, wherever they stand now and whatever they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.bring.carried import guid
from trainer.bring.model import BroughtDeck
from trainer.bring.remembered import Remembered
from trainer.cards.deckfile import key_end
from trainer.cards.likeness import likeness, seen
from trainer.cards.model import Card, CardKey, Deck
from trainer.cards.newdeck import file_name
from trainer.cards.text import fold, slug

_ANKI = "anki-"
"""How an Id begins that stands for one of Anki's."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where the cards of a deck go, by their places in it."""

    target: Deck | None
    """The deck that takes the new ones; None: a file of its own."""
    found: Mapping[int, Card]
    """Those that are there."""
    gone: frozenset[int]
    """Those that were brought in before and that the learner has taken away since."""
    names: tuple[str, ...]
    """What each is called where it comes from: its Id if that stays with it, or else its question."""


def match(deck: BroughtDeck, own: Sequence[Deck], rows: Remembered) -> Match:
    """The cards of `deck` among the learner's own decks; `rows` is what was remembered of it.

    A card with an Id that stays with it is known anywhere. By its question it is known in the one deck that has most
    of what comes in, also where that question was corrected since or the card moved on from there. What stands there
    several times with one Id is that card once: see _told_apart().
    """
    there = {card.key: card for other in own for card in other.cards}
    deck = _told_apart(deck, there, rows)
    incoming = deck.read
    named = _names(deck, incoming)
    live = {row.key for row in rows.values()} & there.keys()
    sure, likely = _candidates(deck, incoming, named, there, rows)
    gone = {n for n, name in enumerate(named) if live and name in rows and rows[name].key not in there}
    gone -= sure.keys()
    in_deck: Counter[str] = Counter(there[key].deck for key in sure.values())
    for n, keys in likely.items():
        if n not in sure:
            in_deck.update({place for key in keys for place in _decks(there[key])})
    target = _target(deck, own, in_deck, {there[key].deck for key in live}, len(gone))
    found = {n: there[key] for n, key in sure.items()}
    used = set(sure.values())
    for n, keys in likely.items():
        if n in found or target is None:
            continue
        key = next((key for key in keys if key not in used and target.key in _decks(there[key])), None)
        if key is not None:
            found[n] = there[key]
            used.add(key)
    if target is None:  # then what has the same question is another card
        gone = {n for n in gone if named[n].startswith("id:")}
        if len(found) + len(gone) == len(deck.cards):
            home = Counter(card.deck for card in found.values()) or Counter(there[key].deck for key in live)
            (name, _), *_ = home.most_common(1)
            target = next(other for other in own if other.key == name)
    return Match(target, found, frozenset(gone - found.keys()), named)


def _told_apart(deck: BroughtDeck, there: Mapping[CardKey, Card], rows: Remembered) -> BroughtDeck:
    """The deck with each Id at one card, and the others known by their questions.

    A row is copied with its Id, and made into another card. The Id is left to the one that has the question of the card
    that it stands for; where none has, to the first that was not brought in as another card before.
    """
    ids = _several(brought.shared_id or slug(brought.form.id) if brought.named else "" for brought in deck.cards)
    guids = _several(brought.guid for brought in deck.cards)
    if not ids and not guids:
        return deck
    known: dict[str, set[CardKey]] = defaultdict(set)
    for key in there:
        known[_end(key)].add(key)
        if guids:
            known[guid(key)].add(key)
    asked = [_question(card) for card in deck.read]
    cards = list(deck.cards)
    for name, places in (*ids.items(), *guids.items()):
        row = rows.get(f"id:{name}")
        keys = known.get(name, set()) | ({row.key} & there.keys() if row else set())
        questions = {question for key in keys for question in (_question(there[key]), _end(key))}
        others = {n for n in places if (was := rows.get(f"q:{asked[n]}")) and was.key in there.keys() - keys}
        its = min(places, key=lambda n: (asked[n] not in questions, n in others))
        for n in places:
            if name in guids:
                cards[n] = replace(cards[n], guid=name if n == its else "")
            else:
                form = replace(cards[n].form, id=name if n == its else "")
                cards[n] = replace(cards[n], form=form, named=n == its)
    return replace(deck, cards=tuple(cards))


def _several(names: Iterable[str]) -> Mapping[str, list[int]]:
    """The places of each name that is there more than once."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, name in enumerate(names):
        places[name].append(n)
    return {name: found for name, found in places.items() if name and len(found) > 1}


def _question(card: Card) -> str:
    """What a card is known by that has no Id."""
    return key_end(fold(card.prompt))


def _names(deck: BroughtDeck, incoming: Iterable[Card]) -> tuple[str, ...]:
    names: list[str] = []
    times: Counter[str] = Counter()
    for card, brought in zip(incoming, deck.cards, strict=True):
        name = slug(brought.form.id) if brought.named else ""
        name = f"id:{name}" if name else f"q:{_question(card)}"
        times[name] += 1
        names.append(name if times[name] == 1 else f"{name}~{times[name]}")
    return tuple(names)


def _candidates(
    deck: BroughtDeck,
    incoming: Sequence[Card],
    names: Sequence[str],
    there: Mapping[CardKey, Card],
    rows: Remembered,
) -> tuple[dict[int, CardKey], dict[int, list[CardKey]]]:
    """The cards that are surely known, and those that may be, the likeliest first."""
    ends: dict[str, list[CardKey]] = defaultdict(list)
    questions: dict[str, list[CardKey]] = defaultdict(list)
    for key, card in there.items():
        end = _end(key)
        ends[end].append(key)
        question = _question(card)
        questions[question].append(key)
        if end != question:  # as it was before the learner corrected it
            questions[end].append(key)
    used: set[CardKey] = set()
    guids = {guid(key): key for key in there} if any(brought.guid for brought in deck.cards) else {}
    sure: dict[int, CardKey] = {}
    likely: dict[int, list[CardKey]] = {}
    for n, (card, brought, name) in enumerate(zip(incoming, deck.cards, names, strict=True)):
        if (ours := guids.get(brought.guid)) is not None and ours not in used:
            sure[n] = ours
            used.add(ours)
            continue
        row = rows.get(name)
        known = [row.key] if row and row.key in there else []
        own_id = slug(brought.form.id)
        if name.startswith("id:"):
            by_id = [key for key in (*known, *ends.get(own_id, ())) if key not in used]
            if by_id:
                sure[n] = by_id[0]
                used.add(by_id[0])
                continue
            known = [key for key in questions.get(_question(card), ()) if not _end(key).startswith(_ANKI)]
        else:
            known = [*known, *questions.get(_question(card), ())]
            known += [key for key in (ends.get(own_id, ()) if own_id else ()) if _alike(there[key], card)]
        if known:
            likely[n] = list(dict.fromkeys(known))
    return sure, likely


def _alike(one: Card, other: Card) -> bool:
    return likeness(seen(one), seen(other), one.language) > 0


def _target(
    deck: BroughtDeck, own: Sequence[Deck], in_deck: Mapping[str, int], before: Iterable[str], gone: int
) -> Deck | None:
    """The deck that has most of the cards: most of what comes in, or of its own where it came from there or is called
    the same."""
    name = fold(file_name(deck.name or deck.title).removesuffix(".md"))
    home = {*before, *(other.key for other in own if fold(other.path.stem) == name)}

    def fits(other: Deck) -> bool:
        here = in_deck.get(other.key, 0)
        if other.key in home:
            readable = bool(other.cards) or not other.problems
            return readable and (here + gone) * 2 >= min(len(deck.cards), len(other.cards))
        return here * 2 >= len(deck.cards) and here > 0

    fitting = [other for other in own if fits(other)]
    return max(fitting, key=lambda other: (in_deck.get(other.key, 0), other.key in home), default=None)


def _decks(card: Card) -> set[str]:
    """Where it stands, and where its history began."""
    return {card.deck, card.key.partition("#")[0]}


def _end(key: CardKey) -> str:
    return key.partition("#")[2]
