"""Cards whose question was probably put differently in a file that has no Ids: one row vanished, a like one is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from trainer.bring.matching import Match
from trainer.bring.model import BroughtDeck
from trainer.cards.identity import Proposal, proposals
from trainer.cards.likeness import seen
from trainer.cards.model import Card, CardKey


def reworded(deck: BroughtDeck, match: Match, in_file: Collection[CardKey]) -> Mapping[int, Proposal]:
    """For places in `deck` of cards that would be added, the card of the deck they go to that they probably are.

    `in_file` are the cards that such a file had before: what never was in one has not vanished from it.
    """
    target = match.target
    if target is None:
        return {}
    there = {card.key: card for card in match.found.values()}
    left = {card.key: seen(card) for card in target.cards if card.key not in there and card.key in in_file}
    places = [n for n in range(len(deck.cards)) if n not in match.found and n not in match.gone]
    if not left or not places:
        return {}
    fresh: dict[CardKey, tuple[int, Card]] = {}
    for n in places:
        key = CardKey(f"{target.key}#{deck.read[n].key.partition('#')[2]}")
        if key not in left:
            fresh[key] = n, replace(deck.read[n], key=key, deck=target.key)
    page = replace(target, cards=tuple(card for _, card in fresh.values()), problems=())
    return {fresh[pair.card.key][0]: pair for pair in proposals(left.keys(), [page], left)}
