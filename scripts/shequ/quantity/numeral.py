"""Reads one numeral: 97, 12,000, 1166.5379万, 3亿5000万, 一百零五, 三四千, 三点五, 〇.

In: text with folded width, and where to start.
Out: a `Numeral` (bounds, step, whether 万 or 亿 was written) and where it ends.
Must not live here: qualifiers, classifiers, dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
TENS = {"廿": "二十", "卅": "三十"}
CHARACTERS = "".join([*DIGITS, *UNITS, *LARGE, *TENS])

# No figure of this world is longer; what is (an account, a licence) is a name, and its cost stays bounded.
LONGEST = 24

# Digits, in groups of three where a comma or a narrow space parts them, and a decimal fraction.
_ARABIC = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?", re.ASCII)
# What multiplies the digits before it: 万, 亿, 万亿, 千万, 百万, 千, 百.
_MULTIPLIER = re.compile("[十百千]?(?:万亿|万|亿)|[百千]")
# A run of number characters, with a decimal fraction in characters (三点五) and what multiplies it.
_HAN = re.compile(f"[{CHARACTERS}]{{1,{LONGEST}}}(?:点[〇零一二三四五六七八九]{{1,8}}[万亿]?)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    `low` and `high` are equal but for two neighbouring digits (三四千).
    `step` is the unit of the last significant digit (3500 → 100, 1.2万 → 1000, 88.70 → 0.01).
    `resolution` is the unit of the last printed digit (3500 → 1, 50万 → 10000).
    `error` is how far `low` may lie from the number itself: 0 but for a fraction whose decimal does not end.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    resolution: Decimal
    large: bool
    error: Decimal = Decimal(0)

    @property
    def is_range(self) -> bool:
        """Whether two neighbouring digits give two bounds."""
        return self.low != self.high

    def scale(self, factor: int) -> Numeral:
        """Multiply by a power of ten, as in 20余万."""
        by = Decimal(factor)
        return Numeral(
            self.low * by, self.high * by, self.step * by, self.resolution * by, self.large or factor >= 10**4
        )


def read_numeral(text: str, start: int) -> tuple[Numeral, int] | None:
    """Read the longest numeral at `start`; None if there is none, or a mere string of digits (一二三四)."""
    return _read_arabic(text, start) or _read_han(text, start)


def read_multiplier(text: str, start: int) -> tuple[int, int]:
    """Read 万, 亿, 千万 … at `start`; (1, start) if there is none."""
    match = _MULTIPLIER.match(text, start)
    if not match or (match[0] in "百千" and text[match.end() : match.end() + 1] in ("分", "米", "克", "瓦")):
        return 1, start
    return multiplier_value(match[0]), match.end()


def multiplier_value(written: str) -> int:
    """Return the product of the multipliers in `written` (千万 → 10,000,000)."""
    product = 1
    for char in written:
        product *= (UNITS | LARGE)[char]
    return product


def _read_arabic(text: str, start: int) -> tuple[Numeral, int] | None:
    match = _ARABIC.match(text, start)
    if not match or len(match[0]) > LONGEST:
        return None
    factor, end = read_multiplier(text, match.end())
    numeral = _from_digits(match[0], factor)
    while factor >= 10**4 and (more := _ARABIC.match(text, end)) and len(more[0]) < 9:
        lower, after = read_multiplier(text, more.end())
        if not 1 < lower < factor:
            break
        rest = _from_digits(more[0], lower)
        total = numeral.low + rest.low
        numeral = Numeral(total, total, rest.step, rest.resolution, True)
        factor, end = lower, after
    return numeral, end


def _from_digits(printed: str, factor: int) -> Numeral:
    value = Decimal(re.sub(r"[^\d.]", "", printed))
    _, _, fraction = printed.partition(".")
    resolution = Decimal(1).scaleb(-len(fraction)) * factor
    step = resolution if fraction else _last_significant(value) * factor
    value = _plain(value * factor)
    return Numeral(value, value, _plain(step), _plain(resolution), factor >= 10**4)


def _last_significant(value: Decimal) -> Decimal:
    """Return the power of ten of the last digit that is not 0; 1 for 0 itself."""
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _plain(value: Decimal) -> Decimal:
    """Drop an exponent such as 1E+3, so that equal steps print alike."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _read_han(text: str, start: int) -> tuple[Numeral, int] | None:
    match = _HAN.match(text, start)
    if not match:
        return None
    for end in range(match.end(), start, -1):
        numeral = parse_han(text[start:end])
        if numeral:
            return numeral, end
        if is_digit_string(text[start:end]):
            return None
    return None


def is_digit_string(run: str) -> bool:
    """Whether `run` is two or more digits in characters with no unit among them (一二三四, 二〇一九)."""
    return len(run) > 1 and all(char in DIGITS for char in run)


def parse_han(run: str) -> Numeral | None:
    """Parse a numeral in characters: 一百零五, 三四千, 十七八, 两万五, 三点五万, 二〇; None if it is none."""
    for short, full in TENS.items():
        run = run.replace(short, full)
    if "点" in run:
        return _parse_decimal(run)
    for index in range(len(run) - 1):
        low, high = DIGITS.get(run[index], 0), DIGITS.get(run[index + 1], 0)
        if _is_pair(low, high) and (pair := _parse_pair(run, index)):
            return pair
    if is_digit_string(run):
        return _whole(int("".join(str(DIGITS[char]) for char in run))) if "〇" in run else None
    value = _han_value(run)
    return None if value is None else _whole(value, any(char in LARGE for char in run))


def _is_pair(low: int, high: int) -> bool:
    """Whether two digits side by side mean "from low to high": 三四, 三五, 三两."""
    return (low > 0 and high == low + 1) or (low, high) in ((3, 5), (3, 2))


def _parse_pair(run: str, index: int) -> Numeral | None:
    first, second = run[: index + 1] + run[index + 2 :], run[:index] + run[index + 1 :]
    values = [_han_value(first), _han_value(second)]
    if values[0] is None or values[1] is None:
        return None
    low, high = sorted(Decimal(value) for value in values if value is not None)
    step = _last_significant(min(low, high - low))
    return Numeral(low, high, step, step, any(char in LARGE for char in run))


def _parse_decimal(run: str) -> Numeral | None:
    whole, _, rest = run.partition("点")
    factor = LARGE.get(rest[-1:], 1)
    value = _han_value(whole)
    if value is None:
        return None
    fraction = "".join(str(DIGITS[char]) for char in rest if char in DIGITS)
    return _from_digits(f"{value}.{fraction}", factor)


def _whole(value: int, large: bool = False) -> Numeral:
    step = _last_significant(Decimal(value))
    return Numeral(Decimal(value), Decimal(value), step, step, large)


def _han_value(run: str) -> int | None:
    """Return the value of units in falling order, 一百五 read as 150; None if `run` is not well formed."""
    for char in ("亿", "万"):
        head, found, tail = run.rpartition(char)
        if found:
            return _join(_han_value(head), LARGE[char], tail)
    return _below_myriad(run)


def _join(head: int | None, factor: int, tail: str) -> int | None:
    if not head:
        return None
    if not tail:
        return head * factor
    if tail in DIGITS:
        return head * factor + DIGITS[tail] * factor // 10
    rest = _han_value(tail[1:] if len(tail) > 1 and tail[0] in "零〇" else tail)
    return None if rest is None or rest >= factor else head * factor + rest


def _below_myriad(run: str) -> int | None:
    total, digit, last = 0, None, 10**4
    for index, char in enumerate(run):
        if char in "零〇" and len(run) > 1:
            if digit is not None or index == len(run) - 1 or last <= 10:
                return None
            last = 100 if last > 100 else 10
            continue
        if char in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[char]
            continue
        unit = UNITS.get(char)
        if unit is None or unit >= last or (digit is None and not (unit == 10 and index == 0)):
            return None
        total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
    if digit is None:
        return total if run else None
    short = last if last in (100, 1000) and run[-2:-1] in UNITS else 10
    return total + digit * (short // 10)
