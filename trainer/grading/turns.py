"""What a text puts first and what last: "A before B", "after B, A", "first A, then B", "from A to B", "A over B"."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.grading.languages import Grammar
from trainer.grading.words import Turn


def turns(texts: Sequence[str], clauses: Sequence[int], rules: Grammar) -> list[Turn]:
    """The turn of each word of one sentence, given the clause that each stands in. The first word that states an order
    decides, but a clause that is said to come first does so whatever stands around it."""
    texts = _without_ordinals(texts, rules)
    first = {clause for clause, text in zip(clauses, texts, strict=True) if text in rules.first}
    found = _stated(texts, clauses, rules)
    return [Turn.EARLIER if clause in first else turn for clause, turn in zip(clauses, found, strict=True)]


def _without_ordinals(texts: Sequence[str], rules: Grammar) -> list[str]:
    """The texts, blank where a word counts and states no order: the next step, a first impression."""
    ordinals = rules.first | rules.then
    return ["" if n and text in ordinals and texts[n - 1] in rules.articles else text for n, text in enumerate(texts)]


def _stated(texts: Sequence[str], clauses: Sequence[int], rules: Grammar) -> list[Turn]:
    if rules.only.intersection(texts) and (turned := _only_when(texts, clauses, rules)):
        return turned
    if compared := _multiplied(texts, rules):
        return compared
    conditional = any(text in rules.conditions for text in texts)
    for n, text in enumerate(texts):
        if text in rules.before or text in rules.after:
            marked, other = (Turn.LATER, Turn.EARLIER) if text in rules.before else (Turn.EARLIER, Turn.LATER)
            if n == 0:  # "before you take, give": what is marked ends with its clause
                return [marked if clause == clauses[0] else other for clause in clauses]
            return [other if m < n else marked for m in range(len(texts))]
        if text in rules.then and n > 0 and not conditional:
            start = _verb_before(texts, clauses, n, rules)
            return [Turn.EARLIER if m < start else Turn.LATER for m in range(len(texts))]
        if text in rules.source:
            goal = next((m for m in range(n + 2, len(texts)) if texts[m] in rules.goal), None)
            if goal is not None:
                return [_between(m, n, goal) for m in range(len(texts))]
    first = next((n for n, text in enumerate(texts) if text in rules.first), None)
    if first is not None:
        return [Turn.EARLIER if clause == clauses[first] else Turn.LATER for clause in clauses]
    return [Turn.NONE] * len(texts)


def _only_when(texts: Sequence[str], clauses: Sequence[int], rules: Grammar) -> list[Turn]:
    """The turns of "B only when A" and "when A, only then B"; empty where there is no such condition."""
    when = next((n for n, text in enumerate(texts) if text in rules.moments), None)
    only = next(n for n, text in enumerate(texts) if text in rules.only)
    if when is None:
        return []
    if only < when:
        return [Turn.LATER if n < when else Turn.EARLIER for n in range(len(texts))]
    return [Turn.EARLIER if clause == clauses[when] else Turn.LATER for clause in clauses]


def _multiplied(texts: Sequence[str], rules: Grammar) -> list[Turn]:
    """The turns of "A twice as much as B"; empty where nothing is compared."""
    times = next((n for n, text in enumerate(texts) if text.rpartition(" ")[2] in rules.multiples), len(texts))
    than = max((n for n, text in enumerate(texts) if text in rules.comparators), default=0)
    return [Turn.EARLIER if n < than else Turn.LATER for n in range(len(texts))] if than > times + 1 else []


def _verb_before(texts: Sequence[str], clauses: Sequence[int], then: int, rules: Grammar) -> int:
    """Where the clause of a "then" begins: Dutch puts the verb before it, and a particle at most behind ("en berg het
    dan op")."""
    before = [m for m in range(then) if clauses[m] == clauses[then] - 1]
    alone = all(text in rules.particles for text in texts[then + 1 :])
    return before[0] if alone and before and before[0] > 0 and texts[before[0]] in rules.joiners else then


def _between(at: int, source: int, goal: int) -> Turn:
    return Turn.NONE if at < source else Turn.EARLIER if at < goal else Turn.LATER
