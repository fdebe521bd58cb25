"""Comparison tables as workbooks: numbers as numbers, text as text, nothing made up, equal bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from catalogues import BASE, lay_out
from openpyxl import Workbook, load_workbook

from shequ.catalogue import load, read
from shequ.derive import Derived, derived_values
from shequ.exports.csv import table_csv
from shequ.exports.xlsx import table_xlsx
from shequ.messages import translate
from shequ.quantity import Interval
from shequ.records import Catalogue
from shequ.tables import CellView, build_table

ROOT = Path(__file__).parents[2] / "catalogue"
TABLES = sorted(file.stem for file in (ROOT / "tables").glob("*.yml"))
HOSTILE = ("=cmd|calc!A1", "+1+1", "-1-1", "@SUM(A1)", "https://example.org/a", "{=A1}")


@cache
def real() -> Catalogue:
    """The project's own catalogue."""
    return load(ROOT)[0]


@cache
def workbook(id_: str) -> Workbook:
    """A table's workbook as another program reads it."""
    return load_workbook(io.BytesIO(table_xlsx(real(), build_table(real(), id_))))


def values(book: Workbook) -> list[Any]:
    """Everything in any cell."""
    return [cell.value for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


def known_numbers() -> set[Decimal]:
    """Every value and bound of the catalogue's figures and of what is computed, and every paragraph."""
    found: set[Decimal | None] = set()
    for figure in real().figures.values():
        reading = figure.reading
        found |= {reading.value, reading.low, reading.high, Decimal(figure.paragraph)}
    for value in derived_values(real()):
        found |= {value.interval.low, value.interval.high}
    return {Decimal(repr(float(number))) for number in found if number is not None}


@pytest.mark.parametrize("id_", TABLES)
def test_every_number_stands_in_the_catalogue(id_: str) -> None:
    """No number of a workbook was made on the way."""
    numbers = [v for v in values(workbook(id_)) if isinstance(v, int | float)]
    assert numbers
    assert {Decimal(repr(float(number))) for number in numbers} <= known_numbers()


@pytest.mark.parametrize("id_", TABLES)
def test_every_figure_of_the_table_stands_with_its_printed_form(id_: str) -> None:
    """The sheet of figures has a row for each, with what was printed, the source and the paragraph."""
    page = workbook(id_).worksheets[1]
    rows = {row[-1].value: [cell.value for cell in row] for row in page.iter_rows()}
    table = build_table(real(), id_)
    for figure in table.figures:
        row = rows[figure.id]
        assert figure.record.printed in row
        assert real().sources[figure.source].title.zh in row
        assert figure.paragraph in row


def test_an_exact_figure_is_a_number_and_an_open_one_is_words() -> None:
    """51 can be summed; more than 20,000 cannot, and says so; the comment has what was printed."""
    page = workbook("grids").worksheets[0]
    cells = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value is not None}
    assert cells[51].comment.text.startswith("“51个”")
    assert cells[51].number_format.endswith('" ≠"')
    assert "多于 20,000 人 ≠" in cells
    assert "≠ 与本列" in page["A3"].value


@pytest.mark.parametrize("id_", TABLES)
def test_a_workbook_is_ready_for_a_meeting(id_: str) -> None:
    """Heads in two languages stay in sight and on every sheet of A4; licence and sources are inside."""
    book = workbook(id_)
    assert [page.title for page in book] == ["对比表 Table", "数字 Figures", "来源 Sources", "说明 Notes"]
    table = book.worksheets[0]
    assert (table.freeze_panes, table.print_title_rows, table.print_title_cols) == ("B6", "$4:$5", "$A:$A")
    for page in book:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
    everything = values(book)
    assert "CC-BY-4.0" in everything
    view = build_table(real(), id_)
    heads = [str(cell.value) for cell in table[4]]
    assert [c.zh for c in view.columns if not any(head.startswith(c.zh) for head in heads)] == []
    assert {real().sources[f.source].title.zh for f in view.figures} <= set(everything)


def test_two_workbooks_are_equal_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal input gives equal bytes, whatever the clock says; the date inside is the build's own."""
    table = build_table(real(), "grids")
    first = table_xlsx(real(), table)
    assert first == table_xlsx(real(), table)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    created = load_workbook(io.BytesIO(table_xlsx(real(), table))).properties.created
    assert created is not None
    assert created.year == 2023


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_from_data_is_a_formula_or_a_link(tmp_path: Path, name: str) -> None:
    """A name that a spreadsheet would run or link is text in the workbook, as it is written."""
    entry = (BASE / "communities/yunling/liuan-hetao.yml").read_text("utf-8")
    hostile = entry.replace("zh: 河套社区,", f'zh: "{name}",')
    catalogue, _ = read(lay_out(tmp_path / "c", {"communities/yunling/liuan-hetao.yml": hostile}))
    raw = table_xlsx(catalogue, build_table(catalogue, "basics"))
    book = load_workbook(io.BytesIO(raw))
    assert name in values(book)
    assert not [
        c for page in book for row in page.iter_rows() for c in row if c.data_type == "f" or c.hyperlink
    ]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert not [part for part in archive.namelist() if b"<f>" in archive.read(part)]


@pytest.mark.parametrize("id_", TABLES)
def test_csv_and_workbook_say_the_same(id_: str) -> None:
    """What a cell of words says in one file stands in the other."""
    text = table_csv(real(), build_table(real(), id_)).decode("utf-8-sig")
    page = workbook(id_).worksheets[0]
    words = [c.value for row in page.iter_rows(min_row=6) for c in row if isinstance(c.value, str)]
    said = {line.removesuffix(" ≠") for word in words for line in word.split("\n")}
    assert [line for line in said if line.replace('"', '""') not in text] == []


def small(tmp_path: Path, community: str, columns: str) -> Catalogue:
    """The base case with figures of grids over its first place, and a table of these columns."""
    name = "communities/yunling/liuan-hetao.yml"
    entry = (BASE / name).read_text("utf-8")
    first = "      - {id: grids, metric: grids, printed: 8个, at: ¶5}\n"
    assert first in entry
    table = (BASE / "tables/basics.yml").read_text("utf-8").partition("columns:")[0]
    files = {
        name: entry.replace(first, first + community),
        "tables/basics.yml": f"{table}columns:\n{columns}",
    }
    return read(lay_out(tmp_path / "c", files))[0]


def test_lines_of_a_csv_cell_stay_beside_their_figures(tmp_path: Path) -> None:
    """A figure with nothing to say in a column of its parts has a dash in its line, the first one too."""
    catalogue = small(
        tmp_path,
        "      - {id: grids-2, metric: grids, printed: 9个, at: ¶6,"
        " period: {type: as-of, printed: 2020年}}\n",
        "  - {metric: grids}\n",
    )
    view = build_table(catalogue, "basics")
    apart = {"liuan-hetao/grids-2": ("period-differs",)}
    view = replace(view, columns=(replace(view.columns[0], apart=apart),))
    rows = list(csv.reader(io.StringIO(table_csv(catalogue, view).decode("utf-8-sig"))))
    row = next(row for row in rows if row and row[0] == "河套社区")
    assert row[2:4] == ["8 个\n9 个", "8个\n9个"]
    assert row[6].split("\n") == ["—", "期间不同"]


def test_a_computed_value_that_stands_apart_says_so(tmp_path: Path) -> None:
    """It is a number with ≠, its comment has the reason, and so has its row among the figures."""
    catalogue = small(tmp_path, "", "  - {metric: residents-per-grid}\n")
    inputs = ("liuan-hetao/residents", "liuan-hetao/grids")
    bounds = Interval.exactly(Decimal(775))
    value = Derived("residents-per-grid", "liuan-hetao", bounds, "person", "", inputs, rounded=False)
    view = build_table(catalogue, "basics")
    rows = (replace(view.rows[0], cells=(CellView("derived", derived=(value,)),)), *view.rows[1:])
    column = replace(view.columns[0], apart={value.id: ("level-differs",)})
    book = load_workbook(io.BytesIO(table_xlsx(catalogue, replace(view, columns=(column,), rows=rows))))
    cell = next(c for row in book.worksheets[0].iter_rows() for c in row if c.value == 775)
    assert cell.number_format == '#,##0" ≠"'
    reason = translate("enum.verdict.level-differs", "zh")
    assert reason in cell.comment.text
    [row] = [row for row in book.worksheets[1].iter_rows() if row[-1].value == value.id]
    assert reason in [cell.value for cell in row]


def test_a_refused_column_is_named_whatever_refuses_it(tmp_path: Path) -> None:
    """A metric that is never compared is refused in the notes of both files, as on its page."""
    catalogue = small(tmp_path, "", "  - {metric: households}\n")
    metrics = catalogue.vocabularies.metrics
    generic = metrics | {"households": metrics["households"].model_copy(update={"comparable": False})}
    words = replace(catalogue.vocabularies, metrics=generic)
    changed = replace(catalogue, vocabularies=words)
    view = build_table(changed, "basics")
    assert view.columns[0].verdict is not None
    assert view.columns[0].verdict.reasons == ("generic-metric",)
    said = translate("enum.verdict.generic-metric", "zh")
    assert said in table_csv(changed, view).decode()
    book = load_workbook(io.BytesIO(table_xlsx(changed, view)))
    assert any(said in str(value) for value in values(book))
