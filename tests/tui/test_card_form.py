"""Writing cards in the application: a new deck, the form, trying, changing, taking back."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from tests.tui.conftest import Until
from trainer.cards.form import CardForm, PointLine
from trainer.cards.model import Deck, Short
from trainer.desk import Desk
from trainer.memory.model import Grade
from trainer.tui.app import TrainerApp
from trainer.tui.base import TrainerScreen
from trainer.tui.phases import Phase
from trainer.tui.screens.card_form import CardFormScreen
from trainer.tui.screens.deck import DeckScreen
from trainer.tui.screens.decks import DecksScreen
from trainer.tui.screens.new_deck import NewDeckScreen
from trainer.tui.screens.pick_deck import PickDeckScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.same_card import SameCardScreen
from trainer.tui.screens.try_card import TryScreen
from trainer.tui.screens.which_card import WhichCardScreen
from trainer.tui.widgets.field import FieldBox
from trainer.tui.widgets.keybar import KeyBar

Showing: TypeAlias = Callable[..., AbstractAsyncContextManager[tuple[TrainerApp, Pilot[None]]]]

MINE = """\
# Mijn [b]borrel[/path]
Taal: nl

## Wie betaalt {x} op de borrel?
Antwoord: Petra

## Waar is de borrel?
Antwoord: in de kantine
"""


@pytest.fixture
def mine(settled: Desk) -> Deck:
    """A deck of the learner's own, of two cards, beside an empty one."""
    folder = settled.paths.decks
    folder.mkdir(parents=True)
    (folder / "borrel.md").write_text(MINE, encoding="utf-8")
    (folder / "anders.md").write_text("# Anders\nTaal: nl\n", encoding="utf-8")
    settled.reload()
    return settled.named(["own/borrel"])[0]


@pytest.fixture
def showing(settled: Desk) -> Showing:
    """The application with a screen open, of 80 by 24 unless said."""

    @asynccontextmanager
    async def shown(
        screen: TrainerScreen[Any], size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[tuple[TrainerApp, Pilot[None]]]:
        app = TrainerApp(settled)
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.push_screen(screen)
            await pilot.pause()
            yield app, pilot

    return shown


def box(form: CardFormScreen, field: str) -> FieldBox:
    return next(box for box in form.boxes if box.field == field)


async def opened(pilot: Pilot[None], until: Until) -> CardFormScreen:
    """The form, once it stands there."""
    await until(pilot, lambda: isinstance(pilot.app.screen, CardFormScreen) and pilot.app.screen.boxes)
    form = pilot.app.screen
    assert isinstance(form, CardFormScreen)
    return form


async def test_a_newcomer_makes_a_deck_and_two_cards_with_enter_alone(
    settled: Desk, until: Until, showing: Showing
) -> None:
    async with showing(DecksScreen()) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewDeckScreen))
        await pilot.press(*"Borrel", "enter")
        form = await opened(pilot, until)
        for question, answer in (("Wie?", "Petra"), ("Waar?", "hier")):
            box(form, "question").text = question
            await pilot.press("enter")
            assert form.focused is box(form, "answer")
            box(form, "answer").text = answer
            await pilot.press("enter")
            await until(pilot, lambda: form.boxes and not box(form, "question").text)
            assert form.focused is box(form, "question")
        assert "2 kaarten toegevoegd" in str(form.headline.content)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen) and app.screen.rows.lit == "own/borrel#waar")
        written = (settled.paths.decks / "borrel.md").read_text(encoding="utf-8")
        assert written == "# Borrel\nTaal: nl\n\n## Wie?\nAntwoord: Petra\n\n## Waar?\nAntwoord: hier\n"
        assert isinstance(app.screen, DeckScreen)
        assert app.screen.rows.option_count == 2
        await pilot.press("u", "u")
        await until(pilot, lambda: not isinstance(app.screen, DeckScreen) or not app.screen.rows.option_count)
        assert settled.named(["own/borrel"])[0].cards == ()


async def test_a_deck_needs_a_name_and_says_so(settled: Desk, until: Until, showing: Showing) -> None:
    screen = NewDeckScreen()
    async with showing(screen, size=(40, 15)) as (app, pilot):
        await pilot.press("enter")
        assert "naam" in str(screen.note.content)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)
        assert not settled.paths.decks.exists()


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ({"answer": "Petra"}, "kort antwoord"),
        ({"question": "Eerst [geven], dan nemen."}, "invulzin"),
        ({"items": "een\ntwee"}, "rijtje"),
        ({"points": "Moet: groet (hoi)"}, "eigen woorden"),
        ({"verdict": "niet doen", "points": "reden (x)"}, "doen of niet doen"),
    ],
)
async def test_the_kind_follows_from_what_is_filled_in(
    settled: Desk, mine: Deck, until: Until, texts: dict[str, str], kind: str, showing: Showing
) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (_app, pilot):
        await pilot.press("ctrl+o")
        await until(pilot, lambda: len(form.boxes) > 20)
        box(form, "question").text = "Vraag?"
        for field, text in texts.items():
            box(form, field).text = text
        await until(pilot, lambda: kind in str(form.said.content))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: form.added)
        assert len(settled.named(["own/borrel"])[0].cards) == 3


async def test_a_card_that_lacks_something_says_what_and_is_not_saved(
    mine: Deck, until: Until, showing: Showing
) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (_app, pilot):
        box(form, "question").text = "Vraag?"
        await until(pilot, lambda: not form.timer or "Typ een vraag" not in str(form.said.content))
        assert "nog geen antwoord" not in str(form.said.content)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "nog geen antwoord" in str(form.said.content))
        assert form.focused is box(form, "answer")
        box(form, "answer").text = "ja"
        await until(pilot, lambda: "alleen ja of nee" in str(form.said.content))
        assert mine.path.read_text(encoding="utf-8") == MINE


async def test_a_question_that_is_there_already_is_put_in_only_when_saved_once_more(
    mine: Deck, until: Until, showing: Showing
) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (_app, pilot):
        for _ in range(2):
            box(form, "question").text = "Waar is de borrel?"
            box(form, "answer").text = "aan zee"
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Nog eens bewaren" in str(form.said.content))
            assert str(form.said.content).count("al in deze stapel") == 1
            assert mine.path.read_text(encoding="utf-8") == MINE
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(form.added))
        assert mine.path.read_text(encoding="utf-8").count("## Waar is de borrel?") == 2


async def test_a_card_doubled_while_its_file_changes_stands_below_the_one_it_was_made_from(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (_app, pilot):
        await pilot.press("D")
        form = await opened(pilot, until)
        moved = MINE.replace("Taal: nl\n", "Taal: nl\n\n## Wie komt er?\nAntwoord: Jan\n")
        mine.path.write_text(moved, encoding="utf-8")
        box(form, "question").text = "Wie betaalt niet?"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(form.added))
        prompts = [card.prompt for card in settled.named(["own/borrel"])[0].cards]
        assert prompts == ["Wie komt er?", "Wie betaalt {x} op de borrel?", "Wie betaalt niet?", "Waar is de borrel?"]


async def test_a_mistyped_label_that_the_form_understood_is_mended_by_saving_alone(
    settled: Desk, mine: Deck, showing: Showing
) -> None:
    mine.path.write_text(MINE.replace("Antwoord: in de", "Antword: in de"), encoding="utf-8")
    settled.reload()
    deck = settled.named(["own/borrel"])[0]
    line = deck.cards[0].line + 3
    form = CardFormScreen(deck, line=line, form=TrainerApp(settled).workshop.form_of(deck, line))
    async with showing(form) as (_app, pilot):
        assert box(form, "answer").text == "in de kantine"
        await pilot.press("ctrl+s")
        assert deck.path.read_text(encoding="utf-8") == MINE
        assert len(settled.named(["own/borrel"])[0].cards) == 2


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_what_is_wrong_with_a_card_is_never_cut_off_in_the_middle(
    mine: Deck, until: Until, showing: Showing, size: tuple[int, int]
) -> None:
    begun = CardForm("Mag het?", verdict="misschien", just_before="ja", loose=("Hoogstens woorden: veel",))
    form = CardFormScreen(mine, form=begun)
    async with showing(form, size) as (_app, pilot):
        await until(pilot, lambda: "misschien" in str(form.said.content))
        await pilot.pause()
        assert len(str(form.said.content).splitlines()) <= form.said.size.height
        assert str(form.said.content).endswith((".", "?"))


async def test_a_card_without_a_question_has_a_line_that_says_so(settled: Desk, mine: Deck, showing: Showing) -> None:
    mine.path.write_text(MINE + "\n## \nAntwoord: x\n", encoding="utf-8")
    settled.reload()
    screen = DeckScreen(settled.named(["own/borrel"])[0])
    async with showing(screen) as (_app, _pilot):
        lines = [str(option.prompt) for option in screen.rows.options]
        assert any(line.startswith("(zonder vraag)") for line in lines)


async def test_what_was_typed_goes_only_at_the_second_esc(mine: Deck, until: Until, showing: Showing) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (app, pilot):
        await pilot.press(*"Wie", "escape")
        assert app.screen is form
        assert "nog niet bewaard" in str(form.said.content)
        await pilot.press("x", "escape")
        assert app.screen is form
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not form)


async def test_a_card_that_was_saved_after_all_leaves_no_warning_behind(mine: Deck, showing: Showing) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (_, pilot):
        box(form, "question").text = "Hoe laat?"
        box(form, "answer").text = "acht uur"
        await pilot.press("escape")
        assert "nog niet bewaard" in str(form.said.content)
        await pilot.press("ctrl+s")
        assert form.added == ["Hoe laat?"]
        assert "nog niet bewaard" not in str(form.said.content)


async def test_the_card_below_one_that_was_taken_out_is_lit_and_one_that_is_put_back_is(
    settled: Desk, mine: Deck, showing: Showing
) -> None:
    mine.path.write_text(MINE + "\n## Hoe laat?\nAntwoord: acht uur\n\n## Wie komt er?\nAntwoord: Jo\n")
    settled.reload()
    screen = DeckScreen(settled.named(["own/borrel"])[0])
    async with showing(screen) as (app, pilot):

        def lit() -> str:
            assert screen.row is not None
            return screen.row.question

        await pilot.press("down", "x")
        assert lit() == "Hoe laat?"
        await pilot.press("down", "x")
        assert lit() == "Hoe laat?"  # the last one is gone: the one above it
        assert [str(toast._notification.message) for toast in app.screen.query(Toast)] == [
            "Weg: “Wie komt er?”. Met u zet je de kaart terug."
        ]
        await pilot.press("home", "u")
        assert lit() == "Wie komt er?"
        await pilot.press("u")
        assert lit() == "Waar is de borrel?"
        assert [str(toast._notification.message) for toast in app.screen.query(Toast)] == [
            "De kaart is terug: “Waar is de borrel?”."
        ]


async def test_what_was_done_in_another_deck_is_taken_back_only_when_asked_once_more(
    settled: Desk, mine: Deck, showing: Showing
) -> None:
    async with showing(DeckScreen(mine)) as (app, pilot):
        await pilot.press("x")
        await app.push_screen(DeckScreen(settled.named(["nl/openers"])[0]))
        await pilot.press("u")
        assert mine.path.read_text(encoding="utf-8") != MINE
        assert [str(toast._notification.message) for toast in app.screen.query(Toast)][-1] == (
            "Wat je het laatst deed, was in een andere stapel: Mijn [b]borrel[/path]. Nog eens u maakt dat ongedaan."
        )
        asked = settled.now()
        settled.now = lambda: asked + timedelta(seconds=1)
        await pilot.press("u")
        assert mine.path.read_text(encoding="utf-8") == MINE


async def test_a_card_is_changed_and_the_rest_of_the_file_stays(mine: Deck, until: Until, showing: Showing) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("e")
        form = await opened(pilot, until)
        assert box(form, "question").text == "Wie betaalt {x} op de borrel?"
        box(form, "answer").text = "Karel [/b]"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert mine.path.read_text(encoding="utf-8") == MINE.replace("Petra", "Karel [/b]")
        assert "Karel [/b]" in str(screen.page.content)


async def test_no_other_card_is_taken_out_than_the_one_that_is_lit(mine: Deck, until: Until, showing: Showing) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (_, pilot):
        await pilot.press("down")
        assert screen.row is not None
        assert screen.row.question == "Waar is de borrel?"
        changed = MINE.replace("## Wie", "## Hoe laat?\nAntwoord: half acht\n\n## Wie")
        mine.path.write_text(changed, encoding="utf-8")
        screen.action_delete()  # before the list is looked at again
        assert mine.path.read_text(encoding="utf-8") == changed
        assert screen.row.question == "Waar is de borrel?"
        await pilot.press("x")
        assert "Waar is de borrel?" not in mine.path.read_text(encoding="utf-8")
        assert "Wie betaalt" in mine.path.read_text(encoding="utf-8")


async def test_what_was_typed_can_be_saved_over_what_was_changed_elsewhere(
    mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("e")
        form = await opened(pilot, until)
        mine.path.write_text(MINE.replace("Petra", "Sofie"), encoding="utf-8")
        box(form, "answer").text = "Karel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "nog eens ctrl+s" in str(form.said.content))
        assert "Sofie" in mine.path.read_text(encoding="utf-8")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert mine.path.read_text(encoding="utf-8") == MINE.replace("Petra", "Karel")
        await pilot.press("u")
        assert "Sofie" in mine.path.read_text(encoding="utf-8")


async def test_what_was_typed_is_there_again_where_the_card_was_changed_elsewhere(
    mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("e")
        form = await opened(pilot, until)
        mine.path.write_text("\n" + MINE.replace("Petra", "Sofie"), encoding="utf-8")
        box(form, "answer").text = "Karel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "nog eens ctrl+s" in str(form.said.content))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("e")
        form = await opened(pilot, until)
        assert box(form, "answer").text == "Karel"
        assert form.before.answer == "Sofie"


async def test_what_was_typed_waits_for_its_card_wherever_that_stands_and_whatever_else_is_written(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("e")
        form = await opened(pilot, until)
        mine.path.write_text(MINE.replace("Petra", "Sofie"), encoding="utf-8")
        box(form, "answer").text = "Karel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "nog eens ctrl+s" in str(form.said.content))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("a")
        form = await opened(pilot, until)
        assert box(form, "question").text == ""
        box(form, "question").text = "Half"
        await pilot.press("ctrl+q")
    start, heading, rest = MINE.replace("Petra", "Annie\nHint: bij de deur").partition("## Wie")
    mine.path.write_text(f"{start}## Nieuw?\nAntwoord: ja\n\n{heading}{rest}", encoding="utf-8")
    settled.reload()
    screen = DeckScreen(settled.named(["own/borrel"])[0])
    async with showing(screen) as (app, pilot):
        screen.rows.highlighted = 1
        await pilot.press("e")
        form = await opened(pilot, until)
        assert (box(form, "answer").text, box(form, "hint").text) == ("Karel", "bij de deur")
    async with showing(DeckScreen(screen.deck)) as (app, pilot):  # the program was ended from outside
        await pilot.press("down", "e")
        form = await opened(pilot, until)
        assert box(form, "answer").text == "Karel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        await pilot.press("a")
        form = await opened(pilot, until)
        assert box(form, "question").text == "Half"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
    assert "Antwoord: Karel\nHint: bij de deur" in mine.path.read_text(encoding="utf-8")
    assert [key for key in settled.store.prefs() if key.startswith("card draft")] == []


async def test_what_was_typed_for_a_card_that_was_taken_out_elsewhere_is_put_in_anew(
    mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("e")
        form = await opened(pilot, until)
        start, _, rest = MINE.partition("## Wie betaalt")
        mine.path.write_text(start + rest[rest.index("## Waar") :], encoding="utf-8")
        box(form, "answer").text = "Karel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "nog eens ctrl+s" in str(form.said.content))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert [card.prompt for card in screen.deck.cards] == ["Waar is de borrel?", "Wie betaalt {x} op de borrel?"]
        assert "Karel" in mine.path.read_text(encoding="utf-8")


async def test_a_card_is_doubled_moved_taken_out_and_put_back(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("D")
        form = await opened(pilot, until)
        box(form, "question").text = "Wie betaalt niet?"
        await pilot.press("ctrl+s", "escape")
        await until(pilot, lambda: app.screen is screen)
        prompts = [card.prompt for card in screen.deck.cards]
        assert prompts == ["Wie betaalt {x} op de borrel?", "Wie betaalt niet?", "Waar is de borrel?"]
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, PickDeckScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert "Wie betaalt niet?" in (settled.paths.decks / "anders.md").read_text(encoding="utf-8")
        await pilot.press("x")
        assert len(screen.deck.cards) == 1
        await pilot.press("u", "u", "u")
        assert mine.path.read_text(encoding="utf-8") == MINE


async def test_a_card_that_is_put_aside_is_not_asked_and_can_be_found(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (_app, pilot):
        await pilot.press("s")
        assert settled.store.suspended() == {mine.cards[0].key}
        assert "opzijgezet" in "\n".join(str(option.prompt) for option in screen.rows.options)
        await pilot.press("f")
        assert screen.rows.option_count == 1
        assert "1 opzijgezet" in str(screen.headline.content)
        await pilot.press("s", "escape")
        assert settled.store.suspended() == frozenset()
        assert screen.rows.option_count == 2


async def test_flagged_cards_and_those_that_can_be_better_are_found(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    worse = MINE + "\n## Is Petra er?\nAntwoord: ja\n\n## Zonder antwoord\nHint: x\n"
    mine.path.write_text(worse, encoding="utf-8")
    settled.reload()
    settled.store.flag(mine.cards[1].key)
    screen = DeckScreen(settled.named(["own/borrel"])[0])
    async with showing(screen) as (app, pilot):
        await pilot.press("f")
        assert [option.id for option in screen.rows.options] == [mine.cards[1].key]
        await pilot.press("v")
        assert settled.store.flagged() == frozenset()
        await pilot.press("f")
        assert [option.id for option in screen.rows.options] == ["own/borrel#is petra er", "own/borrel line 13"]
        assert "alleen ja of nee" in str(screen.page.content)
        await pilot.press("down", "e")
        form = await opened(pilot, until)
        box(form, "question").text = "Met antwoord"
        await pilot.press("ctrl+s")  # nothing yet to answer: the form says so, and shows the box
        await until(pilot, lambda: any(one.field == "answer" for one in form.boxes))
        box(form, "answer").text = "nu wel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert len(screen.deck.cards) == 4


async def test_a_card_is_tried_and_nothing_is_kept(settled: Desk, mine: Deck, until: Until, showing: Showing) -> None:
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TryScreen) and app.screen.session.question)
        tried = app.screen
        assert isinstance(tried, TryScreen)
        await pilot.press(*"Petra", "enter")
        await until(pilot, lambda: tried.phase is Phase.SETTLING)
        assert "✓" in str(tried.looked_at.content)
        assert "goed" in str(tried.grades.content)
        await pilot.press("1", "enter")
        await until(pilot, lambda: tried.phase is Phase.ASKING)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert settled.store.schedules() == {}
        assert list(settled.store.reviews()) == []


async def test_a_card_is_tried_before_it_is_saved(mine: Deck, until: Until, showing: Showing) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (app, pilot):
        await pilot.press("ctrl+t")
        assert app.screen is form
        box(form, "question").text = "Eerst [geven], dan [nemen]."
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, TryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is form)
        assert box(form, "question").text == "Eerst [geven], dan [nemen]."


async def test_a_deck_of_the_trainers_is_copied_before_it_is_changed(
    settled: Desk, until: Until, showing: Showing
) -> None:
    bundled = settled.named(["nl/openers"])[0]
    screen = DeckScreen(bundled)
    async with showing(screen) as (app, pilot):
        await pilot.press("e", "a", "x", "D", "m")
        assert app.screen is screen
        (toast,) = app.screen.query(Toast)
        assert "hoort bij de trainer" in str(toast._notification.message)
        assert "wijzigen" not in str(screen.query_one(KeyBar).content)
        await pilot.press("c")
        assert screen.deck.own
        await pilot.press("e")
        await opened(pilot, until)


async def test_the_card_under_review_is_changed_and_the_review_goes_on(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    session = settled.begin([mine])
    screen = ReviewScreen(session)
    async with showing(screen) as (app, pilot):
        first = screen.card
        await pilot.press(*"niets", "enter")
        await until(pilot, lambda: screen.phase is Phase.SETTLING)
        await pilot.press("e")
        form = await opened(pilot, until)
        box(form, "question").text = "Heel iets anders?"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert screen.phase is Phase.SETTLING
        assert screen.card.prompt == first.prompt
        await pilot.press("1", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING and screen.card.key != first.key)
        (key,) = settled.store.schedules()
        assert settled.library.cards[key].prompt == "Heel iets anders?"
        assert isinstance(screen.card.answer, Short)
        screen.box.text = screen.card.answer.answer
        await pilot.press("enter", "enter")
        await until(pilot, lambda: screen.phase is Phase.ASKING and screen.question.repeat)
        assert screen.card.prompt == "Heel iets anders?"  # it was missed, and comes back as it is now


async def test_the_answer_to_a_card_of_the_trainers_offers_no_change(
    settled: Desk, until: Until, showing: Showing
) -> None:
    screen = ReviewScreen(settled.begin(settled.named(["nl/etiquette"])))
    async with showing(screen) as (app, pilot):
        await pilot.press("ctrl+j") if not screen.box.one_line else await pilot.press("enter")
        await until(pilot, lambda: screen.phase is not Phase.ASKING)
        await pilot.press("e")
        assert app.screen is screen
        (toast,) = app.screen.query(Toast)
        assert "hoort bij de trainer" in str(toast._notification.message)
        assert "wijzigen" not in str(screen.query_one(KeyBar).content)


async def test_a_file_that_is_saved_elsewhere_is_shown_and_one_question_is_asked(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    answer_all(settled, mine)
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        changed = MINE.replace("op de borrel?", "bij de borrel?").replace("Waar is de borrel?", "Waar is deze borrel?")
        mine.path.write_text(changed, encoding="utf-8")
        screen.look_outside()
        await until(pilot, lambda: isinstance(app.screen, SameCardScreen) and app.screen.query("#same"))
        asked = app.screen
        assert isinstance(asked, SameCardScreen)
        shown = str(asked.page.content)
        assert "Wie betaalt {x} op de borrel?" in shown
        assert "Wie betaalt {x} bij de borrel?" in shown
        assert "1 van 2" in shown
        await pilot.press("enter")
        assert "2 van 2" in str(asked.page.content)
        await pilot.press("n")
        await until(pilot, lambda: app.screen is screen)
        kept = [card.key for card in settled.named(["own/borrel"])[0].cards]
        assert kept == [mine.cards[0].key, "own/borrel#waar is deze borrel"]
        mine.path.write_text(changed + "\n", encoding="utf-8")
        screen.look_outside()
        await pilot.pause()
        assert app.screen is screen


async def test_a_card_that_was_written_anew_elsewhere_is_given_its_history_by_hand(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    answer_all(settled, mine)
    mine.path.write_text(MINE.replace("Wie betaalt {x} op de borrel?", "Bij wie moet je zijn?"), encoding="utf-8")
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, WhichCardScreen) and app.screen.rows.option_count)
        which = app.screen
        assert isinstance(which, WhichCardScreen)
        (line,) = which.rows.options
        assert "Wie betaalt {x} op de borrel?" in str(line.prompt)
        assert "Mijn [b]borrel[/path] · 1 keer gevraagd" in str(line.prompt)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and settled.card(mine.cards[0].key))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, WhichCardScreen) and app.screen.rows.option_count)
        await pilot.press("enter")  # afresh again
        await until(pilot, lambda: app.screen is screen and settled.card(mine.cards[0].key) is None)
        await pilot.press("u")
        assert settled.card(mine.cards[0].key) is not None


async def test_what_was_changed_elsewhere_while_a_card_was_written_is_asked_about_once_it_is_written(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    answer_all(settled, mine)
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("a")
        form = await opened(pilot, until)
        box(form, "question").text, box(form, "answer").text = "Hoe laat?", "acht uur"
        mine.path.write_text(MINE.replace("Waar is de borrel?", "Waar is deze borrel?"), encoding="utf-8")
        screen.look_outside()
        assert app.screen is form
        await pilot.press("ctrl+s")
        await until(pilot, lambda: form.added and form.boxes and form.boxes[0].has_focus and not form.loose)
        screen.look_outside()
        assert app.screen is form
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SameCardScreen))


async def test_a_card_that_was_put_aside_before_it_was_ever_asked_stays_so_when_its_file_is_renamed(
    settled: Desk, mine: Deck
) -> None:
    settled.store.suspend(mine.cards[0].key)
    app = TrainerApp(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        mine.path.rename(mine.path.with_name("feest.md"))
        app.reread()
        await pilot.pause()
        assert settled.named(["own/feest"])[0].cards[0].key in settled.store.suspended()


@pytest.mark.skipif(sys.platform == "win32", reason="the editor is a script for sh")
async def test_without_an_editor_the_file_is_named_and_nothing_happens(
    mine: Deck, until: Until, monkeypatch: pytest.MonkeyPatch, showing: Showing
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    screen = DeckScreen(mine)
    async with showing(screen) as (app, pilot):
        await pilot.press("o")
        await until(pilot, lambda: any(str(mine.path) in note.message for note in app._notifications))
        assert app.screen is screen


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_every_key_is_in_sight(settled: Desk, mine: Deck, until: Until, size: tuple[int, int]) -> None:
    app = TrainerApp(settled)
    async with app.run_test(size=size) as pilot:
        for screen in (
            DecksScreen(),
            DeckScreen(mine),
            CardFormScreen(mine),
            NewDeckScreen(),
            PickDeckScreen(settled.library.decks, "Wie?"),
            TryScreen(settled, mine.cards[0]),
        ):
            await app.push_screen(screen)
            await pilot.pause()
            bar = screen.query_one(KeyBar)
            lines = str(bar.content).splitlines()
            assert max(map(len, lines)) <= bar.size.width
            assert len(lines) <= bar.size.height
            assert len(bar.keys()) <= 6
            assert Path(mine.path).exists()


async def test_what_was_being_written_when_the_program_ended_stands_there_again(
    settled: Desk, mine: Deck, until: Until, showing: Showing
) -> None:
    form = CardFormScreen(mine)
    async with showing(form) as (app, pilot):
        await pilot.press("ctrl+o")
        await until(pilot, lambda: len(form.boxes) > 20)
        box(form, "question").text = "Half"
        box(form, "items").text = "1. een\n2. twee"
        await pilot.press("ctrl+q")
    other = CardFormScreen(settled.named(["own/anders"])[0])
    async with showing(other) as (app, pilot):
        assert box(other, "question").text == ""
        box(other, "question").text = "In een andere stapel"
        await pilot.press("ctrl+q")
    other = CardFormScreen(settled.named(["own/anders"])[0])
    async with showing(other) as (app, pilot):
        assert box(other, "question").text == "In een andere stapel"
        assert "wat je de vorige keer typte" in [note.message for note in app._notifications][-1]
        form = CardFormScreen(mine)
        await app.push_screen(form)
        assert (box(form, "question").text, box(form, "items").text) == ("Half", "1. een\n2. twee")
        await pilot.press("escape")
        assert app.screen is form
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is other)
        form = CardFormScreen(mine)
        await app.push_screen(form)
        assert box(form, "question").text == ""
    assert mine.path.read_text(encoding="utf-8") == MINE


async def test_five_cards_of_three_kinds_are_made_practised_corrected_and_practised_again(
    settled: Desk, until: Until, showing: Showing
) -> None:
    async with showing(DecksScreen()) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewDeckScreen))
        await pilot.press(*"Borrel", "enter")
        form = await opened(pilot, until)
        for n, texts in enumerate(
            (
                {"question": "Wie organiseert de borrel?", "answer": "Petra"},
                {"question": "De borrel begint om [half acht]."},
                {"question": "Noem twee mensen.", "items": "Karel\nNoor"},
                {"question": "Waar is de borrel?", "answer": "in de kantine"},
                {"question": "Wie schenkt de koffie?", "answer": "Joost"},
            ),
            1,
        ):
            if "items" in texts:
                await pilot.press("ctrl+o")
                await until(pilot, lambda: len(form.boxes) > 20)
            for field, text in texts.items():
                box(form, field).text = text
            await pilot.press("ctrl+s")
            await until(pilot, lambda: len(form.boxes) == 2 and not box(form, "question").text)
            assert len(form.added) == n
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        screen = app.screen
        assert isinstance(screen, DeckScreen)
        assert sorted(card.kind for card in screen.deck.cards) == ["cloze", "list", "term", "term", "term"]
        answer_all(settled, screen.deck)
        before = dict(settled.store.schedules())
        await pilot.press("home", "e")
        form = await opened(pilot, until)
        box(form, "question").text = "Bij wie moet je zijn?"
        box(form, "answer").text = "Petra de Vries"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert settled.store.schedules() == before
        assert {card.key for card in screen.deck.cards} == set(before)
        answer_all(settled, screen.deck)
        corrected = screen.deck.cards[0]
        assert corrected.prompt == "Bij wie moet je zijn?"
        assert settled.store.schedules()[corrected.key].reviews == 2


def answer_all(desk: Desk, deck: Deck) -> None:
    """Answer each card of a deck once."""
    session = desk.begin([deck])
    for card in deck.cards:
        session.put(card, desk.store.schedules(), desk.now())
        desk.record(session, desk.submit(session, "x"), Grade.GOOD, review_id=desk.store.new_id())


async def test_the_form_shows_how_many_points_are_enough_while_nobody_says(
    showing: Showing, mine: Deck, until: Until
) -> None:
    form = CardFormScreen(mine, form=CardForm("Wat zeg je?", points=(PointLine("groet"), PointLine("naam"))))
    async with showing(form) as (_, pilot):
        await pilot.press("ctrl+o")
        await until(pilot, lambda: any(box.field == "enough" for box in form.boxes))
        assert box(form, "enough").placeholder == "2 van de 2"
        box(form, "points").text = "groet\nnaam\nMoet: open vraag"
        form.look()
        assert box(form, "enough").placeholder == "2 van de 3"
        box(form, "points").text = ""
        form.look()
        assert box(form, "enough").placeholder == "twee derde, en wat moet"


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_a_notice_of_several_lines_leaves_the_line_of_keys_to_be_read(
    showing: Showing, mine: Deck, size: tuple[int, int]
) -> None:
    async with showing(DeckScreen(mine), size=size) as (app, pilot):
        app.notify("Wat er nu in het bestand staat, geldt. " * 3, markup=False, timeout=60)
        await wait_for_toast(pilot)
        keys = app.screen.query_one(KeyBar).region
        assert all(not toast.region.overlaps(keys) for toast in app.screen.query(Toast))


async def wait_for_toast(pilot: Pilot[None]) -> None:
    """Until a notice has its place on the screen."""
    while not any(toast.region for toast in pilot.app.screen.query(Toast)):
        await pilot.pause()
