"""Making and changing the learner's own decks, card by card; whatever is done here can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from trainer.bring.planned import Written
from trainer.cards import edit
from trainer.cards.deckfile import read_deck
from trainer.cards.draft import shorten
from trainer.cards.form import CardForm
from trainer.cards.formlines import FormError, lines_of
from trainer.cards.lint import lint
from trainer.cards.model import Card, CardKey, Deck, Level
from trainer.cards.newdeck import new_deck_text
from trainer.cards.original import opened
from trainer.cards.problems import FieldProblem, problems_of
from trainer.desk import Desk, advised
from trainer.i18n import Message, TrainerError, cause, message
from trainer.paths import shown
from trainer.workshop import files
from trainer.workshop.files import WorkshopError
from trainer.workshop.recognition import refuse

MOST_JUDGED = 200
"""Cards of a deck whose answers are judged while somebody waits: with so many it takes a second, and with 1 000 ten."""


class Past(WorkshopError):
    """What cannot be taken back any more."""


class LeftOut(NamedTuple):
    """A card that cannot be asked as it is written."""

    line: int
    """Where its heading stands."""
    question: str


class _Step(NamedTuple):
    """A file that was changed, or made, and the way back for when it has been changed again."""

    path: Path
    before: bytes | None
    """None: there was no such file."""
    after: bytes
    back: Callable[[bytes], bytes] | None = None


class _Change(NamedTuple):
    """What happened to a deck: the line of the card's heading before and after; None where it is not in it."""

    deck: Deck
    step: _Step
    line: int | None
    now: int | None


class _Deed(NamedTuple):
    """Something that was done, so that it can be taken back."""

    said: Message
    """What has been taken back, once it is."""
    steps: tuple[_Step, ...]
    links: Mapping[CardKey, CardKey | None]
    """What cards were known as before, where that has changed; None: as their texts say."""
    there: frozenset[Path]
    """The deck files of that moment: one that was not among them may be one of them renamed."""
    question: Message | None = None
    """What to ask first, where more than a step of writing a card is taken back."""
    forget: Callable[[], None] | None = None
    """What else is to be as it was. Raises OSError."""


class Workshop:
    """One learner's decks at the bench. What is done in it can be undone until the program ends."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._done: list[_Deed] = []

    # -- decks -------------------------------------------------------------------------------------------------------

    def new_deck(self, title: str) -> Deck:
        """An empty deck in the learner's folder, in the interface's language. Raises WorkshopError."""
        if not title.strip():
            raise WorkshopError("workshop.title_needed")
        text = new_deck_text(title, self.desk.settings.language)
        return self._add_deck(title, text.encode(), "new_deck", title.strip())

    def copy_deck(self, deck: Deck) -> Deck:
        """A deck once more, as one of the learner's own; it starts afresh. Raises WorkshopError."""
        name = deck.key.rpartition("/")[2]
        return self._add_deck(name, files.read(deck.path), "copy", deck.title)

    def _add_deck(self, name: str, data: bytes, what: str, title: str) -> Deck:
        path = files.add(self.desk.paths.decks, name, data)
        self.desk.reload()
        undone = message(f"workshop.undone_{what}", title=title)
        question = message(f"workshop.undo_{what}", title=title, path=shown(self._kept(path)))
        self._done.append(_Deed(undone, (_Step(path, None, data),), {}, self._files, question))
        name = normalize("NFC", str(path))  # macOS hands out é as two letters
        return next(deck for deck in self.desk.library.decks if normalize("NFC", str(deck.path)) == name)

    def brought_in(self, deck: Deck, written: Written) -> None:
        """Know of what came in from a file, so that it can be taken back; the answers that came along stay."""

        def step(path: Path, before: bytes | None, after: bytes) -> _Step:
            def back(_: bytes) -> bytes:
                raise WorkshopError("workshop.changed_file", path=str(path))

            return _Step(path, before, after, back)

        if written.files:
            undone = message("workshop.undone_brought_in", title=deck.title)
            question = message("workshop.undo_brought_in", title=deck.title, path=shown(self._kept(deck.path)))
            steps = tuple(step(*changed) for changed in written.files)
            self._done.append(_Deed(undone, steps, written.links, self._files, question, written.forget))

    # -- cards -------------------------------------------------------------------------------------------------------

    def form_of(self, deck: Deck, line: int, *, question: str | None = None) -> CardForm:
        """What stands in the file for the card whose heading is on this line. Raises WorkshopError, EditError.

        With its `question` as it was listed, only that card is meant: an editor may have moved it since.
        """
        if question is not None:
            self.desk.reload()
            now = self.desk.library.deck(deck.key) or deck
            there = {card.line: card.prompt for card in now.cards}
            if there.get(line) != question and LeftOut(line, question) not in self.left_out(now):
                raise edit.EditError("deck.changed_card", line=line)
        return edit.form_of(files.read(deck.path), line)

    def card_of(self, form: CardForm, deck: Deck) -> Card | None:
        """The card that a form would be; None while it is none."""
        try:
            text = lines_of(form, deck.language)
        except FormError:
            return None
        read = read_deck(text, key=deck.key, path=deck.path, language=deck.language, own=True)
        return read.cards[0] if len(read.cards) == 1 else None

    def problems(self, form: CardForm, deck: Deck, *, line: int | None = None) -> tuple[FieldProblem, ...]:
        """Everything there is to say about a card of this deck while it is filled in; `line` is where it stands."""
        from trainer.grading.check import check_answers  # the judge: 40 ms that reading a deck need not pay

        others = (card for card in deck.cards if card.line != line)
        return problems_of(form, deck.language, others=others, checks=(check_answers,))

    def left_out(self, deck: Deck) -> tuple[LeftOut, ...]:
        """The cards of a deck that wait until they are mended."""
        if not any(problem.level is Level.STOP for problem in deck.problems):
            return ()
        try:
            sections = opened(files.read(deck.path)).sections
        except WorkshopError:  # that is what is wrong with the deck, and it is said
            return ()
        there = {card.line for card in deck.cards}
        return tuple(LeftOut(s.line, s.heading) for s in sections if s.marks == "##" and s.line not in there)

    def add_card(
        self, deck: Deck, form: CardForm, *, after: int | None = None, below: CardForm | None = None
    ) -> Card | None:
        """A new card at the end of a deck, or below the card on a line; None where it cannot be asked as it is.

        `below` is how that card read, by which it is found when the file has changed. Raises FormError, EditError,
        WorkshopError.
        """
        self._own(deck)
        line = 0

        def change(data: bytes) -> bytes:
            nonlocal line
            edited = edit.added(data, form, deck.language, after=after, below=below)
            line = edited.line
            return edited.data

        step = self._rewrite(deck, change)
        written = edit.form_of(step.after, line)
        step = step._replace(back=lambda data: edit.removed(data, line, was=written).data)
        return self._did(_undone("add", form.question), _Change(deck, step, None, line))

    def change_card(self, deck: Deck, line: int, form: CardForm, was: CardForm) -> Card | None:
        """The card on this line as it is filled in now; `was` is what stood there when the form was opened.

        Its history goes along. None where it cannot be asked as it is. Raises FormError, EditError, WorkshopError.
        """
        self._own(deck)
        place = line

        def change(data: bytes) -> bytes:
            nonlocal place
            edited = edit.replaced(data, line, form, deck.language, was=was)
            place = edited.line
            return edited.data

        step = self._rewrite(deck, change)
        now = edit.form_of(step.after, place)
        step = step._replace(back=lambda data: edit.replaced(data, place, was, deck.language, was=now).data)
        return self._did(_undone("change", was.question), _Change(deck, step, place, place))

    def delete_card(self, deck: Deck, line: int, *, question: str | None = None) -> None:
        """Take a card out of its file; its history waits for it. Raises EditError, WorkshopError; see form_of()."""
        was = self.form_of(self._own(deck), line, question=question)
        gone: edit.Removed | None = None

        def change(data: bytes) -> bytes:
            nonlocal gone
            gone = edit.removed(data, line, was=was)
            return gone.data

        step = self._rewrite(deck, change)
        assert gone is not None
        removed = gone
        step = step._replace(back=lambda data: edit.restored(data, removed).data)
        self._did(_undone("delete", was.question), _Change(deck, step, removed.line, None))

    def move_card(self, deck: Deck, line: int, to: Deck, *, question: str | None = None) -> Card | None:
        """Take a card to the end of another deck, with its history. Raises EditError, WorkshopError; see form_of()."""
        was = self.form_of(self._own(deck), line, question=question)
        self._own(to)
        placed: edit.Edited | None = None
        gone: edit.Removed | None = None

        def put(data: bytes) -> bytes:
            nonlocal placed, gone
            placed, gone = edit.moved(files.read(deck.path), line, data, was=was)
            return placed.data

        there = self._rewrite(to, put)  # first: a card that is in both decks is not lost
        assert placed is not None
        assert gone is not None
        new, removed = placed, gone
        here = self._rewrite(deck, lambda data: edit.removed(data, line, was=was).data)
        there = there._replace(back=lambda data: edit.removed(data, new.line, was=was).data)
        here = here._replace(back=lambda data: edit.restored(data, removed).data)
        return self._did(
            _undone("move", was.question), _Change(to, there, None, new.line), _Change(deck, here, removed.line, None)
        )

    # -- histories ---------------------------------------------------------------------------------------------------

    def give_history(self, card: Card, history: CardKey) -> None:
        """From here on this is the card that vanished under that key; what was learned of the card itself waits among
        those that vanished. Raises WorkshopError, StoreError.
        """
        self._still_there(card)
        if history in self.desk.library.cards:
            raise WorkshopError("workshop.history_taken")
        own = self._texts.get(card.key, card.key)
        self._point(card, history, refused=(history, own))

    def begin_afresh(self, card: Card) -> None:
        """The card is what its text says, and the history it had waits. Raises WorkshopError, StoreError."""
        self._still_there(card)
        own = self._texts.get(card.key)
        if own is None:
            raise WorkshopError("workshop.its_own_already")
        if own in self.desk.library.cards:
            raise WorkshopError("workshop.history_taken")
        self._point(card, own, refused=(card.key, own))

    def own_key(self, card: Card) -> CardKey | None:
        """The key that a card's text gives, where it is known by that of another text, and no other card by that one.

        A card that was only moved, or whose file has another name, is known by its own text's key in another deck.
        """
        own = self._texts.get(card.key)
        if own is None or own in self.desk.library.cards or own.partition("#")[2] == card.key.partition("#")[2]:
            return None
        return own

    @property
    def _texts(self) -> Mapping[CardKey, CardKey]:
        """The keys that the texts of cards give, by those that they are known by."""
        return {known: text for text, known in self.desk.library.links.items()}

    def _still_there(self, card: Card) -> None:
        self.desk.reload()
        if card.key not in self.desk.library.cards:
            raise WorkshopError("workshop.card_gone")

    def _point(self, card: Card, history: CardKey, *, refused: tuple[CardKey, CardKey]) -> None:
        """`refused` is what the learner has a say in from here on: it is not proposed once this is taken back."""
        before = self.desk.store.links()
        with self.desk.store.transaction():
            refuse(self.desk.store, *refused)
            self.desk.relink([(history, card.key)])
        self._done.append(_Deed(_undone("same", card.prompt), (), self._links_since(before), self._files))

    # -- doing and undoing -------------------------------------------------------------------------------------------

    def _own(self, deck: Deck) -> Deck:
        """The deck as it stands in its file now. Raises WorkshopError for one that is not the learner's to change."""
        self.desk.reload()
        now = self.desk.library.deck(deck.key)
        if now is None:
            raise WorkshopError("workshop.deck_gone", title=deck.title, path=str(deck.path))
        if not now.own:
            raise WorkshopError("workshop.not_yours", title=deck.title)
        return now

    def _kept(self, path: Path) -> Path:
        """Where the earlier versions of a deck file are."""
        return files.kept(self.desk.paths, path)

    def _rewrite(self, deck: Deck, change: Callable[[bytes], bytes]) -> _Step:
        before, after = files.rewrite(deck.path, change, kept=self._kept(deck.path))
        return _Step(deck.path, before, after)

    def _did(self, undone: Message, *changes: _Change) -> Card | None:
        """Remember what was done, and let histories follow their cards. The card that it was about, as it is now."""
        pairs: list[tuple[CardKey, CardKey]] = []
        was = now = None
        for change in changes:
            before, after = (self._keys(change.deck, data) for data in (change.step.before, change.step.after))
            was, now = before.pop(change.line, was), after.pop(change.now, now)
            if len(before) == len(after):  # of two cards with one question the second has a key that counts
                pairs += zip(before.values(), after.values(), strict=True)
        if was and now:
            pairs.append((was, now))
        pairs = [(was, now) for was, now in pairs if was != now]
        links = self._relink(pairs)
        self._done.append(_Deed(undone, tuple(change.step for change in changes), links, self._files))
        for change in changes:
            deck = self.desk.library.deck(change.deck.key)
            for card in deck.cards if deck else ():
                if card.line == change.now:
                    return card
        return None

    def _keys(self, deck: Deck, data: bytes | None) -> dict[int | None, CardKey]:
        """The keys that the texts of a deck's cards give, by the lines of their headings."""
        read = read_deck(data or b"", key=deck.key, path=deck.path, language=self.desk.settings.language)
        return {card.line: card.key for card in read.cards}

    def _relink(self, pairs: Sequence[tuple[CardKey, CardKey]]) -> Mapping[CardKey, CardKey | None]:
        """Let the cards be known by the keys that they had; what that changed, as it was. The pairs are the keys of
        their texts, before and after.

        A card that was never asked is linked as well: it may be what a sitting asks at this moment. Where it fails the
        file stands, and it can be asked later whether these are the same cards.
        """
        before, known = self.desk.store.links(), self.desk.library.links
        try:
            self.desk.store.relink({now: known.get(was, was) for was, now in pairs})
        except TrainerError as error:
            self.desk.note(error.message)
        self.desk.reload()
        return self._links_since(before)

    def _links_since(self, before: Mapping[CardKey, CardKey]) -> Mapping[CardKey, CardKey | None]:
        """The links that have changed, as they were."""
        after = self.desk.store.links()
        return {key: before.get(key) for key in {*before, *after} if before.get(key) != after.get(key)}

    @property
    def _files(self) -> frozenset[Path]:
        return frozenset(deck.path for deck in self.desk.library.decks)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def undo_paths(self) -> frozenset[Path]:
        """The deck files that undo() would change."""
        return frozenset(step.path for step in self._done[-1].steps) if self._done else frozenset()

    @property
    def undo_question(self) -> Message | None:
        """What to ask before undo(), where that takes back more than a step of writing a card."""
        return self._done[-1].question if self._done else None

    def undo(self) -> Message:
        """Take back what was done last, and say what that was. Raises WorkshopError, StoreError, and then it can be
        tried again, but for Past: then it stays as it is, and what was done before it is next.
        """
        deed = self._done[-1]
        self.desk.reload()
        try:
            places = [self._place(step, deed.there) for step in deed.steps]
            for step, path in zip(deed.steps, places, strict=True):
                _back(step, files.read(path) if path else None)  # all of it can be done, or nothing is
            for left, (step, path) in reversed([*enumerate(zip(deed.steps, places, strict=True))]):
                if path is not None:
                    self._step_back(step, path)
                self._done[-1] = deed._replace(steps=deed.steps[:left])  # not once more where the next one fails
        except Past:
            self._done.pop()
            self.desk.reload()
            raise
        self.desk.store.put_links(deed.links)
        if deed.forget:
            try:
                deed.forget()
            except OSError as error:
                raise WorkshopError("workshop.file", path=str(self.desk.paths.data.parent), why=cause(error)) from error
        self._done.pop()
        self.desk.reload()
        return deed.said

    def _step_back(self, step: _Step, path: Path) -> None:
        kept = self._kept(path)
        if step.before is None:
            files.remove(path, step.after, kept=kept)
        else:
            files.rewrite(path, lambda data: _back(step, data) or b"", kept=kept)

    def _place(self, step: _Step, there: frozenset[Path]) -> Path | None:
        """Where a file is that may have another name by now; None for a new one that is gone. Raises Past."""
        if step.path.exists():
            return step.path
        was = read_deck(step.after, key="", path=step.path, language=self.desk.settings.language)
        prompts = {card.prompt for card in was.cards}
        for deck in self.desk.library.decks:
            if deck.path in there or not deck.own:
                continue
            same = prompts.intersection(card.prompt for card in deck.cards)
            if 2 * len(same) > len(prompts) or (not prompts and files.read(deck.path) == step.after):
                return deck.path
        if step.before is None:
            return None
        why = message("workshop.deck_gone", title=was.title, path=str(step.path))
        raise Past("workshop.not_undone", why=why)


def _undone(what: str, question: str) -> Message:
    return message(f"workshop.undone_{what}", card=shorten(question))


def _back(step: _Step, data: bytes | None) -> bytes | None:
    """What stands in a file once a step is taken back; None: no file. Raises Past."""
    if step.before is None:
        if data not in (step.after, None):
            raise Past("workshop.not_undone", why=message("workshop.changed_file", path=str(step.path)))
        return None
    if step.back is None or data is None or data in (step.after, step.before):
        return step.before
    try:
        return step.back(data)
    except TrainerError as error:
        raise Past("workshop.not_undone", why=error.message) from error


def looked_over(deck: Deck) -> Deck:
    """The deck with what its author may want to change, as desk.advised has it; a big one without the judge's part."""
    if len(deck.cards) <= MOST_JUDGED:
        return advised(deck)
    problems = sorted((*deck.problems, *lint(deck)), key=lambda problem: problem.line)
    return replace(deck, problems=tuple(problems))
