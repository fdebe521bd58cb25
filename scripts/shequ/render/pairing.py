"""Two figures of one metric side by side: whether they compare, and if not, what each says on every point.

In: an `Edition` and the figures of a metric. Out: a `Pair` for each two of them; verdicts come from `derive`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from shequ.derive import comparability
from shequ.model import Part
from shequ.records import Figure
from shequ.render.address import Link
from shequ.render.edition import Edition
from shequ.render.figure import Mark, home_of, label_of, view_verdict

# With more figures than this a list of all pairs helps nobody: the table and one verdict must do.
MOST = 7


@dataclass(frozen=True)
class Point:
    """One thing that keeps two figures apart: what it is, and what each of the two says about it."""

    what: str
    first: str
    second: str


@dataclass(frozen=True)
class Pair:
    """Two figures, the verdict in a word, and every point on which they differ or are silent."""

    first: Link
    second: Link
    verdict: Mark
    points: tuple[Point, ...]


def view_pairs(edition: Edition, figures: Sequence[Figure]) -> Iterator[Pair]:
    """Every two of the figures, in order; none where they are too many to be read."""
    if len(figures) > MOST:
        return
    for one, other in combinations(figures, 2):
        verdict = comparability(edition.catalogue, (one, other))
        points = tuple(_view_point(edition, reason, one, other) for reason in verdict.reasons)
        word = "comparable" if verdict.comparable else "not"
        tone = "run" if verdict.comparable else "clash" if view_verdict(edition, verdict) else ""
        mark = Mark(edition.wording.t(f"pair.{word}"), tone)
        yield Pair(_name(edition, one), _name(edition, other), mark, points)


def _view_point(edition: Edition, reason: str, one: Figure, other: Figure) -> Point:
    """A reason with what either figure says; nothing but the reason where both are silent."""
    what = edition.wording.t(f"enum.verdict.{reason}")
    say = _SAY.get(reason.removesuffix("-differs").removesuffix("-not-stated"))
    if say is None:
        return Point(what, "", "")
    said = say(edition, one), say(edition, other)
    if not any(said):
        return Point(what, "", "")
    silent = edition.wording.t("enum.mark.not-stated")
    return Point(what, said[0] or silent, said[1] or silent)


def _name(edition: Edition, figure: Figure) -> Link:
    """A figure by its place and its value."""
    place = edition.to_place(figure.community).text
    value = edition.wording.figure(figure).inline
    text = edition.wording.t("pair.figure", place=place, value=value)
    return Link(text, home_of(figure))


def _definition(edition: Edition, figure: Figure) -> str:
    counts = figure.record.counts
    return edition.wording.plain(counts) if counts else ""


def _denominator(edition: Edition, figure: Figure) -> str:
    ratio = figure.record.of
    if ratio is None:
        return ""
    if isinstance(ratio.denominator, Part):
        return edition.wording.plain(ratio.denominator.what)
    named = edition.catalogue.figures.get(edition.catalogue.resolve_id(figure.community, ratio.denominator))
    return label_of(edition, named) if named else ""


def _statistic(edition: Edition, figure: Figure) -> str:
    return edition.wording.t(f"enum.statistic.{figure.record.statistic}")


def _level(edition: Edition, figure: Figure) -> str:
    return edition.wording.label("levels", edition.catalogue.communities[figure.community].level)


def _realm(edition: Edition, figure: Figure) -> str:
    return edition.wording.t(f"enum.realm.{figure.record.realm}")


def _unit(edition: Edition, figure: Figure) -> str:
    return edition.wording.label("units", figure.unit) if figure.unit else ""


def _period(edition: Edition, figure: Figure) -> str:
    return edition.wording.t(f"enum.period.{figure.period.type}") if figure.period else ""


def _scope(edition: Edition, figure: Figure) -> str:
    """What a figure is restricted to, as far as words say it."""
    wording, record = edition.wording, figure.record
    parts = [edition.to_place(place).text for place in record.scope.places] if record.scope else []
    if record.scope:
        parts += [wording.label("settlement-types", kind) for kind in record.scope.settlement]
        parts += [wording.plain(record.scope.what)] if record.scope.what else []
    for dimension, member in record.breakdown.items():
        known = edition.catalogue.vocabularies.dimensions.get(dimension)
        name = known.members.get(member) if known else None
        parts.append(wording.plain(name) if name else member)
    return wording.join(parts) or wording.t("pair.whole")


_SAY: Mapping[str, Callable[[Edition, Figure], str]] = {
    "definition": _definition,
    "denominator": _denominator,
    "statistic": _statistic,
    "level": _level,
    "realm": _realm,
    "unit": _unit,
    "period": _period,
    "scope": _scope,
}
