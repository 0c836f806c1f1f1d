"""Small ledgers made by the tests themselves, under any office's headings; all invented."""

import io

import openpyxl

HEAD = (
    "序号", "反馈问题", "整改目标", "整改时限", "责任单位", "督导单位",
    "整改状态", "完成时间", "验收时间", "公示开始", "公示结束", "销号文号", "销号时间",
)  # fmt: skip
OTHER_HEAD = (
    "问题编号", "督察反馈意见", "目标要求", "完成期限", "承办单位", "督办部门",
    "当前阶段", "实际完成日期", "验收通过时间", "公示起始日", "公示截止日期", "备案文号",
    "备案日期",
)  # fmt: skip
COLUMNS = (
    "number", "issue", "goal", "deadline", "lead", "supervising", "state", "completed_on",
    "accepted_on", "notice_from", "notice_to", "filing_no", "filed_on",
)  # fmt: skip
PLACES = {name: at for at, name in enumerate(COLUMNS)}
DOC_NO = "云办字〔2022〕51号"


def row(number: int, state: str, *dates: str, **changes: str) -> tuple[str, ...]:
    """One line: dates in the order of the columns, from 完成时间 on."""
    told = [*dates, *[""] * (6 - len(dates))]
    line = [
        str(number), f"沿岸{number}家砂石料场违规占用河道", "依法退出，岸线恢复",
        "2022年12月底前", "青崖县人民政府", "州水务局", state, *told,
    ]  # fmt: skip
    for name, value in changes.items():
        line[PLACES[name]] = value
    return tuple(line)


DONE = ("2022年11月18日", "2022年12月6日", "2022年12月12日", "2022年12月23日")
ROWS = (
    row(1, "已销号", *DONE, "云督改〔2023〕2号", "2023年1月5日"),
    row(2, "已完成，待销号", "2023年6月12日", "2023年7月4日"),
    row(3, "正在整改", deadline="2027年6月底前"),
    row(4, "公示中", "2026年10月9日", "2026年11月2日", "2026年11月16日", "2026年12月4日"),
    row(5, "已完成整改", "2024年3月15日"),
)
"""One issue in each of the ledger's five states; the clock stands at 2026-11-23."""


def ledger(rows=ROWS, head=HEAD) -> bytes:
    """A workbook with one sheet: heads in the first row."""
    book = openpyxl.Workbook()
    for line in (head, *rows):
        book.active.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
