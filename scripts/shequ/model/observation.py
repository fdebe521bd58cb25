"""One figure as a text prints it: what it measures, of whom, over which period, and where it stands.

In: plain data. Out: `Observation`.
The reading of `printed` is `quantity`'s; sums and comparisons live in `rules` and `derive`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from shequ.model.base import (
    At,
    ExactNumber,
    Id,
    IsoDate,
    Line,
    MetricTerm,
    ObservationRef,
    PlaceRef,
    PracticeRef,
    Record,
    SettlementTerm,
    Text,
    UnitTerm,
    Voice,
)

Kind = Literal["input", "activity", "output", "outcome", "stock"]
ValueType = Literal["quantity", "duration", "ordinal", "universal", "none", "worded"]
Statistic = Literal["total", "each", "mean", "maximum-each", "minimum-each", "unclear"]
Realm = Literal["actual", "rule", "agreed", "planned", "target"]
Nth = Annotated[int, Field(ge=1, le=99)]
PeriodType = Literal["as-of", "during", "cumulative-since", "every", "by", "multi-year", "year-unknown"]


class Period(Record):
    """When a figure holds. `printed` is the time word in the figure's sentence; dates are read from it.

    `start` and `end` (inclusive) are given only where the words cannot be read by themselves;
    `basis` says on what they rest.
    """

    type: PeriodType
    printed: Line
    start: IsoDate | None = None
    end: IsoDate | None = None
    basis: Literal["stated", "resolved", "inferred"] = "stated"


class EachOf(Record):
    """The things a figure holds for, one by one: each of eight communities."""

    unit: UnitTerm
    count: ObservationRef | None = None


class Part(Record):
    """A numerator or denominator that the text names but does not print."""

    what: Text
    unit: UnitTerm | None = None
    printed: Literal["not-printed", "not-stated"] = "not-printed"


class Ratio(Record):
    """What a rate divides by what."""

    numerator: ObservationRef | Part
    denominator: ObservationRef | Part


class Scope(Record):
    """What a figure is restricted to: some places, some kinds of settlement, something in words."""

    places: tuple[PlaceRef, ...] = ()
    settlement: tuple[SettlementTerm, ...] = ()
    what: Text | None = None


class Role(Record):
    """The part a figure plays in showing a change."""

    as_: Literal["baseline", "result", "comparison"] = Field(alias="as")
    for_: PracticeRef = Field(alias="for")


class AlsoAt(Record):
    """Another place where the same fact is printed again."""

    at: At
    nth: Nth = 1
    printed: Line | None = None


class Observation(Record):
    """One value of one metric for one community or practice.

    `printed` is qualifier, numeral and classifier, without the noun.
    `nth` tells equal quantities of a paragraph apart: the third, or [1, 7] for the first to the seventh.
    `statistic: each` with 以内 is a ceiling that holds for each; `maximum-each` is the largest itself.
    `value`, `low` and `high` are given only where the parser cannot know; where it can, they must agree.
    """

    id: Id
    metric: MetricTerm
    printed: Line
    at: At
    label: Text | None = None
    kind: Kind | None = None
    counts: Text | None = None
    nth: Nth | tuple[Nth, Nth] = 1
    also_at: tuple[AlsoAt, ...] = ()
    value_type: ValueType = "quantity"
    value: ExactNumber | None = None
    low: ExactNumber | None = None
    high: ExactNumber | None = None
    unit: UnitTerm | None = None
    statistic: Statistic = "total"
    each_of: EachOf | None = None
    per: UnitTerm | None = None
    scope: Scope | None = None
    breakdown: dict[Id, Id] = Field(default_factory=dict)
    of: Ratio | None = None
    realm: Realm = "actual"
    period: Period | None = None
    role: Role | None = None
    voice: Voice | None = None
    speaker: Text | None = None
    shares_numeral_with: ObservationRef | None = None
