"""Bringing in and taking out at the desk, with a real history."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from trainer.bring.model import BringError
from trainer.bring.told import became, understood
from trainer.cards.model import CardKey
from trainer.cli import main
from trainer.desk import Desk, lay
from trainer.exchange import Exchange, ExchangeError, Told, past
from trainer.i18n import Catalog, message
from trainer.memory.model import Grade, Schedule
from trainer.store.care.check import wrong
from trainer.store.log import StoreError
from trainer.workshop.bench import Workshop
from trainer.workshop.files import WorkshopError

DECK = """# Borrel
Taal: nl

## Wie organiseert de borrel?
Antwoord: Petra
Ook goed: Petra de Vries

## Noem twee dingen om te geven.
- een naam
- een idee

## Eerst [geven], dan nemen.

## Je staat bij de koffie. Wat zeg je?
Moet: open vraag ([open vraag])
Voorbeeld: Wat brengt jou hier?
"""


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 2, 19, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))

    def __call__(self) -> datetime:
        return self.at


def laid(home: Path, clock: Clock) -> Desk:
    (home / "decks").mkdir(parents=True, exist_ok=True)
    if not (home / "settings.toml").exists():
        (home / "settings.toml").write_text('language = "nl"\ndecks = []\n')
    return lay({"TRAINER_HOME": str(home)}, now=clock, rng=Random(1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def practised(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A learner who has practised an own deck for some weeks."""
    (tmp_path / "one" / "decks").mkdir(parents=True)
    (tmp_path / "one" / "decks" / "borrel.md").write_text(DECK)
    desk = laid(tmp_path / "one", clock)
    for grades in ((3, 3, 1, 3, 4), (3, 2, 3, 3, 3, 3), (3, 3, 3, 3)):
        session, grades_left = desk.begin(), list(grades)
        while desk.next(session) is not None:
            clock.at += timedelta(seconds=12)
            grade = Grade(grades_left.pop(0)) if grades_left else Grade.GOOD
            desk.record(session, desk.submit(session, "x"), grade, review_id=desk.store.new_id())
        clock.at += timedelta(days=6)
    yield desk
    desk.store.close()


def by_prompt(desk: Desk) -> dict[str, Schedule]:
    schedules = desk.store.schedules()
    return {card.prompt: schedules[key] for key, card in desk.library.cards.items() if key in schedules}


def test_what_is_taken_out_with_its_history_comes_in_with_the_same_cards_and_days(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    package = tmp_path / "borrel.apkg"
    own = [deck for deck in practised.library.decks if deck.own]
    Exchange(practised).take_out(own, package, scheduling=True)
    other = laid(tmp_path / "two", clock)
    exchange = Exchange(other)
    (arrived,) = exchange.bring_in(exchange.read(package))
    assert (arrived.added, arrived.changed) == (4, 0)
    before, after = by_prompt(practised), by_prompt(other)
    assert before.keys() == after.keys()
    for prompt, schedule in before.items():
        assert after[prompt].due == schedule.due
        assert after[prompt].reviews == schedule.reviews
        assert after[prompt].stability == pytest.approx(schedule.stability, rel=0.01)
    kinds = {card.prompt: card.kind for deck in own for card in deck.cards}
    assert {card.prompt: card.kind for card in arrived.deck.cards} == kinds
    assert sum(1 for _ in other.store.reviews()) == sum(1 for _ in practised.store.reviews()) == arrived.reviews
    days = {day.day for day in other.store.days()}
    assert days == {day.day for day in practised.store.days()}
    other.store.close()


def test_bringing_in_twice_changes_nothing_and_later_answers_are_added(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    own = [deck for deck in practised.library.decks if deck.own]
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out(own, package, scheduling=True)
    other = laid(tmp_path / "two", clock)
    exchange = Exchange(other)
    exchange.bring_in(exchange.read(package))
    files = {path: path.read_bytes() for path in other.paths.decks.iterdir()}
    schedules = other.store.schedules()
    (again,) = exchange.bring_in(exchange.read(package))
    assert (again.added, again.changed, again.reviews) == (0, 0, 0)
    assert {path: path.read_bytes() for path in other.paths.decks.iterdir()} == files
    assert other.store.schedules() == schedules
    clock.at += timedelta(days=30)
    session = practised.begin()
    while practised.next(session) is not None:
        clock.at += timedelta(seconds=9)
        practised.record(session, practised.submit(session, "x"), Grade.GOOD, review_id=practised.store.new_id())
    later = tmp_path / "later.apkg"
    Exchange(practised).take_out(own, later, scheduling=True)
    (more,) = exchange.bring_in(exchange.read(later))
    assert more.reviews == 4
    assert {prompt: s.due for prompt, s in by_prompt(other).items()} == {
        prompt: s.due for prompt, s in by_prompt(practised).items()
    }
    other.store.close()


def test_what_came_in_is_still_there_after_a_restart_and_a_rebuild(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    other = laid(tmp_path / "two", clock)
    exchange = Exchange(other)
    exchange.bring_in(exchange.read(package))
    before = other.store.schedules()
    other.store.rebuild()
    assert other.store.schedules() == before
    other.store.close()
    again = laid(tmp_path / "two", clock)
    assert again.store.schedules() == before
    assert again.problems == ()
    again.store.close()


def test_a_table_comes_in_and_corrections_of_the_author_stay(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    table = tmp_path / "kamer.csv"
    table.write_text("vraag;antwoord\nWie organiseert?;Petra\nWaar is het?;De Zaak\n")
    exchange = Exchange(desk)
    (arrived,) = exchange.bring_in(exchange.read(table))
    assert arrived.added == 2
    path = arrived.deck.path
    path.write_text(path.read_text() + "\n## Van mij\nAntwoord: ja hoor\n")
    table.write_text("vraag;antwoord\nWie organiseert?;Petra de Vries\nWaar is het?;De Zaak\nHoe laat?;half acht\n")
    (again,) = exchange.bring_in(exchange.read(table))
    assert (again.added, again.changed) == (1, 1)
    text = path.read_text()
    assert "Van mij" in text
    assert "Petra de Vries" in text
    desk.store.close()


@pytest.mark.parametrize("suffix", [".csv", ".md", ".html", ".txt", ".apkg"])
def test_a_deck_can_be_taken_out_but_never_over_something_that_is_there(
    practised: Desk, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"uit{suffix}"
    (own,) = (deck for deck in practised.library.decks if deck.own)
    exchange = Exchange(practised)
    exchange.take_out([own], path)
    assert path.stat().st_size > 100
    with pytest.raises(ExchangeError):
        exchange.take_out([own], path)
    if suffix != ".apkg":
        with pytest.raises(ExchangeError):
            exchange.take_out([own], tmp_path / f"x{suffix}", scheduling=True)
        with pytest.raises(ExchangeError):
            exchange.take_out([own, own], tmp_path / f"x{suffix}")
    with pytest.raises(ExchangeError):
        exchange.take_out([own], tmp_path / "uit.pdf")


def test_the_command_says_what_it_understood_and_brings_in(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "one"
    laid(home, clock).store.close()
    monkeypatch.setenv("TRAINER_HOME", str(home))
    table = tmp_path / "kamer.csv"
    table.write_text("vraag;antwoord\nWie organiseert?;Petra\n")
    assert main(["import", str(table), "--dry-run"], now=clock) == 0
    said = capsys.readouterr().out
    assert "   Wie organiseert? → Petra\n" in said
    assert said.count("Wie organiseert?") == 1
    assert not list((home / "decks").iterdir())
    assert main(["import", str(table), "--yes"], now=clock) == 0
    assert capsys.readouterr().out.endswith("\nkamer: 1 erbij.\n")
    assert main(["import", str(table), "--yes"], now=clock) == 0
    assert capsys.readouterr().out.endswith("   Komt in je stapel kamer:\n   Niets nieuws.\nkamer: niets nieuws.\n")
    out = tmp_path / "uit.apkg"
    assert main(["export", "kamer", "--to", str(out)], now=clock) == 0
    assert out.exists()
    assert main(["import", str(tmp_path / "weg.csv")], now=clock) == 1
    assert main(["import", "~niemand-heet-zo/weg.csv"], now=clock) == 1
    assert main(["export", "kamer", "--to", "~niemand-heet-zo/uit.pdf"], now=clock) == 1
    assert main(["export", "kamer", "--to", str(out)], now=clock) == 1


def test_only_what_there_is_is_counted_in_what_is_said_of_it(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    table = tmp_path / "kamer.csv"
    exchange, t = Exchange(desk), Catalog("en")

    def said(text: str) -> tuple[str, str]:
        table.write_text(f"question;answer\n{text}")
        brought = exchange.read(table)
        planned = [t.say(told).strip() for told in understood(brought, exchange.plan(brought))]
        (arrived,) = exchange.bring_in(brought)
        return planned[-1], " ".join(t.say(told).strip() for told in became(arrived))

    assert said("Who?;Petra\nWhere?;here\n") == ("A new deck.", "kamer: 2 added.")
    assert said("Who?;Jan\nWhere?;here\nWhen?;now\n") == ("1 new, 1 changed.", "kamer: 1 added, 1 changed.")
    assert said("Who?;Jan\nWhere?;here\nWhen?;now\n") == ("Nothing new in it.", "kamer: nothing new in it.")
    path = desk.paths.decks / "kamer.md"
    path.write_text(path.read_text().replace("Jan", "Jan Smit"))
    assert said("Who?;Jan\nWhere?;here\nWhen?;now\n") == (
        "1 kept as you corrected or removed it.",
        "kamer: nothing changed. 1 card stays as you corrected or removed it.",
    )


def test_what_was_brought_in_on_two_machines_counts_once_when_they_are_merged(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    homes = []
    for name in ("two", "three"):
        home = laid(tmp_path / name, clock)
        exchange = Exchange(home)
        exchange.bring_in(exchange.read(package))
        homes.append(home)
        clock.at += timedelta(hours=1)
    two, three = homes
    schedules, days, reviews = two.store.schedules(), two.store.days(), list(two.store.reviews())
    for home, other in ((two, three), (three, two), (two, three)):
        home.store.merge(other.paths.data)
        assert list(wrong(home.store)) == []
        assert home.store.schedules() == schedules
        assert home.store.days() == days
        assert [review.id for review in home.store.reviews()] == [review.id for review in reviews]
    two.store.rebuild()
    assert two.store.schedules() == schedules
    for home in homes:
        home.store.close()


def test_what_the_learner_corrected_stays_and_what_was_taken_away_stays_away(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    table = tmp_path / "kamer.csv"
    table.write_text("vraag;antwoord\nWie organiseert?;Petra\nWaar is het?;De Zaak\nHoe laat?;half acht\n")
    exchange = Exchange(desk)
    (arrived,) = exchange.bring_in(exchange.read(table))
    path = arrived.deck.path
    path.write_text(
        path.read_text().replace("Petra", "Petra de Vries").replace("\n## Hoe laat?\nAntwoord: half acht\n", "")
    )
    before = path.read_bytes()
    (plan,) = exchange.plan(exchange.read(table))
    assert (plan.added, plan.changed, plan.kept) == (0, 0, 2)
    (again,) = exchange.bring_in(exchange.read(table))
    assert (again.added, again.changed, again.kept) == (0, 0, 2)
    assert path.read_bytes() == before
    desk.store.close()


def test_a_deck_that_merely_has_the_same_name_is_left_alone(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    own = desk.paths.decks / "Kámer.md"
    own.write_text("## Wie organiseert?\nAntwoord: Jan\n\n## Wat?\nAntwoord: dat\n\n## Hoe?\nAntwoord: zo\n")
    before = own.read_bytes()
    table = tmp_path / "kamer.csv"
    table.write_text("vraag;antwoord\nWie organiseert?;Petra\nWaar is het?;De Zaak\nHoe laat?;half acht\n")
    exchange = Exchange(desk)
    (arrived,) = exchange.bring_in(exchange.read(table))
    assert (arrived.deck.path.name, arrived.added) == ("kamer-2.md", 3)
    assert own.read_bytes() == before
    desk.store.close()


def test_what_was_taken_out_comes_back_into_its_own_deck(practised: Desk, tmp_path: Path) -> None:
    own = [deck for deck in practised.library.decks if deck.own]
    exchange, before = Exchange(practised), practised.store.schedules()
    for suffix in (".apkg", ".csv", ".md"):
        path = tmp_path / f"Heel anders{suffix}"
        exchange.take_out(own, path, scheduling=suffix == ".apkg")
        (arrived,) = exchange.bring_in(exchange.read(path))
        assert (arrived.added, arrived.changed, arrived.reviews) == (0, 0, 0)
    assert [path.name for path in practised.paths.decks.iterdir()] == ["borrel.md"]
    assert practised.store.schedules() == before


def test_renumbered_rows_keep_their_histories_apart(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    table = tmp_path / "kamer.csv"
    table.write_text("id;vraag;antwoord\n1;Wie organiseert?;Petra\n2;Waar is het?;De Zaak\n2;Hoe laat?;half acht\n")
    exchange = Exchange(desk)
    (arrived,) = exchange.bring_in(exchange.read(table))
    assert arrived.added == 3
    keys = {card.prompt: card.key for card in arrived.deck.cards}
    table.write_text("id;vraag;antwoord\n1;Waar is het?;De Zaak\n2;Hoe laat?;half acht\n3;Wie organiseert?;Petra\n")
    (again,) = exchange.bring_in(exchange.read(table))
    assert (again.added, again.changed) == (0, 0)
    assert {card.prompt: card.key for card in again.deck.cards} == keys
    desk.store.close()


def test_a_card_whose_question_was_corrected_is_found_again(practised: Desk, tmp_path: Path) -> None:
    own = [deck for deck in practised.library.decks if deck.own]
    package = tmp_path / "borrel.apkg"
    exchange = Exchange(practised)
    exchange.take_out(own, package, scheduling=True)
    path = own[0].path
    path.write_text(path.read_text().replace("Wie organiseert de borrel?", "Wie regelt de borrel?"))
    practised.relink([(CardKey("own/borrel#wie organiseert de borrel"), CardKey("own/borrel#wie regelt de borrel"))])
    before = practised.store.schedules()
    (arrived,) = exchange.bring_in(exchange.read(package))
    assert (arrived.added, arrived.reviews, len(arrived.deck.cards)) == (0, 0, 4)
    assert practised.store.schedules() == before
    assert {card.key for card in arrived.deck.cards} == before.keys()


def test_an_answer_is_updated_beside_a_card_with_a_mistake(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    own = desk.paths.decks / "kamer.md"
    own.write_text("## Wie organiseert?\nAntwoord: Petra\nId: wie\n\n## Waar?\nPunt:\n")
    faulty = tmp_path / "kamer.csv"
    faulty.write_text("vraag;antwoord\nWie organiseert?;Petra de Vries\nWaar?;De Zaak\n")
    exchange = Exchange(desk)
    (arrived,) = exchange.bring_in(exchange.read(faulty))
    assert "Petra de Vries" in own.read_text()
    assert arrived.deck.path == own
    desk.store.close()


def test_a_correction_made_after_taking_out_is_not_turned_back_by_what_was_taken_out(
    practised: Desk, tmp_path: Path
) -> None:
    own = [deck for deck in practised.library.decks if deck.own]
    exchange, path = Exchange(practised), own[0].path
    for suffix in (".apkg", ".csv", ".md"):
        package = tmp_path / f"uit{suffix}"
        exchange.take_out([deck for deck in practised.library.decks if deck.own], package)
        package = package.rename(tmp_path / f"uit (1){suffix}")
        path.write_text(path.read_text().replace("Antwoord: Petra", f"Antwoord: Petra {suffix}"))
        before = path.read_bytes()
        (plan,) = exchange.plan(exchange.read(package))
        assert (plan.added, plan.changed, plan.kept, plan.clashes) == (0, 0, 1, ())
        (again,) = exchange.bring_in(exchange.read(package))
        assert (again.changed, again.kept) == (0, 1)
        assert path.read_bytes() == before


def test_an_older_file_does_not_turn_back_a_correction_that_was_taken_out_since(
    practised: Desk, tmp_path: Path
) -> None:
    exchange = Exchange(practised)
    path = next(deck.path for deck in practised.library.decks if deck.own)

    def taken_out(name: str) -> Path:
        practised.reload()
        exchange.take_out([deck for deck in practised.library.decks if deck.own], tmp_path / name)
        return tmp_path / name

    old = taken_out("oud.csv")
    path.write_text(path.read_text().replace("Antwoord: Petra", "Antwoord: Karin"))
    taken_out("nieuw.csv")
    before = path.read_bytes()
    (again,) = exchange.bring_in(exchange.read(old))
    assert (again.changed, again.kept) == (0, 1)
    assert path.read_bytes() == before


def test_a_correction_made_in_what_was_taken_out_comes_in_but_not_over_one_made_here(
    practised: Desk, tmp_path: Path
) -> None:
    exchange, table = Exchange(practised), tmp_path / "uit.csv"
    path = next(deck.path for deck in practised.library.decks if deck.own)
    exchange.take_out([deck for deck in practised.library.decks if deck.own], table)
    table.write_bytes(table.read_bytes().replace(b"Petra;", b"Petra Smit;"))
    (came,) = exchange.bring_in(exchange.read(table))
    assert (came.changed, came.kept, came.clashes) == (1, 0, ())
    assert "Antwoord: Petra Smit\n" in path.read_text()
    table.write_bytes(table.read_bytes().replace(b"Petra Smit;", b"Petra Jansen;"))
    path.write_text(path.read_text().replace("Antwoord: Petra Smit", "Antwoord: Karin"))
    before = path.read_bytes()
    (plan,) = exchange.plan(exchange.read(table))
    assert plan.clashes == ("Wie organiseert de borrel?",)
    (both,) = exchange.bring_in(exchange.read(table))
    assert (both.changed, both.kept, both.clashes) == (0, 1, ("Wie organiseert de borrel?",))
    assert path.read_bytes() == before
    (again,) = exchange.bring_in(exchange.read(table))
    assert (again.changed, again.kept, again.clashes) == (0, 1, ())


def test_an_authors_own_spelling_of_a_card_is_no_correction(practised: Desk, tmp_path: Path) -> None:
    exchange = Exchange(practised)
    path = next(deck.path for deck in practised.library.decks if deck.own)
    path.write_text("# x\n\n## Wie?\nAntwoord: Petra / Pé\nUitleg: een\nUitleg: twee\n\n## Waar?\n* hier\n* daar\n")
    practised.reload()
    before = path.read_bytes()
    for suffix in (".apkg", ".csv", ".md"):
        exchange.take_out([deck for deck in practised.library.decks if deck.own], tmp_path / f"uit{suffix}")
        (again,) = exchange.bring_in(exchange.read(tmp_path / f"uit{suffix}"))
        assert (again.added, again.changed, again.kept) == (0, 0, 0)
        assert path.read_bytes() == before


def test_cards_that_a_mistake_leaves_out_are_named_with_their_place_when_a_deck_is_taken_out(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "one"
    laid(home, clock).store.close()
    own = home / "decks" / "borrel.md"
    own.write_text("# B\nTaal: nl\n\n## Wie?\nAntwoord: Petra\n\n## Waar?\n\n## Hoe?\nAntwoordt: zo\nAntwoord: zus\n")
    monkeypatch.setenv("TRAINER_HOME", str(home))
    assert main(["export", "borrel", "--to", str(tmp_path / "uit.csv")], now=clock) == 0
    told = capsys.readouterr()
    assert f"{own}:7: “Waar?” zit er niet in: deze kaart heeft een vraag maar geen antwoord" in told.err
    assert f"{own}:10: “Hoe?” zit er niet in: 'Antwoordt:' ken ik niet" in told.err
    assert "1 kaart staat in" in told.out
    own.write_text("# B\nTaal: nl\n\n## Waar?\n")
    assert main(["export", "borrel", "--to", str(tmp_path / "leeg.csv")], now=clock) == 1
    assert "geen kaart om mee te nemen" in capsys.readouterr().err
    assert not (tmp_path / "leeg.csv").exists()


def test_what_was_brought_in_on_two_machines_with_a_synced_folder_counts_once_at_once(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    homes = []
    for name in ("two", "three"):
        home = laid(tmp_path / name, clock)
        exchange = Exchange(home)
        exchange.bring_in(exchange.read(package))
        homes.append(home)
        clock.at += timedelta(hours=1)
    two, three = homes
    days = two.store.days()

    def synced(one: Desk, other: Desk) -> None:
        for log in (one.paths.data / "log").iterdir():
            shutil.copy(log, other.paths.data / "log" / log.name)

    synced(two, three)
    synced(three, two)  # before either has looked
    for home in homes:
        home.store.refresh()
        assert home.store.days() == days
    synced(two, three)
    synced(three, two)
    for home in homes:
        home.store.refresh()
        assert home.store.days() == days
        assert list(wrong(home.store)) == []
        home.store.close()
    with laid(tmp_path / "two", clock).store as again:
        assert again.days() == days


def answered(desk: Desk, clock: Clock, grade: Grade) -> None:
    """One sitting with every card of the learner's."""
    for ahead in (False, True):
        session = desk.begin(ahead=ahead)
        while desk.next(session) is not None:
            clock.at += timedelta(seconds=12)
            desk.record(session, desk.submit(session, "x"), grade, review_id=desk.store.new_id())


def test_answers_from_before_those_given_here_are_put_before_them(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    package = tmp_path / "borrel.apkg"
    own = [deck for deck in practised.library.decks if deck.own]
    Exchange(practised).take_out(own, package, scheduling=True)
    (tmp_path / "two" / "decks").mkdir(parents=True)
    (tmp_path / "two" / "decks" / "borrel.md").write_text(DECK)
    other = laid(tmp_path / "two", clock)
    clock.at += timedelta(days=10)
    before = clock.at
    answered(other, clock, Grade.GOOD)
    clock.at = before
    answered(practised, clock, Grade.GOOD)
    assert [sum(review.day == other.today for review in desk.store.reviews()) for desk in (practised, other)] == [4, 4]
    old = sum(1 for _ in practised.store.reviews()) - 4
    session_review = max(other.store.reviews(), key=lambda review: review.at)
    exchange = Exchange(other)
    (arrived,) = exchange.bring_in(exchange.read(package))
    assert (arrived.reviews, arrived.woven, arrived.earlier) == (old, old, 0)
    after = by_prompt(other)
    for prompt, schedule in by_prompt(practised).items():
        assert after[prompt].reviews == schedule.reviews
        assert after[prompt].lapses == schedule.lapses
        assert after[prompt].due == schedule.due
        assert after[prompt].stability == pytest.approx(schedule.stability, rel=1e-3)
    schedules = other.store.schedules()
    (again,) = exchange.bring_in(exchange.read(package))
    assert (again.reviews, again.woven, again.earlier) == (0, 0, 0)
    assert other.store.schedules() == schedules
    with pytest.raises(StoreError):  # what it would have to go back to is not what it found
        other.store.undo(session_review)
    assert other.store.schedules() == schedules
    assert list(wrong(other.store)) == []
    other.store.rebuild()
    assert other.store.schedules() == schedules
    clock.at += timedelta(days=60)
    answered(other, clock, Grade.GOOD)
    answered_now = other.store.schedules()
    other.store.rebuild()
    assert other.store.schedules() == answered_now
    other.store.close()


def meanwhile(monkeypatch: pytest.MonkeyPatch, goes_on: Callable[[], object]) -> None:
    """Once, when all is worked out that is to be taken in, and nothing is saved yet."""
    real = past._chunks

    def chunks(adopted: Iterable[past.Adopted]) -> Iterator[list[past.Adopted]]:
        worked_out = list(real(adopted))
        monkeypatch.setattr(past, "_chunks", real)
        goes_on()
        yield from worked_out

    monkeypatch.setattr(past, "_chunks", chunks)


@pytest.mark.parametrize("at_once", [500, 3])
def test_what_another_window_recorded_while_a_history_came_in_still_counts(
    practised: Desk, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(past, "AT_ONCE", at_once)
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    (tmp_path / "two" / "decks").mkdir(parents=True)
    (tmp_path / "two" / "decks" / "borrel.md").write_text(DECK)
    one, other = laid(tmp_path / "two", clock), laid(tmp_path / "two", clock)
    clock.at += timedelta(days=10)
    answered(one, clock, Grade.GOOD)
    clock.at += timedelta(days=10)
    meanwhile(monkeypatch, lambda: answered(other, clock, Grade.HARD))
    exchange = Exchange(one)
    (arrived,) = exchange.bring_in(exchange.read(package))
    old = sum(1 for _ in practised.store.reviews())
    assert (arrived.reviews, arrived.woven, arrived.earlier) == (old, old, 0)
    counted = Counter(review.card for review in one.store.reviews())
    schedules = one.store.schedules()
    assert {card: schedule.reviews for card, schedule in schedules.items()} == counted
    assert {schedule.day for schedule in schedules.values()} == {one.today}
    assert list(wrong(one.store)) == []
    one.store.rebuild()
    assert one.store.schedules() == schedules
    for desk in (one, other):
        desk.store.close()


@pytest.mark.parametrize("at_once", [500, 3])
def test_what_two_windows_bring_in_at_once_counts_once(
    practised: Desk, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(past, "AT_ONCE", at_once)
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    (tmp_path / "two" / "decks").mkdir(parents=True)
    (tmp_path / "two" / "decks" / "borrel.md").write_text(DECK)
    one, other = laid(tmp_path / "two", clock), laid(tmp_path / "two", clock)
    theirs = Exchange(other)
    meanwhile(monkeypatch, lambda: theirs.bring_in(theirs.read(package)))
    exchange = Exchange(one)
    (arrived,) = exchange.bring_in(exchange.read(package))
    assert (arrived.reviews, arrived.earlier) == (0, 0)
    assert one.store.days() == other.store.days()
    assert list(wrong(one.store)) == []
    for desk in (one, other):
        desk.store.close()


def test_what_is_known_without_answers_is_not_worked_out_anew_from_older_ones(
    practised: Desk, tmp_path: Path, clock: Clock
) -> None:
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    (tmp_path / "two" / "decks").mkdir(parents=True)
    (tmp_path / "two" / "decks" / "borrel.md").write_text(DECK)
    other = laid(tmp_path / "two", clock)
    card = CardKey("own/borrel#wie organiseert de borrel")
    schedule = replace(practised.store.schedules()[card], at=clock.at, day=other.today, reviews=9)
    other.store.keep_schedule(card, schedule)
    exchange = Exchange(other)
    (arrived,) = exchange.bring_in(exchange.read(package))
    assert arrived.earlier > 0
    assert other.store.schedules()[card] == schedule
    other.store.close()


@pytest.mark.parametrize("stop_after", [1, 2, 3, 4])
def test_an_import_that_was_cut_off_is_finished_by_the_next_one(
    practised: Desk, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, stop_after: int
) -> None:
    monkeypatch.setattr(past, "AT_ONCE", 3)
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    whole, torn = laid(tmp_path / "two", clock), laid(tmp_path / "three", clock)
    exchange = Exchange(whole)
    exchange.bring_in(exchange.read(package))

    class Killed(BaseException):
        """The power goes."""

    told: list[int] = []

    def until_then(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == stop_after:
            raise Killed

    exchange = Exchange(torn)
    with pytest.raises(Killed):
        exchange.bring_in(exchange.read(package), until_then)
    torn.store.close()
    torn = laid(tmp_path / "three", clock)
    saved = sum(1 for _ in torn.store.reviews())
    exchange = Exchange(torn)
    (arrived,) = exchange.bring_in(exchange.read(package))
    assert (arrived.added, arrived.reviews, arrived.earlier) == (0, sum(1 for _ in whole.store.reviews()) - saved, 0)
    assert saved == told[-1]
    assert torn.store.schedules() == whole.store.schedules()
    assert torn.store.days() == whole.store.days()
    assert list(wrong(torn.store)) == []
    for desk in (whole, torn):
        desk.store.close()


def test_answers_dated_in_the_future_stay_behind_and_are_counted(practised: Desk, tmp_path: Path, clock: Clock) -> None:
    package = tmp_path / "borrel.apkg"
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    clock.at = min(review.at for review in practised.store.reviews()) + timedelta(hours=1)
    first = sum(review.at <= clock.at for review in practised.store.reviews())
    late = sum(1 for _ in practised.store.reviews()) - first
    other = laid(tmp_path / "two", clock)
    exchange = Exchange(other)
    brought = exchange.read(package)
    assert message("bring.left_late", n=late) in brought.notes
    (arrived,) = exchange.bring_in(brought)
    assert (arrived.reviews, late > 0) == (first, True)
    assert all(schedule.at <= clock.at for schedule in other.store.schedules().values())
    other.store.close()


def test_a_deck_that_would_grow_too_large_is_refused_before_anything_is_written(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = laid(tmp_path / "one", clock)
    table = tmp_path / "kamer.csv"
    table.write_text("vraag;antwoord\nWie?;Petra\nWaar?;hier\n")
    exchange = Exchange(desk)
    (arrived,) = exchange.bring_in(exchange.read(table))
    before = arrived.deck.path.read_bytes()
    table.write_text(table.read_text() + "Hoe laat?;half acht\n")
    monkeypatch.setattr("trainer.exchange.MOST_IN_A_DECK", 0)
    with pytest.raises(BringError):
        exchange.bring_in(exchange.read(table))
    assert arrived.deck.path.read_bytes() == before
    desk.store.close()


def test_a_question_that_was_corrected_in_anki_is_the_same_card(practised: Desk, tmp_path: Path) -> None:
    package = tmp_path / "borrel.apkg"
    exchange, before = Exchange(practised), practised.store.schedules()
    exchange.take_out([deck for deck in practised.library.decks if deck.own], package, scheduling=True)
    database = tmp_path / "collection.anki2"
    with ZipFile(package) as archive:
        database.write_bytes(archive.read(database.name))
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("UPDATE notes SET flds = replace(flds, 'Wie organiseert de borrel?', 'Wie regelt het feest?')")
        opened.commit()
    with ZipFile(package, "w") as archive:
        archive.write(database, database.name)
    (came,) = exchange.bring_in(exchange.read(package))
    assert (came.added, came.changed, len(came.deck.cards)) == (0, 1, 4)
    assert practised.store.schedules() == before
    changed = practised.library.cards[CardKey("own/borrel#wie organiseert de borrel")]
    assert changed.prompt == "Wie regelt het feest?"


def test_a_question_that_was_put_differently_in_a_table_is_the_same_card(practised: Desk, tmp_path: Path) -> None:
    table, exchange, before = tmp_path / "borrel.csv", Exchange(practised), practised.store.schedules()
    (deck,) = (deck for deck in practised.library.decks if deck.own)
    exchange.take_out([deck], table)
    assert b"Id:" not in deck.path.read_bytes()
    text = table.read_text(encoding="utf-8-sig").replace("Wie organiseert de borrel?", "Wie regelt het feest?")
    table.write_text(text.replace("Eerst [geven], dan nemen.", "Geef eerst, dan [neem] je."), encoding="utf-8-sig")
    (planned,) = exchange.plan(exchange.read(table))
    assert (planned.added, planned.changed) == (0, 2)
    (came,) = exchange.bring_in(exchange.read(table))
    assert (came.added, came.changed, len(came.deck.cards)) == (0, 2, 4)
    assert practised.store.schedules() == before
    assert practised.library.cards[CardKey("own/borrel#wie organiseert de borrel")].prompt == "Wie regelt het feest?"
    assert b"Id:" not in deck.path.read_bytes()
    again = tmp_path / "again.csv"  # what a row is known by stays with its card
    exchange.take_out([came.deck], again)
    ids = [re.findall("nt-[0-9a-f]{16}", file.read_text()) for file in (table, again)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4


Rows = list[list[str]]


def rows_of(table: Path) -> Rows:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def write_rows(table: Path, rows: Rows) -> None:
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def put(rows: Rows, was: str, now: str) -> Rows:
    """Other words in the cells that are just this."""
    return [[now if cell == was else cell for cell in row] for row in rows]


def with_copy(rows: Rows, *, above: bool) -> Rows:
    """Copy the row about Petra, as in a spreadsheet, and make another question and answer of the copy."""
    (place,) = (n for n, row in enumerate(rows) if WHO in row)
    (copy,) = put(put([rows[place]], WHO, "Wanneer is het?"), "Petra", "morgen")
    at = place + (not above)
    return [*rows[:at], copy, *rows[at:]]


WHO = "Wie organiseert de borrel?"


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("own_id", ["", "Id: petra-1\n"])
def test_a_row_that_was_copied_and_changed_is_a_new_card_and_the_history_stays_with_the_old_one(
    practised: Desk, tmp_path: Path, own_id: str, above: bool
) -> None:
    table, exchange = tmp_path / "borrel.csv", Exchange(practised)
    (deck,) = (deck for deck in practised.library.decks if deck.own)
    deck.path.write_text(DECK.replace("Ook goed: Petra de Vries\n", f"Ook goed: Petra de Vries\n{own_id}"))
    practised.reload()
    deck = practised.library.deck(deck.key) or deck
    keys, schedules = {card.prompt: card.key for card in deck.cards}, practised.store.schedules()
    exchange.take_out([deck], table)
    head, *rows = with_copy(rows_of(table), above=above)
    write_rows(table, [head, *rows])
    (came,) = exchange.bring_in(exchange.read(table))
    assert (came.added, came.changed) == (1, 0)
    now = {card.prompt: card.key for card in came.deck.cards}
    assert now.pop("Wanneer is het?") not in schedules
    assert now == keys
    # From here on each is known for what it is, wherever it stands, and also when the old one is put differently.
    for order in (rows, rows[::-1]):
        write_rows(table, [head, *order])
        (came,) = exchange.bring_in(exchange.read(table))
        assert (came.added, came.changed) == (0, 0)
    for order in (rows, rows[::-1]):
        write_rows(table, [head, *put(order, WHO, "Wie regelt het feest?")])
        (planned,) = exchange.plan(exchange.read(table))
        assert (planned.added, planned.changed, len(planned.match.found)) == (0, 1, 5)
    (came,) = exchange.bring_in(exchange.read(table))
    now = {card.prompt: card.key for card in came.deck.cards}
    assert now["Wie regelt het feest?"] == keys[WHO]
    assert practised.store.schedules() == schedules


def test_of_rows_with_one_id_and_other_questions_the_first_is_the_card(practised: Desk, tmp_path: Path) -> None:
    table, exchange, before = tmp_path / "borrel.csv", Exchange(practised), by_prompt(practised)
    exchange.take_out([deck for deck in practised.library.decks if deck.own], table)
    write_rows(table, put(with_copy(rows_of(table), above=False), WHO, "Wie regelt het feest?"))
    (came,) = exchange.bring_in(exchange.read(table))
    assert (came.added, came.changed) == (1, 1)
    assert by_prompt(practised)["Wie regelt het feest?"] == before[WHO]
    assert "Wanneer is het?" not in by_prompt(practised)


TABLE = "question,answer\nCapital of Spain?,Madrid\nCapital of France?,Paris\n"


def test_a_row_that_is_new_and_much_like_one_that_vanished_is_proposed_as_the_same_card(
    tmp_path: Path, clock: Clock
) -> None:
    desk, table = laid(tmp_path / "one", clock), tmp_path / "capitals.csv"
    exchange = Exchange(desk)
    table.write_text(TABLE)
    (came,) = exchange.bring_in(exchange.read(table))
    keys = {card.answer: card.key for card in came.deck.cards}
    table.write_text(
        TABLE.replace("Capital of Spain?", "What is the capital of Spain?") + "Capital of Portugal?,Lisbon\n"
    )
    brought = exchange.read(table)
    (planned,) = exchange.plan(brought)
    (pair,) = planned.reworded
    assert (pair.was.prompt, pair.card.prompt) == ("Capital of Spain?", "What is the capital of Spain?")
    assert (planned.added, planned.changed) == (2, 0)
    said = [Catalog("en").say(told) for told in understood(brought, (planned,))]
    assert (
        "   New, beside a card that it is much like: What is the capital of Spain? (there is: Capital of Spain?)"
        in said
    )
    other = Told(other=frozenset({pair.old}))
    (kept_apart,) = exchange.plan(brought, other)
    assert (kept_apart.reworded, kept_apart.added) == ((), 2)
    same = Told(same=frozenset({pair.old}))
    (planned,) = exchange.plan(brought, same)
    assert (planned.reworded, planned.added, planned.changed) == ((), 1, 1)
    (came,) = exchange.bring_in(brought, told=same)
    assert (came.added, came.changed, len(came.deck.cards)) == (1, 1, 3)
    assert {card.answer: card.key for card in came.deck.cards}.items() >= keys.items()
    (planned,) = exchange.plan(exchange.read(table))
    assert (planned.reworded, planned.added, planned.changed) == ((), 0, 0)
    desk.store.close()


def test_a_card_that_never_was_in_a_file_has_not_vanished_from_it(tmp_path: Path, clock: Clock) -> None:
    desk, table = laid(tmp_path / "one", clock), tmp_path / "capitals.csv"
    (desk.paths.decks / "capitals.md").write_text(
        "# capitals\nTaal: en\n\n## Capital of France?\nAnswer: Paris\n\n## Capital of Spain?\nAnswer: Madrid\n"
    )
    desk.reload()
    table.write_text(TABLE.replace("Capital of Spain?", "What is the capital of Spain?"))
    (planned,) = Exchange(desk).plan(Exchange(desk).read(table))
    assert (planned.match.target, planned.reworded, planned.added) == (desk.library.deck("own/capitals"), (), 1)
    desk.store.close()


def test_without_a_terminal_nothing_is_brought_in_unasked(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path / "one", clock).store.close()
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "one"))
    monkeypatch.setattr("sys.stdin", io.StringIO("j\n"))
    table = tmp_path / "de kamer.csv"
    table.write_text("vraag;antwoord\nWie organiseert?;Petra\n")
    assert main(["import", str(table)], now=clock) == 2
    said = capsys.readouterr()
    assert "   Wie organiseert? → Petra\n" in said.out
    assert f"trainer import {shlex.quote(str(table))} --yes" in said.err
    assert f"'{table}'" in said.err
    assert not list((tmp_path / "one" / "decks").iterdir())


def test_a_deck_whose_name_has_a_space_is_named_so_that_it_can_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "export", "own/my drinks"]) == 2
    assert "trainer export 'own/my drinks' --to 'own/my drinks'.apkg;" in capsys.readouterr().err


def test_the_command_asks_whether_a_row_is_a_card_put_differently(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path / "one", clock).store.close()
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "one"))
    table = tmp_path / "capitals.csv"
    table.write_text(TABLE)
    assert main(["import", str(table), "--yes"], now=clock) == 0
    table.write_text(TABLE.replace("Capital of Spain?", "What is the capital of Spain?"))
    assert main(["import", str(table), "--dry-run"], now=clock) == 0
    assert "   Nieuw, naast een kaart die er veel op lijkt: What is the capital" in capsys.readouterr().out

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("\n"))  # and then the input ends
    assert main(["import", str(table)], now=clock) == 0
    assert capsys.readouterr().out.endswith("Niets ingelezen.\n")
    monkeypatch.setattr("sys.stdin", Terminal("\n\n"))
    assert main(["import", str(table)], now=clock) == 0
    said = capsys.readouterr().out
    assert "Is dit dezelfde kaart?" in said
    assert said.endswith("capitals: 1 gewijzigd.\n")


def test_another_learner_gets_no_ids_from_a_table(practised: Desk, tmp_path: Path, clock: Clock) -> None:
    table, other = tmp_path / "borrel.csv", laid(tmp_path / "two", clock)
    Exchange(practised).take_out([deck for deck in practised.library.decks if deck.own], table)
    (came,) = Exchange(other).bring_in(Exchange(other).read(table))
    assert came.added == 4
    assert b"Id:" not in came.deck.path.read_bytes()
    assert b"nt-" not in came.deck.path.read_bytes()
    other.store.close()


@pytest.mark.parametrize("suffix", [".apkg", ".csv", ".md"])
def test_every_kind_of_card_comes_back_unchanged_into_its_own_deck_and_keeps_a_correction(
    tmp_path: Path, clock: Clock, suffix: str
) -> None:
    desk = laid(tmp_path / "one", clock)
    for name in ("etiquette", "openers", "pitch", "reframes"):
        text = next(deck.path for deck in desk.library.decks if deck.key == f"nl/{name}").read_text()
        (desk.paths.decks / f"{name}.md").write_text(text)
    desk.reload()
    exchange = Exchange(desk)
    for deck in [deck for deck in desk.library.decks if deck.own]:
        path, before = tmp_path / f"{deck.path.stem}{suffix}", deck.path.read_bytes()
        exchange.take_out([deck], path)
        (came,) = exchange.bring_in(exchange.read(path))
        assert (came.deck.key, came.added, came.changed, came.kept) == (deck.key, 0, 0, 0)
        assert deck.path.read_bytes() == before
        corrected = before.decode().replace(" je ", " jij ").encode()
        deck.path.write_bytes(corrected)
        (came,) = exchange.bring_in(exchange.read(path))
        assert (came.added, came.changed, came.clashes) == (0, 0, ())
        assert came.kept > 0
        assert deck.path.read_bytes() == corrected
    desk.store.close()


def test_what_came_in_is_taken_out_again_and_comes_in_as_before(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "one", clock)
    workshop, exchange, table = Workshop(desk), Exchange(desk), tmp_path / "kamer.csv"

    def bring_in(*rows: str) -> tuple[int, int, int]:
        table.write_text("\n".join(("id;guid;vraag;antwoord", *rows)))
        (arrived,) = exchange.bring_in(exchange.read(table))
        workshop.brought_in(arrived.deck, arrived.written)
        return arrived.added, arrived.changed, arrived.kept

    first, second = ("1;a;Wie?;Petra", "2;b;Waar?;hier"), ("1;a;Wie?;Karin", "2;b;Waar?;hier", "3;c;Hoe?;zo")
    assert bring_in(*first) == (2, 0, 0)
    path = desk.paths.decks / "kamer.md"
    one = path.read_bytes()
    assert bring_in(*second) == (1, 1, 0)
    workshop.undo()
    assert path.read_bytes() == one
    assert bring_in(*second) == (1, 1, 0)
    path.write_text(path.read_text().replace("zo", "zus"))
    for _ in range(2):
        with pytest.raises(WorkshopError):  # it has been changed since, and stays
            workshop.undo()
    assert "zus" in path.read_text()
    path.unlink()
    assert bring_in(*first) == (2, 0, 0)
    assert bring_in(*first) == (0, 0, 0)
    workshop.undo()
    assert not path.exists()
    desk.store.close()
