"""The page: what to read in the last two minutes, at the door."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.agenda import Agenda, Cramming, Occasion
from trainer.i18n import Catalog, TrainerError
from trainer.paths import shown
from trainer.study.page import LINES, Page, Row, said, text_of
from trainer.tui.base import NARROW, TrainerScreen
from trainer.tui.widgets.keybar import KeyBar

READ = 15
"""Seconds in which one has read where the page was saved."""
SETTLE = 0.4
"""Seconds in which a key still belongs to the block before."""


class PageScreen(TrainerScreen[None]):
    """The learner's own lines, and nothing that can fail."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "change(1)", "page.key_change", id="page.1", key_display="1–6", tooltip="page.key_change_tip"),
        Binding("s", "save", "page.key_save", id="page.save", tooltip="page.key_save_tip"),
        Binding("ctrl+p", "earlier", "cram.key_earlier", id="page.earlier", tooltip="cram.key_earlier_tip"),
        Binding("enter,escape,q", "home", "page.key_home", id="page.home", tooltip="page.key_home_tip"),
        Binding("question_mark,f1", "app.help", "keys.help", id="page.help", show=False, tooltip="keys.help_tip"),
        *(Binding(str(n), f"change({n})", "page.key_change", id=f"page.{n}", show=False) for n in range(2, 7)),
    ]

    body = getters.query_one("#page", Static)
    notice = getters.query_one("#notice", Static)

    def __init__(self, agenda: Agenda, occasion: Occasion, cramming: Cramming | None = None) -> None:
        """`cramming` are the minutes that led here, if any."""
        super().__init__()
        self.agenda = agenda
        self.occasion = occasion
        self.cramming = cramming

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(id="page")
        yield Static(id="notice", classes="strip")
        yield KeyBar()

    def on_mount(self) -> None:
        self.shown_at = self.desk.now()
        self.notice.display = False
        self.show()
        self.set_interval(20, self.show)  # "in 12 minutes"
        self.call_after_refresh(self.desk.tidy)

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        self.body.update(drawn(self.agenda.page(self.occasion), self.t, self.text_width, narrow=self.narrow))

    @property
    def narrow(self) -> bool:
        return self.app.size.width < NARROW

    def action_change(self, number: int) -> None:
        """Choose another line for one of the moments."""
        from trainer.tui.screens.choose import ChangeScreen

        role = LINES[number - 1]
        if (card := self.agenda.roles(self.occasion).get(role)) is not None:
            name = self.t(f"cram.block_{role.name.lower()}")
            self.app.push_screen(ChangeScreen(card, name, formal=self.occasion.formal), lambda _: self.show())

    def action_save(self) -> None:
        """Write it where a phone can be sent it from, and say where that is."""
        try:
            text, phone = self.agenda.save_page(self.occasion)
        except TrainerError as error:
            said_so = Content.styled(self.t.say(error.message), "$text-warning")
        else:
            sentence = self.t("page.saved", folder=shown(text.parent), text=text.name, phone=phone.name)
            said_so = Content.styled(sentence, "$text-success")
        self.notice.update(said_so)
        self.notice.display = True
        self.set_timer(READ, self.take_notice_away)

    def take_notice_away(self) -> None:
        """The page has the room again."""
        self.notice.display = False

    def action_earlier(self) -> None:
        """Back to the last block in which something was chosen."""
        from trainer.tui.blocks import block_screen

        if self.cramming is not None and self.goes_back:
            self.cramming.cram.back()
            self.app.switch_screen(block_screen(self.agenda, self.cramming))

    @property
    def goes_back(self) -> bool:
        """Whether there is time left; after it the lines are changed from here."""
        cram = None if self.cramming is None else self.cramming.cram
        return cram is not None and cram.goes_back and cram.seconds_left(self.desk.now()) > 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "earlier":
            return self.goes_back
        return True

    def action_home(self) -> None:
        """Back; an enter that was meant for the last block is not meant for this."""
        if (self.desk.now() - self.shown_at).total_seconds() >= SETTLE:
            self.dismiss()


def drawn(page: Page, t: Catalog, width: int, *, narrow: bool) -> Content:
    """The page with its labels in a column, or above their lines on a narrow screen; an example is muted."""
    head = Content.assemble(
        (t.say(page.title).upper(), "bold $text-accent"),
        "\n",
        (f"{t('page.goal')} ", "$text-muted"),
        said(page.goal, t),
    )
    labels = [label_of(row, t) for row in page.rows]
    column = max(map(len, labels)) + 2
    lines = []
    for label, row in zip(labels, page.rows, strict=True):
        text = Content.styled(text_of(row, t), "$text-muted" if row.example else "bold" if row.role else "")
        if narrow:
            lines.append(Content.assemble((label, "$text-accent"), "\n", text))
        else:
            wrapped = Content("\n" + " " * column).join(text.wrap(max(10, width - column)))
            lines.append(Content.assemble((label.ljust(column), "$text-accent"), wrapped))
    return Content.assemble(head, "\n\n", Content("\n").join(lines))


def label_of(row: Row, t: Catalog) -> str:
    """The label, with the number of a line that can be changed."""
    label = t.say(row.label)
    return label if row.role is None or label[:1].isdigit() else f"{LINES.index(row.role) + 1} {label}"
