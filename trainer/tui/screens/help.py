"""Help: the keys of where the learner is, and three things that are good to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from trainer.i18n import Catalog
from trainer.paths import shown
from trainer.tui.base import TrainerScreen
from trainer.tui.widgets.keybar import KeyBar, key_name

ARROWS = "←→↑↓"
MOST_KEYS = 4
"""More keys than this for one thing are a row, and only its ends are named: 1–9."""


class HelpScreen(TrainerScreen[None], ModalScreen[None]):
    """Laid over the screen that it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "dismiss", "keys.close", id="help.close", tooltip="keys.close_tip"),
    ]

    page = getters.query_one("#help", Static)

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self.keys = keys_of(about, self.t)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(id="help")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """The keys first, then the three paragraphs."""
        paths = self.desk.paths
        blocks = [Content.styled(self.t("help.keys"), "bold"), keys_content(self.keys, self.t, self.text_width)]
        for title, text in (
            ("help.judging", self.t("help.judging_text")),
            ("help.grades", self.t("help.grades_text")),
            (
                "help.files",
                self.t(
                    "help.files_text", settings=shown(paths.settings), data=shown(paths.data), decks=shown(paths.decks)
                ),
            ),
            ("help.dead_keys", self.t("help.dead_keys_text")),
        ):
            blocks.append(Content.assemble((self.t(title), "bold"), "\n", text))
        self.page.update(Content("\n\n").join(blocks))


@dataclass
class Key:
    """What one thing is called now, the names of its keys, and the key of the sentence about it."""

    word: str
    names: list[str] = field(default_factory=list)
    tip: str = ""


def keys_of(screen: Screen[object], t: Catalog) -> dict[str, Key]:
    """The keys that work on a screen now, by their description, in the words of its line of keys.

    Only ours: the bindings of Textual's own widgets have no id, and go without saying.
    """
    found: dict[str, Key] = {}
    active = [one.binding for one in screen.active_bindings.values() if one.enabled and one.binding.id]
    active.sort(key=lambda binding: (binding.id or "").startswith("app."))  # what works everywhere comes last
    said = {binding: screen.key_shown(binding) for binding in active if isinstance(screen, TrainerScreen)}
    # What is not shown now does nothing now, nor does a key that stands unshown beside nothing else.
    silent = [binding for binding, shown in said.items() if binding.show and shown is None]
    spoken = {binding.description for binding, shown in said.items() if binding.show and shown is not None}
    unsaid = {binding.description for binding in silent} - spoken
    for binding in active:
        if binding in silent or binding.description in unsaid:
            continue
        name, word = (binding.show and said.get(binding)) or ("", t(binding.description))
        key = found.setdefault(binding.description, Key(word))
        if binding.show:
            key.word = word
        name = name or binding.key_display or key_name(binding.key, t)
        if name not in key.names and not (name in ARROWS and any(name in known for known in key.names)):
            key.names.append(name)
        key.tip = key.tip or (screen.key_tip(binding) if isinstance(screen, TrainerScreen) else binding.tooltip)
    return found


def keys_content(keys: dict[str, Key], t: Catalog, width: int) -> Content:
    """The keys and their word, and indented under them what they are for."""
    lines = []
    for key in keys.values():
        names = key.names
        spans = [name for name in names if "–" in name or "←→" in name or "↑↓" in name]
        shown = spans[0] if spans else "–".join((names[0], names[-1])) if len(names) > MOST_KEYS else " ".join(names)
        lines.append(Content.assemble((shown, "bold $text-accent"), "  ", (key.word, "bold")))
        if key.tip:
            lines.extend(Content.styled(f"  {part}", "$text-muted") for part in wrap(t(key.tip), max(width - 2, 10)))
    return Content("\n").join(lines)
