"""A session in lines of text."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "begin": ("{n} card; that takes {time}.", "{n} cards; that takes {time}."),
    "how": (
        "Type your answer and press enter. An empty line shows the answer and counts as: not known. "
        "{hint} gives a hint, {undo} takes your last answer back. Ctrl+c or ctrl+d stops; "
        "what you have answered is kept."
    ),
    "card": "Card {n} of {of}. {deck}.",
    "gap": "[gap]",
    "gap_n": "[gap {n}]",
    "gap_prompt": "Gap {n}:",
    "answer_prompt": "Answer:",
    "verdict_prompt": "Do or don't, and why?",
    "more_prompt": "And also:",
    "several_lines": "This answer may have several lines. An empty line ends it.",
    "gap_right": "Gap {n} is right: {answer}.",
    "gap_wrong": "Gap {n} is: {answer}.",
    "answer": "The answer: {answer}",
    "reference": "The card says: {answer}",
    "missing": "What is missing: {words}.",
    "named": "Named: {items}.",
    "not_named": "Not named: {items}.",
    "also": "Also possible: {items}.",
    "certain": "(recognised)",
    "perhaps": "(perhaps)",
    "how_to_tick": (
        "[x] means: this is in it, [?] means: perhaps. Type the numbers to change, such as: 1 3. Enter leaves it so."
    ),
    "tick_prompt": "Numbers, or enter:",
    "no_such_point": "“{typed}” is not a point; choose a number from 1 to {most}.",
    "good_points": "A good answer has: {points}.",
    "do": "Do.",
    "dont": "Don't.",
    "keep_prompt": "Keep this version of your own? y is yes, enter is no:",
    "accept_prompt": "Accept this answer from now on? y is yes, enter is no:",
    "refuse_prompt": "Never accept this answer from now on? y is yes, enter is no:",
    "kept": "Kept.",
    "soon": "soon",
    "grade": "{digit} {name}, {when}",
    "proposal": "Proposed: {grade}. Or: {others}.",
    "no_proposal": "You choose: {choices}.",
    "nothing_typed": "You typed nothing, so there is nothing to call right or not right. A digit chooses something else.",
    "how_to_grade": (
        "Enter accepts the proposal, a digit chooses something else. r: I was right. f: I was not right. "
        "{undo}: take my last answer back."
    ),
    "grade_prompt": "Enter or 1 to 4:",
    "try_again": "Press enter to try again:",
    "undone": "Taken back. Here is the card again.",
    "nothing_to_undo": "There is nothing to take back yet.",
    "last_prompt": "That was the last one. Enter ends, {undo} takes your last answer back:",
    "nothing_answered": "Nothing was answered and nothing has changed.",
    "known": ("You knew {n} card.", "You knew {n} cards."),
    "learned": ("You have learned {n} card now.", "You have learned {n} cards now."),
    "later": ("{n} card comes first next time.", "{n} cards come first next time."),
    "stopped": "Stopped; what you answered is saved.",
}
