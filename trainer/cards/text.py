"""Folding: what makes two texts the same text to an author."""

from __future__ import annotations

import re
import unicodedata

_ONE_SIGN = {
    **dict.fromkeys(map(ord, '‘’‚‛′`´ʹʼ“”„‟″«»‹›"'), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")),  # soft hyphen and zero widths: nothing to see
}
_FINAL = " .,;:!?"
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The text without what a hurried typist leaves out; folding twice changes nothing.

    Gone are case, accents, the shape of quotes and dashes, the amount of white space and the punctuation at the end.
    """
    text = text.translate(_ONE_SIGN)
    # Case-folding can bring back letters that decompose and the reverse, hence both twice. ASCII needs neither.
    text = text.lower() if text.isascii() else _plain(_plain(text).casefold())
    return " ".join(text.split()).rstrip(_FINAL)


def _plain(text: str) -> str:
    """Letters without their accents; NFKD also takes ĳ, ﬁ and … apart."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_ONE_SIGN)


def slug(text: str) -> str:
    """Folded letters and digits with single hyphens between them; empty where there are none."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")


def words(text: str) -> list[str]:
    """The folded words, without any punctuation."""
    return slug(text).replace("-", " ").split()
