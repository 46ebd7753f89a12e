"""The diary, the minutes before and the page, on the command line."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from trainer.cli import main

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=timezone(timedelta(hours=1)))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home() -> Path:
    home = Path(os.environ["TRAINER_HOME"])
    home.mkdir(parents=True)
    (home / "settings.toml").write_text('language = "nl"\n', encoding="utf-8")
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, standard output, standard error."""

    def run(*arguments: str, now: datetime = NOW) -> tuple[int, str, str]:
        code = main(arguments, now=lambda: now)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_an_event_that_is_there_already_is_not_added_once_more(run: Run) -> None:
    assert run("event", "add", "borrel", "donderdag", "19.30")[0] == 0
    code, _, err = run("event", "add", "borrel", "do", "half", "acht")
    assert (code, err.strip()) == (1, "borrel staat op dat moment al in je agenda.")
    assert run("event", "add", "borrel", "vrijdag", "19.30")[0] == 0
    assert len(json.loads(run("event", "--json")[1])) == 2


def test_an_event_is_added_in_ordinary_words_and_listed_with_how_ready_one_will_be(run: Run) -> None:
    code, out, _ = run("event", "add", "borrel", "donderdag", "19.30", "--deck", "pitch", "--minutes", "10")
    assert (code, out) == (0, "borrel: donderdag 26 nov 19.30 (over 4 dagen)\n")
    code, out, _ = run("event", "list")
    assert code == 0
    assert "1. borrel · donderdag 26 nov 19.30 (over 4 dagen)" in out
    assert "waarschijnlijk" in out
    (event,) = json.loads(run("event", "list", "--json")[1])
    assert (event["name"], event["at"], event["minutes_a_day"]) == ("borrel", "2026-11-26T19:30:00+01:00", 10)
    assert event["decks"] == ["nl/pitch"]
    assert 0 <= event["readiness"] <= event["readiness_with_practice"] <= 1
    assert event["likely"] <= event["likely_with_practice"] <= event["cards"]


def test_an_event_without_a_card_says_so_at_once(run: Run) -> None:
    code, out, _ = run("event", "add", "borrel", "donderdag", "19.30", "--tag", "bestaat niet")
    assert code == 0
    assert "geen kaarten" in out


def test_with_nothing_in_the_diary_it_says_how_to_add_something(run: Run) -> None:
    code, out, _ = run("event", "list")
    assert code == 0
    assert "trainer event add" in out
    assert run("event", "list", "--json")[1] == "[]\n"


def test_a_group_of_commands_alone_lists_what_there_is(run: Run) -> None:
    run("event", "add", "borrel", "donderdag", "19.30")
    for group in ("event", "deck"):
        alone, listed = run(group), run(group, "list")
        assert alone == listed
        assert alone[0] == 0
    assert "borrel" in run("event")[1]
    assert run("--lang", "en", "event")[1] == run("event", "list", "--lang", "en")[1]


@pytest.mark.parametrize("group", ["event", "deck"])
def test_the_list_of_a_group_alone_is_there_for_a_program_too(run: Run, group: str) -> None:
    run("event", "add", "borrel", "donderdag", "19.30")
    listed = run(group, "list", "--json")
    assert listed[0] == 0
    assert json.loads(listed[1])
    assert run(group, "--json") == run(group, "--json", "list") == listed


def test_json_before_a_command_that_has_none_is_refused_as_it_is_behind_it(run: Run) -> None:
    refused = run("deck", "new", "Borrel", "--json")
    assert refused[0] == 2
    assert "dit ken ik niet: --json" in refused[2]
    before = run("deck", "--json", "new", "Borrel")
    assert (before[0], before[1]) == (2, "")
    assert before[2].startswith("trainer deck new: dit ken ik niet: --json\n")


@pytest.mark.parametrize("when", ["31 februari", "gisteren", "ooit", ""])
def test_what_is_no_date_to_come_gets_a_sentence_and_nothing_is_kept(run: Run, when: str) -> None:
    code, out, err = run("event", "add", "borrel", when)
    assert code == 1
    assert not out
    assert err.count("\n") == 1
    assert run("event", "list", "--json")[1] == "[]\n"


def test_a_dry_run_says_what_is_understood_and_keeps_nothing(run: Run, home: Path) -> None:
    assert run("event", "add", "borrel", "elke", "eerste", "donderdag", "van", "de", "maand", "--dry-run")[0] == 0
    assert not (home / "data").exists()


def test_an_event_can_be_removed_by_part_of_its_name(run: Run) -> None:
    run("event", "add", "Kamerborrel", "vrijdag 20.00")
    assert run("event", "remove", "feest")[0] == 1
    assert run("event", "remove", "kamer")[1] == "Kamerborrel is uit je agenda.\n"
    assert run("event", "list", "--json")[1] == "[]\n"


def test_the_page_is_text_or_a_private_file_and_never_replaces_one(run: Run, tmp_path: Path) -> None:
    run("event", "add", "Kamerborrel", "vanavond 19.30")
    code, out, _ = run("page")
    assert code == 0
    assert out.startswith("VANAVOND 19.30 · KAMERBORREL\n")
    for name, begin in (("pagina.txt", "VANAVOND"), ("pagina.html", "<!doctype html>")):
        file = tmp_path / name
        assert run("page", "kamer", "--to", str(file))[0] == 0
        assert file.read_text(encoding="utf-8").startswith(begin)
        if os.name == "posix":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        code, _, err = run("page", "--to", str(file))
        assert code == 1
        assert "bestaat al" in err
    assert run("page", "--to", str(tmp_path / "weg" / "x.txt"))[0] == 1


def test_the_page_is_there_without_an_event_too(run: Run) -> None:
    code, out, _ = run("page")
    assert code == 0
    assert out.startswith("VLAK VOORAF\n")
    assert "1 BEGINNEN" in out


def test_the_minutes_before_need_a_terminal(run: Run) -> None:
    assert run("cram", "--minutes", "5")[0] == 2
    assert run("cram", "--minutes", "7")[0] == 2
