"""My own lines."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "My lines",
    "empty": "Nothing kept yet. After a card in your own words, k keeps your version; it then stands here.",
    "card_gone": "(its card is no longer in any deck)",
    "copied": "Copied.",
    "leave_changed": "The line has been changed but not saved. Press esc once more to leave it as it was.",
    "earlier": "an earlier one",
}
