"""Reading a text: its words and quantities, its clauses, what is denied in each, and what comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.grading.languages import Grammar, grammar
from trainer.grading.numbers import Quantity, quantity
from trainer.grading.pieces import Piece, pieces
from trainer.grading.turns import turns
from trainer.grading.words import HEAVY, Reading, Sort, Turn, Word, sort_of
from trainer.i18n import Language

STOPS = frozenset(".,;:!?()[]{}|\n•·*=…")
HARD_STOPS = frozenset(".;!?\n")
"""Stops that end a sentence: what is said to come first or last does not reach beyond them."""


def read(
    text: str,
    language: Language,
    vocabulary: frozenset[str] | None = None,
    *,
    said: frozenset[str] = frozenset(),
    listed: bool = False,
) -> Reading:
    """Read a text. Given a vocabulary, a word outside it may be a misspelt word of a closed class. A denial that was
    `said` in the question is not counted again; in a list "and" begins another item, which is not denied with the one
    before."""
    rules = grammar(language)
    reader = _Reader(pieces(text, rules, vocabulary), rules, said, rules.alternatives if listed else rules.together)
    words = reader.words()
    content = sum(w.sort in HEAVY for w in words)
    return Reading(
        text,
        words,
        reader.clause + 1,
        bag=content >= 3 and not reader.stopped and all(w.sort in HEAVY or w.sort is Sort.ORDER for w in words),
        separated=reader.stopped or reader.separated,
        heads=_heads(words),
        joined=_joints(words),
    )


@lru_cache(maxsize=4096)
def read_reference(text: str, language: Language) -> Reading:
    """Read a text of a card; cards are few and come back, so their readings are kept."""
    return read(text, language)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A word of which polarity and turn are not known yet."""

    piece: Piece
    sort: Sort
    clause: int
    sentence: int
    quantity: Quantity | None = None

    @property
    def text(self) -> str:
        return self.piece.meant or self.piece.text


class _Reader:
    """Goes through the pieces once, from left to right."""

    def __init__(self, found: list[Piece], rules: Grammar, said: frozenset[str], carriers: frozenset[str]) -> None:
        self.said = said
        self.carriers = carriers
        """The words that carry a denial on."""
        self.pieces = found
        self.texts = [p.meant or p.text for p in found]
        self.rules = rules
        self.drafts: list[_Draft] = []
        self.denials: dict[int, int] = {}
        """How many denials each clause has."""
        self.joined: list[int] = []
        """Clauses to which a denial is carried from the one before."""
        self.denying = -1
        """The last clause that a fixed expression opened and denies."""
        self.clause = self.sentence = 0
        self.empty = True
        """Whether nothing stands in the clause yet."""
        self.stopped = self.separated = False
        at = 0
        while at < len(found):
            at += self._stop(at) or self._number(at) or self._expression(at) or self._word(at)
        self._carry()

    def _stop(self, at: int) -> int:
        """A stop, which ends the clause; a sign that means nothing here is passed over."""
        text = self.texts[at]
        if text in STOPS or text == "-":
            self.stopped |= text in STOPS
            self.sentence += text in HARD_STOPS
            self._open_clause()
            return 1
        return 0 if text[0].isalnum() or text in "%&+" else 1

    def _expression(self, at: int) -> int:
        """A fixed expression that denies what follows, or that holds a denial and denies nothing."""
        if length := _standing(self.texts, at, self.rules.not_denying):
            self._add(self._merged(at, length), Sort.CONJUNCTION)
            return length
        if length := _standing(self.texts, at, self.rules.denying):
            # "don't lack": said after all.
            twice = not self.empty and self.drafts[-1].sort is Sort.NEGATION
            self._open_clause()
            self.denials[self.clause] = 2 if twice else 1
            self.denying = self.clause
            if twice:
                self.denials[self.clause - 1] -= 1
            self._add(self._merged(at, length), Sort.NEGATION)
            last = at + length == len(self.texts) or self.texts[at + length] in STOPS
            if last and self.clause and not self._stopped_before(at) and not twice:
                # The verb at the end denies what stands before it: "contact vermijden".
                self.denials[self.clause - 1] = self.denials.get(self.clause - 1, 0) + 1
        return length

    def _number(self, at: int) -> int:
        found = quantity(self.texts, at, self.rules, firmly=self.pieces[at].firm or len(self.pieces) == 1)
        if found is None:
            return 0
        amount, length = found
        self._add(self._merged(at, length), Sort.NUMBER, amount)
        return length

    def _word(self, at: int) -> int:
        text = self.texts[at]
        if self._resumes(at):
            self._open_clause()
        joins = text in self.rules.together
        if joins or text in self.rules.clause_openers:
            before = self.clause
            self._open_clause()
            if joins and self.clause > before:
                self.separated = True
                if text in self.carriers:
                    self.joined.append(self.clause)
            elif self.clause > before and self._only_denies(before):
                self.denials[self.clause] = self.denials.get(self.clause, 0) + 1
        sort = sort_of(text, self.rules)
        if text in self.rules.interjections and at and self.texts[at - 1] in self.rules.saying:
            sort = Sort.CONTENT  # "say no" denies nothing
        if text in self.said:
            sort = Sort.FILLER
        if sort is Sort.NEGATION:
            self.denials[self.clause] = self.denials.get(self.clause, 0) + 1
        self._add(self.pieces[at], sort)
        return 1

    def _resumes(self, at: int) -> bool:
        """Whether the main clause goes on here, behind what "without" or "instead of" denies: a pronoun and its verb,
        in either order, right behind a noun ("instead of a hundred it is ten")."""
        if not self.drafts or self.drafts[-1].clause != self.denying or self.drafts[-1].sort not in HEAVY:
            return False
        pair = {sort_of(text, self.rules) for text in self.texts[at : at + 2]}
        return pair == {Sort.PRONOUN, Sort.AUXILIARY}

    def _stopped_before(self, at: int) -> bool:
        """Whether a stop stands before this piece, or nothing."""
        return at == 0 or self.texts[at - 1] in STOPS

    def _only_denies(self, clause: int) -> bool:
        """Whether a clause does no more than deny what follows: "not who you are", "you shouldn't if …"."""
        inside = [draft for draft in self.drafts if draft.clause == clause]
        return inside[-1].sort is Sort.NEGATION and not any(draft.sort in HEAVY for draft in inside)

    def _open_clause(self) -> None:
        if not self.empty:
            self.clause += 1
            self.empty = True

    def _add(self, piece: Piece, sort: Sort, amount: Quantity | None = None) -> None:
        self.drafts.append(_Draft(piece, sort, self.clause, self.sentence, amount))
        self.empty = False

    def _merged(self, at: int, length: int) -> Piece:
        several = self.pieces[at : at + length]
        text = " ".join(p.text for p in several)
        meant = next((p.meant for p in several if p.meant), "")
        return Piece(text, several[0].start, several[-1].end, meant=meant)

    def _carry(self) -> None:
        """Carry a denial over "and" and "or": "not by email and social media" denies both. A clause with a subject, a
        verb or a denial of its own stands on its own: "it is not open and it is easy"; a verb behind what is joined
        belongs to both ("die je niet met ja of nee kunt beantwoorden")."""
        for clause in self.joined:
            own = [draft.sort for draft in self.drafts if draft.clause == clause]
            content = next((n for n, sort in enumerate(own) if sort in HEAVY), len(own))
            alone = Sort.AUXILIARY in own[:content] or not {Sort.PRONOUN, Sort.NEGATION}.isdisjoint(own)
            if not alone and not self._denies_an_object(clause - 1):
                self.denials[clause] = self.denials.get(clause - 1, 0)

    def _denies_an_object(self, clause: int) -> bool:
        """Whether what a clause denies is its object only: "ask nothing and listen"."""
        texts = [draft.text for draft in self.drafts if draft.clause == clause]
        return any(text in self.rules.denied_objects for text in texts[1:])

    def words(self) -> tuple[Word, ...]:
        found: list[Word] = []
        for sentence in range(self.sentence + 1):
            inside = [d for d in self.drafts if d.sentence == sentence]
            order = turns([d.text for d in inside], [d.clause for d in inside], self.rules)
            found += (self._finished(draft, turn) for draft, turn in zip(inside, order, strict=True))
        return tuple(found)

    def _finished(self, draft: _Draft, turn: Turn) -> Word:
        piece = draft.piece
        negated = self.denials.get(draft.clause, 0) % 2 == 1  # twice denied is said
        return Word(
            piece.text,
            piece.start,
            piece.end,
            draft.sort,
            draft.clause,
            negated,
            turn,
            draft.quantity,
            degree=draft.text in self.rules.degrees,
            meant=piece.meant,
        )


def _standing(texts: Sequence[str], at: int, expressions: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many words the fixed expression that stands here has, 0 for none; expressions by their first word."""
    for expression in expressions.get(texts[at], ()):
        if tuple(texts[at : at + len(expression)]) == expression:
            return len(expression)
    return 0


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
            if any(w.sort is Sort.PRONOUN for w in several[1:]):
                break  # "vind je" is no vindje
            joined = "".join(w.text for w in several)
            if len(joined) > 4:
                found.setdefault(joined[:2], []).append((joined, tuple(range(n, end))))
    return {head: tuple(joints) for head, joints in found.items()}
