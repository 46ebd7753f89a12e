"""Making and changing the learner's own decks, card by card; whatever is done here can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from trainer.cards import edit
from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm
from trainer.cards.formlines import FormError, lines_of
from trainer.cards.model import Card, CardKey, Deck, Level
from trainer.cards.newdeck import file_name, new_deck_text
from trainer.cards.original import opened
from trainer.cards.problems import FieldProblem, problems_of
from trainer.desk import Desk
from trainer.i18n import Message, message
from trainer.workshop import files
from trainer.workshop.files import WorkshopError


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


class _Deed(NamedTuple):
    """Something that was done, so that it can be taken back."""

    said: Message
    """What has been taken back, once it is."""
    steps: tuple[_Step, ...]
    relinked: Sequence[tuple[CardKey, CardKey]] = ()


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
        return self._add_deck(title, text.encode(), message("workshop.undone_new_deck", title=title.strip()))

    def copy_deck(self, deck: Deck) -> Deck:
        """A deck once more, as one of the learner's own; it starts afresh. Raises WorkshopError."""
        name = deck.key.rpartition("/")[2]
        return self._add_deck(name, files.read(deck.path), message("workshop.undone_copy", title=deck.title))

    def _add_deck(self, name: str, data: bytes, undone: Message) -> Deck:
        path = self.add_file(name, data)
        self._done.append(_Deed(undone, (_Step(path, None, data),)))
        self.desk.reload()
        return next(deck for deck in self.desk.library.decks if deck.path == path)

    def add_file(self, name: str, data: bytes) -> Path:
        """A new file in the learner's folder, with a name that no deck has. Raises WorkshopError."""
        folder = self.desk.paths.decks
        taken = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        while True:
            path = folder / file_name(name, taken)
            try:
                files.create(path, data)
            except FileExistsError:  # made by somebody else just now
                taken.add(path.name)
            else:
                return path

    # -- cards -------------------------------------------------------------------------------------------------------

    def form_of(self, deck: Deck, line: int) -> CardForm:
        """What stands in the file for the card whose heading is on this line. Raises WorkshopError, EditError."""
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

    def add_card(self, deck: Deck, form: CardForm, *, after: int | None = None) -> Card | None:
        """A new card at the end of a deck, or below the card on a line; None where it cannot be asked as it is.

        Raises FormError, EditError, WorkshopError.
        """
        was = self._own(deck)
        line = 0

        def change(data: bytes) -> bytes:
            nonlocal line
            edited = edit.added(data, form, deck.language, after=after)
            line = edited.line
            return edited.data

        step = self._rewrite(deck, change)
        written = edit.form_of(step.after, line)
        step = step._replace(back=lambda data: edit.removed(data, line, was=written).data)
        return self._did("workshop.undone_add", [step], [(was, None, line)])

    def change_card(self, deck: Deck, line: int, form: CardForm, was: CardForm) -> Card | None:
        """The card on this line as it is filled in now; `was` is what stood there when the form was opened.

        Its history goes along. None where it cannot be asked as it is. Raises FormError, EditError, WorkshopError.
        """
        old = self._own(deck)
        place = line

        def change(data: bytes) -> bytes:
            nonlocal place
            edited = edit.replaced(data, line, form, deck.language, was=was)
            place = edited.line
            return edited.data

        step = self._rewrite(deck, change)
        now = edit.form_of(step.after, place)
        step = step._replace(back=lambda data: edit.replaced(data, place, was, deck.language, was=now).data)
        return self._did("workshop.undone_change", [step], [(old, place, place)])

    def delete_card(self, deck: Deck, line: int) -> None:
        """Take a card out of its file; its history waits for it. Raises EditError, WorkshopError."""
        old = self._own(deck)
        was = self.form_of(old, line)
        gone: edit.Removed | None = None

        def change(data: bytes) -> bytes:
            nonlocal gone
            gone = edit.removed(data, line, was=was)
            return gone.data

        step = self._rewrite(deck, change)
        assert gone is not None
        removed = gone
        step = step._replace(back=lambda data: edit.restored(data, removed).data)
        self._did("workshop.undone_delete", [step], [(old, removed.line, None)])

    def move_card(self, deck: Deck, line: int, to: Deck) -> Card | None:
        """Take a card to the end of another deck, with its history. Raises EditError, WorkshopError."""
        old, target = self._own(deck), self._own(to)
        was = self.form_of(old, line)
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
        steps = [
            there._replace(back=lambda data: edit.removed(data, new.line, was=was).data),
            here._replace(back=lambda data: edit.restored(data, removed).data),
        ]
        before = old, target
        pairs = [(before[0], removed.line, None), (before[1], None, new.line)]
        return self._did("workshop.undone_move", steps, pairs)

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
        folder = self.desk.paths.decks
        inside = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
        return self.desk.paths.data.parent / "decks-before" / inside.with_suffix("").as_posix().replace("/", "-")

    def _rewrite(self, deck: Deck, change: Callable[[bytes], bytes]) -> _Step:
        before, after = files.rewrite(deck.path, change, kept=self._kept(deck.path))
        return _Step(deck.path, before, after)

    def _did(
        self, undone: str, steps: Sequence[_Step], changed: Sequence[tuple[Deck, int | None, int | None]]
    ) -> Card | None:
        """Remember what was done; let histories follow their cards. The card that it was about, as it is now.

        `changed` has, for each deck as it was, the lines of the card's heading before and after; None where it is not.
        """
        self.desk.reload()
        about = None
        old_key: CardKey | None = None
        pairs: list[tuple[CardKey, CardKey]] = []
        for was, before, after in changed:
            now = self.desk.library.deck(was.key)
            cards = now.cards if now else ()
            gone = next((card for card in was.cards if card.line == before), None)
            came = next((card for card in cards if card.line == after), None)
            old_key = gone.key if gone else old_key
            about = came or about
            # Of two cards with one question the second has a key that counts: the others may change theirs, too.
            left, right = [c for c in was.cards if c is not gone], [c for c in cards if c is not came]
            if len(left) == len(right):
                pairs += [(a.key, b.key) for a, b in zip(left, right, strict=True) if a.key != b.key]
        if about and old_key and about.key != old_key:
            pairs.append((old_key, about.key))
        prompt = about.prompt if about else ""
        self._done.append(_Deed(message(undone, prompt=prompt), tuple(steps), self._relink(pairs)))
        return about

    def _relink(self, pairs: Iterable[tuple[CardKey, CardKey]]) -> tuple[tuple[CardKey, CardKey], ...]:
        """Let each history go along to its card's new key; those that went, in their order."""
        return tuple(pairs)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    def undo(self) -> Message:
        """Take back what was done last, and say what that was. Raises EditError, WorkshopError: then it stands."""
        deed = self._done[-1]
        for step in reversed(deed.steps):
            self._step_back(step)
        self._done.pop()
        self._relink([(new, old) for old, new in reversed(deed.relinked)])
        self.desk.reload()
        return deed.said

    def _step_back(self, step: _Step) -> None:
        kept = self._kept(step.path)
        if step.before is None:
            files.remove(step.path, step.after, kept=kept)
            return
        before, back = step.before, step.back
        assert back is not None
        files.rewrite(step.path, lambda data: before if data in (step.after, before) else back(data), kept=kept)
