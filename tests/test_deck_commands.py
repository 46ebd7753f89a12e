"""The commands about the learner's own decks, as processes of their own with real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MINE = "# Mijn borrel\nTaal: nl\n\n## Wie organiseert de borrel?\nAntwoord: Petra\n\n## Waar is hij?\nAntwoord: hier\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "trainer"
    home.mkdir()
    (home / "settings.toml").write_text('language = "nl"\ndecks = []\n', encoding="utf-8")
    return home


def trainer(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "TRAINER_HOME": str(home), "PYTHONUTF8": "1"},
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def practised(home: Path) -> Path:
    """A deck of the learner's own whose two cards were each answered once."""
    deck = home / "decks" / "borrel.md"
    deck.parent.mkdir()
    deck.write_text(MINE, encoding="utf-8")
    done = trainer(home, "review", "--plain", typed="Petra\n3\nhier\n3\n" * 3)
    assert done.returncode == 0, done.stderr
    return deck


@pytest.mark.parametrize(("language", "kind"), [("nl", "Antwoord: Petra"), ("en", "Answer: ")])
def test_a_new_deck_has_a_card_of_each_kind_and_never_takes_anothers_place(
    home: Path, language: str, kind: str
) -> None:
    first = trainer(home, "--lang", language, "deck", "new", "Mijn borrel")
    second = trainer(home, "--lang", language, "deck", "new", "../Mijn borrel")
    assert (first.returncode, second.returncode) == (0, 0)
    names = sorted(path.name for path in (home / "decks").iterdir())
    assert names == ["mijn-borrel-2.md", "mijn-borrel.md"]
    path = home / "decks" / "mijn-borrel.md"
    assert str(path) in first.stdout
    assert kind in path.read_text(encoding="utf-8")
    (checked,) = json.loads(trainer(home, "deck", "check", "--json", str(path)).stdout)
    assert checked["kinds"] == {"term": 1, "cloze": 1, "list": 1, "own": 1, "verdict": 1}
    assert [card["kind"] for card in checked["understood"]] == ["term", "cloze", "list", "own", "verdict"]
    assert checked["problems"] == []


def test_a_new_deck_needs_a_name(home: Path) -> None:
    done = trainer(home, "deck", "new", "  ")
    assert done.returncode == 2
    assert "naam" in done.stderr


def test_a_deck_is_taken_in_after_it_is_said_what_is_in_it(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "from a friend"
    folder.mkdir()
    (folder / "Borrel.md").write_text(MINE + "\n## Zonder antwoord\n", encoding="utf-8")
    (folder / "leeg.md").write_bytes(b"\x89PNG\r\n\0\0\xff")
    done = trainer(home, "deck", "add", str(folder), str(tmp_path / "nowhere.md"))
    assert done.returncode == 1
    assert "2 begrippen" in done.stdout
    assert "Borrel.md:10:" in done.stdout
    assert "leeg.md blijft waar het is" in done.stderr
    assert "nowhere.md: dit bestand is er niet" in done.stderr
    assert [path.name for path in (home / "decks").iterdir()] == ["borrel.md"]
    again = trainer(home, "deck", "add", str(folder / "Borrel.md"))
    assert again.returncode == 0
    assert "Die heb je al" in again.stdout
    (folder / "Borrel.md").write_text(MINE, encoding="utf-8")
    other = trainer(home, "deck", "add", str(folder / "Borrel.md"))
    assert other.returncode == 0
    assert sorted(path.name for path in (home / "decks").iterdir()) == ["borrel-2.md", "borrel.md"]


def test_a_copy_of_a_deck_with_a_history_is_said_to_start_afresh(home: Path, tmp_path: Path) -> None:
    practised(home)
    copy = tmp_path / "kopie.md"
    copy.write_text(MINE + "\n", encoding="utf-8")
    done = trainer(home, "deck", "add", str(copy))
    assert "kopie van own/borrel en begint van voren af aan" in done.stdout


def test_cards_that_vanished_are_listed_and_come_back_with_their_history(home: Path) -> None:
    deck = practised(home)
    nothing = trainer(home, "deck", "orphans")
    assert (nothing.returncode, "Geen kaart is verdwenen" in nothing.stdout) == (0, True)
    deck.write_text("# Mijn borrel\nTaal: nl\n", encoding="utf-8")
    listed = trainer(home, "deck", "orphans")
    assert "own/borrel: Wie organiseert de borrel? → Petra (1 keer gevraagd)" in listed.stdout
    found = json.loads(trainer(home, "deck", "orphans", "--json").stdout)
    assert {card["question"]: card["reviews"] for card in found} == {
        "Wie organiseert de borrel?": 1,
        "Waar is hij?": 1,
    }
    deck.write_text(MINE, encoding="utf-8")
    assert json.loads(trainer(home, "deck", "orphans", "--json").stdout) == []


def test_a_reworded_card_keeps_its_history_when_that_is_asked_for(home: Path) -> None:
    deck = practised(home)
    deck.write_text(MINE.replace("Wie organiseert de", "Wie organiseert nu de"), encoding="utf-8")
    done = trainer(home, "deck", "relink", "--yes")
    assert done.returncode == 0
    assert "Wie organiseert de borrel?" in done.stdout
    assert "Wie organiseert nu de borrel?" in done.stdout
    assert json.loads(trainer(home, "deck", "orphans", "--json").stdout) == []
    assert "Niets te vragen" in trainer(home, "deck", "relink").stdout


def test_a_card_that_was_written_anew_is_pointed_at_by_hand_and_back(home: Path) -> None:
    deck = practised(home)
    deck.write_text(MINE.replace("Wie organiseert de borrel?", "Bij wie moet je zijn?"), encoding="utf-8")
    assert "Niets te vragen" in trainer(home, "deck", "relink").stdout
    done = trainer(home, "deck", "relink", "bij wie moet je zijn", typed="1\n")
    assert done.returncode == 0, done.stderr
    assert "1. own/borrel: Wie organiseert de borrel?" in done.stdout
    assert json.loads(trainer(home, "deck", "orphans", "--json").stdout) == []
    back = trainer(home, "deck", "relink", "bij wie moet je zijn", typed="0\n")
    assert "1 keer gevraagd" in back.stdout
    (gone,) = json.loads(trainer(home, "deck", "orphans", "--json").stdout)
    assert gone["question"] == "Wie organiseert de borrel?"


@pytest.mark.parametrize(
    ("question", "typed", "code", "said"),
    [
        ("bij wie moet", "", 0, "Alles blijft zoals het is"),
        ("bij wie moet", "9\n", 2, "9 staat niet in de lijst"),
        ("bij wie moet", "9" * 5000 + "\n", 2, "staat niet in de lijst"),
        ("xyzzy", "", 1, "Niets gevonden"),
        ("een", "", 1, "Typ de hele vraag"),
    ],
)
def test_what_cannot_be_pointed_at_is_said_and_nothing_changes(
    home: Path, question: str, typed: str, code: int, said: str
) -> None:
    deck = practised(home)
    deck.write_text(MINE.replace("Wie organiseert de borrel?", "Bij wie moet je zijn?"), encoding="utf-8")
    done = trainer(home, "deck", "relink", question, typed=typed)
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True)
    assert len(json.loads(trainer(home, "deck", "orphans", "--json").stdout)) == 1


def test_a_session_in_lines_asks_first_and_takes_no_for_an_answer_once(home: Path) -> None:
    deck = practised(home)
    deck.write_text(MINE.replace("Wie organiseert de", "Wie organiseert nu de"), encoding="utf-8")
    cut = trainer(home, "review", "--plain", typed="")
    assert "Is dit dezelfde kaart?" in cut.stdout
    asked = trainer(home, "review", "--plain", typed="n\nPetra\n3\n")
    assert "Is dit dezelfde kaart?" in asked.stdout
    again = trainer(home, "review", "--plain", typed="")
    assert "Is dit dezelfde kaart?" not in again.stdout
    (gone,) = json.loads(trainer(home, "deck", "orphans", "--json").stdout)
    assert gone["question"] == "Wie organiseert de borrel?"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_the_learners_editor_opens_at_the_card_and_what_it_saved_is_there_at_once(home: Path, tmp_path: Path) -> None:
    from tests.terminal import Terminal

    deck = home / "decks" / "borrel.md"
    deck.parent.mkdir()
    deck.write_text(MINE, encoding="utf-8")
    editor, told = tmp_path / "vim", tmp_path / "told"
    editor.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{told}"\nsed -i.bak s/Petra/Karel/ "$2"\n', encoding="utf-8")
    editor.chmod(0o700)
    environ = {**os.environ, "TRAINER_HOME": str(home), "EDITOR": str(editor), "PYTHONPATH": str(ROOT)}
    terminal = Terminal([sys.executable, "-m", "trainer"], environ)
    terminal.until("beginnen")
    terminal.press(b"d")
    terminal.until("Mijn borrel")
    terminal.press(b"\x1b[B" * 4 + b"\r")
    terminal.until("Petra")
    terminal.press(b"o")
    terminal.until("Karel")
    terminal.press(b"\x11")
    assert terminal.ended()[0] == 0
    assert told.read_text(encoding="utf-8") == f"+4|{deck}|"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "gaat niet open"),
        ("exit 3", "meldde een fout (3)"),
        ("kill -INT 0; exit 4", "meldde een fout"),
    ],
)
def test_an_editor_that_fails_gives_the_terminal_back(
    home: Path, tmp_path: Path, script: str | None, said: str
) -> None:
    from tests.terminal import Terminal

    deck = home / "decks" / "borrel.md"
    deck.parent.mkdir()
    deck.write_text(MINE, encoding="utf-8")
    editor = tmp_path / "ed"
    if script:
        editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        editor.chmod(0o700)
    environ = {**os.environ, "TRAINER_HOME": str(home), "EDITOR": f"{editor} -w", "PYTHONPATH": str(ROOT)}
    terminal = Terminal([sys.executable, "-m", "trainer"], environ)
    terminal.until("beginnen")
    terminal.press(b"d")
    terminal.until("Mijn borrel")
    terminal.press(b"\x1b[B" * 4 + b"\r")
    terminal.until("Petra")
    terminal.press(b"o")
    terminal.until(said)
    terminal.press(b"\x11")
    assert terminal.ended()[0] == 0
