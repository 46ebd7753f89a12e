"""What can be asked of the command line, and how it is explained; in the interface's language.

argparse says its own sentences through gettext's `_`, which it looks up in its module each time. While our parser is
made and used, that name gives the sentences of our catalogue; one that it does not know stays as argparse wrote it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from trainer import __version__, settings
from trainer.cli.call import Misused
from trainer.i18n import LANGUAGES, Catalog, Message
from trainer.store.event import EventKind
from trainer.study.cram import LENGTHS

OWN_SENTENCES: Mapping[str, str] = {
    "usage: ": "cli.argparse_usage",
    "options": "cli.argparse_options",
    "positional arguments": "cli.argparse_positionals",
    "show this help message and exit": "cli.argparse_help",
    "argument %(argument_name)s: %(message)s": "cli.argparse_argument",
    "unrecognized arguments: %s": "cli.argparse_unrecognized",
    "the following arguments are required: %s": "cli.argparse_required",
    "expected one argument": "cli.argparse_one",
    "not allowed with argument %s": "cli.argparse_not_with",
    "ignored explicit argument %r": "cli.argparse_no_value",
    "invalid choice: %(value)r (choose from %(choices)s)": "cli.argparse_choice",
}
"""The sentences of argparse that a user of ours can meet, and ours for them."""


class Parser(argparse.ArgumentParser):
    """argparse's parser, but a mistake is raised rather than printed below half a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise Misused(self.prog, message)


@contextmanager
def _sentences(t: Catalog) -> Iterator[None]:
    """Let argparse speak our language for a while."""
    module = vars(argparse)
    gettext = module["_"]
    module["_"] = lambda text: t(OWN_SENTENCES[text]) if text in OWN_SENTENCES else gettext(text)
    try:
        yield
    finally:
        module["_"] = gettext


def parse(argv: Sequence[str], t: Catalog) -> argparse.Namespace:
    """The command and its options. Raises Misused, and SystemExit(0) once --help or --version is answered."""
    with _sentences(t):
        return _checked(_parser(t).parse_args(argv), t)


def _parser(t: Catalog) -> Parser:
    raw = argparse.RawDescriptionHelpFormatter  # the examples stand in lines
    about, epilog = t("cli.about"), t("cli.epilog")
    main = Parser(prog="trainer", description=about, epilog=epilog, formatter_class=raw, allow_abbrev=False)
    main.add_argument("--version", action="version", version=f"trainer {__version__}", help=t("cli.help_version"))
    _common(main, "app", t)
    commands = main.add_subparsers(title=t("cli.commands"), metavar=t("cli.command"), prog="trainer")

    review = _command(commands.add_parser, "review", t)
    review.add_argument("decks", nargs="*", metavar=t("cli.deck"), help=t("cli.help_decks"))
    length = review.add_mutually_exclusive_group()
    length.add_argument("--minutes", metavar="N", help=t("cli.help_minutes"))
    length.add_argument("--cards", metavar="N", help=t("cli.help_cards"))
    review.add_argument("--ahead", action="store_true", help=t("cli.help_ahead"))
    review.add_argument("--plain", action="store_true", help=t("cli.help_plain"))

    _command(commands.add_parser, "due", t, json=True)

    deck = _command(commands.add_parser, "deck", t, json=True)
    actions = _several(deck, "deck", t)
    _command(actions.add_parser, "list", t, within="deck", json=True)
    check = _command(actions.add_parser, "check", t, within="deck", json=True)
    check.add_argument("paths", nargs="*", metavar=t("cli.path"), help=t("cli.help_paths"))
    new = _command(actions.add_parser, "new", t, within="deck")
    new.add_argument("name", metavar=t("cli.name"), help=t("cli.help_deck_name"))
    add = _command(actions.add_parser, "add", t, within="deck")
    add.add_argument("paths", nargs="+", metavar=t("cli.path"), help=t("cli.help_deck_add"))
    _command(actions.add_parser, "orphans", t, within="deck", json=True)
    relink = _command(actions.add_parser, "relink", t, within="deck")
    relink.add_argument("question", nargs="?", metavar=t("cli.question"), help=t("cli.help_relink_question"))
    relink.add_argument("--yes", action="store_true", help=t("cli.help_relink_yes"))

    _events(commands.add_parser, t)
    cram = _command(commands.add_parser, "cram", t)
    cram.add_argument("event", nargs="?", metavar=t("cli.event"), help=t("cli.help_event"))
    cram.add_argument("--minutes", type=int, choices=LENGTHS, help=t("cli.help_cram_minutes"))
    page = _command(commands.add_parser, "page", t)
    page.add_argument("event", nargs="?", metavar=t("cli.event"), help=t("cli.help_event"))
    page.add_argument("--to", metavar=t("cli.page_file"), help=t("cli.help_page_to"))

    _command(commands.add_parser, "stats", t, json=True)
    _command(commands.add_parser, "where", t, json=True)

    grade = _command(commands.add_parser, "grade", t, json=True)
    grade.add_argument("file", metavar=t("cli.file"), help=t("cli.help_file"))

    bring = _command(commands.add_parser, "import", t)
    bring.add_argument("file", metavar=t("cli.file_in"), help=t("cli.help_import"))
    bring.add_argument("--cards-in", choices=LANGUAGES, help=t("cli.help_cards_in"))
    bring.add_argument("--yes", action="store_true", help=t("cli.help_yes"))
    bring.add_argument("--dry-run", action="store_true", help=t("cli.help_dry_run"))

    merge = _command(commands.add_parser, "merge", t)
    merge.add_argument("path", metavar=t("cli.path"), help=t("cli.help_merge"))
    backup = _command(commands.add_parser, "backup", t)
    backup.add_argument("file", nargs="?", metavar=t("cli.zip"), help=t("cli.help_backup"))
    restore = _command(commands.add_parser, "restore", t)
    restore.add_argument("file", metavar=t("cli.zip"), help=t("cli.help_restore"))
    _command(commands.add_parser, "doctor", t, json=True)
    export = _command(commands.add_parser, "export", t, json=True)
    export.add_argument("file", nargs="?", metavar=t("cli.deck_or_file"), help=t("cli.help_export"))
    export.add_argument("--to", metavar=t("cli.file_out"), help=t("cli.help_export_to"))
    export.add_argument("--schedule", action="store_true", help=t("cli.help_schedule"))
    export.epilog, export.formatter_class = t("cli.epilog_export"), raw
    return main


def _events(add: Callable[..., Parser], t: Catalog) -> None:
    """The diary: list, add, remove."""
    event = _command(add, "event", t, json=True)
    actions = _several(event, "event", t)
    _command(actions.add_parser, "list", t, within="event", json=True)
    new = _command(actions.add_parser, "add", t, within="event")
    new.add_argument("name", nargs="?", metavar=t("cli.event_name"), help=t("cli.help_event_name"))
    new.add_argument("when", nargs="*", metavar=t("cli.when"), help=t("cli.help_when"))
    new.add_argument("--ics", metavar=t("cli.ics"), help=t("cli.help_ics"))
    new.add_argument("--deck", action="append", metavar=t("cli.deck"), help=t("cli.help_event_deck"))
    new.add_argument("--tag", action="append", metavar=t("cli.tag"), help=t("cli.help_tag"))
    new.add_argument("--minutes", metavar="N", help=t("cli.help_event_minutes"))
    new.add_argument("--goal", metavar=t("cli.text"), help=t("cli.help_goal"))
    new.add_argument("--place", metavar=t("cli.text"), help=t("cli.help_place"))
    new.add_argument("--kind", choices=[kind.value for kind in EventKind], help=t("cli.help_kind"))
    new.add_argument("--formal", action="store_true", help=t("cli.help_formal"))
    new.add_argument("--dry-run", action="store_true", help=t("cli.help_dry_run"))
    gone = _command(actions.add_parser, "remove", t, within="event")
    gone.add_argument("name", metavar=t("cli.event"), help=t("cli.help_event"))


def _several(parser: Parser, name: str, t: Catalog) -> Any:  # noqa: ANN401 - argparse has no public name for it
    """The commands within a command; without one of them there is the list."""
    parser.set_defaults(command=f"{name} list")
    return parser.add_subparsers(title=t("cli.commands"), metavar=t("cli.command"), prog=f"trainer {name}")


def _command(add: Callable[..., Parser], name: str, t: Catalog, *, within: str = "", json: bool = False) -> Parser:
    """One command, with what all of them have; its full name is what commands.COMMANDS knows it by."""
    full = f"{within} {name}".strip()
    about = t(f"cli.about_{full.replace(' ', '_')}")
    parser = add(name, help=about, description=about, allow_abbrev=False)
    _common(parser, full, t)
    parser.set_defaults(has_json=json)
    if json:
        # Within a command the default is that command's, for its own would hide a --json that stands before it.
        default = argparse.SUPPRESS if within else False
        parser.add_argument("--json", action="store_true", default=default, help=t("cli.help_json"))
    return parser


def _common(parser: Parser, command: str, t: Catalog) -> None:
    parser.set_defaults(command=command, parser=parser)
    # Read before there is a parser; here it is explained and checked. Without a default, for a
    # command's would hide what stands before the command.
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=t("cli.help_lang"))


def _checked(asked: argparse.Namespace, t: Catalog) -> argparse.Namespace:
    """The numbers, by the rules of the settings that they overrule; and --json, which may stand before a command."""
    if getattr(asked, "json", False) and not asked.has_json:
        asked.parser.error(t("cli.argparse_unrecognized") % "--json")
    for name in ("minutes", "cards"):
        given = getattr(asked, name, None)
        if given is None or isinstance(given, int):  # a choice has been checked
            continue
        try:
            setattr(asked, name, settings.checked(name, given))
        except settings.SettingsError as error:
            rule = Message(error.message.key, {**error.message.values, "name": f"--{name}"})
            asked.parser.error(t.say(rule))
    return asked
