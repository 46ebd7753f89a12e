"""My own lines."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "My lines",
    "empty": "Nothing kept yet. After a card in your own words, k keeps your version; it then stands here.",
    "card_gone": "(its card is no longer in any deck)",
    "copied": "Copied.",
}
