"""Every mistake of an author: its line, its level, and what is said about it in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from trainer.cards.model import Deck, Level
from trainer.i18n import LANGUAGES, Catalog, Language

GOOD = "\n## Waar is de borrel?\nAntwoord: hier\n"
WHO = "## Wie organiseert de borrel?\n"
SAY = "## Wat zeg je?\n"


class Mistake(NamedTuple):
    text: str
    line: int
    level: Level
    dutch: str
    english: str


MISTAKES = {
    "a question without an answer": Mistake(
        f"# Borrel\n\n{WHO}Hint: zij\n",
        3,
        Level.STOP,
        "deze kaart heeft een vraag maar geen antwoord — zet er een regel 'Antwoord: …' onder.",
        "this card has a question but no answer — add a line 'Answer: …' below it.",
    ),
    "no question": Mistake(
        "##\nAntwoord: Petra\n",
        1,
        Level.STOP,
        "deze kaart heeft geen vraag — zet hem achter de hekjes: ## Wie organiseert de borrel?",
        "this card has no question — put it after the hashes: ## Who organises the drinks?",
    ),
    "a misspelt label": Mistake(
        f"{WHO}Antwoordt: Petra\n",
        2,
        Level.STOP,
        "'Antwoordt:' ken ik niet — bedoel je 'Antwoord:'?",
        "I don't know 'Antwoordt:' — did you mean 'Antwoord:'?",
    ),
    "a misspelt label below a good one": Mistake(
        f"{WHO}Antwoord: Petra\nHnt: zij\nen meer\n",
        3,
        Level.STOP,
        "'Hnt:' ken ik niet — bedoel je 'Hint:'?",
        "I don't know 'Hnt:' — did you mean 'Hint:'?",
    ),
    "a card with one hash": Mistake(
        f"# Borrel\n{GOOD}# Wie organiseert de borrel?\nAntwoord: Petra\n",
        5,
        Level.STOP,
        "een tweede titel — begint hier een kaart? Gebruik dan ## (twee hekjes).",
        "a second title — does a card start here? Then use ## (two hashes).",
    ),
    "a card with three hashes": Mistake(
        "### Wie organiseert de borrel?\nAntwoord: Petra\n",
        1,
        Level.STOP,
        "een kop met ### — begint hier een kaart? Gebruik dan ## (twee hekjes).",
        "a heading with ### — does a card start here? Then use ## (two hashes).",
    ),
    "a first card with one hash": Mistake(
        "# Wie organiseert de borrel?\nAntwoord: Petra\nHint: zij\n",
        2,
        Level.STOP,
        "'Antwoord:' staat vóór de eerste kaart — begin de kaart met ## en je vraag.",
        "'Antwoord:' stands before the first card — start the card with ## and your question.",
    ),
    "a gap that is not closed": Mistake(
        "## Eerst [geven, dan nemen.\n",
        1,
        Level.STOP,
        "er staat een [ zonder ] — zet het gat zo: eerst [geven], dan nemen.",
        "there is a [ without a ] — write the gap like this: first [give], then take.",
    ),
    "a gap that is not opened": Mistake(
        "## Eerst geven], dan nemen.\n",
        1,
        Level.STOP,
        "er staat een ] zonder [ — zet het gat zo: eerst [geven], dan nemen.",
        "there is a ] without a [ — write the gap like this: first [give], then take.",
    ),
    "an empty gap": Mistake(
        "## Eerst [ / ], dan nemen.\n",
        1,
        Level.STOP,
        "er staat niets tussen [ en ] — zet er het antwoord: eerst [geven], dan nemen.",
        "there is nothing between [ and ] — put the answer there: first [give], then take.",
    ),
    "other wordings for several gaps": Mistake(
        "## Eerst [geven], dan [nemen].\nOok goed: schenken\n",
        2,
        Level.WARN,
        "'Ook goed:' wordt overgeslagen: bij meer gaten is niet te zien voor welk gat het is — "
        "zet het in het gat zelf: [geven / schenken].",
        "'Ook goed:' is skipped: with several gaps it cannot be told which one it is for — "
        "put it in the gap itself: [give / offer].",
    ),
    "a scene without the gap": Mistake(
        "## Eerst [geven], dan nemen.\nOf: Wat doe je eerst?\n",
        2,
        Level.WARN,
        "deze 'Of:' heeft niet één gat, zoals de vraag, en wordt overgeslagen — zet er een gat in.",
        "this 'Of:' does not have one gap, as the question has, and is skipped — put a gap in it.",
    ),
    "a scene with too few gaps": Mistake(
        "## Eerst [geven], dan [nemen].\nOf: Wat doe je [eerst]?\n",
        2,
        Level.WARN,
        "deze 'Of:' heeft niet 2 gaten, zoals de vraag, en wordt overgeslagen — geef hem er evenveel.",
        "this 'Of:' does not have 2 gaps, as the question has, and is skipped — give it as many.",
    ),
    "brackets beside an answer": Mistake(
        "## Wat komt er voor [naam]?\nAntwoord: je voornaam\n",
        1,
        Level.NOTE,
        "de [ ] in deze vraag zijn gewone tekst, want het antwoord staat eronder — "
        "haal het antwoord eronder weg als je een gat bedoelt.",
        "the [ ] in this question are plain text, because the answer stands below it — "
        "remove the answer below it if you mean a gap.",
    ),
    "a bracket not closed in a key point": Mistake(
        f"{SAY}Moet: vraag terug ([vraag]\n",
        2,
        Level.STOP,
        "na 'vraag terug' staat een ( zonder ) — sluit het rijtje woorden met een ).",
        "after 'vraag terug' there is a ( without a ) — close the list of words with a ).",
    ),
    "a bracket not opened in a key point": Mistake(
        f"{SAY}Moet: vraag terug en jij)\n",
        2,
        Level.STOP,
        "bij 'vraag terug en jij)' staat een ) zonder ( — zet de woorden zo: vraag terug (en jij / bij jou).",
        "at 'vraag terug en jij)' there is a ) without a ( — "
        "write the words like this: asks back (and you / what about).",
    ),
    "a structure that does not exist": Mistake(
        f"{SAY}Moet: vraag terug ([vrag])\n",
        2,
        Level.STOP,
        "'[vrag]' ken ik niet — kies [vraag], [open vraag] of [getal].",
        "I don't know '[vrag]' — choose [question], [open question] or [number].",
    ),
    "two structures in one point": Mistake(
        f"{SAY}Moet: terug ([vraag] / [getal])\n",
        2,
        Level.WARN,
        "een punt kan maar één vorm herkennen; [vraag] geldt en [getal] wordt overgeslagen — maak er twee punten van.",
        "a point can recognise only one form; [vraag] counts and [getal] is skipped — make two points of it.",
    ),
    "a point without anything": Mistake(
        f"{SAY}Punt: ( / )\n",
        2,
        Level.STOP,
        "achter 'Punt:' staat niets — vul het aan of haal de regel weg.",
        "there is nothing after 'Punt:' — fill it in or remove the line.",
    ),
    "a label without text": Mistake(
        f"{WHO}Antwoord:\nPetra\n",
        2,
        Level.STOP,
        "achter 'Antwoord:' staat niets — vul het aan of haal de regel weg.",
        "there is nothing after 'Antwoord:' — fill it in or remove the line.",
    ),
    "a bullet without text": Mistake(
        "## Noem er twee.\n- een\n-\n",
        3,
        Level.STOP,
        "achter '-' staat niets — vul het aan of haal de regel weg.",
        "there is nothing after '-' — fill it in or remove the line.",
    ),
    "a stray line": Mistake(
        f"{WHO}Antwoord: Petra\nzij is van de Kamer\nvan Koophandel\n",
        3,
        Level.WARN,
        "deze regel heeft geen label en wordt overgeslagen: 'zij is van de Kamer' — "
        "hoort hij bij de uitleg? Zet er 'Uitleg:' voor.",
        "this line has no label and is skipped: 'zij is van de Kamer' — "
        "does it belong to the explanation? Put 'Why:' before it.",
    ),
    "a card with one # and no space": Mistake(
        f"{WHO}Antwoord: Petra\n#Waar is het?\n",
        3,
        Level.STOP,
        "een kaart begint met twee hekjes en een spatie; deze regel niet — schrijf '## Waar is het?'.",
        "a card begins with two # and a space; this line does not — write '## Waar is het?'.",
    ),
    "text before the first card": Mistake(
        "Mijn aantekeningen\nvan gisteren\n",
        1,
        Level.WARN,
        "deze tekst staat vóór de eerste kaart en wordt niet gebruikt — "
        "zet hem onder een kaart, of tussen <!-- en -->.",
        "this text stands before the first card and is not used — put it under a card, or between <!-- and -->.",
    ),
    "a number in letters": Mistake(
        f"{SAY}Punt: groet\nHooguit woorden: vijfentwintig\n",
        3,
        Level.STOP,
        "'Hooguit woorden:' wil een getal, zoals 25; er staat 'vijfentwintig' — schrijf het in cijfers.",
        "'Hooguit woorden:' wants a number, such as 25; it says 'vijfentwintig' — write it in figures.",
    ),
    "a level that does not exist": Mistake(
        f"{WHO}Antwoord: Petra\nNiveau: 4\n",
        3,
        Level.STOP,
        "'Niveau:' gaat van 1 tot en met 3; er staat 4 — kies een getal daartussen.",
        "'Niveau:' goes from 1 to 3; it says 4 — choose a number between them.",
    ),
    "another verdict": Mistake(
        "## Elke week mailen?\nOordeel: misschien\nMoet: reden\n",
        2,
        Level.STOP,
        "bij 'Oordeel:' past 'doen' of 'niet doen', niet 'misschien' — kies een van de twee.",
        "'Oordeel:' goes with 'do' or 'don't', not with 'misschien' — choose one of the two.",
    ),
    "neither yes nor no": Mistake(
        f"{SAY}Punt: groet\nBewaar: soms\n",
        3,
        Level.STOP,
        "bij 'Bewaar:' past 'ja' of 'nee', niet 'soms' — kies een van de twee.",
        "'Bewaar:' goes with 'yes' or 'no', not with 'soms' — choose one of the two.",
    ),
    "a label twice": Mistake(
        f"{WHO}Antwoord: Petra\nHint: zij\nHint: hij\n",
        4,
        Level.WARN,
        "tweede 'Hint:' op deze kaart; de eerste geldt — haal er een weg.",
        "a second 'Hint:' on this card; the first one counts — remove one of them.",
    ),
    "a language twice": Mistake(
        "# Borrel\nTaal: nl\nTaal: en\n",
        3,
        Level.WARN,
        "tweede 'Taal:' in deze stapel; de eerste geldt — haal er een weg.",
        "a second 'Taal:' in this deck; the first one counts — remove one of them.",
    ),
    "a misspelt language label": Mistake(
        "# Borrel\nTal: nl\n",
        2,
        Level.WARN,
        "'Tal:' ken ik niet — bedoel je 'Taal:'?",
        "I don't know 'Tal:' — did you mean 'Taal:'?",
    ),
    "a list that asks more than it has": Mistake(
        "## Noem er vier.\n- een\n- twee\n- drie\nAantal: 4\n",
        5,
        Level.STOP,
        "je vraagt om 4, maar er staan 3 antwoorden — vraag er minder of zet er antwoorden bij.",
        "you ask for 4, but there are 3 answers — ask for fewer or add answers.",
    ),
    "a list of one that asks two": Mistake(
        "## Noem er twee.\n- een\nAantal: 2\n",
        3,
        Level.STOP,
        "je vraagt om 2, maar er staat 1 antwoord — vraag er minder of zet er antwoorden bij.",
        "you ask for 2, but there is 1 answer — ask for fewer or add answers.",
    ),
    "more points asked than there are": Mistake(
        f"{SAY}Punt: groet\nPunt: naam\nGenoeg: 3\n",
        4,
        Level.STOP,
        "je vraagt om 3, maar er staan 2 punten — vraag er minder of zet er punten bij.",
        "you ask for 3, but there are 2 points — ask for fewer or add points.",
    ),
    "right and refused at once": Mistake(
        "## Hoe vaak?\nAntwoord: elke maand\nOok goed: elke week\nNiet goed: elke dag / Elke week\n",
        4,
        Level.STOP,
        "'Elke week' staat bij Ook goed én bij Niet goed — haal het op een van de twee plaatsen weg.",
        "'Elke week' is under Also right and under Not right — remove it in one of the two places.",
    ),
    "a gap that is refused": Mistake(
        "## Eerst [geven], dan nemen.\nNiet goed: geven\n",
        2,
        Level.STOP,
        "'geven' staat bij Ook goed én bij Niet goed — haal het op een van de twee plaatsen weg.",
        "'geven' is under Also right and under Not right — remove it in one of the two places.",
    ),
    "a label of another kind": Mistake(
        f"{WHO}Antwoord: Petra\nAantal: 2\n",
        3,
        Level.WARN,
        "'Aantal:' past niet bij een vraag met 'Antwoord:' en wordt overgeslagen — haal de regel weg.",
        "'Aantal:' does not go with a question with 'Answer:' and is skipped — remove the line.",
    ),
    "an answer beside points": Mistake(
        f"{SAY}Antwoord: hoi\nPunt: groet\n",
        2,
        Level.WARN,
        "'Antwoord:' past niet bij een antwoord in eigen woorden en wordt overgeslagen — haal de regel weg.",
        "'Antwoord:' does not go with an answer in your own words and is skipped — remove the line.",
    ),
    "the same Id twice": Mistake(
        f"{WHO}Antwoord: Petra\nId: wie\n## En nu?\nAntwoord: Truus\nId: Wie\n",
        6,
        Level.STOP,
        "'wie' is ook de Id van de kaart op regel 3 — geef deze kaart een andere.",
        "'wie' is also the Id of the card on line 3 — give this card another one.",
    ),
    "an Id without letters": Mistake(
        f"{WHO}Antwoord: Petra\nId: ???\n",
        3,
        Level.STOP,
        "'Id: ???' heeft geen letter of cijfer — kies een korte naam, zoals eerste-zin.",
        "'Id: ???' has no letter or figure — choose a short name, such as first-line.",
    ),
    "an enormous line": Mistake(
        f"{WHO}Antwoord: Petra\nUitleg: {'x' * 6000}\n",
        3,
        Level.STOP,
        "deze tekst telt 6000 tekens; 5000 is het meeste wat past — maak hem korter.",
        "this text has 6000 characters; 5000 is the most that fits — make it shorter.",
    ),
    "an enormous question": Mistake(
        WHO + "bla bla\n" * 1000 + "Antwoord: Petra\n",
        1,
        Level.STOP,
        "deze tekst telt 8026 tekens; 5000 is het meeste wat past — maak hem korter.",
        "this text has 8026 characters; 5000 is the most that fits — make it shorter.",
    ),
    "mixed languages": Mistake(
        "# Borrel\nTaal: nl\n## Wie?\nAnswer: Petra\nWhy: daarom\nSource: zij\nTags: wie\n",
        2,
        Level.WARN,
        "Taal: nl, maar de labels zijn Engels — dat mag; ik gebruik Nederlands om na te kijken.",
        "Taal: nl, but the labels are English — that is fine; I use Dutch to check answers.",
    ),
    "English labels and no language": Mistake(
        "## Who?\nAnswer: Petra\nTags: x\n",
        1,
        Level.WARN,
        "de labels zijn Engels, maar ik gebruik Nederlands om na te kijken — "
        "zet 'Taal: en' onder de titel als dat niet klopt.",
        "the labels are English, but I use Dutch to check answers — "
        "put 'Language: en' below the title if that is not right.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_gets_one_message_that_says_what_to_do(
    read: Callable[[str], Deck], mistake: Mistake, language: Language
) -> None:
    (problem,) = read(mistake.text + GOOD).problems
    said = Catalog(language).say(problem.message)
    assert (problem.line, problem.level) == (mistake.line, mistake.level)
    assert said.startswith(mistake.dutch if language == "nl" else mistake.english)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_card_with_a_mistake_is_left_out_and_the_rest_loads(read: Callable[[str], Deck], mistake: Mistake) -> None:
    text = mistake.text + GOOD
    deck = read(text)
    written = len(re.findall(r"^##(?!#)", text, re.MULTILINE))
    left_out = [p for p in deck.problems if p.message.key in ("deck.left_out", "deck.no_question")]
    assert "Waar is de borrel?" in {card.prompt for card in deck.cards}
    assert len(deck.cards) == written - len(left_out)


def test_a_card_that_is_left_out_is_named(read: Callable[[str], Deck]) -> None:
    (problem,) = read(f"{WHO}Hint: zij\n").problems
    assert Catalog("nl").say(problem.message) == (
        "deze kaart heeft een vraag maar geen antwoord — zet er een regel 'Antwoord: …' onder. "
        "De kaart 'Wie organiseert de borrel?' doet zolang niet mee."
    )


def test_a_card_with_two_mistakes_is_named_once(read: Callable[[str], Deck]) -> None:
    deck = read(f"{SAY}Punt: groet (hoi\nNiveau: hoog\n")
    assert [problem.message.key for problem in deck.problems] == ["deck.left_out", "deck.number"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "taal 'ned' ken ik niet — kies nl of en. De kaarten doen zolang niet mee."),
        ("en", "I don't know the language 'ned' — choose nl or en. The cards are left out for now."),
    ],
)
def test_a_deck_in_an_unknown_language_waits(read: Callable[[str], Deck], language: Language, said: str) -> None:
    deck = read(f"# Borrel\nTaal: ned\n{GOOD}")
    (problem,) = deck.problems
    assert deck.cards == ()
    assert (problem.line, problem.level, Catalog(language).say(problem.message)) == (2, Level.STOP, said)


@pytest.mark.parametrize("text", ["", "\n\n", "# Borrel\nTaal: nl\n", "<!-- nog niets -->"])
def test_an_empty_deck_says_how_to_begin(read: Callable[[str], Deck], text: str) -> None:
    (problem,) = read(text).problems
    assert problem.level is Level.WARN
    assert "## en je vraag" in Catalog("nl").say(problem.message)
    assert "## and your question" in Catalog("en").say(problem.message)


def test_a_picture_is_not_a_deck(read: Callable[[bytes], Deck]) -> None:
    (problem,) = read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff").problems
    assert problem.level is Level.STOP
    assert "geen tekstbestand" in Catalog("nl").say(problem.message)
    assert "not a text file" in Catalog("en").say(problem.message)


def test_another_encoding_is_accepted_with_a_note(read: Callable[[bytes], Deck]) -> None:
    (problem,) = read("## Wie?\nAntwoord: Zoë\n".encode("cp1252")).problems
    assert (problem.line, problem.level) == (1, Level.NOTE)
    assert Catalog("nl").say(problem.message) == (
        "opgeslagen als Windows-1252; ik heb de letters omgezet — bewaar liever als UTF-8."
    )
    assert Catalog("en").say(problem.message) == (
        "saved as Windows-1252; I converted the letters — better save it as UTF-8."
    )
