"""The learner's own decks at the bench: real files in a real folder, changed card by card."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from trainer.cards.edit import EditError
from trainer.cards.form import CardForm, PointLine
from trainer.cards.model import CardKey, Deck
from trainer.desk import Desk, lay
from trainer.i18n import Catalog, TrainerError
from trainer.memory.model import Grade
from trainer.store.event import Event
from trainer.workshop import files
from trainer.workshop.bench import Past, Workshop
from trainer.workshop.editor import editor_command
from trainer.workshop.fields import FIELDS, text_of, with_text
from trainer.workshop.files import WorkshopError
from trainer.workshop.listing import rows_of
from trainer.workshop.recognition import Recognition

NOW = datetime(2026, 11, 21, 19, 30, tzinfo=timezone(timedelta(hours=1)))
MINE = """\
# Mijn borrel
Taal: nl

<!-- van de uitnodiging -->

## Wie organiseert de borrel?
antwoord : Petra
Hint: Ze staat bij de deur.

## Waar is de borrel?
Antwoord: in de kantine

## Deze heeft geen antwoord
Hint: jammer
"""
PETRA = CardForm("Wie schenkt de koffie?", answer="Karel")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "borrel.md").write_text(MINE, encoding="utf-8")
    (decks / "anders.md").write_text("# Anders\nTaal: nl\n", encoding="utf-8")
    laid = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=lambda: NOW, rng=Random(1))
    yield laid
    laid.store.close()


@pytest.fixture
def workshop(desk: Desk) -> Workshop:
    return Workshop(desk)


def deck(desk: Desk, name: str = "borrel") -> Deck:
    found = desk.library.deck(f"own/{name}")
    assert found is not None
    return found


def prompts(desk: Desk, name: str = "borrel") -> list[str]:
    return [card.prompt for card in deck(desk, name).cards]


def written(desk: Desk, name: str = "borrel") -> str:
    return (desk.paths.decks / f"{name}.md").read_text(encoding="utf-8")


# -- decks -----------------------------------------------------------------------------------------------------------


def test_a_new_deck_is_an_empty_file_of_its_owners_that_overwrites_nothing(desk: Desk, workshop: Workshop) -> None:
    first = workshop.new_deck("Borrel")
    second = workshop.new_deck("  ../../Borrel? ")
    assert [first.path.name, second.path.name] == ["borrel-2.md", "borrel-3.md"]
    assert first.path.parent == second.path.parent == desk.paths.decks
    assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
    assert first.own
    assert first.title == "Borrel"
    assert first.problems[0].message.key == "deck.empty"
    assert written(desk) == MINE


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "decks").write_text("", encoding="utf-8")
    desk = lay({"TRAINER_HOME": str(tmp_path)}, now=lambda: NOW)
    with desk.store, pytest.raises(WorkshopError, match="decks"):
        Workshop(desk).new_deck("Drinks")


@pytest.mark.parametrize("title", ["Café ☕", "...", "CON", "a" * 300, "<!-- x -->", "# #", "e\u0301te\u0301"])
def test_a_deck_may_be_called_anything(desk: Desk, workshop: Workshop, title: str) -> None:
    made = workshop.new_deck(title)
    assert made.path.is_file()
    assert workshop.add_card(made, PETRA) is not None


def test_a_new_deck_needs_a_name(workshop: Workshop) -> None:
    with pytest.raises(WorkshopError, match="name first"):
        workshop.new_deck("  ")


def test_a_new_deck_makes_the_folder(tmp_path: Path) -> None:
    desk = lay({"TRAINER_HOME": str(tmp_path / "new")}, now=lambda: NOW)
    with desk.store:
        made = Workshop(desk).new_deck("Drinks")
        assert made.language == "en"
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_a_bundled_deck_is_copied_before_it_is_changed(desk: Desk, workshop: Workshop) -> None:
    bundled = desk.named(["nl/openers"])[0]
    before = bundled.path.read_bytes()
    with pytest.raises(WorkshopError, match="Copy it"):
        workshop.add_card(bundled, PETRA)
    copy = workshop.copy_deck(bundled)
    assert copy.own
    assert [card.scenes for card in copy.cards] == [card.scenes for card in bundled.cards]
    assert not {card.key for card in copy.cards} & {card.key for card in bundled.cards}
    workshop.add_card(copy, PETRA)
    assert bundled.path.read_bytes() == before
    workshop.undo()
    workshop.undo()
    assert not copy.path.exists()


def test_a_new_deck_that_has_cards_by_now_is_not_taken_away(desk: Desk, workshop: Workshop) -> None:
    made = workshop.new_deck("Nieuw")
    made.path.write_text(MINE, encoding="utf-8")
    with pytest.raises(WorkshopError, match="changed meanwhile"):
        workshop.undo()
    assert made.path.read_text(encoding="utf-8") == MINE


# -- cards -----------------------------------------------------------------------------------------------------------


def test_a_card_is_added_below_the_others_and_taken_back(desk: Desk, workshop: Workshop) -> None:
    card = workshop.add_card(deck(desk), PETRA)
    assert card is not None
    assert written(desk) == MINE + "\n## Wie schenkt de koffie?\nAntwoord: Karel\n"
    assert card.key in desk.library.cards
    assert workshop.undo().key == "workshop.undone_add"
    assert written(desk) == MINE
    assert not workshop.can_undo


def test_a_copy_of_a_card_stands_below_it(desk: Desk, workshop: Workshop) -> None:
    first = deck(desk).cards[0]
    form = workshop.form_of(deck(desk), first.line)
    workshop.add_card(deck(desk), with_text(form, "question", "Wie ruimt op?"), after=first.line)
    assert prompts(desk)[:2] == ["Wie organiseert de borrel?", "Wie ruimt op?"]


def test_a_copy_of_a_card_stands_below_it_though_an_editor_has_moved_it(desk: Desk, workshop: Workshop) -> None:
    then = deck(desk)
    card = then.cards[1]
    form = workshop.form_of(then, card.line)
    path = desk.paths.decks / "borrel.md"
    path.write_text(MINE.replace("Taal: nl\n", "Taal: nl\n\n## Wie komt er?\nAntwoord: Jan\n"), encoding="utf-8")
    workshop.add_card(then, with_text(form, "question", "Wie ruimt op?"), after=card.line, below=form)
    after = prompts(desk)
    assert after[after.index("Waar is de borrel?") + 1] == "Wie ruimt op?"


def test_a_copy_of_a_card_that_is_gone_by_now_stands_at_the_end(desk: Desk, workshop: Workshop) -> None:
    then = deck(desk)
    card = then.cards[1]
    form = workshop.form_of(then, card.line)
    workshop.delete_card(then, card.line)
    workshop.add_card(then, with_text(form, "question", "Wie ruimt op?"), after=card.line, below=form)
    assert prompts(desk)[-1] == "Wie ruimt op?"


def test_only_the_lines_that_changed_change(desk: Desk, workshop: Workshop) -> None:
    card = deck(desk).cards[0]
    was = workshop.form_of(deck(desk), card.line)
    now = workshop.change_card(deck(desk), card.line, with_text(was, "answer", "Petra de Vries"), was)
    assert now is not None
    assert now.key == card.key
    assert written(desk) == MINE.replace("antwoord : Petra", "antwoord : Petra de Vries")
    assert workshop.undo().key == "workshop.undone_change"
    assert written(desk) == MINE


def test_a_card_that_is_left_out_can_be_mended(desk: Desk, workshop: Workshop) -> None:
    (out,) = workshop.left_out(deck(desk))
    assert out.question == "Deze heeft geen antwoord"
    was = workshop.form_of(deck(desk), out.line)
    assert workshop.change_card(deck(desk), out.line, with_text(was, "answer", "nu wel"), was) is not None
    assert workshop.left_out(deck(desk)) == ()


def test_a_card_that_is_taken_out_comes_back_where_it_was(desk: Desk, workshop: Workshop) -> None:
    workshop.delete_card(deck(desk), deck(desk).cards[0].line)
    assert prompts(desk) == ["Waar is de borrel?"]
    assert "<!-- van de uitnodiging -->" in written(desk)
    workshop.add_card(deck(desk), PETRA)
    workshop.undo()
    workshop.undo()
    assert written(desk) == MINE


def test_an_undo_leaves_what_an_editor_wrote_meanwhile(desk: Desk, workshop: Workshop) -> None:
    workshop.delete_card(deck(desk), deck(desk).cards[1].line)
    path = deck(desk).path
    path.write_text(written(desk).replace("Petra", "Petra!"), encoding="utf-8")
    workshop.undo()
    assert prompts(desk) == ["Wie organiseert de borrel?", "Waar is de borrel?"]
    assert "Petra!" in written(desk)


def test_a_card_that_is_no_longer_on_its_line_is_not_the_one_there_now(desk: Desk, workshop: Workshop) -> None:
    """An editor saved a card above it since the list was drawn: the line is another card's."""
    known = deck(desk)
    rows = rows_of(workshop, known)
    changed = MINE.replace("## Waar", "## Hoe laat?\nAntwoord: half acht\n\n## Waar")
    deck(desk).path.write_text(changed, encoding="utf-8")
    place = rows[1].line
    for row in (rows[1], rows[2]):  # the second is left out, as it has no answer
        for do in (
            lambda at, card: workshop.form_of(known, at, question=card),
            lambda at, card: workshop.delete_card(known, at, question=card),
            lambda at, card: workshop.move_card(known, at, deck(desk, "anders"), question=card),
        ):
            with pytest.raises(EditError, match="changed in the meantime"):
                do(place, row.question)
    assert written(desk) == changed
    first = rows[0]
    workshop.delete_card(known, first.line, question=first.question)
    assert prompts(desk) == ["Hoe laat?", "Waar is de borrel?"]


def test_a_card_moves_to_another_deck_and_back(desk: Desk, workshop: Workshop) -> None:
    other = written(desk, "anders")
    moved = workshop.move_card(deck(desk), deck(desk).cards[0].line, deck(desk, "anders"))
    assert moved is not None
    assert moved.deck == "own/anders"
    assert prompts(desk) == ["Waar is de borrel?"]
    assert prompts(desk, "anders") == ["Wie organiseert de borrel?"]
    workshop.undo()
    assert (written(desk), written(desk, "anders")) == (MINE, other)


def test_a_card_is_found_anew_when_the_file_has_changed(desk: Desk, workshop: Workshop) -> None:
    known, card = deck(desk), deck(desk).cards[1]
    was = workshop.form_of(known, card.line)
    known.path.write_text(MINE.replace("## Wie", "## Nieuw?\nAntwoord: ja hoor\n\n## Wie"), encoding="utf-8")
    workshop.change_card(known, card.line, with_text(was, "answer", "op het dak"), was)
    assert "Antwoord: op het dak" in written(desk)
    assert "Antwoord: ja hoor" in written(desk)


def test_a_card_that_is_gone_meanwhile_is_said_and_nothing_is_written(desk: Desk, workshop: Workshop) -> None:
    known, card = deck(desk), deck(desk).cards[1]
    was = workshop.form_of(known, card.line)
    now = MINE.replace("Waar is de borrel?", "Waar?")
    known.path.write_text(now, encoding="utf-8")
    with pytest.raises(EditError):
        workshop.change_card(known, card.line, with_text(was, "answer", "op het dak"), was)
    assert written(desk) == now
    assert not workshop.can_undo
    known.path.unlink()
    with pytest.raises(WorkshopError, match="no longer there"):
        workshop.change_card(known, card.line, was, was)


def test_what_is_wrong_with_a_card_is_said_in_sentences(desk: Desk, workshop: Workshop) -> None:
    t = Catalog("nl")

    def said(form: CardForm, line: int | None = None) -> dict[str, str]:
        return {found.field: t.say(found.message) for found in workshop.problems(form, deck(desk), line=line)}

    told = CardForm("Wie organiseert de borrel?", answer="Petra", hint="Het is Petra.")
    assert "staat al in deze stapel" in said(told)["question"]
    assert "verklapt" in said(told)["hint"]
    assert "question" not in said(told, deck(desk).cards[0].line)  # it is this card's own
    assert "Ook goed én bij Niet goed" in said(CardForm("Wie?", answer="Petra", refused="Petra"))["refused"]
    assert "points" in said(CardForm("Wat zeg je?", points=(PointLine("naam (ik ben)"),), models=("Hallo.",)))


def test_a_form_can_be_tried_before_it_is_saved(desk: Desk, workshop: Workshop) -> None:
    card = workshop.card_of(CardForm("Eerst [geven], dan nemen."), deck(desk))
    assert card is not None
    assert card.prompt == "Eerst _____, dan nemen."
    assert workshop.card_of(CardForm("Zonder antwoord"), deck(desk)) is None
    assert workshop.card_of(CardForm("x" * 9000, answer="y"), deck(desk)) is None


# -- what cannot be taken back any more ------------------------------------------------------------------------------


def test_a_move_that_cannot_be_taken_back_whole_is_not_taken_back_in_part(desk: Desk, workshop: Workshop) -> None:
    workshop.add_card(deck(desk), PETRA)
    workshop.move_card(deck(desk), deck(desk).cards[0].line, deck(desk, "anders"))
    source, path = written(desk), deck(desk, "anders").path
    target = written(desk, "anders").replace("Petra", "Karel")
    path.write_text(target, encoding="utf-8")
    with pytest.raises(Past) as refused:
        workshop.undo()
    assert "ongedaan" in Catalog("nl").say(refused.value.message)
    assert (written(desk), written(desk, "anders")) == (source, target)
    assert workshop.undo().key == "workshop.undone_add"
    assert "koffie" not in written(desk)
    assert not workshop.can_undo


def test_a_move_that_was_taken_back_by_half_is_not_taken_back_twice(desk: Desk, workshop: Workshop) -> None:
    workshop.move_card(deck(desk), deck(desk).cards[0].line, deck(desk, "anders"))
    path = deck(desk, "anders").path
    path.chmod(0o400)
    for _ in range(2):
        with pytest.raises(WorkshopError):
            workshop.undo()
        assert written(desk) == MINE
    path.chmod(0o600)
    workshop.undo()
    assert (written(desk), prompts(desk, "anders")) == (MINE, [])


def test_a_deck_that_is_gone_does_not_stand_in_the_way(desk: Desk, workshop: Workshop) -> None:
    workshop.add_card(deck(desk), PETRA)
    other = workshop.add_card(deck(desk, "anders"), PETRA)
    assert other is not None
    deck(desk, "anders").path.unlink()
    with pytest.raises(Past, match="no longer there"):
        workshop.undo()
    workshop.undo()
    assert written(desk) == MINE


def test_a_deck_that_has_another_name_by_now_is_found(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    reworded(desk, workshop, "Wie heeft de leiding?")
    path = deck(desk).path
    path.rename(path.with_name("feest.md"))
    desk.reload()
    Recognition(desk).look()
    workshop.undo()
    assert written(desk, "feest") == MINE
    assert not path.exists()
    Recognition(desk).look()
    assert known(desk, "feest") == before


def test_a_new_deck_that_is_gone_already_is_no_trouble(desk: Desk, workshop: Workshop) -> None:
    workshop.add_card(deck(desk), PETRA)
    workshop.new_deck("Nieuw").path.unlink()
    workshop.undo()
    workshop.undo()
    assert written(desk) == MINE


# -- files -----------------------------------------------------------------------------------------------------------


def appended(text: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data + text


def replaced_by(text: bytes) -> Callable[[bytes], bytes]:
    return lambda _: text


def test_what_stood_in_a_file_is_kept_twenty_times(tmp_path: Path) -> None:
    path, kept = tmp_path / "deck.md", tmp_path / "kept"
    path.write_bytes(b"0")
    for n in range(1, 31):
        files.rewrite(path, replaced_by(b"%d" % n), kept=kept)
    versions = sorted(kept.iterdir())
    assert [version.read_bytes() for version in versions] == [b"%d" % n for n in range(10, 30)]
    assert {stat.S_IMODE(version.stat().st_mode) for version in versions} == {0o600}


def test_decks_with_like_names_have_their_own_earlier_versions(desk: Desk) -> None:
    names = ("a/b", "a-b", "a%2Fb", "a/b/c", "a/b-c")
    folders = {files.kept(desk.paths, desk.paths.decks / f"{name}.md") for name in names}
    assert len(folders) == len(names)
    assert {folder.parent for folder in folders} == {desk.paths.data.parent / "decks-before"}


def test_two_programs_that_keep_a_version_at_the_same_time_keep_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = tmp_path / "deck.md", tmp_path / "kept"
    path.write_bytes(b"0")
    files.rewrite(path, replaced_by(b"1"), kept=kept)
    create, theirs = files.create, iter([b"theirs"])

    def meanwhile(place: Path, data: bytes) -> None:
        for other in theirs:
            create(place, other)
        create(place, data)

    monkeypatch.setattr(files, "create", meanwhile)
    files.rewrite(path, replaced_by(b"2"), kept=kept)
    assert [version.read_bytes() for version in sorted(kept.iterdir())] == [b"0", b"theirs", b"1"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_has_its_name_only_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = tmp_path / "new" / "deck.md"

    def no_links(_: Path, __: Path) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    files.create(path, b"mine")
    with pytest.raises(FileExistsError):
        files.create(path, b"theirs")
    assert path.read_bytes() == b"mine"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "deck.md"
    real.write_bytes(b"a")
    real.chmod(0o640)
    link.symlink_to(real)
    files.rewrite(link, appended(b"b"), kept=tmp_path / "kept")
    assert link.is_symlink()
    assert real.read_bytes() == b"ab"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck.md", "kept", "real.txt"]


def test_a_file_that_is_saved_at_the_same_time_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_bytes(b"a")
    calls = []

    def change(data: bytes) -> bytes:
        calls.append(data)
        if len(calls) == 1:
            path.write_bytes(b"theirs")
        return data + b"+ours"

    files.rewrite(path, change, kept=tmp_path / "kept")
    assert path.read_bytes() == b"theirs+ours"
    assert calls == [b"a", b"theirs"]


def test_a_file_that_never_rests_is_said(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_bytes(b"")

    def change(data: bytes) -> bytes:
        path.write_bytes(data + b"x")
        return data + b"+ours"

    with pytest.raises(WorkshopError, match="another program"):
        files.rewrite(path, change, kept=tmp_path / "kept")
    assert b"ours" not in path.read_bytes()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_the_system_will_not_do_is_one_sentence(tmp_path: Path, language: str) -> None:
    path = tmp_path / "deck.md"
    kept = tmp_path / "kept"
    failures = []
    with pytest.raises(TrainerError) as missing:
        files.rewrite(path, appended(b"x"), kept=kept)
    failures.append(missing.value)
    path.write_bytes(b"a")
    path.chmod(0o400)
    with pytest.raises(TrainerError) as locked:
        files.rewrite(path, appended(b"x"), kept=kept)
    failures.append(locked.value)
    assert path.read_bytes() == b"a"
    t = Catalog("nl" if language == "nl" else "en")
    for error in failures:
        assert str(path) in t.say(error.message)
        assert "\n" not in t.say(error.message)
    assert [name.name for name in tmp_path.iterdir() if name.name.startswith(".")] == []


def test_a_new_file_that_cannot_be_finished_is_not_left_behind(tmp_path: Path) -> None:
    taken = tmp_path / "taken.md"
    files.create(taken, b"mine")
    with pytest.raises(FileExistsError):
        files.create(taken, b"theirs")
    assert taken.read_bytes() == b"mine"


# -- boxes -----------------------------------------------------------------------------------------------------------


def test_a_form_reads_back_from_its_boxes() -> None:
    form = CardForm(
        "Vraag\ntwee",
        scenes=("Of zo?",),
        items=("een", "twee"),
        ordered=True,
        points=(PointLine("groet (hoi)", required=True), PointLine("naam")),
        models=("Hoi.",),
        why="Omdat.\nDaarom.",
        loose=("vreemd",),
    )
    again = CardForm()
    for field in FIELDS:
        again = with_text(again, field.name, text_of(form, field.name, "nl"))
    assert again == form
    assert text_of(form, "points", "nl") == "Moet: groet (hoi)\nnaam"


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("items", "- een\n* twee", CardForm(items=("een", "twee"))),
        ("items", "1. een\n2) twee\n", CardForm(items=("een", "twee"), ordered=True)),
        ("items", "1. een\ntwee", CardForm(items=("een", "twee"))),
        ("points", "must: a (b)\n- c", CardForm(points=(PointLine("a (b)", True), PointLine("c")))),
        ("points", "Hint: x", CardForm(points=(PointLine("Hint: x"),))),
        ("models", "- Hoi: zeg ik.\n\nDag.", CardForm(models=("Hoi: zeg ik.", "Dag."))),
        ("tags", "a, b", CardForm(tags="a, b")),
    ],
)  # fmt: skip
def test_what_people_put_before_a_line_is_understood(name: str, typed: str, expected: CardForm) -> None:
    assert with_text(CardForm(), name, typed) == expected


# -- an editor -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+12", "/d/my deck.md"]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+12", "/d/my deck.md"]),
        ("nano", ["nano", "+12", "/d/my deck.md"]),
        ("emacs -nw", ["emacs", "-nw", "+12", "/d/my deck.md"]),
        ("kak", ["kak", "+12", "/d/my deck.md"]),
        ("micro", ["micro", "+12", "/d/my deck.md"]),
        ("code --wait", ["code", "--wait", "--goto", "/d/my deck.md:12"]),
        ("hx", ["hx", "/d/my deck.md:12"]),
        ("ed", ["ed", "/d/my deck.md"]),
        ("'my editor' ; rm -rf /", ["my editor", ";", "rm", "-rf", "/", "/d/my deck.md"]),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths as they are written here")
def test_an_editor_opens_at_the_line_if_it_can(editor: str, command: list[str]) -> None:
    assert editor_command({"EDITOR": editor}, Path("/d/my deck.md"), 12) == command
    assert editor_command({"VISUAL": editor, "EDITOR": "x"}, Path("/d/my deck.md"), 12) == command


@pytest.mark.parametrize("environ", [{}, {"EDITOR": "  "}, {"EDITOR": "'vim"}])
def test_without_an_editor_the_file_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(WorkshopError, match=r"deck\.md"):
        editor_command(environ, Path("/d/deck.md"), 1)


# -- histories -------------------------------------------------------------------------------------------------------


def practised(desk: Desk, name: str = "borrel") -> dict[str, CardKey]:
    """The prompts of a deck's cards after each was answered, with the keys that their histories have."""
    session = desk.begin([deck(desk, name)])
    for card in deck(desk, name).cards:
        session.put(card, desk.store.schedules(), desk.now())
        desk.record(session, desk.submit(session, "Petra"), Grade.GOOD, review_id=desk.store.new_id())
    return known(desk, name)


def known(desk: Desk, name: str = "borrel") -> dict[str, CardKey]:
    """The cards of a deck that have a history."""
    return {card.prompt: card.key for card in deck(desk, name).cards if card.key in desk.store.schedules()}


def reworded(desk: Desk, workshop: Workshop, question: str, place: int = 0) -> None:
    card = deck(desk).cards[place]
    was = workshop.form_of(deck(desk), card.line)
    workshop.change_card(deck(desk), card.line, with_text(was, "question", question), was)


def test_a_card_whose_question_changes_keeps_its_history(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    reworded(desk, workshop, "Wie heeft de leiding?")
    reworded(desk, workshop, "Bij wie moet je zijn?")
    assert known(desk)["Bij wie moet je zijn?"] == before["Wie organiseert de borrel?"]
    workshop.undo()
    assert known(desk)["Wie heeft de leiding?"] == before["Wie organiseert de borrel?"]
    workshop.undo()
    assert known(desk) == before
    assert desk.store.links() == {}


def test_a_card_that_goes_back_to_its_first_question_leaves_nothing_behind(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    reworded(desk, workshop, "Wie heeft de leiding?")
    reworded(desk, workshop, "Wie organiseert de borrel?")
    assert known(desk) == before
    assert desk.store.links() == {}


def test_a_card_that_moves_takes_its_history_along(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    workshop.move_card(deck(desk), deck(desk).cards[0].line, deck(desk, "anders"))
    prompt = "Wie organiseert de borrel?"
    assert known(desk, "anders") == {prompt: before[prompt]}
    assert prompt not in known(desk)
    workshop.undo()
    assert known(desk) == before
    assert known(desk, "anders") == {}


def test_a_card_that_comes_back_has_its_history_again(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    reworded(desk, workshop, "Wie heeft de leiding?")
    workshop.delete_card(deck(desk), deck(desk).cards[0].line)
    assert list(known(desk)) == ["Waar is de borrel?"]
    workshop.undo()
    assert known(desk)["Wie heeft de leiding?"] == before["Wie organiseert de borrel?"]


def test_of_two_cards_with_one_question_each_keeps_its_own_history(desk: Desk, workshop: Workshop) -> None:
    twice = "# Twee\nTaal: nl\n\n## Wie?\nAntwoord: Petra\n\n## Wie?\nAntwoord: Karel\n"
    (desk.paths.decks / "twee.md").write_text(twice, encoding="utf-8")
    desk.reload()
    practised(desk, "twee")
    first, second = (card.key for card in deck(desk, "twee").cards)
    was = workshop.form_of(deck(desk, "twee"), 4)
    workshop.change_card(deck(desk, "twee"), 4, with_text(was, "question", "Wie nog meer?"), was)
    assert [card.key for card in deck(desk, "twee").cards] == [first, second]
    workshop.undo()
    assert [card.key for card in deck(desk, "twee").cards] == [first, second]
    workshop.delete_card(deck(desk, "twee"), 4)
    assert [card.key for card in deck(desk, "twee").cards] == [second]
    workshop.undo()
    assert [card.key for card in deck(desk, "twee").cards] == [first, second]


def test_a_card_is_known_again_at_the_next_start_though_the_program_ended_halfway(
    desk: Desk, workshop: Workshop, tmp_path: Path
) -> None:
    before = practised(desk)
    path = deck(desk).path
    path.write_text(MINE.replace("organiseert de borrel?", "organiseert deze borrel?"), encoding="utf-8")
    desk.store.close()
    later = lay({"TRAINER_HOME": str(tmp_path), "LANG": "nl_NL.UTF-8"}, now=lambda: NOW, rng=Random(1))
    with later.store:
        recognition = Recognition(later)
        (proposal,) = recognition.look().to_ask
        assert proposal.card.prompt == "Wie organiseert deze borrel?"
        recognition.same([proposal])
        assert known(later)["Wie organiseert deze borrel?"] == before["Wie organiseert de borrel?"]
        assert recognition.look().to_ask == ()


def test_a_no_is_remembered_and_a_yes_is_not_asked_again(desk: Desk) -> None:
    practised(desk)
    path = deck(desk).path
    recognition = Recognition(desk)
    before = desk.library
    path.write_text(
        MINE.replace("organiseert de borrel?", "organiseert deze borrel?").replace("Waar is de", "Waar is nu de"),
        encoding="utf-8",
    )
    desk.reload()
    who, where = recognition.look(before).to_ask
    assert (who.was.prompt, who.was.answer) == ("Wie organiseert de borrel?", "Petra")
    recognition.other(who)
    recognition.same([where])
    assert recognition.look().to_ask == Recognition(desk).look().to_ask == ()
    (gone,) = recognition.vanished()
    assert (gone.key, gone.was.prompt, gone.reviews) == (who.old, "Wie organiseert de borrel?", 1)


def test_a_deck_whose_file_has_another_name_keeps_everything_unasked(desk: Desk) -> None:
    before = practised(desk)
    path = deck(desk).path
    path.rename(path.with_name("feest.md"))
    desk.reload()
    found = Recognition(desk).look()
    assert found.to_ask == ()
    assert [(move.old, move.new, move.cards) for move in found.moved] == [("own/borrel", "own/feest", 2)]
    assert known(desk, "feest") == before


def looked(desk: Desk) -> list[tuple[str, str]]:
    """What is asked about the cards once the files have changed: from which question to which."""
    recognition, before = Recognition(desk), desk.library
    desk.reload()
    return [(pair.was.prompt, pair.card.prompt) for pair in recognition.look(before).to_ask]


WHO, WHERE = (
    ("Wie organiseert de borrel", "Wie organiseert nu de borrel"),
    ("Waar is de borrel", "Waar is de borrel dan"),
)


@pytest.mark.parametrize("changes", [(WHO,), (WHO, WHERE)])
def test_a_card_that_is_reworded_in_a_file_that_was_renamed_is_asked_about(
    desk: Desk, changes: tuple[tuple[str, str], ...]
) -> None:
    practised(desk)
    path = deck(desk).path.rename(deck(desk).path.with_name("feest.md"))
    assert looked(desk) == []
    for old, new in changes:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert looked(desk) == [(f"{old}?", f"{new}?") for old, new in changes]


def test_cards_that_are_all_reworded_while_their_file_is_renamed_are_asked_about(desk: Desk) -> None:
    practised(desk)
    text = MINE.replace("# Mijn borrel", "# Ons feest")
    for old, new in ((WHO[0], "Wie regelt donderdag de borrel"), (WHERE[0], "Waar vieren we de borrel")):
        text = text.replace(old, new)
    deck(desk).path.rename(deck(desk).path.with_name("feest.md")).write_text(text, encoding="utf-8")
    assert len(looked(desk)) == 2


def test_a_card_that_went_to_another_deck_and_is_reworded_there_is_asked_about(desk: Desk, workshop: Workshop) -> None:
    practised(desk)
    workshop.add_card(deck(desk, "anders"), PETRA)
    practised(desk, "anders")
    workshop.move_card(deck(desk), deck(desk).cards[0].line, deck(desk, "anders"))
    path = deck(desk, "anders").path
    path.write_text(path.read_text(encoding="utf-8").replace(*WHO), encoding="utf-8")
    assert looked(desk) == [("Wie organiseert de borrel?", "Wie organiseert nu de borrel?")]


def test_an_event_keeps_its_deck_when_the_file_has_another_name_twice(desk: Desk) -> None:
    practised(desk)
    desk.store.keep_event(Event(id=desk.store.new_id(), name="x", at=NOW + timedelta(days=3), decks=("own/borrel",)))
    for name in ("feest.md", "jubileum.md"):
        path = next(path for path in desk.paths.decks.iterdir() if path.name != "anders.md")
        path.rename(path.with_name(name))
        desk.reload()
        (move,) = Recognition(desk).look().moved
    assert (move.old, move.new) == ("own/feest", "own/jubileum")
    assert [event.decks for event in desk.store.events()] == [("own/jubileum",)]


def test_a_card_that_a_mistake_keeps_out_of_a_renamed_deck_is_asked_of_no_other(desk: Desk) -> None:
    practised(desk)
    path = deck(desk).path.rename(deck(desk).path.with_name("feest.md"))
    looked(desk)
    broken = path.read_text(encoding="utf-8").replace("antwoord :", "antwoordt :")
    path.write_text(f"{broken}\n## Wie organiseert nu de borrel?\nAntwoord: Petra\n", encoding="utf-8")
    assert looked(desk) == []


def test_a_copy_of_a_bundled_deck_keeps_its_history_when_its_file_is_renamed_or_gone(
    desk: Desk, workshop: Workshop
) -> None:
    bundled = desk.library.deck("nl/etiquette")
    assert bundled is not None
    copy = workshop.copy_deck(bundled)
    before = practised(desk, copy.key.removeprefix("own/"))
    path = copy.path.rename(copy.path.with_name("feest.md"))
    assert looked(desk) == []
    assert known(desk, "feest") == before
    path.unlink()
    assert looked(desk) == []
    assert len(Recognition(desk).vanished()) == len(before)
    assert not desk.store.schedules().keys() & {card.key for card in bundled.cards}


def test_an_event_keeps_its_deck_when_the_file_has_another_name(desk: Desk) -> None:
    practised(desk)
    for decks in (("own/borrel", "nl/openers"), (), ("own/anders",)):
        name = "+".join(decks)
        desk.store.keep_event(Event(id=desk.store.new_id(), name=name, at=NOW + timedelta(days=3), decks=decks))
    path = deck(desk).path
    path.rename(path.with_name("feest.md"))
    desk.reload()
    Recognition(desk).look()
    assert {event.name: event.decks for event in desk.store.events()} == {
        "own/borrel+nl/openers": ("own/feest", "nl/openers"),
        "": (),
        "own/anders": ("own/anders",),
    }


OTHERWISE = MINE.replace("Wie organiseert de borrel?", "Bij wie moet je zijn voor een glas?")
"""So different that nobody asks whether it is the same card."""


def test_a_card_that_was_written_anew_elsewhere_is_given_its_history_by_hand_and_all_can_be_taken_back(
    desk: Desk, workshop: Workshop
) -> None:
    before = practised(desk)
    deck(desk).path.write_text(OTHERWISE, encoding="utf-8")
    assert looked(desk) == []
    card = deck(desk).cards[0]
    (gone,) = Recognition(desk).vanished(like=card)
    workshop.give_history(card, gone.key)
    assert known(desk)["Bij wie moet je zijn voor een glas?"] == before["Wie organiseert de borrel?"]
    assert Recognition(desk).vanished() == ()
    recognition, given = Recognition(desk), desk.library
    workshop.undo()
    assert recognition.look(given) == ((), ())
    assert desk.store.links() == {}
    assert [card.key for card in recognition.vanished()] == [gone.key]


def test_what_was_learned_of_the_card_itself_waits_and_can_be_given_back(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    deck(desk).path.write_text(OTHERWISE, encoding="utf-8")
    looked(desk)
    own = practised(desk)["Bij wie moet je zijn voor een glas?"]
    workshop.give_history(deck(desk).cards[0], before["Wie organiseert de borrel?"])
    assert [(gone.key, gone.reviews) for gone in Recognition(desk).vanished()] == [(own, 1)]
    workshop.give_history(deck(desk).cards[0], own)
    assert desk.store.links() == {}
    assert known(desk)["Bij wie moet je zijn voor een glas?"] == own


def test_a_card_that_was_given_a_history_begins_afresh_again_where_that_was_a_mistake(
    desk: Desk, workshop: Workshop
) -> None:
    before = practised(desk)
    deck(desk).path.write_text(OTHERWISE, encoding="utf-8")
    looked(desk)
    assert workshop.own_key(deck(desk).cards[0]) is None
    workshop.give_history(deck(desk).cards[0], before["Wie organiseert de borrel?"])
    recognition, given = Recognition(desk), desk.library
    workshop.begin_afresh(deck(desk).cards[0])
    assert recognition.look(given) == ((), ())
    assert desk.store.links() == {}
    assert list(known(desk)) == ["Waar is de borrel?"]


def test_a_card_whose_file_has_another_name_or_that_was_moved_was_given_nothing_and_is_not_offered_to_begin_afresh(
    desk: Desk, workshop: Workshop
) -> None:
    practised(desk)
    deck(desk).path.rename(deck(desk).path.with_name("feest.md"))
    looked(desk)
    assert desk.store.links()
    assert [workshop.own_key(card) for card in deck(desk, "feest").cards] == [None, None]


def test_a_card_that_begins_afresh_while_it_has_nothing_of_another_is_told_so(desk: Desk, workshop: Workshop) -> None:
    practised(desk)
    with pytest.raises(WorkshopError, match="nothing of another card"):
        workshop.begin_afresh(deck(desk).cards[0])


def test_a_history_is_not_given_away_while_its_card_is_there(desk: Desk, workshop: Workshop) -> None:
    before = practised(desk)
    deck(desk).path.write_text(OTHERWISE, encoding="utf-8")
    looked(desk)
    card = deck(desk).cards[0]
    deck(desk).path.write_text(MINE + OTHERWISE[OTHERWISE.index("## Bij") :], encoding="utf-8")
    with pytest.raises(WorkshopError, match="in a deck again"):
        workshop.give_history(card, before["Wie organiseert de borrel?"])
    deck(desk).path.write_text(MINE, encoding="utf-8")
    with pytest.raises(WorkshopError, match="no longer in its deck"):
        workshop.give_history(card, before["Wie organiseert de borrel?"])
    assert known(desk) == before


def test_the_vanished_card_that_says_most_of_the_same_comes_first(desk: Desk) -> None:
    practised(desk)
    deck(desk).path.write_text(
        "# Mijn borrel\nTaal: nl\n\n## Bij wie moet je zijn?\nAntwoord: Petra\n", encoding="utf-8"
    )
    recognition, before = Recognition(desk), desk.library
    desk.reload()
    recognition.look(before)
    gone = recognition.vanished(like=deck(desk).cards[0])
    assert [(card.was.prompt, card.was.answer) for card in gone] == [
        ("Wie organiseert de borrel?", "Petra"),
        ("Waar is de borrel?", "in de kantine"),
    ]


def test_a_copied_deck_begins_afresh(desk: Desk, workshop: Workshop) -> None:
    practised(desk)
    copy = workshop.copy_deck(deck(desk))
    recognition = Recognition(desk)
    assert recognition.look() == ((), ())
    assert known(desk, copy.key.removeprefix("own/")) == {}
    assert [(new.key, old.key) for new, old in recognition.copies()] == [(copy.key, "own/borrel")]


def test_what_cards_said_is_known_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    practised(desk)
    Recognition(desk).remember()
    deck(desk).path.write_text("# Mijn borrel\nTaal: nl\n", encoding="utf-8")
    desk.reload()
    prompts = [gone.was.prompt for gone in Recognition(desk).vanished()]
    assert prompts == ["Waar is de borrel?", "Wie organiseert de borrel?"]


@pytest.mark.parametrize("rubbish", [b"", b"\xff\xfe", b"[1]", b'{"a": 1, "b": ["x"], "c": ["x", 2]}', b"[" * 100_000])
def test_what_cards_said_may_be_rubbish(desk: Desk, rubbish: bytes) -> None:
    practised(desk)
    path = desk.paths.data.parent / "cards-before.json"
    path.write_bytes(rubbish)
    recognition = Recognition(desk)
    assert recognition.look() == ((), ())
    recognition.remember()
    assert b"kantine" in path.read_bytes()


def test_what_cards_said_is_on_the_disk_before_it_takes_the_place_of_what_was_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    practised(desk)
    path = desk.paths.data.parent / "cards-before.json"
    there: list[bool] = []
    monkeypatch.setattr("trainer.store.log.sync", lambda _: there.append(path.exists()))
    Recognition(desk).remember()
    assert there == [False]
    assert [beside.name for beside in path.parent.glob("cards-before*")] == [path.name]


def test_what_cards_said_is_found_where_it_was_kept_at_first_and_no_deck_is_in_its_way(
    desk: Desk, workshop: Workshop
) -> None:
    practised(desk)
    Recognition(desk).remember()
    now = desk.paths.data.parent / "cards-before.json"
    at_first = desk.paths.data.parent / "decks-before" / "cards.json"
    at_first.parent.mkdir(exist_ok=True)
    now.rename(at_first)
    Recognition(desk).remember()
    assert b"kantine" in now.read_bytes()
    assert not at_first.exists()
    (desk.paths.decks / "cards.json.md").write_text(MINE, encoding="utf-8")
    desk.reload()
    workshop.add_card(deck(desk, "cards.json"), PETRA)
    Recognition(desk).remember()
    assert [path.read_text(encoding="utf-8") for path in at_first.iterdir()] == [MINE]


FOUR = """\
# Vier
Taal: nl

## Wie?
Antwoord: Petra

## Waar?
Antwoord: hier

## Wie?
Antwoord: Karel

## Waarom?
Antwoord: daarom
"""


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_each_card_keeps_its_own_history_and_all_can_be_undone(
    desk: Desk, workshop: Workshop, seed: int
) -> None:
    """Cards are told apart by their hints, which nothing here changes; two of them have one question."""
    rng = Random(seed)
    names = ("vier", "anders")
    hinted = FOUR
    for n in range(4):
        hinted = hinted.replace(
            "Antwoord: " + ("Petra", "hier", "Karel", "daarom")[n] + "\n", f"Antwoord: {n}\nHint: h{n}\n"
        )
    (desk.paths.decks / "vier.md").write_text(hinted, encoding="utf-8")
    desk.reload()
    practised(desk, "vier")

    def owners() -> dict[str, CardKey]:
        cards = [card for name in names for card in deck(desk, name).cards]
        assert len({card.key for card in cards}) == len(cards)
        return {card.hint: card.key for card in cards if card.key in desk.store.schedules()}

    first, texts = owners(), [written(desk, name) for name in names]
    assert len(first) == 4
    done = 0
    for step in range(14):
        name, other = rng.sample(names, 2)
        here = deck(desk, name)
        if workshop.can_undo and rng.random() < 0.15:
            workshop.undo()
            done -= 1
            continue
        if not here.cards:
            continue
        card = rng.choice(here.cards)
        form = workshop.form_of(here, card.line)
        match rng.randrange(5):
            case 0:
                question = rng.choice(("Wie?", "Waar?", "Hoe?", "Waarom?", f"Nieuw {step}?"))
                workshop.change_card(here, card.line, with_text(form, "question", question), form)
            case 1:
                workshop.move_card(here, card.line, deck(desk, other))
            case 2:
                workshop.add_card(here, CardForm(f"Los {step}?", answer="x", hint=f"new{step}"), after=card.line)
            case 3:
                workshop.delete_card(here, card.line)
            case 4:
                workshop.change_card(here, card.line, with_text(form, "answer", str(step)), form)
        done += 1
        there = {card.hint for name in names for card in deck(desk, name).cards}
        assert owners() == {hint: key for hint, key in first.items() if hint in there}, step
    for _ in range(done):
        workshop.undo()
    assert not workshop.can_undo
    assert [written(desk, name) for name in names] == texts
    assert owners() == first
    assert desk.store.links() == {}
