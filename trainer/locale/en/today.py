"""The Today screen."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "title": "Today",
    "cards": ("{n} card", "{n} cards"),
    "waiting": "due: {due} · new: {new}",
    "due": "due",
    "new": "new",
    "nothing": "Nothing is due.",
    "nothing_more": "That is fine: the best moment to ask again comes later.",
    "no_decks": "No deck is chosen. Choose some under settings, or put a deck file in your decks folder.",
    "fortnight": "The last two weeks",
    "rest": "the rest can wait",
    "answers": ("about {n} answer", "about {n} answers"),
    "for_events": "for what is coming; also due: {due}",
    "for_events_alone": "for what is coming",
    "promised": "Promised (f: tick off)",
    "follow_promise": "{text}",
    "follow_contact": "Drop {text} a line again",
    "promises_more": "and {n} more",
    "page": "Press p for the page to read at the door.",
    "under_way": "{name} is under way. Press p to read the page.",
}
