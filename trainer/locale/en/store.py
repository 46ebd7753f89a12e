"""The store's sentences."""

MESSAGES = {
    "not-saved-full": "Not saved: the disk is full. Free some space and try again.",
    "not-saved-read-only": "Not saved: the disk can only be read. Make it writable and try again.",
    "not-saved-permission": "Not saved: you may not write here ({path}). Change the permissions and try again.",
    "not-saved-other": "Not saved: {error}. Try again.",
    "not-opened": "Your history cannot be opened ({path}): {error}. Check the folder and its permissions.",
    "opened-read-only": "Not saved: your history was opened for reading only. Quit and start the trainer again.",
    "busy": "Not saved: another trainer is holding the history. Close it and try again.",
    "changed-since": "Not undone: this card has been reviewed again since.",
    "line-gone": "Not saved: this line has been removed meanwhile. Keep it as a new line.",
    "no-history": "There is no history in {path}. Name the folder that holds the folder log.",
    "kept": " What stood there is kept in {path}.",
    "rebuilt": "The summary of your history was missing or older and has been made again. Nothing is lost.",
    "snapshot": "The summary of your history was damaged and has been made again. Nothing is lost.{kept}",
    "torn": (
        "{file} ended in the middle of a line, probably because the computer went down. That piece was taken off.{kept}"
    ),
    "damaged": "A line in {file} is damaged (from byte {byte}) and was skipped. Everything behind it was read.{kept}",
    "gap": (
        "Lines {first} to {last} of device {device} are missing. Put a backup of the log folder back if you have one."
    ),
    "missing": "{file} has disappeared from your history. Put it back if you have a copy.",
    "changed": "{file} is different or shorter than it was and was read again. Put a copy back if you have one.",
}
