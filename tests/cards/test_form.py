"""What a person fills in: whatever it is, it stands in the file as it will be read, or is refused in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.cards.forms import forms
from trainer.cards.encoding import clean
from trainer.cards.form import CardForm, PointLine, cleaned
from trainer.cards.formlines import FormError, entries_for, kind_of, lines_of, read_form, tidy
from trainer.cards.model import Kind
from trainer.cards.outline import sections
from trainer.i18n import LANGUAGES, Language


def back(text: str) -> CardForm:
    _, card = sections(clean(text))
    return read_form(card)


def signs(form: CardForm) -> list[str]:
    """Every letter and sign that is filled in."""
    return sorted(sign for entry in entries_for(cleaned(form)) for sign in entry.text if not sign.isspace())


@given(forms, st.sampled_from(LANGUAGES))
def test_what_is_written_reads_back_the_same_and_nothing_is_lost(form: CardForm, language: Language) -> None:
    try:
        wanted = tidy(form, language)
    except FormError as refused:
        allowed = refused.message.key in ("deck.blank", "deck.long_text")
        assume(allowed)
        return
    text = lines_of(form, language)
    assert clean(text) == text
    assert back(text) == wanted == tidy(wanted, language)
    assert signs(wanted) == signs(form)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("Wie?", "Wie?"),
        ("  Wie  \n\n\t komt er?  ", "Wie\nkomt er?"),
        ("## Wie?", "## Wie?"),
        ("Wat past?\n## dit", "Wat past? ## dit"),
        ("Wat past?\n- dit\n- dat", "Wat past? - dit - dat"),
        ("Vul aan:\nAntwoord: nee", "Vul aan: Antwoord: nee"),
        ("Vul aan:\nHnt: nee", "Vul aan: Hnt: nee"),
        ("Hier\n---\nen daar", "Hier ---\nen daar"),
        ("Wat is <!-- dit --> hier?", "Wat is <! -- dit --> hier?"),
        ("Wat is <!-- dit?", "Wat is <!-- dit?"),
        ("een\x00\u202etwee\xa0drie", "eentwee drie"),
    ],
)
def test_a_question_may_hold_anything(typed: str, stands: str) -> None:
    assert back(lines_of(CardForm(question=typed, answer="x"), "nl")).question == stands


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (CardForm("Wie?", answer="Antwoord: ## Petra"), "## Wie?\nAntwoord: Antwoord: ## Petra\n"),
        (CardForm("Wie?", answer="Petra\nof Truus"), "## Wie?\nAntwoord: Petra of Truus\n"),
        (CardForm("Wie?", answer="a", accepted="b\nc / d /"), "## Wie?\nAntwoord: a\nOok goed: b / c / d\n"),
        (CardForm("Wie?", answer="a", why="b\n\nc"), "## Wie?\nAntwoord: a\nUitleg: b\nUitleg: c\n"),
        (CardForm("Wie?", answer="a", tags="b,c ,,"), "## Wie?\nAntwoord: a\nLabels: b, c\n"),
        (CardForm("Noem.", items=("- a", "", "b\nc"), how_many="1"), "## Noem.\n- - a\n- b c\nAantal: 1\n"),
        (CardForm("Noem.", items=("a", "b"), ordered=True), "## Noem.\n1. a\n2. b\n"),
        (
            CardForm("Zeg.", points=(PointLine("a (b)"), PointLine("c", required=True))),
            "## Zeg.\nPunt: a (b)\nMoet: c\n",
        ),
    ],
)
def test_every_field_stands_on_as_many_lines_as_it_may_have(form: CardForm, lines: str) -> None:
    assert lines_of(form, "nl") == lines


def test_labels_are_in_the_language_of_the_deck() -> None:
    form = CardForm("Who?", answer="Petra", hint="she")
    assert lines_of(form, "en") == "## Who?\nAnswer: Petra\nHint: she\n"


def test_many_wordings_take_as_many_lines_as_they_need() -> None:
    wordings = " / ".join(f"wording {n} {'x' * 90}" for n in range(100))
    text = lines_of(CardForm("Wie?", answer="a", accepted=wordings), "nl")
    assert text.count("Ook goed: ") == 3
    assert back(text).accepted == wordings


@pytest.mark.parametrize(
    ("form", "field", "key"),
    [
        (CardForm("Wie?", answer="x" * 10_000), "answer", "deck.long_text"),
        (CardForm("x " * 10_000, answer="y"), "question", "deck.long_text"),
        (CardForm("Wie?", answer=" / "), "answer", "deck.blank"),
        (CardForm("Noem.", items=("/",)), "items", "deck.blank"),
        (CardForm("Wie?", answer="a", loose=("## En nu?",)), "loose", "deck.loose_heading"),
    ],
)
def test_what_cannot_stand_in_a_deck_is_refused(form: CardForm, field: str, key: str) -> None:
    with pytest.raises(FormError) as refused:
        lines_of(form, "nl")
    assert (refused.value.field, refused.value.message.key) == (field, key)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("## Wie?\nAntwoord:\nPetra\n", CardForm("Wie?", answer="Petra")),
        ("## Wie?\nAntwoordt: Petra\n", CardForm("Wie?", answer="Petra")),
        ("## Wie?\nAntwoord: a\nHint: b\nHint: c\n", CardForm("Wie?", answer="a", hint="b", loose=("Hint: c",))),
        ("## Wie?\nAntwoord: a\nHnt: b\nHint: c\n", CardForm("Wie?", answer="a", hint="c", loose=("Hnt: b",))),
        ("## Wie?\nAntwoord: a\nzomaar\nTaal: nl\n", CardForm("Wie?", answer="a", loose=("zomaar", "Taal: nl"))),
        ("## Wie?\nAntwoord: a\nOok goed: b / c\nook goed: d\n", CardForm("Wie?", answer="a", accepted="b / c / d")),
        ("##\nWie?\nkomt er?\n- a\n1. b\n", CardForm("Wie?\nkomt er?", items=("a", "b"))),
    ],
)
def test_a_mistake_in_the_file_is_put_where_it_was_meant(text: str, form: CardForm) -> None:
    assert back(text) == form


def test_a_line_that_stood_loose_goes_to_its_field_when_there_is_room() -> None:
    form = CardForm("Wie?", answer="a", hint="", loose=("Hint: c", "zomaar"))
    assert tidy(form, "nl") == CardForm("Wie?", answer="a", hint="c", loose=("zomaar",))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (CardForm("Wie?", answer="Petra"), Kind.TERM),
        (CardForm("Eerst [geven]."), Kind.CLOZE),
        (CardForm("Noem.", items=("a",)), Kind.LIST),
        (CardForm("Zeg.", models=("Hoi",)), Kind.OWN),
        (CardForm("Zeg.", points=(PointLine("groet"),)), Kind.OWN),
        (CardForm("Mag dit?", verdict="doen"), Kind.VERDICT),
        (CardForm("Wie?"), None),
        (CardForm(), None),
    ],
)
def test_the_kind_follows_from_what_is_filled_in(form: CardForm, kind: Kind | None) -> None:
    assert kind_of(form) is kind
