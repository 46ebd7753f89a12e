"""Readiness drawn in block characters: a gauge for now, a curve from today to the event."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TypeAlias

from textual.content import Content

EIGHTHS = " ▁▂▃▄▅▆▇█"
Course: TypeAlias = Sequence[tuple[float, float]]
"""Moments, in order, each with a share, 0..1."""
SOLID, GAIN, REST = "█", "▒", "░"
"""What stays without practice, what practice adds, and what is missing: told apart without colour, too."""
HATCHED = "$text-success 50%"
"""What GAIN looks like from afar, for an edge within a cell."""
FULL = 15 / 16
"""From here on the nearest eighth is the whole cell."""


def gauge(without: float, practised: float, width: int) -> Content:
    """Two shares, 0..1, in one bar: what stays, and what practice adds."""
    solid = round(min(max(without, 0.0), 1.0) * width)
    gain = max(0, round(min(max(practised, 0.0), 1.0) * width) - solid)
    return Content.assemble(
        (SOLID * solid, "$text-accent"),
        (GAIN * gain, "$text-success"),
        (REST * (width - solid - gain), "$text-disabled"),
    )


def curve(without: Course, practised: Course, width: int, height: int) -> list[Content]:
    """Two courses of a share over the same time: what stays as a solid area, what practice adds above it.

    The top line first. The time is stretched to the width.
    """
    low, high = stretched(without, width), stretched(practised, width)
    rows = []
    for row in range(height - 1, -1, -1):
        cells = [cell(a * height - row, max(a, b) * height - row) for a, b in zip(low, high, strict=True)]
        rows.append(Content.assemble(*cells))
    return rows


def row_of(share: float, height: int) -> int:
    """The line of a curve, from the top, in which a share ends."""
    return height - 1 - min(max(ceil(share * height) - 1, 0), height - 1)


def stretched(course: Course, width: int) -> list[float]:
    """The share at so many moments, equally far apart, straight between the points of the course."""
    first, last = course[0][0], course[-1][0]
    found, n = [], 0
    for column in range(width):
        at = first + column * (last - first) / max(1, width - 1)
        while n + 1 < len(course) - 1 and course[n + 1][0] <= at:
            n += 1
        (start, share), (end, following) = course[n], course[min(n + 1, len(course) - 1)]
        along = (at - start) / (end - start) if end > start else 1.0
        found.append(share + (following - share) * min(max(along, 0.0), 1.0))
    return found


def cell(solid: float, gained: float) -> tuple[str, str]:
    """One place of the chart: how far the areas fill it, below 0 or above 1 where they end elsewhere."""
    if solid >= FULL:
        return SOLID, "$text-accent"
    if eighths := round(max(solid, 0.0) * 8):
        # A place has two colours: where both areas end in it, what is gained goes to the nearest line.
        return EIGHTHS[eighths], f"$text-accent on {HATCHED}" if gained - solid >= (1 - solid) / 2 else "$text-accent"
    if gained >= FULL:
        return GAIN, "$text-success"
    return EIGHTHS[round(max(gained, 0.0) * 8)], HATCHED
