"""A session in lines of text, answered line by line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from trainer.cli import main
from trainer.i18n import message
from trainer.memory.model import Grade
from trainer.store.review import Review
from trainer.store.store import Store, StoreError

NOW = datetime(2026, 11, 12, 19, 30, tzinfo=timezone(timedelta(hours=1)))

TERM = """# Borrel
Taal: nl

## Wie organiseert de borrel van donderdag?
Antwoord: Petra
Hint: Begint met een P.
"""
TWO_TERMS = (
    TERM
    + """
## Waar is de borrel?
Antwoord: Utrecht
"""
)
GAPS = """# Gaten
Taal: nl

## Eerst [geven], dan pas [nemen].
"""
ITEMS = """# Rijtje
Taal: nl

## Noem twee manieren om iets te geven.
- iemand doorverwijzen
- mensen aan elkaar voorstellen
- nieuws uit zijn vak delen
Aantal: 2
"""
OWN = """# Zinnen
Taal: nl

## Je staat bij de koffie naast een onbekende. Wat zeg je?
Punt: groet (hoi / hallo)
Punt: haakje in de situatie (koffie)
Moet: open vraag ([open vraag])
Voorbeeld: Hoi, ik ben Sanne. Wat brengt jou hier?
Voorbeeld: Hallo! Hoe is de koffie?
"""
UNSURE = """# Plan
Taal: nl

## Wat doe je morgen?
Voorbeeld: Ik bel Petra.
"""


class Ctrl_C:  # noqa: N801 -- a key
    """The learner presses it instead of typing."""


Typed = str | type[Ctrl_C] | Callable[[], str]


@dataclass
class Sat:
    """What a session came to."""

    code: int
    out: str
    err: str
    reviews: list[Review]


class Practice:
    """Sessions of one learner, each typed by hand."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.now = NOW

    def reviews(self) -> list[Review]:
        with Store.open(self.home / "data", now=lambda: NOW, read_only=True) as store:
            return list(store.reviews())

    def __call__(self, deck: str, *typed: Typed, options: tuple[str, ...] = ("--lang", "nl")) -> Sat:
        """The session over one deck. After the last of `typed` the input ends."""
        (self.home / "decks").mkdir(parents=True, exist_ok=True)
        (self.home / "decks" / "deck.md").write_text(deck, encoding="utf-8")
        lines: Iterator[Typed] = iter(typed)

        def read(prompt: str) -> str:
            sys.stdout.write(prompt)
            line = next(lines, None)
            if line is None:
                raise EOFError
            if line is Ctrl_C:
                raise KeyboardInterrupt
            return line if isinstance(line, str) else str(line())

        self.monkeypatch.setattr("builtins.input", read)
        code = main(["review", "own/deck", "--plain", *options], now=lambda: self.now)
        out, err = self.capsys.readouterr()
        return Sat(code, out, err, self.reviews())


@pytest.fixture
def practise(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Practice:
    return Practice(Path(os.environ["TRAINER_HOME"]), monkeypatch, capsys)


def test_a_session_says_how_much_it_is_and_ends_with_what_tomorrow_brings(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "", "")
    assert sat.code == 0
    assert sat.out.startswith("1 kaart; dat duurt minder dan een minuut.\n")
    assert "Kaart 1 van 1. Borrel.\nWie organiseert de borrel van donderdag?\n" in sat.out
    assert re.search(r"Klaar voor vandaag\. Morgen: \d+ kaart(en)?\.\n$", sat.out)
    assert [review.grade for review in sat.reviews] == [Grade.GOOD]
    assert sat.err == ""


def test_an_answer_is_on_disk_before_the_next_card_is_shown(practise: Practice) -> None:
    seen: list[int] = []

    def second() -> str:
        seen.append(len(practise.reviews()))
        return "x"

    practise(TWO_TERMS, "x", "3", second)
    assert seen == [1]


def test_nothing_needs_a_colour_a_box_or_a_moving_cursor(practise: Practice) -> None:
    sat = practise(OWN, "hoi, wat brengt jou hier?", "", "", "", "", "")
    assert all(character.isprintable() or character == "\n" for character in sat.out)
    assert not re.search("[─-▟]", sat.out)


def test_an_empty_line_shows_the_answer_and_the_card_comes_back_until_it_is_right(practise: Practice) -> None:
    sat = practise(TERM, "", "", "petra", "", "")
    assert "Het antwoord: Petra" in sat.out
    assert "Nog een keer. Wie organiseert" in sat.out
    assert [review.grade for review in sat.reviews] == [Grade.AGAIN, Grade.GOOD]
    assert [review.repeat for review in sat.reviews] == [False, True]


def test_a_question_mark_gives_the_hint_and_the_grade_knows(practise: Practice) -> None:
    sat = practise(TERM, "?", "Petra", "", "")
    assert "Hint: Begint met een P." in sat.out
    assert [(review.grade, review.hinted) for review in sat.reviews] == [(Grade.HARD, True)]


def test_a_card_without_a_hint_says_so_and_nothing_is_held_against_the_learner(practise: Practice) -> None:
    sat = practise(GAPS, "?", "geven", "nemen", "", "")
    assert "Bij deze kaart is geen hint." in sat.out
    assert [(review.grade, review.hinted) for review in sat.reviews] == [(Grade.GOOD, False)]


def test_several_gaps_have_names_and_are_asked_one_after_the_other(practise: Practice) -> None:
    sat = practise(GAPS, "geven", "krijgen", "", "", "")
    assert "Eerst [gat 1], dan pas [gat 2]." in sat.out
    assert "Gat 1 is goed: geven." in sat.out
    assert "Gat 2 is: nemen." in sat.out
    assert sat.reviews[0].typed == "geven\nkrijgen"


def test_a_list_is_typed_line_by_line_and_says_what_was_named_and_what_was_not(practise: Practice) -> None:
    sat = practise(ITEMS, "iemand doorverwijzen", "", "", "")
    assert "Een lege regel sluit het af." in sat.out
    assert "Genoemd: iemand doorverwijzen." in sat.out
    assert "Niet genoemd: mensen aan elkaar voorstellen; nieuws uit zijn vak delen." in sat.out


def test_own_words_are_ticked_by_number_before_the_examples_are_shown(practise: Practice) -> None:
    sat = practise(OWN, "dag, wat brengt jou hier?", "", "1, 2", "9", "", "", "", "")
    first, ticked, *_ = sat.out.split("Wat zit erin?")[1:]
    assert "1 [ ] groet" in first
    assert "3 [x] open vraag (herkend)" in first
    assert "1 [x] groet" in ticked
    assert "2 [x] haakje in de situatie" in ticked
    assert "“9” is geen punt" in sat.out
    assert sat.out.index("Nummers, of enter:") < sat.out.index("- Hoi, ik ben Sanne.")
    assert "Zeg je zin nu hardop." in sat.out
    assert [review.grade for review in sat.reviews] == [Grade.GOOD]


def test_nothing_is_ticked_where_every_point_was_seen_for_certain(practise: Practice) -> None:
    deck = OWN.replace("Punt: groet (hoi / hallo)\nPunt: haakje in de situatie (koffie)\n", "")
    seen = practise(deck, "Wat brengt jou hier?", "", "", "")
    assert "Nummers, of enter:" not in seen.out
    practise.now = NOW + timedelta(days=60)
    missed = practise(deck, "Dag.", "", "1", "", "", "", "")
    assert "Nummers, of enter:" in missed.out  # for certain not in it, and the learner may know better


def test_only_a_line_worth_keeping_is_said_aloud_and_only_when_there_is_one(practise: Practice) -> None:
    assert "hardop" not in practise(OWN, "", "", "").out
    practise.now = NOW + timedelta(days=60)
    sat = practise(OWN + "Bewaar: nee\n", "hoi, wat brengt jou hier?", "", "", "", "")
    assert "Nummers, of enter:" in sat.out
    assert "hardop" not in sat.out


def test_the_learners_own_version_is_kept_when_asked_and_shown_the_next_time(practise: Practice) -> None:
    line = "Hoi, wat vind jij van de koffie?"
    sat = practise(OWN, line, "", "", "j", "", "")
    assert "Bewaard." in sat.out
    practise.now = NOW + timedelta(days=60)
    again = practise(OWN, "", "", "", "")
    assert f"Jouw eigen versie: {line}" in again.out


def test_a_kept_version_typed_again_is_right_and_nothing_is_asked_about_it(practise: Practice) -> None:
    line = "Goedenavond! Wat vind jij van de taart?"
    first = practise(OWN, line, "", "1 2", "", "j", "", "")
    assert "Nummers, of enter:" in first.out
    practise.now = NOW + timedelta(days=60)
    again = practise(OWN, line.lower(), "", "", "")
    assert "Nummers, of enter:" not in again.out
    assert "Deze zin heb je zelf bewaard." in again.out
    assert "bewaren" not in again.out.split("zelf bewaard")[1]
    assert "In een goed antwoord zit" not in again.out
    assert (again.reviews[-1].grade, again.reviews[-1].unsure) == (Grade.GOOD, False)


def test_a_version_is_not_kept_without_a_yes(practise: Practice) -> None:
    practise(OWN, "Hoi, wat vind jij van de koffie?", "", "", "", "", "")
    with Store.open(practise.home / "data", now=lambda: NOW, read_only=True) as store:
        assert store.lines() == ()


def test_a_card_in_own_words_never_hears_that_it_is_wrong(practise: Practice) -> None:
    sat = practise(OWN, "tja", "", "", "", "", "")
    assert "fout" not in sat.out.casefold()
    shown = practise(OWN, "", "", "")
    assert "In een goed antwoord zit: groet; haakje in de situatie; open vraag." in shown.out


def test_each_grade_says_what_it_does_and_a_digit_chooses_it(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "4", "")
    assert re.search(r"Voorstel: 3 goed, \w+\. Of: 1 nog eens, straks; 2 lastig, .*; 4\s+makkelijk, over", sat.out)
    assert [(review.proposed, review.grade) for review in sat.reviews] == [(Grade.GOOD, Grade.EASY)]


def test_what_is_no_grade_is_answered_with_the_keys(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "7", "", "")
    assert sat.out.count("Enter neemt het voorstel over") == 2
    assert len(sat.reviews) == 1


def test_i_was_right_changes_the_grade_and_can_keep_the_wording(practise: Practice) -> None:
    sat = practise(TERM, "de secretaris", "r", "j", "", "")
    assert "Je had het goed." in sat.out
    assert [(review.grade, review.override) for review in sat.reviews] == [(Grade.GOOD, True)]
    practise.now = NOW + timedelta(days=60)
    again = practise(TERM, "de secretaris", "", "")
    assert again.reviews[-1].grade is Grade.GOOD
    assert not again.reviews[-1].override


def test_nothing_typed_was_not_right_and_a_digit_still_chooses(practise: Practice) -> None:
    sat = practise(TERM, "", "r", "3", "")
    assert "Je hebt niets getypt" in sat.out
    assert [(review.grade, review.override) for review in sat.reviews] == [(Grade.GOOD, False)]


def test_i_was_wrong_changes_the_grade(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "f", "", "", "Petra", "", "")
    first, *_ = sat.reviews
    assert (first.grade, first.override) == (Grade.AGAIN, True)


def test_where_the_trainer_is_not_sure_nothing_is_preselected(practise: Practice) -> None:
    sat = practise(UNSURE, "Ik ga eens iemand bellen", "", "", "", "3", "")
    assert "Jij kiest: 1 nog eens" in sat.out
    assert "Kies eerst een beoordeling" in sat.out
    assert [(review.proposed, review.grade) for review in sat.reviews] == [(None, Grade.GOOD)]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(("x", "1", "x", "u", "x", "3", "x", "4", ""), id="at the grade"),
        pytest.param(("x", "1", "?u", "x", "3", "x", "4", ""), id="while asked"),
    ],
)
def test_the_previous_answer_can_be_taken_back(practise: Practice, typed: tuple[str, ...]) -> None:
    sat = practise(TWO_TERMS, *typed)
    assert "Teruggenomen. Hier is de kaart weer." in sat.out
    assert [review.grade for review in sat.reviews] == [Grade.GOOD, Grade.EASY]


def test_the_last_answer_can_be_taken_back_too(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "", "u", "Petra", "4", "")
    assert sat.out.count("Dat was de laatste.") == 2
    assert [review.grade for review in sat.reviews] == [Grade.EASY]


def test_there_is_nothing_to_take_back_at_first(practise: Practice) -> None:
    sat = practise(TERM, "?u", "Petra", "u", "", "")
    assert sat.out.count("Er is nog niets om terug te nemen.") == 2
    assert len(sat.reviews) == 1


def test_the_input_may_end_before_anything_is_answered(practise: Practice) -> None:
    sat = practise(TERM)
    assert (sat.code, sat.reviews) == (0, [])
    assert sat.out.endswith("Er is niets beantwoord en er is niets veranderd.\n")


@pytest.mark.parametrize(("last", "code"), [((), 0), ((Ctrl_C,), 130)])
def test_an_answer_that_waited_for_its_grade_is_kept_with_the_proposed_one(
    practise: Practice, last: tuple[Typed, ...], code: int
) -> None:
    sat = practise(TERM, "Petra", *last)
    assert sat.code == code
    assert [review.grade for review in sat.reviews] == [Grade.GOOD]
    assert "Gestopt;" in sat.out


@pytest.mark.parametrize(("last", "code"), [((), 0), ((Ctrl_C,), 130)])
@pytest.mark.parametrize(("ticks", "grade"), [((), Grade.GOOD), (("1",), Grade.AGAIN)])
def test_an_answer_that_waited_for_its_ticks_is_kept_with_them_as_they_stand(
    practise: Practice, ticks: tuple[str, ...], grade: Grade, last: tuple[Typed, ...], code: int
) -> None:
    sat = practise(OWN, "hoi, wat brengt jou hier?", "", *ticks, *last)
    assert sat.code == code
    assert [(review.typed, review.grade) for review in sat.reviews] == [("hoi, wat brengt jou hier?", grade)]
    assert "Gestopt;" in sat.out


@pytest.mark.parametrize(("last", "code"), [((), 0), ((Ctrl_C,), 130)])
def test_an_answer_that_belongs_to_another_card_is_kept_when_no_second_one_comes(
    practise: Practice, last: tuple[Typed, ...], code: int
) -> None:
    def other() -> str:
        return "Utrecht" if "Waar is de borrel?" not in practise.capsys.readouterr().out else "Petra"

    sat = practise(TWO_TERMS, other, *last)
    assert sat.code == code
    assert "andere kaart" in sat.out
    assert [review.grade for review in sat.reviews] == [Grade.AGAIN]


def test_an_answer_that_the_trainer_is_not_sure_of_is_not_settled_by_the_end_of_the_input(practise: Practice) -> None:
    assert practise(UNSURE, "Ik ga eens iemand bellen", "", "").reviews == []


def test_the_end_of_the_input_ends_the_lines_of_an_answer_first(practise: Practice) -> None:
    sat = practise(ITEMS, "iemand doorverwijzen", "nieuws uit zijn vak delen")
    assert [review.grade for review in sat.reviews] == [Grade.GOOD]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The disk is full for as many tries as are put in the list; the ids of the tries are added to it."""
    tries: list[int] = []
    record = Store.record

    def fail(store: Store, review: Review) -> Review:
        tries.append(review.id)
        if len(tries) <= 2:
            raise StoreError("store.not-saved", why=message("system.full"))
        return record(store, review)

    monkeypatch.setattr(Store, "record", fail)
    return tries


def test_what_could_not_be_saved_is_tried_again_with_the_same_id(practise: Practice, full_disk: list[int]) -> None:
    sat = practise(TERM, "Petra", "", "", "", "")
    assert sat.out.count("Niet opgeslagen: de schijf is vol.") == 2
    assert len(full_disk) == 3
    assert set(full_disk) == {sat.reviews[0].id}
    assert sat.code == 0


@pytest.mark.usefixtures("full_disk")
def test_when_the_input_ends_while_nothing_can_be_saved_the_exit_code_says_so(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "")
    assert (sat.code, sat.reviews) == (1, [])
    assert "Niet opgeslagen: de schijf is vol." in sat.err


def test_a_deck_cannot_steer_the_terminal(practise: Practice) -> None:
    sat = practise(TERM.replace("Petra", "Petra\x1b[2J\x9b31m\u202e").replace("P.", "\x1b]0;x\x07P."), "?", "", "", "")
    assert not set("\x1b\x9b\x07\u202e") & set(sat.out)


def test_lines_fit_the_terminal(practise: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    sat = practise(OWN, "dag", "", "", "", "", "")
    prompts = ("Antwoord: ", "En verder: ", "Nummers, of enter: ", "enter is nee: ", "Enter of 1 tot 4: ")
    rows = re.sub("|".join(prompts), "", sat.out).splitlines()
    assert max(map(len, rows)) <= 40


def test_nothing_due_is_said_and_no_session_begins(practise: Practice) -> None:
    practise(TERM, "Petra", "4", "")
    sat = practise(TERM)
    assert sat.code == 0
    assert sat.out.startswith("Er is niets aan de beurt. Morgen: ")


def test_where_nothing_is_due_tomorrow_is_that_of_the_decks_that_were_named(practise: Practice) -> None:
    practise(TERM, "Petra", "4", "")
    assert practise(TERM).out.startswith("Er is niets aan de beurt. Morgen: niets. ")


def test_who_had_everything_today_is_not_told_to_go_ahead_again(practise: Practice) -> None:
    practise(TERM, "Petra", "4", "")
    sat = practise(TERM, options=("--lang", "nl", "--ahead"))
    assert (sat.code, sat.out) == (0, "Je hebt vandaag alles al gehad, ook wat later komt. Morgen: niets.\n")


def test_a_deck_without_a_card_to_ask_says_so_and_where_to_find_why(practise: Practice) -> None:
    sat = practise("# Leeg\n\n## Wie?\n")
    path = practise.home / "decks" / "deck.md"
    assert (sat.code, sat.out) == (1, "")
    assert (
        sat.err == f"Leeg: hier staat geen kaart in die ik kan vragen — trainer deck check '{path}' zegt je waarom.\n"
    )


def test_a_learner_may_go_on_before_anything_is_due(practise: Practice) -> None:
    practise(TERM, "Petra", "4", "")
    practise.now = NOW + timedelta(days=1)
    sat = practise(TERM, "Petra", "", "", options=("--lang", "nl", "--ahead"))
    assert len(sat.reviews) == 2


def test_a_session_speaks_english_too(practise: Practice) -> None:
    sat = practise(TERM, "Petra", "", "", options=("--lang", "en"))
    assert "Card 1 of 1. Borrel." in sat.out
    assert "Proposed: 3 good" in sat.out


# As a process of its own


def trainer(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "trainer", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANG": "nl_NL.UTF-8", "LC_ALL": "C.UTF-8"},
    )


def test_through_a_pipe_each_prompt_ends_its_line_and_the_answers_are_kept(practise: Practice) -> None:
    with trainer("review", "nl/etiquette", "--plain", "--lang", "nl", "--cards", "1") as process:
        out, err = process.communicate(b"geven\n" * 4)
    assert (process.returncode, err) == (0, b"")
    assert "Antwoord: \n" in out.decode().replace("\r\n", "\n")
    assert len(practise.reviews()) >= 1


def test_bytes_that_are_no_text_are_an_answer_like_any_other(practise: Practice) -> None:
    with trainer("review", "nl/etiquette", "--plain", "--cards", "1") as process:
        _, err = process.communicate(b"\xff\xfe\x00\n" * 6)
    assert (process.returncode, err) == (0, b"")
    assert len(practise.reviews()) >= 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends ctrl+c to a whole console")
def test_ctrl_c_ends_a_session_quietly_with_what_was_answered_kept(practise: Practice) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs, and their children, ignore it
    with trainer("review", "nl/etiquette", "--plain", "--lang", "nl", "--cards", "1") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"geven\n")
        process.stdin.flush()
        said = b""
        while b"Enter of 1 tot 4:" not in said:
            said += process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, err) == (130, b"")
    assert b"Gestopt;" in out
    assert len(practise.reviews()) == 1


def test_a_second_version_is_kept_beside_the_first(practise: Practice) -> None:
    first, second = "Hoi, wat vind jij van de koffie?", "Hallo, hoe ken jij de gastvrouw?"
    practise(OWN, first, "", "", "j", "", "")
    practise.now = NOW + timedelta(days=60)
    again = practise(OWN, second, "", "", "j", "", "")
    assert f"die je ook houdt: {first}" in again.out
    with Store.open(practise.home / "data", now=lambda: NOW, read_only=True) as store:
        assert [line.text for line in store.lines()] == [first, second]


def test_the_verdict_says_what_is_still_needed_and_an_answer_taken_back_is_shown(practise: Practice) -> None:
    sat = practise(OWN, "Hallo.", "", "", "", "1", "?u")
    assert "Wat er nog in moet: “open vraag”." in " ".join(sat.out.split())
    assert "Jij: Hallo." in sat.out
