"""Tables copied without their lines are put together again; what was guessed is said so."""

import pytest

from rectify.exchange.readers import read, read_text
from rectify.exchange.readers.doubts import GUESSED

HEAD = ["序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况", "是否属实",
        "处理和整改情况", "是否办结", "责任人被处理情况"]  # fmt: skip
FIRST = ["1", "D3SX202506040057", "洗煤厂夜间偷排黑水，流入村前河沟", "河津市", "水",
         "经核查，沉淀池破损，有少量废水溢流", "属实", "责令停产整改，立案处罚8万元", "阶段性办结", "约谈1人"]  # fmt: skip
SECOND = ["2", "X3SX202506040012*", "烧烤店油烟大，凌晨仍营业", "盐湖区", "大气、噪声",
          "净化器检测合格，凌晨噪声超标3.2分贝", "部分属实", "限期加装隔音门", "已办结", "无"]  # fmt: skip
CELLS = ["number", "issue", "area", "pollution_types_text", "finding", "verdict_text", "handling",
         "closure_text", "accountability"]  # fmt: skip


def told(document):
    return [[row.cells[name].value for name in CELLS] for row in document.rows]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n　\n"])
def test_a_table_with_one_cell_a_line_is_read(gap):
    text = gap.join(["一览表（第八批）", *HEAD, *FIRST, *SECOND, "主办：某市整改办"])

    document = read_text("petitions", text)

    assert told(document) == [FIRST[1:], SECOND[1:]]
    assert {row.cells["issue"].confidence for row in document.rows} == {"high"}


@pytest.mark.parametrize("blank", ["  ", "　", "     "])
def test_a_table_with_blanks_between_its_columns_is_read(blank):
    lines = ["一览表", *(blank.join(row) for row in (HEAD, FIRST, HEAD, SECOND)), "", "附件：无"]

    assert told(read_text("petitions", "\n".join(lines))) == [FIRST[1:], SECOND[1:]]


def test_cells_of_several_lines_and_missing_cells_are_placed_by_what_they_say_and_doubted():
    first = [*FIRST[:5], "经核查：", "1.沉淀池破损；", "2.河沟有黑色痕迹", *FIRST[6:9]]

    rows = read_text("petitions", "\n".join(["一览表", *HEAD, *first, *SECOND])).rows

    finding = "经核查：\n1.沉淀池破损；\n2.河沟有黑色痕迹"
    assert told(read_text("petitions", "\n".join([*HEAD, *first, *SECOND]))) == [
        [*FIRST[1:5], finding, *FIRST[6:9], ""], SECOND[1:]
    ]  # fmt: skip
    assert (rows[0].cells["finding"].confidence, rows[0].cells["finding"].reason) == (
        "low", GUESSED)  # fmt: skip
    assert rows[1].cells["finding"].confidence == "high"


def test_a_table_that_begins_with_its_numbers_is_read_a_cell_a_line():
    lines = [line for row in (HEAD, FIRST, SECOND) for line in row[1:]]

    assert told(read_text("petitions", "\n".join(lines))) == [FIRST[1:], SECOND[1:]]


def test_a_plan_with_one_cell_a_line_is_read():
    head = ["序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位"]
    rows = [["1", "砖厂超标排放", "达标排放", "1.安装脱硫设施；2.联网监控", "2024年5月底前", "县生态环境分局"],
            ["2", "采砂破坏河道", "修复河道", "1.取缔；2.修复", "2024年8月底前", "县水务局"]]  # fmt: skip

    found = read_text("plan", "\n".join(cell for row in [head, *rows] for cell in row)).rows

    assert [(r.number.value, r.issue.value, len(r.measures), r.deadline.value.due_on.isoformat(),
             r.lead_units.value) for r in found] == [
        ("1", "砖厂超标排放", 2, "2024-05-31", ("县生态环境分局",)),
        ("2", "采砂破坏河道", 2, "2024-08-31", ("县水务局",))]  # fmt: skip


def test_a_table_copied_with_its_tags_is_read_lines_in_cells_kept():
    second = [*SECOND[:5], "<p>净化器合格</p><p>凌晨噪声超标</p>", *SECOND[6:]]
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in (HEAD, FIRST, second)]
    page = f"<div><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></div>"

    document = read("petitions", page.encode(), "页面.txt")

    assert told(document) == [FIRST[1:], [*SECOND[1:5], "净化器合格\n凌晨噪声超标", *SECOND[6:]]]


def test_labels_with_their_values_below_are_no_table():
    lines = [line for row in (FIRST, SECOND) for pair in zip(HEAD[1:], row[1:], strict=True)
             for line in pair]  # fmt: skip

    assert told(read_text("petitions", "\n".join(lines))) == [FIRST[1:], SECOND[1:]]


def test_headings_torn_over_two_lines_are_put_together():
    torn = ["序号", "受理", "编号", "交办问题", "基本情况", "行政", "区域", "污染", "类型", "调查核实情况", "是否",
            "属实", "处理和整改情况", "是否", "办结", "责任人被", "处理情况"]  # fmt: skip

    document = read_text("petitions", "\n".join(["一览表", *torn, *FIRST, *SECOND]))

    assert told(document) == [FIRST[1:], SECOND[1:]]


def test_a_text_that_only_begins_like_a_table_is_left_as_it_is():
    text = "\n".join(
        [
            "序号",
            "受理编号",
            "问题",
            "1",
            "一、河道垃圾",
            "整改目标：清零。",
            "整改时限：2024年底前",
        ]
    )

    (row,) = read_text("plan", text).rows

    assert (row.issue.value, row.goal.value) == ("河道垃圾", "清零")
