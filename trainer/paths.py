"""Where the trainer keeps its files.

TRAINER_HOME puts everything under one folder; otherwise each system's own places are used. The bundled decks lie inside
the installed package, or beside it in a checkout.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP = "networking-trainer"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one learner."""

    data: Path
    """The history: a folder that only the store writes in."""
    settings: Path
    """The settings file, TOML."""
    decks: Path
    """The learner's own decks."""
    bundled: Path
    """The decks that come with the trainer; read only."""

    @property
    def backups(self) -> Path:
        """Where backups go by themselves: beside the history, so that they outlive it."""
        return self.data.parent / "backups"

    @property
    def pages(self) -> Path:
        """Where the pages to take along are saved: beside the learner's own decks."""
        return self.decks.parent / "pages"


def find_paths(environ: Mapping[str, str]) -> Paths:
    """The paths that hold for this environment; nothing is created."""
    package = Path(__file__).parent
    installed = package / "decks"
    bundled = installed if installed.is_dir() else package.parent / "decks"
    if home := environ.get("TRAINER_HOME"):
        root = Path(os.path.expanduser(home)).absolute()  # noqa: PTH111 -- Path's own fails on "~nobody"
        return Paths(root / "data", root / "settings.toml", root / "decks", bundled)
    import platformdirs

    data = Path(platformdirs.user_data_dir(APP, appauthor=False))
    config = Path(platformdirs.user_config_dir(APP, appauthor=False))
    return Paths(data / "history", config / "settings.toml", data / "decks", bundled)


def downloads() -> Path:
    """Where this system puts what is fetched; the home folder where there is no such place."""
    import platformdirs

    found = platformdirs.user_downloads_path()
    return found if found.is_dir() else Path.home()


def around() -> tuple[Path, ...]:
    """Where a learner's files may be: what was fetched, the home folder, and where the program was started."""
    found = []
    for place in (downloads, Path.home, Path.cwd):
        try:
            found.append(place())
        except (OSError, RuntimeError):  # no such folder any more, or nobody's home
            continue
    return tuple(dict.fromkeys(found))


def shown(path: Path) -> str:
    """A path as people write it: "~" for their home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or nobody's home
        return str(path)
