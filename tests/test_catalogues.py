"""What a person reads: the same in both languages, all of it used, and none of it anywhere else."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from trainer.i18n import LANGUAGES, Entry, Language, entries

ROOT = Path(__file__).parents[1]
TRAINER = ROOT / "trainer"
ROOMS = sorted({path.stem for path in (TRAINER / "locale").glob("*/*.py")} - {"__init__"})
SOURCES = [path for path in sorted(TRAINER.rglob("*.py")) if not path.is_relative_to(TRAINER / "locale")]

KEY = re.compile(rf"({'|'.join(ROOMS)})\.[a-z_][a-z0-9_.-]*")
# A file beside the code may be named after a room: settings.toml is no sentence.
FILE = re.compile(r".*\.(toml|json|jsonl|csv|md|txt|py|tcss|lock)")
# Who takes a key and the values that stand in its sentence; TrainerError's children are found in the code.
SPEAKERS = {"message", "t", "catalog", "TrainerError"}
# Who shows what they are given, and under which names others take what will be shown.
SHOWERS = {"Static", "Label", "Button", "Content", "Option", "print", "notify", "update", "write"}
SHOWN = {"help", "description", "epilog", "title", "sub_title", "placeholder", "tooltip", "prompt"}


@dataclass
class Said(ast.NodeVisitor):
    """What one file says: the keys it names, with the values it gives them, and sentences of its own."""

    speakers: frozenset[str]
    keys: list[tuple[int, str]] = field(default_factory=list)
    prefixes: list[tuple[int, str]] = field(default_factory=list)
    """Of keys built from a value, such as f"days.weekday_{n}"."""
    given: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)
    sentences: list[tuple[int, str]] = field(default_factory=list)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and KEY.fullmatch(node.value) and not FILE.fullmatch(node.value):
            self.keys.append((node.lineno, node.value))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        first = node.values[0] if node.values else None
        if isinstance(first, ast.Constant) and re.match(rf"({'|'.join(ROOMS)})\.[a-z_-]*$", str(first.value)):
            self.prefixes.append((node.lineno, str(first.value)))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg != "id":  # a widget's or a binding's own name
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = last_name(node.func)
        match node.args:
            case [ast.Constant(value=str(key)), *_] if name in self.speakers:
                if not KEY.fullmatch(key):  # of a room that has no catalogue at all
                    self.keys.append((node.lineno, key))
                if all(k.arg for k in node.keywords):  # no **values, which cannot be seen from here
                    self.given.append((node.lineno, key, frozenset(k.arg for k in node.keywords if k.arg)))
        shown = list(node.args) if name in SHOWERS else []
        shown += [k.value for k in node.keywords if k.arg in SHOWN]
        self.sentences += [
            (node.lineno, text) for text in map(own_text, shown) if re.search(r"[^\W\d_]", text) and " " in text
        ]
        self.generic_visit(node)


def last_name(node: ast.expr) -> str:
    """`notify` of `self.app.notify`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def own_text(node: ast.expr) -> str:
    """The text that stands in the code itself, without what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(own_text(part) for part in parts)
    return ""


@cache
def speakers() -> frozenset[str]:
    """SPEAKERS, and every class that descends from TrainerError."""
    parents = {
        node.name: {last_name(base) for base in node.bases}
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = set(SPEAKERS)
    while more := {name for name, bases in parents.items() if bases & found} - found:
        found |= more
    return frozenset(found)


def read(source: str) -> Said:
    said = Said(speakers())
    said.visit(ast.parse(source))
    return said


@pytest.fixture(scope="module")
def code() -> dict[str, Said]:
    """What each file says, by its path."""
    return {str(path.relative_to(ROOT)): read(path.read_text(encoding="utf-8")) for path in SOURCES}


def catalogue(language: Language) -> dict[str, Entry]:
    return {f"{room}.{name}": entry for room in ROOMS for name, entry in entries(language, room).items()}


def halves(entry: Entry) -> tuple[str, ...]:
    return entry if isinstance(entry, tuple) else (entry,)


def fields(template: str) -> set[str]:
    """The names of the values that a template asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def entry_fields(entry: Entry) -> set[str]:
    """The same of an entry; a pair is chosen by n."""
    return {name for half in halves(entry) for name in fields(half)} | ({"n"} if isinstance(entry, tuple) else set())


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_have_the_same_sentences_with_the_same_values(room: str) -> None:
    shapes = [
        {name: (len(halves(entry)), entry_fields(entry)) for name, entry in entries(language, room).items()}
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_something_and_asks_for_values_by_name(language: Language) -> None:
    faults = [
        key
        for key, entry in catalogue(language).items()
        if not all(half.strip() for half in halves(entry))
        or not all(name.isidentifier() for name in entry_fields(entry))
    ]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_and_many_ask_for_the_same_values(language: Language) -> None:
    """But for n itself: "one card" needs no number."""
    faults = [
        key
        for key, entry in catalogue(language).items()
        if len({frozenset(fields(half) - {"n"}) for half in halves(entry)}) > 1
    ]
    assert faults == []


NAMES_THE_LETTER = {
    "cram.yours_formal",
    "event.removed",
    "workshop.deleted",
    "workshop.moved",
    "workshop.undo_new_deck",
    "workshop.undo_brought_in",
    "workshop.undo_copy",
    "workshop.undo_elsewhere",
    "workshop.which_why",
    "workshop.given",
    "workshop.afresh_now",
    "event.formal",
    "cli.help_formal",
    "cram.title_formal",
}
"""Sentences in which u is a key to press, or the word that the learner wants to practise."""


def test_the_dutch_says_je() -> None:
    formal = [
        key
        for key, entry in catalogue("nl").items()
        if key not in NAMES_THE_LETTER and re.search(r"\b(u|uw)\b", " ".join(halves(entry)), re.IGNORECASE)
    ]
    assert formal == []


def test_every_key_in_the_code_has_its_sentence(code: dict[str, Said]) -> None:
    known = catalogue("en")
    faults = [f"{path}:{line}: {key}" for path, said in code.items() for line, key in said.keys if key not in known]
    faults += [
        f"{path}:{line}: {prefix}…"
        for path, said in code.items()
        for line, prefix in said.prefixes
        if not any(key.startswith(prefix) for key in known)
    ]
    assert faults == []


def test_every_sentence_gets_its_values(code: dict[str, Said]) -> None:
    known = catalogue("en")
    faults = [
        f"{path}:{line}: {key} needs {', '.join(sorted(missing))}"
        for path, said in code.items()
        for line, key, given in said.given
        if key in known and (missing := entry_fields(known[key]) - given)
    ]
    assert faults == []


def test_a_built_key_begins_with_a_word_of_its_own(code: dict[str, Said]) -> None:
    """f"review.{x}" would count every sentence of the room as used: write f"review.grade_{x}"."""
    faults = [
        f"{path}:{line}: {prefix}…"
        for path, said in code.items()
        for line, prefix in said.prefixes
        if prefix.endswith(".")
    ]
    assert faults == []


def test_every_sentence_is_used(code: dict[str, Said]) -> None:
    keys = {key for said in code.values() for _, key in said.keys}
    prefixes = tuple(prefix for said in code.values() for _, prefix in said.prefixes)
    assert [key for key in catalogue("en") if key not in keys and not key.startswith(prefixes)] == []


def test_no_face_says_a_sentence_of_its_own(code: dict[str, Said]) -> None:
    faces = ("trainer/tui/", "trainer/cli")
    faults = [
        f"{path}:{line}: {sentence!r}"
        for path, said in code.items()
        if Path(path).as_posix().startswith(faces)
        for line, sentence in said.sentences
    ]
    assert faults == []


def test_what_the_code_says_is_found_where_it_stands() -> None:
    said = read(
        't("days.ago", n=3)\n'
        'self.notify(f"Saved {n} cards.")\n'
        'Binding("u", "undo", id="days.binding", tooltip="Take it back")\n'
        'message(f"days.month_{month}")\n'
        'raise SettingsError("settings.range", name="minutes")\n'
        'message("attic.dust", **values)\n'
        'Static("3/8", classes="big warm"); path / "settings.toml"\n'
    )
    assert said.keys == [(1, "days.ago"), (5, "settings.range"), (6, "attic.dust")]
    assert said.prefixes == [(4, "days.month_")]
    assert said.given == [(1, "days.ago", frozenset({"n"})), (5, "settings.range", frozenset({"name"}))]
    assert said.sentences == [(2, "Saved  cards."), (3, "Take it back")]
