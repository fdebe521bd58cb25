"""What words of time say besides their days: a start (以来), a deadline (前), an end reached (截至), now.

In: a printed date. Out: its sense. Must not live here: the days (see `reading`).
"""

from __future__ import annotations

import re
from typing import Literal

from shequ.quantity.width import fold_width

Sense = Literal["since", "by", "until", "now"]
NUMBER = r"(?:\d+|[〇零一二三四五六七八九十两]+)"
NOW = "目前|现有|现辖|现已|现共|现在|当前|如今|至今|眼下|当下|今天|今日|现|迄今"
RECENT = "近日|近期|日前|最近|不久前"
BEFORE = re.compile("(?:之前|以前|前)$")
_UNTIL = re.compile("截至|截止")
_SINCE = re.compile("(?:以来|起|.至今|.迄今)$")
_FROM = re.compile("自从|自|从")
RANGE = re.compile(r"(?<=[年月日号\d])(?:至|到|--?)(?=[\d一二三四五六七八九十])")
YEARS_AGO = re.compile(rf"({NUMBER})(个月|年|天|周)前")
_NO_END = re.compile(rf"{YEARS_AGO.pattern}|[几数多](?:个月|年|天|周)前|[目当]前$|^(?:{RECENT})$")


def sense_of(printed: str) -> Sense | None:
    """What a printed date says besides its days: a start, a deadline, an end that is reached, the present.

    9年前 is no deadline, and 从2018年至2019年 no start; None where it names its days alone.
    """
    text = re.sub(r"\s+", "", fold_width(printed))
    if re.fullmatch(NOW, text):
        return "now"
    if names_an_end(text):
        return "by"
    if _UNTIL.match(text):
        return "until"
    if _SINCE.search(text) or (_FROM.match(text) and not RANGE.search(text)):
        return "since"
    return None


def names_an_end(text: str) -> bool:
    """Whether a date (width folded, without spaces) is the end of a time ahead: 2020年底前, not 9年前."""
    return not _NO_END.search(text) and bool(BEFORE.search(text))
