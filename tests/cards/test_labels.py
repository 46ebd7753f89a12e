from __future__ import annotations

import subprocess
import sys

import pytest

from trainer.cards.labels import LONGEST, Label, guess, spelling


@pytest.mark.parametrize("label", [label for label in Label if label not in (Label.ITEM, Label.STEP)])
def test_every_label_is_understood_in_both_languages(label: Label) -> None:
    for name in label.value:
        for written in (name, name.upper(), name.lower(), f" {name} "):
            found = spelling(written)
            assert found
            assert found.label is label


def test_no_two_labels_share_a_name() -> None:
    names = [name for label in Label for name in {*label.value}]
    assert len(names) == len(set(names))
    assert max(map(len, names)) < LONGEST


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Antwoordt", "Antwoord"),
        ("Answr", "Answer"),
        ("Hnt", "Hint"),
        ("Hitn", "Hint"),
        ("Punten", "Punt"),
        ("Vlak voor", "Vlak vooraf"),
        ("Word at most", "Words at most"),
        ("**Antwoord", "Antwoord"),
    ],
)
def test_a_slip_is_recognised(typed: str, meant: str) -> None:
    assert guess(typed) == meant


@pytest.mark.parametrize("speaker", ["Kees", "David", "Ida", "Wim", "Iemand zegt", "De ander", "Jij", "x" * 5000])
def test_a_speaker_in_a_question_is_no_slip(speaker: str) -> None:
    assert guess(speaker) is None


def test_reading_decks_does_not_load_the_matcher() -> None:
    program = "import sys, trainer.cards.library; print('rapidfuzz' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
