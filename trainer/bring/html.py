"""From the HTML of another program's cards to plain text. Nothing in it is followed, fetched or run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SOUND = re.compile(r"\[sound:[^\]]{0,500}\]|\[anki:(?:play|tts)[^\]]{0,500}\](?:.{0,2000}?\[/anki:tts\])?", re.DOTALL)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p"}
    | {"pre", "section", "summary", "table", "tr", "ul"}
)
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "canvas"})
_MEDIA = frozenset({"img", "audio", "video", "object", "svg", "canvas", "embed", "iframe", "picture"})
_NO_END = frozenset({"br", "hr", "img", "embed", "input", "link", "meta", "source", "wbr"})
_UNCLOSED = 100
ITEM = "\x04"
"""Stands before a list's item until the text is finished: no text has it, for it is taken out of every one."""


@dataclass(slots=True)
class Plain:
    """A text without its mark-up."""

    text: str
    """With \\n between its lines, none of them empty."""
    items: tuple[str, ...] = ()
    """The items, where the whole text is one list."""
    ordered: bool = False
    """Whether they were numbered."""
    media: int = 0
    """How many pictures, sounds and films were left out."""


def plain(html: str) -> Plain:
    """The text of some HTML: entities read, one line for each block, and "- " before an item of a list."""
    html = html.replace(ITEM, "")
    html, media = _SOUND.subn(" ", html) if "[" in html else (html, 0)
    if "<" not in html and "&" not in html:
        return Plain(_lines(html), media=media)
    end = html.rfind(">") + 1
    if html.count("<", end) > _UNCLOSED:  # the parser would look to the end for each of them
        html = html[:end] + html[end:].replace("<", "&lt;")
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    lines = [line for line in lines if line.strip(ITEM + " ")]
    whole = len(lines) > 1 and all(line.startswith(ITEM) for line in lines)
    return Plain(
        "\n".join([f"- {line[1:].strip()}" if line.startswith(ITEM) else line for line in lines]),
        tuple(line[1:].strip() for line in lines) if whole else (),
        ordered=whole and reader.numbered and not reader.bulleted,
        media=media + reader.media,
    )


def _lines(text: str) -> str:
    """In HTML, a line's end is a space."""
    return " ".join(text.split())


@dataclass
class _Reader(HTMLParser):
    parts: list[str] = field(default_factory=list)
    media: int = 0
    numbered: bool = False
    bulleted: bool = False
    unseen: list[str] = field(default_factory=list)
    """The elements that are open and not shown."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - no attribute is text
        self.media += tag in _MEDIA
        if tag in _UNSEEN:
            self.unseen.append(tag)
        if self.unseen:
            return
        self.numbered |= tag == "ol"
        self.bulleted |= tag == "ul"
        if tag in _BLOCKS or tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append(f"\n{ITEM}")
        elif tag in ("td", "th", "img"):
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _NO_END:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            while self.unseen and self.unseen.pop() != tag:
                pass
        elif not self.unseen and (tag in _BLOCKS or tag == "li"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data.replace("\r", " ").replace("\n", " "))
