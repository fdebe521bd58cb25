"""How a person shows in a sentence: a surname and a form of address, a name by an office, an age, an illness.

In: a text. Out: the words that give a person away. Which texts are looked at is `privacy`'s business.
Sharp rather than complete: a reviewer reads every entry, and a rule that cries wolf is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The most frequent surnames, without those that are everyday words at the place where a surname would stand
# (于, 和, 向, 任, 安, 方, 常, 成, 时, 万, 水, 党, 支, 管, 关, 包, 应, 明, 文, 连, 平).
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤"
)
_GIVEN = "[\u4e00-\u9fff]{1,2}"
# Words that end or begin with a surname and are no names; they are blanked before a text is searched.
_WORDS = re.compile(
    "武林|园林|森林|树林|绿林|每周|上周|本周|双周|隔周|浙江|长江|黑龙江|沿江|滨江|临江|奖金|基金|资金|现金|公积金|高度|高效|"
    "周边|周围|周末|周期|周[一二三四五六日]|马上|马路|陆续|郑重|张贴|张罗|陈述|陈列|程序|何时|何地|何种|罗列|杜绝|董事|"
    "许可|许多|严格|严肃|严厉|高质量|高标准|石化|金融|金牌|龙头|江南|江北|黄金|毛巾|汤圆|钟点|贺信|武装|田间|田园|史志|侯任|"
    "余下|其余|业余|之余|百余|十余|千余|叶子|夏季|夏天|秦岭|江边|段长|路段|阶段|时段|地段|网段|手段|其他|他们|她们|他人|她人"
)
_ADDRESS = (
    "女士|先生|小姐|阿姨|大爷|大妈|大娘|大伯|老伯|奶奶|爷爷|婆婆|公公|叔叔|大叔|大姐|大哥|大嫂|"
    "师傅|阿婆|阿公|老汉|老太|同志"
)
_OFFICE = (
    "书记|主任|镇长|乡长|区长|县长|市长|局长|处长|科长|所长|站长|会长|秘书长|理事长|网格长|楼长|楼组长|楼栋长|组长|经理|"
    "委员|网格员|民警|社工|负责人|居民|党员|志愿者|业主|记者"
)
# Surnames that begin no everyday word, so that a name is one whatever follows it.
_SURE_SURNAMES = (
    "王李刘陈杨黄赵吴徐孙马朱胡郭郑梁谢宋唐冯邓曹彭曾萧董袁潘蒋蔡苏魏吕沈姚卢姜崔谭陆汪范"
    "廖贾付邹孟邱尹薛闫阎侯陶贺龚邵覃戴"
)
_RESIDENT = "居民|村民|住户|业主|租户|租客|退休(?:电工|教师|老师|工人|干部|医生|职工|民警)"
# What may follow a name that stands after an office.
_AFTER_NAME = '(?=说|表示|介绍|告诉|坦言|认为|指出|强调|称|带|[，。、：；！？）”」,.:;!?)"]|$)'
_ENGLISH_SURNAMES = (
    "Wang|Li|Zhang|Liu|Chen|Yang|Huang|Zhao|Wu|Zhou|Xu|Sun|Ma|Zhu|Hu|Guo|He|Lin|Luo|Gao|Zheng|Liang|Xie|Song|Tang|Feng|"
    "Deng|Cao|Peng|Zeng|Xiao|Tian|Dong|Yuan|Pan|Jiang|Cai|Yu|Du|Ye|Cheng|Su|Wei|Lyu|Ding|Shen|Yao|Lu|Cui|Zhong|Tan|Fan"
)

# 王阿姨, 张先生
_ADDRESSED = re.compile(f"[{_SURNAMES}](?:老)?(?:{_ADDRESS})")
# 张某, 李某某
_MOU = re.compile(f"[{_SURNAMES}]某(?:某|(?![一些个种项条件日年月地处县市区镇乡村街小社单]))")
# 书记王建国说
_AFTER_OFFICE = re.compile(f"(?:{_OFFICE})([{_SURNAMES}]{_GIVEN}){_AFTER_NAME}")
# 居民陈玉兰也满意
_RESIDENT_NAMED = re.compile(f"(?:{_RESIDENT})([{_SURE_SURNAMES}]{_GIVEN})")
# 王建国书记; the last character of a name is hardly ever one that ends a place or a body
_BEFORE_OFFICE = re.compile(
    f"(?<![\u4e00-\u9fff])([{_SURNAMES}][\u4e00-\u9fff]?[^\u0000-\u4dff村镇乡区县市街道路组会委部办支总副站港队社家片栋楼院园里弄长员党第任名位个当兼的人和与及、])"
    f"(?:副)?(?:书记|主任|镇长|区长|县长|市长|局长|会长|经理|网格长|楼组长)"
)
# 王书记, 李副主任
_SURNAME_OFFICE = re.compile(
    f"(?<![\u4e00-\u9fff])[{_SURNAMES}](?:副)?(?:书记|主任|局长|镇长|区长|县长|市长|经理)"
)
_ENGLISH = re.compile(
    r"\b(?:Mr|Ms|Mrs|Miss|Auntie|Aunt|Uncle|Grandpa|Granny|Grandma|"
    r"[Ss]ecretary|[Dd]irector|[Mm]ayor|[Mm]anager)\.? "
    rf"(?:{_ENGLISH_SURNAMES})\b(?! (?:Community|Subdistrict|Town|Street|Village|County|District))"
)
# A speaker that is a bare name of two or three characters.
_BARE_NAME = re.compile(f"[{_SURNAMES}]{_GIVEN}")

_NUMBER = "(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})[多余几来]?"
# 今年72岁, 一位72岁, 72岁的; not 60岁以上, 年满18岁, 3至6岁
_AGE = re.compile(
    f"(?:(?:今年|现年|年仅|年近|时年|已经|已|[一这那有该]位|[一这]名)(?:快|近)?{_NUMBER}(?:周)?岁"
    f"|(?<![满过足到至\\-—–~～、十百\\d]){_NUMBER}(?:周)?岁(?:高龄|(?=的(?!人群|群体|儿童|老人|老年人|青少年|孩子|居民|以上|以下))))"
    "(?!及?以[上下]|[至到\\-—–~～]|及其?以)"
)
_ENGLISH_AGE = re.compile(
    r"\b(?:an?|the|one) \d{1,3}-year-old\b|\baged \d{1,3}\b(?! ?(?:and|or|to|through|–|-|\+))|"
    r"\b\d{1,3} years of age(?=[,.]| who)",
    re.IGNORECASE,
)
# Somebody in particular.
_SOMEBODY = re.compile(
    f"[一这那有该]位|[一这]名|该居民|[他她]|其[妻夫子女父母]|丈夫|妻子|儿子|女儿|母亲|父亲|[{_SURNAMES}](?:某|{_ADDRESS})"
)
_ILLNESS = re.compile(
    "(?:患有?|罹患|身患|确诊|查出|得了|突发)[\u4e00-\u9fff]{0,6}(?:癌|病|症|瘤|中风|梗死?|炎)|瘫痪|白血病|尿毒症|癌症|抑郁症|精神病|重病|"
    "[一二三四]级残疾|肢体残疾|智力残疾|艾滋"
)
_ENGLISH_ILLNESS = re.compile(
    r"\b(?:he|she|his|her|(?:a|an|one) (?:man|woman|resident|boy|girl|child|widow))\b[^.]*"
    r"\b(?:cancer|leuka?emia|paralysed|paralyzed|stroke|depression|disabled|dementia|HIV)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[^。！？；\n]+")


def find_persons(text: str) -> Iterator[str]:
    """Names of private persons, and names beside an office where the office alone should stand."""
    plain = _WORDS.sub(_blank, text)
    seen = 0
    for pattern in (
        _ADDRESSED,
        _MOU,
        _AFTER_OFFICE,
        _RESIDENT_NAMED,
        _BEFORE_OFFICE,
        _SURNAME_OFFICE,
        _ENGLISH,
    ):
        for match in pattern.finditer(plain):
            seen += 1
            yield match[0]
            if seen == 5:
                return


def is_bare_name(text: str) -> bool:
    """Whether a text is nothing but what looks like a Chinese name."""
    return bool(_BARE_NAME.fullmatch(_WORDS.sub(_blank, text)))


def find_ages(text: str) -> Iterator[str]:
    """The age of somebody in particular; a limit or a group (60岁以上) is not one."""
    for pattern in (_AGE, _ENGLISH_AGE):
        yield from (match[0] for match in pattern.finditer(text))


def find_illness(text: str) -> Iterator[str]:
    """An illness or disability in a sentence about somebody in particular; a service for a group is none."""
    for sentence in _SENTENCE.findall(text):
        plain = _WORDS.sub(_blank, sentence)
        if _SOMEBODY.search(plain) and (match := _ILLNESS.search(plain)):
            yield match[0]
    if match := _ENGLISH_ILLNESS.search(text):
        yield match[0]


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match[0])
