"""One printed figure is read with its value, bounds, qualifier and measure word, or refused with a reason."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.quantity import CLASSIFIERS, Interval, Qualifier, QuantityError, parse_quantity

FIGURES = Path(__file__).parent / "data" / "figures.tsv"


def read_figures() -> list[dict[str, str]]:
    """Read the golden table: real figures with the paragraph they stand in."""
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def write_interval(interval: Interval | None) -> str:
    """Write an interval as the golden table does: (20000,30000), [90,), - for none."""
    if interval is None:
        return "-"
    low, high = ("" if bound is None else str(bound) for bound in (interval.low, interval.high))
    return f"{'(' if interval.low_open else '['}{low},{high}{')' if interval.high_open else ']'}"


def test_the_golden_table_is_large_enough() -> None:
    """The table holds 150 figures or more of all five texts, so that its rows prove something."""
    rows = read_figures()
    assert len(rows) >= 150
    assert {row["place"][:3] for row in rows} == {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize("row", read_figures(), ids=lambda row: f"{row['place']} {row['printed']}")
def test_real_figures(row: dict[str, str]) -> None:
    """Each real figure has the value, qualifier, measure word, step and bounds of the golden table."""
    found = parse_quantity(row["printed"])
    assert {
        "value": "-" if found.value is None else str(found.value),
        "qualifier": found.qualifier.value,
        "classifier": found.classifier or "-",
        "strict": write_interval(found.strict),
        "conventional": write_interval(found.conventional),
        "step": str(found.step),
    } == {key: row[key] for key in ("value", "qualifier", "classifier", "strict", "conventional", "step")}


@pytest.mark.parametrize(
    ("printed", "value", "qualifier", "classifier"),
    [
        ("97", "97", "exact", ""),
        ("１２个", "12", "exact", "个"),
        ("１２，０００人", "12000", "exact", "人"),
        ("12,000人", "12000", "exact", "人"),
        ("1,234,567.89元", "1234567.89", "exact", "元"),
        ("12000", "12000", "exact", ""),
        ("1166.5379 万元", "11665379", "exact", "元"),
        (" 2 万余 人 ", "20000", "and-more", "人"),
        ("3亿5000万元", "350000000", "rounded", "元"),
        ("1万2千人", "12000", "rounded", "人"),
        ("一百零五", "105", "exact", ""),
        ("一千零五十", "1050", "exact", ""),
        ("一百五", "150", "exact", ""),
        ("两万五千", "25000", "rounded", ""),
        ("一万二千三百四十五人", "12345", "exact", "人"),
        ("〇", "0", "exact", ""),
        ("三点五万", "35000", "rounded", ""),
        ("四分之三", "75", "exact", "%"),
        ("三分之二以上", "66.6666666667", "at-least", "%"),
        ("1/3", "33.3333333333", "exact", "%"),
        ("半数以上", "50", "at-least", "%"),
        ("一半", "50", "exact", "%"),
        ("过半", "50", "more-than", "%"),
        ("百分之九十", "90", "exact", "%"),
        ("百分之九十五点六", "95.6", "exact", "%"),
        ("百分之百", "100", "exact", "%"),
        ("千分之三", "3", "exact", "‰"),
        ("七成", "70", "exact", "%"),
        ("近七成", "70", "nearly", "%"),
        ("七成五", "75", "exact", "%"),
        ("0.5个百分点", "0.5", "exact", "个百分点"),
        ("90％以上", "90", "at-least", "%"),
        ("超过90%", "90", "more-than", "%"),
        ("超过90%以上", "90", "at-least", "%"),
        ("60岁及以上", "60", "at-least", "岁"),
        ("至少3次", "3", "at-least", "次"),
        ("不超过3次", "3", "at-most", "次"),
        ("不足30户", "30", "less-than", "户"),
        ("不到一年", "1", "less-than", "年"),
        ("近千人", "1000", "nearly", "人"),
        ("逾万人", "10000", "more-than", "人"),
        ("百余项", "100", "and-more", "项"),
        ("万余人", "10000", "and-more", "人"),
        ("20余万元", "200000", "and-more", "元"),
        ("十几个", "10", "and-more", "个"),
        ("二十来名", "20", "and-more", "名"),
        ("3年多", "3", "and-more", "年"),
        ("10年有余", "10", "and-more", "年"),
        ("两个多月", "2", "and-more", "个月"),
        ("一个半小时", "1.5", "exact", "个小时"),
        ("半年", "0.5", "exact", "年"),
        ("4.8万㎡", "48000", "rounded", "㎡"),
        ("5公里", "5", "exact", "公里"),
        ("0次", "0", "exact", "次"),
    ],
)
def test_forms(printed: str, value: str, qualifier: str, classifier: str) -> None:
    """Widths, notations, shares, halves and qualifiers on both sides are read alike."""
    found = parse_quantity(printed)
    assert (str(found.value), found.qualifier.value, found.classifier) == (value, qualifier, classifier)
    assert found.printed == printed


@pytest.mark.parametrize(
    ("printed", "low", "high", "classifier"),
    [
        ("三四千名", 3000, 4000, "名"),
        ("一二百", 100, 200, ""),
        ("十七八个", 17, 18, "个"),
        ("一百五六十户", 150, 160, "户"),
        ("二三十万元", 200000, 300000, "元"),
        ("三五百人", 300, 500, "人"),
        ("三两个", 2, 3, "个"),
        ("3-5名", 3, 5, "名"),
        ("3名至5名", 3, 5, "名"),
        ("三到五名", 3, 5, "名"),
        ("10至20", 10, 20, ""),
        ("3000—4000", 3000, 4000, ""),
        ("50%—60%", 50, 60, "%"),
        ("3—4万人", 30000, 40000, "人"),
        ("5000—1万元", 5000, 10000, "元"),
        ("300万－500万元", 3000000, 5000000, "元"),
    ],
)
def test_ranges(printed: str, low: int, high: int, classifier: str) -> None:
    """Neighbouring digits and joined figures give closed bounds in both readings and no single value."""
    found = parse_quantity(printed)
    assert (found.value, found.qualifier, found.classifier) == (None, Qualifier.RANGE, classifier)
    assert found.strict == found.conventional == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("printed", "reason", "text"),
    [
        ("", "empty", ""),
        (" 　", "empty", " 　"),
        ("39户93人", "two-quantities", "93人"),
        ("14期710人次", "two-quantities", "710人次"),
        ("12 000人", "two-quantities", " 000人"),
        ("97名工作人员", "noun-after-classifier", "工作人员"),
        ("9年前", "noun-after-classifier", "前"),
        ("97工作人员", "unknown-classifier", "工作人员"),
        ("25℃", "unknown-classifier", "℃"),
        ("党员97名", "leading-text", "党员"),
        ("共97名", "leading-text", "共"),
        ("多达5次", "leading-text", "多达"),
        ("万元", "no-numeral", "万元"),
        ("网格", "no-numeral", "网格"),
        ("至少", "no-numeral", "至少"),
        ("第3个", "ordinal", "第3个"),
        ("97号", "ordinal", "97号"),
        ("2019年", "date", "2019年"),
        ("5月5日", "date", "5月5日"),
        ("2019-05-11", "date", "2019-05-11"),
        ("数名", "worded", "数名"),
        ("多次", "worded", "多次"),
        ("几个", "worded", "几个"),
        ("数十名", "worded", "数十名"),
        ("若干", "worded", "若干"),
        ("全部", "worded", "全部"),
        ("近2万余人", "two-qualifiers", "近2万余人"),
        ("约3-5名", "two-qualifiers", "约3-5名"),
        ("一二三四", "digit-string", "一二三四"),
    ],
)
def test_what_is_no_single_figure_says_why(printed: str, reason: str, text: str) -> None:
    """The error carries a reason for machines and the part that is at fault."""
    with pytest.raises(QuantityError) as raised:
        parse_quantity(printed)
    assert (raised.value.reason, raised.value.text) == (reason, text)


@pytest.mark.parametrize(
    ("printed", "strict", "conventional"),
    [
        ("2万余人", "(20000,)", "(20000,30000)"),
        ("3500余件", "(3500,)", "(3500,3600)"),
        ("20余万元", "(200000,)", "(200000,300000)"),
        ("3年多", "(3,)", "(3,4)"),
        ("上百件", "[100,)", "[100,)"),
        ("90%以上", "[90,)", "[90,)"),
        ("5个工作日内", "(,5]", "(,5]"),
        ("3000户以内", "(,3000]", "(,3000]"),
        ("超过90%", "(90,)", "(90,)"),
        ("不足30户", "(,30)", "(,30)"),
        ("将近700个", "(,700)", "[600,700)"),
        ("约3500户", "-", "[3450,3550]"),
        ("1.2万人", "[12000,12000]", "[11500,12500]"),
        ("50万", "[500000,500000]", "[450000,550000]"),
        ("12000", "[12000,12000]", "[12000,12000]"),
        ("1166.5379万元", "[11665379,11665379]", "[11665379,11665379]"),
    ],
)
def test_both_readings(printed: str, strict: str, conventional: str) -> None:
    """The table of the design's rule 1, row by row."""
    found = parse_quantity(printed)
    assert (write_interval(found.strict), write_interval(found.conventional)) == (strict, conventional)


@pytest.mark.parametrize(
    ("printed", "step", "resolution"),
    [
        ("2万", "10000", "10000"),
        ("3500", "100", "1"),
        ("97", "1", "1"),
        ("1.2万", "1000", "1000"),
        ("88.78%", "0.01", "0.01"),
        ("88.70%", "0.01", "0.01"),
        ("90", "10", "1"),
        ("100", "100", "1"),
        ("50万", "100000", "10000"),
        ("二十余名", "10", "10"),
        ("0", "1", "1"),
        ("四分之三", "25", "25"),
    ],
)
def test_steps(printed: str, step: str, resolution: str) -> None:
    """The step is the unit of the last significant digit, the resolution that of the last printed one."""
    found = parse_quantity(printed)
    assert (str(found.step), str(found.resolution)) == (step, resolution)


def test_fractions_are_rounded_outward() -> None:
    """A third lies within the bounds of 三分之一, and 超过三分之二 starts at or below two of them."""
    third, more = parse_quantity("三分之一").strict, parse_quantity("超过三分之二").strict
    assert third
    assert more
    low, high, least = (Fraction(end or 0) for end in (third.low, third.high, more.low))
    assert low < Fraction(100, 3) < high < low + Fraction(1, 10**9)
    assert Fraction(200, 3) - Fraction(1, 10**9) < least <= Fraction(200, 3)
    assert parse_quantity("四分之三").strict == Interval.exactly(Decimal(75))


def test_multipliers_are_no_measure_words() -> None:
    """万 and 亿 belong to the number; what follows them is the measure word."""
    assert not CLASSIFIERS & {"万", "亿", "万元", "千", "百", "十"}
    assert {"人", "人次", "户", "件", "处", "场次", "幢", "平方公里", "元", "个百分点", "%"} <= CLASSIFIERS


def render_han(number: int) -> str:
    """Write a whole number below ten thousand in characters, independently of the parser."""
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = False
    return (text[1:] if text.startswith("一十") else text) or "零"


def widen(text: str) -> str:
    """Write ASCII in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@given(st.integers(min_value=0, max_value=9999), st.sampled_from(["人", "户", "平方米", ""]))
def test_whole_numbers_round_trip(number: int, classifier: str) -> None:
    """Digits, grouped digits, full width and characters give the same number."""
    notations = [str(number), f"{number:,}", widen(str(number)), widen(f"{number:,}"), render_han(number)]
    for notation in notations:
        found = parse_quantity(notation + classifier)
        assert (found.value, found.qualifier, found.classifier) == (
            Decimal(number),
            Qualifier.EXACT,
            classifier,
        )


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=0, max_value=9999))
def test_myriads_round_trip(high: int, low: int) -> None:
    """A number above ten thousand in characters, and with 万 as a decimal, gives the same value."""
    number = high * 10**4 + low
    zero = "零" if 0 < low < 1000 else ""
    tail = render_han(low) if low else ""
    if tail.startswith("十"):
        tail = "一" + tail
    assert parse_quantity(f"{render_han(high)}万{zero}{tail}").value == number
    assert parse_quantity(f"{Decimal(number) / 10**4}万元").value == number


positive = st.integers(min_value=1, max_value=10**7)


@given(
    positive,
    st.sampled_from(["{}余人", "将近{}人", "近{}人", "约{}人", "{}人左右", "{}人以上", "不足{}人", "{}人"]),
)
def test_conventional_narrows_strict(number: int, form: str) -> None:
    """Where the words promise anything, what a reader takes them to mean lies within the promise."""
    if number < 10:
        number *= 10
    found = parse_quantity(form.format(number))
    if found.strict is None:
        assert found.conventional.contains(Decimal(number))
    else:
        assert found.strict.encloses(found.conventional)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=0, max_value=3))
def test_a_rounded_number_lies_in_its_conventional_reading(number: int, places: int) -> None:
    """A number with 万 is its value in the strict reading and half a step around it in the other."""
    found = parse_quantity(f"{Decimal(number).scaleb(-places)}万人")
    assert found.strict is not None
    assert found.value is not None
    assert found.strict == Interval.exactly(found.value)
    assert found.conventional.encloses(found.strict)


@given(
    st.text(
        alphabet="0123456789.,%-—至 万亿千百十余多几近约第一二三两半年月日个人户名成分之数以上左右",
        max_size=12,
    )
)
def test_any_text_is_read_or_refused(printed: str) -> None:
    """No input leaves by any other error, and what is read keeps what was printed."""
    try:
        found = parse_quantity(printed)
    except QuantityError:
        return
    assert found.printed == printed
    assert found.strict is None or found.strict.overlaps(found.conventional)
