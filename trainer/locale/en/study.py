"""A sitting."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "unknown_deck": "There is no deck called “{name}”. There are: {known}.",
    "wording_refused": "“{typed}” is listed as not right by the deck's author. Change the card if you disagree.",
}
