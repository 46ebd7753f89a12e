"""Where the files are: under one folder when asked, else where each system wants them; and looking makes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.paths import find_paths


def test_one_folder_holds_everything_when_asked(tmp_path: Path) -> None:
    paths = find_paths({"TRAINER_HOME": str(tmp_path / "here")})
    assert paths.data == tmp_path / "here" / "data"
    assert paths.settings == tmp_path / "here" / "settings.toml"
    assert paths.decks == tmp_path / "here" / "decks"


def test_a_relative_folder_is_one_from_where_you_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths({"TRAINER_HOME": "mine"}).data == tmp_path / "mine" / "data"


def test_a_tilde_is_the_home_folder(tmp_path: Path) -> None:
    assert find_paths({"TRAINER_HOME": "~/trainer"}).settings == tmp_path / "home" / "trainer" / "settings.toml"


def test_a_tilde_of_nobody_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths({"TRAINER_HOME": "~nobody-we-know"}).data == tmp_path / "~nobody-we-know" / "data"


@pytest.mark.parametrize("environ", [{}, {"TRAINER_HOME": ""}])
def test_else_the_places_of_the_system_are_used(environ: dict[str, str], tmp_path: Path) -> None:
    paths = find_paths(environ)
    for path in (paths.data, paths.settings, paths.decks):
        assert path.is_relative_to(tmp_path / "home")
        assert "networking-trainer" in path.parts
    assert len({paths.data, paths.settings, paths.decks}) == 3
    assert not paths.decks.is_relative_to(paths.data)


def test_the_bundled_decks_are_found() -> None:
    assert sorted(folder.name for folder in find_paths({}).bundled.iterdir() if folder.is_dir()) == ["en", "nl"]


def test_looking_makes_nothing(tmp_path: Path) -> None:
    find_paths({})
    find_paths({"TRAINER_HOME": str(tmp_path / "here")})
    assert list(tmp_path.iterdir()) == []
