"""Layouts of single offices: a small form a complaint, numbered labels, ticks, measures by name."""

import pytest

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx, make_xlsx

FORM = ["D3SX202506040057", "河津市", "黑水直排", "沉淀池破损", "属实", "责令停产", "已办结", "无"]
OTHER = [
    "X3SX202506040012",
    "盐湖区",
    "油烟扰民",
    "净化器合格",
    "不属实",
    "加强巡查",
    "办结",
    "暂无",
]
CELLS = ["number", "area", "issue", "finding", "verdict_text", "handling", "closure_text",
         "accountability"]  # fmt: skip
LABELS = ["受理编号", "行政区域", "反映问题", "调查核实情况", "是否属实", "处理和整改情况", "办结情况",
          "责任人被处理情况"]  # fmt: skip


def told(document):
    return [[row.cells[name].value for name in CELLS] for row in document.rows]


def form(values):
    pairs = list(zip(LABELS, values, strict=True))
    return [[*pairs[index], *pairs[index + 1]] for index in range(0, 8, 2)]


def test_a_small_form_for_every_complaint_is_read_the_heading_of_the_next_left_out():
    data = make_docx(
        "办理情况", "一、第1件", form(FORM), "二、第2件", form(OTHER), "主办：某市整改办"
    )

    assert told(read("petitions", data, "a.docx")) == [FORM, OTHER]


@pytest.mark.parametrize(
    "shape", ["（{n}）{label}：{value}", "{n}.{label}：{value}", "【{label}】{value}"]
)
def test_labels_with_numbers_of_their_own_belong_to_one_complaint(shape):
    lines = ["边督边改情况"]
    for count, values in enumerate((FORM, OTHER), 1):
        lines.append(f"第{count}件")
        for n, (label, value) in enumerate(zip(LABELS, values, strict=True), 1):
            lines.append(shape.format(n=n, label=label, value=value))

    assert told(read_text("petitions", "\n".join(lines))) == [FORM, OTHER]


def test_a_tick_under_a_verdict_is_that_verdict():
    rows = [["序号", "受理编号", "交办问题基本情况", "调查核实情况", "是否属实", None, None],
            [None, None, None, None, "属实", "部分属实", "不属实"],
            [1, "D1", "黑水直排", "沉淀池破损", "√", "", ""], [2, "D2", "油烟", "合格", "", "", "√"],
            [3, "D3", "扬尘", "有覆盖不全", "", "√", ""]]  # fmt: skip
    merges = ["E1:G1", *(f"{c}1:{c}2" for c in "ABCD")]

    found = read("petitions", make_xlsx(rows, merges), "a.xlsx").rows

    assert [row.verdict.value for row in found] == ["true", "false", "partial"]
    assert [row.cells["verdict_text"].value for row in found] == ["属实", "不属实", "部分属实"]


def test_a_goal_of_the_complaint_under_any_heading_is_its_target():
    rows = [["序号", "案件编号", "信访内容摘要", "整改要求及目标", "处理情况"],
            [1, "D1", "黑水直排", "封堵排口", "已封堵"]]  # fmt: skip

    (row,) = read("petitions", make_xlsx(rows), "a.xlsx").rows

    assert (row.cells["closure_target"].value, row.cells["issue"].value) == ("封堵排口", "黑水直排")


def test_issues_headed_by_a_bare_number_and_letters_are_parted():
    text = "\n".join(
        f"问题{n}\n（一）问题表述：{issue}\n（二）整改目标：达标\n（三）整改措施\n1.排查；\n2.整治；\n"
        f"（四）整改时限：2025年6月底前\n（五）责任单位：县住建局\n（六）责任领导：{leader}"
        for n, issue, leader in (("一", "填埋场超负荷", "王某某"), ("二", "粪污直排", "李某某"))
    )

    found = read_text("plan", f"整改清单\n{text}").rows

    assert [(r.number.value, r.issue.value, len(r.measures), r.responsible_leader.value)
            for r in found] == [("1", "填埋场超负荷", 2, "王某某"), ("2", "粪污直排", 2, "李某某")]  # fmt: skip


def test_a_small_table_of_two_rows_and_the_measures_under_it_are_one_issue():
    head = ["整改目标", "整改时限", "责任单位"]
    data = make_docx("整改方案", "1.四乱问题突出", [head, ["清零", "2024年4月底前", "县水利局"]],
                     "整改措施：（1）排查；（2）清理。", "2.危废贮存不规范",
                     [head, ["规范", "2024年7月底前", "县工信局"]], "整改措施：（1）建库。")  # fmt: skip

    found = read("plan", data, "a.docx").rows

    assert [(r.number.value, r.issue.value, r.goal.value, [m.text for m in r.measures],
             r.lead_units.value) for r in found] == [
        ("1", "四乱问题突出", "清零", ["排查", "清理"], ("县水利局",)),
        ("2", "危废贮存不规范", "规范", ["建库"], ("县工信局",))]  # fmt: skip


def test_measures_called_by_number_keep_what_stands_under_each():
    text = ("整改方案\n三、园区管理薄弱\n整改目标：建成平台。\n措施1：建设平台。\n责任单位：园区管委会\n"
            "完成时限：2024年5月底前\n措施2：环保管家。\n责任单位：县工信局\n完成时限：2024年8月底前")  # fmt: skip

    (row,) = read_text("plan", text).rows

    assert [(m.text, m.lead_units.value, m.deadline.value.due_on.isoformat())
            for m in row.measures] == [("建设平台", ("园区管委会",), "2024-05-31"),
                                       ("环保管家", ("县工信局",), "2024-08-31")]  # fmt: skip


def test_a_column_of_tasks_beside_the_issues_holds_the_measures():
    rows = [["序号", "督察反馈问题", "整改目标", "整改任务（措施）", "责任分工"],
            [1, "设施缺失", "全部安装", "①安装②建账", "牵头单位：县城管局\n配合单位：县住建局"]]  # fmt: skip

    (row,) = read("plan", make_xlsx(rows), "a.xlsx").rows

    assert ([m.text for m in row.measures], row.issue.value) == (["安装", "建账"], "设施缺失")
    assert (row.lead_units.value, row.cooperating_units.value) == (("县城管局",), ("县住建局",))


@pytest.mark.parametrize(
    "area",
    ["", "经开区", "三亚市、陵水县", "东莞市(虎门镇)", "兵团第三师图木舒克市", "海口市  秀英区"],
)
@pytest.mark.parametrize(
    "number",
    ["X2SD202109010033", "D*008", "2145", "073号", "访受〔2021〕0517031号", "信20170816134", "2019-08-01-03",
     "X3600220200711005(*)", "D3YP202405110003(重复件)"],
)  # fmt: skip
def test_place_and_number_before_what_is_told_are_parted(area, number):
    text = (f"  一、{area}{number}反映情况:砖厂粉尘大\n\n  调查核实情况:料场未覆盖该举报部分属实。\n\n"
            f"  二、{area}{number}反映情况:河道垃圾\n\n  调查核实情况:未发现。该举报不属实。\n")  # fmt: skip

    found = read_text("petitions", text).rows

    assert [(r.cells["area"].value, r.cells["number"].value, r.cells["issue"].value,
             r.cells["finding"].value, r.verdict.value) for r in found] == [
        (area, number, "砖厂粉尘大", "料场未覆盖", "partial"),
        (area, number, "河道垃圾", "未发现。", "false")]  # fmt: skip
