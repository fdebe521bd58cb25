"""A comparison table as CSV, with its question, sources, caveats and licence inside.

In: a `TableView`. Out: UTF-8 bytes with a BOM (Excel reads Chinese only so). No cell can act as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from shequ.exports.sheet import Sheet
from shequ.records import Catalogue
from shequ.tables import CellView, ColumnView, TableView

# A spreadsheet takes a cell that begins with one of these, in either width, as a formula or a command.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What stands beside a figure, in columns of its own.
_PARTS = ("page.figure.printed", "page.figure.period", "page.figure.source", "page.compare.verdict")


def table_csv(catalogue: Catalogue, table: TableView) -> bytes:
    """One row a place or practice; a figure's printed form, period and source in columns of their own."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    sheet = Sheet(catalogue, table)
    for row in (*_body(sheet), [], *_foot(sheet)):
        writer.writerow([disarm(cell) for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def disarm(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return "'" + cell if cell.startswith(_ACTIVE) else cell


def _body(sheet: Sheet) -> Iterator[list[str]]:
    record = sheet.table.record
    yield [record.title.zh, record.title.en]
    yield [sheet.t("page.compare.question"), record.question.zh, record.question.en or ""]
    yield []
    for lang in (0, 1):
        own = [head[lang] for head in sheet.row_heads()]
        yield [*own, *(head for column in sheet.table.columns for head in _heads(sheet, column, lang))]
    for row in sheet.table.rows:
        cells = zip(sheet.table.columns, row.cells, strict=True)
        yield [
            *sheet.row_names(row),
            *(part for column, cell in cells for part in _cells(sheet, column, cell)),
        ]


def _heads(sheet: Sheet, column: ColumnView, lang: int) -> list[str]:
    head = sheet.head(column)[lang]
    if column.kind == "figure" or column.field == "figures":
        return [head, *(f"{(column.zh, column.en)[lang]}·{sheet.both(part)[lang]}" for part in _PARTS)]
    return [head]


def _cells(sheet: Sheet, column: ColumnView, cell: CellView) -> list[str]:
    """The cells of a column; in a line each, in the same order, where there are several figures."""
    blanks = [""] * (len(_heads(sheet, column, 0)) - 1)
    if cell.kind != "figures":
        return [sheet.text(column, cell), *blanks]
    parts = (
        [sheet.figure(column, f) for f in cell.figures],
        [f.record.printed for f in cell.figures],
        [sheet.period(f) for f in cell.figures],
        [sheet.place(f) for f in cell.figures],
        [sheet.reasons(column.apart.get(f.id, ())) for f in cell.figures],
    )
    return [_lines(part, sheet.t("unit.dash")) for part in parts]


def _lines(parts: list[str], dash: str) -> str:
    """A line for each figure, so that lines of one row belong together; nothing where there is nothing."""
    return "\n".join(part or dash for part in parts) if any(parts) else ""


def _foot(sheet: Sheet) -> Iterator[list[str]]:
    for value in sheet.derived_values():
        yield [sheet.t("enum.mark.derived"), sheet.derived(value), sheet.formula(value)]
    for id_ in sheet.sources():
        yield [sheet.t("page.figure.source"), *sheet.source(id_)]
    for note in sheet.notes():
        yield list(note)
