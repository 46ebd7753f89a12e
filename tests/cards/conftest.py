"""Decks are read from real files, as learners write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.cards.library import open_deck
from trainer.cards.model import Deck
from trainer.i18n import Language

Read = Callable[..., Deck]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Save a text as borrel.md and read it as the learner's own deck."""

    def read(text: str | bytes, language: Language = "nl", name: str = "borrel") -> Deck:
        path = tmp_path / f"{name}.md"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return open_deck(path, key=f"own/{name}", language=language, own=True)

    return read
