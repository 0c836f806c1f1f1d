"""The files of an office's first hour, as offices write them, with five mistakes between them.

Everything in them is invented (演示数据).
"""

from typing import Any

from tests.db.importing import ledgers, samples
from tests.db.petitions.importing import line, workbook

NAME = "整改专项（演示数据）"
PLAN_HEAD = (
    *("序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "配合单位", "督导单位"),
    "验收单位",
)
COUNTY, WATER = "青崖县人民政府", "云屏州水务局"
STRANGER = "州环保督查中心"
"""Mistake: a unit nobody knows."""
PLAN_ROWS = (
    (
        *("1", "演示数据：南沟砂石料场占用河道", "岸线恢复。", "1.拆除设备。\n2.覆土复绿。"),
        *("2027年10月31日前", COUNTY, STRANGER, WATER, WATER),
    ),
    (
        *("2", "演示数据：县城3座污水泵站停运", "稳定运行。", "1.修复泵站。"),
        *("2027年6月30日前", COUNTY, "", WATER, WATER),
    ),
    (
        *("3", "演示数据：建筑工地扬尘管控不到位", "措施落实。", "1.裸土全覆盖。"),
        *("长期坚持", COUNTY, "", WATER, WATER),
    ),
)
PLAN_TITLE = "云屏州专项督察整改方案（演示数据，共4项）"
"""Mistake: it says four and holds three."""
LEDGER_ROWS = (
    ledgers.row(1, "已销号", *ledgers.DONE, "云督改〔2023〕2号", "2023年1月5日"),
    ledgers.row(2, "正在整改", deadline="2027年2月30日前"),
    ledgers.row(2, "已完成，待销号", "2023年6月12日", "2023年7月4日", issue="演示数据：尾矿库渗漏"),
)
"""Mistakes: a day that is none, a serial used twice."""
PETITION_ROWS = (line(1), line(2, 是否属实="说不清"), line(3))
"""Mistake: a verdict nobody can read."""


def plan_file() -> dict[str, Any]:
    return _file("整改方案.docx", samples.word_table(PLAN_ROWS, PLAN_HEAD, PLAN_TITLE))


def ledger_file() -> dict[str, Any]:
    return _file("整改台账.xlsx", ledgers.ledger(LEDGER_ROWS))


def petition_file() -> dict[str, Any]:
    title = "群众信访举报一览表（演示数据 第十批 2024年5月20日）"
    return _file("信访件一览表.xlsx", workbook(PETITION_ROWS, title=title))


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


PLAN_MISTAKES = [("第1项 演示数据：南沟砂石料场占用河道", f"单位库中没有“{STRANGER}”", STRANGER)]
LEDGER_MISTAKES = [
    ("第2项 沿岸2家砂石料场违规占用河道", "这一天不存在，暂按当月最后一天计。", "2027年2月30日前"),
    ("第2项 演示数据：尾矿库渗漏", "序号“2”前面已经用过。", "2"),
]
PETITION_MISTAKES = [("X3YP202405110002 砂场夜间作业扰民", "没有认出是否属实。", "说不清")]
"""Row, sentence, words marked in the source; the fifth is the plan's own count."""
