"""Waarom het systeem iets niet doet: achter een dubbele punt, met wat helpt."""

MESSAGES = {
    "full": "de schijf is vol. Maak ruimte en probeer het nog eens.",
    "quota": "je ruimte op deze schijf is op. Ruim iets op en probeer het nog eens.",
    "read_only": "de schijf laat zich alleen lezen. Maak haar schrijfbaar en probeer het nog eens.",
    "permission": "daar heb je geen rechten voor. Pas de rechten aan en probeer het nog eens.",
    "gone": "dat is er niet. Kijk of de naam klopt en of de schijf is aangesloten.",
    "not_a_folder": "een deel van dat pad is geen map. Kijk of de naam klopt.",
    "a_folder": "dat is een map. Noem een bestand.",
    "broken": "de schijf geeft een fout. Maak een reservekopie, controleer de schijf en probeer het nog eens.",
    "other": "het systeem meldt fout {number}. Probeer het nog eens.",
}
