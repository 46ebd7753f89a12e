"""Het scherm Vandaag."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Vandaag",
    "cards": ("{n} kaart", "{n} kaarten"),
    "waiting": "aan de beurt: {due} · nieuw: {new}",
    "due": "aan de beurt",
    "new": "nieuw",
    "nothing": "Er is niets aan de beurt.",
    "nothing_more": "Dat is prima: het beste moment om weer te vragen komt later.",
    "no_decks": "Er is geen stapel gekozen. Kies er een bij de instellingen, of zet een stapel in je eigen map.",
    "fortnight": "De laatste twee weken",
    "rest": "de rest kan wachten",
    "answers": ("ongeveer {n} antwoord", "ongeveer {n} antwoorden"),
    "for_events": "voor wat er aankomt; verder aan de beurt: {due}",
    "for_events_alone": "voor wat er aankomt",
    "promised": "Beloofd (f: afvinken)",
    "follow_promise": "{text}",
    "follow_contact": "Stuur {text} weer eens een berichtje",
    "promises_more": "en nog {n}",
    "page": "Met p krijg je de bladzijde om bij de deur te lezen.",
    "under_way": "{name} is bezig. Met p lees je de bladzijde.",
}
