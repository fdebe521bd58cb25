"""Dates, deadlines, recurrences and time words as printed are resolved to days, or refused with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.dates import (
    TIME_WORDS,
    DateError,
    DateRange,
    Recurrence,
    find_time_words,
    parse_date,
    parse_recurrence,
    read_iso,
    sense_of,
)

JULY = DateRange(date(2019, 7, 15), date(2019, 7, 15))
MAY = DateRange(date(2019, 5, 1), date(2019, 5, 31))
WINTER = DateRange(date(2022, 12, 1), date(2023, 3, 21))


def days(first: str, last: str, uncertain: bool = False) -> DateRange:
    """Build a range from ISO dates."""
    return DateRange(date.fromisoformat(first), date.fromisoformat(last), uncertain)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2011年", "2011-01-01", "2011-12-31"),
        ("自2011年以来", "2011-01-01", "2011-12-31"),
        ("2018年以来", "2018-01-01", "2018-12-31"),
        ("2017年度", "2017-01-01", "2017-12-31"),
        ("早在2017年年初", "2017-01-01", "2017-03-31"),
        ("2018年初", "2018-01-01", "2018-03-31"),
        ("2020年年中", "2020-05-01", "2020-08-31"),
        ("截至2021年底", "2021-11-01", "2021-12-31"),
        ("2021年上半年", "2021-01-01", "2021-06-30"),
        ("2019年前三季度", "2019-01-01", "2019-09-30"),
        ("2019年第三季度", "2019-07-01", "2019-09-30"),
        ("2019年冬天", "2019-12-01", "2020-02-29"),
        ("2003年12月", "2003-12-01", "2003-12-31"),
        ("2020年2月", "2020-02-01", "2020-02-29"),
        ("2019年5月上旬", "2019-05-01", "2019-05-10"),
        ("2019年2月底", "2019-02-21", "2019-02-28"),
        ("2021年5月1日", "2021-05-01", "2021-05-01"),
        ("2022年6月3日下午3:00", "2022-06-03", "2022-06-03"),
        ("2023年11月2日 星期四", "2023-11-02", "2023-11-02"),
        ("2018-06-12 07:15", "2018-06-12", "2018-06-12"),
        ("2019/07/15", "2019-07-15", "2019-07-15"),
        ("2019-05", "2019-05-01", "2019-05-31"),
        ("二〇一九年", "2019-01-01", "2019-12-31"),
        ("二〇一九年十二月三十一日", "2019-12-31", "2019-12-31"),
        ("２０１９年５月", "2019-05-01", "2019-05-31"),
        ("20世纪90年代", "1990-01-01", "1999-12-31"),
        ("上世纪80年代", "1980-01-01", "1989-12-31"),
        ("2018年至2020年", "2018-01-01", "2020-12-31"),
        ("2018—2020年", "2018-01-01", "2020-12-31"),
        ("2018年3月至5月", "2018-03-01", "2018-05-31"),
        ("2019年5月5日至15日", "2019-05-05", "2019-05-15"),
        ("2019年5月5日至6月2日", "2019-05-05", "2019-06-02"),
        ("2020年底前", "0001-01-01", "2020-12-31"),
        ("2019年7月15日前", "0001-01-01", "2019-07-15"),
    ],
)
def test_absolute_dates(printed: str, first: str, last: str) -> None:
    """A date with its year needs no writing date and is certain."""
    assert parse_date(printed) == days(first, last)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("去年12月", "2018-12-01", "2018-12-31"),
        ("去年4月", "2018-04-01", "2018-04-30"),
        ("去年夏天", "2018-06-01", "2018-08-31"),
        ("今年", "2019-01-01", "2019-12-31"),
        ("今年初", "2019-01-01", "2019-03-31"),
        ("今年以来", "2019-01-01", "2019-12-31"),
        ("前年", "2017-01-01", "2017-12-31"),
        ("明年底前", "2019-07-15", "2020-12-31"),
        ("2020年底前", "2019-07-15", "2020-12-31"),
        ("去年底前", "0001-01-01", "2018-12-31"),
        ("年底", "2019-11-01", "2019-12-31"),
        ("上半年", "2019-01-01", "2019-06-30"),
        ("全年", "2019-01-01", "2019-12-31"),
        ("目前", "2019-07-15", "2019-07-15"),
        ("截至目前", "2019-07-15", "2019-07-15"),
        ("至今", "2019-07-15", "2019-07-15"),
        ("上个月", "2019-06-01", "2019-06-30"),
        ("本月", "2019-07-01", "2019-07-31"),
        ("月初", "2019-07-01", "2019-07-10"),
        ("昨天", "2019-07-14", "2019-07-14"),
        ("上周", "2019-07-08", "2019-07-14"),
        ("5月5日", "2019-05-05", "2019-05-05"),
        ("5月5日下午1:30", "2019-05-05", "2019-05-05"),
        ("5月5日至15日", "2019-05-05", "2019-05-15"),
        ("12月3日", "2018-12-03", "2018-12-03"),
        ("12月", "2018-12-01", "2018-12-31"),
        ("16日上午", "2019-06-16", "2019-06-16"),
        ("15日", "2019-07-15", "2019-07-15"),
        ("9年前", "2010-01-01", "2010-12-31"),
        ("三个月前", "2019-04-01", "2019-04-30"),
    ],
)
def test_relative_dates(printed: str, first: str, last: str) -> None:
    """A relative date is resolved against a writing day; without a year, the latest one begun by then."""
    assert parse_date(printed, JULY) == days(first, last)


@pytest.mark.parametrize(
    ("printed", "written", "expected"),
    [
        ("去年", MAY, days("2018-01-01", "2018-12-31")),
        ("去年", WINTER, days("2021-01-01", "2022-12-31", uncertain=True)),
        ("上个月", MAY, days("2019-04-01", "2019-04-30")),
        ("上个月", WINTER, days("2022-11-01", "2023-02-28", uncertain=True)),
        ("目前", MAY, days("2019-05-01", "2019-05-31", uncertain=True)),
        ("近日", JULY, days("2019-06-14", "2019-07-15", uncertain=True)),
        ("5月5日", MAY, days("2018-05-05", "2019-05-05", uncertain=True)),
        ("16日", WINTER, days("2022-11-16", "2023-03-16", uncertain=True)),
        ("2018年", WINTER, days("2018-01-01", "2018-12-31")),
    ],
)
def test_a_wide_writing_date_is_uncertain(printed: str, written: DateRange, expected: DateRange) -> None:
    """The result covers what every writing day gives and is uncertain where these differ."""
    assert parse_date(printed, written) == expected


def test_uncertainty_is_inherited() -> None:
    """An uncertain writing date leaves every relative date uncertain."""
    assert parse_date("去年", DateRange(JULY.not_before, JULY.not_after, uncertain=True)).uncertain


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("", "empty"),
        ("网格", "not-a-date"),
        ("2019", "not-a-date"),
        ("2019年网格", "not-a-date"),
        ("2019年2月30日", "no-such-day"),
        ("2019年13月", "no-such-day"),
        ("2019-02-30", "no-such-day"),
        ("去年12月", "needs-written"),
        ("目前", "needs-written"),
        ("近日", "needs-written"),
        ("5月5日", "needs-written"),
        ("同年", "needs-antecedent"),
        ("近年来", "vague"),
        ("2020年至2018年", "bad-range"),
    ],
)
def test_what_is_no_date_says_why(printed: str, reason: str) -> None:
    """The error carries a reason for machines."""
    with pytest.raises(DateError) as raised:
        parse_date(printed)
    assert raised.value.reason == reason


def test_a_range_of_days_knows_its_days() -> None:
    """Both ends are included, and the wrong order is refused."""
    assert MAY.contains(date(2019, 5, 31))
    assert not MAY.contains(date(2019, 6, 1))
    assert MAY.overlaps(days("2019-05-31", "2019-06-30"))
    assert not MAY.overlaps(JULY)
    assert JULY.is_day
    assert not MAY.is_day
    with pytest.raises(DateError):
        days("2019-05-02", "2019-05-01")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_round_trips(day: date) -> None:
    """Every day, written in three ways, comes back as itself."""
    for printed in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y/%m/%d}"):
        assert parse_date(printed) == DateRange(day, day)


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    st.integers(min_value=0, max_value=500),
    st.sampled_from(
        ["去年", "今年", "去年12月", "上个月", "5月", "3月6日", "16日", "年底", "上周", "两年前", "月底"]
    ),
)
def test_a_wider_writing_date_never_narrows(start: date, width: int, printed: str) -> None:
    """What the first and the last possible writing day give lies in what the whole range gives."""
    end = start + timedelta(width)
    wide = parse_date(printed, DateRange(start, end))
    for day in (start, end):
        narrow = parse_date(printed, DateRange(day, day))
        assert wide.not_before <= narrow.not_before
        assert narrow.not_after <= wide.not_after


@given(
    st.text(
        alphabet="0123456789年月日号去今明前后底初末中以来至到-/:.自截上下个半周天午二十〇世纪代近目 ",
        max_size=12,
    )
)
def test_any_text_is_resolved_or_refused(printed: str) -> None:
    """No input leaves by any other error."""
    try:
        found = parse_date(printed, JULY)
    except DateError:
        return
    assert found.not_before <= found.not_after


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("每月", Recurrence("month")),
        ("每个月", Recurrence("month")),
        ("每月16日", Recurrence("month", day=16)),
        ("每月15号", Recurrence("month", day=15)),
        ("每月两次", Recurrence("month", times=2)),
        ("每周末", Recurrence("weekend")),
        ("每天", Recurrence("day")),
        ("每日", Recurrence("day")),
        ("每年", Recurrence("year")),
        ("每年12月", Recurrence("year", month=12)),
        ("每年3月5日", Recurrence("year", month=3, day=5)),
        ("每季度", Recurrence("quarter")),
        ("每半年", Recurrence("month", interval=6)),
        ("每两周", Recurrence("week", interval=2)),
        ("每3个月", Recurrence("month", interval=3)),
        ("每周一次", Recurrence("week", times=1)),
        ("每周五", Recurrence("week", weekday=5)),
        ("每周五晚上", Recurrence("week", weekday=5)),
        ("礼拜五", Recurrence("week", weekday=5)),
        ("星期天", Recurrence("week", weekday=7)),
        ("每逢节假日", Recurrence("holiday")),
        ("每到节假日", Recurrence("holiday")),
    ],
)
def test_recurrences(printed: str, expected: Recurrence) -> None:
    """How often, on which day, in which month, how many times."""
    assert parse_recurrence(printed) == expected


@pytest.mark.parametrize(
    "printed", ["", "每年开设3期", "每月32日", "每年13月", "每年2月30日", "多次", "2019年", "每"]
)
def test_what_is_no_recurrence_is_refused(printed: str) -> None:
    """A verb in between, an impossible day, or no word of repetition."""
    with pytest.raises(DateError) as raised:
        parse_recurrence(printed)
    assert raised.value.reason == "not-a-recurrence"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("目前，已疏通", ["目前"]),
        ("现有206幢", ["现有"]),
        ("现社区总户数", ["现"]),
        ("实现辖区整合", []),
        ("现场出现", []),
        ("2021年以来吸收", ["2021年以来"]),
        ("自2011年以来", ["自2011年以来"]),
        ("早在2017年年初", ["早在2017年年初"]),
        ("2020年底前建成", ["2020年底前"]),
        ("去年夏天和今年", ["去年夏天", "今年"]),
        ("每月16日开会", ["每月16日"]),
        ("每年3期，每周末", ["每年", "每周末"]),
        ("连续多年保持", ["连续多年"]),
        ("累计上报", ["累计"]),
        ("近年来，近日", ["近年来", "近日"]),
        ("截至目前已有", ["截至目前"]),
        ("历经7年摸索", ["历经7年"]),
        ("9年前在居委会", ["9年前"]),
        ("4点半课堂", []),
        ("礼拜五", []),
        ("共12个网格", []),
    ],
)
def test_time_words(text: str, words: list[str]) -> None:
    """Words that set a period are found with what belongs to them; 4点半 and 礼拜五 set none."""
    found = find_time_words(text)
    assert [word for _, _, word in found] == words
    assert all(text[start:end] == word for start, end, word in found)


@pytest.mark.parametrize("word", TIME_WORDS)
def test_every_listed_time_word_is_found(word: str) -> None:
    """Each word of the list is found whole in a sentence."""
    assert (1, 1 + len(word), word) in find_time_words(f"，{word}，共有12个")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2019-07-15", "2019-07-15", "2019-07-15"),
    ],
)
def test_given_dates_are_read_to_the_day(written: str, first: str, last: str) -> None:
    """A year, a month and a day stand for their first to their last real day."""
    assert read_iso(written) == days(first, last)


@pytest.mark.parametrize("written", ["2021-02-29", "2021-06-31", "2021-13", "2021-00", "2021-1", "早年"])
def test_days_that_are_none_are_refused(written: str) -> None:
    """No calendar has these."""
    with pytest.raises(DateError):
        read_iso(written)


@pytest.mark.parametrize(
    ("printed", "sense"),
    [
        ("2016年以来", "since"),
        ("自2018年", "since"),
        ("2020年起", "since"),
        ("2016年至今", "since"),
        ("从2018年至2019年", None),
        ("2020年底前", "by"),
        ("9年前", None),
        ("几年前", None),
        ("不久前", None),
        ("截至2020年底", "until"),
        ("截至目前", "until"),
        ("到目前", None),
        ("目前", "now"),
        ("至今", "now"),
        ("2020年", None),
    ],
)
def test_words_say_a_start_or_an_end(printed: str, sense: str | None) -> None:
    """What a date says besides its days."""
    assert sense_of(printed) == sense
