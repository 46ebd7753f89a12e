"""What a deck's file may be called, whatever its title is."""

from __future__ import annotations

import re
import unicodedata

from trainer.cards.encoding import clean
from trainer.cards.text import fold

_LONGEST = 60  # characters; a folder of a sync service allows some 250 bytes for a whole path
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|readme|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def file_name(title: str, taken: set[str]) -> str:
    """A name without .md that no system minds and that no one in `taken`, which it joins, has in other capitals."""
    text = unicodedata.normalize("NFC", " ".join(_UNSAFE.sub(" ", clean(title)).split()))[:_LONGEST]
    text = text.strip(" .~#$")
    if not text or not fold(text) or _RESERVED.fullmatch(text):
        text = f"deck {text}".strip()
    name, n = text, 1
    while fold(name) in taken:
        n += 1
        name = f"{text} {n}"
    taken.add(fold(name))
    return name
