"""Every sentence that a person reads, in Dutch and English.

A catalogue is a folder locale/<language>/ with a module for each room. The key's first part names the module, so that
`trainer due` reads one small file. An entry is a template for str.format, or a pair (one, other) chosen by the value n.
"""

from __future__ import annotations

import errno
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeAlias, cast

Language: TypeAlias = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
Entry: TypeAlias = str | tuple[str, str]
Value: TypeAlias = "str | int | float | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence still to be said: which one, and what stands in it. A value may itself be a message."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


def message(key: str, /, **values: Value) -> Message:
    return Message(key, values)


class TrainerError(Exception):
    """Something a user can cause or mend; its message says what, where, and what to do."""

    def __init__(self, key: str, /, **values: Value) -> None:
        super().__init__(key)
        self.message = Message(key, values)

    def __str__(self) -> str:
        return Catalog("en").say(self.message)


CAUSES: Mapping[int, str] = {
    errno.ENOSPC: "system.full",
    errno.EFBIG: "system.full",
    errno.EDQUOT: "system.quota",
    errno.EROFS: "system.read_only",
    errno.EACCES: "system.permission",
    errno.EPERM: "system.permission",
    errno.ENOENT: "system.gone",
    errno.ENOTDIR: "system.not_a_folder",
    errno.EISDIR: "system.a_folder",
    errno.EIO: "system.broken",
}


def cause(error: OSError) -> Message:
    """What the system would not do and what helps, by its number: its own words are in its own language."""
    return Message(CAUSES.get(error.errno or 0, "system.other"), {"number": error.errno or 0})


@cache
def entries(language: Language, room: str) -> Mapping[str, Entry]:
    """The sentences of one room, by the key's second part."""
    module = importlib.import_module(f"trainer.locale.{language}.{room}")
    return cast("Mapping[str, Entry]", module.MESSAGES)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The sentences in one language: t("today.due", n=3)."""

    language: Language

    def __call__(self, key: str, /, **values: Value) -> str:
        room, _, name = key.partition(".")
        entry = entries(self.language, room)[name]
        if isinstance(entry, tuple):
            entry = entry[0] if values.get("n") == 1 else entry[1]
        said = {k: self.say(v) if isinstance(v, Message) else v for k, v in values.items()}
        return entry.format(**said) if said else entry.format()

    def say(self, message: Message) -> str:
        return self(message.key, **message.values)


def language_of(environ: Mapping[str, str]) -> Language:
    """The system's language, from LC_ALL, LC_MESSAGES or LANG; English where it is neither of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            return "nl" if locale.lower().startswith("nl") else "en"
    return "en"
