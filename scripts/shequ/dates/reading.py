"""A printed date → the days it may mean: 2011年, 去年12月, 2020年底前, 5月5日下午1:30, 目前.

In: the `printed` of a date, and when the source was written.
Out: a `DateRange`.
Must not live here: recurrences, running text, which records need a date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from shequ.dates.sense import BEFORE, NOW, NUMBER, RANGE, RECENT, YEARS_AGO, names_an_end
from shequ.dates.span import DateError, DateRange
from shequ.quantity.numeral import DIGITS, read_numeral
from shequ.quantity.width import fold_width

_YEAR_OFFSETS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "明年": 1,
    "后年": 2,
}
_SEASONS = {"春": (3, 3), "夏": (6, 3), "秋": (9, 3), "冬": (12, 3)}
# Months a loose word stands for, first month and how many: the start of a year is its first quarter.
_PARTS = {"初": (1, 3), "中": (5, 4), "底": (11, 2), "末": (11, 2), "上半年": (1, 6), "下半年": (7, 6)}
# Days of the month a loose word stands for.
_PARTS_OF_MONTH = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_RECENT_DAYS = 31

# What may stand around a date without changing which days it names.
_LEAD = re.compile("^(?:早在|自从|自|从|截至|截止到|截止|于|在|至|到)")
_TAIL = re.compile("(?:以来|开始|期间|为止|起|间|来|的)$")
_YEAR_HEAD = re.compile(
    rf"(?P<year>(?:1[89]|20)\d\d|[一二][〇零九八][〇零一二三四五六七八九]{{2}})年(?:度)?|(?P<word>{'|'.join(_YEAR_OFFSETS)})"
)
_MONTH = re.compile(
    rf"(?P<month>{NUMBER})月(?:份)?(?:(?P<day>{NUMBER})[日号]|(?P<part>[初底末中]|[上中下]旬))?"
)
_OF_MONTH = re.compile(rf"({NUMBER})[日号]")
_PART = re.compile(
    r"年?(?P<part>[初中底末])|(?P<half>[上下]半年)|(?P<season>[春夏秋冬])[天季]?|(?P<first>前|第)?(?P<quarter>[一二三四1-4])季度"
)
_ISO = re.compile(r"((?:1[89]|20)\d\d)([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_CLOCK = re.compile(
    r"(?:T|上午|下午|中午|晚上|早上|凌晨|傍晚)?\d{1,2}(?::\d{2}){1,2}$|(?:上午|下午|中午|晚上|早上|凌晨|傍晚)(?:\d{1,2}[点时].*)?$"
)
_WEEKDAY_TAIL = re.compile("(?:星期|礼拜|周)[一二三四五六日天]$")
_DECADE = re.compile(
    rf"(?:(?P<last>上个?世纪)|(?P<century>{NUMBER})世纪)?(?P<tens>[1-9一二三四五六七八九])[0十]年代|(?P<whole>{NUMBER})世纪"
)


def parse_date(printed: str, written: DateRange | None = None) -> DateRange:
    """Resolve a printed date: 2011年, 2017年年初, 去年12月, 2020年底前, 自2011年以来, 目前.

    Words that name a start or a state (自, 以来, 截至) leave the days as they are.
    前 makes a deadline: to the end of the date, from when it was written, or where that is not known or
    later, from the calendar's first day, which stands for no start at all.
    Raises DateError; relative words need `written`, when the source was written.
    """
    text = re.sub(r"\s+", "", fold_width(printed))
    if not text:
        raise DateError("empty", printed)
    text = _LEAD.sub("", text) if not re.fullmatch(NOW, text) else text
    if re.fullmatch(f"{NOW}|{RECENT}", text):
        return _single(text, written)
    if names_an_end(text):
        return _deadline(parse_date(BEFORE.sub("", text), written), written)
    text = _WEEKDAY_TAIL.sub("", _CLOCK.sub("", _TAIL.sub("", text))) or text
    if _ISO.fullmatch(text) or not (found := RANGE.search(text)):
        return _single(text, written)
    first, second = text[: found.start()], text[found.end() :]
    return _span(first, second, written)


def _deadline(end: DateRange, written: DateRange | None) -> DateRange:
    ahead = written is not None and written.not_before <= end.not_after
    start = written.not_before if written and ahead else date.min
    return DateRange(start, end.not_after, end.uncertain)


def _span(first: str, second: str, written: DateRange | None) -> DateRange:
    """Resolve both ends; the second takes the year and month it does not name from the first."""
    if re.fullmatch(r"\d{4}", first) and second.endswith("年"):
        first += "年"
    if second[-1:] in ("日", "号", "月") and first[-1:].isdigit():
        first += second[-1]
    start = _single(first, written)
    end = _following(second, start.not_before)
    if end.not_after < start.not_before:
        raise DateError("bad-range", f"{first}-{second}")
    return DateRange(start.not_before, end.not_after, start.uncertain)


def _following(text: str, start: date) -> DateRange:
    """Resolve the second end of a range: in the first one's month or year where it names none."""
    of_month = _OF_MONTH.fullmatch(text)
    if of_month:
        return _days(start.year, start.month, read_whole(of_month[1]), text)
    month = _MONTH.fullmatch(text)
    return _in_month(start.year, month, text) if month else _single(text, DateRange(start, start))


def _single(text: str, written: DateRange | None) -> DateRange:
    iso = _ISO.fullmatch(text)
    if iso:
        return _days(int(iso[1]), int(iso[3]), int(iso[4]) if iso[4] else None, text)
    for read in (_read_year, _read_decade):
        found = read(text, written)
        if found:
            return found
    if text in ("同年", "当年", "次年", "翌年", "同月", "当月", "次月", "当日", "次日"):
        raise DateError("needs-antecedent", text)
    if re.match("近年|近些年|近几年|多年|长期|过去", text):
        raise DateError("vague", text)
    if written is None:
        raise DateError("needs-written" if _is_relative(text) else "not-a-date", text)
    return _read_relative(text, written)


def _is_relative(text: str) -> bool:
    probe = DateRange(date(2000, 6, 15), date(2000, 6, 15))
    try:
        _read_relative(text, probe)
    except DateError as error:
        return error.reason != "not-a-date"
    return True


def _read_year(text: str, written: DateRange | None) -> DateRange | None:
    """Read what starts with a year, in digits or as 去年."""
    match = _YEAR_HEAD.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if match["year"]:
        return _in_year(_year_number(match["year"]), rest, text)
    if written is None:
        raise DateError("needs-written", text)
    offset = _YEAR_OFFSETS[match["word"]]
    first = _in_year(written.not_before.year + offset, rest, text)
    last = _in_year(written.not_after.year + offset, rest, text)
    return _hull(first, last, written)


def _hull(first: DateRange, last: DateRange, written: DateRange) -> DateRange:
    """Cover what the first and the last possible writing day give."""
    return DateRange(first.not_before, last.not_after, first != last or written.uncertain)


def _in_year(year: int, rest: str, text: str) -> DateRange:
    if not rest:
        return _months(year, 1, 12)
    month = _MONTH.fullmatch(rest)
    if month:
        return _in_month(year, month, text)
    part = _PART.fullmatch(rest)
    if not part:
        raise DateError("not-a-date", text)
    if part["first"] == "前":
        return _months(year, 1, 3 * read_whole(part["quarter"]))
    if part["quarter"]:
        return _months(year, 3 * read_whole(part["quarter"]) - 2, 3)
    start, count = _SEASONS[part["season"]] if part["season"] else _PARTS[part["half"] or part["part"]]
    return _months(year, start, count)


def _in_month(year: int, match: re.Match[str], text: str) -> DateRange:
    if match["part"] is None:
        return _days(
            year, read_whole(match["month"]), read_whole(match["day"]) if match["day"] else None, text
        )
    whole = _days(year, read_whole(match["month"]), None, text)
    return _part_of_month(whole, match["part"])


def _part_of_month(month: DateRange, part: str) -> DateRange:
    first, last = _PARTS_OF_MONTH[part]
    return DateRange(
        month.not_before.replace(day=first), month.not_before.replace(day=min(last, month.not_after.day))
    )


def _months(year: int, start: int, count: int) -> DateRange:
    """Cover `count` months from month `start`; a winter ends in the next year."""
    index = year * 12 + start + count - 2
    last_year, last_month = divmod(index, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return DateRange(date(year, start, 1), date(last_year, last_month + 1, last_day))


def _days(year: int, month: int, day: int | None, text: str) -> DateRange:
    if not 1 <= month <= 12:
        raise DateError("no-such-day", text)
    if day is None:
        return _months(year, month, 1)
    try:
        found = date(year, month, day)
    except ValueError:
        raise DateError("no-such-day", text) from None
    return DateRange(found, found)


def _read_decade(text: str, _written: DateRange | None) -> DateRange | None:
    """Read 20世纪90年代, 上世纪80年代, 90年代 (of the last century), 21世纪."""
    match = _DECADE.fullmatch(text)
    if not match:
        return None
    if match["whole"]:
        start = (read_whole(match["whole"]) - 1) * 100
        return DateRange(date(start, 1, 1), date(start + 99, 12, 31))
    century = read_whole(match["century"]) if match["century"] else 20
    start = (century - 1) * 100 + read_whole(match["tens"]) * 10
    return DateRange(date(start, 1, 1), date(start + 9, 12, 31))


def _read_relative(text: str, written: DateRange) -> DateRange:
    """Read what has no year of its own: 5月5日, 16日, 上个月, 年底, 目前, 近日, 9年前."""
    if re.fullmatch(NOW, text):
        return replace(written, uncertain=written.uncertain or not written.is_day)
    if re.fullmatch(RECENT, text):
        return DateRange(written.not_before - timedelta(_RECENT_DAYS), written.not_after, True)
    first = _from_day(text, written.not_before)
    last = _from_day(text, written.not_after)
    return _hull(first, last, written)


def _from_day(text: str, day: date) -> DateRange:
    """Resolve against one writing day; a month or a day of the month is the latest that had begun by then."""
    if re.fullmatch("昨[天日]", text):
        return DateRange(day - timedelta(1), day - timedelta(1))
    if text in ("上个月", "上月", "本月", "这个月", "下个月", "下月"):
        return _month_from(day, -1 if text[0] == "上" else int(text[0] == "下"))
    if text in ("上周", "本周", "这周", "下周"):
        monday = day - timedelta(day.weekday() - (-7 if text[0] == "上" else 7 * (text[0] == "下")))
        return DateRange(monday, monday + timedelta(6))
    if text in ("全年", "年内"):
        return _months(day.year, 1, 12)
    ago = YEARS_AGO.fullmatch(text)
    if ago:
        return _ago(read_whole(ago[1]), ago[2], day)
    month = _MONTH.fullmatch(text)
    if month:
        this_year = _in_month(day.year, month, text)
        return this_year if this_year.not_before <= day else _in_month(day.year - 1, month, text)
    part = re.fullmatch("(?:本|这个)?月([初底末中]|[上中下]旬)", text)
    if part:
        return _part_of_month(_month_from(day, 0), part[1])
    of_month = _OF_MONTH.fullmatch(text)
    if of_month:
        return _day_of_month(read_whole(of_month[1]), day, text)
    return _in_year(day.year, text, text)


def _day_of_month(number: int, day: date, text: str) -> DateRange:
    month = _month_from(day, 0 if number <= day.day else -1).not_before
    return _days(month.year, month.month, number, text)


def _month_from(day: date, offset: int) -> DateRange:
    year, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
    return _months(year, month + 1, 1)


def _ago(number: int, unit: str, day: date) -> DateRange:
    """九年前 is somewhere in that year, 三个月前 in that month, 两周前 in those seven days."""
    if unit == "年":
        return _months(day.year - number, 1, 12)
    if unit == "个月":
        return _month_from(day, -number)
    if unit == "周":
        monday = day - timedelta(day.weekday() + 7 * number)
        return DateRange(monday, monday + timedelta(6))
    return DateRange(day - timedelta(number), day - timedelta(number))


def _year_number(written: str) -> int:
    return int(written) if written.isascii() else int("".join(str(DIGITS[char]) for char in written))


def read_whole(written: str) -> int:
    """Read a whole number in digits or characters; raises DateError(not-a-date)."""
    read = read_numeral(written, 0)
    if read is None or read[1] != len(written) or read[0].is_range:
        raise DateError("not-a-date", written)
    return int(read[0].low)
