"""The command line."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    # What can be asked
    "about": "Practise networking: opening lines, your pitch, etiquette,\nand replies to objections.",
    "about_review": "Review what is due, from all chosen decks or from those named.",
    "about_due": "One line about what waits, for your prompt; no line when nothing waits.",
    "about_deck": "Look at the decks, or check them. Without a command: the list.",
    "about_deck_list": "All decks, with what is in them and what is due.",
    "about_deck_check": "Name what is wrong in a deck, as file:line: what — what to do.",
    "about_stats": "How much you have practised and remembered.",
    "about_where": "Where your files are.",
    "about_merge": "Take in the history of another device, beside the one here; twice does no harm.",
    "about_backup": "Put everything into one file: history, settings and own decks.",
    "about_restore": "Put a backup back; what is there now is kept aside. Close other trainers first.",
    "about_doctor": "Check everything: each line, the summary, permissions and decks. Exit code 1: something is wrong.",
    "about_export": "Give everything as JSON: each answer, each card, your lines and your settings.",
    "about_event": "Your diary: what do you want to be ready for? Without a command: the list.",
    "about_event_list": "What is coming, and how ready you will be.",
    "about_event_add": "Write an event down; what I understand of the date is said.",
    "about_event_remove": "Take an event out of your diary.",
    "about_cram": "Just before: lines ready, a quick round, and one page at the end.",
    "about_page": "The page to read at the door, as text or in a file for your phone.",
    "event": "EVENT",
    "event_name": "NAME",
    "when": "WHEN",
    "ics": "FILE.ics",
    "page_file": "FILE",
    "help_event": "name or number from the diary; otherwise the next one",
    "help_event_name": "what it is called, such as drinks",
    "help_when": "for example: Thursday 19:30, in 3 hours, 12 Nov, every first Thursday of the month",
    "help_ics": "an invitation, instead of WHEN",
    "help_event_deck": "only this deck; may be given more than once",
    "help_event_minutes": "minutes a day, otherwise 5",
    "tag": "TAG",
    "text": "TEXT",
    "help_tag": "only cards with this tag; may be given more than once",
    "help_goal": "your goal, in a few words",
    "help_place": "where it is",
    "help_kind": "kind of event, otherwise drinks",
    "help_formal": "practise with u (Dutch)",
    "help_dry_run": "only say what I understand",
    "help_cram_minutes": "how long, in minutes; otherwise the screen asks",
    "help_page_to": "a new file: .txt, or .html for your phone",
    "about_import": "Bring in cards from Anki (.apkg, .colpkg), a spreadsheet (.csv, .tsv) or Markdown.",
    "deck_or_file": "DECK or FILE.json",
    "file_in": "FILE",
    "file_out": "FILE",
    "help_import": "what you have learned there comes along; a second time updates and doubles nothing",
    "help_cards_in": "language of the cards, where the file does not say",
    "help_yes": "do not ask",
    "help_export_to": "take a deck out: .apkg (Anki), .csv, .md, .html (to print) or .txt",
    "help_schedule": "with what you have learned (.apkg only)",
    "export_to": "to take a deck out: trainer export {name} --to {name}.apkg; everything as JSON goes into a file that ends in .json",
    "about_grade": "Judge the answers in a file, to measure how well that goes; ? means: not sure.",
    "epilog": (
        "Without a command, the trainer itself opens.\n"
        "\n"
        "Examples:\n"
        "  trainer                             practise on the screen\n"
        "  trainer review openers --minutes 3  three minutes, from one deck\n"
        "  trainer review --plain              in lines of text: screen reader, pipe\n"
        "  trainer due --json                  what waits, for a program\n"
        "  trainer deck check my-drinks.md     check a deck of your own\n"
        "\n"
        "Data goes to standard output, messages to standard error. Exit code:\n"
        "  0    all is well\n"
        "  1    something is wrong with a deck, settings, history or the disk\n"
        "  2    the command makes no sense, or not here\n"
        "  130  stopped with ctrl+c; what you have answered is kept\n"
        "\n"
        "TRAINER_HOME puts everything in one folder: data, settings, own decks.\n"
        "If your terminal will not type é or ë, set TEXTUAL_DISABLE_KITTY_KEY=1."
    ),
    "commands": "commands",
    "command": "COMMAND",
    "deck": "DECK",
    "path": "PATH",
    "file": "FILE.jsonl",
    "zip": "FILE.zip",
    "help_decks": "name of a deck, as in trainer deck list (default: the chosen decks)",
    "help_minutes": "so many minutes, 1 to 120",
    "help_cards": "so many cards, 1 to 500",
    "help_ahead": "even when nothing is due: new cards, and what would come first",
    "help_plain": "in lines of text, without a screen",
    "help_json": "as JSON, for a program",
    "help_paths": "file or folder (default: all decks)",
    "help_file": "on each line a JSON object with prompt, answer, alternatives, key_points, kind, lang and typed",
    "help_version": "the version number",
    "help_merge": "a data folder (a shared one too), the folder log in it, or a backup",
    "help_backup": "where to (default: in the folder with backups, see trainer where)",
    "help_restore": "a file from trainer backup",
    "help_export": "where to (default: standard output)",
    "epilog_export": (
        "One JSON object, with one item a line:\n"
        "  format       1\n"
        "  settings     your settings\n"
        "  preferences  what the trainer remembers of you\n"
        "  schedules    by card: stability and due (FSRS), reviews, lapses\n"
        "  lines        your own lines, with their card\n"
        "  wordings     by card: accepted and refused\n"
        "  flagged      cards to be improved\n"
        "  suspended    cards that are not asked\n"
        "  links        cards that were changed: card, and the key of their history\n"
        "  events       your diary\n"
        "  follow_ups   what you promised, and whom to keep in touch with\n"
        "  days         by study day and deck: counts and seconds\n"
        "  reviews      each answer, oldest first: what you typed, verdict,\n"
        "               grade (1 again to 4 easy), before and after\n"
        "Times are in ISO 8601, with their zone; durations in seconds."
    ),
    "help_lang": "nl or en, for this one time",
    # argparse
    "argparse_usage": "usage: ",
    "argparse_options": "options",
    "argparse_positionals": "arguments",
    "argparse_help": "this explanation",
    "argparse_argument": "%(argument_name)s: %(message)s",
    "argparse_unrecognized": "I don't know this: %s",
    "argparse_required": "this is still missing: %s",
    "argparse_one": "something belongs behind this",
    "argparse_not_with": "does not go together with %s",
    "argparse_no_value": "nothing belongs behind this; there is %r",
    "argparse_choice": "I don't know %(value)r; choose from %(choices)s",
    # What there is to say
    "misused": "{program}: {why}\nMore: {program} --help",
    "no_terminal": "The trainer needs a terminal. In a pipe or a script there is: trainer review --plain",
    "system": "{path}: {why}",
    "interrupted": "Stopped.",
    "reading": "Reading your history:",
    "nothing_due": "Nothing is due. {tomorrow} To practise all the same, add --ahead.",
    "nothing_ahead": "You have had everything today, also what comes later. {tomorrow}",
    "no_cards": "{deck}: there is no card in it that I can ask — trainer deck check '{path}' tells you why.",
    "no_decks_here": "{path}: there is no deck here; a deck is a file that ends in .md.",
    "due_line": "Networking trainer: {what} ({time})",
    "due": ("{n} due", "{n} due"),
    "due_new": ("{n} new", "{n} new"),
    "deck_cards": ("{n} card", "{n} cards"),
    "deck_unseen": "{n} not seen yet",
    "deck_not_chosen": "not chosen",
    "deck_mistakes": "{mistakes} (see trainer deck check)",
    "where_history": "History",
    "where_settings": "Settings",
    "where_own_decks": "Own decks",
    "where_bundled_decks": "Bundled decks",
    "where_backups": "Backups",
    "where_not_yet": "(not made yet)",
    # Figures
    "stats_none": "There is nothing to count yet: you have not answered anything.",
    "stats_total": ("{n} answer on {days}, since {since}.", "{n} answers on {days}, since {since}."),
    "stats_days": ("{n} day", "{n} days"),
    "stats_time": "Time: {time}.",
    "stats_retained": "Remembered, when first asked on a later day: {share}.",
    "stats_overruled": "You disagreed with the verdict: {share}.",
    "stats_by_deck": "By deck:",
    "stats_answers": ("{n} answer", "{n} answers"),
    "stats_deck_retained": "remembered {share}",
    "stats_chart": "Answers in the last two weeks:",
    "share": "{percent} % of {of}",
    "share_few": "{hits} of {of}, too few for a percentage",
    "share_none": "nothing to count yet",
    "hours": ("{n} hour", "{n} hours"),
    # Own decks
    "about_deck_new": "Begin a deck of your own, with an example of each kind of card.",
    "about_deck_add": "Put somebody else's deck among your own, after saying what is in it.",
    "about_deck_orphans": "The cards that you practised and that are in no deck any more.",
    "about_deck_relink": "Know changed cards again, so that they keep what you knew of them.",
    "name": "NAME",
    "help_deck_name": "what the deck is called",
    "help_deck_add": "a file with cards (.md), or a folder with such files",
    "question": "question",
    "help_relink_question": "the question of a card: choose yourself which vanished card it is",
    "help_relink_yes": "without asking: yes, they are the same cards",
}
