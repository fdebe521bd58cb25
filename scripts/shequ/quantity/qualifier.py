"""The words that bend a number (余, 近, 以上 …), as data, and how two of them combine.

In: text with folded width.
Out: a `Qualifier` and its extent.
Must not live here: numerals, and what a qualifier does to bounds (see `reading`).
"""

from __future__ import annotations

import re
from enum import StrEnum


class Qualifier(StrEnum):
    """How exactly a printed number speaks; the values appear in the export."""

    EXACT = "exact"
    ROUNDED = "rounded"
    AND_MORE = "and-more"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    NEARLY = "nearly"
    ABOUT = "about"
    RANGE = "range"


BEFORE = {
    Qualifier.MORE_THAN: "超过了 超过 超出 多于 高于 大于 突破了 突破 逾 超",
    Qualifier.AT_LEAST: "至少 最少 起码 不少于 不低于 不小于 不下于 不下",
    Qualifier.AT_MOST: "至多 最多 不超过 不超 不多于 不高于 不大于",
    Qualifier.LESS_THAN: "不足 不到 不满 未满 少于 低于 小于",
    Qualifier.NEARLY: "将近 接近 近",
    Qualifier.ABOUT: "大约有 大约为 大约 大概有 大概 大致 约有 约为 约",
}
AFTER = {
    Qualifier.AT_LEAST: "及以上 及其以上 或以上 以上",
    Qualifier.AT_MOST: "及以下 及其以下 或以下 以内 之内 以下",
    Qualifier.ABOUT: "左右 上下",
}
# 上百, 近千, 逾万, 百余: a unit without a digit is a number only with one of these.
BARE_BEFORE = {
    Qualifier.AT_LEAST: "上",
    Qualifier.NEARLY: "将近 接近 近",
    Qualifier.MORE_THAN: "超过 突破 逾 超 过",
    Qualifier.LESS_THAN: "不足 不到",
    Qualifier.ABOUT: "大约 约",
}
# 近 and 约 and 上 that end another word: 附近5个村, 节约500元, 以上百分之五.
_NOT_AFTER = {
    "近": "附最靠邻贴亲远就临",
    "约": "公节条契签预履集邀特合制",
    "上": "以",
    "超": "高",
    "过": "通经",
}


def _lookup(table: dict[Qualifier, str]) -> dict[str, Qualifier]:
    return {word: qualifier for qualifier, words in table.items() for word in words.split()}


_BEFORE, _AFTER, _BARE = _lookup(BEFORE), _lookup(AFTER), _lookup(BARE_BEFORE)


def _alternation(words: dict[str, Qualifier]) -> str:
    """Longest first; a one-character word is guarded against the words that end in it."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(f"(?<![{_NOT_AFTER[word]}]){word}" if word in _NOT_AFTER else word for word in ordered)


# A qualifier at the end of what stands before a numeral, spaces allowed between.
_BEFORE_END = re.compile(rf"(?:{_alternation(_BEFORE)})\s*\Z")
_BARE_END = re.compile(rf"(?:{_alternation(_BARE)})\s*\Z")
# A qualifier directly after a numeral or its measure word.
_AFTER_START = re.compile(rf"\s*({_alternation(_AFTER)})")
_REACH = 8


def find_before(text: str, start: int, bare: bool = False) -> tuple[Qualifier, int] | None:
    """Find a qualifier that ends where the numeral starts; returns it and its own start."""
    left = max(0, start - _REACH)
    match = (_BARE_END if bare else _BEFORE_END).search(text[left:start])
    if not match:
        return None
    return (_BARE if bare else _BEFORE)[match[0].strip()], left + match.start()


def find_after(text: str, start: int) -> tuple[Qualifier, int] | None:
    """Find a qualifier that starts at `start`; returns it and its end."""
    match = _AFTER_START.match(text, start)
    return (_AFTER[match[1]], match.end()) if match else None


# Doubled qualifiers that say one thing twice (超过90%以上); the weaker claim stands. Others are refused.
_DOUBLED = {
    frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST}): Qualifier.AT_LEAST,
    frozenset({Qualifier.MORE_THAN, Qualifier.AND_MORE}): Qualifier.AND_MORE,
    frozenset({Qualifier.LESS_THAN, Qualifier.AT_MOST}): Qualifier.AT_MOST,
}


def combine(found: list[Qualifier]) -> Qualifier | None:
    """Combine the qualifiers of one numeral; None if they do not agree. An empty list is EXACT."""
    kinds = frozenset(found)
    if len(kinds) < 2:
        return next(iter(kinds), Qualifier.EXACT)
    return _DOUBLED.get(kinds)
