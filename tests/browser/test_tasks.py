"""Ten things an official comes for, done from the unpacked zip without a network, with the clicks each takes.

Each test begins on the first page, reads what is in sight and clicks on words; nothing goes by its path.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from official import Official
from openpyxl import load_workbook

pytestmark = pytest.mark.browser

NAV = ".sq-nav"


@pytest.fixture
def official(begin, roots: dict[str, str]) -> Official:
    """Somebody at the first page of the folder, offline."""
    return Official(begin(roots["file"]))


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every sheet of a PDF as Chromium writes it, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def test_what_was_done_about_charging_cables_and_is_it_finished(official: Official) -> None:
    """飞线充电: one click from the first page; what is finished stands apart from what is under way."""
    official.follow("飞线充电")
    rows = [row.inner_text() for row in official.page.locator("article table tbody tr").all()]
    finished = next(i for i, row in enumerate(rows) if row.startswith("已完成或已结束"))
    planned = next(i for i, row in enumerate(rows) if "尚未完成" in row)
    assert any("停车棚" in row and "新苑一居" in row and "已完成" in row for row in rows[finished:planned])
    assert any("充电桩" in row and "泾川县" in row and "推进中" in row for row in rows[planned:])
    assert "花多少钱" in official.text()
    assert official.clicks == 1


def test_what_88_78_per_cent_means_and_whether_it_adds_up(official: Official) -> None:
    """Typed into the search, the number leads to its figure; the page says what does not fit and why."""
    official.search("88.78")
    assert official.page.locator(":target").inner_text().count("88.78")
    text = official.text()
    assert "4,515" in text
    assert "4,008" in text
    assert "除以" in text
    assert "88.77" in text
    assert official.clicks == 1


def test_the_property_table_as_a_workbook(official: Official, tmp_path: Path) -> None:
    """Three clicks to a workbook that opens, with the table, its figures, sources, caveats and licence."""
    official.follow("对比", within=NAV)
    official.follow("红色物业与物业安排")
    book = load_workbook(official.download("XLSX", tmp_path))
    everything = " ".join(
        str(cell)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    )
    assert len(book.sheetnames) >= 4
    assert "90%以上" in everything
    assert "“四维合力”打造幸福家园" in everything
    assert "CC BY 4.0" in everything
    assert official.clicks == 3


def test_the_property_table_on_paper(official: Official, tmp_path: Path) -> None:
    """Two clicks, then print: wide sheets of A4, every row whole, with its notes and sources."""
    official.follow("对比", within=NAV)
    official.follow("红色物业与物业安排")
    rows = official.page.locator("article table tbody tr").count()
    printed = sheets(official.print(tmp_path / "table.pdf"))
    assert 1 <= len(printed) <= 8
    assert all(width > height for width, height in printed)
    official.page.emulate_media(media="print")
    official.page.set_viewport_size({"width": 1050, "height": 700})  # landscape A4 less its margins
    assert official.page.locator("article table tbody tr").locator("visible=true").count() == rows > 10
    frame = official.page.locator("article .sq-scroll").first
    assert frame.evaluate(
        "f => [f.scrollHeight > f.clientHeight + 1, f.scrollWidth > f.clientWidth + 1]"
    ) == [False, False]
    assert official.page.get_by_role("heading", name="来源").first.is_visible()
    assert official.clicks == 2


def test_who_listens_to_residents_on_a_fixed_day(official: Official) -> None:
    """Two clicks: days of the month stand beside who calls and how matters are closed."""
    official.follow("对比", within=NAV)
    official.follow("议事协商")
    row = official.page.locator("article table tbody tr", has_text="民情民意恳谈会").first.inner_text()
    assert "每月16日" in row
    assert "2011年" in row
    assert "销号" in row
    other = official.page.locator("article table tbody tr", has_text="居民说事日").first.inner_text()
    assert "每月15日" in other
    assert official.clicks == 2


def test_how_many_grid_staff_for_a_thousand_residents_and_how_it_is_computed(official: Official) -> None:
    """The place by search, the formula by one more click: less than 4.85, from 97 and more than 20,000."""
    official.search("湘城社区")
    tile = official.page.locator(".sq-derived", has_text="4.85").first
    assert "少于" in tile.inner_text()
    official.clicks += 1
    tile.locator("summary").first.click()
    text = tile.inner_text()
    assert "÷" in text
    assert "97" in text
    assert "2万余人" in text
    assert official.clicks == 2


def test_what_is_not_finished_yet(official: Official) -> None:
    """Two clicks to everything that is proposed, planned or under way; nothing that runs is among it."""
    official.follow("对比", within=NAV)
    official.follow("还在准备和推进的")
    rows = official.page.locator("article table tbody tr").all_inner_texts()
    assert len(rows) >= 10
    assert any("商议中" in row for row in rows)
    assert not any("\t运行中" in row for row in rows)
    assert official.clicks == 2


def test_who_says_so_and_where(official: Official) -> None:
    """From a figure to the paragraph of its source, with publisher and date: one click beyond the place."""
    official.search("湘城社区")
    tile = official.page.locator(".sq-fig", has_text="2万余人").first
    official.clicks += 1
    tile.get_by_role("link", name="¶9").first.click()
    official.page.wait_for_load_state("load")
    assert "2万余人" in official.page.locator(":target").inner_text()
    text = official.text()
    assert "嘉兴日报" in text
    assert "2019-07-15" in text
    assert official.clicks == 2


def test_how_well_is_a_mechanism_supported(official: Official) -> None:
    """Two clicks: the level of evidence with its reason and next step, what it takes, what nobody tells."""
    official.follow("机制", within=NAV)
    official.follow("居民自治互助站")
    text = official.text()
    assert "E1" in text
    assert "要升一级" in text
    for heading in ("怎么起作用", "需要什么", "要留意什么", "来源没有说的"):
        assert official.page.get_by_role("heading", name=heading).first.is_visible()
    assert official.clicks == 2


def test_places_of_my_kind(official: Official) -> None:
    """Two clicks to the places of one kind of settlement, each with its county."""
    official.follow("社区", within=NAV)
    official.follow("拆迁安置")
    target = official.page.locator(":target").first
    section = target.evaluate("e => (e.closest('section, li, details') || e.parentElement).innerText")
    assert "湘城社区" in section
    assert official.clicks == 2


def test_the_same_page_for_a_visitor_who_reads_english(official: Official) -> None:
    """The language switch keeps the page; names and words are English, the figure is the same."""
    official.search("民情民意恳谈会")
    official.follow("English", within="header")
    assert official.page.locator("html").get_attribute("lang") == "en"
    assert "Residents' hearing" in official.page.locator("h1").inner_text().replace("’", "'")
    assert "16" in official.text()
    assert official.clicks == 2


def test_take_everything_along(official: Official) -> None:
    """Three clicks to the whole data set, with sources and licence inside; from a folder it opens as text."""
    official.open("更多", within=NAV)
    official.follow("数据下载", within=NAV)
    official.follow("JSON")
    data = json.loads(official.page.locator("pre").inner_text())
    assert data["licence"] == "CC-BY-4.0"
    assert len(data["observations"]) > 100
    assert data["sources"]
    assert official.clicks == 3


def test_a_table_for_a_program(official: Official, tmp_path: Path) -> None:
    """Three clicks to a CSV that a spreadsheet and a program read, with printed forms and sources."""
    official.follow("对比", within=NAV)
    official.follow("网格怎么配")
    text = official.download("CSV", tmp_path).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert any("2万余人" in row for row in rows)
    assert official.clicks == 3
