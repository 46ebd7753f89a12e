"""Forms, cards and files for Hypothesis: what a person may type, and what may stand in a file."""

from __future__ import annotations

from hypothesis import strategies as st

from trainer.cards.form import CardForm, PointLine
from trainer.cards.labels import Label

LABELS = [f"{name}: " for label in Label for name in label.value if label not in (Label.ITEM, Label.STEP)]
SIGNS = [
    "- ",
    "1. ",
    "• ",
    "# ",
    "## ",
    "##",
    "### ",
    "---",
    " / ",
    "/",
    "[",
    "]",
    "(",
    ")",
    "*",
    ":",
    ", ",
    "\n",
    "\r\n",
]
ODD = ["<!--", "-->", "\t", "\x00", "\xa0", "\u2028", "\u200b", "\ud800", "é", "→", "Hnt: ", "Antwoordt: ", "Taal: nl"]
WORDS = ["een woord", "Petra", "vraag terug", "25", "ja", "doen", "[geven / helpen]", "(hoi / dag)", "x" * 300]

typed = st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS + ODD + LABELS) | st.text(max_size=6), max_size=5)
text = typed.map("".join)
texts = st.lists(text, max_size=3).map(tuple)

forms = st.builds(
    CardForm,
    question=text,
    scenes=texts,
    answer=text,
    items=texts,
    ordered=st.booleans(),
    how_many=text,
    accepted=text,
    refused=text,
    verdict=text,
    points=st.lists(st.builds(PointLine, text, st.booleans()), max_size=3).map(tuple),
    enough=text,
    models=texts,
    most_words=text,
    least_words=text,
    avoid=text,
    keep=text,
    hint=text,
    why=text,
    source=text,
    tags=text,
    level=text,
    just_before=text,
    id=text,
    loose=st.just(()),
)
"""Anything in any field."""

line = (
    text | st.tuples(st.sampled_from(LABELS), text).map("".join) | st.tuples(st.sampled_from(SIGNS), text).map("".join)
)
heading = st.tuples(st.sampled_from(["## ", "## ", "##", "# "]), text).map("".join)
decks = st.lists(heading | line | line | st.just(""), max_size=16).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
)
"""Text of a file with cards, labels and comments anywhere."""
