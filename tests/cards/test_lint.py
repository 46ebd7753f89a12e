from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from trainer.cards.library import Source, load
from trainer.cards.lint import lint
from trainer.cards.model import Deck, Level
from trainer.i18n import LANGUAGES, Catalog, Language

Read = Callable[[str], Deck]


class Advice(NamedTuple):
    text: str
    dutch: str
    english: str


ADVICE = {
    "the same question twice": Advice(
        "## Wie?\nAntwoord: Petra\n## wie ?\nAntwoord: Truus\n",
        "deze vraag staat ook op regel 1 — haal er een weg of vraag iets anders.",
        "this question is also on line 1 — remove one of them or ask something else.",
    ),
    "an answer in the question": Advice(
        "## Eerst geven, dan nemen: wat doe je eerst?\nAntwoord: geven\n",
        "de vraag verklapt het antwoord ('geven') — vraag het anders.",
        "the question gives the answer away ('geven') — ask it differently.",
    ),
    "an answer in the hint": Advice(
        "## Eerst [geven], dan nemen.\nHint: Geven, of nemen?\n",
        "de hint verklapt het antwoord ('geven') — geef een kleiner duwtje.",
        "the hint gives the answer away ('geven') — give a smaller nudge.",
    ),
    "a list item in the hint": Advice(
        "## Noem er twee.\n- luisteren\n- doorvragen\nHint: L van luisteren.\n",
        "de hint verklapt het antwoord ('luisteren') — geef een kleiner duwtje.",
        "the hint gives the answer away ('luisteren') — give a smaller nudge.",
    ),
    "a model over the limit": Advice(
        "## Wat zeg je?\nPunt: groet\nVoorbeeld: hoi daar jij\nHooguit woorden: 2\n",
        "het voorbeeld 'hoi daar jij' telt 3 woorden; je vraagt er hooguit 2 — kort het in of geef meer ruimte.",
        "the example 'hoi daar jij' has 3 words; you ask for at most 2 — shorten it or allow more.",
    ),
    "a model under the limit": Advice(
        "## Wat zeg je?\nPunt: groet\nVoorbeeld: hoi daar\nMinstens woorden: 3\n",
        "het voorbeeld 'hoi daar' telt 2 woorden; je vraagt er minstens 3 — vul het aan of vraag er minder.",
        "the example 'hoi daar' has 2 words; you ask for at least 3 — lengthen it or ask for fewer.",
    ),
    "a word to avoid in a model": Advice(
        "## Wat?\nPunt: groet\nVoorbeeld: Ik zoek, helaas.\nVoorbeeld: Helaasheid.\nLiever niet: sorry / helaas\n",
        "het voorbeeld 'Ik zoek, helaas.' gebruikt 'helaas', en dat staat bij Liever niet — kies een ander woord.",
        "the example 'Ik zoek, helaas.' uses 'helaas', which is under Avoid — choose another word.",
    ),
    "the beginning of a word to avoid": Advice(
        "## Wat zeg je?\nPunt: groet\nVoorbeeld: Procesoptimalisatie, dus optimalisering.\nLiever niet: optimalis*\n",
        "het voorbeeld 'Procesoptimalisatie, dus optimalisering.' gebruikt 'optimalis*', en dat staat bij "
        "Liever niet — kies een ander woord.",
        "the example 'Procesoptimalisatie, dus optimalisering.' uses 'optimalis*', which is under Avoid — "
        "choose another word.",
    ),
    "'één' as a key word": Advice(
        "## Wat zeg je?\nPunt: één ding (één / tip)\n",
        "'één' telt als 'een' en past bijna altijd — kies een ander woord.",
        "'één' counts as 'een' and fits nearly always — choose another word.",
    ),
    "an article as a key word": Advice(
        "## Mailen?\nOordeel: doen\nMoet: reden (een / tip)\n",
        "'een' past bijna altijd — kies een ander woord.",
        "'een' fits nearly always — choose another word.",
    ),
    "a long answer": Advice(
        "## Hoe?\nAntwoord: een twee drie vier vijf zes zeven acht negen\n",
        "lang antwoord (9 woorden); dat typt niemand letterlijk — splits de kaart of gebruik 'Punt:'.",
        "long answer (9 words); nobody types that literally — split the card or use 'Point:'.",
    ),
    "a yes or no question": Advice(
        "## Mag je elke week mailen?\nAntwoord: Nee.\n",
        "op deze vraag past alleen ja of nee — vraag naar wat of hoe, of gebruik 'Oordeel:' met een reden.",
        "only yes or no answers this question — ask what or how, or use 'Verdict:' with a reason.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("advice", ADVICE.values(), ids=ADVICE)
def test_a_card_that_could_be_better_works_and_gets_advice(read: Read, advice: Advice, language: Language) -> None:
    deck = read(advice.text)
    (problem,) = lint(deck)
    assert deck.problems == ()
    assert problem.line == deck.cards[-1].line
    assert problem.level is Level.WARN
    assert Catalog(language).say(problem.message) == (advice.dutch if language == "nl" else advice.english)


@pytest.mark.parametrize(
    "text",
    [
        "## Wat is beter: bellen of mailen?\nAntwoord: bellen\n",
        "## Zeg je ‘je’ of ‘u’?\nAntwoord: u\n",
        "## Wat doe je met gegevens?\nAntwoord: geven\n",
        "## Wat zeg je?\nPunt: groet (hoi / een tip)\nVoorbeeld: Hoi.\nLiever niet: hoi daar\nHooguit woorden: 1\n",
        "## Waar?\nAntwoord: ?!\n",
    ],
)
def test_a_good_card_gets_no_advice(read: Read, text: str) -> None:
    deck = read(text)
    assert deck.cards
    assert lint(deck) == ()


def test_the_decks_that_come_along_need_no_advice() -> None:
    library = load([Source(Path(__file__).parents[2] / "decks")], language="en")
    assert {deck.key: lint(deck) for deck in library.decks if lint(deck)} == {}
