"""A deck to start from, in Dutch."""

from __future__ import annotations

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Mijn stapel",
    "empty": "# {title}\nTaal: nl\n",
    "cards": """\
# {title}
Taal: nl

<!--
Wat tussen deze tekens staat, is voor jou: de trainer slaat het over.
Elke kaart begint met ## en je vraag. Daaronder staat wat erbij hoort, met een label en een dubbele punt.
Wat voor kaart het is, volgt uit wat je opschrijft. Hieronder staat van elke soort één voorbeeld:
verander ze of haal ze weg. Kijk daarna met 'trainer deck check' of alles klopt.
-->

<!-- Een woord of een paar woorden. Andere goede antwoorden staan tussen spatie, schuine streep, spatie. -->

## Wie organiseert de borrel van donderdag?
Antwoord: Petra
Ook goed: Petra de Vries / mevrouw De Vries
Niet goed: Petra Jansen
Hint: Ze staat meestal bij de deur.
Uitleg: Zij kent iedereen: vraag haar aan wie ze je zou voorstellen.

<!-- Een zin met een gat. Wat erin hoort, staat tussen vierkante haken. -->

## Een goede opening is een opmerking plus een [open vraag / vraag zonder ja of nee].
Niet goed: gesloten vraag

<!-- Een rijtje. Schrijf 1. 2. 3. in plaats van streepjes als de volgorde telt. -->

## Noem drie manieren om iets te geven zonder dat het geld kost.
- iemand doorverwijzen / een naam doorgeven
- mensen aan elkaar voorstellen
- je eerlijke mening geven
- een interessant artikel sturen
Aantal: 3

<!--
Een antwoord in eigen woorden. Elk punt is iets wat in een goed antwoord zit; tussen ronde haken staan woorden
waaraan dat te zien is. Een * is elk einde van een woord; [open vraag], [vraag] en [getal] herkent de trainer zelf.
Moet: dit mag niet ontbreken. Punt: dit maakt het beter.
-->

## De spreker is klaar en je loopt naast een onbekende de zaal uit. Wat zeg je?
Of: Na de workshop pakt iemand naast je ook zijn spullen in. Wat zeg je?
Punt: haakje naar wat jullie net hoorden (verhaal / lezing / spreker* / workshop)
Moet: open vraag ([open vraag])
Voorbeeld: Wat neem jij mee uit dit verhaal?
Voorbeeld: Goeie lezing! Waar ga jij morgen iets mee doen?
Hooguit woorden: 25
Vlak vooraf: 1

<!-- Doen of niet doen, en waarom. -->

## Je geeft iedereen bij binnenkomst meteen je visitekaartje. Doen?
Oordeel: niet doen
Moet: eerst een gesprek (gesprek / praten / kennismaken / eerst)
Voorbeeld: Niet doen: eerst een gesprek, dan pas een kaartje.
""",
}
