"""Zorgen voor de geschiedenis."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "merged": ("Overgenomen: {n} wijziging.", "Overgenomen: {n} wijzigingen."),
    "merged_none": "Er was niets nieuws.",
    "backing_up": "De reservekopie wordt gemaakt:",
    "backed_up": "Alles is bewaard in {path}",
    "no_backup": "De wekelijkse reservekopie is niet gemaakt. {why}",
    "unexpected": "De trainer stuitte op iets onverwachts: {error}",
    "restoring": "De reservekopie wordt uitgepakt:",
    "restored": (
        "Teruggezet: {n} wijziging. Wat er stond, is bewaard in {path}",
        "Teruggezet: {n} wijzigingen. Wat er stond, is bewaard in {path}",
    ),
    "checking": "Je geschiedenis wordt nagekeken:",
    "made_private": "Anderen konden {path} lezen; nu alleen jij.",
    "deck": "{path}:{line}: {what}",
    "well": "Alles is in orde.",
}
