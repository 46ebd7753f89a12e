"""What can be wrong with a setting."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "unreadable": "{path}: cannot be read as text — the defaults are used until it can.",
    "not_toml": "{path}: not valid TOML ({error}) — mend or remove the file; the defaults are used until then.",
    "default_used": "{path}: {what} The default is used.",
    "unknown": "{path}: I don't know {name} — do you mean {meant}?",
    "unknown_deck": "{path}: decks: there is no deck “{name}” — trainer deck list names those that there are.",
    "choose": "{name}: “{given}” is not one of the choices ({choices}).",
    "range": "{name}: “{given}” does not fit; it must be a number from {low} to {high}.",
    "time": "{name}: “{given}” is not a time of day; write it like 04:00.",
    "decks": '{name}: “{given}” is not a list of decks; write it like ["en/openers"].',
    "text": "{name}: “{given}” is not text; write it between quotes.",
    "not_saved": "The settings were not saved in {path}: {why}",
    "unknown_theme": "theme: there is no theme called “{given}”; {used} is used. Choose one under settings.",
}
