"""Intervals of exact decimals with open, closed or unbounded ends.

In: decimals.
Out: intervals that enclose every result the operands allow; a bound is rounded outward only in a division.
Must not live here: text, units, qualifiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, Inexact, InvalidOperation

_ZERO = Decimal(0)
# Sums and products are exact or raise: no figure of a catalogue has hundreds of digits.
_EXACT = Context(prec=400, traps=[Inexact, InvalidOperation, DivisionByZero])


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between `low` and `high`; None is unbounded, and an unbounded end is always open.

    Raises ValueError if no number lies in it.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies between {self.low} and {self.high}")

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """Return the interval that holds `value` alone."""
        return cls(value, value)

    @classmethod
    def everything(cls) -> Interval:
        """Return the interval without bounds."""
        return cls(None, None)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number lies in it."""
        return self.low is not None and self.low == self.high

    def contains(self, value: Decimal) -> bool:
        """Whether `value` lies in it."""
        return self.encloses(Interval.exactly(value))

    def encloses(self, other: Interval) -> bool:
        """Whether every number of `other` lies in it."""
        low, high = _low_key(self), _high_key(self)
        return low <= _low_key(other) and _high_key(other) <= high

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return _starts_before_end(self, other) and _starts_before_end(other, self)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _sum(self.low, other.low),
            _sum(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + other.scale(Decimal(-1))

    def __mul__(self, other: Interval) -> Interval:
        """Multiply two non-negative intervals; an unbounded low end counts as 0, a negative one raises."""
        a, b = _non_negative(self), _non_negative(other)
        if a.is_zero or b.is_zero:
            return Interval.exactly(_ZERO)
        low = _product(a.low, b.low)
        if low == 0:
            low_open = not ((a.low == 0 and not a.low_open) or (b.low == 0 and not b.low_open))
        else:
            low_open = a.low_open or b.low_open
        return Interval(low, _product(a.high, b.high), low_open, a.high_open or b.high_open)

    @property
    def is_zero(self) -> bool:
        """Whether it holds 0 and nothing else."""
        return self.is_point and self.low == 0

    def scale(self, factor: Decimal) -> Interval:
        """Multiply by one number of either sign."""
        if factor == 0:
            return Interval.exactly(_ZERO)
        low, high = _product(self.low, factor), _product(self.high, factor)
        if factor > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)

    def divide(self, other: Interval, digits: int = 12) -> Interval:
        """Divide two non-negative intervals, each bound rounded outward to `digits` significant digits.

        A bound whose decimal ends within `digits` is exact and keeps its openness; a rounded one is open.
        An unbounded low end counts as 0; a divisor that reaches down to 0 leaves the result unbounded above.
        Raises ValueError on a negative bound and ZeroDivisionError if the divisor is 0 and nothing else.
        """
        a, b = _non_negative(self), _non_negative(other)
        if b.is_zero:
            raise ZeroDivisionError("the divisor is exactly 0")
        if a.is_zero:
            return a
        low, low_open = _quotient(a.low, b.high, digits, ROUND_FLOOR)
        high, high_open = _quotient(a.high, b.low, digits, ROUND_CEILING)
        if a.low == 0:
            return Interval(_ZERO, high, a.low_open, high_open or a.high_open or b.low_open)
        return Interval(
            low,
            high,
            low_open or a.low_open or b.high_open,
            high_open or a.high_open or b.low_open,
        )


def _low_key(interval: Interval) -> tuple[int, Decimal, bool]:
    """Order low ends: unbounded first, then by number, a closed end before an open one."""
    return (-1, _ZERO, False) if interval.low is None else (0, interval.low, interval.low_open)


def _high_key(interval: Interval) -> tuple[int, Decimal, bool]:
    """Order high ends: by number, an open end before a closed one, unbounded last."""
    return (1, _ZERO, False) if interval.high is None else (0, interval.high, not interval.high_open)


def _starts_before_end(first: Interval, second: Interval) -> bool:
    if first.low is None or second.high is None:
        return True
    if first.low == second.high:
        return not (first.low_open or second.high_open)
    return first.low < second.high


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else _EXACT.add(a, b)


def _product(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else _EXACT.multiply(a, b)


def _non_negative(interval: Interval) -> Interval:
    if interval.low is None:
        return Interval(_ZERO, interval.high, False, interval.high_open)
    if interval.low < 0:
        raise ValueError(
            f"negative bound {interval.low}: products and quotients are for non-negative figures"
        )
    return interval


def _quotient(
    a: Decimal | None, b: Decimal | None, digits: int, rounding: str
) -> tuple[Decimal | None, bool]:
    """Return one bound and whether it was rounded; None for b in a lower bound means 0, open."""
    if rounding == ROUND_FLOOR and b is None:
        return _ZERO, True
    if a is None or b is None or b == 0:
        return None, True
    context = Context(prec=digits, rounding=rounding)
    bound = context.divide(a, b)
    return bound, bool(context.flags[Inexact])
