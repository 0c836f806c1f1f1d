"""Where a petition points: names of sites and enterprises by which repeated complaints meet."""

import re

SITES = (
    "砂石料场|砂石场|砂石厂|采砂场|采石场|石料场|碎石场|砂场|料场|弃渣场|渣场|堆场|养猪场|养牛场|养鸡场|养羊场|养殖场|鸡场|猪场"
    "|屠宰场|垃圾填埋场|填埋场|垃圾场|中转站|搅拌站|拌合站|加油站|污水处理厂|污水厂|水泥厂|化工厂|造纸厂|砖厂|石灰厂"
    "|沥青厂|加工厂|冶炼厂|电厂|药厂|酒厂|糖厂|木材厂|厂区|工厂|煤矿|铁矿|金矿|铜矿|矿山|矿区|铁路|高速|公园"
    "|工业园区|工业园|产业园|开发区|园区|小区|社区|市场|广场|学校|医院|酒店|饭店|烧烤店|餐馆|火锅店|KTV|洗车场"
    "|停车场|物流园|水库|公司|集团|合作社|车间|工地|项目部|电站|水电站|厂|矿"
)
NAMED = re.compile(rf"(?P<name>[一-龥A-Za-z0-9]{{2,12}}?)(?P<kind>{SITES})")
CUT = re.compile(
    r".*(?:反映|举报|投诉|位于|旁边?|附近|内的?|的|某|有一?[家个座处]|一[家个座处]|[市州县区旗镇乡村]|街道|路\d*号?)"
)
"""What stands before a proper name: the place and the words that lead to it."""
_GENERIC_WORDS = """
本 该 此 这 那 新 老 旧 大 小 多 几 两 一 二 三 四 五 六 七 八 九 十 上述 周边 附近 居民 私人 无名
露天 大型 小型 个体 有关 部分 某个 某家 多家 一些 村民 当地 楼下 门口 新建 废弃 违规 非法 垃圾
生活 污水 建筑 工业 砂石 煤炭 沙石 粪污
"""
GENERIC = frozenset(_GENERIC_WORDS.split())
VILLAGE = re.compile(r"[一-龥]{2,4}(?:村|社区|屯|庄|寨|嘎查)")
VILLAGE_CUT = re.compile(r".*(?:[市州县区旗镇乡]|街道|反映|举报|位于|投诉)")
LONGEST, MOST = 30, 12


def place_words(text: str, area: str = "") -> list[str]:
    """Names by which the same spot is known again: 河口砂场, 芦沟村; none for 某料场.

    A village is told with its area, because villages share names; a site stands for itself.
    """
    found: dict[str, None] = {}
    for match in NAMED.finditer(text):
        name = CUT.sub("", match["name"])
        if len(name) >= 2 and name not in GENERIC and not _says_nothing(name):
            found[f"{name}{match['kind']}"[:LONGEST]] = None
    for match in VILLAGE.finditer(text):
        name = VILLAGE_CUT.sub("", match[0])
        if len(name) >= 3:
            found[f"{area}{name}"[:LONGEST]] = None
    return list(found)[:MOST]


def _says_nothing(name: str) -> bool:
    return any(name.endswith(word) for word in GENERIC if len(word) > 1)
