"""Mijn woorden."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Mijn woorden",
    "empty": "Nog niets. Vond je dat de trainer het mis had? Dan onthoudt k je antwoord: voortaan telt het zo.",
    "accepted": "telt als goed",
    "refused": "telt nooit",
}
