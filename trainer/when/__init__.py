"""When an event is: from what a person writes to a moment or a repetition, and back to words."""

from trainer.when.model import MAX_TEXT, When, WhenError
from trainer.when.repeat import next_occurrence
from trainer.when.resolve import understand
from trainer.when.said import day_said, rule_said, said, understood

__all__ = [
    "MAX_TEXT",
    "When",
    "WhenError",
    "day_said",
    "next_occurrence",
    "rule_said",
    "said",
    "understand",
    "understood",
]
