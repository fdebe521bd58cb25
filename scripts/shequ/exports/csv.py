"""A comparison table as CSV, with its question, sources, caveats and licence inside.

In: a `TableView`. Out: UTF-8 bytes with a BOM (Excel reads Chinese only so). No cell can act as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from shequ.codebook import Lang
from shequ.exports.dataset import DATA_LICENCE
from shequ.exports.plain import format_decimal
from shequ.messages import translate
from shequ.quantity import Interval
from shequ.records import Catalogue, Figure
from shequ.tables import CellView, TableView

# A spreadsheet takes a cell that begins with one of these as a formula or a command.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_csv(catalogue: Catalogue, table: TableView) -> bytes:
    """One row a place; each figure as it reads, its printed form and its source in columns of their own."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _rows(catalogue, table):
        writer.writerow([disarm(cell) for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def disarm(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return "'" + cell if cell.startswith(_ACTIVE) else cell


def _rows(catalogue: Catalogue, table: TableView) -> Iterator[list[str]]:
    yield [table.record.title.zh]
    yield [translate("page.compare.question", "zh"), table.record.question.zh]
    yield []
    heads = [translate("page.list.place", "zh")]
    for column in table.columns:
        unit = catalogue.vocabularies.units[column.unit].pref_label.zh if column.unit else ""
        heads += [f"{column.zh}（{unit}）" if unit else column.zh]
        if column.kind == "figure":
            heads += [translate("page.figure.printed", "zh"), translate("page.figure.source", "zh")]
    yield heads
    for row in table.rows:
        cells = [catalogue.communities[row.community].name.zh]
        for column, cell in zip(table.columns, row.cells, strict=True):
            cells += _cells(catalogue, cell, column.kind == "figure")
        yield cells
    yield []
    for column in table.columns:
        if column.verdict:
            verdict = "、".join(translate(key, "zh") for key in column.verdict.keys)
            yield [f"{translate('page.compare.verdict', 'zh')}：{column.zh}", verdict]
    used = dict.fromkeys(f.source for row in table.rows for cell in row.cells for f in cell.figures)
    for id_ in used:
        source = catalogue.sources[id_]
        dating = source.published or source.written
        when = (dating.date or f"{dating.not_before}—{dating.not_after}") if dating else ""
        yield [translate("page.figure.source", "zh"), source.title.zh, source.publisher.name.zh, when]
    yield [translate("page.compare.caveat", "zh")]
    yield [translate("page.data.licence", "zh"), DATA_LICENCE]


def _cells(catalogue: Catalogue, cell: CellView, with_source: bool) -> list[str]:
    if cell.kind == "words":
        return ["；".join(dict.fromkeys(phrase.zh for phrase in cell.words))]
    if cell.kind == "derived" and cell.derived:
        return [f"{translate('enum.mark.derived', 'zh')} {say_interval(cell.derived.interval)}"]
    if cell.kind == "figures":
        figures = cell.figures
        source = "；".join(f"{catalogue.sources[f.source].title.zh} ¶{f.paragraph}" for f in figures)
        return [
            "；".join(say_value(f) for f in figures),
            "；".join(f.record.printed for f in figures),
            source,
        ]
    return [translate(f"enum.mark.{cell.kind}", "zh"), *([""] * (2 if with_source else 0))]


def say_value(figure: Figure) -> str:
    """The figure's value with its qualifier in words; words where it has no number."""
    reading = figure.reading
    if reading.value is None and reading.low is None:
        return figure.record.printed
    if reading.qualifier == "range":
        return f"{format_decimal(reading.low)}—{format_decimal(reading.high)}"
    word = "" if reading.qualifier in ("none",) else translate(f"enum.qualifier.{reading.qualifier}", "zh")
    return f"{word}{format_decimal(reading.value)}"


def say_interval(interval: Interval, lang: Lang = "zh") -> str:
    """An interval in words: a point, a range, or one bound with its openness."""
    low, high = format_decimal(interval.low), format_decimal(interval.high)
    if interval.low is not None and interval.low == interval.high:
        return str(low)
    space = " " if lang == "en" else ""
    if interval.high is None:
        word = "more-than" if interval.low_open else "at-least"
        return f"{translate(f'enum.qualifier.{word}', lang)}{space}{low}"
    if not interval.low:
        word = "less-than" if interval.high_open else "at-most"
        return f"{translate(f'enum.qualifier.{word}', lang)}{space}{high}"
    return f"{low}—{high}"
