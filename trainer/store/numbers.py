"""The numbers of the lines that were seen, by device: what lies between them was lost, or has not arrived yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Spans: TypeAlias = list[list[int]]
"""From..to, in order, with gaps between; a file that arrives late fills its gap."""


class Numbers:
    """They count from 1, each device its own."""

    def __init__(self, spans: dict[str, Spans] | None = None) -> None:
        self.spans = spans or {}

    def add(self, device: str, first: int, last: int) -> None:
        spans = self.spans.setdefault(device, [])
        if spans and spans[-1][1] + 1 == first:
            spans[-1][1] = last
            return
        joined: Spans = []
        for start, end in sorted([*spans, [first, last]]):
            if joined and start <= joined[-1][1] + 1:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        spans[:] = joined

    def join(self, others: Mapping[str, Spans]) -> None:
        for device, spans in others.items():
            for first, last in spans:
                self.add(device, first, last)

    def last(self, device: str) -> int:
        """0 where there is none."""
        spans = self.spans.get(device)
        return spans[-1][1] if spans else 0

    def count(self) -> int:
        return sum(last - first + 1 for spans in self.spans.values() for first, last in spans)

    def has_others(self, device: str) -> bool:
        """Whether lines of other devices than this one were seen; its own first one may be on its way."""
        return len(self.spans) > (device in self.spans)

    def gaps(self) -> set[tuple[str, int, int]]:
        """Device, first and last of the numbers that are missing."""
        return {
            (device, before[1] + 1, after[0] - 1)
            for device, spans in self.spans.items()
            for before, after in zip([[0, 0], *spans], spans, strict=False)
            if before[1] + 1 < after[0]
        }
