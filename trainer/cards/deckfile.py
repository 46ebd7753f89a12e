"""From a deck file to a deck. A card with a mistake is left out and named; the rest of the deck loads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from trainer.cards.answers import GAP_MARK, answer_of
from trainer.cards.draft import Draft, shorten, tags_in
from trainer.cards.encoding import decode
from trainer.cards.labels import Label
from trainer.cards.model import GAP, Answer, Card, CardKey, Cloze, Deck, Level, Problem
from trainer.cards.outline import Outline, outline
from trainer.cards.text import fold, slug
from trainer.i18n import Language, message

_LANGUAGE_NAMES: dict[str, Language] = {
    "nl": "nl",
    "nederlands": "nl",
    "dutch": "nl",
    "en": "en",
    "engels": "en",
    "english": "en",
}
_LEGIBLE = 60  # characters of a question in its key, so that a log can be read by eye
_DIGEST = 6  # bytes behind them: among 10 000 long questions two agree by chance in 1 of 5 million decks


def read_deck(data: bytes | str, *, key: str, path: Path, language: Language, own: bool = False) -> Deck:
    """A deck file's cards and its author's mistakes; it never raises.

    `language` holds when the file does not name one. `path` is remembered, not read.
    """
    text, problems = decode(data)
    page = outline(text)
    named = page.language
    spoken = _LANGUAGE_NAMES.get(fold(named.text).partition("-")[0]) if named else language
    cards, mistakes = _cards(page.drafts, key, spoken or language)
    problems += page.problems + mistakes
    if named and spoken is None:
        # Judged in another language every answer would be wrong, so the whole deck waits.
        cards = []
        problems.append(Problem(named.line, Level.STOP, message("deck.unknown_language", found=shorten(named.text))))
    elif spoken:
        problems += _mixed_languages(page, spoken)
    if not page.drafts and not problems:
        problems.append(Problem(1, Level.WARN, message("deck.empty")))
    problems.sort(key=lambda problem: problem.line)
    return Deck(key, page.title or path.stem, spoken or language, tuple(cards), path, tuple(problems), own)


def _cards(drafts: list[Draft], deck: str, language: Language) -> tuple[list[Card], list[Problem]]:
    cards: dict[CardKey, Card] = {}
    copies: dict[CardKey, int] = {}
    ids: dict[str, int] = {}
    problems: list[Problem] = []
    for draft in drafts:
        if not draft.question:
            draft.stop(draft.line, "deck.no_question")
        answer = answer_of(draft)
        name = _id(draft, ids)
        card = _card(draft, deck, language, answer, name)
        if card:
            # The same question twice is two cards: the first keeps the plain key.
            key = card.key
            while card.key in cards:
                copies[key] = copies.get(key, 1) + 1
                card = replace(card, key=CardKey(f"{key}~{copies[key]}"))
            cards[card.key] = card
        if draft.problems:
            problems += _named(draft)
    return list(cards.values()), problems


def _card(draft: Draft, deck: str, language: Language, answer: Answer | None, name: str) -> Card | None:
    scenes = _scenes(draft, answer)
    level = draft.number(Label.LEVEL, example=1, most=3)
    just_before = draft.number(Label.JUST_BEFORE, example=1)
    if answer is None or draft.stopped:
        return None
    return Card(
        key=CardKey(f"{deck}#{name or key_end(fold(scenes[0]))}"),
        deck=deck,
        language=language,
        scenes=scenes,
        answer=answer,
        hint=draft.text(Label.HINT),
        why=draft.text(Label.WHY),
        source=draft.text(Label.SOURCE),
        tags=tuple(tag for field in draft.fields.get(Label.TAGS, ()) for tag in tags_in(field.text)),
        level=level or 2,
        just_before=just_before,
        line=draft.line,
    )


def _scenes(draft: Draft, answer: Answer | None) -> tuple[str, ...]:
    """The question and the other situations for it; in a cloze each has the same number of gaps."""
    others = draft.all(Label.SCENE)
    if not isinstance(answer, Cloze):
        return (draft.question, *(other.text for other in others))
    scenes = [GAP.join(answer.pieces)]
    for other in others:
        scene = GAP_MARK.sub(GAP, other.text)
        if scene.count(GAP) == len(answer.gaps):
            scenes.append(scene)
        else:
            draft.warn(other.line, "deck.scene_gaps", written=other.written, n=len(answer.gaps))
    return tuple(scenes)


def _id(draft: Draft, ids: dict[str, int]) -> str:
    """The author's own name for a card, as a slug; empty without one."""
    field = draft.first(Label.ID)
    if not field:
        return ""
    name = slug(field.text)
    if not name:
        draft.stop(field.line, "deck.bad_id", written=field.written, found=shorten(field.text))
    elif name in ids:
        draft.stop(field.line, "deck.same_id", id=name, line=ids[name])
    else:
        ids[name] = field.line
    return name


def key_end(folded: str) -> str:
    """A folded question as the end of a key: its beginning, and for a long one a digest of the whole."""
    if len(folded) <= _LEGIBLE:
        return folded
    from hashlib import blake2s  # with OpenSSL, 4 ms that decks with an Id on each card do not pay

    return f"{folded[:_LEGIBLE].rstrip()}~{blake2s(folded.encode(), digest_size=_DIGEST).hexdigest()}"


def _named(draft: Draft) -> list[Problem]:
    """The draft's problems in order; the first that stops it says which card is left out."""
    problems = sorted(draft.problems, key=lambda problem: problem.line)
    for place, problem in enumerate(problems):
        if problem.level is Level.STOP and draft.question:
            named = message("deck.left_out", mistake=problem.message, card=shorten(draft.question))
            problems[place] = replace(problem, message=named)
            break
    return problems


def _mixed_languages(page: Outline, spoken: Language) -> list[Problem]:
    other: Language = "en" if spoken == "nl" else "nl"
    if page.labels_in[other] <= page.labels_in[spoken]:
        return []
    said = {"labels": message(f"deck.language_{other}"), "checking": message(f"deck.language_{spoken}")}
    if page.language:
        mistake = message("deck.mixed", written=page.language.written, language=spoken, **said)
        return [Problem(page.language.line, Level.WARN, mistake)]
    return [Problem(1, Level.WARN, message("deck.mixed_unnamed", other=other, **said))]
