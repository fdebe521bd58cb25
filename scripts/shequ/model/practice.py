"""What one community does: its name, its ties, how it works, since when, and what the text leaves open.

In: plain data. Out: `Practice` and its parts.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from shequ.model.base import (
    ActorTerm,
    At,
    Basis,
    Id,
    IsoDate,
    LevelTerm,
    Line,
    MechanismRef,
    ObservationRef,
    PlaceRef,
    PracticeRef,
    ProblemTerm,
    Record,
    RoleTerm,
    SourceRef,
    Statement,
    StatusName,
    Text,
    Voice,
)
from shequ.model.observation import Observation

Question = Literal["needs", "cost", "side_effects", "resistance", "failure"]
# What every practice is asked, in the order of the pages.
QUESTIONS: tuple[str, ...] = get_args(Question)
# The roles of those in charge.
LEADING = ("lead", "organiser")


class LocalName(Record):
    """A practice's name; `local: false` marks a descriptive label of ours where the text gives no name."""

    zh: Line
    en: Line
    local: bool = True


class Link(Record):
    """A tie to another practice, what it rests on, and where: one practice may belong to two programmes."""

    id: PracticeRef
    basis: Basis = "stated"
    at: At | None = None


class Coverage(Record):
    """Where a practice is carried out: a named place, or all, some or n of a kind of place.

    `count` is n, where the extent is n; `of` is how many such places there are.
    """

    place: PlaceRef | None = None
    extent: Literal["all", "some", "n", "not-stated"] = "not-stated"
    unit: LevelTerm | None = None
    count: ObservationRef | Annotated[int, Field(ge=1)] | None = None
    of: ObservationRef | Annotated[int, Field(ge=1)] | None = None
    at: At | None = None


class Actor(Record):
    """Who takes part, in which role. An actor may be a place."""

    role: RoleTerm
    actor: ActorTerm | None = None
    place: PlaceRef | None = None
    at: At


class Status(Record):
    """The latest step the text states, not the result it claims."""

    is_: StatusName = Field(alias="is")
    at: At | None = None


class Printed(Record):
    """Words of time as a text prints them."""

    printed: Line
    at: At


class Moment(Printed):
    """A date as printed. `date` and `basis` are given only where the words cannot be read by themselves."""

    date: IsoDate | None = None
    basis: Literal["stated", "resolved", "inferred"] = "stated"


class Milestone(Moment):
    """A dated event in the life of a place or practice; `realm` tells what happened from what is meant to."""

    what: Text
    realm: Literal["actual", "planned", "target"] = "actual"


class Occasion(Printed):
    """A recurrence as printed: every month on the 16th."""

    what: Text | None = None
    every: Literal["day", "week", "weekend", "month", "quarter", "half-year", "year", "holiday"]
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    times: Annotated[int, Field(ge=1)] | None = None


class Claim(Statement):
    """What a text asserts without a number. It raises no evidence level."""

    kind: Literal["effect", "reception", "rank", "cause", "difficulty", "limit"]
    voice: Voice | None = None


class Honour(Record):
    """An award or title. A national total in its sentence (`one_of`) is not the place's figure."""

    name: Text
    by: Line | Literal["not-stated"] = "not-stated"
    year: Line | Literal["not-stated"] = "not-stated"
    one_of: Line | None = None
    at: At


class Evaluation(Record):
    """A study of a practice: who looked, how, and what was found."""

    design: Literal["single-point", "before-after", "comparison-group", "randomised"]
    evaluator: Text
    independent: bool
    finding: Text
    source: SourceRef
    at: At | None = None


class Practice(Record):
    """What one community does, as it calls it there."""

    id: Id
    kind: Literal["practice", "umbrella", "slogan"] = "practice"
    name: LocalName
    aliases: tuple[Line, ...] = ()
    part_of: tuple[Link, ...] = ()
    instance_of: tuple[Link, ...] = ()
    derived_from: tuple[Link, ...] = ()
    carried_out_in: tuple[Coverage, ...] = ()
    mechanisms: tuple[MechanismRef, ...] = ()
    problems: tuple[ProblemTerm, ...] = ()
    detail: Literal["full", "partial", "name-only"]
    summary: Text | None = None
    steps: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    status: Status
    started: Moment | None = None
    ended: Moment | None = None
    schedule: tuple[Occasion, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    needs: tuple[Statement, ...] = ()
    cost: tuple[Statement, ...] = ()
    side_effects: tuple[Statement, ...] = ()
    resistance: tuple[Statement, ...] = ()
    failure: tuple[Statement, ...] = ()
    unanswered: tuple[Question, ...] = ()
    observations: tuple[Observation, ...] = ()
    claims: tuple[Claim, ...] = ()
    honours: tuple[Honour, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    at: Annotated[tuple[At, ...], Field(min_length=1)]

    @property
    def is_asked(self) -> bool:
        """Whether a source may be expected to say more: not of a bare name, nor of what gathers others."""
        return self.kind == "practice" and self.detail != "name-only"
