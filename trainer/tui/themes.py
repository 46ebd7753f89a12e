"""Our two themes: warm greys and one quiet blue, so that a colour only ever means something.

The accent is cool because success, warning and error share the warm half of the circle: hues are kept apart. Textual
makes `$text-success` and its like from 66 % of the colour and 34 % of white or black; tests/tui/test_themes.py measures
what comes out.
"""

from __future__ import annotations

from textual.theme import Theme

TRAINER_DARK = Theme(
    name="trainer-dark",
    dark=True,
    background="#1b1a18",
    surface="#242220",
    panel="#2d2b28",
    foreground="#e8e3da",
    primary="#86aecf",
    secondary="#a89f93",
    accent="#86aecf",
    success="#8fb87a",
    warning="#d9b45f",
    error="#df7f6f",
    variables={
        # Textual's own 60 % and 38 % are too faint on the panel, and "auto" is plain white in a Content.
        "text-muted": "#aeaaa3",
        "text-disabled": "#98948e",
        # 25 % of the foreground, as every line: Textual's edge of an unfocused input is 1.0:1.
        "border-blurred": "#e8e3da40",
        "scrollbar": "#e8e3da40",
        "scrollbar-background": "#1b1a18",
        "footer-background": "#1b1a18",
        "footer-key-foreground": "#a9c5dc",
    },
)

TRAINER_LIGHT = Theme(
    name="trainer-light",
    dark=False,
    background="#f7f4ee",
    surface="#efebe3",
    panel="#e7e2d8",
    foreground="#2c2a26",
    primary="#2f6d9e",
    secondary="#6b6357",
    accent="#2f6d9e",
    success="#3f8438",
    warning="#9c6c00",
    error="#c03f2f",
    variables={
        "text-muted": "#504e4a",
        "text-disabled": "#504e4a",
        "border-blurred": "#2c2a2640",
        "scrollbar": "#2c2a2640",
        "scrollbar-background": "#f7f4ee",
        "footer-background": "#f7f4ee",
        "footer-key-foreground": "#2a5577",
    },
)

THEMES = (TRAINER_DARK, TRAINER_LIGHT)
