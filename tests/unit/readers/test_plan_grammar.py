"""Ways offices write plans: labels, numbers, frames, cells of two fields, lost lines."""

import pytest

from rectify.exchange.readers import read, read_text
from rectify.exchange.readers.asjson import row_json
from tests.unit.readers.makers import make_docx, make_xlsx

HEADS = ["序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位"]
FIRST = ["1", "尾矿库渗漏", "消除渗漏", "1.防渗；2.监测", "2024年6月底前", "县应急局"]
SECOND = ["2", "料场扬尘", "封闭堆存", "1.建棚；2.喷淋", "立行立改", "县工信局"]


def plan_of(*lines):
    return read_text("plan", "\n".join(["某县整改方案", *lines]), year=2024).rows


def told(row, *names):
    values = row_json(row)
    return tuple(len(values[n]) if n == "measures" else values[n] for n in names)


def test_a_numbered_section_row_is_no_issue():
    rows = [
        HEADS,
        ["一", "大气方面（1项）", *[None] * 4],
        FIRST,
        ["二", "水方面", *[None] * 4],
        SECOND,
    ]

    found = read("plan", make_xlsx(rows, ["B2:F2"]), "清单.xlsx").rows

    assert [told(row, "number", "issue") for row in found] == [
        ("1", "尾矿库渗漏"), ("2", "料场扬尘")]  # fmt: skip


def test_the_numbers_of_measures_are_no_measures():
    rows = [["序号", "反馈问题", "措施序号", "具体措施", "完成时限", "责任单位"],
            ["1", "河道堆砂", "1-1", "清运砂石", "2024年5月底前", "县水利局"],
            [None, None, "1-2", "恢复岸坡", "2024年6月底前", "县林草局"]]  # fmt: skip

    (row,) = read("plan", make_xlsx(rows), "清单.xlsx").rows

    assert [measure.text for measure in row.measures] == ["清运砂石", "恢复岸坡"]
    assert told(row, "number", "deadline_iso") == ("1", "2024-06-30")


def test_what_follows_the_last_frame_is_not_its_last_cell():
    frame = [["反馈问题", "计量设施缺失"], ["整改目标", "全部安装"], ["整改措施", "1.排查；2.安装"],
             ["责任单位", "县水利局"], ["整改时限", "2024年9月底前"]]  # fmt: skip
    data = make_docx("某县整改方案", frame, "三、保障措施", "（一）加强领导。")

    (row,) = read("plan", data, "方案.docx").rows

    assert told(row, "deadline_text", "measures") == ("2024年9月底前", 2)


def test_items_torn_by_the_width_of_a_page_are_put_together():
    (row,) = plan_of("1.干部认识不足。", "整改目标：责任压实。", "整改措施：①常委会每季",
                     "度研究1次；②纳入考", "核；③开展培训。", "- 5 -", "责任单位：县委组织部")  # fmt: skip

    texts = [measure.text.replace("\n", "") for measure in row.measures]
    assert texts == ["常委会每季度研究1次", "纳入考核", "开展培训"]
    assert row.lead_units.value == ("县委组织部",)


@pytest.mark.parametrize(
    ("goal", "due", "unit"),
    [
        ("整改目标　消除渗漏", "整改时限　2024年6月底前", "责任单位　县应急局"),
        ("目标：消除渗漏", "时限：2024年6月底前", "责任：县应急局"),
        ("【整改目标及要求】消除渗漏", "【整改时限】2024年6月底前", "【责任部门（单位）】县应急局"),
        ("整改目标\n消除渗漏", "整改时限\n2024年6月底前", "责任单位\n县应急局"),
    ],
)
def test_a_label_is_known_with_blanks_brackets_or_a_line_of_its_own(goal, due, unit):
    (row,) = plan_of("一、尾矿库渗漏。", goal, due, "整改措施：", "1.防渗", "2.监测", unit)

    assert told(row, "number", "goal", "deadline_iso", "lead_units", "measures") == (
        "1", "消除渗漏", "2024-06-30", ["县应急局"], 2)  # fmt: skip


def test_labels_that_are_numbered_themselves_give_the_issue_no_number():
    (row,) = plan_of("一、问题描述：水体富营养化。", "二、整改目标：消除。", "三、整改措施：",
                     "（一）截污；", "（二）放水。", "四、整改时限：2024年9月底前", "五、责任单位：县水利局")  # fmt: skip

    assert told(row, "number", "issue", "measures", "lead_units") == (
        "", "水体富营养化", 2, ["县水利局"])  # fmt: skip


def test_a_goal_that_names_the_day_gives_the_deadline_with_a_doubt():
    first, second = plan_of(
        "问题（一）：围网反弹", "整改目标及时限：2024年5月31日前，围网拆除。", "整改措施及责任单位：",
        "1.排查（县农业农村局、湖区管理处）；", "2.拆除（县公安局）。",
        "问题（二）：码头无证", "整改目标及时限：2024年底前，完善手续。", "整改措施及责任单位：",
        "1.建档（县交通局）。",
    )  # fmt: skip

    assert told(first, "number", "deadline_iso", "lead_units") == (
        "1", "2024-05-31", ["县农业农村局", "湖区管理处", "县公安局"])  # fmt: skip
    assert (second.number.value, first.deadline.confidence) == ("2", "low")


def test_a_standard_is_the_goal_only_where_none_is_called_so():
    both = [["序号", "反馈问题", "整改目标", "销号标准", "整改措施", "整改时限"],
            ["1", "断面超标", "达到Ⅳ类", "连续6个月达标", "1.截污", "2024年底前"]]  # fmt: skip
    alone = [[h for h in both[0] if h != "整改目标"], [*both[1][:2], *both[1][3:]]]

    (first,) = read("plan", make_xlsx(both), "a.xlsx").rows
    (second,) = read("plan", make_xlsx(alone), "a.xlsx").rows

    assert (first.goal.value, second.goal.value) == ("达到Ⅳ类", "连续6个月达标")


def test_a_cell_of_several_fields_is_parted_by_its_labels():
    rows = [["编号", "存在问题", "整改内容和措施", "整改时限", "责任落实"],
            ["A01", "锅炉无除尘", "目标：达标排放。\n措施：1.淘汰；2.安装。", "2024年9月底前",
             "牵头单位：市生态环境局\n责任单位：仁和镇政府\n责任人：罗刚"],
            ["A02", "废品站污染", "目标：规范经营。\n措施：1.搬离。", "立行立改",
             "牵头单位：市商务局\n责任人：梁英"]]  # fmt: skip

    first, second = read("plan", make_xlsx(rows), "a.xlsx").rows

    assert told(first, "goal", "measures", "lead_units", "cooperating_units") == (
        "达标排放", 2, ["市生态环境局"], ["仁和镇政府"])  # fmt: skip
    assert [r.responsible_person.value for r in (first, second)] == ["罗刚", "梁英"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("责任单位（责任人）", "县应急局（韩磊）"),
        ("责任单位/责任人", "县应急局/韩磊"),
        ("责任单位", "县应急局（责任人：韩磊）"),
    ],
)
def test_a_person_beside_the_unit_is_told_apart(heading, cell):
    rows = [[*HEADS[:5], heading], [*FIRST[:5], cell], SECOND]

    row = read("plan", make_xlsx(rows), "a.xlsx").rows[0]

    assert told(row, "lead_units", "responsible_person") == (["县应急局"], "韩磊")


def test_issues_numbered_in_their_words_have_that_number():
    rows = [HEADS[1:], ["1.尾矿库渗漏", *FIRST[2:]], ["2.料场扬尘", *SECOND[2:]]]

    found = read("plan", make_docx("某县整改清单", rows), "a.docx").rows

    assert [told(row, "number", "issue") for row in found] == [
        ("1", "尾矿库渗漏"), ("2", "料场扬尘")]  # fmt: skip


def test_a_list_copied_one_cell_a_line_keeps_days_dashes_and_other_offices_headings():
    heads = ["序号", "反馈问题及表现", "整改目标", "整改措施", "完成时限", "责任县市", "督办单位"]
    cells = [*FIRST[:4], "2024-06-30", "甲县", "—", *SECOND, "州工信局"]

    found = plan_of(*heads, *cells)

    assert [told(row, "number", "deadline_iso", "supervising_units") for row in found] == [
        ("1", "2024-06-30", []), ("2", None, ["州工信局"])]  # fmt: skip


@pytest.mark.parametrize("goal", [["整改目标：雨污分流。"], []])
def test_a_list_of_measures_under_each_heading_belongs_to_that_issue(goal):
    def listed(*rows):
        return [["序号", "整改措施", "责任单位", "完成时限"], *rows]

    data = make_docx(
        "某区整改方案", "（一）园区雨污不分", *goal,
        listed(["1", "排查管网", "区住建局", "2024年3月底前"], ["2", "改造管网", "园区管委会", "2024年8月底前"]),
        "（二）散煤燃烧", *goal, listed(["1", "入户宣传", "各街道", "2024年9月底前"]),
    )  # fmt: skip

    found = read("plan", data, "方案.docx").rows

    assert [told(row, "number", "issue", "measures", "lead_units", "deadline_iso") for row in found] == [
        ("1", "园区雨污不分", 2, ["区住建局", "园区管委会"], "2024-08-31"),
        ("2", "散煤燃烧", 1, ["各街道"], "2024-09-30"),
    ]  # fmt: skip


def test_issues_that_stand_in_rows_of_their_own_head_the_measures_below():
    rows = [["任务", "具体措施", "完成时限", "责任单位"],
            ["1.断面不达标", None, None, None], ["", "关停排口", "2024年3月底前", "县生态环境分局"],
            ["", "建成湿地", "2024年8月底前", "县水利局"],
            ["2.生态流量不足", None, None, None], ["", "生态调度", "长期坚持", "县水利局"]]  # fmt: skip

    found = read("plan", make_xlsx(rows, ["A2:D2", "A5:D5"]), "a.xlsx").rows

    assert [told(row, "number", "issue", "measures") for row in found] == [
        ("1", "断面不达标", 2), ("2", "生态流量不足", 1)]  # fmt: skip


def test_a_measure_that_opens_with_what_is_done_is_no_label():
    (row,) = plan_of("任务1", "反馈问题：内涝点返潮。", "整改目标：消除。", "整改措施：",
                     "强化措施：建立一点一策；", "落实责任：明确1名责任人；", "责任单位：市城管局")  # fmt: skip

    assert [measure.text for measure in row.measures] == [
        "强化措施：建立一点一策", "落实责任：明确1名责任人"]  # fmt: skip
    assert row.lead_units.value == ("市城管局",)


def test_a_closing_chapter_or_an_appendix_ends_the_last_issue():
    chapter = plan_of("三、任务", "（一）危废监管薄弱。", "整改目标：达标。", "整改措施：", "1.排查。",
                      "责任单位：县水利局", "完成时限：2023年12月31日", "四、工作要求",
                      "（一）报送：每月25日前报送。联系人：黄某")  # fmt: skip
    appendix = plan_of("一、反馈问题：危废监管薄弱", "二、整改目标：达标", "三、责任单位", "县水利局",
                       "附件2", "某县另一份方案")  # fmt: skip

    assert chapter[0].deadline.text == "2023年12月31日"
    assert appendix[0].lead_units.value == ("县水利局",)
