"""Wat er met een uitnodiging (.ics) mis kan zijn, en wat er niet van is overgenomen."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "too_big": "Dit bestand is te groot voor een uitnodiging (hooguit {limit} MB); bewaar alleen de afspraak zelf als .ics.",
    "other_file": "Dit is geen uitnodiging; kies een .ics-bestand, of typ de datum en de tijd.",
    "broken": "Deze uitnodiging is beschadigd of niet compleet; bewaar haar opnieuw, of typ de datum en de tijd.",
    "no_event": "In dit bestand staat geen afspraak; kies een andere .ics, of typ de datum en de tijd.",
    "too_many": "In dit bestand staan meer dan {limit} afspraken; bewaar alleen de afspraak zelf als .ics.",
    "no_begin": "Wanneer deze afspraak begint, is niet te lezen; typ de datum en de tijd.",
    "cancelled": "Deze afspraak is afgezegd; kies een andere uitnodiging, of typ de datum en de tijd.",
    "past": "Deze afspraak is geweest: {what}; kies een uitnodiging voor iets dat nog komt.",
    "too_far": "Deze afspraak is meer dan vijf jaar weg; kies er een die dichterbij ligt.",
    "rule_left": "De herhaling van deze afspraak kan ik niet volgen; alleen deze keer is overgenomen.",
    "zone_left": "Deze afspraak komt terug op de klok van een andere tijdzone; alleen de eerstvolgende keer is overgenomen.",
}
