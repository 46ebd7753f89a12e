"""Judging a short answer: one word or phrase against the accepted wordings of a card or gap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from trainer.grading.align import Match, align
from trainer.grading.compare import stems
from trainer.grading.figures import agree
from trainer.grading.fold import bare, fold, signs
from trainer.grading.languages import grammar
from trainer.grading.model import Reason, Verdict
from trainer.grading.outcome import Outcome, strange
from trainer.grading.reading import read, read_reference
from trainer.grading.table import Board, Context, Table
from trainer.grading.words import HEAVY, Reading, Sort
from trainer.i18n import Language

ACCEPT = 0.85
"""The least coverage of an accepted answer: a small word may be missing, a content word of a short phrase may not."""
ACCEPT_GIST = 0.7
"""The same where every content word that the prompt does not give away is there."""
HALF = 0.25
"""The least coverage of half an answer."""
WHOLE = 0.75
"""The least that is there, or there as its contrary, of a wording of which an answer is called the opposite: where more
is missing, it is rather something else."""
SURPLUS = 0.65
"""The most that an accepted answer may hold besides: small words, or two words of the prompt."""
LONG, LONG_NEAR = 8, 6
"""From this many words on, words that are not recognised are rather another wording than a mistake; the second where a
content word of the answer is among them. On our labelled answers eleven in twelve of them were right, of others four
in ten: those are asked as well, but from the other side."""
PARAPHRASE = 4
"""The fewest words, articles aside, that are asked about although none of them is recognised."""
FULLER = 2.5
"""The most that may stand beside a term for it to be asked about: two content words and small ones."""
CLOSE = 0.9
"""The credit of an answer with a slip."""
LEANING = 0.7
"""The credit of an answer that is probably right in other words, until the learner has said so."""


def is_phrase(answer: str, context: Context) -> bool:
    """Whether an answer can be put in other words: three words or more, articles aside; with one number, two of
    content besides."""
    words = read_reference(answer, context.language).words
    if sum(w.sort is Sort.NUMBER for w in words) == 1 and sum(w.sort is Sort.CONTENT for w in words) < 2:
        return False
    return sum(w.sort is not Sort.ARTICLE for w in words) >= 3


def grade_short(
    reading: Reading, typed: str, accepted: Sequence[str], refused: Sequence[str], context: Context
) -> Outcome:
    """The verdict by the accepted wording that fits best; a refused one that fits as well goes before any tolerance."""
    folded = fold(typed)

    def is_same(wording: str) -> bool:
        if not folded:
            return bare(wording) == bare(typed)
        return fold(wording) == folded and not _other_signs(typed, wording)

    if any(map(is_same, refused)):
        return Outcome(Verdict.WRONG, 0.0, Reason.REFUSED, model=accepted[0], typed=typed.strip())
    if found := _as_figures(typed, accepted, context.language):
        return found
    accepted = tuple(side for wording in accepted for side in (wording, *_sides(wording, context.language)))
    table = Table(reading, context)
    exact = next(filter(is_same, accepted), None)
    if exact is not None:
        match = align(table.lay(read_reference(exact, context.language)))
        return Outcome(Verdict.CORRECT, 1.0, matches=[match], model=exact)
    best = _best(table, accepted, context)
    if _accepted(best) and (apart := _other_signs(typed, best.model)):
        return Outcome(Verdict.WRONG, 0.0, Reason.OPPOSITE, model=accepted[0], typed=apart[0], instead=apart[1])
    if unit := _unit_besides(reading, best, context):
        return unit
    if best.reason is Reason.EXTRA and (both := _both(reading, typed, accepted, refused, context)):
        return both
    for no in refused:
        against = align(table.lay(read_reference(no, context.language)))
        nearer = against.nearness - best.matches[0].nearness
        # As near is enough, unless something else already speaks against the answer.
        as_near = nearer == 0 and best.verdict is not Verdict.WRONG
        # One pronoun is as good as another, but not where one was accepted and another refused.
        if (nearer > 0 or (as_near and _literal(against, reading) >= _literal(best.matches[0], reading))) and _is(
            against
        ):
            said = Outcome(Verdict.WRONG, 0.0, Reason.REFUSED, matches=best.matches, model=best.model)
            said.typed = typed.strip()
            said.model = _shown(said, accepted)
            return said
    best.model = _shown(best, accepted)
    if best.instead and best.model == accepted[0]:
        board = table.lay(read_reference(accepted[0], context.language))
        own = _outcome(board, accepted[0], context, phrase=is_phrase(accepted[0], context))
        if own.reason is best.reason:  # then what it should be is said in the words of the answer that is shown
            best.typed, best.instead = own.typed, own.instead
    return best


def _other_signs(typed: str, wording: str) -> tuple[str, str] | None:
    """The signs that each of the two has and the other lacks; None unless both have such."""
    mine, theirs = signs(typed) - signs(wording), signs(wording) - signs(typed)
    return (" ".join(sorted(mine)), " ".join(sorted(theirs))) if mine and theirs else None


def _as_figures(typed: str, accepted: Sequence[str], language: Language) -> Outcome | None:
    """The outcome where both are figures of one kind; the wording that is the same, else the first."""
    judged = [(wording, same) for wording in accepted if (same := agree(typed, wording, language)) is not None]
    if right := next((wording for wording, same in judged if same), None):
        return Outcome(Verdict.CORRECT, 1.0, model=right)
    if not judged:
        return None
    wording = judged[0][0]
    return Outcome(Verdict.WRONG, 0.0, Reason.NUMBER, model=wording, typed=typed.strip(), instead=wording)


def _unit_besides(reading: Reading, best: Outcome, context: Context) -> Outcome | None:
    """The outcome where the number is right and has a unit that the card does not name: the one that goes without
    saying ("How long? 20") or another. Where things are counted it is another."""
    wanted = read_reference(best.model, context.language).words
    quantities = [w.quantity for w in (*reading.words, *wanted) if w.quantity]
    if not len(reading.words) == len(wanted) == 1 or len(quantities) != 2:
        return None
    mine, theirs = quantities
    if best.verdict is not Verdict.WRONG or not mine.unit or theirs.unit or not mine.same(theirs):
        return None
    if mine.unit == "euro" and "€" in signs(best.model):
        return Outcome(Verdict.CORRECT, 1.0, matches=best.matches, model=best.model)
    if not context.vocabulary.isdisjoint(grammar(context.language).counting):
        return None
    return Outcome(Verdict.CLOSE, LEANING, Reason.EXTRA, unsure=True, matches=best.matches, model=best.model)


@lru_cache(maxsize=1024)
def _sides(wording: str, language: Language) -> tuple[str, ...]:
    """The two answers that a wording leaves the choice between ("a question or a request"), each right by itself; none
    where what "or" joins is denied, is a clause, or has an "and" in it."""
    rules = grammar(language)
    words = read_reference(wording, language).words
    either = [n for n, w in enumerate(words) if w.text in rules.alternatives]
    if len(either) != 1 or any(w.negated or w.quantity or w.text in rules.joiners for w in words):
        return ()
    before, choice, after = words[: either[0]], words[either[0]], words[either[0] + 1 :]
    if not all(any(w.sort is Sort.CONTENT for w in side) for side in (before, after)):
        return ()
    if before[-1].text in rules.framing or wording[: choice.start].rstrip().endswith("-"):
        return ()  # "vragen of …" asks whether, and "informatie- of …" is half a compound
    if any(w.sort in (Sort.PRONOUN, Sort.AUXILIARY) for w in after):
        return ()
    return wording[: choice.start].strip(), wording[choice.end :].strip()


def _both(
    reading: Reading, typed: str, accepted: Sequence[str], refused: Sequence[str], context: Context
) -> Outcome | None:
    """The outcome of "A or B" where both are right by themselves: the lesser of the two."""
    alternatives = grammar(context.language).alternatives
    either = [w for w in reading.words if w.text in alternatives]
    if len(either) != 1:
        return None
    sides = [text for text in (typed[: either[0].start], typed[either[0].end :]) if text.strip()]
    read_each = ((read(text, context.language, context.vocabulary), text) for text in sides)
    judged = [grade_short(side, text, accepted, refused, context) for side, text in read_each]
    if len(judged) < 2 or not all(_accepted(outcome) for outcome in judged):
        return None
    lesser = min(judged, key=lambda outcome: outcome.credit)
    return Outcome(lesser.verdict, lesser.credit, lesser.reason, model=lesser.model)


def _shown(outcome: Outcome, accepted: Sequence[str]) -> str:
    """The wording to show beside an answer: the author's own, unless the answer is another one or a part of it."""
    near = outcome.credit >= CLOSE or outcome.verdict is Verdict.PARTIAL
    return outcome.model if near else accepted[0]


def _best(table: Table, accepted: Sequence[str], context: Context) -> Outcome:
    """The outcome by the nearest wording."""
    phrase = is_phrase(accepted[0], context)
    length = len(table.reading.words)
    boards = [(table.lay(read_reference(wording, context.language)), wording) for wording in accepted]
    boards.sort(key=lambda b: -b[0].reach(0, length))
    best: Outcome | None = None
    for board, wording in boards:
        if best is not None and _accepted(best) and board.reach(0, length) < ACCEPT_GIST:
            break  # no wording from here on can be accepted
        outcome = _outcome(board, wording, context, phrase=phrase)
        if best is None or _key(outcome) > _key(best):
            best = outcome
    if best is None:
        raise ValueError("a short answer has at least one accepted wording")
    return best


def _outcome(board: Board, wording: str, context: Context, *, phrase: bool) -> Outcome:
    """The outcome by one wording, with what it rests on."""
    match = align(board)
    outcome = _decide(match, board, context, phrase=phrase)
    outcome.matches, outcome.model = [match], wording
    if outcome.reason in (Reason.UNRECOGNISED, Reason.EXTRA):
        outcome.typed = strange(board.reading, match)
    return outcome


def _literal(match: Match, reading: Reading) -> int:
    """How many words of a wording stand in a text letter by letter."""
    return sum(
        reading.words[link.typed[0]].text == match.wording.words[link.word[0]].text
        for link in match.links
        if len(link.typed) == len(link.word) == 1
    )


def _is(match: Match) -> bool:
    """Whether a text is a wording, slips aside."""
    return match.coverage >= ACCEPT and not match.contradictions


def _accepted(outcome: Outcome) -> bool:
    return outcome.verdict in (Verdict.CORRECT, Verdict.CLOSE) and not outcome.unsure


def _key(outcome: Outcome) -> tuple[bool, float, float]:
    """What is accepted goes first; else the wording that the answer resembles most, also where it says the contrary."""
    accepted = _accepted(outcome)
    return accepted, outcome.credit if accepted else 0.0, outcome.matches[0].nearness


def _decide(match: Match, board: Board, context: Context, *, phrase: bool) -> Outcome:
    """The outcome by one wording."""
    if match.contradictions and match.touched >= HALF:
        # A contrary of a small part may be about something else.
        if match.touched < WHOLE and all(c.reason is Reason.OPPOSITE for c in match.contradictions):
            return Outcome(Verdict.WRONG, 0.0, Reason.UNRECOGNISED, unsure=phrase)
        outcome = Outcome(Verdict.WRONG, 0.0, unsure=phrase and match.touched < 0.5)
        outcome.blame(match)
        return outcome
    if match.half_number:
        return Outcome(Verdict.PARTIAL, 0.5, Reason.MISSING)
    enough = ACCEPT_GIST if match.gist == 1 else ACCEPT
    if match.coverage >= enough and not match.contradictions:
        if match.doubtful:
            return Outcome(Verdict.WRONG, 0.0, Reason.NEGATION, unsure=phrase)
        return _complete(match, board, context, phrase=phrase)
    if phrase and match.coverage >= HALF and match.gist > 0:
        if match.doubtful:
            return Outcome(Verdict.WRONG, 0.0, Reason.NEGATION, unsure=match.extra >= 1)
        if match.extra >= 1 and len(board.reading.words) >= LONG:
            return Outcome(Verdict.CLOSE, LEANING, Reason.MISSING, unsure=True)
        return Outcome(Verdict.PARTIAL, 0.5, Reason.MISSING, unsure=match.extra >= 1)
    near = any(board.wording.words[n].sort in HEAVY for link in match.links for n in link.word)
    if phrase and not match.contradictions and len(board.reading.words) >= (LONG_NEAR if near else LONG):
        return Outcome(Verdict.CLOSE, LEANING, Reason.UNRECOGNISED, unsure=True)
    return Outcome(Verdict.WRONG, 0.0, Reason.UNRECOGNISED, unsure=phrase and _says_something(board.reading, context))


def _says_something(reading: Reading, context: Context) -> bool:
    """Whether a text is long enough to be the answer in other words, and holds a content word that the prompt did not:
    of fewer words, one in seven was."""
    if sum(w.sort is not Sort.ARTICLE for w in reading.words) < PARAPHRASE:
        return False
    return any(w.sort in HEAVY and not stems(w.text, context.language) & context.asked for w in reading.words)


def _complete(match: Match, board: Board, context: Context, *, phrase: bool) -> Outcome:
    """The outcome where all that matters is there: perhaps with a slip, in another order, or with too much besides."""
    if _hedged(match, board, context):
        return Outcome(Verdict.WRONG, 0.0, Reason.EXTRA)
    if match.extra > SURPLUS and not _explained(match, board):
        # A term with a word or two beside it may be the same thing said more fully: "open question" in "asking an open
        # question of someone".
        verdict, credit = (Verdict.CLOSE, LEANING) if phrase else (Verdict.WRONG, 0.0)
        return Outcome(
            verdict, credit, Reason.EXTRA, unsure=phrase or (match.extra <= FULLER and _beside(match, board))
        )
    if match.edits:
        return Outcome(Verdict.CLOSE, CLOSE, Reason.TYPO)
    if match.extra > SURPLUS:
        return Outcome(Verdict.CLOSE, CLOSE, Reason.EXTRA)
    joiners = grammar(context.language).joiners
    # What "and" joins may come in either order; and where an order is stated, words that state it have been compared.
    free = any(w.text in joiners or w.sort is Sort.ORDER for w in board.wording.words)
    if match.reordered and not free and _same_words(match, board):
        return Outcome(Verdict.CLOSE, CLOSE, Reason.ORDER)
    return Outcome(Verdict.CORRECT, 1.0)


def _beside(match: Match, board: Board) -> bool:
    """Whether what is too much stands beside words of the answer: in a clause of its own it is another answer."""
    words = board.reading.words
    linked = {i for link in match.links for i in link.typed}
    clauses = {words[i].clause for i in linked}
    return all(w.clause in clauses for i, w in enumerate(words) if w.sort in HEAVY and i not in linked)


def _same_words(match: Match, board: Board) -> bool:
    """Whether a text has the words of the wording and no others, articles aside: only then it is their order that
    differs; else it is another sentence."""
    typed = {i for link in match.links for i in link.typed}
    words = {n for link in match.links for n in link.word}
    besides = [w for i, w in enumerate(board.reading.words) if i not in typed]
    missing = [w for n, w in enumerate(board.wording.words) if n not in words]
    return all(w.sort is Sort.ARTICLE for w in (*besides, *missing))


def _explained(match: Match, board: Board) -> bool:
    """Whether all that is too much stands in a clause behind the answer that says more of it: "a skill that you can
    learn"."""
    linked = {i for link in match.links for i in link.typed}
    after = max(linked) + 1
    behind = board.reading.words[after : after + 1]
    if not behind or behind[0].text not in board.rules.explaining:
        return False
    return sum(board.surplus[i] for i in range(after) if i not in linked) <= SURPLUS


def _hedged(match: Match, board: Board, context: Context) -> bool:
    """Whether the answer offers a choice, "A or B", where the wording has no "or": one of the two is beside the point,
    or it is both that were asked."""
    alternatives = grammar(context.language).alternatives
    if any(w.text in alternatives for w in board.wording.words):
        return False
    linked = {i for link in match.links for i in link.typed}
    words = board.reading.words
    framing = grammar(context.language).framing
    for choice in (w.clause for w in words if w.text in alternatives and not w.negated):
        sides = [[i for i, w in enumerate(words) if w.clause == c and w.sort in HEAVY] for c in (choice - 1, choice)]
        if sides[0] and all(words[i].text in framing for i in sides[0]):
            continue  # "ik vraag of …": whether
        if all(sides):
            return True
        if any(i not in linked for side in sides for i in side):
            return True
    return False
