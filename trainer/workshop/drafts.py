"""What was being written for a card when the program ended."""

from __future__ import annotations

from trainer.cards.form import CardForm
from trainer.cards.model import Deck
from trainer.store.store import Store
from trainer.workshop.fields import FIELDS, text_of, with_text

_DRAFT = "card draft: "
"""Before the key of the deck: the preference that has it."""


def keep_draft(store: Store, deck: Deck, line: int | None, before: CardForm, form: CardForm) -> None:
    """Put aside what was typed for a card and not saved; `before` is as the form was opened. Raises StoreError."""
    draft = {"line": line, "before": _texts(before), "form": _texts(form)}
    store.set_pref(_DRAFT + deck.key, draft)


def take_draft(store: Store, deck: Deck, line: int | None, before: CardForm) -> CardForm | None:
    """What was put aside for this card, if it still reads as it did; only once. Raises StoreError."""
    match store.pref(_DRAFT + deck.key):
        case {"line": known, "before": was, "form": dict(texts)}:
            if (known, was) != (line, _texts(before)):
                return None
            store.set_pref(_DRAFT + deck.key, None)
            form = before
            for field in FIELDS:
                if isinstance(text := texts.get(field.name), str):
                    form = with_text(form, field.name, text)
            return form
    return None


def _texts(form: CardForm) -> dict[str, str]:
    return {field.name: text_of(form, field.name, "en") for field in FIELDS}
