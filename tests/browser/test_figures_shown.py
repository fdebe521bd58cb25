"""Figures as a reader meets them: in tables, at home, one click from the source, without scripts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from visit import PHONE, Visit

from published import PublishedSite
from shequ.quantity import Interval
from shequ.records import Figure
from shequ.tables import CellView, build_table

pytestmark = pytest.mark.browser

TABLE = "grids"
COMMUNITY = "nanhu-xiangcheng"
LISTS = ("problems", "practices", "mechanisms", "compare", "metrics", "sources", "communities")
# How a reader is told which way a figure is open; None where the number stands for itself.
QUALIFIERS = {
    "and-more": "多于",
    "more-than": "超过",
    "at-least": "至少",
    "at-most": "至多",
    "less-than": "少于",
    "nearly": "接近",
    "about": "约",
}


def expected_words(cell: CellView) -> list[str]:
    """What a reader must find in a cell, worked out from the figures and not from the page's own wording."""
    if cell.kind == "words":
        return [phrase.zh for phrase in cell.words]
    if cell.kind == "derived":
        return [word for value in cell.derived for word in words_of_interval(value.interval)]
    if cell.kind == "figures":
        return [word for figure in cell.figures for word in words_of_figure(figure)]
    return [{"not-reported": "未报道", "not-applicable": "—", "not-computable": "算不出"}[cell.kind]]


def words_of_interval(interval: Interval) -> list[str]:
    """The ends of a computed value, and the word for a side that is open."""
    ends = [format_number(end) for end in (interval.low, interval.high) if end]
    if not interval.low:
        return [*ends, "少于" if interval.high_open else "至多"]
    return [*ends, *(["多于" if interval.low_open else "至少"] if interval.high is None else [])]


def words_of_figure(figure: Figure) -> list[str]:
    """The printed form, the number read from it and the qualifier's word, and the place in the source."""
    reading = figure.reading
    numbers = [format_number(reading.value)] if reading.value is not None else []
    qualifier = QUALIFIERS.get(reading.qualifier)
    return [figure.record.printed, *numbers, *([qualifier] if qualifier else []), f"¶{figure.paragraph}"]


def format_number(value: Decimal) -> str:
    """Plain digits with separators for thousands."""
    return f"{value.normalize():,f}"


def home_of(figure: Figure) -> str:
    """The page and place that is a figure's own."""
    page = f"practices/{figure.practice}" if figure.practice else f"communities/{figure.community}"
    return f"{page}.html#f-{figure.record.id}"


def test_table_holds_every_figure(visit: Visit, site: PublishedSite) -> None:
    """Row by row and column by column the page says what the table's rows say; what is lacking is named."""
    table = build_table(site.catalogue, TABLE)
    visit.open(f"compare/{TABLE}.html")
    for row in visit.page.locator("details").all():
        row.evaluate("details => (details.open = true)")
    rows = visit.page.locator(".sq-compare tbody tr").all()
    assert len(rows) == len(table.rows) > 0
    for shown, row in zip(rows, table.rows, strict=True):
        name = site.catalogue.communities[row.community].name.zh
        assert name in shown.locator("th").inner_text()
        cells = shown.locator("td").all()
        assert len(cells) == len(row.cells)
        for text, cell in zip([c.text_content() for c in cells], row.cells, strict=True):
            assert [word for word in expected_words(cell) if word not in text] == [], text
    heads = visit.page.locator(".sq-compare thead th").all_text_contents()
    assert [column.zh in head for column, head in zip(table.columns, heads[1:], strict=True)] == [True] * len(
        table.columns
    )


def test_table_is_not_vacuous(site: PublishedSite) -> None:
    """The table looked at has an open figure, an exact one, a derived one, words and a lack."""
    cells = [cell for row in build_table(site.catalogue, TABLE).rows for cell in row.cells]
    assert {"figures", "derived", "words"} <= {cell.kind for cell in cells}
    assert {"exact", "and-more"} <= {f.reading.qualifier for cell in cells for f in cell.figures}


def test_every_figure_of_a_table_leads_to_its_card(visit: Visit, site: PublishedSite) -> None:
    """A click on a value opens the page on which the figure is at home, at the figure."""
    figures = [f for row in build_table(site.catalogue, TABLE).rows for c in row.cells for f in c.figures]
    visit.open(f"compare/{TABLE}.html")
    links = visit.page.locator(".sq-compare td a[href*='#f-']:not(details a)").all()
    addresses = [link.evaluate("link => link.href") for link in links]
    assert addresses == [visit.root + home_of(figure) for figure in figures]
    for address in dict.fromkeys(addresses):
        visit.open(address.removeprefix(visit.root))
        assert visit.page.locator(":target").count() == 1, address


def test_files_can_be_downloaded(visit: Visit, site: PublishedSite) -> None:
    """The links above the table lead to the files with the same figures."""
    visit.open(f"compare/{TABLE}.html")
    links = visit.page.locator("a[download]").all()
    files = [f"compare/{TABLE}.xlsx", f"compare/{TABLE}.csv"]
    assert [link.evaluate("link => link.href") for link in links] == [visit.root + file for file in files]
    assert set(files) <= site.files.keys()
    assert "2万余人" in site.files[f"compare/{TABLE}.csv"].decode("utf-8-sig")


@pytest.mark.parametrize("width", [1280, PHONE])
def test_head_and_first_column_stay_in_sight(visit: Visit, width: int) -> None:
    """Scrolled within its frame, a long and wide table keeps its head on top and its places at the side."""
    visit.open(f"compare/{TABLE}.html")
    visit.resize(width)
    told: dict[str, Any] = visit.measure("scrollTable")
    assert all(amount > 100 for amount in told["scrolled"])
    assert told["after"]["head"] == pytest.approx(1, abs=1.5)
    assert told["after"]["side"] == pytest.approx(1, abs=1.5)
    assert told["covers"], "rows shine through the head"


@pytest.fixture(params=["community", "practice"])
def figures(request: pytest.FixtureRequest, site: PublishedSite) -> list[Figure]:
    """All figures that are at home on one page: of the place itself, or of a practice."""
    practice = f"{COMMUNITY}/red-property-1433" if request.param == "practice" else None
    found = site.catalogue.figures_of(COMMUNITY, practice)
    assert len(found) > 3
    return found


def test_every_figure_is_one_click_from_its_paragraph(visit: Visit, figures: list[Figure]) -> None:
    """Each figure shows its printed form and what it reads as; its source opens at the paragraph."""
    for figure in figures:
        visit.open(home_of(figure))
        tile = visit.page.locator(f"[id='f-{figure.record.id}']")
        text = tile.text_content() or ""
        assert [word for word in words_of_figure(figure) if word not in text] == []
        tile.locator("a.sq-ref").first.click()
        visit.page.wait_for_load_state("load")
        assert visit.path == f"sources/{figure.source}.html#p{figure.paragraph}"
        paragraph = visit.page.locator(":target")
        paragraph.wait_for()
        assert figure.record.printed in (paragraph.text_content() or "")
        assert is_in_view(paragraph)


def is_in_view(element: Any) -> bool:
    """Whether an element's top lies within the window, below the header that stays."""
    box = element.bounding_box()
    head = element.page.locator(".sq-header").bounding_box()
    return bool(box) and head["y"] + head["height"] - 1 <= box["y"] < 800


def test_cards_open_by_keyboard(visit: Visit, figures: list[Figure]) -> None:
    """Tab reaches a figure's card, Enter opens it and closes it again."""
    visit.open(home_of(figures[0]).partition("#")[0])
    tile = visit.page.locator(f"[id='f-{figures[0].record.id}']")
    tile.locator("a.sq-ref").first.focus()
    for _ in range(4):
        if visit.page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
        visit.page.keyboard.press("Tab")
    card = tile.locator("details")
    for is_open in (True, False):
        visit.page.keyboard.press("Enter")
        assert card.evaluate("card => card.open") is is_open
        assert card.locator("dl").is_visible() is is_open


def test_marks_of_derived_and_self_reported(visit: Visit, site: PublishedSite) -> None:
    """A computed value has its formula and inputs; a figure the implementer reports of itself says so."""
    visit.open(f"communities/{COMMUNITY}.html")
    derived = visit.page.locator(".sq-fig.sq-derived").first
    assert "推算" in (derived.text_content() or "")
    assert "÷" in (derived.text_content() or "")
    assert derived.locator("dl a[href*='#f-']").count() >= 2
    own = [f for f in site.catalogue.figures_of(COMMUNITY) if f.voice == "implementer"]
    assert own
    assert "自述" in (visit.page.locator(f"[id='f-{own[0].record.id}']").text_content() or "")


def test_site_without_javascript(begin, root: str, site: PublishedSite) -> None:
    """With scripts off the pages read in full, the cards open, and every list is a link away."""
    visit = begin(root, java_script_enabled=False)
    visit.open(f"communities/{COMMUNITY}.html")
    record = site.catalogue.communities[COMMUNITY]
    text = visit.page.locator("article").text_content() or ""
    assert record.summary.zh in text
    assert [p.name.zh for p in record.practices if p.name.zh not in text] == []
    assert [f.id for f in site.catalogue.figures_of(COMMUNITY) if f.record.printed not in text] == []
    card = visit.page.locator("article details").first
    card.locator("summary").click()
    assert card.locator("dd").first.is_visible()
    for name in LISTS:
        visit.open("about.html")
        link = visit.page.locator(f".sq-nav__bar a[href$='{name}/index.html']")
        if not link.is_visible():
            visit.page.locator(".sq-nav__bar summary").click()
        link.click()
        assert visit.path == f"{name}/index.html"
        assert visit.page.locator("article a").count() > 0


def test_every_figure_of_the_catalogue_stands_on_its_page(site: PublishedSite) -> None:
    """No figure is left out: each has a tile with its id on the page that is its home."""
    missing = [
        figure.id
        for figure in site.catalogue.figures.values()
        if home_of(figure).partition("#")[2] not in site.pages[home_of(figure).partition("#")[0]].ids
    ]
    assert missing == []
