"""My wordings."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "My wordings",
    "empty": "Nothing here yet. Was the trainer wrong about an answer of yours? Then k remembers it: from then on it counts that way.",
    "accepted": "counts as right",
    "refused": "never counts",
}
