"""The store's sentences."""

MESSAGES = {
    "not-saved": "Not saved: {why}",
    "not-saved-gone": (
        "Not saved: the folder of your history had disappeared ({path}). Try again: a new one has been made."
    ),
    "not-opened": "Your history cannot be opened ({path}): {why}",
    "opened-read-only": "Not saved: your history was opened for reading only. Quit and start the trainer again.",
    "no-later": (
        "Not saved: a line in {file} is dated August 2093, and nothing can come after it. Close the trainer, move that "
        "file out of the folder log, and remove {path}, which will be made again."
    ),
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
    "not-a-backup": "{path} is not a backup of the trainer, or it is damaged. Choose another file.",
    "backup-foreign": "{path} is not a backup of the trainer: {name} does not belong in one. Nothing was unpacked.",
    "backup-too-big": "{path} is too big for a backup. Nothing was unpacked.",
    "differs": "The summary and the logs differ in: {table}.",
    "miscounted": "The counts by day do not agree with the answers in the history.",
    "miscounted-overrides": "How often you overruled a verdict does not agree with the answers in the history.",
    "mended-summary": "The summary was made again from the logs.",
    "mended-counts": "The counts were put right.",
    "backup-unread": "{path} cannot be read or unpacked: {why}",
    "unsound": (
        "A line in {file} (from byte {byte}) is whole, but this version of the trainer cannot read it; it was skipped. Everything behind it was read.{kept}"
    ),
    "nothing-sound": (
        "{path} holds nothing that this trainer can read. Use another copy, or a later version of the trainer."
    ),
    "nowhere": ("There is no {path}. Check the name of the file."),
    "no-log": ("{file} in the folder of your history is not a file, and was passed over. Take it away."),
    "replaced": (
        "Not saved: your history was put back or replaced while this trainer was open. Quit and start the trainer again."
    ),
    "cloned": (
        "Another machine wrote under the name of this one ({device}), as after a copy of the whole folder. Nothing is lost, and this machine has a new name; trainer doctor puts the counts by day right."
    ),
    "restore-unfinished": (
        "A restore was interrupted, so what you see here may be incomplete. Start the trainer, or trainer doctor, to finish it; nothing is lost."
    ),
    "restore-finished": ("A restore that was interrupted has been finished."),
    "restore-undone": (
        "A restore that was interrupted could not be finished; all is as it was before. Restore the backup again."
    ),
}
