"""How a typed answer is judged: the one door to the graders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from trainer.cards.model import Card, Cloze, Items, OwnWords, Short
from trainer.grading.context import context_of, never_asked
from trainer.grading.explain import explain
from trainer.grading.fold import fold, fold_with_map
from trainer.grading.kept import as_kept
from trainer.grading.languages import grammar
from trainer.grading.listing import grade_list, without_markers
from trainer.grading.marks import lacking, mark
from trainer.grading.model import Judgement, Part, Reason, Span, Verdict, Wordings
from trainer.grading.outcome import About, Outcome
from trainer.grading.own import grade_own
from trainer.grading.points import grade_points
from trainer.grading.reading import read, read_reference
from trainer.grading.short import grade_short
from trainer.grading.spelling import one_slip, remarks
from trainer.grading.table import Context
from trainer.grading.verdict import grade_verdict
from trainer.grading.words import Reading
from trainer.i18n import Language

SHORT_LETTERS = 240
"""The longest short answer in characters, or five times the longest wording: beyond it, something was pasted."""
WORDS, CLAUSES = 80, 20
"""The most words and clauses that are judged: more is refused, so that the worst input has a bound (60 ms)."""
OWN_LETTERS, OWN_WORDS = 2400, 250
"""The most of own words: a pitch of two minutes; more is no line to say."""

Grader = Callable[[Reading, str, Context], Outcome]


def judge(card: Card, typed: str, *, scene: int = 0, wordings: Wordings = Wordings()) -> Judgement:  # noqa: B008 - frozen
    """Judge what was typed for a card, asked in one of its scenes, with this learner's own additions to it."""
    prompt = card.scenes[scene if scene < len(card.scenes) else 0]
    answer = card.answer
    if isinstance(answer, Short):
        return judge_short(answer, typed, prompt, card.language, wordings)
    if isinstance(answer, Cloze):
        return _judge_cloze(answer, typed, prompt, card.language, wordings)
    if isinstance(answer, Items):
        return judge_items(answer, typed, prompt, card.language, wordings)
    if isinstance(answer, OwnWords):

        def own(reading: Reading, text: str, context: Context) -> Outcome:
            return grade_own(reading, text, answer, prompt, context)

        return as_kept(_judge_own(typed, prompt, card.language, own), wordings.kept, card.language)

    def choice(reading: Reading, text: str, context: Context) -> Outcome:
        return grade_verdict(reading, text, answer, prompt, context)

    return _judge_own(typed, prompt, card.language, choice)


STOPS = " .!?…"


def judge_short(answer: Short, typed: str, prompt: str, language: Language, wordings: Wordings) -> Judgement:
    """Judge one word or phrase."""
    accepted = (answer.answer, *answer.accepted, *wordings.accepted)
    refused = (*answer.refused, *wordings.refused)
    known = (*accepted, *refused)
    if early := _early(typed, prompt, language, known, allowed=accepted):
        return replace(early, model=answer.answer)
    context = context_of(prompt, known, language, accepted)
    reading = read(typed, language, context.vocabulary, said=never_asked(prompt, accepted, language))
    if too_long(reading):
        return replace(_refusal(typed, Reason.TOO_LONG), model=answer.answer)
    return _finish(grade_short(reading, typed, accepted, refused, context), reading, typed, context)


def _judge_cloze(answer: Cloze, typed: str, prompt: str, language: Language, wordings: Wordings) -> Judgement:
    """Judge a sentence with gaps, one line for each; the verdict is that of the worst, the credit the mean."""
    if len(answer.gaps) == 1:
        gap = _in_full(answer.gaps[0], answer.pieces[1], language)
        return replace(judge_short(gap, _without(answer.pieces, typed), prompt, language, wordings), typed=typed)
    lines = typed.split("\n")
    lines += [""] * (len(answer.gaps) - len(lines))
    if len(lines) > len(answer.gaps):
        lines[len(answer.gaps) - 1 :] = ["\n".join(lines[len(answer.gaps) - 1 :])]
    judged = [judge_short(gap, line, prompt, language, wordings) for gap, line in zip(answer.gaps, lines, strict=True)]
    return _together(answer.gaps, lines, judged, typed)


@lru_cache(maxsize=1024)
def _in_full(gap: Short, after: str, language: Language) -> Short:
    """The gap, and where the text behind makes a longer number of a wording ("____ of the four"), that number too."""

    def longer(wordings: Sequence[str]) -> tuple[str, ...]:
        filled = [(wording, read_reference(wording + after, language)) for wording in wordings]
        first = [(wording, reading.source, reading.words[0]) for wording, reading in filled if reading.words]
        return tuple(text[: w.end] for wording, text, w in first if w.quantity and w.end > len(wording))

    accepted = (*gap.accepted, *longer((gap.answer, *gap.accepted)))
    return replace(gap, accepted=accepted, refused=(*gap.refused, *longer(gap.refused)))


def judge_items(answer: Items, typed: str, prompt: str, language: Language, wordings: Wordings) -> Judgement:
    """Judge a list; what the learner added or refused is a whole list."""
    known = (*(p for item in answer.items for p in item), *answer.refused)
    if early := _early(typed, prompt, language, known, allowed=known):
        return early
    context = context_of(prompt, known, language)
    numbers = any(w.quantity for text in known for w in read_reference(text, language).words)
    clean = without_markers(typed, counted=not numbers)
    if any(fold(clean) == fold(no) for no in wordings.refused):
        return _finish(Outcome(Verdict.WRONG, 0.0, Reason.REFUSED, typed=typed.strip()), None, typed, context)
    if any(fold(clean) == fold(yes) for yes in wordings.accepted):
        parts = tuple(Part(item[0], hit=True) for item in answer.items)
        return _finish(Outcome(Verdict.CORRECT, 1.0, parts=parts, enough=answer.needed), None, typed, context)
    reading = read(clean, language, context.vocabulary, listed=True)
    if too_long(reading):
        return _refusal(typed, Reason.TOO_LONG)
    outcome = grade_list(reading, answer.items, answer.needed, answer.refused, context, ordered=answer.ordered)
    return _finish(outcome, reading, typed, context)


def judge_points(
    points: Sequence[Sequence[str]], typed: str, prompt: str, language: Language, *, model: str = ""
) -> Judgement:
    """Judge a free answer by key points that list all their phrasings; `model` is the author's own answer, if any."""
    known = [p for point in points for p in point]
    if early := _early(typed, prompt, language, [" ".join(p[0] for p in points), *known], allowed=[model]):
        return early
    context = context_of(prompt, known, language)
    reading = read(typed, language, context.vocabulary)
    if too_long(reading):
        return _refusal(typed, Reason.TOO_LONG)
    return _finish(grade_points(reading, points, model, context), reading, typed, context)


def _together(gaps: Sequence[Short], lines: Sequence[str], judged: Sequence[Judgement], typed: str) -> Judgement:
    """One judgement for all the gaps of a sentence."""
    order = list(Verdict)
    worst = max(judged, key=lambda j: order.index(j.verdict))
    right = sum(j.verdict in (Verdict.CORRECT, Verdict.CLOSE) for j in judged)
    verdict = (
        worst.verdict if worst.verdict is not Verdict.WRONG or not any(j.credit for j in judged) else Verdict.PARTIAL
    )
    spans: list[Span] = []
    parts = []
    offset = 0
    for gap, line, one in zip(gaps, lines, judged, strict=True):
        spans += (Span(s.start + offset, s.end + offset, s.mark) for s in one.spans)
        hit = one.verdict in (Verdict.CORRECT, Verdict.CLOSE)
        parts.append(Part(gap.answer, hit=hit, seen=(offset, offset + len(line)) if hit else None))
        offset += len(line) + 1
    return Judgement(
        verdict,
        sum(j.credit for j in judged) / len(judged),
        typed,
        worst.reason,
        unsure=any(j.unsure for j in judged) and right < len(judged),
        spans=tuple(spans),
        parts=tuple(parts),
        enough=len(gaps),
        remarks=tuple(r for j in judged for r in j.remarks),
        explanation=worst.explanation,
    )


def _judge_own(typed: str, prompt: str, language: Language, grade: Grader) -> Judgement:
    if _beyond(typed, OWN_LETTERS) or len(typed.split()) > OWN_WORDS:
        return _refusal(typed, Reason.TOO_LONG)
    if early := _early(typed, prompt, language, (typed,)):
        return early
    context = Context(language, frozenset(), frozenset())
    reading = read(typed, language)
    return _finish(grade(reading, typed, context), reading, typed, context)


def _early(
    typed: str, prompt: str, language: Language, known: Iterable[str], allowed: Iterable[str] = ()
) -> Judgement | None:
    """What needs no reading: nothing typed, a paste, "I don't know", the prompt copied."""
    if not typed.strip():
        return _refusal(typed, Reason.EMPTY)
    if _beyond(typed, max(SHORT_LETTERS, 5 * max(map(len, known)))):
        return _refusal(typed, Reason.TOO_LONG)
    folded = fold(typed)
    if any(fold(yes) == folded for yes in allowed):
        return None
    if not folded:
        return _refusal(typed, Reason.EMPTY)
    texts = tuple(w.text for w in read_reference(typed[:80], language).words) if len(typed) <= 80 else ()
    if texts in grammar(language).give_up:
        return _refusal(typed, Reason.EMPTY, given_up=True)
    asked = fold(prompt)
    if len(folded) > 12 and (
        fuzz.ratio(folded, asked) > 90 or (len(folded.split()) >= 5 and f" {folded} " in f" {asked} ")
    ):
        return _refusal(typed, Reason.COPIED)
    return None


def _beyond(typed: str, most: int) -> bool:
    """Whether a text has more letters than this, also when folded: one Arabic ligature stands for eighteen."""
    return len(typed) > most or len(fold_with_map(typed)[0]) > most


def too_long(reading: Reading) -> bool:
    """Whether this is more than anyone answers: it is refused by length, so that judging has a bound."""
    return len(reading.words) > WORDS or reading.clauses > CLAUSES


def _refusal(typed: str, reason: Reason, *, given_up: bool = False) -> Judgement:
    outcome = Outcome(Verdict.WRONG, 0.0, reason, about=About.GIVEN_UP if given_up else None)
    return Judgement(Verdict.WRONG, 0.0, typed, reason, explanation=explain(outcome))


def _without(pieces: Sequence[str], typed: str) -> str:
    """A gap's text where the whole sentence was typed, with or without its full stop: what stands around the gap
    blanked out, in place."""
    before, after = pieces[0].strip(), pieces[-1].strip().rstrip(STOPS)
    text = typed
    low, end = typed.lower(), len(typed.rstrip(STOPS))
    if len(before) > 3 and low.startswith(before.lower()):
        text = " " * len(before) + text[len(before) :]
    if len(after) > 3 and low[:end].endswith(after.lower()):
        start = end - len(after)
        text = text[:start] + " " * (len(text) - start)
    return text if text.strip() else typed


def _finish(outcome: Outcome, reading: Reading | None, typed: str, context: Context) -> Judgement:
    if reading and outcome.verdict is Verdict.CORRECT and not outcome.reason:
        said = list(remarks(outcome.matches, reading))
        if said:
            outcome.remarks, outcome.reason = outcome.remarks + said, Reason.SPELLING
    if reading and outcome.reason is Reason.TYPO and (slip := one_slip(outcome.matches, reading)):
        outcome.typed, outcome.instead = slip
    spans = mark(outcome.matches, reading, typed, outcome.parts) if reading else ()
    match = outcome.matches[0] if outcome.model and outcome.matches else None
    return Judgement(
        outcome.verdict,
        outcome.credit,
        typed,
        outcome.reason,
        outcome.unsure,
        spans,
        outcome.model,
        lacking(match, outcome.model, context.language)
        if match and outcome.credit < 1 and match.wording.source == outcome.model
        else (),
        outcome.parts,
        outcome.enough,
        tuple(outcome.remarks),
        explain(outcome),
    )
