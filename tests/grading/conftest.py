"""Cards for the judge, made on the spot."""

from __future__ import annotations

from typing import Protocol

import pytest

from trainer.cards.model import Answer, Card, CardKey
from trainer.grading.judge import judge
from trainer.grading.model import Judgement, Wordings
from trainer.i18n import Language


class Ask(Protocol):
    """Judge a text for an answer, without a deck around it."""

    def __call__(
        self,
        answer: Answer,
        typed: str,
        *,
        prompt: str = ...,
        language: Language = ...,
        wordings: Wordings = ...,
    ) -> Judgement: ...


def card(answer: Answer, prompt: str = "Vraag?", language: Language = "nl", key: str = "own/test#1") -> Card:
    return Card(CardKey(key), "own/test", language, (prompt,), answer)


@pytest.fixture
def ask() -> Ask:
    def asked(
        answer: Answer,
        typed: str,
        *,
        prompt: str = "Vraag?",
        language: Language = "nl",
        wordings: Wordings = Wordings(),  # noqa: B008 - frozen
    ) -> Judgement:
        return judge(card(answer, prompt, language), typed, wordings=wordings)

    return asked
