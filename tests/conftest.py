"""What every test stands on: nothing of the machine it runs on, and the same examples every time."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import settings

# Without a deadline, because a busy machine is not a failure.
settings.register_profile("trainer", derandomize=True, deadline=None)
settings.load_profile("trainer")

# Textual reads these once, when it is first imported: before any fixture could take them away.
for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[name]


@pytest.fixture(autouse=True)
def own_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Homes, language, terminal and time zone are the test's own, also for the processes that it starts."""
    home = tmp_path / "home"  # not made: who needs it makes it, as on a new machine
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("TRAINER_HOME", str(home / "trainer"))
    for name in [name for name in os.environ if name.startswith("LC_")]:
        monkeypatch.delenv(name)
    for name in ("LANG", "LC_ALL"):
        monkeypatch.setenv(name, "C")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    # Amsterdam's rules written out: the name alone silently means UTC where no zone files are installed.
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    if hasattr(time, "tzset"):  # Windows has none
        time.tzset()
