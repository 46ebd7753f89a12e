"""The rules of the house: which room may know which, and what stays out of a quick command."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "trainer").rglob("*.py"))

# From what a deck says to what is seen: a room may import from those before it.
ROOMS = (
    "cards",
    "grading",
    "memory",
    "bring",
    "store",
    "study",
    "desk",
    "agenda",
    "workshop",
    "exchange",
    "tui",
    "cli",
    "__main__",
)
# Free to all, and importing none of the rooms. "" is trainer/__init__.py.
FREE = ("", "days", "paths", "pasted", "settings", "i18n", "locale", "when", "invitation")
# Who alone may know a library.
KEEPERS = {"textual": "tui", "rich": "tui", "tinydb": "store", "fsrs": "memory"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, at the top or in a function, with its line."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1] if path.is_relative_to(ROOT) else ()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = (
                    ".".join((*package[: len(package) - level + 1], *([module] if module else []))) if level else module
                )
                # `from trainer import tui` imports trainer.tui.
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def room_of(module: str) -> str:
    """The room of "trainer.tui.app" is "tui"; a name from trainer/__init__.py is in no room."""
    room = module.split(".")[1] if "." in module else ""
    return room if room in ROOMS + FREE else ""


def room_of_file(path: Path) -> str:
    room = path.relative_to(ROOT / "trainer").parts[0].removesuffix(".py")
    return "" if room == "__init__" else room


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Python as a process of its own, in the checkout, with the test's environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_an_import_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    source = tmp_path / "sample.py"
    source.write_text(
        "import a.b\n"
        "from trainer import tui\n"
        "def f() -> None:\n"
        "    from c.d import e\n"
        "    importlib.import_module('g')\n"
    )
    assert sorted(imports(source)) == [(1, "a.b"), (2, "trainer.tui"), (4, "c.d.e"), (5, "g")]


def test_every_module_has_its_place_in_the_house() -> None:
    assert {room_of_file(path) for path in FILES} <= {*ROOMS, *FREE}


def test_a_room_knows_only_the_rooms_before_it() -> None:
    faults = []
    for path in FILES:
        room = room_of_file(path)
        allowed = {*FREE, *ROOMS[: ROOMS.index(room) + 1]} if room in ROOMS else {*FREE}
        faults += [
            f"{where(path, line)}: {room or 'trainer'} imports {module}"
            for line, module in imports(path)
            if module.startswith("trainer.") and room_of(module) not in allowed
        ]
    assert faults == []


def test_a_library_is_known_in_one_room_only() -> None:
    faults = [
        f"{where(path, line)}: {module} belongs in {keeper}/"
        for path in FILES
        for line, module in imports(path)
        if (keeper := KEEPERS.get(module.split(".")[0])) and room_of_file(path) != keeper
    ]
    assert faults == []


@pytest.mark.parametrize("room", ["cards", "grading", "memory", "study"])
def test_a_pure_room_reads_no_clock_no_chance_and_no_environment(room: str) -> None:
    """What these rooms need of the world is passed in: `now` and `rng`."""
    impure = {
        *((owner, name) for owner in ("datetime", "date") for name in ("now", "today", "utcnow")),
        *(("time", name) for name in ("time", "time_ns", "monotonic", "perf_counter", "sleep", "localtime")),
        *(("os", name) for name in ("environ", "getenv")),
        *(
            ("random", name)
            for name in ("random", "randint", "choice", "choices", "shuffle", "sample", "uniform", "seed")
        ),
    }
    faults = [
        f"{where(path, node.lineno)}: {owner}.{name}"
        for path in FILES
        if room_of_file(path) == room
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (owner := node.value.id, name := node.attr) in impure
    ]
    assert faults == []


def test_nothing_outside_the_screens_loads_textual() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in FILES
        if room_of_file(path) not in {"tui", "__main__"}  # __main__ runs the program when it is imported
    ]
    script = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    for heavy in ("textual", "rich"):
        if heavy in sys.modules:
            sys.exit(f"{name} loads {heavy}")
"""
    done = run("-c", script, *modules)
    assert done.returncode == 0, done.stderr


def test_due_loads_neither_the_screens_nor_the_judge_nor_the_scheduler() -> None:
    """It stands in shell prompts. One answered card first, so that there is a history to read."""
    reviewed = run("-m", "trainer", "review", "--plain", "--cards", "1", typed="a name\n" * 10)
    assert reviewed.returncode == 0, reviewed.stderr
    script = """
import sys
from trainer.cli import main
main(["due"])
heavy = "textual rich rapidfuzz fsrs dateutil icalendar msgspec".split()
print("loaded:", *(name for name in heavy if name in sys.modules))
"""
    done = run("-c", script)
    assert done.stdout.splitlines()[-1:] == ["loaded:"], done.stdout + done.stderr
