"""Which files lie about, and which one was meant."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from datetime import UTC, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from trainer.bring.around import candidates
from trainer.bring.model import BringError
from trainer.bring.read import read_file
from trainer.pasted import meant, named


def test_files_with_cards_are_found_the_newest_first_and_each_once(tmp_path: Path) -> None:
    texts = {
        "oud.csv": "a;b\n",
        "nieuw.apkg": "PK",
        "kaarten.md": "Q: Wie?\nA: Petra\n",
        "stapel.md": "# x\n\n## Wie?\nAntwoord: Petra\n",
        "lijst.txt": "hond\tdog\nkat\tcat\n",
        "README.md": "# Readme\n\n## Install\nmake | tee; x\n",
        "brief.txt": "Beste Jan,\n\nDank je wel.\n",
        ".verborgen.csv": "a;b\n",
        "leeg.csv": "",
        "foto.png": "x",
    }
    for n, (name, text) in enumerate(texts.items()):
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1_000_000 + n, 1_000_000 + n))
    (tmp_path / "map.csv").mkdir()
    found = candidates([tmp_path, tmp_path, tmp_path / "weg"])
    assert [each.path.name for each in found] == ["lijst.txt", "stapel.md", "kaarten.md", "nieuw.apkg", "oud.csv"]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("# Changelog\n\n## [0.1.0] - unreleased\n\nThe first version.\n", False),
        ("# Changelog\n\n## [Unreleased]\n\n- New.\n", False),
        ("# Tool\n\n## Start\nIf you use [uv](https://docs.example.org), copy this line.\n", False),
        ("# Tool\n\n## With [uv](https://docs.example.org)\nCopy this line.\n", False),
        ("# Tool\n\n## A deck\n```markdown\n## Who?\nAnswer: Petra\n```\nThat is all.\n", False),
        ("# Rijtjes\n\n## Noem er twee.\n- geven\n- nemen\n", True),
        ("# Zinnen\n\n## Netwerken is [geven].\n", True),
        ("# Zinnen\n\n## [Geven] kan altijd.\n", True),
        ("# Zinnen\n\n## De borrel begint om [17:00].\n", True),
    ],
)
def test_a_link_a_version_or_an_example_in_a_text_is_no_card(tmp_path: Path, text: str, cards: bool) -> None:
    (tmp_path / "x.md").write_text(text)
    assert bool(candidates([tmp_path])) is cards


@pytest.mark.parametrize("name", ["Mijn kaarten (1).csv", "Jan's lijst.csv", "café & co.csv", "a'b'c.csv", "100%.csv"])
def test_a_file_is_meant_however_it_was_typed_pasted_or_dropped(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("x")
    ways = [str(path), f'"{path}"', f"  {path} \n", path.as_uri(), path.as_uri().replace("file://", "file://localhost")]
    if sys.platform != "win32":
        quoted = str(path).replace("'", "'\\''")
        escaped = "".join(
            sign if sign.isalnum() or sign in "/._-" or ord(sign) > 127 else f"\\{sign}" for sign in str(path)
        )
        ways += [f"'{quoted}'", f"'{quoted}' ", escaped]
    for way in ways:
        assert meant(way) == path, way


def test_a_home_folder_and_what_is_not_there_are_taken_as_they_were_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "x.csv").write_text("x")
    assert meant("~/x.csv") == tmp_path / "x.csv"
    assert meant("'weg.csv'") == Path("weg.csv")
    assert meant("\0") == Path("\0")
    assert meant("") == Path()
    assert named(" \"Jan's 'eigen' lijst.csv\" ") == Path("Jan's 'eigen' lijst.csv")
    assert named("~/x.csv") == tmp_path / "x.csv"


@pytest.mark.parametrize(
    "text",
    ["file://[x", "file:///a%00b", "file://a\u2100b/x", "~\0/x.csv", "~\ud800/x", "'file://[x'", "file:", "/", "."],
)
def test_a_name_that_no_file_can_have_is_a_file_that_is_not_there(text: str) -> None:
    for path in (meant(text), named(text)):
        assert isinstance(path, Path)
        with pytest.raises(BringError):
            read_file(path, language="nl", zone=UTC)


class Entry:
    """A file in a folder, with a date of one's choice; without one, it cannot be looked at."""

    def __init__(self, path: Path, seconds: float | None) -> None:
        self.path, self.name, self.seconds = str(path), path.name, seconds

    def is_file(self) -> bool:
        return True

    def stat(self) -> SimpleNamespace:
        if self.seconds is None:
            raise PermissionError
        return SimpleNamespace(st_mtime=self.seconds, st_size=4)


def test_a_strange_date_or_a_file_that_cannot_be_looked_at_hides_nothing_else_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = {"dicht.csv": None, "ver.csv": 1e12, "verder.csv": 1e30, "oud.csv": -1e12, "nu.csv": 1.7e9}
    entries = [Entry(tmp_path / name, seconds) for name, seconds in dates.items()]
    monkeypatch.setattr("trainer.bring.around.os.scandir", lambda _: nullcontext(entries))
    found = candidates([tmp_path])
    assert [each.path.name for each in found] == ["ver.csv", "verder.csv", "nu.csv", "oud.csv"]
    assert all(each.changed.astimezone(timezone(timedelta(hours=14))) for each in found)
