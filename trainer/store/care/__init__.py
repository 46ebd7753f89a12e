"""What looks after the history: a backup and its restore, the doctor, and the export of all of it."""
