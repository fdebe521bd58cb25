"""Family 4, one figure at a time: what is printed can be read, and what is given beside it agrees.

In: `Catalogue`. Out: SQ401, SQ413, SQ415. How words become numbers is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from shequ.dates import first_day, last_day
from shequ.diagnostics import Diagnostic
from shequ.model import Observation, Path
from shequ.quantity import QuantityError, parse_quantity
from shequ.records import Catalogue, Figure
from shequ.rules.registry import rule
from shequ.sums.sides import show_interval, show_number

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
# Words by which a text says all or none without a number.
_ALL = re.compile("全|各|均|都|每|所有|一律|整|户户|人人|处处|皆|无一")
_NONE = re.compile("[未无没零不0０]")
# What explicit bounds may stand in for; anything else must be written as one figure first.
_SILENT = frozenset({"worded", "no-numeral", "digit-string"})


@rule("SQ401")
def check_printed(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A figure must print exactly one quantity, of the kind its value type says."""
    for figure in catalogue.figures.values():
        for record, path in _printings(figure):
            reason = find_fault(record)
            if reason is not None:
                at = catalogue.locate("communities", figure.community, path)
                words = _REASONS[reason].format(type=record.value_type)
                yield Diagnostic("SQ401", at, {"printed": record.printed, "reason": words})


@rule("SQ413")
def check_explicit(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Explicit values may only repeat what is printed, where that can be read."""
    for figure in catalogue.figures.values():
        given, words = _explicit(figure.record), _words(figure)
        if words is None or _reversed_bounds(figure.record):
            continue
        read, expected = words
        for key in given:
            if given[key] != expected[key]:
                facts = {"explicit": show_number(given[key]), "printed": figure.record.printed, "read": read}
                at = catalogue.locate("communities", figure.community, (*figure.path, key))
                yield Diagnostic("SQ413", at, facts)
                break


@rule("SQ415")
def check_bounds(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The lower of two bounds, the earlier of two dates, the first of two places must come first."""
    for figure in catalogue.figures.values():
        record, period = figure.record, figure.record.period
        bounds = _reversed_bounds(record)
        if bounds is not None:
            at = catalogue.locate("communities", figure.community, (*figure.path, bounds[0]))
            yield Diagnostic("SQ415", at, {"first": str(bounds[1]), "second": str(bounds[2])})
        if isinstance(record.nth, tuple) and record.nth[0] > record.nth[1]:
            at = catalogue.locate("communities", figure.community, (*figure.path, "nth"))
            yield Diagnostic("SQ415", at, {"first": str(record.nth[0]), "second": str(record.nth[1])})
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


def _reason(record: Observation) -> str | None:
    printed = record.printed.removeprefix("第") if record.value_type == "ordinal" else record.printed
    try:
        parse_quantity(printed)
    except QuantityError as error:
        return error.reason
    return None


def _printings(figure: Figure) -> Iterator[tuple[Observation, Path]]:
    """A figure as it is printed at each of its places, and where that is written."""
    yield figure.record, (*figure.path, "printed")
    for number, also in enumerate(figure.record.also_at):
        if also.printed is not None:
            again = figure.record.model_copy(update={"printed": also.printed})
            yield again, (*figure.path, "also_at", number, "printed")


def _explicit(record: Observation) -> dict[str, Decimal]:
    """The explicit values of a figure by their keys, without those that are not given."""
    keys = {"value": record.value, "low": record.low, "high": record.high}
    return {key: number for key, number in keys.items() if number is not None}


def _words(figure: Figure) -> tuple[str, dict[str, Decimal | None]] | None:
    """What a figure's words say, for a message and by the keys of explicit values; None where no number."""
    if figure.record.value_type == "universal":
        return "全部 all", dict.fromkeys(("value", "low", "high"))
    if figure.record.value_type == "none":
        return "0", dict.fromkeys(("value", "low", "high"), Decimal(0))
    quantity = figure.quantity
    if quantity is None:
        return None
    strict = quantity.strict
    read = show_interval(strict) if strict else f"约 about {show_number(quantity.value)}"
    low, high = (strict.low, strict.high) if strict else (None, None)
    return read, {"value": quantity.value, "low": low, "high": high}


def _reversed_bounds(record: Observation) -> tuple[str, Decimal, Decimal] | None:
    """The first two of low, value and high that do not rise, with the key of the first."""
    for key, first, second in (
        ("low", record.low, record.high),
        ("low", record.low, record.value),
        ("value", record.value, record.high),
    ):
        if first is not None and second is not None and first > second:
            return key, first, second
    return None


def _are_reversed(first: str | None, second: str | None) -> bool:
    return bool(first and second) and first_day(str(first)) > last_day(str(second))
