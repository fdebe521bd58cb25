"""Derived metrics: the quotients that the metrics vocabulary declares, as intervals.

In: a `Catalogue`. Out: one `Derived` for each pair of figures that may be divided; none where a text says
only about how much.
Figures side by side in a sentence are not divided: only a declared formula over one subject is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from shequ.measure import convert, periods_meet, same_period
from shequ.model.vocabulary import Formula
from shequ.quantity import Interval, Qualifier
from shequ.records import Catalogue, Figure

# Significant digits of a printed quotient; bounds are rounded outward.
DIGITS = 5


@dataclass(frozen=True)
class Derived:
    """A computed figure. `subject` is a community id, or `<community>/<practice>`.

    `formula` is written in metric ids; `rounded` tells that an input was printed rounded (1.2万),
    so that the true quotient may lie outside the interval by the rounding.
    """

    metric: str
    subject: str
    interval: Interval
    unit: str
    formula: str
    inputs: tuple[str, str]
    rounded: bool

    @property
    def id(self) -> str:
        """Unique in a catalogue: the metric, and what it was computed from."""
        return f"{self.metric}:{':'.join(self.inputs)}"


def derived_values(catalogue: Catalogue) -> list[Derived]:
    """Every quotient that a formula of the metrics vocabulary allows, by subject, then metric.

    Both inputs are totals of one subject and of one type of period, actual, unrestricted, and read strictly.
    """
    plain: dict[str, dict[str, list[Figure]]] = {}
    for figure in catalogue.figures.values():
        if _is_plain(figure):
            subject = figure.practice or figure.community
            plain.setdefault(subject, {}).setdefault(figure.record.metric, []).append(figure)
    found = [value for subject, figures in plain.items() for value in _derive(catalogue, subject, figures)]
    return sorted(found, key=lambda derived: (derived.subject, derived.metric, derived.inputs))


def why_not_derived(
    catalogue: Catalogue, metric: str, figures: Iterable[Figure]
) -> tuple[str, tuple[str, ...]]:
    """Why a derived metric has no value for a subject with these figures: a key, and the metrics it is about.

    `missing`: not reported. `not-plain`: no total of the whole (a ceiling for each, a part, a plan).
    `no-bounds`: only about how much. `apart`: units or periods do not allow it, or nothing would be said.
    """
    formula = catalogue.vocabularies.metrics[metric].formula
    wanted = (formula.numerator, formula.denominator) if formula else ()
    known = tuple(figures)
    found = {m: [f for f in known if f.record.metric == m] for m in wanted}
    for reason, fits in (
        ("missing", lambda _: True),
        ("not-plain", _is_plain),
        ("no-bounds", lambda figure: figure.strict is not None),
    ):
        found = {m: [f for f in of if fits(f)] for m, of in found.items()}
        if lacking := tuple(m for m, of in found.items() if not of):
            return reason, lacking
    return "apart", wanted


def _derive(catalogue: Catalogue, subject: str, figures: Mapping[str, list[Figure]]) -> Iterator[Derived]:
    """The quotients of one subject, from its plain figures by metric."""
    for metric, record in catalogue.vocabularies.metrics.items():
        formula = record.formula
        if formula is None:
            continue
        for pair in product(figures.get(formula.numerator, []), figures.get(formula.denominator, [])):
            interval = _divide(catalogue, *pair, formula)
            if interval is None:
                continue
            yield Derived(
                metric=metric,
                subject=subject,
                interval=interval,
                unit=record.units[0],
                formula=_describe(formula),
                inputs=(pair[0].id, pair[1].id),
                rounded=any(figure.reading.qualifier == Qualifier.ROUNDED for figure in pair),
            )


def _is_plain(figure: Figure) -> bool:
    """Whether a figure stands for the whole of its subject: an actual total, not restricted, not a cell."""
    record = figure.record
    return (
        record.realm == "actual"
        and record.statistic == "total"
        and record.value_type == "quantity"
        and record.scope is None
        and not record.breakdown
        and record.per is None
        and record.each_of is None
        and record.of is None
    )


def _divide(catalogue: Catalogue, upper: Figure, lower: Figure, formula: Formula) -> Interval | None:
    """The quotient, or None where periods or units do not allow it or nothing would be said."""
    if not _are_of_one_time(upper, lower):
        return None
    top = _in_first_unit(catalogue, upper)
    bottom = _in_first_unit(catalogue, lower)
    if top is None or bottom is None or bottom == Interval.exactly(Decimal(0)):
        return None
    quotient = top.scale(formula.scale).divide(bottom, DIGITS)
    says_nothing = quotient.high is None and not quotient.low
    return None if says_nothing else quotient


def _are_of_one_time(first: Figure, second: Figure) -> bool:
    """Whether two figures speak of one time: states may if their days meet; what adds up needs one span."""
    one, other = first.period, second.period
    if one is None or other is None:
        return same_period(first, second)
    if one.type == other.type == "as-of":
        return periods_meet(first, second)
    if one.type == other.type == "every":
        return one.printed == other.printed and periods_meet(first, second)
    return same_period(first, second)


def _in_first_unit(catalogue: Catalogue, figure: Figure) -> Interval | None:
    """The strict interval of a figure in the first unit of its metric; None where that cannot be said."""
    units = catalogue.vocabularies.metrics[figure.record.metric].units
    strict = figure.strict
    if strict is None or figure.unit is None or (strict.low is not None and strict.low < 0):
        return None
    return convert(catalogue.vocabularies, strict, figure.unit, units[0])


def _describe(formula: Formula) -> str:
    scale = "" if formula.scale == 1 else f" × {formula.scale}"
    return f"{formula.numerator} ÷ {formula.denominator}{scale}"
