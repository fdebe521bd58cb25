"""Words and figures of speech that contain a numeral and count nothing, as data.

In: nothing.
Out: `IDIOM`, one pattern; every entry states the neighbours it needs.
Must not live here: names of places, brands and programmes (an entry's `terms` hold those).

An entry must never swallow a count: 一个, 一名, 一间, 一户, 一起纠纷 are counts.
"""

from __future__ import annotations

import re

# Two characters and more; a numeral inside is part of the word wherever the word stands.
_WORDS = """
第一时间 第一线 一线 一起来 一直 一旦 一定 一般 一样 一致 一切 一向 一律 一再 一味 一时 一共 一同 一并
一概 一系列 一连串 一些 一举 一经 一如 一体 一贯 一手 一流 一心 一键 一网 一站式 一门式 一窗式 一揽子
一刀切 一盘棋 一把手 一条龙 一条心 一肩挑 一把抓 一竿子 一股脑 一窝蜂 一次性 一部分 一大批 一大早 一目了然
一视同仁 一如既往 一脉相承 一马当先 一丝不苟 一针见血 一鼓作气 一应俱全 一技之长 一席之地 一砖一瓦
一草一木 一点一滴 一心一意 一言一行 一举一动 一举多得 一举两得 一方面 一方水土 一家人 一家之力 一家亲
一分子 一份子 一来二去 一朝一夕 一代又一代 一年四季 一年一度 一路 一边 一旁 一侧 一带 一生 一身 一行 一早
一道道 一对一 一比一 一把钥匙 一个也不 一个都不 一个不 一户不 一人不 一件不 一步到位 一步一个脚印 一张网
一本账 一本通 一码通 一卡通 一网通办 一网统管 一窗受理 一呼百应 一帆风顺 一蹴而就 一劳永逸 一成不变
一概而论 一知半解 一日三餐 一传十 一回生 一清二楚 一五一十 一唱一和 一专多能 一岗双责 一石二鸟 一锤定音
一诺千金 一站到底 一跃 一新 一变 一齐 十佳 一大难题 一大成果 一大亮点 一大特色 一大举措 一大步 一大创新
一大突破 一抹 一幕 一幕幕 又一举措 又一项 新一轮 新一代 新一届 进一步 更进一步 更上一层楼 另一 每一 某一
唯一 万一 逐一 归一 合二为一 化零为整 始终如一 三位一体 四位一体 五位一体 融为一体 多合一 百里挑一
表里如一 独一无二 数一数二 说一不二 不一 整齐划一 天人合一 二话不说 二手 二次 二维码 接二连三 三三两两
三言两语 三番五次 三天两头 三心二意 三五成群 三长两短 再三 隔三差五 举一反三 丢三落四 朝三暮四 朝九晚五
颠三倒四 四季 四通八达 四面八方 四海 四邻 五湖四海 五花八门 五颜六色 五彩 五官 五谷 六神无主 七嘴八舌 七彩
七上八下 横七竖八 乱七八糟 八卦 九牛一毛 十分 十足 十全十美 十字路口 十字街 十万火急 十有八九 一百八十度
百姓 百花齐放 百年大计 百尺竿头 百折不挠 百货 百科 百强 百家争鸣 百般 千家万户 千方百计 千千万万 千言万语
千头万绪 千差万别 千山万水 千里眼 千里 千万别 千丝万缕 千载难逢 成百上千 成千上万 万家 万物 万众一心
万无一失 万事 万分 万万 万紫千红 万象 亿万 两难 两口子 两家话 两手抓 两手 两全 两旁 两岸 两侧 两地 两者
两极 两面性 零距离 零容忍 零门槛 零散 零售 零星 零钱 零件 零工 零起点 零基础 零花 零食 零碎 清零 归零 半途
半夜 半径 半岛 半价 大半 多半 半边天 事半功倍 上半场 下半场 千禧 千古 三农 四书五经 五星红旗 四面环
四面楚歌 八方来客 八方支援 任何一 三合一 四合一 五合一 二合一
"""

# Entries that need a neighbour on the left or the right.
_CONTEXTS = (
    # "together", not one case of something
    r"(?<!发生)(?<!发生了)(?<!化解)(?<!调解)一起(?!纠纷|案件|矛盾|事故|事件|火灾|警情|投诉|典型|因|由|涉)",
    # words that end in 一, not 系统一套, 合同一份, 清单一张
    r"(?<![系传])统一",
    r"(?<![合共胡如相])同一",
    r"(?<![清订菜名账表])单一",
    # 翻一番 doubles a figure, 一度电 is a measure
    r"(?<!翻)(?<!翻了)一番",
    r"一度(?!电)",
    # this, the next, the last: 这一现状, 下一阶段, 上一主题
    r"[这那哪]一(?![百千万])",
    r"[上下]一(?=主题|级|届|年度|轮|任|代|步|周|季度|阶段|篇|站)",
    # "the last mile", with or without a quotation mark inside
    r"最后[“\"‘]?一(?:公里|米|百米|步|环)",
    # a member; a family; a new day
    r"一员(?![工警])",
    r"(?<=[其士生姨叔爷奶])一家(?![企公单])",
    r"(?<=新的)一天",
    r"一[“\"‘]?网[”\"’]?打尽",
    # "a little", not a clock time
    r"一点(?![\d半钟一二三四五])",
    # "a new road": 走出了一条……新路
    r"(?:走出|探索出|闯出|蹚出|趟出|开辟)了?一条",
    # "like one force"
    r"一股(?=[^,，。]{0,6}力量)",
    # one after another: 一个个, 一件件, 一次次
    r"一(?P<twice>[个件次步户条项代天年点张幅桩层])(?P=twice)",
    # "as soon as": 一……就
    r"一(?:到|说|看|听|有|来|见|想|提)(?=[^,，。]{0,10}就)",
    # in every direction
    r"四周(?=[的都围是环])",
    r"四处(?=[奔打张寻走宣求乱游碰散借找漏])",
    # the tail of a fraction is a number
    r"(?<!分)之一",
)
# What must not, or must, follow a word of the list.
_FOLLOWED = {
    "十分": "(?!钟|之)",
    "万分": "(?!之)",
    "二次": "(?=供水|创业|开发|分配|利用|污染|加压)",
    "一行": "(?!业)",
}
_DIGIT = r"\d〇零一二两三四五六七八九十百千万亿"
# 十分 inside 五十分钟, 百姓 inside 三百姓: a numeral directly before makes the first character a digit.
_AFTER_NUMERAL = f"(?<![{_DIGIT}第])"


def _guard(entry: str) -> str:
    return _AFTER_NUMERAL + entry if re.match(f"[{_DIGIT}]", entry) else entry


def _pattern() -> re.Pattern[str]:
    words = sorted(_WORDS.split(), key=len, reverse=True)
    entries = [*_CONTEXTS, *(word + _FOLLOWED.get(word, "") for word in words)]
    return re.compile("|".join(_guard(entry) for entry in entries))


IDIOM = _pattern()
