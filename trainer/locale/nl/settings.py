"""Wat er met een instelling mis kan zijn."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "unreadable": "{path}: niet als tekst te lezen — tot dat kan, gelden de standaardwaarden.",
    "not_toml": "{path}: geen geldige TOML ({error}) — herstel of verwijder het; tot dan gelden de standaardwaarden.",
    "default_used": "{path}: {what} De standaardwaarde geldt.",
    "unknown": "{path}: {name} ken ik niet — bedoel je {meant}?",
    "unknown_deck": "{path}: decks: er is geen stapel “{name}” — trainer deck list noemt de namen die er zijn.",
    "choose": "{name}: “{given}” is geen van de keuzes ({choices}).",
    "range": "{name}: “{given}” past niet; het moet een getal van {low} tot {high} zijn.",
    "time": "{name}: “{given}” is geen tijdstip; schrijf het als 04.00.",
    "decks": '{name}: “{given}” is geen lijst van stapels; schrijf: ["nl/openers"].',
    "text": "{name}: “{given}” is geen tekst; zet het tussen aanhalingstekens.",
    "not_saved": "De instellingen zijn niet bewaard in {path}: {why}",
    "unknown_theme": "theme: er is geen thema dat “{given}” heet; nu geldt {used}. Kies er een bij de instellingen.",
}
