"""De opdrachtregel."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    # Wat er te vragen is
    "about": "Oefen netwerken: openingszinnen, je pitch, omgangsvormen\nen antwoorden op bezwaren.",
    "about_review": "Herhaal wat aan de beurt is, uit alle gekozen stapels of uit de genoemde.",
    "about_due": "Eén regel over wat er wacht, voor je prompt; geen regel als er niets wacht.",
    "about_deck": "Bekijk de stapels, of kijk ze na. Zonder opdracht: de lijst.",
    "about_deck_list": "Alle stapels, met wat erin zit en wat er aan de beurt is.",
    "about_deck_check": "Noem wat er mis is in een stapel, als bestand:regel: wat — wat je eraan doet.",
    "about_stats": "Hoeveel je hebt geoefend en onthouden.",
    "about_where": "Waar je bestanden staan.",
    "about_merge": "Neem de geschiedenis van een ander apparaat over, naast die van hier; twee keer mag ook.",
    "about_backup": "Zet alles in één bestand: geschiedenis, instellingen en eigen stapels.",
    "about_restore": "Zet een reservekopie terug; wat er nu staat, blijft apart bewaard. Sluit eerst andere trainers.",
    "about_doctor": "Kijk alles na: elke regel, de samenvatting, rechten en stapels. Afsluitcode 1: er is iets mis.",
    "about_export": "Geef alles als JSON: elk antwoord, elke kaart, je zinnen en je instellingen.",
    "about_event": "Je agenda: waar wil je klaar voor zijn? Zonder opdracht: de lijst.",
    "about_event_list": "Wat er aankomt, en hoe klaar je dan bent.",
    "about_event_add": "Zet een bijeenkomst in je agenda; wat ik van de datum begrijp, zeg ik erbij.",
    "about_event_remove": "Haal een bijeenkomst uit je agenda.",
    "about_cram": "Vlak vooraf: zinnen klaar, een snelle ronde, en eindig met één bladzijde.",
    "about_page": "De bladzijde voor bij de deur, als tekst of in een bestand voor je telefoon.",
    "event": "BIJEENKOMST",
    "event_name": "NAAM",
    "when": "WANNEER",
    "ics": "BESTAND.ics",
    "page_file": "BESTAND",
    "help_event": "naam of nummer uit de agenda; anders de eerste die komt",
    "help_event_name": "hoe het heet, bijvoorbeeld netwerkborrel",
    "help_when": "bijvoorbeeld: donderdag 19.30, over 3 uur, 12-11, elke eerste donderdag van de maand",
    "help_ics": "een uitnodiging, in plaats van WANNEER",
    "help_event_deck": "alleen deze stapel; mag vaker",
    "help_event_minutes": "minuten per dag, anders 5",
    "tag": "LABEL",
    "text": "TEKST",
    "help_tag": "alleen kaarten met dit label; mag vaker",
    "help_goal": "je doel, in een paar woorden",
    "help_place": "waar het is",
    "help_kind": "soort bijeenkomst, anders drinks (borrel)",
    "help_formal": "oefen met u",
    "help_dry_run": "zeg alleen wat ik begrijp",
    "help_cram_minutes": "hoe lang, in minuten; anders vraagt het scherm het",
    "help_page_to": "een nieuw bestand: .txt, of .html voor je telefoon",
    "about_import": "Lees kaarten in uit Anki (.apkg, .colpkg), een spreadsheet (.csv, .tsv) of Markdown.",
    "deck_or_file": "STAPEL of BESTAND.json",
    "file_in": "BESTAND",
    "file_out": "BESTAND",
    "help_import": "wat je al had geleerd, komt mee; nog eens inlezen werkt bij en verdubbelt niets",
    "help_cards_in": "taal van de kaarten, als het bestand die niet noemt",
    "help_yes": "niet vragen",
    "help_export_to": "neem een stapel mee: .apkg (Anki), .csv, .md, .html (om te printen) of .txt",
    "help_schedule": "met wat je hebt geleerd (alleen .apkg)",
    "export_to": "een stapel meenemen gaat zo: trainer export {name} --to {name}.apkg; alles als JSON gaat in een bestand dat op .json eindigt",
    "about_grade": "Beoordeel antwoorden uit een bestand, om te meten hoe goed dat gaat; ? is: niet zeker.",
    "epilog": (
        "Zonder opdracht gaat de trainer zelf open.\n"
        "\n"
        "Voorbeelden:\n"
        "  trainer                             oefenen op het scherm\n"
        "  trainer review openers --minutes 3  drie minuten, uit één stapel\n"
        "  trainer review --plain              in regels tekst: schermlezer, pijp\n"
        "  trainer due --json                  wat er wacht, voor een programma\n"
        "  trainer deck check mijn-borrel.md   een eigen stapel nakijken\n"
        "\n"
        "Gegevens gaan naar de standaarduitvoer, mededelingen naar de foutuitvoer.\n"
        "Afsluitcode:\n"
        "  0    in orde\n"
        "  1    iets is mis met een stapel, instellingen, geschiedenis of de schijf\n"
        "  2    de opdracht klopt niet, of kan hier niet\n"
        "  130  gestopt met ctrl+c; wat je beantwoord hebt, is bewaard\n"
        "\n"
        "TRAINER_HOME zet alles in één map: gegevens, instellingen, eigen stapels.\n"
        "Lukt é of ë niet in je terminal? Zet dan TEXTUAL_DISABLE_KITTY_KEY=1."
    ),
    "commands": "opdrachten",
    "command": "OPDRACHT",
    "deck": "STAPEL",
    "path": "PAD",
    "file": "BESTAND.jsonl",
    "zip": "BESTAND.zip",
    "help_decks": "naam van een stapel, zoals in trainer deck list (standaard: de gekozen stapels)",
    "help_minutes": "zo veel minuten, 1 tot 120",
    "help_cards": "zo veel kaarten, 1 tot 500",
    "help_ahead": "ook als er niets aan de beurt is: nieuwe kaarten, en wat het eerst zou komen",
    "help_plain": "in regels tekst, zonder scherm",
    "help_json": "als JSON, voor een programma",
    "help_paths": "bestand of map (standaard: alle stapels)",
    "help_file": "per regel een JSON-object met prompt, answer, alternatives, key_points, kind, lang en typed",
    "help_version": "het versienummer",
    "help_merge": "een gegevensmap (ook een gedeelde), de map log daaruit, of een reservekopie",
    "help_backup": "waarheen (standaard: in de map met reservekopieën, zie trainer where)",
    "help_restore": "een bestand van trainer backup",
    "help_export": "waarheen (standaard: de standaarduitvoer)",
    "epilog_export": (
        "Eén JSON-object, met één onderdeel per regel:\n"
        "  format       1\n"
        "  settings     je instellingen\n"
        "  preferences  wat de trainer van je onthoudt\n"
        "  schedules    per kaart: stability en due (FSRS), reviews, lapses\n"
        "  lines        je eigen zinnen, met de kaart erbij\n"
        "  wordings     per kaart: accepted en refused\n"
        "  flagged      kaarten om te verbeteren\n"
        "  suspended    kaarten die niet worden gevraagd\n"
        "  links        kaarten die je hebt gewijzigd: card, en history waaronder ze\n"
        "               bekend zijn\n"
        "  events       je agenda\n"
        "  follow_ups   wat je hebt beloofd, en met wie je contact houdt\n"
        "  days         per studiedag en stapel: aantallen en seconden\n"
        "  reviews      elk antwoord, het oudste eerst: wat je typte, verdict,\n"
        "               grade (1 opnieuw tot 4 makkelijk), before en after\n"
        "Tijden staan in ISO 8601, met tijdzone; duren in seconden."
    ),
    "help_lang": "nl of en, voor deze ene keer",
    # argparse
    "argparse_usage": "gebruik: ",
    "argparse_options": "opties",
    "argparse_positionals": "gegevens",
    "argparse_help": "deze uitleg",
    "argparse_argument": "%(argument_name)s: %(message)s",
    "argparse_unrecognized": "dit ken ik niet: %s",
    "argparse_required": "hier ontbreekt nog: %s",
    "argparse_one": "hier hoort iets achter",
    "argparse_not_with": "dat gaat niet samen met %s",
    "argparse_no_value": "hier hoort niets achter; er staat %r",
    "argparse_choice": "%(value)r ken ik niet; kies uit %(choices)s",
    # Wat er te melden is
    "misused": "{program}: {why}\nMeer uitleg: {program} --help",
    "no_terminal": "De trainer heeft een terminal nodig. In een pijp of een script kan wel: trainer review --plain",
    "system": "{path}: {why}",
    "interrupted": "Gestopt.",
    "reading": "Je geschiedenis wordt gelezen:",
    "nothing_due": "Er is niets aan de beurt. {tomorrow} Toch oefenen? Zet er --ahead achter.",
    "nothing_ahead": "Je hebt vandaag alles al gehad, ook wat later komt. {tomorrow}",
    "no_cards": "{deck}: hier staat geen kaart in die ik kan vragen — trainer deck check '{path}' zegt je waarom.",
    "no_decks_here": "{path}: hier staat geen stapel; een stapel is een bestand dat eindigt op .md.",
    "due_line": "Netwerktrainer: {what} ({time})",
    "due": ("{n} aan de beurt", "{n} aan de beurt"),
    "due_new": ("{n} nieuw", "{n} nieuw"),
    "deck_cards": ("{n} kaart", "{n} kaarten"),
    "deck_unseen": "{n} nog niet gezien",
    "deck_not_chosen": "niet gekozen",
    "deck_mistakes": "{mistakes} (zie trainer deck check)",
    "where_history": "Geschiedenis",
    "where_settings": "Instellingen",
    "where_own_decks": "Eigen stapels",
    "where_bundled_decks": "Meegeleverde stapels",
    "where_backups": "Reservekopieën",
    "where_not_yet": "(nog niet gemaakt)",
    # Cijfers
    "stats_none": "Er valt nog niets te tellen: je hebt nog niets beantwoord.",
    "stats_total": ("{n} antwoord op {days}, sinds {since}.", "{n} antwoorden op {days}, sinds {since}."),
    "stats_days": ("{n} dag", "{n} dagen"),
    "stats_time": "Tijd: {time}.",
    "stats_retained": "Onthouden, bij de eerste keer vragen op een latere dag: {share}.",
    "stats_overruled": "Jij was het niet eens met het oordeel: {share}.",
    "stats_by_deck": "Per stapel:",
    "stats_answers": ("{n} antwoord", "{n} antwoorden"),
    "stats_deck_retained": "onthouden {share}",
    "stats_chart": "Antwoorden in de laatste twee weken:",
    "share": "{percent} % van {of}",
    "share_few": "{hits} van de {of}, te weinig voor een percentage",
    "share_none": "nog niets om te tellen",
    "hours": ("{n} uur", "{n} uur"),
    # Eigen stapels
    "about_deck_new": "Begin een eigen stapel, met van elke soort kaart een voorbeeld.",
    "about_deck_add": "Zet een stapel van iemand anders bij je eigen stapels, na te hebben gezegd wat erin staat.",
    "about_deck_orphans": "De kaarten die je hebt geoefend en die in geen stapel meer staan.",
    "about_deck_relink": "Veranderde kaarten herkennen, zodat ze houden wat je ervan wist.",
    "name": "NAAM",
    "help_deck_name": "hoe de stapel heet",
    "help_deck_add": "een bestand met kaarten (.md), of een map met zulke bestanden",
    "question": "vraag",
    "help_relink_question": "de vraag van een kaart: kies zelf welke verdwenen kaart het is",
    "help_relink_yes": "zonder te vragen: ja, het zijn dezelfde kaarten",
}
