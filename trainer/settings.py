"""The learner's settings: a small TOML file that may be edited by hand.

A setting that cannot be used falls back to its default and is named; the file itself is left as it was. Saving keeps
the file's comments and anything in it that is not ours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from pathlib import Path
from typing import Any, Literal, TypeAlias

from trainer.days import DAY_START
from trainer.i18n import LANGUAGES, Language, Message, TrainerError, cause, language_of, message

Limit: TypeAlias = Literal["minutes", "cards"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its default."""

    language: Language = "en"
    """The interface's language."""
    theme: str = "trainer-dark"
    """One of our themes or of Textual's."""
    decks: tuple[str, ...] | None = None
    """The chosen decks' keys; None: all in the interface's language, and the learner's own."""
    limit: Limit = "minutes"
    """What a session's length is measured in."""
    minutes: int = 5
    """A session's length in minutes, 1..120."""
    cards: int = 20
    """A session's length in cards, 1..500."""
    new_per_day: int = 3
    """New cards a day, 0..100."""
    new_until_due: int = 20
    """No new cards on a day when more than this many are due, 0..1000."""
    retention: float = 0.9
    """Desired retention: the chance to know a card when it is asked, 0.7..0.97."""
    day_start: time = DAY_START
    """When the study day starts, local time."""
    reduced_motion: bool = False
    """No animation and no blinking."""


RANGES: Mapping[str, tuple[float, float]] = {
    "minutes": (1, 120),
    "cards": (1, 500),
    "new_per_day": (0, 100),
    "new_until_due": (0, 1000),
    "retention": (0.7, 0.97),
}
CHOICES: Mapping[str, tuple[str, ...]] = {"language": LANGUAGES, "limit": ("minutes", "cards")}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force, and what was wrong with the file."""

    settings: Settings
    problems: tuple[Message, ...] = field(default=())
    first_run: bool = False
    """There was no file."""


class SettingsError(TrainerError):
    """The settings could not be saved, or a value does not fit."""


def load(path: Path, environ: Mapping[str, str]) -> Loaded:
    """Read the settings; the interface's language is the system's until one is chosen. Never raises."""
    defaults = Settings(language=language_of(environ))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Loaded(defaults, first_run=True)
    except (OSError, UnicodeDecodeError):
        return Loaded(defaults, (message("settings.unreadable", path=str(path)),))
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also 5 000 digits, or 5 000 brackets
        return Loaded(defaults, (message("settings.not_toml", path=str(path), error=str(error)),))
    chosen: dict[str, Any] = {}
    problems: list[Message] = []
    for name, given in table.items():
        if name not in NAMES:
            if meant := _meant(name):
                problems.append(message("settings.unknown", path=str(path), name=name, meant=meant))
            continue
        try:
            chosen[name] = checked(name, given)
        except SettingsError as error:
            problems.append(message("settings.default_used", path=str(path), what=error.message))
    return Loaded(replace(defaults, **chosen), tuple(problems))


NAMES = frozenset(f.name for f in fields(Settings))


def _meant(name: str) -> str | None:
    """The setting that someone may have wanted to write; None where it looks like none: then it is not ours."""
    from difflib import get_close_matches  # 3 ms that only a strange name costs

    near = get_close_matches(name.casefold(), sorted(NAMES), n=1, cutoff=0.8)  # minuts 0.92; color beside cards 0.6
    return near[0] if near else None


def checked(name: str, given: object) -> Any:  # noqa: ANN401 -- one of the fields' types
    """The value for a setting, from what a file or a form holds. Raises SettingsError with the range or the choices."""
    if name in CHOICES:
        if given not in CHOICES[name]:
            raise SettingsError("settings.choose", name=name, given=str(given), choices=", ".join(CHOICES[name]))
        return given
    if name in RANGES:
        return _number(name, given)
    if name == "day_start":
        return _time(name, given)
    if name == "decks":
        if given is None:
            return None
        if isinstance(given, list | tuple) and all(isinstance(key, str) for key in given):
            return tuple(given)
        raise SettingsError("settings.decks", name=name, given=str(given))
    if name == "reduced_motion" and not isinstance(given, bool):
        raise SettingsError("settings.choose", name=name, given=str(given), choices="true, false")
    if name == "theme" and not isinstance(given, str):
        raise SettingsError("settings.text", name=name, given=str(given))
    return given


def _number(name: str, given: object) -> float:
    low, high = RANGES[name]
    whole = name != "retention"
    try:
        # In a text a comma may stand for the point; in a whole number either would be a doubt about thousands.
        number = int(given) if whole and isinstance(given, str) else float(str(given).replace(",", "."))
    except ValueError:
        number = float("nan")
    if isinstance(given, bool) or not low <= number <= high or (whole and number != int(number)):
        raise SettingsError("settings.range", name=name, given=str(given), low=f"{low:g}", high=f"{high:g}")
    return int(number) if whole else number


def _time(name: str, given: object) -> time:
    if isinstance(given, time):
        return time(given.hour, given.minute)
    try:
        hour, sign, minute = str(given).strip().replace(".", ":").partition(":")
        if sign and len(minute) != 2:
            raise ValueError(given)
        return time(int(hour), int(minute or 0))
    except (ValueError, OverflowError):
        raise SettingsError("settings.time", name=name, given=str(given)) from None


def save(path: Path, settings: Settings, before: Settings | None = None) -> None:
    """Write the settings, private to their owner and whole or not at all. Raises SettingsError.

    Only what differs from `before`: what a hand or another trainer has written meanwhile stays. None: all of them.
    """
    import tomlkit

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        document = tomlkit.document()
    except OSError as error:
        raise SettingsError("settings.not_saved", path=str(path), why=cause(error)) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise SettingsError("settings.not_toml", path=str(path), error=str(error)) from error
    for f in fields(Settings):
        value = getattr(settings, f.name)
        if before is not None and value == getattr(before, f.name):
            continue
        if value is None:
            document.pop(f.name, None)
        elif isinstance(value, time):
            document[f.name] = value.strftime("%H:%M")
        else:
            document[f.name] = list(value) if isinstance(value, tuple) else value
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(path.resolve(), tomlkit.dumps(document))  # where it is a link, it stays one
    except OSError as error:
        raise SettingsError("settings.not_saved", path=str(path), why=cause(error)) from error


def _replace(path: Path, text: str) -> None:
    import tempfile  # 4 ms that only saving needs

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # made 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
