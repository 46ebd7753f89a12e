"""What is seen."""

import os

# Textual paints at the next sixtieth of a second, and at the one after where the layout changes: 25 ms of waiting
# between a key and what it does. Read once, when Textual is loaded; nothing is painted more often than it changes.
os.environ.setdefault("TEXTUAL_FPS", "240")
