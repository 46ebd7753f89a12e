"""Advice on a deck that works: what its author may want to change. A review does without it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.cards.draft import shorten
from trainer.cards.model import Card, Cloze, Deck, DoOrDont, Items, Level, OwnWords, Problem, Short
from trainer.cards.text import fold, words
from trainer.i18n import Language, Message, message

_LONG_ANSWER = 8  # words; nobody types more of them literally
_TELLING = 4  # letters; a shorter answer, such as u or wat, stands in many a question by chance
_YES_NO = frozenset({"ja", "nee", "yes", "no"})
_COMMON: dict[Language, frozenset[str]] = {"nl": frozenset({"een"}), "en": frozenset({"a", "an"})}


def lint(deck: Deck) -> tuple[Problem, ...]:
    """What could be better, in the order of the cards; each stands at the line of its card's heading."""
    problems = []
    asked: dict[str, int] = {}
    for card in deck.cards:
        first = asked.setdefault(fold(card.prompt), card.line)
        if first != card.line:
            problems.append(Problem(card.line, Level.WARN, message("deck.same_question", line=first)))
        problems += [Problem(card.line, Level.WARN, advice) for advice in _advice(card)]
    return tuple(problems)


def _advice(card: Card) -> Iterator[Message]:
    match card.answer:
        case Short() as short:
            yield from _typed_literally(short)
            yield from _told(card, (short.answer,))
        case Cloze(gaps=gaps):
            yield from _told(card, tuple(gap.answer for gap in gaps))
        case Items(items=items):
            yield from _told(card, tuple(item[0] for item in items))
        case OwnWords() as answer:
            yield from _own_words(answer, card.language)
        case DoOrDont(reasons=reasons):
            yield from _own_words(reasons, card.language)


def _typed_literally(short: Short) -> Iterator[Message]:
    if fold(short.answer) in _YES_NO:
        yield message("deck.yes_no")
    if (n := len(short.answer.split())) > _LONG_ANSWER:
        yield message("deck.long_answer", n=n)


def _told(card: Card, answers: tuple[str, ...]) -> Iterator[Message]:
    """Answers that can be read in the question or the hint."""
    question, hint = _spaced(card.prompt), _spaced(card.hint)
    for answer in answers:
        told = _spaced(answer)
        if len(told.strip()) < _TELLING:
            continue
        # In a choice, "bellen of mailen?", the answer stands there on purpose.
        offered = any(choice in question for word in ("of", "or") for choice in (f" {word}{told}", f"{told}{word} "))
        if told in question and not offered:
            yield message("deck.told_by_question", answer=answer)
        if told in hint:
            yield message("deck.told_by_hint", answer=answer)


def _own_words(answer: OwnWords, language: Language) -> Iterator[Message]:
    for wording in (wording for point in answer.points for wording in point.phrasings):
        if (plain := fold(wording)) in _COMMON[language]:
            accented = plain != wording.lower()
            yield message("deck.common_accented" if accented else "deck.common_word", word=wording, plain=plain)
    for model in answer.models:
        n, said, shown = len(model.split()), _spaced(model), shorten(model)
        if answer.most_words and n > answer.most_words:
            yield message("deck.long_model", model=shown, n=n, most=answer.most_words)
        if answer.least_words and n < answer.least_words:
            yield message("deck.short_model", model=shown, n=n, least=answer.least_words)
        for word in answer.avoid:
            if (avoided := _spaced(word)) and (avoided.rstrip() if word.endswith("*") else avoided) in said:
                yield message("deck.avoided_in_model", model=shown, word=word)


def _spaced(text: str) -> str:
    """The folded words with a space at either end, so that `in` finds whole words; empty without any."""
    found = words(text)
    return f" {' '.join(found)} " if found else ""
