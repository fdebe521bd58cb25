"""Whether figures may be set side by side, and if not, what differs or is not stated (design, rule 5).

In: a `Catalogue` and figures. Out: a `Verdict` whose reasons are keys under `enum.verdict`.
One metric id does not prove one definition; what the text does not say is not assumed to be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shequ.model import Part
from shequ.records import Catalogue, Figure

# A figure's own account is complete, and that of every other one is not.
OTHERS_SILENT = "others-not-stated"


@dataclass(frozen=True)
class Verdict:
    """`comparable`, and the reasons in the order in which they matter: empty only where it holds."""

    comparable: bool
    reasons: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The message keys to show: what differs, or that nothing does."""
        return tuple(f"enum.verdict.{reason}" for reason in self.reasons or ("comparable",))


def comparability(catalogue: Catalogue, figures: Iterable[str | Figure]) -> Verdict:
    """Judge figures (ids or records) of one column. Raises `KeyError` for an unknown id."""
    found = [catalogue.figures[f] if isinstance(f, str) else f for f in figures]
    if not found:
        return Verdict(False, ("missing",))
    if len(found) == 1:
        return Verdict(False, ("single-figure",))
    metrics = catalogue.vocabularies.metrics
    if any(f.record.metric not in metrics or not metrics[f.record.metric].comparable for f in found):
        return Verdict(False, ("generic-metric",))
    aspects = _aspects(catalogue, found)
    reasons = [reason for what, values in aspects.items() for reason in _compare(what, values)]
    return Verdict(not reasons, tuple(reasons))


def reasons_apart(catalogue: Catalogue, rows: Sequence[Sequence[Figure]]) -> Mapping[str, tuple[str, ...]]:
    """Of every figure of a column, by its id: why it cannot be set beside those of other rows.

    What differs comes before what the figure's own source leaves open, and that before what others leave
    open. Empty where fewer than two rows have figures, or where the metric is never compared.
    """
    placed = [(number, figure) for number, figures in enumerate(rows) for figure in figures]
    figures = [figure for _, figure in placed]
    metrics = catalogue.vocabularies.metrics
    generic = any(f.record.metric not in metrics or not metrics[f.record.metric].comparable for f in figures)
    if generic or len({number for number, _ in placed}) < 2:
        return {}
    found: dict[str, set[str]] = {figure.id: set() for figure in figures}
    order: list[str] = []
    for what, values in _aspects(catalogue, figures).items():
        order.append(what)
        where: dict[str | None, set[int]] = {}
        for (number, _), value in zip(placed, values, strict=True):
            where.setdefault(value, set()).add(number)
        for (number, figure), value in zip(placed, values, strict=True):
            others = {other for other, at in where.items() if at - {number}}
            found[figure.id] |= _apart(what, value, others)
    ranked = [f"{what}-{how}" for how in ("differs", "not-stated") for what in order] + [OTHERS_SILENT]
    return {id_: tuple(r for r in ranked if r in reasons) for id_, reasons in found.items()}


def _apart(what: str, value: str | None, others: set[str | None]) -> set[str]:
    """What sets one value apart from those of other rows."""
    if value is None:
        return {f"{what}-not-stated"}
    if others - {value, None}:
        return {f"{what}-differs"}
    return {OTHERS_SILENT} if None in others else set()


def _compare(what: str, values: Sequence[str | None]) -> list[str]:
    """`<what>-differs` where stated values differ, `<what>-not-stated` where one is missing, or both."""
    stated = {value for value in values if value is not None}
    reasons = [f"{what}-differs"] if len(stated) > 1 else []
    return reasons + ([f"{what}-not-stated"] if None in values else [])


def _aspects(catalogue: Catalogue, figures: Sequence[Figure]) -> Mapping[str, list[str | None]]:
    """What must be stated and alike, in the order in which it matters: of every figure its value, or None."""
    metrics = catalogue.vocabularies.metrics
    is_one = len({f.record.metric for f in figures}) == 1
    # Only rates have a denominator: a metric with one, or a figure that says what it divides by.
    is_rate = any(metrics[f.record.metric].denominator or f.record.of for f in figures)
    rate: dict[str, list[str | None]] = {"denominator": [_denominator_of(catalogue, f) for f in figures]}
    return {
        "definition": [_definition(f) if is_one else str(f.record.metric) for f in figures],
        "value-type": [f.record.value_type for f in figures],
        "unit": [f.unit and f"{f.unit}/{f.record.per or ''}" for f in figures],
        **(rate if is_rate else {}),
        "statistic": [_stated_statistic(f) for f in figures],
        "level": [catalogue.communities[f.community].level for f in figures],
        "realm": [f.record.realm for f in figures],
        "scope": [_scope(f) for f in figures],
        "period": [f.period.type if f.period else None for f in figures],
    }


def _definition(figure: Figure) -> str | None:
    return figure.record.counts.zh if figure.record.counts else None


def _denominator_of(catalogue: Catalogue, figure: Figure) -> str | None:
    if figure.record.of is None:
        return None
    part = figure.record.of.denominator
    if isinstance(part, Part):
        return None if part.printed == "not-stated" else part.what.zh
    named = catalogue.figures.get(catalogue.resolve_id(figure.community, part))
    return named.record.metric if named else None


def _stated_statistic(figure: Figure) -> str | None:
    return None if figure.record.statistic == "unclear" else figure.record.statistic


def _scope(figure: Figure) -> str:
    """What a figure is restricted to, in a form that can be told equal; '' for all of its subject."""
    scope, cell = figure.record.scope, sorted(figure.record.breakdown.items())
    restricted = scope.model_dump_json(exclude_defaults=True) if scope else ""
    return restricted + (repr(cell) if cell else "")
