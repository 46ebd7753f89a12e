"""The text and the file name of a new deck."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from trainer.cards.encoding import legible
from trainer.cards.text import fold
from trainer.i18n import Catalog, Language

_LONGEST_TITLE = 200  # characters; a longer one is a text
_LONGEST_NAME = 60  # characters; with three bytes each it leaves room below the 255 that a file system allows
_UNSAFE = re.compile(r"""[\\/:*?"'<>|#%&{}$!@+`=\[\]]+""")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|readme)(\..*)?", re.IGNORECASE)
"""Windows gives these to devices, whatever comes behind the point; a README is no deck."""


def template(title: str, language: Language) -> str:
    """A deck with one card of each kind, and between them what can be written; it has no problems as it is."""
    return _filled("template.cards", title, language)


def new_deck_text(title: str, language: Language) -> str:
    """A deck without cards."""
    return _filled("template.empty", title, language)


def _filled(key: str, title: str, language: Language) -> str:
    catalog = Catalog(language)
    plain = " ".join(legible(title).replace("<!--", "").split()).lstrip("#")[:_LONGEST_TITLE].strip()
    return catalog(key, title=plain or catalog("template.title"))


def file_name(title: str, taken: Collection[str] = ()) -> str:
    """A name for a deck's file, with .md: no path, no name that a system keeps to itself, and none of those `taken`
    in other capitals or accents, by which two decks would have one key.
    """
    plain = _UNSAFE.sub(" ", unicodedata.normalize("NFC", legible(title)).removesuffix(".md"))
    name = " ".join(plain.split())[:_LONGEST_NAME].strip(" .~-_").lower().replace(" ", "-")
    if not fold(name) or _RESERVED.fullmatch(name):
        name = f"deck-{name}".strip("-")
    known = {fold(other.removesuffix(".md")) for other in taken}
    wanted, n = name, 1
    while fold(wanted) in known:
        n += 1
        wanted = f"{name}-{n}"
    return f"{wanted}.md"
