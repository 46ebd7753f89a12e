"""Mijn woorden."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Mijn woorden",
    "empty": "Nog niets. Beslis je zelf over een oordeel, dan telt je antwoord met k voortaan wel, of juist nooit.",
    "accepted": "telt als goed",
    "refused": "telt nooit",
}
