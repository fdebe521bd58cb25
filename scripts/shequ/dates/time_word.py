"""The time expressions of a running text that govern the figures after them, up to the next full stop.

In: a text.
Out: their places.
Must not live here: what a date means, which figures stand after it.

现 counts as one where it says "at present" (现有, 现辖, 现社区总户数), not inside another word (实现, 现场).
Clock times and days of the week (4点半, 礼拜五) are none: they set no period.
"""

from __future__ import annotations

import re

from shequ.quantity.moment import MOMENT
from shequ.quantity.width import fold_width

# Time words without a numeral that govern the figures after them, up to the next 。
_WORDS = """
目前 现在 当前 如今 眼下 至今 迄今 截至目前 截止目前 去年 今年 前年 明年 后年 本年度 去年底 去年初 今年初
今年以来 去年以来 同年 当年 次年 年内 全年 上半年 下半年 近年来 近些年 近几年 近年 近日 近期 日前 最近
不久前 上个月 上月 本月 下个月 当月 上周 本周 当天 次日 昨天 今天 每年 每月 每个月 每周 每周末 每天 每日
每季度 每半年 每逢节假日 每到节假日 节假日 周末 连续多年 多年来 多年 长期以来 常年 年均 月均 日均 距今
一直以来 累计 累积 过去 以往 此前 期间 同期
"""
TIME_WORDS: tuple[str, ...] = tuple(_WORDS.split())
# 现 alone (现社区总户数) where it does not belong to another word (实现, 现场).
_PRESENT = "(?<![实体出发展呈表涌再显重兑浮闪凸])现(?![象场实代状行金身成役货在])(?:有|辖|已|共)?"
_LASTING = re.compile(
    r"(?:历经|历时|连续|持续)(?:\d+|[一二三四五六七八九十两]+)(?:多|余)?(?:年|个月|天)|(?:\d+|[一二三四五六七八九十两]+)(?:多|余)?(?:年|个月|天)(?:来|以来|前|间|时间|内)"
)
_SINCE = re.compile("(?:以来|之前|以前|前|期间|起)")
_BY = re.compile("(?:截至|截止到|截止|早在|自从|自|从)$")
# A time of day or a day of the week alone.
_NO_PERIOD = re.compile(
    r"(?:上午|下午|中午|晚上?|早上|凌晨)?[\d一二三四五六七八九十]{1,3}[:点时].*|(?:周|星期|礼拜).|五一|七一|八一|六一|十一"
)
_BARE_WORDS = re.compile("|".join([*sorted(TIME_WORDS, key=len, reverse=True), _PRESENT]))


def find_time_words(text: str) -> list[tuple[int, int, str]]:
    """Find the time expressions that govern the figures after them, in order: (start, end, as printed)."""
    folded = fold_width(text)
    spans: list[tuple[int, int]] = []
    for pattern in (MOMENT, _LASTING, _BARE_WORDS):
        for match in pattern.finditer(folded):
            if pattern is MOMENT and _NO_PERIOD.fullmatch(match[0]):
                continue
            start, end = _widen(folded, *match.span())
            if all(end <= left or right <= start for left, right in spans):
                spans.append((start, end))
    return [(start, end, text[start:end]) for start, end in sorted(spans)]


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in 自, 截至 before and 以来, 前 after."""
    lead = _BY.search(text, max(0, start - 4), start)
    tail = _SINCE.match(text, end)
    return lead.start() if lead else start, tail.end() if tail else end
