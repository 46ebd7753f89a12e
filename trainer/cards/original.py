"""A deck file as its author saved it: every line with its own end, beside what the reader makes of it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.cards.encoding import COMMENT, legible, without_comments
from trainer.cards.outline import Section, sections

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE = re.compile("([^\r\n]*)(\r\n|\r|\n|$)")


class Line(NamedTuple):
    """One line, as it is saved."""

    text: str
    end: str
    """\\n, \\r\\n or \\r; empty only at the end of the file."""
    seen: str = ""
    """What the reader sees of it."""
    comments: tuple[str, ...] = ()
    """The parts of it that belong to comments."""
    open: bool = False
    """Whether a comment goes on below it."""

    @property
    def remains(self) -> str:
        """Its comments alone, for when the rest of the line goes."""
        return " ".join(self.comments)


@dataclass(frozen=True, slots=True)
class Original:
    """A deck file's lines, which put together again are the same bytes."""

    lines: tuple[Line, ...]
    codec: str
    errors: str
    """How bytes that mean nothing in this encoding are carried along."""
    mark: bytes
    """The byte-order mark, or nothing."""
    tail: bytes
    """Half a letter at the end of the file, or nothing."""
    sections: tuple[Section, ...]
    """What the reader sees: what stands above the first heading, and then each heading with its lines."""

    @property
    def text(self) -> str:
        return "".join(line.text + line.end for line in self.lines)

    @property
    def eol(self) -> str:
        """The line end that the author uses most."""
        ends = Counter(line.end for line in self.lines if line.end)
        return ends.most_common(1)[0][0] if ends else "\n"


def opened(data: bytes) -> Original:
    """Take a deck file apart. Bytes that no text has are carried along as they are."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        whole = len(data) - len(data) % 2
        return _apart(data[2:whole].decode(codec, "surrogatepass"), codec, "surrogatepass", data[:2], data[whole:])
    try:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        return _apart(data[len(mark) :].decode(), "utf-8", "strict", mark)
    except UnicodeDecodeError:
        return _apart(data.decode("cp1252", "surrogateescape"), "cp1252", "surrogateescape")


def closed(original: Original, lines: Sequence[Line]) -> bytes:
    """The bytes of these lines, in the author's encoding; in UTF-8 where that lacks a letter.

    Between two lines stands a line end, behind the last none: a file that ends with one has an empty last line.
    """
    ends = [line.end or original.eol for line in lines[:-1]] + [""] if lines else []
    text = "".join(line.text + end for line, end in zip(lines, ends, strict=True))
    try:
        data = original.mark + text.encode(original.codec, original.errors) + original.tail
        if opened(data).text == text:  # what was taken out may have been all that gave the encoding away
            return data
    except UnicodeEncodeError:
        pass
    return _SURROGATE.sub("�", text).encode()


def _apart(text: str, codec: str, errors: str, mark: bytes = b"", tail: bytes = b"") -> Original:
    seen = legible(text)
    plain = without_comments(seen)
    # The pattern finds one more, empty, behind a last line without an end.
    rows = zip(_LINE.finditer(text), plain.split("\n"), *_comments(seen), strict=False)
    lines = tuple(Line(found[1], found[2], words, parts, more) for found, words, parts, more in rows)
    return Original(lines, codec, errors, mark, tail, tuple(sections(plain)))


def _comments(seen: str) -> tuple[list[tuple[str, ...]], list[bool]]:
    """Of each line the parts that are in comments, and whether its last goes on below it."""
    parts: list[list[str]] = [[] for _ in range(seen.count("\n") + 1)]
    more = [False] * len(parts)
    line = place = 0
    for comment in COMMENT.finditer(seen):
        line += seen.count("\n", place, comment.start())
        place = comment.start()
        *begun, last = comment[0].split("\n")
        for n, part in enumerate((*begun, last)):
            parts[line + n].append(part.strip())
            more[line + n] = n < len(begun)
    return [tuple(part for part in here if part) for here in parts], more
