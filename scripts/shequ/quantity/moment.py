"""The shapes that dates and times of day have in running text, as regular expressions.

In: nothing.
Out: `MOMENT`, one pattern for a whole printed date, time or range of dates.
Must not live here: what a date means (`shequ.dates`).
"""

from __future__ import annotations

import re

_HAN = "一二三四五六七八九"
_YEAR = rf"(?:(?<!\d)(?:1[89]|20)\d\d|[一二][〇零九八][〇零{_HAN}]{{2}})\s?年(?:度(?!假))?"
_RELATIVE_YEAR = "大前年|去年|今年|前年|明年|后年|当年|同年|次年|本年度|本年|翌年|每年"
_MONTH = rf"(?:(?<!\d)(?:1[0-2]|0?[1-9])|十[一二]|(?<![十一二])十|(?<!十)[{_HAN}正腊])\s?月(?:份)?"
_DAY_NUMBER = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?!\d)|三十一?|二十[{_HAN}]?|十[{_HAN}]?|[{_HAN}])"
_DAY = rf"{_DAY_NUMBER}\s?[日号](?!楼|线|院|文)"
_LUNAR_DAY = f"初[{_HAN}十]|十五"
# 年初, 年底, 年末, 年中, but not 初步, 底层, 末端, 中心 after a year.
_MIDDLE = "中(?![期心级国共央的标考学小等秋部省市])"
_EDGE = f"初(?![步期心级中高审评始衷])|底(?![层部线数色气蕴册])|末(?![端梢位])|{_MIDDLE}"
_SEASON = "[春夏秋冬](?:[天季]|(?![节运晚风联游令至]))"
_PART_OF_YEAR = rf"年?(?:{_EDGE})|[上下]半年|{_SEASON}|第?[一二三四1-4]季度"
_PART_OF_MONTH = "[初底末](?!级)|[上中下]旬"
_DAYPART = "上午|下午|中午|晚上|早上|早晨|凌晨|傍晚|清晨|深夜|当晚|当天|晚|早"
# 13:30, 4点半, 九点钟, 3点15分, 8时许; 三点 alone may be three points.
_CLOCK = (
    r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
    rf"|(?:\d{{1,2}}|[{_HAN}十]{{1,3}})(?:点(?:半|钟|整|[\d{_HAN}十]{{1,3}}分|[一三]刻)|时(?:\d{{1,2}}分|许|整))"
)
# 每周一次 is no Monday, 三周一 no Monday either.
_WEEKDAY = (
    f"(?:星期|礼拜)[{_HAN[:6]}](?!次|个)|(?<![两{_HAN}十])周[{_HAN[:6]}](?![次年岁期天场个节名项件小百千])"
)
_TIMED = rf"(?:[\s,]?(?:{_DAYPART}))?(?:\s?(?:{_CLOCK}))?"
_DAYS = rf"{_MONTH}(?:{_DAY}|{_LUNAR_DAY}|{_PART_OF_MONTH})?"
_WRITTEN = rf"(?:{_YEAR}|{_RELATIVE_YEAR})\s?(?:(?:{_DAYS})|{_PART_OF_YEAR})?"
_ISO = (
    r"(?<![\d/.-])(?:1[89]|20)\d\d([-/.])\d{1,2}(?:\1\d{1,2})?(?!\d)"
    r"(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_YEARS = r"(?<!\d)(?:1[89]|20)\d\d\s?年?\s?[-至到]\s?(?:1[89]|20)\d\d\s?年"
_CENTURY = r"(?:\d{2}|二十一?|十[八九])世纪"
_DECADE = rf"(?:(?:{_CENTURY}|上个?世纪)?(?:[1-9]0|[{_HAN}]十)|(?:19|20)\d0)年代|{_CENTURY}"
# 16日 is a day before a part of the day or a further date; 7日内 is a duration.
_BEFORE_DAYPART = rf"[日号](?=\s?(?:{_DAYPART}|起|前|至|到|-))"
_BARE_DAY = rf"(?<![\d.])(?:3[01]|[12]\d|[1-9])(?:{_BEFORE_DAYPART}|日(?!内|以内|[游龄益间均常]))"
_SINGLE = rf"(?:{_ISO}|每月\s?{_DAY}|(?:{_WRITTEN}|{_DAYS}|{_BARE_DAY}){_TIMED})(?:\s(?:{_WEEKDAY}))?"
# A range of dates: 5月5日至15日, 2018年3月-5月; the second end has a unit of its own.
_UNTIL = rf"\s?[-至到]\s?(?:{_WRITTEN}|{_DAYS}|{_DAY}){_TIMED}"
# 5月16-18日, 1至6月: the first end has no unit.
_N = r"(?<![\d.])(?:3[01]|[12]\d|0?[1-9])"
_UNITLESS = rf"(?:{_YEAR})?(?:{_N}\s?[-至到]\s?{_N}月(?:份)?|(?:{_MONTH})?{_N}\s?[-至到]\s?{_N}日(?!内|以内))"
# 上午9点 needs the part of the day to be a time.
_HOUR = rf"(?:{_DAYPART})(?:\d{{1,2}}|[{_HAN}十]{{1,3}})[点时](?!\d)"
# 五一, 七一, 十一 are days of the year where quotation marks or a word for a holiday make them so.
_FEAST = "(?:五一|六一|七一|八一|十一|三八|五四|九九)"
_FEAST_OF = "劳动节|儿童节|妇女节|青年节|建军节|建党节|国庆|重阳|黄金周|假期|小长假|前夕|期间|节"
_HOLIDAY = rf"(?<=[“\"'‘]){_FEAST}(?=[”\"'’])|{_FEAST}(?=(?:{_FEAST_OF}))"

MOMENT = re.compile(
    f"{_YEARS}|{_UNITLESS}|{_SINGLE}(?:{_UNTIL})?|(?:{_DAYPART})?(?:{_CLOCK})|{_HOUR}|{_WEEKDAY}|{_DECADE}"
    rf"|[上下]半年|(?:前|第)?[一二三四1-4]季度|(?<![\d·])\d{{1,2}}·\d{{1,2}}(?![\d·])|{_HOLIDAY}",
    re.ASCII,
)
