"""The tests themselves: can numbers inside these intervals satisfy a relation?

In: intervals of non-negative numbers. Out: yes or no; yes wherever any numbers inside satisfy it.
No figure, unit or period is known here.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import reduce
from typing import Literal

from shequ.dates import DateRange
from shequ.quantity import Interval

# A whole number of a rate's numerator has far fewer digits than this.
_WIDE = Context(prec=60)


def hull(first: Interval, second: Interval) -> Interval:
    """The smallest interval that holds both."""
    low, low_open = _lower(first, second)
    high, high_open = _upper(first, second)
    return Interval(low, high, low_open, high_open)


def clip(interval: Interval) -> Interval | None:
    """The part of an interval that is not below zero; None where there is none."""
    if interval.low is not None and interval.low >= 0:
        return interval
    if interval.high is not None and (interval.high < 0 or (interval.high == 0 and interval.high_open)):
        return None
    return Interval(Decimal(0), interval.high, False, interval.high_open)


def may_be_at_most(first: Interval, second: Interval) -> bool:
    """Whether some number of `first` is at most some number of `second`."""
    if first.low is None or second.high is None or first.low < second.high:
        return True
    return first.low == second.high and not (first.low_open or second.high_open)


def check_partition(
    total: Interval, parts: list[Interval], exhaustive: bool
) -> Literal["over", "short"] | None:
    """`over` where the parts exceed the total, `short` where parts that make it up fall short of it."""
    added = add_all(parts)
    if not may_be_at_most(added, total):
        return "over"
    return "short" if exhaustive and not may_be_at_most(total, added) else None


def add_all(parts: list[Interval]) -> Interval:
    """The sum of intervals; 0 for none."""
    return reduce(lambda a, b: a + b, parts, Interval.exactly(Decimal(0)))


def may_multiply(each: Interval, count: Interval, total: Interval, bound: str = "") -> bool:
    """Whether `each` times `count` may make `total`; as `bound`, `each` is a `maximum` or a `minimum`."""
    product = each * count
    if bound == "maximum":
        return may_be_at_most(total, product)
    if bound == "minimum":
        return may_be_at_most(product, total)
    return product.overlaps(total)


def may_divide(numerator: Interval, denominator: Interval, rate: Interval) -> bool:
    """Whether a number of `numerator` over one of `denominator` may make `rate`; a zero denominator may."""
    if denominator.is_zero:
        return True
    return numerator.divide(denominator, digits=30).overlaps(rate)


def nearest_rates(denominator: Decimal, rate: Interval) -> tuple[int, int] | None:
    """The whole numerators on either side of a rate that none of them gives; None where one does.

    `rate` is a share (0.8878, not 88.78) with both ends known, `denominator` a whole number above 0.
    """
    if rate.low is None or rate.high is None or denominator <= 0:
        return None
    low, high = _WIDE.multiply(rate.low, denominator), _WIDE.multiply(rate.high, denominator)
    first, last = int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))
    if rate.low_open and first == low:
        first += 1
    if rate.high_open and last == high:
        last -= 1
    return (last, first) if first > last else None


def years_between(since: DateRange, until: DateRange) -> tuple[int, int]:
    """The least and the most years from `since` to `until`, by calendar years or by anniversaries passed."""
    by_calendar = (until.not_before.year - since.not_after.year, until.not_after.year - since.not_before.year)
    passed = (
        _anniversaries(since.not_after, until.not_before),
        _anniversaries(since.not_before, until.not_after),
    )
    return min(by_calendar[0], passed[0]), max(by_calendar[1], passed[1])


def may_be_years(years: Interval, least: int, most: int) -> bool:
    """Whether `years` fits. Only a plain number must be whole; 9年多 is more than nine and less than ten."""
    if years.is_point:
        return any(years.contains(Decimal(number)) for number in range(least, most + 1))
    return years.overlaps(Interval(Decimal(least), Decimal(most + 1), high_open=True))


def _anniversaries(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _lower(first: Interval, second: Interval) -> tuple[Decimal | None, bool]:
    if first.low is None or second.low is None:
        return None, True
    if first.low == second.low:
        return first.low, first.low_open and second.low_open
    low = min((first, second), key=lambda i: i.low or 0)
    return low.low, low.low_open


def _upper(first: Interval, second: Interval) -> tuple[Decimal | None, bool]:
    if first.high is None or second.high is None:
        return None, True
    if first.high == second.high:
        return first.high, first.high_open and second.high_open
    high = max((first, second), key=lambda i: i.high or 0)
    return high.high, high.high_open
