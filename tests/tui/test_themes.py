"""Our themes can be read: contrast by WCAG 2.2 (1.4.3 text, 1.4.11 what is drawn), of the colours Textual resolves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from trainer.desk import Desk
from trainer.tui.app import TrainerApp
from trainer.tui.screens.lines import LinesScreen
from trainer.tui.themes import THEMES, TRAINER_DARK, TRAINER_LIGHT
from trainer.tui.widgets.answer import AnswerBox

TEXT = 4.5  # WCAG's AA for text of ordinary size
BLOCK = 3.0  # WCAG's for what is drawn: bars and focused edges
EDGE = 1.5  # ours: WCAG's 3:1 would be a box, and the tint of an input already sets it apart
BACKGROUNDS = ("background", "surface", "panel")
MEANINGS = ("primary", "secondary", "accent", "success", "warning", "error")


def color(value: str) -> Color:
    """A colour as a variable holds it; "auto 60%" is black or white, whichever shows better, at 60 %."""
    kind, _, share = value.partition(" ")
    return Color.automatic(float(share.rstrip("%"))) if kind == "auto" else Color.parse(value)


def luminance(color: Color) -> float:
    """WCAG's relative luminance, 0..1."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(above: Color, below: Color) -> float:
    """WCAG's contrast ratio of a colour, see-through or not, on an opaque one: 1..21."""
    darker, lighter = sorted((luminance(below + above), luminance(below)))
    return (lighter + 0.05) / (darker + 0.05)


def faults(theme: Theme) -> list[str]:
    """Every pair of colours that a person could not read, or not see."""
    values = theme.to_color_system().generate()
    found = []

    def check(above: str, on: str, tint: str = "", *, share: float = 1, least: float = TEXT) -> None:
        """`above` at its share, on a background that may be tinted with 10 % of a colour."""
        ground = color(values[on])
        if tint:
            ground += color(values[tint]).with_alpha(0.1)
        if (ratio := contrast(color(values[above]).multiply_alpha(share), ground)) < least:
            where = f"${on}" + (f" under ${tint} 10%" if tint else "")
            found.append(f"${above} on {where}: {ratio:.2f} < {least}")

    for ground in BACKGROUNDS:
        for text in ("foreground", *(name for name in values if name.startswith("text"))):
            check(text, ground)
        for meaning in MEANINGS:
            check(f"text-{meaning}", ground, meaning)  # a tint stands in for a box
            check(meaning, ground, least=BLOCK)
        check("border-blurred", ground, least=EDGE)
        check("foreground", ground, share=0.25, least=EDGE)  # every line of ours
    check("footer-key-foreground", "footer-background")
    check("footer-description-foreground", "footer-background")
    check("block-cursor-foreground", "block-cursor-background")
    check("input-cursor-foreground", "input-cursor-background")
    return found


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_and_every_edge_seen(theme: Theme) -> None:
    assert faults(theme) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_stands_in_an_empty_box_can_be_read_and_is_no_answer(theme: Theme, settled: Desk) -> None:
    app = TrainerApp(settled)
    async with app.run_test():
        app.theme = theme.name
        await app.push_screen(LinesScreen())
        style = app.screen.query_one(AnswerBox).get_visual_style("text-area--placeholder")
    assert style.foreground is not None
    assert style.background is not None
    assert contrast(style.foreground, style.background) >= TEXT
    assert style.italic


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_backgrounds_are_different_enough_to_stand_in_for_boxes(theme: Theme) -> None:
    values = theme.to_color_system().generate()
    background, surface, panel = (color(values[name]) for name in BACKGROUNDS)
    assert contrast(surface, background) > 1.05
    assert contrast(panel, surface) > 1.05


def test_contrast_is_that_of_the_standard() -> None:
    black, white, grey = color("#000000"), color("#ffffff"), color("#767676")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.005)  # the lightest grey that passes on white
    assert contrast(color("auto 100%"), white) == pytest.approx(21)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (replace(TRAINER_LIGHT, warning="#e0b040"), "$text-warning on $background"),
        (replace(TRAINER_DARK, error="#802020"), "$text-error on $panel"),
        (replace(TRAINER_DARK, variables={}), "$border-blurred on $surface"),
        (replace(TRAINER_LIGHT, variables={"text-muted": "auto 40%"}), "$text-muted on $background"),
        (BUILTIN_THEMES["textual-light"], "$text-success on $surface"),
    ],
    ids=["pale warning", "dark error", "no edge", "faint text", "Textual's own"],
)
def test_a_theme_that_is_hard_to_read_is_refused(bad: Theme, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(bad))
