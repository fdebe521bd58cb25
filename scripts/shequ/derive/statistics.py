"""Shares and counts over an entry or the whole catalogue.

In: a `Catalogue`. Out: fractions, sets of ids and plain dicts of whole numbers, in a fixed order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from shequ.derive.formula import derived_values
from shequ.model import Practice
from shequ.model.practice import QUESTIONS
from shequ.records import Catalogue, Figure
from shequ.remember import once_per_catalogue
from shequ.sums import find_contradictions

SELF = "implementer"


def completeness(catalogue: Catalogue, community: str) -> tuple[int, int]:
    """How many of the questions asked of a place's practices are answered, and how many are asked.

    Umbrellas, slogans and practices of which a text gives only the name are asked nothing.
    Raises `KeyError` for an unknown id.
    """
    answers = answered_questions(catalogue, community)
    return sum(answers.values()), len(_asked(catalogue, community)) * len(QUESTIONS)


def answered_questions(catalogue: Catalogue, community: str) -> dict[str, int]:
    """By question: of how many of a place's practices it is answered."""
    practices = _asked(catalogue, community)
    return {question: sum(bool(getattr(p, question)) for p in practices) for question in QUESTIONS}


def _asked(catalogue: Catalogue, community: str) -> list[Practice]:
    """The practices of a place that are asked the questions."""
    return [p for p in catalogue.communities[community].practices if p.is_asked]


def self_report_share(catalogue: Catalogue, community: str | None = None) -> Fraction:
    """The share of figures in the implementer's own voice, of one entry or of all; 0 where there are none."""
    figures = _figures(catalogue, community)
    return Fraction(sum(f.voice == SELF for f in figures), len(figures)) if figures else Fraction(0)


@once_per_catalogue
def contradicted(catalogue: Catalogue) -> frozenset[str]:
    """The ids of all figures that take part in a contradiction."""
    return frozenset(id_ for found in find_contradictions(catalogue) for id_ in found.about)


def statistics(catalogue: Catalogue) -> dict[str, int | dict[str, int]]:
    """What the catalogue holds, in whole numbers: plain keys, ready for JSON or a table.

    A count by a property lists only values that occur, in alphabetical order; places that are only named
    count as `stubs`.
    """
    communities = list(catalogue.communities.values())
    practices = [entry.record for entry in catalogue.practices.values()]
    figures = list(catalogue.figures.values())
    found = find_contradictions(catalogue)
    omissions = [omission for community in communities for omission in community.omissions]
    return {
        "sources": len(catalogue.sources),
        "places": len(catalogue.communities),
        "places_by_level": _count(community.level for community in communities),
        "stubs": len(catalogue.stubs),
        "practices": len(practices),
        "practices_by_kind": _count(practice.kind for practice in practices),
        "practices_by_detail": _count(practice.detail for practice in practices),
        "practices_by_status": _count(practice.status.is_ for practice in practices),
        "observations": len(figures),
        "observations_by_source": _count(figure.source for figure in figures),
        "observations_by_qualifier": _count(figure.reading.qualifier for figure in figures),
        "observations_by_voice": _count(figure.voice for figure in figures),
        "observations_by_realm": _count(figure.record.realm for figure in figures),
        "claims": sum(len(c.claims) for c in communities) + sum(len(p.claims) for p in practices),
        "honours": sum(len(c.honours) for c in communities) + sum(len(p.honours) for p in practices),
        "omissions": sum(omission.count for omission in omissions),
        "omissions_by_kind": _total((omission.kind, omission.count) for omission in omissions),
        "contradictions": len(found),
        "contradictions_by_code": _count(contradiction.code for contradiction in found),
        "contradiction_notes": sum(
            note.kind == "contradiction" for community in communities for note in community.notes
        ),
        "derived": len(derived_values(catalogue)),
    }


def _figures(catalogue: Catalogue, community: str | None) -> list[Figure]:
    return list(catalogue.figures.values() if community is None else catalogue.figures_in(community))


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(str(value) for value in values).items()))


def _total(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for key, amount in pairs:
        totals[key] += amount
    return dict(sorted(totals.items()))
