"""What was left out of what was brought in, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.i18n import Message, message

REASONS = (
    "media",  # pictures and sounds of cards that came in
    "media_card",  # cards without any text
    "question",
    "answer",
    "gap",
    "long",
    "damaged",
    "twice",
    "forgotten",  # answers from before a card was made new again
    "practice",  # answers that did not count
    "many",  # the oldest answers of a card that has more than can be
    "late",  # answers from the future
    "same_id",  # Ids that another card had before
)
"""In the order in which they are told."""
EXAMPLE = "example"
"""Beside those: answers that nobody types literally."""


def left_out(lost: Mapping[str, int]) -> tuple[Message, ...]:
    """A sentence for each reason; nothing that was left out goes without one, nor an answer that became an example."""
    left = (message(f"bring.left_{reason}", n=lost[reason]) for reason in REASONS if lost.get(reason))
    turned = lost.get(EXAMPLE, 0)
    return (*left, *((message("bring.as_examples", n=turned),) if turned else ()))
