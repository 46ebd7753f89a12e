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
    "unsound": "In {file} staat iets (bij byte {byte}) wat geen trainer schrijft. Er is niets overgenomen; gebruik een andere kopie.",
    "not-a-backup": "{path} is geen reservekopie van de trainer, of is beschadigd. Kies een ander bestand.",
    "backup-foreign": "{path} is geen reservekopie van de trainer: {name} hoort daar niet in. Er is niets uitgepakt.",
    "backup-too-big": "{path} is te groot voor een reservekopie. Er is niets uitgepakt.",
    "differs": "De samenvatting en de logs verschillen in: {table}.",
    "miscounted": "De aantallen per dag kloppen niet met de antwoorden in de geschiedenis.",
    "miscounted-overrides": "Hoe vaak je het oneens was met een oordeel, klopt niet met de antwoorden in de geschiedenis.",
    "mended-summary": "De samenvatting is opnieuw gemaakt uit de logs.",
    "mended-counts": "De aantallen zijn rechtgezet.",
    "backup-unread": "{path} is niet te lezen of uit te pakken: {why}",
    "restore-unfinished": "Hier is geen geschiedenis, maar wel in {path}: een terugzetting is onderbroken. Zet de back-up opnieuw terug, of verplaats die map hierheen. Er is niets verloren.",
}
