"""A screen's SVG as a PNG, because GitHub shows an SVG without its fonts.

Needs rsvg-convert and Fira Code: on Debian, `apt-get install librsvg2-bin fonts-firacode`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

FONTS = Path(__file__).with_name("fonts.conf")


def to_png(svg: Path, png: Path) -> None:
    """Draw the SVG that Textual exported. Exits with a sentence when it cannot."""
    if not shutil.which("rsvg-convert"):
        raise SystemExit(
            f"{png.name}: rsvg-convert is not installed — on Debian, install librsvg2-bin and fonts-firacode."
        )
    done = subprocess.run(
        ["rsvg-convert", "--zoom", "1", "--output", str(png)],
        input=as_librsvg_needs_it(svg.read_text(encoding="utf-8")),
        encoding="utf-8",
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{svg.name}: rsvg-convert could not draw it: {done.stderr.strip()}")


def as_librsvg_needs_it(svg: str) -> str:
    """Cure what librsvg does otherwise than a browser, so that every character stands in its cell."""
    # It trims the no-break spaces that Textual pads with.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    # It ignores textLength. Fira Code is 0.6154 em wide here: 19.825 px makes a cell of Textual's 12.2 px.
    return svg.replace("font-size: 20px", "font-size: 19.825px")
