"""What stands on every screen, cell by cell, beside what stood there when a person last looked at it.

The goldens are plain text: colours are held by the contrast test, and a new version of Textual that draws the same
letters breaks nothing. After a change that is meant: `UPDATE_GOLDENS=1 pytest tests/tui/test_goldens.py`, look at the
difference, and make the pictures anew.
"""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

import pytest

from screenshots.make import SHOTS, Shot, learner, take
from trainer.i18n import Language

GOLDENS = Path(__file__).with_name("goldens")
CELL = (12.2, 24.4)
TEXT = re.compile(r'<text class="terminal-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def text_of(svg: str) -> str:
    """The letters of a screen that Textual exported, line by line."""
    rows: dict[int, str] = {}
    for x, y, run in TEXT.findall(svg):
        row, column = round((float(y) - 20) / CELL[1]), round(float(x) / CELL[0])
        rows[row] = rows.get(row, "").ljust(column) + html.unescape(run).replace("\N{NO-BREAK SPACE}", " ").rstrip("\n")
    return "\n".join(rows.get(row, "").rstrip() for row in range(max(rows) + 1)) + "\n"


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
@pytest.mark.parametrize(
    ("language", "size"), [("nl", (80, 24)), ("nl", (40, 15)), ("nl", (120, 40)), ("en", (80, 24))]
)
async def test_every_screen_stands_as_it_was_last_looked_at(
    shot: Shot, language: Language, size: tuple[int, int]
) -> None:
    with learner(language, "dark", practised=not shot.newcomer) as desk:
        seen = text_of(await take(shot, desk, size))
    golden = GOLDENS / f"{language}-{size[0]}x{size[1]}" / f"{shot.name}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(seen, encoding="utf-8")
    assert seen == golden.read_text(encoding="utf-8")
