"""Each mistake that an author makes, as a file of its own in Dutch and in English, through `trainer deck check`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]


class Row(NamedTuple):
    text: str
    line: int | None
    """None where nothing is to be said."""
    level: str = ""
    said: str = ""


NL, EN = "# Borrel\nTaal: nl\n", "# Drinks\nLanguage: en\n"
WIE, WHO = f"{NL}## Wie organiseert de borrel?\n", f"{EN}## Who organises the drinks?\n"
ZEG, SAY = f"{NL}## Wat zeg je?\n", f"{EN}## What do you say?\n"
LONG = "een twee drie vier vijf zes zeven acht negen"

TABLE = {
    "no answer": (
        Row(f"{WIE}Hint: zij\n", 3, "stop", "deze kaart heeft een vraag maar geen antwoord"),
        Row(f"{WHO}Hint: she\n", 3, "stop", "this card has a question but no answer"),
    ),
    "misspelt label": (
        Row(f"{WIE}Antwoordt: Petra\n", 4, "stop", "'Antwoordt:' ken ik niet — bedoel je 'Antwoord:'?"),
        Row(f"{WHO}Answr: Petra\n", 4, "stop", "I don't know 'Answr:' — did you mean 'Answer:'?"),
    ),
    "one hash": (
        Row(f"{WIE}Antwoord: Petra\n# Waar?\nAntwoord: hier\n", 5, "stop", "een tweede titel"),
        Row(f"{WHO}Answer: Petra\n# Where?\nAnswer: here\n", 5, "stop", "a second title"),
    ),
    "no space": (Row(f"{NL}##Wie?\nAntwoord: Petra\n", None), Row(f"{EN}##Who?\nAnswer: Petra\n", None)),
    "open gap": (
        Row(f"{NL}## Eerst [geven, dan nemen.\n", 3, "stop", "er staat een [ zonder ]"),
        Row(f"{EN}## First [give, then take.\n", 3, "stop", "there is a [ without a ]"),
    ),
    "open bracket": (
        Row(f"{ZEG}Moet: vraag terug ([vraag]\n", 4, "stop", "na 'vraag terug' staat een ( zonder )"),
        Row(f"{SAY}Must: asks back ([question]\n", 4, "stop", "after 'asks back' there is a ( without a )"),
    ),
    "empty label": (
        Row(f"{WIE}Antwoord:\n", 4, "stop", "achter 'Antwoord:' staat niets"),
        Row(f"{WHO}Answer:\n", 4, "stop", "there is nothing after 'Answer:'"),
    ),
    "stray line": (
        Row(f"{WIE}Antwoord: Petra\nzij is van de Kamer\n", 5, "warn", "deze regel heeft geen label"),
        Row(f"{WHO}Answer: Petra\nshe is with the Chamber\n", 5, "warn", "this line has no label"),
    ),
    "before the first card": (
        Row(f"{NL}Mijn aantekeningen\n## Wie?\nAntwoord: Petra\n", 3, "warn", "deze tekst staat vóór de eerste kaart"),
        Row(f"{EN}My notes\n## Who?\nAnswer: Petra\n", 3, "warn", "this text stands before the first card"),
    ),
    "question twice": (
        Row(f"{NL}## Wie?\nAntwoord: Petra\n## wie ?\nAntwoord: Jo\n", 5, "warn", "deze vraag staat ook op regel 3"),
        Row(f"{EN}## Who?\nAnswer: Petra\n## who ?\nAnswer: Jo\n", 5, "warn", "this question is also on line 3"),
    ),
    "number in letters": (
        Row(f"{ZEG}Punt: groet\nHooguit woorden: vijf\n", 5, "stop", "'Hooguit woorden:' wil een getal, zoals 25"),
        Row(f"{SAY}Point: greets\nWords at most: five\n", 5, "stop", "'Words at most:' wants a number, such as 25"),
    ),
    "another verdict": (
        Row(f"{NL}## Elke week?\nOordeel: misschien\nMoet: reden\n", 4, "stop", "bij 'Oordeel:' past 'doen' of"),
        Row(f"{EN}## Every week?\nVerdict: maybe\nMust: a reason\n", 4, "stop", "'Verdict:' goes with 'do' or"),
    ),
    "label twice": (
        Row(f"{WIE}Antwoord: Petra\nHint: zij\nHint: hij\n", 6, "warn", "tweede 'Hint:' op deze kaart"),
        Row(f"{WHO}Answer: Petra\nHint: she\nHint: he\n", 6, "warn", "a second 'Hint:' on this card"),
    ),
    "list too short": (
        Row(f"{NL}## Noem er vier.\n- een\n- twee\nAantal: 4\n", 6, "stop", "je vraagt om 4, maar er staan 2"),
        Row(f"{EN}## Name four.\n- one\n- two\nHow many: 4\n", 6, "stop", "you ask for 4, but there are 2"),
    ),
    "right and wrong": (
        Row(f"{WIE}Antwoord: Petra\nOok goed: Pé\nNiet goed: Pé\n", 6, "stop", "'Pé' staat bij Ook goed én bij Niet"),
        Row(f"{WHO}Answer: Petra\nAlso right: Pat\nNot right: Pat\n", 6, "stop", "'Pat' is under Also right and"),
    ),
    "given away": (
        Row(f"{WIE}Antwoord: Petra\nHint: Is het Petra?\n", 3, "warn", "de hint verklapt het antwoord ('Petra')"),
        Row(f"{WHO}Answer: Petra\nHint: Is it Petra?\n", 3, "warn", "the hint gives the answer away ('Petra')"),
    ),
    "example misses": (
        Row(f"{ZEG}Moet: vraag terug ([open vraag])\nVoorbeeld: Hallo.\n", 3, "warn", "dit voorbeeld mist"),
        Row(f"{SAY}Must: asks back ([open question])\nExample: Hello.\n", 3, "warn", "this example misses"),
    ),
    "example too long": (
        Row(f"{ZEG}Voorbeeld: dag aan jullie allen\nHooguit woorden: 2\n", 3, "warn", "het voorbeeld 'dag aan jullie"),
        Row(f"{SAY}Example: hello to you all\nWords at most: 2\n", 3, "warn", "the example 'hello to you all' has 4"),
    ),
    "fits always": (
        Row(f"{ZEG}Punt: een (één)\n", 3, "warn", "'één' telt als 'een' en past bijna altijd"),
        Row(f"{SAY}Point: one (an)\n", 3, "warn", "'an' fits nearly always"),
    ),
    "long answer": (
        Row(f"{WIE}Antwoord: {LONG}\n", 3, "warn", "lang antwoord (9 woorden)"),
        Row(f"{WHO}Answer: {LONG}\n", 3, "warn", "long answer (9 words)"),
    ),
    "yes or no": (
        Row(f"{NL}## Schrijf je meteen?\nAntwoord: ja\n", 3, "warn", "op deze vraag past alleen ja of nee"),
        Row(f"{EN}## Do you write at once?\nAnswer: yes\n", 3, "warn", "only yes or no answers this question"),
    ),
    "other encoding": (
        Row(f"{NL}## Wie?\nAntwoord: Zoë\n", 1, "note", "opgeslagen als Windows-1252"),
        Row(f"{EN}## Who?\nAnswer: Zoë\n", 1, "note", "saved as Windows-1252"),
    ),
    "mixed languages": (
        Row(f"{NL}## Wie?\nAnswer: Petra\nWhy: zo\nTags: wie\n", 2, "warn", "Taal: nl, maar de labels zijn Engels"),
        Row(
            f"{EN}## Who?\nAntwoord: Petra\nUitleg: so\nLabels: who\n",
            2,
            "warn",
            "Language: en, but the labels are Dutch",
        ),
    ),
    "unknown language": (
        Row("# Borrel\nTaal: ned\n## Wie?\nAntwoord: Petra\n", 2, "stop", "taal 'ned' ken ik niet"),
        Row("# Drinks\nLanguage: eng\n## Who?\nAnswer: Petra\n", 2, "stop", "I don't know the language 'eng'"),
    ),
}
"""The rows of the house's list of authors' mistakes, Dutch and English."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_mistake_in_a_file_of_its_own_is_named_with_its_line(tmp_path: Path, language: str) -> None:
    rows = {name.replace(" ", "-"): pair[language == "en"] for name, pair in TABLE.items()}
    for name, row in rows.items():
        data = row.text.encode("cp1252" if name == "other-encoding" else "utf-8")
        (tmp_path / f"{name}.md").write_bytes(data)
    command = [sys.executable, "-m", "trainer", "--lang", language, "deck", "check", "--json", str(tmp_path)]
    environ = {**os.environ, "TRAINER_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, env=environ, cwd=ROOT, timeout=60, check=False)
    found = {Path(deck["path"]).stem: deck["problems"] for deck in json.loads(done.stdout)}
    assert done.returncode == 1
    assert found.keys() == rows.keys()
    for name, row in rows.items():
        first = [(p["line"], p["level"], p["message"][: len(row.said)]) for p in found[name]][:1]
        wanted = [] if row.line is None else [(row.line, row.level, row.said)]
        assert (name, first) == (name, wanted)
