"""Plans: narrative, lists, measures with their own duties, overall measures, what is doubtful."""

from rectify.exchange.readers import read, read_text
from rectify.exchange.readers.asjson import document_json, row_json
from tests.unit.readers.makers import make_docx, make_xlsx


def messages(document: object) -> str:
    """Return all problems as one text."""
    return "\n".join(problem.message for problem in document.problems)


NARRATIVE = """云岭市贯彻落实省级督察反馈意见整改方案
三、总体措施
（一）加强学习。（市委宣传部牵头，各县（区）配合）
四、整改任务
（一）扬尘污染防治不到位。部分工地裸土未覆盖。
责任领导：分管副市长
责任单位：市住建局
整改时限：2024年12月底前
整改目标：全面覆盖。
整改措施：
1.全面排查。（责任单位：市城管局；完成时限：2024年6月底前）
2.2024年9月底前完成覆盖。
（二）污水处理厂超负荷。
责任单位：市水务局牵头，各县（区）人民政府落实
整改时限：长期坚持
整改目标：达标排放。
整改措施：1.扩建5万吨/日；2.加强运维。
五、组织保障
（一）加强领导。
云岭市人民政府办公室
2024年3月15日"""


def test_a_narrative_plan_gives_issues_and_overall_measures():
    first, second, overall = read_text("plan", NARRATIVE).rows

    assert (first.number.value, first.goal.value) == ("1", "全面覆盖")
    assert first.issue.value == "扬尘污染防治不到位。部分工地裸土未覆盖"
    assert first.responsible_leader.value == "分管副市长"
    assert second.lead_units.value == ("市水务局",)
    assert [m.text for m in second.measures] == ["扩建5万吨/日", "加强运维"]
    assert (overall.overall, overall.number.value, overall.section) == (
        True,
        "(一)",
        "三、总体措施",
    )
    assert overall.cooperating_units.value == ("各县（区）",)


def test_a_measure_keeps_its_own_unit_and_deadline():
    first = read_text("plan", NARRATIVE).rows[0]

    bracket, sentence = first.measures
    assert (bracket.text, bracket.lead_units.value) == ("全面排查", ("市城管局",))
    assert bracket.deadline.value.due_on.isoformat() == "2024-06-30"
    assert sentence.deadline.value.due_on.isoformat() == "2024-09-30"
    assert (sentence.deadline.confidence, sentence.lead_units.value) == ("low", ())


def test_every_reading_names_its_place_and_sentence():
    first = read_text("plan", NARRATIVE).rows[0]

    assert (first.deadline.place, first.deadline.sentence) == ("第8行", "2024年12月底前")
    assert (first.lead_units.place, first.lead_units.text) == ("第7行", "市住建局")


def test_units_and_deadlines_under_each_measure_are_the_measures_own():
    text = ("整改方案（某县）\n（一）河道采砂。\n整改目标：有序\n整改措施：\n1.编制规划。\n责任单位：县水利局\n"
            "完成时限：2023年3月底前\n2.打击采砂。\n责任单位：县公安局\n完成时限：2023年6月底前")  # fmt: skip

    (row,) = read_text("plan", text).rows

    assert [m.lead_units.value for m in row.measures] == [("县水利局",), ("县公安局",)]
    assert row.lead_units.value == ("县水利局", "县公安局")
    assert row.deadline.value.due_on.isoformat() == "2023-06-30"


def test_issues_and_measures_numbered_alike_are_told_apart():
    text = "".join(
        f"{n}.第{n}处垃圾。\n整改目标：清零\n整改措施：\n1.清运。\n2.巡查。\n责任单位：县城管局\n整改时限：立行立改\n"
        for n in (1, 2, 3)
    )

    rows = read_text("plan", text).rows

    assert [(row.number.value, len(row.measures)) for row in rows] == [("1", 2), ("2", 2), ("3", 2)]


def test_rows_of_measures_under_one_issue_are_joined_with_their_own_dates():
    rows = [["序号", "问题描述", "具体整改措施", "完成时限", "责任单位"], [1, "甲", "措施一", "2024年3月底前", "县住建局"],
            [None, None, "措施二", "2024年6月底前", "县水利局"], [2, "乙", "措施三", "立行立改", "县城管局"]]  # fmt: skip

    first, second = read("plan", make_xlsx(rows), "a.xlsx").rows

    assert [m.deadline.value.due_on.isoformat() for m in first.measures] == [
        "2024-03-31",
        "2024-06-30",
    ]
    assert (first.lead_units.value, len(second.measures)) == (("县住建局", "县水利局"), 1)


def test_two_heading_rows_with_spans_name_lead_helpers_and_acceptance():
    rows = [["序号", "问题", "措施", "责任分工", None, None], [None, None, None, "牵头", "配合", "验收"],
            ["1", "甲", "做甲", "县住建局", "县水利局", "县整改办"]]  # fmt: skip
    document = read("plan", make_xlsx(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:F1"]), "a.xlsx")

    (row,) = document.rows
    assert (row.lead_units.value, row.cooperating_units.value, row.acceptance_units.value) == (
        ("县住建局",), ("县水利局",), ("县整改办",),
    )  # fmt: skip


def test_lead_and_helpers_in_one_unmarked_column_are_low_confidence():
    rows = [
        ["序号", "反馈问题", "整改措施", "牵头/配合单位"],
        ["1", "甲", "做甲", "县住建局、县水利局、县城管局"],
    ]

    (row,) = read("plan", make_docx(rows), "a.docx").rows

    assert (row.lead_units.value, row.cooperating_units.value) == (
        ("县住建局",), ("县水利局", "县城管局"),
    )  # fmt: skip
    assert row.lead_units.confidence == "low"
    assert "按第一个单位牵头读出" in row.lead_units.reason


def test_units_and_person_in_one_column_are_parted():
    rows = [
        ["序号", "反馈问题", "整改措施", "责任单位及责任人"],
        ["1", "甲", "做甲", "县住建局\n张三"],
    ]

    told = row_json(read("plan", make_xlsx(rows), "a.xlsx").rows[0])

    assert (told["lead_units"], told["responsible_person"]) == (["县住建局"], "张三")


def test_a_responsible_column_beside_a_lead_column_helps():
    rows = [
        ["序号", "反馈问题", "整改措施", "牵头单位", "责任单位"],
        ["1", "甲", "做", "市水利局", "甲县人民政府"],
    ]

    (row,) = read("plan", make_xlsx(rows), "a.xlsx").rows

    assert (row.lead_units.value, row.responsible_units.value) == (("市水利局",), ("甲县人民政府",))
    assert row_json(row)["cooperating_units"] == ["甲县人民政府"]


def test_the_count_a_plan_states_is_held_against_what_was_read():
    rows = [["序号", "反馈问题", "整改措施", "责任单位"], ["1", "甲", "做", "县局"], ["2", "乙", "做", "县局"],
            ["合计：3项"]]  # fmt: skip

    document = read("plan", make_xlsx(rows), "a.xlsx")

    assert document.stated_count == 3
    assert "文中写明共 3 项，实际读出 2 项" in messages(document)


def test_missing_and_doubled_serials_and_missing_measures_are_told():
    rows = [["序号", "反馈问题", "整改措施", "责任单位"], ["1", "甲", "做", "县局"], ["3", "乙", "", "县局"],
            ["3", "丙", "做", ""]]  # fmt: skip

    said = messages(read("plan", make_xlsx(rows), "a.xlsx"))

    assert "缺少 2" in said
    assert "序号 3 出现 2 次" in said
    assert "第 3 项没有整改措施" in said
    assert "第 3 项没有读出责任单位" in said


def test_a_deadline_before_the_plan_and_another_city_in_a_copied_plan_are_told():
    text = NARRATIVE.replace("2024年12月底前", "2023年12月底前").replace(
        "责任单位：市水务局牵头", "责任单位：安北市水务局牵头"
    )

    said = messages(read_text("plan", text))

    assert "整改时限（2023-12-31）早于方案日期（2024-03-15）" in said
    assert "标题写的是“云岭市”，这里出现了“安北市”" in said


def test_a_file_that_is_no_plan_says_so():
    document = read_text("plan", "今天天气很好。\n我们去公园。")

    assert document.rows == ()
    assert "没有读出整改问题" in messages(document)


def test_short_forms_a_plan_defines_are_reported():
    text = ("某市整改方案\n（一）加强学习。深入学习贯彻落实有关要求，压实责任。"
            "（市委办牵头，甲开发区、乙新区管委会配合，以上园区管委会简称各管委会）")  # fmt: skip

    document = read_text("plan", text)

    assert document_json(document)["aliases"] == {"各管委会": ["甲开发区管委会", "乙新区管委会"]}
    assert document.rows[0].overall


def test_a_public_notice_handed_in_as_a_plan_keeps_its_number_as_titled():
    text = ("关于序号十问题整改销号的公示\n一、整改问题\n河道断流。\n二、整改实施主体\n县水利局\n"
            "三、完成时限\n2024年6月底前\n某县整改办\n2024年7月1日")  # fmt: skip

    (row,) = read_text("plan", text).rows

    assert (row.number.value, row.issue.value, row.lead_units.value) == (
        "序号十", "河道断流", ("县水利局",),
    )  # fmt: skip
    assert row.deadline.value.due_on.isoformat() == "2024-06-30"
