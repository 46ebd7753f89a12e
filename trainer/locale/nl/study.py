"""Een sessie."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "unknown_deck": "Er is geen stapel die “{name}” heet. Dit zijn ze: {known}.",
    "wording_refused": "De maker van de stapel noemt “{typed}” niet goed. Ben je het daar niet mee eens, wijzig dan de kaart.",
}
