"""How figures hang together, as a text says or we assume: the ground on which contradictions are found.

In: plain data. Out: one of the relation types. The sums are done in `rules.arithmetic`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from shequ.model.base import At, Id, Line, ObservationRef, Record


class _Relation(Record):
    """`basis` tells whether the text says so or we assume it."""

    id: Id | None = None
    basis: Literal["text", "assumed"] = "text"


class Partition(_Relation):
    """`parts` belong to `total`; where `exhaustive`, they make it up."""

    type: Literal["partition"]
    total: ObservationRef
    parts: Annotated[tuple[ObservationRef, ...], Field(min_length=2)]
    exhaustive: bool = False


class SubsetOf(_Relation):
    """Everything counted in `part` is counted in `whole`."""

    type: Literal["subset_of"]
    part: ObservationRef
    whole: ObservationRef


class BoundedBy(_Relation):
    """A year inside a cumulative total: `lower` ≤ `figure` ≤ `upper`, each bound optional."""

    type: Literal["bounded_by"]
    figure: ObservationRef
    upper: ObservationRef | None = None
    lower: ObservationRef | None = None


class Rate(_Relation):
    """`rate` is `numerator` over `denominator`; a numerator that is not printed may be left out.

    What a text itself names stands in the rate's own `of`, printed or not; a relation is for what we assume.
    """

    type: Literal["rate"]
    rate: ObservationRef
    numerator: ObservationRef | None = None
    denominator: ObservationRef


class YearsSince(_Relation):
    """`years` have passed from `since` to `until` (default: when the source was written)."""

    type: Literal["years_since"]
    years: ObservationRef
    since: Line
    until: Line | None = None
    at: At | None = None


class Repeat(_Relation):
    """The same fact told more than once."""

    type: Literal["repeat"]
    figures: Annotated[tuple[ObservationRef, ...], Field(min_length=2)]


class EachTotal(_Relation):
    """`each` times `count` makes `total`."""

    type: Literal["each_total"]
    each: ObservationRef
    count: ObservationRef
    total: ObservationRef


Relation = Annotated[
    Partition | SubsetOf | BoundedBy | Rate | YearsSince | Repeat | EachTotal, Field(discriminator="type")
]
