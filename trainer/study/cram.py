"""The minutes just before a meeting, block by block: lines first, then what is short, then the page.

The times are those of a quarter of an hour; a shorter one leaves blocks out. What comes first is what helps most, so
that one who runs out of time has the lines. A block that no longer fits is passed over, nothing new is asked in the
last two minutes, and the page, on which nothing can fail, comes last and stays. Who goes back to change a line comes
out again where they were, not at the blocks between.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from trainer.cards.model import Card, CardKey
from trainer.study.roles import Role

LENGTHS = (2, 5, 10, 15)
"""How many minutes it can take."""
USUAL = 15
NOTHING_NEW = timedelta(minutes=2)
"""Before the end: what is met for the first time then is not known at the door, and unsettles."""
PAGE_SECONDS = 60.0
"""The least that is kept for the page."""
QUICK_CARDS: Mapping[int, int] = {10: 5, 15: 8}
"""How many different short cards the quick round asks, by the minutes there are."""
QUICK_SECONDS = 22.0
"""For one of them, asked again now and then."""
EDITED_SECONDS = 70.0
"""For a line that is only changed and said aloud, in the five minutes that leave no time to recall it first."""
QUICK_REPEATS = 2
"""How often a missed card comes back in the quick round, at most."""


class Part(StrEnum):
    """What a block is."""

    GOAL = "goal"
    LINE = "line"
    """A line to have ready: typed, kept, said aloud."""
    QUICK = "quick"
    """Short cards in a row."""
    NERVES = "nerves"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the minutes."""

    part: Part
    seconds: float
    """How long it is meant to take."""
    role: Role | None = None
    card: Card | None = None
    """The card whose line is made ready; None where the block needs none."""


CHANGED_AGAIN = (Part.GOAL, Part.LINE)
"""The blocks that one can go back to: what was asked in the quick round has been answered."""
RECALLS = 10
"""From how many minutes on a line that was kept is typed from memory before it is shown."""
_PROGRAMME: tuple[tuple[Part, Role | None, float, int], ...] = (
    (Part.GOAL, None, 30, 15),
    (Part.LINE, Role.BEGIN, 120, 5),
    (Part.LINE, Role.WHAT_I_DO, 120, 5),
    (Part.LINE, Role.GOODBYE, 120, 5),
    (Part.LINE, Role.ASK, 60, 10),
    (Part.LINE, Role.OFFER, 60, 15),
    (Part.QUICK, None, 0, 10),
    (Part.LINE, Role.IF_THEN, 60, 15),
    (Part.LINE, Role.REFRAME, 60, 15),
    (Part.NERVES, Role.NERVES, 20, 15),
    (Part.PAGE, None, PAGE_SECONDS, 2),
)
"""Part, moment, seconds, and from how many minutes on it is there; the quick round's seconds go by its cards."""


def programme(minutes: int, cards: Mapping[Role, Card], *, quick: bool) -> tuple[Block, ...]:
    """The blocks for so many minutes, in order; `quick` says whether there are short cards to ask."""

    def long(part: Part, seconds: float) -> float:
        if part is Part.QUICK:
            return QUICK_SECONDS * QUICK_CARDS[minutes]
        return seconds if part is not Part.LINE or minutes >= RECALLS else EDITED_SECONDS

    return tuple(
        Block(part, long(part, seconds), role, cards.get(role) if role else None)
        for part, role, seconds, least in _PROGRAMME
        if minutes >= least and (part is not Part.LINE or role in cards) and (part is not Part.QUICK or quick)
    )


class Cram:
    """The minutes as they pass."""

    def __init__(
        self,
        blocks: Sequence[Block],
        *,
        now: datetime,
        minutes: int,
        begins: datetime | None = None,
        met: Collection[CardKey] = (),
    ) -> None:
        """`begins` is when the meeting begins: practice has stopped by then; `met` are the cards that are not new."""
        assert blocks[-1].part is Part.PAGE
        self.blocks = tuple(blocks)
        self._met = met
        self.minutes = minutes
        end = now + timedelta(minutes=minutes)
        self.ends = end if begins is None or begins <= now else min(end, begins)
        self._place = 0
        self._skip(now)
        self._seen = [self._place]
        """The places of the blocks so far, without those that were passed over for want of time."""

    @property
    def block(self) -> Block:
        return self.blocks[self._place]

    @property
    def place(self) -> int:
        """Which block it is, from 1."""
        return self._place + 1

    def seconds_left(self, now: datetime) -> float:
        """Until practice ends, 0 or more."""
        return max(0.0, (self.ends - now).total_seconds())

    def quick_until(self, now: datetime) -> datetime:
        """When the quick round that begins now must end: in time for the page."""
        return min(now + timedelta(seconds=self.block.seconds), self.ends - timedelta(seconds=PAGE_SECONDS))

    @property
    def new_until(self) -> datetime:
        """From here on nothing is asked that was never asked before."""
        return self.ends - NOTHING_NEW

    def on(self, now: datetime) -> Block:
        """The next block for which there is time; the page when there is none, and for ever after.

        After going back it is the one that was left, whether or not there is time for another like it.
        """
        if self._place < self._seen[-1]:
            self._place = self._seen[-1]
        elif self.block.part is not Part.PAGE:
            self._place += 1
            self._skip(now)
            self._seen.append(self._place)
        return self.block

    @property
    def goes_back(self) -> bool:
        """Whether there is a block before this one to go back to."""
        return self._before() is not None

    def back(self) -> Block:
        """The block before this one that can be changed; this one where there is none."""
        self._place = self._place if (before := self._before()) is None else before
        return self.block

    def _before(self) -> int | None:
        before = (place for place in reversed(self._seen) if place < self._place)
        return next((place for place in before if self.blocks[place].part in CHANGED_AGAIN), None)

    def _skip(self, now: datetime) -> None:
        """Pass over what no longer fits, half of it must; and what is new, in the last two minutes."""
        left = self.seconds_left(now)
        while self.block.part is not Part.PAGE and (
            self.block.seconds / 2 > left - PAGE_SECONDS or (self._is_new(self.block) and now >= self.new_until)
        ):
            self._place += 1

    def _is_new(self, block: Block) -> bool:
        return block.part is Part.LINE and block.card is not None and block.card.key not in self._met
