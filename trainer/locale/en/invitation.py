"""What can be wrong with an invitation (.ics), and what of it was not taken over."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "too_big": "This file is too big for an invitation (at most {limit} MB); save only the event itself as .ics.",
    "other_file": "This is not an invitation; choose an .ics file, or type the date and the time.",
    "broken": "This invitation is damaged or incomplete; save it again, or type the date and the time.",
    "no_event": "There is no event in this file; choose another .ics, or type the date and the time.",
    "too_many": "There are more than {limit} events in this file; save only the event itself as .ics.",
    "no_begin": "When this event begins cannot be read; type the date and the time.",
    "cancelled": "This event was cancelled; choose another invitation, or type the date and the time.",
    "past": "This event is past: {what}; choose an invitation to something still to come.",
    "too_far": "This event is more than five years away; choose one that is nearer.",
    "rule_left": "I cannot follow the repetition of this event; only this time was taken over.",
    "zone_left": "This event comes back by the clock of another time zone; only the next time was taken over.",
}
