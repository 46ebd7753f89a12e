"""Spreadsheets, as people save them."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from trainer.bring.model import BringError, Brought
from trainer.bring.read import read_file
from trainer.bring.write import deck_text
from trainer.cards.deckfile import read_deck
from trainer.cards.form import CardForm
from trainer.i18n import Catalog


def read(path: Path, data: str | bytes, encoding: str = "utf-8") -> Brought:
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return read_file(path, language="nl", zone=UTC)


def forms(brought: Brought) -> list[CardForm]:
    return [card.form for deck in brought.decks for card in deck.cards]


def said(brought: Brought) -> str:
    return "\n".join(Catalog("nl").say(note) for note in brought.notes)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("header", ["Vraag{}Antwoord", "front{}back", "VOORKANT{}Achterkant", ""])
def test_separator_encoding_and_header_are_recognised(
    tmp_path: Path, separator: str, encoding: str, header: str
) -> None:
    rows = [header.format(separator)] if header else []
    rows += [
        f'Wie is de coördinator?{separator}"Zoë, of ""Zo""; soms\tJan"',
        f"Waar?{separator}café",
        f"Wat?{separator}é",
    ]
    brought = read(tmp_path / "lijst.csv", "\r\n".join(rows), encoding)
    assert [(form.question, form.answer) for form in forms(brought)] == [
        ("Wie is de coördinator?", 'Zoë, of "Zo"; soms Jan'),
        ("Waar?", "café"),
        ("Wat?", "é"),
    ]
    name = {"cp1252": "Windows-1252"}.get(encoding, encoding.upper()[:6].rstrip("-"))
    assert f"Tabel: 3 kaarten, gescheiden door {Catalog('nl')(SEPARATORS[separator])}, {name}" in said(brought)
    assert ("zonder kopregel" in said(brought)) == (not header)


SEPARATORS = {";": "bring.separator_semicolon", ",": "bring.separator_comma", "\t": "bring.separator_tab"}


def test_all_columns_that_a_card_can_have_are_read(tmp_path: Path) -> None:
    brought = read(
        tmp_path / "x.csv",
        "Labels,Ook goed,Niet goed,Vraag,Antwoord,Hint,Uitleg,Bron,Id,Iets anders\n"
        '"borrel, naam",Petra de Vries / mevrouw De Vries,Piet / Petra,Wie?,Petra,zij,"Twee\nregels",boek,wie-1,x\n',
    )
    assert forms(brought) == [
        CardForm(
            question="Wie?",
            answer="Petra",
            accepted="Petra de Vries / mevrouw De Vries",
            refused="Piet",  # what is right cannot be refused
            hint="zij",
            why="Twee\nregels",
            source="boek",
            tags="borrel, naam",
            id="wie-1",
        )
    ]


def test_a_cell_over_several_lines_is_one_card(tmp_path: Path) -> None:
    found = forms(read(tmp_path / "x.csv", 'q;a\n"Noem\ntwee";"een\ntwee"\n"Antwoord: wat\nHint: zo";ja\n'))
    assert [(form.question, form.answer or form.models) for form in found] == [
        ("Noem\ntwee", ("een; twee",)),
        ("Antwoord: wat Hint: zo", "ja"),
    ]


def test_a_long_answer_becomes_an_example_to_compare_with(tmp_path: Path) -> None:
    answer = "Hoi, ik ben Sanne. Wat brengt jou hier vandaag?"
    (form,) = forms(read(tmp_path / "x.csv", f"vraag;antwoord\nWat zeg [je]?;{answer}\n"))
    assert (form.question, form.models) == ("Wat zeg (je)?", (answer,))


def test_gaps_need_no_answer(tmp_path: Path) -> None:
    found = forms(
        read(tmp_path / "x.csv", "vraag;antwoord\nEerst [geven / helpen].;\n{{c1::Dan::toch}} nemen.;\nNiets.;\n")
    )
    assert [(form.question, form.hint) for form in found] == [("Eerst [geven / helpen].", ""), ("[Dan] nemen.", "toch")]


def test_a_quote_without_its_other_half_swallows_no_cards(tmp_path: Path) -> None:
    brought = read(tmp_path / "x.csv", 'vraag;antwoord\nEen;"half\nTwee;heel\nDrie;nog een\n')
    assert [(form.question, form.answer) for form in forms(brought)] == [
        ("Een", '"half'),
        ("Twee", "heel"),
        ("Drie", "nog een"),
    ]
    assert "aanhalingsteken zonder wederhelft" in said(brought)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    brought = read(tmp_path / "x.csv", f"vraag;antwoord\nEen;1\nEen;1\n;2\nDrie;\nVier;{'x' * 6000}\n\n;\n")
    assert len(forms(brought)) == 1
    assert said(brought).endswith(
        "Niet mee: één kaart zonder vraag.\n"
        "Niet mee: één kaart zonder antwoord.\n"
        "Niet mee: één kaart met een tekst die te lang is.\n"
        "Eén kaart staat er twee keer en komt één keer mee."
    )


def test_commas_in_sentences_do_not_make_columns(tmp_path: Path) -> None:
    brought = read(tmp_path / "x.csv", "Hoi, wie ben jij?;Sanne, de buurvrouw\nEn jij, dan?;Jan, piet, klaas\nZo?;ja\n")
    assert [form.question for form in forms(brought)] == ["Hoi, wie ben jij?", "En jij, dan?", "Zo?"]


def test_excels_own_line_about_the_separator_is_no_card(tmp_path: Path) -> None:
    assert [form.question for form in forms(read(tmp_path / "x.csv", "sep=;\r\nvraag;antwoord\r\nWie?;Petra\r\n"))] == [
        "Wie?"
    ]


def test_ankis_own_text_export_is_read_as_it_says(tmp_path: Path) -> None:
    brought = read(
        tmp_path / "Anki.txt",
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        "Lw{I~\tBasic\tOuder::Kind\tWie&nbsp;is er?<br>\t<b>Petra</b>\tborrel leuk::zeer\n"
        "x\tBasic\tAnders\tWaar?\tthuis\t\n",
    )
    assert [deck.title for deck in brought.decks] == ["Anders", "Ouder - Kind"]
    assert forms(brought)[1] == CardForm(question="Wie is er?", answer="Petra", tags="borrel, leuk::zeer", id="Lw{I~")


def test_a_cell_that_was_kept_from_being_a_formula_is_read_as_it_was(tmp_path: Path) -> None:
    found = forms(read(tmp_path / "x.csv", "vraag;antwoord\n'=1+1;'-5\n's avonds;'t is laat\n"))
    assert [(form.question, form.answer) for form in found] == [("=1+1", "-5"), ("'s avonds", "'t is laat")]


def test_two_languages_above_the_columns_are_a_header(tmp_path: Path) -> None:
    assert [form.question for form in forms(read(tmp_path / "x.csv", "Nederlands;Engels\nhond;dog\n"))] == ["hond"]


def test_one_column_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(BringError) as caught:
        read(tmp_path / "x.csv", "een\ntwee\ndrie\n")
    assert caught.value.mistake.key == "bring.unknown"


def test_bringing_the_same_questions_in_again_gives_the_same_cards(tmp_path: Path) -> None:
    texts = [deck_text(read(tmp_path / "x.csv", f"vraag;antwoord\nWie?;{who}\n").decks[0]) for who in ("Petra", "Jan")]
    keys = [read_deck(text, key="own/x", path=Path("x.md"), language="nl").cards[0].key for text in texts]
    assert keys[0] == keys[1] == "own/x#wie"


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("".join(f"v{n};a{n}\n" for n in range(1_200)))
    told: list[tuple[int, int]] = []
    read_file(path, language="nl", zone=UTC, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 1200), (500, 1200), (1000, 1200), (1200, 1200)]


def test_columns_that_are_left_out_are_named_with_how_often_they_are_filled_in(tmp_path: Path) -> None:
    brought = read(
        tmp_path / "x.csv", "vraag;antwoord;Les;leeg;Niveau\nWie?;Petra;3;;2\nWaar?;hier;4;;\nWat?;dat;;;;extra\n"
    )
    assert "Niet mee: kolom “Les”, op 2 rijen ingevuld." in said(brought)
    assert "Niet mee: kolom “Niveau”, op één rij ingevuld." in said(brought)
    assert "Niet mee: kolom 6, op één rij ingevuld." in said(brought)
    assert "leeg" not in said(brought)
    assert "kolom 3, op 2 rijen" in said(read(tmp_path / "y.csv", "Wie?;Petra;x\nWaar?;hier;y\n"))
    many = ";".join(f"k{n}" for n in range(20))
    assert "nog 8 kolommen" in said(read(tmp_path / "z.csv", f"vraag;antwoord;{many}\nWie?;Petra;{many}\n"))


def test_answers_that_become_examples_are_counted(tmp_path: Path) -> None:
    brought = read(tmp_path / "x.csv", 'vraag;antwoord\nWie?;Petra\nNoem.;"een\ntwee"\n')
    assert "Eén antwoord heeft meer regels of meer dan 8 woorden: het wordt een voorbeeld" in said(brought)
    (tmp_path / "x.md").write_text("Q: Wie?\nA: Petra\n\nQ: Noem.\nA: een\ntwee\n\nQ: Zeg.\nA: a\nb\n")
    assert "2 antwoorden hebben meer regels" in said(read_file(tmp_path / "x.md", language="nl", zone=UTC))
