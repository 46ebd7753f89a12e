"""The store's sentences."""

MESSAGES = {
    "not-saved": "Not saved: {why}",
    "not-saved-gone": (
        "Not saved: the folder of your history had disappeared ({path}). Try again: a new one has been made."
    ),
    "not-opened": "Your history cannot be opened ({path}): {why}",
    "opened-read-only": "Not saved: your history was opened for reading only. Quit and start the trainer again.",
    "busy": "Not saved: another trainer is holding the history. Close it and try again.",
    "changed-since": "Not undone: this card has been reviewed again since.",
    "line-gone": "Not saved: this line has been removed meanwhile. Keep it as a new line.",
    "no-history": "There is no history in {path}. Name the folder that holds the folder log.",
    "kept": " What stood there is kept in {path}.",
    "rebuilt": "The summary of your history was missing or older and has been made again.{whole}",
    "snapshot": "The summary of your history was damaged and has been made again.{whole}{kept}",
    "whole": " Nothing is lost.",
    "torn": (
        "{file} ended in the middle of a line, probably because the computer went down. That piece was taken off.{kept}"
    ),
    "damaged": "A line in {file} is damaged (from byte {byte}) and was skipped. Everything behind it was read.{kept}",
    "gap": (
        "Lines {first} to {last} of device {device} are missing. Put a backup of the log folder back if you have one."
    ),
    "missing": "{file} has disappeared from your history. Put it back if you have a copy.",
    "gone": (
        "The folder {path} has disappeared, and {n} saved changes with it. When your cards come again is still known "
        "to this trainer; what you answered is not. Put a backup back if you have one (trainer merge)."
    ),
    "changed": "{file} is different or shorter than it was and was read again. Put a copy back if you have one.",
    "unsound": "{file} holds something (at byte {byte}) that no trainer writes. Nothing was taken over; use another copy.",
    "not-a-backup": "{path} is not a backup of the trainer, or it is damaged. Choose another file.",
    "backup-foreign": "{path} is not a backup of the trainer: {name} does not belong in one. Nothing was unpacked.",
    "backup-too-big": "{path} is too big for a backup. Nothing was unpacked.",
    "differs": "The summary and the logs differ in: {table}.",
    "miscounted": "The counts by day do not agree with the answers in the history.",
    "miscounted-overrides": "How often you overruled a verdict does not agree with the answers in the history.",
    "mended-summary": "The summary was made again from the logs.",
    "mended-counts": "The counts were put right.",
    "backup-unread": "{path} cannot be read or unpacked: {why}",
    "restore-unfinished": "There is no history here, but there is one in {path}: a restore was interrupted. Restore the backup again, or move that folder back here. Nothing is lost.",
}
