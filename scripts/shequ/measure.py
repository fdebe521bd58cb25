"""Whether two figures may be set beside each other: their units and their periods.

In: figures and the units vocabulary. Out: converted intervals, and yes or no.
Nothing is added up or judged here.
"""

from __future__ import annotations

from shequ.dates import first_day, last_day
from shequ.quantity import Interval
from shequ.records import Figure, ResolvedPeriod
from shequ.vocabulary import Vocabularies


def convert(vocabularies: Vocabularies, interval: Interval, unit: str, into: str) -> Interval | None:
    """`interval` of `unit` in another unit; None where no declared factors lead from one to the other.

    A factor that is not written in the vocabulary does not count: people are not households.
    """
    if unit == into:
        return interval
    from_, to = vocabularies.units.get(unit), vocabularies.units.get(into)
    if from_ is None or to is None or from_.dimension != to.dimension:
        return None
    if from_.factor is None or to.factor is None:
        return None
    return interval.scale(from_.factor / to.factor)


def are_one_measure(vocabularies: Vocabularies, first: str, second: str) -> bool:
    """Whether amounts in two units are amounts of one thing: the same unit, or one that converts."""
    return convert(vocabularies, Interval.everything(), first, second) is not None


def periods_meet(first: Figure, second: Figure) -> bool:
    """Whether two figures may speak of the same time: only periods with dates that lie apart do not."""
    if first.period is None or second.period is None:
        return True
    return _not_after(first.period, second.period) and _not_after(second.period, first.period)


def is_within(part: Figure, whole: Figure) -> bool:
    """Whether the period of `part` may lie wholly inside that of `whole`; what is not dated may."""
    inner, outer = part.period, whole.period
    if inner is None or outer is None:
        return True
    if inner.uncertain or outer.uncertain:
        return periods_meet(part, whole)
    starts_inside = not (inner.start and outer.start) or first_day(inner.start) >= first_day(outer.start)
    if inner.end is None:
        ends_inside = outer.end is None or inner.type != "cumulative-since"
    else:
        ends_inside = outer.end is None or last_day(inner.end) <= last_day(outer.end)
    return starts_inside and ends_inside


def same_period(first: Figure, second: Figure) -> bool:
    """Whether two figures certainly speak of one time: equal dates and type, or no period in one source."""
    a, b = first.period, second.period
    if a is None or b is None:
        return a is b and first.source == second.source
    return (a.type, a.start, a.end) == (b.type, b.start, b.end) and bool(a.start or a.end)


def _not_after(first: ResolvedPeriod, second: ResolvedPeriod) -> bool:
    if not first.start or not second.end:
        return True
    return first_day(first.start) <= last_day(second.end)
