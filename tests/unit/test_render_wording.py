"""How values read: the golden list of figures, of bounds, of periods and of addresses."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from shequ.catalogue import read
from shequ.model import Community
from shequ.quantity import Interval
from shequ.records import Catalogue, Figure, ResolvedPeriod
from shequ.render.address import external_url, page_path, url_for
from shequ.render.dating import say_briefly, say_days
from shequ.render.wording import Wording, compact_dates
from shequ.vocabulary import Vocabularies

REPOSITORY = Path(__file__).parents[2]


@cache
def vocabularies() -> Vocabularies:
    """The vocabularies of the real catalogue."""
    return read(REPOSITORY / "catalogue")[0].vocabularies


def make_figure(**observation: Any) -> tuple[Catalogue, Figure]:
    """A catalogue with one figure."""
    record = Community.model_validate(
        {
            "sources": ["s-2020"],
            "name": {"zh": "某社区", "en": "A community"},
            "level": "community",
            "summary": {"zh": "一个社区。"},
            "observations": [{"id": "x", "at": "¶1", **observation}],
        }
    )
    catalogue = Catalogue(communities={"c": record}, vocabularies=vocabularies())
    return catalogue, catalogue.figures["c/x"]


FIGURES = [
    ({"metric": "resident-population", "printed": "2万余人"}, "多于 20,000 人", "more than 20,000 people"),
    ({"metric": "youth-population", "printed": "三四千名"}, "3,000–4,000 人", "3,000–4,000 people"),
    ({"metric": "migrant-population", "printed": "1.2万人"}, "12,000 人", "12,000 people"),
    ({"metric": "property-fee-collection-rate", "printed": "90%以上"}, "至少 90%", None),
    ({"metric": "area", "printed": "8.5平方公里"}, "8.5 平方公里", "8.5 square kilometres"),
    ({"metric": "grids", "printed": "12个"}, "12 个", "12 grids"),
    ({"metric": "buildings", "printed": "206幢"}, "206 幢", "206 buildings"),
    ({"metric": "tally-events", "printed": "第8期", "value_type": "ordinal"}, "第 8 期", None),
    ({"metric": "tally-people", "printed": "全部", "value_type": "universal"}, "全部", None),
    ({"metric": "grid-members", "printed": "数名", "value_type": "worded"}, "数名", None),
    ({"metric": "tally-duration", "printed": "多年", "value_type": "worded"}, "多年", None),
    ({"metric": "serious-incidents", "printed": "未发生", "value_type": "none"}, "没有", None),
    ({"metric": "tally-money", "printed": "1166.5379万元"}, "11,665,379 元", "11,665,379 yuan (CNY)"),
    ({"metric": "tally-people", "printed": "将近700名"}, "接近 700 人", None),
    ({"metric": "tally-people", "printed": "约30人"}, "约 30 人", None),
    ({"metric": "tally-people", "printed": "超过500人"}, "超过 500 人", None),
    ({"metric": "households", "printed": "3000户以内"}, "至多 3,000 户", None),
    (
        {"metric": "grid-heads", "printed": "1名", "statistic": "each", "each_of": {"unit": "grid"}},
        "每网格 1 人",
        None,
    ),
    (
        {"metric": "property-companies-brought-in", "printed": "1家", "realm": "agreed"},
        "1 家（已议定）",
        None,
    ),
]


@pytest.mark.parametrize(
    ("observation", "zh", "en"), FIGURES, ids=lambda v: v.get("printed") if type(v) is dict else ""
)
def test_a_figure_reads_as_its_words_are_to_be_taken(
    observation: dict[str, Any], zh: str, en: str | None
) -> None:
    """Qualifier in words, thousands separators, unit; words where there is no number."""
    catalogue, figure = make_figure(**observation)
    assert Wording(catalogue, "zh").figure(figure).inline == zh
    if en:
        assert Wording(catalogue, "en").figure(figure).inline == en


def test_parts_of_a_shown_value() -> None:
    """A tile gets qualifier, number and unit apart, and is told what has no number."""
    catalogue, figure = make_figure(metric="resident-population", printed="2万余人")
    shown = Wording(catalogue, "zh").figure(figure)
    assert (shown.qualifier, shown.number, shown.unit, shown.is_words) == ("多于", "20,000", "人", False)
    catalogue, figure = make_figure(metric="tally-people", printed="大部分", value_type="worded")
    assert Wording(catalogue, "zh").figure(figure).is_words


CLASSIFIERS = [
    ({"metric": "design-count", "printed": "三支"}, "3 支", "3 项"),
    ({"metric": "tally-organisations", "printed": "15家"}, "15 家", "15 个"),
    ({"metric": "tally-facilities", "unit": "device", "printed": "三百余盏"}, "多于 300 盏", "多于 300 台"),
    ({"metric": "tally-people", "printed": "将近700名"}, "接近 700 名", "接近 700 人"),
    ({"metric": "design-count", "printed": "四大"}, "4 项", "4 项"),
    ({"metric": "tally-money", "printed": "5万块钱"}, "50,000 元", "50,000 元"),
    ({"metric": "property-fee-collection-rate", "printed": "90%以上"}, "至少 90%", "至少 90%"),
]


@pytest.mark.parametrize(("observation", "printed", "plain"), CLASSIFIERS)
def test_a_figure_keeps_its_classifier_by_itself(
    observation: dict[str, Any], printed: str, plain: str
) -> None:
    """By itself a figure has the classifier as printed, if its unit knows it; in a column the unit's word."""
    catalogue, figure = make_figure(**observation)
    wording = Wording(catalogue, "zh")
    assert wording.figure(figure, as_printed=True).inline == printed
    assert wording.figure(figure).inline == plain


def test_a_number_without_end_is_cut_short_and_says_so() -> None:
    """A third is about 33.33 per cent, and so is an interval that is no wider than its rounding."""
    catalogue, figure = make_figure(metric="green-space-share", printed="三分之一", unit="percent")
    assert Wording(catalogue, "zh").figure(figure).inline == "≈ 33.33%"
    wording = Wording(Catalogue(vocabularies=vocabularies()), "zh")
    assert wording.interval(interval("8.0833", "8.0834", True, True), "人").inline == "≈ 8.083 人"
    assert wording.interval(interval("8", "9", True, True), "人").inline == "8–9 人"


def test_one_has_a_singular_in_english() -> None:
    """1 person, 2 people; Chinese has one word for both."""
    words = vocabularies()
    person = words.units["person"].model_copy(update={"singular": "person"})
    catalogue = Catalogue(vocabularies=replace(words, units={**words.units, "person": person}))
    assert Wording(catalogue, "en").unit("person", Decimal(1)) == "person"
    assert Wording(catalogue, "en").unit("person", Decimal(2)) == "people"
    assert Wording(catalogue, "zh").unit("person", Decimal(1)) == "人"


PERIODS = [
    (("cumulative-since", "2018-01-01", None, False), "自 2018 年起", "自 2018 年起", "since 2018"),
    (("cumulative-since", "2018-04-01", None, False), "自 2018-04 起", "自 2018-04 起", "since 2018-04"),
    (
        ("cumulative-since", None, "2023-03-21", False),
        "截至 2023-03-21",
        "截至 2023-03-21",
        "until 2023-03-21",
    ),
    (("by", None, "2020-12-31", False), "不晚于 2020-12-31", "不晚于 2020-12-31", "by 2020-12-31"),
    (("during", "2018-01-01", "2018-12-31", False), "2018 年", "2018 年", "2018"),
    (("during", "2018-04-01", "2018-04-30", False), "2018-04", "2018-04", "2018-04"),
    (("as-of", "2019-05-05", "2019-05-31", True), "2019-05-05 至 05-31 之间", "约 2019-05", "about 2019-05"),
    (
        ("as-of", "2021-01-01", "2022-05-18", True),
        "2021-01-01 至 2022-05-18 之间",
        "约 2021 至 2022 年",
        None,
    ),
    (("as-of", "2020-01-01", "2020-08-07", True), "2020-01-01 至 08-07 之间", "约 2020 年", "about 2020"),
    (("every", None, None, False), "", "", ""),
]


@pytest.mark.parametrize(("period", "days", "brief", "english"), PERIODS)
def test_periods_are_told_in_words(
    period: tuple[Any, ...], days: str, brief: str, english: str | None
) -> None:
    """Open periods say so; bounds of a time not known more closely say that they are only bounds."""
    type_, start, end, uncertain = period
    resolved = ResolvedPeriod(type_, "x", start, end, "resolved", uncertain)
    zh, en = (Wording(Catalogue(vocabularies=vocabularies()), lang) for lang in ("zh", "en"))
    assert say_days(zh, resolved) == days
    assert say_briefly(zh, resolved) == brief
    assert english is None or say_briefly(en, resolved) == english


def interval(low: str | None, high: str | None, low_open: bool = False, high_open: bool = False) -> Interval:
    """An interval from its ends as printed."""
    return Interval(low and Decimal(low), high and Decimal(high), low_open, high_open)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown", "bounds"),
    [
        (
            interval("0", "4.85", True, True),
            "少于 4.85 人/千人",
            "多于 0 人/千人（不含）；少于 4.85 人/千人（不含）",
        ),
        (interval(None, "471"), "至多 471 人/千人", "至多 471 人/千人（含）"),
        (interval("20000", None, True), "多于 20,000 人/千人", "多于 20,000 人/千人（不含）"),
        (interval("90", None), "至少 90 人/千人", "至少 90 人/千人（含）"),
        (interval("131.25", "131.25"), "131.25 人/千人", "就是 131.25 人/千人"),
        (
            interval("3000", "4000"),
            "3,000–4,000 人/千人",
            "至少 3,000 人/千人（含）；至多 4,000 人/千人（含）",
        ),
    ],
)
def test_intervals(value: Interval, shown: str, bounds: str) -> None:
    """A computed value shows the bound that says something; its bounds tell open ends from closed ones."""
    wording = Wording(Catalogue(vocabularies=vocabularies()), "zh")
    assert wording.interval(value, "人/千人").inline == shown
    assert wording.bounds(value, "人/千人") == bounds
    assert wording.bounds(None, "人") == "来源只说大约，没有界限"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2019-07-15", "2019-07-15", "2019-07-15"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2020-07-01", "2020-07-30", "2020-07-01—2020-07-30"),
        ("2019-03-01", "2019-03-28", "2019-03-01—2019-03-28"),
        ("2020-02-01", "2020-02-28", "2020-02-01—2020-02-28"),
        ("2021-01-01", None, "2021—"),
        (None, "2020-12-31", "—2020-12-31"),
        ("2019-05-05", "2019-05-11", "2019-05-05—2019-05-11"),
        (None, None, ""),
    ],
)
def test_dates_are_told_the_shortest_way(start: str | None, end: str | None, shown: str) -> None:
    """A whole year or month is told as such, everything else in full."""
    assert compact_dates(start, end, "—") == shown


def test_shares_never_round_to_all_or_none() -> None:
    """One of a thousand is not 0%, all but one is not 100%, and nothing of nothing is no share."""
    wording = Wording(Catalogue(), "zh")
    assert [wording.percent(*pair) for pair in ((1, 1000), (999, 1000), (1000, 1000), (0, 5), (1, 3))] == [
        "1%",
        "99%",
        "100%",
        "0%",
        "33%",
    ]
    assert wording.percent(0, 0) == "无"


def test_english_marks_what_is_only_chinese() -> None:
    """Where no English exists the Chinese is shown as Chinese, and is escaped."""
    from shequ.model import Text

    wording = Wording(Catalogue(), "en")
    assert wording.words(Text(zh="一<b>", en=None)) == '<span lang="zh-Hans">一&lt;b&gt;</span>'
    assert wording.words(Text(zh="一", en="one<b>")) == "one<b>"


def test_addresses() -> None:
    """Links are relative to the page they stand on, at any depth."""
    assert page_path("practice", "c/p") == "practices/c/p.html"
    assert url_for("metric", "grids", "practices/c/p.html") == "../../metrics/grids.html"
    assert url_for("practice", "c/p", "index.html", "f-x") == "practices/c/p.html#f-x"
    assert url_for("source", "s", "sources/s.html", "p9") == "#p9"
    assert url_for("home", "", "communities/c.html") == "../index.html"


def test_external_addresses() -> None:
    """Only http and https with a host may be linked."""
    assert external_url("https://example.org/x?a=1&b=2") == "https://example.org/x?a=1&b=2"
    for bad in (None, "", "javascript:alert(1)", "https:", "//example.org", "ftp://example.org", "http://[x"):
        assert external_url(bad) is None
