"""Relations that join what cannot be joined: two subjects, periods, realms, statistics or kinds of thing.

In: a relation's figures. Out: the first `Mixture`, or None. A relation that is mixed is not summed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from shequ.measure import are_one_measure, is_within, periods_meet
from shequ.model import Relation
from shequ.model.relation import BoundedBy, Partition, Rate, Repeat, SubsetOf, YearsSince
from shequ.place import places_above
from shequ.records import Catalogue, Figure
from shequ.sums.judgement import Mixture

# Periods over which something is counted up, so that one inside another means fewer.
_FLOWS = frozenset({"during", "cumulative-since", "multi-year"})


def find_mixture(catalogue: Catalogue, relation: Relation, figures: list[Figure]) -> Mixture | None:
    """What keeps a relation's figures from being joined; `figures` stand in the order of `order_figures`."""
    return next(_find(catalogue, relation, figures), None)


def _find(catalogue: Catalogue, relation: Relation, figures: list[Figure]) -> Iterator[Mixture]:
    if isinstance(relation, YearsSince):
        return
    contains = isinstance(relation, Partition | SubsetOf)
    pairs = list(product(figures[:1], figures[1:])) if contains else list(combinations(figures, 2))
    for first, second in pairs:
        ids = (first.id, second.id)
        if not _share_subject(catalogue, first, second, contains):
            yield Mixture("subject", ids)
        if not _share_period(relation, first, second):
            yield Mixture("period", ids)
        if isinstance(relation, Partition | SubsetOf | Repeat) and first.record.realm != second.record.realm:
            yield Mixture("realm", ids)
        if isinstance(relation, Partition | Repeat) and first.record.statistic != second.record.statistic:
            yield Mixture("statistic", ids)
        if isinstance(relation, Partition | SubsetOf | BoundedBy | Repeat) and not _share_kind(
            catalogue, first, second
        ):
            yield Mixture("unit", ids)


def _share_subject(catalogue: Catalogue, first: Figure, second: Figure, contains: bool) -> bool:
    """Whether both are of one place; a part may also be of a place inside the whole's."""
    if first.community == second.community:
        return True
    return contains and first.community in places_above(catalogue, second.community)


def _share_period(relation: Relation, first: Figure, second: Figure) -> bool:
    """Whether the periods allow the relation: not apart, and a part's inside its whole's."""
    if isinstance(relation, Rate | Repeat) or not (_is_flow(first) and _is_flow(second)):
        return periods_meet(first, second)
    if isinstance(relation, Partition | SubsetOf):
        return is_within(part=second, whole=first)
    if isinstance(relation, BoundedBy):
        return is_within(part=first, whole=second) or is_within(part=second, whole=first)
    return periods_meet(first, second)


def _is_flow(figure: Figure) -> bool:
    return figure.period is not None and figure.period.type in _FLOWS


def _share_kind(catalogue: Catalogue, first: Figure, second: Figure) -> bool:
    """Whether two units measure one kind of thing, so that their numbers can be set against each other."""
    if not first.unit or not second.unit:
        return True
    return are_one_measure(catalogue.vocabularies, first.unit, second.unit)
