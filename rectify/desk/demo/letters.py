"""What citizens of 云屏州 wrote (演示数据), and how far each has come. Every word is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """One invented petition. `stage`: registered, handed_down, answering, replied, returned,
    closed, staged or published; `batch` 1 is the oldest."""

    batch: int
    county: str
    text: str
    items: tuple[str, ...]
    types: tuple[str, ...]
    stage: str
    verdicts: tuple[str, ...] = ()
    handling: str = ""
    outcome: tuple[tuple[str, str], ...] = ()
    is_key: bool = False


QINGYA, SHIDU = "青崖县", "石渡县"
RECTIFY = (("ordered_rectify", "1"),)

LETTERS = (
    Letter(
        1, QINGYA, "柳汀镇河口砂场夜间作业，噪声扰民，洗砂废水排入青崖河。",
        ("夜间作业噪声扰民", "洗砂废水排入青崖河"), ("噪声", "水"), "published",
        ("true", "true"), "责令停止夜间作业，封堵排水口，立案处罚。",
        (*RECTIFY, ("cases_filed", "1"), ("fine_yuan", "50000")),
    ),
    Letter(
        1, QINGYA, "县城东街餐馆油烟直排，影响居民生活。", ("油烟直排",), ("大气",), "published",
        ("true",), "安装油烟净化设施，已验收。", RECTIFY,
    ),
    Letter(
        1, SHIDU, "鹤水河边垃圾堆放多年无人清运。", ("垃圾堆放",), ("固废",), "published",
        ("mostly",), "清运垃圾86吨，设置围挡。", RECTIFY,
    ),
    Letter(
        1, SHIDU, "石料厂爆破震裂房屋，粉尘大。", ("爆破震裂房屋", "粉尘污染"), ("大气", "其他"),
        "published", ("false", "true"), "增设喷淋3套，硬化道路420米。",
        (*RECTIFY, ("talked_to", "2")),
    ),
    Letter(
        1, QINGYA, "养殖场粪水流入水渠，气味难闻。", ("粪水流入水渠", "异味"), ("水", "大气"),
        "staged", ("true", "true"), "清理水渠，粪水暂存，正在建设沉淀池。", RECTIFY, True,
    ),
    Letter(
        2, QINGYA, "柳汀镇河口砂场又在夜间作业。", ("夜间作业噪声扰民",), ("噪声",), "replied",
        ("true",), "再次责令停工，移送公安机关。", (*RECTIFY, ("cases_filed", "1")), True,
    ),
    Letter(
        2, QINGYA, "县医院旁工地扬尘严重，渣土车不冲洗。", ("工地扬尘", "渣土车不冲洗"), ("大气",),
        "returned", ("true", "partial"), "要求落实六个百分之百。", RECTIFY,
    ),
    Letter(2, QINGYA, "洗煤厂煤泥水外排。", ("煤泥水外排",), ("水",), "answering"),
    Letter(2, QINGYA, "沿河公路边倾倒建筑垃圾。", ("倾倒建筑垃圾",), ("固废",), "handed_down"),
    Letter(2, SHIDU, "采石场超范围开采，植被破坏。", ("超范围开采",), ("生态",), "answering"),
    Letter(2, SHIDU, "KTV夜间噪声扰民。", ("夜间噪声",), ("噪声",), "handed_down"),
    Letter(
        3, QINGYA, "柳汀镇河口砂场昨夜仍在作业，请再查。", ("夜间作业",), ("噪声",), "registered",
    ),
    Letter(3, QINGYA, "城北小区污水井外溢。", ("污水井外溢",), ("水",), "registered"),
    Letter(
        3, SHIDU, "鹤水河死鱼，怀疑上游排污。", ("河中死鱼",), ("水",), "registered", is_key=True,
    ),
    Letter(3, SHIDU, "塑料加工作坊焚烧废料。", ("焚烧废料",), ("大气",), "registered"),
)  # fmt: skip
BATCH_DAYS = {1: (11, 6), 2: (11, 17), 3: (11, 22)}
"""Month and day each batch was handed over."""
