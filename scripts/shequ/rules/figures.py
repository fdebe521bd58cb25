"""Family 4, one figure at a time: what is printed can be read, and what is given beside it agrees.

In: `Catalogue`. Out: SQ401, SQ413, SQ415–SQ418. How words become numbers and days is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shequ.dates import DateError, DateRange, Recurrence, parse_date, parse_recurrence
from shequ.diagnostics import Diagnostic
from shequ.measure import first_day, last_day
from shequ.model import Observation, Path
from shequ.model.practice import Moment, Occasion
from shequ.model.relation import YearsSince
from shequ.quantity import Interval, Quantity, QuantityError, parse_quantity
from shequ.records import Catalogue
from shequ.rules.registry import rule
from shequ.sums.fit import hull
from shequ.sums.sides import show_interval

# Why a figure is not one, in words that serve both languages.
_REASONS = {
    "empty": "没有内容 nothing there",
    "worded": "是个说法，不是数字 a word, not a number",
    "no-numeral": "没有数字 no numeral",
    "ordinal": "是序数 an ordinal",
    "date": "是日期 a date",
    "two-quantities": "有两个数 two figures",
    "noun-after-classifier": "量词后面还有名词 a noun after the measure word",
    "unknown-classifier": "不认识的量词 an unknown measure word",
    "leading-text": "数字前面还有别的字 other words before the number",
    "two-qualifiers": "两个限定词互相矛盾 two qualifiers that do not agree",
    "digit-string": "是一串字，不是数字 a string of digits",
    "quantity": "是个确切的数，不该标成 {type} a number, not {type}",
    "no-universal": "没有说全部 no word that means all",
    "no-none": "没有说没有 no word that means none",
}
_DATE_REASONS = {
    "empty": "没有内容 nothing there",
    "not-a-date": "不是日期 not a date",
    "no-such-day": "没有这一天 no such day",
    "needs-written": "没有年份，来源也没有日期 no year, and an undated source",
    "needs-antecedent": "要看上文才知道是哪一年 depends on an earlier date",
    "vague": "只是大概的时候 too vague",
    "bad-range": "先后颠倒 ends before it starts",
}
# Words by which a text says all or none without a number.
_ALL = re.compile("全|各|均|都|每|所有|一律|整|户户|人人|处处|皆|无一")
_NONE = re.compile("[未无没零不0０]")
# What explicit bounds may stand in for; anything else must be written as one figure first.
_SILENT = frozenset({"worded", "no-numeral", "digit-string"})
# Months that have a name of their own when several pass between two.
_LONGER = {("month", 6): "half-year", ("month", 3): "quarter"}
# Periods whose words name no dates.
_DATELESS = frozenset({"multi-year", "year-unknown"})


@rule("SQ401")
def check_printed(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A figure must print exactly one quantity, of the kind its value type says."""
    for figure in catalogue.figures.values():
        reason = find_fault(figure.record)
        if reason is not None:
            at = catalogue.locate("communities", figure.community, (*figure.path, "printed"))
            words = _REASONS[reason].format(type=figure.record.value_type)
            yield Diagnostic("SQ401", at, {"printed": figure.record.printed, "reason": words})


@rule("SQ413")
def check_explicit(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Explicit values must agree with what is printed."""
    for figure in catalogue.figures.values():
        explicit, quantity = _explicit(figure.record), figure.quantity
        if explicit is None or quantity is None or explicit.overlaps(_widest(quantity)):
            continue
        key = (
            "value" if figure.record.value is not None else "low" if figure.record.low is not None else "high"
        )
        facts = {
            "explicit": show_interval(explicit),
            "printed": figure.record.printed,
            "read": show_interval(_widest(quantity)),
        }
        yield Diagnostic(
            "SQ413", catalogue.locate("communities", figure.community, (*figure.path, key)), facts
        )


@rule("SQ415")
def check_bounds(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The lower of two bounds, and the earlier of two dates, must come first."""
    for figure in catalogue.figures.values():
        record, period = figure.record, figure.record.period
        low, high = record.low, record.high
        if low is not None and high is not None and low > high:
            at = catalogue.locate("communities", figure.community, (*figure.path, "low"))
            yield Diagnostic("SQ415", at, {"first": str(low), "second": str(high)})
        if period is not None and _are_reversed(period.start, period.end):
            at = catalogue.locate("communities", figure.community, (*figure.path, "period", "start"))
            yield Diagnostic("SQ415", at, {"first": str(period.start), "second": str(period.end)})
    for id_, source in catalogue.sources.items():
        for key, dating in (("published", source.published), ("written", source.written)):
            if dating is not None and _are_reversed(dating.not_before, dating.not_after):
                at = catalogue.locate("sources", id_, (key, "not_before"))
                yield Diagnostic(
                    "SQ415", at, {"first": str(dating.not_before), "second": str(dating.not_after)}
                )


@rule("SQ416")
def check_dates(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A printed date must be readable; without a year, against the date of a dated source."""
    for date in _dates(catalogue):
        written = catalogue.written(date.source)
        reason = _unreadable(date.printed, written)
        if reason is not None:
            at = catalogue.locate("communities", date.community, date.path)
            yield Diagnostic("SQ416", at, {"printed": date.printed, "reason": reason, "source": date.source})


@rule("SQ417")
def check_schedules(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A schedule must be a recurrence as printed, and agree with its day and interval."""
    for entry in catalogue.practices.values():
        for number, occasion in enumerate(entry.record.schedule):
            found = _recurrence(occasion.printed)
            if found is not None and agrees(occasion, found):
                continue
            path = (*entry.path, "schedule", number, "printed")
            facts = {
                "printed": occasion.printed,
                "read": _describe(found),
                "given": _given(occasion),
            }
            yield Diagnostic("SQ417", catalogue.locate("communities", entry.community, path), facts)


@rule("SQ418")
def check_periods(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The words of a period must be readable, or its dates be given."""
    for figure in catalogue.figures.values():
        period = figure.record.period
        if period is None or period.start or period.end or period.type in _DATELESS:
            continue
        if period.type == "every" and _recurrence(period.printed) is not None:
            continue
        reason = _unreadable(period.printed, catalogue.written(figure.source))
        if reason is not None:
            at = catalogue.locate("communities", figure.community, (*figure.path, "period"))
            facts = {"printed": period.printed, "reason": reason, "source": figure.source}
            yield Diagnostic("SQ418", at, facts)


def find_fault(record: Observation) -> str | None:
    """Why a figure's `printed` is not what its value type says; None where it is."""
    reason = _reason(record)
    if record.value_type in ("universal", "none", "worded"):
        if reason is None:
            return "quantity"
        if record.value_type == "universal" and not _ALL.search(record.printed):
            return "no-universal"
        if record.value_type == "none" and not _NONE.search(record.printed):
            return "no-none"
        return reason if record.value_type == "worded" and reason not in _SILENT else None
    is_given = any(value is not None for value in (record.value, record.low, record.high))
    return None if reason in _SILENT and is_given else reason


def agrees(occasion: Occasion, found: Recurrence) -> bool:
    """Whether what is given says the same as what is printed; a number of times may be left out."""
    every = _LONGER.get((found.every, found.interval), found.every)
    same_interval = every == occasion.every or (every, occasion.every) == ("workday", "day")
    return same_interval and occasion.day == found.day and occasion.times in (None, found.times)


def _reason(record: Observation) -> str | None:
    printed = record.printed.removeprefix("第") if record.value_type == "ordinal" else record.printed
    try:
        parse_quantity(printed)
    except QuantityError as error:
        return error.reason
    return None


def _explicit(record: Observation) -> Interval | None:
    """Explicit bounds, else the explicit value; None where neither is given or the bounds are reversed."""
    if record.low is not None or record.high is not None:
        reversed_ = record.low is not None and record.high is not None and record.low > record.high
        return None if reversed_ else Interval(record.low, record.high)
    return Interval.exactly(record.value) if record.value is not None else None


def _widest(quantity: Quantity) -> Interval:
    """What either reading of the words allows."""
    strict = quantity.strict
    return hull(strict, quantity.conventional) if strict is not None else Interval.everything()


def _are_reversed(first: str | None, second: str | None) -> bool:
    return bool(first and second) and first_day(str(first)) > last_day(str(second))


@dataclass(frozen=True)
class _Date:
    """A printed date and where it stands."""

    printed: str
    source: str
    community: str
    path: Path


def _dates(catalogue: Catalogue) -> Iterator[_Date]:
    """Every date that is given in words alone: of milestones, of practices, of years that are counted."""
    for community, record in catalogue.communities.items():
        for number, milestone in enumerate(record.milestones):
            yield from _moment(catalogue, community, milestone, ("milestones", number))
        for number, relation in enumerate(record.relations):
            figure = isinstance(relation, YearsSince) and catalogue.figures.get(
                catalogue.resolve_id(community, relation.years)
            )
            if not isinstance(relation, YearsSince) or not figure:
                continue
            yield _Date(relation.since, figure.source, community, ("relations", number, "since"))
            if relation.until is not None:
                yield _Date(relation.until, figure.source, community, ("relations", number, "until"))
    for entry in catalogue.practices.values():
        for key, moment in (("started", entry.record.started), ("ended", entry.record.ended)):
            yield from _moment(catalogue, entry.community, moment, (*entry.path, key))
        for number, milestone in enumerate(entry.record.milestones):
            path = (*entry.path, "milestones", number)
            yield from _moment(catalogue, entry.community, milestone, path)


def _moment(catalogue: Catalogue, community: str, moment: Moment | None, path: Path) -> Iterator[_Date]:
    if moment is not None and moment.date is None:
        source = catalogue.source_at(community, moment.at)
        yield _Date(moment.printed, source, community, (*path, "printed"))


def _unreadable(printed: str, written: DateRange | None) -> str | None:
    """Why a printed date cannot be read, in words that serve both languages; None where it can."""
    try:
        parse_date(printed, written)
    except DateError as error:
        return _DATE_REASONS.get(error.reason, error.reason)
    return None


def _recurrence(printed: str) -> Recurrence | None:
    try:
        return parse_recurrence(printed)
    except DateError:
        return None


def _describe(found: Recurrence | None) -> str:
    """A recurrence in the words of the record's keys."""
    if found is None:
        return "—"
    every = f"every: {found.every}" + (f" × {found.interval}" if found.interval > 1 else "")
    details = [f"{key}: {value}" for key in ("day", "times") if (value := getattr(found, key)) is not None]
    return ", ".join([every, *details])


def _given(occasion: Occasion) -> str:
    details = [f"{key}: {value}" for key in ("day", "times") if (value := getattr(occasion, key)) is not None]
    return ", ".join([f"every: {occasion.every}", *details])
