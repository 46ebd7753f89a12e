"""What is said about deck files, in Dutch: what is wrong — what to do."""

from __future__ import annotations

MESSAGES: dict[str, str | tuple[str, str]] = {
    # Files
    "file": "{path}: {mistake}",
    "missing": "dit bestand is er niet (meer) — kijk of de naam klopt.",
    "no_access": "ik mag dit bestand of deze map niet lezen — geef jezelf leesrechten.",
    "unreadable": "dit bestand of deze map is niet te lezen: {why}",
    "not_text": "dit is geen tekstbestand — bewaar de stapel als gewone tekst (.md, UTF-8).",
    "too_big": "dit bestand is {size} MB groot; ik lees er hooguit {most} — verdeel de kaarten over meer stapels.",
    "same_name": "deze stapel heet bijna hetzelfde als {other} en doet zolang niet mee — "
    "geef een van de twee een andere naam.",
    "encoding": "opgeslagen als {encoding}; ik heb de letters omgezet — bewaar liever als UTF-8.",
    "empty": "in deze stapel staat nog geen kaart — begin er een met ## en je vraag, en zet er 'Antwoord: …' onder.",
    # Above the cards
    "second_title": "een tweede titel — begint hier een kaart? Gebruik dan ## (twee hekjes).",
    "deep_heading": "een kop met {marks} — begint hier een kaart? Gebruik dan ## (twee hekjes).",
    "early_text": "deze tekst staat vóór de eerste kaart en wordt niet gebruikt — "
    "zet hem onder een kaart, of tussen <!-- en -->.",
    "early_label": "'{written}' staat vóór de eerste kaart — begin de kaart met ## en je vraag.",
    "unknown_language": "taal '{found}' ken ik niet — kies nl of en. De kaarten doen zolang niet mee.",
    "mixed": "{written} {language}, maar de labels zijn {labels} — dat mag; ik gebruik {checking} om na te kijken.",
    "mixed_unnamed": "de labels zijn {labels}, maar ik gebruik {checking} om na te kijken — "
    "zet 'Taal: {other}' onder de titel als dat niet klopt.",
    "language_nl": "Nederlands",
    "language_en": "Engels",
    "twice": "tweede '{written}' in deze stapel; de eerste geldt — haal er een weg.",
    # A card and its lines
    "left_out": "{mistake} De kaart '{card}' doet zolang niet mee.",
    "no_answer": "deze kaart heeft een vraag maar geen antwoord — zet er een regel 'Antwoord: …' onder.",
    "no_question": "deze kaart heeft geen vraag — zet hem achter de hekjes: ## Wie organiseert de borrel?",
    "unknown_label": "'{written}' ken ik niet — bedoel je '{label}'?",
    "blank": "achter '{written}' staat niets — vul het aan of haal de regel weg.",
    "stray_heading": "een kaart begint met twee hekjes en een spatie; deze regel niet — schrijf '## {text}'.",
    "stray": "deze regel heeft geen label en wordt overgeslagen: '{text}' — "
    "hoort hij bij de uitleg? Zet er 'Uitleg:' voor.",
    "long_text": "deze tekst telt {n} tekens; {most} is het meeste wat past — maak hem korter.",
    "twice_on_card": "tweede '{written}' op deze kaart; de eerste geldt — haal er een weg.",
    "misfit": "'{written}' past niet bij {kind} en wordt overgeslagen — haal de regel weg.",
    "a_term": "een vraag met 'Antwoord:'",
    "a_cloze": "een invulzin",
    "a_list": "een rijtje",
    "a_own": "een antwoord in eigen woorden",
    "a_verdict": "doen of niet doen",
    "number": "'{written}' wil een getal, zoals {example}; er staat '{found}' — schrijf het in cijfers.",
    "range": "'{written}' gaat van 1 tot en met {most}; er staat {found} — kies een getal daartussen.",
    "bad_id": "'{written} {found}' heeft geen letter of cijfer — kies een korte naam, zoals eerste-zin.",
    "same_id": "'{id}' is ook de Id van de kaart op regel {line} — geef deze kaart een andere.",
    "loose_heading": "een regel die met # begint zou een nieuwe kaart beginnen — haal het hekje weg of maak er een aparte kaart van.",
    "changed_card": "de kaart op regel {line} is intussen veranderd — open hem opnieuw.",
    "not_editable": "de kaart op regel {line} kan ik hier niet veranderen — doe dat in het bestand zelf.",
    # Answers
    "gap_open": "er staat een [ zonder ] — zet het gat zo: eerst [geven], dan nemen.",
    "gap_shut": "er staat een ] zonder [ — zet het gat zo: eerst [geven], dan nemen.",
    "gap_empty": "er staat niets tussen [ en ] — zet er het antwoord: eerst [geven], dan nemen.",
    "which_gap": "'{written}' wordt overgeslagen: bij meer gaten is niet te zien voor welk gat het is — "
    "zet het in het gat zelf: [geven / schenken].",
    "scene_gaps": (
        "deze '{written}' heeft niet één gat, zoals de vraag, en wordt overgeslagen — zet er een gat in.",
        "deze '{written}' heeft niet {n} gaten, zoals de vraag, en wordt overgeslagen — geef hem er evenveel.",
    ),
    "plain_brackets": "de [ ] in deze vraag zijn gewone tekst, want het antwoord staat eronder — "
    "haal het antwoord eronder weg als je een gat bedoelt.",
    "both": "'{wording}' staat bij Ook goed én bij Niet goed — haal het op een van de twee plaatsen weg.",
    "few_items": (
        "je vraagt om {asked}, maar er staat 1 antwoord — vraag er minder of zet er antwoorden bij.",
        "je vraagt om {asked}, maar er staan {n} antwoorden — vraag er minder of zet er antwoorden bij.",
    ),
    "few_points": (
        "je vraagt om {asked}, maar er staat 1 punt — vraag er minder of zet er punten bij.",
        "je vraagt om {asked}, maar er staan {n} punten — vraag er minder of zet er punten bij.",
    ),
    "verdict": "bij '{written}' past 'doen' of 'niet doen', niet '{found}' — kies een van de twee.",
    "keep": "bij '{written}' past 'ja' of 'nee', niet '{found}' — kies een van de twee.",
    "point_open": "na '{name}' staat een ( zonder ) — sluit het rijtje woorden met een ).",
    "point_shut": "bij '{name}' staat een ) zonder ( — zet de woorden zo: vraag terug (en jij / bij jou).",
    "structure": "'{found}' ken ik niet — kies [vraag], [open vraag] of [getal].",
    "one_structure": "een punt kan maar één vorm herkennen; {first} geldt en {second} wordt overgeslagen — "
    "maak er twee punten van.",
    # Advice
    "asked_already": "deze vraag staat al in deze stapel — vraag iets anders.",
    "same_question": "deze vraag staat ook op regel {line} — haal er een weg of vraag iets anders.",
    "told_by_question": "de vraag verklapt het antwoord ('{answer}') — vraag het anders.",
    "told_by_hint": "de hint verklapt het antwoord ('{answer}') — geef een kleiner duwtje.",
    "long_model": "het voorbeeld '{model}' telt {n} woorden; je vraagt er hooguit {most} — "
    "kort het in of geef meer ruimte.",
    "short_model": "het voorbeeld '{model}' telt {n} woorden; je vraagt er minstens {least} — "
    "vul het aan of vraag er minder.",
    "avoided_in_model": "het voorbeeld '{model}' gebruikt '{word}', en dat staat bij Liever niet — "
    "kies een ander woord.",
    "common_accented": "'{word}' telt als '{plain}' en past bijna altijd — kies een ander woord.",
    "common_word": "'{word}' past bijna altijd — kies een ander woord.",
    "long_answer": "lang antwoord ({n} woorden); dat typt niemand letterlijk — splits de kaart of gebruik 'Punt:'.",
    "yes_no": "op deze vraag past alleen ja of nee — vraag naar wat of hoe, of gebruik 'Oordeel:' met een reden.",
    # After a check
    "summary": "{title}: {cards} ({kinds}). {mistakes}, {remarks}.",
    "summary_empty": "{title}: {cards}. {mistakes}, {remarks}.",
    "cards": ("{n} kaart", "{n} kaarten"),
    "and": "{first}, {rest}",
    "n_term": ("{n} begrip", "{n} begrippen"),
    "n_cloze": ("{n} invulzin", "{n} invulzinnen"),
    "n_list": ("{n} rijtje", "{n} rijtjes"),
    "n_own": "{n} in eigen woorden",
    "n_verdict": "{n} doen of niet doen",
    "mistakes": ("{n} fout", "{n} fouten"),
    "no_mistakes": "Geen fouten",
    "remarks": ("{n} opmerking", "{n} opmerkingen"),
    "no_remarks": "geen opmerkingen",
}
