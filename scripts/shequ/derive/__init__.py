"""What follows from the records without a new reading: quotients, evidence, grades, comparability, counts.

In: a `Catalogue`. Out: frozen values and message keys, never wording. Pure functions; nothing is read.

`formula` computes derived metrics, `evidence` levels, `grade` the source grade of a figure, `comparability`
verdicts, `statistics` shares and counts, `mechanism` counts over the practices of one mechanism.
"""

from __future__ import annotations

from shequ.derive.comparability import Verdict, comparability, reasons_apart
from shequ.derive.evidence import Evidence, evidence, has_baseline, is_cost, mechanism_evidence, set_aside
from shequ.derive.formula import Derived, derived_values, why_not_derived
from shequ.derive.grade import source_grade
from shequ.derive.mechanism import GROUPS, Silence, Standing, group_of, questions_told, standing
from shequ.derive.statistics import (
    SELF,
    answered_questions,
    completeness,
    contradicted,
    self_report_share,
    statistics,
)
from shequ.sums import Contradiction, find_contradictions, note_for

__all__ = [
    "GROUPS",
    "SELF",
    "Contradiction",
    "Derived",
    "Evidence",
    "Silence",
    "Standing",
    "Verdict",
    "answered_questions",
    "comparability",
    "completeness",
    "contradicted",
    "derived_values",
    "evidence",
    "find_contradictions",
    "group_of",
    "has_baseline",
    "is_cost",
    "mechanism_evidence",
    "note_for",
    "questions_told",
    "reasons_apart",
    "self_report_share",
    "set_aside",
    "source_grade",
    "standing",
    "statistics",
    "why_not_derived",
]
