"""The blocks of the minutes just before a meeting: what they have in common, and the way from one to the next."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual import getters
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from trainer.agenda import Agenda, Cramming
from trainer.days import minutes_said
from trainer.i18n import Catalog
from trainer.study.cram import RECALLS, Block, Cram, Part
from trainer.study.roles import fits
from trainer.tui.base import NARROW, TrainerScreen
from trainer.tui.widgets.answer import AnswerBox
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import spread

HELD = 0.4
"""Seconds within which a second enter is the first one still held down."""
WAYS_OUT = ("ctrl+p", "ctrl+n", "escape")
BAR = 12
"""Cells of the bar that fills as the minutes pass; fewer where what stands before it needs the room."""
BETWEEN = 2
"""Cells between that and the bar."""


class Enters:
    """Tells an enter that is pressed from one that is still held down: that would keep an example a second."""

    def __init__(self, now: datetime) -> None:
        self._last = now

    def pressed(self, now: datetime) -> bool:
        before, self._last = self._last, now
        return (now - before).total_seconds() >= HELD


def block_name(block: Block, t: Catalog) -> str:
    return t(f"cram.block_{(block.role or block.part).name.lower()}")


def clock(cram: Cram, now: datetime, t: Catalog) -> str:
    """How many minutes are left, as a person would say it."""
    left = cram.seconds_left(now)
    return t("cram.left", time=t.say(minutes_said(left))) if left else t("cram.time")


def header(cramming: Cramming, now: datetime, t: Catalog, width: int, *, still: bool) -> Content:
    """The block, which of how many it is, and the minutes; with `still` the bar moves once a minute."""
    cram = cramming.cram
    name = Content.styled(block_name(cram.block, t), "bold")
    if width < NARROW - 8:
        place = f" · {cram.place}/{len(cram.blocks)} · "
        time = clock(cram, now, t)
        if name.cell_length + cell_len(place + time) > width:
            time = t.say(minutes_said(cram.seconds_left(now)))
        return Content.assemble(name, (place + time, "$text-muted"))
    place = f" · {t('cram.place', n=cram.place, of=len(cram.blocks))}"
    if cram.block.part is Part.QUICK:
        place = f" · {t('cram.quick_cards', n=cramming.most_quick)}{place}"
    said = "  " + clock(cram, now, t)
    cells = min(BAR, width - name.cell_length - cell_len(place + said) - BETWEEN)
    left = cram.seconds_left(now)
    if still:
        left = 60.0 * -(-left // 60)
    full = round(cells * (1 - left / (cram.minutes * 60)))
    bar = Content.assemble(
        ("━" * full, "$text-accent"),
        ("─" * (cells - full), "$text-disabled"),
        (said, "$text-muted"),
    )
    return spread(Content.assemble(name, (place, "$text-muted")), bar, width)


class CramBlock(TrainerScreen[None]):
    """One block. Ctrl+p goes back to the one before, ctrl+n passes it over, esc leaves.

    What was answered or kept is on disk.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "earlier", "cram.key_earlier", id="cram.earlier", tooltip="cram.key_earlier_tip"),
        Binding("ctrl+n", "skip", "cram.key_skip", id="cram.skip", tooltip="cram.key_skip_tip"),
        Binding("escape", "leave", "keys.stop", id="cram.leave", tooltip="cram.key_stop_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="cram.help", show=False, tooltip="keys.help_tip"),
    ]

    where = getters.query_one("#where", Static)
    warning = getters.query_one("#warning", Static)
    agenda: Agenda
    cramming: Cramming
    gone = False
    """The next screen is on its way: an enter too many is not meant for the block after."""
    held_back = False
    """The meeting has begun, and what stands here could not be kept: only the learner goes on from here."""
    asked_to = ""
    """The way out that was asked about."""
    asked_of = ""
    """What stood typed when it was."""

    def __init__(self, agenda: Agenda, cramming: Cramming) -> None:
        super().__init__()
        self.agenda = agenda
        self.cramming = cramming

    def on_mount(self) -> None:
        # Once, and hidden: one that goes away is still there when the next is mounted in the same breath.
        self.mount(Static(id="warning", classes="strip"), before=self.query_one(KeyBar))
        self.warning.display = False
        self.set_interval(1, self.tick)
        self.show_where()

    def on_resize(self) -> None:
        self.show_where()

    @property
    def block(self) -> Block:
        return self.cramming.cram.block

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The ways out come last in the line of keys."""
        found = super().active_bindings
        last = {key: found.pop(key) for key in WAYS_OUT if key in found}
        return {**found, **last}

    def show_where(self) -> None:
        still = self.desk.settings.reduced_motion
        now = self.desk.now()
        self.where.update(header(self.cramming, now, self.t, self.text_width, still=still))

    def tick(self) -> None:
        """The clock; and when the meeting begins, the page, unless something typed stands there."""
        if not self.on_top or self.gone:
            return
        event = self.cramming.occasion.event
        begun = event is not None and self.desk.now() >= event.at
        if begun and not self.loose and not self.held_back:
            self.held_back = not self.leaving()
        if begun and not self.loose and not self.held_back:
            self.go_on()
        else:
            self.show_where()

    def sure(self, way: str) -> bool:
        """Whether to go this way: leaving is asked about once, passing over where something typed would be lost."""
        typed = "\n".join(box.text for box in self.query(AnswerBox))
        asked = self.asked_to == way and (way == "leave" or self.asked_of == typed)
        if asked or (way == "skip" and not self.loose):
            return True
        self.asked_to, self.asked_of = way, typed
        self.warning.update(Content.styled(self.t(f"cram.sure_{way}"), "$text-warning"))
        self.warning.display = True
        return False

    def action_skip(self) -> None:
        if self.sure("skip"):
            self.let_go()
            if self.may_go("skip"):
                self.go_on()

    def action_leave(self) -> None:
        if self.sure("leave") and self.may_go("leave"):
            self.dismiss()

    def let_go(self) -> None:
        """What is typed here and not sent need not be kept: the learner was asked."""

    def action_earlier(self) -> None:
        """Back to what was chosen before, with what is typed here kept for the way forward."""
        if not self.gone and self.goes_back and self.may_go("earlier"):
            self.cramming.cram.back()
            self.turn_to_screen(block_screen(self.agenda, self.cramming))

    @property
    def goes_back(self) -> bool:
        return self.cramming.cram.goes_back

    def go_on(self) -> None:
        """The next block for which there is time."""
        if not self.gone:
            self.cramming.cram.on(self.desk.now())
            self.turn_to_screen(block_screen(self.agenda, self.cramming))

    def say_aloud(self, line: str, *, kept: str) -> None:
        """The line once more by itself, to say; `kept` is the key of what is said about its being kept, if anything."""
        from trainer.tui.screens.calm import CalmScreen

        if not self.gone:
            if self.block.card is not None:
                self.cramming.ready.add(self.block.card.key)
            self.turn_to_screen(CalmScreen(self.agenda, self.cramming, line, kept=kept))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "earlier":
            return self.goes_back
        return super().check_action(action, parameters)

    def turn_to_screen(self, screen: TrainerScreen[None]) -> None:
        self.gone = True
        self.app.switch_screen(screen)


def block_screen(agenda: Agenda, cramming: Cramming) -> TrainerScreen[None]:
    """The screen for the present block."""
    from trainer.tui.screens.calm import CalmScreen, GoalScreen
    from trainer.tui.screens.choose import ChooseScreen
    from trainer.tui.screens.page import PageScreen
    from trainer.tui.screens.recall import QuickScreen, RecallScreen

    cram, occasion = cramming.cram, cramming.occasion
    card = cram.block.card
    match cram.block.part:
        case Part.GOAL:
            return GoalScreen(agenda, cramming)
        case Part.LINE if card is not None:
            own = "" if card.key in cramming.ready else agenda.lines().get(card.key, "")
            if own and cram.minutes >= RECALLS and fits(own, formal=occasion.formal, language=card.language):
                return RecallScreen(agenda, cramming)
            return ChooseScreen(agenda, cramming)
        case Part.QUICK:
            return QuickScreen(agenda, cramming)
        case Part.NERVES:
            line = agenda.lines().get(card.key) if card else None
            return CalmScreen(agenda, cramming, line or agenda.desk.t("page.nerves_text"))
    return PageScreen(agenda, occasion, cramming)
