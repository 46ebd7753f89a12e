from __future__ import annotations

from collections.abc import Callable

import pytest

from trainer.cards.model import Deck
from trainer.cards.summary import summary
from trainer.i18n import Catalog, Language

TERM = "## Wie?\nAntwoord: Petra\n"
CLOZE = "## Eerst [geven], dan nemen.\n"
LIST = "## Noem er een.\n- luisteren\n"
OWN = "## Wat zeg je?\nPunt: groet\n"
VERDICT = "## Elke week mailen?\nOordeel: niet doen\n"
WRONG = "## Waar?\n"
REMARK = "## Hoe?\nAntwoord: zo\nlos\n"


@pytest.mark.parametrize(
    ("cards", "dutch", "english"),
    [
        (
            (TERM, TERM, CLOZE, CLOZE, LIST, OWN, VERDICT, REMARK),
            "Mijn borrel: 8 kaarten (3 begrippen, 2 invulzinnen, 1 rijtje, 1 in eigen woorden, 1 doen of niet doen). "
            "Geen fouten, 1 opmerking.",
            "Mijn borrel: 8 cards (3 terms, 2 clozes, 1 list, 1 in your own words, 1 do or don't). "
            "No mistakes, 1 remark.",
        ),
        (
            (TERM, WRONG, REMARK, REMARK, LIST, LIST, CLOZE),
            "Mijn borrel: 6 kaarten (3 begrippen, 1 invulzin, 2 rijtjes). 1 fout, 2 opmerkingen.",
            "Mijn borrel: 6 cards (3 terms, 1 cloze, 2 lists). 1 mistake, 2 remarks.",
        ),
        (
            (TERM,),
            "Mijn borrel: 1 kaart (1 begrip). Geen fouten, geen opmerkingen.",
            "Mijn borrel: 1 card (1 term). No mistakes, no remarks.",
        ),
        (
            (WRONG, WRONG),
            "Mijn borrel: 0 kaarten. 2 fouten, geen opmerkingen.",
            "Mijn borrel: 0 cards. 2 mistakes, no remarks.",
        ),
    ],
)
def test_a_check_ends_in_one_sentence(
    read: Callable[[str], Deck], cards: tuple[str, ...], dutch: str, english: str
) -> None:
    said = summary(read("# Mijn borrel\n" + "".join(cards)))
    sentences: dict[Language, str] = {"nl": dutch, "en": english}
    for language, sentence in sentences.items():
        assert Catalog(language).say(said) == sentence
