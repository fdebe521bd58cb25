"""The source grade of a figure: a letter for who says it, a digit for what else supports it (design, rule 7).

In: a `Catalogue` and a figure's id. Out: two characters such as `D3`. After the Admiralty code.
It says nothing about what the figure shows; evidence levels do.
"""

from __future__ import annotations

from shequ.model import Source
from shequ.records import Catalogue, Figure
from shequ.sums import Judgement, judgements_by_figure

# Whose word counts as what, where the publisher itself settles nothing.
_BY_VOICE = {
    "third-party": "B",
    "superior": "C",
    "implementer": "D",
    "journalist": "E",
    "partner": "E",
    "resident": "E",
}
# Voices that draw on the implementer's own account.
_ONE_CHAIN = frozenset({"implementer", "superior", "partner"})


def source_grade(catalogue: Catalogue, figure_id: str) -> str:
    """Reliability A–F and corroboration 1, 2, 3, 4 or 6. Raises `KeyError` for an unknown figure."""
    figure = catalogue.figures[figure_id]
    return f"{_reliability(catalogue, figure)}{_corroboration(catalogue, figure)}"


def _reliability(catalogue: Catalogue, figure: Figure) -> str:
    source = catalogue.sources.get(figure.source)
    term = catalogue.vocabularies.publisher_types.get(source.publisher.type) if source else None
    if term is None or term.grade in ("A", "B", "F"):
        return term.grade if term else "F"
    return _BY_VOICE.get(figure.voice, "F")


def _corroboration(catalogue: Catalogue, figure: Figure) -> str:
    judgements = judgements_by_figure(catalogue).get(figure.id, ())
    if any(figure.id in c.about for j in judgements for c in j.contradictions):
        return "4"
    if figure.strict is None and figure.quantity is None:
        return "6"
    if any(_is_independent_repeat(catalogue, figure, j) for j in judgements):
        return "1"
    repeated = any(other.at.paragraph != figure.paragraph for other in figure.record.also_at)
    held = any(j.holds and not _is_assumed(catalogue, j) for j in judgements)
    return "2" if repeated or held else "3"


def _is_assumed(catalogue: Catalogue, judgement: Judgement) -> bool:
    """Whether a relation is our assumption: one that holds then supports nothing."""
    relations = catalogue.communities[judgement.community].relations
    declared = judgement.path[0] == "relations" and isinstance(judgement.path[1], int)
    return declared and relations[int(judgement.path[1])].basis == "assumed"


def _is_independent_repeat(catalogue: Catalogue, figure: Figure, judgement: Judgement) -> bool:
    """Whether another source that does not draw on the same account tells the same fact."""
    if judgement.type != "repeat" or not judgement.holds:
        return False
    others = [catalogue.figures[id_] for id_ in judgement.figures if id_ != figure.id]
    return any(_are_independent(catalogue, figure, other) for other in others)


def _are_independent(catalogue: Catalogue, first: Figure, second: Figure) -> bool:
    one, other = catalogue.sources.get(first.source), catalogue.sources.get(second.source)
    if one is None or other is None or {first.voice, second.voice} <= _ONE_CHAIN:
        return False
    return not _bodies(one) & _bodies(other)


def _bodies(source: Source) -> set[str]:
    return {body.name.zh for body in (source.publisher, source.producer) if body}
