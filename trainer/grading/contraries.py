"""Where a typed text says the contrary of a wording: an opposite, another number, a "not" too many, the other order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from trainer.grading.compare import Likeness
from trainer.grading.compounds import Link
from trainer.grading.languages import Grammar
from trainer.grading.model import Reason
from trainer.grading.words import HEAVY, Sort, Turn, Word


class Contradiction(NamedTuple):
    """One place where the typed text says the contrary."""

    reason: Reason
    typed: int
    said: str
    """The words that do it."""
    wanted: str


class Flips(NamedTuple):
    """What comes of the opposites that stand beside each other."""

    contradictions: list[Contradiction]
    agreeing: list[Link]
    """Opposites that a "not" turns back: not high is low."""
    words: frozenset[int]
    """The wording's words that have their opposite in the text."""
    half_number: bool
    """One end of a range stands for the whole."""


def flips(
    opposites: Sequence[Link], links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word], rules: Grammar
) -> Flips:
    """Judge the pairs of opposites of which neither word has found a better partner."""
    used = {i for link in links for i in link.typed}
    matched = {n: link for link in links for n in link.word}
    found = Flips([], [], frozenset(), half_number=False)
    turned, half = set(), False
    for link in opposites:
        i, n = link.typed[0], link.word[0]
        mine, theirs = typed[i], words[n]
        if i in used or n in matched or n in turned:
            continue
        if Sort.NEGATION in (mine.sort, theirs.sort):
            # Its polarity speaks for a denying word, unless the wording is that word's opposite: neither for both.
            if mine.sort is not theirs.sort and len(words) <= 2:
                found.contradictions.append(Contradiction(Reason.OPPOSITE, i, mine.text, theirs.text))
            continue
        if (theirs.sort not in HEAVY and not _beside(i, n, matched, typed, words)) or is_turned(link, typed, words):
            continue
        used.add(i)
        turned.add(n)
        if mine.quantity and theirs.quantity:
            if mine.quantity.same(theirs.quantity):  # then the bound differs
                found.contradictions.append(Contradiction(Reason.OPPOSITE, i, mine.text, theirs.text))
            elif mine.quantity.within(theirs.quantity):
                half = True
            else:
                found.contradictions.append(Contradiction(Reason.NUMBER, i, mine.text, theirs.text))
        elif mine.negated == theirs.negated and not _converse(link, matched, typed, words, rules):
            found.contradictions.append(Contradiction(Reason.OPPOSITE, i, mine.text, theirs.text))
        else:
            found.agreeing.append(link)
    found = found._replace(words=frozenset(turned), half_number=half)
    return _by_degree(found, opposites, typed, words)


def _converse(
    link: Link, matched: Mapping[int, Link], typed: Sequence[Word], words: Sequence[Word], rules: Grammar
) -> bool:
    """Whether two verbs tell of one exchange from its two ends, and what follows the wording's stands before the other
    in the text: "the other gets room" for "give the other room"."""
    i, n = link.typed[0], link.word[0]
    if not {rules.lemma(typed[i].text), rules.lemma(words[n].text)} <= rules.exchanges:
        return False
    return any(m > n and k.typed[0] < i for m, k in matched.items()) and not any(m < n for m in matched)


def _by_degree(found: Flips, opposites: Sequence[Link], typed: Sequence[Word], words: Sequence[Word]) -> Flips:
    """Less nervous is more relaxed: two opposites, of a degree and of what it is a degree of, agree."""
    at = {c.typed for c in found.contradictions if c.reason is Reason.OPPOSITE}
    pairs = {(k.typed[0], k.word[0]): k for k in opposites if k.typed[0] in at and k.word[0] in found.words}
    agreeing = [
        k
        for (i, n), degree in pairs.items()
        if typed[i].degree and words[n].degree and (other := pairs.get((i + 1, n + 1)))
        for k in (degree, other)
    ]
    if not agreeing:
        return found
    turned = {k.typed[0] for k in agreeing}
    return found._replace(
        contradictions=[c for c in found.contradictions if c.typed not in turned],
        agreeing=[*found.agreeing, *agreeing],
    )


def _beside(i: int, n: int, matched: Mapping[int, Link], typed: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether two small words stand before the same word: uit/in hun comfortzone."""
    following = next((m for m in range(n + 1, len(words)) if words[m].sort in HEAVY), None)
    if following is None or following not in matched:
        return False
    first = matched[following].typed[0]
    return i < first and not any(w.sort in HEAVY for w in typed[i + 1 : first])


def denials(
    links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word], weights: Sequence[float]
) -> list[Contradiction]:
    """Words of the wording that the text denies, or the other way round: parity of "not" in each clause."""
    if any(link.comparison.likeness is Likeness.OPPOSITE for link in links):
        return []  # "low expectations" for "no high expectations": turned twice
    # Where a wording holds small words only ("about you"), those carry the polarity.
    if any(w.sort in HEAVY for w in words):
        links = [link for link in links if words[link.word[0]].sort in HEAVY]
    # A clause of small words that denies ("that you can't"): its denial has to be somewhere in the text.
    bare = _bare_denial(words)
    if bare and links and not any(w.negated for w in typed):
        return [Contradiction(Reason.NEGATION, links[-1].typed[-1], "", bare.text)]
    denied = [link for link in links if typed[link.typed[-1]].negated != words[link.word[-1]].negated]
    # One word may stand on the other side of a "not" ("not many contacts but a few good ones"); most of them may not.
    if 2 * _weight(denied, weights) < _weight(links, weights):
        return []
    return [Contradiction(Reason.NEGATION, k.typed[-1], _denial(k.typed[-1], typed), "") for k in denied]


def _bare_denial(words: Sequence[Word]) -> Word | None:
    """The word that denies in a clause without any word of content, where another clause has some."""
    full = {w.clause for w in words if w.sort in HEAVY}
    return next((w for w in words if full and w.sort is Sort.NEGATION and w.negated and w.clause not in full), None)


def half_denied(links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word], lo: int, hi: int) -> bool:
    """Whether a word is denied that the wording affirms, and no denial of the wording answers to it: too little for a
    contradiction, too much for trust."""
    heavy = [(typed[k.typed[-1]], words[k.word[-1]]) for k in links if words[k.word[0]].sort in HEAVY]
    if not any(mine.negated and not theirs.negated for mine, theirs in heavy):
        return False
    return len({w.clause for w in typed[lo:hi] if w.negated}) > len({w.clause for w in words if w.negated})


def _weight(links: Sequence[Link], weights: Sequence[float]) -> float:
    return sum(weights[n] for link in links for n in link.word)


def _denial(i: int, typed: Sequence[Word]) -> str:
    """The word that denies a typed word, if one does."""
    return next((w.text for w in typed if w.clause == typed[i].clause and w.sort is Sort.NEGATION), "")


def is_turned(link: Link, typed: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether one text puts the word first and the other puts it last."""
    mine, theirs = typed[link.typed[0]].turn, words[link.word[0]].turn
    return Turn.NONE not in (mine, theirs) and mine is not theirs


def is_told(link: Link, typed: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether both texts say that the word comes first, or that it comes last, in whatever words."""
    return typed[link.typed[0]].turn is words[link.word[0]].turn is not Turn.NONE


def order(links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word]) -> list[Contradiction]:
    """Whether what the wording puts first comes last in the text."""
    earlier = [k for k in links if words[k.word[0]].turn is Turn.EARLIER]
    later = [k for k in links if words[k.word[0]].turn is Turn.LATER]
    swapped = [k for k in (*earlier, *later) if is_turned(k, typed, words)]
    unmarked = all(typed[k.typed[0]].turn is Turn.NONE for k in (*earlier, *later))
    if not swapped and earlier and later and unmarked:  # then the places of the words tell
        backwards = max(k.typed[0] for k in later) < min(k.typed[0] for k in earlier)
        swapped = later if backwards else []
    return [Contradiction(Reason.ORDER, k.typed[0], "", "") for k in swapped[:1]]


def other_order(
    besides: Collection[int], lacking: Collection[int], typed: Sequence[Word], words: Sequence[Word], rules: Grammar
) -> list[Contradiction]:
    """Whether the text says "before" where the wording, of which nothing else that matters is lacking, says "after" or
    "next": "the day before" for "the next day"."""
    if any(words[n].sort in HEAVY for n in lacking):
        return []
    either = rules.prepositions | (rules.before & rules.then)  # over coffee; eerder dan, eerst en dan
    earlier, later = rules.before - either, (rules.after | rules.then) - either
    for n in lacking:
        contrary = earlier if words[n].text in later else later if words[n].text in earlier else frozenset()
        found = min((i for i in besides if typed[i].text in contrary), default=None)
        if found is not None:
            return [Contradiction(Reason.ORDER, found, "", "")]
    return []


def turned_round(links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word]) -> list[Contradiction]:
    """Whether two words have changed places round the preposition between them: "the guest to the host" for "the host
    to the guest"."""
    place = {link.word[0]: link.typed[0] for link in links}
    for n, word in enumerate(words):
        if word.sort is not Sort.PREPOSITION:
            continue
        left = next((m for m in range(n - 1, -1, -1) if words[m].sort is not Sort.ARTICLE), -1)
        right = next((m for m in range(n + 1, len(words)) if words[m].sort is not Sort.ARTICLE), -1)
        if left in place and right in place and place[right] < place[left]:
            between = typed[place[right] + 1 : place[left]]
            if any(w.text == word.text for w in between) and all(w.sort not in HEAVY for w in between):
                return [Contradiction(Reason.ORDER, place[right], "", "")]
    return []


def unequal(links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word], rules: Grammar) -> list[Contradiction]:
    """Whether one text compares as equal what the other does not: "less often than" for "as often as"."""
    for link in links:
        i, n = link.typed[0] - 1, link.word[0] - 1
        if i < 0 or n < 0:
            continue
        mine, theirs = typed[i], words[n]
        if (mine.degree and theirs.text in rules.equals) or (theirs.degree and mine.text in rules.equals):
            return [Contradiction(Reason.OPPOSITE, i, mine.text, theirs.text)]
    return []


def exchanged(
    links: Sequence[Link], typed: Sequence[Word], words: Sequence[Word], rules: Grammar
) -> list[Contradiction]:
    """Whether two clauses have exchanged words: "start small, end big" for "start big, end small". What "and" joins
    may come in any order ("a mix of A and B")."""
    if any(w.text in rules.joiners for w in words):
        return []
    moves: dict[int, list[Link]] = {}
    for link in links:
        moves.setdefault(words[link.word[0]].clause, []).append(link)
    split = [(clause, {typed[k.typed[0]].clause for k in inside}) for clause, inside in moves.items()]
    crossed = [clause for clause, there in split if len(there) == 2 and sum(there == other for _, other in split) > 1]
    return [Contradiction(Reason.ORDER, moves[clause][0].typed[0], "", "") for clause in crossed[:1]]
