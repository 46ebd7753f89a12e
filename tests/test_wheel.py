"""The wheel is the program: it carries everything, and a session starts from it in another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from trainer import __version__

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, typed: str = "") -> str:
    done = subprocess.run(
        command, input=typed, capture_output=True, encoding="utf-8", cwd=cwd, timeout=120, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_the_decks_the_catalogues_the_styles_and_the_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    sources = [
        *((path, Path("trainer/decks") / path.relative_to(ROOT / "decks")) for path in (ROOT / "decks").rglob("*.md")),
        *((path, path.relative_to(ROOT)) for path in (ROOT / "trainer").rglob("*.py")),
        *((path, path.relative_to(ROOT)) for path in (ROOT / "trainer").rglob("*.tcss")),
    ]
    assert {place.as_posix() for _, place in sources} <= inside
    for part in (
        "trainer/decks/nl/",
        "trainer/decks/en/",
        "trainer/locale/nl/",
        "trainer/locale/en/",
        "trainer/py.typed",
    ):
        assert any(name.startswith(part) for name in inside), part
    assert any(name.endswith(".tcss") for name in inside)
    assert any(name.endswith("/licenses/LICENSE") for name in inside)
    assert {name.split("/")[0].split("-")[0] for name in inside} == {"trainer", "networking_trainer"}


def test_a_session_starts_from_the_wheel_in_a_fresh_environment(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No network is used: pip comes with Python, and the dependencies are lent by the environment the tests run in."""
    monkeypatch.delenv("PYTHONPATH", raising=False)  # it could lead back to the checkout
    place = tmp_path / "venv"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "--isolated", "install", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(scripts / "python", "-c", script, cwd=tmp_path).strip())
    # Python reads no .pth files in a folder that a .pth file names: an editable trainer there stays out of sight.
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "lent.pth").write_text("\n".join(lent), encoding="utf-8")

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    trainer = scripts / "trainer"
    script = "import trainer; print(trainer.__file__)"
    origin = Path(run(scripts / "python", "-c", script, cwd=elsewhere).strip())
    assert origin == packages / "trainer" / "__init__.py"
    assert __version__ in run(trainer, "--version", cwd=elsewhere)
    decks = run(trainer, "deck", "list", cwd=elsewhere)
    assert all(path.stem in decks for path in (ROOT / "decks" / "en").glob("*.md"))
    session = run(trainer, "review", "--plain", "--cards", "1", cwd=elsewhere, typed="a name\n" * 10)
    assert len(session.splitlines()) >= 3, session
