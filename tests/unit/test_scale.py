"""Figures on one scale: what may stand together, and what a gap looks like, over the real data."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from catalogues import BASE, lay_out

from shequ.catalogue import load, read
from shequ.derive import Derived
from shequ.quantity import Interval
from shequ.render.chart import Chart
from shequ.render.edition import Edition
from shequ.render.scale import draw_scale, draw_sum

CATALOGUE = Path(__file__).parents[2] / "catalogue"


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The catalogue as it is."""
    return Edition(load(CATALOGUE)[0], "zh")


def texts(chart: Chart) -> list[str]:
    """Every text of a drawing."""
    return [e.text or "" for e in ElementTree.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_district_is_not_drawn_among_communities(edition: Edition) -> None:
    """Population: communities stand on one scale; the district is counted as left out."""
    chart = draw_scale(edition, edition.index.figures_by_metric["resident-population"])
    assert chart is not None
    assert "镇海区" not in texts(chart)
    assert "湘城社区" in texts(chart)
    assert "另有 1 个" in chart.key


def test_two_places_are_no_picture(edition: Edition) -> None:
    """Fewer than three places are not drawn."""
    figures = edition.index.figures_by_metric["resident-population"][:2]
    assert draw_scale(edition, figures) is None


def test_computed_values_of_a_compound_are_not_drawn_among_communities() -> None:
    """What may not be compared stands on no scale, computed or printed."""
    small = Edition(read(BASE)[0], "zh")
    inputs = ("liuan-hetao/residents", "liuan-hetao/households")
    bounds = Interval.exactly(Decimal(3))
    places = ("liuan-hetao", "liuan-hetao", "liuan-hetao", "liuan-meiyuan")
    alike = [Derived("m", place, bounds, "person", "", inputs, rounded=False) for place in places]
    assert draw_scale(small, (), alike[1:]) is None
    chart = draw_scale(small, (), alike)
    assert chart is not None
    assert "梅苑小区" not in texts(chart)


def test_a_sum_that_falls_short_shows_its_gap(edition: Edition) -> None:
    """4515 beside 4008 and 503 leaves 4, in words and in vermilion."""
    [found] = [c for c in edition.index.contradictions if c.code == "SQ402"]
    chart = draw_sum(edition, found)
    assert chart is not None
    assert texts(chart)[3:] == ["差", "4,515 件", "4,008 件", "503 件", "4 件"]
    assert "var(--sq-vermilion)" in chart.svg


def test_other_contradictions_are_not_sums(edition: Edition) -> None:
    """Only parts of a total are drawn as such."""
    others = [c for c in edition.index.contradictions if c.code != "SQ402"]
    assert others
    assert not any(draw_sum(edition, found) for found in others)


@pytest.mark.parametrize(("printed", "is_drawn"), [("200件", True), ("200余件", False), ("200多件", False)])
def test_only_exact_numbers_leave_a_gap_that_can_be_drawn(
    tmp_path: Path, printed: str, is_drawn: bool
) -> None:
    """Parts that fall short of an open or near total differ by no one number, and none is drawn."""
    place = "communities/yunling/liuan-hetao.yml"
    entry = (BASE / place).read_text("utf-8")
    rate = "  - {type: rate, rate: closing-rate-2020"
    entry = entry.replace(
        rate,
        "  - {type: partition, total: all-2020, parts: [a-2020, b-2020],"
        " exhaustive: true, basis: stated}\n" + rate,
    )
    first = "      - {id: reported-2020,"
    rows = [("all", printed), ("a", "100件"), ("b", "50件")]
    period = "period: {type: during, printed: 2020年}"
    added = "".join(
        f"      - {{id: {id_}-2020, metric: matters-reported, printed: {of}, at: ¶7, {period}}}\n"
        for id_, of in rows
    )
    catalogue, _ = read(lay_out(tmp_path / "c", {place: entry.replace(first, added + first)}))
    small = Edition(catalogue, "zh")
    [found] = [c for c in small.index.contradictions if c.code == "SQ402"]
    assert (draw_sum(small, found) is not None) is is_drawn
