"""A comparison table as plain values: rows, cells and what stands in them.

In: nothing. Out: frozen values that pages, CSV and XLSX are made from. Nothing is looked up here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from shequ.derive import Derived, Verdict
from shequ.model import Table
from shequ.records import Figure

CellKind = Literal["figures", "derived", "words", "not-reported", "not-applicable", "not-computable"]


@dataclass(frozen=True)
class Phrase:
    """Words of a qualitative cell in both languages, `en` None where there is no English.

    `link` is the kind and id of what they name; `at` the source and paragraph they rest on;
    `status` the group of a status.
    """

    zh: str
    en: str | None
    link: tuple[str, str] | None = None
    at: tuple[str, int] | None = None
    status: str | None = None


@dataclass(frozen=True)
class CellView:
    """What one row has in one column; where it has nothing, `kind` and `reason` tell why.

    Of `not-computable` the reason is a key of `why_not_derived`, `lacks` the metrics it is about;
    of a practice known by name only it is `name-only`.
    """

    kind: CellKind
    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    words: tuple[Phrase, ...] = ()
    reason: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether anything is told here."""
        return self.kind in ("figures", "derived", "words")


@dataclass(frozen=True)
class ColumnView:
    """A column's head: its label in both languages, the unit of its figures, whether they may be compared.

    `apart` holds, by the id of a figure or a derived value, why it cannot be set beside those of other rows.
    """

    kind: Literal["figure", "derived", "field"]
    zh: str
    en: str
    unit: str | None = None
    metric: str | None = None
    field: str | None = None
    verdict: Verdict | None = None
    apart: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class RowView:
    """One place, or one practice of it by its full id."""

    community: str
    practice: str | None
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class TableView:
    """A whole table."""

    id: str
    record: Table
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]

    @property
    def cells(self) -> Iterator[CellView]:
        """Every cell, row by row."""
        return (cell for row in self.rows for cell in row.cells)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that stands in a cell, once, in order of appearance."""
        return tuple({figure.id: figure for cell in self.cells for figure in cell.figures}.values())
