"""Comparison tables as data: the question, which places or practices are rows, what stands in the columns.

In: plain data of one file under `catalogue/tables/`. Out: `Table`. No cell is ever typed: all are looked up.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from shequ.model.base import (
    MechanismRef,
    MetricTerm,
    Name,
    PlaceRef,
    ProblemTerm,
    Record,
    RoleTerm,
    Text,
)

# What a place has, in tables of places and of practices alike.
PlaceField = Literal["level", "within", "county", "settlement"]
# What a practice has; in a table of places, what the practices with a mechanism have.
PracticeField = Literal[
    "practice",
    "summary",
    "steps",
    "lead",
    "schedule",
    "started",
    "status",
    "milestones",
    "coverage",
    "mechanisms",
    "problems",
    "needs",
    "detail",
    "figures",
    "evidence",
    "unanswered",
]


class Rows(Record):
    """Which rows a table has: places, or practices with their places.

    With `mechanisms`, `problems` or `metrics`, a practice (or one of a place's practices, or the place
    itself) must have at least one of all that are named; `status` (by group) and `detail` narrow the
    practices further. `places` keeps to those named, in that order. Slogans are never rows.
    """

    of: Literal["places", "practices"] = "places"
    places: tuple[PlaceRef, ...] = ()
    mechanisms: tuple[MechanismRef, ...] = ()
    problems: tuple[ProblemTerm, ...] = ()
    metrics: tuple[MetricTerm, ...] = ()
    status: tuple[Literal["running", "prepared", "finished", "unknown"], ...] = ()
    detail: tuple[Literal["full", "partial", "name-only"], ...] = ()


class Column(Record):
    """One column: a metric's figures, a field, or who takes part in some roles.

    In a table of places a field of practices and `roles` need the `mechanism` whose practices are meant.
    `of: place` keeps a metric to figures of the place itself, which a practice's row shows only so.
    """

    label: Text | None = None
    metric: MetricTerm | None = None
    of: Literal["row", "place"] = "row"
    field: PlaceField | PracticeField | None = None
    roles: tuple[RoleTerm, ...] = ()
    mechanism: MechanismRef | None = None


class Table(Record):
    """A comparison table as data: the question, the rows, the columns.

    Without `rows` it has every place with a figure or a practice in one of its columns.
    """

    title: Name
    question: Text
    theme: Literal["setting", "governing", "property", "service", "progress", "other"] = "other"
    rows: Rows = Field(default_factory=Rows)
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    note: Text | None = None
