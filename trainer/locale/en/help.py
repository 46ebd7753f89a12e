"""Help."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "keys": "The keys here",
    "judging": "How answers are judged",
    "judging_text": "Capitals, accents, punctuation and a small slip in spelling do not matter. "
    "A list can come in any order, unless the card says otherwise. "
    "In a line in your own words the trainer points out what it sees, and you tick what is in it. "
    "You have the last word: if your answer was right after all, or was not, say so.",
    "grades": "What a grade does",
    "grades_text": "Again: the card comes back in a moment. Hard, good and easy: it comes back later, "
    "each a good deal later than the one before. Beside every grade stands when. "
    "The trainer proposes one; mostly enter is enough. "
    "A line under easy means: you knew this so quickly that you could choose that one, too.",
    "files": "Where your files are",
    "files_text": "Settings: {settings}\nWhat you answered: {data}\nYour own decks: {decks}",
    "dead_keys": "When é or ' does not work",
    "dead_keys_text": "You never have to type accents. If letters vanish after an accent key, "
    "start the trainer with TEXTUAL_DISABLE_KITTY_KEY=1 in front of it.",
}
