"""The measure words of government prose, as data, and how one is found after a numeral.

In: text with folded width, and where to look.
Out: the longest measure word there.
Must not live here: 万 and 亿, which multiply; what a measure word counts (the units vocabulary says that).
"""

from __future__ import annotations

import re

_PEOPLE = "人 人次 名 位 户 户次 家 口 人份 对"
_THINGS = """
个 件 起 宗 例 桩 条 项 款 则 份 封 篇 页 本 册 卷 段 句 首 幅 面 枚 块 张 副 支 枝 把 台 部 艘 架 辆 列
盏 颗 粒 株 棵 头 匹 只 根 串 股 道 套 批 组 类 种 级 层 排 座 幢 栋 间 室 所 处 片 点 站 门 扇 床 盘 碗
杯 瓶 箱 袋 包 盒 桶 笔 盆 双 票 单 集 队 代 辈 方 方面 大 单元 楼道 支队伍 星级 步 环 线 件套
"""
_EVENTS = """
次 场 场次 期 届 轮 趟 遍 通 餐 客 回 番 顿 堂 节 课 课时 学时 班 班次 车次 架次 批次 例次 件次 项次 台次 站次
局
"""
_PLACES = "省 市 县 区 镇 乡 街道 村 社区 小区 村居 镇街 组团 自然村 行政村"
_TIME = """
年 学年 季 季度 个季度 月 个月 周 个周 星期 个星期 天 日 工作日 个工作日 小时 个小时 刻钟 分钟 秒 秒钟
周年 岁 周岁 个年头 昼夜 工时
"""
_MEASURES = """
平方公里 平方千米 平方米 平米 立方米 公里 千米 米 厘米 毫米 里 里路 华里 亩 公顷 吨 公斤 千克 斤 克 升
毫升 千瓦 兆瓦 千瓦时 度 度电 元 角 分
美元 港元 港币 欧元 英镑 日元 日圆 韩元 新加坡元 新元 美金 块钱 分贝 摄氏度
兆 ㎡ ㎞ ㎏ m² km² m³ kWh m km kg g t
"""
_RATES = "% ‰ 个百分点 百分点 个点 成 倍 折"

PLACES: frozenset[str] = frozenset(_PLACES.split())
CLASSIFIERS: frozenset[str] = frozenset(
    " ".join([_PEOPLE, _THINGS, _EVENTS, _PLACES, _TIME, _MEASURES, _RATES]).split()
)

# After a numeral in running text, a measure word does not count where it begins another word.
_GUARDS = {
    "人": "民|大|均|口|员|才|士|数|事|社|居|群|力|工|生|文|性|心|身|气|际|间|物",
    "家": "庭|园|长|门|政|乡|禽|具|电|居|话|人",
    "名": "单|称|誉|牌|录|胜",
    "位": "置|于|列|移",
    "条": "件|例|块|幅",
    "项": "目",
    "级": "别",
    "年": "级|轻|龄|终|味|货|代|画|初|底|末|中",
    "月": "初|底|末|中|亮|球|嫂|饼",
    "天": "然|气|津|桥|空|下|和",
    "日": "常|均|间|益|报|历|程|期|志|渐|前",
    "周": "边|围|期|密|知|转|末|岁|年",
    "分": "类|级|区|工|公司|别|会|之|析|散|步|段|管|片|期|布|支|批|配|局|店|校|院|享|担|层|组|成|为|队|行",
    "门": "口|店|前|禁|卫|牌|诊|户",
    "面": "对|积|临|向|貌|前|上|试|部|料|子",
    "方": "式|案|便|法|向|针|言|圆|能|可|米|阵",
    "大": "家|众|妈|爷|娘|学|约|概|于|力|幅|量|多|厅|全",
    "口": "号|径|碑|头|袋|岸|罩|腔|述|才|感",
    "课": "堂|程|题|间|件|外|后",
    "步": "骤|行|入|伐|道",
    "部": "门|分|署|队|委|长|件|位|级",
    "点": "击|赞|亮|面|评|名|燃|单|缀|对",
    "处": "理|置|于|长|级|罚|分|境|室",
    "组": "织|建|成|长|合|团",
    "期": "间|待|望|末|限|盼",
    "次": "日|年|月|要|序|数",
    "节": "日|约|点|目|能|省|气|假|庆|水|电|俗",
    "市": "民|场|区|级|政|长|容|直",
    "区": "域|位|别|分|间|块|级|长|委|政|直",
    "省": "级|委|会|时|心|力|钱|政|直|去",
    "县": "级|委|政|城|域|直|长",
    "村": "民|委|两|级|干|支|务",
    "乡": "村|亲|贤|镇|风|愁",
    "镇": "级|政|域|长|村",
    "社区": "化",
    "站": "点|长|位|台|立",
    "线": "上|下|路|索|条",
    "段": "落|时",
    "块": "钱",
    "台": "阶|账|风",
    "本": "地|级|月|年|身|次|届|市|区|县|村|社|人",
    "代": "表|办|理|际|替|码|言|驾|缴|购",
    "包": "括|联|含|容|保|抓|片|户|楼|村|干|装",
    "把": "关|握|控|脉|手",
    "对": "接|于|象|比|应|外|内|口|标|照|待|策|症|方",
    "支": "持|部|撑|付|出|援|队|行",
    "份": "子|额",
    "回": "复|应|访|收|家|归|答|馈|迁",
    "成": "立|为|员|果|功|长|熟|本|绩|效|交|都|人|年|套|片|了|就|型|份|分|群|活|不变",
    "度电": "力",
    "起": "来|到|初|点|草|诉|源|于|步",
    "首": "次|个|批|届|家|创|先|要|位|都|页",
    "股": "份|权|东|票|长",
    "道": "路|德|具|理|闸",
    "根": "据|本|治|源|基",
    "张": "贴|家|村|某|先|女",
    "班": "子|组|长|级",
    "片": "区|面|段|长",
    "类": "似|别",
    "局": "面|部|长|限",
    "里": "面|程|弄|外",
    "元": "旦|素|化|宵|月|首",
    "层": "面|级|次|出",
    "环": "境|节|保|卫|绕|抱|环",
    "幅": "度|员",
    "列": "入|为|出|举|车",
    "排": "查|除|名|序|水|放|队|污|练",
    "所": "有|在|以|谓|需|长",
    "间": "隔|接|断",
    "室": "内|外",
    "升": "级|高|温|学",
    "角": "度|色|落",
    "克": "服|难|制",
    "折": "射|腾|叠|算|扣",
    "倍": "感|增|加",
    "双": "向|方|语|休|百|提|手|减|创|拥|报|到|岗|培",
    "票": "价|据|选|数|务|证",
    "单": "元|位|一|打|独|纯|亲|边|向|列|身|车|项",
    "集": "中|体|聚|合|结|市|团|成|镇|约|会",
    "队": "伍|员|长|列",
    "通": "过|知|道|报|讯|常|用|行|信|水|电|气|车",
    "餐": "厅|饮|具|馆|桌|补",
    "客": "户|厅|人|运|流|车",
    "度": "过|假|量|夏|汛|冬",
}
_LONGEST = max(len(word) for word in CLASSIFIERS)
_GUARDED = {word: re.compile(guard) for word, guard in _GUARDS.items()}
_LATIN = re.compile("[A-Za-z0-9²]")


def match_classifier(text: str, start: int, guarded: bool = False) -> str:
    """Return the longest measure word at `start`, or ''; `guarded` refuses one that begins another word."""
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        word = text[start : start + length]
        if word in CLASSIFIERS and not (guarded and _is_cut_off(text, start + length, word)):
            return word
    return ""


def _is_cut_off(text: str, end: int, word: str) -> bool:
    if word[0].isascii() and word[0].isalpha():
        return bool(_LATIN.match(text, end))
    guard = _GUARDED.get(word)
    return bool(guard and guard.match(text, end))
