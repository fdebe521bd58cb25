"""Dates, periods and recurrences as printed (去年12月, 2020年底前, 每月16日) → days, against a source's date.

In: the `printed` of a date or a schedule, and when the source was written.
Out: a `DateRange` or a `Recurrence`; the time words of a running text.
Must not live here: figures (`shequ.quantity`), which records need a date.
"""

from shequ.dates.iso import first_day, last_day, read_iso
from shequ.dates.reading import parse_date
from shequ.dates.recurrence import Every, Recurrence, parse_recurrence
from shequ.dates.sense import Sense, sense_of
from shequ.dates.span import DateError, DateRange
from shequ.dates.time_word import TIME_WORDS, find_time_words

__all__ = [
    "TIME_WORDS",
    "DateError",
    "DateRange",
    "Every",
    "Recurrence",
    "Sense",
    "find_time_words",
    "first_day",
    "last_day",
    "parse_date",
    "parse_recurrence",
    "read_iso",
    "sense_of",
]
