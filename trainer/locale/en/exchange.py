"""Bringing in from other programs, and taking out to them."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "format": "{path}: I do not make such a file. Choose a name that ends in {known}.",
    "no_scheduling": "{path}: only an .apkg can hold what you have learned. Choose such a name, or leave --schedule out.",
    "exists": "{path} is there already and stays as it is. Choose another name.",
    "one_deck": "A file {suffix} holds one deck. Name one, or choose a name that ends in .apkg.",
    "found": ("Deck {title}: {n} card", "Deck {title}: {n} cards"),
    "found_kinds": ("Deck {title}: {n} card ({kinds})", "Deck {title}: {n} cards ({kinds})"),
    "with_history": ("{deck}, with {n} answer", "{deck}, with {n} answers"),
    "sample": "   {question}",
    "sure": "Bring it in? [Y/n] ",
    "nothing": "There are no cards in {path}.",
    "not_done": "Nothing was brought in.",
    "reading": "Reading",
    "writing": "Saving",
    "arrived": "{title}: {added} added, {changed} changed, {reviews} answers taken over.",
    "new_deck": "   A new deck.",
    "update": "   Goes into your deck {title}:",
    "will": "   {added} new, {changed} changed, {kept} kept as you corrected or removed them.",
    "kept": (
        "   {n} card stays as you corrected or removed it.",
        "   {n} cards stay as you corrected or removed them.",
    ),
    "faulty": (
        "   {n} card has a mistake here and stays as it is: trainer deck check tells which.",
        "   {n} cards have a mistake here and stay as they are: trainer deck check tells which.",
    ),
    "clash": "   Changed here and in the file; yours stays: {question}",
    "clashes": ("   … and one more card.", "   … and {n} more cards."),
    "left_behind": "{place}: “{question}” is not in it: {mistake}",
    "empty": "There is no card in {title} to take out. Mend it first: trainer deck check tells what is wrong.",
    "earlier": (
        "   {n} answer stays behind: it is from before your latest one here.",
        "   {n} answers stay behind: they are from before your latest one here.",
    ),
    "unremembered": "{path} is there, but I cannot save what is in it, so bringing it in again would turn back what you "
    "change until then: {why}",
    "not_there": "{path} was taken away just now; bring the file in again.",
    "taken_out": ("{n} card is in {path}.", "{n} cards are in {path}."),
}
