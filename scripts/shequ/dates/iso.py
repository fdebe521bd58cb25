"""Dates as authors give them beside the words, to the year, the month or the day: 2019, 2019-07, 2019-07-15.

In: such a date. Out: its days. Must not live here: printed words (see `reading`).
"""

from __future__ import annotations

import calendar
from datetime import date

from shequ.dates.span import DateError, DateRange


def read_iso(written: str) -> DateRange:
    """Every day of the date. Raises `DateError` for a day that no calendar has (2019-02-31)."""
    try:
        return DateRange(date.fromisoformat(first_day(written)), date.fromisoformat(last_day(written)))
    except ValueError:
        raise DateError("no-such-day", written) from None


def first_day(written: str) -> str:
    """The first day of a date, in a form that sorts."""
    return (written + "-01-01")[:10]


def last_day(written: str) -> str:
    """The last day of a date, in a form that sorts. Raises `ValueError` for a month that is none."""
    if len(written) == 4:
        return f"{written}-12-31"
    if len(written) > 7:
        return written
    year, month = int(written[:4]), int(written[5:])
    if not (1 <= month <= 12 and year):
        raise ValueError(f"no such month: {written}")
    return f"{written}-{calendar.monthrange(year, month)[1]:02}"
