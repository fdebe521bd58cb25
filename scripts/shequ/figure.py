"""One figure with everything that follows from its words: reading, unit, period, source.

In: an observation and what it rests on. Out: `Figure`, `Reading`, `ResolvedPeriod`.
Nothing is judged here: an unreadable figure has no quantity, an unreadable period no days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from shequ.dates import DateError, DateRange, first_day, last_day, parse_date, read_iso, sense_of
from shequ.model import Dating, Milestone, Moment, Observation, Path
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
        if self.quantity is not None:
            return self.quantity.strict
        reading = self.reading
        if reading.low is None and reading.high is None:
            return None
        return Interval(reading.low, reading.high, reading.low_open, reading.high_open)

    @property
    def conventional(self) -> Interval | None:
        """The interval for consistency checks, as a reader of such reports takes the words."""
        return self.quantity.conventional if self.quantity is not None else self.strict


def resolve_period(record: Observation, written: DateRange | None) -> ResolvedPeriod | None:
    """The period of a figure with the days its words stand for, read against when its source was written.

    今年 of a fact ends, at the latest, when the text was written.
    """
    period = record.period
    if period is None:
        return None
    if period.start or period.end:
        start = first_day(period.start) if period.start else None
        end = last_day(period.end) if period.end else None
        inferred = period.basis == "inferred"
        return ResolvedPeriod(period.type, period.printed, start, end, period.basis, uncertain=inferred)
    found, basis = read_date(period.printed, written)
    if basis == "resolved" and record.realm == "actual":
        found = _as_told(found, written)
    start, end = say_days(found)
    reached = period.type == "cumulative-since" and sense_of(period.printed) in ("until", "now")
    return ResolvedPeriod(
        period.type,
        period.printed,
        None if period.type == "by" or reached else start,
        None if period.type == "cumulative-since" and not reached else end,
        "inferred" if period.basis == "inferred" else basis,
        uncertain=period.basis == "inferred" or bool(found and found.uncertain),
    )


def resolve_moment(moment: Moment, written: DateRange | None) -> tuple[str | None, str | None, str]:
    """First day, last day and basis of a date: the one given beside the words, else what they say."""
    if moment.date:
        return *say_days(read_iso(moment.date)), moment.basis
    found, basis = read_date(moment.printed, written)
    to_come = isinstance(moment, Milestone) and moment.realm != "actual"
    if basis == "resolved" and not to_come:
        found = _as_told(found, written)
    return *say_days(found), basis


def _as_told(days: DateRange | None, written: DateRange | None) -> DateRange | None:
    """The days of a fact, which lie no later than when the text was written."""
    if days is None or written is None:
        return days
    return replace(days, not_after=max(days.not_before, min(days.not_after, written.not_after)))


def say_days(days: DateRange | None) -> tuple[str | None, str | None]:
    """The first and the last day as they are written out; a deadline has no first one."""
    if days is None:
        return None, None
    return None if days.not_before == date.min else days.not_before.isoformat(), days.not_after.isoformat()


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
            return read_iso(dating.date)
        if dating.not_before and dating.not_after:
            first, last = read_iso(dating.not_before), read_iso(dating.not_after)
            return DateRange(first.not_before, last.not_after, uncertain=True)
    except DateError:
        return None
    return None


def read_bounds(record: Observation, quantity: Quantity | None) -> Reading:
    """What the words say, also where they say all or none; explicit values only where they say no number."""
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
    if record.value_type == "universal":
        return Reading(None, None, None, low_open=False, high_open=False, qualifier="all")
    low, high = record.low, record.high
    if low is not None or high is not None:
        qualifier = "at-least" if high is None else "at-most" if low is None else "range"
        return Reading(record.value, low, high, low is None, high is None, qualifier)
    silent = "worded" if record.value_type == "worded" else "unread"
    qualifier = silent if record.value is None else "exact"
    point = (record.value, record.value)
    return Reading(record.value, *point, low_open=False, high_open=False, qualifier=qualifier)
