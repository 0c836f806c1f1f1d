"""Small plans made by the tests themselves, as offices write them; all invented."""

import io

import docx
import openpyxl

HEAD = ("序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "督导单位")
ROWS = (
    (
        "1",
        "3座乡镇污水处理站建成后未运行",
        "稳定运行，出水达标",
        "1.落实运行经费。\n2.安装流量计并联网。",
        "2026年6月30日前",
        "青崖县人民政府",
        "州生态环境局",
    ),
    (
        "2",
        "河道砂石料场违规占用岸线",
        "依法退出，岸线恢复",
        "1.拆除设备。\n2.覆土复绿。",
        "2026年底前",
        "石渡县人民政府",
        "州水务局",
    ),
    (
        "3",
        "县城建筑工地扬尘管控不到位",
        "措施落实",
        "1.裸土全覆盖。",
        "长期坚持",
        "青崖县住建局",
        "州住建局",
    ),
)
"""Three issues nobody needs to doubt."""

TEXT = """云屏州贯彻落实省级督察报告整改方案
一、青崖县3座乡镇污水处理站建成后未运行。
整改目标：稳定运行，出水达标。
整改时限：2026年6月30日前。
整改措施：
1.落实运行经费。
2.安装流量计并联网。
责任单位：青崖县人民政府
配合单位：州财政局、州环保督查中心
督导单位：州生态环境局

二、砂石料场违规占用河道。
整改目标：岸线恢复。
整改时限：2026年供暖季前。
整改措施：
1.拆除设备。
责任单位：石渡县人民政府
督导单位：州水务局
"""
"""Two doubts: a unit nobody knows (州环保督查中心) and a date that is none (供暖季前)."""

OVERALL = """云屏州贯彻落实省级督察报告整改方案
四、整改措施
(一)提高政治站位。
1. 深入学习贯彻，层层压实责任，定期研究部署整改工作，推动问题见底清零。\
(州水务局牵头，州财政局、南岭工业园区管委会、青崖山景区管委会配合，以上园区管委会简称各管委会)
2. 强化责任担当，把整改工作纳入年度考核，按月调度通报，逐条逐项落到实处。\
(州生态环境局牵头，各管委会配合)
"""
"""Two overall measures; the text itself says what 各管委会 means."""


def word_table(rows=ROWS, head=HEAD, title="云屏州整改措施清单") -> bytes:
    """A Word document with one table."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(head))
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _saved(document)


def workbook(rows=ROWS, head=HEAD) -> bytes:
    """A workbook with one sheet: heads in the first row."""
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    return _saved(book)


def changed(rows, number, **columns):
    """The rows with some columns of one of them replaced."""
    places = dict(
        zip(
            ("number", "issue", "goal", "measures", "deadline", "lead", "supervising"),
            range(7),
            strict=True,
        )
    )
    found = [list(row) for row in rows]
    for row in found:
        if row[0] == number:
            for name, value in columns.items():
                row[places[name]] = value
    return tuple(tuple(row) for row in found)


def _saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
