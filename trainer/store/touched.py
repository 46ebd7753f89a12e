"""What TinyDB's updaters see of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from trainer.store.log import Document


def clone(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """A deep copy of a JSON value."""
    if isinstance(value, Mapping):
        return {key: clone(part) for key, part in value.items()}
    return [clone(part) for part in value] if isinstance(value, list) else value


class Touched(MutableMapping[int, Document]):
    """They change copies, and only what they looked at is copied."""

    def __init__(self, rows: Mapping[str, Document]) -> None:
        self.rows = rows
        self.copies: dict[int, Document | None] = {}
        """None: removed."""

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id not in self.copies:
            self.copies[doc_id] = clone(self.rows[str(doc_id)])
        if (document := self.copies[doc_id]) is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self.copies[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self.copies[doc_id] = None

    def __iter__(self) -> Iterator[int]:
        yield from (doc_id for doc_id in map(int, self.rows) if self.copies.get(doc_id, {}) is not None)
        new = [doc_id for doc_id in self.copies if str(doc_id) not in self.rows]
        yield from (doc_id for doc_id in new if self.copies[doc_id] is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self) -> list[tuple[str, Document | None]]:
        return [(key, doc) for doc_id, doc in self.copies.items() if self.rows.get(key := str(doc_id)) != doc]
