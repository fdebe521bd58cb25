"""A comparison table as CSV, with its question, sources, caveats and licence inside.

In: a `TableView`. Out: UTF-8 bytes with a BOM (Excel reads Chinese only so). No cell can act as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from shequ.exports.contract import DATA_LICENCE
from shequ.records import Catalogue, Figure
from shequ.render.wording import Wording
from shequ.tables import CellView, ColumnView, TableView

# A spreadsheet takes a cell that begins with one of these, in either width, as a formula or a command.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table_csv(catalogue: Catalogue, table: TableView) -> bytes:
    """One row a place; a figure as it reads, its printed form, period and source in columns of their own."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    wording = Wording(catalogue, "zh")
    for row in (*_body(wording, table), [], *_foot(wording, table)):
        writer.writerow([disarm(cell) for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def disarm(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return "'" + cell if cell.startswith(_ACTIVE) else cell


def _body(wording: Wording, table: TableView) -> Iterator[list[str]]:
    t = wording.t
    yield [table.record.title.zh]
    yield [t("page.compare.question"), table.record.question.zh]
    yield []
    yield [t("page.list.place"), *(head for column in table.columns for head in _heads(wording, column))]
    for row in table.rows:
        cells = zip(table.columns, row.cells, strict=True)
        name = wording.catalogue.communities[row.community].name.zh
        if row.practice:
            name = f"{wording.catalogue.practices[row.practice].record.name.zh}（{name}）"
        yield [name, *(part for column, cell in cells for part in _cells(wording, column, cell))]


def _heads(wording: Wording, column: ColumnView) -> list[str]:
    if column.kind != "figure":
        return [column.zh]
    parts = ("page.figure.printed", "page.figure.period", "page.figure.source")
    return [column.zh, *(f"{column.zh}·{wording.t(part)}" for part in parts)]


def _cells(wording: Wording, column: ColumnView, cell: CellView) -> list[str]:
    blanks = [""] * (len(_heads(wording, column)) - 1)
    if cell.kind == "figures":
        figures = [_figure(wording, figure) for figure in cell.figures]
        return [wording.join(list(parts), "clause") for parts in zip(*figures, strict=True)]
    if cell.kind == "derived":
        units = wording.catalogue.vocabularies.units
        values = (wording.interval(d.interval, units[d.unit].pref_label.zh).inline for d in cell.derived)
        return [f"{wording.t('enum.mark.derived')} {wording.join(list(values), 'clause')}", *blanks]
    if cell.kind == "words":
        return [wording.join(list(dict.fromkeys(phrase.zh for phrase in cell.words)), "clause"), *blanks]
    return [wording.t(f"enum.mark.{cell.kind}"), *blanks]


def _figure(wording: Wording, figure: Figure) -> tuple[str, str, str, str]:
    """What the heads of a figure's columns ask for."""
    period = " ".join(wording.period(figure.period)) if figure.period else wording.t("enum.mark.not-stated")
    source = f"{wording.catalogue.sources[figure.source].title.zh} ¶{figure.paragraph}"
    return wording.figure(figure).inline, figure.record.printed, period, source


def _foot(wording: Wording, table: TableView) -> Iterator[list[str]]:
    t, catalogue = wording.t, wording.catalogue
    for column in table.columns:
        if column.verdict:
            reasons = wording.join([t(key) for key in column.verdict.keys])
            yield [f"{t('page.compare.verdict')}：{column.zh}", reasons]
    for id_ in _sources(table):
        source = catalogue.sources[id_]
        dating = source.published or source.written
        when = (dating.date or f"{dating.not_before}—{dating.not_after}") if dating else ""
        yield [t("page.figure.source"), source.title.zh, source.publisher.name.zh, when]
    yield [t("page.compare.caveat")]
    yield [t("page.data.licence"), DATA_LICENCE]


def _sources(table: TableView) -> Iterable[str]:
    return dict.fromkeys(f.source for row in table.rows for cell in row.cells for f in cell.figures)
