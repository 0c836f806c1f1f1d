"""How offices name themselves: full names, short names and those of before 2018, as data.

Within one division every spelling of a row means the same office. The first word of a row is its
key; the others are stems, written without 局, 厅, 委. 水利 and 水务 are one row because a
division has one or the other.
"""

import re
from functools import cache

DEPARTMENTS = """
发改         发展改革 发展和改革 发展与改革 发展计划
教育         教育体育 教体 教育和体育 教科
科技         科学技术
工信         工业和信息化 工业信息化 经信 经济和信息化 工信商务
公安
民政
司法
财政
人社         人力资源和社会保障 人力资源社会保障
自然资源     自然资源和规划 自然资源规划 自规 国土资源 国土
生态环境     环保 环境保护 生态环境保护
住建         住房和城乡建设 住房城乡建设 住房与城乡建设 建设 城乡建设
交通运输     交通 交运
水务         水利 水利水务
农业农村     农业 农牧 农业农村和科技 畜牧 畜牧兽医 农牧农村
商务         商务和投资促进 商务粮食
文旅         文化和旅游 文化旅游 文体广旅 文体旅游 文广旅 文化广播电视和旅游 文体旅
卫健         卫生健康 卫生和健康 卫计 卫生和计划生育 卫生
应急         应急管理 安监 安全生产监督管理
审计
国资         国有资产监督管理
市场监管     市场监督管理 市监 工商 质监
统计
医保         医疗保障
林草         林业和草原 林业草原 林业
城管         城市管理 城市管理综合执法 城市管理和综合执法 城管执法 城市管理行政执法 综合行政执法
信访
能源
乡村振兴     扶贫 扶贫开发
行政审批     行政审批服务 政务服务 政务服务管理 行政审批服务管理
税务
气象
机关事务     机关事务管理 机关事务服务
经合         经济合作 投资促进
供销社       供销合作社 供销联社
"""

OFFICES = {
    "政府": "政府 人民政府",
    "党委": "党委 委 委员会 县委 州委 市委 区委 省委 旗委 工委 党工委",
    "政府办": "政府办 政府办公室 人民政府办公室",
    "党委办": "党委办 委办 委办公室 委办公厅",
    "督查室": "督查室 委督查室 党委督查室 委目标督查室 委目督办",
    "政府督查室": "政府督查室 人民政府督查室",
    "组织部": "委组织部 党委组织部 组织部",
    "宣传部": "委宣传部 党委宣传部 宣传部",
    "编办": "委编办 编办 机构编制委员会办公室 委机构编制委员会办公室",
    "纪委": "纪委 纪委监委 监委 纪律检查委员会 纪检监察委 纪委监察委",
    "党校": "委党校 党校",
    "人大": "人大 人大常委会 人民代表大会常务委员会",
    "政协": "政协",
    "法院": "法院 人民法院 中级人民法院 高级人民法院",
    "检察院": "检察院 人民检察院",
    "整改办": "整改办 督察整改办 环保督察整改办 环督整改办 督改办 生态环境保护督察整改办 "
    "整改工作领导小组办公室 督察整改工作领导小组办公室 "
    "生态环境保护督察整改工作领导小组办公室 整改领导小组办公室 督察整改领导小组办公室",
    "管委会": "管委会 管理委员会",
}
BOTH = re.compile(r"(?:党委|委)[、和]?[省州市县区旗]?(?:人民)?政府|党政")
"""Both the Party committee and the government: one label, two offices."""

_SUFFIX = re.compile(r"(?:委员会|分局|局|厅|委|部门)$")


@cache
def _stems() -> dict[str, str]:
    found = {}
    for line in DEPARTMENTS.strip().splitlines():
        key, *stems = line.split()
        found.update(dict.fromkeys((key, *stems), key))
    return found


@cache
def _offices() -> dict[str, str]:
    return {word: key for key, words in OFFICES.items() for word in words.split()}


def key_of(tail: str) -> str:
    """The key of what follows the place in a unit's name: `住房和城乡建设局` → `住建`.

    A name without place (`青崖县`) means its government. An office in no row is its own key.
    """
    if not tail:
        return "政府"
    if found := _offices().get(tail):
        return found
    stem = _SUFFIX.sub("", tail)
    known = _stems().get(stem)
    return known if known and stem != tail else tail


def keys_of(tail: str) -> tuple[str, ...]:
    """Like `key_of`, but two keys for 党委和政府."""
    return ("党委", "政府") if BOTH.fullmatch(tail) else (key_of(tail),)
