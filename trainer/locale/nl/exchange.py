"""Inlezen uit andere programma's, en meenemen daarheen."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "format": "{path}: dit soort bestand maak ik niet. Kies een naam die eindigt op {known}.",
    "no_scheduling": "{path}: alleen in een .apkg gaat mee wat je hebt geleerd. Kies zo'n naam, of laat --schedule weg.",
    "exists": "{path} bestaat al en blijft zoals het is. Kies een andere naam.",
    "one_deck": "In een bestand {suffix} past één stapel. Noem er één, of kies een naam die eindigt op .apkg.",
    "found": ("Stapel {title}: {n} kaart", "Stapel {title}: {n} kaarten"),
    "with_history": ("{deck}, met {n} antwoord", "{deck}, met {n} antwoorden"),
    "sample": "   {question}",
    "sure": "Inlezen? [J/n] ",
    "nothing": "In {path} staan geen kaarten.",
    "not_done": "Niets ingelezen.",
    "reading": "Lezen",
    "writing": "Bewaren",
    "arrived": "{title}: {added} erbij, {changed} gewijzigd, {reviews} antwoorden overgenomen.",
    "taken_out": ("{n} kaart staat in {path}.", "{n} kaarten staan in {path}."),
}
