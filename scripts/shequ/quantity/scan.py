"""Every numeral of a running text, told apart: figures, ordinals, dates, names, figures of speech.

In: a text, a paragraph or a line.
Out: tokens in order, with offsets into that text; together they hold every numeral of it.
Must not live here: which names an entry declares (its `terms`), what a date means (`shequ.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from shequ.quantity.classifier import match_classifier
from shequ.quantity.idiom import IDIOM
from shequ.quantity.moment import MOMENT
from shequ.quantity.numeral import CHARACTERS
from shequ.quantity.phrase import Phrase, add_qualifiers, read_phrase
from shequ.quantity.reading import Quantity, QuantityError, make_quantity
from shequ.quantity.width import fold_width

Kind = Literal["quantity", "ordinal", "date", "name", "idiom"]
_NUMERAL = rf"\d{CHARACTERS}"


@dataclass(frozen=True, slots=True)
class Token:
    """One numeral in a text with all that belongs to it; `text` is text[start:end].

    `quantity` is set for every figure that can be read; a worded one (数十名) has the kind and no quantity.
    """

    start: int
    end: int
    text: str
    kind: Kind
    quantity: Quantity | None = None


# A web address.
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
# Letters and digits that make one code: 5G, A8, BSPO-0104, GMT+8, 1+3+N, and units of measure excepted.
_CODE = re.compile(
    r"(?<![A-Za-z\d.+×/-])(?:[A-Za-z]+[-_+./]*\d[\w.-]*"
    r"|\d+(?:[-+×xX/]\d+)*(?![kcm]?[mgt]²?(?![A-Za-z]))[A-Za-z][\w.+-]*"
    r"|(?:\d+|N)(?:\+(?:\d+|[NX]))+)",
    re.ASCII,
)
# Digits that name a thing: document and licence numbers, house numbers, telephone numbers, cohorts.
_NUMBERED = re.compile(
    r"[\[〔(](?:19|20)\d\d[\]〕)]\s?第?\d+号|(?<!\d)\d{5,}号|(?<!\d)\d+(?:\s?-\s?\d+){2,}"
    r"|(?<![\d.,])0\d+(?:-\d+)*|(?<![\d:])\d{1,3}:\d(?![\d:])|(?<!\d)\d[×xX*]\d+小时"
    r"|(?<!\d)\d+(?:-\d+)?\s?(?:号楼|号院|号|弄|楼(?![栋宇道组一])|室(?!内))|(?<!\d)\d0后"
    r"|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}(?:号楼|号院|号|楼(?![栋宇道组一]))|\d{25,}",
    re.ASCII,
)
# Programmes whose name starts with digits: 1433模式, 12345热线, 110报警.
_PROGRAMME = re.compile(
    r"(?<![\d.,])\d{3,6}(?![\d.,%‰余多几来万亿千百个名户人件条项处次元家])[一-鿿]{0,10}?"
    r"(?:模式|热线|工作法|工程|机制|行动|体系|品牌|报警|急救|平台)",
    re.ASCII,
)
# Names with a numeral that no entry should have to declare: places, party congresses, five-year plans.
_PROPER = re.compile(
    "四川|三亚|三明|三门峡|九江|六安|六盘水|十堰|五指山|七台河|四平|万宁|百色|万州|三峡|九寨沟|千岛湖"
    "|十[五六七八九]大(?!类|件|项|批)|二十大(?!类|件|项|批)|十[一二三四五]五(?![岁个名人])"
    "|一(?:户|人|事|企|楼|格|村|社区|小区|街|区|镇|县|校|车|院|居|楼栋|网格|岗|项目|品|物|室|站|点)一(?![个名些])"
    "|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}中全会"
    "|三八红旗手|[三四五]星级(?=酒店|宾馆|党|社区|小区)|十[八九]届|二十届"
)
# 第 and a numeral, circled numbers, and the numbers that open an item of a list: 一、 （二） 1. 一是
_ORDINAL = re.compile(
    rf"第\s?[{_NUMERAL}]+(?:个|次|届|期|批|名|位|条|章|节|项|步|轮|代|年|天|类|组|书记|方)?"
    r"|[①-⒛㈠-㈩]"
    r"|(?:(?<=\n)|(?<![\s\S])|(?<=[。;；:：]))\s*"
    rf"(?:[(（]\s?[{_NUMERAL}]{{1,3}}\s?[)）]|[{_NUMERAL}]{{1,3}}(?:、|[.．](?![\dA-Za-z])))"
    r"|(?:(?<![\s\S])|(?<=[。;；:：,，、\n ]))[一二三四五六七八九十](?=[是要])|其[一二三四五](?=[,，:：是])"
    r"|(?<=[城苑园区府庭庄里湾都目程])[一二三四五六七八九十]{1,2}期",
    re.ASCII,
)
_STRUCTURES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("name", _ADDRESS),
    ("date", MOMENT),
    ("name", _NUMBERED),
    ("name", _CODE),
    ("name", _PROGRAMME),
    ("name", _PROPER),
    ("idiom", IDIOM),
    ("ordinal", _ORDINAL),
)
_HAS_NUMERAL = re.compile(rf"[{_NUMERAL}半①-⒛㈠-㈩]")
# A numeral that none of the structures took.
_START = re.compile(
    r"[\d〇零一二两三四五六七八九十廿卅]|(?<![上下前后大小多])半(?=年|个月|个小时|小时|数)|(?<=过)半|[百千万亿]",
    re.ASCII,
)
_RUN = re.compile(rf"\d+(?:[.,]\d+)*|[{CHARACTERS}]+|半", re.ASCII)
# A number in words: 数十名, 几百户, 几十.
_WORDED = re.compile("[数几][十百千万亿]+(?:[余多])?")
# 近10年来 is "in the last ten years", not "nearly ten"; with so few years it needs no 来.
_FEW = 5
_RECENT = re.compile("来|以来|内|里|间|时间")
# Which qualifiers to take in, before and after, tried in turn.
_QUALIFIED = ((True, True), (False, True), (True, False), (False, False))


def scan(text: str) -> list[Token]:
    """Find every numeral in `text`, in order; no numeral belongs to two tokens."""
    folded = fold_width(text)
    tokens = _find_structures(folded)
    tokens += [
        token
        for start, end in _gaps(tokens, len(folded))
        for token in _scan_figures(folded[start:end], start)
    ]
    tokens.sort(key=lambda token: token.start)
    return [_as_printed(token, text) for token in tokens]


def _as_printed(token: Token, text: str) -> Token:
    printed = text[token.start : token.end]
    quantity = replace(token.quantity, printed=printed) if token.quantity else None
    return replace(token, text=printed, quantity=quantity)


def _find_structures(folded: str) -> list[Token]:
    """Take dates, names, idioms and ordinals, the kinds in the order of `_STRUCTURES`."""
    taken = bytearray(len(folded))
    tokens: list[Token] = []
    for kind, pattern in _STRUCTURES:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if _HAS_NUMERAL.search(match[0]) and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                tokens.append(Token(start, end, match[0], kind))
    return tokens


def _gaps(tokens: list[Token], length: int) -> Iterator[tuple[int, int]]:
    edge = 0
    for token in sorted(tokens, key=lambda token: token.start):
        yield edge, token.start
        edge = token.end
    yield edge, length


def _scan_figures(part: str, offset: int) -> Iterator[Token]:
    """Read the figures of a stretch of text that holds no date, name or idiom."""
    index = 0
    while match := _START.search(part, index):
        token = (
            _worded(part, match.start(), index)
            or _figure(part, match.start(), index)
            or _unread(part, match.start())
        )
        index = token.end
        yield replace(token, start=token.start + offset, end=token.end + offset)


def _worded(part: str, start: int, floor: int) -> Token | None:
    match = _WORDED.match(part, max(floor, start - 1))
    if not match:
        return None
    end = match.end() + len(match_classifier(part, match.end(), guarded=True))
    return Token(match.start(), end, part[match.start() : end], "quantity")


def _figure(part: str, start: int, floor: int) -> Token | None:
    """Read one figure; of qualifiers that disagree (近2万余) the first is left out, else the last."""
    core = read_phrase(part, start, guarded=True)
    if core is None or core.start < floor:
        return None
    for before, after in _QUALIFIED:
        phrase = add_qualifiers(part, core, before, after)
        if phrase.start < floor or (part.startswith("近", phrase.start) and _is_recent(part, core)):
            continue
        try:
            quantity = make_quantity(part[phrase.start : phrase.end], phrase)
        except QuantityError:
            continue
        return Token(phrase.start, phrase.end, quantity.printed, "quantity", quantity)
    return None


def _is_recent(part: str, phrase: Phrase) -> bool:
    """Whether 近 looks back (近三年, 近10年来) and does not mean "nearly"."""
    if phrase.classifier not in ("年", "个月", "天", "周", "届"):
        return False
    return phrase.numeral.high <= _FEW or bool(_RECENT.match(part, phrase.end))


def _unread(part: str, start: int) -> Token:
    """A numeral that is no figure: a string of digits (一二三四) or a lone 百, 千, 万 (双百)."""
    match = _RUN.match(part, start)
    end = match.end() if match else start + 1
    return Token(start, end, part[start:end], "name")
