"""The text of a file that people made by hand or by a spreadsheet, however it was saved."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from trainer.bring.model import LONGEST_LINE, Refused
from trainer.i18n import message

MOST_TEXT = 64
"""Megabytes of a text file; 200 000 cards with a sentence on either side take 40."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MOST_LINES = 4_000_000  # 200 000 cards of 10 lines, with two letters behind each; each takes 50 bytes beside its text
_SEEN = 4096  # bytes by which UTF-16 without a mark is known


class Text(NamedTuple):
    """What stands in a file, and how it was saved."""

    text: str
    encoding: str


def decoded(data: bytes) -> Text:
    """The text; Refused where it is none, or has a line that no one writes."""
    found = _decoded(data)
    if "\0" in found.text:
        raise Refused(message("bring.not_text"))
    lines = found.text.count("\n") + found.text.count("\r")
    if lines > _MOST_LINES:
        raise Refused(message("bring.too_many_lines", n=lines, most=_MOST_LINES))
    if len(found.text) > LONGEST_LINE and max(map(len, found.text.splitlines())) > LONGEST_LINE:
        raise Refused(message("bring.long_line", most=LONGEST_LINE))
    return found


def _decoded(data: bytes) -> Text:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Text(data[len(mark) :].decode(codec, "replace"), name)
    if b"\0" in data[:_SEEN]:
        for codec, zeros in (("utf-16-le", data[1:_SEEN:2]), ("utf-16-be", data[:_SEEN:2])):
            if zeros.count(0) * 2 > len(zeros):  # every other byte of a Western letter
                return Text(data.decode(codec, "replace"), "UTF-16")
    try:
        return Text(data.decode(), "UTF-8")
    except UnicodeDecodeError:
        return Text(data.decode("cp1252", "replace"), "Windows-1252")
