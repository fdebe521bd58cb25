"""How well a practice is supported: a level computed from its records, the reason, and what would raise it.

In: a `Catalogue` and an id. Out: `Evidence` with message keys under `evidence.reason` and `evidence.next`.
After Nesta's standards of evidence and the design tests of the Maryland scale (design, rule 7).
Honours and claims raise nothing; counts inside a design and plans are no results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from shequ.place import county_of
from shequ.records import Catalogue, Figure, PracticeEntry
from shequ.remember import once_per_catalogue

# How many instances in different counties make a finding replicated.
REPLICATIONS = 3


@dataclass(frozen=True)
class Evidence:
    """A level with its reason. `facts` fill the reason's text; `figures` are the ids it rests on.

    `next_key` names the step that would raise the level, None at the top.
    """

    level: str
    reason_key: str
    facts: Mapping[str, str]
    next_key: str | None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Findings:
    """What the records of one practice hold, as far as levels ask."""

    explained: bool
    figures: tuple[Figure, ...]
    before_after: tuple[tuple[Figure, Figure], ...]
    compared: tuple[tuple[Figure, Figure], ...]
    designs: frozenset[str]
    independent: bool
    cost: bool

    @property
    def has_change(self) -> bool:
        return bool(self.before_after) or bool(self.designs & {"before-after", "randomised"})

    @property
    def has_comparison(self) -> bool:
        return bool(self.compared) or bool(self.designs & {"comparison-group", "randomised"})


def evidence(catalogue: Catalogue, practice_id: str) -> Evidence:
    """The level of one practice, `<community>/<practice>`. Raises `KeyError` for an unknown id."""
    return _levels(catalogue)[practice_id]


def directions(catalogue: Catalogue, practice_id: str) -> frozenset[str]:
    """Which ways the outcomes of a practice moved: `better`, `worse`; none where no figure shows it."""
    return frozenset(_directions(catalogue, _findings(catalogue)[practice_id]))


def outcomes(catalogue: Catalogue, practice_id: str) -> tuple[Figure, ...]:
    """The outcome figures of a practice that state a fact in numbers."""
    related = _figures_by_practice(catalogue).get(practice_id, [])
    return tuple(f for f in related if f.practice == practice_id and _is_outcome(f))


def has_baseline(catalogue: Catalogue, practice_id: str) -> bool:
    """Whether any figure says how things stood before a practice."""
    related = _figures_by_practice(catalogue).get(practice_id, [])
    return any(_role(f, practice_id, catalogue) == "baseline" for f in related)


def tells_cost(catalogue: Catalogue, practice_id: str) -> bool:
    """Whether a source says what a practice costs, in words or in money."""
    return _findings(catalogue)[practice_id].cost


def set_aside(catalogue: Catalogue, practice_id: str) -> Mapping[str, int]:
    """How many of a practice's own figures its level does not count, by reason.

    `not-actual` is a rule, a plan or a target, `stock` the state of things, `in-words` has no number.
    """
    community, _, _ = practice_id.partition("/")
    reasons = (_why_not(f) for f in catalogue.figures_in(community) if f.practice == practice_id)
    return Counter(reason for reason in reasons if reason)


def is_cost(catalogue: Catalogue, figure: Figure) -> bool:
    """Whether a figure is money put in."""
    unit = catalogue.vocabularies.units.get(figure.unit or "")
    return figure.kind == "input" and unit is not None and unit.dimension.startswith("money")


@once_per_catalogue
def _levels(catalogue: Catalogue) -> Mapping[str, Evidence]:
    return {id_: _level(found) for id_, found in _findings(catalogue).items()}


@once_per_catalogue
def _findings(catalogue: Catalogue) -> Mapping[str, _Findings]:
    return {id_: _collect(catalogue, entry) for id_, entry in catalogue.practices.items()}


def _level(found: _Findings) -> Evidence:
    if not found.explained or not found.figures:
        return _stated_only(found)
    if not (found.has_change or found.has_comparison):
        return _plausible(found)
    if not (found.has_change and found.has_comparison):
        kind = "before-after" if found.has_change else "comparison"
        wanted = "comparison-group" if found.has_change else "baseline"
        return _judge("E2", kind, wanted, _paired(found))
    if not (found.independent and found.cost):
        wanted = "cost" if found.independent else "independent-evaluator"
        return _judge("E3", "both", wanted, _paired(found))
    return _judge("E4", "independent", "replication", _paired(found))


def mechanism_evidence(catalogue: Catalogue, mechanism_id: str) -> Evidence:
    """The level of a mechanism: its best instance's, or E5 where three counties show one direction."""
    instances = catalogue.instances.get(mechanism_id, ())
    if not instances:
        return Evidence("E0", "evidence.reason.no-instance", {"practices": "0"}, "evidence.next.instance")
    levels = {p.id: evidence(catalogue, p.id).level for p in instances}
    compared = [p for p in instances if levels[p.id] >= "E3"]
    counties = _counties(catalogue, compared)
    replicated = max((len(places) for places in counties.values()), default=0)
    level = "E5" if replicated >= REPLICATIONS and len(counties) == 1 else max(levels.values())
    facts = {
        "practices": str(len(instances)),
        "level": level,
        "at_level": str(len(compared) if level == "E5" else list(levels.values()).count(level)),
        "counties": str(replicated),
    }
    reason = "replicated" if level == "E5" else "best-instance"
    wanted = {"E5": None, "E4": "evidence.next.replication", "E3": "evidence.next.replication"}.get(
        level, f"evidence.next.raise-{level.lower()}"
    )
    return Evidence(level, f"evidence.reason.{reason}", facts, wanted)


def _counties(catalogue: Catalogue, instances: list[PracticeEntry]) -> Mapping[str, set[str]]:
    """The counties in which outcomes moved, by direction; a place in no known county counts nowhere."""
    counties: dict[str, set[str]] = {}
    for entry in instances:
        county = county_of(catalogue, entry.community)
        for direction in _directions(catalogue, _findings(catalogue)[entry.id]):
            counties.setdefault(direction, set()).update({county} if county else ())
    return counties


def _stated_only(found: _Findings) -> Evidence:
    if found.figures:
        return _judge("E0", "not-explained", "explain", found.figures)
    return _judge("E0", "no-figure", "figure" if found.explained else "figure-and-explain", ())


def _plausible(found: _Findings) -> Evidence:
    printed = (f for f in found.figures if f.record.shares_numeral_with is None)
    outcomes = tuple(f for f in printed if f.kind == "outcome")
    if outcomes:
        return _judge("E1", "outcome-alone", "baseline", found.figures, outcomes=str(len(outcomes)))
    return _judge("E1", "no-outcome", "outcome", found.figures)


def _judge(level: str, reason: str, wanted: str, figures: tuple[Figure, ...], **facts: str) -> Evidence:
    ids = tuple(dict.fromkeys(figure.id for figure in figures))
    return Evidence(
        level=level,
        reason_key=f"evidence.reason.{reason}",
        facts={"figures": str(len(ids)), **facts},
        next_key=f"evidence.next.{wanted}",
        figures=ids,
    )


def _collect(catalogue: Catalogue, entry: PracticeEntry) -> _Findings:
    record = entry.record
    related = _figures_by_practice(catalogue).get(entry.id, [])
    results = [f for f in related if _role(f, entry.id, catalogue) == "result" and _is_outcome(f)]
    own = [f for f in related if f.practice == entry.id and _counts(f)]
    return _Findings(
        explained=bool(record.steps),
        figures=tuple(own),
        before_after=_pairs(catalogue, results, related, entry.id, "baseline"),
        compared=_pairs(catalogue, results, related, entry.id, "comparison"),
        designs=frozenset(e.design for e in record.evaluations if e.source in catalogue.sources),
        independent=any(
            e.independent and e.design in ("comparison-group", "randomised") and e.source in catalogue.sources
            for e in record.evaluations
        ),
        cost=bool(record.cost) or any(is_cost(catalogue, f) for f in own),
    )


@once_per_catalogue
def _figures_by_practice(catalogue: Catalogue) -> Mapping[str, list[Figure]]:
    """The sourced figures that stand in a practice or play a part for it, by its id."""
    found: dict[str, list[Figure]] = {}
    for figure in catalogue.figures.values():
        for practice in {figure.practice, _role_target(catalogue, figure)} - {None}:
            if figure.source in catalogue.sources:
                found.setdefault(str(practice), []).append(figure)
    return found


def _role_target(catalogue: Catalogue, figure: Figure) -> str | None:
    role = figure.record.role
    return catalogue.resolve_id(figure.community, role.for_) if role else None


def _role(figure: Figure, practice: str, catalogue: Catalogue) -> str | None:
    """The part a figure plays for a practice; its own figure without a role is a result."""
    role = figure.record.role
    if role is None:
        return "result" if figure.practice == practice else None
    return role.as_ if _role_target(catalogue, figure) == practice else None


def _counts(figure: Figure) -> bool:
    """Whether a figure says in numbers what went in or came out, as a fact."""
    return _why_not(figure) is None


def _why_not(figure: Figure) -> str | None:
    """Why a level does not count a figure; None where it does."""
    if figure.record.realm != "actual":
        return "not-actual"
    if figure.kind == "stock":
        return "stock"
    return "in-words" if figure.record.value_type in ("worded", "universal") else None


def _is_outcome(figure: Figure) -> bool:
    return figure.kind == "outcome" and _counts(figure)


def _pairs(
    catalogue: Catalogue, results: list[Figure], related: list[Figure], practice: str, role: str
) -> tuple[tuple[Figure, Figure], ...]:
    """Results beside figures of one metric that play `role`, where the two certainly differ."""
    others = [f for f in related if _role(f, practice, catalogue) == role and _is_outcome(f)]
    pairs = ((a, b) for a, b in product(results, others) if _are_alike(a, b, role))
    return tuple((a, b) for a, b in pairs if _differ(a, b) and not (role == "baseline" and _precedes(a, b)))


def _are_alike(first: Figure, second: Figure, role: str) -> bool:
    """Whether two figures measure one thing in one way; only those compared may be of different scope."""
    a, b = first.record, second.record
    if role == "baseline" and a.scope != b.scope:
        return False
    one = (a.metric, a.label, a.statistic, a.breakdown, a.per, a.each_of, a.counts)
    return one == (b.metric, b.label, b.statistic, b.breakdown, b.per, b.each_of, b.counts)


def _precedes(first: Figure, second: Figure) -> bool:
    """Whether the first of two dated figures begins before the second."""
    start, other = (f.period.start if f.period else None for f in (first, second))
    return bool(start and other) and str(start) < str(other)


def _differ(first: Figure, second: Figure) -> bool:
    if not first.unit or not second.unit or first.conventional is None or second.conventional is None:
        return False
    return first.unit == second.unit and not first.conventional.overlaps(second.conventional)


def _paired(found: _Findings) -> tuple[Figure, ...]:
    return tuple(figure for pair in (*found.before_after, *found.compared) for figure in pair)


def _directions(catalogue: Catalogue, found: _Findings) -> set[str]:
    """`better` or `worse` as outcomes moved by what their metric calls better; empty where it is silent."""
    directions = set()
    for result, baseline in found.before_after:
        metric = catalogue.vocabularies.metrics.get(result.record.metric)
        if metric is None or metric.direction == "none":
            continue
        rose = _lies_above(result, baseline)
        directions.add("better" if rose == (metric.direction == "more") else "worse")
    return directions


def _lies_above(first: Figure, second: Figure) -> bool:
    """Whether the first of two intervals that do not meet is the higher one."""
    one, other = first.conventional, second.conventional
    if one is None or other is None or one.low is None:
        return False
    return other.high is not None and one.low >= other.high
