"""One figure with everything that follows from its words: reading, unit, period, source.

In: an observation and what it rests on. Out: `Figure`, `Reading`, `ResolvedPeriod`.
Nothing is judged here: an unreadable figure has no quantity, an unreadable period no days.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shequ.dates import DateError, DateRange, parse_date
from shequ.model import Dating, Observation, Path
from shequ.quantity import Interval, Quantity, QuantityError, parse_quantity


@dataclass(frozen=True)
class Reading:
    """What a figure says in numbers, read strictly: None is unbounded, an open bound is not reached."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    qualifier: str


@dataclass(frozen=True)
class ResolvedPeriod:
    """A period with its dates, read from the words against the source's own date."""

    type: str
    printed: str
    start: str | None
    end: str | None
    basis: str
    uncertain: bool


@dataclass(frozen=True)
class Figure:
    """One observation with everything that follows from its place in the catalogue.

    `id` is `<community>/<observation>`; `practice` is `<community>/<practice>`, None for the place itself.
    """

    id: str
    community: str
    practice: str | None
    record: Observation
    path: Path
    quantity: Quantity | None
    reading: Reading
    unit: str | None
    kind: str
    voice: str
    source: str
    paragraph: int
    period: ResolvedPeriod | None

    @property
    def strict(self) -> Interval | None:
        """The interval for derived values; None where the text says only about how much, or no number."""
        if self.record.low is not None or self.record.high is not None:
            return Interval(
                self.reading.low, self.reading.high, self.reading.low_open, self.reading.high_open
            )
        if self.quantity is not None:
            return self.quantity.strict
        return Interval.exactly(self.reading.value) if self.reading.value is not None else None

    @property
    def conventional(self) -> Interval | None:
        """The interval for consistency checks, as a reader of such reports takes the words."""
        return self.quantity.conventional if self.quantity is not None else self.strict


def resolve_period(record: Observation, written: DateRange | None) -> ResolvedPeriod | None:
    """The period of a figure with the days its words stand for, read against when its source was written."""
    period = record.period
    if period is None:
        return None
    if period.start or period.end:
        given = (period.start, period.end, period.basis)
        return ResolvedPeriod(period.type, period.printed, *given, uncertain=False)
    found, basis = read_date(period.printed, written)
    start, end = (found.not_before.isoformat(), found.not_after.isoformat()) if found else (None, None)
    return ResolvedPeriod(
        period.type,
        period.printed,
        None if period.type == "by" else start,
        None if period.type == "cumulative-since" else end,
        "inferred" if period.basis == "inferred" else basis,
        uncertain=bool(found and found.uncertain),
    )


def read_date(printed: str, written: DateRange | None) -> tuple[DateRange | None, str]:
    """The days a printed date may mean, and whether it says so or they follow from when it was written.

    Returns (None, "stated") for words that name no day.
    """
    for against, basis in ((None, "stated"), (written, "resolved")):
        try:
            return parse_date(printed, against), basis
        except DateError:
            continue
    return None, "stated"


def read_printed(record: Observation) -> Quantity | None:
    """The quantity a figure prints; None where its value type has no number, or the words cannot be read."""
    if record.value_type in ("universal", "none", "worded"):
        return None
    printed = record.printed.removeprefix("第") if record.value_type == "ordinal" else record.printed
    try:
        return parse_quantity(printed)
    except QuantityError:
        return None


def read_dating(dating: Dating) -> DateRange | None:
    """The range of a source's date; None where it gives none."""
    try:
        if dating.date:
            return _read_iso(dating.date)
        if dating.not_before and dating.not_after:
            first, last = _read_iso(dating.not_before), _read_iso(dating.not_after)
            return DateRange(first.not_before, last.not_after, uncertain=True)
    except DateError:
        return None
    return None


def _read_iso(date: str) -> DateRange:
    return parse_date(f"{date}年" if len(date) == 4 else date)


def read_bounds(record: Observation, quantity: Quantity | None) -> Reading:
    """Explicit values first, then what the words say, then what all and none mean."""
    if record.value is not None or record.low is not None or record.high is not None:
        point = record.low is None and record.high is None
        low, high = (record.value, record.value) if point else (record.low, record.high)
        qualifier = quantity.qualifier.value if quantity else "exact" if point else "range"
        return Reading(record.value, low, high, low_open=False, high_open=False, qualifier=qualifier)
    if quantity is not None:
        strict = quantity.strict or Interval.everything()
        return Reading(
            quantity.value,
            strict.low,
            strict.high,
            strict.low_open,
            strict.high_open,
            quantity.qualifier.value,
        )
    if record.value_type == "none":
        return Reading(Decimal(0), Decimal(0), Decimal(0), low_open=False, high_open=False, qualifier="none")
    qualifier = {"universal": "all", "worded": "worded"}.get(record.value_type, "unread")
    return Reading(None, None, None, low_open=False, high_open=False, qualifier=qualifier)
