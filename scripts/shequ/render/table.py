"""Comparison tables as pages, and their list.

In: an `Edition`; rows come from `tables`. Out: `Page`s. Which figures compare was judged before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.page import Page
from shequ.render.address import Link, Target
from shequ.render.community import view_source
from shequ.render.edition import Edition
from shequ.render.figure import DerivedView, FigureView, Mark, view_derived, view_figures, view_verdict
from shequ.tables import CellView, ColumnView, Phrase, TableView, build_table

SECTION = "compare/index.html"


@dataclass(frozen=True)
class Head:
    """The head of a column: label, unit, and whether its figures may be compared."""

    label: str
    unit: str
    metric: Link | None
    is_number: bool
    verdict: tuple[Mark, ...]


@dataclass(frozen=True)
class Cell:
    """What one place has in one column."""

    kind: str
    figures: tuple[FigureView, ...] = ()
    derived: tuple[DerivedView, ...] = ()
    words: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Row:
    """One place with the years of its sources."""

    place: Link
    years: str
    cells: tuple[Cell, ...]


def render_tables(edition: Edition) -> Iterator[Page]:
    """The list, then every table."""
    t, tables = edition.wording.t, edition.catalogue.tables
    yield edition.page(
        "tables",
        Target("list", "compare"),
        t("page.compare.title"),
        t("page.compare.lead"),
        section=SECTION,
        lead=t("page.compare.lead"),
        lines=tuple(
            (
                Link(edition.wording.plain(record.title), Target("table", id_)),
                edition.wording.words(record.question),
            )
            for id_, record in tables.items()
        ),
    )
    for id_ in tables:
        yield _render_table(edition, build_table(edition.catalogue, id_))


def _render_table(edition: Edition, table: TableView) -> Page:
    wording, record = edition.wording, table.record
    rows = tuple(
        Row(
            place=edition.to_practice(row.practice) if row.practice else edition.to_place(row.community),
            years=_years(edition, row.community),
            cells=tuple(_cell(edition, cell) for cell in row.cells),
        )
        for row in table.rows
    )
    figures = (figure for row in table.rows for cell in row.cells for figure in cell.figures)
    sources = dict.fromkeys(figure.source for figure in figures)
    return edition.page(
        "table",
        Target("table", table.id),
        wording.plain(record.title),
        wording.plain(record.question),
        section=SECTION,
        edit=("tables", table.id),
        question=wording.words(record.question),
        note=wording.words(record.note) if record.note else "",
        heads=tuple(_head(edition, column) for column in table.columns),
        rows=rows,
        sources=tuple(view_source(edition, source) for source in sources),
        csv=Target("csv", table.id),
    )


def _head(edition: Edition, column: ColumnView) -> Head:
    wording = edition.wording
    label = column.en if wording.lang == "en" else column.zh
    return Head(
        label=label,
        unit=wording.unit(column.unit) if column.unit else "",
        metric=edition.to_metric(column.metric) if column.metric else None,
        is_number=column.kind != "field",
        verdict=view_verdict(edition, column.verdict) if column.verdict else (),
    )


def _cell(edition: Edition, cell: CellView) -> Cell:
    return Cell(
        kind=cell.kind,
        figures=view_figures(edition, cell.figures),
        derived=tuple(view_derived(edition, value) for value in cell.derived),
        words=tuple(_phrase(edition, phrase) for phrase in cell.words),
    )


def _phrase(edition: Edition, phrase: Phrase) -> Link:
    words = phrase.en or phrase.zh if edition.wording.lang == "en" else phrase.zh
    return Link(words, Target(*phrase.link) if phrase.link else None)


def _years(edition: Edition, community: str) -> str:
    """The years in which a place's sources were published or written."""
    years: dict[str, None] = {}
    for source in edition.catalogue.communities[community].sources:
        written = edition.catalogue.written(source)
        if written:
            years[str(written.not_before.year)] = None
            years[str(written.not_after.year)] = None
    return edition.wording.t("unit.dash").join(dict.fromkeys([min(years), max(years)])) if years else ""
