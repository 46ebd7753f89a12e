"""Wat gezegd wordt over kaarten binnenhalen en meegeven."""

from __future__ import annotations

MESSAGES: dict[str, str | tuple[str, str]] = {
    # Bestanden die niet binnen kunnen komen
    "file": "{path}: {mistake}",
    "missing": "dit bestand is er niet — kijk of de naam klopt.",
    "unreadable": "dit bestand is niet te lezen: {why}",
    "not_a_file": "dit is geen bestand — noem het bestand met de kaarten.",
    "not_text": "dit is geen tekst en geen pakket van Anki — bewaar het als CSV, .apkg of tekst in UTF-8.",
    "unknown": "ik vind hier geen kaarten in — ik lees CSV en TSV, .apkg en .colpkg van Anki, Markdown met Q: en A:, "
    "en stapels van de trainer.",
    "no_collection": "in deze zip zitten geen kaarten van Anki — exporteer ze daar als .apkg.",
    "damaged": "dit pakket is beschadigd of niet compleet — exporteer het opnieuw uit Anki.",
    "too_large": "in dit bestand zit te veel; {most} MB is het meeste — exporteer één stapel tegelijk.",
    "too_many_files": "in dit pakket zitten te veel bestanden — exporteer het uit Anki zonder media.",
    "too_many_cards": "dit bestand heeft {n} kaarten of meer; {most} is het meeste — exporteer één stapel tegelijk.",
    "too_many_answers": "dit bestand heeft een geschiedenis van {n} antwoorden; {most} is het meeste — "
    "exporteer één stapel tegelijk.",
    "long_line": "in dit bestand is een regel of cel langer dan {most} tekens — is het echt een lijst met kaarten?",
    "too_many_lines": "dit bestand heeft {n} regels; {most} is het meeste — zijn dit wel kaarten?",
    "too_many_columns": "dit bestand heeft een rij met meer dan {most} kolommen — zijn dit wel kaarten?",
    "one_column": "ik zie maar één kolom — zet de vraag en het antwoord in twee kolommen en bewaar als CSV.",
    "no_cards": "in dit bestand staat geen kaart — kijk of er vragen met antwoorden in staan.",
    # Wat er begrepen is
    "anki": "Anki: {cards} in {decks}, met {answers}.",
    "own": "Een stapel van de trainer: {cards}; hij gaat erin zoals hij is.",
    "own_problems": (
        "Er is één plek in om te verbeteren: trainer deck check zegt welke.",
        "Er zijn {n} plekken in om te verbeteren: trainer deck check zegt welke.",
    ),
    "markdown": "Markdown: {cards}.",
    "table": "Tabel: {cards}, gescheiden door {separator}, {encoding}, zonder kopregel; "
    "vragen in kolom {question}, antwoorden in kolom {answer}.",
    "table_header": "Tabel: {cards}, gescheiden door {separator}, {encoding}; "
    "vragen onder “{question}”, antwoorden onder “{answer}”.",
    "open_quote": "Er is een aanhalingsteken zonder wederhelft: ik lees ze allemaal als gewone tekst.",
    "untitled": "Stapel",
    "separator_tab": "tabs",
    "separator_semicolon": "puntkomma’s",
    "separator_comma": "komma’s",
    "n_cards": ("1 kaart", "{n} kaarten"),
    "n_decks": ("1 stapel", "{n} stapels"),
    "n_answers": ("1 antwoord van vroeger", "{n} antwoorden van vroeger"),
    # Wat er niet mee kon
    "left_media": (
        "Eén plaatje of geluid blijft achter: de trainer toont tekst.",
        "{n} plaatjes en geluiden blijven achter: de trainer toont tekst.",
    ),
    "left_media_card": (
        "Niet mee: één kaart met alleen plaatjes of geluid.",
        "Niet mee: {n} kaarten met aan een kant alleen plaatjes of geluid.",
    ),
    "left_question": ("Niet mee: één kaart zonder vraag.", "Niet mee: {n} kaarten zonder vraag."),
    "left_answer": ("Niet mee: één kaart zonder antwoord.", "Niet mee: {n} kaarten zonder antwoord."),
    "left_gap": ("Niet mee: één zin zonder gat om in te vullen.", "Niet mee: {n} zinnen zonder gat om in te vullen."),
    "left_long": (
        "Niet mee: één kaart met een tekst die te lang is.",
        "Niet mee: {n} kaarten met een tekst die te lang is.",
    ),
    "left_damaged": (
        "Niet mee: één kaart die in dit bestand beschadigd is.",
        "Niet mee: {n} kaarten die in dit bestand beschadigd zijn.",
    ),
    "left_twice": (
        "Eén kaart staat er twee keer en komt één keer mee.",
        "{n} kaarten staan er dubbel en komen één keer mee.",
    ),
    "left_forgotten": (
        "Eén antwoord blijft achter: de kaart is daarna weer nieuw gemaakt.",
        "{n} antwoorden blijven achter: hun kaarten zijn daarna weer nieuw gemaakt.",
    ),
    "left_practice": (
        "Eén antwoord blijft achter: het was oefenen dat niet meetelde.",
        "{n} antwoorden blijven achter: het was oefenen dat niet meetelde.",
    ),
    "left_many": (
        "Eén oud antwoord blijft achter: van een kaart komen de laatste 5000 mee.",
        "{n} oude antwoorden blijven achter: van een kaart komen de laatste 5000 mee.",
    ),
    "left_late": (
        "Eén antwoord blijft achter: het is van een dag die nog moet komen.",
        "{n} antwoorden blijven achter: ze zijn van een dag die nog moet komen.",
    ),
    "left_same_id": (
        "Eén kaart komt zonder Id mee: een andere kaart heeft dat al.",
        "{n} kaarten komen zonder Id mee: een andere kaart heeft dat al.",
    ),
    "as_examples": (
        "Eén antwoord heeft meer regels of meer dan 8 woorden: het wordt een voorbeeld naast je eigen woorden.",
        "{n} antwoorden hebben meer regels of meer dan 8 woorden: ze worden voorbeelden naast je eigen woorden.",
    ),
    "left_column": (
        "Niet mee: {column}, op één rij ingevuld.",
        "Niet mee: {column}, op {n} rijen ingevuld.",
    ),
    "left_columns": ("Ook niet mee: nog één kolom.", "Ook niet mee: nog {n} kolommen."),
    "column_named": "kolom “{name}”",
    "column": "kolom {number}",
    "unwritten": "de nieuwe kaarten zijn in deze stapel niet goed op te schrijven, en er is niets veranderd — "
    "laat trainer deck check kijken wat erin mis is.",
    "changed": "deze stapel is net door een ander programma gewijzigd — probeer het nog eens.",
    "unremembered": "ik kan niet bewaren wat er binnengekomen is: {why}",
    # Meegegeven
    "also_right": "Ook goed: {wordings}",
    "points": "Wat erin zit: {points}",
    "do": "Doen.",
    "dont": "Niet doen.",
    "fold": "Druk af op één kant, knip langs de streepjes en vouw in het midden.",
}
