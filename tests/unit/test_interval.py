"""Intervals enclose what they stand for, keep open ends open, and round outward only."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.quantity import Interval

ONE = Decimal(1)
numbers = st.decimals(min_value=0, max_value=10**8, places=3, allow_nan=False, allow_infinity=False)


def span(low: str | None, high: str | None, ends: str = "[]") -> Interval:
    """Build an interval from strings; `ends` is its pair of brackets."""
    return Interval(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        low_open=ends[0] == "(",
        high_open=ends[1] == ")",
    )


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """Draw a non-negative interval and a number in it."""
    low, middle, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    unbounded = draw(st.booleans())
    interval = Interval(
        low,
        None if unbounded else high,
        low_open=low < middle and draw(st.booleans()),
        high_open=middle < high and draw(st.booleans()),
    )
    return interval, middle


def test_an_unbounded_end_is_open() -> None:
    """None as a bound is open whatever the caller says."""
    assert span(None, "3").low_open
    assert span("3", None).high_open
    assert Interval.everything() == span(None, None, "()")


@pytest.mark.parametrize(("low", "high", "ends"), [("3", "2", "[]"), ("3", "3", "(]"), ("3", "3", "[)")])
def test_an_empty_interval_is_refused(low: str, high: str, ends: str) -> None:
    """Bounds that no number satisfies raise."""
    with pytest.raises(ValueError, match="no number"):
        span(low, high, ends)


def test_contains_minds_open_ends() -> None:
    """An open end is outside, a closed one inside."""
    assert span("2", "3").contains(Decimal(2))
    assert not span("2", "3", "(]").contains(Decimal(2))
    assert span("2", "3", "(]").contains(Decimal(3))
    assert not span("2", "3", "[)").contains(Decimal(3))
    assert span(None, None).contains(Decimal(-5))


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (span("1", "2"), span("2", "3"), True),
        (span("1", "2", "[)"), span("2", "3"), False),
        (span("1", "2"), span("2", "3", "(]"), False),
        (span("1", "9"), span("3", "4", "()"), True),
        (span("1", "2"), span("3", "4"), False),
        (span(None, "2"), span("1", None), True),
        (span("20000", None, "()"), span(None, "20000", "()"), False),
    ],
)
def test_overlaps(first: Interval, second: Interval, meet: bool) -> None:
    """Two intervals overlap if some number lies in both, in either order."""
    assert first.overlaps(second) is meet
    assert second.overlaps(first) is meet


def test_encloses_minds_open_ends() -> None:
    """A closed end encloses an open one at the same number, not the other way round."""
    assert span("1", "2").encloses(span("1", "2", "()"))
    assert not span("1", "2", "()").encloses(span("1", "2"))
    assert span(None, None).encloses(span("1", None))
    assert not span("1", None).encloses(span(None, None))


def test_sum_and_difference_propagate_openness() -> None:
    """A bound of a sum is open if either bound is, and a difference takes the opposite bound."""
    assert span("1", "2") + span("3", "4", "(]") == span("4", "6", "(]")
    assert span("1", None) + span("3", "4") == span("4", None)
    assert span("5", "6") - span("1", "2", "[)") == span("3", "5", "(]")
    assert span("5", "6") - span("1", None) == span(None, "5")


def test_sums_are_exact_beyond_the_default_precision() -> None:
    """Forty digits are added without rounding."""
    long = "1234567890123456789012345678901234567890.1"
    assert Interval.exactly(Decimal(long)) + Interval.exactly(Decimal("0.02")) == Interval.exactly(
        Decimal("1234567890123456789012345678901234567890.12")
    )


def test_product_of_open_ends() -> None:
    """A product with a closed zero reaches zero, one with an open zero does not."""
    assert span("0", "2") * span("1", "3", "()") == span("0", "6", "[)")
    assert span("0", "2", "(]") * span("1", "3") == span("0", "6", "(]")
    assert span("0", "0") * span("1", None) == span("0", "0")
    assert span(None, "2") * span("3", "3") == span("0", "6")


def test_products_and_quotients_refuse_negative_bounds() -> None:
    """They are for counts and measures; a negative bound is a fault of the caller."""
    with pytest.raises(ValueError, match="negative"):
        _ = span("-1", "2") * span("1", "2")
    with pytest.raises(ValueError, match="negative"):
        span("1", "2").divide(span("-1", "2"))


def test_quotient_over_more_than() -> None:
    """97 over "more than 20,000" is fewer than 0.00485, never 0.00485, and more than nothing."""
    assert span("97", "97").divide(span("20000", None, "()")) == span("0", "0.00485", "()")


def test_quotient_rounds_outward() -> None:
    """A third to three digits lies strictly between 0.333 and 0.334; a quarter stays exact."""
    assert span("1", "1").divide(span("3", "3"), digits=3) == span("0.333", "0.334", "()")
    assert span("1", "1").divide(span("4", "4"), digits=3) == span("0.25", "0.25")


def test_quotient_by_an_interval_that_reaches_zero() -> None:
    """The result has no upper bound; a divisor that is zero alone raises."""
    assert span("4", "6").divide(span("0", "2")) == span("2", None)
    assert span("4", "6").divide(span(None, "2", "()")) == span("2", None, "()")
    with pytest.raises(ZeroDivisionError):
        span("4", "6").divide(span("0", "0"))


def test_quotient_of_zero() -> None:
    """Nothing over something is nothing; a closed zero stays reachable however large the divisor."""
    assert span("0", "0").divide(span("3", None)) == span("0", "0")
    assert span("0", "6").divide(span("2", None)) == span("0", "3")


def test_scale_by_either_sign() -> None:
    """A negative factor swaps the ends with their openness; zero leaves zero."""
    assert span("1", "2", "[)").scale(Decimal(1000)) == span("1000", "2000", "[)")
    assert span("1", "2", "[)").scale(Decimal(-1)) == span("-2", "-1", "(]")
    assert span("1", None).scale(Decimal(0)) == span("0", "0")


@given(intervals(), intervals())
def test_arithmetic_encloses_every_point(
    first: tuple[Interval, Decimal], second: tuple[Interval, Decimal]
) -> None:
    """The result of any two numbers of the operands lies in the result of the intervals."""
    (a, x), (b, y) = first, second
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)


@given(intervals(), intervals(), st.integers(min_value=1, max_value=12))
def test_quotient_encloses_every_point(
    first: tuple[Interval, Decimal], second: tuple[Interval, Decimal], digits: int
) -> None:
    """x / y satisfies both bounds exactly, checked by multiplying and never by dividing."""
    (a, x), (b, y) = first, second
    if y == 0 or b.is_zero:
        return
    found = a.divide(b, digits)
    assert found.low is not None
    assert found.low * y < x if found.low_open else found.low * y <= x
    if found.high is not None:
        assert x < found.high * y if found.high_open else x <= found.high * y


@given(intervals(), st.integers(min_value=2, max_value=10))
def test_more_digits_never_widen(drawn: tuple[Interval, Decimal], digits: int) -> None:
    """A quotient to more digits lies inside the quotient to fewer."""
    interval, _ = drawn
    third = Interval.exactly(Decimal(3))
    assert interval.divide(third, digits - 1).encloses(interval.divide(third, digits))
