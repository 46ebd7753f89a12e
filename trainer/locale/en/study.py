"""A sitting."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "unknown_deck": "There is no deck called “{name}”. There are: {known}.",
}
