"""De zinnen van de opslag."""

MESSAGES = {
    "not-saved": "Niet opgeslagen: {why}",
    "not-saved-gone": (
        "Niet opgeslagen: de map van je geschiedenis was verdwenen ({path}). Probeer het nog eens: er is een nieuwe gemaakt."
    ),
    "not-opened": "Je geschiedenis is niet te openen ({path}): {why}",
    "opened-read-only": (
        "Niet opgeslagen: je geschiedenis is geopend om alleen te lezen. Sluit af en start de trainer opnieuw."
    ),
    "no-later": (
        "Niet opgeslagen: een regel in {file} is van augustus 2093, en daarna kan er niets meer komen. Sluit de "
        "trainer, haal dat bestand uit de map log en verwijder {path}, dat vanzelf opnieuw wordt gemaakt."
    ),
    "busy": "Niet opgeslagen: een andere trainer houdt de geschiedenis vast. Sluit die en probeer het nog eens.",
    "changed-since": "Niet ongedaan gemaakt: deze kaart is daarna nog eens herhaald.",
    "line-gone": "Niet opgeslagen: deze zin is intussen verwijderd. Bewaar hem als nieuwe zin.",
    "no-history": "In {path} staat geen geschiedenis. Wijs de map aan waar de map log in staat.",
    "kept": " Wat er stond, is bewaard in {path}.",
    "rebuilt": "De samenvatting van je geschiedenis ontbrak of was ouder en is opnieuw gemaakt.{whole}",
    "snapshot": "De samenvatting van je geschiedenis was beschadigd en is opnieuw gemaakt.{whole}{kept}",
    "whole": " Je bent niets kwijt.",
    "torn": (
        "{file} eindigde midden in een regel, waarschijnlijk doordat de computer uitviel. Dat stuk is weggehaald.{kept}"
    ),
    "damaged": (
        "Een regel in {file} is beschadigd (vanaf byte {byte}) en is overgeslagen. Alles daarna is gelezen.{kept}"
    ),
    "gap": (
        "Regels {first} tot en met {last} van apparaat {device} ontbreken. "
        "Zet een reservekopie van de logmap terug als je die hebt."
    ),
    "missing": "{file} is verdwenen uit je geschiedenis. Zet het bestand terug als je er een kopie van hebt.",
    "gone": (
        "De map {path} is verdwenen, en daarmee {n} opgeslagen wijzigingen. Wanneer je kaarten terugkomen, weet deze "
        "trainer nog; wat je hebt geantwoord niet. Zet een reservekopie terug als je die hebt (trainer merge)."
    ),
    "changed": "{file} is anders of korter dan het was en is opnieuw gelezen. Zet een kopie terug als je die hebt.",
    "not-a-backup": "{path} is geen reservekopie van de trainer, of is beschadigd. Kies een ander bestand.",
    "backup-foreign": "{path} is geen reservekopie van de trainer: {name} hoort daar niet in. Er is niets uitgepakt.",
    "backup-too-big": "{path} is te groot voor een reservekopie. Er is niets uitgepakt.",
    "differs": "De samenvatting en de logs verschillen in: {table}.",
    "miscounted": "De aantallen per dag kloppen niet met de antwoorden in de geschiedenis.",
    "miscounted-overrides": "Hoe vaak je het oneens was met een oordeel, klopt niet met de antwoorden in de geschiedenis.",
    "mended-summary": "De samenvatting is opnieuw gemaakt uit de logs.",
    "mended-counts": "De aantallen zijn rechtgezet.",
    "backup-unread": "{path} is niet te lezen of uit te pakken: {why}",
    "unsound": (
        "Een regel in {file} (vanaf byte {byte}) is heel, maar deze versie van de trainer kan hem niet lezen; hij is overgeslagen. Alles daarna is gelezen.{kept}"
    ),
    "nothing-sound": (
        "In {path} staat niets wat deze trainer kan lezen. Gebruik een andere kopie, of een nieuwere versie van de trainer."
    ),
    "nowhere": ("{path} bestaat niet. Controleer de naam van het bestand."),
    "no-log": ("{file} in de map van je geschiedenis is geen bestand en is overgeslagen. Haal het weg."),
    "replaced": (
        "Niet opgeslagen: je geschiedenis is teruggezet of vervangen terwijl deze trainer open was. Sluit af en start de trainer opnieuw."
    ),
    "cloned": (
        "Een andere computer schreef onder de naam van deze ({device}), zoals na het kopiëren van de hele map. Je bent niets kwijt en deze computer heeft een nieuwe naam; trainer doctor zet de aantallen per dag recht."
    ),
    "restore-unfinished": (
        "Een terugzetting is onderbroken, dus wat je hier ziet is misschien niet alles. Start de trainer, of trainer doctor, om haar af te maken; je bent niets kwijt."
    ),
    "restore-finished": ("Een onderbroken terugzetting is afgemaakt."),
    "restore-undone": (
        "Een onderbroken terugzetting kon niet worden afgemaakt; alles is zoals het daarvoor was. Zet de reservekopie opnieuw terug."
    ),
}
