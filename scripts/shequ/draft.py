"""A document's data with faulty parts cut out, without losing where the rest stands in the file.

In: a `Document`. Out: smaller data, and a `Document` for it whose paths lead to the same lines.
What counts as faulty is `shape`'s business.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from shequ.diagnostics import Span
from shequ.model import Path
from shequ.source_text import Document


class Draft:
    """Data under correction. Paths count the items that are left; `original` leads back to the file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data: Any = copy.deepcopy(document.data)
        self.lost_ids: set[str] = set()
        # Of every list: the list, so that no other gets its identity, and where its items stood in the file.
        self._origins: dict[int, tuple[list[Any], list[int]]] = {}

    def get(self, path: Path) -> Any:
        """The value at `path`, or None."""
        value = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def cut(self, path: Path) -> None:
        """Remove the part at `path`, and remember the ids in it."""
        holder, key = self.get(path[:-1]), path[-1]
        if isinstance(holder, dict) and key in holder:
            self.lost_ids.update(ids_in(holder.pop(key)))
        elif isinstance(holder, list) and isinstance(key, int) and key < len(holder):
            self._origin(holder).pop(key)
            self.lost_ids.update(ids_in(holder.pop(key)))

    def put(self, path: Path, value: Any) -> None:
        """Set the part at `path`, which need not have been there; it then stands where its holder does."""
        holder = self.get(path[:-1])
        if isinstance(holder, dict):
            holder[path[-1]] = value

    def original(self, path: Path) -> Path:
        """The same place as a path into the file."""
        value, found = self.data, []
        for part in path:
            known = isinstance(value, list) and isinstance(part, int) and part < len(value)
            found.append(self._origin(value)[part] if known and isinstance(part, int) else part)
            value = value[part] if known or (isinstance(value, dict) and part in value) else None
        return tuple(found)

    def locate(self, path: Path) -> Span:
        """Where the part at `path` stands in the file."""
        return self.document.locate(self.original(path))

    def reduced(self) -> Document:
        """The document of what is left."""
        if self.data == self.document.data:
            return self.document
        moved = {path: self.original(path) for path in paths_in(self.data)}
        spans, keys = self.document.spans, self.document.key_spans
        return Document(
            file=self.document.file,
            data=self.data,
            spans={new: spans[old] for new, old in moved.items() if old in spans},
            key_spans={new: keys[old] for new, old in moved.items() if old in keys},
        )

    def _origin(self, items: list[Any]) -> list[int]:
        if id(items) not in self._origins:
            self._origins[id(items)] = (items, list(range(len(items))))
        return self._origins[id(items)][1]


def paths_in(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every path in plain data, containers before their parts."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths_in(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from paths_in(value, (*path, number))


def ids_in(data: Any) -> Iterator[str]:
    """Every `id:` inside plain data."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for value in data.values():
            yield from ids_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from ids_in(value)
