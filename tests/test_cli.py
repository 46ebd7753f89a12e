"""The command line: what it prints where, and what its exit code means."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from trainer import __version__
from trainer.cli import main
from trainer.cli.report import as_lines
from trainer.i18n import Catalog
from trainer.study.figures import Figures, History, Share

NOW = datetime(2026, 11, 12, 19, 30, tzinfo=timezone(timedelta(hours=1)))
DECK = """# Borrel
Taal: nl

## Wie organiseert de borrel van donderdag?
Antwoord: Petra
"""


@pytest.fixture
def home() -> Path:
    """The learner's folder, with one deck of their own; the bundled ones are not chosen."""
    home = Path(os.environ["TRAINER_HOME"])
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "borrel.md").write_text(DECK, encoding="utf-8")
    (home / "settings.toml").write_text('language = "nl"\ndecks = []\n', encoding="utf-8")
    return home


Run = Callable[..., tuple[int, str, str]]


def test_a_folder_that_cannot_be_made_is_said_in_the_learners_language(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = Path.mkdir

    def full(path: Path, *given: Any, **named: Any) -> None:
        if path.name == "decks":
            raise OSError(errno.ENOSPC, "No space left on device")
        mkdir(path, *given, **named)

    monkeypatch.setattr(Path, "mkdir", full)
    monkeypatch.setattr("sys.stdin", None)  # nobody answers
    _, _, err = run("review", "--plain")
    assert str(home / "decks") in err
    assert "No space" not in err
    assert "de schijf is vol" in err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, standard output, standard error."""

    def run(*arguments: str, now: datetime = NOW) -> tuple[int, str, str]:
        code = main(arguments, now=lambda: now)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def answered(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one card of the learner's own deck is known, and comes back on another day."""
    lines: Iterator[str] = iter(["Petra", "4", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(lines))
    assert run("review", "borrel", "--plain")[0] == 0
    return home


def process(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "trainer", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


# Due


@pytest.mark.usefixtures("home")
def test_due_is_one_line_for_a_prompt(run: Run) -> None:
    assert run("due") == (0, "Netwerktrainer: 1 nieuw (minder dan een minuut)\n", "")


@pytest.mark.usefixtures("answered")
def test_due_says_nothing_when_nothing_waits(run: Run) -> None:
    assert run("due") == (0, "", "")


@pytest.mark.usefixtures("answered")
def test_due_counts_what_has_come_back(run: Run) -> None:
    later = NOW + timedelta(days=60)
    assert run("due", now=later) == (0, "Netwerktrainer: 1 aan de beurt (minder dan een minuut)\n", "")


@pytest.mark.usefixtures("home")
def test_due_tells_a_program_the_same(run: Run) -> None:
    code, out, err = run("due", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "day": "2026-11-12",
        "due": 0,
        "new": 1,
        "seconds": 15,
        "tomorrow": 1,
        "decks": [{"deck": "own/borrel", "due": 0, "new": 1}],
    }


@pytest.mark.usefixtures("answered")
def test_due_leaves_what_is_wrong_with_the_history_to_the_other_commands(run: Run, home: Path) -> None:
    (log,) = (home / "data" / "log").glob("*.jsonl")
    log.write_bytes(log.read_bytes() + b"half a line\n")
    assert run("due") == (0, "", "")
    code, _, err = run("stats")
    assert code == 0
    assert log.name in err


def test_the_settings_are_read_once(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Mock(wraps=tomllib.loads)
    monkeypatch.setattr("tomllib.loads", reading)
    assert run("due")[0] == 0
    assert reading.call_count == 1


@pytest.mark.parametrize("command", [("due",), ("deck", "list"), ("deck", "check"), ("stats",), ("where",)])
def test_looking_makes_no_files(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command)[0] == 0
    assert not Path(os.environ["TRAINER_HOME"]).exists()


# Decks


@pytest.mark.usefixtures("answered")
def test_decks_are_listed_with_what_waits_in_them(run: Run) -> None:
    code, out, _ = run("deck", "list", now=NOW + timedelta(days=60))
    assert code == 0
    assert "own/borrel    Borrel: 1 kaart, 1 aan de beurt\n" in out
    assert ", niet gekozen\n" in out


@pytest.mark.usefixtures("home")
def test_decks_are_listed_for_a_program(run: Run) -> None:
    decks = json.loads(run("deck", "list", "--json")[1])
    (own,) = (deck for deck in decks if deck["own"])
    assert (own["deck"], own["title"], own["language"], own["chosen"]) == ("own/borrel", "Borrel", "nl", True)
    assert (own["cards"], own["due"], own["unseen"], own["mistakes"]) == (1, 0, 1, 0)


def test_a_list_and_a_check_count_the_same_mistakes(run: Run, home: Path) -> None:
    path = home / "decks" / "half.md"
    path.write_text("# Half\n\n## Wie?\n\n## Waar?\n\n## Hoe?\nAntwoord: zo\nlos\n", encoding="utf-8")
    assert "  Half: 1 kaart, 1 nog niet gezien, 2 fouten (zie trainer deck check)\n" in run("deck", "list")[1]
    assert "2 fouten, 1 opmerking." in run("deck", "check", str(path))[1]
    decks = json.loads(run("deck", "list", "--json")[1])
    assert [deck["mistakes"] for deck in decks if deck["own"]] == [0, 2]


def test_an_own_deck_is_checked_by_its_name_from_any_folder(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    code, out, err = run("deck", "check", "borrel.md")
    assert (code, err) == (0, "")
    assert out.endswith("Borrel: 1 kaart (1 begrip). Geen fouten, geen opmerkingen.\n")
    (elsewhere / "borrel.md").write_text("# Andere\n", encoding="utf-8")
    assert "Andere: 0 kaarten" in run("deck", "check", "borrel.md")[1]
    assert run("deck", "check", "gone.md")[2].startswith("gone.md: ")


def test_practice_makes_the_folder_for_own_decks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    decks = Path(os.environ["TRAINER_HOME"]) / "decks"
    assert run("deck", "list")[0] == 0
    assert not decks.exists()
    monkeypatch.setattr("sys.stdin", None)
    assert run("review", "--plain")[0] == 0
    assert decks.is_dir()


def test_the_bundled_decks_pass_their_check(run: Run) -> None:
    code, out, err = run("deck", "check")
    assert (code, err) == (0, "")
    assert len([line for line in out.splitlines() if "cards (" in line]) == 8


def test_a_mistake_stands_at_its_file_and_line_and_the_exit_code_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deck.md").write_text("# Borrel\n\n## Wie?\nAntwoordt: Petra\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = run("deck", "check", "deck.md", "--lang", "nl")
    assert (code, err) == (1, "")
    assert out.startswith("deck.md:4: 'Antwoordt:' ken ik niet — bedoel je 'Antwoord:'?")
    (deck,) = json.loads(run("deck", "check", str(tmp_path), "--json")[1])
    assert [(problem["line"], problem["level"]) for problem in deck["problems"]] == [(4, "stop")]


def test_advice_does_not_fail_a_check(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(DECK + "\n## Is Petra er?\nAntwoord: ja\n", encoding="utf-8")
    code, out, _ = run("deck", "check", str(path), "--lang", "nl")
    assert code == 0
    assert "deck.md:7: " in out


def test_a_check_lets_the_judge_look_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(DECK + "\n## Wie nodigt iedereen uit?\nAntwoord: Petra\n", encoding="utf-8")
    problems = json.loads(run("deck", "check", str(path), "--json")[1])[0]["problems"]
    assert (7, "note") in [(problem["line"], problem["level"]) for problem in problems]


def test_a_path_without_a_deck_is_named_and_the_others_are_checked(run: Run, home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    code, out, err = run("deck", "check", str(tmp_path / "gone.md"), str(empty), str(home / "decks"))
    assert code == 1
    assert "Borrel: 1 kaart" in out
    gone, none = err.splitlines()
    assert gone.startswith(f"{tmp_path / 'gone.md'}: ")
    assert none.startswith(f"{empty}: hier staat geen stapel")


# Statistics


@pytest.mark.usefixtures("home")
def test_without_answers_there_is_nothing_to_count(run: Run) -> None:
    assert run("stats") == (0, "Er valt nog niets te tellen: je hebt nog niets beantwoord.\n", "")


@pytest.mark.usefixtures("answered")
def test_statistics_are_read_from_the_history(run: Run) -> None:
    _, out, err = run("stats")
    assert err == ""
    assert out.startswith("1 antwoord op 1 dag, sinds do 12 nov.\n")
    assert "  Borrel: 1 antwoord, minder dan een minuut\n" in out
    assert out.splitlines()[-1].startswith("  do 12 nov     1  ████")
    data = json.loads(run("stats", "--json")[1])
    assert (data["reviews"], data["days"], data["first_day"]) == (1, 1, "2026-11-12")
    assert data["retention"] == {"hits": 0, "of": 0, "share": None}
    assert list(data["last_days"].values()) == [0] * 13 + [1]


def stats(retained: Share, reviewed: dict[date, int] | None = None) -> str:
    total = Figures(reviews=40, seconds=3 * 3600.0, retained=retained, overruled=Share(1, 40))
    past = History(total, {"nl/openers": total, "own/gone": total}, date(2026, 11, 1), days=4)
    return "\n".join(as_lines(past, reviewed or {}, {"nl/openers": "Openingszinnen"}, Catalog("nl")))


def test_a_percentage_waits_until_there_is_enough_to_share() -> None:
    assert "10 van de 12, te weinig voor een percentage" in stats(Share(10, 12))
    assert "nog niets om te tellen" in stats(Share())
    assert "90 % van 30" in stats(Share(27, 30))


def test_a_deck_that_is_gone_still_counts() -> None:
    assert "  own/gone: 40 antwoorden, 3 uur" in stats(Share())


def test_the_longest_bar_is_the_busiest_day_and_no_day_with_answers_is_without() -> None:
    rows = stats(Share(), {date(2026, 11, 10): 0, date(2026, 11, 11): 1, date(2026, 11, 12): 240}).splitlines()[-3:]
    assert [row.count("█") for row in rows] == [0, 1, 24]


# Files


def test_where_says_the_files_and_opens_none(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text("this is [no toml", encoding="utf-8")
    (home / "data").write_text("nor is this a folder", encoding="utf-8")
    code, out, err = run("where", "--lang", "nl")
    assert (code, err) == (0, "")
    assert f"Instellingen          {home / 'settings.toml'}\n" in out
    paths = json.loads(run("where", "--json")[1])
    assert Path(paths["own_decks"]) == home / "decks"
    assert set(paths) == {"history", "settings", "own_decks", "bundled_decks", "backups"}


def test_where_says_what_is_not_there_yet(run: Run) -> None:
    assert run("where")[1].count("(not made yet)") == 4


# Measuring the judge


def test_answers_in_a_file_come_back_judged(run: Run, tmp_path: Path) -> None:
    row: dict[str, object] = {
        "kind": "term",
        "lang": "nl",
        "prompt": "Wie?",
        "answer": "Petra",
        "alternatives": [],
        "key_points": None,
    }
    path = tmp_path / "answers.jsonl"
    path.write_text("".join(json.dumps({**row, "typed": typed}) + "\n" for typed in ("Petra", "Jan")))
    code, out, err = run("grade", str(path))
    assert (code, out, err) == (0, "correct 1.00   Petra\nwrong   0.00   Jan\n", "")
    judged = [json.loads(line) for line in run("grade", str(path), "--json")[1].splitlines()]
    assert [(row["typed"], row["verdict"], row["credit"]) for row in judged] == [
        ("Petra", "correct", 1.0),
        ("Jan", "wrong", 0.0),
    ]


def test_a_broken_line_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text("{\n")
    code, _, err = run("grade", str(path))
    assert code == 1
    assert err.startswith(f"{path}:1: ")


# Asking for something else


def test_the_version_is_one_line(run: Run) -> None:
    assert run("--version") == (0, f"trainer {__version__}\n", "")


@pytest.mark.parametrize(
    ("language", "sign", "other"), [("nl", "gebruik: trainer", "usage"), ("en", "usage: trainer", "gebruik")]
)
def test_help_speaks_one_language_and_explains_the_exit_codes(run: Run, language: str, sign: str, other: str) -> None:
    code, out, _ = run("--help", "--lang", language)
    assert (code, out[: len(sign)]) == (0, sign)
    assert other not in out
    assert "130" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["review", "due", "deck", "deck list", "deck check", "stats", "where", "grade"])
def test_every_command_explains_itself_without_a_word_of_english(run: Run, command: str) -> None:
    code, out, _ = run(*command.split(), "--help", "--lang", "nl")
    assert (code, out[:16]) == (0, "gebruik: trainer")
    assert not {"usage", "options", "show", "positional", "arguments"} & set(out.replace(":", " ").split())


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["oefen"], "trainer: OPDRACHT: 'oefen' ken ik niet; kies uit"),
        (["due", "nu"], "trainer: dit ken ik niet: nu"),
        (["due", "--jso"], "trainer: dit ken ik niet: --jso"),
        (["deck", "new"], "trainer deck new: hier ontbreekt nog: NAAM"),
        (["due", "--json=x"], "trainer due: --json: hier hoort niets achter; er staat 'x'"),
        (["review", "--cards"], "trainer review: --cards: hier hoort iets achter"),
        (["review", "--cards", "0"], "trainer review: --cards: “0” past niet; het moet een getal van 1 tot 500 zijn."),
        (["review", "--minutes", "vijf"], "trainer review: --minutes: “vijf” past niet; het moet een getal van 1 tot"),
        (["review", "--cards", "3", "--minutes", "3"], "trainer review: --minutes: dat gaat niet samen met --cards"),
        (["review", "--lang", "fr"], "trainer review: --lang: 'fr' ken ik niet; kies uit"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_makes_no_sense_is_said_in_one_sentence(run: Run, arguments: list[str], why: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(why)
    assert err.splitlines()[1:] == [f"Meer uitleg: {why.split(':')[0]} --help"]


def test_the_language_may_stand_before_the_command_or_behind_it(run: Run) -> None:
    assert run("--lang", "nl", "stats") == run("stats", "--lang=nl")
    assert run("--lang", "nl", "stats")[1].startswith("Er valt nog niets te tellen")


@pytest.mark.usefixtures("home")
def test_a_deck_that_is_not_there_is_named(run: Run) -> None:
    code, _, err = run("review", "koffie", "--plain")
    assert code == 1
    assert err.startswith("Er is geen stapel die “koffie” heet. Dit zijn ze: ")


@pytest.mark.parametrize("arguments", [(), ("review",)])
@pytest.mark.usefixtures("home")
def test_without_a_terminal_there_are_the_lines_of_text(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.splitlines()[0].endswith("trainer review --plain")
    assert not (Path(os.environ["TRAINER_HOME"]) / "data").exists()


@pytest.mark.parametrize(("arguments", "in_session"), [((), False), (("review", "borrel", "--cards", "1"), True)])
@pytest.mark.usefixtures("home")
def teston_a_terminal_the_application_opens(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], in_session: bool
) -> None:
    opened: list[bool] = []

    def application(desk: Any, session: Any = None) -> int:
        opened.append(session is not None)
        desk.store.close()
        return 0

    monkeypatch.setitem(sys.modules, "trainer.tui.app", SimpleNamespace(run=application))
    monkeypatch.setattr("trainer.cli.commands.on_a_terminal", lambda: True)
    assert run(*arguments)[0] == 0
    assert opened == [in_session]


# What can go wrong around it


@pytest.mark.parametrize("command", [("due",), ("stats",), ("review", "--plain")])
def test_a_history_that_cannot_be_opened_is_one_sentence(run: Run, home: Path, command: tuple[str, ...]) -> None:
    (home / "data").write_text("a file where a folder belongs", encoding="utf-8")
    code, out, err = run(*command)
    assert (code, out) == (1, "")
    assert str(home / "data") in err
    assert len(err.splitlines()) == 1


def test_settings_that_cannot_be_used_are_named_and_the_rest_works(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text("minutes = 500\n", encoding="utf-8")
    code, out, err = run("due", "--lang", "nl")
    assert (code, out[:14]) == (0, "Netwerktrainer")
    assert "minutes: “500” past niet" in err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(run: Run, home: Path) -> None:
    home.chmod(0o500)
    try:
        code, _, err = run("review", "borrel", "--plain")
    finally:
        home.chmod(0o700)
    assert code == 1
    assert len(err.splitlines()) == 1


def test_whoever_stops_reading_is_not_answered_with_a_traceback() -> None:
    with process("deck", "list") as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        assert (listing.wait(), listing.stderr.read()) == (0, "")


def test_a_terminal_that_cannot_show_a_letter_gets_another() -> None:
    with process("deck", "check", env={**os.environ, "PYTHONIOENCODING": "ascii"}) as checking:
        out, err = checking.communicate()
    assert (checking.returncode, err) == (0, "")
    assert "?" in out


def test_a_command_stopped_with_ctrl_c_says_so_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(main.__globals__["COMMANDS"], "where", stop)
    assert run("where", "--lang", "nl") == (130, "", "Gestopt.\n")
