"""The first time."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Welcome",
    "what": "Practise networking in five minutes a day: the trainer asks, you type, "
    "and what you do not know yet comes back. Drinks in a few minutes? Press c.",
    "language": "Language",
    "language_nl": "Nederlands",
    "language_en": "English",
    "decks": "What would you like to practise? The ticked decks are a good start.",
    "cards": ("{n} card", "{n} cards"),
    "choose": "Tick at least one deck, or press esc to look around first.",
}
