"""Rates: what a printed share says against its numerator and denominator.

In: figures. Out: a `Judgement` with SQ406 (the quotient is another), SQ407 (no whole numerator gives it) and
SQ408 (the two parts count different things). `relations:` or `of:` names what a rate divides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from shequ.measure import are_one_measure
from shequ.model import Part
from shequ.quantity import Interval, Qualifier
from shequ.records import Catalogue, Figure
from shequ.sums import fit
from shequ.sums.judgement import Contradiction, Judgement, ReadingName, show
from shequ.sums.sides import Side, decide, show_number, show_quotient, side_of

# What is measured and not counted: a numerator of these need not be a whole number.
_MEASURED = re.compile(
    "area|length|mass|volume|energy|power|time|calendar|working|money|share|ratio|score|.*-per-"
)
_SHARES = frozenset({"share", "ratio"})


def judge_rate(catalogue: Catalogue, judged: Judgement, figures: list[Figure]) -> Judgement:
    """Judge a rate over its denominator and, where it is a figure, its numerator (in that order)."""
    rate, denominator = figures[0], figures[1]
    numerator = figures[2] if len(figures) > 2 else None
    units = (numerator.unit if numerator else None, denominator.unit)
    if _differ(catalogue, *units):
        return replace(judged, contradictions=(_unlike(judged, rate, units),))
    share = _share(catalogue, rate)
    below = side_of(catalogue.vocabularies, denominator, None)
    above = side_of(catalogue.vocabularies, numerator, denominator.unit) if numerator else None
    if share is None or below is None or (numerator and above is None):
        return judged
    found = [
        *_quotient(judged, figures, share, above, below),
        *_whole(catalogue, judged, figures, share, below),
    ]
    sides = [share, below, *([above] if above else [])]
    decided = above is not None or below.wide.is_point
    holds = decided and not found and all(side.known for side in sides)
    return replace(judged, contradictions=tuple(found), holds=holds)


def judge_of(catalogue: Catalogue, rate: Figure) -> Judgement:
    """Judge the ratio that a rate itself names; parts that are not printed still have units."""
    ratio = rate.record.of
    parts = (ratio.numerator, ratio.denominator) if ratio else ()
    ids = [catalogue.resolve_id(rate.community, p) for p in parts if isinstance(p, str)]
    known = [catalogue.figures[id_] for id_ in ids if id_ in catalogue.figures]
    judged = Judgement("of", rate.community, (*rate.path, "of"), (rate.id, *(f.id for f in known)))
    if len(known) < len(ids) or ratio is None:
        return judged
    units = (_unit(catalogue, rate, ratio.numerator), _unit(catalogue, rate, ratio.denominator))
    if _differ(catalogue, *units):
        return replace(judged, contradictions=(_unlike(judged, rate, units),))
    if isinstance(ratio.denominator, Part):
        return judged
    denominator = known[-1]
    numerator = [] if isinstance(ratio.numerator, Part) else [known[0]]
    figures = [rate, denominator, *numerator]
    return judge_rate(catalogue, replace(judged, figures=tuple(f.id for f in figures)), figures)


def _unit(catalogue: Catalogue, rate: Figure, part: str | Part) -> str | None:
    if isinstance(part, Part):
        return part.unit
    return catalogue.figures[catalogue.resolve_id(rate.community, part)].unit


def _differ(catalogue: Catalogue, numerator: str | None, denominator: str | None) -> bool:
    if numerator is None or denominator is None:
        return False
    return not are_one_measure(catalogue.vocabularies, numerator, denominator)


def _unlike(judged: Judgement, rate: Figure, units: tuple[str | None, str | None]) -> Contradiction:
    facts = {
        "rate": show(judged.community, rate),
        "numerator_unit": units[0] or "?",
        "denominator_unit": units[1] or "?",
    }
    return Contradiction("SQ408", judged.community, judged.path, judged.figures, "strict", facts)


def _share(catalogue: Catalogue, rate: Figure) -> Side | None:
    """A rate as a number of wholes (88.78% is 0.8878), half a unit of its last printed digit either way."""
    side = side_of(catalogue.vocabularies, rate, None)
    unit = catalogue.vocabularies.units.get(rate.unit or "")
    if side is None or rate.quantity is None or (unit is not None and unit.dimension not in _SHARES):
        return None
    if unit is not None and unit.dimension == "ratio" and unit.factor is None:
        return None
    factor = (unit.factor if unit else None) or Decimal(1)
    if rate.quantity.qualifier is Qualifier.EXACT:
        half = rate.quantity.resolution / 2
        spread = Interval(-half, half)
        side = Side(
            fit.clip(side.wide + spread) or side.wide, fit.clip(side.usual + spread) or side.usual, True
        )
    return Side(side.wide.scale(factor), side.usual.scale(factor), side.known)


def _quotient(
    judged: Judgement, figures: list[Figure], share: Side, above: Side | None, below: Side
) -> list[Contradiction]:
    def test(reading: ReadingName) -> str | None:
        if above is None:
            return None
        fits = fit.may_divide(above.read(reading), below.read(reading), share.read(reading))
        return None if fits else "SQ406"

    found = decide(test)
    if found is None or above is None:
        return []
    quotient = above.read(found[1]).divide(below.read(found[1])).scale(Decimal(100))
    facts = {
        "rate": show(judged.community, figures[0]),
        "numerator": show(judged.community, figures[2]),
        "denominator": show(judged.community, figures[1]),
        "quotient": f"{show_quotient(quotient)}%",
    }
    return [Contradiction("SQ406", judged.community, judged.path, judged.figures, found[1], facts)]


def _whole(
    catalogue: Catalogue, judged: Judgement, figures: list[Figure], share: Side, below: Side
) -> list[Contradiction]:
    denominator = below.wide.low
    unit = catalogue.vocabularies.units.get(figures[1].unit or "")
    if denominator is None or not below.wide.is_point or unit is None or _MEASURED.match(unit.dimension):
        return []
    if denominator != denominator.to_integral_value():
        return []
    around = fit.nearest_rates(denominator, share.wide)
    if around is None:
        return []
    facts = {
        "rate": show(judged.community, figures[0]),
        "denominator": show(judged.community, figures[1]),
        "nearest": "、".join(_show_share(number, denominator) for number in around),
    }
    return [Contradiction("SQ407", judged.community, judged.path, judged.figures, "strict", facts)]


def _show_share(numerator: int, denominator: Decimal) -> str:
    quotient = Interval.exactly(Decimal(numerator)).divide(Interval.exactly(denominator)).scale(Decimal(100))
    return f"{numerator}/{show_number(denominator)} = {show_quotient(quotient)}%"
