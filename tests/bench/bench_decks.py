"""How long it takes to load 10 000 cards and to search them, also on the screen, beside json.loads of the same data:
python tests/bench/bench_decks.py
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import perf_counter

from textual.widgets import Input

from trainer.cards.library import Source, changed, load
from trainer.cards.lint import lint
from trainer.cards.search import find, index

CARDS = 10_000
IN_A_FILE = 250
TYPED = ("nemen", "contact 77", "visitekartje", "koffei eentje", "netwerkborrel", "qwertyuiop")
"""As it is typed, letter by letter: what is there, with a slip, with two words, and what is nowhere."""

KINDS = (
    """## Hoe vaak stuur je contact {n} een kort berichtje?
Antwoord: elke vier tot zes weken
Ook goed: om de vier tot zes weken / elke 4 tot 6 weken / 4 à 6 weken
Niet goed: elke week / elke dag
""",
    """## De sleutel tot goed netwerken, regel {n}: eerst [geven / schenken], dan pas nemen.
Niet goed: nemen / vragen
""",
    """## Geven kan klein zijn. Noem voor {n} drie manieren om iemand te helpen.
- iemand doorverwijzen / doorverwijzen
- mensen aan elkaar voorstellen / introduceren
- een eerlijke mening geven / je mening geven
Aantal: 3
""",
    """## Je staat bij de koffie en naast je staat ‘nummer {n}’ in z’n eentje. Wat zeg je?
Of: Je bent te vroeg en zit al in de zaal. De stoel naast je is net bezet. Wat zeg je?
Punt: groet of naam (hoi / hallo / dag / goedemorgen / ik ben / mijn naam)
Moet: open vraag ([open vraag])
Voorbeeld: Hoi, ik ben Sanne. Wat brengt jou hier vandaag?
Hooguit woorden: 25
Bewaar: ja
""",
)
COMMON = """Hint: Terwijl je gezicht nog vers is.
Uitleg: Een ingeloste belofte is het goedkoopste bewijs dat je betrouwbaar bent.
Bron: Algemeen advies
Labels: borrel, opvolgen
Niveau: 1
Vlak vooraf: 3
"""


def write_decks(folder: Path) -> None:
    for first in range(0, CARDS, IN_A_FILE):
        cards = [KINDS[n % len(KINDS)].format(n=n) + COMMON for n in range(first, first + IN_A_FILE)]
        text = f"# Stapel {first}\nTaal: nl\n\n" + "\n".join(cards)
        (folder / f"stapel-{first:05}.md").write_text(text, encoding="utf-8")


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds; the best run is the one that the rest of the machine disturbed least."""

    def once() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return min(once() for _ in range(times))


async def on_the_screen(home: Path, beginnings: list[str]) -> list[tuple[float, str]]:
    """Seconds from what stands in the search box to the list, laid out; the first is for the first key."""
    from trainer.desk import lay
    from trainer.tui.app import TrainerApp
    from trainer.tui.screens.decks import DecksScreen

    desk = lay({"TRAINER_HOME": str(home), "LANG": "nl_NL.UTF-8"})
    desk.save(desk.settings)
    app, screen = TrainerApp(desk), DecksScreen()
    waits: list[tuple[float, str]] = []

    def shown(last: str) -> None:
        assert screen.entries is not None
        screen.entries.near.pop(last, None)  # as it is typed, only the words before it are known already
        screen.show()

    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        while screen.entries is None:
            await pilot.pause()
        for beginning in beginnings:
            with screen.prevent(Input.Changed):
                screen.search.value = beginning
            waits.append((best_of(3 if waits else 1, partial(shown, beginning.split()[-1])), beginning))
            await pilot.pause()
    return waits


def main() -> None:
    beginnings = [text[:n] for text in TYPED for n in range(1, len(text) + 1)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "decks"
        folder.mkdir()
        write_decks(folder)
        sources = [Source(folder, own=True)]
        library = load(sources, language="nl")
        same = json.dumps([asdict(card) for card in library.cards.values()])
        loading = best_of(5, lambda: load(sources, language="nl"))
        parsing = best_of(5, lambda: json.loads(same))
        looking = best_of(5, lambda: changed(library))
        advising = best_of(3, lambda: [lint(deck) for deck in library.decks])
        first, *seen = asyncio.run(
            on_the_screen(Path(name), [text[:n] for text in TYPED for n in range(1, len(text) + 1)])
        )
    indexing = best_of(3, lambda: index(library.cards.values()))
    entries = index(library.cards.values())

    def found(beginning: str) -> None:
        entries.near.pop(beginning.split()[-1], None)  # as it is typed, the word before it is known already
        find(entries, beginning)

    waits = sorted((best_of(3, partial(found, beginning)), beginning) for beginning in beginnings)
    (usual, _), (longest, slowest) = waits[len(waits) // 2], waits[-1]
    print(f"{len(library.cards)} cards in {len(library.decks)} files, {len(same) / 1e6:.1f} MB as JSON")
    print(f"load       {loading:.3f} s   {loading / parsing:5.1f} × json.loads")
    print(f"json.loads {parsing:.3f} s")
    print(f"changed    {looking:.4f} s")
    print(f"index      {indexing:.3f} s   {indexing / parsing:5.1f} × json.loads")
    print(f"find       {usual:.4f} s for a key, {longest:.4f} s at most, for {slowest!r}")
    seen.sort()
    (usual, _), (longest, slowest) = seen[len(seen) // 2], seen[-1]
    print(
        f"its list   {usual:.4f} s for a key, {longest:.4f} s at most, for {slowest!r}; {first[0]:.4f} s for the first"
    )
    print(f"lint       {advising:.3f} s   {advising / parsing:5.1f} × json.loads")


if __name__ == "__main__":
    main()
