"""The same complaints in every published layout are read the same."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx, make_xlsx

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = {
    "number": ["受理编号", "举报编号", "信访件编号", "受理\n编号", "交办编号", "受理編號"],
    "issue": ["交办问题基本情况", "举报内容", "反映问题", "交办问题\n基本情况", "群众反映问题", "信访内容"],
    "area": ["行政区域", "行政\n区域", "所属区域", "涉及县区", "属地", "行政區域"],
    "pollution_types_text": ["污染类型", "问题类型", "污染\n类型", "污染类别", "污染類型"],
    "finding": ["调查核实情况", "核查情况", "调查核实\n情况", "调查情况", "調查核實情況"],
    "verdict_text": ["是否属实", "是否\n属实", "属实情况", "是否屬實"],
    "closure_target": ["办结目标", "办理目标"],
    "handling": ["处理和整改情况", "处理及整改情况", "处理和整改\n情况", "整改情况", "處理和整改情況"],
    "closure_text": ["是否办结", "办结情况", "是否已办结", "是否\n办结"],
    "accountability": ["责任人被处理情况", "问责情况", "责任追究情况", "追责问责情况"],
}  # fmt: skip
VERDICTS = {"属实": "true", "基本属实": "mostly", "部分属实": "partial", "部份属实": "partial",
            "不属实": "false", "属  实": "true", "是": "true", "无法核实": "unverifiable"}  # fmt: skip
CLOSURES = {"已办结": "done", "己办结": "done", "办结": "done", "阶段性办结": "staged",
            "未办结": "not_done", "未 办 结": "not_done", "正在办理": "not_done"}  # fmt: skip
PLACES = ["青崖县", "石渡县", "东坪县", "云岭区"]
MATTERS = [
    "砖厂夜间排放废气，气味刺鼻",
    "养牛场粪水流入河道",
    "工地土方不覆盖，扬尘扰民",
    "餐馆油烟直排",
]
FOUND = ["现场核查，喷淋未开启，沉淀池满溢", "企业手续齐全，监测值低于限值", "清运不及时，确有异味"]
DONE = ["责令停产整治，立案1家，罚款5万元", "限期15日内清运", "加强巡查", "立行立改，安装净化器2台"]


@dataclass(frozen=True)
class Complaint:
    """The words of one complaint."""

    number: str
    issue: str
    area: str
    pollution_types_text: str
    finding: str
    verdict_text: str
    closure_target: str
    handling: str
    closure_text: str
    accountability: str


@st.composite
def batches(draw: st.DrawFn) -> list[Complaint]:
    """Two to five complaints with numbers of one round."""
    made = []
    for index in range(draw(st.integers(2, 5))):
        head = draw(
            st.sampled_from(["D3YP20240511", "X2GD20210913", "X410000201806150", "BCD20220926"])
        )
        star = draw(st.sampled_from(["", "*", "(*)"]))
        made.append(Complaint(
            f"{head}{index + 1:04d}{star}",
            draw(st.sampled_from(MATTERS)),
            draw(st.sampled_from(PLACES)),
            draw(st.sampled_from(["大气", "水、大气", "噪声", "土壤,水"])),
            draw(st.sampled_from(FOUND)),
            draw(st.sampled_from(sorted(VERDICTS))),
            draw(st.sampled_from(["达标排放", "消除扰民"])),
            draw(st.sampled_from(DONE)),
            draw(st.sampled_from(sorted(CLOSURES))),
            draw(st.sampled_from(["无", "约谈2人", "暂无", "对村干部1人批评教育"])),
        ))  # fmt: skip
    return made


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Complaint], list[list[str]]]:
    """Complaints, and their table with columns in any order under any office's headings."""
    batch = draw(batches())
    order = draw(st.permutations(list(WORDS)))
    rows = [["序号", *(draw(st.sampled_from(WORDS[name])) for name in order)]]
    rows += [[str(n), *(getattr(c, name) for name in order)] for n, c in enumerate(batch, 1)]
    return batch, rows


def told(rows: object) -> list[tuple[object, ...]]:
    """Return what was read of every row."""
    return [
        (*(row.cells[name].value for name in WORDS), row.verdict.value, row.closure.value)
        for row in rows
    ]  # fmt: skip


def wanted(batch: list[Complaint]) -> list[tuple[object, ...]]:
    """Return what must have been read."""
    return [
        (*(getattr(c, name) for name in WORDS), VERDICTS[c.verdict_text], CLOSURES[c.closure_text])
        for c in batch
    ]  # fmt: skip


@FEW
@given(tables())
def test_a_workbook_of_complaints_is_read_whatever_its_headings_and_order(made):
    batch, rows = made
    head = [["群众信访举报转办和边督边改公开情况一览表"], ["（第十批 2024年5月20日）"]]
    total = ["合计", str(len(batch))]

    document = read("petitions", make_xlsx([*head, *rows, total]), "一览表.xlsx")

    assert told(document.rows) == wanted(batch)


@FEW
@given(tables(), st.data())
def test_a_table_broken_into_two_by_word_is_read_as_one(made, data):
    batch, rows = made
    cut = data.draw(st.integers(1, len(rows) - 1))
    again = data.draw(st.booleans())
    second = [rows[0], *rows[cut:]] if again else rows[cut:]

    document = read("petitions", make_docx("一览表", rows[:cut] if cut > 1 else rows[:1] + rows[1:cut],
                                           "（转下页）", second), "一览表.docx")  # fmt: skip

    assert told(document.rows) == wanted(batch)


@FEW
@given(tables(), st.sampled_from(["alone", "colon", "bold"]))
def test_one_label_a_line_is_read_whatever_the_labels(made, shape):
    batch, rows = made
    labels = [label.replace("\n", "") for label in rows[0]]
    lines = ["边督边改公开情况"]
    for row in rows[1:]:
        lines.append(f"{labels[0]}{row[0]}")
        for label, value in zip(labels[1:], row[1:], strict=True):
            lines += {"alone": [label, value], "colon": [f"{label}：{value}"],
                      "bold": [f"【{label}】{value}"]}[shape]  # fmt: skip

    document = read_text("petitions", "\n".join(lines))

    assert told(document.rows) == wanted(batch)


@FEW
@given(batches())
def test_running_text_is_read_with_its_verdict_at_the_end_of_the_finding(batch):
    lines = []
    for number, c in enumerate(batch, 1):
        lines += [f"{'一二三四五'[number - 1]}、{c.area}{c.number}反映情况：{c.issue}", "",
                  f"  调查核实情况：{c.finding}。该举报部分属实。",
                  f"  处理及整改情况：{c.handling}", "", "  问责情况：无。"]  # fmt: skip

    rows = read_text("petitions", "\n".join(lines)).rows

    assert [(r.cells["number"].value, r.cells["area"].value, r.cells["issue"].value, r.verdict.value,
             r.cells["finding"].value, r.cells["handling"].value) for r in rows] == [
        (c.number, c.area, c.issue, "partial", f"{c.finding}。", c.handling) for c in batch
    ]  # fmt: skip
