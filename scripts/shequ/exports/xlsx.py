"""A comparison table as an Excel workbook: the table, every figure of it, its sources, what to read with it.

In: a `TableView`. Out: bytes, equal for equal input. Text is written as text only: nothing from data is a
formula or a link.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from shequ.derive import source_grade
from shequ.exports.sheet import Sheet, is_plain_number
from shequ.exports.xlsx_format import NARROW, USUAL, WIDE, add_formats, width_of
from shequ.records import Catalogue, Figure
from shequ.tables import CellView, ColumnView, TableView

# Longer text than this no cell can hold.
LONGEST = 32_767
A4 = 9
# Ours are two rows of heads below title, question and legend.
TOP, HEADS = 3, 2
Cell = str | Decimal | None


def table_xlsx(catalogue: Catalogue, table: TableView) -> bytes:
    """The workbook with its four sheets."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = _Book(Workbook(buffer, options), Sheet(catalogue, table))
    book.write_table()
    book.write_figures()
    book.write_sources()
    book.write_notes()
    book.file.close()
    return buffer.getvalue()


class _Book:
    """A workbook in the making."""

    def __init__(self, file: Any, sheet: Sheet) -> None:
        self.file = file
        self.sheet = sheet
        title = sheet.table.record.title
        created = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "315532800")), UTC)
        file.set_properties(
            {
                "title": title.zh,
                "subject": title.en,
                "author": sheet.t("shell.name"),
                "created": created.replace(tzinfo=None),
            }
        )
        self.formats = add_formats(file)

    def write_table(self) -> None:
        """The table as it is shown; values that are exactly one number as numbers."""
        sheet, table = self.sheet, self.sheet.table
        page = self._page("file.table", ())
        own = sheet.row_heads()
        heads = [*own, *(sheet.head(column) for column in table.columns)]
        self._text(page, 0, 0, table.record.title.zh, "title")
        self._text(page, 1, 0, table.record.question.zh, "plain")
        self._text(page, 2, 0, f"≠ {sheet.t('table.legend.apart_file')}", "plain")
        for number, (zh, en) in enumerate(heads):
            self._text(page, TOP, number, zh, "head")
            self._text(page, TOP + 1, number, en, "head_en")
            column = table.columns[number - len(own)] if number >= len(own) else None
            page.set_column(number, number, width_of(column) if column else (WIDE if number == 0 else USUAL))
        for line, row in enumerate(table.rows, TOP + HEADS):
            for number, name in enumerate(sheet.row_names(row)):
                self._text(page, line, number, name, "name" if number == 0 else "text")
            for number, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True), len(own)):
                self._cell(page, line, number, column, cell)
        page.freeze_panes(TOP + HEADS, 1)
        page.repeat_rows(TOP, TOP + HEADS - 1)
        page.repeat_columns(0)

    def write_figures(self) -> None:
        """Every figure with all that makes it what it is, then every computed value."""
        keys = [
            "page.list.kind",
            "page.list.place",
            "page.list.practices",
            "page.figure.label",
            "page.figure.printed",
            "page.figure.reading",
            "page.list.value",
            "page.figure.low",
            "page.figure.high",
            "page.figure.bounds",
            "page.figure.unit",
            "page.figure.period",
            "page.figure.statistic",
            "page.figure.realm",
            "page.figure.definition",
            "page.figure.who_says",
            "page.figure.grade",
            "page.figure.source",
            "page.list.paragraph",
            "page.compare.verdict",
            "page.figure.mark",
            "page.figure.id",
        ]
        rows = [self._figure_row(figure) for figure in self.sheet.figures()]
        rows += [self._derived_row(value) for value in self.sheet.derived_values()]
        self._grid("file.figures", [self.sheet.both(key) for key in keys], rows)

    def write_sources(self) -> None:
        """The sources."""
        keys = (
            "page.source.title",
            "page.source.publisher",
            "page.source.published",
            "page.source.type",
            "page.figure.id",
        )
        rows: list[list[Cell]] = [[*self.sheet.source(id_), id_] for id_ in self.sheet.sources()]
        self._grid("file.sources", [self.sheet.both(key) for key in keys], rows, width=WIDE)

    def write_notes(self) -> None:
        """What to read with the table."""
        keys = ("page.list.items", "page.list.note")
        rows: list[list[Cell]] = [list(note) for note in self.sheet.notes()]
        self._grid("file.notes", [self.sheet.both(key) for key in keys], rows, width=WIDE, last=90)

    def _figure_row(self, figure: Figure) -> list[Cell]:
        sheet, record, reading = self.sheet, figure.record, figure.reading
        t, wording = sheet.t, sheet.wording
        place, practice = sheet.subject(figure)
        return [
            t("page.compare.from_source"),
            place,
            practice,
            sheet.label(figure),
            record.printed,
            wording.figure(figure).inline,
            reading.value,
            reading.low,
            reading.high,
            wording.bounds(figure.strict, wording.unit(figure.unit)),
            wording.unit(figure.unit),
            sheet.period(figure),
            t(f"enum.statistic.{record.statistic}"),
            t(f"enum.realm.{record.realm}"),
            record.counts.zh if record.counts else t("enum.mark.not-stated"),
            t(f"enum.voice.{figure.voice}"),
            source_grade(sheet.catalogue, figure.id),
            sheet.catalogue.sources[figure.source].title.zh,
            Decimal(figure.paragraph),
            self._reasons(figure.id),
            sheet.remarks(figure).strip(),
            figure.id,
        ]

    def _derived_row(self, value: Any) -> list[Cell]:
        sheet, wording = self.sheet, self.sheet.wording
        unit, interval = wording.unit(value.unit), value.interval
        reasons = self._reasons(value.id)
        first = sheet.catalogue.figures[value.inputs[0]]
        point = interval.low if interval.is_point else None
        known = [sheet.t("enum.mark.derived"), *sheet.subject(first), wording.label("metrics", value.metric)]
        told = [
            sheet.derived(value),
            point,
            interval.low,
            interval.high,
            wording.bounds(interval, unit),
            unit,
        ]
        return [*known, "", *told, "", "", "", sheet.formula(value), *[""] * 4, reasons, "", value.id]

    def _cell(self, page: Any, line: int, number: int, column: ColumnView, cell: CellView) -> None:
        """One cell of the table; a figure's printed form, period and place stand in its comment."""
        exact = _exact_number(column, cell)
        if exact is not None:
            look = "computed" if cell.kind == "derived" else "told"
            self._number(page, line, number, exact, look + self._apart(column, cell))
        elif cell.is_filled:
            kind = "derived" if cell.kind == "derived" else "right" if column.kind == "figure" else "text"
            self._text(page, line, number, self.sheet.text(column, cell) + self._apart(column, cell), kind)
        else:
            kind = "none" if column.kind == "field" else "none_right"
            self._text(page, line, number, self.sheet.text(column, cell), kind)
        if comment := self._comment(column, cell):
            page.write_comment(line, number, comment[:LONGEST], {"x_scale": 2.2, "y_scale": 1.4})

    def _apart(self, column: ColumnView, cell: CellView) -> str:
        ids = [figure.id for figure in cell.figures] + [value.id for value in cell.derived]
        return " ≠" if any(column.apart.get(id_) for id_ in ids) else ""

    def _comment(self, column: ColumnView, cell: CellView) -> str:
        sheet = self.sheet
        lines = [
            f"{sheet.wording.quote(f.record.printed)} {sheet.period(f)} {sheet.place(f)}{sheet.remarks(f)}"
            for f in cell.figures
        ]
        lines += [sheet.formula(value) for value in cell.derived]
        ids = [f.id for f in cell.figures] + [v.id for v in cell.derived]
        apart = [self._say_apart(column, id_) for id_ in ids]
        return "\n".join(line + reasons for line, reasons in zip(lines, apart, strict=True))

    def _say_apart(self, column: ColumnView, id_: str) -> str:
        reasons = column.apart.get(id_)
        return f" ≠ {self.sheet.reasons(reasons)}" if reasons else ""

    def _reasons(self, id_: str) -> str:
        """Why a figure or a computed value stands apart in the first column that it stands in."""
        found = (column.apart[id_] for column in self.sheet.table.columns if id_ in column.apart)
        return self.sheet.reasons(next(found, ()))

    def _grid(
        self,
        key: str,
        heads: Sequence[tuple[str, str]],
        rows: Sequence[Sequence[Cell]],
        width: int = NARROW,
        last: int | None = None,
    ) -> None:
        """A plain sheet: two rows of heads, then rows."""
        page = self._page(key, heads)
        page.set_column(0, len(heads) - 1, width)
        if last:
            page.set_column(len(heads) - 1, len(heads) - 1, last)
        for line, row in enumerate(rows, HEADS):
            for number, value in enumerate(row):
                if isinstance(value, Decimal):
                    self._number(page, line, number, value, "told")
                else:
                    self._text(page, line, number, value or "", "text")

    def _page(self, key: str, heads: Sequence[tuple[str, str]]) -> Any:
        """A new sheet, set up for A4 across the sheet."""
        page = self.file.add_worksheet(" ".join(self.sheet.both(key)))
        for number, (zh, en) in enumerate(heads):
            self._text(page, 0, number, zh, "head")
            self._text(page, 1, number, en, "head_en")
        if heads:
            page.freeze_panes(HEADS, 1)
            page.repeat_rows(0, HEADS - 1)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        title = self.sheet.table.record.title.zh.replace("&", "&&")[:100]
        page.set_footer(f"&L{title}&R&P / &N")
        return page

    def _text(self, page: Any, line: int, number: int, text: str, kind: str) -> None:
        page.write_string(line, number, text[:LONGEST], self.formats[kind])

    def _number(self, page: Any, line: int, number: int, value: Decimal, look: str) -> None:
        """A number; a whole one without the point that a format for fractions would leave."""
        whole = " whole" if value == value.to_integral_value() else ""
        page.write_number(line, number, float(value), self.formats[look + whole])


def _exact_number(column: ColumnView, cell: CellView) -> Decimal | None:
    """What a cell holds if that is one exact number in the unit of its column."""
    if len(cell.figures) == 1 and is_plain_number(column, cell.figures[0]):
        return cell.figures[0].reading.value
    if len(cell.derived) == 1 and cell.derived[0].unit == column.unit:
        bounds = cell.derived[0].interval
        return bounds.low if bounds.is_point else None
    return None
