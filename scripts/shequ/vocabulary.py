"""The controlled vocabularies as frozen tables, and the one way to ask for a label.

In: records of `catalogue/vocabularies/`. Out: `Vocabularies`. No file is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shequ.model import (
    Dimension,
    Level,
    Metric,
    Namesake,
    PublisherType,
    Region,
    StatusTerm,
    Term,
    Unit,
)


@dataclass(frozen=True)
class Vocabularies:
    """One mapping from id to term for each file; the order is the file's, and the order of display."""

    actors: Mapping[str, Term] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    namesakes: Mapping[str, Namesake] = field(default_factory=dict)
    problems: Mapping[str, Term] = field(default_factory=dict)
    publisher_types: Mapping[str, PublisherType] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    roles: Mapping[str, Term] = field(default_factory=dict)
    settlement_types: Mapping[str, Term] = field(default_factory=dict)
    statuses: Mapping[str, StatusTerm] = field(default_factory=dict)
    thesaurus: Mapping[str, Term] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Any]:
        """The vocabulary whose file stem is `name`. Raises `AttributeError` for an unknown one."""
        table: Mapping[str, Any] = getattr(self, name.replace("-", "_"))
        return table

    def unit_of(self, metric: str, classifier: str) -> str | None:
        """The first unit of a metric that is printed with `classifier`; None where none is."""
        if metric not in self.metrics:
            return None
        units = self.metrics[metric].units
        return next((u for u in units if u in self.units and classifier in self.units[u].classifiers), None)
