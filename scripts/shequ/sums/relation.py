"""Declared relations, judged: `relations:`, the ratio of a rate (`of:`), a fact printed again (`also_at:`).

In: a `Catalogue`. Out: one `Judgement` for each; one with a figure that is not there is left to references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shequ.dates import DateError, DateRange, parse_date
from shequ.measure import convert
from shequ.model import Path, Relation
from shequ.model.relation import BoundedBy, EachTotal, Partition, Rate, Repeat, SubsetOf, YearsSince
from shequ.quantity import Interval, QuantityError, parse_quantity
from shequ.records import Catalogue, Figure
from shequ.sums import fit
from shequ.sums.judgement import Contradiction, Judgement, ReadingName, show
from shequ.sums.mixture import find_mixture
from shequ.sums.rate import judge_of, judge_rate
from shequ.sums.sides import Side, decide, show_interval, side_of

_BOUNDS = {"maximum-each": "maximum", "minimum-each": "minimum"}


def judge_declared(catalogue: Catalogue) -> Iterator[Judgement]:
    """Everything that entries declare, in the order of the files; `relations:` come first."""
    for community, record in catalogue.communities.items():
        for number, relation in enumerate(record.relations):
            judged = _judge_relation(catalogue, community, relation, ("relations", number))
            if judged is not None:
                yield judged
    for figure in catalogue.figures.values():
        if figure.record.of is not None:
            yield judge_of(catalogue, figure)
        if any(also.printed for also in figure.record.also_at):
            yield _judge_also_at(catalogue, figure)


def order_figures(relation: Relation) -> list[str]:
    """The references of a relation, what the others are measured by first; optional ones may lack."""
    match relation:
        case Partition():
            return [relation.total, *relation.parts]
        case SubsetOf():
            return [relation.whole, relation.part]
        case BoundedBy():
            return [str(id_) for id_ in (relation.figure, relation.upper, relation.lower) if id_]
        case Rate():
            return [str(id_) for id_ in (relation.rate, relation.denominator, relation.numerator) if id_]
        case YearsSince():
            return [relation.years]
        case Repeat():
            return list(relation.figures)
        case EachTotal():
            return [relation.each, relation.count, relation.total]


def _judge_relation(catalogue: Catalogue, community: str, relation: Relation, path: Path) -> Judgement | None:
    ids = [catalogue.resolve_id(community, reference) for reference in order_figures(relation)]
    if any(id_ not in catalogue.figures for id_ in ids):
        return None
    figures = [catalogue.figures[id_] for id_ in ids]
    judged = Judgement(relation.type, community, path, tuple(ids))
    mixed = find_mixture(catalogue, relation, figures)
    if mixed is not None:
        return replace(judged, mixed=mixed)
    if isinstance(relation, Rate):
        return judge_rate(catalogue, judged, figures)
    if isinstance(relation, YearsSince):
        return _judge_years(catalogue, judged, relation, figures[0])
    unit = None if isinstance(relation, EachTotal) else figures[0].unit
    sides = [side_of(catalogue.vocabularies, figure, unit) for figure in figures]
    known = [side for side in sides if side is not None]
    if len(known) < len(sides):
        return judged
    return _sum_up(judged, relation, figures, known)


def _sum_up(judged: Judgement, relation: Relation, figures: list[Figure], sides: list[Side]) -> Judgement:
    """Test the intervals of a relation whose figures can be joined."""
    found: list[Contradiction] = []
    match relation:
        case Partition():
            found = _partition(judged, relation, figures, sides)
        case SubsetOf():
            found = at_most(judged, "SQ404", (figures[1], sides[1]), (figures[0], sides[0]))
        case BoundedBy():
            figure, bounds = (figures[0], sides[0]), list(zip(figures[1:], sides[1:], strict=True))
            if relation.lower:
                found += at_most(judged, "SQ405", bounds.pop(), figure)
            if relation.upper:
                found += at_most(judged, "SQ405", figure, bounds[0])
        case Repeat():
            found = _repeat(judged, figures, sides)
        case EachTotal():
            found = _each_total(judged, figures, sides)
        case _:
            pass
    return replace(judged, contradictions=tuple(found), holds=not found and all(s.known for s in sides))


def _partition(
    judged: Judgement, relation: Partition, figures: list[Figure], sides: list[Side]
) -> list[Contradiction]:
    def test(reading: ReadingName) -> str | None:
        parts = [side.read(reading) for side in sides[1:]]
        gap = fit.check_partition(sides[0].read(reading), parts, relation.exhaustive)
        return {"over": "SQ403", "short": "SQ402"}.get(gap or "")

    found = decide(test)
    if found is None:
        return []
    code, reading = found
    added = fit.add_all([side.read(reading) for side in sides[1:]])
    total = sides[0].read(reading)
    gap = added - total if code == "SQ403" else total - added
    facts = {
        "parts": " + ".join(show(judged.community, figure) for figure in figures[1:]),
        "sum": show_interval(added),
        "total": show(judged.community, figures[0]),
        "gap": show_interval(gap),
        "basis": relation.basis,
    }
    return [_contradict(judged, code, reading, judged.figures, facts)]


def at_most(
    judged: Judgement, code: str, lesser: tuple[Figure, Side], greater: tuple[Figure, Side]
) -> list[Contradiction]:
    """A contradiction where the first figure must exceed the second."""

    def test(reading: ReadingName) -> str | None:
        fits = fit.may_be_at_most(lesser[1].read(reading), greater[1].read(reading))
        return None if fits else code

    found = decide(test)
    if found is None:
        return []
    facts = {
        "lesser": show(judged.community, lesser[0]),
        "greater": show(judged.community, greater[0]),
        "gap": show_interval(lesser[1].read(found[1]) - greater[1].read(found[1])),
    }
    return [_contradict(judged, code, found[1], (lesser[0].id, greater[0].id), facts)]


def _repeat(judged: Judgement, figures: list[Figure], sides: list[Side]) -> list[Contradiction]:
    """Intervals have a number in common if every two of them have."""

    def test(reading: ReadingName) -> tuple[Figure, Figure] | None:
        for number, side in enumerate(sides):
            for other, second in enumerate(sides[:number]):
                if not side.read(reading).overlaps(second.read(reading)):
                    return figures[other], figures[number]
        return None

    found = decide(test)
    if found is None:
        return []
    first, second = (show(judged.community, figure) for figure in found[0])
    return [_contradict(judged, "SQ410", found[1], judged.figures, {"first": first, "second": second})]


def _each_total(judged: Judgement, figures: list[Figure], sides: list[Side]) -> list[Contradiction]:
    each, count, total = sides
    bound = _BOUNDS.get(figures[0].record.statistic, "")

    def test(reading: ReadingName) -> str | None:
        intervals = (each.read(reading), count.read(reading), total.read(reading))
        return None if fit.may_multiply(*intervals, bound) else "SQ411"

    found = decide(test)
    if found is None:
        return []
    product = each.read(found[1]) * count.read(found[1])
    names = (show(judged.community, figure) for figure in figures)
    facts = dict(zip(("each", "count", "total"), names, strict=True)) | {"product": show_interval(product)}
    return [_contradict(judged, "SQ411", found[1], judged.figures, facts)]


def _judge_years(catalogue: Catalogue, judged: Judgement, relation: YearsSince, figure: Figure) -> Judgement:
    """Years that have passed, against both dates; a date that cannot be read is family 4's SQ416."""
    side = side_of(catalogue.vocabularies, figure, "year")
    written = catalogue.written(figure.source)
    since, until = read_day(relation.since, written), written
    if relation.until is not None:
        until = read_day(relation.until, written)
    if side is None or since is None or until is None or figure.unit != "year":
        return judged
    least, most = fit.years_between(since, until)

    def test(reading: ReadingName) -> str | None:
        return None if side and fit.may_be_years(side.read(reading), least, most) else "SQ409"

    found = decide(test)
    if found is None:
        return replace(judged, holds=side.known)
    facts = {
        "years": show(judged.community, figure),
        "since": relation.since,
        "until": relation.until or _show_range(until),
        "accepted": str(least) if least == most else f"{least}–{most}",
    }
    return replace(judged, contradictions=(_contradict(judged, "SQ409", found[1], judged.figures, facts),))


def _judge_also_at(catalogue: Catalogue, figure: Figure) -> Judgement:
    """A fact that is printed again in other words must be the same fact; what cannot be read says nothing."""
    judged = Judgement("also-at", figure.community, (*figure.path, "also_at"), (figure.id,))
    own, told = figure.conventional, 0
    for also in figure.record.also_at:
        other = _read_again(catalogue, figure, also.printed)
        if own is None or other is None:
            continue
        told += 1
        if not own.overlaps(other):
            facts = {"first": show(figure.community, figure), "second": f"{also.at} {also.printed}"}
            found = _contradict(judged, "SQ410", "conventional", judged.figures, facts)
            return replace(judged, contradictions=(found,))
    return replace(judged, holds=told == len(figure.record.also_at))


def _read_again(catalogue: Catalogue, figure: Figure, printed: str | None) -> Interval | None:
    """The fact as it is printed again, in the figure's own unit; None where no factors lead there."""
    if printed is None or printed == figure.record.printed:
        return figure.conventional
    try:
        quantity = parse_quantity(printed)
    except QuantityError:
        return None
    vocabularies = catalogue.vocabularies
    unit = (
        vocabularies.unit_of(figure.record.metric, quantity.classifier)
        if quantity.classifier
        else figure.unit
    )
    if unit is None or figure.unit is None:
        same = figure.quantity is not None and figure.quantity.classifier == quantity.classifier
        return quantity.conventional if same else None
    return convert(vocabularies, quantity.conventional, unit, figure.unit)


def read_day(printed: str, written: DateRange | None) -> DateRange | None:
    """A printed date, or None where it cannot be read."""
    try:
        return parse_date(printed, written)
    except DateError:
        return None


def _show_range(days: DateRange) -> str:
    return str(days.not_before) if days.is_day else f"{days.not_before}–{days.not_after}"


def _contradict(
    judged: Judgement, code: str, reading: ReadingName, about: tuple[str, ...], facts: dict[str, str]
) -> Contradiction:
    return Contradiction(code, judged.community, judged.path, about, reading, facts)
