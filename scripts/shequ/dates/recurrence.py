"""A printed recurrence → how often and when: 每月16日, 每周五, 每两周, 每年12月, 每月两次.

In: the `printed` of a schedule.
Out: a `Recurrence`.
Must not live here: dates on the calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

from shequ.dates.reading import read_whole
from shequ.dates.sense import NUMBER
from shequ.dates.span import DateError
from shequ.quantity.width import fold_width

Every = Literal["day", "week", "month", "quarter", "year", "weekend", "workday", "holiday"]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something that comes again: every month on day 16, every two weeks, every year in month 12.

    `weekday` counts from Monday = 1; `interval` is 2 for every second; `times` is how often in each.
    """

    every: Every
    day: int | None = None
    weekday: int | None = None
    month: int | None = None
    interval: int = 1
    times: int | None = None


_WEEKDAYS = {char: number for number, char in enumerate("一二三四五六日", 1)} | {"天": 7}
_UNITS: dict[str, Every] = {
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "月": "month",
    "个月": "month",
    "季度": "quarter",
    "季": "quarter",
    "年": "year",
    "周末": "weekend",
    "工作日": "workday",
    "节假日": "holiday",
    "晚": "day",
    "小时": "day",
}
_EVERY = re.compile(
    rf"(?:每逢|每到|每|逐|按)(?P<interval>{NUMBER})?个?(?P<unit>周末|工作日|节假日|季度|星期|[天日晚周月季年])"
)
# 每周五晚上, 每天早上8点: the time of day is not kept.
_TIME_OF_DAY = re.compile(r"(?:上午|下午|中午|晚上|早上|傍晚)(?:\d{1,2}(?:点半?|:\d\d))?$")
# Every day of a year that any year has.
_LEAP_YEAR = 2000
_TIMES = re.compile(rf"(?:各|至少)?(?P<times>{NUMBER})(?:次|期|场|场次|回|轮|节|课)")


def parse_recurrence(printed: str) -> Recurrence:
    """Parse 每月16日, 每周五, 礼拜五, 每两周, 每年12月, 每周末, 每逢节假日, 每月两次, 每半年.

    Raises DateError(not-a-recurrence) for anything else, also for a verb in between (每年开设3期).
    """
    text = _TIME_OF_DAY.sub("", re.sub(r"\s+", "", fold_width(printed)))
    weekly = re.fullmatch("(?:每逢|每到|每|逢)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])", text)
    if weekly:
        return Recurrence("week", weekday=_WEEKDAYS[weekly[1]])
    if text in ("节假日", "周末", "工作日"):
        return Recurrence(_UNITS[text])
    if text in ("每半年", "每半个月"):
        return Recurrence("month", interval=6) if text == "每半年" else Recurrence("month", times=2)
    match = _EVERY.match(text)
    if not match:
        raise DateError("not-a-recurrence", printed)
    found = Recurrence(
        _UNITS[match["unit"]], interval=read_whole(match["interval"]) if match["interval"] else 1
    )
    return _detail(found, text[match.end() :], printed)


def _detail(found: Recurrence, rest: str, printed: str) -> Recurrence:
    """Read what follows 每月, 每年: a day, a month, how many times."""
    if not rest:
        return found
    times = _TIMES.fullmatch(rest)
    if times:
        return replace(found, times=read_whole(times["times"]))
    day = re.fullmatch(rf"(?:的)?({NUMBER})[日号]", rest)
    if day and found.every == "month" and 1 <= read_whole(day[1]) <= 31:
        return replace(found, day=read_whole(day[1]))
    month = re.fullmatch(rf"(?:的)?({NUMBER})月(?:份)?(?:({NUMBER})[日号])?", rest)
    if month and found.every == "year":
        number, day_number = read_whole(month[1]), read_whole(month[2]) if month[2] else None
        if 1 <= number <= 12 and (day_number or 1) <= monthrange(_LEAP_YEAR, number)[1]:
            return replace(found, month=number, day=day_number)
    raise DateError("not-a-recurrence", printed)
