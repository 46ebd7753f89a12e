"""How long judging takes, beside fuzz.WRatio on the same input: python tests/bench/bench_grading.py

Every run judges a text that it has not seen before (a space more), so no answer is served from a cache; the readings of
the card's own wordings are kept, as in a session.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import perf_counter

from rapidfuzz import fuzz

from trainer.cards.model import Card, CardKey, Items, KeyPoint, OwnWords, Short
from trainer.grading.judge import judge, judge_points
from trainer.i18n import Language

PHRASINGS = (
    ("luistert naar wat mensen nodig hebben", "luisteren naar hun behoefte", "weten wat de ander nodig heeft"),
    ("helpt hun doelen te halen", "de ander helpen", "hen helpen"),
    ("helpen zij jou later ook", "krijg je iets terug", "ze willen iets voor je terugdoen"),
)
ANSWER = (
    "Als je eerst goed luistert naar wat andere mensen nodig hebben en ze daarna ook echt helpt om hun doelen te halen,"
    " dan helpen zij jou op een later moment meestal ook weer graag een stukje verder op weg."
)
PROMPT = "Waarom werkt geven voordat je neemt?"


def card(answer: Short | Items | OwnWords, language: Language = "nl") -> Card:
    return Card(CardKey("bench#1"), "bench", language, (PROMPT,), answer)


def milliseconds(work: Callable[[str], object], text: str, times: int = 60) -> float:
    """The median of runs on a text that is new each time."""
    taken = []
    for n in range(times):
        fresh = text + " " * (n + 1)
        start = perf_counter()
        work(fresh)
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def points(text: str) -> object:
    return judge_points(PHRASINGS, text, PROMPT, "nl")


def ratios(wordings: Sequence[str], text: str) -> list[float]:
    return [fuzz.WRatio(text, wording) for wording in wordings]


def nonsense(words: int, rng: random.Random) -> str:
    """Words that no cache has seen."""
    return " ".join("".join(rng.choices("abdeghiklmnoprstuvwz", k=rng.randint(4, 11))) for _ in range(words))


def row(name: str, ours: float, theirs: float) -> None:
    print(f"{name:<58}{ours:>9.3f} ms{theirs:>10.4f} ms{ours / theirs:>8.0f} x")


def main() -> None:
    rng = random.Random(7)
    print(f"{'':<58}{'judge':>12}{'fuzz.WRatio':>13}")
    term = Short("bewust onbekwaam", ("bewuste onbekwaamheid",), ("onbewust onbekwaam", "bewust bekwaam"))
    phrase = Short("een paar nieuwe mensen ontmoeten, meer niet", ("een paar nieuwe mensen leren kennen",))
    for name, short, typed in (
        ("term, with a typo", term, "de bewsut onbekwaam"),
        ("phrase", phrase, "gewoon een paar nieuwe mensen leren kennen"),
        ("phrase, in words not seen before", phrase, nonsense(6, rng)),
    ):
        wordings = (short.answer, *short.accepted, *short.refused)
        row(name, milliseconds(partial(judge, card(short)), typed), milliseconds(partial(ratios, wordings), typed))
    listed = Items(PHRASINGS, 3)
    typed = "weten wat de ander nodig heeft, hen helpen, later iets terugkrijgen"
    ratio = partial(ratios, [p for point in PHRASINGS for p in point])
    row("list of 3", milliseconds(partial(judge, card(listed)), typed), milliseconds(ratio, typed))
    row(f"{len(ANSWER.split())} words, 9 phrasings", milliseconds(points, ANSWER), milliseconds(ratio, ANSWER))
    own = card(OwnWords(tuple(KeyPoint(p[0], p) for p in PHRASINGS), 3))
    row("the same in own words", milliseconds(partial(judge, own), ANSWER), milliseconds(ratio, ANSWER))
    print("worst inputs")
    paste = (ANSWER + " ") * 60
    row(f"{len(paste)} characters pasted", milliseconds(points, paste), milliseconds(ratio, paste))
    many = tuple((nonsense(12, rng), *PHRASINGS[n % 3][:2]) for n in range(4))
    known = " ".join(p for point in many for p in point).split()
    texts: dict[str, Callable[[], str]] = {
        "80 new words": lambda: nonsense(76, rng)[:690] + " hen helpen",
        "80 words of the card": lambda: " ".join(rng.choices(known, k=80)),
        "the same words again and again": lambda: "nodig hebben helpt " * 20,
        "two words of an item forty times": lambda: "hen helpen " * 40,
        "20 clauses": lambda: ", ".join(f"hen helpen {nonsense(2, rng)}" for _ in range(20)),
    }
    deck_list = card(Items(many, 4))

    def as_points(text: str) -> object:
        return judge_points(many, text, PROMPT, "nl")

    for name, text_of in texts.items():
        worst = {"as points": 0.0, "as a list": 0.0}
        typed = ""
        for _ in range(20):
            typed = text_of()
            for how, work in (("as points", as_points), ("as a list", partial(judge, deck_list))):
                start = perf_counter()
                work(typed)
                worst[how] = max(worst[how], (perf_counter() - start) * 1000)
        yard = milliseconds(partial(ratios, known[:12]), typed, 5)
        for how, taken in worst.items():
            row(f"{name}, {how} (slowest of 20)", taken, yard)
    wordy = [nonsense(2, rng) for _ in range(60)]
    pitch = card(OwnWords(tuple(KeyPoint(str(n), tuple(wordy[n::5])) for n in range(5)), 5))
    new = nonsense(250, rng)[:2300]
    row(
        "250 words of one's own, 60 phrasings",
        milliseconds(partial(judge, pitch), new, 5),
        milliseconds(partial(ratios, wordy), new, 5),
    )
    odd = "e\u0301" * 119
    row(
        "119 combining accents",
        milliseconds(partial(judge, card(term)), odd),
        milliseconds(partial(ratios, ["x"]), odd),
    )


if __name__ == "__main__":
    main()
