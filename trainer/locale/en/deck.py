"""What is said about deck files, in English: what is wrong — what to do."""

from __future__ import annotations

MESSAGES: dict[str, str | tuple[str, str]] = {
    # Files
    "file": "{path}: {mistake}",
    "missing": "this file is not there (any more) — check its name.",
    "no_access": "I am not allowed to read this file or folder — give yourself permission to read it.",
    "unreadable": "this file or folder cannot be read: {why}",
    "not_text": "this is not a text file — save the deck as plain text (.md, UTF-8).",
    "too_big": "this file is {size} MB; I read at most {most} — spread the cards over more decks.",
    "same_name": "this deck has almost the same name as {other} and is left out for now — rename one of the two.",
    "encoding": "saved as {encoding}; I converted the letters — better save it as UTF-8.",
    "empty": "this deck has no card yet — start one with ## and your question, and put 'Answer: …' below it.",
    # Above the cards
    "second_title": "a second title — does a card start here? Then use ## (two hashes).",
    "deep_heading": "a heading with {marks} — does a card start here? Then use ## (two hashes).",
    "early_text": "this text stands before the first card and is not used — "
    "put it under a card, or between <!-- and -->.",
    "early_label": "'{written}' stands before the first card — start the card with ## and your question.",
    "unknown_language": "I don't know the language '{found}' — choose nl or en. The cards are left out for now.",
    "mixed": "{written} {language}, but the labels are {labels} — that is fine; I use {checking} to check answers.",
    "mixed_unnamed": "the labels are {labels}, but I use {checking} to check answers — "
    "put 'Language: {other}' below the title if that is not right.",
    "language_nl": "Dutch",
    "language_en": "English",
    "twice": "a second '{written}' in this deck; the first one counts — remove one of them.",
    # A card and its lines
    "left_out": "{mistake} The card '{card}' is left out for now.",
    "no_answer": "this card has a question but no answer — add a line 'Answer: …' below it.",
    "no_question": "this card has no question — put it after the hashes: ## Who organises the drinks?",
    "unknown_label": "I don't know '{written}' — did you mean '{label}'?",
    "blank": "there is nothing after '{written}' — fill it in or remove the line.",
    "stray_heading": "a card begins with two # and a space; this line does not — write '## {text}'.",
    "stray": "this line has no label and is skipped: '{text}' — "
    "does it belong to the explanation? Put 'Why:' before it.",
    "long_text": "this text has {n} characters; {most} is the most that fits — make it shorter.",
    "twice_on_card": "a second '{written}' on this card; the first one counts — remove one of them.",
    "misfit": "'{written}' does not go with {kind} and is skipped — remove the line.",
    "a_term": "a question with 'Answer:'",
    "a_cloze": "a sentence with a gap",
    "a_list": "a list",
    "a_own": "an answer in your own words",
    "a_verdict": "do or don't",
    "number": "'{written}' wants a number, such as {example}; it says '{found}' — write it in figures.",
    "range": "'{written}' goes from 1 to {most}; it says {found} — choose a number between them.",
    "bad_id": "'{written} {found}' has no letter or figure — choose a short name, such as first-line.",
    "same_id": "'{id}' is also the Id of the card on line {line} — give this card another one.",
    "loose_heading": "a line that begins with # would begin another card — take the # away, or make it a card of its own.",
    "changed_card": "the card on line {line} has changed in the meantime — open it again.",
    "not_editable": "the card on line {line} cannot be changed here — change it in the file itself.",
    # Answers
    "gap_open": "there is a [ without a ] — write the gap like this: first [give], then take.",
    "gap_shut": "there is a ] without a [ — write the gap like this: first [give], then take.",
    "gap_empty": "there is nothing between [ and ] — put the answer there: first [give], then take.",
    "which_gap": "'{written}' is skipped: with several gaps it cannot be told which one it is for — "
    "put it in the gap itself: [give / offer].",
    "scene_gaps": (
        "this '{written}' does not have one gap, as the question has, and is skipped — put a gap in it.",
        "this '{written}' does not have {n} gaps, as the question has, and is skipped — give it as many.",
    ),
    "plain_brackets": "the [ ] in this question are plain text, because the answer stands below it — "
    "remove the answer below it if you mean a gap.",
    "both": "'{wording}' is under Also right and under Not right — remove it in one of the two places.",
    "few_items": (
        "you ask for {asked}, but there is 1 answer — ask for fewer or add answers.",
        "you ask for {asked}, but there are {n} answers — ask for fewer or add answers.",
    ),
    "few_points": (
        "you ask for {asked}, but there is 1 point — ask for fewer or add points.",
        "you ask for {asked}, but there are {n} points — ask for fewer or add points.",
    ),
    "verdict": "'{written}' goes with 'do' or 'don't', not with '{found}' — choose one of the two.",
    "keep": "'{written}' goes with 'yes' or 'no', not with '{found}' — choose one of the two.",
    "point_open": "after '{name}' there is a ( without a ) — close the list of words with a ).",
    "point_shut": "at '{name}' there is a ) without a ( — write the words like this: asks back (and you / what about).",
    "structure": "I don't know '{found}' — choose [question], [open question] or [number].",
    "one_structure": "a point can recognise only one form; {first} counts and {second} is skipped — "
    "make two points of it.",
    # Advice
    "asked_already": "this question is in this deck already — ask something else.",
    "same_question": "this question is also on line {line} — remove one of them or ask something else.",
    "told_by_question": "the question gives the answer away ('{answer}') — ask it differently.",
    "told_by_hint": "the hint gives the answer away ('{answer}') — give a smaller nudge.",
    "long_model": "the example '{model}' has {n} words; you ask for at most {most} — shorten it or allow more.",
    "short_model": "the example '{model}' has {n} words; you ask for at least {least} — lengthen it or ask for fewer.",
    "avoided_in_model": "the example '{model}' uses '{word}', which is under Avoid — choose another word.",
    "common_accented": "'{word}' counts as '{plain}' and fits nearly always — choose another word.",
    "common_word": "'{word}' fits nearly always — choose another word.",
    "long_answer": "long answer ({n} words); nobody types that literally — split the card or use 'Point:'.",
    "yes_no": "only yes or no answers this question — ask what or how, or use 'Verdict:' with a reason.",
    # After a check
    "summary": "{title}: {cards} ({kinds}). {mistakes}, {remarks}.",
    "summary_empty": "{title}: {cards}. {mistakes}, {remarks}.",
    "cards": ("{n} card", "{n} cards"),
    "and": "{first}, {rest}",
    "n_term": ("{n} term", "{n} terms"),
    "n_cloze": ("{n} cloze", "{n} clozes"),
    "n_list": ("{n} list", "{n} lists"),
    "n_own": "{n} in your own words",
    "n_verdict": "{n} do or don't",
    "mistakes": ("{n} mistake", "{n} mistakes"),
    "no_mistakes": "No mistakes",
    "remarks": ("{n} remark", "{n} remarks"),
    "no_remarks": "no remarks",
}
