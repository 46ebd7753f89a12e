"""Looking after the history."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "merged": ("Taken in: {n} change.", "Taken in: {n} changes."),
    "merged_none": "There was nothing new.",
    "backing_up": "Making the backup:",
    "backed_up": "Everything is kept in {path}",
    "no_backup": "The weekly backup was not made. {why}",
    "unexpected": "The trainer met something unexpected: {error}",
    "restoring": "Unpacking the backup:",
    "restored": (
        "Put back: {n} change. What was there is kept in {path}",
        "Put back: {n} changes. What was there is kept in {path}",
    ),
    "checking": "Checking your history:",
    "made_private": "Others could read {path}; now only you can.",
    "deck": "{path}:{line}: {what}",
    "well": "All is well.",
}
