"""Reads one figure at a place in a text: qualifier, numeral, measure word, qualifier.

In: text with folded width, and where the numeral (not its qualifier) starts.
Out: a `Phrase` with its extent and everything printed in it, or None.
Must not live here: what the figure means as bounds (see `reading`), which words are no figures (see `scan`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact

from shequ.quantity.classifier import PLACES, match_classifier
from shequ.quantity.numeral import Numeral, multiplier_value, read_multiplier, read_numeral
from shequ.quantity.qualifier import Qualifier, find_after, find_before

_HALF = Decimal("0.5")
_SPACE = re.compile(r"\s*")
# 5个工作日内, not 3年内容
_WITHIN = re.compile("之?内(?![容部外心蒙涵])")
_TIME = re.compile("年|个?(?:月|周|星期|工作日|小时|季度)|天|日|分钟")
# 百, 千, 万, 亿 without a digit.
_BARE = re.compile("[百千](?:万|亿)?|[万亿]")
# 余, 多, 几, 来 between a numeral and what follows it.
_MORE = re.compile(r"\s*(有余|[余多几来])")
# 百分之, 千分之, and the fractions 三分之二 and 2/3.
_PER = re.compile(r"([百千])分之")
_FRACTION = re.compile(r"([\d二三四五六七八九十百千万]{1,6})分之([\d零一二三四五六七八九十百]{1,6})")
_SLASH = re.compile(r"([1-9]\d?)/([1-9]\d?)(?![\d/.])", re.ASCII)
# Between the two ends of a range.
_UNTIL = re.compile(r"\s*(?:-{1,2}|至|到)\s*")
# 从30户到50户 is a change, two figures, not a range.
_CHANGE = re.compile(r"[从由][^,，。;；从由]*\Z")
_CLAUSE = 14
# 半 as a number of its own: 半年, 一半, 半数.
_SOLE_HALF = re.compile("一半|半数|(?<=过)半|半(?=年|个月|个小时|小时|天|个学期)")
_HALF_AFTER = re.compile("半(?!数|价|径|岛|夜|途|导|成)")
# Measure words after which 多 means "and some" (3年多, 2米多).
_SOME_AFTER = re.compile("[年月天岁米里吨元倍周]|小时|公里|星期|%")
_SOME = re.compile("多(?![元数样方])|有余|余")
_GE_MORE = re.compile("个多(月|星期|小时|学期|季度)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure as printed: where it stands and what was found in it."""

    start: int
    end: int
    numeral: Numeral
    qualifiers: list[Qualifier] = field(default_factory=list)
    classifier: str = ""


def read_phrase(text: str, start: int, guarded: bool = False) -> Phrase | None:
    """Read the figure whose numeral starts at `start`, without qualifiers around it; None if none.

    `guarded` is for running text: a measure word must not begin another word (3人民), 从3到5 is no range.
    """
    phrase = _read_share(text, start) or _read_half(text, start) or _read_bare(text, start)
    if phrase is None:
        phrase = _read_counted(text, start, guarded)
        if phrase is None:
            return None
        phrase = _read_range(text, phrase, guarded)
    return phrase


def add_qualifiers(text: str, phrase: Phrase, before: bool = True, after: bool = True) -> Phrase:
    """Take in the qualifier before the figure and the one after it."""
    left = find_before(text, phrase.start) if before else None
    if left:
        phrase = replace(phrase, start=left[1], qualifiers=[left[0], *phrase.qualifiers])
    right = (find_after(text, phrase.end) or _find_within(text, phrase)) if after else None
    if right:
        phrase = replace(phrase, end=right[1], qualifiers=[*phrase.qualifiers, right[0]])
    return phrase


def _find_within(text: str, phrase: Phrase) -> tuple[Qualifier, int] | None:
    """5个工作日内 is at most five; 内 says so only after a measure of time, and beginning no other word."""
    match = _WITHIN.match(text, phrase.end) if _TIME.fullmatch(phrase.classifier) else None
    return (Qualifier.AT_MOST, match.end()) if match else None


def _skip(text: str, index: int) -> int:
    match = _SPACE.match(text, index)
    return match.end() if match else index


def _read_bare(text: str, start: int) -> Phrase | None:
    """上百件, 近千人, 百余项."""
    match = _BARE.match(text, start)
    if not match:
        return None
    value = multiplier_value(match[0])
    numeral = Numeral(Decimal(value), Decimal(value), Decimal(value), Decimal(value), value >= 10**4)
    more = _MORE.match(text, match.end())
    before = find_before(text, start, bare=True)
    phrase = Phrase(start, match.end(), numeral)
    if more and more[1] in ("余", "多", "来", "有余"):
        counted = _with_classifier(
            text, replace(phrase, end=more.end(), qualifiers=[Qualifier.AND_MORE]), True
        )
        return counted if more[1] in ("余", "有余") or counted.classifier else None
    if not before:
        return None
    if find_before(text, start):
        return _with_classifier(text, phrase, True)
    return _with_classifier(text, replace(phrase, start=before[1], qualifiers=[before[0]]), True)


def _read_half(text: str, start: int) -> Phrase | None:
    match = _SOLE_HALF.match(text, start)
    if not match:
        return None
    if text.startswith("过", start - 1) and start:
        return Phrase(start - 1, match.end(), _share_of(1, 2), [Qualifier.MORE_THAN], "%")
    if match[0] in ("一半", "半数"):
        return Phrase(start, match.end(), _share_of(1, 2), classifier="%")
    classifier = match_classifier(text, match.end())
    numeral = Numeral(_HALF, _HALF, _HALF, _HALF, False)
    return Phrase(start, match.end() + len(classifier), numeral, classifier=classifier)


def _read_share(text: str, start: int) -> Phrase | None:
    """百分之九十五; 四分之三 is 75 %, as 七成 is 70 %."""
    per = _PER.match(text, start)
    if per:
        read = read_numeral(text, per.end()) or _hundred(text, per.end())
        if not read:
            return None
        phrase = Phrase(start, read[1], read[0], classifier="%" if per[1] == "百" else "‰")
        return _with_more(text, phrase)
    fraction = _FRACTION.match(text, start) or _SLASH.match(text, start)
    if not fraction:
        return None
    first, second = read_numeral(fraction[1], 0), read_numeral(fraction[2], 0)
    if not first or not second or first[1] != len(fraction[1]) or second[1] != len(fraction[2]):
        return None
    over, under = (first[0], second[0]) if "/" in fraction[0] else (second[0], first[0])
    if under.low == 0 or over.low >= under.low or over.is_range or under.is_range:
        return None
    return Phrase(start, fraction.end(), _share_of(over.low, under.low), classifier="%")


def _hundred(text: str, start: int) -> tuple[Numeral, int] | None:
    """百分之百."""
    if not text.startswith("百", start):
        return None
    return Numeral(Decimal(100), Decimal(100), Decimal(100), Decimal(1), False), start + 1


def _share_of(over: Decimal | int, under: Decimal | int) -> Numeral:
    """A fraction in per cent, to twelve significant digits, half to even: 三分之二 is 66.6666666667.

    Its step is one part: a third, a quarter.
    """
    context = Context(prec=12, rounding=ROUND_HALF_EVEN)
    step = context.divide(Decimal(100), Decimal(under))
    context.clear_flags()
    value = context.divide(Decimal(over) * 100, Decimal(under))
    error = Decimal("0.5").scaleb(int(value.as_tuple().exponent)) if context.flags[Inexact] else Decimal(0)
    return Numeral(value, value, step, step, False, error)


def _read_counted(text: str, start: int, guarded: bool) -> Phrase | None:
    read = read_numeral(text, start)
    if not read:
        return None
    phrase = Phrase(start, read[1], read[0])
    phrase = _with_more(text, phrase)
    return _with_remainder(text, _with_classifier(text, phrase, guarded))


def _with_more(text: str, phrase: Phrase) -> Phrase:
    """余, 多, 几, 来 after the numeral, and the multiplier of 20余万."""
    match = _MORE.match(text, phrase.end)
    if not match or phrase.numeral.is_range or phrase.numeral.low < 10:
        return phrase
    factor, end = read_multiplier(text, match.end())
    follows = match_classifier(text, _skip(text, end), True) or factor > 1 or end == len(text)
    round_number = phrase.numeral.step >= 10
    if match[1] in "来几" and not (follows and round_number):
        return phrase
    if match[1] == "多" and (text.startswith("元化", end) or not (round_number or follows)):
        return phrase
    numeral = phrase.numeral.scale(factor)
    return replace(phrase, end=end, numeral=numeral, qualifiers=[Qualifier.AND_MORE])


def _with_classifier(text: str, phrase: Phrase, guarded: bool) -> Phrase:
    start = _skip(text, phrase.end)
    some = _GE_MORE.match(text, start)
    if some and not phrase.qualifiers:
        numeral = replace(phrase.numeral, step=Decimal(1))
        return replace(
            phrase,
            end=some.end(),
            numeral=numeral,
            classifier=f"个{some[1]}",
            qualifiers=[Qualifier.AND_MORE],
        )
    word = match_classifier(text, start, guarded)
    if not word or (guarded and word in PLACES and phrase.numeral.low == 1):
        return phrase
    if word == "成":
        return _tenths(text, replace(phrase, end=start + 1))
    return replace(phrase, end=start + len(word), classifier=word)


def _tenths(text: str, phrase: Phrase) -> Phrase:
    """七成 is 70 %, 七成五 is 75 %."""
    numeral = phrase.numeral.scale(10)
    digit = read_numeral(text[: phrase.end + 1], phrase.end)
    if digit and 0 < digit[0].low < 10 and not numeral.is_range:
        value = numeral.low + digit[0].low
        one = Decimal(1)
        return replace(phrase, end=digit[1], numeral=Numeral(value, value, one, one, False), classifier="%")
    return replace(phrase, numeral=numeral, classifier="%")


def _with_remainder(text: str, phrase: Phrase) -> Phrase:
    """What follows the measure word: 一个半小时, 两年半, 3年多, 10年有余."""
    if phrase.qualifiers or phrase.numeral.is_range or not phrase.classifier:
        return phrase
    half = _HALF_AFTER.match(text, phrase.end)
    if half and (phrase.classifier in ("年", "小时", "天", "周", "倍") or phrase.classifier == "个"):
        word = match_classifier(text, half.end(), True) if phrase.classifier == "个" else ""
        if phrase.classifier == "个" and word not in ("月", "小时", "星期"):
            return phrase
        value = phrase.numeral.low + _HALF
        numeral = Numeral(value, value, _HALF, _HALF, False)
        return replace(
            phrase, end=half.end() + len(word), numeral=numeral, classifier=phrase.classifier + word
        )
    some = _SOME.match(text, phrase.end)
    if some and _SOME_AFTER.fullmatch(phrase.classifier):
        numeral = replace(phrase.numeral, step=min(Decimal(1), phrase.numeral.step))
        return replace(phrase, end=some.end(), numeral=numeral, qualifiers=[Qualifier.AND_MORE])
    return phrase


def _read_range(text: str, first: Phrase, guarded: bool) -> Phrase:
    """Join 3-5名, 10至20, 50%-60%, 3-4万; anything that does not rise stays two figures."""
    until = _UNTIL.match(text, first.end)
    if not until or first.qualifiers or first.numeral.is_range:
        return first
    if guarded and "-" not in until[0] and _CHANGE.search(text, max(0, first.start - _CLAUSE), first.start):
        return first
    second = _read_counted(text, until.end(), guarded)
    if second is None or second.qualifiers or second.numeral.is_range:
        return first
    if first.classifier and first.classifier != second.classifier:
        return first
    low, high = _same_scale(first.numeral, second.numeral)
    if low >= high:
        return first
    ends = [second.numeral] if low != first.numeral.low else [first.numeral, second.numeral]
    step = min(end.step for end in ends)
    numeral = Numeral(low, high, step, min(end.resolution for end in ends), False)
    return replace(first, end=second.end, numeral=numeral, classifier=second.classifier)


def _same_scale(first: Numeral, second: Numeral) -> tuple[Decimal, Decimal]:
    """Give the first end the multiplier of the second if it has none of its own: 3-4万 is 30000 to 40000."""
    low, high = first.low, second.low
    if first.large or not second.large:
        return low, high
    for factor in (10**8, 10**4):
        if high >= factor and low < high / factor:
            return low * factor, high
    return low, high
