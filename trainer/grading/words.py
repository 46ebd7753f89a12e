"""Reading a text: its words with their sort and weight, what is denied, and what comes first where the text says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from trainer.grading.fold import Token, tokens
from trainer.grading.languages import Grammar, grammar
from trainer.grading.numbers import Quantity, number, quantity
from trainer.i18n import Language


class Sort(Enum):
    """What a word does."""

    CONTENT = auto()
    NUMBER = auto()
    ORDER = auto()
    NEGATION = auto()
    PREPOSITION = auto()
    FILLER = auto()
    AUXILIARY = auto()
    PRONOUN = auto()
    CONJUNCTION = auto()
    ARTICLE = auto()


WEIGHTS = {
    Sort.CONTENT: 1.0,
    Sort.NUMBER: 1.0,
    Sort.ORDER: 0.4,
    Sort.NEGATION: 0.3,
    Sort.PREPOSITION: 0.2,
    Sort.FILLER: 0.15,
    Sort.AUXILIARY: 0.15,
    Sort.PRONOUN: 0.1,
    Sort.CONJUNCTION: 0.08,
    Sort.ARTICLE: 0.03,
}
"""What a word counts, beside a content word's 1."""

HEAVY = frozenset((Sort.CONTENT, Sort.NUMBER))
"""Words that carry the meaning."""


class Turn(Enum):
    """Where a word stands in an order that the text states."""

    NONE = 0
    EARLIER = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word or quantity of a text."""

    text: str
    start: int
    end: int
    sort: Sort
    clause: int
    negated: bool
    turn: Turn
    quantity: Quantity | None = None
    meant: str = ""
    """The closed-class word that this one misspells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read."""

    source: str
    words: tuple[Word, ...]
    clauses: int
    bag: bool
    """Content words only, without a stop or a small word between them."""
    heads: Mapping[str, tuple[int, ...]]
    """The words of five letters or more, by their first two."""
    joined: Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]]
    """Two or three neighbouring words as one, by its first two letters."""


_STOPS = frozenset(".,;:!?()[]{}|\n•·*=…")
_HARD_STOPS = frozenset(".;!?\n")


def sort_of(word: str, grammar: Grammar) -> Sort:
    if word in grammar.negations:
        return Sort.NEGATION
    if word in grammar.order_words:
        return Sort.ORDER
    if word in grammar.articles:
        return Sort.ARTICLE
    if word in grammar.pronouns:
        return Sort.PRONOUN
    if word in grammar.auxiliaries:
        return Sort.AUXILIARY
    if word in grammar.prepositions:
        return Sort.PREPOSITION
    if word in grammar.conjunctions:
        return Sort.CONJUNCTION
    if word in grammar.fillers or word in grammar.questions or word in grammar.each:
        return Sort.FILLER
    return Sort.CONTENT


@dataclass(slots=True)
class _Piece:
    """A word being read: a token, after contractions and hyphens."""

    text: str
    start: int
    end: int
    firm: bool = False
    """een with an accent: a number."""
    meant: str = ""


def _pieces(text: str, grammar: Grammar, vocabulary: frozenset[str] | None) -> list[_Piece]:
    found: list[_Piece] = []
    before: Token | None = None
    for token in tokens(text):
        glue = before is not None and before.text == "-" and before.glued and token.glued
        if glue and len(found) > 1 and len(found[-2].text) == 1 and found[-2].text.isalpha() and token.text.isalpha():
            letter = found[-2]  # e-mail is email
            del found[-2:]
            found.append(_Piece(letter.text + token.text, letter.start, token.end))
        elif glue and not (found[-2:-1] and found[-2].text[0].isdigit()) and token.text.isalpha() and found:
            found.pop()  # follow-up: two words; the comparison also takes them as one
            found.append(_Piece(token.text, token.start, token.end))
        elif token.text in grammar.contractions:
            found += (_Piece(part, token.start, token.end) for part in grammar.contractions[token.text])
        else:
            found.append(_Piece(token.text, token.start, token.end, token.accented))
        before = token
    for piece in found:
        piece.text = grammar.variants.get(piece.text, piece.text)
        if vocabulary is not None and len(piece.text) >= 3 and piece.text.isalpha() and piece.text not in vocabulary:
            piece.meant = _misspelt(piece.text, grammar, vocabulary)
    return found


def _misspelt(word: str, grammar: Grammar, vocabulary: frozenset[str]) -> str:
    """The negation, number, unit or ordering word that this unknown word can only be a misspelling of; or a small
    word with two letters swapped or one doubled."""
    if word in grammar.known or number(word, grammar) is not None:
        return ""
    near = [v for v in vocabulary if abs(len(v) - len(word)) <= 1 and OSA.distance(word, v, score_cutoff=1) <= 1]
    if near:  # where a word of the card is as near, it is that one: gevn is geven before it is geen
        counting = [v for v in near if len(v) >= 4 and (v in grammar.closed or number(v, grammar) is not None)]
        counting = counting or [v for v in near if v in grammar.small]
        return min(counting, key=lambda v: (len(v) != len(word), v)) if len(counting) == len(near) else ""
    return _misspelt_in(word, grammar.closed, grammar.small) if len(word) >= 4 else ""


@lru_cache(maxsize=4096)
def _misspelt_in(word: str, closed: frozenset[str], small: frozenset[str]) -> str:
    near = [
        other
        for other in closed
        if len(other) >= 4
        and abs(len(other) - len(word)) <= 1
        and (other[0] == word[0] or other[:2] == word[1::-1])
        and OSA.distance(word, other, score_cutoff=1) <= 1
    ]
    if near:
        return min(near, key=lambda other: (len(other) != len(word), other))
    # Of a small word only a swap or a doubled letter is recognised: another letter may well make a content word.
    single = _without_doubles(word)
    return next((o for o in small if _swapped(o, word) or _without_doubles(o) == single), "")


def _swapped(one: str, other: str) -> bool:
    return len(one) == len(other) and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def _without_doubles(word: str) -> str:
    return "".join(c for n, c in enumerate(word) if n == 0 or c != word[n - 1])


def _expression(texts: list[str], at: int, expressions: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many words the fixed expression that stands here has, 0 for none; expressions by their first word."""
    for expression in expressions.get(texts[at], ()):
        if tuple(texts[at : at + len(expression)]) == expression:
            return len(expression)
    return 0


def read(text: str, language: Language, vocabulary: frozenset[str] | None = None) -> Reading:
    """Read a text. Given a `vocabulary`, a word outside it may be a misspelt word of a closed class."""
    rules = grammar(language)
    pieces = _pieces(text, rules, vocabulary)
    texts = [p.meant or p.text for p in pieces]
    drafts: list[tuple[_Piece, Sort, int, Quantity | None]] = []
    denials: dict[int, int] = {}
    carried: set[int] = set()  # clauses that take over the polarity of the clause before
    hard: dict[int, int] = {}  # clause -> sentence
    clause = sentence = 0
    at = 0
    opened = True  # nothing stands in the clause yet
    while at < len(pieces):
        piece, word = pieces[at], texts[at]
        if word in _STOPS or (word == "-" and not _between_digits(pieces, at)):
            sentence += word in _HARD_STOPS
            if not opened:
                clause, opened = clause + 1, True
            at += 1
            continue
        if not word[0].isalnum() and word not in "%&+":
            at += 1
            continue
        if word in "&+":
            word = next(iter(sorted(rules.joiners)))
        if length := _expression(texts, at, rules.not_denying):
            drafts += ((p, Sort.CONJUNCTION, clause, None) for p in pieces[at : at + length])
            hard[clause], opened = sentence, False
            at += length
            continue
        if length := _expression(texts, at, rules.denying):
            if not opened:
                clause += 1
            denials[clause] = 1
            merged = _Piece(" ".join(texts[at : at + length]), piece.start, pieces[at + length - 1].end)
            drafts.append((merged, Sort.NEGATION, clause, None))
            hard[clause], opened = sentence, False
            at += length
            continue
        found = quantity(texts, at, rules, firmly=piece.firm or len(pieces) == 1)
        if found:
            amount, length = found
            last = pieces[at + length - 1]
            meant = next((p.meant for p in pieces[at : at + length] if p.meant), "")
            merged = _Piece(" ".join(p.text for p in pieces[at : at + length]), piece.start, last.end, meant=meant)
            drafts.append((merged, Sort.NUMBER, clause, amount))
            hard[clause], opened = sentence, False
            at += length
            continue
        sort = sort_of(word, rules)
        if (word in rules.clause_openers or word in rules.joiners) and not opened:
            clause += 1
            if word in rules.alternatives or word in rules.joiners:
                carried.add(clause)
        if sort is Sort.NEGATION:
            denials[clause] = denials.get(clause, 0) + 1
        drafts.append((piece, sort, clause, None))
        hard[clause], opened = sentence, False
        at += 1
    for c in sorted(carried):
        # "not by email and social media" denies both, "not listening or talking" too; but a clause with a subject, a
        # verb or a denial of its own stands on its own: "it is not open and it is easy".
        own = {sort for _, sort, clause_of, _ in drafts if clause_of == c}
        if not own & {Sort.PRONOUN, Sort.AUXILIARY, Sort.NEGATION}:
            denials[c] = denials.get(c - 1, 0)
    turns = _turns(drafts, hard, rules)
    words = tuple(
        Word(p.text, p.start, p.end, s, c, denials.get(c, 0) % 2 == 1, turn, q, p.meant)
        for (p, s, c, q), turn in zip(drafts, turns, strict=True)
    )
    content = [w for w in words if w.sort in HEAVY]
    return Reading(
        text,
        words,
        clause + 1,
        bag=len(content) >= 3
        and all(w.sort in HEAVY or w.sort is Sort.ORDER for w in words)
        and not any(t in _STOPS for t in texts),
        heads=_heads(words),
        joined=_joints(words),
    )


def _heads(words: Sequence[Word]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for n, word in enumerate(words):
        if len(word.text) > 4 and not word.quantity:
            found.setdefault(word.text[:2], []).append(n)
    return {head: tuple(numbers) for head, numbers in found.items()}


def _joints(words: Sequence[Word]) -> dict[str, tuple[tuple[str, tuple[int, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for n in range(len(words) - 1):
        for end in (n + 2, n + 3):
            several = words[n:end]
            if end > len(words) or any(w.quantity or w.sort in (Sort.CONJUNCTION, Sort.ARTICLE) for w in several):
                break
            joined = "".join(w.text for w in several)
            if len(joined) > 4:
                found.setdefault(joined[:2], []).append((joined, tuple(range(n, end))))
    return {head: tuple(joints) for head, joints in found.items()}


def _between_digits(pieces: list[_Piece], at: int) -> bool:
    return 0 < at < len(pieces) - 1 and pieces[at - 1].text[0].isdigit() and pieces[at + 1].text[0].isdigit()


def _turns(
    drafts: list[tuple[_Piece, Sort, int, Quantity | None]], sentence_of: dict[int, int], rules: Grammar
) -> list[Turn]:
    """What the text says comes earlier and later: "A before B", "after B, A", "first A, then B", "from A to B"."""
    turns = [Turn.NONE] * len(drafts)
    for sentence in set(sentence_of.values()):
        inside = [i for i, (_, _, c, _) in enumerate(drafts) if sentence_of[c] == sentence]
        texts = [drafts[i][0].meant or drafts[i][0].text for i in inside]
        conditional = any(t in rules.conditions for t in texts)
        for n, text in enumerate(texts):
            if text in rules.before or text in rules.after:
                marked = (Turn.LATER, Turn.EARLIER) if text in rules.before else (Turn.EARLIER, Turn.LATER)
                clause = drafts[inside[n]][2]
                if n == 0:  # "before you take, give": the marked clause ends where the next begins
                    for i in inside:
                        turns[i] = marked[0] if drafts[i][2] == clause else marked[1]
                else:
                    for m, i in enumerate(inside):
                        turns[i] = marked[1] if m < n else marked[0]
                break
            if text in rules.then and n > 0 and not conditional:
                for m, i in enumerate(inside):
                    turns[i] = Turn.EARLIER if m < n else Turn.LATER
                break
            if text in rules.source and any(t in rules.goal for t in texts[n + 2 :]):
                goal = next(m for m in range(n + 2, len(texts)) if texts[m] in rules.goal)
                for m, i in enumerate(inside):
                    turns[i] = Turn.NONE if m < n else Turn.EARLIER if m < goal else Turn.LATER
                break
        else:
            if any(t in rules.first for t in texts):
                first = next(n for n, t in enumerate(texts) if t in rules.first)
                clause = drafts[inside[first]][2]
                for i in inside:
                    turns[i] = Turn.EARLIER if drafts[i][2] == clause else Turn.LATER
    return turns


@lru_cache(maxsize=4096)
def read_reference(text: str, language: Language) -> Reading:
    """Read a text of a card; cards are few and come back, so their readings are kept."""
    return read(text, language)
