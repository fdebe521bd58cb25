"""Relations that nobody declared: what a metric's definition makes true everywhere, and cells inside totals.

In: a `Catalogue`. Out: one `Judgement` for each pair of figures that certainly speak of one subject and time.
A breakdown implies no sum: only that no cell exceeds its total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from shequ.measure import are_one_measure, same_period
from shequ.records import Catalogue, Figure
from shequ.sums.judgement import Judgement
from shequ.sums.relation import at_most
from shequ.sums.sides import side_of


def judge_metrics(catalogue: Catalogue) -> Iterator[Judgement]:
    """Figures of metrics of which one contains the other, wherever nothing in the records sets them apart."""
    wholes = defaultdict(list)
    for figure in catalogue.figures.values():
        if not figure.record.breakdown:
            wholes[figure.community, str(figure.record.metric)].append(figure)
    for part in catalogue.figures.values():
        metric = catalogue.vocabularies.metrics.get(part.record.metric)
        for relation in metric.relations if metric and not part.record.breakdown else ():
            for whole in wholes[part.community, str(relation.whole)]:
                yield from _judge(catalogue, "metric", part, whole)


def judge_cells(catalogue: Catalogue) -> Iterator[Judgement]:
    """Cells of a breakdown against the figure that is broken down less, of one comparable metric."""
    groups = defaultdict(list)
    for figure in catalogue.figures.values():
        metric = catalogue.vocabularies.metrics.get(figure.record.metric)
        if metric is not None and metric.comparable:
            groups[figure.community, str(figure.record.metric)].append(figure)
    for figures in groups.values():
        for part in figures:
            cell = part.record.breakdown.items()
            for whole in figures if cell else ():
                if whole.record.breakdown.items() < cell:
                    yield from _judge(catalogue, "cell", part, whole)


def _judge(catalogue: Catalogue, type_: str, part: Figure, whole: Figure) -> Iterator[Judgement]:
    if not _are_comparable(catalogue, part, whole):
        return
    sides = [side_of(catalogue.vocabularies, figure, whole.unit) for figure in (part, whole)]
    if sides[0] is None or sides[1] is None:
        return
    judged = Judgement(type_, part.community, part.path, (part.id, whole.id))
    found = at_most(judged, "SQ404", (part, sides[0]), (whole, sides[1]))
    yield replace(judged, contradictions=tuple(found), holds=not found and sides[0].known and sides[1].known)


def _are_comparable(catalogue: Catalogue, part: Figure, whole: Figure) -> bool:
    """Whether two figures certainly are of one subject and time and counted alike; any doubt means no."""
    a, b = part.record, whole.record
    if whole.practice not in (None, part.practice) or not part.unit or not whole.unit:
        return False
    plain = all(
        r.realm == "actual" and r.statistic == "total" and r.per is None and r.each_of is None for r in (a, b)
    )
    alike = (a.scope, a.counts, a.value_type) == (b.scope, b.counts, b.value_type)
    return (
        plain
        and alike
        and same_period(part, whole)
        and are_one_measure(catalogue.vocabularies, part.unit, whole.unit)
    )
