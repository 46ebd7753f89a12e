"""My wordings."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "My wordings",
    "empty": "Nothing here yet. When you overrule a verdict, k makes your answer count from then on, or never again.",
    "accepted": "counts as right",
    "refused": "never counts",
}
