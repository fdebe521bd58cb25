"""Which places or practices are the rows of a comparison table.

In: a `Catalogue` and a `Table`. Out: `Selected` rows in the catalogue's order, or in that of named places.
What stands in their cells is `tables`' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from shequ.model import Column, Practice, Rows, Table
from shequ.model.table import PlaceField
from shequ.records import Catalogue, PracticeEntry

PLACE_FIELDS = frozenset(get_args(PlaceField))


@dataclass(frozen=True)
class Selected:
    """One row: a place, and the full id of its practice in a table of practices."""

    community: str
    practice: str | None = None


def select_rows(catalogue: Catalogue, table: Table) -> list[Selected]:
    """The rows of a table; a place that is named and has no entry is left out."""
    rows = table.rows
    places = [id_ for id_ in rows.places or catalogue.communities if id_ in catalogue.communities]
    if rows.of == "practices":
        return [
            Selected(place, f"{place}/{practice.id}")
            for place in places
            for practice in catalogue.communities[place].practices
            if _is_meant(catalogue, rows, practice)
        ]
    if rows.places and not _asks(rows):
        return [Selected(place) for place in places]
    wanted = rows if _asks(rows) else _of_columns(catalogue, table)
    return [Selected(place) for place in places if _has_any(catalogue, wanted, place)]


def practices_with(catalogue: Catalogue, community: str, mechanism: str | None) -> list[PracticeEntry]:
    """The practices of a place, slogans apart, that have a mechanism."""
    return [
        PracticeEntry(f"{community}/{practice.id}", community, practice, ("practices", number))
        for number, practice in enumerate(catalogue.communities[community].practices)
        if mechanism in practice.mechanisms and practice.kind != "slogan"
    ]


def _asks(rows: Rows) -> bool:
    return bool(rows.mechanisms or rows.problems or rows.metrics or rows.status or rows.detail)


def _of_columns(catalogue: Catalogue, table: Table) -> Rows:
    """What the columns ask for: their metrics, with what is computed from them, and their mechanisms."""
    return Rows(
        metrics=tuple(metric for column in table.columns for metric in _metrics(catalogue, column)),
        mechanisms=tuple(column.mechanism for column in table.columns if column.mechanism),
    )


def _metrics(catalogue: Catalogue, column: Column) -> Iterator[str]:
    known = catalogue.vocabularies.metrics.get(column.metric or "")
    if column.metric and not (known and known.formula):
        yield column.metric


def _has_any(catalogue: Catalogue, rows: Rows, place: str) -> bool:
    """Whether a place has a figure of a metric, or a practice that is meant."""
    own = {figure.record.metric for figure in catalogue.figures_in(place)}
    if not own.isdisjoint(rows.metrics):
        return True
    if not (rows.mechanisms or rows.problems or rows.status or rows.detail):
        return False
    practices = catalogue.communities[place].practices
    return any(_is_meant(catalogue, rows, practice) for practice in practices)


def _is_meant(catalogue: Catalogue, rows: Rows, practice: Practice) -> bool:
    """Whether a practice is about what the rows name, and its status and detail are among theirs."""
    if practice.kind == "slogan":
        return False
    status = catalogue.vocabularies.statuses.get(practice.status.is_)
    if rows.status and (status is None or status.group not in rows.status):
        return False
    if rows.detail and practice.detail not in rows.detail:
        return False
    if not (rows.mechanisms or rows.problems or rows.metrics):
        return True
    return not (
        set(rows.mechanisms).isdisjoint(practice.mechanisms)
        and set(rows.problems).isdisjoint(practice.problems)
        and set(rows.metrics).isdisjoint(figure.metric for figure in practice.observations)
    )
