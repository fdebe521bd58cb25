"""A figure as printed → value, bounds in both readings, qualifier, measure word.

In: the `printed` of an observation: exactly one figure, without a noun.
Out: a `Quantity`, or a `QuantityError` that says why it is none.
Must not live here: running text (see `scan`), units and what they may count (the vocabularies say that).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shequ.quantity.classifier import match_classifier
from shequ.quantity.interval import Interval
from shequ.quantity.numeral import CHARACTERS, is_digit_string
from shequ.quantity.phrase import Phrase, add_qualifiers, read_phrase
from shequ.quantity.qualifier import BARE_BEFORE, BEFORE, Qualifier, combine
from shequ.quantity.width import fold_width


class QuantityError(ValueError):
    """The author printed something that is not exactly one figure.

    `reason` is one of empty, worded, no-numeral, ordinal, date, two-quantities, noun-after-classifier,
    unknown-classifier, leading-text, two-qualifiers, digit-string; `text` is the part that gave rise to it.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: `value` is the full number (2万余 → 20000), None for a range from `low` to `high`.

    `step` is the unit of the last significant printed digit, `resolution` that of the last printed one.
    `error` is how far `value` may lie from the number itself: 0 but for a fraction such as 1/3.
    """

    printed: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    classifier: str
    step: Decimal
    resolution: Decimal
    error: Decimal = Decimal(0)

    @property
    def strict(self) -> Interval | None:
        """What the words promise and no more, for derived values; None where they promise nothing (约).

        Design, rule 1. A low end that is not stated is None, although no count is below 0.
        """
        if self.qualifier is Qualifier.ABOUT:
            return None
        if self.value is None:
            return Interval(self.low, self.high)
        low, high = self.value - self.error, self.value + self.error
        match self.qualifier:
            case Qualifier.AND_MORE | Qualifier.MORE_THAN:
                return Interval(low, None, low_open=True)
            case Qualifier.AT_LEAST:
                return Interval(low, None)
            case Qualifier.AT_MOST:
                return Interval(None, high)
            case Qualifier.LESS_THAN | Qualifier.NEARLY:
                return Interval(None, high, high_open=True)
            case _:
                return Interval(low, high)

    @property
    def conventional(self) -> Interval:
        """What a reader takes the words to mean, for consistency checks (design, rule 1)."""
        if self.value is None:
            return Interval(self.low, self.high)
        match self.qualifier:
            case Qualifier.AND_MORE:
                return Interval(self.value, self.value + self.step, low_open=True, high_open=True)
            case Qualifier.NEARLY:
                return Interval(self.value - self.step, self.value, high_open=True)
            case Qualifier.ABOUT | Qualifier.ROUNDED:
                half = self.step / 2
                return Interval(self.value - half, self.value + half)
            case _:
                return self.strict or Interval.everything()


_WORDED = re.compile(
    "[数几多](?!据|字|达)|数[十百千万]|若干|许多|很多|不少(?!于)|大量|众多|无数|一些|大部分|部分|全部|多数|大多|少数|少量|各"
)
_ORDINAL = re.compile(
    r"第\s*[\d一二三四五六七八九十百]|(?:No\.?)?\d+\s*[号#](?!楼)|[一二三四五六七八九十\d]+号", re.ASCII
)
_DATE = re.compile(
    r"(?:1[89]|20)\d\d\s*年|\d{1,2}月\d{1,2}|(?:1[89]|20)\d\d[-/]\d{1,2}(?!\d)|[每去今前明]年|\d{1,2}:\d\d",
    re.ASCII,
)
_NUMERAL_START = re.compile(rf"[\d{CHARACTERS}半]", re.ASCII)
_PREFIXES = sorted(
    {word for table in (BEFORE, BARE_BEFORE) for words in table.values() for word in words.split()},
    key=len,
    reverse=True,
)


def parse_quantity(printed: str) -> Quantity:
    """Parse exactly one figure: qualifier, numeral, measure word, in any width, spaces ignored.

    Raises QuantityError with a machine-readable reason and the offending part.
    """
    text = _tighten(fold_width(printed))
    if not text:
        raise QuantityError("empty", printed)
    start = _numeral_start(text)
    phrase = read_phrase(text, start)
    if phrase is None:
        reason = "digit-string" if is_digit_string(text[start : start + 2]) else "no-numeral"
        raise QuantityError(reason, text[start:])
    phrase = add_qualifiers(text, phrase)
    if phrase.start:
        raise QuantityError("leading-text", text[: phrase.start])
    if phrase.end < len(text):
        raise QuantityError(_reason_for_rest(text, phrase), text[phrase.end :])
    return make_quantity(printed, phrase)


def make_quantity(printed: str, phrase: Phrase) -> Quantity:
    """Turn what was read into a quantity; raises QuantityError(two-qualifiers) if the qualifiers disagree."""
    qualifier = combine(phrase.qualifiers)
    numeral = phrase.numeral
    if qualifier is None or (numeral.is_range and qualifier is not Qualifier.EXACT):
        raise QuantityError("two-qualifiers", printed)
    if numeral.is_range:
        qualifier = Qualifier.RANGE
    elif qualifier is Qualifier.EXACT and numeral.large and numeral.step > 1:
        qualifier = Qualifier.ROUNDED
    return Quantity(
        printed=printed,
        value=None if numeral.is_range else numeral.low,
        low=numeral.low if numeral.is_range else None,
        high=numeral.high if numeral.is_range else None,
        qualifier=qualifier,
        classifier=phrase.classifier,
        step=numeral.step,
        resolution=numeral.resolution,
        error=numeral.error,
    )


def _tighten(text: str) -> str:
    """Drop white space except between two digits, where it parts two figures."""
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text.strip(), flags=re.ASCII)


def _numeral_start(text: str) -> int:
    if _ORDINAL.match(text):
        raise QuantityError("ordinal", text)
    if _DATE.match(text):
        raise QuantityError("date", text)
    start = next((len(word) for word in _PREFIXES if text.startswith(word)), 0)
    if _WORDED.match(text, start):
        raise QuantityError("worded", text)
    found = _NUMERAL_START.search(text)
    if not found:
        raise QuantityError("no-numeral", text)
    if not _NUMERAL_START.match(text, start):
        raise QuantityError("leading-text", text[: found.start()])
    return start


def _reason_for_rest(text: str, phrase: Phrase) -> str:
    rest = text[phrase.end :]
    if _NUMERAL_START.search(rest):
        return "two-quantities"
    if not phrase.classifier and not match_classifier(rest, 0):
        return "unknown-classifier"
    return "noun-after-classifier"
