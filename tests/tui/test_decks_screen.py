"""The decks, one deck, and the search through all cards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.tui.conftest import NOW
from trainer.cards.model import Card
from trainer.desk import Desk, Mine
from trainer.tui.app import TrainerApp
from trainer.tui.cardpage import card_page, problems_page
from trainer.tui.screens.deck import DeckScreen
from trainer.tui.screens.decks import DecksScreen
from trainer.tui.screens.done import DoneScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.workshop.bench import MOST_JUDGED

Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]


def listed(screen: DecksScreen | DeckScreen) -> str:
    """What stands in the list."""
    return "\n".join(str(option.prompt) for option in screen.rows.options)


@pytest.fixture
def decks() -> DecksScreen:
    return DecksScreen()


async def test_the_interfaces_language_comes_first_then_own_decks_then_the_other(
    hostile: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(hostile)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await pilot.pause()
        keys = [option.id for option in decks.rows.options if option.id]
        assert [key.partition("/")[0] for key in keys] == ["nl"] * 4 + ["own"] + ["en"] * 4 + ["folder"]
        assert "In het bestand: 1 fout" in listed(decks)
        assert str(hostile.paths.decks) in listed(decks)


async def test_space_takes_a_deck_out_and_in_again_and_it_is_kept(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await pilot.pause()
        key = decks.rows.lit
        await pilot.press("space")
        assert key not in {deck.key for deck in settled.decks}
        assert str(decks.rows.options[1].prompt).startswith("· ")
        assert "je oefent deze niet" in str(decks.rows.options[1].prompt)
        assert decks.rows.lit == key
        await pilot.press("space")
        assert key in {deck.key for deck in settled.decks}
        assert str(key) in settled.paths.settings.read_text(encoding="utf-8")


async def test_a_search_finds_prompts_and_answers_whatever_the_case_or_the_accents(
    hostile: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(hostile)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await pilot.pause()
        await pilot.press("slash", *"PE")
        decks.search.value = "LINK=X]PE borrel"
        await until(pilot, lambda: decks.rows.option_count == 1)
        assert "a[0] = b[i]" in listed(decks)
        assert "1 kaart" in str(decks.note.content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        assert isinstance(app.screen, DeckScreen)
        assert "Petra [/b]" in str(app.screen.page.content)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is decks)
        await pilot.press("escape")
        await until(pilot, lambda: decks.rows.option_count > 1)
        assert decks.rows.has_focus


async def test_keys_typed_ahead_are_taken_in_their_order(settled: Desk, decks: DecksScreen, until: Until) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await pilot.press("slash", *"koffie")
        found = [option.id for option in decks.rows.options]
        for key in ("down", "down", "enter"):
            app.post_message(Key(key, None))
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        assert isinstance(app.screen, DeckScreen)
        await until(pilot, lambda: app.screen.query("Rows"))
        assert app.screen.rows.lit == found[1]


async def test_what_is_typed_right_behind_the_slash_is_what_is_looked_for(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        for key in ("slash", *"unaws", "space", *"koffie"):
            app.post_message(Key(key, {"slash": "/", "space": " "}.get(key, key)))
        await until(pilot, lambda: len(decks.search.value) >= 12)
        assert decks.search.value == "unaws koffie"
        assert app.screen is decks


async def test_a_search_that_finds_nothing_says_so(settled: Desk, decks: DecksScreen, until: Until) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(40, 15)) as pilot:
        await app.push_screen(decks)
        await pilot.pause()
        decks.search.value = "qxzy [/b]"
        await until(pilot, lambda: decks.note.display)
        assert "Niets gevonden" in str(decks.note.content)
        await pilot.press("enter")
        assert app.screen is decks


async def test_without_any_deck_it_says_where_to_put_one(settled: Desk, decks: DecksScreen, until: Until) -> None:
    settled.paths = settled.paths.__class__(
        settled.paths.data, settled.paths.settings, settled.paths.decks, settled.paths.decks / "none"
    )
    settled.speak("nl")
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await pilot.pause()
        assert "nog geen stapels" in listed(decks)
        await pilot.press("enter", "space")
        assert app.screen is decks


async def test_a_decks_mistakes_are_its_first_line_each_with_its_place(hostile: Desk, until: Until) -> None:
    deck = hostile.named(["borrel"])[0]
    screen = DeckScreen(deck)
    app = TrainerApp(hostile)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        assert screen.rows.lit == "problems"
        assert "borrel.md:10:" in str(screen.page.content)
        assert str(screen.page.content) == str(problems_page(deck, hostile.t))
        await pilot.press("down")
        assert "Wie betaalt a[0] = b[i] op de [/b] borrel?" in str(screen.page.content)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_the_end_of_a_long_card_can_be_read_and_the_next_one_turned_to(
    settled: Desk, until: Until, size: tuple[int, int]
) -> None:
    deck = max(settled.library.decks, key=lambda deck: len(deck.cards))
    screen = DeckScreen(deck)
    app = TrainerApp(settled)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.press("enter", "right", "right", "end")
        assert screen.rows.lit == deck.cards[2].key
        assert screen.reader.has_focus
        await until(pilot, lambda: screen.reader.scroll_offset.y == screen.reader.max_scroll_y)
        await pilot.press("escape")
        assert screen.rows.has_focus
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_every_key_is_in_sight(settled: Desk, size: tuple[int, int]) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=size) as pilot:
        for screen in (DecksScreen(), DeckScreen(settled.library.decks[0])):
            await app.push_screen(screen)
            await pilot.pause()
            bar = screen.query_one(KeyBar)
            lines = str(bar.content).splitlines()
            assert max(map(len, lines)) <= bar.size.width
            assert len(lines) <= bar.size.height
            assert len(bar.keys()) <= 6


def words(card: Card) -> list[str]:
    """Everything that an author wrote on a card and a learner may read."""
    from trainer.cards.search import said

    return [*said(card), card.hint, card.why, card.source, *card.tags]


def test_nothing_of_any_card_is_left_out_of_its_page(settled: Desk) -> None:
    for deck in settled.library.decks:
        for card in deck.cards:
            page = str(
                card_page(
                    card, deck, None, Mine(("Mijn [/b] zin",), (), (), flagged=False), settled.today, settled.t, 72
                )
            )
            read = " ".join(page.split())
            missing = [text for text in words(card) if " ".join(text.split()) not in read]
            assert missing == [], card.key
            assert "Mijn [/b] zin" in page


async def test_what_was_put_aside_or_flagged_or_could_be_better_is_listed_from_all_decks(
    hostile: Desk, decks: DecksScreen, until: Until
) -> None:
    one, other = hostile.named(["nl/openers", "nl/etiquette"])
    aside, flagged = (one.cards[0].key, other.cards[1].key), other.cards[2].key
    for key in aside:
        hostile.store.suspend(key)
    hostile.store.flag(flagged)
    app = TrainerApp(hostile)

    def listed() -> list[str]:
        return [row.id for row in decks.listed.values()]

    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        await pilot.press("f")
        assert set(listed()) == set(aside)
        assert "2 kaarten opzijgezet" in str(decks.note.content)
        await pilot.press("s")
        assert len(listed()) == 1
        assert len(hostile.store.suspended()) == 1
        await pilot.press("f")
        assert listed() == [flagged]
        await pilot.press("v")
        assert hostile.store.flagged() == frozenset()
        assert "Met esc zie je weer alle stapels" in str(decks.note.content)
        await pilot.press("f")
        assert "nagekeken" in str(decks.note.content) or decks.listed
        await until(pilot, lambda: decks.listed)
        assert "Deze heeft geen antwoord" in [row.question for row in decks.listed.values()]
        decks.rows.highlighted = listed().index("own/borrel line 10")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen) and app.screen.row)
        page = app.screen
        assert isinstance(page, DeckScreen)
        assert page.row is not None
        assert page.row.question == "Deze heeft geen antwoord"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is decks)
        await pilot.press("escape")
        assert decks.some == "all"
        assert decks.deck is not None


async def test_a_search_goes_through_what_was_put_aside_alone(settled: Desk, decks: DecksScreen, until: Until) -> None:
    keys = [card.key for card in settled.named(["nl/openers"])[0].cards[:2]]
    for key in keys:
        settled.store.suspend(key)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        await pilot.press("f", "slash", *"e")
        assert set(decks.listed) <= set(keys)
        assert decks.listed


def later(desk: Desk, seconds: float) -> None:
    at = desk.now() + timedelta(seconds=seconds)
    desk.now = lambda: at


async def test_undoing_a_whole_deck_is_asked_first_and_what_was_in_it_is_kept(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        made = app.workshop.new_deck("Mijn borrel")
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        await pilot.press("u")
        assert made.path.exists()
        assert [note.message for note in app._notifications][-1].startswith("Je laatste stap was de nieuwe stapel Mijn")
        later(settled, 1)
        await pilot.press("u")
        assert not made.path.exists()
        (kept,) = (settled.paths.data.parent / "decks-before" / "mijn-borrel").iterdir()
        assert "Mijn borrel" in kept.read_text(encoding="utf-8")


async def test_a_yes_to_undoing_a_deck_is_for_that_deck_and_no_key_held_down_gives_it(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        one = app.workshop.new_deck("Een")
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        for _ in range(20):
            await pilot.press("u")
            later(settled, 0.05)
        assert one.path.exists()
        other = app.workshop.new_deck("Ander")
        later(settled, 1)
        await pilot.press("u")
        assert other.path.exists()
        assert "Ander" in [note.message for note in app._notifications][-1]
        later(settled, 1)
        await pilot.press("u")
        assert (one.path.exists(), other.path.exists()) == (True, False)
        later(settled, 1)
        await pilot.press("u")
        later(settled, 11)
        await pilot.press("u")
        assert one.path.exists()


NARROW = """# {name}
Taal: nl

## Hoe begin je een gesprek?
Punt: groet (hallo)
Voorbeeld: Hallo, wat brengt je hier?
"""
"""Its point knows one word."""


async def test_what_could_be_better_is_the_same_in_the_list_of_all_decks_as_in_each_deck(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    folder = settled.paths.decks
    folder.mkdir(parents=True)
    many = "".join(f"\n## Wie is nummer {n}?\nAntwoord: naam{n}\n" for n in range(MOST_JUDGED - 1))
    (folder / "a.md").write_text(NARROW.format(name="A") + many, encoding="utf-8")
    (folder / "b.md").write_text(NARROW.format(name="B"), encoding="utf-8")
    settled.reload()
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        await pilot.press("f")
        await until(pilot, lambda: decks.listed)
        together = set(decks.listed)
        each = set()
        for deck in settled.named(["own/a", "own/b"]):
            screen = DeckScreen(deck, some="problems")
            await app.push_screen(screen)
            await pilot.pause()
            each |= set(screen.listed)
        assert together == each
        assert {"own/a#hoe begin je een gesprek", "own/b#hoe begin je een gesprek"} <= together


async def test_where_none_of_ones_own_cards_could_be_better_the_decks_come_back_and_it_is_said(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    settled.paths.decks.mkdir(parents=True)
    good = "# A\nTaal: nl\n\n## Wie betaalt?\nAntwoord: Petra\nUitleg: Zij organiseert het.\n"
    (settled.paths.decks / "a.md").write_text(good, encoding="utf-8")
    settled.reload()
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await until(pilot, lambda: decks.rows.has_focus)
        await pilot.press("f")
        await until(pilot, lambda: decks.some == "all")
        assert decks.deck is not None
        assert "valt iets aan te merken" in [note.message for note in app._notifications][-1]


@pytest.mark.parametrize("opened_from_a_list", [True, False])
async def test_an_empty_list_names_the_key_that_leads_out_of_it(
    settled: Desk, until: Until, opened_from_a_list: bool
) -> None:
    deck = settled.named(["nl/openers"])[0]
    card = deck.cards[0].key
    settled.store.suspend(card)
    screen = DeckScreen(deck, card if opened_from_a_list else None, some="aside")
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await until(pilot, lambda: screen.listed)
        await pilot.press("s")
        assert not screen.listed
        said = str(screen.page.content)
        assert ("Met esc ga je terug" if opened_from_a_list else "Met esc zie je weer alle kaarten") in said
        await pilot.press("escape")
        await until(pilot, lambda: (app.screen is not screen) if opened_from_a_list else bool(screen.listed))


OWN = "# Proef\nTaal: nl\n\n## Wie organiseert de borrel?\nAntwoord: Petra\n"


async def test_a_deck_is_practised_on_its_own_also_where_nothing_in_it_is_due(settled: Desk, until: Until) -> None:
    settled.paths.decks.mkdir(parents=True)
    (settled.paths.decks / "proef.md").write_text(OWN, encoding="utf-8")
    settled.reload()
    (proef,) = settled.named(["own/proef"])
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = DeckScreen(proef)
        await app.push_screen(screen)
        await pilot.pause()
        assert "oefenen" in str(screen.query_one(KeyBar).content)
        for days in range(2):  # it is new; and the day after, not due yet
            settled.now = lambda days=days: NOW + timedelta(days=days)  # type: ignore[misc]
            await pilot.press("p")
            await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.box.has_focus)
            review = app.screen
            assert isinstance(review, ReviewScreen)
            assert review.card.deck == proef.key
            assert review.session.planned == 1
            await pilot.press(*"Petra", "enter", "4", "enter")
            await until(pilot, lambda: isinstance(app.screen, DoneScreen) and str(app.screen.query_one(KeyBar).content))
            assert "naar vandaag" not in str(app.screen.query_one(KeyBar).content)
            settled.now = lambda days=days: NOW + timedelta(days=days, seconds=9)  # type: ignore[misc]
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is screen)
        assert len(list(settled.store.reviews())) == 2
        await pilot.press("p")
        await pilot.pause()
        assert "vandaag al gehad" in [note.message for note in app._notifications][-1]


async def test_an_empty_deck_says_that_there_is_nothing_to_practise(settled: Desk, until: Until) -> None:
    settled.paths.decks.mkdir(parents=True)
    (settled.paths.decks / "leeg.md").write_text("# Leeg\nTaal: nl\n", encoding="utf-8")
    settled.reload()
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = DeckScreen(settled.named(["own/leeg"])[0])
        await app.push_screen(screen)
        await pilot.press("p")
        await pilot.pause()
        assert app.screen is screen
        assert "geen kaart om te oefenen" in [note.message for note in app._notifications][-1]


async def test_a_search_lists_the_decks_that_are_called_so_first(
    settled: Desk, decks: DecksScreen, until: Until
) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(decks)
        await pilot.pause()
        await pilot.press("slash", *"etiquet")
        await until(pilot, lambda: "stapels gevonden" in str(decks.note.content))
        assert "Netwerketiquette" in listed(decks).splitlines()[0]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        assert isinstance(app.screen, DeckScreen)
        assert app.screen.deck.title == "Netwerketiquette"
