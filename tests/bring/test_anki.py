"""What the real Anki packs comes in; what is taken out opens in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from dateutil import tz

from tests.bring.engine import add, answers, collection, due_dates, older, packed, reviewed, unpacked_into
from trainer.bring.again import updated
from trainer.bring.history import schedule_of
from trainer.bring.model import Brought, BroughtCard
from trainer.bring.out_anki import to_anki
from trainer.bring.read import read_file
from trainer.bring.write import deck_text, keys_of
from trainer.cards.deckfile import read_deck
from trainer.cards.formlines import kind_of
from trainer.cards.library import Source, load
from trainer.cards.model import Card, CardKey, Deck, Kind, Level, Short
from trainer.days import study_day
from trainer.i18n import Catalog
from trainer.memory import scheduler
from trainer.memory.model import Grade, Schedule

DECKS = Path(__file__).parents[2] / "decks"
FORMATS = ("old", "present", "collection", "old collection")


@pytest.fixture
def zone() -> tzinfo:
    return tz.tzlocal()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A collection with notes of every kind, some of them with a history."""
    path = tmp_path / "made.anki2"
    with collection(path):
        pass
    older(path, 200)
    with collection(path) as col:
        col.set_config("fsrs", True)
        add(
            col,
            "Basic",
            "Ouder::Kind",
            "Wie komt er?<br>Noem &eacute;&eacute;n naam",
            "Petra &amp; Jan",
            tags=("a", "b::c"),
        )
        add(col, "Basic (and reversed card)", "Ouder", "hond", "dog")
        add(col, "Basic (optional reversed card)", "Ouder", "kat", "cat", "y")
        add(col, "Basic (optional reversed card)", "Ouder", "vis", "fish", "")
        add(col, "Cloze", "Ouder", "{{c1::Amsterdam::stad}} ligt in {{c2::Noord-{{c3::Holland}}}}.", "Extra")
        add(col, "Basic (type in the answer)", "Typen", "huis", "een huis met meer dan acht woorden in het antwoord")
        add(col, "Basic", "Typen", "Plaatje <img src='a.jpg'>", "ja [sound:b.mp3]")
        add(col, "Basic", "Typen", "<img src='alleen.jpg'>", "leeg")
        add(col, "Basic", "Typen", "Noem ze", "<ul><li>een</li><li>twee</li></ul>")
        add(col, "Basic", "Typen", "Formule", r"\(a &lt; b\)")
        for n, (ago, eases, due_in, interval) in enumerate(
            [
                ((90, 80, 60, 20), (3, 3, 1, 3), 17, 37),
                ((150, 149, 120), (1, 3, 4), -31, 89),
                ((5,), (4,), 0, 5),
                ((33, 33, 30), (2, 2, 3), 400, 430),
            ]
        ):
            note = add(col, "Basic", "Geschiedenis", f"v{n}", f"a{n}")
            reviewed(col, note, ago=ago, eases=eases, due_in=due_in, interval=interval)
        waiting = add(col, "Basic", "Geschiedenis", "uitgezet", "a")
        reviewed(col, waiting, ago=(10, 7), eases=(3, 3), due_in=3, interval=10)
        col.sched.suspend_cards([waiting.cards()[0].id])
        buried = add(col, "Basic", "Geschiedenis", "begraven", "a")
        reviewed(col, buried, ago=(10, 7), eases=(3, 3), due_in=2, interval=9)
        col.sched.bury_cards([buried.cards()[0].id])
        col.decks.select(col.decks.id("Vandaag"))
        for n in range(4):  # answered for real, by Anki's own scheduler
            add(col, "Basic", "Vandaag", f"vandaag {n}", "a")
        for ease in (1, 2, 3, 4):
            card = col.sched.getCard()
            card.start_timer()
            col.sched.answerCard(card, ease)
        set_by_hand = add(col, "Basic", "Geschiedenis", "op datum", "a")
        reviewed(col, set_by_hand, ago=(10,), eases=(3,), due_in=-2, interval=4)
        col.sched.set_due_date([set_by_hand.cards()[0].id], "12")
        forgotten = add(col, "Basic", "Geschiedenis", "vergeten", "a")
        reviewed(col, forgotten, ago=(10, 5), eases=(3, 3), due_in=4, interval=9)
        col.sched.schedule_cards_as_new([forgotten.cards()[0].id])
    return path


@pytest.fixture(params=FORMATS)
def package(request: pytest.FixtureRequest, made: Path, tmp_path: Path) -> Path:
    """The collection as Anki exports it, in each of its formats."""
    with collection(made) as col:
        if request.param in ("old", "present"):
            return packed(col, tmp_path / "deck.apkg", legacy=request.param == "old")
        path = tmp_path / "all.colpkg"
        col.export_collection_package(str(path), include_media=False, legacy=request.param == "old collection")
        col.reopen(after_full_sync=False)
    return path


def by_question(brought: Brought) -> dict[str, BroughtCard]:
    return {card.form.question: card for deck in brought.decks for card in deck.cards}


def test_every_kind_of_note_comes_in_with_the_right_fields(package: Path, zone: tzinfo) -> None:
    brought = read_file(package, language="nl", zone=zone)
    cards = by_question(brought)
    assert [deck.title for deck in brought.decks] == ["Geschiedenis", "Ouder", "Ouder - Kind", "Typen", "Vandaag"]

    basic = cards["Wie komt er?\nNoem één naam"].form
    assert (basic.answer, basic.tags, kind_of(basic)) == ("Petra & Jan", "a, b::c", Kind.TERM)
    assert {cards[word].form.answer for word in ("hond", "dog", "kat", "cat", "vis")} == {
        *("dog", "hond", "cat", "kat", "fish")
    }
    assert "fish" not in cards
    assert cards["[Amsterdam] ligt in Noord-Holland."].form.hint == "stad"
    assert cards["[Amsterdam] ligt in Noord-Holland."].form.why == "Extra"
    assert {"Amsterdam ligt in [Noord-Holland].", "Amsterdam ligt in Noord-[Holland]."} <= cards.keys()
    assert cards["huis"].form.answer == "een huis met meer dan acht woorden in het antwoord"
    assert cards["Plaatje"].form.answer == "ja"
    assert (cards["Noem ze"].form.items, kind_of(cards["Noem ze"].form)) == (("een", "twee"), Kind.LIST)
    assert cards["Formule"].form.answer == r"\(a < b\)"
    said = " ".join(Catalog("nl").say(note) for note in brought.notes)
    assert "3 plaatjes en geluiden blijven achter" in said
    assert "één kaart met alleen plaatjes" in said


def test_due_dates_come_within_a_day_and_the_history_is_complete(made: Path, package: Path, zone: tzinfo) -> None:
    with collection(made) as col:
        due, log = due_dates(col), answers(col)
    cards = by_question(read_file(package, language="nl", zone=zone))
    assert len(due) == 11
    for question, day in due.items():
        found = cards[question].past.due
        assert found is not None
        assert abs((found - day).days) <= 1, question
    assert cards["vergeten"].past == cards["hond"].past  # made new again
    for question, answered in log.items():
        if question != "vergeten":
            found_log = [(round(past.at.timestamp() * 1000), past.grade) for past in cards[question].past.history]
            assert found_log == answered, question
    assert [cards[question].past.suspended for question in ("uitgezet", "begraven", "v0")] == [True, False, False]


def test_the_memory_state_of_fsrs_is_carried(made: Path, package: Path, zone: tzinfo) -> None:
    with collection(made) as col:
        states = {
            col.get_card(card).note()["Front"]: col.get_card(card).memory_state
            for card in col.find_cards("deck:Vandaag is:learn or deck:Vandaag is:review")
        }
    cards = by_question(read_file(package, language="nl", zone=zone))
    assert len(states) == 4
    for question, state in states.items():
        assert state is not None
        assert cards[question].past.stability == pytest.approx(state.stability, abs=1e-3)
        assert cards[question].past.difficulty == pytest.approx(state.difficulty, abs=1e-2)


def test_what_came_in_reads_back_as_it_is(package: Path, zone: tzinfo) -> None:
    for deck in read_file(package, language="nl", zone=zone).decks:
        read = read_deck(deck_text(deck), key="own/x", path=Path("x.md"), language="nl")
        assert [problem for problem in read.problems if problem.level is Level.STOP] == []
        assert [card.prompt for card in read.cards if card.kind is not Kind.CLOZE] == [
            card.form.question for card in deck.cards if kind_of(card.form) is not Kind.CLOZE
        ]
        assert list(keys_of(deck, "own/x")) == [card.key for card in read.cards]


def test_both_formats_give_a_card_the_same_id(made: Path, tmp_path: Path, zone: tzinfo) -> None:
    with collection(made) as col:
        files = [packed(col, tmp_path / f"{legacy}.apkg", legacy=legacy) for legacy in (True, False)]
    old, present = (by_question(read_file(file, language="nl", zone=zone)) for file in files)
    assert {question: card.form for question, card in old.items()} == {
        question: card.form for question, card in present.items()
    }
    assert len({card.form.id for card in old.values()}) == len(old)


def test_a_card_that_was_corrected_in_anki_is_updated_and_not_doubled(made: Path, tmp_path: Path, zone: tzinfo) -> None:
    with collection(made) as col:
        before = read_file(packed(col, tmp_path / "before.apkg", legacy=False), language="nl", zone=zone)
        note = col.get_note(col.find_notes("Front:hond")[0])
        note["Front"] = "de hond"
        col.update_note(note)
        add(col, "Basic", "Ouder", "nieuw", "new")
        after = read_file(packed(col, tmp_path / "after.apkg", legacy=False), language="nl", zone=zone)
    old, new = (next(deck for deck in brought.decks if deck.title == "Ouder") for brought in (before, after))
    data = deck_text(old).encode().replace(b"Antwoord: fish\n", b"Antwoord: fish\nHint: zwemt\n")
    again = updated(data, new)
    assert [(was.question, form.question) for was, form in again.changed] == [("hond", "de hond"), ("dog", "dog")]
    assert [form.question for form in again.added] == ["nieuw"]
    assert b"Hint: zwemt" in again.data
    read = read_deck(again.data, key="own/Ouder", path=Path("Ouder.md"), language="nl")
    assert set(keys_of(new, "own/Ouder")) == {card.key for card in read.cards}
    assert updated(again.data, new).data == again.data


# Taking out


@dataclass(frozen=True)
class Practised:
    """As much of a review as is taken out."""

    card: CardKey
    at: datetime
    grade: Grade
    seconds: float
    before: Schedule | None
    after: Schedule


@pytest.fixture(scope="module")
def decks() -> tuple[Deck, ...]:
    return load([Source(DECKS)], language="nl").decks


def practised(decks: tuple[Deck, ...], now: datetime) -> tuple[dict[CardKey, Schedule], list[Practised]]:
    """Four cards in five have a history of one to four answers."""
    schedules: dict[CardKey, Schedule] = {}
    reviews = []
    for n, card in enumerate(card for deck in decks for card in deck.cards):
        for turn in range(n % 5):
            at = now - timedelta(days=60 - turn * 13 - n % 7, seconds=n)
            grade = Grade(1 + (n + turn) % 4)
            before = schedules.get(card.key)
            after = scheduler.review(before, grade, card=card.key, at=at, day=study_day(at), review_id=n * 10 + turn)
            reviews.append(Practised(card.key, at, grade, 4.25, before, after))
            schedules[card.key] = after
    return schedules, reviews


def assert_same(
    brought: Brought, decks: tuple[Deck, ...], schedules: dict[CardKey, Schedule], now: datetime, exact: bool
) -> None:
    """The same cards in the same decks, each with the same schedule."""
    by_title = {deck.title: deck for deck in brought.decks}
    assert by_title.keys() == {deck.title for deck in decks}
    for deck in decks:
        brought_deck = by_title[deck.title]
        assert brought_deck.language == deck.language
        read = read_deck(deck_text(brought_deck), key=deck.key, path=deck.path, language="en")
        assert sorted(map(plain, read.cards), key=repr) == sorted(map(plain, deck.cards), key=repr)
        for key, card in keys_of(brought_deck, deck.key).items():
            found = schedule_of(card.past, card=key, day_of=study_day, now=now)
            wanted = schedules.get(key)
            assert (found is None) == (wanted is None)
            if found and wanted:
                close = 0.0 if exact else 1e-3
                assert found.stability == pytest.approx(wanted.stability, rel=close)
                assert found.difficulty == pytest.approx(wanted.difficulty, rel=close)
                assert (found.due, found.day) == (wanted.due, wanted.day)
                assert (found.reviews, found.lapses) == (wanted.reviews, wanted.lapses)
                assert abs(found.at - wanted.at) < timedelta(milliseconds=2)


def plain(card: Card) -> Card:
    return replace(card, line=1)


def test_what_is_taken_out_comes_in_as_it_was(decks: tuple[Deck, ...], tmp_path: Path, zone: tzinfo) -> None:
    now = datetime.now(zone)
    schedules, reviews = practised(decks, now)
    path = tmp_path / "out.apkg"
    path.write_bytes(to_anki(decks, now=now, zone=zone, schedules=schedules, reviews=reviews))
    assert_same(read_file(path, language="en", zone=zone), decks, schedules, now, exact=True)


@pytest.mark.parametrize("legacy", [True, False])
def test_what_is_taken_out_opens_in_anki_and_comes_back(
    decks: tuple[Deck, ...], tmp_path: Path, zone: tzinfo, legacy: bool
) -> None:
    now = datetime.now(zone)
    schedules, reviews = practised(decks, now)
    out, back = tmp_path / "out.apkg", tmp_path / "back.apkg"
    waiting = {next(iter(schedules))}
    out.write_bytes(to_anki(decks, now=now, zone=zone, schedules=schedules, reviews=reviews, suspended=waiting))
    with collection(tmp_path / "new.anki2") as col:
        log = unpacked_into(col, out)
        assert len(log.new) == sum(len(deck.cards) for deck in decks)
        assert not [*log.conflicting, *log.missing_notetype, *log.missing_deck, *log.empty_first_field]
        assert col.card_count() == len(log.new)
        assert col.db.scalar("select count() from revlog") == len(reviews)
        assert len(col.find_cards("is:suspended")) == 1
        today = study_day(now)
        in_days = sorted((schedule.due - today).days for schedule in schedules.values())
        theirs = sorted(col.get_card(card).due - col.sched.today for card in col.find_cards("is:review"))
        assert all(abs(one - other) <= 1 for one, other in zip(in_days, theirs, strict=True))
        card = col.get_card(col.find_cards('"note:Trainer (gaps)"')[0])
        assert "[...]" in card.question()
        problems, sound = col.fix_integrity()
        assert sound, problems
        again = unpacked_into(col, out)
        assert not again.new
        packed(col, back, legacy=legacy)
    assert_same(read_file(back, language="en", zone=zone), decks, schedules, now, exact=False)


def test_a_card_that_was_corrected_there_comes_back_corrected(
    decks: tuple[Deck, ...], tmp_path: Path, zone: tzinfo
) -> None:
    out = tmp_path / "out.apkg"
    out.write_bytes(to_anki(decks, now=datetime.now(zone), zone=zone))
    term = next(card for deck in decks for card in deck.cards if isinstance(card.answer, Short))
    with collection(tmp_path / "new.anki2") as col:
        unpacked_into(col, out)
        notes = [col.get_note(note) for note in col.find_notes('"note:Trainer (typed)"')]
        note = next(note for note in notes if note["Question"] == term.prompt)
        note["Answer"] = "iets anders"
        col.update_note(note)
        brought = read_file(packed(col, tmp_path / "back.apkg", legacy=False), language="en", zone=zone)
    (found,) = [card for card in by_question(brought).values() if card.form.question == term.prompt]
    assert found.form.answer == "iets anders"
    assert found.form.id == term.key.partition("#")[2]


def test_anki_reads_cards_that_look_like_gaps_and_tags(tmp_path: Path, zone: tzinfo) -> None:
    text = (
        "# <b>{{c1::x}}</b>\n\n## Wat is {{c1::dit}} <i>toch</i>?\nAntwoord: {{Front}} <br> a::b\n\n"
        "## Een }} gat: [a::b}} / {{c2::c}}] en <b>vet</b>.\nLabels: twee woorden, één\n"
    )
    deck = read_deck(text, key="own/x", path=Path("x.md"), language="nl", own=True)
    assert len(deck.cards) == 2
    out = tmp_path / "out.apkg"
    out.write_bytes(to_anki([deck], now=datetime.now(zone), zone=zone))
    with collection(tmp_path / "new.anki2") as col:
        assert len(unpacked_into(col, out).new) == 2
        assert col.card_count() == 2
        back = packed(col, tmp_path / "back.apkg", legacy=False)
    brought = read_file(back, language="nl", zone=zone)
    read = read_deck(deck_text(brought.decks[0]), key="own/x", path=Path("x.md"), language="nl", own=True)
    assert [plain(card) for card in read.cards] == [plain(card) for card in deck.cards]
