"""Make the pictures of every screen by driving the real application, with a clock that stands still.

    python -m screenshots.make                     all of them, as SVG and PNG
    python -m screenshots.make review --size 40x15 --to /tmp/look    some of them, elsewhere

The learner in the pictures has practised for two weeks: a script answers real sessions, day by day, through the same
desk that the program uses.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from screenshots.png import to_png
from trainer.cards.model import Card, CardKey, Cloze, DoOrDont, Items, OwnWords, Short
from trainer.desk import Desk, lay
from trainer.i18n import LANGUAGES, Language
from trainer.memory.model import Grade
from trainer.store.event import Event
from trainer.study.plan import Plan
from trainer.study.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.widgets.answer import AnswerBox
from trainer.workshop.recognition import Recognition

HERE = Path(__file__).parent
THEMES = ("dark", "light")
EVENING = datetime(2026, 11, 21, 19, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Clock:
    """A clock that only moves when told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def right_answer(card: Card) -> str:
    """What a learner who knows the card would type."""
    match card.answer:
        case Short(answer=answer):
            return answer
        case Cloze(gaps=gaps):
            return "\n".join(gap.answer for gap in gaps)
        case Items(items=items, needed=needed):
            return "\n".join(item[0] for item in items[:needed])
        case OwnWords(models=models):
            return models[0]
        case DoOrDont(reasons=reasons):
            return reasons.models[0]


def answer_all(desk: Desk, session: Session, rng: Random) -> None:
    """Answer a session as a learner who knows most of it."""
    clock = desk.now
    assert isinstance(clock, Clock)
    while question := desk.next(session):
        clock.at += timedelta(seconds=rng.randint(2, 5))
        session.key(clock.at)
        clock.at += timedelta(seconds=rng.randint(6, 40))
        knows = rng.random() < 0.85 or question.repeat
        answer = desk.submit(session, right_answer(question.card) if knows else "")
        grade = answer.proposal.grade or (Grade.GOOD if knows else Grade.AGAIN)
        desk.record(session, answer, grade, review_id=desk.store.new_id())


@contextmanager
def at_home(home: str) -> Iterator[None]:
    """Live in a folder for a while, so that a path on a screen is the same every time."""
    before, here = os.environ.get("HOME"), Path.cwd()
    os.environ["HOME"] = home
    os.chdir(home)
    try:
        yield
    finally:
        os.chdir(here)
        if before is None:
            del os.environ["HOME"]
        else:
            os.environ["HOME"] = before


@contextmanager
def learner(language: Language, theme: str, *, practised: bool = True) -> Iterator[Desk]:
    """The desk of someone who has practised for two weeks, or of someone who has only just come."""
    with tempfile.TemporaryDirectory() as home, at_home(home):
        clock, rng = Clock(EVENING - timedelta(days=14)), Random(7)
        locale = "nl_NL.UTF-8" if language == "nl" else "en_GB.UTF-8"
        desk = lay({"TRAINER_HOME": f"{home}/trainer", "LANG": locale}, now=clock, rng=rng)
        if practised:
            desk.save(replace(desk.settings, theme=f"trainer-{theme}", reduced_motion=True))
            for back in range(14, 0, -1):
                clock.at = EVENING - timedelta(days=back)
                if back not in (11, 5):  # nobody practises every day, and that is fine
                    answer_all(desk, desk.begin(), rng)
        else:
            desk.settings = replace(desk.settings, theme=f"trainer-{theme}", reduced_motion=True)
        clock.at = EVENING
        desk.rng = Random(7)
        try:
            yield desk
        finally:
            desk.store.close()


def on_card(desk: Desk, name: str) -> Session:
    """A session that begins with one card of the deck."""
    key = next(key for key in desk.library.cards if key.endswith(f"#{name}") and key.startswith(desk.settings.language))
    rest = tuple(card for card in desk.waiting().due if card.key != key)[:6]
    plan = Plan((desk.library.cards[key], *rest), ahead=True)
    return Session(plan, desk.settings, desk.paces, day_of=desk.day_of)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the card it opens on if any, and what is pressed."""

    name: str
    card: str = ""
    typed: tuple[str, str] = ("", "")
    """What is typed into the box, in Dutch and in English."""
    keys: tuple[str, ...] = ()
    newcomer: bool = False
    finished: bool = False
    kept: bool = False
    """The learner has kept a line and two wordings."""
    event: bool = False
    """There are drinks on Thursday."""
    own: bool = False
    """The learner has a deck of their own."""
    reworded: bool = False
    """And has practised it, and changed a question in its file."""
    begins: timedelta | None = None
    """There are drinks so long from now; before now, they are over."""
    first: tuple[str, ...] = ()
    """What is pressed before something is typed."""
    fetched: bool = False
    """There are files with cards among what was fetched."""


KEPT: Mapping[Language, tuple[str, str, str]] = {
    "nl": ("Hoi, ik ben Noor. Wat brengt jou hier vanavond?", "zo eens in de vijf weken", "af en toe"),
    "en": ("Hi, I’m Noor. What brings you here tonight?", "about every five weeks", "now and then"),
}
"""A line, a wording that counts, and one that never does."""

EVENT: Mapping[Language, tuple[str, str]] = {
    "nl": ("Netwerkborrel", "Café De Zaak"),
    "en": ("Networking drinks", "The Corner Café"),
}

SOON, OVER = timedelta(minutes=20), timedelta(hours=-20)

OWN: Mapping[Language, str] = {
    "nl": """# Borrel van donderdag
Taal: nl

## Wie organiseert de borrel?
Antwoord: Petra
Ook goed: Petra de Vries / mevrouw De Vries
Hint: Ze staat meestal bij de deur.
Uitleg: Zij kent iedereen: vraag haar aan wie ze je zou voorstellen.

## Noem drie mensen die er zijn.
- Karel
- Noor
- Samira
- Wim

## De borrel begint om [half acht / 19.30 uur].

## Je staat naast een onbekende bij de koffie. Wat zeg je?
Moet: open vraag ([open vraag])
Voorbeeld: Wat brengt jou hier vanavond?

## Is het in de kantine?
Antwoord: ja
""",
    "en": """# Drinks on Thursday
Language: en

## Who organises the drinks?
Answer: Petra
Also right: Petra de Vries / Ms de Vries
Hint: She usually stands at the door.
Why: She knows everybody: ask her whom she would introduce you to.

## Name three people who are there.
- Karel
- Noor
- Samira
- Wim

## The drinks begin at [half past seven / 19.30].

## You stand beside a stranger at the coffee. What do you say?
Must: open question ([open question])
Example: What brings you here tonight?

## Is it in the canteen?
Answer: yes
""",
}
"""A deck of the learner's own, with a card of most kinds."""
REWORDED: Mapping[Language, tuple[str, str]] = {
    "nl": ("Wie organiseert de borrel?", "Wie organiseert de borrel van donderdag?"),
    "en": ("Who organises the drinks?", "Who organises the drinks on Thursday?"),
}
TO_OWN = ("d", "down", "down", "down", "down")

SHOTS = (
    Shot("welcome", newcomer=True),
    Shot("today"),
    Shot("today-event", event=True),
    Shot("events", event=True, keys=("e",)),
    Shot("events-empty", keys=("e",)),
    Shot("event", event=True, keys=("e", "enter")),
    Shot("event-form", keys=("e", "n", *"borrel", "enter", *"vrijdag", "enter")),
    Shot("review", card="et-interval", keys=("ctrl+t",)),
    Shot("review-close", card="et-other-name", typed=("advisgesprek", "informational inteview"), keys=("enter",)),
    Shot("review-wrong", card="et-interval", typed=("elke week", "every week"), keys=("enter",)),
    Shot(
        "review-list",
        card="et-lsd",
        typed=("luisteren\nsamenvatten", "listen\nsummarise"),
        keys=("ctrl+j",),
    ),
    Shot(
        "review-points",
        card="open-coffee",
        typed=("Hoi, ik ben Noor. Wat brengt jou hier vanavond?", "Hi, I’m Noor. What brings you here tonight?"),
        keys=("ctrl+j",),
    ),
    Shot(
        "review-models",
        card="open-coffee",
        typed=("Hoi, ik ben Noor. Wat brengt jou hier vanavond?", "Hi, I’m Noor. What brings you here tonight?"),
        keys=("ctrl+j", "enter", "k"),
    ),
    Shot("done", finished=True),
    Shot("cram", begins=SOON, keys=("c",)),
    Shot("cram-goal", begins=SOON, keys=("c", "enter")),
    Shot("cram-line", begins=SOON, keys=("c", "enter", "enter", "1")),
    Shot("cram-aloud", begins=SOON, keys=("c", "enter", "enter", "1", "enter")),
    Shot(
        "cram-recall",
        kept=True,
        begins=SOON,
        first=("c", "enter", "enter"),
        typed=("Dag, ik ben Noor. Wie ken jij hier?", "Hello, I’m Noor. Who do you know here?"),
        keys=("ctrl+j", "enter"),
    ),
    Shot("cram-quick", begins=SOON, keys=("c", "enter", *["ctrl+n"] * 6)),
    Shot("cram-quick-shown", begins=SOON, keys=("c", "enter", *["ctrl+n"] * 6, "enter")),
    Shot("page", kept=True, begins=timedelta(minutes=4), keys=("c", "enter")),
    Shot("afterwards", begins=OVER),
    Shot("afterwards-lines", kept=True, begins=OVER, keys=("enter", "enter", "1")),
    Shot(
        "afterwards-done",
        begins=OVER,
        typed=("Anja de Wit, Karim", "Anja, Karim"),
        keys=("ctrl+j", "enter", "1", "enter", "enter"),
    ),
    Shot(
        "follow-ups",
        begins=OVER,
        first=("enter",),
        typed=("link over zelfroosteren sturen aan Anja", "send Anja the link about rosters"),
        keys=("ctrl+j", "enter", "enter", "enter", "f"),
    ),
    Shot("lines", kept=True, keys=("l",)),
    Shot("decks", keys=("d",)),
    Shot("wordings", kept=True, keys=("d", "w")),
    Shot("deck", keys=("d", "enter")),
    Shot("decks-own", own=True, keys=TO_OWN),
    Shot("deck-own", own=True, keys=(*TO_OWN, "enter")),
    Shot("deck-problems", own=True, keys=(*TO_OWN, "enter", "f", "enter")),
    Shot("new-deck", keys=("d", "n")),
    Shot("card-new", own=True, keys=(*TO_OWN, "a")),
    Shot("card-change", own=True, keys=(*TO_OWN, "enter", "down", "e")),
    Shot("card-more", own=True, keys=(*TO_OWN, "enter", "e", "ctrl+o")),
    Shot("card-lacks", own=True, keys=(*TO_OWN, "a", "ctrl+s")),
    Shot("card-try", own=True, keys=(*TO_OWN, "enter", "t", *"Petra", "enter")),
    Shot("card-move", own=True, keys=(*TO_OWN, "enter", "m")),
    Shot("same-card", reworded=True),
    Shot("bring-in", fetched=True, keys=("d", "i")),
    Shot("bring-in-asked", fetched=True, keys=("d", "i", "down", "enter")),
    Shot("bring-in-done", fetched=True, keys=("d", "i", "down", "enter", "enter")),
    Shot("take-out", own=True, keys=(*TO_OWN, "E")),
    Shot("take-out-file", own=True, keys=(*TO_OWN, "E", "down", "enter")),
    Shot("take-out-done", own=True, keys=(*TO_OWN, "E", "enter", "enter")),
    Shot("settings", keys=("s",)),
    Shot("help", keys=("question_mark",)),
)


def write_own(desk: Desk, *, reworded: bool) -> None:
    """Put the learner's own decks in their folder."""
    language = desk.settings.language
    desk.paths.decks.mkdir(parents=True)
    path = desk.paths.decks / "borrel.md"
    path.write_text(OWN[language], encoding="utf-8")
    (desk.paths.decks / "werk.md").write_text("# Werk\nTaal: nl\n", encoding="utf-8")
    desk.reload()
    if reworded:
        answer_all(desk, desk.begin(desk.named(["own/borrel"])), Random(3))
        Recognition(desk).remember()
        path.write_text(OWN[language].replace(*REWORDED[language]), encoding="utf-8")
        desk.reload()


FETCHED: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "kamer van koophandel.csv": "Vraag;Antwoord;Les\nWie organiseert de borrel?;Petra;1\nWaar is het?;De Zaak;1\n"
        'Waarom kom je?;"Ik zoek een plek\nin de culturele sector.";2\n',
        "zinnen.md": "Q: Wat brengt jou hier?\nA: De lezing.\n",
    },
    "en": {
        "chamber of commerce.csv": "Question,Answer,Lesson\nWho organises the drinks?,Petra,1\n"
        'Where is it?,The Corner,1\nWhy do you come?,"I am looking for a place\nin the arts.",2\n',
        "lines.md": "Q: What brings you here?\nA: The talk.\n",
    },
}
"""Files from elsewhere, the newest first."""


def write_fetched(language: Language) -> None:
    """Put them where what is fetched goes."""
    folder = Path.home() / "Downloads"
    folder.mkdir()
    for days, (name, text) in enumerate(FETCHED[language].items()):
        (folder / name).write_text(text, encoding="utf-8")
        at = (EVENING - timedelta(days=days, minutes=8)).timestamp()
        os.utime(folder / name, (at, at))


async def take(shot: Shot, desk: Desk, size: tuple[int, int]) -> str:
    """Drive the application to where the picture is, and return it as SVG."""
    async with driven(shot, desk, size) as app:
        svg = app.export_screenshot(title=shot.name, simplify=True)
    return re.sub(r"terminal-\d+", "terminal", svg)


@asynccontextmanager
async def driven(shot: Shot, desk: Desk, size: tuple[int, int]) -> AsyncIterator[TrainerApp]:
    """The application, driven to where the picture is."""
    session = None
    if shot.kept:
        language = desk.settings.language
        line, right, wrong = KEPT[language]
        opener, term = CardKey(f"{language}/openers#open-coffee"), CardKey(f"{language}/etiquette#et-interval")
        desk.store.keep_line(opener, f"{language}/openers", line, at=desk.now())
        desk.store.accept_wording(term, right)
        desk.store.refuse_wording(term, wrong)
    if shot.event:
        name, place = EVENT[desk.settings.language]
        decks = tuple(f"{desk.settings.language}/{deck}" for deck in ("openers", "pitch"))
        at = EVENING.replace(day=26)
        desk.store.keep_event(Event(desk.store.new_id(), name, at, decks=decks, place=place))
        desk.store.keep_event(
            Event(desk.store.new_id(), name, at - timedelta(days=21), looked_back=at - timedelta(days=21))
        )
    if shot.begins is not None:
        name, _ = EVENT[desk.settings.language]
        desk.store.keep_event(Event(desk.store.new_id(), name, EVENING + shot.begins))
    if shot.own or shot.reworded:
        write_own(desk, reworded=shot.reworded)
    if shot.fetched:
        write_fetched(desk.settings.language)
    if shot.finished:
        session = desk.begin()
        answer_all(desk, session, Random(3))
    elif shot.card:
        session = on_card(desk, shot.card)
    app = TrainerApp(desk, session)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in shot.first:
            if isinstance(desk.now, Clock):
                desk.now.at += timedelta(seconds=1)
            await pilot.press(key)
            await settle(pilot)
        if text := shot.typed[LANGUAGES.index(desk.settings.language)]:
            app.screen.query_one(AnswerBox).text = text
            await settle(pilot)
        for key in shot.keys:
            if shot.begins is not None and isinstance(desk.now, Clock):
                desk.now.at += timedelta(seconds=1)  # an enter that follows at once is one held down
            await pilot.press(key)
            await settle(pilot)
        yield app


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="beginnings of names, such as review; all without")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--to", type=Path, default=HERE)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--theme", choices=THEMES, action="append")
    options = parser.parse_args(argv)
    width, height = map(int, options.size.split("x"))
    for language in options.language or LANGUAGES:
        for theme in options.theme or THEMES:
            folder = options.to / language / theme
            folder.mkdir(parents=True, exist_ok=True)
            for shot in SHOTS:
                if not shot.name.startswith(tuple(options.names) or ("",)):
                    continue
                with learner(language, theme, practised=not shot.newcomer) as desk:
                    svg = asyncio.run(take(shot, desk, (width, height)))
                (folder / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
                to_png(folder / f"{shot.name}.svg", folder / f"{shot.name}.png")
                print(folder / f"{shot.name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
