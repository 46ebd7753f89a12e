"""Make the judge's lists of ordinary words: python tests/grading/word_lists.py DUTCH SCOWL

DUTCH is OpenTaal's list, one word a line (Debian: wdutch, /usr/share/dict/dutch); SCOWL is the folder with SCOWL's
lists (Debian: scowl, /usr/share/dict/scowl), of which the British and American words up to level 50 are taken: those
that at least five of twelve dictionaries have. Kept are words without capitals, hyphens or apostrophes, folded as
answers are, of LETTERS letters: those of three would refuse half a percent more of ordinary slips, and a longer word is
hardly ever another one. They stand by their first two letters, a line for each pair: the pair, and after it what
follows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from trainer.grading.fold import fold

LETTERS = range(4, 13)
LEVELS = (10, 20, 35, 40, 50)
SPELLINGS = ("english", "british", "british_z", "american")
OUT = Path(__file__).parents[2] / "trainer" / "grading" / "languages"


def dutch(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").split("\n")


def english(folder: Path) -> Iterator[str]:
    for spelling in SPELLINGS:
        for level in LEVELS:
            yield from (folder / f"{spelling}-words.{level}").read_text(encoding="latin-1").split("\n")


def lines(words: Iterable[str]) -> Iterator[str]:
    """The words by their first two letters."""
    found: dict[str, set[str]] = {}
    for word in words:
        if word.islower() and word.isalpha():
            folded = fold(word)
            if folded.isascii() and folded.isalpha() and len(folded) in LETTERS:
                found.setdefault(folded[:2], set()).add(folded[2:])
    return (f"{head} {' '.join(sorted(found[head]))}\n" for head in sorted(found))


def main(dutch_list: str, scowl: str) -> None:
    for name, words in (("nl", dutch(Path(dutch_list))), ("en", english(Path(scowl)))):
        (OUT / f"{name}.words.txt").write_text("".join(lines(words)), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
