"""Figures of one metric on one scale: what each may be, drawn as a dot, a bar or an open end.

In: figures and derived values of a metric, or a sum that does not come out. Out: a `Chart`, or None.
Figures that are known to differ in kind never stand on one scale; whether they compare is judged elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from shequ.derive import Contradiction, Derived, comparability
from shequ.quantity import Qualifier
from shequ.records import Figure
from shequ.render.chart import Bar, Chart, Range, Tone, draw_bars, draw_ranges
from shequ.render.edition import Edition
from shequ.render.figure import label_of
from shequ.render.wording import NOT_YET

# Two values are read as fast as they are drawn.
FEWEST = 3
# More lines than this are no picture any more.
MOST = 24


def draw_scale(edition: Edition, figures: Sequence[Figure], derived: Sequence[Derived] = ()) -> Chart | None:
    """The largest group of figures that differ in nothing stated; None for fewer than three places.

    What no source states may still differ, and the drawing says so. Derived values are not drawn among them.
    """
    groups: dict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        level = edition.catalogue.communities[figure.community].level
        groups[figure.unit, level, figure.record.realm, figure.record.statistic].append(figure)
    found = max(groups.values(), key=len, default=[])
    reasons = comparability(edition.catalogue, found).reasons
    if any(reason.endswith("-differs") for reason in reasons):
        found = []
    told = list(_told(edition, found)) if len({f.community for f in found}) >= FEWEST else []
    computed = list(_computed(edition, _alike(edition, derived)))
    ranges = told or computed
    if len(ranges) < FEWEST:
        return None
    ranges.sort(key=lambda r: max(v for v in (r.low, r.high, r.about) if v is not None), reverse=True)
    left_out = len(figures) - len(told) if told else 0
    key = edition.wording.t("chart.scale_key")
    if left_out:
        key += edition.wording.t("chart.left_out", count=left_out)
    if len(ranges) > MOST:
        key += edition.wording.t("chart.largest", count=MOST)
    return draw_ranges("", key, ranges[:MOST])


def _alike(edition: Edition, derived: Iterable[Derived]) -> list[Derived]:
    """The largest group of computed values, of places of one level, whose inputs differ in nothing stated."""
    groups: dict[str, list[Derived]] = defaultdict(list)
    for value in derived:
        place = value.subject.partition("/")[0]
        groups[edition.catalogue.communities[place].level].append(value)
    found = max(groups.values(), key=len, default=[])
    inputs = [[value.inputs[n] for value in found] for n in (0, 1)]
    reasons = [r for ids in inputs for r in comparability(edition.catalogue, ids).reasons]
    return [] if any(reason.endswith("-differs") for reason in reasons) else found


def _told(edition: Edition, figures: Iterable[Figure]) -> Iterator[Range]:
    for figure in figures:
        reading = figure.reading
        near = reading.value if reading.low is None and reading.high is None else None
        if reading.low is None and reading.high is None and near is None:
            continue
        yield Range(
            label=_name(edition, figure.practice or figure.community),
            said=edition.wording.figure(figure).inline,
            low=_float(reading.low),
            high=_float(reading.high),
            about=_float(near),
            tone=_tone(edition, figure),
        )


def _computed(edition: Edition, derived: Iterable[Derived]) -> Iterator[Range]:
    for value in derived:
        bounds, unit = value.interval, edition.wording.unit(value.unit)
        shown = edition.wording.interval(bounds, unit).inline
        yield Range(
            _name(edition, value.subject), shown, _float(bounds.low), _float(bounds.high), tone="calc"
        )


def _name(edition: Edition, subject: str) -> str:
    """The place, and the practice where it is a practice's figure."""
    place, _, practice = subject.partition("/")
    name = edition.to_place(place).text
    if not practice:
        return name
    return edition.wording.t("site.page_title", name=edition.to_practice(subject).text, place=name)


def _tone(edition: Edition, figure: Figure) -> Tone:
    if figure.id in edition.index.contradictions_by_figure:
        return "clash"
    return "prep" if figure.record.realm in NOT_YET else "told"


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def draw_sum(edition: Edition, found: Contradiction) -> Chart | None:
    """A total beside its parts and the gap; None for all but exact numbers of one unit that fall short."""
    if found.code != "SQ402":
        return None
    figures = [edition.catalogue.figures[id_] for id_ in found.about]
    total, values = figures[0], [_exact(figure) for figure in figures]
    exact = [value for value in values if value is not None]
    if len(exact) < len(figures) or any(figure.unit != total.unit for figure in figures):
        return None
    bars = [
        Bar(label_of(edition, figure), edition.wording.figure(figure).inline, float(value))
        for figure, value in zip(figures, exact, strict=True)
    ]
    gap = exact[0] - sum(exact[1:], Decimal(0))
    said = edition.wording.amount(gap, edition.wording.unit(total.unit))
    bars.append(Bar(edition.wording.t("chart.missing"), said, float(gap), "clash"))
    return draw_bars("", edition.wording.t("chart.sum_key"), bars)


def _exact(figure: Figure) -> Decimal | None:
    """Its value where the words give one number and no more: an open or rounded one leaves no gap to draw."""
    return figure.reading.value if figure.reading.qualifier == Qualifier.EXACT else None
