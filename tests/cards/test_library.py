from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from trainer.cards import library as library_room
from trainer.cards.library import DeckError, Library, Source, changed, load, open_deck
from trainer.i18n import Catalog

CARD = "## Wie?\nAntwoord: Petra\n"


def write(folder: Path, name: str, text: str = CARD) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load_own(folder: Path) -> Library:
    return load([Source(folder, own=True)], language="nl")


def keys(library: Library) -> list[str]:
    return [deck.key for deck in library.decks]


def said(library: Library, key: str) -> str:
    (problem,) = library.problems[key]
    return Catalog("nl").say(problem.message)


def test_decks_are_named_after_their_place_and_sorted(tmp_path: Path) -> None:
    for name in ("nl/pitch.md", "nl/openers.md", "en/openers.md"):
        write(tmp_path / "decks", name)
    for name in ("werk/borrel.md", "Zaal.md", "één.md"):
        write(tmp_path / "own", name)
    library = load([Source(tmp_path / "decks"), Source(tmp_path / "own", own=True)], language="nl")
    bundled = ["en/openers", "nl/openers", "nl/pitch"]
    assert keys(library) == [*bundled, "own/Zaal", "own/werk/borrel", "own/één"]
    assert [deck.own for deck in library.decks] == [False] * 3 + [True] * 3


def test_every_card_can_be_found_by_its_key(tmp_path: Path) -> None:
    write(tmp_path, "borrel.md", CARD + "## Waar?\nAntwoord: hier\nId: plek\n## Hoe?\n")
    library = load_own(tmp_path)
    assert list(library.cards) == ["own/borrel#wie", "own/borrel#plek"]
    assert all(card.key == key for key, card in library.cards.items())
    deck = library.deck("own/borrel")
    assert deck
    assert deck.cards == tuple(library.cards.values())
    assert library.problems == {"own/borrel": deck.problems}
    assert library.deck("own/niets") is None


def test_a_name_is_the_same_deck_however_the_system_spells_its_accents(tmp_path: Path) -> None:
    write(tmp_path, unicodedata.normalize("NFD", "één.md"))
    assert keys(load_own(tmp_path)) == ["own/één"]


def test_only_deck_files_are_read(tmp_path: Path) -> None:
    write(tmp_path, "borrel.md")
    write(tmp_path, "Feest.MD")
    for name in (
        ".borrel.md",
        ".#borrel.md",
        "#borrel.md#",
        "borrel.md~",
        "~$borrel.md",
        "borrel.md.bak",
        "README.md",
        "notes.txt",
        ".git/x.md",
    ):
        write(tmp_path, name)
    assert keys(load_own(tmp_path)) == ["own/Feest", "own/borrel"]


def test_a_folder_that_is_not_there_has_no_decks(tmp_path: Path) -> None:
    library = load_own(tmp_path / "nergens")
    assert (library.decks, dict(library.cards), changed(library)) == ((), {}, False)


def test_a_file_without_a_language_takes_the_one_given(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    write(tmp_path, "b.md", f"Taal: en\n{CARD}")
    assert [deck.language for deck in load_own(tmp_path).decks] == ["nl", "en"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")
def test_links_that_go_round_and_round_are_harmless(tmp_path: Path) -> None:
    write(tmp_path, "werk/borrel.md")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "werk" / "up").symlink_to(tmp_path / "werk", target_is_directory=True)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "zelf.md").symlink_to(tmp_path / "zelf.md")
    library = load_own(tmp_path)
    assert keys(library) == ["own/werk/borrel", "own/zelf"]
    assert "niet te lezen" in said(library, "own/zelf")
    assert not changed(library)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")
def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "borrel.md")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "shared").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert keys(load_own(tmp_path / "own")) == ["own/shared/borrel"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")
def test_a_link_to_nothing_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "weg.md").symlink_to(tmp_path / "nergens.md")
    assert said(load_own(tmp_path), "own/weg") == "dit bestand is er niet (meer) — kijk of de naam klopt."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a file name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.md")
    assert "geen tekstbestand" in said(load_own(tmp_path), "own/pijp")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to an administrator")
def test_what_may_not_be_read_is_a_problem_and_the_rest_loads(tmp_path: Path) -> None:
    write(tmp_path, "borrel.md")
    write(tmp_path, "geheim.md").chmod(0)
    closed = write(tmp_path, "dicht/x.md").parent
    closed.chmod(0)
    try:
        library = load_own(tmp_path)
    finally:
        closed.chmod(0o700)
    assert keys(library) == ["own/borrel", "own/dicht", "own/geheim"]
    assert said(library, "own/geheim") == said(library, "own/dicht")
    assert "geef jezelf leesrechten" in said(library, "own/geheim")


def test_a_forbidden_file_is_a_problem_and_the_rest_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "borrel.md")
    secret = write(tmp_path, "geheim.md")
    read_bytes = Path.read_bytes

    def forbid(path: Path) -> bytes:
        if path == secret:
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", forbid)
    library = load_own(tmp_path)
    assert list(library.cards) == ["own/borrel#wie"]
    assert "geef jezelf leesrechten" in said(library, "own/geheim")


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", forbid)
    monkeypatch.setattr(Path, "read_bytes", forbid)
    (tmp_path / "own").mkdir()
    library = load_own(tmp_path / "own")
    assert keys(library) == ["own/own"]
    assert "leesrechten" in said(library, "own/own")


def test_a_giant_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_room, "MOST_IN_A_DECK", 1)
    write(tmp_path, "groot.md", "x" * 1_600_000)
    assert said(load_own(tmp_path), "own/groot").startswith("dit bestand is 2 MB groot; ik lees er hooguit 1 —")


def test_of_two_files_with_nearly_the_same_name_one_waits(tmp_path: Path) -> None:
    write(tmp_path, "Borrel.md")
    write(tmp_path, "borrel.MD")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system keeps them apart itself")
    library = load_own(tmp_path)
    assert keys(library) == ["own/Borrel", "own/borrel.MD"]
    assert list(library.cards) == ["own/Borrel#wie"]
    assert said(library, "own/borrel.MD").startswith("deze stapel heet bijna hetzelfde als Borrel.md")


def test_no_two_decks_have_one_key_whatever_their_files_are_called(tmp_path: Path) -> None:
    for name in ("X.md", "x.md", "x.md.md", "x.MD"):
        write(tmp_path, name)
    if len(list(tmp_path.iterdir())) < 4:
        pytest.skip("this file system keeps them apart itself")
    library = load_own(tmp_path)
    assert keys(library) == ["own/X", "own/x.MD", "own/x.md.md", "own/x.md"]
    assert list(library.cards) == ["own/X#wie", "own/x.md#wie"]
    assert not changed(library)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to an administrator")
def test_a_folder_that_may_not_be_read_and_a_deck_of_its_name_have_two_keys(tmp_path: Path) -> None:
    write(tmp_path, "Borrel.md")
    closed = write(tmp_path, "borrel/x.md").parent
    closed.chmod(0)
    try:
        library = load_own(tmp_path)
    finally:
        closed.chmod(0o700)
    assert keys(library) == ["own/Borrel", "own/borrel~"]


def test_a_file_that_was_saved_added_or_removed_is_a_change(tmp_path: Path) -> None:
    path = write(tmp_path, "borrel.md")
    library = load_own(tmp_path)
    assert not changed(library)

    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))
    assert changed(library)

    library = load_own(tmp_path)
    other = write(tmp_path, "feest.md")
    assert changed(library)

    library = load_own(tmp_path)
    other.unlink()
    assert changed(library)


def test_a_file_that_cannot_be_opened_says_which_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "weg.md"
    with pytest.raises(DeckError) as caught:
        open_deck(path, key="own/weg", language="nl")
    assert str(caught.value) == f"{path}: this file is not there (any more) — check its name."


def test_a_folder_is_no_deck(tmp_path: Path) -> None:
    with pytest.raises(DeckError):
        open_deck(tmp_path, key="own/x", language="nl")
