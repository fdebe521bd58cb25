"""Whether figures may be set side by side, and if not, what differs or is not stated (design, rule 5).

In: a `Catalogue` and figures. Out: a `Verdict` whose reasons are keys under `enum.verdict`.
One metric id does not prove one definition; what the text does not say is not assumed to be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shequ.model import Part
from shequ.records import Catalogue, Figure


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
    reasons = [
        *_definition(found),
        *_compare("value-type", [f.record.value_type for f in found]),
        *_compare("unit", [f.unit and f"{f.unit}/{f.record.per or ''}" for f in found]),
        *_denominator(catalogue, found),
        *_compare("statistic", [_stated_statistic(f) for f in found]),
        *_compare("level", [catalogue.communities[f.community].level for f in found]),
        *_compare("realm", [f.record.realm for f in found]),
        *_compare("scope", [_scope(f) for f in found]),
        *_compare("period", [f.period.type if f.period else None for f in found]),
    ]
    return Verdict(not reasons, tuple(reasons))


def _compare(what: str, values: Sequence[str | None]) -> list[str]:
    """`<what>-differs` where stated values differ, `<what>-not-stated` where one is missing, or both."""
    stated = {value for value in values if value is not None}
    reasons = [f"{what}-differs"] if len(stated) > 1 else []
    return reasons + ([f"{what}-not-stated"] if None in values else [])


def _definition(figures: Sequence[Figure]) -> list[str]:
    if len({f.record.metric for f in figures}) > 1:
        return ["definition-differs"]
    return _compare("definition", [f.record.counts.zh if f.record.counts else None for f in figures])


def _denominator(catalogue: Catalogue, figures: Sequence[Figure]) -> list[str]:
    """Only rates have one: a metric with a denominator, or a figure that says what it divides by."""
    metrics = catalogue.vocabularies.metrics
    if not any(metrics[f.record.metric].denominator or f.record.of for f in figures):
        return []
    return _compare("denominator", [_denominator_of(catalogue, f) for f in figures])


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
