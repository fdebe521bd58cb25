"""The pages of metrics and their list: what is counted, and every figure of it with whether they compare.

In: an `Edition`. Out: `Page`s. Generic tallies are listed only: they are never set side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.derive import comparability, source_grade
from shequ.model import Metric
from shequ.page import Page
from shequ.records import Figure
from shequ.render.address import Link, Target
from shequ.render.clash import view_clashes
from shequ.render.edition import Edition
from shequ.render.figure import FigureView, view_derived, view_figure, view_verdict, write_formula
from shequ.render.figure_card import Row
from shequ.render.pairing import view_pairs
from shequ.render.scale import draw_scale

SECTION = "metrics/index.html"


@dataclass(frozen=True)
class Line:
    """One figure of a metric: whose, what its text says it counts, how, and how well sourced."""

    view: FigureView
    practice: Link | None
    place: Link
    definition: str | None
    statistic: str
    grade: str


def render_metrics(edition: Edition) -> Iterator[Page]:
    """The list, then every comparable metric."""
    yield _render_list(edition)
    for id_, record in edition.catalogue.vocabularies.metrics.items():
        if record.comparable:
            yield _render_metric(edition, id_, record)


def _render_metric(edition: Edition, id_: str, record: Metric) -> Page:
    wording, index = edition.wording, edition.index
    found = index.figures_by_metric.get(id_, ())
    derived = index.derived_by_metric.get(id_, ())
    clashes = dict.fromkeys(group for figure in found for group in index.clashes_by_figure.get(figure.id, ()))
    return edition.page(
        "metric",
        Target("metric", id_),
        wording.plain(record.pref_label),
        wording.plain(record.definition),
        section=SECTION,
        edit=("vocabularies", "metrics"),
        definition=wording.words(record.definition),
        scope_note=wording.words(record.scope_note) if record.scope_note else "",
        facts=tuple(_facts(edition, id_, record)),
        lines=tuple(_view_line(edition, figure) for figure in found),
        derived=tuple(view_derived(edition, value) for value in derived),
        verdict=view_verdict(edition, comparability(edition.catalogue, found)) if len(found) > 1 else (),
        pairs=tuple(view_pairs(edition, found)),
        contradictions=view_clashes(edition, clashes),
        chart=draw_scale(edition, found, derived),
        is_derived=record.formula is not None,
    )


def _view_line(edition: Edition, figure: Figure) -> Line:
    wording, record = edition.wording, figure.record
    return Line(
        view=view_figure(edition, figure),
        practice=edition.to_practice(figure.practice) if figure.practice else None,
        place=edition.to_place(figure.community),
        definition=wording.words(record.counts) if record.counts else None,
        statistic=wording.t(f"enum.statistic.{record.statistic}"),
        grade=source_grade(edition.catalogue, figure.id),
    )


def _facts(edition: Edition, id_: str, record: Metric) -> Iterator[Row]:
    wording = edition.wording
    t = wording.t
    if record.alt_labels:
        yield Row(t("page.list.aliases"), (Link(wording.join(list(record.alt_labels))),))
    yield Row(t("page.metric.unit"), tuple(Link(wording.label("units", unit)) for unit in record.units))
    if record.denominator:
        yield Row(t("page.metric.denominator"), (Link(wording.words(record.denominator)),))
    yield Row(t("page.metric.kind"), (Link(t(f"enum.kind.{record.kind}")),))
    yield Row(t("page.metric.direction"), (Link(t(f"enum.direction.{record.direction}")),))
    if record.formula:
        links = (edition.to_metric(record.formula.numerator), edition.to_metric(record.formula.denominator))
        yield Row(t("page.metric.formula"), (Link(write_formula(edition, id_)),))
        yield Row(t("page.metric.inputs"), links)
    for relation in record.relations:
        yield Row(t("page.metric.subset_of"), (edition.to_metric(relation.whole),))


def _render_list(edition: Edition) -> Page:
    t = edition.wording.t
    metrics = edition.catalogue.vocabularies.metrics
    groups = {
        "comparable": [id_ for id_, m in metrics.items() if m.comparable and not m.formula],
        "derived": [id_ for id_, m in metrics.items() if m.formula],
        "generic": [id_ for id_, m in metrics.items() if not m.comparable and not m.formula],
    }
    return edition.page(
        "metrics",
        Target("list", "metrics"),
        t("page.metrics.title"),
        t("page.metrics.lead"),
        section=SECTION,
        lead=t("page.metrics.lead"),
        groups=tuple(
            (key, t(f"page.metrics.{key}"), tuple(_line(edition, id_) for id_ in ids))
            for key, ids in groups.items()
            if ids
        ),
        generic_note=t("page.metrics.generic_note"),
    )


def _line(edition: Edition, id_: str) -> tuple[str, Link, str, str, str, int]:
    """Anchor, link, definition, unit, kind, count."""
    record, wording, index = edition.catalogue.vocabularies.metrics[id_], edition.wording, edition.index
    count = len(
        index.derived_by_metric.get(id_, ()) if record.formula else index.figures_by_metric.get(id_, ())
    )
    link = edition.to_metric(id_)
    return (
        f"metric-{id_}",
        link if record.comparable else Link(link.text),
        wording.words(record.definition),
        wording.join([wording.label("units", unit) for unit in record.units]),
        wording.t(f"enum.kind.{record.kind}"),
        count,
    )
