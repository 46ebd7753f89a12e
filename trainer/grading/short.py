"""Judging a short answer: one word or phrase against the accepted wordings of a card or gap."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.grading.align import Board, Context, Match, Table
from trainer.grading.compare import stems
from trainer.grading.fold import fold
from trainer.grading.languages import grammar
from trainer.grading.model import Reason, Verdict
from trainer.grading.outcome import Outcome
from trainer.grading.words import Reading, Sort, Word, read_reference

ACCEPT = 0.85
"""The least coverage of an accepted answer: a small word may be missing, a content word of a short phrase may not."""
HALF = 0.25
"""The least coverage of half an answer."""
LONG = 5
"""From this many words on, words that are not recognised are rather another wording than a mistake (on our labelled
answers eight in ten of them were right, of shorter ones three in ten)."""
LEANING = 0.7
"""The credit of an answer that is probably right in other words, until the learner has said so."""
SURPLUS = 0.65
"""The most that an accepted answer may hold besides: small words, or two words of the prompt."""
FULL = {Verdict.CORRECT: 1.0, Verdict.CLOSE: 0.9, Verdict.PARTIAL: 0.5, Verdict.WRONG: 0.0}

_RANK = (Verdict.WRONG, Verdict.PARTIAL, Verdict.CLOSE, Verdict.CORRECT)


def is_phrase(answer: str, context: Context) -> bool:
    """Whether an answer can be put in other words: three words or more, articles aside, and no number."""
    words = read_reference(answer, context.language).words
    if any(w.sort is Sort.NUMBER for w in words):
        return False
    return sum(w.sort is not Sort.ARTICLE for w in words) >= 3


def grade_short(
    reading: Reading, typed: str, accepted: Sequence[str], refused: Sequence[str], context: Context
) -> Outcome:
    """The verdict by the accepted wording that fits best; a refused one that fits as well goes before any tolerance."""
    folded = fold(typed)
    if any(fold(no) == folded for no in refused):
        return Outcome(Verdict.WRONG, 0.0, Reason.REFUSED, typed=typed.strip())
    phrase = is_phrase(accepted[0], context)
    table = Table(reading, context)
    best: Outcome | None = None
    for wording in accepted:
        board = table.lay(read_reference(wording, context.language))
        match = board.match()
        if fold(wording) == folded:
            return Outcome(Verdict.CORRECT, 1.0, matches=[match], model=wording)
        outcome = _decide(match, board, phrase=phrase)
        outcome.matches, outcome.model = [match], wording
        if best is None or _key(outcome) > _key(best):
            best = outcome
    if best is None:
        raise ValueError("a short answer has at least one accepted wording")
    if best.verdict is not Verdict.WRONG or best.unsure:
        nearest = best.matches[0].nearness
        for no in refused:
            against = table.lay(read_reference(no, context.language)).match()
            if against.coverage >= ACCEPT and not against.contradictions and against.nearness >= nearest:
                return Outcome(Verdict.WRONG, 0.0, Reason.REFUSED, matches=best.matches, model=best.model, typed=no)
    return best


def _key(outcome: Outcome) -> tuple[bool, float, float]:
    """What is accepted goes first; else the wording that the answer resembles most, also where it says the contrary."""
    accepted = outcome.verdict in (Verdict.CORRECT, Verdict.CLOSE) and not outcome.unsure
    return accepted, outcome.credit if accepted else 0.0, outcome.matches[0].nearness


def _decide(match: Match, board: Board, *, phrase: bool) -> Outcome:
    if match.contradictions and match.touched >= HALF:
        outcome = Outcome(Verdict.WRONG, 0.0)
        outcome.blame(match)
        return outcome
    if bound := _against_the_bound(match, board):
        return Outcome(Verdict.WRONG, 0.0, Reason.OPPOSITE, typed=bound.text)
    if match.half_number:
        return Outcome(Verdict.PARTIAL, 0.5, Reason.MISSING)
    if (match.coverage >= ACCEPT or (match.gist == 1 and match.coverage >= 0.7)) and not match.contradictions:
        if _hedged(match, board):
            return Outcome(Verdict.WRONG, 0.0, Reason.EXTRA)
        if match.extra <= SURPLUS:
            if match.edits:
                return Outcome(Verdict.CLOSE, 0.9, Reason.TYPO)
            if match.reordered and not _free_order(board):
                return Outcome(Verdict.CLOSE, 0.9, Reason.ORDER)
            return Outcome(Verdict.CORRECT, 1.0)
        if phrase:
            return Outcome(Verdict.CLOSE, LEANING, Reason.EXTRA, unsure=True)
        return Outcome(Verdict.WRONG, 0.0, Reason.EXTRA)
    if phrase and match.coverage >= HALF and match.gist > 0:
        return Outcome(Verdict.PARTIAL, 0.5, Reason.MISSING, unsure=match.extra >= 1)
    if phrase and not match.contradictions and len(board.reading.words) >= LONG:
        return Outcome(Verdict.CLOSE, LEANING, Reason.UNRECOGNISED, unsure=True)
    return Outcome(Verdict.WRONG, 0.0, Reason.UNRECOGNISED, unsure=phrase)


def _against_the_bound(match: Match, board: Board) -> Word | None:
    """The word of a numeric answer that turns what the prompt asks: at least, where it asks how many at most."""
    if not any(w.sort is Sort.NUMBER for w in board.wording.words):
        return None
    language = board.context.language
    opposite_of = grammar(language).opposite_of
    linked = {i for link in match.links for i in link.typed}
    for i, word in enumerate(board.reading.words):
        if i not in linked and any(stems(o, language) & board.context.asked for o in opposite_of.get(word.text, ())):
            return word
    return None


def _free_order(board: Board) -> bool:
    """Whether the wording joins its parts with "and": then either may come first."""
    return any(w.text in grammar(board.context.language).joiners for w in board.wording.words)


def _hedged(match: Match, board: Board) -> bool:
    """Whether the answer offers a second one beside: "A or B" where the wording has no "or"."""
    alternatives = grammar(board.context.language).alternatives
    if any(w.text in alternatives for w in board.wording.words):
        return False
    linked = {i for link in match.links for i in link.typed}
    words = board.reading.words
    offered = {w.clause for w in words if w.text in alternatives}
    beside = {c for o in offered for c in (o - 1, o)}
    return any(
        w.clause in beside and w.sort in (Sort.CONTENT, Sort.NUMBER) and i not in linked for i, w in enumerate(words)
    )
