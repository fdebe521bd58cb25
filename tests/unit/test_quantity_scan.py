"""A running text gives every numeral once, told apart by kind."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequ.quantity import QuantityError, fold_width, parse_quantity, scan

# Snippet, and what it holds as kind:text; `figure` stands for quantity.
SNIPPETS = [
    ("45组238人", "figure:45组 figure:238人"),
    ("14期710人次", "figure:14期 figure:710人次"),
    ("下辖2镇4街道", "figure:2镇 figure:4街道"),
    ("由附近5个村", "figure:5个"),
    ("节约500元", "figure:500元"),
    ("人口２万余人", "figure:２万余人"),
    ("共将近700个", "figure:将近700个"),
    ("将近 700 个", "figure:将近 700 个"),
    ("保持在90%以上", "figure:90%以上"),
    ("都在3000户以内", "figure:3000户以内"),
    ("青少年三四千名", "figure:三四千名"),
    ("化解纠纷上百件", "figure:上百件"),
    ("两百余名工人", "figure:两百余名"),
    ("12,000元", "figure:12,000元"),
    ("3-5名志愿者", "figure:3-5名"),
    ("从30户到50户", "figure:30户 figure:50户"),
    ("近2万余人", "figure:2万余人"),
    ("20余名左右", "figure:20余名"),
    ("三四千人以上", "figure:三四千人"),
    ("近三年来5件", "figure:三年 figure:5件"),
    ("两委", "figure:两"),
    ("三社联动", "figure:三"),
    ("五民工程", "figure:五"),
    ("四维合力", "figure:四"),
    ("一个党组织", "figure:一个"),
    ("一名网格长", "figure:一名"),
    ("一间", "figure:一间"),
    ("一户人家", "figure:一户"),
    ("发生一起火灾", "figure:一起"),
    ("一起纠纷", "figure:一起"),
    ("规划一处", "figure:一处"),
    ("系统一套", "figure:一套"),
    ("隐患四处", "figure:四处"),
    ("五十分钟", "figure:五十分钟"),
    ("三点意见", "figure:三点"),
    ("数十名党员", "figure:数十名"),
    ("一二三四", "name:一二三四"),
    ("第8期", "ordinal:第8期"),
    ("第一", "ordinal:第一"),
    ("第二天", "ordinal:第二天"),
    ("一是加强", "ordinal:一"),
    ("（二）创新", "ordinal:（二）"),
    ("①走访", "ordinal:①"),
    ("新城一期附近", "ordinal:一期"),
    ("1433模式", "name:1433模式"),
    ("12345热线", "name:12345热线"),
    ("8号楼", "name:8号楼"),
    ("浙新办[2008]16号", "name:[2008]16号"),
    ("兴宁A8", "name:A8"),
    ("5G基站3个", "name:5G figure:3个"),
    ("1+3+N", "name:1+3+N"),
    ("http://a.cn/97", "name:http://a.cn/97"),
    ("四川", "name:四川"),
    ("十九大", "name:十九大"),
    ("一户一策", "name:一户一"),
    ("双百工程", "name:百"),
    ("一起商议", "idiom:一起"),
    ("一个也不落下", "idiom:一个也不"),
    ("统一领导", "idiom:统一"),
    ("第一时间", "idiom:第一时间"),
    ("进一步", "idiom:进一步"),
    ("一方面", "idiom:一方面"),
    ("走出了一条", "idiom:走出了一条"),
    ("最后一公里", "idiom:最后一公里"),
    ("百姓", "idiom:百姓"),
    ("千方百计", "idiom:千方百计"),
    ("朝九晚五", "idiom:朝九晚五"),
    ("十分满意", "idiom:十分"),
    ("四处奔走", "idiom:四处"),
    ("2019-05-11", "date:2019-05-11"),
    ("2019/07/15", "date:2019/07/15"),
    ("早在2017年年初", "date:2017年年初"),
    ("5月5日下午1:30", "date:5月5日下午1:30"),
    ("每月16日", "date:每月16日"),
    ("去年12月", "date:去年12月"),
    ("16日上午", "date:16日上午"),
    ("2021年5月1日", "date:2021年5月1日"),
    ("4点半课堂", "date:4点半"),
    ("礼拜五", "date:礼拜五"),
    ("5月5日至15日", "date:5月5日至15日"),
    ("二〇一九年", "date:二〇一九年"),
    ("“12·4”宣传日", "date:12·4"),
    ("一季度", "date:一季度"),
    ("翻了一番", "figure:一番"),
    ("近年来", ""),
    ("数名网格员", ""),
    ("双报到", ""),
    ("2:1", "name:2:1"),
]


@pytest.mark.parametrize(("snippet", "expected"), SNIPPETS, ids=[snippet for snippet, _ in SNIPPETS])
def test_snippets(snippet: str, expected: str) -> None:
    """Each snippet gives exactly the tokens stated, kinds and extents."""
    found = [f"{token.kind.replace('quantity', 'figure')}:{token.text}" for token in scan(snippet)]
    assert found == [part.replace("_", " ") for part in split_expected(expected)]


def split_expected(expected: str) -> list[str]:
    """Split at a space that a kind follows, so that a token may hold spaces."""
    return [part for part in re.split(r" (?=(?:figure|name|date|ordinal|idiom):)", expected) if part]


def test_offsets_are_into_the_text_as_given() -> None:
    """Full width, spaces and dashes do not shift a token."""
    text = "有　２万余人，３—５名。"
    tokens = scan(text)
    assert [token.text for token in tokens] == ["２万余人", "３—５名"]
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_a_worded_figure_has_no_quantity() -> None:
    """数十名 is a token of kind quantity without a value."""
    (token,) = scan("数十名党员")
    assert (token.kind, token.quantity) == ("quantity", None)


def test_75_is_not_5() -> None:
    """5名 is not found inside 75名: the whole numeral is one token."""
    assert [token.text for token in scan("工作者75名")] == ["75名"]


@pytest.mark.parametrize("snippet", [snippet for snippet, expected in SNIPPETS if "figure:" in expected])
def test_a_scanned_figure_parses_alike(snippet: str) -> None:
    """What `scan` takes for a figure, `parse_quantity` reads the same, so that the two never disagree."""
    for token in scan(snippet):
        if token.quantity:
            assert parse_quantity(token.text) == token.quantity


ALPHABET = (
    "0123456789.,%-—至:/ 　万亿千百十余多几近约第一二三四五两半年月日号个人户名成分之数以上左右起统天次期，。"
)


@given(st.text(alphabet=ALPHABET, max_size=30))
def test_every_digit_belongs_to_one_token(text: str) -> None:
    """Tokens stand in order, do not overlap, and together hold every digit and number character."""
    tokens = scan(text)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    covered = {index for token in tokens for index in range(token.start, token.end)}
    missed = [
        char for index, char in enumerate(text) if index not in covered and char in "0123456789一二三四五两十"
    ]
    assert missed == []


@given(st.text(alphabet=ALPHABET, max_size=20))
def test_a_figure_in_a_text_means_what_it_means_alone(text: str) -> None:
    """A scanned figure has the value of the same words parsed alone, where these are one figure."""
    for token in scan(text):
        if token.quantity is None:
            continue
        try:
            alone = parse_quantity(token.text)
        except QuantityError:
            continue
        assert (alone.value, alone.low, alone.high) == (
            token.quantity.value,
            token.quantity.low,
            token.quantity.high,
        )


@given(st.text(max_size=40))
def test_folding_keeps_the_length(text: str) -> None:
    """Folding width maps one character to one, whatever the text."""
    assert len(fold_width(text)) == len(text)
