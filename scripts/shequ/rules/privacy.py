"""Family 6: no private persons, and officials by their office.

In: `Catalogue`. Out: SQ601–SQ604.
Bylines are exempt; so are names of things, for a person may be a brand (何阿姨聊天室).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shequ.diagnostics import Diagnostic
from shequ.quantity import fold_width
from shequ.records import Catalogue
from shequ.rules.nodes import TextNode, locate, texts
from shequ.rules.person import find_ages, find_illness, find_persons, is_bare_name
from shequ.rules.registry import rule

# Eleven digits from 13 to 19, with or without +86 and separators; not part of a longer number, not an amount.
_MOBILE = re.compile(
    r"(?<![\d.,])(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})"
    r"(?![\d.]\d|\d|[元万亿人户件个次平]|余|多[人户元])"
)
# 0573-82345678, (0573)82345678, 400-820-1234.
_LANDLINE = re.compile(
    r"(?<![\d.,-])(?:\(0\d{2,3}\) ?|0\d{2,3}[- ]?)[2-9]\d{6,7}(?![\d]|\.\d)|"
    r"(?<![\d.])[48]00[- ]\d{3}[- ]?\d{4}(?!\d)"
)
# Seven or eight digits that the text itself calls a telephone number; two groups are one number.
_CALLED = re.compile(
    r"(?:电话|手机|热线|联系方式|微信|QQ|[Tt]el|[Pp]hone)(?:号码?)?[为是:. ]{0,3}"
    r"(\d{7,11}|\d{3,4}[- ]\d{4})(?!\d)"
)
# Eighteen digits with a date of birth inside; the last may be X. Or the same with the middle starred out.
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)|(?<!\d)[1-9]\d{5}\*{6,12}[\dXx]{2,4}"
)
# Province, letter, five characters with a digit among them (electric cars: six, D or F at either end).
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][· ]?"
    "(?:(?=[A-Z]*\\d)[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警]|[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF])(?![A-Z0-9])"
)

Find = Callable[[str], Iterator[str]]


@rule("SQ601")
def check_phone_numbers(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """No text may hold a telephone number."""
    yield from _report(catalogue, "SQ601", find_phone_numbers, in_names=True)


@rule("SQ602")
def check_id_numbers(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """No text may hold an identity number or a number plate."""
    yield from _report(catalogue, "SQ602", find_id_numbers, in_names=True)


@rule("SQ603")
def check_persons(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Our own words must not name a person; an official goes by the office."""
    yield from _report(catalogue, "SQ603", find_persons)
    for text in texts(catalogue):
        if "speaker" in text.node.path and text.lang == "zh" and is_bare_name(text.value):
            yield _finding(catalogue, "SQ603", text, text.value)


@rule("SQ604")
def check_ages(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Our own words must not tell the age or the illness of somebody in particular."""
    yield from _report(
        catalogue, "SQ604", lambda text: (f for find in (find_ages, find_illness) for f in find(text))
    )


def find_phone_numbers(text: str) -> Iterator[str]:
    """What is written as a telephone number."""
    folded = fold_width(text)
    spans = [match.span() for pattern in (_MOBILE, _LANDLINE) for match in pattern.finditer(folded)]
    spans += [match.span(1) for match in _CALLED.finditer(folded)]
    for start, end in spans:
        yield text[start:end]


def find_id_numbers(text: str) -> Iterator[str]:
    """What is written as an identity number or a number plate."""
    folded = fold_width(text)
    for pattern in (_IDENTITY, _PLATE):
        for match in pattern.finditer(folded):
            yield text[match.start() : match.end()]


def _report(catalogue: Catalogue, code: str, find: Find, *, in_names: bool = False) -> Iterator[Diagnostic]:
    """At most one finding a text; the number itself is not repeated in full."""
    brands = frozenset() if in_names else _brands(catalogue)
    for text in texts(catalogue):
        if text.role in ("byline", "url") or (not in_names and text.role != "prose"):
            continue
        found = next(
            (f for f in find(text.value) if not any(f in b and b in text.value for b in brands)), None
        )
        if found:
            yield _finding(catalogue, code, text, found)


def _finding(catalogue: Catalogue, code: str, text: TextNode, found: str) -> Diagnostic:
    shown = found if code in ("SQ603", "SQ604") else f"{found[:3]}…{found[-2:]}"
    return Diagnostic(code, locate(catalogue, text.node), {"found": shown})


def _brands(catalogue: Catalogue) -> frozenset[str]:
    """Names in which a person may stand: prose may use them where it speaks of the thing."""
    return frozenset(
        text.value
        for text in texts(catalogue)
        if text.role in ("name", "alias") and len(text.value) > 3 and next(find_persons(text.value), None)
    )
