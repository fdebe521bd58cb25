"""The sums: whether figures that hang together can all be true, in either reading of their words.

In: a `Catalogue`. Out: judgements and contradictions as data, without wording.
What a contradiction means for a check is `rules.arithmetic`'s business; how it is told, the codebook's.

`fit` has the tests on intervals, `relation` judges what entries declare, `implied` what follows from the
metrics and from breakdowns, `mixture` finds relations that join what cannot be joined.
"""

from __future__ import annotations

from collections.abc import Mapping

from shequ.model import Note
from shequ.records import Catalogue
from shequ.remember import once_per_catalogue
from shequ.sums.implied import judge_cells, judge_metrics
from shequ.sums.judgement import Contradiction, Judgement, Mixture
from shequ.sums.relation import judge_declared

__all__ = [
    "Contradiction",
    "Judgement",
    "Mixture",
    "find_contradictions",
    "judge_relations",
    "judgements_by_figure",
    "note_for",
]


@once_per_catalogue
def judge_relations(catalogue: Catalogue) -> tuple[Judgement, ...]:
    """Every relation between figures, declared or implied, judged once; declared ones come first."""
    return (*judge_declared(catalogue), *judge_metrics(catalogue), *judge_cells(catalogue))


@once_per_catalogue
def judgements_by_figure(catalogue: Catalogue) -> Mapping[str, tuple[Judgement, ...]]:
    """The judgements that each figure takes part in, by its id."""
    found: dict[str, list[Judgement]] = {}
    for judgement in judge_relations(catalogue):
        for figure in judgement.figures:
            found.setdefault(figure, []).append(judgement)
    return {figure: tuple(judgements) for figure, judgements in found.items()}


def find_contradictions(catalogue: Catalogue) -> list[Contradiction]:
    """Every contradiction once, by community and place in the file.

    A code and a set of figures make one contradiction, also where two relations lead to it.
    """
    return list(_contradictions(catalogue))


def note_for(catalogue: Catalogue, contradiction: Contradiction) -> Note | None:
    """The note of kind contradiction about exactly these figures; None where there is none."""
    return _notes(catalogue).get(frozenset(contradiction.about))


@once_per_catalogue
def _contradictions(catalogue: Catalogue) -> tuple[Contradiction, ...]:
    found: dict[tuple[str, frozenset[str]], Contradiction] = {}
    for judgement in judge_relations(catalogue):
        for contradiction in judgement.contradictions:
            found.setdefault((contradiction.code, frozenset(contradiction.about)), contradiction)
    return tuple(sorted(found.values(), key=_place_in_files))


def _place_in_files(contradiction: Contradiction) -> tuple[str, tuple[tuple[str, int], ...], str]:
    """Community, path with its numbers in order, code."""
    path = tuple(("", part) if isinstance(part, int) else (part, 0) for part in contradiction.relation)
    return contradiction.community, path, contradiction.code


@once_per_catalogue
def _notes(catalogue: Catalogue) -> Mapping[frozenset[str], Note]:
    """The notes of kind contradiction by the figures they are about; of two about the same, the first."""
    found: dict[frozenset[str], Note] = {}
    for community, record in catalogue.communities.items():
        for note in record.notes:
            if note.kind == "contradiction":
                about = frozenset(catalogue.resolve_id(community, id_) for id_ in note.about)
                found.setdefault(about, note)
    return found
