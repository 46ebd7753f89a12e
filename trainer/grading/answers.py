"""Judging lines of a file of typed answers, so that anyone can measure the judge.

A line is a JSON object with prompt, answer, alternatives, key_points, kind (term, phrase, list or free), lang and
typed; other fields, such as a label, are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from trainer.cards.model import Items, Short
from trainer.grading.fold import fold
from trainer.grading.judge import judge_items, judge_points, judge_short
from trainer.grading.model import Judgement, Wordings
from trainer.i18n import LANGUAGES, Language, TrainerError

KINDS = ("term", "phrase", "list", "free")

_IN_ORDER = frozenset(("order", "volgorde", "sequence"))
"""Words by which a prompt asks for a list in order: these files have no field for it."""


class BrokenLine(TrainerError):
    """A line that is no answer to judge."""


def judge_row(row: Mapping[str, object]) -> Judgement:
    """Judge one line. Its fields must be as the module says; `parse_line` sees to that."""
    language = cast("Language", row["lang"])
    prompt, typed, answer = str(row["prompt"]), str(row["typed"]), str(row["answer"])
    points = cast("list[list[str]]", row.get("key_points") or [])
    if row["kind"] == "free" and points:
        return judge_points(points, typed, prompt, language, model=answer)
    if row["kind"] == "list" and points:
        ordered = not _IN_ORDER.isdisjoint(fold(prompt).split())
        items = Items(tuple(tuple(p) for p in points), len(points), ordered=ordered)
        return judge_items(items, typed, prompt, language, Wordings())
    alternatives = cast("list[str]", row.get("alternatives") or [])
    return judge_short(Short(answer, tuple(alternatives)), typed, prompt, language, Wordings())


def judge_lines(lines: Iterable[str], name: str) -> Iterator[tuple[dict[str, object], Judgement]]:
    """Each line's fields with the judgement of its answer; `name` is the file's, for what is said of a broken line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = parse_line(line, name, number)
            yield row, judge_row(row)


def parse_line(line: str, name: str, number: int) -> dict[str, object]:
    """The fields of a line; BrokenLine says which line, what is wrong with it and what to do."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BrokenLine("grading.line-not-json", file=name, line=number) from None
    if not isinstance(row, dict):
        raise BrokenLine("grading.line-not-json", file=name, line=number)
    for field in ("prompt", "answer", "kind", "lang", "typed"):
        if not isinstance(row.get(field), str):
            raise BrokenLine("grading.line-field", file=name, line=number, field=field)
    for field, allowed in (("kind", KINDS), ("lang", LANGUAGES)):
        if row[field] not in allowed:
            raise BrokenLine(
                "grading.line-value", file=name, line=number, field=field, value=row[field], allowed=", ".join(allowed)
            )
    alternatives, points = row.get("alternatives") or [], row.get("key_points") or []
    if not _texts(alternatives):
        raise BrokenLine("grading.line-field", file=name, line=number, field="alternatives")
    if not (isinstance(points, list) and all(p and _texts(p) for p in points)):
        raise BrokenLine("grading.line-field", file=name, line=number, field="key_points")
    if row["kind"] in ("list", "free") and not points:
        raise BrokenLine("grading.line-points", file=name, line=number, kind=row["kind"])
    return row


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)
