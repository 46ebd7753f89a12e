"""The desk: decks, settings and history together, on a real disk, as both faces use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from trainer.cards.model import Card, OwnWords
from trainer.desk import Desk, UnknownDeck, WordingRefused, lay, two_weeks
from trainer.grading.model import Verdict
from trainer.i18n import Catalog, Message
from trainer.memory.model import Grade
from trainer.settings import Settings, SettingsError
from trainer.store.review import Review
from trainer.store.store import Day, StoreError
from trainer.study.session import Answer, Override, Session

TODAY = date(2025, 11, 12)
MINE = """\
# Mijn borrel
Taal: nl

## Wie organiseert de borrel van donderdag?
Antwoord: Petra
Niet goed: Peter

## Wie schenkt de koffie?
Antwoord: Karel

## Waar is de borrel?
Antwoord: in de kantine

## Hoe laat begint de borrel?
Antwoord: half acht

## Wat zeg je bij de deur?
Punt: groet (hallo / goedenavond)
Punt: naam
Voorbeeld: Goedenavond, ik ben Sam.
"""


@dataclass
class Clock:
    now: datetime = datetime(2025, 11, 12, 20, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A learner with one deck of their own, who has chosen no other."""
    home = tmp_path / "trainer"
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "borrel.md").write_text(MINE, encoding="utf-8")
    (home / "settings.toml").write_text('language = "nl"\ndecks = []\n', encoding="utf-8")
    return home


def laid(home: Path, clock: Clock, *, read_only: bool = False) -> Desk:
    return lay({"TRAINER_HOME": str(home)}, now=clock, rng=Random(1), read_only=read_only)


@pytest.fixture
def desk(home: Path, clock: Clock) -> Iterator[Desk]:
    desk = laid(home, clock)
    with closing(desk.store):
        yield desk


def answered(desk: Desk, session: Session, typed: str | None = None, grade: Grade | None = None) -> Review:
    """Answer the card that is asked: right, unless told otherwise."""
    answer = submitted(desk, session, typed)
    grade = grade or answer.proposal.grade or Grade.GOOD
    return desk.record(session, answer, grade, review_id=desk.store.new_id())


def submitted(desk: Desk, session: Session, typed: str | None = None) -> Answer:
    assert session.question is not None
    card = session.question.card
    right = card.answer.models[0] if isinstance(card.answer, OwnWords) else getattr(card.answer, "answer", "")
    return desk.submit(session, right if typed is None else typed)


def petra(desk: Desk) -> tuple[Session, Card]:
    """A session that asks the card about Petra."""
    card = next(card for card in desk.library.cards.values() if "organiseert" in card.prompt)
    deck = desk.library.deck(card.deck)
    assert deck is not None
    session = desk.begin([replace(deck, cards=(card,))])
    assert desk.next(session) is not None
    return session, card


# -- laying it


def test_a_newcomer_gets_a_desk_with_all_decks_in_their_language(tmp_path: Path, clock: Clock) -> None:
    desk = lay({"TRAINER_HOME": str(tmp_path / "new"), "LANG": "nl_NL.UTF-8"}, now=clock)
    with closing(desk.store):
        assert desk.first_run
        assert desk.problems == ()
        assert {deck.language for deck in desk.decks} == {"nl"}
        assert len(desk.decks) * 2 == len(desk.library.decks)
        overview = desk.overview()
        assert (overview.day, overview.waiting.due, len(overview.waiting.new)) == (TODAY, (), 3)
        assert (len(overview.plan.cards), overview.tomorrow) == (3, 3)
        assert list(overview.reviewed.values()) == [0] * 14
        assert list(overview.reviewed)[-1] == TODAY


def test_looking_only_makes_no_file(tmp_path: Path, clock: Clock) -> None:
    desk = laid(tmp_path / "new", clock, read_only=True)
    with closing(desk.store):
        assert len(desk.overview().waiting.new) == 3
    assert not (tmp_path / "new").exists()


def test_what_is_wrong_with_the_settings_is_said_and_the_desk_stands(home: Path, clock: Clock) -> None:
    (home / "settings.toml").write_text('language = "nl"\nminutes = 0\n', encoding="utf-8")
    desk = laid(home, clock)
    with closing(desk.store):
        assert [problem.key for problem in desk.problems] == ["settings.default_used"]
        assert (desk.settings.minutes, desk.first_run) == (5, False)


def test_the_study_day_starts_when_the_learner_says(desk: Desk, clock: Clock) -> None:
    clock.wait(hours=7)  # 03:00
    assert desk.today == TODAY
    desk.settings = Settings(day_start=datetime(2025, 1, 1, 2, 30).time())  # noqa: DTZ001 -- only its time
    assert desk.today == TODAY + timedelta(days=1)


# -- a day, from start to end


def test_a_session_is_on_disk_answer_by_answer_and_the_next_day_knows_it(home: Path, clock: Clock) -> None:
    desk = laid(home, clock)
    session = desk.begin()
    reviews = []
    while desk.next(session):
        clock.wait(seconds=10)
        reviews.append(answered(desk, session))
        with closing(laid(home, clock, read_only=True).store) as seen:  # before anything is closed
            assert seen.schedule(reviews[-1].card) == reviews[-1].after
    assert len(reviews) == 3
    assert (desk.waiting().due, desk.waiting().new) == ((), ())
    assert desk.overview().reviewed[TODAY] == 3
    desk.store.close()

    clock.wait(days=1)
    desk = laid(home, clock)
    with closing(desk.store):
        assert [review.id for review in desk.store.reviews()] == [review.id for review in reviews]
        assert len(desk.waiting().new) == 2
        assert list(desk.overview().reviewed.values())[-2:] == [3, 0]
        due = {review.card for review in reviews if review.after.due <= desk.today}
        assert {card.key for card in desk.waiting().due} == due


def test_new_cards_already_started_today_count_against_the_day(desk: Desk) -> None:
    session = desk.begin()
    desk.next(session)
    answered(desk, session)
    assert len(desk.waiting().new) == 2
    desk.undo(session)
    assert len(desk.waiting().new) == 3


def test_tomorrow_brings_what_was_missed_what_falls_due_and_new_cards(desk: Desk, clock: Clock) -> None:
    session = desk.begin()
    while desk.next(session):
        if len(session.reviews) == 3:
            break
        answered(desk, session, "", Grade.AGAIN)
    assert desk.tomorrow() == 3 + 2
    clock.wait(days=1)
    assert len(desk.waiting().due) + len(desk.waiting().new) == 5


def test_a_suspended_card_does_not_wait(desk: Desk) -> None:
    card = desk.waiting().new[0]
    desk.store.suspend(card.key)
    assert card not in desk.waiting().new
    assert all(card not in desk.begin(ahead=ahead)._turn.queue for ahead in (False, True))


def test_going_on_brings_more_when_the_day_is_done(desk: Desk) -> None:
    session = desk.begin()
    while desk.next(session):
        answered(desk, session)
    assert desk.begin().planned == 0
    assert desk.begin(ahead=True).planned == 2


def test_a_session_may_be_given_its_length_and_its_decks(desk: Desk, clock: Clock) -> None:
    assert desk.begin(cards=2).planned == 2
    minute = desk.begin(minutes=1)
    assert minute.seconds_left == minute.expected <= 60
    assert desk.settings == Settings(language="nl", decks=())
    session = desk.begin(desk.named(["openers"]))
    question = desk.next(session)
    assert question is not None
    assert question.card.deck == "nl/openers"


# -- recording, and taking back


def test_undo_puts_everything_back_also_after_the_last_card(desk: Desk) -> None:
    session = desk.begin()
    while desk.next(session):
        answered(desk, session)
    while session.last is not None:
        card = session.last.card
        question = desk.undo(session)
        assert question is not None
        assert question.card.key == card
        assert desk.store.schedule(card) is None
    assert desk.undo(session) is None
    assert (list(desk.store.reviews()), len(desk.waiting().new)) == ([], 3)


def failing(*_: object, **__: object) -> None:
    raise StoreError("store.changed-since")


def test_an_answer_that_was_not_saved_stays_and_is_counted_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session, card = petra(desk)
    answer, review_id = submitted(desk, session), desk.store.new_id()
    with monkeypatch.context() as broken:
        broken.setattr(desk.store, "record", failing)
        with pytest.raises(StoreError):
            desk.record(session, answer, Grade.GOOD, review_id=review_id)
    assert session.question is not None
    assert (session.reviews, desk.store.schedule(card.key)) == ((), None)
    desk.record(session, answer, Grade.GOOD, review_id=review_id)
    assert [review.id for review in desk.store.reviews()] == [review_id]


def test_an_overruled_answer_is_one_change_on_disk(desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there is no mark to fail once the review is saved, and nothing to read the history for."""
    session, _ = petra(desk)
    answer = overruled(desk, session)
    monkeypatch.setattr(desk.store, "reviews", failing)
    desk.record(session, answer, Grade.GOOD, review_id=desk.store.new_id())
    (log,) = (home / "data" / "log").iterdir()
    assert len(log.read_bytes().splitlines()) == 1


def test_a_review_keeps_the_retention_that_it_was_scheduled_with(desk: Desk) -> None:
    """A replay on another device, or after the setting has changed, gives the same day."""
    desk.settings = replace(desk.settings, retention=0.8)
    session, _ = petra(desk)
    desk.record(session, submitted(desk, session), Grade.GOOD, review_id=desk.store.new_id())
    assert [review.retention for review in desk.store.reviews()] == [0.8]


def overruled(desk: Desk, session: Session) -> Answer:
    return session.overrule(submitted(desk, session, "Pietje"), Override.RIGHT)


def a_month_later(desk: Desk) -> Desk:
    """The same desk, a month later, when everything is due."""
    clock = desk.now
    assert isinstance(clock, Clock)
    clock.wait(days=30)
    return desk


def test_a_card_overruled_twice_is_marked_and_undo_takes_the_mark_away(desk: Desk) -> None:
    session, card = petra(desk)
    desk.record(session, overruled(desk, session), Grade.GOOD, review_id=desk.store.new_id())
    assert desk.store.flagged() == frozenset()
    session, _ = petra(a_month_later(desk))
    desk.record(session, overruled(desk, session), Grade.GOOD, review_id=desk.store.new_id())
    assert desk.store.flagged() == {card.key}
    desk.undo(session)
    assert desk.store.flagged() == frozenset()


def test_what_another_trainer_records_meanwhile_is_seen(desk: Desk, home: Path, clock: Clock) -> None:
    session = desk.begin()
    first = desk.next(session)
    assert first is not None
    other = laid(home, clock)
    with closing(other.store):
        theirs = other.begin()
        while (question := other.next(theirs)) and question.card == first.card:
            answered(other, theirs)
        assert question is not None
        passed = answered(other, theirs, grade=Grade.GOOD).card
    answered(desk, session, grade=Grade.GOOD)
    asked = set()
    while question := desk.next(session):
        asked.add(question.card.key)
        answered(desk, session)
    assert passed not in asked


def test_a_look_at_the_others_that_fails_is_noted_once_and_practice_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.store, "refresh", failing)
    session = desk.begin()
    assert desk.next(session) is not None
    desk.catch_up()
    assert desk.problems == (Message("store.changed-since"),)


# -- an answer that belongs elsewhere


def test_a_wrong_answer_that_is_right_for_another_card_of_the_deck_is_known_as_that(desk: Desk) -> None:
    session, card = petra(desk)
    other = desk.elsewhere(submitted(desk, session, "Karel"))
    assert other is not None
    assert "koffie" in other.prompt
    for typed in ("Petra", "Peter", "", "Nietszche"):
        assert desk.elsewhere(submitted(desk, session, typed)) is None
    assert session.question is not None
    assert session.question.card == card


# -- the learner's own words


def test_a_wording_kept_counts_from_the_next_answer_on(desk: Desk) -> None:
    session, _ = petra(desk)
    right = session.overrule(submitted(desk, session, " Pietje "), Override.RIGHT)
    desk.keep_wording(right)
    assert submitted(desk, session, "pietje").judgement.verdict is Verdict.CORRECT
    wrong = session.overrule(submitted(desk, session, "Petr"), Override.WRONG)
    desk.keep_wording(wrong)
    assert submitted(desk, session, "Petr").judgement.verdict is Verdict.WRONG


def test_what_the_author_refuses_cannot_be_kept(desk: Desk) -> None:
    session, card = petra(desk)
    right = session.overrule(submitted(desk, session, "Peter"), Override.RIGHT)
    with pytest.raises(WordingRefused) as caught:
        desk.keep_wording(right)
    for language in ("nl", "en"):
        assert "Peter" in Catalog(language).say(caught.value.message)
    assert desk.store.wordings(card.key) == ((), ())


def test_a_second_version_of_a_line_takes_the_place_of_the_first(desk: Desk) -> None:
    card = next(card for card in desk.library.cards.values() if isinstance(card.answer, OwnWords))
    desk.keep_line(card, "Hallo, ik ben Sam.")
    desk.keep_line(card, "Goedenavond, ik ben Sam.")
    assert [line.text for line in desk.store.lines(card.key)] == ["Goedenavond, ik ben Sam."]


def test_the_points_of_a_line_stay_with_its_words(desk: Desk) -> None:
    card = next(card for card in desk.library.cards.values() if isinstance(card.answer, OwnWords))
    line = desk.add_line(card, "Hallo, ik ben Sam.", [("groet", True), ("naam", False)])
    assert desk.store.lines(card.key) == (line,)
    desk.keep_line(card, line.text)
    assert [kept.points for kept in desk.store.lines(card.key)] == [line.points]
    desk.keep_line(card, "Goedenavond, ik ben Sam.")
    assert [kept.points for kept in desk.store.lines(card.key)] == [()]
    desk.store.remove_line(line)
    desk.store.put_line_back(line)
    assert desk.store.lines(card.key) == (line,)


# -- decks


@pytest.mark.parametrize("name", ["nl/openers", "NL/Openers", "openers", "OPENERS"])
def test_a_deck_is_found_by_its_key_or_its_name_whatever_the_case(desk: Desk, name: str) -> None:
    assert [deck.key for deck in desk.named([name])] == ["nl/openers"]


def test_of_two_decks_with_one_name_the_one_in_the_learners_language_is_meant(desk: Desk) -> None:
    desk.settings = replace(desk.settings, language="en")
    assert [deck.key for deck in desk.named(["openers"])] == ["en/openers"]
    assert [deck.key for deck in desk.named(["nl/openers"])] == ["nl/openers"]


def test_a_deck_is_found_by_its_title_and_named_twice_it_is_one(desk: Desk) -> None:
    assert [deck.key for deck in desk.named(["mijn borrel", "borrel", "own/borrel"])] == ["own/borrel"]
    assert desk.named([]) == ()


def test_a_deck_with_mistakes_in_it_can_be_named_too(desk: Desk, home: Path) -> None:
    (home / "decks" / "half.md").write_text("# Half\nTaal: nl\n\n## Wie?\n\n## Wat?\nAntwoord: dit\n", encoding="utf-8")
    assert desk.reload()
    deck, *others = desk.named(["half", "half"])
    assert (deck.key, others, bool(deck.problems)) == ("own/half", [], True)


def test_a_deck_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(UnknownDeck) as caught:
        desk.named(["openers", "opners"])
    for language in ("nl", "en"):
        said = Catalog(language).say(caught.value.message)
        assert "opners" in said
        assert "own/borrel" in said


def test_a_deck_is_read_again_only_when_a_file_has_changed(desk: Desk, home: Path) -> None:
    before = desk.library
    assert not desk.reload()
    assert desk.library is before
    (home / "decks" / "new.md").write_text("# Nieuw\nTaal: nl\n\n## Wie?\nAntwoord: ik\n", encoding="utf-8")
    assert desk.reload()
    assert desk.library.deck("own/new") is not None


def test_a_deck_is_taken_in_and_out_of_what_is_practised(desk: Desk, home: Path, clock: Clock) -> None:
    openers, pitch = desk.named(["openers"])[0], desk.named(["nl/pitch"])[0]
    desk.practise(pitch, wanted=True)
    desk.practise(openers, wanted=True)
    desk.practise(openers, wanted=True)
    assert [deck.key for deck in desk.decks] == ["nl/openers", "nl/pitch", "own/borrel"]
    with closing((again := laid(home, clock, read_only=True)).store):
        assert again.settings.decks == ("nl/openers", "nl/pitch")
    stale = replace(openers, title="As it was before the file was saved")
    for wanted, practised in ((True, ["nl/openers", "nl/pitch"]), (False, ["nl/pitch"])):
        desk.practise(stale, wanted=wanted)
        assert list(desk.settings.decks or ()) == practised


def test_every_deck_says_what_waits_in_it_practised_or_not(desk: Desk) -> None:
    counts = desk.counts()
    assert [row.deck.key for row in counts] == [deck.key for deck in desk.library.decks]
    assert all(row.unseen == len(row.deck.cards) for row in counts)


# -- settings


def test_settings_are_saved_before_they_hold(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise SettingsError("settings.not_saved", path="x", why="No space left on device")

    before = desk.settings
    monkeypatch.setattr("trainer.settings.save", full)
    with pytest.raises(SettingsError):
        desk.save(replace(before, minutes=20))
    assert desk.settings == before


def test_another_language_is_spoken_at_once(tmp_path: Path, clock: Clock) -> None:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "mine.md").write_text("# Mine\n\n## Wie?\nAntwoord: ik\n", encoding="utf-8")
    desk = laid(tmp_path, clock)
    with closing(desk.store):
        assert (desk.t.language, desk.first_run) == ("en", True)
        desk.save(replace(desk.settings, language="nl"))
        assert (desk.t.language, desk.first_run) == ("nl", False)
        mine = desk.library.deck("own/mine")
        assert mine is not None
        assert mine.language == "nl"
        desk.speak("en")
        assert laid(tmp_path, clock, read_only=True).settings.language == "nl"


def test_saving_one_setting_leaves_what_another_trainer_has_set(desk: Desk, home: Path, clock: Clock) -> None:
    with closing((other := laid(home, clock, read_only=True)).store):
        other.save(replace(other.settings, minutes=9))
    desk.save(replace(desk.settings, theme="nord"))
    with closing((again := laid(home, clock, read_only=True)).store):
        assert (again.settings.minutes, again.settings.theme) == (9, "nord")


def test_a_language_spoken_for_once_is_not_saved_with_a_setting(desk: Desk, home: Path, clock: Clock) -> None:
    desk.speak("en")
    desk.save(replace(desk.settings, minutes=9))
    assert desk.t.language == "en"
    with closing((again := laid(home, clock, read_only=True)).store):
        assert (again.settings.minutes, again.settings.language) == (9, "nl")
    desk.save(replace(desk.settings, language="nl"))
    desk.save(replace(desk.settings, language="en"))
    with closing((again := laid(home, clock, read_only=True)).store):
        assert again.settings.language == "en"


def test_the_first_time_the_language_that_was_chosen_is_saved(tmp_path: Path, clock: Clock) -> None:
    with closing((desk := laid(tmp_path, clock)).store):
        desk.speak("nl")
        desk.save(desk.settings)
    with closing((again := laid(tmp_path, clock, read_only=True)).store):
        assert (again.first_run, again.settings.language) == (False, "nl")


@pytest.mark.parametrize("practised_only", [False, True])
def test_a_chosen_deck_that_is_not_there_is_named(home: Path, clock: Clock, *, practised_only: bool) -> None:
    (home / "settings.toml").write_text('decks = ["nl/pitch", "nl/opners"]\n', encoding="utf-8")
    desk = lay({"TRAINER_HOME": str(home)}, now=clock, read_only=True, practised_only=practised_only)
    with closing(desk.store):
        (said,) = map(Catalog("nl").say, desk.problems)
        assert "geen stapel “nl/opners”" in said
        assert str(home / "settings.toml") in said


# -- two weeks


def test_two_weeks_show_every_day_also_those_without_an_answer() -> None:
    def day(back: int, reviews: int, deck: str = "a") -> Day:
        return Day(TODAY - timedelta(days=back), deck, reviews, right=0, new=0, seconds=0, overridden=0)

    weeks = two_weeks([day(0, 2), day(0, 3, "b"), day(13, 4), day(14, 9), day(-1, 9)], TODAY)
    assert list(weeks) == [TODAY - timedelta(days=back) for back in range(13, -1, -1)]
    assert list(weeks.values()) == [4, *[0] * 12, 5]
