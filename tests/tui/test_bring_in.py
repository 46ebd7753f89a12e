"""Bringing a file in and taking a deck out, by someone who knows no command line."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from textual import events
from textual.pilot import Pilot

from trainer.desk import Desk
from trainer.exchange import Exchange
from trainer.tui.app import TrainerApp
from trainer.tui.screens.bring_in import PATIENCE, BringInScreen, Phase
from trainer.tui.screens.deck import DeckScreen
from trainer.tui.screens.decks import DecksScreen
from trainer.tui.screens.same_card import SameCardScreen
from trainer.tui.screens.take_out import TakeOutScreen

Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]

TABLE = "vraag;antwoord;Les\nWie organiseert?;Petra;1\nWaar is het?;De Zaak;\n"
OWN = "# Borrel\nTaal: nl\n\n## Wie?\nAntwoord: Petra\n\n## Waar?\nAntwoord: hier\n\n## Hoe?\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a learner's files are."""
    place = tmp_path / "thuis"
    (place / "Downloads").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("USERPROFILE", str(place))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(place / "Downloads"))
    monkeypatch.chdir(place)
    return place


def read(screen: BringInScreen | TakeOutScreen) -> str:
    """What the page says."""
    return " ".join(str(screen.page.content).split())


async def opened(app: TrainerApp, pilot: Pilot[None], until: Until) -> BringInScreen:
    """The screen, reached as a learner does, once it has looked around."""
    await pilot.press("d")
    await until(pilot, lambda: isinstance(app.screen, DecksScreen))
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.screen, BringInScreen))
    screen = app.screen
    assert isinstance(screen, BringInScreen)
    await app.workers.wait_for_complete()
    return screen


async def test_a_file_is_chosen_from_the_list_shown_brought_in_and_its_deck_opened(
    settled: Desk, home: Path, until: Until
) -> None:
    (home / "Downloads" / "kamer.csv").write_text(TABLE)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        assert "kamer.csv" in str(screen.rows.options[0].prompt)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        assert "Tabel: 2 kaarten, gescheiden door puntkomma’s, UTF-8" in read(screen)
        assert "kolom “Les”, op één rij ingevuld" in read(screen)
        assert "Stapel kamer: 2 kaarten (2 begrippen)" in read(screen)
        assert "Een nieuwe stapel." in read(screen)
        assert not settled.paths.decks.exists()
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.DONE)
        assert "kamer: 2 erbij." in read(screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        assert isinstance(app.screen, DeckScreen)
        assert app.screen.deck.title == "kamer"
        await pilot.press("escape", "u")  # it asks first
        asked = settled.now()
        settled.now = lambda: asked + timedelta(seconds=1)
        await pilot.press("u")
        await until(pilot, lambda: settled.library.deck("own/kamer") is None)
        assert list(settled.paths.decks.iterdir()) == []


async def test_a_file_that_is_dropped_on_the_terminal_is_read(settled: Desk, home: Path, until: Until) -> None:
    path = home / "Mijn kaarten.csv"
    path.write_text(TABLE)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        screen.box.post_message(events.Paste(f"'{path}' \n"))
        await until(pilot, lambda: screen.box.value)
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        assert "Mijn kaarten: 2 kaarten" in read(screen)


async def test_a_no_writes_nothing_and_an_update_says_which_deck_it_goes_into(
    settled: Desk, home: Path, until: Until
) -> None:
    (home / "kamer.csv").write_text(TABLE)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        await pilot.press("n")
        assert screen.phase is Phase.CHOOSING
        assert not settled.paths.decks.exists()
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        await pilot.press("l")
        await until(pilot, lambda: screen.phase is Phase.ASKING and screen.brought.decks[0].language == "en")
        await pilot.press("j")
        await until(pilot, lambda: screen.phase is Phase.DONE)
        (home / "kamer.csv").write_text(TABLE + "Hoe laat?;half acht;\n")
        screen.begin(home / "kamer.csv")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        assert "Komt in je stapel kamer: 1 nieuw." in read(screen)


async def test_what_cannot_be_read_is_said_in_one_sentence_under_the_box(
    settled: Desk, home: Path, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        screen.box.value = "weg.csv"
        await pilot.press("enter")
        await until(pilot, lambda: screen.refusal)
        assert screen.phase is Phase.CHOOSING
        assert "weg.csv: dit bestand is er niet" in str(screen.note.content)
        assert screen.focused is screen.box
        await pilot.press("x")
        assert "is er niet" not in str(screen.note.content)
        for nameless in ("file://[x", "file:///a%00b"):
            screen.box.value = nameless
            await until(pilot, lambda: not screen.refusal)
            await pilot.press("enter")
            await until(pilot, lambda: screen.refusal)
            assert "dit bestand is er niet" in str(screen.note.content)


async def test_going_back_while_a_file_is_read_stops_it_and_nothing_comes_of_it(
    settled: Desk, home: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "kamer.csv").write_text(TABLE)
    reading, go_on, stopped = Event(), Event(), Event()
    real = Exchange.read

    def slow(self: Exchange, path: Path, **how: object) -> object:
        reading.set()
        go_on.wait(10)
        try:
            return real(self, path, **how)  # type: ignore[arg-type]
        except Exception:
            stopped.set()
            raise

    monkeypatch.setattr(Exchange, "read", slow)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        await pilot.press("down", "enter")
        await until(pilot, reading.is_set)
        await pilot.press("escape")
        assert screen.phase is Phase.CHOOSING
        go_on.set()
        await until(pilot, stopped.is_set)
        await pilot.pause()
        assert screen.phase is Phase.CHOOSING
        assert not settled.paths.decks.exists()


async def test_while_it_is_saved_nobody_goes_away_halfway(
    settled: Desk, home: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "kamer.csv").write_text(TABLE)
    go_on, real = Event(), Exchange.bring_in

    def slow(self: Exchange, *what: object) -> object:
        go_on.wait(10)
        return real(self, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(Exchange, "bring_in", slow)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        await pilot.press("enter", "escape")
        assert app.screen is screen
        go_on.set()
        await until(pilot, lambda: screen.phase is Phase.DONE)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DecksScreen))


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_a_deck_is_taken_out_says_what_is_not_in_it_and_never_over_another_file(
    settled: Desk, home: Path, until: Until, size: tuple[int, int]
) -> None:
    settled.paths.decks.mkdir(parents=True)
    (settled.paths.decks / "borrel.md").write_text(OWN)
    settled.reload()
    app = TrainerApp(settled)
    async with app.run_test(size=size) as pilot:
        deck = settled.library.deck("own/borrel")
        assert deck
        await app.push_screen(DeckScreen(deck))
        await pilot.press("E", "down", "down", "enter")
        screen = app.screen
        assert isinstance(screen, TakeOutScreen)
        assert Path(screen.box.value) == Path("~/Downloads/borrel.csv")
        (home / "Downloads" / "borrel.csv").write_text("van mij")
        await pilot.press("enter")
        await until(pilot, lambda: screen.refusal)
        assert "bestaat al en blijft zoals het is" in read(screen)
        assert Path(screen.box.value) == Path("~/Downloads/borrel-2.csv")
        await pilot.press("enter")
        await until(pilot, lambda: screen.done)
        assert "2 kaarten staan in" in read(screen)
        assert "borrel.md:10:“Hoe?”ziternietin:dezekaart" in "".join(read(screen).split())
        assert (home / "Downloads" / "borrel.csv").read_text() == "van mij"
        assert (home / "Downloads" / "borrel-2.csv").stat().st_size > 50
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))


async def test_a_name_without_an_ending_gets_the_one_of_its_form_and_what_went_wrong_is_said(
    settled: Desk, home: Path, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "E", "end", "enter")
        screen = app.screen
        assert isinstance(screen, TakeOutScreen)
        screen.box.value = "weg.pdf"
        await pilot.press("enter")
        await until(pilot, lambda: screen.refusal)
        assert "dit soort bestand maak ik niet" in read(screen)
        for nameless in (os.sep, ".", str(home / "a\0b"), "file:///a%00b.html"):
            screen.box.value = nameless
            await until(pilot, lambda: not screen.refusal)
            await pilot.press("enter")
            await until(pilot, lambda: screen.refusal)
        assert "zo kan geen bestand heten" in read(screen)
        screen.box.value = f"{os.sep}".join((str(home), "op papier"))
        await pilot.press("enter")
        await until(pilot, lambda: screen.done)
        assert (home / "op papier.html").exists()


async def test_what_takes_over_a_second_shows_how_far_it_is(
    settled: Desk, home: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "kamer.csv").write_text(TABLE)
    go_on, real = Event(), Exchange.read

    def slow(self: Exchange, path: Path, **how: Callable[[int, int], None]) -> object:
        how["progress"](30, 120)
        go_on.wait(10)
        return real(self, path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Exchange, "read", slow)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.far == (30, 120))
        screen.begun = monotonic()
        screen.show_how_far()
        assert read(screen) == "Lezen kamer.csv"
        screen.begun -= PATIENCE
        screen.show_how_far()
        assert read(screen).endswith(f"{'━' * 6}{'─' * 18} 25 %")
        go_on.set()
        await until(pilot, lambda: screen.phase is Phase.ASKING)


async def test_a_card_that_was_changed_here_and_in_the_file_is_named_and_stays(
    settled: Desk, home: Path, until: Until
) -> None:
    (home / "kamer.csv").write_text(TABLE)
    exchange = Exchange(settled)
    (arrived,) = exchange.bring_in(exchange.read(home / "kamer.csv"))
    path = arrived.deck.path
    path.write_text(path.read_text().replace("Petra", "Karin"))
    (home / "kamer.csv").write_text(TABLE.replace("Petra", "Petra Smit"))
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        assert "Hier én in het bestand gewijzigd; de jouwe blijft: Wie organiseert?" in read(screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.DONE)
        assert "de jouwe blijft: Wie organiseert?" in read(screen)
        assert "Antwoord: Karin" in path.read_text()


async def test_a_row_that_is_much_like_a_card_that_vanished_is_asked_about(
    settled: Desk, home: Path, until: Until
) -> None:
    table = home / "kamer.csv"
    table.write_text(TABLE)
    Exchange(settled).bring_in(Exchange(settled).read(table))
    table.write_text(TABLE.replace("Wie organiseert?", "Wie organiseert de borrel?"))
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, until)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SameCardScreen))
        assert isinstance(app.screen, SameCardScreen)
        assert "Wie organiseert de borrel?" in str(app.screen.page.content)
        await pilot.press("escape")  # not now: then nothing is brought in
        await until(pilot, lambda: app.screen is screen)
        assert screen.phase is Phase.CHOOSING
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SameCardScreen))
        await pilot.press("j")
        await until(pilot, lambda: screen.phase is Phase.ASKING)
        assert "1 gewijzigd" in read(screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.DONE)
        deck = settled.library.deck("own/kamer")
        assert deck is not None
        assert [card.prompt for card in deck.cards] == ["Wie organiseert de borrel?", "Waar is het?"]
