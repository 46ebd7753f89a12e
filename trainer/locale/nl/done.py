"""Het einde van een sessie."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "ready": "Klaar voor vandaag.",
    "answered": ("{n} antwoord in {time}.", "{n} antwoorden in {time}."),
    "known": ("Deze wist je:", "Deze {n} wist je:"),
    "learned": ("Deze heb je nu geleerd:", "Deze {n} heb je nu geleerd:"),
    "later": ("Deze komt de volgende keer het eerst:", "Deze {n} komen de volgende keer het eerst:"),
    "and_more": "en nog {n}",
    "back": "Wanneer deze kaarten terugkomen",
    "back_later": "later",
    "others_too": "Daar zitten ook andere en nieuwe kaarten bij.",
}
