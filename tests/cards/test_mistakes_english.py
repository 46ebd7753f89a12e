"""The same mistakes in a deck that is English from its first line to its last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trainer.cards.lint import lint
from trainer.cards.model import Deck, Level
from trainer.grading.check import check_answers
from trainer.i18n import Catalog

WHO, SAY = "## Who organises the drinks?\n", "## What do you say?\n"
GOOD = "\n## Where are the drinks?\nAnswer: upstairs\n"

MISTAKES = [
    (f"{WHO}Hint: she\n", 3, Level.STOP, "this card has a question but no answer"),
    (f"{WHO}Answr: Petra\n", 4, Level.STOP, "I don't know 'Answr:' — did you mean 'Answer:'?"),
    (f"{GOOD[1:]}# Who organises the drinks?\nAnswer: Petra\n", 5, Level.STOP, "a second title"),
    ("## First [give, then take.\n", 3, Level.STOP, "there is a [ without a ]"),
    (f"{SAY}Must: asks back ([question]\n", 4, Level.STOP, "after 'asks back' there is a ( without a )"),
    (f"{WHO}Answer:\n", 4, Level.STOP, "there is nothing after 'Answer:'"),
    (f"{WHO}Answer: Petra\nshe is with the Chamber\n", 5, Level.WARN, "this line has no label and is skipped"),
    (f"{SAY}Point: greets\nWords at most: twenty-five\n", 5, Level.STOP, "'Words at most:' wants a number, such as 25"),
    ("## Write every week?\nVerdict: maybe\nMust: a reason\n", 4, Level.STOP, "'Verdict:' goes with 'do' or 'don't'"),
    (f"{WHO}Answer: Petra\nHint: she\nHint: he\n", 6, Level.WARN, "a second 'Hint:' on this card"),
    ("## Name four.\n- one\n- two\n- three\nHow many: 4\n", 7, Level.STOP, "you ask for 4, but there are 3 answers"),
    (f"{WHO}Answer: Petra\nAlso right: Pat\nNot right: Pat\n", 6, Level.STOP, "'Pat' is under Also right and under"),
    (f"{WHO}Answer: Petra\nTaal: en\n", 5, Level.WARN, "'Taal:' does not go with a question with 'Answer:'"),
    (f"{WHO}Answer: Petra\nAntwoord: Petra\n", 5, Level.WARN, "a second 'Antwoord:' on this card"),
]
ADVICE = [
    ("## Who?\nAnswer: Petra\n## who ?\nAnswer: Pat\n", 5, "this question is also on line 3"),
    (f"{WHO}Answer: Petra\nHint: Is it Petra?\n", 3, "the hint gives the answer away ('Petra')"),
    (f"{SAY}Must: asks back ([open question])\nExample: Hello.\n", 3, "this example misses"),
    (f"{SAY}Example: hello to you all\nWords at most: 2\n", 3, "the example 'hello to you all' has 4 words"),
    (f"{SAY}Point: one (an)\n", 3, "'an' fits nearly always"),
    (f"{WHO}Answer: {'long ' * 9}\n", 3, "long answer (9 words)"),
    ("## Do you write at once?\nAnswer: yes\n", 3, "only yes or no answers this question"),
]


@pytest.mark.parametrize(("text", "line", "level", "said"), MISTAKES)
def test_a_mistake_is_named_with_its_line(
    read: Callable[[str], Deck], text: str, line: int, level: Level, said: str
) -> None:
    deck = read(f"# Drinks\nLanguage: en\n{text}{GOOD}")
    (problem,) = deck.problems
    assert (problem.line, problem.level) == (line, level)
    assert Catalog("en").say(problem.message).startswith(said)
    assert "Where are the drinks?" in {card.prompt for card in deck.cards}


@pytest.mark.parametrize(("text", "line", "said"), ADVICE)
def test_advice_is_given_at_the_line_of_the_card(read: Callable[[str], Deck], text: str, line: int, said: str) -> None:
    deck = read(f"# Drinks\nLanguage: en\n{text}")
    found = [(p.line, Catalog("en").say(p.message)) for p in (*lint(deck), *check_answers(deck))]
    assert deck.problems == ()
    assert [where for where, what in found if what.startswith(said)] == [line]
