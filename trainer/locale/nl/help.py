"""De hulp."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "keys": "De toetsen hier",
    "judging": "Hoe er wordt nagekeken",
    "judging_text": "Hoofdletters, accenten, leestekens en een klein spelfoutje maken niet uit. "
    "Een rijtje hoeft niet op volgorde, behalve als de kaart dat zegt. "
    "Bij een zin in je eigen woorden wijst de trainer aan wat hij ziet, en vink jij aan wat erin zit. "
    "Jij hebt het laatste woord: was je antwoord toch goed of toch niet, dan zeg je dat.",
    "grades": "Wat een beoordeling doet",
    "grades_text": "Nog eens: de kaart komt straks terug. Lastig, goed en makkelijk: hij komt later terug, "
    "steeds een stuk later. Achter elke beoordeling staat wanneer. "
    "De trainer stelt er een voor; meestal is enter genoeg. "
    "Een streep onder makkelijk betekent: dit wist je zo vlot dat je die ook kunt kiezen.",
    "files": "Waar je bestanden staan",
    "files_text": "Instellingen: {settings}\nWat je hebt beantwoord: {data}\nJe eigen stapels: {decks}",
    "dead_keys": "Als é of ' niet lukt",
    "dead_keys_text": "Je hoeft nooit accenten te typen. Verdwijnen er toch letters na een accenttoets, "
    "start de trainer dan met TEXTUAL_DISABLE_KITTY_KEY=1 ervoor.",
}
