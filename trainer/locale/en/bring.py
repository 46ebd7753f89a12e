"""What is said about bringing cards in and taking them out."""

from __future__ import annotations

MESSAGES: dict[str, str | tuple[str, str]] = {
    # Files that cannot be brought in
    "file": "{path}: {mistake}",
    "missing": "this file is not there — check its name.",
    "unreadable": "this file cannot be read: {why}",
    "not_a_file": "this is not a file — name the file with the cards.",
    "not_text": "this is neither text nor a package from Anki — save it as CSV, .apkg, or text in UTF-8.",
    "unknown": "I find no cards in this — I read CSV and TSV, Anki's .apkg and .colpkg, Markdown with Q: and A:, "
    "and decks of the trainer.",
    "no_collection": "this zip holds no cards from Anki — export them there as .apkg.",
    "damaged": "this package is damaged or incomplete — export it from Anki again.",
    "too_large": "there is too much in this file; {most} MB is the most — export one deck at a time.",
    "too_many_files": "this package has too many files in it — export it from Anki without media.",
    "too_many_cards": "this file has {n} cards or more; {most} is the most — export one deck at a time.",
    "too_many_answers": "this file has a history of {n} answers; {most} is the most — export one deck at a time.",
    "long_line": "this file has a line or cell longer than {most} characters — is it really a list of cards?",
    "too_many_lines": "this file has {n} lines; {most} is the most — is it really a list of cards?",
    "too_many_columns": "this file has a row with more than {most} columns — is it really a list of cards?",
    "one_column": "I see one column only — put the question and the answer in two, and save as CSV.",
    "no_cards": "there is no card in this file — check that it holds questions with answers.",
    # What was understood
    "anki": "Anki: {cards} in {decks}, with {answers}.",
    "own": "A deck of the trainer: {cards}; it goes in as it is.",
    "own_problems": (
        "One place in it needs mending: trainer deck check tells which.",
        "{n} places in it need mending: trainer deck check tells which.",
    ),
    "markdown": "Markdown: {cards}.",
    "table": "Table: {cards}, separated by {separator}, {encoding}, without a header; "
    "questions in column {question}, answers in column {answer}.",
    "table_header": "Table: {cards}, separated by {separator}, {encoding}; "
    "questions under “{question}”, answers under “{answer}”.",
    "open_quote": "A quotation mark without its other half: all of them are read as ordinary text.",
    "untitled": "Deck",
    "separator_tab": "tabs",
    "separator_semicolon": "semicolons",
    "separator_comma": "commas",
    "n_cards": ("1 card", "{n} cards"),
    "n_decks": ("1 deck", "{n} decks"),
    "n_answers": ("1 answer from its history", "{n} answers from their history"),
    # What was left out
    "left_media": (
        "One picture or sound stays behind: the trainer shows text.",
        "{n} pictures and sounds stay behind: the trainer shows text.",
    ),
    "left_media_card": (
        "Left out: one card with nothing but pictures or sound.",
        "Left out: {n} cards with nothing but pictures or sound on one side.",
    ),
    "left_question": ("Left out: one card without a question.", "Left out: {n} cards without a question."),
    "left_answer": ("Left out: one card without an answer.", "Left out: {n} cards without an answer."),
    "left_gap": ("Left out: one sentence without a gap to fill.", "Left out: {n} sentences without a gap to fill."),
    "left_long": (
        "Left out: one card with a text that is too long.",
        "Left out: {n} cards with a text that is too long.",
    ),
    "left_damaged": (
        "Left out: one card that is damaged in this file.",
        "Left out: {n} cards that are damaged in this file.",
    ),
    "left_twice": ("One card stands there twice and comes in once.", "{n} cards stand there twice and come in once."),
    "left_forgotten": (
        "One answer stays behind: its card was made new again since.",
        "{n} answers stay behind: their cards were made new again since.",
    ),
    "left_practice": (
        "One answer stays behind: it was practice that did not count.",
        "{n} answers stay behind: they were practice that did not count.",
    ),
    "left_many": (
        "One old answer stays behind: of each card the latest 5000 come in.",
        "{n} old answers stay behind: of each card the latest 5000 come in.",
    ),
    "left_late": (
        "One answer stays behind: it is from a day that is still to come.",
        "{n} answers stay behind: they are from days that are still to come.",
    ),
    "left_same_id": (
        "One card comes in without its Id: another card has it already.",
        "{n} cards come in without their Id: another card has it already.",
    ),
    "as_examples": (
        "One answer has several lines or more than 8 words: it becomes an example to compare your own words with.",
        "{n} answers have several lines or more than 8 words: they become examples to compare your own words with.",
    ),
    "left_column": (
        "Left out: {column}, filled in on one row.",
        "Left out: {column}, filled in on {n} rows.",
    ),
    "left_columns": ("Left out as well: one more column.", "Left out as well: {n} more columns."),
    "column_named": "column “{name}”",
    "column": "column {number}",
    "unwritten": "the new cards cannot be written into this deck well, and nothing was changed — "
    "let trainer deck check see what is wrong with it.",
    "changed": "another program has just changed this deck — try again.",
    "unremembered": "I cannot save what has come in: {why}",
    # Taken out
    "also_right": "Also right: {wordings}",
    "points": "What is in it: {points}",
    "do": "Do.",
    "dont": "Don't.",
    "fold": "Print on one side, cut along the dashed lines, and fold in the middle.",
}
