"""De eerste keer."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Welkom",
    "what": "Oefen netwerken in vijf minuten per dag: de trainer vraagt, jij typt, en wat je nog niet weet, komt terug. Is er zo al een borrel? Druk op c.",
    "language": "Taal",
    "language_nl": "Nederlands",
    "language_en": "English",
    "decks": "Wat wil je oefenen? De aangevinkte stapels zijn een goed begin.",
    "cards": ("{n} kaart", "{n} kaarten"),
    "choose": "Vink minstens één stapel aan, of kijk eerst rond met esc.",
}
