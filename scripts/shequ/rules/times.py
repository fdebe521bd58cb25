"""Family 4, times: printed dates, schedules and periods can be read, and what is given beside them agrees.

In: `Catalogue`. Out: SQ413, SQ416–SQ420. How words become days is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shequ.dates import (
    DateError,
    DateRange,
    Recurrence,
    Sense,
    parse_date,
    parse_recurrence,
    read_iso,
    sense_of,
)
from shequ.diagnostics import Diagnostic
from shequ.figure import read_date, say_days
from shequ.model import Moment, Path, Period
from shequ.model.practice import Occasion
from shequ.model.relation import YearsSince
from shequ.records import Catalogue
from shequ.rules.registry import rule

# Why words name no day, in words that serve both languages.
_DATE_REASONS = {
    "empty": "没有内容 nothing there",
    "not-a-date": "不是日期 not a date",
    "no-such-day": "没有这一天 no such day",
    "needs-written": "没有年份，来源也没有日期 no year, and an undated source",
    "needs-antecedent": "要看上文才知道是哪一年 depends on an earlier date",
    "vague": "只是大概的时候 too vague",
    "bad-range": "先后颠倒 ends before it starts",
}
_ONE_END = "只写了一头 only one of start and end"
# Months that have a name of their own when several pass between two.
_LONGER = {("month", 6): "half-year", ("month", 3): "quarter"}
# Periods whose words name no dates.
_DATELESS = frozenset({"multi-year", "year-unknown"})
# Types of period that words of a start, an end ahead, or an end reached allow.
_TYPES: dict[Sense | None, frozenset[str]] = {
    "since": frozenset({"cumulative-since", "every", "multi-year", "year-unknown"}),
    "by": frozenset({"by", "as-of", "year-unknown"}),
    "until": frozenset({"as-of", "cumulative-since", "multi-year", "year-unknown"}),
}


@rule("SQ420")
def check_facts(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What lies after the day its source was written is no fact yet."""
    for figure in catalogue.figures.values():
        written = catalogue.written(figure.source)
        if figure.record.realm != "actual" or figure.period is None or written is None:
            continue
        day = figure.period.start or figure.period.end
        if day is not None and day > written.not_after.isoformat():
            at = catalogue.locate("communities", figure.community, (*figure.path, "period"))
            facts = {"printed": figure.record.printed, "day": day, "written": written.not_after.isoformat()}
            yield Diagnostic("SQ420", at, facts)


@rule("SQ416")
def check_dates(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A printed date must be readable; without a year, against the date of a dated source."""
    for date in _dates(catalogue):
        written = catalogue.written(date.source)
        reason = None if date.given else _unreadable(date.printed, written)
        if reason is not None and date.source in catalogue.sources:
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
        if period is None or figure.source not in catalogue.sources:
            continue
        reason = _fault(period, catalogue.written(figure.source))
        if reason is not None:
            at = catalogue.locate("communities", figure.community, (*figure.path, "period"))
            facts = {"printed": period.printed, "reason": reason, "source": figure.source}
            yield Diagnostic("SQ418", at, facts)


@rule("SQ419")
def check_period_types(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A period must be of a type that its words allow: 以来 tells a start, 前 an end, 每年 a rhythm."""
    for figure in catalogue.figures.values():
        period = figure.record.period
        if period is None or _fits(period):
            continue
        allowed = sorted(_TYPES.get(sense_of(period.printed), ())) or ["as-of", "during"]
        facts = {"printed": period.printed, "type": period.type, "accepted": "、".join(allowed)}
        at = catalogue.locate("communities", figure.community, (*figure.path, "period", "type"))
        yield Diagnostic("SQ419", at, facts)


@rule("SQ413")
def check_given_dates(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Days given beside words that name days must lie among them."""
    for date in _given_dates(catalogue):
        words, _ = read_date(date.printed, catalogue.written(date.source))
        if words is None or _lies_in(read_iso(str(date.given)), words):
            continue
        start, end = say_days(words)
        facts = {"explicit": str(date.given), "printed": date.printed, "read": f"{start or ''}–{end}"}
        yield Diagnostic("SQ413", catalogue.locate("communities", date.community, date.path), facts)


def agrees(occasion: Occasion, found: Recurrence) -> bool:
    """Whether what is given says the same as what is printed; a number of times may be left out."""
    every = _LONGER.get((found.every, found.interval), found.every)
    same_interval = every == occasion.every or (every, occasion.every) == ("workday", "day")
    return same_interval and occasion.day == found.day and occasion.times in (None, found.times)


@dataclass(frozen=True)
class _Date:
    """A printed date, where it stands, and the date that is given beside it."""

    printed: str
    source: str
    community: str
    path: Path
    given: str | None = None


def _dates(catalogue: Catalogue) -> Iterator[_Date]:
    """Every date outside a period: of milestones, of practices, of years that are counted."""
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
    if moment is not None:
        source = catalogue.source_at(community, moment.at)
        key = "printed" if moment.date is None else "date"
        yield _Date(moment.printed, source, community, (*path, key), moment.date)


def _given_dates(catalogue: Catalogue) -> Iterator[_Date]:
    """Every date that is given beside words; of a period the ends that its words name."""
    yield from (date for date in _dates(catalogue) if date.given)
    for figure in catalogue.figures.values():
        period = figure.record.period
        if period is None or period.type in _DATELESS:
            continue
        for key, given, silent in (
            ("start", period.start, "by"),
            ("end", period.end, "cumulative-since"),
        ):
            if given and period.type != silent:
                path = (*figure.path, "period", key)
                yield _Date(period.printed, figure.source, figure.community, path, given)


def _lies_in(given: DateRange, words: DateRange) -> bool:
    """Whether days lie among those of the words; loose words (近期) need only be met."""
    if words.uncertain:
        return words.overlaps(given)
    return words.not_before <= given.not_before and given.not_after <= words.not_after


def _fault(period: Period, written: DateRange | None) -> str | None:
    """Why a period names no days, in words that serve both languages; None where it does or need not."""
    if period.type == "during" and bool(period.start) != bool(period.end):
        return _ONE_END
    if period.start or period.end or period.type in _DATELESS:
        return None
    if period.type == "every" and _recurrence(period.printed) is not None:
        return None
    return _unreadable(period.printed, written)


def _fits(period: Period) -> bool:
    if period.type == "every" and _recurrence(period.printed) is None:
        return read_date(period.printed, None)[0] is None
    allowed = _TYPES.get(sense_of(period.printed))
    return allowed is None or period.type in allowed


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
