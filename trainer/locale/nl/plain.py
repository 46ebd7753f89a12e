"""Een sessie in regels tekst."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "begin": ("{n} kaart; dat duurt {time}.", "{n} kaarten; dat duurt {time}."),
    "how": (
        "Typ je antwoord en druk op enter. Een lege regel laat het antwoord zien en telt als: niet geweten. "
        "{hint} geeft een hint, {undo} neemt je vorige antwoord terug. Met ctrl+c of ctrl+d stop je; "
        "wat je beantwoord hebt, is bewaard."
    ),
    "card": "Kaart {n} van {of}. {deck}.",
    "gap": "[gat]",
    "gap_n": "[gat {n}]",
    "gap_prompt": "Gat {n}:",
    "answer_prompt": "Antwoord:",
    "verdict_prompt": "Doen of niet doen, en waarom?",
    "more_prompt": "En verder:",
    "several_lines": "Dit antwoord mag uit meer regels bestaan. Een lege regel sluit het af.",
    "gap_right": "Gat {n} is goed: {answer}.",
    "gap_wrong": "Gat {n} is: {answer}.",
    "answer": "Het antwoord: {answer}",
    "reference": "De kaart zegt: {answer}",
    "missing": "Er ontbreekt: {words}.",
    "named": "Genoemd: {items}.",
    "not_named": "Niet genoemd: {items}.",
    "also": "Kon ook: {items}.",
    "certain": "(herkend)",
    "perhaps": "(misschien)",
    "how_to_tick": (
        "[x] is: dit zit erin, [?] is: misschien. Typ de nummers die anders moeten, bijvoorbeeld: 1 3. Enter laat het zo."
    ),
    "tick_prompt": "Nummers, of enter:",
    "no_such_point": "“{typed}” is geen punt; kies een nummer van 1 tot en met {most}.",
    "good_points": "In een goed antwoord zit: {points}.",
    "do": "Doen.",
    "dont": "Niet doen.",
    "keep_prompt": "Deze versie van jezelf bewaren? j is ja, enter is nee:",
    "accept_prompt": "Dit antwoord voortaan goed rekenen? j is ja, enter is nee:",
    "refuse_prompt": "Dit antwoord voortaan nooit goed rekenen? j is ja, enter is nee:",
    "kept": "Bewaard.",
    "soon": "straks",
    "grade": "{digit} {name}, {when}",
    "proposal": "Voorstel: {grade}. Of: {others}.",
    "no_proposal": "Jij kiest: {choices}.",
    "nothing_typed": "Je hebt niets getypt, dus er is niets om goed of niet goed te noemen. Met een cijfer kies je iets anders.",
    "how_to_grade": (
        "Enter neemt het voorstel over, een cijfer kiest iets anders. r: ik had het goed. f: ik had het niet goed. "
        "{undo}: neem mijn vorige antwoord terug."
    ),
    "grade_prompt": "Enter of 1 tot 4:",
    "try_again": "Druk op enter om het opnieuw te proberen:",
    "undone": "Teruggenomen. Hier is de kaart weer.",
    "nothing_to_undo": "Er is nog niets om terug te nemen.",
    "last_prompt": "Dat was de laatste. Enter sluit af, {undo} neemt je laatste antwoord terug:",
    "nothing_answered": "Er is niets beantwoord en er is niets veranderd.",
    "known": ("{n} kaart wist je.", "{n} kaarten wist je."),
    "learned": ("{n} kaart heb je nu geleerd.", "{n} kaarten heb je nu geleerd."),
    "later": ("{n} kaart komt de volgende keer het eerst.", "{n} kaarten komen de volgende keer het eerst."),
    "stopped": "Gestopt; wat je hebt beantwoord, is bewaard.",
}
