"""Bringing a file in: which one, what is in it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from trainer.bring.around import Candidate, candidates
from trainer.bring.model import Brought
from trainer.bring.planned import Arrived, Planned
from trainer.bring.told import became, understood
from trainer.cards.encoding import legible
from trainer.cards.identity import Proposal
from trainer.cards.model import Deck
from trainer.days import clock_said, date_said
from trainer.exchange import Exchange, Told
from trainer.i18n import Language, Message, TrainerError, message
from trainer.pasted import meant
from trainer.paths import around, shown
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import Rows, one_line, spread

PATIENCE = 1.0
"""Seconds that pass before it is shown how far something is."""
BAR = 24
"""Cells of the progress bar."""
STRONG = {"exchange.found", "exchange.found_kinds", "exchange.with_history", "exchange.arrived"}
WARNED = {"exchange.clash", "exchange.clashes", "exchange.faulty", "exchange.reworded"}


class Phase(Enum):
    """Where the learner is; only WRITING changes anything."""

    CHOOSING = auto()
    READING = auto()
    ASKING = auto()
    WRITING = auto()
    DONE = auto()


class Stopped(Exception):
    """The learner has gone away from a file while it was read."""


class FileBox(Input):
    """Where a file is; enter reads it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "exchange.key_read", id="file.read", tooltip="exchange.key_read_tip"),
    ]


class Heard:
    """What the learner says of cards that are probably in the file under another question."""

    def __init__(self) -> None:
        self.told = Told()
        self.stopped = False
        """Nothing is to be brought in for now."""

    def same(self, pairs: Sequence[Proposal]) -> None:
        self.told.same |= {pair.old for pair in pairs}

    def other(self, pair: Proposal) -> None:
        self.told.other |= {pair.old}

    def later(self, _pair: Proposal) -> None:
        self.stopped = True


class BringInScreen(TrainerScreen[Deck | None]):
    """Hands back the deck that came in, or nothing."""

    AUTO_FOCUS = "FileBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "exchange.key_bring", id="bring.go_on", tooltip="exchange.key_bring_tip"),
        Binding("j,y", "yes", "exchange.key_bring", show=False, id="bring.yes", tooltip="exchange.key_bring_tip"),
        Binding("l", "language", "exchange.key_language", id="bring.language", tooltip="exchange.key_language_tip"),
        Binding("down", "list", "keys.move", show=False, id="bring.list", tooltip="keys.move_tip"),
        Binding("escape", "back", "keys.back", id="bring.back", tooltip="exchange.key_back_tip"),
        Binding("n", "no", "keys.back", show=False, id="bring.no", tooltip="exchange.key_back_tip"),
        Binding("f1", "app.help", "keys.help", id="bring.help", tooltip="keys.help_tip"),
    ]

    box = getters.query_one(FileBox)
    note = getters.query_one("#note", Static)
    rows = getters.query_one(Rows)
    told = getters.query_one("#told", VerticalScroll)
    page = getters.query_one("#page", Static)

    def __init__(self) -> None:
        super().__init__()
        self.phase = Phase.CHOOSING
        self.files: Sequence[Candidate] = ()
        self.refusal = ""
        self.path = Path()
        self.cards_in: Language = "nl"
        self.begun = 0.0
        self.far = (0, 0)
        """How far the reading or the writing is, of how much."""
        self.brought = Brought((), ())
        self.planned: tuple[Planned, ...] = ()
        self.arrived: tuple[Arrived, ...] = ()
        self.heard = Heard()

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self.t("exchange.title_in"), "bold"), classes="strip")
        yield FileBox(compact=True, placeholder=self.t("exchange.about_file"))
        yield Static(id="note", classes="strip")
        yield Rows("files")
        with VerticalScroll(id="told", classes="page"):
            yield Static(id="page")
        yield KeyBar()

    def on_mount(self) -> None:
        self.box.cursor_blink = not self.desk.settings.reduced_motion
        self.cards_in = self.desk.settings.language
        self.set_interval(0.2, self.show_how_far)
        self.show()
        self.look_around()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        choosing = self.phase is Phase.CHOOSING
        for part in (self.box, self.note, self.rows):
            part.display = choosing
        self.told.display = not choosing
        if choosing:
            hint = self.t("exchange.or_choose" if self.files else "exchange.what_fits")
            said = Content.styled(f"! {self.refusal}", "$text-warning") if self.refusal else Content()
            self.note.update(Content("\n\n" if said else "").join([said, Content.styled(hint, "$text-muted")]))
            self.rows.lay([self.line(file) for file in self.files], lit=self.rows.lit)
        else:
            self.page.update(Content("\n").join(self.lines()))
        self.refresh_bindings()

    def line(self, file: Candidate) -> Option:
        """A file's name and folder, and when it was last changed."""
        changed = file.changed.astimezone(self.desk.now().tzinfo)
        today = changed.date() == self.desk.now().date()
        when = self.t.say(clock_said(changed) if today else date_said(changed.date()))
        name = Content.assemble(one_line(legible(file.path.name)), "  ", (shown(file.path.parent), "$text-muted"))
        return Option(spread(name, Content.styled(when, "$text-muted"), self.text_width), id=str(file.path))

    def lines(self) -> Iterator[Content]:
        match self.phase:
            case Phase.READING | Phase.WRITING:
                done, total = self.far
                reading = self.phase is Phase.READING
                checking = reading and done >= total > 0
                doing = "exchange.checking" if checking else "exchange.reading" if reading else "exchange.writing"
                yield Content.assemble(
                    (self.t(doing), "bold"), "  ", (one_line(legible(self.path.name)), "$text-muted")
                )
                if total and not checking and monotonic() - self.begun >= PATIENCE:
                    full = BAR * min(done, total) // total
                    yield Content.assemble(
                        "\n",
                        ("━" * full, "$text-accent"),
                        ("─" * (BAR - full), "$text-disabled"),
                        f"  {100 * done // total} %",
                    )
            case Phase.ASKING:
                yield Content.styled(one_line(legible(self.path.name)), "$text-muted")
                yield from self.sentences(understood(self.brought, self.planned))
                if not all(deck.text for deck in self.brought.decks):
                    language = self.t(f"decks.language_{self.cards_in}")
                    yield Content.styled("\n" + self.t("exchange.cards_in", language=language), "$text-muted")
                yield Content.styled("\n" + self.t("exchange.sure_here"), "bold")
            case Phase.DONE:
                yield from self.sentences(told for one in self.arrived for told in became(one))
                yield Content.styled("\n" + self.t("exchange.done_here"), "$text-muted")

    def sentences(self, told: Iterator[Message]) -> Iterator[Content]:
        """Each sentence on lines of its own; what is about a deck is further in, below its name."""
        for n, one in enumerate(told):
            said = self.t.say(one)
            style = "bold" if one.key in STRONG else "$text-warning" if one.key in WARNED else ""
            within = "  " if said.startswith(" ") else ""
            wrapped = Content.styled(said.strip(), style).wrap(max(self.text_width - 2, 10))
            start = "\n" if one.key in STRONG and (n or self.phase is Phase.ASKING) else ""
            yield Content.assemble(start + within, Content(f"\n{within}").join(wrapped))

    def show_how_far(self) -> None:
        if self.phase in (Phase.READING, Phase.WRITING):
            self.page.update(Content("\n").join(self.lines()))

    def be(self, phase: Phase) -> None:
        """Go into a phase."""
        self.phase = phase
        self.begun, self.far = monotonic(), (0, 0)
        self.show()
        if phase is Phase.CHOOSING:
            self.set_focus(self.box)
        else:
            self.told.scroll_home(animate=False)
            self.set_focus(self.told)
        self.refresh_bindings()

    # -- choosing ----------------------------------------------------------------------------------------------------

    @work(thread=True, group="around")
    def look_around(self) -> None:
        """What lies about: some tenths of a second that the first look need not wait for."""
        found = candidates(around())
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self.found, found)

    def found(self, files: Sequence[Candidate]) -> None:
        self.files = files
        self.show()

    @on(Input.Changed)
    def typed(self) -> None:
        if self.refusal:
            self.refusal = ""
            self.show()

    @on(Input.Submitted)
    def submitted(self) -> None:
        if self.box.value.strip():
            self.begin(meant(self.box.value))

    @on(OptionList.OptionSelected)
    def action_go_on(self) -> None:
        """Read the file that is lit; bring in what was read; open what came of it."""
        match self.phase:
            case Phase.CHOOSING if self.rows.lit is not None:
                self.begin(Path(self.rows.lit))
            case Phase.ASKING:
                self.action_yes()
            case Phase.DONE:
                self.dismiss(self.arrived[0].deck)

    @on(events.DescendantFocus)
    def keys_changed(self) -> None:
        self.refresh_bindings()

    def action_list(self) -> None:
        self.set_focus(self.rows)

    def begin(self, path: Path) -> None:
        self.path, self.refusal, self.heard = path, "", Heard()
        self.be(Phase.READING)
        self.read()

    @work(thread=True, exclusive=True, group="carry")
    def read(self) -> None:
        """What is in the file, and what bringing it in would do; going back stops it."""
        worker, exchange = get_current_worker(), Exchange(self.desk)

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise Stopped
            self.far = done, total

        try:
            brought = exchange.read(self.path, language=self.cards_in, progress=progress)
            planned = exchange.plan(brought, self.heard.told) if not worker.is_cancelled else ()
        except Stopped:
            return
        except TrainerError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.refused, error.message)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.was_read, brought, planned)

    def refused(self, why: Message) -> None:
        self.refusal = self.t.say(why)
        self.be(Phase.CHOOSING)

    def was_read(self, brought: Brought, planned: tuple[Planned, ...]) -> None:
        if not brought.cards:
            self.refused(message("exchange.nothing", path=str(self.path)))
            return
        self.brought, self.planned = brought, planned
        if pairs := [pair for plan in planned for pair in plan.reworded]:
            self.ask(pairs)
        else:
            self.be(Phase.ASKING)

    def ask(self, pairs: Sequence[Proposal]) -> None:
        """Whether rows that are new are cards that vanished from the file, before it is shown what would be done."""
        from trainer.tui.screens.same_card import SameCardScreen

        def settled(_: None) -> None:
            if self.heard.stopped:
                self.be(Phase.CHOOSING)
            else:
                self.read()

        self.app.push_screen(SameCardScreen(self.heard, pairs, why="exchange.reworded_why"), settled)

    # -- bringing in -------------------------------------------------------------------------------------------------

    def action_language(self) -> None:
        """The cards are in the other language, where the file does not say."""
        self.cards_in = "en" if self.cards_in == "nl" else "nl"
        self.begin(self.path)

    def action_yes(self) -> None:
        self.be(Phase.WRITING)
        self.write(self.brought)

    @work(thread=True, exclusive=True, group="carry")
    def write(self, brought: Brought) -> None:
        """All of it: half a history would be worse than a moment's wait."""

        def progress(done: int, total: int) -> None:
            self.far = done, total

        try:
            arrived = Exchange(self.desk).bring_in(brought, progress, self.heard.told)
        except TrainerError as error:
            self.app.call_from_thread(self.refused, error.message)
        else:
            self.app.call_from_thread(self.came_in, arrived)

    def came_in(self, arrived: tuple[Arrived, ...]) -> None:
        self.arrived = arrived
        for one in arrived:
            self.app.workshop.brought_in(one.deck, one.written)
        self.be(Phase.DONE)

    # -- going -------------------------------------------------------------------------------------------------------

    def action_no(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        """One step back; nothing has been written until the yes, and what is being written is not left half done."""
        match self.phase:
            case Phase.READING | Phase.ASKING:
                self.workers.cancel_group(self, "carry")
                self.be(Phase.CHOOSING)
            case Phase.WRITING:
                self.app.tell(message("exchange.wait"))
            case _:
                self.dismiss(None)

    def key_shown(self, binding: Binding) -> tuple[str, str] | None:
        if binding.action == "go_on" and self.phase is not Phase.ASKING:
            return "", self.t("exchange.key_read" if self.phase is Phase.CHOOSING else "keys.open")
        return super().key_shown(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        match action:
            case "go_on":
                choosing = self.phase is Phase.CHOOSING
                return (choosing and self.focused is self.rows) or self.phase in (Phase.ASKING, Phase.DONE)
            case "yes" | "no":
                return self.phase is Phase.ASKING
            case "language":
                return self.phase is Phase.ASKING and not all(deck.text for deck in self.brought.decks)
            case "list":
                return self.phase is Phase.CHOOSING and bool(self.files)
        return True
