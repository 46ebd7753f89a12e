"""Mijn eigen zinnen."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Mijn zinnen",
    "empty": "Nog niets bewaard. Na een kaart in je eigen woorden bewaar je je versie met k; dan staat die hier.",
    "card_gone": "(de kaart zit niet meer in een stapel)",
    "copied": "Gekopieerd.",
    "leave_changed": "De zin is gewijzigd maar niet bewaard. Druk nog eens op esc om hem te laten zoals hij was.",
    "earlier": "een eerdere",
}
