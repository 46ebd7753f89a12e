"""Changing a card in a file of its author's: that card's lines change, and not a byte beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.cards.forms import decks, forms
from trainer.cards.deckfile import read_deck
from trainer.cards.edit import EditError, added, form_of, moved, removed, replaced, restored
from trainer.cards.form import ORDER, CardForm, PointLine
from trainer.cards.formlines import FormError, entries_of, lines_of, read_form, tidy
from trainer.cards.original import closed, opened
from trainer.i18n import LANGUAGES, Language

DECK = """\ufeff# Mijn borrel
taal : nl


<!-- mijn eigen kaarten
## geen kaart
-->
##   Wie organiseert de borrel?
ANTWOORD : Petra <!-- zie mail -->
ook goed:Petra de Vries / mevrouw De Vries
Ook goed: Trui
deze regel hoort nergens bij

Hint: zij


## Noem er drie.
1) een
2) twee
   3) drie
Aantal: 2
<!-- tot hier -->

## Wat zeg je?
Punt: groet (hoi / dag)
Moet: vraag ([vraag])
Voorbeeld: Hoi, wie ben jij?"""
WHO, THREE, SAY = 8, 17, 24

CODECS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
ENDS = ["\n", "\r\n", "\r"]


def edit(change: dict[str, object], line: int = WHO, text: str = DECK) -> str:
    """The deck with some fields of a card changed; what was before and after it is unchanged, or this fails."""
    form = form_of(text.encode(), line)
    return replaced(text.encode(), line, replace(form, **change), "nl").data.decode()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "change", "old", "new"),
    [
        (WHO, {"answer": "Piet"}, "ANTWOORD : Petra <!-- zie", "ANTWOORD : Piet <!-- zie"),
        (WHO, {"question": "Wie komt er?"}, "##   Wie organiseert de borrel?", "##   Wie komt er?"),
        (WHO, {"question": "Wie\nkomt er?"}, "##   Wie organiseert de borrel?", "##   Wie\nkomt er?"),
        (WHO, {"hint": ""}, "\nHint: zij\n", "\n"),
        (WHO, {"why": "Daarom.\nEcht."}, "Hint: zij\n", "Hint: zij\nUitleg: Daarom.\nUitleg: Echt.\n"),
        (WHO, {"tags": "borrel"}, "Hint: zij\n", "Hint: zij\nLabels: borrel\n"),
        (WHO, {"accepted": "Petra de Vries / Trui / T"}, " / mevrouw De Vries\nOok goed: Trui", "\nOok goed: Trui / T"),
        (WHO, {"accepted": ""}, "ook goed:Petra de Vries / mevrouw De Vries\nOok goed: Trui\n", ""),
        (WHO, {"answer": ""}, "ANTWOORD : Petra <!-- zie mail -->", "<!-- zie mail -->"),
        (WHO, {"loose": ()}, "deze regel hoort nergens bij\n", ""),
        (THREE, {"items": ("een", "1,5", "twee", "drie")}, "2) twee\n   3) drie", "2) 1,5\n3) twee\n   4) drie"),
        (THREE, {"items": ("een", "drie")}, "2) twee\n   3) drie", "   2) drie"),
        (THREE, {"ordered": False}, "1) een\n2) twee\n   3) drie", "- een\n- twee\n- drie"),
        (THREE, {"how_many": "1"}, "Aantal: 2", "Aantal: 1"),
        (SAY, {"points": (PointLine("vraag ([vraag])", True), PointLine("groet (hoi)"))},
         "Punt: groet (hoi / dag)\nMoet: vraag ([vraag])", "Moet: vraag ([vraag])\nPunt: groet (hoi)"),
        (SAY, {"models": ("Hoi, wie ben jij?", "Dag!")}, "ben jij?", "ben jij?\nVoorbeeld: Dag!"),
        (SAY, {"id": "groet"}, "ben jij?", "ben jij?\nId: groet"),
    ],
)  # fmt: skip
def test_only_the_lines_that_say_something_else_change(
    line: int, change: dict[str, object], old: str, new: str
) -> None:
    assert DECK.count(old) == 1
    assert edit(change, line) == DECK.replace(old, new)


@pytest.mark.parametrize("line", [WHO, THREE, SAY])
def test_saving_without_a_change_changes_nothing(line: int) -> None:
    assert edit({}, line) == DECK


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_and_the_line_ends_stay(codec: str, end: str) -> None:
    mark = b"\xff\xfe" if codec == "utf-16-le" else b""
    text = DECK.removeprefix("\ufeff").replace("Petra", "Zoë").replace("\n", end)
    data = mark + text.encode(codec)
    form = replace(form_of(data, WHO), answer="Noël", why="Omdat.")
    wanted = text.replace(": Zoë <", ": Noël <").replace(f"zij{end}", f"zij{end}Uitleg: Omdat.{end}")
    assert replaced(data, WHO, form, "nl").data == mark + wanted.encode(codec)


def test_a_letter_that_the_old_encoding_lacks_makes_the_file_unicode() -> None:
    data = "## Wié?\nAntwoord: Zoë\n".encode("cp1252")
    form = replace(form_of(data, 1), answer="→ Zoë")
    assert replaced(data, 1, form, "nl").data == "## Wié?\nAntwoord: → Zoë\n".encode()


def test_taking_out_what_gave_the_encoding_away_leaves_the_letters_as_they_were() -> None:
    data = "## Wié?\nAntwoord: ja\n\n## Wat is Ã©?\nAntwoord: een fout\n".encode("cp1252")
    assert removed(data, 1).data == "## Wat is Ã©?\nAntwoord: een fout\n".encode()


def test_new_labels_are_in_the_language_of_the_old_ones() -> None:
    data = b"## Wie?\nAnswer: Petra\n"
    assert replaced(data, 1, replace(form_of(data, 1), why="Zij."), "nl").data == data + b"Why: Zij.\n"
    assert added(b"# Mijn borrel\n", CardForm("Wie?", answer="Petra"), "nl").data == (
        b"# Mijn borrel\n\n## Wie?\nAntwoord: Petra\n"
    )


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("## Wie?\nAntwoordt: Petra\n", "## Wie?\nAntwoord: Petra\n"),
        ("## Wie?\nAntwoord:\nPetra\n", "## Wie?\nAntwoord: Petra\n"),
        ("## Wie?\nAntwoord: Petra\nHint:\n", "## Wie?\nAntwoord: Petra\n"),
    ],
)
def test_saving_a_card_mends_what_the_form_showed_as_mended(text: str, mended: str) -> None:
    assert edit({}, 1, text) == mended


def test_a_new_card_stands_at_the_end_or_below_another() -> None:
    new, lines = CardForm("Waar?", answer="hier"), "## Waar?\nAntwoord: hier"
    at_end = added(DECK.encode(), new, "nl")
    assert at_end.data.decode() == f"{DECK}\n\n{lines}"
    below = added(DECK.encode(), new, "nl", after=WHO)
    assert below.data.decode() == DECK.replace("zij\n", f"zij\n\n{lines}\n")
    assert [form_of(*found) for found in (at_end, below)] == [new, new]
    assert added(b"", new, "nl").data.decode() == f"{lines}\n"


def test_a_card_is_taken_out_with_its_gap_and_comes_back_as_it_was() -> None:
    gone = removed(DECK.encode(), THREE)
    assert gone.data.decode() == DECK.replace(
        "## Noem er drie.\n1) een\n2) twee\n   3) drie\nAantal: 2\n<!-- tot", "<!-- tot"
    )
    assert restored(gone.data, gone) == (DECK.encode(), THREE)
    assert removed(DECK.encode(), SAY).data.decode() == DECK[: DECK.index("\n\n## Wat zeg je?")]


def test_a_card_comes_back_below_its_neighbour_when_the_file_has_changed() -> None:
    gone = removed(DECK.encode(), THREE)
    changed = gone.data.replace(b"Mijn borrel", b"Mijn borrel\n\n## Nieuw?\nAntwoord: ja\n")
    there = restored(changed, gone)
    assert form_of(*there) == form_of(DECK.encode(), THREE)
    assert there.data.index(b"Hint: zij") < there.data.index(b"Noem er drie") < there.data.index(b"tot hier")
    elsewhere = restored(b"# Leeg\n", gone)
    assert elsewhere.data.decode() == "# Leeg\n\n## Noem er drie.\n1) een\n2) twee\n   3) drie\nAantal: 2\n"


def test_a_card_moves_to_another_file_in_that_files_manner() -> None:
    target = "# Ander\r\n\r\n## Zoë?\r\nAntwoord: ja\r\n".encode("cp1252")
    there, gone = moved(DECK.encode(), WHO, target)
    card = DECK[DECK.index("##   Wie") : DECK.index("zij\n") + 4]
    assert there.data == target + f"\n{card}".replace("\n", "\r\n").encode("cp1252")
    assert gone == removed(DECK.encode(), WHO)
    assert form_of(*there) == form_of(DECK.encode(), WHO)


def test_a_card_does_not_move_to_where_its_id_is_taken() -> None:
    with pytest.raises(EditError) as refused:
        moved(b"## A\nAntwoord: a\nId: wie\n", 1, b"## B\nAntwoord: b\nId: Wie\n")
    assert refused.value.message.values == {"id": "wie", "line": 1}


def test_a_card_that_has_gone_elsewhere_in_the_file_is_found_by_what_it_was() -> None:
    was = form_of(DECK.encode(), WHO)
    later = DECK.replace("taal : nl", "taal : nl\n\n## Nieuw?\nAntwoord: ja").encode()
    saved = replaced(later, WHO, replace(was, hint="hij"), "nl", was=was)
    assert saved.data == later.replace(b"zij\n", b"hij\n")
    assert removed(later, WHO, was=was).line == saved.line == WHO + 3


@pytest.mark.parametrize("text", ["", "# Leeg\n", DECK.replace("Hint: zij", "Hint: hij"), DECK + "\n" + DECK])
def test_a_card_that_is_no_longer_what_it_was_is_not_overwritten(text: str) -> None:
    was = form_of(DECK.encode(), WHO)
    changed = text.replace("# Mijn", "\n# Mijn").encode()
    with pytest.raises(EditError):
        replaced(changed, WHO, was, "nl", was=was)


@given(st.binary() | decks.map(str.encode) | decks.map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_a_file_taken_apart_is_the_same_bytes_together(data: bytes) -> None:
    page = opened(data)
    assert closed(page, page.lines) == data


@given(decks, st.sampled_from(CODECS))
def test_any_card_in_any_file_can_be_changed_moved_and_taken_out(text: str, codec: str) -> None:
    data = text.encode(codec, "replace")
    for section in opened(data).sections:
        if section.marks != "##":
            continue
        form = read_form(section)
        wanted = tidy(form, "nl")
        saved = replaced(data, section.line, form, "nl")
        assert form_of(*saved) == wanted
        assert replaced(*saved, wanted, "nl") == saved
        if wanted == form and not any(entry.faulty for entry in entries_of(section)):
            assert saved.data == data
        gone = removed(data, section.line)
        assert restored(gone.data, gone).data == data
        assert form_of(*moved(data, section.line, b"# Ander\n")[0]) == form


@given(decks, st.sampled_from(CODECS), forms, st.data())
def test_any_change_reads_back_and_leaves_the_other_cards(
    text: str, codec: str, new: CardForm, data: st.DataObject
) -> None:
    before = text.encode(codec, "replace")
    cards = [section for section in opened(before).sections if section.marks == "##"]
    assume(cards)
    section = data.draw(st.sampled_from(cards))
    names = data.draw(st.lists(st.sampled_from(ORDER[:-1]), max_size=4))
    form = replace(read_form(section), **{name: getattr(new, name) for name in names})
    try:
        wanted = tidy(form, "nl")
    except FormError:
        return
    saved = replaced(before, section.line, form, "nl")
    after = [section for section in opened(saved.data).sections if section.marks == "##"]
    assert [read_form(a) if a.line != saved.line else wanted for a in after] == [
        read_form(c) if c.line != section.line else form_of(*saved) for c in cards
    ]


@given(decks, st.sampled_from(LANGUAGES))
def test_the_lines_of_a_form_are_the_card_that_it_was_taken_from(text: str, language: Language) -> None:
    deck = read_deck(text, key="own/x", path=Path("x.md"), language="nl")
    for card in deck.cards:
        lines = lines_of(form_of(text.encode("utf-8", "replace"), card.line), language)
        (again,) = read_deck(lines, key="own/x", path=Path("x.md"), language=deck.language).cards
        comments = "<!--" in lines or "<! --" in lines
        assert comments or again == replace(card, line=1, key=again.key)
