"""The first time: language, decks, and off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.cards.model import Deck
from trainer.i18n import LANGUAGES, TrainerError
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, hang, heading, spread


class WelcomeScreen(TrainerScreen[None]):
    """One enter is enough: what is lit and ticked is what most people want."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "keys.begin", id="welcome.begin", tooltip="keys.begin_first_tip"),
        Binding(
            "left,right",
            "language",
            "keys.language",
            id="welcome.language",
            key_display="←→",
            tooltip="keys.language_tip",
        ),
        Binding("space", "tick", "keys.tick_deck", id="welcome.tick", tooltip="keys.tick_deck_tip"),
        Binding("c", "cram", "keys.cram", id="welcome.cram", tooltip="keys.cram_tip"),
        Binding("escape", "look", "keys.look", id="welcome.look", tooltip="keys.look_tip"),
        Binding("question_mark", "app.help", "keys.help", show=False, id="welcome.help", tooltip="keys.help_tip"),
    ]

    rows = getters.query_one(Rows)
    intro = getters.query_one("#intro", Static)

    def __init__(self) -> None:
        super().__init__()
        self.ticked: frozenset[str] | None = None
        """The decks that the learner chose; None as long as those of the language are good."""

    def compose(self) -> ComposeResult:
        yield Static(id="intro", classes="strip")
        yield Rows("choices")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.show()

    @property
    def bundled(self) -> list[Deck]:
        """The decks to choose from, the language's own first. The learner's own decks always take part."""
        language = self.desk.settings.language
        decks = [deck for deck in self.desk.library.decks if not deck.own]
        return sorted(decks, key=lambda deck: deck.language != language)

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(deck.key for deck in self.desk.decks) if self.ticked is None else self.ticked

    def show(self, notice: str = "") -> None:
        """What this is, the language, and the decks with those in it first."""
        language = self.desk.settings.language
        names = [
            Content.styled(f"[{name}]", "bold $text-accent")
            if one == language
            else Content.styled(f" {name} ", "$text-muted")
            for one in LANGUAGES
            for name in [self.t(f"welcome.language_{one}")]
        ]
        blocks = [
            Content.styled(self.t("welcome.title"), "bold"),
            Content(self.t("welcome.what")),
            Content.assemble((self.t("welcome.language") + "  ", "$text-muted"), Content(" ").join(names)),
            Content.styled(f"! {notice}", "$text-warning") if notice else Content(self.t("welcome.decks")),
        ]
        narrow = self.app.size.width < 72
        self.intro.update(Content("\n" if narrow else "\n\n").join(blocks))
        self.rows.lay(list(self.lines()))
        self.refresh_bindings()

    def lines(self) -> Iterator[Option]:
        chosen, spoken = self.chosen, None
        for deck in self.bundled:
            if deck.language != spoken:
                if spoken:
                    yield heading("")
                yield heading(self.t(f"welcome.language_{deck.language}"))
                spoken = deck.language
            box = ("[✓] ", "$text-success") if deck.key in chosen else ("[ ] ", "$text-muted")
            title = Content.assemble(box, deck.title)
            cards = Content.styled(self.t("welcome.cards", n=len(deck.cards)), "$text-muted")
            if title.cell_length + 2 + cards.cell_length <= self.text_width:
                line = spread(title, cards, self.text_width)
            else:
                line = hang(Content.assemble(title, " · ", cards), self.text_width)
            yield Option(line, id=deck.key)

    def action_language(self) -> None:
        """The other language, at once."""
        self.desk.speak("en" if self.desk.settings.language == "nl" else "nl")
        self.show()

    def action_tick(self) -> None:
        if self.rows.lit:
            self.ticked = self.chosen ^ {self.rows.lit}
            self.show()

    @on(OptionList.OptionSelected)
    def click(self) -> None:
        """A click on a deck ticks it: only a key starts."""
        self.action_tick()

    def keep(self) -> None:
        """Keep the choices. Where the disk refuses they hold for now: nobody has to mend that before a first card."""
        decks = None if self.ticked is None else tuple(d.key for d in self.bundled if d.key in self.ticked)
        self.desk.settings = replace(self.desk.settings, decks=decks)
        try:
            self.desk.save(self.desk.settings)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)

    def action_begin(self) -> None:
        """Ask the first card."""
        if not self.chosen:
            self.show(self.t("welcome.choose"))
            return
        self.keep()
        self.dismiss()
        self.app.review(self.desk.begin())

    def action_cram(self) -> None:
        """It begins in a few minutes: no time for a first session."""
        from trainer.tui.screens.cram import CramScreen

        self.keep()
        self.dismiss()
        self.app.push_screen(CramScreen(self.app.agenda))

    def action_look(self) -> None:
        """Look around first."""
        self.keep()
        self.dismiss()
