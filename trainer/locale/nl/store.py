"""De zinnen van de opslag."""

MESSAGES = {
    "not-saved-full": "Niet opgeslagen: de schijf is vol. Maak ruimte en probeer het nog eens.",
    "not-saved-read-only": (
        "Niet opgeslagen: de schijf laat zich alleen lezen. Maak haar schrijfbaar en probeer het nog eens."
    ),
    "not-saved-permission": (
        "Niet opgeslagen: je mag hier niet schrijven ({path}). Pas de rechten aan en probeer het nog eens."
    ),
    "not-saved-other": "Niet opgeslagen: {error}. Probeer het nog eens.",
    "not-opened": "Je geschiedenis is niet te openen ({path}): {error}. Controleer de map en de rechten.",
    "opened-read-only": (
        "Niet opgeslagen: je geschiedenis is geopend om alleen te lezen. Sluit af en start de trainer opnieuw."
    ),
    "busy": "Niet opgeslagen: een andere trainer houdt de geschiedenis vast. Sluit die en probeer het nog eens.",
    "changed-since": "Niet ongedaan gemaakt: deze kaart is daarna nog eens herhaald.",
    "line-gone": "Niet opgeslagen: deze zin is intussen verwijderd. Bewaar hem als nieuwe zin.",
    "no-history": "In {path} staat geen geschiedenis. Wijs de map aan waar de map log in staat.",
    "kept": " Wat er stond, is bewaard in {path}.",
    "rebuilt": "De samenvatting van je geschiedenis ontbrak of was ouder en is opnieuw gemaakt. Je bent niets kwijt.",
    "snapshot": "De samenvatting van je geschiedenis was beschadigd en is opnieuw gemaakt. Je bent niets kwijt.{kept}",
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
    "changed": "{file} is anders of korter dan het was en is opnieuw gelezen. Zet een kopie terug als je die hebt.",
}
