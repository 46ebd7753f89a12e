"""A card to fill in: a question, an answer, and more on demand. What kind of card it is follows from that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from trainer.cards.answers import usually_enough
from trainer.cards.form import CardForm, cleaned
from trainer.cards.formlines import FormError, kind_of
from trainer.cards.model import CardKey, Deck, Level
from trainer.cards.problems import FieldProblem
from trainer.i18n import Message, TrainerError, message
from trainer.tui.base import NARROW, TrainerScreen
from trainer.tui.widgets.field import FieldBox
from trainer.tui.widgets.keybar import KeyBar
from trainer.tui.widgets.rows import one_line
from trainer.workshop.again import Standing, found_again
from trainer.workshop.drafts import draft, draft_name, drop_draft, keep_draft
from trainer.workshop.fields import FIELDS, FIRST, RARE, filled, text_of, with_text

PAUSE = 0.3
"""Seconds after the last key before the card is looked at: some 20 ms that typing need not wait for."""
MOST_SAID = 3
"""Problems shown at a time; the next ones follow when these are mended."""
ROOM = 6
"""Lines for them; on a narrow screen one less."""
UNFINISHED = {"deck.no_answer": "workshop.no_answer", "deck.no_question": "workshop.no_question"}
"""What is said of a card that was only begun, and how the form says it."""
ASKED_ALREADY = "deck.asked_already"
"""What is said of a question that another card of the deck has as well."""


class CardFormScreen(TrainerScreen[CardKey | None]):
    """One new card after another, or a card to be changed. Hands back the card that was saved last."""

    AUTO_FOCUS = "FieldBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "workshop.key_next", id="card.next", tooltip="workshop.key_next_tip"),
        Binding("ctrl+s", "save", "workshop.key_save", id="card.save", tooltip="workshop.key_save_tip"),
        Binding("ctrl+o", "more", "workshop.key_more", id="card.more", tooltip="workshop.key_more_tip"),
        Binding("ctrl+t,f2", "try_it", "workshop.key_try", id="card.try", tooltip="workshop.key_try_tip"),
        Binding("tab", "app.focus_next", "keys.next_field", show=False, id="card.tab", tooltip="keys.next_field_tip"),
        Binding("shift+tab", "app.focus_previous", "keys.next_field", show=False, id="card.back_tab"),
        Binding("escape", "leave", "workshop.key_end", id="card.leave", tooltip="workshop.key_end_tip"),
        Binding("f1", "app.help", "keys.help", id="card.help", tooltip="keys.help_tip"),
    ]

    headline = getters.query_one("#form-title", Static)
    scroller = getters.query_one("#form", VerticalScroll)
    said = getters.query_one("#said", Static)

    def __init__(
        self, deck: Deck, *, line: int | None = None, form: CardForm | None = None, after: Standing | None = None
    ) -> None:
        """A card on a line of the deck's file to be changed, which reads as `form`; or a new one that begins as it, to
        stand below the card `after`.
        """
        super().__init__()
        self.deck = deck
        self.line = line
        self.after = after
        self.before = form or CardForm()
        """As it was opened."""
        self.begun = self.before
        """As it stands in the boxes at first: what was not finished the last time, if anything."""
        self.draft_name = draft_name(deck, line, self.before)
        """The preference with what was not finished; it stays until that is saved or let go."""
        self.added: list[str] = []
        """The questions of the cards added so far."""
        self.saved: CardKey | None = None
        self.refusal: Message | None = None
        self.there: Standing | None = None
        """The card as it was changed elsewhere, once that was said: the next time this is written over it."""
        self.gone = False
        """It was taken out elsewhere, and that was said: the next time this is put in anew."""
        self.tried = self.warned = False
        self.doubled = False
        """That its question is in the deck already was said: the next time it is put in beside that one."""
        self.timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="form-title", classes="strip")
        with VerticalScroll(id="form", classes="page", can_focus=False):
            yield from self.first_boxes()
        yield Static(id="said", classes="strip")
        yield KeyBar()

    def first_boxes(self) -> Iterator[Widget]:
        """The fields a card begins with, and those that have something in them."""
        self.begun = draft(self.desk.store, self.draft_name, self.before)
        if self.begun != self.before:
            self.app.notify(self.t("workshop.draft_back"), markup=False, timeout=6)
        shown = {*FIRST, *filled(self.begun)} - self.needless(self.begun)
        for field in FIELDS:
            if field.name in shown:
                yield from self.box(field.name, several=field.several)

    def needless(self, form: CardForm) -> set[str]:
        """A card with another sort of answer has no use for the first box."""
        other = form.items or form.points or form.models or form.verdict
        return {"answer"} if other and not form.answer else set()

    def box(self, name: str, *, several: bool) -> Iterator[Widget]:
        """A field with its name above it."""
        yield Static(Content.styled(self.t(f"workshop.field_{name}"), "$text-muted"), classes="field")
        box = FieldBox(
            name,
            text=text_of(self.begun, name, self.deck.language),
            several=several,
            placeholder=self.example(name, self.begun),
        )
        box.cursor_blink = not self.desk.settings.reduced_motion
        yield box

    def example(self, name: str, form: CardForm) -> str:
        """What stands in an empty box: an example, or what holds while nothing is typed there."""
        if name == "enough" and (of := len(form.points)):
            n = usually_enough(sum(point.required for point in form.points), of)
            return self.t("workshop.about_enough_of", n=n, of=of)
        return self.t(f"workshop.about_{name}")

    def on_mount(self) -> None:
        self.show_title()
        self.look()

    # -- what stands there -------------------------------------------------------------------------------------------

    @property
    def boxes(self) -> list[FieldBox]:
        return list(self.query(FieldBox))

    @property
    def form(self) -> CardForm:
        """The card as it is filled in by now."""
        form = self.before
        for box in self.boxes:
            form = with_text(form, box.field, box.text)
        return form

    @property
    def loose(self) -> bool:
        """Whether something was typed and not saved."""
        return cleaned(self.form) != cleaned(self.before)

    @property
    def asked(self) -> bool:
        """Whether the card is in the deck as it is written; one left out may read well here and be miswritten there."""
        return any(card.line == self.line for card in self.deck.cards)

    def show_title(self) -> None:
        title = self.t("workshop.change_card" if self.line else "workshop.new_card", deck=one_line(self.deck.title))
        line = Content.styled(title, "bold")
        if self.added:
            count = self.t("workshop.added", n=len(self.added))
            line = Content.assemble(line, "  ", (f"✓ {count}", "$text-success"))
        self.headline.update(line)

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Look at the card once the learner pauses."""
        self.warned = self.gone = self.doubled = False
        self.there = None
        self.refusal = None
        if self.timer is not None:
            self.timer.stop()
        self.timer = self.set_timer(PAUSE, self.look)

    def problems(self) -> tuple[FieldProblem, ...]:
        return self.app.workshop.problems(self.form, self.deck, line=self.line)

    def look(self) -> None:
        """Say what kind of card this is, and what could be better."""
        if not self.is_attached:
            return
        form, width = self.form, self.text_width
        for box in self.boxes:
            box.placeholder = self.example(box.field, form)
        lines = []
        if self.refusal is not None:
            lines.append(Content.styled(f"! {self.t.say(self.refusal)}", "$text-warning"))
        if self.tried or self.line or form != CardForm():
            kind = kind_of(cleaned(form))
            found = [problem for problem in self.problems() if self.to_say(problem)]
            found.sort(key=lambda problem: problem.level is not Level.STOP)
            if kind is not None and not (found and found[0].level is Level.STOP):
                lines.append(Content.styled("→ " + self.t(f"workshop.kind_{kind.value}"), "$text-success"))
            lines += [self.sentence(problem) for problem in found[:MOST_SAID]]
        else:
            lines.append(Content.styled(self.t("workshop.begin"), "$text-muted"))
        room = ROOM - (self.app.size.width < NARROW)
        whole: list[Content] = []
        for line in lines:  # what does not fit whole follows when what stands above it is mended
            parts = line.wrap(width)
            if whole and len(whole) + len(parts) > room:
                break
            whole += parts
        self.said.update(Content("\n").join(whole))

    def to_say(self, problem: FieldProblem) -> bool:
        """What every card lacks while it is begun is said when it is to be saved; what was just said, not twice."""
        if self.doubled and problem.message.key == ASKED_ALREADY:
            return False
        return self.tried or problem.message.key not in UNFINISHED

    def sentence(self, problem: FieldProblem) -> Content:
        key = UNFINISHED.get(problem.message.key)
        said = self.t(key) if key else self.t.say(problem.message)
        if problem.field and not key:
            said = f"{self.t(f'workshop.field_{problem.field}')}: {said}"
        if problem.level is Level.STOP:
            return Content.styled(f"! {said}", "$text-warning")
        return Content.styled(f"· {said}", "$text-muted")

    # -- walking through it ------------------------------------------------------------------------------------------

    @on(FieldBox.Ended)
    async def ended(self, event: FieldBox.Ended) -> None:
        """On to the next field; at the last one the card is saved."""
        boxes = self.boxes
        place = boxes.index(event.box)
        if place + 1 < len(boxes):
            self.set_focus(boxes[place + 1])
        else:
            await self.action_save()

    def action_next(self) -> None:
        """Enter is the boxes' own; here it has its word in the line of keys."""

    async def action_more(self) -> None:
        """Every field there is, below those that are there."""
        above: Widget | None = None
        there = {box.field: box for box in self.boxes}
        for field in FIELDS:
            if field.name in there:
                above = there[field.name]
            elif field.name not in RARE:
                widgets = list(self.box(field.name, several=field.several))
                await self.scroller.mount(*widgets, after=above) if above else await self.scroller.mount(
                    *widgets, before=0
                )
                above = widgets[-1]
        if isinstance(self.focused, FieldBox):
            self.focused.scroll_visible(animate=False)
        self.refresh_bindings()

    async def go_to(self, field: str) -> None:
        """The box where something is to be mended."""
        if field and all(box.field != field for box in self.boxes) and field not in RARE:
            await self.action_more()
        for box in self.boxes:
            if box.field == field:
                self.set_focus(box)

    def action_try_it(self) -> None:
        """Ask the card as it is filled in."""
        from trainer.tui.screens.try_card import TryScreen

        card = self.app.workshop.card_of(self.form, self.deck)
        if card is None:
            self.tried = True
            self.look()
        else:
            self.app.push_screen(TryScreen(self.desk, card))

    # -- saving and leaving ------------------------------------------------------------------------------------------

    async def action_save(self) -> None:
        """Put the card in its file; for a new one the empty form is there for the next."""
        self.tried = True
        problems = self.problems()
        stops = [problem for problem in problems if problem.level is Level.STOP]
        if stops:
            self.look()
            await self.go_to(stops[0].field)
            return
        if not self.line and not self.doubled and any(p.message.key == ASKED_ALREADY for p in problems):
            self.doubled = True
            self.refusal = message("workshop.asked_already")
            self.look()
            return
        if self.line and not self.loose and self.asked:
            self.dismiss(self.saved)
            return
        try:
            self.save()
        except TrainerError as error:
            self.refusal = self.changed_outside(error) or error.message
            self.look()
            await self.go_to(error.field if isinstance(error, FormError) else "")
            return
        if self.line:
            self.dismiss(self.saved)
        else:
            await self.start_again()

    def changed_outside(self, error: TrainerError) -> Message | None:
        """What to say where the card is not in its file as it was opened."""
        if not self.line or error.message.key != "deck.changed_card":
            return None
        with suppress(TrainerError):
            self.there = found_again(self.app.workshop, self.deck, self.line)
            self.gone = self.there is None
            return message("workshop.gone_outside" if self.gone else "workshop.changed_outside")
        return None

    def save(self) -> None:
        """Raises FormError, EditError, WorkshopError."""
        form, workshop = cleaned(self.form), self.app.workshop
        if self.line and not self.gone:
            there = self.there or Standing(self.line, self.before)
            card = workshop.change_card(self.deck, there.line, form, there.form)
        else:
            after = self.after
            card = workshop.add_card(
                self.deck, form, after=after.line if after else None, below=after.form if after else None
            )
            self.added.append(one_line(form.question))
        self.saved = card.key if card else None
        self.let_go()
        self.deck = self.desk.library.deck(self.deck.key) or self.deck

    async def start_again(self) -> None:
        """An empty form for the next card."""
        self.before, self.after = CardForm(), None
        self.draft_name = draft_name(self.deck, None, self.before)
        self.tried = self.warned = self.doubled = False
        self.refusal = None
        with self.app.batch_update():
            await self.scroller.remove_children()
            await self.scroller.mount(*self.first_boxes())
            self.set_focus(self.boxes[0])
        self.show_title()
        self.look()
        self.refresh_bindings()

    def leaving(self) -> bool:
        """The program ends: what was typed stands here again the next time, though the card was changed elsewhere."""
        if not self.loose:
            return True
        try:
            names = {self.draft_name}
            if self.line and (there := self.there or found_again(self.app.workshop, self.deck, self.line)):
                deck = self.desk.library.deck(self.deck.key) or self.deck
                names.add(draft_name(deck, there.line, there.form))  # another one if its question was changed
            for name in names:
                keep_draft(self.desk.store, name, self.before, self.form)
        except TrainerError as error:
            self.app.tell(error.message, warning=True)
            return False
        return True

    def action_leave(self) -> None:
        """What was typed goes only at the second esc; where it could not be saved, it stays put aside."""
        if self.loose and self.there is not None:
            if self.may_go("leave"):
                self.dismiss(self.saved)
        elif self.loose and not self.warned:
            self.warned = True
            self.refusal = message("workshop.leave")
            self.look()
        else:
            self.let_go()
            self.dismiss(self.saved)

    def let_go(self) -> None:
        """Nothing is unfinished any more."""
        with suppress(TrainerError):  # then it stands here again the next time
            drop_draft(self.desk.store, self.draft_name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "more":
            return len(self.boxes) < len(FIELDS) - len(RARE)
        if action == "next":
            return not (isinstance(self.focused, FieldBox) and self.focused.several)
        return True

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.look()
