"""Where everything stands in a file, packed while reading and unpacked when a finding asks.

In: depth, label and position of every node in document order. Out: mappings from path to `Span`.
A catalogue of ten thousand files keeps every position at some tens of bytes a node and unpacks almost none.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from shequ.diagnostics import Span

Label = str | int
PathInData = tuple[Label, ...]
# Line and column, both from 1.
Position = tuple[int, int]

# Of what stands in a list or is the document itself.
NO_KEY: Position = (0, 0)


class Skeleton:
    """The label and the two places of every node, without its value."""

    def __init__(self) -> None:
        self._labels: list[Label] = []
        self._marks = array("I")

    def __len__(self) -> int:
        return len(self._labels)

    def add(self, depth: int, label: Label, key: Position, value: Position) -> None:
        """Note a node: the document has depth 0, its entries 1."""
        self._labels.append(label)
        self._marks.extend((depth, *key, *value))

    def cut(self, length: int) -> None:
        """Forget all nodes after the first `length`."""
        del self._labels[length:]
        del self._marks[length * 5 :]

    def walk(self) -> Iterator[tuple[PathInData, Position, Position]]:
        """Path, place of the key (or `NO_KEY`) and place of the value of each node."""
        path: list[Label] = []
        marks = iter(self._marks)
        for label, depth, key_line, key_column, line, column in zip(
            self._labels, marks, marks, marks, marks, marks, strict=True
        ):
            if depth:
                path[depth - 1 :] = [label]
            yield tuple(path), (key_line, key_column), (line, column)


class LazySpans(Mapping[PathInData, Span]):
    """The spans of all values, or of all keys, made at the first look."""

    def __init__(self, file: str, skeleton: Skeleton, *, of_keys: bool) -> None:
        self._file = file
        self._skeleton = skeleton
        self._of_keys = of_keys
        self._spans: dict[PathInData, Span] | None = None

    def _unpack(self) -> dict[PathInData, Span]:
        if self._spans is None:
            places = ((path, key if self._of_keys else value) for path, key, value in self._skeleton.walk())
            self._spans = {path: Span(self._file, *at) for path, at in places if at != NO_KEY}
        return self._spans

    def __getitem__(self, path: PathInData) -> Span:
        return self._unpack()[path]

    def __iter__(self) -> Iterator[PathInData]:
        return iter(self._unpack())

    def __len__(self) -> int:
        return len(self._unpack())
