"""Whether two questions are one card before and after its author changed it, or two cards.

Words of little weight may come and go. A number, a name, a day or a denial that changes makes another card, and so
does one telling word in place of another, unless the answer says that it was only put differently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from trainer.cards.model import GAP, Card, Cloze, DoOrDont, Items, OwnWords, Short
from trainer.cards.telling import (
    ANOTHER,
    ASKING,
    CONTRARIES,
    DAYS,
    DENIALS,
    DENYING,
    ENDINGS,
    LIGHT,
    NUMBERS,
    SELF,
    YOU,
)
from trainer.cards.text import fold
from trainer.i18n import Language


class Seen(NamedTuple):
    """What a card said when it was last asked: enough to know it again by."""

    prompt: str
    answer: str | None = None
    """None where it was not remembered."""
    cut: bool = False
    """Whether only the beginning of the prompt is known."""


def seen(card: Card) -> Seen:
    """What is worth remembering of a card; an answer in sentences by its points and examples."""
    return Seen(card.prompt, _answer(card))


def likeness(was: Seen, now: Seen, language: Language) -> float:
    """How surely these are the same card: 1 for the same question, 0 for another card."""
    if fold(was.prompt) == fold(now.prompt):
        return 1.0
    one, other = _words(was.prompt), _words(now.prompt)
    if not was.cut and "".join(one) == "".join(other):  # one word written as two
        return 0.99
    before = _read(was.prompt, _mended(one, other), language)
    after = _read(now.prompt, _mended(other, one), language)
    found = _compare(before.telling, after.telling, strict=False)
    if found.share < _LEAST or _elsewhere(before.gap, after.gap):
        return 0.0
    answer = None
    if was.answer is not None and now.answer is not None:
        answer = _answers_alike(was.answer, now.answer, language)
    if answer is not None and answer >= _MOST and sorted(one) == sorted(other):
        return 0.98
    if _contradict(before, after):
        return 0.0
    if was.cut:
        return _beginnings_alike(before, after, answer)
    if answer is None or answer < _HALF:
        found = _compare(before.telling, after.telling, strict=True)
        if answer is not None and (_turned(one, other) or _oneself(found, one, other)):
            return 0.0
    long = answer == 1 and len((was.answer or "").split()) > _FEW
    if not _same(found, answer, long=long):
        return 0.0
    return min(0.97, found.share if answer is None else (found.share + answer) / 2)


def resemblance(was: Seen, now: Seen) -> float:
    """How much two cards have in common letter by letter, 0..1: for the order of a list, where likeness() says no."""
    from rapidfuzz.fuzz import token_sort_ratio  # here, because most starts have nothing to compare

    one, other = (fold(f"{card.prompt} {card.answer or ''}") for card in (was, now))
    return token_sort_ratio(one, other) / 100


_LEAST, _HALF, _MOST = 0.3, 0.5, 0.8
_FEW = 2  # words; an answer with more of them is hardly the answer to two questions
_LONG_WORD = 9  # letters; bedanken and bedenken have eight


def _same(found: _Compared, answer: float | None, *, long: bool) -> bool:
    """The rule, tried on tests/cards/same-or-another.tsv: the less the answers say, the more the questions must."""
    replaced = found.lost and found.new
    if answer is None:
        return not replaced and found.share >= _MOST
    if answer >= _MOST:
        return found.share >= (_LEAST if long else _HALF)
    if answer >= _HALF:
        return found.share >= (_MOST if replaced else 0.7)
    return not replaced and found.share >= _MOST


class _Compared(NamedTuple):
    share: float
    """How much of both texts is in the other, 0..1."""
    lost: list[str]
    new: list[str]


class _Read(NamedTuple):
    """A text as it is compared."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    """The words that matter, or all if none does."""
    numbers: Counter[str]
    names: frozenset[str]
    denials: Counter[str]
    gap: tuple[str, str] | None
    """The words on either side of the first gap; None without one."""


_OR_NOT = re.compile(
    r"\b(?:of|or)(?: (?:dan|nu|ook|juist|eigenlijk|precies|toch|then|now|just|really|exactly|rather))?"
    r" (?:niet|not|don't)\b(?: \w+)?"
)
"""The other side of a choice denies nothing."""
_GAP = re.compile(rf"(\w*)\W*\b{GAP}\b\W*(\w*)")
_INSIDE = re.compile(r"(?<=[\w,;:] )[^\W\d_]{2,}")
"""A word that does not begin a sentence: with a capital it is a name."""
_WEIGHTY = NUMBERS.keys() | DAYS | DENIALS
_TWICE = re.compile(r"(.)\1")
"""In Dutch, vraag has a letter that vragen does not need."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _mended(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The words, where a slip in a number, a day or a denial is written as the other text has it."""
    right = Counter(word for word in others if word in _WEIGHTY) - Counter(words)
    if not right:
        return words
    slips = {
        word: meant
        for word in set(words) - _WEIGHTY
        for meant in right
        if meant != f"n{word}" and _alike(word, meant, strict=False)  # niemand is no slip of iemand, nor never of ever
    }
    return tuple(slips.get(word, word) for word in words)


@lru_cache(maxsize=8192)
def _read(text: str, words: tuple[str, ...], language: Language) -> _Read:
    kept = tuple(_OR_NOT.sub("", " ".join(words)).split())
    plain = tuple(NUMBERS.get(word, word) for word in kept)
    telling = tuple(word for word in plain if word not in LIGHT[language] and not _is_denial(word))
    return _Read(
        plain,
        telling if set(telling) - ASKING else plain,
        Counter(word for word in plain if word.lstrip("-").isdigit() or word in DAYS),
        frozenset(fold(word[0]) for word in _INSIDE.finditer(text) if word[0][0].isupper()),
        Counter(word for word in kept if _is_denial(word)),
        (gap[1], gap[2]) if (gap := _GAP.search(fold(text))) else None,
    )


def _turned(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the learner and somebody else have changed places."""
    before, after = ("".join(side for side, _ in groupby(_sides(words))) for words in (one, other))
    return before != after and min(len(before), len(after)) > 1


def _sides(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word in YOU or word in ANOTHER:
            yield "y" if word in YOU else "s"


def _oneself(found: _Compared, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether "yourself" stands where there was somebody, or the reverse."""
    return bool((found.lost and SELF & set(other) - set(one)) or (found.new and SELF & set(one) - set(other)))


def _is_denial(word: str) -> bool:
    return word in DENIALS or word.endswith("n't")


def _elsewhere(before: tuple[str, str] | None, after: tuple[str, str] | None) -> bool:
    """Whether both texts have a gap, with other words on both of its sides."""
    return before is not None and after is not None and all(a != b for a, b in zip(before, after, strict=True))


def _contradict(before: _Read, after: _Read) -> bool:
    """Whether a word has changed that makes it another question, whatever the answer is."""
    if bool(before.denials) != bool(after.denials):
        return True
    if before.numbers and after.numbers and before.numbers != after.numbers:
        return True
    lost, new = set(before.words) - set(after.words), set(after.words) - set(before.words)
    if any(frozenset((a, b)) in CONTRARIES or _denies(a, b) or _denies(b, a) for a in lost for b in new):
        return True
    names = before.names - set(after.words), after.names - set(before.words)
    return all(names) and not any(_alike(a, b, strict=False) for a in names[0] for b in names[1])


def _denies(word: str, other: str) -> bool:
    return any(word == prefix + other for prefix in DENYING)


def _compare(before: Iterable[str], after: Iterable[str], *, strict: bool) -> _Compared:
    """Pair the words of two texts, in any order: first those that are equal, then those that differ by a slip."""
    lost, new = Counter(before), Counter(after)
    total = _weight(lost) + _weight(new)
    common = lost & new
    lost, new = lost - common, new - common
    paired = 2 * _weight(common)
    slips = 0.0
    for word in list(lost):
        alike = next((other for other in new if _alike(word, other, strict=strict and paired < 8)), None)
        if alike:
            slips += 0.95 * (_weight([word]) + _weight([alike]))
            lost -= Counter([word])
            new -= Counter([alike])
    return _Compared((paired + slips) / total if total else 0.0, list(lost), list(new))


def _weight(words: Iterable[str]) -> float:
    return sum((0.5 if word in ASKING else 1.0) for word in (words.elements() if isinstance(words, Counter) else words))


@lru_cache(maxsize=65536)
def _alike(one: str, other: str, *, strict: bool) -> bool:
    """Whether one word is the other in another form, or with a slip of the keys.

    Strict: no letter in place of another in a word that is not long, because that makes other words.
    """
    if one[0] not in other[:2] and other[0] not in one[:2]:
        return False
    short, long = sorted((_TWICE.sub(r"\1", one), _TWICE.sub(r"\1", other)), key=len)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if same >= 3 and same >= 0.6 * len(short) and short[same:] in ENDINGS and long[same:] in ENDINGS:
        return True
    if len(short) < 4 or short[0].isdigit():
        return False
    from rapidfuzz.distance import OSA  # here, because most starts have nothing to compare

    slips = OSA.distance(one, other)
    if slips > (1 if len(short) < 8 else 2):
        return False
    return not (len(one) == len(other) and sorted(one) != sorted(other) and len(one) < (_LONG_WORD if strict else 5))


def _answers_alike(was: str, now: str, language: Language) -> float:
    if was == now or _words(was) == _words(now):
        return 1.0
    before, after = _read(was, _words(was), language), _read(now, _words(now), language)
    if before.denials != after.denials or before.numbers != after.numbers:
        return 0.0
    found = _compare(before.telling, after.telling, strict=True)
    contained = found.share > 0 and not (found.lost and found.new)
    return max(found.share, _MOST) if contained else found.share


def _beginnings_alike(before: _Read, after: _Read, answer: float | None) -> float:
    """The same where only the beginning of the old question is known; its last word may be half a one."""
    if answer is not None and answer < _HALF:
        return 0.0
    light = Counter(before.telling[:-1]), Counter(after.telling)
    lost, new = light[0] - light[1], light[1] - light[0]
    missed = [word for word in lost.elements() if not any(_alike(word, other, strict=True) for other in new)]
    share = 1 - len(missed) / max(1, len(before.telling) - 1)
    return min(0.98, share) if share >= (_MOST if answer else 0.9) else 0.0


def _answer(card: Card) -> str:
    match card.answer:
        case Short(answer=answer):
            return answer
        case Cloze(gaps=gaps):
            return "\n".join(gap.answer for gap in gaps)
        case Items(items=items):
            return "\n".join(item[0] for item in items)
        case OwnWords() as own:
            return _points(own)
        case DoOrDont(do=do, reasons=own):
            return f"{'do' if do else 'never'}\n{_points(own)}"


def _points(own: OwnWords) -> str:
    return "\n".join((*(point.name for point in own.points), *own.models))
