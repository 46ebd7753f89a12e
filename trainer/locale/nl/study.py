"""Een sessie."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "unknown_deck": "Er is geen stapel die “{name}” heet. Dit zijn ze: {known}.",
}
