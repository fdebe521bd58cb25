"""How records read in one language: labels, numbers, bounds and periods as words.

In: records and values. Out: text; Chinese in an English page is marked as Chinese, the one markup made here.
No record is looked up for a page and nothing is computed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Protocol

from markupsafe import Markup

from shequ.codebook import Lang
from shequ.dates import first_day, last_day
from shequ.messages import translate
from shequ.quantity import Interval
from shequ.records import Catalogue, Figure, ResolvedPeriod

# A number without end is shown to four digits; an interval this narrow (of its size) is only its rounding.
_SHOWN = Context(prec=4, rounding=ROUND_HALF_EVEN)
_ROUNDING = Decimal("0.0005")


class Bilingual(Protocol):
    """Anything with a Chinese and perhaps an English wording."""

    @property
    def zh(self) -> str: ...  # noqa: D102

    @property
    def en(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True)
class Shown:
    """A value as it is shown: qualifier in words, number, unit. `is_words` where there is no number."""

    qualifier: str
    number: str
    unit: str
    inline: str
    is_words: bool = False


# A unit's label may name in brackets what is counted: 个（网格）.
_COUNTED = re.compile(r"^(.*?)（(.+)）$")

# A classifier that says nothing behind a numeral in digits: 四大 is 4 项.
_NO_UNIT = re.compile("^大$")

# What a figure of these realms states has not happened.
NOT_YET = ("agreed", "planned", "target")


class Wording:
    """The words of one language's edition of a catalogue."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self.catalogue = catalogue
        self.lang = lang

    def t(self, key: str, **facts: object) -> str:
        """Interface text. Raises `KeyError` for an unknown key or a missing fact."""
        return translate(key, self.lang, **facts)

    def plain(self, text: Bilingual) -> str:
        """A text of the catalogue in this language, else in Chinese."""
        return (text.en or text.zh) if self.lang == "en" else text.zh

    def chinese(self, text: str) -> str:
        """Words that stand in Chinese in every language, marked as such on a page that is not in it."""
        return text if self.lang == "zh" else Markup('<span lang="zh-Hans">{}</span>').format(text)

    def words(self, text: Bilingual) -> str:
        """The same for a page: Chinese in an English page is marked as Chinese."""
        if self.lang == "en" and text.en is None:
            return self.chinese(text.zh)
        return self.plain(text)

    def label(self, vocabulary: str, id_: str) -> str:
        """The label of a vocabulary's term; the id itself where there is no such term."""
        term = self.catalogue.vocabularies.table(vocabulary).get(id_)
        return self.plain(term.pref_label) if term else id_

    def join(self, parts: list[str], separator: str = "list") -> str:
        """Several texts in one line."""
        return self.t(f"unit.{separator}_separator").join(parts)

    def quote(self, text: str) -> str:
        """Words of a source, in quotation marks."""
        return f"{self.t('unit.quote_open')}{text}{self.t('unit.quote_close')}"

    def unit(self, id_: str | None, value: Decimal | None = None) -> str:
        """The unit after a number, without what is counted: 个, 人, %; English has another word after 1."""
        term = self.catalogue.vocabularies.units.get(id_ or "")
        if self.lang == "en" and value == 1 and term and term.singular:
            return term.singular
        label = self.label("units", id_) if id_ else ""
        match = _COUNTED.match(label)
        return match[1] if match else label

    def unit_as_printed(self, figure: Figure, value: Decimal | None = None) -> str:
        """The classifier a figure prints (三支: 支) where its unit knows it; the unit's own word elsewhere.

        Measures (元, 米) keep theirs: 块钱 and 平米 are the same measure by another name.
        """
        term = self.catalogue.vocabularies.units.get(figure.unit or "")
        printed = figure.quantity.classifier if figure.quantity else ""
        takes = self.lang == "zh" and term is not None and term.factor is None
        if takes and term and printed in term.classifiers and not _NO_UNIT.match(printed):
            return printed
        return self.unit(figure.unit, value)

    def counted(self, id_: str) -> str:
        """What a unit counts: 网格 of 个（网格）, 户 of 户."""
        label = self.label("units", id_)
        match = _COUNTED.match(label)
        return match[2] if match else label

    def each(self, id_: str) -> str:
        """Of what a figure holds for one: 每网格, per grid."""
        term = self.catalogue.vocabularies.units.get(id_)
        is_english = self.lang == "en" and term is not None and term.singular
        return self.t("figure.each", unit=term.singular if term and is_english else self.counted(id_))

    def number(self, value: Decimal) -> str:
        """Plain digits with thousands separators, no trailing zeros."""
        return format(value.normalize() if value else Decimal(0), ",f")

    def figure(self, figure: Figure, *, as_printed: bool = False) -> Shown:
        """A figure's value as its words are to be taken: 2万余人 is more than 20,000 people.

        In one line it says, too, of what it holds for each, and whether it is only meant to be.
        With `as_printed` it keeps its classifier; a column of many figures has one unit for all.
        """
        shown, record = self._value(figure, as_printed), figure.record
        inline, unit = shown.inline, record.each_of.unit if record.each_of else record.per
        if unit:
            inline = self.t("figure.each_value", each=self.each(unit), value=inline)
        if record.realm in NOT_YET:
            inline = self.t("figure.not_yet", value=inline, realm=self.t(f"enum.realm.{record.realm}"))
        return replace(shown, inline=inline)

    def _value(self, figure: Figure, as_printed: bool) -> Shown:
        record, reading = figure.record, figure.reading
        if record.value_type in ("universal", "none"):
            return self._in_words(self.t(f"enum.value_type.{record.value_type}"))
        if record.value_type == "ordinal" and reading.value is not None:
            number = self.t("figure.ordinal", number=self.number(reading.value))
            return self._assemble("", number, figure.quantity.classifier if figure.quantity else "")
        if reading.value is None and reading.low is None and reading.high is None:
            return self._in_words(record.printed)
        unit = (self.unit_as_printed if as_printed else self._label_of)(figure, reading.value)
        if reading.value is not None:
            word = self.t(f"enum.qualifier.{reading.qualifier}")
            exact = figure.quantity is None or not figure.quantity.error
            number = self.number(reading.value) if exact else self._about(reading.value)
            return self._assemble(word, number, unit)
        interval = Interval(reading.low, reading.high, reading.low_open, reading.high_open)
        return self.interval(interval, unit)

    def _label_of(self, figure: Figure, value: Decimal | None) -> str:
        return self.unit(figure.unit, value)

    def _about(self, value: Decimal) -> str:
        """A number that goes on for ever, cut short and said to be so: 1/3 is ≈ 0.3333."""
        return self.t("unit.approximately", number=self.number(_SHOWN.plus(value)))

    def interval(self, interval: Interval, unit: str) -> Shown:
        """An interval: a point, a range, or one bound with the word that fits its openness."""
        low, high = interval.low, interval.high
        if low is not None and low == high:
            return self._assemble("", self.number(low), unit)
        if low and high and (high - low) <= high * _ROUNDING:
            return self._assemble("", self._about((low + high) / 2), unit)
        if high is None:
            word = "more-than" if interval.low_open else "at-least"
            return self._assemble(self.t(f"enum.bound.{word}"), self.number(low or Decimal(0)), unit)
        if not low:
            word = "less-than" if interval.high_open else "at-most"
            return self._assemble(self.t(f"enum.bound.{word}"), self.number(high), unit)
        return self._assemble("", self.t("unit.span", low=self.number(low), high=self.number(high)), unit)

    def bounds(self, interval: Interval | None, unit: str) -> str:
        """An interval with its ends: what is included and what is not; None is a value said to be about."""
        if interval is None:
            return self.t("figure.no_bounds")
        ends = [("low", interval.low, interval.low_open), ("high", interval.high, interval.high_open)]
        told = [
            self.t(f"figure.{name}_{'open' if is_open else 'closed'}", number=self.amount(value, unit))
            for name, value, is_open in ends
            if value is not None and not interval.is_point
        ]
        if interval.is_point and interval.low is not None:
            return self.t("figure.exactly", number=self.amount(interval.low, unit))
        return self.join(told, "clause") if told else self.t("figure.no_bounds")

    def amount(self, value: Decimal, unit: str) -> str:
        """A number with its unit."""
        return self._assemble("", self.number(value), unit).inline

    def count(self, number: int) -> str:
        """A whole number of ours."""
        return format(number, ",")

    def size(self, octets: int) -> str:
        """A file's size in kilobytes of 1,000, or megabytes from one on."""
        if octets >= 1_000_000:
            return self.t("unit.megabytes", number=f"{octets / 1_000_000:.1f}")
        return self.t("unit.kilobytes", number=self.count(max(1, round(octets / 1000))))

    def percent(self, part: int, whole: int) -> str:
        """A share to the whole per cent, of counts; never rounded up to all or down to none."""
        if not whole:
            return self.t("unit.no_share")
        share = round(100 * part / whole)
        if 0 < part < whole:
            share = min(max(share, 1), 99)
        return f"{share}%"

    def period(self, period: ResolvedPeriod) -> tuple[str, str]:
        """A period's words and its dates; the dates are '' where nothing gives them."""
        dates = compact_dates(period.start, period.end, self.t("unit.dash"))
        return self.quote(period.printed), dates

    def _in_words(self, words: str) -> Shown:
        return Shown("", words, "", words, is_words=True)

    def _assemble(self, qualifier: str, number: str, unit: str) -> Shown:
        key = "unit.amount_close" if unit[:1] in ("%", "‰") else "unit.amount"
        amount = self.t(key, number=number, unit=unit) if unit else number
        inline = self.t("unit.qualified", qualifier=qualifier, amount=amount) if qualifier else amount
        return Shown(qualifier, number, unit, inline)


def compact_dates(start: str | None, end: str | None, dash: str) -> str:
    """A range of dates, the shortest way that loses nothing: 2019, 2019-07, 2019-07-15, 2019-07—."""
    if not start and not end:
        return ""
    first, last = start or "", end or ""
    if first == last:
        return first
    if not last:
        return f"{first.removesuffix('-01-01')}{dash}"
    for width in (4, 7) if first else ():
        if (first, last) == (first_day(first[:width]), last_day(first[:width])):
            return first[:width]
    return f"{first}{dash}{last}"
