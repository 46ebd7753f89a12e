"""The commands that look after the history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from trainer.cli import care, main, progress

NOW = datetime(2026, 11, 12, 19, 30, tzinfo=timezone(timedelta(hours=1)))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home() -> Path:
    home = Path(os.environ["TRAINER_HOME"])
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "borrel.md").write_text(
        "# Borrel\nTaal: nl\n\n## Wie organiseert de borrel?\nAntwoord: Petra\n", encoding="utf-8"
    )
    (home / "settings.toml").write_text('language = "nl"\ndecks = []\n', encoding="utf-8")
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str, now: datetime = NOW) -> tuple[int, str, str]:
        code = main(arguments, now=lambda: now)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def practise(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def practise(now: datetime) -> None:
        lines = iter(["Petra", "4", ""])
        monkeypatch.setattr("builtins.input", lambda _: next(lines))
        assert run("review", "--plain", "--ahead", now=now)[0] == 0

    return practise


Practise = Callable[[datetime], None]


def test_a_backup_is_made_and_put_back(run: Run, practise: Practise, home: Path) -> None:
    practise(NOW)
    code, out, err = run("backup", str(home / "b.zip"))
    assert (code, err) == (0, "")
    assert str(home / "b.zip") in out
    practise(NOW + timedelta(days=30))
    assert json.loads(run("stats", "--json")[1])["reviews"] == 2
    code, out, _ = run("restore", str(home / "b.zip"))
    assert code == 0
    assert "bewaard in" in out
    assert json.loads(run("stats", "--json")[1])["reviews"] == 1


def test_a_session_makes_the_weekly_backup(practise: Practise, home: Path) -> None:
    for day in (0, 3, 8):
        practise(NOW + timedelta(days=day))
    names = [path.name for path in sorted((home / "backups").iterdir())]
    assert names == ["auto-20261112-183000.zip", "auto-20261120-183000.zip"]


def test_a_weekly_backup_that_fails_is_said_and_the_session_is_kept(
    practise: Practise, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "backups").write_text("a file where a folder belongs")
    told: list[str] = []
    monkeypatch.setattr(care, "tell", told.append)
    practise(NOW)
    assert len(told) == 1
    assert told[0].startswith("De wekelijkse reservekopie is niet gemaakt.")
    assert json.loads(run("stats", "--json")[1])["reviews"] == 1


def test_another_devices_history_is_taken_in(run: Run, practise: Practise, tmp_path: Path) -> None:
    practise(NOW)
    assert run("backup", str(tmp_path / "b.zip"))[0] == 0
    environ = {**os.environ, "TRAINER_HOME": str(tmp_path / "other")}
    assert main(["merge", str(tmp_path / "b.zip")], environ=environ, now=lambda: NOW) == 0
    assert run("merge", str(tmp_path / "other")) == (0, "Taken in: 1 change.\nEr was niets nieuws.\n", "")


@pytest.mark.parametrize("command", ["merge", "restore"])
def test_a_file_that_is_no_backup_is_refused_in_one_sentence(run: Run, home: Path, command: str) -> None:
    (home / "x.zip").write_bytes(b"PK\x03\x04 nothing of the kind")
    code, out, err = run(command, str(home / "x.zip"))
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    code, _, err = run(command, str(home / "nowhere.zip"))
    assert code == 1
    assert len(err.splitlines()) == 1
    assert (home / "settings.toml").exists()


def test_a_backup_that_is_not_there_is_said_so_in_both_languages(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = str(home / "nope.zip")
    assert run("restore", wanted) == (1, "", f"{wanted} bestaat niet. Controleer de naam van het bestand.\n")
    (home / "settings.toml").write_text('language = "en"\n')
    assert run("restore", wanted) == (1, "", f"There is no {wanted}. Check the name of the file.\n")


def test_whatever_stops_the_weekly_backup_is_said_and_the_session_is_kept(
    practise: Practise, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(care, "tell", told.append)

    def refuse(*_: object, **__: object) -> None:
        raise ArithmeticError("odd")

    monkeypatch.setattr("trainer.store.care.backup.is_due", refuse)
    practise(NOW)
    assert len(told) == 1
    assert "ArithmeticError: odd" in told[0]
    assert json.loads(run("stats", "--json")[1])["reviews"] == 1


def test_what_was_wrong_in_a_backup_is_said_when_it_is_put_back(run: Run, practise: Practise, home: Path) -> None:
    for day in (0, 30):
        practise(NOW + timedelta(days=day))
    log = min((home / "data" / "log").iterdir())
    log.write_bytes(log.read_bytes().replace(b"Petra", b"PetrA"))
    assert run("backup", str(home / "b.zip"))[0] == 0
    code, out, err = run("restore", str(home / "b.zip"))
    assert (code, "beschadigd" in err) == (0, True)
    assert "Teruggezet" in out


def test_the_doctor_finds_nothing_where_all_is_well(run: Run, practise: Practise) -> None:
    practise(NOW)
    assert run("doctor") == (0, "Alles is in orde.\n", "")
    assert json.loads(run("doctor", "--json")[1]) == {"well": True, "found": [], "done": []}


def test_the_doctor_names_damage_and_what_it_did(run: Run, practise: Practise, home: Path) -> None:
    practise(NOW)
    (log,) = (home / "data" / "log").iterdir()
    log.write_bytes(log.read_bytes().replace(b"Petra", b"PetrA"))
    (home / "decks" / "leeg.md").write_text("# Leeg\nTaal: nl\n\n## Zonder antwoord\n", encoding="utf-8")
    if os.name == "posix":
        log.chmod(0o644)
    code, out, err = run("doctor", "--json")
    assert (code, err) == (1, "")
    data = json.loads(out)
    assert {"store.damaged", "care.deck"} <= {found["what"] for found in data["found"]}
    if os.name == "posix":
        assert [done["what"] for done in data["done"]] == ["care.made_private"]
        assert log.stat().st_mode & 0o777 == 0o600


def test_a_line_that_no_trainer_writes_stops_no_command(run: Run, practise: Practise, home: Path) -> None:
    practise(NOW)
    body = b'{"d":"0badcafe","n":1,"t":4611686018427387904,"ops":[["schedules","1",{"card":5}]]}'
    line = b'{"crc":"%08x",' % zlib.crc32(body[1:]) + body[1:] + b"\n"
    (home / "data" / "log" / "0badcafe-2026-11.jsonl").write_bytes(line)
    for command in (["due"], ["stats"], ["export", "--json"], ["backup", str(home / "b.zip")]):
        assert run(*command)[0] in (0, 1)
    code, out, _ = run("doctor")
    assert code == 1
    assert "0badcafe-2026-11.jsonl (vanaf byte 0)" in out
    practise(NOW + timedelta(days=30))
    assert json.loads(run("stats", "--json")[1])["reviews"] == 2


def test_everything_is_handed_out_as_json(run: Run, practise: Practise, home: Path) -> None:
    practise(NOW)
    code, out, _ = run("export", "--json")
    assert code == 0
    data = json.loads(out)
    assert data["reviews"][0]["typed"] == "Petra"
    assert data["settings"]["day_start"] == "04:00:00"
    assert run("export", "--json", str(home / "all.json")) == (0, "", "")
    assert json.loads((home / "all.json").read_text()) == data


def test_a_deck_named_without_a_file_is_not_taken_for_a_file(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("export", "borrel")
    assert code == 2
    assert "--to borrel.apkg" in err
    assert not (tmp_path / "borrel").exists()


def test_the_export_is_documented(run: Run) -> None:
    code, out, _ = run("export", "--help")
    assert code == 0
    assert "schedules" in out
    assert "reviews" in out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_progress_is_said_on_a_terminal_once_it_takes_a_second() -> None:
    import pty

    script = (
        "import time\nfrom trainer.cli.progress import Progress\n"
        "with Progress('Bezig:') as p:\n p(1, 4); p._begun -= 2; p(2, 4)\n"
    )
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", script], stderr=theirs, check=True)
    os.close(theirs)
    assert os.read(ours, 1000) == b"\rBezig: 50 %\r" + b" " * 11 + b"\r"
    os.close(ours)


def test_progress_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.Progress("Bezig:") as heard:
        heard(1, 2)
    assert capsys.readouterr().err == ""
