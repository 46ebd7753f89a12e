"""From the bytes of a deck file to clean text, however it was saved."""

from __future__ import annotations

import codecs
import re

from trainer.cards.model import Level, Problem
from trainer.i18n import message

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile("\r\n?")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, marks that turn text around and byte-order marks: they would move a terminal's cursor, show
something else than what stands there, or make two equal words differ."""
_SPACES = re.compile("[\t\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""Every space that is not a space, and the soft line breaks of word processors: a line of the file stays a line."""
_SURROGATE = re.compile("[\ud800-\udfff]")
COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
"""From the nearest opening, so that a comment left open takes nothing along with a later one."""


def decode(data: bytes | str) -> tuple[str, list[Problem]]:
    """The text with \\n between its lines and nothing unprintable, and a note when it was not saved as UTF-8."""
    if isinstance(data, str):
        return clean(data), []
    if data.startswith(_UTF_16):
        return clean(data.decode("utf-16", "replace")), [_note("UTF-16")]
    try:
        return clean(data.decode()), []
    except UnicodeDecodeError:
        if b"\0" in data:  # no Western text holds one; every picture, archive and Word document does
            return "", [Problem(1, Level.STOP, message("deck.not_text"))]
        return clean(data.decode("cp1252", "replace")), [_note("Windows-1252")]


def clean(text: str) -> str:
    return without_comments(legible(text))


def legible(text: str) -> str:
    """The text with one kind of line end, one kind of space and nothing unprintable; its lines stay where they are."""
    return printable(_SPACES.sub(" ", _LINE_END.sub("\n", text)))


def without_comments(text: str) -> str:
    """A legible text whose comments are gone, up to their line ends."""
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text) if "<!--" in text else text


def printable(text: str) -> str:
    """The text without anything that a terminal would act upon instead of showing it, white space apart."""
    text = _INVISIBLE.sub("", text)
    return text if text.isascii() else _SURROGATE.sub("�", text)


def _note(encoding: str) -> Problem:
    return Problem(1, Level.NOTE, message("deck.encoding", encoding=encoding))
