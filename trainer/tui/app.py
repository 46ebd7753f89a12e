"""The terminal application: one window, and the way from screen to screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import constants
from textual.app import App
from textual.binding import Binding, BindingType
from textual.color import Color

from trainer.desk import Desk
from trainer.i18n import Catalog, Message, TrainerError, message
from trainer.tui.themes import THEMES

if TYPE_CHECKING:
    from textual.screen import Screen

    from trainer.agenda import Agenda
    from trainer.cards.library import Library
    from trainer.study.session import Session
    from trainer.workshop.bench import Workshop
    from trainer.workshop.recognition import Recognition


class TrainerApp(App[None]):
    """The trainer's window. A binding's description and tooltip are catalogue keys; KeyBar and help say them."""

    CSS_PATH = "trainer.tcss"
    ENABLE_COMMAND_PALETTE = False  # its own words are English only
    ALLOW_SELECT = False  # selecting text while a widget goes away ends the program (Textual 8.2.8, #6643)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]  # noqa: RUF012 -- Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "keys.quit", show=False, priority=True, id="app.quit", tooltip="keys.quit_tip"),
        Binding("ctrl+c", "interrupt", "keys.quit", show=False, priority=True, id="app.interrupt"),
        Binding("f1", "help", "keys.help", show=False, id="app.help", tooltip="keys.help_tip"),
    ]

    def __init__(
        self, desk: Desk, session: Session | None = None, *, first: Callable[[], Screen[None]] | None = None
    ) -> None:
        self.desk = desk
        self._first_session = session
        self._first = first
        self._asked_about = ""
        self._asked_anyway = False
        """That something could not be kept was said: the next time the program ends without it."""
        self._looked_at = desk.library
        """The decks as they were when last asked what became of vanished cards: saving a card reads them, too."""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.dress()

    @property
    def t(self) -> Catalog:
        """The sentences, in the interface's language."""
        return self.desk.t

    @cached_property
    def agenda(self) -> Agenda:
        """The learner's events."""
        from trainer.agenda import Agenda  # 10 ms that the first paint need not wait for

        return Agenda(self.desk)

    @cached_property
    def workshop(self) -> Workshop:
        """The learner's own decks."""
        from trainer.workshop.bench import Workshop  # 10 ms, as above

        return Workshop(self.desk)

    @cached_property
    def recognition(self) -> Recognition:
        """What the cards said before their files were changed."""
        from trainer.workshop.recognition import Recognition

        return Recognition(self.desk)

    def reread(self) -> bool:
        """Read the decks again if a file has changed; whether they are others than at the last look."""
        before = self._looked_at
        self.desk.reload()
        if self.desk.library is before:
            return False
        self._looked_at = self.desk.library
        self.recognise(before)
        return True

    def recognise(self, before: Library | None = None) -> None:
        """Where cards with a history have vanished, find out what became of them. Most starts have nothing to ask."""
        if self.desk.known <= self.desk.library.cards.keys():
            return
        from trainer.tui.screens.same_card import SameCardScreen

        try:
            found = self.recognition.look(before)
        except TrainerError as error:
            self.tell(error.message, warning=True)
            return
        for move in found.moved:
            self.tell(message("workshop.deck_moved", old=move.old, new=move.new, n=move.cards))
        if found.to_ask and not isinstance(self.screen, SameCardScreen):
            self.push_screen(SameCardScreen(self.recognition, found.to_ask))

    def dress(self) -> None:
        """Put on the theme and the motion that the settings ask for."""
        wanted = self.desk.settings.theme
        known = wanted in self.available_themes
        self.theme = wanted if known else THEMES[0].name
        if not known:
            self.desk.note(message("settings.unknown_theme", given=wanted, used=self.theme))
        self.animation_level = "none" if self.desk.settings.reduced_motion else constants.TEXTUAL_ANIMATIONS

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours; a muted "auto 60%", which a Content shows as plain white, becomes that shade of it."""
        variables = super().get_css_variables()
        for name, share in (("text-muted", 0.72), ("text-disabled", 0.6)):
            if variables[name].startswith("auto"):
                ground, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])
                variables[name] = ground.blend(ink, share).hex
        return variables

    def get_default_screen(self) -> Screen[None]:
        """Today is the ground floor: every other screen is laid on top of it."""
        from trainer.tui.screens.today import TodayScreen

        return TodayScreen()

    def on_mount(self) -> None:
        if self._first_session is not None:
            self.review(self._first_session)
        elif self._first is not None:
            self.push_screen(self._first())
        elif self.desk.first_run:
            from trainer.tui.screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen())
        elif self.desk.store.events() and (event := self.agenda.to_look_back_on()) is not None:
            from trainer.tui.screens.afterwards import AfterwardsScreen

            self.push_screen(AfterwardsScreen(self.agenda, event))
        self.leave_when_hung_up()
        self.call_after_refresh(self.recognise)
        self.call_after_refresh(gc.enable)

    def leave_when_hung_up(self) -> None:
        """A terminal that is closed is a way of leaving like another."""
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):  # there is none on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, partial(self.leave, ask=False))

    def review(self, session: Session) -> None:
        """Start or resume a session, on top of Today."""
        from trainer.tui.screens.review import ReviewScreen

        self.push_screen(ReviewScreen(session))

    def tell(self, message: Message, *, warning: bool = False) -> None:
        """Say one sentence in the corner; it takes no markup from anyone."""
        self.notify(
            self.t.say(message),
            severity="warning" if warning else "information",
            markup=False,
            timeout=6 if warning else 2,
        )

    def action_help(self) -> None:
        """Show the keys of where the learner is."""
        from trainer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_interrupt(self) -> None:
        """ctrl+c: copy what is selected in a text box, else leave. Whatever was answered is on disk."""
        selected = getattr(self.focused, "selected_text", "")
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.leave()

    async def action_quit(self) -> None:
        self.leave()

    def leave(self, *, ask: bool = True) -> None:
        """End the program, once every screen has kept what only it had; what it cannot keep is asked about once.

        Without `ask` there is nobody left to answer.
        """
        from trainer.tui.base import TrainerScreen

        screens = [screen for screen in self.screen_stack if isinstance(screen, TrainerScreen)]
        at_stake = "".join(screen.at_stake for screen in screens)
        if ask and at_stake and at_stake != self._asked_about:
            self._asked_about = at_stake
            self.tell(message("keys.quit_loses"), warning=True)
            return
        kept = [screen.leaving() for screen in screens]
        if ask and not all(kept) and not self._asked_anyway:
            self._asked_anyway = True
            self.tell(message("keys.quit_loses"), warning=True)
            return
        self.exit()


def run(desk: Desk, *, session: Session | None = None, first: Callable[[], Screen[None]] | None = None) -> int:
    """Open the application, on Today, straight in a session or on another screen; returns the exit code."""
    app = TrainerApp(desk, session, first=first)
    app.run(mouse="TRAINER_NO_MOUSE" not in os.environ)
    if any(deck.own for deck in desk.library.decks):
        app.recognition.remember()
    desk.store.close()
    return app.return_code or 0
