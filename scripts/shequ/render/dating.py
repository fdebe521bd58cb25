"""Dates and periods as readers meet them: one thin format, and words for what is open or only bounded.

In: periods with their resolved days. Out: text: 自 2018 年起, 2019-05-05 至 05-31 之间, 2018 年.
What a source prints is quoted beside it by the caller; nothing is resolved here.
"""

from __future__ import annotations

import re

from shequ.dates import first_day, last_day
from shequ.records import ResolvedPeriod
from shequ.render.wording import Wording

# What two ways of writing a date have in common.
_NUMBERS = re.compile(r"\d+")


def say_days(wording: Wording, period: ResolvedPeriod) -> str:
    """The days a period stands for, '' where nothing gives them."""
    t, start, end = wording.t, period.start, period.end
    if not start and not end:
        return ""
    if start and end:
        return _say_both(wording, period, start, end)
    if start:
        begun = shorten(start)
        return t("dating.since_year" if len(begun) == 4 else "dating.since", date=begun)
    key = "until" if period.type == "cumulative-since" else "by"
    return t(f"dating.{key}", date=say_date(wording, end or ""))


def say_briefly(wording: Wording, period: ResolvedPeriod) -> str:
    """The same for a line: of days that only bound a time, the month or the years they lie in."""
    start, end = period.start or "", period.end or ""
    if not is_between(period):
        return say_days(wording, period)
    if start[:7] == end[:7]:
        return wording.t("dating.about", date=start[:7])
    if start[:4] == end[:4]:
        return wording.t("dating.about", date=say_date(wording, start[:4]))
    return wording.t("dating.about", date=wording.t("dating.years", first=start[:4], last=end[:4]))


def repeats(printed: str, days: str) -> bool:
    """Whether words already say every number of the days."""
    return set(_NUMBERS.findall(days)) <= set(_NUMBERS.findall(printed))


def say_date(wording: Wording, date: str) -> str:
    """A year, a month or a day: 2018 年, 2018-04, 2019-07-15."""
    return wording.t("dating.year", year=date) if len(date) == 4 else date


def say_span(wording: Wording, start: str, end: str) -> str:
    """From one day to another, the shortest way that loses nothing."""
    if start == end:
        return start
    for width in (4, 7):
        if (start, end) == (first_day(start[:width]), last_day(start[:width])):
            return say_date(wording, start[:width])
    if start[:4] == end[:4]:
        return wording.t("dating.span", first=start, last=end[5:])
    return wording.t("dating.span", first=start, last=end)


def is_between(period: ResolvedPeriod) -> bool:
    """Whether the days are bounds of a time that is not known more closely."""
    return bool(period.uncertain and period.start and period.end and period.start != period.end)


def _say_both(wording: Wording, period: ResolvedPeriod, start: str, end: str) -> str:
    said = say_span(wording, start, end)
    return wording.t("dating.between", span=said) if is_between(period) else said


def shorten(start: str) -> str:
    """A beginning: 2018 for the first day of that year, 2018-04 for the first of that month."""
    return start.removesuffix("-01").removesuffix("-01") if start.endswith("-01") else start
