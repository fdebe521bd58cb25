"""Persons in a sentence: what gives somebody away is found, and what only looks like it is not."""

from __future__ import annotations

import pytest

from shequ.rules.person import find_ages, find_illness, find_persons, is_bare_name
from shequ.rules.privacy import find_id_numbers, find_phone_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王阿姨说停车好多了", "王阿姨"),
        ("业主陈先生提出意见", "陈先生"),
        ("居民张某帮着搬东西", "张某"),
        ("居民陈玉兰也满意", "居民陈玉兰"),
        ("退休电工王建国带队检修", "退休电工王建国"),
        ("社区党委书记王建国说，会每月都开", "书记王建国"),
        ("居委会主任李明，街道干部", "主任李明"),
        ("王建国书记主持会议", "王建国书记"),
        ("李主任答复了大家", "李主任"),
        ("Party secretary Wang said so", "secretary Wang"),
        ("Mr. Zhang asked", "Mr. Zhang"),
    ],
)
def test_person_is_found(text: str, found: str) -> None:
    """A name with a form of address or an office is found as it stands."""
    assert found in list(find_persons(text))


@pytest.mark.parametrize(
    "text",
    [
        "社区党委书记任组长，主任带头",
        "书记马上联系，主任陆续回复",
        "每周主任接待日，书记周末值班",
        "保安叔叔和物业师傅一起巡查",
        "武林大妈参加巡防",
        "某小区、某街道先试，于某些日子开放",
        "委员由居民高票选出",
        "居民高度认可，居民和物业一起，居民何时来都行，居民许多事",
        "居民于晚上散步，居民常来，业主周末开会，住户任意选",
        "党员王牌队伍",
        "习惯由居民养成，方便居民高效办事",
        "书记会客室收集意见",
        "网格长何时上门由居民决定",
        "The Party secretary of Wang Community and the director met",
        "the director of Li County",
    ],
)
def test_office_or_word_is_no_person(text: str) -> None:
    """An office by itself, and words that begin or end with a surname, are no persons."""
    assert list(find_persons(text)) == []


def test_bare_name_of_a_speaker() -> None:
    """A speaker that is nothing but a name is told from an office."""
    assert is_bare_name("王建国")
    assert not is_bare_name("社区党委书记")
    assert not is_bare_name("主任")


@pytest.mark.parametrize(
    "text",
    ["今年72岁的党员", "一位八十多岁的居民", "72岁的志愿者", "83岁高龄", "a 72-year-old man", "aged 72, he"],
)
def test_age_of_somebody_is_found(text: str) -> None:
    """An age beside somebody in particular is found."""
    assert next(find_ages(text), None)


@pytest.mark.parametrize(
    "text",
    [
        "60岁以上的老人",
        "年满18周岁的居民",
        "3至6岁的孩子",
        "0—3岁婴幼儿",
        "80岁及以上老人",
        "满70岁的可以乘车",
        "65岁的老人免费",
        "people aged 60 and over",
        "children aged 3 to 6",
    ],
)
def test_limit_of_age_is_no_age(text: str) -> None:
    """An age that draws a group's limit is nobody's."""
    assert list(find_ages(text)) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("一位居民患尿毒症，邻居帮着买菜。", True),
        ("她患有慢性病。", True),
        ("She lives with cancer.", True),
        ("给癌症患者和残疾人提供服务。", False),
        ("其他居民也关心慢性病防治。", False),
        ("一位居民来了。讲座介绍慢性病症状，患病的人可以咨询。", False),
    ],
)
def test_illness_is_found_beside_somebody(text: str, is_found: bool) -> None:
    """An illness counts in the sentence that speaks of somebody in particular, not in one about a service."""
    assert bool(list(find_illness(text))) is is_found


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "１３８１２３４５６７８",
        "138-1234-5678",
        "+86 13812345678",
        "0573-82345678",
        "（0573）82345678",
    ],
)
def test_phone_number_is_found_whole(text: str) -> None:
    """A number is found in either width, with or without separators, as it is written."""
    assert text in list(find_phone_numbers(f"拨打{text}报事"))


@pytest.mark.parametrize(
    "text",
    [
        "12345热线",
        "13812345678元",
        "2019-07-15",
        "0.57382345678",
        "201907150012",
        "1381234567890",
        "投入1.3812345678亿",
    ],
)
def test_other_number_is_no_phone_number(text: str) -> None:
    """Short lines, amounts, dates, decimals and longer numbers are no telephone numbers."""
    assert list(find_phone_numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("990102199001011234", True),
        ("99010219900101123x", True),
        ("990102********1234", True),
        ("浙F12345", True),
        ("浙F·1234A", True),
        ("浙FD12345", True),
        ("990102199013011234", False),
        ("浙ICP备09040541号", False),
        ("新APP2020版", False),
        ("91990102MA12345678", False),
    ],
)
def test_identity_and_plate(text: str, is_found: bool) -> None:
    """Identity numbers hold a date of birth; plates have the shape of plates."""
    assert bool(list(find_id_numbers(text))) is is_found
