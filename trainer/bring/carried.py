"""A card of ours in another program's file: what that program shows, and beside it the whole card as its deck has it.

The whole card counts only while the other program still shows what was written beside it: a card that was corrected
there comes back as it was corrected.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2s
from pathlib import Path
from typing import NamedTuple

from trainer.bring.cardform import form_of_card
from trainer.bring.shape import tidy
from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm
from trainer.cards.formlines import numbered, read_form
from trainer.cards.model import Card, CardKey
from trainer.cards.outline import sections
from trainer.i18n import LANGUAGES, Language

FIELD = "Trainer card"
"""What Anki's field with the whole card is called."""
_GUID = re.compile("nt-[0-9a-f]{16}")


class Carried(NamedTuple):
    """What was found beside a card."""

    form: CardForm | None
    """None where there is nothing of ours, or what is shown has changed since."""
    id: str = ""
    language: Language | None = None


def carried(card: Card, shown: Sequence[str]) -> str:
    """The whole card as text, under its language and a digest of the texts that are shown beside it."""
    lines = [text for _, text in numbered(form_of_card(card), card.language)]
    return "\n".join((f"{card.language} {_digest(shown)}", *lines))


def form_carried(text: str, shown: Sequence[str]) -> Carried:
    """The card that was written with `carried`, with its Id and its language."""
    head, _, written = text.partition("\n")
    named, _, digest = head.strip().partition(" ")
    language = next((known for known in LANGUAGES if known == named), None)
    parts = list(sections(written)) if language else []
    if language is None or len(parts) != 2 or parts[1].marks != "##" or parts[0].lines:
        return Carried(None)
    form = read_form(parts[1])
    # Whoever sent the file may have written anything here.
    whole = digest == _digest(shown) and len(read_deck(written, key="", path=Path(), language=language).cards) == 1
    return Carried(form if whole else None, form.id, language)


def guid(key: CardKey) -> str:
    """What Anki and a table call a card of ours: the same every time that it is taken out, whatever it says by then."""
    return f"nt-{blake2s(key.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def is_guid(text: str) -> bool:
    """Whether a card of ours may be called this elsewhere; its author's own Id is not."""
    return _GUID.fullmatch(text) is not None


def as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def from_html(text: str) -> str:
    return html.unescape(text.replace("\n", " ").replace("<br>", "\n"))


def _digest(shown: Sequence[str]) -> str:
    # Without white space, and with é as one letter: programs change both when they save.
    text = "\x1f".join("".join(unicodedata.normalize("NFC", tidy(part)).split()) for part in shown)
    return blake2s(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
