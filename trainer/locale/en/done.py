"""The end of a session."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "ready": "Done for today.",
    "answered": ("{n} answer in {time}.", "{n} answers in {time}."),
    "known": ("You knew this one:", "You knew these {n}:"),
    "learned": ("New under your belt:", "New under your belt, {n}:"),
    "later": ("This one comes first next time:", "These {n} come first next time:"),
    "and_more": "and {n} more",
    "back": "When the cards of just now come back",
    "back_later": "later",
    "others_too": "Other cards and new ones count in that.",
}
