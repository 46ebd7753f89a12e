"""The settings file: edited by hand, read without ever failing, and saved whole, private, with all that is not ours."""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from dataclasses import fields, replace
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.i18n import Catalog
from trainer.settings import CHOICES, NAMES, RANGES, Loaded, Settings, SettingsError, checked, load, save

EN, NL = Catalog("en"), Catalog("nl")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Loaded:
    """What a file with this text is read as."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load(path, {})


def complaint(loaded: Loaded) -> str:
    assert len(loaded.problems) == 1
    assert NL.say(loaded.problems[0]) != EN.say(loaded.problems[0])
    return EN.say(loaded.problems[0])


# -- reading


def test_without_a_file_it_is_the_first_run_in_the_systems_language(path: Path) -> None:
    assert load(path, {"LANG": "nl_NL.UTF-8"}) == Loaded(Settings(language="nl"), first_run=True)
    assert load(path, {}) == Loaded(Settings(language="en"), first_run=True)
    assert not path.parent.exists()


def test_an_empty_file_means_the_defaults_and_is_no_first_run(path: Path) -> None:
    assert written(path, "") == Loaded(Settings())


def test_the_files_language_goes_before_the_systems(path: Path) -> None:
    written(path, 'language = "en"')
    assert load(path, {"LANG": "nl_NL"}).settings.language == "en"


def test_every_setting_can_be_set(path: Path) -> None:
    loaded = written(
        path,
        """
        language = "nl"
        theme = "nord"
        decks = ["nl/openers", "own/mijn-borrel"]
        limit = "cards"
        minutes = 10
        cards = 30
        new_per_day = 0
        new_until_due = 50
        retention = 0.85
        day_start = "05:30"
        reduced_motion = true
        """,
    )
    assert loaded == Loaded(
        Settings(
            language="nl",
            theme="nord",
            decks=("nl/openers", "own/mijn-borrel"),
            limit="cards",
            minutes=10,
            cards=30,
            new_per_day=0,
            new_until_due=50,
            retention=0.85,
            day_start=time(5, 30),
            reduced_motion=True,
        )
    )


def test_the_defaults_are_those_of_the_five_minute_day() -> None:
    standard = Settings()
    assert (standard.limit, standard.minutes, standard.new_per_day, standard.new_until_due) == ("minutes", 5, 3, 20)
    assert (standard.retention, standard.day_start) == (0.9, time(4))
    for f in fields(Settings):
        value = getattr(standard, f.name)
        assert checked(f.name, value) == value


@pytest.mark.parametrize("name", RANGES)
def test_a_number_may_be_anything_in_its_range_and_nothing_outside(name: str) -> None:
    low, high = RANGES[name]
    step = 0.01 if name == "retention" else 1
    for inside in (low, high):
        assert checked(name, inside) == inside
        assert isinstance(checked(name, inside), float if name == "retention" else int)
    for outside in (low - step, high + step, -1e9, float("inf"), float("nan")):
        with pytest.raises(SettingsError) as caught:
            checked(name, outside)
        assert f"from {low:g} to {high:g}" in str(caught.value)
        assert name in str(caught.value)


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_may_be_each_of_its_choices_and_nothing_else(name: str) -> None:
    for choice in CHOICES[name]:
        assert checked(name, choice) == choice
    for other in ("", "fr", CHOICES[name][0].upper(), True, 3, None, ["nl"], {"a": 1}):
        with pytest.raises(SettingsError) as caught:
            checked(name, other)
        assert ", ".join(CHOICES[name]) in str(caught.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("minutes = true", "minutes: “True” does not fit; it must be a number from 1 to 120."),
        ("minutes = 0", "from 1 to 120"),
        ("minutes = 2.5", "from 1 to 120"),
        ("minutes = nan", "from 1 to 120"),
        ("minutes = 'five'", "“five” does not fit"),
        ("minutes = [5]", "from 1 to 120"),
        ("minutes = 2025-01-01", "from 1 to 120"),
        ("new_until_due = '1.000'", "“1.000” does not fit"),
        ("new_until_due = '1,000'", "“1,000” does not fit"),
        ("retention = 90", "from 0.7 to 0.97"),
        ("retention = 'x'", "from 0.7 to 0.97"),
        ("day_start = '25:00'", "“25:00” is not a time of day; write it like 04:00."),
        ("day_start = '4:60'", "not a time of day"),
        ("day_start = ''", "not a time of day"),
        ("day_start = 4.30", "“4.3” is not a time of day"),
        ("day_start = '4:3'", "not a time of day"),
        ("day_start = 4000000000", "not a time of day"),
        ("day_start = true", "not a time of day"),
        ("day_start = 2025-01-01T04:00:00", "not a time of day"),
        ("reduced_motion = 'yes'", "“yes” is not one of the choices (true, false)"),
        ("reduced_motion = 1", "not one of the choices (true, false)"),
        ("decks = 'nl/openers'", "not a list of decks"),
        ("decks = [1]", "not a list of decks"),
        ("theme = 5", "theme: “5” is not text"),
        ("language = 'fr'", "“fr” is not one of the choices (nl, en)"),
        ("limit = 'hours'", "(minutes, cards)"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_and_the_rest_holds(path: Path, line: str, said: str) -> None:
    name = line.partition(" ")[0]
    other = "cards = 7" if name != "cards" else "minutes = 7"
    loaded = written(path, f"{line}\n{other}\n")
    assert said in complaint(loaded)
    assert str(path) in complaint(loaded)
    assert getattr(loaded.settings, name) == getattr(Settings(), name)
    assert loaded.settings.cards == 7


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("retention = '0,85'", 0.85),
        ("retention = '0.85'", 0.85),
        ("minutes = '10'", 10),
        ("minutes = 10.0", 10),
        ("day_start = 05:30:00", time(5, 30)),
        ("day_start = 05:30:59", time(5, 30)),
        ("day_start = '5.30'", time(5, 30)),
        ("day_start = '5'", time(5)),
        ("day_start = 5", time(5)),
        ("day_start = ' 05:30 '", time(5, 30)),
        ("day_start = '00:00'", time(0)),
        ("decks = []", ()),
    ],
)
def test_what_a_hand_may_write_is_understood(path: Path, line: str, value: object) -> None:
    loaded = written(path, line)
    assert loaded.problems == ()
    assert getattr(loaded.settings, line.partition(" ")[0]) == value


def test_what_is_not_ours_is_no_problem(path: Path) -> None:
    assert written(path, "color = 'red'\n[mine]\nminutes = 99") == Loaded(Settings())


@pytest.mark.parametrize(
    ("name", "meant"),
    [("minuts", "minutes"), ("Minutes", "minutes"), ("deck", "decks"), ("reduce_motion", "reduced_motion")],
)
def test_a_name_that_is_nearly_ours_is_named_with_what_it_may_mean(path: Path, name: str, meant: str) -> None:
    loaded = written(path, f"{name} = 7\ncards = 7")
    assert complaint(loaded) == f"{path}: I don't know {name} — do you mean {meant}?"
    assert loaded.settings == Settings(cards=7)


@pytest.mark.parametrize(
    "text",
    [
        "minutes = ",
        "minutes 5",
        "minutes = 5\nminutes = 6",
        "[[[",
        "minutes = " + "9" * 5000,
        "a = " + "[" * 5000,
        "\x00",
    ],
)
def test_broken_toml_means_the_defaults_and_says_where_and_what_to_do(path: Path, text: str) -> None:
    loaded = written(path, text)
    assert loaded.settings == Settings()
    assert str(path) in complaint(loaded)
    assert "mend or remove the file" in complaint(loaded)
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_no_text_or_no_file_means_the_defaults(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"theme = '\xff\xfe'")
    assert "cannot be read as text" in complaint(load(path, {}))
    path.unlink()
    path.mkdir()
    assert load(path, {}).settings == Settings()
    assert "cannot be read" in complaint(load(path, {}))


def test_a_mark_at_the_start_of_the_file_is_read_over(path: Path) -> None:
    assert written(path, "\ufeffminutes = 9\n").settings.minutes == 9


@given(text=st.text())
def test_no_text_makes_reading_fail(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    loaded = written(path, text)
    assert isinstance(loaded.settings, Settings)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.times(), st.dates(), st.lists(st.text())
)


@given(name=st.sampled_from(sorted(NAMES)), given_value=VALUES)
def test_a_value_is_accepted_as_one_that_can_be_saved_or_refused_in_a_sentence(name: str, given_value: object) -> None:
    try:
        value = checked(name, given_value)
    except SettingsError as error:
        assert name in str(error)  # noqa: PT017 -- one of two outcomes
    else:
        assert checked(name, value) == value
        assert replace(Settings(), **{name: value})


# -- saving


def settings() -> st.SearchStrategy[Settings]:
    keys = st.text(st.characters(exclude_categories=["Cs"]))
    return st.builds(
        Settings,
        language=st.sampled_from(CHOICES["language"]),
        theme=keys,
        decks=st.none() | st.lists(keys).map(tuple),
        limit=st.sampled_from(CHOICES["limit"]),
        minutes=st.integers(1, 120),
        cards=st.integers(1, 500),
        new_per_day=st.integers(0, 100),
        new_until_due=st.integers(0, 1000),
        retention=st.floats(0.7, 0.97),
        day_start=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
        reduced_motion=st.booleans(),
    )


@given(first=settings(), then=settings())
def test_what_is_saved_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, first: Settings, then: Settings
) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    for chosen in (first, then):
        save(path, chosen)
        assert load(path, {}) == Loaded(chosen)


def test_saving_keeps_comments_order_and_what_is_not_ours(path: Path) -> None:
    written(
        path,
        """\
# Mijn instellingen
minutes = 10  # in de trein
color = "red"

# Laat wakker
day_start = 05:30:00

[mine]
note = "blijft staan"  # van mij
""",
    )
    save(path, Settings(minutes=8, decks=("nl/openers",)))
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# Mijn instellingen\nminutes = 8  # in de trein\ncolor = "red"\n\n# Laat wakker\n')
    assert text.endswith('[mine]\nnote = "blijft staan"  # van mij\n')
    table = tomllib.loads(text)
    assert table["mine"] == {"note": "blijft staan"}
    assert (table["minutes"], table["day_start"], table["decks"]) == (8, "04:00", ["nl/openers"])
    assert load(path, {}) == Loaded(Settings(minutes=8, decks=("nl/openers",)))


def test_only_what_has_changed_is_written_and_what_others_wrote_meanwhile_stays(path: Path) -> None:
    save(path, Settings())
    hand = path.read_text(encoding="utf-8").replace("minutes = 5", "minutes = 9").replace("cards = 20\n", "")
    written(path, hand)
    save(path, Settings(theme="nord"), Settings())
    assert path.read_text(encoding="utf-8") == hand.replace("trainer-dark", "nord")
    save(path, Settings(minutes=8, decks=()), Settings())
    assert load(path, {}).settings == Settings(theme="nord", minutes=8, decks=())
    save(path, Settings(), Settings(decks=()))
    assert load(path, {}).settings == Settings(theme="nord", minutes=8)


def test_a_setting_that_is_nothing_again_leaves_the_file(path: Path) -> None:
    save(path, Settings(decks=("nl/openers",)))
    save(path, Settings(decks=None))
    assert "decks" not in path.read_text(encoding="utf-8")
    assert load(path, {}).settings.decks is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_and_its_folder_are_the_learners_alone(path: Path) -> None:
    save(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    save(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def refusing(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fsync", "pathlib.Path.replace"])
def test_what_could_not_be_saved_says_so_and_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    save(path, Settings(minutes=10))
    before = path.read_bytes()
    monkeypatch.setattr(step, refusing)
    with pytest.raises(SettingsError) as caught:
        save(path, Settings(minutes=20))
    assert str(path) in str(caught.value)
    assert "no permission" in str(caught.value)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.skipif(sys.platform == "win32" or getattr(os, "geteuid", int)() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_leaves_the_old_file(path: Path) -> None:
    save(path, Settings(minutes=10))
    path.parent.chmod(0o500)
    try:
        with pytest.raises(SettingsError):
            save(path, Settings(minutes=20))
    finally:
        path.parent.chmod(0o700)
    assert load(path, {}).settings.minutes == 10


def test_where_no_folder_can_be_made_saving_says_so(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file, where the folder should be")
    with pytest.raises(SettingsError):
        save(tmp_path / "config" / "settings.toml", Settings())


@pytest.mark.parametrize("content", [b"minutes = ", b"a = 1\na = 2", b"[a]\n[a]", b"\xff\xfe"])
def test_a_file_that_cannot_be_understood_is_not_written_over(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        save(path, Settings())
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "trainer.toml"
    real.parent.mkdir()
    real.write_text("minutes = 10\n")
    path.parent.mkdir()
    path.symlink_to(real)
    save(path, Settings(minutes=20))
    assert path.is_symlink()
    assert load(real, {}).settings.minutes == 20
