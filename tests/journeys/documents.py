"""The files of an office's first hour, as offices write them, with five mistakes between them.

Everything in them is invented (演示数据).
"""

import io
import random
from typing import Any

import docx
import openpyxl
from PIL import Image

from tests.db.importing import ledgers, samples
from tests.db.petitions.importing import line, workbook
from tests.unit.readers.makers import make_pdf

NAME = "整改专项（演示数据）"
PLAN_HEAD = (
    *("序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "配合单位", "督导单位"),
    "验收单位",
)
COUNTY, WATER = "青崖县人民政府", "云屏州水务局"
STRANGER = "州河湖督查中心"
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


def second_petition_file() -> dict[str, Any]:
    """Another batch with a verdict nobody can read in row 4."""
    rows = [line(n, "演示数据：河边堆放垃圾") for n in (11, 13)]
    rows[1:1] = [line(12, "演示数据：餐馆油烟扰民", 是否属实="情况复杂")]
    title = "群众信访举报一览表（演示数据 第十一批 2024年5月21日）"
    return _file("信访件第十一批.xlsx", workbook(rows, title=title))


def mended(content: bytes, place: str, text: str) -> dict[str, Any]:
    """The marked workbook with one cell put right, as the clerk saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    reasons = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
    assert "错误原因" in reasons
    assert any("没有认出是否属实" in reason for reason in reasons)
    sheet[place] = text
    out = io.BytesIO()
    book.save(out)
    return _file("信访件第十一批（改）.xlsx", out.getvalue())


def heavy_file() -> dict[str, Any]:
    """A plan with a photo of 600 KB in it."""
    noise = random.Random(4).randbytes(450 * 450 * 3)
    picture = io.BytesIO()
    Image.frombytes("RGB", (450, 450), noise).save(picture, "PNG")
    document = docx.Document(io.BytesIO(samples.word_table(PLAN_ROWS, PLAN_HEAD, "演示数据方案")))
    document.add_picture(picture)
    out = io.BytesIO()
    document.save(out)
    return _file("带照片的方案.docx", out.getvalue())


def old_file() -> dict[str, Any]:
    """What an office of ten years ago would hand in; it is refused."""
    return _file("旧方案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def scanned_file() -> dict[str, Any]:
    """A PDF without a text layer: only the worker finds out."""
    return _file("扫描件.pdf", make_pdf([[]]))


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


PLAN_MISTAKES = [("第1项 演示数据：南沟砂石料场占用河道", f"单位库中没有“{STRANGER}”", STRANGER)]
LEDGER_MISTAKES = [
    ("第2项 沿岸2家砂石料场违规占用河道", "这一天不存在，暂按当月最后一天计。", "2027年2月30日前"),
    ("第2项 演示数据：尾矿库渗漏", "序号“2”前面已经用过。", "2"),
]
PETITION_MISTAKES = [("X3YP202405110002 砂场夜间作业扰民", "没有认出是否属实。", "说不清")]
"""Row, sentence, words marked in the source; the fifth is the plan's own count."""
