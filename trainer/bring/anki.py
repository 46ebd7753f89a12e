"""Anki's decks, with what Anki remembers: .apkg and .colpkg, of the old and the present format."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from hashlib import blake2s
from pathlib import Path

from trainer.bring import template
from trainer.bring.carried import FIELD, form_carried, from_html
from trainer.bring.collection import Answered, Collection, Note, NoteType, Row, read_collection
from trainer.bring.html import Plain, plain
from trainer.bring.left import EXAMPLE, left_out
from trainer.bring.model import Brought, BroughtCard, BroughtDeck, Past, PastReview, Progress, Refused
from trainer.bring.package import unpacked
from trainer.bring.shape import Unfit, beside, is_example, one_line, sentence, simple, tidy
from trainer.cards.form import CardForm
from trainer.i18n import Language, Message, message
from trainer.memory.model import Grade

_LONGEST_FIELD = 100_000  # characters of HTML; reading it takes longer than its length says
_LONGEST_DATA = 10_000  # characters of JSON beside a card; Anki writes some hundred
_A_SECOND = 1_000_000_000  # what is larger is an instant, not a day: 1e9 seconds are 2001, 1e9 days 2 700 000 years
_FURTHEST = 100_000  # days from the first; Anki's longest interval is 100 years
_LONGEST_ANSWER = 3600.0  # seconds; Anki itself stops at 60
_MOST_ANSWERS = 5_000  # of one card; the latest count
_EVERY = 500  # cards between two words about progress


def read_package(path: Path, *, language: Language, zone: tzinfo, progress: Progress) -> Brought:
    """A package's decks; Refused when it is none, damaged or too large."""
    with unpacked(path) as database:
        collection = read_collection(database)
    return brought(collection, language=language, zone=zone, progress=progress, title=path.stem)


def read_database(path: Path, *, language: Language, zone: tzinfo, progress: Progress) -> Brought:
    """The decks of a database that is in no package, such as collection.anki2."""
    return brought(read_collection(path), language=language, zone=zone, progress=progress, title=path.stem)


def brought(
    collection: Collection, *, language: Language, zone: tzinfo, progress: Progress, title: str = "Anki"
) -> Brought:
    """The cards of a collection by deck, in the order in which they were made.

    `language` is the decks', `zone` the learner's own; `title` is for cards whose deck has no name.
    """
    decks: dict[int, list[BroughtCard]] = {}
    lost: Counter[str] = Counter()
    calendar = _Calendar(collection, zone)
    ids: set[tuple[int, str]] = set()
    maker = _Maker(collection, lost)
    for done, row in enumerate(collection.cards):
        if done % _EVERY == 0:
            progress(done, len(collection.cards))
        try:
            form = maker.form(row)
        except Unfit as unfit:
            lost[unfit.reason] += 1
            continue
        if form.id and (row.deck, form.id) in ids:
            lost["twice"] += 1
            continue
        ids.add((row.deck, form.id))
        decks.setdefault(row.deck, []).append(
            BroughtCard(form, calendar.past(row, collection.answers.get(row.id, ()), lost), guid=maker.guid(row))
        )
    progress(len(collection.cards), len(collection.cards))
    if not decks and not lost:
        raise Refused(message("bring.no_cards"))
    found: list[BroughtDeck] = []
    for deck in sorted(decks, key=lambda deck: collection.decks.get(deck, "")):
        name = one_line(tidy(collection.decks.get(deck, "").replace("::", " - "))) or title
        found.append(BroughtDeck(name, maker.languages.get(deck, language), tuple(decks[deck])))
    return Brought(tuple(found), (_understood(found), *left_out(lost)))


def _understood(decks: Sequence[BroughtDeck]) -> Message:
    cards = [card for deck in decks for card in deck.cards]
    return message(
        "bring.anki",
        cards=message("bring.n_cards", n=len(cards)),
        decks=message("bring.n_decks", n=len(decks)),
        answers=message("bring.n_answers", n=sum(len(card.past.history) for card in cards)),
    )


class _Maker:
    """Cards from notes; the media in a note are counted once, whatever number of cards it has."""

    def __init__(self, collection: Collection, lost: Counter[str]) -> None:
        self._collection = collection
        self._lost = lost
        self._counted: set[int] = set()
        self.languages: dict[int, Language] = {}
        """Of the decks with cards of ours."""

    def form(self, row: Row) -> CardForm:
        """The card's texts; Unfit when they make no card."""
        note = self._collection.notes.get(row.note)
        kind = self._collection.types.get(note.type) if note else None
        if note is None or kind is None:
            raise Unfit("damaged")
        if max(map(len, (*note.fields, note.tags))) > _LONGEST_FIELD:
            raise Unfit("long")
        values = dict(zip(kind.fields, note.fields, strict=False))
        if row.note not in self._counted:
            self._counted.add(row.note)
            self._lost["media"] += sum(plain(text).media for text in note.fields)
        if FIELD not in values:
            return self._made(_form(kind, values, row.ordinal, note, _name(note.guid, row.ordinal)))
        carried = values.pop(FIELD)
        whole = form_carried(from_html(carried), [from_html(text) for text in values.values()])
        if whole.language:
            self.languages[row.deck] = whole.language
        return whole.form or self._made(_form(kind, values, row.ordinal, note, whole.id))

    def guid(self, row: Row) -> str:
        """What a card of ours is called; empty for others."""
        note = self._collection.notes[row.note]
        return note.guid if FIELD in self._collection.types[note.type].fields else ""

    def _made(self, form: CardForm) -> CardForm:
        self._lost[EXAMPLE] += is_example(form)
        return form


def _name(guid: str, ordinal: int) -> str:
    """An Id for a card: Anki's own is not made of letters alone."""
    return f"anki-{blake2s(f'{ordinal} {guid}'.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def _form(kind: NoteType, values: Mapping[str, str], ordinal: int, note: Note, name: str) -> CardForm:
    shown = kind.templates.get(0 if kind.cloze else ordinal)
    texts = [text for text in values.values() if text.strip()]
    if shown is None:
        shown = template.Template("{{" + next(iter(values), "") + "}}", "".join(f"{{{{{name}}}}}" for name in values))
    front, back = template.front(shown, values), template.back(shown, values)
    if kind.cloze:
        field = front.cloze or back.cloze or next(iter(values), "")
        if "image-occlusion:" in values.get(field, ""):
            raise Unfit("media_card")
        others = [plain(values[each]).text for each in dict.fromkeys(back.used) if each not in (*front.used, field)]
        hint = " / ".join(plain(values[each]).text for each in front.hints)
        more = beside(hint=hint, why=others, tags=note.tags.split(), id=name)
        return sentence(_question(front.html or values.get(field, "")), ordinal + 1, more=more)
    behind = dict.fromkeys((*filter(None, (back.typed, front.typed)), *back.used, *back.hints))
    read = [plain(values[each]) for each in behind if each not in front.used and values[each].strip()]
    filled = [each for each in read if each.text] or [Plain(plain(back.html).text)]
    question = _question(front.html)
    if not texts or not question:
        raise Unfit("media_card" if any(plain(text).media for text in texts) else "question")
    if not filled[0].text and any(each.media for each in read):
        raise Unfit("media_card")
    hint = " / ".join(plain(values[each]).text for each in front.hints)
    more = beside(hint=hint, why=[each.text for each in filled[1:]], tags=note.tags.split(), id=name)
    return simple(question, filled[0], typed=bool(front.typed), more=more)


def _question(html: str) -> str:
    return plain(html).text


class _Calendar:
    """Anki's days as dates, and its log as answers."""

    def __init__(self, collection: Collection, zone: tzinfo) -> None:
        self._zone = zone
        self._rollover = collection.rollover
        west = collection.minutes_west
        own = zone if west is None else timezone(timedelta(minutes=-west))
        created = min(max(collection.created, 0), 4_000_000_000)
        self._first = datetime.fromtimestamp(created, UTC).astimezone(own).date()

    def past(self, row: Row, log: Sequence[Answered], lost: Counter[str]) -> Past:
        """What is remembered of a card. Since a card was made new again, nothing from before that counts."""
        history: list[PastReview] = []
        for answered in log:
            if answered.type == 4 and answered.factor == 0:
                lost["forgotten"] += len(history)
                history.clear()
            elif answered.type in (4, 5) or not 1 <= answered.ease <= 4:
                continue  # a date set by hand, or the log of a rescheduling
            elif answered.type == 3 and answered.factor == 0:
                lost["practice"] += 1
            elif at := self._instant(answered.at):
                seconds = min(max(answered.milliseconds / 1000, 0.0), _LONGEST_ANSWER)
                history.append(PastReview(at, Grade(answered.ease), seconds))
        lost["many"] += max(len(history) - _MOST_ANSWERS, 0)
        del history[:-_MOST_ANSWERS]
        if row.type == 0:
            lost["forgotten"] += len(history)
            return Past(suspended=row.queue == -1)
        stability, difficulty = _memory(row.data)
        return Past(
            tuple(history),
            due=self._due(row.due),
            stability=stability,
            difficulty=difficulty,
            interval=min(max(row.interval, 0), _FURTHEST),
            ease=row.factor / 1000 if 1000 <= row.factor <= 10_000 else 0.0,
            lapses=min(max(row.lapses, 0), 100_000),
            suspended=row.queue == -1,
        )

    def _instant(self, milliseconds: int) -> datetime | None:
        seconds, rest = divmod(milliseconds, 1000)
        if not 0 < seconds < 4_000_000_000:  # the year 2096
            return None
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000).astimezone(self._zone)

    def _due(self, due: int) -> date | None:
        if due >= _A_SECOND:
            at = self._instant(due * 1000)
            return (at.replace(tzinfo=None) - timedelta(hours=self._rollover)).date() if at else None
        return self._first + timedelta(days=due) if abs(due) <= _FURTHEST else None


def _memory(data: str) -> tuple[float | None, float | None]:
    """FSRS's stability and difficulty, where both are there and make sense."""
    try:
        found = json.loads(data) if data and len(data) <= _LONGEST_DATA else {}
        stability, difficulty = float(found["s"]), float(found["d"])
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None, None
    if not (math.isfinite(stability) and 0 < stability <= _FURTHEST and 1 <= difficulty <= 10):
        return None, None
    return stability, difficulty
