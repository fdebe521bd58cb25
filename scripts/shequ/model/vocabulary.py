"""Controlled vocabularies, metrics, namesakes and retired ids.

In: plain data of `catalogue/vocabularies/` and `retired.yml`.
Out: their records, with SKOS field names.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, RootModel

from shequ.model.base import (
    QUALIFIED_PATTERN,
    ExactNumber,
    Id,
    IsoDate,
    LevelTerm,
    Line,
    MetricTerm,
    Name,
    Record,
    Text,
    UnitTerm,
)
from shequ.model.observation import Kind


class Term(Record):
    """One concept of a vocabulary."""

    pref_label: Name
    alt_labels: tuple[Line, ...] = ()
    definition: Text | None = None
    scope_note: Text | None = None
    broader: Id | None = None


class Level(Term):
    """A level of place. `rank` counts from 1 at the top; `within` may only go up."""

    rank: Annotated[int, Field(ge=1)]


class StatusTerm(Term):
    """A step in the life of a practice, and the group it is shown under."""

    group: Literal["running", "prepared", "finished", "unknown"]


class PublisherType(Term):
    """A kind of publisher and the reliability letter it gives (Admiralty code, as adapted in the design)."""

    grade: Literal["A", "B", "C", "D", "E", "F"]


class Unit(Term):
    """A unit of measure and its printed classifiers. `factor` leads to the dimension's base unit.

    `singular` is the English label after the number 1, where it differs.
    """

    singular: Line | None = None
    classifiers: tuple[Line, ...] = ()
    dimension: Id
    factor: ExactNumber | None = None


class Formula(Record):
    """A quotient of two metrics of one subject and one period type, times `scale`."""

    numerator: MetricTerm
    denominator: MetricTerm
    scale: ExactNumber = Decimal(1)


class MetricRelation(Record):
    """What is true of a metric everywhere."""

    type: Literal["subset_of"]
    whole: MetricTerm


class Metric(Term):
    """What is counted, in which unit, over which denominator. A formula makes it a derived metric."""

    definition: Text
    kind: Kind
    units: Annotated[tuple[UnitTerm, ...], Field(min_length=1)]
    denominator: Text | None = None
    direction: Literal["more", "less", "none"] = "none"
    comparable: bool
    formula: Formula | None = None
    relations: tuple[MetricRelation, ...] = ()


class Region(Record):
    """An administrative division with its code and the standard that gives it."""

    pref_label: Name
    level: LevelTerm
    code: Annotated[str, Field(pattern=r"^[0-9]{6}([0-9]{3})?$")]
    within: Id | None = None
    authority: Line | None = None


class Dimension(Term):
    """A way to break figures down, and its members."""

    members: dict[Id, Name]


class Namesake(Record):
    """Names that look alike, and whether they are one thing."""

    items: Annotated[
        list[Annotated[str, Field(pattern=QUALIFIED_PATTERN)]],
        Field(min_length=2),
    ]
    verdict: Literal["same", "different", "unknown"]
    why: Text


class Retired(Record):
    """An id that is gone, and where its content went."""

    to: tuple[Id, ...] = ()
    on: IsoDate
    why: Text


class Terms(RootModel[dict[Id, Term]]):
    """A plain vocabulary file."""


class Levels(RootModel[dict[Id, Level]]):
    """`levels.yml`."""


class Statuses(RootModel[dict[Id, StatusTerm]]):
    """`statuses.yml`."""


class PublisherTypes(RootModel[dict[Id, PublisherType]]):
    """`publisher-types.yml`."""


class Units(RootModel[dict[Id, Unit]]):
    """`units.yml`."""


class Metrics(RootModel[dict[Id, Metric]]):
    """`metrics.yml`."""


class Regions(RootModel[dict[Id, Region]]):
    """`regions.yml`."""


class Dimensions(RootModel[dict[Id, Dimension]]):
    """`dimensions.yml`."""


class Namesakes(RootModel[dict[Id, Namesake]]):
    """`namesakes.yml`."""


class RetiredIds(RootModel[dict[Id, Retired]]):
    """`retired.yml`."""


# The file stem decides the shape; a vocabulary not named here is a plain list of terms.
VOCABULARY_MODELS: dict[str, type[RootModel]] = {  # type: ignore[type-arg]
    "levels": Levels,
    "statuses": Statuses,
    "publisher-types": PublisherTypes,
    "units": Units,
    "metrics": Metrics,
    "regions": Regions,
    "dimensions": Dimensions,
    "namesakes": Namesakes,
}
PLAIN_VOCABULARIES = ("actors", "problems", "roles", "settlement-types", "thesaurus")
