"""What was being written for a card when the program ended, or could not be saved."""

from __future__ import annotations

from trainer.cards.form import CardForm
from trainer.cards.model import Deck
from trainer.cards.text import fold
from trainer.store.store import Store
from trainer.workshop.fields import FIELDS, text_of, with_text


def draft_name(deck: Deck, line: int | None, before: CardForm) -> str:
    """The preference for what is written for the card on this line of a deck, or for a new one that begins as `before`.

    A card is known by its key, so its draft is found wherever it stands by then and whatever became of its text; one
    that is left out has none, and is known by its question.
    """
    keys = {card.line: card.key for card in deck.cards}
    if line is None:
        name = f"{deck.key}+{fold(before.question)}"
    else:
        name = keys.get(line) or f"{deck.key}!{fold(before.question)}"
    return f"card draft: {name}"


def keep_draft(store: Store, name: str, before: CardForm, form: CardForm) -> None:
    """Put aside what was typed for a card and not saved; `before` is as the form was opened. Raises StoreError."""
    store.set_pref(name, {"before": _texts(before), "form": _texts(form)})


def draft(store: Store, name: str, before: CardForm) -> CardForm:
    """The card with what was put aside for it: the fields that were typed in, and the others as they are by now."""
    form = before
    match store.pref(name):
        case {"before": dict(was), "form": dict(texts)}:
            for field in FIELDS:
                text = texts.get(field.name)
                if isinstance(text, str) and text != was.get(field.name):
                    form = with_text(form, field.name, text)
    return form


def drop_draft(store: Store, name: str) -> None:
    """It is saved, or the learner let it go. Raises StoreError."""
    if store.pref(name) is not None:
        store.set_pref(name, None)


def _texts(form: CardForm) -> dict[str, str]:
    return {field.name: text_of(form, field.name, "en") for field in FIELDS}
