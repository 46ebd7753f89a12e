"""A few trials of each kind; thousands with TRAINER_TRIALS=1000, or by the laboratory's own command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRIALS = int(os.environ.get("TRAINER_TRIALS", "25"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the laboratory forks its writers")
@pytest.mark.parametrize("kind", ["killed", "two-writers", "full-disk", "damaged", "power-cut"])
def test_nothing_acknowledged_is_lost_and_nothing_invented(kind: str, tmp_path: Path) -> None:
    # A trial of power-cut looks at twenty disks.
    trials = max(1, TRIALS // 10) if kind == "power-cut" else TRIALS
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.laboratory", kind, str(trials)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == f"{kind}: {trials} trials, 0 wrong\n"
