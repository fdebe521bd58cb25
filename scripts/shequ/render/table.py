"""Comparison tables as pages, and their list by theme.

In: an `Edition`; rows come from `tables`. Out: `Page`s. Which figures compare was judged before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from shequ import __version__
from shequ.model import Table
from shequ.page import Page
from shequ.render.address import Link, Target, page_path
from shequ.render.edition import Edition
from shequ.render.table_cell import Cells
from shequ.render.table_note import (
    count_counties,
    count_self_reported,
    list_clashes,
    list_gaps,
    list_notes,
    list_sources,
    number_sources,
)
from shequ.tables import TableView, build_table

SECTION = "compare/index.html"
THEMES = get_args(Table.model_fields["theme"].annotation)


@dataclass(frozen=True)
class Summary:
    """A table in the list: its question, how large and how full it is, its files with their sizes."""

    link: Link
    question: str
    size: str
    files: tuple[tuple[Link, str], ...]


def render_tables(edition: Edition) -> Iterator[Page]:
    """The list, then every table."""
    tables = [build_table(edition.catalogue, id_) for id_ in edition.catalogue.tables]
    yield _render_list(edition, tables)
    for table in tables:
        yield _render_table(edition, table)


def _render_list(edition: Edition, tables: list[TableView]) -> Page:
    t = edition.wording.t
    themes = ((theme, [table for table in tables if table.record.theme == theme]) for theme in THEMES)
    return edition.page(
        "tables",
        Target("list", "compare"),
        t("page.compare.title"),
        t("page.compare.lead"),
        section=SECTION,
        lead=t("page.compare.lead"),
        themes=tuple(
            (theme, t(f"enum.table_theme.{theme}"), tuple(_summary(edition, table) for table in found))
            for theme, found in themes
            if found
        ),
    )


def _summary(edition: Edition, table: TableView) -> Summary:
    record = table.record
    return Summary(
        link=Link(edition.wording.plain(record.title), Target("table", table.id)),
        question=edition.wording.words(record.question),
        size=_size(edition, table),
        files=_files(edition, table.id),
    )


def _size(edition: Edition, table: TableView) -> str:
    """How many rows, and how many of the cells that could be filled are."""
    cells = [cell for cell in table.cells if cell.kind != "not-applicable"]
    return edition.wording.t(
        f"table.size_{table.record.rows.of}",
        rows=len(table.rows),
        counties=count_counties(edition, table),
        filled=sum(cell.is_filled for cell in cells),
        cells=len(cells),
    )


def _files(edition: Edition, id_: str) -> tuple[tuple[Link, str], ...]:
    """The files of a table, with their sizes where those are known."""
    forms = (("download_xlsx", Target("xlsx", id_)), ("download_csv", Target("csv", id_)))
    sizes = (edition.sizes.get(page_path(target.kind, target.id)) for _, target in forms)
    return tuple(
        (Link(edition.wording.t(f"page.compare.{key}"), target), edition.wording.size(size) if size else "")
        for (key, target), size in zip(forms, sizes, strict=True)
    )


def _render_table(edition: Edition, table: TableView) -> Page:
    wording, record = edition.wording, table.record
    numbers = number_sources(table)
    cells = Cells(edition, table, numbers)
    title = wording.plain(record.title)
    left_out = len(edition.catalogue.communities) - len({row.community for row in table.rows})
    return edition.page(
        "table",
        Target("table", table.id),
        title,
        wording.plain(record.question),
        section=SECTION,
        edit=("tables", table.id),
        is_wide=True,
        question=wording.words(record.question),
        note=wording.words(record.note) if record.note else "",
        size=_size(edition, table),
        files=_files(edition, table.id),
        of=record.rows.of,
        heads=tuple(cells.head(column) for column in table.columns),
        rows=tuple(cells.row(row) for row in table.rows),
        notes=tuple(list_notes(edition, table, cells)),
        contradictions=list_clashes(edition, table),
        gaps=tuple(list_gaps(edition, table)),
        left_out=wording.t("table.left_out", count=left_out) if left_out else "",
        self_reported=wording.t(
            "table.self_reported", count=count_self_reported(table), figures=len(table.figures)
        ),
        sources=tuple(list_sources(edition, numbers)),
        cite=wording.t(
            "table.cite",
            table=title,
            title=wording.t("shell.name"),
            version=__version__,
            path=page_path("table", table.id),
        ),
    )
