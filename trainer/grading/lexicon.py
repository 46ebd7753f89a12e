"""Which words exist: one of them, typed, is no slip of the keys for another (contract, contact)."""

from __future__ import annotations

import pkgutil
from functools import cache, lru_cache

from trainer.i18n import Language


@lru_cache(maxsize=16384)
def exists(word: str, language: Language) -> bool:
    """Whether a folded word is in the list of its language, which has those of 4 to 12 letters."""
    return f" {word[2:]} " in _list(language).get(word[:2], "")


@cache
def _list(language: Language) -> dict[str, str]:
    """The words by their first two letters (tests/grading/word_lists.py makes them): read when a slip is first about to
    be forgiven, 8 ms. They stay in strings to be searched: a set of 220 000 words would take 30 ms and as many MB."""
    data = pkgutil.get_data("trainer.grading.languages", f"{language}.words.txt") or b""
    return {line[:2]: f"{line[2:]} " for line in data.decode("ascii").splitlines()}
