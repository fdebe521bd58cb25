"""A mechanism as an article: how it works, how places vary it, what it takes, where it fits, who does what.

In: plain data of `catalogue/mechanisms/`. Out: `Mechanism` and its parts, after EMMIE's dimensions.
What no source tells, evidence, figures and statuses are computed and have no field here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from shequ.model.base import Id, Line, MechanismRef, Name, PracticeRef, ProblemTerm, Record, Text

NeedKind = Literal["people", "place", "rule", "agreement", "money", "equipment", "training", "other"]


class Lesson(Text):
    """Words of our own, and the practices whose entries they are drawn from."""

    from_: Annotated[tuple[PracticeRef, ...], Field(min_length=1, alias="from")]


class Judgement(Lesson):
    """A lesson that a source states, or that is our reading of the entries (`basis: inferred`)."""

    basis: Literal["stated", "inferred"] = "stated"


class Need(Lesson):
    """Something that the mechanism takes."""

    kind: NeedKind


class Variant(Text):
    """What one practice does here that is its own."""

    practice: PracticeRef


class Lane(Record):
    """Who acts in a flow. The first lane is the bottom level; what goes to a later one goes up."""

    id: Id
    name: Name


class Turn(Record):
    """The way on from a step; `when` says in which case, where there are several."""

    to: Id
    when: Text | None = None


class Step(Lesson):
    """One step of a flow, in one lane. A step without `next` is an end."""

    id: Id
    lane: Id
    next: tuple[Turn, ...] = ()


class Flow(Record):
    """Who does what, in which order, and what goes up a level. The first step is where it begins."""

    lanes: Annotated[tuple[Lane, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Mechanism(Record):
    """A type of practice that many places share. `summary` has two sentences: the problem, the answer.

    Where a list is empty the page says that no source speaks of it. Figures are never typed here: a page
    shows those of the practices.
    """

    name: Name
    aliases: tuple[Line, ...] = ()
    definition: Text
    scope_note: Text | None = None
    broader: MechanismRef | None = None
    summary: Text
    problems: tuple[ProblemTerm, ...] = ()
    works: tuple[Lesson, ...] = ()
    variants: tuple[Variant, ...] = ()
    needs: tuple[Need, ...] = ()
    fits: tuple[Judgement, ...] = ()
    unfit: tuple[Judgement, ...] = ()
    watch: tuple[Judgement, ...] = ()
    flow: Flow | None = None

    def lessons(self) -> dict[str, tuple[Lesson, ...]]:
        """Every list of lessons by its key; the steps of the flow are not among them."""
        return {key: getattr(self, key) for key in ("works", "needs", "fits", "unfit", "watch")}

    @property
    def is_article(self) -> bool:
        """Whether there is more than a definition."""
        return bool(self.flow or self.variants or any(self.lessons().values()))
