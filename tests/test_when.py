"""When an event is: what people write in two languages, what is shown of it, and what comes back."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from dateutil import tz
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.i18n import LANGUAGES, Catalog, Language
from trainer.when import MAX_TEXT, When, WhenError, next_occurrence, rule_said, said, understand, understood


def zone_of(name: str) -> tzinfo:
    zone = tz.gettz(name)
    assert zone
    return zone


AMSTERDAM, NEW_YORK = zone_of("Europe/Amsterdam"), zone_of("America/New_York")
NL, EN = Catalog("nl"), Catalog("en")


def at(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold)


SUNDAY = at("2026-11-22T14:00")
SMALL_HOURS = at("2026-11-22T01:00")
LATE = at("2026-11-22T21:10")


def read(text: str, now: datetime = SUNDAY, language: Language = "nl") -> When:
    return understand(text, now=now, zone=AMSTERDAM, language=language)


def complaint(text: str, now: datetime = SUNDAY, language: Language = "nl") -> str:
    """The sentence that a text is refused with."""
    with pytest.raises(WhenError) as refused:
        read(text, now, language)
    return Catalog(language).say(refused.value.message)


def same_instant(one: datetime, other: datetime) -> bool:
    """Not `==`, which compares the clocks on the wall where both are in one zone."""
    return one.astimezone(UTC) == other.astimezone(UTC)


# Around the changes of the clock in Amsterdam and New York, and anywhere.
NOWS = st.one_of(
    st.datetimes(datetime(2024, 1, 1), datetime(2033, 1, 1)),  # noqa: DTZ001 - made aware below
    st.sampled_from(["2026-10-24T22:00", "2026-10-25T00:00", "2027-03-28T00:30", "2026-11-01T04:00"]).map(
        datetime.fromisoformat
    ),
).map(lambda naive: naive.replace(tzinfo=UTC))
ORDINALS = st.sampled_from([1, 2, 3, 4, 5, -1])
DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
RULES = st.one_of(
    st.just("FREQ=DAILY"),
    st.integers(2, 9).map(lambda n: f"FREQ=DAILY;INTERVAL={n}"),
    st.lists(DAYS, min_size=1, max_size=3, unique=True).map(lambda days: f"FREQ=WEEKLY;BYDAY={','.join(days)}"),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={}".format, st.integers(2, 9), DAYS),
    st.builds("FREQ=MONTHLY;BYDAY={0}{1}".format, ORDINALS, DAYS),
    st.builds("FREQ=MONTHLY;BYDAY=1{0},3{0}".format, DAYS),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYDAY={}{}".format, st.integers(2, 9), ORDINALS, DAYS),
    st.integers(1, 28).map(lambda day: f"FREQ=MONTHLY;BYMONTHDAY={day}"),
    st.sampled_from(["28,29", "28,29,30", "28,29,30,31"]).map("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1".format),
    st.builds("FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.integers(1, 28)),
    st.builds("FREQ=YEARLY;BYMONTH={};BYDAY={}{}".format, st.integers(1, 12), st.sampled_from([1, 2, -1]), DAYS),
)


# -- what people write, on Sunday 22 November 2026 at 14.00

WITH_AN_HOUR = """
vanavond 19.30 | 2026-11-22 19:30
vanavond om 19:30 uur | 2026-11-22 19:30
vanavond 7 uur | 2026-11-22 19:00
vanavond half acht | 2026-11-22 19:30
vandaag 15:00 | 2026-11-22 15:00
vanmiddag 3 uur | 2026-11-22 15:00
vanavond 12 uur | 2026-11-23 00:00
vannacht 2 uur | 2026-11-23 02:00
morgen 9:15 | 2026-11-23 09:15
morgenochtend half negen | 2026-11-23 08:30
morgen om 7 uur 's ochtends | 2026-11-23 07:00
overmorgen 9u | 2026-11-24 09:00
overmorgen om negen uur | 2026-11-24 09:00
vrijdag half acht | 2026-11-27 19:30
vrijdag 7.30 | 2026-11-27 07:30
vrijdag 07 uur | 2026-11-27 07:00
vrijdagavond 8 uur | 2026-11-27 20:00
vr 27/11 19u30 | 2026-11-27 19:30
vrijdag 20h | 2026-11-27 20:00
aanstaande donderdag 19:30 | 2026-11-26 19:30
donderdag a.s. 19.30 | 2026-11-26 19:30
komende donderdag om 19.30 uur | 2026-11-26 19:30
do. 26 nov. 19.30 | 2026-11-26 19:30
Donderdag 26 november 2026, 19.30 uur | 2026-11-26 19:30
volgende week dinsdag 18.00 | 2026-11-24 18:00
dinsdag volgende week 18:00 | 2026-11-24 18:00
kwart over zeven | 2026-11-22 19:15
kwart voor acht | 2026-11-22 19:45
5 voor half 8 | 2026-11-22 19:25
tien over half negen | 2026-11-22 20:40
vijf minuten voor acht | 2026-11-22 19:55
vijf voor acht | 2026-11-22 19:55
drie voor twaalf | 2026-11-22 23:57
morgenochtend drie voor twaalf | 2026-11-23 11:57
twee voor half acht | 2026-11-22 19:28
drie over acht | 2026-11-22 20:03
vrijdag een voor acht 's avonds | 2026-11-27 19:59
vrijdag 3 voor 20.00 | 2026-11-27 19:57
half een | 2026-11-23 12:30
7 uur 's avonds | 2026-11-22 19:00
’s avonds om 7 | 2026-11-22 19:00
om acht uur | 2026-11-22 20:00
19:30 | 2026-11-22 19:30
13.30 | 2026-11-23 13:30
12 dec 18:00 | 2026-12-12 18:00
12-12 18.00 | 2026-12-12 18:00
12.12 18:00 | 2026-12-12 18:00
18:00 12.12 | 2026-12-12 18:00
12.12 | 2026-11-23 12:12
12 december om 18 uur | 2026-12-12 18:00
2026-12-12 18:00 | 2026-12-12 18:00
2026-12-12T18:00 | 2026-12-12 18:00
2026-12-12T18:00:00Z | 2026-12-12 19:00
2026-12-12T18:00+01:00 | 2026-12-12 18:00
vrijdag 19:30-21:00 | 2026-11-27 19:30
vrijdag 19.30 – 21.00 uur | 2026-11-27 19:30
vrijdag van 6 tot 8 | 2026-11-27 18:00
vrijdag drie tot vijf | 2026-11-27 15:00
vrijdag 3 to 5 | 2026-11-27 15:00
vrijdag 18-20u | 2026-11-27 18:00
vrijdag tussen 17:00 en 19:00 | 2026-11-27 17:00
over een week om 8 uur | 2026-11-29 08:00
over 3 dagen 18:00 | 2026-11-25 18:00
vandaag over een week 18:00 | 2026-11-29 18:00
middernacht | 2026-11-23 00:00
vrijdag 24:00 | 2026-11-28 00:00
over 3 uur | 2026-11-22 17:00
over 20 minuten | 2026-11-22 14:20
over 20min | 2026-11-22 14:20
over een half uur | 2026-11-22 14:30
over een halfuur | 2026-11-22 14:30
over anderhalf uur | 2026-11-22 15:30
over 1,5 uur | 2026-11-22 15:30
over twee en een half uur | 2026-11-22 16:30
over tweeënhalf uur | 2026-11-22 16:30
over een kwartier | 2026-11-22 14:15
over drie kwartier | 2026-11-22 14:45
over een uur en een kwartier | 2026-11-22 15:15
over 1 uur en 20 minuten | 2026-11-22 15:20
over 1u30 | 2026-11-22 15:30
20 minuten | 2026-11-22 14:20
over anderhalve dag | 2026-11-24 02:00
tonight 7.30pm | 2026-11-22 19:30
tonight at 7 | 2026-11-22 19:00
tonight at 19:30 | 2026-11-22 19:30
this evening at 8 | 2026-11-22 20:00
7.30 p.m. | 2026-11-22 19:30
7:30 PM today | 2026-11-22 19:30
12am Friday | 2026-11-27 00:00
Friday 12pm | 2026-11-27 12:00
tomorrow at noon | 2026-11-23 12:00
noon | 2026-11-23 12:00
tomorrow 9am | 2026-11-23 09:00
next Tuesday 6pm | 2026-11-24 18:00
Tuesday next week at 6pm | 2026-11-24 18:00
half past seven | 2026-11-22 19:30
quarter to eight | 2026-11-22 19:45
a quarter past seven | 2026-11-22 19:15
twenty-five past seven | 2026-11-22 19:25
ten to eight | 2026-11-22 19:50
seven o’clock | 2026-11-22 19:00
8 in the morning | 2026-11-23 08:00
Dec 12 at 6pm | 2026-12-12 18:00
December 12, 2026 6 PM | 2026-12-12 18:00
12th of December at 18:00 | 2026-12-12 18:00
Friday 6 to 8pm | 2026-11-27 18:00
Friday three to twelve | 2026-11-27 15:00
Friday 5 to 7 | 2026-11-27 17:00
Friday five to seven | 2026-11-27 18:55
Friday 10 to 12 | 2026-11-27 10:00
Friday 10 to 8 | 2026-11-27 19:50
three before eight | 2026-11-22 19:57
Friday 6pm-8pm | 2026-11-27 18:00
Friday 7:30 to 9:30 pm | 2026-11-27 19:30
Friday 7.30-9pm | 2026-11-27 19:30
Friday 7:30am to 9:30pm | 2026-11-27 07:30
Friday 10:00 to 1:30 pm | 2026-11-27 10:00
Friday 7:30 to 9:30 am | 2026-11-27 07:30
Friday 7:30 to 21:30 | 2026-11-27 07:30
Friday, 27 Nov @ 19:30 | 2026-11-27 19:30
day after tomorrow 6pm | 2026-11-24 18:00
in 3 hours | 2026-11-22 17:00
in 20 minutes | 2026-11-22 14:20
half an hour | 2026-11-22 14:30
in half an hour | 2026-11-22 14:30
in an hour and a half | 2026-11-22 15:30
in a quarter of an hour | 2026-11-22 14:15
3 hours from now | 2026-11-22 17:00
"""

WITHOUT_AN_HOUR = """
vanavond | 2026-11-22 19:30
vandaag | 2026-11-22 19:30
vanmiddag | 2026-11-22 14:30
morgen | 2026-11-23 19:30
morgenochtend | 2026-11-23 09:00
morgenmiddag | 2026-11-23 14:00
overmorgen | 2026-11-24 19:30
vrijdag | 2026-11-27 19:30
VRIJDAG! | 2026-11-27 19:30
zondag | 2026-11-22 19:30
donderdagavond | 2026-11-26 19:30
donderdag-avond | 2026-11-26 19:30
deze donderdag | 2026-11-26 19:30
volgende week dinsdag | 2026-11-24 19:30
volgende week | 2026-11-29 19:30
volgende maand | 2026-12-22 19:30
vrijdag over een week | 2026-12-04 19:30
vrijdag over 2 weken | 2026-12-11 19:30
over drie dagen | 2026-11-25 19:30
over 2 weken | 2026-12-06 19:30
over een maand | 2026-12-22 19:30
over een jaar | 2027-11-22 19:30
12-12 | 2026-12-12 19:30
12/12 | 2026-12-12 19:30
12/11/2027 | 2027-11-12 19:30
12-11-27 | 2027-11-12 19:30
12 nov '27 | 2027-11-12 19:30
12 nov 2027 | 2027-11-12 19:30
12.11.2027 | 2027-11-12 19:30
2027-11-12 | 2027-11-12 19:30
5 januari | 2027-01-05 19:30
29 februari 2028 | 2028-02-29 19:30
de 12e | 2026-12-12 19:30
vrijdag de 13e | 2027-08-13 19:30
twaalf december | 2026-12-12 19:30
1 mrt | 2027-03-01 19:30
eerste donderdag van december | 2026-12-03 19:30
laatste vrijdag van de maand | 2026-11-27 19:30
donderag | 2026-11-26 19:30
vrjidag | 2026-11-27 19:30
woesndag | 2026-11-25 19:30
overmrogen | 2026-11-24 19:30
12 decmber | 2026-12-12 19:30
tonight | 2026-11-22 19:30
tomorrow morning | 2026-11-23 09:00
tommorow | 2026-11-23 19:30
Friday | 2026-11-27 19:30
Firday | 2026-11-27 19:30
Wensday | 2026-11-25 19:30
Thurs. | 2026-11-26 19:30
this Thursday | 2026-11-26 19:30
next Friday | 2026-11-27 19:30
Friday week | 2026-12-04 19:30
two weeks from Friday | 2026-12-11 19:30
in a fortnight | 2026-12-06 19:30
3 days from now | 2026-11-25 19:30
12 Dec | 2026-12-12 19:30
Dec 12 | 2026-12-12 19:30
the 12th | 2026-12-12 19:30
the twelfth of December | 2026-12-12 19:30
12/25 | 2026-12-25 19:30
first Thursday of next month | 2026-12-03 19:30
"""

AFTER_MIDNIGHT = """
vanavond 19.30 | 2026-11-22 19:30
vandaag 19.30 | 2026-11-22 19:30
vannacht 2 uur | 2026-11-22 02:00
tonight at 1.30 | 2026-11-22 01:30
morgen 19:30 | 2026-11-22 19:30
morgen 0:30 | 2026-11-23 00:30
morgenavond 20:00 | 2026-11-22 20:00
overmorgen 20:00 | 2026-11-23 20:00
zondag 19.30 | 2026-11-22 19:30
zaterdag 19.30 | 2026-11-28 19:30
half acht | 2026-11-22 19:30
3 uur 's nachts | 2026-11-22 03:00
over 3 dagen 12:00 | 2026-11-24 12:00
over 3 uur | 2026-11-22 04:00
"""

LATE_IN_THE_EVENING = """
vanavond | 2026-11-22 21:30
vandaag | 2026-11-22 21:30
22 nov | 2026-11-22 21:30
22 uur | 2026-11-22 22:00
zondag | 2026-11-29 19:30
zondag half acht | 2026-11-29 19:30
19:30 | 2026-11-23 19:30
half acht | 2026-11-23 19:30
morgen | 2026-11-23 19:30
"""


def rows(table: str) -> list[tuple[str, str]]:
    lines = (line.rsplit("|", 1) for line in table.strip().splitlines())
    return [(text.strip(), moment.strip()) for text, moment in lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "expected"), rows(WITH_AN_HOUR))
def test_a_moment_is_understood_in_either_language(text: str, expected: str, language: Language) -> None:
    if language == "en" and re.search(r"half \d", text):
        return  # that is half past
    when = read(text, language=language)
    assert (f"{when.at:%Y-%m-%d %H:%M}", when.rule, when.day_only) == (expected, None, False)
    assert when.at.tzinfo is AMSTERDAM


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "expected"), rows(WITHOUT_AN_HOUR))
def test_a_day_without_an_hour_gets_a_usual_one_and_says_so(text: str, expected: str, language: Language) -> None:
    when = read(text, language=language)
    assert (f"{when.at:%Y-%m-%d %H:%M}", when.rule, when.day_only) == (expected, None, True)


@pytest.mark.parametrize(("text", "expected"), rows(AFTER_MIDNIGHT))
def test_after_midnight_the_night_is_not_over(text: str, expected: str) -> None:
    assert f"{read(text, SMALL_HOURS).at:%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(("text", "expected"), rows(LATE_IN_THE_EVENING))
def test_late_in_the_evening_what_is_past_is_not_meant(text: str, expected: str) -> None:
    assert f"{read(text, LATE).at:%Y-%m-%d %H:%M}" == expected


DRINKS = """
zaterdag 5 uur | 2026-11-28 17:00
vrijdag half 8 | 2026-11-27 19:30
vrijdag 8 uur | 2026-11-27 20:00
vrijdag om half negen | 2026-11-27 20:30
vrijdag kwart over acht | 2026-11-27 20:15
vrijdag negen uur | 2026-11-27 21:00
vrijdag 9u | 2026-11-27 21:00
vrijdag van 8 tot 10 | 2026-11-27 20:00
vrijdag 8-10u | 2026-11-27 20:00
Friday at 8 | 2026-11-27 20:00
Friday half past eight | 2026-11-27 20:30
Friday nine o'clock | 2026-11-27 21:00
Friday 8 to 10 | 2026-11-27 20:00
elke vrijdag 8 uur | 2026-11-27 20:00
vrijdag 8:00 | 2026-11-27 08:00
vrijdag 08.00 | 2026-11-27 08:00
vrijdag 08 uur | 2026-11-27 08:00
vrijdag 8 uur 's ochtends | 2026-11-27 08:00
morgenochtend 8 uur | 2026-11-23 08:00
Friday 8am | 2026-11-27 08:00
Friday 8-10am | 2026-11-27 08:00
Friday 8 in the morning | 2026-11-27 08:00
vrijdag 10 uur | 2026-11-27 10:00
vrijdag van 9 tot 5 | 2026-11-27 09:00
vrijdag 9-17u | 2026-11-27 09:00
Friday 9-5pm | 2026-11-27 09:00
vrijdag 12 uur | 2026-11-27 12:00
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "expected"), rows(DRINKS))
def test_an_hour_of_drinks_is_in_the_evening_unless_it_is_written_otherwise(
    text: str, expected: str, language: Language
) -> None:
    if language == "en" and re.search(r"half \d", text):
        return  # that is half past
    when = understand(text, now=SUNDAY, zone=AMSTERDAM, language=language, evening=True)
    assert f"{when.at:%Y-%m-%d %H:%M}" == expected


def test_late_in_the_evening_an_hour_of_drinks_is_tomorrow_evenings() -> None:
    when = understand("kwart over acht", now=at("2026-11-22T22:30"), zone=AMSTERDAM, language="nl", evening=True)
    assert when.at == at("2026-11-23T20:15")


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        (
            "vrijdag 8 uur",
            "vrijdag 27 nov 20.00 ’s avonds (over 5 dagen)",
            "Friday 27 Nov 20:00 in the evening (in 5 days)",
        ),
        (
            "vrijdag 8:00",
            "vrijdag 27 nov 08.00 ’s ochtends (over 5 dagen)",
            "Friday 27 Nov 08:00 in the morning (in 5 days)",
        ),
        (
            "vrijdag 3 uur",
            "vrijdag 27 nov 15.00 ’s middags (over 5 dagen)",
            "Friday 27 Nov 15:00 in the afternoon (in 5 days)",
        ),
        ("vrijdag 19.30", "vrijdag 27 nov 19.30 (over 5 dagen)", "Friday 27 Nov 19:30 (in 5 days)"),
        ("vandaag 3 uur", "vandaag 15.00 ’s middags", "today 15:00 in the afternoon"),
        ("om 8 uur", "vanavond 20.00", "tonight 20:00"),
        (
            "elke vrijdag 8 uur",
            "elke vrijdag 20.00 ’s avonds vanaf 27 nov 2026 (over 5 dagen)",
            "every Friday 20:00 in the evening from 27 Nov 2026 (in 5 days)",
        ),
    ],
)
def test_the_half_of_the_day_that_was_taken_is_said_and_can_be_typed_back(text: str, dutch: str, english: str) -> None:
    when = understand(text, now=SUNDAY, zone=AMSTERDAM, language="nl", evening=True)
    shown = understood(when, SUNDAY, AMSTERDAM)
    assert (NL.say(shown), EN.say(shown)) == (dutch, english)
    for back in (dutch, english):
        again = understand(back, now=SUNDAY, zone=AMSTERDAM, language="nl", evening=True)
        assert (again.at, again.rule) == (when.at, when.rule)


def test_half_eight_is_an_hour_later_in_english() -> None:
    assert read("half 8").at == at("2026-11-22T19:30")
    assert read("half 8", language="en").at == at("2026-11-22T20:30")
    assert read("half eight").at == at("2026-11-22T20:30")
    assert read("half acht", language="en").at == at("2026-11-22T19:30")


def test_next_tuesday_is_next_weeks_and_this_tuesday_the_coming_one() -> None:
    monday = at("2026-11-23T09:00")
    assert read("next Tuesday 18:00", monday).at == at("2026-12-01T18:00")
    assert read("volgende week dinsdag 18:00", monday).at == at("2026-12-01T18:00")
    assert read("this Tuesday 18:00", monday).at == at("2026-11-24T18:00")
    assert read("dinsdag 18:00", monday).at == at("2026-11-24T18:00")


# -- what comes back

REPEATED = """
elke eerste donderdag van de maand | 2026-12-03 19:30 | FREQ=MONTHLY;BYDAY=1TH
elke eerste donderdag van de maand om 20.00 | 2026-12-03 20:00 | FREQ=MONTHLY;BYDAY=1TH
iedere laatste vrijdag van de maand 17u | 2026-11-27 17:00 | FREQ=MONTHLY;BYDAY=-1FR
elke eerste en derde woensdag van de maand 20:00 | 2026-12-02 20:00 | FREQ=MONTHLY;BYDAY=1WE,3WE
elke maand de tweede dinsdag | 2026-12-08 19:30 | FREQ=MONTHLY;BYDAY=2TU
elke dinsdag 18:00 | 2026-11-24 18:00 | FREQ=WEEKLY;BYDAY=TU
elke dinsdag en donderdag om 19u | 2026-11-24 19:00 | FREQ=WEEKLY;BYDAY=TU,TH
elke dinsdagavond | 2026-11-24 19:30 | FREQ=WEEKLY;BYDAY=TU
dinsdags 18:00 | 2026-11-24 18:00 | FREQ=WEEKLY;BYDAY=TU
wekelijks op dinsdag 19.30 | 2026-11-24 19:30 | FREQ=WEEKLY;BYDAY=TU
elke zondag 12:00 | 2026-11-29 12:00 | FREQ=WEEKLY;BYDAY=SU
om de week op woensdag | 2026-11-25 19:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=WE
om de twee weken op woensdag | 2026-11-25 19:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=WE
elke 3 weken woensdag 18:00 | 2026-11-25 18:00 | FREQ=WEEKLY;INTERVAL=3;BYDAY=WE
iedere maand | 2026-11-22 19:30 | FREQ=MONTHLY;BYMONTHDAY=22
elke 12e van de maand 18:00 | 2026-12-12 18:00 | FREQ=MONTHLY;BYMONTHDAY=12
elke maand op de 31e 18:00 | 2026-11-30 18:00 | FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1
elk jaar op 12 november 18:00 | 2027-11-12 18:00 | FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=12
elke dag 8:00 | 2026-11-23 08:00 | FREQ=DAILY
elke dinsdag 18:00 vanaf 8 december | 2026-12-08 18:00 | FREQ=WEEKLY;BYDAY=TU
the first Thursday of every month | 2026-12-03 19:30 | FREQ=MONTHLY;BYDAY=1TH
every first Thursday at 7pm | 2026-12-03 19:00 | FREQ=MONTHLY;BYDAY=1TH
every Tuesday at 18:00 | 2026-11-24 18:00 | FREQ=WEEKLY;BYDAY=TU
Tuesdays at 6 | 2026-11-24 18:00 | FREQ=WEEKLY;BYDAY=TU
every other Tuesday | 2026-11-24 19:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
every second Tuesday | 2026-11-24 19:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
every second Tuesday of the month | 2026-12-08 19:30 | FREQ=MONTHLY;BYDAY=2TU
every 2 weeks on Wednesday | 2026-11-25 19:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=WE
every fortnight on Wednesday | 2026-11-25 19:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=WE
every month on the 12th | 2026-12-12 19:30 | FREQ=MONTHLY;BYMONTHDAY=12
monthly on the first Thursday | 2026-12-03 19:30 | FREQ=MONTHLY;BYDAY=1TH
every year on 12 Nov at 18:00 | 2027-11-12 18:00 | FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=12
every last Friday of December | 2026-12-25 19:30 | FREQ=YEARLY;BYMONTH=12;BYDAY=-1FR
"""


@pytest.mark.parametrize("row", rows(REPEATED), ids=lambda row: row[0])
def test_a_repetition_is_understood_with_its_first_time(row: tuple[str, str]) -> None:
    (text, expected), rule = row[0].rsplit("|", 1), row[1]
    when = read(text)
    assert (f"{when.at:%Y-%m-%d %H:%M}", when.rule) == (expected.strip(), rule)


def occurrences(rule: str, first: datetime, n: int, zone: tzinfo = AMSTERDAM) -> list[str]:
    """The first times, as the clock on the wall shows them."""
    found: list[str] = []
    after = first - timedelta(minutes=1)
    while len(found) < n and (found_at := next_occurrence(rule, after, zone, first)):
        found.append(f"{found_at:%m-%d %H:%M %z}")
        after = found_at
    return found


def test_half_past_seven_stays_so_when_the_clock_changes() -> None:
    assert occurrences("FREQ=MONTHLY;BYDAY=-1SU", at("2026-09-27T19:30"), 3) == [
        "09-27 19:30 +0200",
        "10-25 19:30 +0100",
        "11-29 19:30 +0100",
    ]
    assert occurrences("FREQ=DAILY", at("2026-10-24T19:30"), 3) == [
        "10-24 19:30 +0200",
        "10-25 19:30 +0100",
        "10-26 19:30 +0100",
    ]


def test_an_hour_that_the_clock_skips_comes_an_hour_later_that_day_only() -> None:
    assert occurrences("FREQ=DAILY", at("2027-03-27T02:30"), 3) == [
        "03-27 02:30 +0100",
        "03-28 03:30 +0200",
        "03-29 02:30 +0200",
    ]
    when = read("elke dag 02:30", at("2027-03-27T12:00"))
    assert f"{when.at:%m-%d %H:%M}" == "03-29 02:30"  # a first time of 03.30 would move all of them


def test_a_month_without_a_31st_gives_its_last_day() -> None:
    when = read("elke maand op de 31e 18:00", at("2026-12-31T20:00"))
    assert when.rule
    assert [text[:5] for text in occurrences(when.rule, when.at, 4)] == ["01-31", "02-28", "03-31", "04-30"]


def test_every_other_week_counts_from_the_first() -> None:
    when = read("om de week op woensdag 18:00")
    assert when.rule
    assert [text[:5] for text in occurrences(when.rule, when.at, 3)] == ["11-25", "12-09", "12-23"]


def test_a_repetition_ends_where_its_rule_says() -> None:
    first = at("2026-11-24T18:00")
    assert len(occurrences("FREQ=WEEKLY;COUNT=3", first, 9)) == 3
    assert len(occurrences("FREQ=WEEKLY;UNTIL=20261208", first, 9)) == 3
    assert len(occurrences("FREQ=WEEKLY;UNTIL=20261208T170000Z", first, 9)) == 3
    assert len(occurrences("FREQ=WEEKLY;UNTIL=20261208T165959Z", first, 9)) == 2
    assert occurrences("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", first, 1) == []


@given(RULES, st.integers(0, 60 * 366), NOWS)
def test_an_old_repetition_is_not_counted_out_from_its_start(rule: str, days_ago: int, now: datetime) -> None:
    """The next time is the same as when every time from the first on is counted."""
    first = (now - timedelta(days=days_ago)).astimezone(AMSTERDAM).replace(hour=19, minute=30, second=0, microsecond=0)
    until = now.astimezone(AMSTERDAM).replace(tzinfo=None) + timedelta(days=3 * 366)
    series = rrulestr(rule, dtstart=first.replace(tzinfo=None)).between(
        now.astimezone(AMSTERDAM).replace(tzinfo=None), until
    )
    found = next_occurrence(rule, now, AMSTERDAM, first)
    assert found
    assert not series or found.replace(tzinfo=None) == series[0]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "elke week",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=MONTHLY;BYMONTH=13",
        "FREQ=DAILY;UNTIL=20261399",
        "FREQ=WEEKLY;BYDAY=" + "MO," * 999,
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rule: str) -> None:
    with pytest.raises(WhenError):
        next_occurrence(rule, SUNDAY, AMSTERDAM, SUNDAY)


# -- what cannot be


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Schrijf wanneer het is"),
        ("  \n", "Schrijf wanneer het is"),
        ("ooit eens", "“ooit” ken ik niet"),
        ("vrijdag 🎉", "“🎉” ken ik niet"),
        ("jui", "“jui” ken ik niet"),  # June or July?
        ("om", "kan ik niet lezen"),
        ("31 februari", "31-2 bestaat niet"),
        ("29-2-2027", "29-2-2027 bestaat niet"),
        ("12-13-2026", "12-13-2026 bestaat niet"),
        ("0000-00-00", "bestaat niet"),
        ("25:00", "“25:00” is geen tijd"),
        ("vrijdag 19:75", "“19:75” is geen tijd"),
        ("13pm", "“13:00” is geen tijd"),
        ("12 nov", "donderdag 12 nov (10 dagen geleden)"),
        ("12 nov 18:00", "donderdag 12 nov 18.00 (10 dagen geleden)"),
        ("vandaag 12:00", "vandaag 12.00"),
        ("gisteren", "zaterdag 21 nov (gisteren)"),
        ("0001-01-01", "Dat is geweest"),
        ("vanochtend", "Dat is geweest"),
        ("over 10 jaar", "meer dan vijf jaar"),
        ("over 999999 maanden", "meer dan vijf jaar"),
        ("over 999999 uur", "meer dan vijf jaar"),
        ("9999-12-31 23:59", "meer dan vijf jaar"),
        ("9999-12-31T23:59:59Z", "meer dan vijf jaar"),
        ("donderdag 27 nov", "vrijdag 27 nov 2026 valt niet op donderdag"),
        ("vrijdag zaterdag", "meer dan één dag"),
        ("morgen 12 december", "meer dan één dag"),
        ("vrijdag 18:00 19:00", "meer dan één tijd"),
        ("elke week op 12e", "kies ik geen dag"),
        ("elke vrijdag 24:00", "kies ik geen dag"),
        ("zesde donderdag van december", "Zo vaak komt"),
        ("vrijdag " * 40, "te lang"),
        ("9" * 10_000, "te lang"),
    ],
)
def test_what_cannot_be_gets_one_sentence(text: str, part: str) -> None:
    sentence = complaint(text)
    assert part in sentence
    assert sentence.endswith(".")
    assert complaint(text, language="en")


def test_a_date_just_past_is_a_slip_and_one_long_past_is_next_years() -> None:
    assert "Dat is geweest" in complaint("1 okt")
    assert read("15 sep").at == at("2027-09-15T19:30")


def test_a_time_that_the_clock_skips_is_taken_an_hour_later() -> None:
    assert f"{read('28-3-2027 02:30').at:%H:%M %z}" == "03:30 +0200"


def test_of_a_time_that_comes_twice_the_first_is_taken_unless_winter_time_is_said() -> None:
    assert f"{read('25-10-2026 02:30', at('2026-10-20T12:00')).at:%H:%M %z}" == "02:30 +0200"
    assert f"{read('25-10-2026 02:30 wintertijd', at('2026-10-20T12:00')).at:%H:%M %z}" == "02:30 +0100"


def test_hours_from_now_are_hours_that_pass() -> None:
    before = at("2026-10-25T01:30")
    assert f"{read('over 3 uur', before).at:%H:%M %z}" == "03:30 +0100"


# -- what is shown


@pytest.mark.parametrize(
    ("moment", "dutch", "english"),
    [
        ("2026-11-22T14:20", "vandaag 14.20 (over 20 minuten)", "today 14:20 (in 20 minutes)"),
        ("2026-11-22T14:01", "vandaag 14.01 (over 1 minuut)", "today 14:01 (in 1 minute)"),
        ("2026-11-22T16:00", "vandaag 16.00", "today 16:00"),
        ("2026-11-22T19:30", "vanavond 19.30", "tonight 19:30"),
        ("2026-11-23T01:00", "maandag 23 nov 01.00 (over 11 uur)", "Monday 23 Nov 01:00 (in 11 hours)"),
        ("2026-11-23T19:30", "maandag 23 nov 19.30 (morgen)", "Monday 23 Nov 19:30 (tomorrow)"),
        ("2026-11-26T19:30", "donderdag 26 nov 19.30 (over 4 dagen)", "Thursday 26 Nov 19:30 (in 4 days)"),
        ("2027-01-14T19:30", "donderdag 14 jan 2027 19.30 (over 8 weken)", "Thursday 14 Jan 2027 19:30 (in 8 weeks)"),
        ("2026-11-12T19:30", "donderdag 12 nov 19.30 (10 dagen geleden)", "Thursday 12 Nov 19:30 (10 days ago)"),
    ],
)
def test_a_moment_is_said_as_a_person_would(moment: str, dutch: str, english: str) -> None:
    shown = said(at(moment), SUNDAY, AMSTERDAM)
    assert (NL.say(shown), EN.say(shown)) == (dutch, english)


@pytest.mark.parametrize(
    ("rule", "dutch", "english"),
    [
        ("FREQ=MONTHLY;BYDAY=1TH", "elke eerste donderdag van de maand", "the first Thursday of every month"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "elke dinsdag en donderdag", "every Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "elke 2 weken op woensdag", "every 2 weeks on Wednesday"),
        ("FREQ=MONTHLY;BYMONTHDAY=22", "elke maand op de 22e", "every month on the 22nd"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=12", "elk jaar op 12 nov", "every year on 12 Nov"),
        ("FREQ=DAILY;COUNT=3", "elke dag, 3 keer", "every day, 3 times"),
        (
            "FREQ=DAILY;UNTIL=20261224",
            "elke dag, tot en met donderdag 24 dec 2026",
            "every day, until Thursday 24 Dec 2026",
        ),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=2", "op vaste dagen", "on set days"),
    ],
)
def test_a_repetition_is_said_in_words(rule: str, dutch: str, english: str) -> None:
    assert (NL.say(rule_said(rule)), EN.say(rule_said(rule))) == (dutch, english)


def test_what_was_understood_names_the_hour_that_was_taken() -> None:
    shown = understood(read("elke eerste donderdag van de maand"), SUNDAY, AMSTERDAM)
    assert NL.say(shown) == (
        "elke eerste donderdag van de maand 19.30 vanaf 3 dec 2026 (over 11 dagen) · geen tijd genoemd, dus 19.30"
    )
    assert EN.say(understood(read("vrijdag 19.30"), SUNDAY, AMSTERDAM)) == "Friday 27 Nov 19:30 (in 5 days)"


# -- anything at all

AHEAD = st.one_of(st.integers(1, 36 * 60), st.integers(1, 400 * 24 * 60), st.integers(1, 4 * 365 * 24 * 60))


@given(NOWS, AHEAD, st.sampled_from([AMSTERDAM, NEW_YORK]), st.sampled_from(LANGUAGES))
@example(datetime(2026, 10, 24, 22, tzinfo=UTC), 150, AMSTERDAM, "nl")  # 02.30, the first time
@example(datetime(2026, 10, 24, 22, tzinfo=UTC), 210, AMSTERDAM, "nl")  # 02.30, the second time
@settings(max_examples=600)
def test_what_is_shown_can_be_typed_back(now: datetime, ahead: int, zone: tzinfo, language: Language) -> None:
    moment = (now + timedelta(minutes=ahead)).replace(second=0, microsecond=0).astimezone(zone)
    if not moment.astimezone(UTC) > now:
        return
    shown = Catalog(language).say(said(moment, now, zone))
    for reader in LANGUAGES:
        again = understand(shown, now=now, zone=zone, language=reader).at
        assert same_instant(again, moment), shown


@given(NOWS, AHEAD, RULES, st.sampled_from(LANGUAGES))
@settings(max_examples=400)
def test_a_repetition_that_is_shown_can_be_typed_back(now: datetime, ahead: int, rule: str, language: Language) -> None:
    # A yearly one is said without the day that it counts from: it is the coming one.
    begin = now if "YEARLY" in rule else now + timedelta(minutes=ahead)
    begin = begin.astimezone(AMSTERDAM).replace(second=0, microsecond=0)
    first = next_occurrence(rule, max(now, begin), AMSTERDAM, begin)
    if first is None or first.fold or first.astimezone(UTC) - now > timedelta(days=5 * 365):
        return
    shown = Catalog(language).say(understood(When(first, rule), now, AMSTERDAM))
    again = understand(shown, now=now, zone=AMSTERDAM, language=language)
    assert (again.rule, again.at) == (rule, first), shown


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "vrijdag maandag nov december 12 3 half kwart over voor in elke om de week weken uur minuten 19.30 12-11 2026"
        " eerste second of the every other next this maand vanavond morgen middernacht noon tot - 's avonds pm 7pm 31"
        " 31e 24:00 dag jaar 0 999999 1,5 van between 2027-02-29 wintertijd from now year",
    )
)


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(WORDS, max_size=8).map(" ".join),
        st.lists(st.one_of(WORDS, st.text("0123456789:-./ '", max_size=4)), max_size=10).map(" ".join),
        st.text(min_size=1, max_size=3).map(lambda text: text * 3000),
    ),
    NOWS,
    st.sampled_from(LANGUAGES),
)
@settings(max_examples=2000)
def test_any_text_is_understood_as_a_time_to_come_or_refused(text: str, now: datetime, language: Language) -> None:
    try:
        when = understand(text, now=now, zone=AMSTERDAM, language=language)
    except WhenError as error:
        NL.say(error.message)
        EN.say(error.message)
        return
    assert len(text) <= MAX_TEXT
    assert now < when.at.astimezone(UTC) < now + timedelta(days=6 * 366)
    assert (when.at.second, when.at.microsecond) == (0, 0)
    Catalog(language).say(understood(when, now, AMSTERDAM))


@given(
    st.dictionaries(
        st.sampled_from(["INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "BYHOUR"]),
        st.one_of(
            st.integers(-400, 400).map(str),
            st.lists(st.integers(-31, 31).map(str), max_size=4).map(",".join),
            st.sampled_from(["MO", "1MO,-1FR", "53SU", "20270101", "20270101T000000Z", "99999999", ""]),
        ),
        max_size=5,
    ),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]),
)
@settings(max_examples=300)
def test_any_rule_is_followed_or_refused(others: dict[str, str], frequency: str) -> None:
    rule = ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in others.items())])
    try:
        found = next_occurrence(rule, SUNDAY, AMSTERDAM, SUNDAY - timedelta(days=900))
        NL.say(rule_said(rule))
    except WhenError:
        return
    assert found is None or found > SUNDAY


def test_the_start_of_the_program_loads_no_dates() -> None:
    """trainer.when may be imported anywhere: dateutil and rapidfuzz come with the first use."""
    script = """
import sys
import trainer.when
print(*(name for name in ("dateutil", "rapidfuzz", "icalendar", "textual") if name in sys.modules))
"""
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", cwd=root, check=True)
    assert done.stdout.strip() == ""
