"""What names of units and places look like: by their endings, by the offices every level has."""

import re


def _one_of(*lines: str) -> str:
    """Any of the words and patterns that blanks part."""
    return "|".join(" ".join(lines).split())


ORGAN = re.compile(
    "(?:"
    + _one_of(
        "局 厅 委 办 (?<!迭)部 署 院 所 站 队 会 社 处 室 科 行 校 司 团 组 中心 政府 集团",
        "企业 单位 部门 街道 办事处 机构 机关 林场 农场 牧场 填埋场",
        "(?:养殖|屠宰|焚烧|采石|种畜|种马|良种|渔|马|苗|鱼种)场 厂 矿 电站 水库 基地 专班 业主",
        "主体 团体 组织 政协 人大 学院 大学 店 村 社区 法院 (?<!点)军区",
        "[建城能交水农文国电铁产]投 海关 兵团 师 热力 电力 燃气 水务 高校 党校 工会",
        r"(?:妇|残|文|侨|社科|工商)联 (?:科|作|记|足)协 团委 县级 门 (?<!国)家 户 港 局\(.*\)",
        "方 殡仪馆 图书馆 博物馆 体育馆 电视台 广播台 报社 [中小]学 学校",
        "(?:煤|矿|铝|药|钢|化工|盐)业 化工 油田 水泥 股份",
    )
    + ")$"
)
"""What the name of an office, a firm or a body ends with."""
PARK = re.compile(
    "(?:"
    + _one_of(
        "开发区 新区 新城 园区 高新区 高新技术区 经开区 示范区 保税区 综保区 工业区 集聚区",
        "度假区 管理区 试验区 生态区 港务区 合作区 旅游区 先导区 实验区 集中区 功能区 空港",
        r"港区 基地 商务区 自贸区 经济区 开发区\([^()]*\) 工业新城 科技城 生态城 风景区 景区",
        "保护区 产业园 工业园 科技园 物流园 化工园 循环园 组团 片区 高新 经开 园",
    )
    + ")$"
)
COUNTY = re.compile(r"[县市区旗州盟](?:\([县市区旗州盟、]{1,9}\))?$")
ODD_DISTRICT = re.compile("市[中南北]区")
"""市中区 is a place, though 市直… is none."""
TOWNSHIP = re.compile(r"(?:乡|镇|镇街|街镇|乡街|街道|苏木|林区|街办)$")
BRANCH = re.compile(r"(?P<head>.+局)[^局]{1,6}分局")
"""市生态环境局崆峒分局: an office and its branch."""
DEPARTMENTS = re.compile(
    "(?:"
    + _one_of(
        "发改委 发展改革委 发展和改革委员会 发改局 财政局 水务局 水利局 住建局 住房城乡建设局",
        "住房和城乡建设局 生态环境局 生态环境分局 环保局 自然资源局 自然资源和规划局",
        "国土资源局 农业农村局 农牧局 林草局 林业局 工信局 工业和信息化局 交通运输局 交通局",
        "公安局 应急管理局 应急局 卫健委 卫健局 卫生健康委 卫生健康局 市场监管局",
        "市场监督管理局 城管局 城市管理局 综合执法局 执法局 文旅局 文化和旅游局 教育局 商务局",
        "民政局 人社局 司法局 审计局 统计局 畜牧局 气象局 乡村振兴局 能源局 国资委 信访局",
        "行政审批局 科技局 税务局 供销社 经信局 经信委 发展和改革局 发展改革局",
        "住房(?:和)?城乡建设委 住建委 城市管理委 规划(?:和)?自然资源局 工业和信息化委(?:员会)?",
        "经济和信息化委(?:员会)? 林水局 市场局 农业农村委 经济信息委 经济和信息化局 交通委",
        "交通运输委 林业和草原局 文化旅游委 文旅委 数据局 大数据局 人力资源(?:和)?社会保障局",
        "退役军人(?:事务)?局 医保局 医疗保障局 城乡建设局 综合行政执法局 行政审批服务局 农业局",
        "畜牧兽医局 园林(?:绿化)?局 科学技术局 规划局 国土局 旅游局 体育局",
        "城市管理和?综合(?:行政)?执法局 机关事务局 国防动员办 消防救援支队",
    )
    + ")"
)
"""Offices every level has: the name alone does not say whose they are."""
STEM = re.compile(
    r"(?P<level>各?[县市区旗](?:\([^()]{1,5}\)|[市区])|[省市州县区旗盟][级直]?)?(?:发改|发展改革|住建|水利|水务|财政|生态环境|环保|自然资源"
    r"|国土资源|农业农村|农牧|林草|林业"
    r"|工信|经信|交通|交通运输|公安|应急|应急管理|卫健|市场监管|城管|城市管理|综合执法|文旅|教育"
    r"|商务|民政|人社|审计|畜牧|科技|国资|卫生健康|市场监督管理|文化(?:和)?旅游|行政执法"
    r"|综合行政执法|城乡建设|住房(?:和)?城乡建设|自然资源和规划|农业|规划|司法|统计|税务|能源"
    r"|经济和信息化|工业和信息化|发展和改革|人力资源(?:和)?社会保障)"
)
PROVINCIAL = re.compile(r"(?![省区市])[^省市州县区]{2,14}厅")


def is_place(text: str) -> bool:
    """Whether a text ends like a county, a township or a park."""
    return any(kind.search(text) for kind in (COUNTY, TOWNSHIP, PARK))


def is_unit(text: str) -> bool:
    """Whether a text ends like a body or a place."""
    return ORGAN.search(text) is not None or is_place(text)


def unbracketed(text: str) -> str:
    """The text without a bracket at its end: 县水务局(牵头) → 县水务局."""
    return re.sub(r"\([^()]*\)$", "", text)
