"""Readiness drawn in block characters: a gauge for now, a curve from today to the event."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

EIGHTHS = " ▁▂▃▄▅▆▇█"
SOLID, GAIN, REST = "█", "▒", "░"
"""What stays without practice, what practice adds, and what is missing: told apart without colour, too."""


def gauge(without: float, practised: float, width: int) -> Content:
    """Two shares, 0..1, in one bar: what stays, and what practice adds."""
    solid = round(min(max(without, 0.0), 1.0) * width)
    gain = max(0, round(min(max(practised, 0.0), 1.0) * width) - solid)
    return Content.assemble(
        (SOLID * solid, "$text-accent"),
        (GAIN * gain, "$text-success"),
        (REST * (width - solid - gain), "$text-disabled"),
    )


def curve(without: Sequence[float], practised: Sequence[float], width: int, height: int) -> list[Content]:
    """Two courses of a share, 0..1, over the same time: what stays as a solid area, what practice adds above it.

    The top line first. The courses are stretched to the width.
    """
    low, high = stretched(without, width), stretched(practised, width)
    rows = []
    for row in range(height - 1, -1, -1):
        cells = [cell(a * height - row, max(a, b) * height - row) for a, b in zip(low, high, strict=True)]
        rows.append(Content.assemble(*cells))
    return rows


def stretched(course: Sequence[float], width: int) -> list[float]:
    """The course at so many places, straight between its points."""
    if len(course) == 1:
        return list(course) * width
    found = []
    for column in range(width):
        at = column * (len(course) - 1) / max(1, width - 1)
        n = min(int(at), len(course) - 2)
        found.append(course[n] + (course[n + 1] - course[n]) * (at - n))
    return found


def cell(solid: float, gained: float) -> tuple[str, str]:
    """One place of the chart: how far the areas fill it, below 0 or above 1 where they end elsewhere."""
    if solid >= 1:
        return SOLID, "$text-accent"
    if gained >= 1:
        return (GAIN, "$text-success") if solid < 0.5 else (SOLID, "$text-accent")
    if solid > 0 and gained - solid < 0.5:
        return EIGHTHS[round(solid * 8)], "$text-accent"
    return (GAIN, "$text-success") if gained >= 0.5 else (" ", "")
