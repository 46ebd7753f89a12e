"""A question that is asked by saying so."""

from __future__ import annotations

import pytest

from trainer.grading.reading import read
from trainer.grading.structure import indirect
from trainer.i18n import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I wonder how you got here", "en"),
        ("Ik ben benieuwd hoe jij hier komt", "nl"),
        ("Hoi, ik ben Jan. Ik vraag me af hoe jij hier komt.", "nl"),
        ("Ik vroeg me af wat je doet", "nl"),
    ],
)
def test_wondering_aloud_may_ask(text: str, language: Language) -> None:
    assert indirect(read(text, language), language) is not None


def test_telling_how_it_is_asks_nothing() -> None:
    assert indirect(read("Ik werk hier en weet het", "nl"), "nl") is None
