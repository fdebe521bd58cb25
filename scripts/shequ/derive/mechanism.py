"""What follows about a mechanism from its practices: how far it has spread and got, and what nobody tells.

In: a `Catalogue` and a mechanism's id. Out: frozen counts, never wording. Its evidence level is `evidence`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shequ.derive.evidence import directions, has_baseline, outcomes, tells_cost
from shequ.derive.statistics import SELF
from shequ.model.practice import QUESTIONS
from shequ.place import county_of
from shequ.records import Catalogue, Figure, PracticeEntry

# Every status is of one of these groups, so that their counts add up to all practices.
GROUPS = ("running", "finished", "prepared", "unknown")
_SHARE = "share"


@dataclass(frozen=True)
class Silence:
    """Of `asked` practices (of figures, for a denominator) `silent` have a source that does not say."""

    question: str
    silent: int
    asked: int


@dataclass(frozen=True)
class Standing:
    """Counts over the practices that have a mechanism themselves; `directions` counts practices."""

    practices: int
    places: int
    counties: int
    statuses: Mapping[str, int]
    figures: int
    self_reported: int
    outcomes: int
    directions: Mapping[str, int]
    costed: int
    unasked: int
    silences: tuple[Silence, ...]


def standing(catalogue: Catalogue, mechanism: str) -> Standing:
    """Where a mechanism stands. An unknown one has no practice."""
    entries = catalogue.instances.get(mechanism, ())
    figures = [figure for entry in entries for figure in _figures(catalogue, entry)]
    asked = [entry for entry in entries if entry.record.is_asked]
    places = {entry.community for entry in entries}
    moved = [way for entry in entries for way in directions(catalogue, entry.id)]
    return Standing(
        practices=len(entries),
        places=len(places),
        counties=len({county_of(catalogue, place) for place in places} - {None}),
        statuses=count_groups(catalogue, entries),
        figures=len(figures),
        self_reported=sum(figure.voice == SELF for figure in figures),
        outcomes=sum(len(outcomes(catalogue, entry.id)) for entry in entries),
        directions=dict(Counter(moved)),
        costed=sum(tells_cost(catalogue, entry.id) for entry in entries),
        unasked=len(entries) - len(asked),
        silences=tuple(_silences(catalogue, asked, [f for e in asked for f in _figures(catalogue, e)])),
    )


def group_of(catalogue: Catalogue, practice: str) -> str:
    """The group that a practice's status is counted under: one of `GROUPS`."""
    term = catalogue.vocabularies.statuses.get(catalogue.practices[practice].record.status.is_)
    return term.group if term else "unknown"


def count_groups(catalogue: Catalogue, entries: Iterable[PracticeEntry]) -> Mapping[str, int]:
    """Practices by how far they have got, every group in the order of `GROUPS`."""
    found = [group_of(catalogue, entry.id) for entry in entries]
    return {group: found.count(group) for group in GROUPS}


def has_denominator(catalogue: Catalogue, figure: Figure) -> bool:
    """Whether it is told what a rate is a share of, in its own record or by a declared relation."""
    if figure.record.of is not None:
        return True
    relations = catalogue.communities[figure.community].relations
    rates = (relation.rate for relation in relations if relation.type == "rate")
    return any(catalogue.resolve_id(figure.community, rate) == figure.id for rate in rates)


def _silences(catalogue: Catalogue, asked: list[PracticeEntry], figures: list[Figure]) -> Iterator[Silence]:
    """Each question with its counts; one that could be asked of nothing is left out."""
    told = {entry.id: set(questions_told(catalogue, entry)) for entry in asked}
    for question in (*QUESTIONS, "coverage", "outcome", "evaluation"):
        silent = sum(question not in answers for answers in told.values())
        yield Silence(question, silent, len(asked))
    measured = [entry.id for entry in asked if "outcome" in told[entry.id]]
    if measured:
        silent = sum(not has_baseline(catalogue, id_) for id_ in measured)
        yield Silence("baseline", silent, len(measured))
    rates = [f for f in figures if _is_rate(catalogue, f)]
    if rates:
        yield Silence("denominator", sum(not has_denominator(catalogue, f) for f in rates), len(rates))


def questions_told(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[str]:
    """The questions that some source answers of a practice; a sum of money put in tells what it costs."""
    record = entry.record
    yield from (question for question in QUESTIONS if getattr(record, question))
    if tells_cost(catalogue, entry.id):
        yield "cost"
    if any(c.place or c.extent != "not-stated" for c in record.carried_out_in):
        yield "coverage"
    if outcomes(catalogue, entry.id):
        yield "outcome"
    if record.evaluations:
        yield "evaluation"


def _is_rate(catalogue: Catalogue, figure: Figure) -> bool:
    unit = catalogue.vocabularies.units.get(figure.unit or "")
    return unit is not None and unit.dimension == _SHARE


def _figures(catalogue: Catalogue, entry: PracticeEntry) -> list[Figure]:
    return catalogue.figures_of(entry.community, entry.id)
