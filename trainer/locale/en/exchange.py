"""Bringing in from other programs, and taking out to them."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "format": "{path}: I do not make such a file. Choose a name that ends in {known}.",
    "no_scheduling": "{path}: only an .apkg can hold what you have learned. Choose such a name, or leave --schedule out.",
    "exists": "{path} is there already and stays as it is. Choose another name.",
    "one_deck": "A file {suffix} holds one deck. Name one, or choose a name that ends in .apkg.",
    "found": ("Deck {title}: {n} card", "Deck {title}: {n} cards"),
    "with_history": ("{deck}, with {n} answer", "{deck}, with {n} answers"),
    "sample": "   {question}",
    "sure": "Bring it in? [Y/n] ",
    "nothing": "There are no cards in {path}.",
    "not_done": "Nothing was brought in.",
    "reading": "Reading",
    "writing": "Saving",
    "arrived": "{title}: {added} added, {changed} changed, {reviews} answers taken over.",
    "taken_out": ("{n} card is in {path}.", "{n} cards are in {path}."),
}
