"""One entry: a place, what it does, the figures about it, and what its sources leave out or contradict.

In: plain data of one file under `catalogue/communities/`. Out: `Community`. The file stem is the id.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from shequ.model.base import (
    At,
    Basis,
    Id,
    LevelTerm,
    Line,
    Name,
    ObservationRef,
    PlaceRef,
    Record,
    SettlementTerm,
    SourceRef,
    Text,
)
from shequ.model.observation import Observation
from shequ.model.practice import Claim, Honour, Milestone, Practice
from shequ.model.relation import Relation


class Within(Record):
    """The next place up, and what says so. `from` names what an external basis is."""

    id: PlaceRef
    basis: Basis
    from_: Line | None = Field(default=None, alias="from")
    at: At | None = None


class Settlement(Record):
    """What kind of settlement this is, and what says so."""

    is_: SettlementTerm = Field(alias="is")
    basis: Basis
    at: At | None = None


class PlaceStub(Record):
    """A place named in the text that has no practice or figure of its own."""

    id: Id
    name: Text
    level: LevelTerm
    at: At


class NamedTerm(Record):
    """A name or a component of one that has a number in it."""

    zh: Line
    kind: Literal["name", "component", "idiom", "date"] = "name"


class Omission(Record):
    """What we leave out of a paragraph, and why; `count` is how many numerals go with it, never which."""

    at: At
    kind: Literal["private-person", "private-number", "illustration", "rhetoric", "furniture", "other"]
    count: Annotated[int, Field(ge=0)]
    why: Text | None = None


class Note(Text):
    """A caution, or the note that every contradiction needs. `about` names the figures."""

    kind: Literal["contradiction", "caution"]
    about: Annotated[tuple[ObservationRef, ...], Field(min_length=1)]


class Community(Record):
    """One entry, one file: any level from a residential compound to a district."""

    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]
    name: Name
    aliases: tuple[Line, ...] = ()
    former_ids: tuple[Id, ...] = ()
    level: LevelTerm
    within: tuple[Within, ...] = ()
    settlement: tuple[Settlement, ...] = ()
    summary: Text
    places: tuple[PlaceStub, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    observations: tuple[Observation, ...] = ()
    honours: tuple[Honour, ...] = ()
    claims: tuple[Claim, ...] = ()
    practices: tuple[Practice, ...] = ()
    relations: tuple[Relation, ...] = ()
    terms: tuple[NamedTerm, ...] = ()
    omissions: tuple[Omission, ...] = ()
    notes: tuple[Note, ...] = ()
