"""Inlezen uit andere programma's, en meenemen daarheen."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "format": "{path}: dit soort bestand maak ik niet. Kies een naam die eindigt op {known}.",
    "no_scheduling": "{path}: alleen in een .apkg gaat mee wat je hebt geleerd. Kies zo'n naam, of laat --schedule weg.",
    "exists": "{path} bestaat al en blijft zoals het is. Kies een andere naam.",
    "one_deck": "In een bestand {suffix} past één stapel. Noem er één, of kies een naam die eindigt op .apkg.",
    "found": ("Stapel {title}: {n} kaart", "Stapel {title}: {n} kaarten"),
    "found_kinds": ("Stapel {title}: {n} kaart ({kinds})", "Stapel {title}: {n} kaarten ({kinds})"),
    "with_history": ("{deck}, met {n} antwoord", "{deck}, met {n} antwoorden"),
    "sample": "   {question}",
    "sure": "Inlezen? [J/n] ",
    "nothing": "In {path} staan geen kaarten.",
    "not_done": "Niets ingelezen.",
    "reading": "Lezen",
    "writing": "Bewaren",
    "arrived": "{title}: {added} erbij, {changed} gewijzigd, {reviews} antwoorden overgenomen.",
    "new_deck": "   Een nieuwe stapel.",
    "update": "   Komt in je stapel {title}:",
    "will": "   {added} nieuw, {changed} gewijzigd, {kept} blijven zoals jij ze verbeterd of weggehaald hebt.",
    "kept": (
        "   {n} kaart blijft zoals jij hem verbeterd of weggehaald hebt.",
        "   {n} kaarten blijven zoals jij ze verbeterd of weggehaald hebt.",
    ),
    "faulty": (
        "   {n} kaart heeft hier een fout en blijft zoals hij is: trainer deck check zegt welke.",
        "   {n} kaarten hebben hier een fout en blijven zoals ze zijn: trainer deck check zegt welke.",
    ),
    "clash": "   Hier én in het bestand gewijzigd; de jouwe blijft: {question}",
    "clashes": ("   … en nog één kaart.", "   … en nog {n} kaarten."),
    "left_behind": "{place}: ‘{question}’ zit er niet in: {mistake}",
    "empty": "In {title} staat geen kaart om mee te nemen. Verbeter hem eerst: trainer deck check zegt wat eraan schort.",
    "earlier": (
        "   {n} antwoord blijft achter: het is van vóór je laatste antwoord hier.",
        "   {n} antwoorden blijven achter: ze zijn van vóór je laatste antwoord hier.",
    ),
    "unremembered": "{path} is er, maar ik kan niet bewaren wat erin staat; lees je het later weer in, dan draait dat "
    "terug wat je tot dan verandert: {why}",
    "not_there": "{path} is net weggehaald; haal het bestand nog eens binnen.",
    "taken_out": ("{n} kaart staat in {path}.", "{n} kaarten staan in {path}."),
}
