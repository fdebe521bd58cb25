"""Figures as the sums take them: two intervals each, in one unit, never below zero.

In: figures. Out: `Sides`, and the form in which intervals and numbers appear in messages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeVar

from shequ.measure import convert
from shequ.quantity import Interval
from shequ.records import Figure
from shequ.sums.fit import clip, hull
from shequ.sums.judgement import ReadingName
from shequ.vocabulary import Vocabularies

T = TypeVar("T")
_SHOWN = Context(prec=6, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True)
class Side:
    """One figure: `wide` holds what either reading allows, `usual` what the conventional one does.

    `known` tells whether the text bounds it at all.
    """

    wide: Interval
    usual: Interval
    known: bool

    def read(self, reading: ReadingName) -> Interval:
        """The interval of one reading."""
        return self.wide if reading == "strict" else self.usual


def side_of(vocabularies: Vocabularies, figure: Figure, unit: str | None) -> Side | None:
    """A figure in `unit` (as it is where no factors lead there); None where its bounds make no interval."""
    try:
        strict, usual = figure.strict, figure.conventional
    except ValueError:
        return None
    known = usual is not None
    usual = usual or Interval.everything()
    wide = Interval.everything() if strict is None else hull(strict, usual)
    clipped = [clip(_in_unit(vocabularies, interval, figure.unit, unit)) for interval in (wide, usual)]
    return Side(clipped[0], clipped[1], known) if clipped[0] and clipped[1] else None


def decide(test: Callable[[ReadingName], T | None]) -> tuple[T, ReadingName] | None:
    """What a test finds, and in which reading: the wider one first. None where it finds nothing."""
    strict = test("strict")
    if strict is not None:
        return strict, "strict"
    usual = test("conventional")
    return None if usual is None else (usual, "conventional")


def show_interval(interval: Interval) -> str:
    """An interval in a message: 4511, > 20000, 3500–3600."""
    if interval.is_point:
        return show_number(interval.low)
    if interval.high is None:
        return f"{'>' if interval.low_open else '≥'} {show_number(interval.low)}" if interval.low else "?"
    if not interval.low:
        return f"{'<' if interval.high_open else '≤'} {show_number(interval.high)}"
    return f"{show_number(interval.low)}–{show_number(interval.high)}"


def show_number(value: Decimal | None) -> str:
    """A number without an exponent or trailing zeros."""
    if value is None:
        return "?"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_quotient(interval: Interval) -> str:
    """A computed quotient in a message, to six significant digits."""
    ends = (interval.low, interval.high)
    low, high = (None if end is None else _SHOWN.plus(end) for end in ends)
    if low is not None and low == high:
        return show_number(low)
    return show_interval(Interval(low, high, interval.low_open, interval.high_open))


def _in_unit(vocabularies: Vocabularies, interval: Interval, unit: str | None, into: str | None) -> Interval:
    if unit is None or into is None:
        return interval
    return convert(vocabularies, interval, unit, into) or interval
