"""Judging do or don't: the choice exactly, the reason as own words are."""

from __future__ import annotations

from trainer.cards.model import DoOrDont
from trainer.grading.languages import Grammar, grammar
from trainer.grading.model import Part, Reason, Verdict
from trainer.grading.outcome import About, Outcome
from trainer.grading.own import grade_own
from trainer.grading.table import Context
from trainer.grading.words import Reading, Sort, Word


def choice(words: tuple[Word, ...], rules: Grammar) -> tuple[bool | None, int]:
    """Whether the text begins with do (True) or don't (False) or neither, and how many words say so."""
    texts = [w.meant or w.text for w in words]
    wordings = sorted(
        ((e, do) for do, es in ((True, rules.do), (False, rules.dont)) for e in es), key=lambda e: -len(e[0])
    )
    for expression, do in wordings:
        if tuple(texts[: len(expression)]) == expression:
            used = len(expression)
            # "nee, niet doen": what follows may say it again, or, as in "doen? nee", correct it.
            again, more = choice(words[used:], rules) if used < len(words) else (None, 0)
            return (do, used) if again is None else (again, used + more)
    # "ik zou dat niet doen omdat …": the verb of doing stands later in the first clause.
    doing = {e[-1] for e in rules.do if len(e) == 1}
    first = [w for w in words if w.clause == words[0].clause] if words else []
    if any(w.text in doing for w in first):
        return not first[0].negated, len(first)
    return None, 0


def grade_verdict(reading: Reading, typed: str, task: DoOrDont, prompt: str, context: Context) -> Outcome:
    """Wrong choice: wrong. Right choice: the reason decides; without a reason it is half an answer."""
    rules = grammar(context.language)
    do, used = choice(reading.words, rules)
    name = rules.do_shown if task.do else rules.dont_shown
    rest_at = reading.words[used].start if used < len(reading.words) else len(typed)
    said = any(w.sort is Sort.CONTENT for w in reading.words[used:])
    outcome = grade_own(reading, typed, task.reasons, prompt, context)
    parts = outcome.parts
    seen = (reading.words[0].start, reading.words[used - 1].end) if used else None
    outcome.parts = (
        Part(name, hit=do is task.do, certain=True, required=True, seen=seen if do is task.do else None),
        *parts,
    )
    outcome.enough = outcome.enough + 1
    if do is None:
        outcome.verdict, outcome.credit, outcome.reason = Verdict.PARTIAL, outcome.credit / 2, Reason.MISSING
        outcome.about = About.CHOICE
        if not any(p.hit for p in parts):
            outcome.verdict, outcome.credit = Verdict.WRONG, 0.0
        outcome.unsure = False
    elif do is not task.do:
        outcome.verdict, outcome.credit, outcome.reason = Verdict.WRONG, 0.0, Reason.OPPOSITE
        outcome.unsure, outcome.about = False, About.CHOICE
        outcome.typed = typed[reading.words[0].start : rest_at].strip(" ,.:;–—-")
    elif not said:
        outcome.verdict, outcome.credit, outcome.reason = Verdict.PARTIAL, 0.5, Reason.MISSING
        outcome.unsure, outcome.about = False, About.REASON
    elif outcome.verdict is not Verdict.CORRECT:
        outcome.verdict, outcome.credit = Verdict.PARTIAL, 0.5
        outcome.unsure = True
    return outcome
