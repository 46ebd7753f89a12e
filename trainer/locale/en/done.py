"""The end of a session."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "ready": "Done for today.",
    "answered": ("{n} answer in {time}.", "{n} answers in {time}."),
    "known": ("You knew this one:", "You knew these {n}:"),
    "learned": ("You learned this one:", "You learned these {n}:"),
    "later": ("This one comes first next time:", "These {n} come first next time:"),
    "and_more": "and {n} more",
    "back": "When these cards come back",
    "back_later": "later",
    "others_too": "That includes other cards and new ones.",
}
